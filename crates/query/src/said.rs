//! The clauses of a segment that say something, and what that is worth.

use crate::clauses::Opening;
use crate::occurrence::{Occurrence, Reading};
use crate::postings::TermPostings;
use crate::resolve::{Target, Worth};
use crate::score::{Account, Bm25, Met, ScoreSource};
use crate::spans::Stretch;
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

/// Clauses that say something.
pub(crate) struct SaidClauses {
    pub(crate) target: Arc<Target>,
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
    fn open(opening: &Opening<'_>, target: &Arc<Target>, reading: Reading) -> tantivy::Result<Text> {
        let reads_on = target.said.phrase().is_some_and(|piece| piece.words.len() > 1);
        let across =
            reads_on.then(|| Occurrence::open(target, opening, opening.fields.across, Reading::Across)).transpose()?;
        let paired = target.paired.as_ref().unwrap_or(target);
        Ok(Text { inside: Occurrence::open(paired, opening, opening.fields.text, reading)?, across })
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

    /// What of it is at document `doc`.
    fn at(&self, doc: DocId) -> impl Iterator<Item = &Occurrence> {
        [Some(&self.inside), self.across.as_ref()].into_iter().flatten().filter(move |text| text.doc() == doc)
    }
}

impl SaidClauses {
    pub(crate) fn open(opening: &Opening<'_>, target: &Arc<Target>, wide: bool) -> tantivy::Result<SaidClauses> {
        let Opening { reader, fields, scores, placed } = *opening;
        let open = |field| {
            let wanted = wide || scores;
            wanted.then(|| Occurrence::open(target, opening, field, Reading::Inside)).transpose()
        };
        let lengths = |field| reader.get_fieldnorms_reader(field);
        let scoring = match target.worth.filter(|_| scores) {
            None => None,
            Some(worth) => Some(Scoring {
                worth,
                body: lengths(fields.text)?,
                chapeau: lengths(fields.chapeau)?,
                title: lengths(fields.title)?,
            }),
        };
        let symbols = target.said.symbols.iter().map(|symbol| (symbol.as_str(), true));
        let reading = if placed { Reading::Placed } else { Reading::Inside };
        Ok(SaidClauses {
            target: Arc::clone(target),
            body: Text::open(opening, target, reading)?,
            chapeau: open(fields.chapeau)?,
            title: open(fields.title)?,
            symbols: TermPostings::open(reader, fields.symbol, symbols, IndexRecordOption::Basic)?,
            wide,
            scoring,
        })
    }

    pub(crate) fn doc(&self) -> DocId {
        let own = self.body.doc().min(self.symbols.doc());
        if !self.wide {
            return own;
        }
        let of = |text: &Option<Occurrence>| text.as_ref().map_or(TERMINATED, Occurrence::doc);
        own.min(of(&self.chapeau)).min(of(&self.title))
    }

    pub(crate) fn seek(&mut self, target: DocId) {
        self.body.seek(target);
        self.symbols.seek(target);
        if self.wide {
            for text in [&mut self.chapeau, &mut self.title].into_iter().flatten() {
                text.seek(target);
            }
        }
    }

    /// True when the clause it is at meets it by its own text or by its symbol.
    pub(crate) fn is_own(&self) -> bool {
        let doc = self.doc();
        self.body.doc() == doc || self.symbols.doc() == doc
    }

    /// Adds what the clause it is at is worth.
    pub(crate) fn tally(&mut self, account: &mut impl Account) {
        let doc = self.doc();
        let Some(scoring) = &mut self.scoring else { return };
        let (said, worth) = (&self.target.said, scoring.worth);
        let mut add = |bm25: Bm25, source: fn(Met) -> ScoreSource, times, lengths: &FieldNormReader| {
            let met = Met { times, words: lengths.fieldnorm(doc) };
            account.add(said, None, source(met), bm25.score(met));
        };
        let times: u32 = self.body.at(doc).map(Occurrence::times).sum();
        if times > 0 {
            add(worth.body, ScoreSource::Text, times, &scoring.body);
        }
        let exact: u32 = if said.exact { 0 } else { self.body.at(doc).map(Occurrence::exact_times).sum() };
        if exact > 0 {
            add(worth.exact, ScoreSource::Exact, exact, &scoring.body);
        }
        if let Some(chapeau) = &mut self.chapeau
            && chapeau.seek(doc) == doc
        {
            add(worth.chapeau, ScoreSource::Chapeau, chapeau.times(), &scoring.chapeau);
        }
        if let Some(title) = &mut self.title
            && title.seek(doc) == doc
        {
            add(worth.title, ScoreSource::Title, title.times(), &scoring.title);
        }
        if self.symbols.doc() == doc {
            account.add(said, None, ScoreSource::Symbol, worth.symbol);
        }
    }

    /// Adds where in its text the clause it is at says it, if it does; opened to know places.
    pub(crate) fn stretches(&mut self, stretches: &mut Vec<Stretch>) {
        if self.body.inside.doc() == self.doc() {
            self.body.inside.stretches(stretches);
        }
    }

    pub(crate) fn cost(&self) -> u64 {
        let wide = [&self.chapeau, &self.title].into_iter().flatten().filter(|_| self.wide);
        self.body.inside.cost() + self.symbols.cost() + wide.map(Occurrence::cost).sum::<u64>()
    }
}
