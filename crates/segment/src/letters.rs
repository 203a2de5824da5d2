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
    text.chars().map(fold_char).filter(char::is_ascii_lowercase).take(most).collect()
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

/// Edit distance (Levenshtein) between two short ASCII strings, or `None` as soon as it exceeds `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, &y) in b.iter().enumerate() {
            let cost = if x == y { corner } else { 1 + corner.min(row[j]).min(row[j + 1]) };
            corner = row[j + 1];
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    (row[b.len()] <= most).then_some(row[b.len()])
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
    }
}
