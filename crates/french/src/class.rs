//! What a character does in a word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a character does in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Ends a word: spaces, punctuation, hyphens of every kind, and superscript digits, which are footnote marks.
    Separator,
    /// Begins or continues a word: letters and digits of every script.
    Word,
    /// Continues a word and leaves no trace in its term: combining accents.
    Mark,
    /// Neither ends a word nor belongs to it: the soft hyphen, joiners, the byte order mark.
    Ignorable,
    /// Elides or joins when it stands between two word characters, else separates.
    Apostrophe,
    /// `°` and `º`: part of `n°`, else a separator.
    Degree,
    /// `^`: opens the ordinal mark of `1^{er}` and `26^e^`, else a separator.
    Caret,
}

/// The class of any character.
pub(crate) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        '^' => Class::Caret,
        '°' | 'º' => Class::Degree,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => Class::Ignorable,
        '¹' | '²' | '³' | '\u{2070}'..='\u{2079}' => Class::Separator,
        _ if is_apostrophe(c) => Class::Apostrophe,
        _ if c.is_ascii() => Class::Separator,
        _ if is_combining_mark(c) => Class::Mark,
        // A vulgar fraction is several words in one character; it is left out rather than glued (½ is not 12).
        _ if c.is_numeric() && !c.nfkd().all(char::is_alphanumeric) => Class::Separator,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Separator,
    }
}

/// Every character met in place of the French apostrophe. U+02BC and U+02BB are letters for Unicode, not for us.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{02B9}'
            | '\u{02BB}'
            | '\u{02BC}'
            | '\u{02BD}'
            | '\u{02C8}'
            | '\u{FF07}'
    )
}
