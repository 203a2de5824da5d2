//! A plan to the terms of an index, and what a match is worth.

use crate::field::{Condition, session_number};
use crate::pairs;
use crate::plan::{Piece, Plan, Said};
use crate::score::{Bm25, Weights};
use crate::word::{Spelling, Wanted, fits};
use crate::{Diagnostic, DiagnosticKind, Error, Field};
use alinea_french::{Analyzer, fold, irregular_families};
use alinea_index::{Fields, Index, exact_of, family_prefix, word_term};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use std::sync::Arc;
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

/// A word with `*`, `?` or `~` stands for at most so many words of the index.
pub const MAX_FORMS: usize = 1_000;

/// A plan in terms of an index.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    All {
        with: Vec<Goal>,
        without: Vec<Goal>,
    },
    Any(Vec<Goal>),
    Said(Arc<Target>),
    Title(Arc<Target>),
    /// Only selects.
    Filter(Box<Goal>),
    /// Documents with one of the terms.
    Terms(Vec<Term>),
    Days(RangeInclusive<i64>),
}

impl Goal {
    /// True for what only selects: a word elsewhere in the query must then be in the text of the clause.
    pub(crate) fn only_selects(&self) -> bool {
        match self {
            Goal::All { with, .. } | Goal::Any(with) => with.iter().all(Goal::only_selects),
            Goal::Title(_) | Goal::Filter(_) | Goal::Terms(_) | Goal::Days(_) => true,
            Goal::Said(_) => false,
        }
    }
}

/// Something said, in terms of an index.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) said: Said,
    /// For each word, what it stands for.
    pub(crate) forms: Vec<Forms>,
    /// The same, its common words taken in pairs: to be looked for in texts.
    pub(crate) paired: Option<Arc<Target>>,
    /// What matches are worth; `None` when nobody asks.
    pub(crate) worth: Option<Worth>,
}

/// What a word stands for: terms of the index, each with whether it is the exact form that was typed. Where none was
/// (`résol*`), all are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    terms: BTreeMap<String, bool>,
    /// They are of pairs of words, which have a field of their own.
    pub(crate) paired: bool,
}

impl Forms {
    /// The terms, each with whether it is exact.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&str, bool)> {
        self.terms.iter().map(|(term, exact)| (term.as_str(), *exact))
    }

    /// Whether the term is one of them, and if so whether it is exact.
    pub(crate) fn get(&self, term: &str) -> Option<bool> {
        self.terms.get(term).copied()
    }
}

/// What matches of something are worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
    pub(crate) body: Bm25,
    pub(crate) exact: Bm25,
    pub(crate) chapeau: Bm25,
    pub(crate) title: Bm25,
    pub(crate) symbol: f32,
    pub(crate) proximity: f32,
    /// How rare it is, in the text, from 0: the `idf` of BM25.
    pub(crate) rarity: f32,
}

/// Takes plans to an index.
pub(crate) struct Resolver<'i> {
    index: &'i Index,
    /// What counts how much; `None` when nobody asks for scores.
    weights: Option<Weights>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'i> Resolver<'i> {
    /// Without `weights`, nobody may ask for scores.
    pub(crate) fn new(index: &'i Index, weights: Option<Weights>) -> Self {
        Resolver { index, weights, diagnostics: Vec::new() }
    }

    pub(crate) fn goal(&mut self, plan: &Plan) -> Result<Goal, Error> {
        let mut goals = |plans: &[Plan]| plans.iter().map(|plan| self.goal(plan)).collect::<Result<Vec<_>, _>>();
        Ok(match plan {
            Plan::All { with, without } => Goal::All { with: goals(with)?, without: goals(without)? },
            Plan::Any(operands) => Goal::Any(goals(operands)?),
            Plan::Every => Goal::Terms(vec![self.index.every_clause()]),
            Plan::Said(said) => Goal::Said(Arc::new(self.target(said, self.weights)?)),
            Plan::Title(said) => Goal::Title(Arc::new(self.target(said, None)?)),
            Plan::Filter(plan) => {
                let weights = self.weights.take();
                let goal = self.goal(plan);
                self.weights = weights;
                Goal::Filter(Box::new(goal?))
            }
            Plan::Field(Condition::Days(days)) => Goal::Days(days.clone()),
            Plan::Field(condition @ Condition::Forms(Field::File, _)) => {
                // Files and resolutions are documents too, and know the file they come from.
                let terms = self.index.guard(|| self.terms(condition))?;
                let clauses = Goal::Terms(vec![self.index.every_clause()]);
                Goal::All { with: vec![Goal::Terms(terms), clauses], without: Vec::new() }
            }
            Plan::Field(condition) => Goal::Terms(self.index.guard(|| self.terms(condition))?),
        })
    }

    fn target(&mut self, said: &Said, weights: Option<Weights>) -> Result<Target, Error> {
        let mut forms = Vec::with_capacity(said.words.len());
        for word in &said.words {
            let (of_word, all) = self.forms(&word.wanted)?;
            if !all {
                self.diagnostics.push(Diagnostic { kind: DiagnosticKind::TooManyForms, span: said.span });
            }
            forms.push(of_word);
        }
        let index = self.index;
        let paired = self.paired(said)?;
        let mut target = Target { said: said.clone(), forms, paired, worth: None };
        if let Some(weights) = weights {
            target.worth = Some(index.guard(|| self.worth(&target, weights))?);
        }
        Ok(target)
    }

    /// A phrase with its common words in pairs, if it has such.
    fn paired(&self, said: &Said) -> Result<Option<Arc<Target>>, Error> {
        let Some(words) = said.phrase().and_then(|_| pairs::paired(&said.words)) else { return Ok(None) };
        let mut forms = Vec::with_capacity(words.len());
        for word in &words {
            forms.push(if word.width > 1 { self.pair_forms(&word.wanted)? } else { self.forms(&word.wanted)?.0 });
        }
        let pieces = vec![Piece { words: 0..words.len(), slop: None }];
        let said = Said { words, operands: vec![pieces], ..said.clone() };
        Ok(Some(Arc::new(Target { said, forms, paired: None, worth: None })))
    }

    /// The terms of a pair of words.
    fn pair_forms(&self, wanted: &Wanted) -> Result<Forms, Error> {
        let mut terms = BTreeMap::new();
        if let Wanted::Form { stem, exact } | Wanted::Plain { stem, exact } = wanted {
            terms.insert(word_term(stem, exact), true);
        }
        if let Wanted::Plain { stem, .. } = wanted {
            self.index.guard(|| {
                self.each_term(self.index.fields().pairs, &family_prefix(stem), |term| {
                    terms.entry(term.to_owned()).or_insert(false);
                })
            })?;
        }
        Ok(Forms { terms, paired: true })
    }

    fn worth(&self, target: &Target, weights: Weights) -> tantivy::Result<Worth> {
        let Fields { text, chapeau, title, .. } = *self.index.fields();
        let Weights { symbol, proximity, saturation, length, .. } = weights;
        let bm25 = |field, exact, weight| -> tantivy::Result<Bm25> {
            let weight = weight * (saturation + 1.0) * self.rarity(target, field, exact)?;
            Ok(Bm25 { weight, average: self.average(field)?, saturation, length })
        };
        Ok(Worth {
            body: bm25(text, false, 1.0)?,
            exact: bm25(text, true, weights.exact)?,
            chapeau: bm25(chapeau, false, weights.chapeau)?,
            title: bm25(title, false, weights.title)?,
            symbol,
            proximity,
            rarity: self.rarity(target, text, false)?,
        })
    }

    /// Rarity is that of all words, of alternatives that of the commonest. A word is as frequent as all its forms
    /// together, or only its exact ones, and at most in every clause.
    fn rarity(&self, target: &Target, field: Column, exact: bool) -> tantivy::Result<f32> {
        let statistics = self.index.statistics();
        let number = statistics.total_num_docs()?;
        let mut rarities = Vec::with_capacity(target.forms.len());
        for forms in &target.forms {
            let mut frequency = 0;
            for (term, is_exact) in forms.terms() {
                if is_exact || !exact {
                    frequency += statistics.live_doc_freq(&Term::from_field_text(field, term))?;
                }
            }
            let frequency = frequency.min(number) as f64;
            rarities.push((1.0 + (number as f64 - frequency + 0.5) / (frequency + 0.5)).ln());
        }
        let of_piece = |words: Range<usize>| rarities[words].iter().sum::<f64>();
        let of_operand = |pieces: &Vec<Piece>| {
            pieces.iter().map(|piece| of_piece(piece.words.clone())).min_by(f64::total_cmp).unwrap_or(0.0)
        };
        Ok(target.said.operands.iter().map(of_operand).sum::<f64>() as f32)
    }

    /// Words of a text of the kind that is in `field`, on average over all clauses.
    fn average(&self, field: Column) -> tantivy::Result<f32> {
        let statistics = self.index.statistics();
        let tokens = statistics.total_num_tokens(field)?;
        Ok((tokens as f64 / statistics.total_num_docs()?.max(1) as f64) as f32)
    }

    /// What a word stands for, and whether that is all of it: of the words of the index that fit a pattern or are spelled
    /// nearly so, only the commonest are taken.
    pub(crate) fn forms(&self, wanted: &Wanted) -> Result<(Forms, bool), Error> {
        let mut forms = BTreeMap::new();
        match wanted {
            Wanted::Form { stem, exact } => {
                forms.insert(word_term(stem, exact), true);
            }
            Wanted::Plain { stem, exact } => {
                let typed = word_term(stem, exact);
                self.each_word(&family_prefix(stem), |term| {
                    forms.insert(term.to_owned(), term == typed);
                })?;
            }
            Wanted::Pattern(pattern) => {
                let words = self.words_that(beginning(pattern), |term| fits(pattern, exact_of(term)))?;
                return self.commonest(words);
            }
            Wanted::Fuzzy { exact, distance } => {
                let mut spelling = Spelling::new(exact, *distance);
                let words = self.words_that("", |term| spelling.distance(exact_of(term)).is_some())?;
                return self.commonest(words);
            }
        }
        Ok((Forms { terms: forms, paired: false }, true))
    }

    /// The words of texts and titles that are wanted, of those that begin with `prefix`.
    fn words_that(&self, prefix: &str, mut is_wanted: impl FnMut(&str) -> bool) -> Result<BTreeSet<String>, Error> {
        let mut words = BTreeSet::new();
        // A term begins with its family, which keeps the first letter of its words but for the irregular ones.
        let letter = prefix.chars().next().map(String::from).unwrap_or_default();
        let irregular = irregular_families(prefix).filter(|_| !prefix.is_empty()).map(family_prefix);
        for family in std::iter::once(letter).chain(irregular.collect::<BTreeSet<_>>()) {
            self.each_word(&family, |term| {
                if is_wanted(term) {
                    words.insert(term.to_owned());
                }
            })?;
        }
        Ok(words)
    }

    /// The commonest of words, and whether these are all.
    fn commonest(&self, words: BTreeSet<String>) -> Result<(Forms, bool), Error> {
        let fields = self.index.fields();
        let mut ranked = Vec::with_capacity(words.len());
        for word in words {
            let mut frequency = 0;
            for field in [fields.text, fields.title] {
                let term = Term::from_field_text(field, &word);
                frequency += self.index.guard(|| self.index.statistics().live_doc_freq(&term))?;
            }
            if frequency > 0 {
                ranked.push((std::cmp::Reverse(frequency), word));
            }
        }
        let all = ranked.len() <= MAX_FORMS;
        ranked.sort_unstable();
        ranked.truncate(MAX_FORMS);
        let terms = ranked.into_iter().map(|(_, word)| (word, true)).collect();
        Ok((Forms { terms, paired: false }, all))
    }

    /// Every term of a word, of texts and titles, that begins with `prefix`. Some come more than once.
    fn each_word(&self, prefix: &str, mut sink: impl FnMut(&str)) -> Result<(), Error> {
        let fields = self.index.fields();
        Ok(self.index.guard(|| {
            self.each_term(fields.text, prefix, &mut sink)?;
            self.each_term(fields.title, prefix, &mut sink)
        })?)
    }

    /// Every term of a field that begins with `prefix`, of every segment.
    fn each_term(&self, field: Column, prefix: &str, mut sink: impl FnMut(&str)) -> tantivy::Result<()> {
        for reader in self.index.searcher().segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
            while terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if !term.starts_with(prefix) {
                    break;
                }
                sink(term);
            }
        }
        Ok(())
    }

    /// The terms that meet a condition, other than days.
    fn terms(&self, condition: &Condition) -> tantivy::Result<Vec<Term>> {
        let fields = self.index.fields();
        let mut found = BTreeSet::new();
        let field = match condition {
            Condition::Days(_) => return Ok(Vec::new()),
            Condition::Verb(typed) => {
                found = self.verbs(typed)?;
                fields.verb
            }
            Condition::Sessions(sessions) => {
                self.each_term(fields.session, "", |term| {
                    if session_number(term).is_some_and(|number| sessions.contains(&number)) {
                        found.insert(term.to_owned());
                    }
                })?;
                fields.session
            }
            Condition::Forms(field, forms) => {
                let column = match field {
                    Field::Organ => fields.organ,
                    Field::Session => fields.session,
                    Field::Part => fields.part,
                    Field::File => fields.file,
                    Field::Symbol | Field::Title | Field::Date | Field::Year | Field::Verb => fields.symbol,
                };
                self.each_term(column, "", |term| {
                    let folded = fold(term);
                    let is_wanted = |form: &String| match field {
                        Field::File => is_file(form, &folded),
                        _ => fits(form, &folded),
                    };
                    if forms.iter().any(is_wanted) {
                        found.insert(term.to_owned());
                    }
                })?;
                column
            }
        };
        Ok(found.iter().map(|term| Term::from_field_text(field, term)).collect())
    }

    /// The verbs that have the typed form: those of the same family, and those of clauses that begin with it. The second
    /// finds what no ending tells (`sait`, of `savoir`).
    fn verbs(&self, typed: &str) -> tantivy::Result<BTreeSet<String>> {
        let fields = self.index.fields();
        let mut analyzer = Analyzer::new();
        let (stems, exact) = forms(&mut analyzer, typed);
        let mut found = BTreeSet::new();
        self.each_term(fields.verb, "", |verb| {
            if forms(&mut analyzer, verb).0.starts_with(&stems) {
                found.insert(verb.to_owned());
            }
        })?;
        let Some(first) = exact.first() else { return Ok(BTreeSet::new()) };
        for reader in self.index.searcher().segment_readers() {
            let inverted = reader.inverted_index(fields.opener)?;
            let term = Term::from_field_text(fields.opener, first);
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? else {
                continue;
            };
            let (Some(verbs), Some(openers)) = (reader.fast_fields().str("verb")?, reader.fast_fields().str("opener")?)
            else {
                continue;
            };
            let mut places = Vec::new();
            let (mut seen, mut verb, mut opener) = (HashSet::new(), String::new(), String::new());
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                postings.positions(&mut places);
                // At the beginning, or behind `se` or `est`.
                let early = places.first().is_some_and(|&place| place <= 1);
                let ord = verbs.term_ords(doc).next().filter(|_| early && !reader.is_deleted(doc));
                if let (Some(verb_ord), Some(opener_ord)) = (ord, openers.term_ords(doc).next())
                    && seen.insert((verb_ord, opener_ord))
                {
                    openers.ord_to_str(opener_ord, &mut opener)?;
                    if forms(&mut analyzer, &opener).1.starts_with(&exact) {
                        verbs.ord_to_str(verb_ord, &mut verb)?;
                        found.insert(fold(&verb));
                    }
                }
                postings.advance();
            }
        }
        Ok(found)
    }
}

/// What stands in a pattern before its first wildcard.
fn beginning(pattern: &str) -> &str {
    pattern.split(['*', '?']).next().unwrap_or_default()
}

/// The families and the exact forms of the words of a verb or an opener, `se` or `est` at its beginning left out.
fn forms(analyzer: &mut Analyzer, text: &str) -> (Vec<String>, Vec<String>) {
    let (mut stems, mut exact) = (Vec::new(), Vec::new());
    analyzer.analyze(text, |token| {
        if token.position > 0 || !matches!(token.exact, "se" | "est") {
            stems.push(token.stem.to_owned());
            exact.push(token.exact.to_owned());
        }
    });
    (stems, exact)
}

/// True when the folded path of a file is what was typed: its name, with extension or without, or, where that holds a
/// `/`, the path or its end.
fn is_file(form: &str, path: &str) -> bool {
    if form.contains('/') {
        return fits(form, path) || fits(&format!("*/{form}"), path);
    }
    let path = Path::new(path);
    [path.file_name(), path.file_stem()].into_iter().flatten().any(|name| name.to_str().is_some_and(|n| fits(form, n)))
}
