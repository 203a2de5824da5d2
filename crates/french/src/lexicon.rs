//! What the tables say of a word.

use crate::guide::beginning;

/// A line for each word the tables know: the folded word, a space, its family; sorted. Made by `build.rs`: reading the
/// tables and inflecting their words takes longer than most searches.
const LEXICON: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// Of every sixteenth line, how its word begins and where the line does.
const GUIDE: &[(u64, usize)] = &include!(concat!(env!("OUT_DIR"), "/guide.rs"));

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
fn lines_from(word: &str) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    let sought = beginning(word);
    let before = GUIDE.partition_point(|&(first, _)| first < sought).checked_sub(1);
    let lines = LEXICON[before.map_or(0, |at| GUIDE[at].1)..].lines();
    lines.filter_map(|line| line.split_once(' ')).skip_while(move |(known, _)| *known < word)
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
