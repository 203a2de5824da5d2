//! Laws of the analysis, on random strings.

use alinea_french::{
    Analyzer, MAX_CHANGED, MAX_TERM_CHARS, exact_form, exact_words, fingerprint, fold, irregular_families, letters,
    stem_family,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// A token with its terms owned.
#[derive(Clone, Debug, PartialEq)]
struct Owned {
    position: u32,
    from: usize,
    to: usize,
    exact: String,
    stem: String,
}

fn tokens(analyzer: &mut Analyzer, text: &str) -> Vec<Owned> {
    let mut tokens = Vec::new();
    analyzer.analyze(text, |token| {
        tokens.push(Owned {
            position: token.position,
            from: token.from,
            to: token.to,
            exact: token.exact.to_owned(),
            stem: token.stem.to_owned(),
        });
    });
    tokens
}

fn terms(text: &str) -> Vec<(u32, String, String)> {
    tokens(&mut Analyzer::new(), text).into_iter().map(|token| (token.position, token.exact, token.stem)).collect()
}

/// Strings of what French text is made of, and of what breaks tokenizers.
fn french() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "l",
        "d",
        "qu",
        "n",
        "N",
        "jusqu",
        "entr",
        "aujourd",
        "hui",
        "'",
        "’",
        "ʼ",
        "`",
        "´",
        "-",
        "\u{2011}",
        "–",
        " ",
        "\u{A0}",
        "\u{202F}",
        "\n",
        "a",
        "e",
        "é",
        "É",
        "e\u{301}",
        "ç",
        "œ",
        "Æ",
        "ﬁ",
        "ß",
        "h",
        "r",
        "s",
        "t",
        "ion",
        "ement",
        "er",
        "ent",
        "aux",
        "1",
        "66",
        "122",
        "½",
        "¹",
        "²",
        "\u{AD}",
        "\u{200D}",
        "^",
        "{",
        "}",
        "^{er}",
        "^e^",
        "°",
        "º",
        "XIX",
        "eme",
        "/",
        ".",
        ";",
        "«",
        "»",
        "И",
        "и\u{306}",
        "中",
        "\u{0}",
        "𝐀",
        "İ",
        "\u{345}",
        "ﷺ",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn offsets_cut_the_text_and_never_go_back(text in prop_oneof![french(), any::<String>()]) {
        let mut end = 0;
        for (position, token) in tokens(&mut Analyzer::new(), &text).into_iter().enumerate() {
            prop_assert_eq!(token.position as usize, position);
            prop_assert!(end <= token.from && token.from < token.to && token.to <= text.len());
            prop_assert!(text.is_char_boundary(token.from) && text.is_char_boundary(token.to));
            prop_assert!(!token.exact.is_empty() && !token.stem.is_empty());
            prop_assert!(token.exact.chars().count() <= MAX_TERM_CHARS);
            prop_assert_eq!(&exact_form(&text[token.from..token.to]), &token.exact);
            prop_assert_eq!(&stem_family(&text[token.from..token.to]), &token.stem);
            end = token.to;
        }
    }

    #[test]
    fn exact_words_are_the_tokens_but_those_that_begin_otherwise(text in french(), initials in any::<u64>()) {
        let initial = |first: u8| initials >> (first % 64) & 1 == 1;
        let mut left = tokens(&mut Analyzer::new(), &text).into_iter();
        exact_words(&text, initial, |from, to, exact| {
            let token = left.next().unwrap();
            assert_eq!((from, to), (token.from, token.to));
            match exact {
                Some(exact) => assert_eq!(exact, token.exact),
                None => assert!(!initial(token.exact.as_bytes()[0])),
            }
        });
        prop_assert!(left.next().is_none());
    }

    #[test]
    fn exact_form_and_fold_are_idempotent(text in prop_oneof![french(), any::<String>()]) {
        let exact = exact_form(&text);
        prop_assert_eq!(exact_form(&exact), exact.clone());
        prop_assert_eq!(stem_family(&exact), stem_family(&text));
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn composed_and_decomposed_accents_are_the_same(text in french()) {
        prop_assert_eq!(terms(&text.nfc().collect::<String>()), terms(&text.nfd().collect::<String>()));
    }

    #[test]
    fn a_used_analyzer_is_as_good_as_a_new_one(texts in prop::collection::vec(french(), 1..6)) {
        let mut used = Analyzer::new();
        for text in texts.iter().chain(&texts) {
            prop_assert_eq!(tokens(&mut used, text), tokens(&mut Analyzer::new(), text));
        }
    }

    #[test]
    fn letters_are_what_folding_leaves_of_them(text in french()) {
        let expected: String = fold(&text).chars().filter(|c| c.is_alphabetic()).collect();
        prop_assert_eq!(letters(&text), expected.into_bytes());
    }

    #[test]
    fn accents_and_case_leave_no_trace(word in "[a-zàâäçéèêëîïôöùûüÿœæ]{1,14}") {
        prop_assert_eq!(exact_form(&word), exact_form(&fold(&word)));
        prop_assert_eq!(exact_form(&word), exact_form(&word.to_uppercase()));
        prop_assert_eq!(stem_family(&word), stem_family(&fold(&word)));
    }

    #[test]
    fn spaces_between_texts_change_nothing(left in french(), right in french()) {
        let both = terms(&format!("{left} {right}"));
        let apart = terms(&left).len();
        prop_assert_eq!(&both[..apart], &terms(&left)[..]);
        prop_assert_eq!(both.len(), apart + terms(&right).len());
    }
}

#[test]
fn a_huge_token_is_one_token() {
    let text = "a".repeat(5_000_000);
    let tokens = tokens(&mut Analyzer::new(), &text);
    assert_eq!((tokens.len(), tokens[0].to, tokens[0].exact.len()), (1, text.len(), MAX_TERM_CHARS));
}

#[test]
fn the_fingerprint_names_the_parts() {
    for part in ["alinea-french/", "tables/", "rust-stemmers/", "unicode/"] {
        assert!(fingerprint().contains(part), "{}", fingerprint());
    }
}

/// Words of letters that make endings.
fn word() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "e", "i", "o", "u", "y", "b", "c", "d", "l", "n", "r", "s", "t", "ation", "ment", "trice", "eur", "euse",
        "if", "ive", "aux", "issant", "erions", "oyer", "aient", "ee", "es", "iqu", "onn", "1", "er",
    ]);
    prop::collection::vec(pieces, 1..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_word_begins_with_its_family_but_for_the_last_letters(word in word()) {
        let (exact, family) = (exact_form(&word), stem_family(&word));
        let kept = family.len().saturating_sub(MAX_CHANGED).max(1);
        let irregular = irregular_families(&exact).any(|known| known == family);
        prop_assert!(irregular || exact.starts_with(&family[..kept]), "{exact} {family}");
    }
}

#[test]
fn the_letters_of_a_character_are_what_folding_leaves_of_it() {
    for c in '\0'..='\u{2fff}' {
        let text = format!("a{c}b");
        let expected: String = fold(&text).chars().filter(|c| c.is_alphabetic()).collect();
        assert_eq!(letters(&text), expected.into_bytes(), "{c:?}");
    }
}
