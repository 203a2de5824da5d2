//! `alinea show` on the shipped corpus.

use crate::common::Alinea;

#[test]
fn a_resolution_is_shown_however_its_symbol_is_spelled() {
    let alinea = Alinea::with_corpus();
    let whole = alinea.output(0, &["show", "A/RES/66/122"]);
    for spelled in ["66/122", "a-res-66-122", "résolution 66/122", "A_RES_66_122"] {
        assert_eq!(alinea.output(0, &["show", spelled]), whole, "{spelled}");
    }
    assert!(whole.starts_with("A/RES/66/122\nPromouvoir l'intégration sociale en luttant contre l'exclusion\n"));
    for line in [
        "organe          Assemblée générale",
        "adoption        19 décembre 2011, 89e séance",
        "distribution    2 février 2012",
        "ordre du jour   point 27, b",
        "Préambule",
        "Dispositif",
        "Notes",
    ] {
        assert!(whole.lines().any(|shown| shown == line), "{line}\n{whole}");
    }
    let preamble = whole.find("[15] ").unwrap();
    assert!(preamble < whole.find("\nDispositif\n").unwrap());
    assert!(whole.contains("\n  9. "), "{whole}");
}

#[test]
fn a_clause_is_shown_by_its_reference() {
    let alinea = Alinea::with_corpus();
    let clause = alinea.output(0, &["show", "A/RES/66/122, par. 3"]);
    for spelled in [&["66/122, par. 3"][..], &["66/122", "§", "3"], &["66/122,", "paragraphe", "3"], &["66/122 3"]] {
        let arguments = [&["show"], spelled].concat();
        assert_eq!(alinea.output(0, &arguments), clause, "{spelled:?}");
    }
    assert!(clause.starts_with("A/RES/66/122, par. 3\n"), "{clause}");
    assert!(clause.contains("  3. ") && !clause.contains("  4. "), "{clause}");
    let alinea_six = alinea.output(0, &["show", "66/122, alinéa 6 du préambule"]);
    assert!(alinea_six.starts_with("A/RES/66/122, al. 6 du préambule\n"), "{alinea_six}");
}

#[test]
fn a_sub_paragraph_follows_its_chapeau() {
    let alinea = Alinea::with_corpus();
    let clause = alinea.output(0, &["show", "99/1, par. 2 b) ii)"]);
    let lines: Vec<&str> = clause.lines().collect();
    let begins = |start: &str| lines.iter().position(|line| line.starts_with(start));
    let (chapeau, letter, roman) = (begins("  2. "), begins("      b) "), begins("          ii) "));
    assert!(chapeau.is_some() && chapeau < letter && letter < roman, "{clause}");
    assert!(begins("      a) ").is_none(), "{clause}");
}

#[test]
fn clauses_come_as_json_with_the_header_of_their_resolution() {
    let alinea = Alinea::with_corpus();
    let whole = alinea.records(&["show", "--format", "jsonl", "66/122"]);
    assert_eq!(whole.len(), 24);
    assert!(whole.iter().all(|clause| clause["meeting"] == 89 && clause["issued"] == "2012-02-02"));
    let one = alinea.records(&["show", "-f", "jsonl", "66/122, par. 9"]);
    assert_eq!(one, whole[23..]);
}

#[test]
fn what_is_not_there_is_told_apart_from_what_is_no_reference() {
    let alinea = Alinea::with_corpus();
    assert!(alinea.complaints(1, &["show", "A/RES/12/34"]).contains("A/RES/12/34"));
    assert!(alinea.complaints(1, &["show", "66/122, par. 77"]).contains("no clause"));
    assert!(alinea.complaints(2, &["show", "exclusion sociale"]).contains("not a reference"));
    assert_eq!(alinea.output(1, &["show", "A/RES/12/34"]), "");
}

#[test]
fn parts_of_one_number_are_resolutions_of_their_own() {
    let alinea = Alinea::with_corpus();
    let part = alinea.output(0, &["show", "99/27 B"]);
    assert!(part.contains("bouées") && !part.contains("désaffectés"), "{part}");
}

#[test]
fn an_article_is_shown_with_all_its_paragraphs() {
    let alinea = Alinea::new();
    let charter = "Résolution adoptée par l'Assemblée générale le 3 mars 2045\n\n99/77. Jardins\n\nL'Assemblée générale,\n\n\
                   1. Adopte la charte jointe.\n\nAnnexe\n\nCharte des jardins\n\n\
                   Article premier\n\nTout jardin est ouvert.\n\nArticle 2\n\n1. Les haies sont :\n\na) Basses ;\n\nb) Vives.\n\n\
                   2. Elles sont taillées.\n\nArticle 12\n\nLa charte est déposée.\n";
    let file = alinea.write("A-RES-99-77.txt", charter.as_bytes());
    alinea.command(&["index", &file]).assert().success();
    let references = |typed: &str| -> Vec<String> {
        let shown = alinea.records(&["show", "-f", "jsonl", typed]);
        shown.iter().map(|clause| clause["reference"].as_str().unwrap().to_owned()).collect()
    };
    let second =
        ["par. 1", "par. 1 a)", "par. 1 b)", "par. 2"].map(|place| format!("A/RES/99/77, annexe, art. 2, {place}"));
    assert_eq!(references("99/77, art. 2"), second);
    assert_eq!(references("A/RES/99/77, annexe, article 2"), second);
    assert_eq!(references("99/77, article 2, par. 1 b)"), second[2..3]);
    assert_eq!(references("99/77, article premier"), ["A/RES/99/77, annexe, art. 1"]);
    assert!(alinea.complaints(1, &["show", "99/77, art. 3"]).contains("no clause"));
}

#[test]
fn an_annex_and_a_single_paragraph_have_their_references() {
    let alinea = Alinea::with_corpus();
    let annexed = alinea.output(0, &["show", "99/14, annexe, par. 2 b)"]);
    assert!(annexed.contains("mobilité réduite"), "{annexed}");
    let single = alinea.records(&["show", "-f", "jsonl", "99/3"]);
    assert_eq!(single.len(), 1);
    assert_eq!(single[0]["reference"], "A/RES/99/3, par. unique");
    assert!(single[0]["label"].is_null());
}
