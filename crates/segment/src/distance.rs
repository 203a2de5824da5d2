//! How many letters two words differ in: for what scanners misread.

/// Edit distance (Levenshtein) between two ASCII strings, `None` if it exceeds `most`. The first 64 bytes count.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    Pattern::new(a).distance(b, most)
}

/// A string made ready to be compared with many.
///
/// Bit-parallel after Myers (1999) in the form of Hyyrö (2003): a column of the table is two words of 64 bits, so that
/// comparing a line with the names of organs and the heads of openers costs a few nanoseconds a letter.
pub(crate) struct Pattern {
    /// For each byte, the places it stands at.
    places: [u64; 128],
    letters: u64,
    length: usize,
    /// The string is longer than 64 bytes: only as many of the other count.
    cut: bool,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Pattern {
        let bytes = &text.as_bytes()[..text.len().min(64)];
        let mut places = [0u64; 128];
        for (at, &byte) in bytes.iter().enumerate() {
            places[usize::from(byte & 0x7f)] |= 1 << at;
        }
        Pattern { places, letters: letter_set(bytes), length: bytes.len(), cut: text.len() > 64 }
    }

    /// The distance to `word`, `None` if it exceeds `most`.
    pub(crate) fn distance_to(&self, word: &Word, most: usize) -> Option<usize> {
        let apart = |one: u64, other: u64| (one & !other).count_ones() as usize > most;
        let far = self.length.abs_diff(word.len()) > most
            || apart(self.letters, word.letters)
            || apart(word.letters, self.letters);
        if far && !self.cut { None } else { self.distance(&word.text, most) }
    }

    /// The distance to `other`, `None` if it exceeds `most`.
    pub(crate) fn distance(&self, other: &str, most: usize) -> Option<usize> {
        let other = if self.cut { &other.as_bytes()[..other.len().min(64)] } else { other.as_bytes() };
        if self.length.abs_diff(other.len()) > most {
            return None;
        }
        if self.length == 0 {
            return Some(other.len());
        }
        let last = 1u64 << (self.length - 1);
        let (mut plus, mut minus, mut score) = (!0u64, 0u64, self.length);
        for &byte in other {
            let equal = self.places[usize::from(byte & 0x7f)];
            let diagonal = (((equal & plus).wrapping_add(plus)) ^ plus) | equal | minus;
            let across_plus = minus | !(diagonal | plus);
            let across_minus = plus & diagonal;
            score += usize::from(across_plus & last != 0);
            score -= usize::from(across_minus & last != 0);
            let shifted = (across_plus << 1) | 1;
            plus = (across_minus << 1) | !(diagonal | shifted);
            minus = shifted & diagonal;
        }
        (score <= most).then_some(score)
    }
}

/// A word that patterns are compared with again and again. Which letters it has is known, so that most patterns need not
/// be compared with it letter by letter.
#[derive(Debug)]
pub(crate) struct Word {
    text: Box<str>,
    letters: u64,
}

impl Word {
    pub(crate) fn new(text: &str) -> Word {
        Word { letters: letter_set(text.as_bytes()), text: text.into() }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}

/// Which letters a–z there are, with a bit for the first of each and one for the second: of two words at a distance of
/// `n`, neither has more than `n` that the other has not.
fn letter_set(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| byte.is_ascii_lowercase()).fold(0, |set, letter| {
        let first = 1 << (letter - b'a');
        set | if set & first == 0 { first } else { first << 32 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits_up_to_its_bound() {
        assert_eq!(distance("generale", "generate", 2), Some(1));
        assert_eq!(distance("rappelant", "rappeant", 1), Some(1));
        assert_eq!(distance("note", "notamment", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
        assert_eq!(distance("ab", "", 2), Some(2));
        assert_eq!(distance("considerant", "cmsiderant", 2), Some(2));
    }

    #[test]
    fn the_fast_distance_equals_the_table() {
        fn table(a: &[u8], b: &[u8]) -> usize {
            let mut row: Vec<usize> = (0..=b.len()).collect();
            for (i, x) in a.iter().enumerate() {
                let mut corner = std::mem::replace(&mut row[0], i + 1);
                for (j, y) in b.iter().enumerate() {
                    let cost = if x == y { corner } else { 1 + corner.min(row[j]).min(row[j + 1]) };
                    corner = std::mem::replace(&mut row[j + 1], cost);
                }
            }
            row[b.len()]
        }
        // Words over a small alphabet, from a fixed linear congruence.
        let mut state = 7u32;
        let mut word = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let length = state >> 27;
            (0..length).map(|i| char::from(b'a' + ((state >> (i % 24)) % 4) as u8)).collect::<String>()
        };
        for _ in 0..2000 {
            let (a, b) = (word(), word());
            let edits = table(a.as_bytes(), b.as_bytes());
            assert_eq!(distance(&a, &b, 99), Some(edits), "{a} {b}");
            assert_eq!(Pattern::new(&a).distance_to(&Word::new(&b), edits), Some(edits), "{a} {b}");
        }
    }
}
