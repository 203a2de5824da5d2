//! How clauses are cited.

use alinea_model::{Clause, Header, Part, Reference, Resolution, Symbol, assign_references};
use std::collections::HashSet;

/// Reads a text as a symbol and as a reference; and cites the clauses of a resolution made of it: the first line is its
/// symbol, or the name of its file, every other one a clause.
pub fn reference(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    for symbol in Symbol::candidates(&text).into_iter().chain(Symbol::parse(&text)) {
        check_symbol(&symbol);
    }
    let mut lines = text.lines();
    let name = lines.next().unwrap_or_default();
    let typed = Reference::parse(name);
    assert!(typed.as_ref().is_none_or(|typed| !typed.symbols.is_empty()));
    let header = Header { symbol: Symbol::parse(name), ..Header::default() };
    let mut clauses = Vec::new();
    lines.take(64).for_each(|line| clauses.push(clause(line, clauses.len())));
    let mut resolution = Resolution { header, clauses, footnotes: Vec::new() };
    assign_references(&mut resolution, name);
    let mut seen = HashSet::new();
    for Clause { reference, .. } in &resolution.clauses {
        assert!(seen.insert(reference), "{reference:?} twice");
        let read = Reference::parse(reference);
        assert!(read.is_none_or(|read| read.matches(reference)), "{reference:?} is not read back");
        if let Some(typed) = &typed {
            assert!(!typed.matches(reference) || typed.may_mean(reference), "{name:?} {reference:?}");
        }
    }
}

/// It is its own canonical form, and what it tells of itself can be told.
fn check_symbol(symbol: &Symbol) {
    assert_eq!(Symbol::parse(symbol.as_str()).as_ref(), Some(symbol), "read back");
    assert!(symbol.as_str().starts_with(symbol.body()) && symbol.as_str().ends_with(symbol.number()), "{symbol}");
    assert!(symbol.session().is_none_or(|session| symbol.as_str().contains(session)), "{symbol}");
    let part = symbol.with_letters("B");
    assert_eq!(part.with_letters("B"), part, "{symbol}");
}

/// A clause made of a line: `part level label;section;annex;text`, where the part is a letter, and the level a digit that
/// tells how far back the chapeau stands. What is missing is empty.
fn clause(line: &str, place: usize) -> Clause {
    let mut chars = line.chars();
    let part = match chars.next() {
        Some('p') => Part::Preamble,
        Some('a') => Part::Annex,
        Some('e') => Part::Embedded,
        _ => Part::Operative,
    };
    let back = chars.next().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
    let mut pieces = chars.as_str().split(';');
    let mut piece = || pieces.next().filter(|piece| !piece.is_empty()).map(str::to_owned);
    Clause {
        part,
        preambular: part == Part::Preamble,
        label: piece(),
        section: piece(),
        annex: piece(),
        text: piece().unwrap_or_default(),
        chapeau: if back > 0 { place.checked_sub(back) } else { None },
        ..Clause::default()
    }
}
