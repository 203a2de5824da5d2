//! Nothing is lost: every letter and digit of a file is in a clause, in a footnote, or in a named leftover, once.

mod laws;

use alinea_segment::segment;
use laws::check;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn check_folder(folder: &Path) -> usize {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let text = alinea_segment::decode(&bytes).unwrap();
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

#[test]
fn a_note_with_two_marks_loses_neither() {
    check("A-RES-1-1", "L'Assemblée générale,\n\n1. Prie les maires¹ d'agir.\n\n¹ ⁴A/1/2.\n");
    check("A-RES-1-1", "L'Assemblée générale,\n\n1. Prie les maires d'agir.\n\n^1 ^{2} Voir A/1/2.\n");
}
