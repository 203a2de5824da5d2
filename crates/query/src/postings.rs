//! The documents that hold one of several terms of a field, and where.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// The documents of a segment that hold one of several terms of a field, in order. Some of the terms may be marked.
pub(crate) enum TermPostings {
    None,
    One(Box<SegmentPostings>, bool),
    /// The postings, whether they are marked, and a heap of the document each is at.
    Several(Vec<(SegmentPostings, bool)>, BinaryHeap<Reverse<(DocId, usize)>>),
}

impl TermPostings {
    /// Opens the postings of the terms, each with its mark.
    pub(crate) fn open(
        inverted: &InvertedIndexReader,
        terms: &[(TermInfo, bool)],
        option: IndexRecordOption,
    ) -> tantivy::Result<TermPostings> {
        let mut found = Vec::with_capacity(terms.len());
        for (info, marked) in terms {
            found.push((inverted.read_postings_from_terminfo(info, option)?, *marked));
        }
        Ok(match found.len() {
            0 => TermPostings::None,
            1 => found.pop().map_or(TermPostings::None, |(one, marked)| TermPostings::One(Box::new(one), marked)),
            _ => {
                let heap = found.iter().enumerate().map(|(at, (postings, _))| Reverse((postings.doc(), at))).collect();
                TermPostings::Several(found, heap)
            }
        })
    }

    pub(crate) fn doc(&self) -> DocId {
        match self {
            TermPostings::None => TERMINATED,
            TermPostings::One(postings, _) => postings.doc(),
            TermPostings::Several(_, heap) => heap.peek().map_or(TERMINATED, |&Reverse((doc, _))| doc),
        }
    }

    /// Goes to the first document from `target` on; stays where it is if it is there or beyond.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            TermPostings::None => {}
            TermPostings::One(postings, _) => {
                if postings.doc() < target {
                    postings.seek(target);
                }
            }
            TermPostings::Several(all, heap) => {
                while let Some(mut least) = heap.peek_mut()
                    && least.0.0 < target
                {
                    let at = least.0.1;
                    *least = Reverse((all[at].0.seek(target), at));
                }
            }
        }
        self.doc()
    }

    /// How often the terms occur in the document it is at: all of them, and those that are marked.
    pub(crate) fn times(&self) -> (u32, u32) {
        let doc = self.doc();
        let sum = |(all, marked): (u32, u32), times, is_marked| {
            (all + times, if is_marked { marked + times } else { marked })
        };
        match self {
            TermPostings::None => (0, 0),
            TermPostings::One(postings, marked) => sum((0, 0), postings.term_freq(), *marked),
            TermPostings::Several(all, _) => {
                let here = all.iter().filter(|(postings, _)| postings.doc() == doc);
                here.fold((0, 0), |times, (postings, marked)| sum(times, postings.term_freq(), *marked))
            }
        }
    }

    /// Where the terms occur in the document it is at, rising: all of them, and those that are marked.
    pub(crate) fn places(&mut self, all: &mut Vec<u32>, marked: &mut Vec<u32>) {
        let doc = self.doc();
        all.clear();
        marked.clear();
        match self {
            TermPostings::None => {}
            TermPostings::One(postings, is_marked) => {
                postings.positions(all);
                if *is_marked {
                    marked.extend_from_slice(all);
                }
            }
            TermPostings::Several(several, _) => {
                for (postings, is_marked) in several.iter_mut().filter(|(postings, _)| postings.doc() == doc) {
                    let from = all.len();
                    postings.append_positions_with_offset(0, all);
                    if *is_marked {
                        marked.extend_from_slice(&all[from..]);
                    }
                }
                all.sort_unstable();
                marked.sort_unstable();
            }
        }
    }
}
