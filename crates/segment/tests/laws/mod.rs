//! What holds of every document: the tests ask it of texts made of lines, fuzzing of anything.

use alinea_segment::{Document, segment};
use std::collections::BTreeMap;

/// How often each letter and digit stands in a text; raised digits count as digits.
fn count(text: &str, counts: &mut BTreeMap<char, i64>, step: i64) {
    let plain = |c| match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁴') + 4, 10).unwrap_or(c),
        'ᵉ' => 'e',
        c => c,
    };
    // A glyph's name that was mended is an apostrophe; elsewhere it stays. Neither side counts it.
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once("GLYPH<") {
        head.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *counts.entry(plain(c)).or_default() += step);
        let after = tail.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        rest = after.strip_prefix('>').unwrap_or_else(|| {
            "GLYPH".chars().for_each(|c| *counts.entry(c).or_default() += step);
            tail
        });
    }
    rest.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *counts.entry(plain(c)).or_default() += step);
}

/// What the document has more (+) or less (-) of than the text.
fn difference(text: &str, document: &Document) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    count(text, &mut counts, -1);
    for resolution in &document.resolutions {
        resolution.clauses.iter().for_each(|clause| count(&clause.text, &mut counts, 1));
        resolution.footnotes.iter().for_each(|note| count(&note.text, &mut counts, 1));
    }
    document.leftovers.iter().for_each(|left| count(&left.text, &mut counts, 1));
    counts.retain(|_, difference| *difference != 0);
    counts
}

/// What every document must satisfy, whatever the text.
pub fn check(name: &str, text: &str) {
    let document = segment(name, text);
    assert_eq!(difference(text, &document), BTreeMap::new(), "{name}");
    let lines = text.split('\n').count() as u32;
    for resolution in &document.resolutions {
        let mut references: Vec<&str> = resolution.clauses.iter().map(|clause| clause.reference.as_str()).collect();
        references.sort_unstable();
        let all = references.len();
        references.dedup();
        assert_eq!(references.len(), all, "{name}: a reference stands twice");
        for (index, clause) in resolution.clauses.iter().enumerate() {
            let read = alinea_model::Reference::parse(&clause.reference);
            assert!(read.is_none_or(|read| read.matches(&clause.reference)), "{name}: {}", clause.reference);
            assert!(!clause.text.trim().is_empty(), "{name}: an empty clause");
            assert!(clause.chapeau.is_none_or(|above| above < index), "{name}: {}", clause.reference);
            assert!(clause.joins.iter().all(|&at| clause.text.is_char_boundary(at as usize)), "{name}");
            assert!(1 <= clause.lines.0 && clause.lines.0 <= clause.lines.1 && clause.lines.1 <= lines, "{name}");
            assert!(clause.opener.as_ref().is_none_or(|opener| clause.text.contains(opener.as_str())), "{name}");
        }
    }
}
