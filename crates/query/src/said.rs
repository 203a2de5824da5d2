//! The clauses of a segment that say something, and what that is worth.

use crate::clauses::Opening;
use crate::occurrence::{Occurrence, Reading};
use crate::postings::TermPostings;
use crate::resolve::{Target, Texts, Worth};
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
    fn open(opening: &Opening<'_>, target: &Arc<Target>, exact: bool, reading: Reading) -> tantivy::Result<Text> {
        let occurrence = |texts, reading| Occurrence::open(target, opening.reader, texts, exact, reading);
        let reads_on = target.said.phrase().is_some_and(|piece| piece.words.len() > 1);
        let across = reads_on.then(|| occurrence(Texts::across(opening.fields), Reading::Across)).transpose()?;
        Ok(Text { inside: occurrence(Texts::body(opening.fields), reading)?, across })
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
    pub(crate) fn open(opening: &Opening<'_>, target: &Arc<Target>, wide: bool) -> tantivy::Result<SaidClauses> {
        let Opening { reader, fields, scores, placed } = *opening;
        let exact = target.said.exact;
        let open = |texts| {
            let wanted = wide || scores;
            wanted.then(|| Occurrence::open(target, reader, texts, exact, Reading::Inside)).transpose()
        };
        let lengths = |texts: Texts, exact| reader.get_fieldnorms_reader(texts.of(exact));
        let scoring = match target.worth.filter(|_| scores) {
            None => None,
            Some(worth) => Some(Scoring {
                worth,
                exact: if exact {
                    None
                } else {
                    let text = Text::open(opening, target, true, Reading::Inside)?;
                    Some((text, lengths(Texts::body(fields), true)?))
                },
                body: lengths(Texts::body(fields), exact)?,
                chapeau: lengths(Texts::chapeau(fields), exact)?,
                title: lengths(Texts::title(fields), exact)?,
            }),
        };
        let symbols = target.said.symbols.iter().map(|symbol| symbol.as_str());
        let reading = if placed { Reading::Placed } else { Reading::Inside };
        Ok(SaidClauses {
            target: Arc::clone(target),
            body: Text::open(opening, target, exact, reading)?,
            chapeau: open(Texts::chapeau(fields))?,
            title: open(Texts::title(fields))?,
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
        if self.body.doc() == doc {
            add(worth.body, ScoreSource::Text, self.body.times(doc), &scoring.body);
        }
        if let Some((exact, lengths)) = &mut scoring.exact
            && exact.seek(doc) == doc
        {
            add(worth.exact, ScoreSource::Exact, exact.times(doc), lengths);
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
