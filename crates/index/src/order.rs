//! Two orders on which everything that is printed rests.

use alinea_model::Symbol;
use std::cmp::Reverse;
use std::path::Path;

/// A text in whose byte order numbers stand by their value: `A/RES/9/1` before `A/RES/66/2` before `A/RES/66/122`.
pub fn natural_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            key.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let value = rest[..digits].trim_start_matches('0');
            // The number of digits, then the digits: 9 is `19`, 122 is `3122`. A number of ten digits or more is `:`
            // and the digits, behind all others.
            key.push(char::from(b'0' + value.len().min(10) as u8));
            key.push_str(value);
            rest = &rest[digits..];
        }
    }
    key
}

/// The key clauses are sorted by resolution with: symbols in natural order; behind them, by the names of their files,
/// resolutions without symbol. No two resolutions that are searched share a key.
pub fn order_key(symbol: Option<&str>, name: &str, file: &str, rank: u32) -> String {
    match symbol {
        Some(symbol) => natural_key(symbol),
        None => format!("~{}\u{1}{file}\u{1}{rank:06}", natural_key(name)),
    }
}

/// Among the files that hold the same symbol, the one whose text is searched comes first in this order: most clauses;
/// then the one named after the symbol (a scanned page shared by two resolutions is cut out for each, and each scan is
/// cleanest about its own); then the shortest path, the first path, the first in the file. It looks at nothing else, so
/// that neither the order of the files nor the number of runs decides.
pub fn precedence<'a>(symbol: Option<&str>, clauses: u32, file: &'a str, rank: u32) -> impl Ord + use<'a> {
    let name = Path::new(file).file_stem().and_then(|name| name.to_str()).and_then(Symbol::parse);
    let is_named = name.is_some_and(|name| Some(name.as_str()) == symbol);
    (Reverse(clauses), Reverse(is_named), file.chars().count(), file, rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_by_their_value() {
        let sorted = ["A/HRC/RES/16/18", "A/RES/9/1", "A/RES/66/2", "A/RES/66/122", "A/RES/66/122 A", "S/RES/7 (1946)"];
        let mut keys: Vec<String> = sorted.iter().map(|symbol| natural_key(symbol)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        keys.dedup();
        assert_eq!(keys.len(), sorted.len());
        assert!(natural_key("12345678901") > natural_key("999999999"));
        assert_eq!(natural_key("007"), natural_key("7"));
    }

    #[test]
    fn resolutions_without_symbol_come_last() {
        assert!(order_key(Some("UNEP/EA.2/RES.4"), "x", "x", 0) < order_key(None, "a", "a", 0));
        assert_ne!(order_key(None, "a", "x/a.txt", 0), order_key(None, "a", "y/a.txt", 0));
    }

    #[test]
    fn the_more_complete_text_comes_first() {
        let of = |clauses, file, rank| precedence(Some("A/RES/1441 (XIV)"), clauses, file, rank);
        assert!(of(9, "zzzzz", 1) < of(8, "A-RES-1441(XIV).md", 0));
        assert!(of(9, "/d/A-RES-1441(XIV).md", 1) < of(9, "/d/A-RES-1440(XIV).md", 0));
        assert!(of(9, "zz", 1) < of(9, "aaa", 0));
        assert!(of(9, "aa", 1) < of(9, "ab", 0));
        assert!(of(9, "aa", 0) < of(9, "aa", 1));
    }
}
