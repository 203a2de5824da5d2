//! Nothing is lost: every letter and digit of a file is in a clause, in a footnote, or in a named leftover, once.

use alinea_segment::{Document, segment};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    while let Some(at) = rest.find("GLYPH<") {
        let (head, tail) = rest.split_at(at);
        head.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *counts.entry(plain(c)).or_default() += step);
        rest = tail.split_once('>').map_or("", |(_, rest)| rest);
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
fn check(name: &str, text: &str) {
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

fn check_folder(folder: &Path) -> usize {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    for file in &files {
        let text = alinea_segment::decode(&std::fs::read(file).unwrap()).unwrap();
        check(&file.file_stem().unwrap().to_string_lossy(), &text);
    }
    files.len()
}

#[test]
fn nothing_of_the_shipped_corpus_is_lost() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    assert!(check_folder(&corpus) >= 8);
}

#[test]
fn nothing_of_the_large_corpus_is_lost() {
    let shared = std::env::var_os("ALINEA_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let corpus = shared.join("corpora/un-fr");
    if !corpus.is_dir() {
        eprintln!("skipped: no corpus at {}", corpus.display());
        return;
    }
    assert!(check_folder(&corpus) > 0);
}

/// Lines of the kinds documents are made of, and damage.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("## L'Assemblée générale ,".to_owned()),
        Just("Le Conseil de sécurité,".to_owned()),
        Just("Rappelant sa résolution 65/1 1 , et les droits de l'homme 2 ;".to_owned()),
        Just("- 1. Prie le Secrétaire général de :".to_owned()),
        Just("- a ) De lui faire rapport ;".to_owned()),
        Just("- ii) De la publier ;".to_owned()),
        Just("2. *Décide* d'examiner la question.".to_owned()),
        Just("et de poursuivre ses travaux ;".to_owned()),
        Just("\\_\\_\\_\\_".to_owned()),
        Just("<!-- image -->".to_owned()),
        Just("3 Voir A/68/201.".to_owned()),
        Just("¹ Ibid., vol. 2.".to_owned()),
        Just("12".to_owned()),
        Just("A".to_owned()),
        Just("## II".to_owned()),
        Just("## Annexe I".to_owned()),
        Just("66/122. Un titre".to_owned()),
        Just("Résolution 1325 (2000)".to_owned()),
        Just("Distr. générale 2 février 2012".to_owned()),
        Just("89 e séance plénière 19 décembre 2011".to_owned()),
        Just("[Adoptée sans vote.]".to_owned()),
        Just("| a | b |".to_owned()),
        Just("« 3. Le texte qui est cité".to_owned()),
        Just("de la Com› mission et la pé-".to_owned()),
        "[ -~]{0,60}",
        "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_is_lost_of_any_order_of_lines(lines in prop::collection::vec((line(), any::<bool>()), 0..40)) {
        let text: String = lines.iter().map(|(line, blank)| format!("{line}\n{}", if *blank { "\n" } else { "" })).collect();
        check("A-RES-66-122", &text);
    }

    #[test]
    fn no_text_panics(text in "\\PC*", name in "[A-Z0-9()-]{0,20}") {
        segment(&name, &text);
    }
}

#[test]
fn long_and_deep_texts_come_out_whole() {
    let endless = "de la résolution ".repeat(60_000);
    check("A-RES-1-1", &format!("L'Assemblée générale,\n\n1. Prie {endless}"));
    let nested: String = (0..5000).map(|i| format!("- {}) De faire :\n", char::from(b'a' + (i % 26) as u8))).collect();
    check("A-RES-1-1", &format!("L'Assemblée générale,\n\n1. Prie :\n{nested}"));
    check("A-RES-1-1", &"A\n\nL'Assemblée générale,\n\n".repeat(3000));
    check("A-RES-1-1", &"12\n\n".repeat(20_000));
    check("A-RES-1-1", &"## Titre sans fin\n\n".repeat(20_000));
}
