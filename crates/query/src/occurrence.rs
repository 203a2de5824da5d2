//! The documents of a segment whose texts say something.

use crate::clauses::Opening;
use crate::forms::Forms;
use crate::plan::Piece;
use crate::postings::TermPostings;
use crate::resolve::Target;
use crate::spans::{Places, Stretch, occurrences, phrases, times};
use alinea_index::BORDER;
use std::ops::Range;
use std::sync::Arc;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TERMINATED};

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

/// The documents in which a target occurs in a field, in order.
pub(crate) struct Occurrence {
    target: Arc<Target>,
    /// For each word of the target.
    words: Vec<TermPostings>,
    /// Where each word stands in the document it is at, and where it stands in its exact form; once they were needed.
    places: Vec<Vec<u32>>,
    exact_places: Vec<Vec<u32>>,
    reading: Reading,
    doc: DocId,
    times: u32,
}

impl Occurrence {
    /// Opens it and goes to the first document.
    pub(crate) fn open(
        target: &Arc<Target>,
        opening: &Opening<'_>,
        field: Field,
        reading: Reading,
    ) -> tantivy::Result<Occurrence> {
        let option = if target.forms.len() > 1 || reading != Reading::Inside {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let open = |forms: &Forms| {
            let field = if forms.paired { opening.fields.pairs } else { field };
            let inverted = opening.reader.inverted_index(field)?;
            TermPostings::open(&inverted, forms.lists(field, opening.segment), option)
        };
        let words = target.forms.iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
        let (places, exact_places) = (vec![Vec::new(); words.len()], vec![Vec::new(); words.len()]);
        let target = Arc::clone(target);
        let mut occurrence = Occurrence { target, words, places, exact_places, reading, doc: 0, times: 0 };
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

    /// How often it occurs there in its exact form.
    pub(crate) fn exact_times(&self) -> u32 {
        match self.words.as_slice() {
            _ if self.target.said.exact => self.times,
            [word] if self.reading != Reading::Across => word.times().1,
            _ if self.places.iter().zip(&self.exact_places).all(|(all, exact)| all.len() == exact.len()) => self.times,
            _ => self.count(&self.exact_places),
        }
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
        let of_operand = |pieces: &Vec<Piece>| pieces.iter().map(|piece| of_piece(&piece.words)).sum();
        self.target.said.operands.iter().map(of_operand).min().unwrap_or(0)
    }

    fn find(&mut self, mut candidate: DocId) {
        let target = Arc::clone(&self.target);
        while candidate < TERMINATED {
            let operands = target.said.operands.iter();
            let first = |words: &mut [TermPostings], pieces: &[Piece]| {
                let common = pieces.iter().map(|piece| common(&mut words[piece.words.clone()], candidate));
                common.min().unwrap_or(TERMINATED)
            };
            let next = operands.map(|pieces| first(&mut self.words, pieces)).max().unwrap_or(TERMINATED);
            if next > candidate {
                candidate = next;
                continue;
            }
            self.times = match self.words.as_slice() {
                [word] if self.reading != Reading::Across => word.times().0,
                _ => {
                    self.read_places(candidate);
                    self.count(&self.places)
                }
            };
            if self.times > 0 {
                break;
            }
            candidate += 1;
        }
        self.doc = candidate;
    }

    /// How often it occurs where its words stand at `places`.
    fn count(&self, places: &Places) -> u32 {
        let said = &self.target.said;
        match said.phrase().filter(|_| self.reading == Reading::Across) {
            None => times(said, places),
            Some(piece) => {
                let found = phrases(said, piece, places);
                found.filter(|stretch| stretch.0 < BORDER && stretch.1 > BORDER).count() as u32
            }
        }
    }

    /// Adds where it occurs in the document it is at, rising; opened [`Reading::Placed`].
    pub(crate) fn stretches(&mut self, stretches: &mut Vec<Stretch>) {
        if let [word] = self.target.said.words.as_slice() {
            let width = word.width;
            self.read_places(self.doc);
            stretches.extend(self.places[0].iter().map(|&place| (place, place + width)));
        } else {
            stretches.extend(occurrences(&self.target.said, &self.places).into_iter().flatten());
            stretches.sort_unstable();
        }
    }

    fn read_places(&mut self, doc: DocId) {
        let places = self.places.iter_mut().zip(&mut self.exact_places);
        for (word, (places, exact_places)) in self.words.iter_mut().zip(places) {
            if word.doc() == doc {
                word.places(places, exact_places);
            } else {
                places.clear();
                exact_places.clear();
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
