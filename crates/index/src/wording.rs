//! When two clauses say the same.

use alinea_french::letters;
use alinea_model::Clause;

/// The same for clauses of the same wording: the same letters in the same order, their own label left out; case,
/// accents, figures, punctuation and spaces are of no importance. For others, another number as good as always (64 bits
/// of BLAKE3).
///
/// A formula is taken up again with other dates and document numbers: « Rappelant ses résolutions 64/134 du 18 décembre
/// 2009 » and « … 65/312 du 26 juillet 2011 » differ in their months, « … 66/121 du 19 décembre 2011 » is the first again.
pub fn wording_key(clause: &Clause) -> u64 {
    let digest = blake3::hash(&letters(clause.unlabelled()));
    digest.as_bytes().iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(label: &str, text: &str) -> u64 {
        wording_key(&Clause { label: Some(label.into()), text: text.into(), ..Clause::default() })
    }

    #[test]
    fn labels_case_accents_figures_and_signs_make_no_wording() {
        let decides = key("9", "9. Décide de rester saisi de la question.");
        assert_eq!(decides, key("12", "12.  DÉCIDE de rester saisi de la question ;"));
        assert_eq!(decides, key("2 b)", "b) Decide de rester saisi de la question,"));
        assert_eq!(key("1", "sa résolution 66/122 du 2 mai 2011"), key("1", "sa resolution 67/1 du 12 mai 2012"));
        assert_eq!(key("1", "mise en œuvre"), key("1", "mise en oeuvre"));
    }

    #[test]
    fn other_letters_are_another_wording() {
        assert_ne!(key("1", "Décide de rester saisi"), key("1", "Décide de rester saisie"));
        assert_ne!(key("1", "2 mai"), key("1", "2 juin"));
    }
}
