//! Hyphens at line ends: was the word cut there, or is it a compound that has a hyphen anyway?
//!
//! The rule follows French spelling (Grevisse, § 109): compounds are formed with a closed set of first elements
//! (`non-`, `sous-`, `vice-` …) and of second ones (`-ci`, `-même`, inverted pronouns); everything else was cut by the
//! line. An element that is also a common syllable (`mi-`, `euro-`, `-vis`) tells a compound only with its other half.
//! The sets are in `data/compounds.tsv`.

use crate::letters::tail;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a hyphen at a line end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    /// The word was cut: join without hyphen.
    Cut,
    /// A compound: join with its hyphen.
    Compound,
    /// A first element left hanging: `pré- et postscolaire`.
    Suspended,
}

struct Compounds {
    first: HashSet<&'static str>,
    second: HashSet<&'static str>,
    /// First element, and how the second begins.
    pairs: Vec<(&'static str, &'static str)>,
}

static COMPOUNDS: LazyLock<Compounds> = LazyLock::new(|| {
    let mut compounds = Compounds { first: HashSet::new(), second: HashSet::new(), pairs: Vec::new() };
    for line in crate::data::lines(include_str!("../data/compounds.tsv")) {
        let mut columns = line.split('\t');
        match (columns.next(), columns.next(), columns.next()) {
            (Some("first"), Some(word), None) => _ = compounds.first.insert(word),
            (Some("second"), Some(word), None) => _ = compounds.second.insert(word),
            (Some("pair"), Some(first), Some(second)) => compounds.pairs.push((first, second)),
            _ => {}
        }
    }
    compounds
});

/// Letters of a word before a hyphen that are looked at: no first element has as many. Text whose every line ends in a
/// hyphen makes one word of any length.
const LONGEST: usize = 64;

/// Mends the end of `left`, where a line, a column or a page ended, so that `right` can be appended. `false` if it does
/// not end in a hyphen: then a space belongs between them.
pub(crate) fn mend(left: &mut String, right: &str) -> bool {
    let Some(head) = left.strip_suffix('-').filter(|head| head.ends_with(char::is_alphabetic)) else { return false };
    let len = head.len();
    let word = tail(head, LONGEST).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let capital = right.starts_with(char::is_uppercase);
    match if capital { LineEnd::Compound } else { at_line_end(word, right) } {
        LineEnd::Cut => left.truncate(len),
        LineEnd::Compound => {}
        LineEnd::Suspended => left.push(' '),
    }
    true
}

/// Joins two pieces of a text that was cut between them.
pub(crate) fn join(left: &mut String, right: &str) {
    if !mend(left, right) && !left.ends_with(['\'', '’', '(', '[']) && !right.starts_with(',') {
        left.push(' ');
    }
    left.push_str(right);
}

/// Judges a hyphen at a line end between the word `left` and the text `right` that goes on.
fn at_line_end(left: &str, right: &str) -> LineEnd {
    let word = right.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    if matches!(word.as_str(), "et" | "ou") {
        return LineEnd::Suspended;
    }
    let left = left.to_lowercase();
    let pair = || COMPOUNDS.pairs.iter().any(|&(first, second)| left == first && word.starts_with(second));
    if COMPOUNDS.first.contains(left.as_str()) || COMPOUNDS.second.contains(word.as_str()) || pair() {
        LineEnd::Compound
    } else {
        LineEnd::Cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_as_the_line_end_asks() {
        let joined = |left: &str, right| {
            let mut left = left.to_owned();
            join(&mut left, right);
            left
        };
        assert_eq!(joined("en particulier", "ceux qui"), "en particulier ceux qui");
        assert_eq!(joined("concer-", "nant la"), "concernant la");
        assert_eq!(joined("Haut-", "Commissaire"), "Haut-Commissaire");
        assert_eq!(joined("pré-", "et post"), "pré- et post");
        assert_eq!(joined("l'", "Article"), "l'Article");
        assert_eq!(joined("le rapport", ", ainsi que"), "le rapport, ainsi que");
        assert_eq!(joined("2014-", "2015"), "2014- 2015");
    }

    #[test]
    fn compounds_are_told_from_cut_words() {
        assert_eq!(at_line_end("pé", "riode"), LineEnd::Cut);
        assert_eq!(at_line_end("non", "alignés"), LineEnd::Compound);
        assert_eq!(at_line_end("celle", "ci de"), LineEnd::Compound);
        assert_eq!(at_line_end("peut", "être"), LineEnd::Compound);
        assert_eq!(at_line_end("pré", "et postscolaire"), LineEnd::Suspended);
        for (left, right) in [
            ("euro", "péen"),
            ("sui", "vis"),
            ("toi", "ture"),
            ("au", "tres"),
            ("ex", "périence"),
            ("mi", "neurs"),
            ("bien", "faits"),
            ("dé", "parts"),
        ] {
            assert_eq!(at_line_end(left, right), LineEnd::Cut, "{left}-{right}");
        }
        for (left, right) in [
            ("euro", "méditerranéen"),
            ("vis", "à"),
            ("à", "vis"),
            ("toi", "même"),
            ("au", "delà"),
            ("mi", "parcours"),
            ("bien", "être"),
            ("quote", "parts"),
            ("quarante", "troisième"),
        ] {
            assert_eq!(at_line_end(left, right), LineEnd::Compound, "{left}-{right}");
        }
    }
}
