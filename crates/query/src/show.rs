//! A reference to the clauses it names.

use crate::Error;
use alinea_french::fold;
use alinea_index::{Index, Record};
use alinea_model::{Reference, Resolution, Symbol};
use serde::Serialize;

/// The resolution a reference names, and the clauses meant in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The file it was read from, absolute.
    pub file: String,
    /// The resolution, whole.
    pub resolution: Resolution,
    /// True when the reference names the resolution and no place in it.
    pub whole: bool,
    /// Places, in `resolution.clauses`, of the clauses meant; all of them when `whole`.
    pub clauses: Vec<usize>,
    /// Other symbols of the index that what was typed may stand for (`66/122` is one of two organs).
    pub others: Vec<String>,
}

/// Looks up a reference as typed: `66/122`, `66/122, par. 3`, `A/RES/66/122, al. 6 du préambule`, or the name of a file
/// whose resolution has no symbol. Where it may stand for several symbols, the likeliest that has such a clause is
/// taken.
///
/// Fails when it is no reference, when the index has no such resolution, when the resolution has no such clause.
pub fn show(index: &Index, typed: &str) -> Result<Shown, Error> {
    match Reference::parse(typed) {
        Some(reference) => show_reference(index, typed, &reference),
        None => show_name(index, typed),
    }
}

fn show_reference(index: &Index, typed: &str, reference: &Reference) -> Result<Shown, Error> {
    let mut shown: Option<Shown> = None;
    let mut found = Vec::new();
    for symbol in &reference.symbols {
        let Some(record) = index.records_of(symbol.as_str())?.into_iter().next() else { continue };
        found.push(symbol.to_string());
        if shown.is_none() {
            let mut candidate = meant(index, &record, reference.is_whole(), |own| reference.matches(own))?;
            if !candidate.whole && candidate.clauses.is_empty() {
                candidate = meant(index, &record, false, |own| reference.may_mean(own))?;
                // Whoever types a number means one that is printed, where there is one; an article is all its paragraphs.
                let is_printed = |&at: &usize| !candidate.resolution.clauses[at].reference.contains('[');
                let printed: Vec<usize> = candidate.clauses.iter().copied().filter(is_printed).collect();
                if !printed.is_empty() && !reference.is_provision() {
                    candidate.clauses = printed;
                }
            }
            shown = Some(candidate).filter(|candidate| candidate.whole || !candidate.clauses.is_empty());
        }
    }
    let Some(first) = found.first() else {
        let symbols = reference.symbols.iter().map(Symbol::to_string).collect();
        return Err(Error::NoSuchResolution { symbols, path: index.path().to_owned() });
    };
    let missing = || Error::NoSuchClause { typed: typed.to_owned(), symbol: first.clone() };
    let mut shown = shown.ok_or_else(missing)?;
    let own = shown.resolution.header.symbol.as_ref().map(Symbol::as_str);
    shown.others = found.iter().filter(|symbol| own != Some(symbol)).cloned().collect();
    Ok(shown)
}

/// The resolution of a file without symbol: `name` or `name, place` as its references say it.
fn show_name(index: &Index, typed: &str) -> Result<Shown, Error> {
    let typed = typed.trim();
    let no_reference = || Error::NotAReference { typed: typed.to_owned() };
    // A file name may hold commas: the longest head that is a name is taken.
    let mut heads = typed.match_indices(',').map(|(at, _)| &typed[..at]).chain([typed]).collect::<Vec<_>>();
    heads.reverse();
    for head in heads.into_iter().filter(|head| !head.is_empty()) {
        let Some(record) = index.records_of(head)?.into_iter().next() else { continue };
        let wanted = fold(typed);
        let shown = meant(index, &record, head.len() == typed.len(), |own| fold(own) == wanted)?;
        if shown.whole || !shown.clauses.is_empty() {
            return Ok(shown);
        }
        return Err(Error::NoSuchClause { typed: typed.to_owned(), symbol: head.to_owned() });
    }
    Err(no_reference())
}

fn meant(index: &Index, record: &Record, whole: bool, is_meant: impl Fn(&str) -> bool) -> Result<Shown, Error> {
    let resolution = record.resolution().map_err(|error| index.unreadable(&error))?;
    let places = resolution.clauses.iter().enumerate().filter(|(_, clause)| whole || is_meant(&clause.reference));
    let clauses = places.map(|(place, _)| place).collect();
    Ok(Shown { file: record.head.file.clone(), resolution, whole, clauses, others: Vec::new() })
}
