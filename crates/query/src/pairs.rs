//! The words of a phrase, common ones taken in pairs.

use crate::word::{Wanted, Word};
use alinea_index::{is_common, pair_of};

/// The words of a phrase with two common ones that stand side by side as one word of width two, as the index has them;
/// `None` where there are none. A common word that is left over behind a pair makes another with the last of it, for any
/// pair is rarer than its words.
pub(crate) fn paired(words: &[Word]) -> Option<Vec<Word>> {
    let mut paired: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let Some(pair) = words.get(at + 1).and_then(|next| common_pair(&words[at], next)) {
            paired.push(pair);
            at += 2;
            continue;
        }
        let overlapping = at.checked_sub(1).and_then(|before| common_pair(&words[before], &words[at]));
        paired.push(overlapping.unwrap_or_else(|| words[at].clone()));
        at += 1;
    }
    paired.iter().any(|word| word.width > 1).then_some(paired)
}

/// The pair of two words, if the index has it wherever they stand side by side: both are common, and wanted alike.
fn common_pair(one: &Word, other: &Word) -> Option<Word> {
    let alike = std::mem::discriminant(&one.wanted) == std::mem::discriminant(&other.wanted);
    let is_common = |word: &Word| word.wanted.family().is_some_and(is_common);
    if alike && is_common(one) && is_common(other) { pair(one, other) } else { None }
}

/// Two words right behind each other as one; `None` for others, and where one of them is not typed in full. In any form,
/// unless both are wanted as they are.
pub(crate) fn pair(one: &Word, other: &Word) -> Option<Word> {
    if one.offset + 1 != other.offset {
        return None;
    }
    let wanted = match (&one.wanted, &other.wanted) {
        (Wanted::Form { stem: f, exact: e }, Wanted::Form { stem, exact }) => {
            Wanted::Form { stem: pair_of(f, stem), exact: pair_of(e, exact) }
        }
        (
            Wanted::Plain { stem: f, exact: e } | Wanted::Form { stem: f, exact: e },
            Wanted::Plain { stem, exact } | Wanted::Form { stem, exact },
        ) => Wanted::Plain { stem: pair_of(f, stem), exact: pair_of(e, exact) },
        _ => return None,
    };
    let surface = format!("{} {}", one.surface, other.surface);
    Some(Word { offset: one.offset, width: 2, wanted, surface })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::words;
    use alinea_french::Analyzer;

    fn pairs(text: &str) -> Vec<(u32, String)> {
        let words = paired(&words(&mut Analyzer::new(), text)).unwrap_or_default();
        words.into_iter().map(|word| (word.offset, word.surface)).collect()
    }

    #[test]
    fn common_words_are_paired_and_cover_the_phrase() {
        let expected =
            |pairs: &[(u32, &str)]| pairs.iter().map(|&(at, word)| (at, word.to_owned())).collect::<Vec<_>>();
        assert_eq!(pairs("de la"), expected(&[(0, "de la")]));
        assert_eq!(pairs("droits de l'homme"), expected(&[(0, "droits de"), (1, "de homme")]));
        assert_eq!(
            pairs("la culture de la pastèque"),
            expected(&[(0, "la"), (1, "culture"), (2, "de la"), (4, "pastèque")])
        );
        assert_eq!(pairs("de * la"), []);
        assert_eq!(pairs("pastèque mûre"), []);
    }
}
