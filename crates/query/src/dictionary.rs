//! Which terms of an index a word of a query, or the value of a field, stands for.

use crate::beginning::Beginning;
use crate::field::{Condition, session_number};
use crate::forms::{Forms, Found};
use crate::word::{Letters, Spelling, Wanted, fits};
use crate::{Error, Field};
use alinea_french::{Analyzer, fold};
use alinea_index::{Index, Zone, exact_of, family_prefix, word_and_zone, word_term};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{DocSet, SegmentOrdinal, SegmentReader, TERMINATED, Term};

/// A word with `*`, `?` or `~` stands for at most so many words of the index.
pub const MAX_FORMS: usize = 1_000;

/// Looks words up in an index.
pub(crate) struct Dictionary<'i> {
    index: &'i Index,
}

impl<'i> Dictionary<'i> {
    pub(crate) fn new(index: &'i Index) -> Self {
        Dictionary { index }
    }

    /// What a pair of words stands for.
    pub(crate) fn pair_forms(&self, wanted: &Wanted) -> Result<Forms, Error> {
        self.typed(wanted, Forms::of_pairs())
    }

    /// What a word stands for, and whether that is all of it: of the words of the index that fit a pattern or are spelled
    /// nearly so, only the commonest are taken.
    pub(crate) fn forms(&self, wanted: &Wanted) -> Result<(Forms, bool), Error> {
        let words = match wanted {
            Wanted::Form { .. } | Wanted::Plain { .. } => return Ok((self.typed(wanted, Forms::default())?, true)),
            Wanted::Pattern(pattern) => self.words_that(beginning(pattern), |word| fits(pattern, exact_of(word)))?,
            Wanted::Fuzzy { exact, distance } => {
                let (mut spelling, mut letters) = (Spelling::new(exact, *distance), Letters::default());
                self.words_that("", |word| {
                    letters.read(exact_of(word));
                    spelling.distance(&letters).is_some()
                })?
            }
        };
        let found_all_lists = words.len() <= MAX_FORMS;
        let (words, all) = commonest(words);
        let mut forms = Forms::default();
        for (word, Candidate { lists, .. }) in words {
            if found_all_lists {
                lists.into_iter().for_each(|found| forms.add(&word, true, found));
            } else {
                self.index.guard(|| self.one(&word, &mut forms))?;
            }
        }
        forms.sort();
        Ok((forms, all))
    }

    /// A word or a pair that was typed in full, or the family of it, in which that is exact; `forms` has none yet.
    fn typed(&self, wanted: &Wanted, mut forms: Forms) -> Result<Forms, Error> {
        self.index.guard(|| match wanted {
            Wanted::Form { stem, exact } => self.one(&word_term(stem, exact), &mut forms),
            Wanted::Plain { stem, exact } => {
                let typed = word_term(stem, exact);
                let field = forms.field(self.index.fields());
                self.each_list(field, &family_prefix(stem), |word, found| forms.add(word, word == typed, found))
            }
            Wanted::Pattern(_) | Wanted::Fuzzy { .. } => Ok(()),
        })?;
        forms.sort();
        Ok(forms)
    }

    /// Takes in a word, as exact.
    fn one(&self, typed: &str, forms: &mut Forms) -> tantivy::Result<()> {
        self.each_list(forms.field(self.index.fields()), typed, |word, found| {
            if word == typed {
                forms.add(word, true, found);
            }
        })
    }

    /// The words that are wanted, of those with a beginning.
    fn words_that(
        &self,
        beginning: &str,
        is_wanted: impl FnMut(&str) -> bool,
    ) -> Result<BTreeMap<String, Candidate>, Error> {
        let mut candidates = Candidates { words: BTreeMap::new(), is_wanted, last: String::new(), wants_last: false };
        let irregular = Beginning::irregular(beginning);
        self.index.guard(|| {
            for (segment, reader) in (0..).zip(self.index.searcher().segment_readers()) {
                let inverted = reader.inverted_index(self.index.fields().words)?;
                let mut take = |term: &str, list: &TermInfo| {
                    if let Some((word, zone)) = word_and_zone(term)
                        && candidates.wants(word)
                    {
                        candidates.take(word, found(reader, &inverted, zone, segment, list)?);
                    }
                    Ok(())
                };
                let mut terms = inverted.terms().search(Beginning::new(beginning)).into_stream()?;
                while terms.advance() {
                    if let Ok(term) = std::str::from_utf8(terms.key()) {
                        take(term, terms.value())?;
                    }
                }
                for family in &irregular {
                    each_of(&inverted, &word_term(family, beginning), &mut take)?;
                }
            }
            Ok(())
        })?;
        Ok(candidates.words)
    }

    /// Every list of a word that begins with `prefix`, of a field of words or of pairs, segment by segment.
    fn each_list(&self, field: Column, prefix: &str, mut sink: impl FnMut(&str, Found)) -> tantivy::Result<()> {
        for (segment, reader) in (0..).zip(self.index.searcher().segment_readers()) {
            let inverted = reader.inverted_index(field)?;
            each_of(&inverted, prefix, |term, list| {
                if let Some((word, zone)) = word_and_zone(term) {
                    sink(word, found(reader, &inverted, zone, segment, list)?);
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Every term of a field, of every segment.
    fn each_term(&self, field: Column, mut sink: impl FnMut(&str)) -> tantivy::Result<()> {
        for reader in self.index.searcher().segment_readers() {
            each_of(&*reader.inverted_index(field)?, "", |term, _| {
                sink(term);
                Ok(())
            })?;
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
                self.each_term(fields.session, |term| {
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
                self.each_term(column, |term| {
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
        self.each_term(fields.verb, |verb| {
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
            let (Some(verbs), Some(openers)) =
                (reader.fast_fields().str("verb_column")?, reader.fast_fields().str("opener_column")?)
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

/// A word that is wanted.
#[derive(Default)]
struct Candidate {
    /// How many clauses and titles it stands in.
    number: u64,
    /// Where: of all words, as long as they are no more than will be taken.
    lists: Vec<Found>,
}

/// Words that are wanted, as they come from the dictionary: all lists of a word one behind the other.
struct Candidates<W> {
    words: BTreeMap<String, Candidate>,
    is_wanted: W,
    /// The last word that was looked at, and whether it is wanted.
    last: String,
    wants_last: bool,
}

impl<W: FnMut(&str) -> bool> Candidates<W> {
    fn wants(&mut self, word: &str) -> bool {
        if self.last != word {
            self.last.clear();
            self.last.push_str(word);
            self.wants_last = (self.is_wanted)(word);
        }
        self.wants_last
    }

    fn take(&mut self, word: &str, found: Found) {
        if !self.words.contains_key(word) {
            self.words.insert(word.to_owned(), Candidate::default());
        }
        let few = self.words.len() <= MAX_FORMS;
        if let Some(candidate) = self.words.get_mut(word) {
            candidate.number += if matches!(found.zone, Zone::Text | Zone::Title) { found.number } else { 0 };
            if few {
                candidate.lists.push(found);
            }
        }
    }
}

/// The commonest of words, and whether these are all.
fn commonest(words: BTreeMap<String, Candidate>) -> (Vec<(String, Candidate)>, bool) {
    let mut ranked: Vec<(String, Candidate)> = words.into_iter().filter(|(_, word)| word.number > 0).collect();
    let all = ranked.len() <= MAX_FORMS;
    if !all {
        // Of words that are as common, the first ones.
        ranked.sort_by_key(|(_, word)| Reverse(word.number));
        ranked.truncate(MAX_FORMS);
    }
    (ranked, all)
}

/// A list that was found in a zone of a segment.
fn found(
    reader: &SegmentReader,
    inverted: &InvertedIndexReader,
    zone: Zone,
    segment: SegmentOrdinal,
    list: &TermInfo,
) -> tantivy::Result<Found> {
    Ok(Found { zone, segment, info: list.clone(), number: living(reader, inverted, list)? })
}

/// Every term that begins with `prefix`, with its list.
fn each_of(
    inverted: &InvertedIndexReader,
    prefix: &str,
    mut sink: impl FnMut(&str, &TermInfo) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
    while terms.advance() {
        let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
        if !term.starts_with(prefix) {
            break;
        }
        sink(term, terms.value())?;
    }
    Ok(())
}

/// How many documents of a list are not deleted.
fn living(reader: &SegmentReader, inverted: &InvertedIndexReader, list: &TermInfo) -> tantivy::Result<u64> {
    Ok(u64::from(match reader.alive_bitset() {
        None => list.doc_freq,
        Some(alive) => {
            inverted.read_postings_from_terminfo(list, IndexRecordOption::Basic)?.doc_freq_given_deletes(alive)
        }
    }))
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
