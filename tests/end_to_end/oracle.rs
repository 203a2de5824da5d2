//! The index against a naive scan of the same clauses.

use crate::common::{Alinea, corpus_argument};
use alinea_french::Analyzer;

const PHRASES: usize = 100;

/// A small generator of numbers, the same on every run (the constants are Knuth's, for MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A clause: its text, and its words with the place they stand at.
struct Scanned {
    text: String,
    words: Vec<(usize, usize, String)>,
}

fn scan(analyzer: &mut Analyzer, text: &str) -> Scanned {
    let mut words = Vec::new();
    analyzer.analyze(text, |token| words.push((token.from, token.to, token.exact.to_owned())));
    Scanned { text: text.to_owned(), words }
}

fn holds(clause: &Scanned, phrase: &[String]) -> bool {
    clause
        .words
        .windows(phrase.len())
        .any(|window| window.iter().zip(phrase).all(|((_, _, word), wanted)| word == wanted))
}

#[test]
fn exact_phrases_are_found_where_a_naive_scan_finds_them() {
    let alinea = Alinea::with_corpus();
    let mut analyzer = Analyzer::new();
    let clauses: Vec<Scanned> = alinea
        .records(&["segment", "--format", "jsonl", &corpus_argument()])
        .iter()
        .map(|clause| scan(&mut analyzer, clause["text"].as_str().unwrap()))
        .collect();
    let mut numbers = Numbers(66_122);
    let mut several = 0;
    for _ in 0..PHRASES {
        let clause = &clauses[numbers.below(clauses.len())];
        let length = 1 + numbers.below(4.min(clause.words.len()));
        let first = numbers.below(clause.words.len() - length + 1);
        let words = &clause.words[first..first + length];
        // As it stands in the text, quotation marks apart: they would end the phrase.
        let typed = clause.text[words[0].0..words[length - 1].1].replace(['«', '»', '"', '“', '”'], " ");
        let wanted: Vec<String> = words.iter().map(|(_, _, word)| word.clone()).collect();
        let expected = clauses.iter().filter(|clause| holds(clause, &wanted)).count() as u64;
        assert!(expected > 0);
        several += u64::from(expected > 1);
        assert_eq!(alinea.count(&["--exact", &format!("\"{typed}\"")]), expected, "{typed}");
    }
    assert!(several > 20, "too few phrases stand in several clauses to tell anything: {several}");
}
