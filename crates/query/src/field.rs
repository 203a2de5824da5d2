//! Fields a query can ask for, and the values they can have.

use alinea_french::fold;
use alinea_model::{Part, Symbol, roman_value};
use serde::Serialize;
use std::ops::RangeInclusive;

/// A field a query can ask for, `organe:CS`. It selects clauses and does not change their score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Words of the title: `titre:désarmement`, `titre:"droits de l'homme"`.
    Title,
    /// The adopting organ, by its name or abbreviation: `organe:CS`, `organe:"Security Council"`, `organe:commission*`.
    Organ,
    /// The session: `session:66`, `session:60..66`, `session:XV`, `session:ES-*`.
    Session,
    /// The day of adoption, or a span of days: `date:2011-12-19`, `date:2010..2015`, `date:>=2011-12`.
    Date,
    /// The year of adoption: `annee:2011`, `annee:2010..2015`.
    Year,
    /// The symbol: `cote:66/122`, `cote:A/RES/66/*`.
    Symbol,
    /// The part: `partie:preambule`, `partie:dispositif`, `partie:annexe`, `partie:incorpore`.
    Part,
    /// The verb a clause begins with, in any of its forms: `verbe:prier`, `verbe:priant`.
    Verb,
    /// The name of the file, or its path where there is a `/` in it: `fichier:A-RES-66-*`.
    File,
}

impl Field {
    /// The field of that name, French or English; case and accents are of no importance.
    pub(crate) fn named(name: &str) -> Option<Field> {
        // The longest name has seven letters.
        if name.len() > 16 {
            return None;
        }
        Some(match fold(name).as_str() {
            "titre" | "title" => Field::Title,
            "organe" | "organ" => Field::Organ,
            "session" => Field::Session,
            "date" => Field::Date,
            "annee" | "year" => Field::Year,
            "cote" | "symbol" => Field::Symbol,
            "partie" | "part" => Field::Part,
            "verbe" | "verb" => Field::Verb,
            "fichier" | "file" => Field::File,
            _ => return None,
        })
    }

    /// Its French name, without accents.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "titre",
            Field::Organ => "organe",
            Field::Session => "session",
            Field::Date => "date",
            Field::Year => "annee",
            Field::Symbol => "cote",
            Field::Part => "partie",
            Field::Verb => "verbe",
            Field::File => "fichier",
        }
    }
}

/// What a clause must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// A folded term of the field has one of these forms, `*` and `?` for letters.
    Forms(Field, Vec<String>),
    /// The session is one of these, roman numbers and years included.
    Sessions(RangeInclusive<u32>),
    /// The day is one of these, as the number `20111219`.
    Days(RangeInclusive<i64>),
    /// The clause begins with a verb that has this form.
    Verb(String),
}

/// Names people use for organs beside their French ones.
const ORGANS: [(&str, &str); 11] = [
    ("ag", "assemblee generale"),
    ("ga", "assemblee generale"),
    ("general assembly", "assemblee generale"),
    ("cs", "conseil de securite"),
    ("sc", "conseil de securite"),
    ("security council", "conseil de securite"),
    ("ecosoc", "conseil economique et social"),
    ("economic and social council", "conseil economique et social"),
    ("cdh", "conseil des droits de l'homme"),
    ("hrc", "conseil des droits de l'homme"),
    ("human rights council", "conseil des droits de l'homme"),
];

impl Condition {
    /// What a value of a field asks for; `None` for a value the field cannot have. A title is not asked here.
    pub(crate) fn new(field: Field, text: &str) -> Option<Condition> {
        let folded = fold(text.trim());
        if folded.is_empty() {
            return None;
        }
        match field {
            Field::Title => None,
            Field::Organ => {
                let name = ORGANS.iter().find(|(short, _)| *short == folded).map_or(folded.as_str(), |(_, name)| name);
                Some(Condition::Forms(field, vec![name.to_owned()]))
            }
            Field::Session => match range(&folded, |bound| number(bound).map(|n| n..=n)) {
                Some(sessions) => Some(Condition::Sessions(sessions)),
                None if folded.bytes().any(|b| b.is_ascii_digit() || b == b'*') => {
                    Some(Condition::Forms(field, vec![folded]))
                }
                None => None,
            },
            Field::Date => range(&folded, days).map(Condition::Days),
            Field::Year => {
                range(&folded, |bound| if bound.len() == 4 { days(bound) } else { None }).map(Condition::Days)
            }
            Field::Symbol => {
                let symbols = Symbol::candidates(text.trim());
                let forms: Vec<String> = symbols.iter().map(|symbol| fold(symbol.as_str())).collect();
                Some(Condition::Forms(field, if forms.is_empty() { vec![folded] } else { forms }))
            }
            Field::Part => {
                let part = match folded.as_str() {
                    "preambule" | "preamble" => Part::Preamble,
                    "dispositif" | "operative" => Part::Operative,
                    "annexe" | "annex" => Part::Annex,
                    "incorpore" | "texte incorpore" | "embedded" => Part::Embedded,
                    _ => return None,
                };
                Some(Condition::Forms(field, vec![part.as_str().to_owned()]))
            }
            Field::Verb => folded.chars().any(char::is_alphanumeric).then(|| Condition::Verb(text.trim().to_owned())),
            Field::File => Some(Condition::Forms(field, vec![folded])),
        }
    }
}

/// A bound of a session: `66`, `XV`.
fn number(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| roman_value(&text.to_uppercase()))
}

/// The session a stored value names: as [`number`] reads it.
pub(crate) fn session_number(stored: &str) -> Option<u32> {
    number(stored)
}

/// The days of a date that may lack its day or its month: `2011`, `2011-12`, `2011-12-19`.
fn days(text: &str) -> Option<RangeInclusive<i64>> {
    let mut pieces = text.split('-');
    let mut piece = |length: usize, most: i64| -> Option<Option<i64>> {
        let Some(piece) = pieces.next() else { return Some(None) };
        let plain = piece.len() <= length && !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit());
        piece.parse().ok().filter(|value| plain && (1..=most).contains(value)).map(Some)
    };
    let (year, month, day) = (piece(4, 9999)?.filter(|&year| year >= 1000)?, piece(2, 12)?, piece(2, 31)?);
    let at = |month: i64, day: i64| year * 10_000 + month * 100 + day;
    let days = at(month.unwrap_or(1), day.unwrap_or(1))..=at(month.unwrap_or(12), day.unwrap_or(31));
    pieces.next().is_none().then_some(days)
}

/// `a`, `a..b`, `a..`, `..b`, `>=a`, `<=b`, `>a`, `<b`, where `bound` gives the first and last value a bound stands for.
fn range<T: Copy + Whole>(text: &str, bound: impl Fn(&str) -> Option<RangeInclusive<T>>) -> Option<RangeInclusive<T>> {
    let first = |text: &str| bound(text).map(|range| *range.start());
    let last = |text: &str| bound(text).map(|range| *range.end());
    if let Some((from, to)) = text.split_once("..") {
        return match (from, to) {
            ("", "") => None,
            ("", to) => Some(T::LEAST..=last(to)?),
            (from, "") => Some(first(from)?..=T::MOST),
            (from, to) => Some(first(from)?..=last(to)?),
        };
    }
    if let Some(from) = text.strip_prefix(">=") {
        return Some(first(from)?..=T::MOST);
    }
    if let Some(to) = text.strip_prefix("<=") {
        return Some(T::LEAST..=last(to)?);
    }
    if let Some(from) = text.strip_prefix('>') {
        return Some(last(from)?.next()..=T::MOST);
    }
    match text.strip_prefix('<') {
        Some(to) => Some(T::LEAST..=first(to)?.before()),
        None => bound(text),
    }
}

/// Whole numbers with ends.
trait Whole {
    const LEAST: Self;
    const MOST: Self;
    fn next(self) -> Self;
    fn before(self) -> Self;
}

impl Whole for u32 {
    const LEAST: u32 = u32::MIN;
    const MOST: u32 = u32::MAX;
    fn next(self) -> u32 {
        self.saturating_add(1)
    }
    fn before(self) -> u32 {
        self.saturating_sub(1)
    }
}

impl Whole for i64 {
    const LEAST: i64 = i64::MIN;
    const MOST: i64 = i64::MAX;
    fn next(self) -> i64 {
        self.saturating_add(1)
    }
    fn before(self) -> i64 {
        self.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_and_spans_of_days() {
        let days = |text| match Condition::new(Field::Date, text) {
            Some(Condition::Days(days)) => Some((*days.start(), *days.end())),
            _ => None,
        };
        assert_eq!(days("2011-12-19"), Some((20_111_219, 20_111_219)));
        assert_eq!(days("2011"), Some((20_110_101, 20_111_231)));
        assert_eq!(days("2010..2015-06"), Some((20_100_101, 20_150_631)));
        assert_eq!(days(">=2011-12"), Some((20_111_201, i64::MAX)));
        assert_eq!(days("<2011"), Some((i64::MIN, 20_110_100)));
        assert_eq!(days(">2011-12-19"), Some((20_111_220, i64::MAX)));
        assert_eq!(days("..2011"), Some((i64::MIN, 20_111_231)));
        for bad in ["hier", "2011-13", "2011-12-19-1", "..", ">", "11", "20111", "", "2011-", "+2011"] {
            assert_eq!(days(bad), None, "{bad}");
        }
        assert_eq!(Condition::new(Field::Year, "2011-12"), None);
    }

    #[test]
    fn sessions_are_numbers_of_any_kind_or_names() {
        assert_eq!(Condition::new(Field::Session, "60..66"), Some(Condition::Sessions(60..=66)));
        assert_eq!(Condition::new(Field::Session, "xv"), Some(Condition::Sessions(15..=15)));
        let name = Some(Condition::Forms(Field::Session, vec!["es-11".to_owned()]));
        assert_eq!(Condition::new(Field::Session, "ES-11"), name);
        assert_eq!(Condition::new(Field::Session, "abc"), None);
    }

    #[test]
    fn organs_and_parts_have_names_in_two_languages() {
        let council = Some(Condition::Forms(Field::Organ, vec!["conseil de securite".to_owned()]));
        for name in ["CS", "sc", "Security Council", "Conseil de sécurité"] {
            assert_eq!(Condition::new(Field::Organ, name), council, "{name}");
        }
        let preamble = Some(Condition::Forms(Field::Part, vec!["preamble".to_owned()]));
        assert_eq!(Condition::new(Field::Part, "préambule"), preamble);
        assert_eq!(Condition::new(Field::Part, "milieu"), None);
    }

    #[test]
    fn fields_have_names_in_two_languages() {
        assert_eq!(Field::named("ANNÉE"), Some(Field::Year));
        assert_eq!(Field::named("year"), Some(Field::Year));
        assert_eq!(Field::named("2013"), None);
        assert_eq!(Field::named(""), None);
    }
}
