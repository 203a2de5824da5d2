//! Words that are so common that two of them side by side are a term of their own.
//!
//! A phrase of common words (`"de la"`) is in half of all clauses, its words are in nearly all, and to find it by them is to
//! read where they stand in each. Next to the field of the words there is one of pairs, which tells it at once. (The idea is
//! that of common-grams, as in Lucene's `CommonGramsFilter`.)

use alinea_french::stem_family;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const COMMON: &str = include_str!("../data/common.txt");

/// True for the family of a common word.
pub fn is_common(family: &str) -> bool {
    static FAMILIES: LazyLock<FxHashSet<String>> = LazyLock::new(|| words().map(stem_family).collect());
    FAMILIES.contains(family)
}

/// What pairs of two families, and of two exact forms, have in the place of one.
pub fn pair_of(one: &str, other: &str) -> String {
    format!("{one} {other}")
}

/// Names the list of common words.
pub(crate) fn fingerprint() -> String {
    let digest = words().fold(blake3::Hasher::new(), |mut hasher, word| {
        hasher.update(word.as_bytes()).update(b"\n");
        hasher
    });
    format!("common/{}", &digest.finalize().to_hex()[..16])
}

fn words() -> impl Iterator<Item = &'static str> {
    COMMON.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_common_and_not_forms() {
        for word in ["de", "la", "droit", "Droits", "Secrétaire", "priée"] {
            assert!(is_common(&stem_family(word)), "{word}");
        }
        assert!(!is_common(&stem_family("pastèque")) && !is_common(""));
        assert_eq!(words().count(), 150);
    }
}
