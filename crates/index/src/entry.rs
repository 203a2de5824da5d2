//! What the engine is given.

use crate::Head;
use alinea_model::Clause;
use std::sync::Arc;
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// A document of the engine: it keeps the columns and what is stored; by what it is found is noted by the
/// [inversion](crate::inversion).
pub(crate) struct Entry {
    pub(crate) kept: TantivyDocument,
    pub(crate) found: Found,
}

/// What a document is found by.
pub(crate) enum Found {
    /// A file.
    File {
        /// Its path.
        file: String,
    },
    /// The record of a resolution.
    Record {
        /// Its file.
        file: String,
        /// Its key.
        key: String,
        /// Its symbol, or the name of its file.
        name: String,
    },
    /// A clause.
    Clause {
        /// Its resolution.
        resolution: Arc<Searched>,
        /// Its place among the clauses there.
        place: usize,
    },
}

/// A resolution whose clauses are searched.
pub(crate) struct Searched {
    pub(crate) head: Head,
    pub(crate) clauses: Vec<Clause>,
}

/// To the engine it is what it keeps.
impl Document for Entry {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.kept.iter_fields_and_values()
    }
}
