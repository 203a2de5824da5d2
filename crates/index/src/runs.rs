//! Which clauses are of one resolution.

use crate::schema::{FILE, FIRST, Fields, RESOLUTION};
use std::ops::Range;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// The clauses of each resolution of a segment: documents one behind the other, deleted ones among them.
#[derive(Debug)]
pub struct Runs {
    /// The first of each, rising.
    begins: Vec<DocId>,
    /// Behind the last of each.
    ends: Vec<DocId>,
}

impl Runs {
    /// A run goes on to the next document that is no clause.
    pub(crate) fn read(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Runs> {
        let index = reader.inverted_index(fields.kind)?;
        let documents = |kind: &str| -> tantivy::Result<Vec<DocId>> {
            let mut documents = Vec::new();
            let term = Term::from_field_text(fields.kind, kind);
            if let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? {
                while postings.doc() != TERMINATED {
                    documents.push(postings.doc());
                    postings.advance();
                }
            }
            Ok(documents)
        };
        let begins = documents(FIRST)?;
        let mut others = documents(RESOLUTION)?;
        others.extend(documents(FILE)?);
        others.sort_unstable();
        let end = |&begin: &DocId| {
            let next = others.partition_point(|&other| other < begin);
            others.get(next).copied().unwrap_or(reader.max_doc())
        };
        let ends = begins.iter().map(end).collect();
        Ok(Runs { begins, ends })
    }

    /// The clauses of the resolution whose first clause is `first`; none where it is no such clause.
    pub fn from(&self, first: DocId) -> Range<DocId> {
        self.begins.binary_search(&first).map_or(first..first, |at| first..self.ends[at])
    }
}
