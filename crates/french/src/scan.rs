//! Where words begin and end.

use crate::class::{Class, class, is_apostrophe};
use crate::fold::{fold_char, is_roman};

/// Elided words that are always an article or a conjunction, whatever follows.
const ALWAYS_ELIDED: [&str; 8] = ["l", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"];
/// Elided words that need a vowel, an h or a digit after them: before a consonant they belong to a name
/// (`N'Djamena`, `M'Bow`, `D'Souza`).
const ELIDED_BEFORE_VOWEL: [&str; 8] = ["d", "j", "m", "t", "s", "n", "c", "entr"];
/// Longest of both lists, in letters.
const MAX_ELIDED: usize = 6;
/// What may stand in the raised part of `1^{er}` and `26^e^`.
const RAISED: [&str; 12] = ["e", "er", "re", "es", "ere", "eme", "ieme", "emes", "iemes", "nd", "nde", "de"];

/// The words of a text as byte ranges, left to right. Elided articles lie outside the ranges.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    /// Starts at the beginning of `text`.
    pub(crate) fn new(text: &'t str) -> Self {
        Words { text, at: 0 }
    }

    /// The character at byte `at` and its class, none at the end.
    fn peek(&self, at: usize) -> Option<(char, Class)> {
        let c = self.text[at..].chars().next()?;
        Some((c, class(c)))
    }

    /// Byte offset of the next character that begins a word.
    fn skip_separators(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            while let Some(&b) = bytes.get(self.at) {
                match KIND[usize::from(b)] {
                    Kind::Gap | Kind::Mark => self.at += 1,
                    Kind::Letter => return Some(self.at),
                    Kind::Latin if is_latin_letter(bytes, self.at) => return Some(self.at),
                    Kind::Latin | Kind::Other => break,
                }
            }
            let (c, class) = self.peek(self.at)?;
            if class == Class::Word {
                return Some(self.at);
            }
            self.at += c.len_utf8();
        }
    }

    /// Reads the word that begins at `start` and moves behind it. None when it is an elided article before nothing.
    fn word(&mut self, start: usize) -> Option<(usize, usize)> {
        let (mut from, mut end, mut at) = (start, start, start);
        loop {
            let run = run_end(self.text.as_bytes(), at);
            if run > at {
                (at, end) = (run, run);
            }
            if self.text.as_bytes().get(at).is_none_or(|&b| KIND[usize::from(b)] == Kind::Gap) {
                break;
            }
            let Some((c, class)) = self.peek(at) else { break };
            let after = at + c.len_utf8();
            match class {
                Class::Word | Class::Mark => (at, end) = (after, after),
                Class::Ignorable => at = after,
                Class::Apostrophe => {
                    let part = &self.text[from..end];
                    match self.peek(after).filter(|&(_, class)| class == Class::Word) {
                        Some((next, _)) if is_elided(part, next) => (from, end, at) = (after, after, after),
                        Some(_) => at = after,
                        None => {
                            self.at = after;
                            let quoted = self.text[..from].chars().next_back().is_some_and(is_apostrophe);
                            return (quoted || !is_elided(part, 'a')).then_some((from, end));
                        }
                    }
                }
                Class::Caret => {
                    if let Some(close) = raised_end(&self.text[from..end], &self.text[after..]) {
                        (at, end) = (after + close, after + close);
                    }
                    break;
                }
                Class::Degree => {
                    if matches!(&self.text[from..end], "n" | "N") {
                        (at, end) = (after, after);
                    }
                    break;
                }
                Class::Separator => break,
            }
        }
        self.at = at;
        Some((from, end))
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            let start = self.skip_separators()?;
            if let Some(word) = self.word(start) {
                return Some(word);
            }
        }
    }
}

/// What a first byte says without decoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An ASCII letter or digit.
    Letter,
    /// An ASCII character that ends a word.
    Gap,
    /// An ASCII character that separates unless it follows a letter: an apostrophe or a caret.
    Mark,
    /// Leads a character of U+00C0–U+00FF.
    Latin,
    /// To be decoded.
    Other,
}

const KIND: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut b = 0;
    while b < 128 {
        kinds[b] = match b as u8 {
            b'\'' | b'`' | b'^' => Kind::Mark,
            byte if byte.is_ascii_alphanumeric() => Kind::Letter,
            _ => Kind::Gap,
        };
        b += 1;
    }
    kinds[0xC3] = Kind::Latin;
    kinds
};

/// Whether the character led by the 0xC3 at `at` is a letter: all of U+00C0–U+00FF but × and ÷.
fn is_latin_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(|&b| b != 0x97 && b != 0xB7)
}

/// End of the run of ASCII and Latin letters and digits at `at`.
///
/// How long a word is the processor cannot guess, so it is not asked byte by byte: most end within eight.
fn run_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let run = run_of_eight(u64::from_le_bytes(*eight));
        at += run;
        if run < 8 {
            break;
        }
    }
    while let Some(&b) = bytes.get(at) {
        match KIND[usize::from(b)] {
            Kind::Letter => at += 1,
            Kind::Latin if is_latin_letter(bytes, at) => at += 2,
            _ => break,
        }
    }
    at
}

/// How many of eight bytes, from the lowest on, are of ASCII and Latin letters and digits; the last not if it leads another.
fn run_of_eight(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    const SMALL: u64 = 0x20 * EACH;
    // In each byte below, the highest bit tells; the others have room for the sums.
    let low = bytes & !HIGH;
    let at_least = |bytes: u64, least: u8| bytes + u64::from(0x80 - least) * EACH;
    let between = |bytes: u64, first: u8, last: u8| at_least(bytes, first) & !at_least(bytes, last + 1);
    let ascii = (between(low | SMALL, b'a', b'z') | between(low, b'0', b'9')) & !bytes;
    let is = |bytes: u64, byte: u8| {
        let other = bytes ^ (u64::from(byte) * EACH);
        !(((other & !HIGH) + !HIGH) | other)
    };
    // U+00C0–U+00FF but × and ÷, which are 0x97 and 0xB7 behind 0xC3.
    let signs = is(bytes | SMALL, 0xB7) & HIGH;
    let leads = is(bytes, 0xC3) & HIGH & !(signs >> 8) & !(0x80 << 56);
    let word = ascii | leads | leads << 8;
    ((!word & HIGH).trailing_zeros() / 8) as usize
}

/// Whether `part`, which stands before an apostrophe and the character `next`, is an elided article.
fn is_elided(part: &str, next: char) -> bool {
    // The longest has six letters; a decomposed or broken spelling of it stays within this many bytes.
    if part.len() > 4 * MAX_ELIDED {
        return false;
    }
    let mut folded = ['\0'; MAX_ELIDED + 1];
    let mut length = 0;
    for c in part.chars() {
        fold_char(c, |letter| {
            if length < folded.len() {
                folded[length] = letter;
                length += 1;
            }
        });
    }
    let is = |elided: &&str| elided.chars().eq(folded[..length].iter().copied());
    ALWAYS_ELIDED.iter().any(is) || (ELIDED_BEFORE_VOWEL.iter().any(is) && !is_consonant(next))
}

/// Whether a Latin letter keeps its elidable neighbour from eliding. `h` does not: it is mute more often than not.
fn is_consonant(c: char) -> bool {
    let mut first = None;
    fold_char(c, |letter| first = first.or(Some(letter)));
    first
        .is_some_and(|letter| letter.is_ascii_lowercase() && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h'))
}

/// Length of the raised ordinal mark of `number` that begins `rest`, the text behind the caret: `{er}`, `e^`, `er`.
fn raised_end(number: &str, rest: &str) -> Option<usize> {
    let is_number = number.bytes().all(|b| b.is_ascii_digit()) || is_roman(number);
    if !is_number {
        return None;
    }
    let inner = rest.strip_prefix('{').unwrap_or(rest);
    let is_mark = |c: char| class(c) == Class::Mark;
    let letters = inner.find(|c: char| !c.is_alphabetic() && !is_mark(c)).unwrap_or(inner.len());
    let mut raised = String::new();
    // No ordinal mark is longer than six letters: a longer run is not read.
    inner[..letters].chars().filter(|&c| !is_mark(c)).take(7).for_each(|c| fold_char(c, |letter| raised.push(letter)));
    if !RAISED.contains(&raised.as_str()) {
        return None;
    }
    let braced = inner.len() < rest.len();
    match inner[letters..].chars().next() {
        Some('}') if braced => Some(letters + 2),
        Some('^') if !braced => Some(letters + 1),
        _ if !braced => Some(letters),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte or two at a time.
    fn naive_run(bytes: &[u8]) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            at += match &bytes[at..] {
                [byte, ..] if byte.is_ascii_alphanumeric() => 1,
                [0xC3, next, ..] if !matches!(next, 0x97 | 0xB7) => 2,
                _ => break,
            };
        }
        at
    }

    #[test]
    fn eight_bytes_at_a_time_are_as_good_as_one() {
        let mut runs = std::collections::BTreeSet::new();
        // Every byte at every place of eight, behind and before letters and Latin ones.
        for around in ["aZ09mqxy", "éàÿÀ", "aéaéaé", "éaéaéa"] {
            for place in 0..8 {
                for byte in 0..=u8::MAX {
                    let mut bytes: [u8; 8] = around.as_bytes()[..8].try_into().unwrap();
                    bytes[place] = byte;
                    // What is no text but for its end never comes.
                    if std::str::from_utf8(&bytes).is_err_and(|error| error.error_len().is_some()) {
                        continue;
                    }
                    let (run, naive) = (run_of_eight(u64::from_le_bytes(bytes)), naive_run(&bytes));
                    assert_eq!(run, naive.min(8), "{bytes:?}");
                    runs.insert(run);
                }
            }
        }
        assert_eq!(runs, (0..=8).collect());
    }
}
