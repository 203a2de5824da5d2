//! Which terms of an index a word of a query, or the value of a field, stands for.

use crate::field::{Condition, session_number};
use crate::word::{Spelling, Wanted, fits};
use crate::{Error, Field};
use alinea_french::{Analyzer, fold, irregular_families};
use alinea_index::{Index, exact_of, family_prefix, word_term};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use tantivy::postings::Postings;
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

/// A word with `*`, `?` or `~` stands for at most so many words of the index.
pub const MAX_FORMS: usize = 1_000;

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
}

/// Looks words up in an index.
pub(crate) struct Dictionary<'i> {
    index: &'i Index,
}

impl<'i> Dictionary<'i> {
    pub(crate) fn new(index: &'i Index) -> Self {
        Dictionary { index }
    }

    /// The terms of a pair of words.
    pub(crate) fn pair_forms(&self, wanted: &Wanted) -> Result<Forms, Error> {
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
    pub(crate) fn terms(&self, condition: &Condition) -> Result<Vec<Term>, Error> {
        Ok(self.index.guard(|| self.terms_of(condition))?)
    }

    fn terms_of(&self, condition: &Condition) -> tantivy::Result<Vec<Term>> {
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
