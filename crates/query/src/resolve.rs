//! A plan to the terms of an index, and what a match is worth.
//!
//! The score of a clause is the sum, over everything that is said in the query and met, of
//!
//! * BM25 of it in the text by family;
//! * BM25 of it in the text by exact form, times [`EXACT`];
//! * BM25 of it in the texts that introduce the clause, times [`CHAPEAU`];
//! * BM25 of it in the title of the resolution, times [`TITLE`].
//!
//! With exact forms only, the second takes the place of the first, and the others look at exact forms. Where a word
//! stands for several terms (`résol*`), it is as frequent as all of them together, and at most in every clause.

use crate::field::{Condition, session_number};
use crate::plan::{Plan, Said};
use crate::word::{Wanted, distance, fits};
use crate::{Diagnostic, DiagnosticKind, Error, Field};
use alinea_french::{Analyzer, fold};
use alinea_index::{Fields, Index};
use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

/// A word with `*`, `?` or `~` stands for at most so many words of the index.
pub const MAX_FORMS: usize = 1_000;

/// What an exact form is worth beside its family. The exact form is never commoner than the family, so that one exact
/// occurrence outweighs nearly any number of others: BM25 of a family grows to 2.2 times that of one occurrence.
pub(crate) const EXACT: f32 = 1.0;
/// What a match in the introducing texts is worth beside one in the text.
pub(crate) const CHAPEAU: f32 = 0.4;
/// What a match in the title is worth beside one in the text: it is the same for all clauses of the resolution.
pub(crate) const TITLE: f32 = 0.2;
/// What it is worth to be a clause of the resolution that was named: less than to mention it, which is rarer.
pub(crate) const SYMBOL: f32 = 1.0;

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
    /// Documents with one of the terms.
    Terms(Vec<Term>),
    Days(RangeInclusive<i64>),
}

impl Goal {
    /// True for what only selects: a word elsewhere in the query must then be in the text of the clause.
    pub(crate) fn only_selects(&self) -> bool {
        match self {
            Goal::All { with, .. } | Goal::Any(with) => with.iter().all(Goal::only_selects),
            Goal::Title(_) | Goal::Terms(_) | Goal::Days(_) => true,
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
    /// What matches are worth; `None` when nobody asks.
    pub(crate) worth: Option<Worth>,
}

/// What a word stands for.
#[derive(Clone, Debug)]
pub(crate) enum Forms {
    Family { stem: String, exact: String },
    Exact(HashSet<String>),
}

impl Forms {
    /// The field of `texts` the word is looked for in, and the terms.
    pub(crate) fn terms(&self, texts: Texts, exact: bool) -> (Column, Vec<&str>) {
        match self {
            Forms::Family { stem, .. } if !exact => (texts.stem, vec![stem]),
            Forms::Family { exact, .. } => (texts.exact, vec![exact]),
            Forms::Exact(forms) => (texts.exact, forms.iter().map(String::as_str).collect()),
        }
    }
}

/// The two fields that hold the same texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts {
    pub(crate) stem: Column,
    pub(crate) exact: Column,
}

impl Texts {
    pub(crate) fn body(fields: &Fields) -> Texts {
        Texts { stem: fields.stem, exact: fields.exact }
    }

    pub(crate) fn across(fields: &Fields) -> Texts {
        Texts { stem: fields.across_stem, exact: fields.across_exact }
    }

    pub(crate) fn chapeau(fields: &Fields) -> Texts {
        Texts { stem: fields.chapeau_stem, exact: fields.chapeau_exact }
    }

    pub(crate) fn title(fields: &Fields) -> Texts {
        Texts { stem: fields.title_stem, exact: fields.title_exact }
    }

    /// The field whose lengths count.
    pub(crate) fn of(self, exact: bool) -> Column {
        if exact { self.exact } else { self.stem }
    }
}

/// What matches of something are worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
    pub(crate) body: Bm25,
    pub(crate) exact: Bm25,
    pub(crate) chapeau: Bm25,
    pub(crate) title: Bm25,
}

/// BM25 with k₁ = 1.2 and b = 0.75, as the engine has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bm25 {
    pub(crate) weight: f32,
    pub(crate) average: f32,
}

impl Bm25 {
    /// The score of `times` occurrences in a text of `length` words.
    pub(crate) fn score(&self, times: u32, length: u32) -> f32 {
        let times = times as f32;
        self.weight * times / (times + 1.2 * (0.25 + 0.75 * length as f32 / self.average))
    }
}

/// Takes plans to an index.
pub(crate) struct Resolver<'i> {
    index: &'i Index,
    scores: bool,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'i> Resolver<'i> {
    /// `scores` tells whether anybody asks for scores.
    pub(crate) fn new(index: &'i Index, scores: bool) -> Self {
        Resolver { index, scores, diagnostics: Vec::new() }
    }

    pub(crate) fn goal(&mut self, plan: &Plan) -> Result<Goal, Error> {
        let mut goals = |plans: &[Plan]| plans.iter().map(|plan| self.goal(plan)).collect::<Result<Vec<_>, _>>();
        Ok(match plan {
            Plan::All { with, without } => Goal::All { with: goals(with)?, without: goals(without)? },
            Plan::Any(operands) => Goal::Any(goals(operands)?),
            Plan::Every => Goal::Terms(vec![self.index.every_clause()]),
            Plan::Said(said) => Goal::Said(Arc::new(self.target(said, self.scores)?)),
            Plan::Title(said) => Goal::Title(Arc::new(self.target(said, false)?)),
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

    fn target(&mut self, said: &Said, scores: bool) -> Result<Target, Error> {
        let index = self.index;
        let mut forms = Vec::with_capacity(said.words.len());
        for word in &said.words {
            forms.push(match &word.wanted {
                Wanted::Plain { stem, exact } => Forms::Family { stem: stem.clone(), exact: exact.clone() },
                Wanted::Pattern(form) if !form.contains(['*', '?']) => Forms::Exact(HashSet::from([form.clone()])),
                wanted => {
                    let (forms, all) = index.guard(|| self.expand(wanted))?;
                    if !all {
                        self.diagnostics.push(Diagnostic { kind: DiagnosticKind::TooManyForms, span: said.span });
                    }
                    Forms::Exact(forms)
                }
            });
        }
        let mut target = Target { said: said.clone(), forms, worth: None };
        if scores {
            let fields = index.fields();
            let bm25 = |texts, exact, weight| index.guard(|| self.bm25(&target, texts, exact, weight));
            let exact = said.exact;
            target.worth = Some(Worth {
                body: bm25(Texts::body(fields), exact, 1.0)?,
                exact: bm25(Texts::body(fields), true, EXACT)?,
                chapeau: bm25(Texts::chapeau(fields), exact, CHAPEAU)?,
                title: bm25(Texts::title(fields), exact, TITLE)?,
            });
        }
        Ok(target)
    }

    /// Rarity is that of all words, of alternatives those of the commonest.
    fn bm25(&self, target: &Target, texts: Texts, exact: bool, weight: f32) -> tantivy::Result<Bm25> {
        let statistics = self.index.statistics();
        let number = statistics.total_num_docs()?;
        let mut rarities = Vec::with_capacity(target.forms.len());
        for forms in &target.forms {
            let (field, terms) = forms.terms(texts, exact);
            let mut frequency = 0;
            for term in terms {
                frequency += statistics.live_doc_freq(&Term::from_field_text(field, term))?;
            }
            let frequency = frequency.min(number) as f64;
            rarities.push((1.0 + (number as f64 - frequency + 0.5) / (frequency + 0.5)).ln());
        }
        let of_piece = |words: std::ops::Range<usize>| rarities[words].iter().sum::<f64>();
        let of_operand = |pieces: &Vec<crate::plan::Piece>| {
            pieces.iter().map(|piece| of_piece(piece.words.clone())).min_by(f64::total_cmp).unwrap_or(0.0)
        };
        let rarity: f64 = target.said.operands.iter().map(of_operand).sum();
        let tokens = statistics.total_num_tokens(texts.of(exact))?;
        let average = tokens as f64 / number.max(1) as f64;
        Ok(Bm25 { weight: weight * (rarity * 2.2) as f32, average: average as f32 })
    }

    /// The words of the index that are wanted, the commonest of them; and whether these are all.
    fn expand(&self, wanted: &Wanted) -> tantivy::Result<(HashSet<String>, bool)> {
        let fields = self.index.fields();
        let mut found = BTreeSet::new();
        for field in [fields.exact, fields.title_exact] {
            let prefix = match wanted {
                Wanted::Plain { exact, .. } => exact,
                Wanted::Pattern(pattern) => pattern.split(['*', '?']).next().unwrap_or_default(),
                Wanted::Fuzzy { .. } => "",
            };
            self.each_term(field, prefix, |term| {
                let is_wanted = match wanted {
                    Wanted::Plain { exact, .. } => term == exact,
                    Wanted::Pattern(pattern) => fits(pattern, term),
                    Wanted::Fuzzy { exact, distance: most } => distance(exact, term, *most).is_some(),
                };
                if is_wanted {
                    found.insert(term.to_owned());
                }
            })?;
        }
        let mut ranked = Vec::with_capacity(found.len());
        for form in found {
            let mut frequency = 0;
            for field in [fields.exact, fields.title_exact] {
                frequency += self.index.statistics().live_doc_freq(&Term::from_field_text(field, &form))?;
            }
            if frequency > 0 {
                ranked.push((std::cmp::Reverse(frequency), form));
            }
        }
        let all = ranked.len() <= MAX_FORMS;
        ranked.sort_unstable();
        ranked.truncate(MAX_FORMS);
        Ok((ranked.into_iter().map(|(_, form)| form).collect(), all))
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
