//! The comparison the gold asks for: letters and digits only, case and accents folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Reduces `text` to its letters and digits, in lower case, without accents, ligatures taken apart. Spacing and
/// punctuation of the documents are the converter's and say nothing about segmentation.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn only_letters_and_digits_count() {
        assert_eq!(fold("26 juin au 1^{er} juillet 2000,"), "26juinau1erjuillet2000");
        assert_eq!(fold("- 3.  Encourage\u{a0}l'Œuvre ;"), fold("3. encourage l’oeuvre;"));
        assert_eq!(fold("« » ;"), "");
    }

    #[test]
    fn a_footnote_mark_left_in_a_text_shows() {
        assert_ne!(fold("développement¹"), fold("développement"));
    }
}
