//! Which spellings are one word: case, accents, apostrophes, ligatures, ordinals.

use crate::class::{Class, class, is_apostrophe};
use crate::scan::Words;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest term, in characters after folding. A longer word gives one token whose term is cut here; the longest word of
/// the dictionary (`anticonstitutionnellement`) has 25 letters, so only debris is ever cut.
pub const MAX_TERM_CHARS: usize = 64;

/// The form of one word that the exact field holds: lower case, without accents, apostrophes, ligatures or soft hyphens,
/// with ordinals in one spelling (`657ème` → `657e`).
///
/// An elided article is not part of the word. Of several words the first counts; without any word (`"qu'"`, `";"`) the
/// form is empty. The function is idempotent.
///
/// ```
/// use alinea_french::exact_form;
/// assert_eq!(exact_form("l’Œuvre"), "oeuvre");
/// assert_eq!(exact_form("aujourd'hui"), "aujourdhui");
/// assert_eq!(exact_form("26^e^"), exact_form("26ème"));
/// ```
pub fn exact_form(word: &str) -> String {
    let mut form = String::new();
    for (from, to) in Words::new(word) {
        fold_word(&word[from..to], &mut form);
        if !form.is_empty() {
            break;
        }
    }
    form
}

/// Folds case, accents, apostrophes (to `'`) and ligatures of a whole text and drops soft hyphens and other invisible
/// characters; leaves everything else. For comparing letters, not for terms.
///
/// ```
/// assert_eq!(alinea_french::fold("L’Œuvre, l’État²"), "l'oeuvre, l'etat²");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | ' ' => folded.push(c),
            _ => fold_any(c, |folded_to| folded.push(folded_to)),
        }
    }
    folded
}

/// The letters of a whole text as [`fold`] leaves them, and nothing else, in UTF-8.
///
/// ```
/// assert_eq!(alinea_french::letters("9. L’Œuvre, l’État²"), b"loeuvreletat");
/// ```
pub fn letters(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    // Every byte is written, and only a letter counts: where words end cannot be guessed, and need not be.
    let mut letters = vec![0; bytes.len() + 8];
    let (mut at, mut number) = (0, 0);
    while at < bytes.len() {
        // Behind the end stands nothing that is a letter.
        let eight = bytes[at..].first_chunk().copied().unwrap_or_else(|| {
            let mut last = [0; 8];
            last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            last
        });
        let (ascii, here) = ascii_letters(eight, &mut letters[number..number + 8]);
        (at, number) = (at + ascii, number + here);
        if ascii == eight.len() {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        fold_any(c, |letter| {
            let count = if letter.is_alphabetic() { letter.len_utf8() } else { 0 };
            // A few letters are longer folded than they were; behind this one there is room for eight bytes and the rest.
            letters.resize(letters.len().max(number + 4 + 8 + bytes.len() - at), 0);
            letter.encode_utf8(&mut letters[number..number + 4]);
            number += count;
        });
    }
    letters.truncate(number);
    letters
}

/// Writes the letters among eight bytes, up to the first that is not ASCII, in small. Gives how many bytes were read, and how
/// many letters there are.
fn ascii_letters(bytes: [u8; 8], letters: &mut [u8]) -> (usize, usize) {
    let letters = &mut letters[..8];
    let ascii = (u64::from_le_bytes(bytes) & 0x8080_8080_8080_8080).trailing_zeros() as usize / 8;
    let mut number = 0;
    for (at, byte) in bytes.into_iter().enumerate() {
        // There are never more than bytes before it.
        letters[number & 7] = byte.to_ascii_lowercase();
        number += usize::from(byte.is_ascii_alphabetic() && at < ascii);
    }
    (ascii, number)
}

/// Gives what [`fold`] makes of any character.
fn fold_any(c: char, mut push: impl FnMut(char)) {
    match class(c) {
        Class::Word => fold_char(c, push),
        Class::Apostrophe => push('\''),
        Class::Mark | Class::Ignorable => {}
        Class::Separator | Class::Degree | Class::Caret => push(c),
    }
}

/// Replaces `form` by the exact form of `word`, which is one word as the scanner cuts it. May be left empty, when the
/// word is made of nothing that is written in a term.
pub(crate) fn fold_word(word: &str, form: &mut String) {
    form.clear();
    let mut chars = 0;
    for c in word.chars() {
        if chars == MAX_TERM_CHARS {
            break;
        }
        let mut push = |letter| {
            if chars < MAX_TERM_CHARS {
                form.push(letter);
                chars += 1;
            }
        };
        match c {
            'a'..='z' | '0'..='9' => push(c),
            'A'..='Z' => push(c.to_ascii_lowercase()),
            '°' | 'º' => push('o'),
            _ if c.is_ascii() => {}
            _ => fold_char(c, push),
        }
    }
    shorten_ordinal(form);
}

/// Gives the folded letters of one letter, digit, mark or apostrophe: none for the last two.
pub(crate) fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii_alphanumeric() {
        return push(c.to_ascii_lowercase());
    }
    // The letters of French, as what follows would have them.
    match c {
        'à' | 'â' | 'À' | 'Â' => return push('a'),
        'ç' | 'Ç' => return push('c'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => return push('e'),
        'î' | 'ï' | 'Î' | 'Ï' => return push('i'),
        'ô' | 'Ô' => return push('o'),
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => return push('u'),
        _ => {}
    }
    for part in c.nfkd() {
        for lower in part.to_lowercase() {
            for letter in lower.nfkd() {
                match letter {
                    'œ' => "oe".chars().for_each(&mut push),
                    'æ' => "ae".chars().for_each(&mut push),
                    'ß' => "ss".chars().for_each(&mut push),
                    'þ' => "th".chars().for_each(&mut push),
                    'ø' => push('o'),
                    'đ' | 'ð' => push('d'),
                    'ł' => push('l'),
                    'ı' => push('i'),
                    _ if letter.is_alphanumeric() && !is_combining_mark(letter) && !is_apostrophe(letter) => {
                        push(letter);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// One spelling for ordinals: `657eme` and `657ieme` → `657e`, `1ere` → `1re`, `xixeme` → `xixe`.
///
/// Roman numbers count from two letters of `ivxl` on: shorter, or with `c d m`, they are words (`même`, `dixième`).
fn shorten_ordinal(form: &mut String) {
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        match &form[digits..] {
            "eme" | "ieme" | "iem" | "em" => form.replace_range(digits.., "e"),
            "emes" | "iemes" => form.replace_range(digits.., "es"),
            "ere" | "iere" => form.replace_range(digits.., "re"),
            _ => {}
        }
    } else if let Some(number) = form.strip_suffix("eme")
        && number.len() >= 2
        && is_roman(number)
    {
        form.truncate(number.len() + 1);
    }
}

/// Whether all letters are of the roman numbers up to 89, the only ones written as ordinals (centuries, sessions).
pub(crate) fn is_roman(letters: &str) -> bool {
    letters.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l'))
}
