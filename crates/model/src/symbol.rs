//! Symbols (cotes) and the many ways they are written.
//!
//! Canonical forms follow how the UN libraries cite: `A/RES/66/122`, `A/RES/66/240 B`, `A/RES/3314 (XXIX)`,
//! `A/RES/217 A (III)`, `A/RES/ES-11/6`, `S/RES/1325 (2000)`, `E/RES/2010/12`, `A/HRC/RES/36/25`.

use crate::{Organ, roman_value};
use serde::{Deserialize, Serialize};

/// A symbol in canonical form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Symbol(String);

impl Symbol {
    /// Reads a whole symbol with its body, however it is spelled: `A/RES/66/122`, `a-res-66-122`,
    /// `A-RES-66-240B`, `S-RES-2344-(2017)`, `A_RES_3314(XXIX)`. `None` if `text` is not a symbol of a resolution.
    pub fn parse(text: &str) -> Option<Symbol> {
        let pieces = pieces(text)?;
        let res = pieces.iter().position(|piece| piece == "RES" || piece.starts_with("RES."))?;
        let body = pieces[..res].join("/");
        if body.is_empty() || !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // The assemblies of UNEP and UN-Habitat write a dot: `UNEP/EA.4/RES.10`.
        if let Some(dotted) = pieces[res].strip_prefix("RES.") {
            let plain = !dotted.is_empty() && dotted.bytes().all(|b| b.is_ascii_digit()) && res + 1 == pieces.len();
            return plain.then(|| Symbol(format!("{body}/RES.{dotted}")));
        }
        let number = number(&pieces[res + 1..])?;
        Some(Symbol(format!("{body}/RES/{number}")))
    }

    /// Reads what people type for a symbol, and gives every symbol it may stand for, likeliest first:
    /// `66/122` is `A/RES/66/122` or `A/HRC/RES/66/122`; `1325 (2000)` is `S/RES/1325 (2000)`; `2010/12` is `E/RES/2010/12`.
    /// Words before the number (`résolution`, `rés.`) are passed over.
    pub fn candidates(text: &str) -> Vec<Symbol> {
        let text = text.trim();
        let text = ["résolution", "resolution", "rés.", "res."]
            .iter()
            .find_map(|word| {
                let head = text.get(..word.len())?;
                head.to_lowercase().eq(*word).then(|| text[word.len()..].trim_start())
            })
            .unwrap_or(text);
        if let Some(symbol) = Symbol::parse(text) {
            return vec![symbol];
        }
        let Some(number) = pieces(text).and_then(|pieces| number(&pieces)) else { return Vec::new() };
        let bodies: &[&str] = match shape(&number) {
            Shape::Year => &["S"],
            Shape::Roman | Shape::Emergency => &["A"],
            Shape::Session(first) if first >= 1000 => &["E"],
            Shape::Session(_) | Shape::Special => &["A", "A/HRC"],
            Shape::Bare => return Vec::new(),
        };
        bodies.iter().map(|body| Symbol(format!("{body}/RES/{number}"))).collect()
    }

    /// Builds a symbol from a body (`A`, `A/HRC`, `S`, `E`) and a number as printed (`66/122`, `3314 (XXIX)`).
    pub fn from_parts(body: &str, printed: &str) -> Option<Symbol> {
        let number = number(&pieces(printed)?)?;
        Some(Symbol(format!("{body}/RES/{number}")))
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What comes before `/RES`: `A`, `A/HRC`, `S`, `E`.
    pub fn body(&self) -> &str {
        self.0.split_once("/RES").map_or("", |(body, _)| body)
    }

    /// What comes after `/RES/`: `66/122`, `3314 (XXIX)`.
    pub fn number(&self) -> &str {
        self.0.split_once("/RES").map_or("", |(_, number)| &number[1..])
    }

    /// The organ whose symbols begin this way, `None` for a body not known here.
    pub fn organ(&self) -> Option<Organ> {
        let other = |name: &str| Some(Organ::Other(name.to_owned()));
        match self.body() {
            "A" => Some(Organ::GeneralAssembly),
            "S" => Some(Organ::SecurityCouncil),
            "E" => Some(Organ::EconomicAndSocialCouncil),
            "A/HRC" => Some(Organ::HumanRightsCouncil),
            "E/ESCAP" | "ESCAP" => other("Commission économique et sociale pour l'Asie et le Pacifique"),
            "E/CN.14" | "E/ECA" => other("Commission économique pour l'Afrique"),
            "E/CN.4" => other("Commission des droits de l'homme"),
            body if body.starts_with("UNEP/EA.") => other("Assemblée des Nations Unies pour l'environnement"),
            body if body.starts_with("HSP/HA.") => other("Assemblée d'ONU-Habitat"),
            _ => None,
        }
    }

    /// The session the number tells: `66`, `XXIX`, `ES-11`; the year for `1325 (2000)` and `2010/12`.
    pub fn session(&self) -> Option<&str> {
        let number = self.number();
        if let Some((_, rest)) = number.split_once('(') {
            return rest.strip_suffix(')');
        }
        // The assemblies of UNEP and UN-Habitat say it in their body: `UNEP/EA.4/RES.10`.
        let in_body = || self.body().rsplit_once('.').map(|(_, session)| session).filter(|_| self.0.contains("/RES."));
        number.split_once('/').map(|(session, _)| session).or_else(in_body)
    }

    /// The symbol of part `letters` (`A`, `B`) of this resolution, whose number carries no letter yet or others.
    pub fn with_letters(&self, letters: &str) -> Symbol {
        let (head, session) = match self.0.split_once(" (") {
            Some((head, session)) => (head, format!(" ({session}")),
            None => (self.0.as_str(), String::new()),
        };
        let head = head.split(' ').next().unwrap_or(head);
        Symbol(format!("{head} {letters}{session}"))
    }
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Splits a spelling into its pieces, in capitals: runs of letters, digits and dots; `(` … `)` stays with its content.
/// `None` where a character cannot be part of a symbol.
fn pieces(text: &str) -> Option<Vec<String>> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut parenthesis = false;
    for c in text.trim().chars() {
        match c {
            '(' if !parenthesis => {
                pieces.push(std::mem::take(&mut piece));
                piece.push('(');
                parenthesis = true;
            }
            ')' if parenthesis => {
                piece.push(')');
                pieces.push(std::mem::take(&mut piece));
                parenthesis = false;
            }
            '/' | '_' | '\u{2010}'..='\u{2015}' if !parenthesis => pieces.push(std::mem::take(&mut piece)),
            '-' if !parenthesis => pieces.push(std::mem::take(&mut piece)),
            c if c.is_whitespace() => {
                if !parenthesis {
                    pieces.push(std::mem::take(&mut piece));
                }
            }
            c if c.is_ascii_alphanumeric() || c == '.' || (parenthesis && c == '-') => {
                let joined = piece.chars().last().is_some_and(|last| last.is_ascii_digit());
                let only_digits = piece.bytes().all(|b| b.is_ascii_digit());
                if c.is_ascii_alphabetic() && joined && only_digits {
                    pieces.push(std::mem::take(&mut piece));
                }
                piece.push(c.to_ascii_uppercase());
            }
            _ => return None,
        }
    }
    if parenthesis {
        return None;
    }
    pieces.push(piece);
    // Lists of parts are written `A-B`, `A et B`, `A à D`: the joining words only separate.
    pieces.retain(|piece| !matches!(piece.as_str(), "" | "ET" | "AND" | "A\u{300}"));
    Some(pieces)
}

/// The canonical number after `RES`, from its pieces.
fn number(pieces: &[String]) -> Option<String> {
    let is_number = |piece: &str| piece.bytes().all(|b| b.is_ascii_digit()) && !piece.is_empty() && piece.len() <= 5;
    let is_letter = |piece: &str| piece.len() == 1 && piece.bytes().all(|b| b.is_ascii_uppercase());
    let (prefix, rest) = match pieces.first().map(String::as_str) {
        Some(prefix @ ("S" | "ES")) => (format!("{prefix}-"), &pieces[1..]),
        _ => (String::new(), pieces),
    };
    let first = rest
        .first()
        .filter(|piece| is_number(piece.trim_start_matches(|c: char| c.is_ascii_uppercase())) || is_dotted(piece))?;
    let mut out = format!("{prefix}{first}");
    let mut rest = &rest[1..];
    if let Some(second) = rest.first().filter(|piece| is_number(piece)) {
        out.push('/');
        out.push_str(second);
        rest = &rest[1..];
    } else if !prefix.is_empty() {
        return None;
    }
    let letters: Vec<&str> = rest.iter().map(String::as_str).take_while(|piece| is_letter(piece)).collect();
    if !letters.is_empty() {
        out.push(' ');
        out.push_str(&letters.join("-"));
    }
    match &rest[letters.len()..] {
        [] => Some(out),
        [session] => {
            let inner = session.strip_prefix('(')?.strip_suffix(')')?;
            let roman = inner.trim_start_matches("ES-").trim_start_matches("S-");
            (is_number(inner) || roman_value(roman).is_some()).then(|| format!("{out} ({inner})"))
        }
        _ => None,
    }
}

/// True for a number with dots, as in `15.1`.
fn is_dotted(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_ascii_digit()) && piece.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// What the form of a number tells about who adopted it.
enum Shape {
    Year,
    Roman,
    Emergency,
    Special,
    Session(u32),
    Bare,
}

fn shape(number: &str) -> Shape {
    if let Some((_, session)) = number.split_once('(') {
        return if session.starts_with(|c: char| c.is_ascii_digit()) { Shape::Year } else { Shape::Roman };
    }
    match number.split_once('/') {
        Some((session, _)) if session.starts_with("ES-") => Shape::Emergency,
        Some((session, _)) if session.starts_with("S-") => Shape::Special,
        Some((session, _)) => session.parse().map_or(Shape::Bare, Shape::Session),
        None => Shape::Bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_canonical_form() {
        for (spelled, canonical) in [
            ("A/RES/66/122", "A/RES/66/122"),
            ("a-res-66-122", "A/RES/66/122"),
            ("A-RES-66-240B", "A/RES/66/240 B"),
            ("A-RES-70-248-B", "A/RES/70/248 B"),
            ("A-RES-60-109A-B", "A/RES/60/109 A-B"),
            ("A-RES-73-102-A-B", "A/RES/73/102 A-B"),
            ("A/RES/73/102 A et B", "A/RES/73/102 A-B"),
            ("A-RES-1049(XI)", "A/RES/1049 (XI)"),
            ("A/RES/217 A (III)", "A/RES/217 A (III)"),
            ("S-RES-488(1981)", "S/RES/488 (1981)"),
            ("S-RES-2344-(2017)", "S/RES/2344 (2017)"),
            ("A-RES-ES-11-6", "A/RES/ES-11/6"),
            ("A/RES/S-24/2", "A/RES/S-24/2"),
            ("A-HRC-RES-S-33-1", "A/HRC/RES/S-33/1"),
            ("E-CN.14-RES-115-(VI)", "E/CN.14/RES/115 (VI)"),
            ("UNEP-EA.2-RES.4", "UNEP/EA.2/RES.4"),
            ("HSP-HA.1-RES.2", "HSP/HA.1/RES.2"),
        ] {
            assert_eq!(Symbol::parse(spelled).map(|s| s.0), Some(canonical.to_owned()), "{spelled}");
        }
    }

    #[test]
    fn what_is_no_symbol_is_refused() {
        for no in [
            "",
            "HRI-CORE-SEN-2011",
            "A/66/454",
            "RES/66/122",
            "A/RES/",
            "UNEP/EA.2/RES.",
            "A/RES/66/122/é",
            "A/RES/66 (",
            "exclusion sociale",
        ] {
            assert_eq!(Symbol::parse(no), None, "{no}");
        }
    }

    #[test]
    fn a_typed_number_names_its_likely_organs() {
        let typed = |text| Symbol::candidates(text).iter().map(|s| s.0.clone()).collect::<Vec<_>>();
        assert_eq!(typed("66/122"), ["A/RES/66/122", "A/HRC/RES/66/122"]);
        assert_eq!(typed("résolution 66/122"), ["A/RES/66/122", "A/HRC/RES/66/122"]);
        assert_eq!(typed("1325 (2000)"), ["S/RES/1325 (2000)"]);
        assert_eq!(typed("3314(XXIX)"), ["A/RES/3314 (XXIX)"]);
        assert_eq!(typed("2010/12"), ["E/RES/2010/12"]);
        assert_eq!(typed("ES-10/15"), ["A/RES/ES-10/15"]);
        assert!(typed("exclusion").is_empty());
        assert!(typed("12").is_empty());
    }

    #[test]
    fn the_number_tells_the_session() {
        for (symbol, session) in [
            ("A/RES/66/122", Some("66")),
            ("A/RES/3314(XXIX)", Some("XXIX")),
            ("S/RES/1325(2000)", Some("2000")),
            ("A/RES/ES-11/6", Some("ES-11")),
            ("E/RES/2010/12", Some("2010")),
            ("HSP-HA.1-RES.2", Some("1")),
        ] {
            assert_eq!(Symbol::parse(symbol).unwrap().session(), session, "{symbol}");
        }
    }

    #[test]
    fn a_part_carries_its_letter_before_the_session() {
        assert_eq!(Symbol::parse("A/RES/38/167").unwrap().with_letters("B").0, "A/RES/38/167 B");
        assert_eq!(Symbol::parse("A/RES/73/102 A-B").unwrap().with_letters("A").0, "A/RES/73/102 A");
        assert_eq!(Symbol::parse("A/RES/217(III)").unwrap().with_letters("A").0, "A/RES/217 A (III)");
    }
}
