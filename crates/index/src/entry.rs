//! What the engine is given.

use crate::schema::Fields;
use crate::{Head, wording_key};
use alinea_model::{Clause, Date, Organ};
use std::sync::{Arc, LazyLock, OnceLock};
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// A document of the engine, which keeps the columns; what is stored is kept by the [store](crate::store), and by what else
/// stands here it is found, which is noted by the [inversion](crate::inversion).
pub(crate) enum Entry {
    /// A file.
    File {
        /// Its path.
        file: String,
        /// What is stored of it.
        stored: Vec<u8>,
    },
    /// The record of a resolution.
    Record {
        /// Its file.
        file: String,
        /// Its key.
        key: String,
        /// Its symbol, or the name of its file.
        name: String,
        /// The record.
        stored: Vec<u8>,
    },
    /// A clause.
    Clause {
        /// Its resolution.
        resolution: Arc<Searched>,
        /// Its place among the clauses there.
        place: usize,
        /// Made when the engine asks, which is on the thread that indexes it: far more clauses wait for their turn than are
        /// at work.
        columns: OnceLock<TantivyDocument>,
    },
}

impl Entry {
    /// The clause at `place`.
    pub(crate) fn clause(resolution: &Arc<Searched>, place: usize) -> Self {
        Entry::Clause { resolution: Arc::clone(resolution), place, columns: OnceLock::new() }
    }

    /// What is stored.
    pub(crate) fn stored(&self) -> Option<&[u8]> {
        match self {
            Entry::File { stored, .. } | Entry::Record { stored, .. } => Some(stored),
            Entry::Clause { .. } => None,
        }
    }

    fn columns(&self) -> &TantivyDocument {
        static NONE: LazyLock<TantivyDocument> = LazyLock::new(TantivyDocument::new);
        match self {
            Entry::File { .. } | Entry::Record { .. } => &NONE,
            Entry::Clause { resolution, place, columns } => columns.get_or_init(|| columns_of(resolution, *place)),
        }
    }
}

/// A resolution whose clauses are searched.
pub(crate) struct Searched {
    pub(crate) fields: Fields,
    /// The key it is ordered by.
    pub(crate) order: String,
    pub(crate) head: Head,
    pub(crate) clauses: Vec<Clause>,
}

/// To the engine it is its columns.
impl Document for Entry {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.columns().iter_fields_and_values()
    }
}

/// The columns of the clause at `place`.
fn columns_of(resolution: &Searched, place: usize) -> TantivyDocument {
    let Searched { fields, order, head, clauses } = resolution;
    let (header, clause) = (&head.header, &clauses[place]);
    let mut columns = TantivyDocument::new();
    columns.add_text(fields.order, order);
    columns.add_u64(fields.place, place as u64);
    columns.add_u64(fields.wording, wording_key(clause));
    columns.add_text(fields.part_column, clause.part.as_str());
    for (column, value) in [
        (fields.organ_column, header.organ.as_ref().map(Organ::name)),
        (fields.session_column, header.session.as_deref()),
        (fields.opener_column, clause.opener.as_deref()),
        (fields.verb_column, clause.verb.as_deref()),
    ] {
        if let Some(value) = value {
            columns.add_text(column, value);
        }
    }
    if let Some(day) = header.adopted {
        columns.add_i64(fields.adopted, day_number(day));
    }
    columns
}

/// A day as the number `20111219`, which sorts as days do and can be read.
fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
