//! Which words are one family.
//!
//! A family holds the inflections of one word (number, gender, conjugation) and nothing else: Snowball, the base, also
//! brings derivations together, and for a lawyer `organe` is not `organisme`, nor `également` a hit for `égalité`.
//! A word is looked up in the tables; else its ending decides; else, or on what the ending leaves, Snowball does.
//!
//! **Accents.** The family is a function of the folded form, so that `securite` and `sécurité` cannot part. Stemming
//! first and folding afterwards would part them, for Snowball's suffixes have accents; a table from folded words to
//! their accents would help only the words it knows. Here the endings are written without accents from the start, and
//! where Snowball needs one (`-ée`) the ending puts it back.
//!
//! **Homographs.** Words that are one spelling without accents (traité and traite, marché and marche), or one form of
//! two words (part, vue), have one family. It is the verb's when the meanings are close (vote, demande, mise), so that
//! no verb loses a form; the noun's or adjective's, in `data/families.txt`, when the resolutions nearly always mean it
//! and the verb means something else (traité, partie, portée, fonds, présente). The exact form is folded as well.
//!
//! **Known limits.** A plural noun in -ons and the first person plural of a verb look alike: the noun is preferred
//! (papillons), and the verbs that speak so in declarations are in `data/joins.txt` (soulignons). In -ions the noun is
//! always preferred (missions). Forms in -âmes, -âtes, -ât and the imperfect subjunctive do not join their verb.

use crate::endings::Endings;
use crate::fold::{exact_form, is_roman};
use crate::lexicon;

/// A stem shorter than this, in letters, would gather unrelated words (`ant`, `ier`): the word stays whole.
const MIN_STEM: usize = 2;

/// A word the tables do not know begins with its family, but for so many letters at the end of the family (`actrice` is of
/// `acteu`), and has its first letter: endings are all that rules look at.
pub const MAX_CHANGED: usize = 2;

/// Words up to this many letters are their own family unless a table says otherwise: too little is left of them.
const MAX_SHORT: usize = 2;

/// The term of the stem family of one word; what counts as one word is what [`exact_form`] reads.
///
/// ```
/// use alinea_french::stem_family;
/// assert_eq!(stem_family("réfugiés"), stem_family("refugie"));
/// assert_ne!(stem_family("organes"), stem_family("organisations"));
/// ```
pub fn stem_family(word: &str) -> String {
    let mut stem = String::new();
    Families::new().stem(&exact_form(word), &mut stem);
    stem
}

/// The stemmer of folded words: tables, then endings, then Snowball.
pub(crate) struct Families {
    endings: Endings,
}

impl Families {
    /// Ready to stem.
    pub(crate) fn new() -> Self {
        Families { endings: Endings::new() }
    }

    /// Replaces `stem` by the family of `exact`, a form that `fold_word` gave.
    pub(crate) fn stem(&self, exact: &str, stem: &mut String) {
        stem.clear();
        if let Some(family) = lexicon::family(exact) {
            stem.push_str(family);
        } else if exact.len() <= MAX_SHORT || is_roman(exact) || !exact.bytes().all(|b| b.is_ascii_lowercase()) {
            stem.push_str(ordinal_base(exact));
        } else {
            self.endings.stem(exact, stem);
            if stem.len() < MIN_STEM {
                stem.clear();
                stem.push_str(exact);
            }
        }
    }
}

/// The masculine singular of an ordinal in digits: `1re` and `1er` → `1er`, `89es` → `89e`. Anything else is itself.
fn ordinal_base(exact: &str) -> &str {
    match exact {
        "1re" | "1ers" | "1res" => "1er",
        _ => match exact.strip_suffix("es") {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                &exact[..exact.len() - 1]
            }
            _ => exact,
        },
    }
}
