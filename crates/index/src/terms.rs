//! How words become terms of the dictionary.

use crate::common::pair_of;

/// Between the family and the exact form in the term of a word (START OF TEXT); in neither of them.
pub const SEPARATOR: char = '\u{2}';

/// The term of a word: its family, then its exact form. One postings list a form serves both views: the family is the
/// forms that begin with it, and they stand together in the dictionary. A field for each view would hold the same places
/// twice.
pub fn word_term(family: &str, exact: &str) -> String {
    format!("{family}{SEPARATOR}{exact}")
}

/// The term of two words as one, of their families and exact forms.
pub(crate) fn pair_term(families: [&str; 2], forms: [&str; 2]) -> String {
    word_term(&pair_of(families[0], families[1]), &pair_of(forms[0], forms[1]))
}

/// What the terms of a family begin with.
pub fn family_prefix(family: &str) -> String {
    format!("{family}{SEPARATOR}")
}

/// The exact form of the word of a term.
pub fn exact_of(term: &str) -> &str {
    term.split_once(SEPARATOR).map_or(term, |(_, exact)| exact)
}

/// What is added to positions between two texts of a value: words of different texts are never near each other.
pub const GAP: u32 = 1_000;

/// Where the sub-paragraph begins in a field that reads across the border to its chapeau: words farther than this from the
/// border, on either side, are left out.
pub const BORDER: u32 = 64;
