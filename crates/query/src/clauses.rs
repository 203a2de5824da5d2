//! The clauses of a segment that a goal selects, window by window, and their scores.
//!
//! What is said is met by the text of a clause, a phrase also by its chapeau and its text as they read; or else by a
//! chapeau or by the title. Where several things are said, one of them at least must be met by the clause's own text,
//! or every clause of a resolution would match its title; what must not be said must not be in the clause's own text.
//!
//! Scores are added up in an order that depends on nothing but the query, for sums of floating-point numbers differ with
//! it in their last digits, and with these the order of hits.

use crate::forms::Forms;
use crate::lists::Lists;
use crate::nearness::{self, Neighbour};
use crate::resolve::Goal;
use crate::said::{OwnWorth, SaidClauses};
use crate::score::Account;
use crate::spans::Stretch;
use crate::titles::Titles;
use crate::window::{Bits, Matches, WINDOW};
use alinea_index::{Fields, Index, Zone};
use std::ops::RangeInclusive;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentOrdinal, SegmentReader, TERMINATED, Term};

/// The clauses that a goal selects.
pub(crate) enum Clauses<'r> {
    Said(Box<SaidClauses<'r>>),
    Title(Titles<'r>),
    /// What only selects.
    Filter(Box<Clauses<'r>>),
    Terms(Lists, Matches),
    Days(Column<i64>, RangeInclusive<i64>, Matches),
    All(All<'r>),
    Any(Any<'r>),
}

/// Clauses that satisfy all of several goals.
pub(crate) struct All<'r> {
    with: Vec<Clauses<'r>>,
    /// Places in `with`, cheapest first.
    by_cost: Vec<usize>,
    /// Places in `with` of those that do more than select.
    speakers: Vec<usize>,
    without: Vec<Clauses<'r>>,
    /// One of the speakers must be met by the clause's own text.
    own_only: bool,
    /// Those of `with` whose places count. Empty where nobody asks for scores.
    neighbours: Vec<Neighbour>,
    /// Exact forms are told apart in what must be met, and so not in what must not.
    tells: bool,
    hits: Matches,
    own: Matches,
}

/// Clauses that satisfy one of several goals.
pub(crate) struct Any<'r> {
    goals: Vec<Clauses<'r>>,
    hits: Matches,
    own: Matches,
}

/// How the clauses of a segment are opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'r> {
    pub(crate) index: &'r Index,
    pub(crate) segment: SegmentOrdinal,
    pub(crate) reader: &'r SegmentReader,
    pub(crate) fields: &'r Fields,
    /// Scores will be asked for.
    pub(crate) scores: bool,
    /// Exact forms are told apart: what is said is said in its exact form, unless it must not be said or only selects.
    pub(crate) tells: bool,
}

impl<'r> Opening<'r> {
    /// With `scores`, these will be asked for.
    pub(crate) fn new(index: &'r Index, segment: SegmentOrdinal, scores: bool) -> Self {
        Opening {
            index,
            segment,
            reader: index.searcher().segment_reader(segment),
            fields: index.fields(),
            scores,
            tells: true,
        }
    }

    /// Opens a goal. With `wide`, what is said may be met by a chapeau or the title.
    pub(crate) fn open(&self, goal: &Goal, wide: bool) -> tantivy::Result<Clauses<'r>> {
        let selecting = Opening { scores: false, tells: false, ..*self };
        Ok(match goal {
            Goal::Said(target) => Clauses::Said(Box::new(SaidClauses::open(self, target, wide)?)),
            Goal::Title(target) => Clauses::Title(Titles::open(self, target.by_pairs(), None)?),
            Goal::Filter(goal) => Clauses::Filter(Box::new(selecting.open(goal, false)?)),
            Goal::Terms(terms) => Clauses::Terms(self.lists(terms.iter().cloned())?, Matches::default()),
            Goal::Days(days) => {
                Clauses::Days(self.reader.fast_fields().i64("adopted")?, days.clone(), Matches::default())
            }
            Goal::Any(goals) => {
                Clauses::Any(Any { goals: self.each(goals, wide)?, hits: Matches::default(), own: Matches::default() })
            }
            Goal::All { with, without } => {
                let speakers: Vec<usize> = (0..with.len()).filter(|&at| !with[at].only_selects()).collect();
                let own_only = !wide && speakers.len() > 1;
                let neighbours = if self.scores { Neighbour::among(with) } else { Vec::new() };
                let with = self.each(with, wide || own_only)?;
                let mut by_cost: Vec<usize> = (0..with.len()).collect();
                by_cost.sort_by_key(|&at| with[at].cost());
                // What must not be said must not be said in any form, so that what is found in exact forms is among what is
                // found at all; and so on, turn about.
                let without = Opening { tells: !self.tells, ..selecting }.each(without, false)?;
                let (tells, hits, own) = (self.tells, Matches::default(), Matches::default());
                Clauses::All(All { with, by_cost, speakers, without, own_only, neighbours, tells, hits, own })
            }
        })
    }

    fn each(&self, goals: &[Goal], wide: bool) -> tantivy::Result<Vec<Clauses<'r>>> {
        goals.iter().map(|goal| self.open(goal, wide)).collect()
    }

    /// The lists of what one of several words stands for in a zone, or one of several pairs.
    pub(crate) fn lists_of(
        &self,
        words: &[Arc<Forms>],
        zone: Zone,
        option: IndexRecordOption,
    ) -> tantivy::Result<Lists> {
        let Some(first) = words.first() else { return Ok(Lists::none()) };
        let inverted = self.reader.inverted_index(first.field(self.fields))?;
        let lists = words.iter().flat_map(|forms| forms.lists(zone, self.segment));
        let lists = lists.map(|list| (&list.info, list.exact || !self.tells));
        Lists::open(&inverted, lists, option, self.reader.max_doc())
    }

    /// The lists of terms of one field.
    pub(crate) fn lists(&self, terms: impl IntoIterator<Item = Term>) -> tantivy::Result<Lists> {
        let mut terms = terms.into_iter().peekable();
        let Some(first) = terms.peek() else { return Ok(Lists::none()) };
        let inverted = self.reader.inverted_index(first.field())?;
        let mut found = Vec::new();
        for term in terms {
            found.extend(inverted.get_term_info(&term)?);
        }
        let lists = found.iter().map(|info| (info, true));
        Lists::open(&inverted, lists, IndexRecordOption::Basic, self.reader.max_doc())
    }
}

impl Clauses<'_> {
    /// The clauses of the window; only those that all windows were selected `within` are to be counted on.
    pub(crate) fn hits(&self) -> &Matches {
        match self {
            Clauses::Said(said) => &said.hits,
            Clauses::Filter(clauses) => clauses.hits(),
            Clauses::Title(titles) => titles.hits(),
            Clauses::Terms(_, hits) | Clauses::Days(_, _, hits) => hits,
            Clauses::All(all) => &all.hits,
            Clauses::Any(any) => &any.hits,
        }
    }

    /// Those that meet the goal by their own text, or by nothing that is said.
    fn own(&self) -> &Matches {
        match self {
            Clauses::Said(said) => &said.own,
            Clauses::All(all) => &all.own,
            Clauses::Any(any) => &any.own,
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) => self.hits(),
        }
    }

    /// No clause from where it has been read to before this one is selected.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Clauses::Said(said) => said.doc(),
            Clauses::Title(titles) => titles.doc(),
            Clauses::Filter(clauses) => clauses.doc(),
            Clauses::Terms(lists, _) => lists.doc(),
            Clauses::Days(..) => 0,
            Clauses::All(all) => all.with.iter().map(Clauses::doc).max().unwrap_or(TERMINATED),
            Clauses::Any(any) => any.goals.iter().map(Clauses::doc).min().unwrap_or(TERMINATED),
        }
    }

    /// About how many clauses are looked at.
    fn cost(&self) -> u64 {
        match self {
            Clauses::Said(said) => said.cost(),
            Clauses::Title(titles) => titles.cost(),
            Clauses::Filter(clauses) => clauses.cost(),
            Clauses::Terms(lists, _) => lists.cost(),
            // It looks at those only that are left.
            Clauses::Days(..) => u64::MAX,
            Clauses::All(all) => all.by_cost.first().map_or(0, |&at| all.with[at].cost()),
            Clauses::Any(any) => any.goals.iter().map(Clauses::cost).fold(0, u64::saturating_add),
        }
    }

    /// Finds the clauses of the window from `base` on, at least those that are `within`. Windows come in rising order.
    pub(crate) fn select(&mut self, base: DocId, within: &Bits) -> tantivy::Result<()> {
        match self {
            Clauses::Said(said) => said.select(base, within)?,
            Clauses::Title(titles) => {
                titles.select(base, within)?;
            }
            Clauses::Filter(clauses) => clauses.select(base, within)?,
            Clauses::Terms(lists, hits) => {
                hits.any.clear();
                lists.mark_any(base, within, &mut hits.any);
                hits.exact.copy_from(&hits.any);
            }
            Clauses::Days(column, days, hits) => {
                hits.clear();
                let is_one = |at: &usize| column.first(base + *at as DocId).is_some_and(|day| days.contains(&day));
                within.iter().filter(is_one).for_each(|at| hits.insert(at, true));
            }
            Clauses::All(all) => all.select(base, within)?,
            Clauses::Any(Any { goals, hits, own }) => {
                hits.clear();
                own.clear();
                for goal in goals {
                    goal.select(base, within)?;
                    hits.unite(goal.hits());
                    own.unite(goal.own());
                }
            }
        }
        Ok(())
    }

    /// Raises the bound of each of `clauses` by what the texts around it may be worth, or its symbol, and puts those whose bound
    /// rises into `raised`; there may be others in it.
    pub(crate) fn raise_around(&mut self, base: DocId, clauses: &Bits, bounds: &mut [f32; WINDOW], raised: &mut Bits) {
        self.each_said(&mut |said| said.raise_around(base, clauses, bounds, raised));
    }

    /// Puts into `clauses` those whose own text may be worth as much as `least`. It is the first half of MaxScore (Turtle and
    /// Flood 1995): what is worth too little all together need not be looked at by itself.
    pub(crate) fn add_worth(&mut self, least: f32, clauses: &mut Bits) {
        let mut worth = Vec::new();
        self.each_said(&mut |said| worth.push(said.most_own()));
        worth.sort_unstable_by(f32::total_cmp);
        let mut together = 0.0;
        let enough = worth.into_iter().find(|worth| {
            together += worth;
            together >= least
        });
        if let Some(enough) = enough {
            self.each_said(&mut |said| {
                if said.most_own() >= enough {
                    clauses.unite(&said.own.any);
                }
            });
        }
    }

    /// Adds what the texts of the clauses of the window are worth, for everything that is said and may be scored.
    pub(crate) fn own_worth<'c>(&'c self, worth: &mut Vec<OwnWorth<'c>>) {
        match self {
            Clauses::Said(said) => worth.extend(said.own_worth()),
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) => {}
            Clauses::All(All { with: goals, .. }) | Clauses::Any(Any { goals, .. }) => {
                goals.iter().for_each(|goal| goal.own_worth(worth));
            }
        }
    }

    /// Goes to everything that is said and may be scored.
    fn each_said(&mut self, visit: &mut impl FnMut(&mut SaidClauses<'_>)) {
        match self {
            Clauses::Said(said) => visit(said),
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) => {}
            Clauses::All(All { with: goals, .. }) | Clauses::Any(Any { goals, .. }) => {
                goals.iter_mut().for_each(|goal| goal.each_said(visit));
            }
        }
    }

    /// The most that a clause is worth by how near what it says stands.
    pub(crate) fn ceiling(&self) -> f32 {
        match self {
            Clauses::Said(_) | Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) => 0.0,
            Clauses::All(all) => {
                all.with.iter().map(Clauses::ceiling).sum::<f32>() + nearness::ceiling(&all.neighbours)
            }
            Clauses::Any(any) => any.goals.iter().map(Clauses::ceiling).sum(),
        }
    }

    /// The score of the clause at a place of the window. Clauses are asked for in rising order, and after
    /// their bounds.
    pub(crate) fn score(&mut self, base: DocId, at: usize) -> tantivy::Result<f32> {
        let mut score = 0.0;
        self.tally(base, at, &mut score)?;
        Ok(score)
    }

    /// Adds what the clause at a place of the window is worth. Clauses are asked for in rising
    /// order, and after their bounds.
    pub(crate) fn tally(&mut self, base: DocId, at: usize, account: &mut impl Account) -> tantivy::Result<()> {
        match self {
            Clauses::Said(said) => said.tally(base, at, account),
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) => Ok(()),
            Clauses::All(all) => all.tally(base, at, account),
            Clauses::Any(any) => {
                let mut here = any.goals.iter_mut().filter(|goal| goal.hits().any.contains(at));
                here.try_for_each(|goal| goal.tally(base, at, account))
            }
        }
    }

    /// Adds where in its text the clause at a place of the window says something, for words, phrases and alternatives of
    /// them.
    fn stretches(&mut self, base: DocId, at: usize, stretches: &mut Vec<Stretch>) -> tantivy::Result<()> {
        match self {
            Clauses::Said(said) => said.stretches(base, at, stretches),
            Clauses::Any(any) => {
                for goal in any.goals.iter_mut().filter(|goal| goal.hits().any.contains(at)) {
                    goal.stretches(base, at, stretches)?;
                }
                stretches.sort_unstable();
                Ok(())
            }
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(..) | Clauses::Days(..) | Clauses::All(_) => Ok(()),
        }
    }
}

impl All<'_> {
    fn select(&mut self, base: DocId, within: &Bits) -> tantivy::Result<()> {
        let All { with, by_cost, speakers, without, own_only, tells, hits, own, .. } = self;
        hits.set_to(within);
        own.clear();
        for &at in by_cost.iter() {
            with[at].select(base, hits.wider(*tells))?;
            hits.intersect(with[at].hits());
            if hits.wider(*tells).is_empty() {
                return Ok(());
            }
        }
        for &at in speakers.iter() {
            own.unite(with[at].own());
        }
        if *own_only {
            hits.intersect(own);
        }
        for goal in without {
            if hits.wider(*tells).is_empty() {
                break;
            }
            goal.select(base, hits.wider(*tells))?;
            hits.subtract(goal.hits());
        }
        if speakers.is_empty() {
            own.copy_from(hits);
        } else {
            own.intersect(hits);
        }
        Ok(())
    }

    fn tally(&mut self, base: DocId, at: usize, account: &mut impl Account) -> tantivy::Result<()> {
        for goal in &mut self.with {
            goal.tally(base, at, account)?;
        }
        for neighbour in &mut self.neighbours {
            neighbour.stretches.clear();
            self.with[neighbour.at].stretches(base, at, &mut neighbour.stretches)?;
        }
        nearness::tally(&self.neighbours, account);
        Ok(())
    }
}
