//! The columns that every page of results looks into, opened once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// Columns of a segment, of the [`Fields`](crate::Fields) of the same names.
#[derive(Debug)]
pub struct Columns {
    /// The key resolutions are ordered by.
    pub order: Texts,
    /// The place of a clause in its resolution.
    pub place: Column<u64>,
    /// The day of adoption, as the number `20111219`.
    pub adopted: Column<i64>,
    /// The name of the organ.
    pub organ: Texts,
    /// The key of the wording.
    pub wording: Column<u64>,
}

impl Columns {
    /// Opens those of a segment.
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = reader.fast_fields();
        Ok(Columns {
            order: Texts::new(columns.str("order")?),
            place: columns.u64("place")?,
            adopted: columns.i64("adopted")?,
            organ: Texts::new(columns.str("organ_column")?),
            wording: columns.u64("wording")?,
        })
    }
}

/// A column of texts, which the engine keeps sorted and numbered. It takes some microseconds to look one up by its number, and
/// the same few are asked for again and again: they are remembered.
#[derive(Debug)]
pub struct Texts {
    column: Option<StrColumn>,
    known: Mutex<HashMap<u64, Arc<str>>>,
}

impl Texts {
    fn new(column: Option<StrColumn>) -> Self {
        Texts { column, known: Mutex::default() }
    }

    /// The number of the text of a document, if it has one. Numbers stand in the order of the texts.
    pub fn number(&self, doc: DocId) -> Option<u64> {
        self.column.as_ref()?.term_ords(doc).next()
    }

    /// The text with a number; an empty one where there is none.
    pub fn text(&self, number: u64) -> tantivy::Result<Arc<str>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known.get(&number) {
            return Ok(Arc::clone(text));
        }
        let mut text = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(number, &mut text)?;
        }
        let text: Arc<str> = text.into();
        known.insert(number, Arc::clone(&text));
        Ok(text)
    }
}
