//! Text to terms.

use alinea_french::{Analyzer, MAX_CHANGED, MAX_TERM_CHARS, exact_form, fold, irregular_families, stem_family};
use std::cell::RefCell;

thread_local! {
    /// An analyzer that has seen all inputs so far.
    static USED: RefCell<Analyzer> = RefCell::new(Analyzer::new());
}

/// Analyses a text with an analyzer that has seen others and with a new one.
pub fn words(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let tokens = |analyzer: &mut Analyzer| {
        let mut tokens = Vec::new();
        analyzer.analyze(&text, |token| {
            tokens.push((token.position, token.from, token.to, token.exact.to_owned(), token.stem.to_owned()));
        });
        tokens
    };
    let new = tokens(&mut Analyzer::new());
    USED.with_borrow_mut(|used| assert_eq!(tokens(used), new, "a used analyzer and a new one"));
    let mut end = 0;
    for (place, (position, from, to, exact, stem)) in new.iter().enumerate() {
        assert_eq!(*position as usize, place);
        assert!(end <= *from && from < to, "{from}..{to} after {end}");
        let word = &text[*from..*to];
        assert_eq!((&exact_form(word), &stem_family(word)), (exact, stem), "{word:?} by itself");
        assert!((1..=MAX_TERM_CHARS).contains(&exact.chars().count()) && !stem.is_empty(), "{exact:?} {stem:?}");
        // How a dictionary finds the words of a family.
        let kept = stem.len().saturating_sub(MAX_CHANGED).max(1);
        let begins = exact.as_bytes().starts_with(&stem.as_bytes()[..kept]);
        assert!(begins || irregular_families(exact).any(|known| known == stem), "{exact:?} is of {stem:?}");
        end = *to;
    }
    let exact = exact_form(&text);
    assert_eq!(exact_form(&exact), exact, "the exact form of an exact form");
    assert_eq!(stem_family(&exact), stem_family(&text), "the family of an exact form");
    let folded = fold(&text);
    assert_eq!(fold(&folded), folded, "folded twice");
}
