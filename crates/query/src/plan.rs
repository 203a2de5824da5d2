//! A query tree to what it asks of a clause.

use crate::field::Condition;
use crate::query::Link;
use crate::word::{Wanted, Word, words};
use crate::{Field, Query, Span};
use alinea_french::Analyzer;
use alinea_model::Symbol;
use std::collections::HashSet;
use std::ops::Range;

/// What a tree asks of a clause.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    /// All of `with` match, none of `without` does. Without any, it matches nothing.
    All { with: Vec<Plan>, without: Vec<Plan> },
    /// One matches.
    Any(Vec<Plan>),
    /// Every clause matches.
    Every,
    /// Something is said.
    Said(Said),
    /// The title says something.
    Title(Said),
    /// A field has a value.
    Field(Condition),
    /// Only what matches this, which is worth nothing.
    Filter(Box<Plan>),
}

/// Words, phrases or something of both near each other; all that stands at a place of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// All words of it.
    pub(crate) words: Vec<Word>,
    /// Each is near the next; of each, one alternative occurs.
    pub(crate) operands: Vec<Vec<Piece>>,
    /// One fewer than operands.
    pub(crate) links: Vec<Link>,
    /// A clause of one of them matches too. Empty but for symbols.
    pub(crate) symbols: Vec<Symbol>,
    /// Its words in their exact form only.
    pub(crate) exact: bool,
    /// As typed.
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// Some of the words: one behind the other at their offsets, or with `slop` in any order.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Never empty.
    pub(crate) words: Range<usize>,
    pub(crate) slop: Option<u32>,
}

impl Said {
    /// The one piece it is made of, words one behind the other, if it is.
    pub(crate) fn phrase(&self) -> Option<&Piece> {
        match self.operands.as_slice() {
            [alternatives] => match alternatives.as_slice() {
                [piece] if piece.slop.is_none() => Some(piece),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Said {
    /// True for words one behind the other, which may begin in the chapeau of a text and end in the text.
    pub(crate) fn reads_on(&self) -> bool {
        self.phrase().is_some_and(|piece| piece.words.len() > 1)
    }
}

impl Plan {
    /// The plan of a tree. With `exact`, all words are taken in their exact form, whatever was typed.
    pub(crate) fn new(query: &Query, exact: bool) -> Plan {
        Planner { analyzer: Analyzer::new(), exact }.plan(query).unwrap_or(Plan::Any(Vec::new()))
    }
}

struct Planner {
    analyzer: Analyzer,
    exact: bool,
}

impl Planner {
    fn plan(&mut self, query: &Query) -> Option<Plan> {
        Some(match query {
            Query::All(operands) => {
                let (mut with, mut without) = (Vec::new(), Vec::new());
                for operand in operands {
                    match operand {
                        Query::Not(operand) => without.extend(self.plan(operand)),
                        operand => with.extend(self.plan(operand)),
                    }
                }
                return all(with, without);
            }
            Query::Any(operands) => Plan::Any(operands.iter().filter_map(|operand| self.plan(operand)).collect()),
            Query::Not(operand) => {
                let without = self.plan(operand).into_iter().collect();
                return all(Vec::new(), without);
            }
            Query::Field { field: Field::Title, text, span } => {
                let words = words(&mut self.analyzer, text);
                let mut said = Said { text: text.clone(), span: *span, ..Said::default() };
                let piece = said.add(words, None, self.exact)?;
                said.operands.push(vec![piece]);
                Plan::Title(said)
            }
            Query::Field { field, text, .. } => Plan::Field(Condition::new(*field, text)?),
            Query::Near { operands, links } => {
                let mut said = Said { links: links.clone(), text: query.to_string(), ..Said::default() };
                for operand in operands {
                    let alternatives = self.alternatives(operand, &mut said);
                    said.operands.push(alternatives);
                }
                Plan::Said(said)
            }
            Query::Word { .. } | Query::Phrase { .. } | Query::Fuzzy { .. } | Query::Symbol { .. } => {
                let mut said = Said::default();
                let alternatives = self.alternatives(query, &mut said);
                said.operands.push(alternatives);
                if let Query::Symbol { symbols, .. } = query {
                    said.symbols = symbols.clone();
                }
                Plan::Said(said)
            }
        })
    }

    /// Adds the words of an operand with a place to `said`, and gives the pieces that are alternatives of each other.
    fn alternatives(&mut self, query: &Query, said: &mut Said) -> Vec<Piece> {
        let (words, slop, own, text, span) = match query {
            Query::Any(operands) => {
                // One that is typed twice has no place that the first has not.
                let mut typed = HashSet::new();
                let once = operands.iter().filter(|operand| typed.insert(operand.to_string()));
                return once.flat_map(|operand| self.alternatives(operand, said)).collect();
            }
            Query::Word { text, exact, span } => (words(&mut self.analyzer, text), None, *exact, text, span),
            Query::Phrase { text, exact, slop, span } => (words(&mut self.analyzer, text), *slop, *exact, text, span),
            Query::Fuzzy { text, distance, span } => {
                let mut words = words(&mut self.analyzer, text);
                for word in &mut words {
                    if let Wanted::Plain { exact, .. } = &word.wanted {
                        word.wanted = Wanted::Fuzzy { exact: exact.clone(), distance: *distance };
                    }
                }
                (words, None, false, text, span)
            }
            Query::Symbol { text, symbols, span } => {
                (mention(&mut self.analyzer, text, symbols), None, false, text, span)
            }
            Query::All(_) | Query::Not(_) | Query::Near { .. } | Query::Field { .. } => return Vec::new(),
        };
        if said.words.is_empty() {
            said.span = *span;
        }
        said.span.to = span.to;
        if said.text.is_empty() {
            said.text.clone_from(text);
        }
        said.add(words, slop, self.exact || own).into_iter().collect()
    }
}

impl Said {
    fn add(&mut self, mut words: Vec<Word>, slop: Option<u32>, exact: bool) -> Option<Piece> {
        if words.is_empty() {
            return None;
        }
        for word in &mut words {
            if let (true, Wanted::Plain { stem, exact }) = (exact, &word.wanted) {
                word.wanted = Wanted::Form { stem: stem.clone(), exact: exact.clone() };
            }
        }
        let from = self.words.len();
        self.words.extend(words);
        self.exact = self.words.iter().all(|word| !matches!(word.wanted, Wanted::Plain { .. }));
        Some(Piece { words: from..self.words.len(), slop })
    }
}

fn all(mut with: Vec<Plan>, without: Vec<Plan>) -> Option<Plan> {
    if with.is_empty() {
        if without.is_empty() {
            return None;
        }
        with.push(Plan::Every);
    }
    if with.len() == 1 && without.is_empty() { with.pop() } else { Some(Plan::All { with, without }) }
}

/// The words by which a text mentions a resolution: its number, for texts say « sa résolution 66/122 » and hardly ever
/// write the whole symbol; the whole where the number alone is a bare figure (`UNEP/EA.2/RES.4`).
fn mention(analyzer: &mut Analyzer, text: &str, symbols: &[Symbol]) -> Vec<Word> {
    let number = symbols.first().map(|symbol| words(analyzer, symbol.number())).unwrap_or_default();
    if number.len() > 1 { number } else { words(analyzer, text) }
}
