//! What the tables say of a word.

/// A line for each word the tables know: the folded word, a space, its family; sorted. Made by `build.rs`: reading the
/// tables and inflecting their words takes longer than most searches.
const LEXICON: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// The family of a folded word, if the tables say it.
pub(crate) fn family(word: &str) -> Option<&'static str> {
    lines_from(word).next().filter(|(known, _)| *known == word).map(|(_, family)| family)
}

/// The families of the words the tables know that begin with the folded `prefix`. Any other word has all letters of its
/// family but the last [`MAX_CHANGED`](crate::MAX_CHANGED), and its first one.
///
/// ```
/// let families: Vec<&str> = alinea_french::irregular_families("so").collect();
/// assert!(families.contains(&"etre_") && families.contains(&"sortir_"));
/// ```
pub fn irregular_families(prefix: &str) -> impl Iterator<Item = &'static str> {
    lines_from(prefix).take_while(move |(word, _)| word.starts_with(prefix)).map(|(_, family)| family)
}

/// The words from `word` on with their families.
fn lines_from(word: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (mut from, mut to) = (0, LEXICON.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let begin =
            LEXICON.as_bytes()[from..middle].iter().rposition(|&byte| byte == b'\n').map_or(from, |at| from + at + 1);
        let end = LEXICON.as_bytes()[middle..].iter().position(|&byte| byte == b'\n').map_or(to, |at| middle + at + 1);
        let known = LEXICON[begin..end].split(' ').next().unwrap_or_default();
        if known < word { from = end } else { to = begin }
    }
    LEXICON[from..].lines().filter_map(|line| line.split_once(' '))
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

    #[test]
    fn families_are_found_by_the_beginning_of_their_words() {
        let tables = Tables::read_all();
        for word in tables.words() {
            let found = irregular_families(&word[..1]).any(|family| Some(family) == tables.family(word));
            assert!(found, "{word}");
        }
    }
}
