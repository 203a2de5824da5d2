//! How often, and where, the texts of a segment say something.

use crate::clauses::Opening;
use crate::forms::Forms;
use crate::plan::Piece;
use crate::postings::TermPostings;
use crate::resolve::Target;
use crate::spans::{Places, Stretch, occurrences, phrases, times};
use alinea_index::{BORDER, Zone};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

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

/// How often, and where, a target occurs in the documents of a zone, which are asked for in rising order.
pub(crate) struct Occurrence {
    target: Arc<Target>,
    /// For each word of the target.
    words: Vec<TermPostings>,
    /// For each word, the first that is wanted as it is: it stands where that does.
    firsts: Vec<usize>,
    /// Where each word stands in the document at hand, and where it stands in its exact form; once they were needed.
    places: Vec<Vec<u32>>,
    exact_places: Vec<Vec<u32>>,
    reading: Reading,
    doc: DocId,
    times: u32,
}

impl Occurrence {
    pub(crate) fn open(
        target: &Arc<Target>,
        opening: &Opening<'_>,
        zone: Zone,
        reading: Reading,
    ) -> tantivy::Result<Occurrence> {
        let option = if target.forms.len() > 1 || reading != Reading::Inside {
            IndexRecordOption::WithFreqsAndPositions
        } else {
            IndexRecordOption::WithFreqs
        };
        let open = |forms: &Arc<Forms>| {
            let inverted = opening.reader.inverted_index(forms.field(opening.fields))?;
            TermPostings::open(&inverted, forms.lists(zone, opening.segment), option)
        };
        let words = target.forms.iter().map(open).collect::<tantivy::Result<Vec<_>>>()?;
        let mut known = FxHashMap::default();
        let firsts =
            target.said.words.iter().zip(0..).map(|(word, at)| *known.entry(&word.wanted).or_insert(at)).collect();
        let (places, exact_places) = (vec![Vec::new(); words.len()], vec![Vec::new(); words.len()]);
        Ok(Occurrence { target: Arc::clone(target), words, firsts, places, exact_places, reading, doc: 0, times: 0 })
    }

    /// Goes to a document, and says how often it occurs there.
    pub(crate) fn times(&mut self, doc: DocId) -> u32 {
        self.doc = doc;
        self.times = 0;
        if let ([word], false) = (self.words.as_mut_slice(), self.reading == Reading::Across) {
            if word.seek(doc) == doc {
                self.times = word.times().0;
            }
        } else if self.may_occur() {
            self.read_places();
            self.times = self.count(&self.places);
        }
        self.times
    }

    /// How often it occurs in its exact form in the document at hand.
    pub(crate) fn exact_times(&self) -> u32 {
        match self.words.as_slice() {
            _ if self.times == 0 || self.target.said.exact => self.times,
            [word] if self.reading != Reading::Across => word.times().1,
            _ if self.places.iter().zip(&self.exact_places).all(|(all, exact)| all.len() == exact.len()) => self.times,
            _ => self.count(&self.exact_places),
        }
    }

    /// True when the document at hand holds the words it takes.
    fn may_occur(&mut self) -> bool {
        let (words, doc) = (&mut self.words, self.doc);
        let mut holds = |piece: &Piece| words[piece.words.clone()].iter_mut().all(|word| word.seek(doc) == doc);
        self.target.said.operands.iter().all(|alternatives| alternatives.iter().any(&mut holds))
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

    /// Adds where it occurs in the document at hand, rising; opened [`Reading::Placed`].
    pub(crate) fn stretches(&mut self, stretches: &mut Vec<Stretch>) {
        if self.times == 0 {
            return;
        }
        if let [word] = self.target.said.words.as_slice() {
            let width = word.width;
            self.read_places();
            stretches.extend(self.places[0].iter().map(|&place| (place, place + width)));
        } else {
            stretches.extend(occurrences(&self.target.said, &self.places).into_iter().flatten());
            stretches.sort_unstable();
        }
    }

    fn read_places(&mut self) {
        for at in 0..self.words.len() {
            let (places, exact_places) = (self.places.split_at_mut(at), self.exact_places.split_at_mut(at));
            let (here, exact_here) = (&mut places.1[0], &mut exact_places.1[0]);
            let first = self.firsts[at];
            if first < at {
                here.clone_from(&places.0[first]);
                exact_here.clone_from(&exact_places.0[first]);
            } else if self.words[at].seek(self.doc) == self.doc {
                self.words[at].places(here, exact_here);
            } else {
                here.clear();
                exact_here.clear();
            }
        }
    }
}
