//! Why nothing was found.

use crate::dictionary::Dictionary;
use crate::plan::{Plan, Said};
use crate::search::count;
use crate::word::{Letters, Spelling, Wanted};
use crate::{Absent, Error, Options, Query, Without};
use alinea_index::{Index, Zone, exact_of};
use std::cmp::Reverse;
use tantivy::Term;

/// Operands that are left out one by one: a query of more says too much for an answer to help.
const MOST_OPERANDS: usize = 8;
/// Spellings that are proposed for a word.
const MOST_SPELLINGS: usize = 3;

/// The required words that no clause holds.
pub(crate) fn absent(index: &Index, plan: &Plan) -> Result<Vec<Absent>, Error> {
    let mut required = Vec::new();
    collect(plan, &mut required);
    let dictionary = Dictionary::new(index);
    let is_nowhere = |field, text: &str| {
        index.guard(|| Ok(index.statistics().live_doc_freq(&Term::from_field_text(field, text))? == 0))
    };
    let mut vocabulary = None;
    let mut absent = Vec::new();
    for said in required {
        let mut missing = Vec::new();
        for word in &said.words {
            let (Wanted::Plain { exact, .. } | Wanted::Form { exact, .. }) = &word.wanted else { continue };
            let nowhere = dictionary.forms(&word.wanted)?.0.frequency(Zone::Text, false) == 0;
            if nowhere {
                let words = match &mut vocabulary {
                    Some(words) => words,
                    none => none.insert(words_of(index)?),
                };
                let near = spellings(words, exact);
                missing.push(Absent { word: word.surface.clone(), span: said.span, near });
            }
        }
        if said.symbols.is_empty() {
            absent.extend(missing);
            continue;
        }
        let mut named = false;
        for symbol in &said.symbols {
            named |= !is_nowhere(index.fields().symbol, symbol.as_str())?;
        }
        if !named && !missing.is_empty() {
            absent.push(Absent { word: said.text.clone(), span: said.span, near: Vec::new() });
        }
    }
    Ok(absent)
}

/// What must be said.
fn collect<'p>(plan: &'p Plan, required: &mut Vec<&'p Said>) {
    match plan {
        Plan::All { with, .. } => with.iter().for_each(|plan| collect(plan, required)),
        Plan::Said(said) if said.operands.iter().all(|alternatives| alternatives.len() == 1) => required.push(said),
        Plan::Said(_) | Plan::Any(_) | Plan::Every | Plan::Title(_) | Plan::Field(_) | Plan::Filter(_) => {}
    }
}

/// The words of the clauses, each with how many clauses hold it. Figures that differ in a digit are other figures: they are
/// left out.
fn words_of(index: &Index) -> Result<Vec<(Letters, u32)>, Error> {
    let words = index.words()?;
    let words = words.iter().map(|(word, frequency)| (exact_of(word), *frequency));
    let words = words.filter(|(word, _)| word.chars().all(char::is_alphabetic));
    Ok(words.map(|(word, frequency)| (word.into(), frequency)).collect())
}

/// Those of `words` that differ from `word` in one letter, or in two of five or more; the nearest, then the commonest, first.
fn spellings(words: &[(Letters, u32)], word: &str) -> Vec<String> {
    let most = if word.chars().count() < 5 { 1 } else { 2 };
    let mut spelling = Spelling::new(word, most);
    let mut near = Vec::new();
    for (other, frequency) in words {
        near.extend(spelling.distance(other).map(|steps| (steps, Reverse(*frequency), other.row())));
    }
    near.sort_unstable();
    near.into_iter().take(MOST_SPELLINGS).map(|(.., letters)| letters.iter().collect()).collect()
}

/// How many clauses match without each operand; a filter is one of them.
pub(crate) fn without(index: &Index, query: &Query, options: &Options) -> Result<Vec<Without>, Error> {
    let operands = if let Query::All(operands) = query { operands.as_slice() } else { std::slice::from_ref(query) };
    if !(2..=MOST_OPERANDS).contains(&(operands.len() + usize::from(options.filter.is_some()))) {
        return Ok(Vec::new());
    }
    let mut without = Vec::new();
    for left_out in 0..operands.len() {
        let rest = operands.iter().enumerate().filter(|&(at, _)| at != left_out).map(|(_, operand)| operand.clone());
        let total = count(index, &Query::all(rest.collect()), options)?;
        without.push(Without { operand: operands[left_out].to_string(), total });
    }
    if let Some(filter) = &options.filter {
        let total = count(index, query, &Options { filter: None, ..options.clone() })?;
        without.push(Without { operand: filter.to_string(), total });
    }
    Ok(without)
}
