//! `alinea segment` on the shipped corpus and on files made for the test.

use crate::common::{Alinea, corpus, corpus_argument, resolution};
use serde_json::Value;

#[test]
fn every_clause_is_an_object_with_every_field() {
    let alinea = Alinea::new();
    let clauses = alinea.records(&["segment", "--format", "jsonl", &corpus_argument()]);
    let fields = [
        "file",
        "symbol",
        "organ",
        "session",
        "title",
        "adopted",
        "issued",
        "agenda",
        "provenance",
        "meeting",
        "vote",
        "reference",
        "part",
        "preambular",
        "section",
        "annex",
        "label",
        "opener",
        "verb",
        "text",
        "chapeau",
        "lines",
        "joins",
    ];
    for clause in &clauses {
        let object = clause.as_object().unwrap();
        for field in fields {
            assert!(object.contains_key(field), "{field} {clause}");
        }
        assert_eq!(object.len(), fields.len());
    }
    let founding: Vec<&Value> = clauses.iter().filter(|clause| clause["symbol"] == "A/RES/66/122").collect();
    let parts: Vec<&str> = founding.iter().map(|clause| clause["part"].as_str().unwrap()).collect();
    assert_eq!(parts, [vec!["preamble"; 15], vec!["operative"; 9]].concat());
    assert_eq!(founding[0]["opener"], "Rappelant");
    assert_eq!(founding[0]["verb"], "rappeler");
    // The first paragraph is cut by a footnote: one join, where the two pieces meet.
    let text: Vec<char> = founding[15]["text"].as_str().unwrap().chars().collect();
    let join = founding[15]["joins"][0].as_u64().unwrap() as usize;
    let around: String = text[join - "en particulier".len() - 1..join + "ceux qui".len() + 1].iter().collect();
    assert!(around.contains("en particulier") && around.contains("ceux qui"), "{around}");
}

#[test]
fn the_corpus_has_the_shapes_it_was_written_for() {
    let alinea = Alinea::new();
    let resolutions = alinea.records(&["segment", "--format", "resolutions", &corpus_argument()]);
    let labels = |symbol: &str| -> Vec<String> {
        let resolution = resolutions.iter().find(|resolution| resolution["symbol"] == symbol).unwrap();
        let clauses = resolution["clauses"].as_array().unwrap();
        clauses
            .iter()
            .map(|clause| {
                let initial = &clause["part"].as_str().unwrap()[..1];
                format!("{initial}{}", clause["label"].as_str().unwrap_or("-"))
            })
            .collect()
    };
    let list = |text: &str| text.split(", ").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        labels("A/RES/99/1"),
        list("p1, p2, p3, p4, p5, o1, o2, o2 a), o2 b), o2 b) i), o2 b) ii), o2 c), o3, o4")
    );
    assert_eq!(labels("A/RES/99/3"), ["o-"]);
    assert_eq!(labels("A/RES/99/14"), list("p1, p2, p3, o1, o2, o3, o4, a1, a2, a2 a), a2 b), a3, a4"));
    assert_eq!(labels("A/RES/99/27 A"), list("p1, p2, o1, o2"));
    assert_eq!(labels("A/RES/99/27 B"), list("p1, p2, o1, o2, o3"));
    assert_eq!(labels("S/RES/9001 (2044)"), list("p1, p2, p3, p4, o1, o2, o2 a), o2 b), o2 c), o3, o4, o5"));
    assert_eq!(labels("E/RES/2044/5"), list("p1, p2, p3, o1, o2, o3, o4, o5"));
    assert_eq!(labels("A/HRC/RES/98/2"), list("p1, p2, p3, p4, o1, o2, o3, o4"));
    assert_eq!(resolutions.len(), 9, "README.md is no resolution");
}

#[test]
fn damage_is_repaired() {
    let alinea = Alinea::new();
    let clauses = alinea.records(&["segment", "--format", "jsonl", &corpus_argument()]);
    let text = |reference: &str| -> String {
        let clause = clauses.iter().find(|clause| clause["reference"] == reference);
        let text = clause.unwrap_or_else(|| panic!("{reference}"))["text"].as_str().unwrap().to_owned();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (reference, repaired) in [
        ("A/RES/99/1, al. 3 du préambule", "des localités qu'aucun équipement fixe n'atteint, et"),
        ("A/RES/99/1, al. 1 du préambule", "du 9 décembre 2041, dans laquelle"),
        ("A/RES/99/1, par. 3", "de le tenir à jour avec le concours"),
        ("S/RES/9001 (2044), par. 2 b)", "le déminage des chenaux et des abords des ports"),
        ("A/HRC/RES/98/2, al. 3 du préambule", "dans les transports, les soins et le nettoyage"),
    ] {
        assert!(text(reference).contains(repaired), "{reference}: {}", text(reference));
    }
}

#[test]
fn a_resolution_comes_with_header_footnotes_and_diagnostics() {
    let alinea = Alinea::new();
    let file = corpus().join("A-RES-66-122.txt").to_str().unwrap().to_owned();
    let resolutions = alinea.records(&["segment", "--format", "resolutions", &file]);
    assert_eq!(resolutions.len(), 1);
    let resolution = &resolutions[0];
    assert_eq!(resolution["clauses"].as_array().unwrap().len(), 24);
    assert_eq!(resolution["footnotes"].as_array().unwrap().len(), 2);
    assert_eq!(resolution["provenance"], "sur la base du rapport de la Troisième Commission (A/66/454 (Part II))");
    assert!(resolution["leftovers"].as_object().unwrap().contains_key("header"));
    assert!(resolution["diagnostics"].is_array());
}

#[test]
fn output_is_the_same_on_any_number_of_threads() {
    let alinea = Alinea::new();
    for format in ["jsonl", "resolutions", "text"] {
        let on = |threads: &str| {
            alinea.output(0, &["segment", "--threads", threads, "--format", format, &corpus_argument()])
        };
        assert_eq!(on("1"), on("4"), "{format}");
    }
    let files: Vec<String> = alinea
        .records(&["segment", "--format", "jsonl", &corpus_argument()])
        .iter()
        .map(|clause| clause["file"].as_str().unwrap().to_owned())
        .collect();
    assert!(files.is_sorted());
}

#[test]
fn the_report_sums_up_a_folder() {
    let alinea = Alinea::new();
    let report = alinea.output(0, &["segment", "--report", &corpus_argument()]);
    assert!(report.starts_with("9 files, 1 of them no resolution, 0 unreadable; 9 resolutions, "), "{report}");
    let other = report.find("no resolution\n").unwrap();
    assert!(report[other..].contains("README.md"), "{report}");
    let errors = alinea.output(0, &["segment", "--report", "--level", "error", &corpus_argument()]);
    assert!(errors.lines().count() <= report.lines().count());
    assert!(!errors.contains("   info  "), "{errors}");
}

#[test]
fn a_bad_file_is_named_and_the_rest_is_printed() {
    let alinea = Alinea::new();
    alinea.write("in/a.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.write("in/b.txt", b"\0\x01\x02\x03");
    let output = alinea.command(&["segment", "--format", "jsonl", "in"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("in/b.txt: is no text: not a text file"));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
    alinea.output(2, &["segment", "nowhere"]);
    alinea.write("other/c.txt", b"Une lettre, sans plus.\n");
    assert_eq!(alinea.output(1, &["segment", "--format", "jsonl", "other"]), "");
}
