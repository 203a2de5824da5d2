//! Which words are one family.

use crate::fold::exact_form;
use rust_stemmers::{Algorithm, Stemmer};

/// The term of the stem family of one word; what counts as one word is what [`exact_form`] reads.
///
/// ```
/// use alinea_french::stem_family;
/// assert_eq!(stem_family("réfugiés"), stem_family("refugie"));
/// ```
pub fn stem_family(word: &str) -> String {
    let mut stem = String::new();
    Families::new().stem(&exact_form(word), &mut stem);
    stem
}

/// The stemmer of folded words.
pub(crate) struct Families {
    snowball: Stemmer,
}

impl Families {
    /// Ready to stem.
    pub(crate) fn new() -> Self {
        Families { snowball: Stemmer::create(Algorithm::French) }
    }

    /// Replaces `stem` by the family of `exact`, a form that `fold_word` gave.
    pub(crate) fn stem(&self, exact: &str, stem: &mut String) {
        stem.clear();
        stem.push_str(&self.snowball.stem(exact));
    }
}
