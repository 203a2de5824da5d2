//! How words become terms of the dictionary.

use crate::common::pair_of;

/// Between the family and the exact form of a word (START OF TEXT); in neither of them.
pub const SEPARATOR: char = '\u{2}';

/// A word as it is called in terms: its family, then its exact form. One postings list a form serves both views: the family
/// is the forms that begin with it, and they stand together in the dictionary. A field for each view would hold the same
/// places twice. The term ends with the zone: see [`zone_term`].
pub fn word_term(family: &str, exact: &str) -> String {
    format!("{family}{SEPARATOR}{exact}")
}

/// Two words as one, of their families and exact forms.
pub(crate) fn pair_word(families: [&str; 2], forms: [&str; 2]) -> String {
    word_term(&pair_of(families[0], families[1]), &pair_of(forms[0], forms[1]))
}

/// What the terms of a family begin with.
pub fn family_prefix(family: &str) -> String {
    format!("{family}{SEPARATOR}")
}

/// The exact form of a word as it is called in terms.
pub fn exact_of(word: &str) -> &str {
    word.split_once(SEPARATOR).map_or(word, |(_, exact)| exact)
}

/// The texts words are sought in. One dictionary holds the words of all of them, with a list for each, so that a word is looked
/// up once: zones, as the literature calls them (Manning, Raghavan, Schütze, *Introduction to Information Retrieval*, 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Of a clause: its text.
    Text,
    /// Of a clause: the texts of the clauses that introduce it, the nearest first.
    Chapeau,
    /// Of a sub-paragraph: its chapeaux and its text as they read, without the labels. The text begins at position [`BORDER`],
    /// and as many words are kept on each side.
    Across,
    /// Of the first clause of a resolution: its title.
    Title,
}

impl Zone {
    /// All of them, in the order of the dictionary.
    pub const ALL: [Zone; 4] = [Zone::Text, Zone::Chapeau, Zone::Across, Zone::Title];

    /// What a term ends with: a character that is in no word and comes before all that are, so that the terms of a word
    /// stand together.
    pub(crate) fn mark(self) -> char {
        match self {
            Zone::Text => '\u{3}',
            Zone::Chapeau => '\u{4}',
            Zone::Across => '\u{5}',
            Zone::Title => '\u{6}',
        }
    }
}

/// The term of a word, or of a pair, in a zone.
pub fn zone_term(word: &str, zone: Zone) -> String {
    format!("{word}{}", zone.mark())
}

/// The word, or the pair, of a term, and the zone; `None` for what is no term of a zone.
pub fn word_and_zone(term: &str) -> Option<(&str, Zone)> {
    Zone::ALL.into_iter().find_map(|zone| Some((term.strip_suffix(zone.mark())?, zone)))
}

/// What is added to positions between two texts of a value: words of different texts are never near each other.
pub const GAP: u32 = 1_000;

/// Where the sub-paragraph begins in a field that reads across the border to its chapeau: words farther than this from the
/// border, on either side, are left out.
pub const BORDER: u32 = 64;
