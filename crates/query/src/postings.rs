//! The documents that hold one of several terms of a field, and where.

use crate::forms::List;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// The documents of a segment that hold one of several terms of a field, in order. Some of the terms may be marked.
pub(crate) enum TermPostings {
    None,
    One(Box<SegmentPostings>, bool),
    Several(Several),
}

/// The postings of several terms. To look at the documents they are at one behind the other is sooner done than to keep them
/// in order: most words have a few forms.
pub(crate) struct Several {
    /// The postings, and whether they are marked.
    all: Vec<(SegmentPostings, bool)>,
    /// The document each is at, …
    docs: Vec<DocId>,
    /// … the first of each [`STRETCH`] of them, for a pattern may have a thousand forms, …
    firsts: Vec<DocId>,
    /// … and of all.
    doc: DocId,
}

const STRETCH: usize = 32;

impl Several {
    fn new(all: Vec<(SegmentPostings, bool)>) -> Self {
        let docs: Vec<DocId> = all.iter().map(|(postings, _)| postings.doc()).collect();
        let firsts: Vec<DocId> = docs.chunks(STRETCH).map(first).collect();
        let doc = first(&firsts);
        Several { all, docs, firsts, doc }
    }

    fn seek(&mut self, target: DocId) {
        if self.doc >= target {
            return;
        }
        let stretches = self.docs.chunks_mut(STRETCH).zip(self.all.chunks_mut(STRETCH));
        for (first_doc, (docs, all)) in self.firsts.iter_mut().zip(stretches).filter(|(doc, _)| **doc < target) {
            for (doc, (postings, _)) in docs.iter_mut().zip(all).filter(|(doc, _)| **doc < target) {
                *doc = postings.seek(target);
            }
            *first_doc = first(docs);
        }
        self.doc = first(&self.firsts);
    }
}

fn first(docs: &[DocId]) -> DocId {
    docs.iter().copied().min().unwrap_or(TERMINATED)
}

impl TermPostings {
    /// Opens the postings of the terms; the exact ones are marked.
    pub(crate) fn open(
        inverted: &InvertedIndexReader,
        terms: &[List],
        option: IndexRecordOption,
    ) -> tantivy::Result<TermPostings> {
        let mut found = Vec::with_capacity(terms.len());
        for List { info, exact, .. } in terms {
            found.push((inverted.read_postings_from_terminfo(info, option)?, *exact));
        }
        Ok(match found.len() {
            0 => TermPostings::None,
            1 => found.pop().map_or(TermPostings::None, |(one, marked)| TermPostings::One(Box::new(one), marked)),
            _ => TermPostings::Several(Several::new(found)),
        })
    }

    pub(crate) fn doc(&self) -> DocId {
        match self {
            TermPostings::None => TERMINATED,
            TermPostings::One(postings, _) => postings.doc(),
            TermPostings::Several(several) => several.doc,
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
            TermPostings::Several(several) => several.seek(target),
        }
        self.doc()
    }

    /// How often the terms occur in the document it is at: all of them, and those that are marked.
    pub(crate) fn times(&self) -> (u32, u32) {
        let sum = |(all, marked): (u32, u32), times, is_marked| {
            (all + times, if is_marked { marked + times } else { marked })
        };
        match self {
            TermPostings::None => (0, 0),
            TermPostings::One(postings, marked) => sum((0, 0), postings.term_freq(), *marked),
            TermPostings::Several(Several { all, docs, doc, .. }) => {
                let here = all.iter().zip(docs).filter(|(_, at)| *at == doc);
                here.fold((0, 0), |times, ((postings, is_marked), _)| sum(times, postings.term_freq(), *is_marked))
            }
        }
    }

    /// Where the terms occur in the document it is at, rising: all of them, and those that are marked.
    pub(crate) fn places(&mut self, all: &mut Vec<u32>, marked: &mut Vec<u32>) {
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
            TermPostings::Several(Several { all: postings, docs, firsts, doc }) => {
                let stretches = docs.chunks(STRETCH).zip(postings.chunks_mut(STRETCH)).zip(firsts);
                for ((docs, postings), _) in stretches.filter(|(_, first)| *first == doc) {
                    for (_, (postings, is_marked)) in docs.iter().zip(postings).filter(|(at, _)| *at == doc) {
                        let from = all.len();
                        postings.append_positions_with_offset(0, all);
                        if *is_marked {
                            marked.extend_from_slice(&all[from..]);
                        }
                    }
                }
                all.sort_unstable();
                marked.sort_unstable();
            }
        }
    }
}
