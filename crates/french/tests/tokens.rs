//! What a token is, one example a rule.

use alinea_french::{Analyzer, MAX_TERM_CHARS, exact_form, fold};

/// The exact forms of a text, separated by spaces.
fn exact(text: &str) -> String {
    let mut words = Vec::new();
    let mut next = 0;
    Analyzer::new().analyze(text, |token| {
        assert_eq!(token.position as usize, words.len());
        assert!(next <= token.from && token.from < token.to, "offsets of {text}");
        assert_eq!(exact_form(&text[token.from..token.to]), token.exact);
        next = token.to;
        words.push(token.exact.to_owned());
    });
    words.join(" ")
}

/// The surface words of a text.
fn surface(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    Analyzer::new().analyze(text, |token| words.push(&text[token.from..token.to]));
    words
}

#[test]
fn case_accents_and_ligatures_are_folded() {
    assert_eq!(exact("RÉAFFIRMANT l’Œuvre, ex æquo, Ça ﬁle"), "reaffirmant oeuvre ex aequo ca file");
    assert_eq!(exact("e\u{301}galite\u{301}"), "egalite");
    assert_eq!(exact("ＡＢＣ１"), "abc1");
    assert_eq!(exact("Łódź Đà Straße"), "lodz da strasse");
}

#[test]
fn elided_words_take_no_position() {
    assert_eq!(exact("la lutte contre l'exclusion"), "la lutte contre exclusion");
    assert_eq!(surface("contre l’exclusion"), ["contre", "exclusion"]);
    assert_eq!(exact("jusqu'à ce qu’il n'y ait"), "a ce il y ait");
    assert_eq!(exact("PUISQU'ELLE s´est, entr'ouverte, quelqu'un"), "elle est ouverte un");
    assert_eq!(exact("d'11 États, l’ONU, l'HCR, l'RPF, L'Hôpital"), "11 etats onu hcr rpf hopital");
    assert_eq!(exact("qu'aujourd'hui"), "aujourdhui");
}

#[test]
fn elision_before_nothing_is_dropped() {
    assert_eq!(exact("qu' elle, l’« exclusion » d'"), "elle exclusion");
    assert_eq!(exact_form("qu'"), "");
    assert_eq!(exact("l'option 'C'"), "option c");
}

#[test]
fn other_apostrophes_join() {
    assert_eq!(exact("aujourd’hui prud'homme O'Neil"), "aujourdhui prudhomme oneil");
    assert_eq!(exact("N'Djamena M’Bow D'Souza"), "ndjamena mbow dsouza");
    assert_eq!(exact("Côte d'Ivoire"), "cote ivoire");
    assert_eq!(exact("les États' et 'cela'"), "les etats et cela");
}

#[test]
fn every_hyphen_separates() {
    for hyphen in ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}'] {
        assert_eq!(exact(&format!("laissés{hyphen}pour{hyphen}compte")), "laisses pour compte");
    }
    assert_eq!(exact("déve\u{AD}lop\u{AD}pement\u{AD} x"), "developpement x");
    assert_eq!(surface("mot\u{AD} x"), ["mot", "x"]);
}

#[test]
fn symbols_and_numbers_are_their_parts() {
    assert_eq!(exact("A/RES/66/122"), "a res 66 122");
    assert_eq!(exact("A/RES/ 66 / 122"), "a res 66 122");
    assert_eq!(exact("S-24/2, 3314 (XXIX), E/2012/30"), "s 24 2 3314 xxix e 2012 30");
    assert_eq!(exact("1325 (2000) 2015-2030"), "1325 2000 2015 2030");
    assert_eq!(exact("1 500 1\u{A0}500 1\u{202F}500"), "1 500 1 500 1 500");
    assert_eq!(exact("CO₂ n° 5 nº 5 N°5"), "co2 no 5 no 5 no 5");
}

#[test]
fn ordinals_have_one_spelling() {
    assert_eq!(exact("1er 1^{er} 1^er^ 1^er 1ᵉʳ"), "1er 1er 1er 1er 1er");
    assert_eq!(exact("26^e^ 89e 657ème 657ieme 2ᵉ"), "26e 89e 657e 657e 2e");
    assert_eq!(exact("XIXe XIX^e^ xixème 1ère 1re"), "xixe xixe xixe 1re 1re");
    // A letter with an accent of its own is the same as one with the accent in it.
    assert_eq!((exact("l^e\u{301}a"), exact("l^éa")), ("l ea".to_owned(), "l ea".to_owned()));
    assert_eq!(exact("même dixième 10^6 x^y"), "meme dixieme 10 6 x y");
    assert_eq!(exact("l'1^{er} juillet"), "1er juillet");
}

#[test]
fn footnote_marks_are_no_words() {
    assert_eq!(exact("développement¹, dans tous »², fondée"), "developpement dans tous fondee");
    assert_eq!(surface("développement¹²"), ["développement"]);
    assert_eq!(exact("½ ¾ ²³"), "");
}

#[test]
fn long_words_are_cut() {
    let long = "é".repeat(100_000);
    assert_eq!(exact(&long), "e".repeat(MAX_TERM_CHARS));
    assert_eq!(surface(&long), [long.as_str()]);
}

#[test]
fn fold_leaves_other_characters() {
    assert_eq!(fold("« L’ÉTAT »² – e\u{301}\u{AD}té ; 1^{er}"), "« l'etat »² – ete ; 1^{er}");
}
