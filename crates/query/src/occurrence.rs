//! The documents of a segment whose texts say something.

use crate::postings::TermPostings;
use crate::resolve::{Target, Texts};
use crate::spans::{Stretch, occurrences, phrases, times};
use alinea_index::BORDER;
use std::ops::Range;
use std::sync::Arc;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TERMINATED};

/// What of a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Whether and how often something occurs in it.
    Inside,
    /// And where.
    Placed,
    /// Whether and how often something begins before the border between two texts and ends behind it.
    Across,
}

/// The documents in which a target occurs in certain texts, in order.
pub(crate) struct Occurrence {
    target: Arc<Target>,
    /// For each word of the target.
    words: Vec<TermPostings>,
    places: Vec<Vec<u32>>,
    reading: Reading,
    doc: DocId,
    times: u32,
}

impl Occurrence {
    /// Opens it and goes to the first document. `exact` takes the exact form of every word.
    pub(crate) fn open(
        target: &Arc<Target>,
        reader: &SegmentReader,
        texts: Texts,
        exact: bool,
        reading: Reading,
    ) -> tantivy::Result<Occurrence> {
        let option = if target.forms.len() > 1 || reading != Reading::Inside {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let mut words = Vec::with_capacity(target.forms.len());
        for forms in &target.forms {
            let (field, terms) = forms.terms(texts, exact);
            words.push(TermPostings::open(reader, field, terms, option)?);
        }
        let places = vec![Vec::new(); words.len()];
        let mut occurrence = Occurrence { target: Arc::clone(target), words, places, reading, doc: 0, times: 0 };
        occurrence.find(0);
        Ok(occurrence)
    }

    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    /// How often it occurs in the document it is at.
    pub(crate) fn times(&self) -> u32 {
        self.times
    }

    /// Goes to the first document from `target` on; stays where it is if it is there or beyond.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    pub(crate) fn cost(&self) -> u64 {
        let of_piece =
            |words: &Range<usize>| self.words[words.clone()].iter().map(TermPostings::cost).min().unwrap_or(0);
        let of_operand = |pieces: &Vec<crate::plan::Piece>| pieces.iter().map(|piece| of_piece(&piece.words)).sum();
        self.target.said.operands.iter().map(of_operand).min().unwrap_or(0)
    }

    fn find(&mut self, mut candidate: DocId) {
        let target = Arc::clone(&self.target);
        while candidate < TERMINATED {
            let operands = target.said.operands.iter();
            let first = |words: &mut [TermPostings], pieces: &[crate::plan::Piece]| {
                let common = pieces.iter().map(|piece| common(&mut words[piece.words.clone()], candidate));
                common.min().unwrap_or(TERMINATED)
            };
            let next = operands.map(|pieces| first(&mut self.words, pieces)).max().unwrap_or(TERMINATED);
            if next > candidate {
                candidate = next;
                continue;
            }
            self.times = self.count(candidate);
            if self.times > 0 {
                break;
            }
            candidate += 1;
        }
        self.doc = candidate;
    }

    /// How often it occurs in a document that has the words.
    fn count(&mut self, doc: DocId) -> u32 {
        if let ([word], true) = (self.words.as_slice(), self.reading != Reading::Across) {
            return word.times();
        }
        self.read_places(doc);
        let said = &self.target.said;
        match said.phrase().filter(|_| self.reading == Reading::Across) {
            None => times(said, &self.places),
            Some(piece) => {
                let found = phrases(said, piece, &self.places);
                found.filter(|stretch| stretch.0 < BORDER && stretch.1 > BORDER).count() as u32
            }
        }
    }

    /// Adds where it occurs in the document it is at, rising; opened [`Reading::Placed`].
    pub(crate) fn stretches(&mut self, stretches: &mut Vec<Stretch>) {
        self.read_places(self.doc);
        if let [places] = self.places.as_slice() {
            stretches.extend(places.iter().map(|&place| (place, place + 1)));
        } else {
            stretches.extend(occurrences(&self.target.said, &self.places).into_iter().flatten());
            stretches.sort_unstable();
        }
    }

    fn read_places(&mut self, doc: DocId) {
        for (word, places) in self.words.iter_mut().zip(&mut self.places) {
            if word.doc() == doc {
                word.places(places);
            } else {
                places.clear();
            }
        }
    }
}

/// The first document from `candidate` on that holds all words.
fn common(words: &mut [TermPostings], mut candidate: DocId) -> DocId {
    'candidates: loop {
        for word in words.iter_mut() {
            let doc = word.seek(candidate);
            if doc > candidate {
                candidate = doc;
                if candidate == TERMINATED {
                    return candidate;
                }
                continue 'candidates;
            }
        }
        return candidate;
    }
}
