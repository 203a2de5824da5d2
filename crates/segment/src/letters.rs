//! Letters reduced to what the converters leave intact: lower case, no accents. For recognising, never for display.

use std::borrow::Cow;

/// One letter folded to lower-case ASCII; other characters come back as they are (a few ligatures as their first
/// letter: OCR splits them anyway).
pub(crate) fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        'À'..='ÿ' => match LATIN[usize::from((u32::from(c) - 0xc0) as u8)] {
            0 => c,
            folded => char::from(folded),
        },
        'œ' | 'Œ' => 'o',
        '’' | '‘' | 'ʼ' | '´' => '\'',
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

/// The letter a character in two bytes beginning with C3 (U+00C0 to U+00FF) folds to, 0 for one that is no letter of
/// French: a table, since nearly every accented letter of the texts is one of these.
const LATIN: [u8; 64] = *b"aaaaaa\0ceeeeiiii\0nooooo\0\0uuuu\0\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuu\0\0\0";

/// The letters a–z of `text`, folded, in order; everything else is passed over.
fn each_letter(text: &str) -> impl Iterator<Item = u8> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(|(at, &byte)| {
        let folded = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => byte | 0x20,
            0xc3 => LATIN[usize::from(bytes[at + 1] & 0x3f)],
            // Œ and œ.
            0xc5 if matches!(bytes[at + 1], 0x92 | 0x93) => b'o',
            _ => 0,
        };
        (folded != 0).then_some(folded)
    })
}

/// The letters a–z of `text`, folded, at most `most` of them.
pub(crate) fn letters(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(most.min(text.len()));
    out.extend(each_letter(text).take(most).map(char::from));
    out
}

/// True if the letters of `text` begin with `start`.
pub(crate) fn begins(text: &str, start: &str) -> bool {
    each_letter(text).take(start.len()).eq(start.bytes())
}

/// True if the letters of `text` are those of `word`, and no more.
pub(crate) fn spells(text: &str, word: &str) -> bool {
    each_letter(text).eq(word.bytes())
}

/// One word folded: letters, digits and inner apostrophes; empty if it has neither letter nor digit. Scanners read an
/// elided `l` as a bracket or as an exclamation mark: `['esprit`, `!'apartheid`.
pub(crate) fn fold_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    let mut rest = word;
    if is_elided_bracket(word) {
        folded.push_str("l'");
        rest = &word[2..];
    }
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'-')).count();
        folded.push_str(&rest[..plain]);
        let mut chars = rest[plain..].chars();
        folded.extend(chars.next().map(fold_char).filter(|&c| c.is_alphanumeric() || c == '\''));
        rest = chars.as_str();
    }
    folded.make_ascii_lowercase();
    if !folded.contains(char::is_alphanumeric) {
        folded.clear();
    }
    Cow::Owned(folded)
}

/// True if a word is not empty when it is folded.
pub(crate) fn leaves_something(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        || word.contains(char::is_alphanumeric)
        || is_elided_bracket(word)
}

fn is_elided_bracket(word: &str) -> bool {
    matches!(word.as_bytes(), [b'[' | b'!' | b')' | b'(' | b'I' | b'1', b'\'', ..])
}

/// The last characters of a text, at most `most`: of what may grow without end, as much as can matter.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    let from = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_what_every_converter_keeps() {
        assert_eq!(letters("L 'Assemblée générale ,", 99), "lassembleegenerale");
        assert_eq!(letters("ÉGALITÉ", 3), "ega");
        assert_eq!(fold_word("Rappelant,"), "rappelant");
        assert_eq!(fold_word("S’inquiétant"), "s'inquietant");
        for word in ["!'apartheid", "['", "-", "—,", "« 3", "'"] {
            assert_eq!(leaves_something(word), !fold_word(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn the_table_of_letters_equals_folding_by_character() {
        for c in (0u32..0x100).filter_map(char::from_u32).chain(['œ', 'Œ', '’', '—']) {
            let folded = Some(fold_char(c)).filter(char::is_ascii_lowercase).map_or(String::new(), String::from);
            assert_eq!(letters(&c.to_string(), 9), folded, "{c}");
        }
    }
}
