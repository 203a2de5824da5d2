//! The columns that every page of results looks into, opened once.

use std::sync::OnceLock;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{Searcher, SegmentOrdinal};

/// Columns of a segment, of the [`Fields`](crate::Fields) of the same names.
#[derive(Debug)]
pub struct Columns {
    /// The key resolutions are ordered by.
    pub order: Option<StrColumn>,
    /// The place of a clause in its resolution.
    pub place: Column<u64>,
    /// The day of adoption, as the number `20111219`.
    pub adopted: Column<i64>,
    /// The name of the organ.
    pub organ: Option<StrColumn>,
    /// The key of the wording.
    pub wording: Column<u64>,
}

/// The columns of the segments, each opened when it is first asked for.
#[derive(Debug)]
pub(crate) struct Opened(Vec<OnceLock<Columns>>);

impl Opened {
    pub(crate) fn new(searcher: &Searcher) -> Self {
        Opened(searcher.segment_readers().iter().map(|_| OnceLock::new()).collect())
    }

    pub(crate) fn get(&self, searcher: &Searcher, segment: SegmentOrdinal) -> tantivy::Result<&Columns> {
        let known = &self.0[segment as usize];
        if let Some(columns) = known.get() {
            return Ok(columns);
        }
        let columns = searcher.segment_reader(segment).fast_fields();
        let opened = Columns {
            order: columns.str("order")?,
            place: columns.u64("place")?,
            adopted: columns.i64("adopted")?,
            organ: columns.str("organ")?,
            wording: columns.u64("wording")?,
        };
        Ok(known.get_or_init(|| opened))
    }
}
