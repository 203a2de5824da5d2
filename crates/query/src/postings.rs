//! The documents that hold one of several terms of a field, and where.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// The documents of a segment that hold one of several terms of a field, in order.
pub(crate) enum TermPostings {
    None,
    One(Box<SegmentPostings>),
    /// The postings, and a heap of the document each is at.
    Several(Vec<SegmentPostings>, BinaryHeap<Reverse<(DocId, usize)>>),
}

impl TermPostings {
    /// Opens the postings of the terms.
    pub(crate) fn open<'t>(
        reader: &SegmentReader,
        field: Field,
        terms: impl IntoIterator<Item = &'t str>,
        option: IndexRecordOption,
    ) -> tantivy::Result<TermPostings> {
        let inverted = reader.inverted_index(field)?;
        let mut found = Vec::new();
        for term in terms {
            found.extend(inverted.read_postings(&Term::from_field_text(field, term), option)?);
        }
        Ok(match found.len() {
            0 => TermPostings::None,
            1 => found.pop().map_or(TermPostings::None, |postings| TermPostings::One(Box::new(postings))),
            _ => {
                let heap = found.iter().enumerate().map(|(at, postings)| Reverse((postings.doc(), at))).collect();
                TermPostings::Several(found, heap)
            }
        })
    }

    pub(crate) fn doc(&self) -> DocId {
        match self {
            TermPostings::None => TERMINATED,
            TermPostings::One(postings) => postings.doc(),
            TermPostings::Several(_, heap) => heap.peek().map_or(TERMINATED, |&Reverse((doc, _))| doc),
        }
    }

    /// Goes to the first document from `target` on; stays where it is if it is there or beyond.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            TermPostings::None => {}
            TermPostings::One(postings) => {
                if postings.doc() < target {
                    postings.seek(target);
                }
            }
            TermPostings::Several(all, heap) => {
                while let Some(mut least) = heap.peek_mut()
                    && least.0.0 < target
                {
                    let at = least.0.1;
                    *least = Reverse((all[at].seek(target), at));
                }
            }
        }
        self.doc()
    }

    /// How often the terms occur in the document it is at.
    pub(crate) fn times(&self) -> u32 {
        let doc = self.doc();
        match self {
            TermPostings::None => 0,
            TermPostings::One(postings) => postings.term_freq(),
            TermPostings::Several(all, _) => {
                all.iter().filter(|postings| postings.doc() == doc).map(Postings::term_freq).sum()
            }
        }
    }

    /// Where the terms occur in the document it is at, rising.
    pub(crate) fn places(&mut self, places: &mut Vec<u32>) {
        let doc = self.doc();
        match self {
            TermPostings::None => places.clear(),
            TermPostings::One(postings) => postings.positions(places),
            TermPostings::Several(all, _) => {
                places.clear();
                for postings in all.iter_mut().filter(|postings| postings.doc() == doc) {
                    postings.append_positions_with_offset(0, places);
                }
                places.sort_unstable();
            }
        }
    }

    /// About how many documents there are.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            TermPostings::None => 0,
            TermPostings::One(postings) => u64::from(postings.size_hint()),
            TermPostings::Several(all, _) => all.iter().map(|postings| u64::from(postings.size_hint())).sum(),
        }
    }
}
