//! Whether a clause has the value of a field, read off its header as a person would.

use crate::scan::Doc;
use crate::vocabulary::{Vocabulary, fits};
use alinea_french::fold;
use alinea_model::{Symbol, roman_value};
use alinea_query::Field;
use std::collections::BTreeSet;

/// Whether a clause has a value of any field but title and verb.
pub fn has_value(doc: &Doc, field: Field, typed: &str) -> bool {
    let header = doc.header;
    match field {
        Field::Organ => header.organ.as_ref().is_some_and(|organ| match typed {
            "AG" => organ.name() == "Assemblée générale",
            "CS" => organ.name() == "Conseil de sécurité",
            _ => is_like(typed, organ.name()),
        }),
        Field::Session => header.session.as_ref().is_some_and(|session| is_session(typed, session)),
        Field::Date | Field::Year => header.adopted.is_some_and(|day| is_day(typed, &day.to_string())),
        Field::Symbol => header.symbol.as_ref().is_some_and(|symbol| {
            let meant = Symbol::candidates(typed);
            if meant.is_empty() { is_like(typed, symbol.as_str()) } else { meant.contains(symbol) }
        }),
        Field::Part => doc.clause.part.french() == typed,
        Field::File => is_like(typed, doc.name),
        Field::Title | Field::Verb => panic!("{field:?}"),
    }
}

fn is_like(typed: &str, value: &str) -> bool {
    let letters = |text: &str| fold(text).chars().collect::<Vec<_>>();
    fits(&letters(typed), &letters(value))
}

fn is_session(typed: &str, session: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok().or_else(|| roman_value(text));
    match (typed.split_once(".."), number(typed)) {
        (Some((from, to)), _) => {
            number(session).is_some_and(|session| number(from) <= Some(session) && Some(session) <= number(to))
        }
        (None, Some(typed)) => number(session) == Some(typed),
        (None, None) => is_like(typed, session),
    }
}

/// Days are compared as they are written, as far as the bound is: `2011-12-19` is not after `2011`.
fn is_day(typed: &str, day: &str) -> bool {
    let until = |bound: &str| bound.is_empty() || &day[..bound.len()] <= bound;
    if let Some((from, to)) = typed.split_once("..") {
        day >= from && until(to)
    } else if let Some(from) = typed.strip_prefix(">=") {
        day >= from
    } else if let Some(to) = typed.strip_prefix("<=") {
        until(to)
    } else if let Some(before) = typed.strip_prefix('>') {
        !until(before)
    } else if let Some(behind) = typed.strip_prefix('<') {
        day < behind
    } else {
        day.starts_with(typed)
    }
}

/// The verbs that are meant by one of their forms: the family of what was typed is theirs, or a clause with the verb
/// begins with what was typed. `se` and `est` at a beginning are left out, and accents are of no importance: a scanned
/// text may have lost them.
pub fn verbs(vocabulary: &mut Vocabulary, openers: &BTreeSet<(&str, &str)>, typed: &str) -> BTreeSet<String> {
    let mut forms = |text: &str| -> (Vec<String>, Vec<String>) {
        let tokens = vocabulary.tokens(text);
        let skipped = tokens.first().is_some_and(|(_, first)| first == "se" || first == "est");
        tokens.into_iter().skip(usize::from(skipped)).unzip()
    };
    let (stems, exact) = forms(typed);
    let mut is_meant = |&&(verb, opener): &&(&str, &str)| {
        !exact.is_empty() && (forms(verb).0.starts_with(&stems) || forms(opener).1.starts_with(&exact))
    };
    openers.iter().filter(&mut is_meant).map(|(verb, _)| fold(verb)).collect()
}
