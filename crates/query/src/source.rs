//! Where something occurs in one kind of text, window by window.

use crate::clauses::Opening;
use crate::forms::Forms;
use crate::lists::Lists;
use crate::occurrence::{Occurrence, Reading};
use crate::plan::Piece;
use crate::resolve::Target;
use crate::window::{Bits, Counts, Matches, WINDOW, begin_of};
use alinea_index::Zone;
use std::sync::Arc;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

/// Where something occurs in one kind of text.
pub(crate) enum Source<'r> {
    /// A word: in the lists of its terms.
    Word(Lists),
    /// Several words, at certain places to each other.
    Places(Box<Places<'r>>),
}

/// Documents that hold several words, and those places.
pub(crate) struct Places<'r> {
    target: Arc<Target>,
    /// For each word of the target.
    words: Vec<Lists>,
    /// The pairs one of which a document must hold, where that is enough to look for.
    border: Option<Lists>,
    opening: Opening<'r>,
    zone: Zone,
    reading: Reading,
    /// Where the words stand; opened when that is asked for, since most often no document of a zone holds them all.
    occurrence: Option<Occurrence>,
}

impl<'r> Source<'r> {
    /// Opens it. How often it occurs can be asked for if it is to be `counted`.
    pub(crate) fn open(
        opening: &Opening<'r>,
        target: &Arc<Target>,
        zone: Zone,
        reading: Reading,
        counted: bool,
    ) -> tantivy::Result<Self> {
        let stands = |forms: &Forms| !forms.lists(zone, opening.segment).is_empty();
        if !target.may_be_met(stands) {
            return Ok(Source::Word(Lists::none()));
        }
        if let ([_], false) = (target.forms.as_slice(), reading == Reading::Across) {
            let option = if counted { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            return Ok(Source::Word(opening.lists_of(&target.forms, zone, option)?));
        }
        let of_word = |forms| opening.lists_of(std::slice::from_ref(forms), zone, IndexRecordOption::Basic);
        let words = target.forms.iter().map(of_word).collect::<tantivy::Result<_>>()?;
        Ok(Source::places(opening, target, zone, reading, words, None))
    }

    fn places(
        opening: &Opening<'r>,
        target: &Arc<Target>,
        zone: Zone,
        reading: Reading,
        words: Vec<Lists>,
        border: Option<Lists>,
    ) -> Self {
        let (target, opening) = (Arc::clone(target), *opening);
        Source::Places(Box::new(Places { target, words, border, opening, zone, reading, occurrence: None }))
    }

    /// Opens what stands across the border of a chapeau and a text; `None` where nothing of it does.
    pub(crate) fn across(opening: &Opening<'r>, target: &Arc<Target>) -> tantivy::Result<Option<Self>> {
        let Some(border) = &target.border else {
            return Ok(Some(Source::open(opening, target, Zone::Across, Reading::Across, false)?));
        };
        if border.iter().all(|pair| pair.lists(Zone::Across, opening.segment).is_empty()) {
            return Ok(None);
        }
        let pairs = opening.lists_of(border, Zone::Across, IndexRecordOption::Basic)?;
        Ok(Some(Source::places(opening, target, Zone::Across, Reading::Across, Vec::new(), Some(pairs))))
    }

    /// No document from where it has been read to before this one holds it.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Source::Word(lists) => lists.doc(),
            Source::Places(places) => places.doc(),
        }
    }

    /// About how many documents are looked at.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Source::Word(lists) => lists.cost(),
            Source::Places(places) => places.words.iter().chain(&places.border).map(Lists::cost).sum(),
        }
    }

    /// Puts the documents of a window into `found`, at least those that are `within`.
    pub(crate) fn mark(&mut self, base: DocId, within: &Bits, found: &mut Matches) -> tantivy::Result<()> {
        match self {
            Source::Word(lists) => {
                lists.mark(base, within, found);
                Ok(())
            }
            Source::Places(places) => places.each(base, within, |at, _, exact| found.insert(at, exact > 0)),
        }
    }

    /// The same, and counts how often each says it.
    pub(crate) fn count(
        &mut self,
        base: DocId,
        within: &Bits,
        found: &mut Matches,
        times: &mut Counts,
    ) -> tantivy::Result<()> {
        match self {
            Source::Word(lists) => {
                lists.count(base, within, found, times);
                Ok(())
            }
            Source::Places(places) => places.each(base, within, |at, any, exact| {
                found.insert(at, exact > 0);
                times.add(at, any, exact);
            }),
        }
    }
}

impl Places<'_> {
    /// How often it occurs in a document, in any form and in its exact one; documents are asked for in rising order.
    pub(crate) fn times(&mut self, doc: DocId) -> tantivy::Result<(u32, u32)> {
        let occurrence = match &mut self.occurrence {
            Some(occurrence) => occurrence,
            none => none.insert(Occurrence::open(&self.target, &self.opening, self.zone, self.reading)?),
        };
        let any = occurrence.times(doc);
        Ok((any, if any > 0 && self.opening.tells { occurrence.exact_times() } else { any }))
    }

    /// Gives the documents of a window, of those `within`, in which it occurs, and how often.
    fn each(&mut self, base: DocId, within: &Bits, mut give: impl FnMut(usize, u32, u32)) -> tantivy::Result<()> {
        for at in self.holding(base, within).iter() {
            let (any, exact) = self.times(base + at as DocId)?;
            if any > 0 {
                give(at, any, exact);
            }
        }
        Ok(())
    }

    /// The documents of a window, of those `within`, that hold the words it takes, wherever they stand.
    pub(crate) fn holding(&mut self, base: DocId, within: &Bits) -> Bits {
        if let Some(border) = &mut self.border {
            let mut holding = Bits::default();
            border.mark_any(base, within, &mut holding);
            holding.intersect(within);
            return holding;
        }
        let mut holding = within.clone();
        for alternatives in &self.target.said.operands {
            let mut one_of = Bits::default();
            for piece in alternatives {
                one_of.unite(&holding_all(&mut self.words[piece.words.clone()], base, &holding));
            }
            holding = one_of;
        }
        holding
    }

    /// The documents of a segment that hold the words it takes, rising: for few documents.
    pub(crate) fn all_holding(&mut self, behind: DocId) -> Vec<DocId> {
        let mut every = Bits::default();
        every.fill(WINDOW);
        let (mut all, mut next) = (Vec::new(), self.doc());
        while next < behind {
            let base = begin_of(next);
            all.extend(self.holding(base, &every).iter().map(|at| base + at as DocId));
            next = self.doc().max(base + WINDOW as DocId);
        }
        all
    }

    /// No document from where it has been read to before this one holds the words it takes.
    fn doc(&self) -> DocId {
        if let Some(border) = &self.border {
            return border.doc();
        }
        let of_piece = |piece: &Piece| self.words[piece.words.clone()].iter().map(Lists::doc).max().unwrap_or(0);
        let of_operand = |pieces: &Vec<Piece>| pieces.iter().map(of_piece).min().unwrap_or(TERMINATED);
        self.target.said.operands.iter().map(of_operand).max().unwrap_or(TERMINATED)
    }
}

/// The documents of a window, of those `within`, that hold all words.
fn holding_all(words: &mut [Lists], base: DocId, within: &Bits) -> Bits {
    let mut by_cost: Vec<usize> = (0..words.len()).collect();
    by_cost.sort_by_key(|&at| words[at].cost());
    let mut holding = within.clone();
    for at in by_cost {
        if holding.is_empty() {
            break;
        }
        let mut here = Bits::default();
        words[at].mark_any(base, &holding, &mut here);
        holding.intersect(&here);
    }
    holding
}
