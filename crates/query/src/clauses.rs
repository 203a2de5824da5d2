//! The clauses of a segment that a goal selects, and their scores.
//!
//! What is said is met by the text of a clause, a phrase also by its chapeau and its text as they read; or else by a
//! chapeau or by the title. Where several things are said, one of them at least must be met by the clause's own text,
//! or every clause of a resolution would match its title; what must not be said must not be in the clause's own text.
//!
//! Scores are added up in an order that depends on nothing but the query, for sums of floating-point numbers differ with
//! it in their last digits, and with these the order of hits.

use crate::occurrence::Occurrence;
use crate::postings::TermPostings;
use crate::resolve::{Goal, SYMBOL, Target, Texts, Worth};
use alinea_index::Fields;
use std::ops::RangeInclusive;
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TERMINATED};

/// The clauses that a goal selects, in order.
pub(crate) enum Clauses {
    Said(Box<SaidClauses>),
    Title(Occurrence),
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
    doc: DocId,
}

/// How clauses are opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'r> {
    pub(crate) reader: &'r SegmentReader,
    pub(crate) fields: &'r Fields,
    /// Scores will be asked for.
    pub(crate) scores: bool,
}

impl Opening<'_> {
    /// Opens a goal and goes to the first clause. With `wide`, what is said may be met by a chapeau or the title.
    pub(crate) fn open(&self, goal: &Goal, wide: bool) -> tantivy::Result<Clauses> {
        let each = |goals: &[Goal], wide| -> tantivy::Result<Vec<Clauses>> {
            goals.iter().map(|goal| self.open(goal, wide)).collect()
        };
        Ok(match goal {
            Goal::Said(target) => Clauses::Said(Box::new(SaidClauses::open(self, target, wide)?)),
            Goal::Title(target) => {
                let texts = Texts::title(self.fields);
                Clauses::Title(Occurrence::open(target, self.reader, texts, target.said.exact, false)?)
            }
            Goal::Terms(terms) => {
                let Some(first) = terms.first() else { return Ok(Clauses::Terms(TermPostings::None)) };
                let texts = terms.iter().filter_map(|term| term.value().as_str().map(str::to_owned));
                let texts: Vec<String> = texts.collect();
                let texts = texts.iter().map(String::as_str);
                Clauses::Terms(TermPostings::open(self.reader, first.field(), texts, IndexRecordOption::Basic)?)
            }
            Goal::Days(days) => Clauses::Days(self.days(days)?, 0),
            Goal::Any(goals) => {
                let mut any = Clauses::Any(each(goals, wide)?, 0);
                any.settle();
                any
            }
            Goal::All { with, without } => {
                let speakers: Vec<usize> = (0..with.len()).filter(|&at| !with[at].only_selects()).collect();
                let own = !wide && speakers.len() > 1;
                let with = each(with, wide || own)?;
                let mut by_cost: Vec<usize> = (0..with.len()).collect();
                by_cost.sort_by_key(|&at| with[at].cost());
                let mut all = All { with, by_cost, speakers, without: each(without, false)?, own, doc: 0 };
                all.find(0);
                Clauses::All(all)
            }
        })
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
            Clauses::Title(_) | Clauses::Terms(_) | Clauses::Days(..) => true,
            Clauses::All(all) => all.is_own(),
            Clauses::Any(clauses, doc) => clauses.iter().any(|clauses| clauses.doc() == *doc && clauses.is_own()),
        }
    }

    /// The score of the clause it is at.
    pub(crate) fn score(&mut self) -> f32 {
        match self {
            Clauses::Said(said) => said.score(),
            Clauses::Title(_) | Clauses::Terms(_) | Clauses::Days(..) => 0.0,
            Clauses::All(all) => all.with.iter_mut().map(Clauses::score).sum(),
            Clauses::Any(clauses, doc) => {
                let here = clauses.iter_mut().filter(|clauses| clauses.doc() == *doc);
                here.map(Clauses::score).sum()
            }
        }
    }

    /// About how many clauses there are.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Clauses::Said(said) => said.cost(),
            Clauses::Title(title) => title.cost(),
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

    fn is_own(&self) -> bool {
        self.speakers.is_empty() || self.speakers.iter().any(|&at| self.with[at].is_own())
    }
}

/// Clauses that say something.
pub(crate) struct SaidClauses {
    body: Text,
    chapeau: Option<Occurrence>,
    title: Option<Occurrence>,
    /// Clauses of the resolutions named.
    symbols: TermPostings,
    /// Matches of chapeau and title select.
    wide: bool,
    scoring: Option<Scoring>,
}

/// What scores rest on.
struct Scoring {
    worth: Worth,
    /// The text by exact form, where that is not how it is searched.
    exact: Option<(Text, FieldNormReader)>,
    body: FieldNormReader,
    chapeau: FieldNormReader,
    title: FieldNormReader,
}

/// The text of a clause, alone and behind its chapeau.
struct Text {
    inside: Occurrence,
    /// Across the border to the chapeau: for words one behind the other, more than one.
    across: Option<Occurrence>,
}

impl Text {
    fn open(opening: &Opening<'_>, target: &Arc<Target>, exact: bool) -> tantivy::Result<Text> {
        let inside = Occurrence::open(target, opening.reader, Texts::body(opening.fields), exact, false)?;
        let reads_on = target.said.phrase().is_some_and(|piece| piece.words.len() > 1);
        let texts = Texts::across(opening.fields);
        let across = if reads_on { Some(Occurrence::open(target, opening.reader, texts, exact, true)?) } else { None };
        Ok(Text { inside, across })
    }

    fn doc(&self) -> DocId {
        self.across.as_ref().map_or(TERMINATED, Occurrence::doc).min(self.inside.doc())
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inside.seek(target);
        if let Some(across) = &mut self.across {
            across.seek(target);
        }
        self.doc()
    }

    /// How often it occurs in document `doc`, which it is at.
    fn times(&self, doc: DocId) -> u32 {
        let here = [Some(&self.inside), self.across.as_ref()].into_iter().flatten().filter(|text| text.doc() == doc);
        here.map(Occurrence::times).sum()
    }
}

impl SaidClauses {
    fn open(opening: &Opening<'_>, target: &Arc<Target>, wide: bool) -> tantivy::Result<SaidClauses> {
        let Opening { reader, fields, scores } = *opening;
        let exact = target.said.exact;
        let texts = |texts| Occurrence::open(target, reader, texts, exact, false);
        let open = |which| if wide || scores { texts(which).map(Some) } else { Ok(None) };
        let lengths = |texts: Texts, exact| reader.get_fieldnorms_reader(texts.of(exact));
        let scoring = match target.worth.filter(|_| scores) {
            None => None,
            Some(worth) => Some(Scoring {
                worth,
                exact: if exact {
                    None
                } else {
                    Some((Text::open(opening, target, true)?, lengths(Texts::body(fields), true)?))
                },
                body: lengths(Texts::body(fields), exact)?,
                chapeau: lengths(Texts::chapeau(fields), exact)?,
                title: lengths(Texts::title(fields), exact)?,
            }),
        };
        let symbols = target.said.symbols.iter().map(|symbol| symbol.as_str());
        Ok(SaidClauses {
            body: Text::open(opening, target, exact)?,
            chapeau: open(Texts::chapeau(fields))?,
            title: open(Texts::title(fields))?,
            symbols: TermPostings::open(reader, fields.symbol, symbols, IndexRecordOption::Basic)?,
            wide,
            scoring,
        })
    }

    fn doc(&self) -> DocId {
        let own = self.body.doc().min(self.symbols.doc());
        if !self.wide {
            return own;
        }
        let of = |text: &Option<Occurrence>| text.as_ref().map_or(TERMINATED, Occurrence::doc);
        own.min(of(&self.chapeau)).min(of(&self.title))
    }

    fn seek(&mut self, target: DocId) {
        self.body.seek(target);
        self.symbols.seek(target);
        if self.wide {
            for text in [&mut self.chapeau, &mut self.title].into_iter().flatten() {
                text.seek(target);
            }
        }
    }

    fn is_own(&self) -> bool {
        let doc = self.doc();
        self.body.doc() == doc || self.symbols.doc() == doc
    }

    fn score(&mut self) -> f32 {
        let doc = self.doc();
        let Some(scoring) = &mut self.scoring else { return 0.0 };
        let worth = scoring.worth;
        let mut score = 0.0;
        if self.body.doc() == doc {
            score += worth.body.score(self.body.times(doc), scoring.body.fieldnorm(doc));
        }
        if let Some((exact, lengths)) = &mut scoring.exact
            && exact.seek(doc) == doc
        {
            score += worth.exact.score(exact.times(doc), lengths.fieldnorm(doc));
        }
        for (text, worth, lengths) in
            [(&mut self.chapeau, worth.chapeau, &scoring.chapeau), (&mut self.title, worth.title, &scoring.title)]
        {
            if let Some(text) = text
                && text.seek(doc) == doc
            {
                score += worth.score(text.times(), lengths.fieldnorm(doc));
            }
        }
        if self.symbols.doc() == doc { score + SYMBOL } else { score }
    }

    fn cost(&self) -> u64 {
        let wide = [&self.chapeau, &self.title].into_iter().flatten().filter(|_| self.wide);
        self.body.inside.cost() + self.symbols.cost() + wide.map(Occurrence::cost).sum::<u64>()
    }
}
