//! The clauses of a segment that a goal selects, and their scores.
//!
//! What is said is met by the text of a clause, a phrase also by its chapeau and its text as they read; or else by a
//! chapeau or by the title. Where several things are said, one of them at least must be met by the clause's own text,
//! or every clause of a resolution would match its title; what must not be said must not be in the clause's own text.
//!
//! Scores are added up in an order that depends on nothing but the query, for sums of floating-point numbers differ with
//! it in their last digits, and with these the order of hits.

use crate::nearness::{self, Neighbour};
use crate::occurrence::{Occurrence, Reading};
use crate::postings::TermPostings;
use crate::resolve::Goal;
use crate::said::SaidClauses;
use crate::score::Account;
use crate::spans::Stretch;
use alinea_index::Fields;
use std::ops::RangeInclusive;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TERMINATED};

/// The clauses that a goal selects, in order.
pub(crate) enum Clauses {
    Said(Box<SaidClauses>),
    Title(Occurrence),
    /// What only selects.
    Filter(Box<Clauses>),
    Terms(TermPostings),
    /// The documents, and which of them it is at.
    Days(Vec<DocId>, usize),
    All(All),
    /// All alternatives, and the document it is at.
    Any(Vec<Clauses>, DocId),
}

/// Clauses that satisfy all of several goals.
pub(crate) struct All {
    with: Vec<Clauses>,
    /// Places in `with`, cheapest first.
    by_cost: Vec<usize>,
    /// Places in `with` of those that do more than select.
    speakers: Vec<usize>,
    without: Vec<Clauses>,
    /// One of the speakers must be met by the clause's own text.
    own: bool,
    /// Those of `with` whose places count. Empty where nobody asks for scores.
    neighbours: Vec<Neighbour>,
    doc: DocId,
}

/// How clauses are opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'r> {
    pub(crate) reader: &'r SegmentReader,
    pub(crate) fields: &'r Fields,
    /// Scores will be asked for.
    pub(crate) scores: bool,
    /// Places in texts will be asked for.
    pub(crate) placed: bool,
}

impl Opening<'_> {
    /// Opens a goal and goes to the first clause. With `wide`, what is said may be met by a chapeau or the title.
    pub(crate) fn open(&self, goal: &Goal, wide: bool) -> tantivy::Result<Clauses> {
        Ok(match goal {
            Goal::Said(target) => Clauses::Said(Box::new(SaidClauses::open(self, target, wide)?)),
            Goal::Title(target) => Clauses::Title(Occurrence::open(target, self, self.fields.title, Reading::Inside)?),
            Goal::Filter(goal) => {
                Clauses::Filter(Box::new(Opening { scores: false, placed: false, ..*self }.open(goal, false)?))
            }
            Goal::Terms(terms) => {
                let Some(first) = terms.first() else { return Ok(Clauses::Terms(TermPostings::None)) };
                let texts = terms.iter().filter_map(|term| term.value().as_str().map(str::to_owned));
                let texts: Vec<String> = texts.collect();
                let texts = texts.iter().map(|text| (text.as_str(), true));
                Clauses::Terms(TermPostings::open(self.reader, first.field(), texts, IndexRecordOption::Basic)?)
            }
            Goal::Days(days) => Clauses::Days(self.days(days)?, 0),
            Goal::Any(goals) => {
                let mut any = Clauses::Any(self.each(goals, wide)?, 0);
                any.settle();
                any
            }
            Goal::All { with, without } => {
                let speakers: Vec<usize> = (0..with.len()).filter(|&at| !with[at].only_selects()).collect();
                let own = !wide && speakers.len() > 1;
                let neighbours = if self.scores { Neighbour::among(with) } else { Vec::new() };
                let with = Opening { placed: !neighbours.is_empty(), ..*self }.each(with, wide || own)?;
                let mut by_cost: Vec<usize> = (0..with.len()).collect();
                by_cost.sort_by_key(|&at| with[at].cost());
                let without = Opening { scores: false, placed: false, ..*self }.each(without, false)?;
                let mut all = All { with, by_cost, speakers, without, own, neighbours, doc: 0 };
                all.find(0);
                Clauses::All(all)
            }
        })
    }

    fn each(&self, goals: &[Goal], wide: bool) -> tantivy::Result<Vec<Clauses>> {
        goals.iter().map(|goal| self.open(goal, wide)).collect()
    }

    fn days(&self, days: &RangeInclusive<i64>) -> tantivy::Result<Vec<DocId>> {
        let column = self.reader.fast_fields().i64("adopted")?;
        let is_one = |doc: &DocId| column.first(*doc).is_some_and(|day| days.contains(&day));
        Ok((0..self.reader.max_doc()).filter(is_one).collect())
    }
}

impl Clauses {
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Clauses::Said(said) => said.doc(),
            Clauses::Title(title) => title.doc(),
            Clauses::Filter(clauses) => clauses.doc(),
            Clauses::Terms(postings) => postings.doc(),
            Clauses::Days(docs, at) => docs.get(*at).copied().unwrap_or(TERMINATED),
            Clauses::All(all) => all.doc,
            Clauses::Any(_, doc) => *doc,
        }
    }

    /// Goes to the first clause from `target` on; stays where it is if it is there or beyond.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target {
            return self.doc();
        }
        match self {
            Clauses::Said(said) => said.seek(target),
            Clauses::Title(title) => drop(title.seek(target)),
            Clauses::Filter(clauses) => drop(clauses.seek(target)),
            Clauses::Terms(postings) => drop(postings.seek(target)),
            Clauses::Days(docs, at) => *at += docs[*at..].partition_point(|&doc| doc < target),
            Clauses::All(all) => all.find(target),
            Clauses::Any(clauses, _) => {
                for clauses in clauses.iter_mut() {
                    clauses.seek(target);
                }
                self.settle();
            }
        }
        self.doc()
    }

    fn settle(&mut self) {
        if let Clauses::Any(clauses, doc) = self {
            *doc = clauses.iter().map(Clauses::doc).min().unwrap_or(TERMINATED);
        }
    }

    /// True when the clause it is at meets the goal by its own text, or by nothing that is said.
    fn is_own(&self) -> bool {
        match self {
            Clauses::Said(said) => said.is_own(),
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(_) | Clauses::Days(..) => true,
            Clauses::All(all) => all.is_own(),
            Clauses::Any(clauses, doc) => clauses.iter().any(|clauses| clauses.doc() == *doc && clauses.is_own()),
        }
    }

    /// The score of the clause it is at.
    pub(crate) fn score(&mut self) -> f32 {
        let mut score = 0.0;
        self.tally(&mut score);
        score
    }

    /// Adds what the clause it is at is worth.
    pub(crate) fn tally(&mut self, account: &mut impl Account) {
        match self {
            Clauses::Said(said) => said.tally(account),
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(_) | Clauses::Days(..) => {}
            Clauses::All(all) => all.tally(account),
            Clauses::Any(clauses, doc) => {
                let here = clauses.iter_mut().filter(|clauses| clauses.doc() == *doc);
                here.for_each(|clauses| clauses.tally(account));
            }
        }
    }

    /// Adds where in its text the clause it is at says something, for words, phrases and alternatives of them.
    fn stretches(&mut self, stretches: &mut Vec<Stretch>) {
        match self {
            Clauses::Said(said) => said.stretches(stretches),
            Clauses::Any(clauses, doc) => {
                let here = clauses.iter_mut().filter(|clauses| clauses.doc() == *doc);
                here.for_each(|clauses| clauses.stretches(stretches));
                stretches.sort_unstable();
            }
            Clauses::Title(_) | Clauses::Filter(_) | Clauses::Terms(_) | Clauses::Days(..) | Clauses::All(_) => {}
        }
    }

    /// About how many clauses there are.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Clauses::Said(said) => said.cost(),
            Clauses::Title(title) => title.cost(),
            Clauses::Filter(clauses) => clauses.cost(),
            Clauses::Terms(postings) => postings.cost(),
            Clauses::Days(docs, _) => docs.len() as u64,
            Clauses::All(all) => all.by_cost.first().map_or(0, |&at| all.with[at].cost()),
            Clauses::Any(clauses, _) => clauses.iter().map(Clauses::cost).sum(),
        }
    }
}

impl All {
    fn find(&mut self, mut candidate: DocId) {
        'candidates: while candidate < TERMINATED {
            for &at in &self.by_cost {
                let doc = self.with[at].seek(candidate);
                if doc > candidate {
                    candidate = doc;
                    continue 'candidates;
                }
            }
            if self.own && !self.is_own() || self.without.iter_mut().any(|goal| goal.seek(candidate) == candidate) {
                candidate += 1;
                continue;
            }
            break;
        }
        self.doc = candidate;
    }

    fn tally(&mut self, account: &mut impl Account) {
        self.with.iter_mut().for_each(|clauses| clauses.tally(account));
        for neighbour in &mut self.neighbours {
            neighbour.stretches.clear();
            self.with[neighbour.at].stretches(&mut neighbour.stretches);
        }
        nearness::tally(&self.neighbours, account);
    }

    fn is_own(&self) -> bool {
        self.speakers.is_empty() || self.speakers.iter().any(|&at| self.with[at].is_own())
    }
}
