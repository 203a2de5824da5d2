//! What the tables say of a word.

use std::cmp::Ordering;

/// A line for each word the tables know: the folded word, a space, its family; sorted. Made by `build.rs`: reading the
/// tables and inflecting their words takes longer than most searches.
const LEXICON: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// The family of a folded word, if the tables say it.
pub(crate) fn family(word: &str) -> Option<&'static str> {
    let mut rest = LEXICON;
    while !rest.is_empty() {
        let is_end = |&byte: &u8| byte == b'\n';
        let (before, behind) = rest.as_bytes().split_at(rest.len() / 2);
        let from = before.iter().rposition(is_end).map_or(0, |at| at + 1);
        let to = behind.iter().position(is_end).map_or(rest.len(), |at| before.len() + at + 1);
        let (known, family) = rest[from..to].trim_end().split_once(' ')?;
        match known.cmp(word) {
            Ordering::Equal => return Some(family),
            Ordering::Less => rest = &rest[to..],
            Ordering::Greater => rest = &rest[..from],
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    #[test]
    fn every_word_of_the_tables_is_found() {
        let tables = Tables::read_all();
        assert_eq!(LEXICON, tables.lexicon());
        let mut words = 0;
        for word in tables.words() {
            assert_eq!(family(word), tables.family(word), "{word}");
            words += 1;
        }
        assert!(words > 10_000, "{words}");
        for unknown in ["", "a", "zzz", "port_", "bateaubus", "\u{10ffff}"] {
            assert_eq!(family(unknown), tables.family(unknown), "{unknown}");
        }
    }
}
