//! Letters reduced to what the converters leave intact: lower case, no accents. For recognising, never for display.

/// One letter folded to lower-case ASCII; other characters come back as they are (a few ligatures as their first
/// letter: OCR splits them anyway).
pub(crate) fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'À' | 'Â' | 'Ä' | 'Á' | 'æ' | 'Æ' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' => 'i',
        'ñ' => 'n',
        'ô' | 'ö' | 'ó' | 'ò' | 'Ô' | 'Ö' | 'Ó' | 'œ' | 'Œ' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => 'u',
        '’' | '‘' | 'ʼ' | '´' => '\'',
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

/// The letters a–z of `text`, folded, at most `most` of them; everything else is passed over.
pub(crate) fn letters(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(most.min(text.len()));
    for c in text.chars() {
        let folded = fold_char(c);
        if folded.is_ascii_lowercase() {
            out.push(folded);
            if out.len() == most {
                break;
            }
        }
    }
    out
}

/// One word folded: letters, digits and inner apostrophes.
pub(crate) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Appends a folded word to `out`. Scanners read an elided `l` as a bracket or as an exclamation mark: `['esprit`,
/// `!'apartheid`.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    let rest = ["['", "!'", ")'", "('"].iter().find_map(|bracket| word.strip_prefix(bracket));
    if rest.is_some() {
        out.push_str("l'");
    }
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '-');
    out.extend(rest.unwrap_or(word).chars().map(fold_char).filter(kept));
    if !out[start..].contains(char::is_alphanumeric) {
        out.truncate(start);
    }
}

/// Edit distance (Levenshtein) between two ASCII strings, `None` if it exceeds `most`. Of `a`, the first 64 bytes count.
///
/// Bit-parallel after Myers (1999) in the form of Hyyrö (2003): a column of the table is two words of 64 bits, so that
/// comparing a line with the names of organs and the heads of openers costs a few nanoseconds a letter.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (&a.as_bytes()[..a.len().min(64)], b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    if a.is_empty() {
        return Some(b.len());
    }
    let mut places = [0u64; 128];
    for (at, &byte) in a.iter().enumerate() {
        places[usize::from(byte & 0x7f)] |= 1 << at;
    }
    let last = 1u64 << (a.len() - 1);
    let (mut plus, mut minus, mut score) = (!0u64, 0u64, a.len());
    for &byte in b {
        let equal = places[usize::from(byte & 0x7f)];
        let diagonal = (((equal & plus).wrapping_add(plus)) ^ plus) | equal | minus;
        let across_plus = minus | !(diagonal | plus);
        let across_minus = plus & diagonal;
        if across_plus & last != 0 {
            score += 1;
        }
        if across_minus & last != 0 {
            score -= 1;
        }
        let shifted = (across_plus << 1) | 1;
        plus = (across_minus << 1) | !(diagonal | shifted);
        minus = shifted & diagonal;
    }
    (score <= most).then_some(score)
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
    }

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
            assert_eq!(distance(&a, &b, 99), Some(table(a.as_bytes(), b.as_bytes())), "{a} {b}");
        }
    }
}
