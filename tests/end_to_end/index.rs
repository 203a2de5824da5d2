//! `alinea index`: what goes in, what comes out again, what is refused.

use crate::common::{Alinea, corpus_argument, corpus_text, resolution};

#[test]
fn a_second_run_reads_only_what_changed() {
    let alinea = Alinea::new();
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.write("in/A-RES-99-202.txt", resolution("99/202", "relever les puits").as_bytes());
    let first = alinea.output(0, &["index", "in"]);
    assert!(
        first.starts_with("2 files: 2 read, 0 unchanged, 0 skipped, 0 failed; 2 resolutions, 6 clauses"),
        "{first}"
    );
    let second = alinea.output(0, &["index", "in"]);
    assert!(
        second.starts_with("2 files: 0 read, 2 unchanged, 0 skipped, 0 failed; 2 resolutions, 6 clauses"),
        "{second}"
    );
    alinea.write("in/A-RES-99-202.txt", resolution("99/202", "relever les fontaines").as_bytes());
    let third = alinea.output(0, &["index", "in"]);
    assert!(third.starts_with("2 files: 1 read, 1 unchanged"), "{third}");
    assert_eq!(alinea.references("fontaines"), ["A/RES/99/202, par. 1"]);
    assert_eq!((alinea.count(&["puits"]), alinea.count(&["sources"])), (0, 1));
}

#[test]
fn files_that_are_gone_stay_until_they_are_pruned() {
    let alinea = Alinea::new();
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.write("in/A-RES-99-202.txt", resolution("99/202", "relever les puits").as_bytes());
    alinea.output(0, &["index", "in"]);
    std::fs::remove_file(alinea.folder.path().join("in/A-RES-99-202.txt")).unwrap();
    assert!(alinea.complaints(0, &["index", "in"]).contains("--prune"));
    assert_eq!(alinea.count(&["puits"]), 1);
    assert!(alinea.output(0, &["index", "--prune", "in"]).contains("1 pruned"));
    assert_eq!((alinea.count(&["puits"]), alinea.count(&["sources"])), (0, 1));
}

#[test]
fn a_resolution_in_two_files_is_found_once() {
    let alinea = Alinea::with_corpus();
    alinea.write("copy/A-RES-66-122.txt", corpus_text("A-RES-66-122.txt").as_bytes());
    let summary = alinea.output(0, &["index", "copy"]);
    assert!(summary.contains("1 duplicate set aside"), "{summary}");
    assert_eq!(alinea.count(&["\"exclusion sociale\""]), 10);
    assert_eq!(alinea.records(&["show", "-f", "jsonl", "66/122"]).len(), 24);
}

#[test]
fn every_encoding_of_a_text_is_read() {
    let alinea = Alinea::new();
    let text = resolution("99/203", "protéger les forêts d'où vient l'eau");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    alinea.write("in/A-RES-99-203.txt", &latin);
    let utf16: Vec<u8> = format!("\u{feff}{}", resolution("99/204", "protéger les forêts d'où vient l'eau"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    alinea.write("in/A-RES-99-204.TXT", &utf16);
    alinea.output(0, &["index", "in"]);
    let found = alinea.references("\"protéger les forêts\" cote:A/RES/99/203");
    assert_eq!(found, ["A/RES/99/203, par. 1"]);
    let found = alinea.references("\"protéger les forêts\" cote:A/RES/99/204");
    assert_eq!(found, ["A/RES/99/204, par. 1"]);
}

#[test]
fn bad_files_are_named_and_the_rest_is_indexed() {
    let alinea = Alinea::new();
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.write("in/binary.txt", b"%PDF-1.7\0\0\0\x01\x02");
    alinea.write("in/empty.txt", b"");
    alinea.write("in/picture.png", b"\x89PNG");
    let output = alinea.command(&["index", "in", "nowhere"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let complaints = String::from_utf8(output.stderr).unwrap();
    for named in [
        "in/binary.txt: is no text: not a text file",
        "in/empty.txt: is no text: the file is empty",
        "nowhere: there is no such file",
    ] {
        assert!(complaints.contains(named), "{named}\n{complaints}");
    }
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.starts_with("5 files: 1 read, 0 unchanged, 1 skipped, 3 failed"), "{summary}");
    assert_eq!(alinea.count(&["sources"]), 1);
    let output = alinea.command(&["search", "--corpus", "in", "sources"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "an answer from half a corpus is no clean answer");
    assert!(!output.stdout.is_empty());
}

#[test]
fn a_folder_that_is_no_index_is_never_touched() {
    let alinea = Alinea::new();
    alinea.write("mine/letter.txt", b"Chers amis");
    let corpus = corpus_argument();
    for command in [
        &["index", "--index", "mine", &corpus][..],
        &["index", "--rebuild", "--index", "mine", &corpus],
        &["search", "--index", "mine", "paix"],
        &["stats", "--index", "mine"],
    ] {
        assert!(alinea.complaints(2, command).contains("not an Alinea index"), "{command:?}");
    }
    assert_eq!(std::fs::read_dir(alinea.folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn rebuilding_begins_with_an_empty_index() {
    let alinea = Alinea::with_corpus();
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.output(0, &["index", "--rebuild", "in"]);
    assert_eq!(alinea.count(&["\"exclusion sociale\""]), 0);
    assert_eq!(alinea.count(&["sources"]), 1);
}

#[test]
fn hits_do_not_depend_on_threads_or_on_the_number_of_runs() {
    let corpus = corpus_argument();
    let hits = |alinea: &Alinea| alinea.output(0, &["search", "-n", "1000", "-f", "jsonl", "États protection sociale"]);
    let one = Alinea::new();
    one.output(0, &["index", "--threads", "1", &corpus]);
    let many = Alinea::new();
    many.output(0, &["index", "--threads", "4", &corpus]);
    assert_eq!(hits(&one), hits(&many));
    let steps = Alinea::new();
    let mut names: Vec<_> = std::fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names.iter().rev() {
        steps.output(0, &["index", path.to_str().unwrap()]);
    }
    assert_eq!(hits(&one), hits(&steps));
}

#[test]
fn an_index_tells_what_it_holds_and_that_it_is_sound() {
    let alinea = Alinea::with_corpus();
    let text = alinea.output(0, &["stats"]);
    assert!(text.contains("resolutions  9\n"), "{text}");
    let text = alinea.output(0, &["verify"]);
    assert!(text.starts_with("every file of the index is sound"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&alinea.output(0, &["stats", "--format", "json"])).unwrap();
    let sum = |field: &str| -> u64 {
        json[field].as_array().unwrap().iter().map(|count| count["clauses"].as_u64().unwrap()).sum()
    };
    let clauses = json["clauses"].as_u64().unwrap();
    for field in ["organs", "sessions", "parts"] {
        assert_eq!(sum(field), clauses, "{field}");
    }
    let segmented = alinea.records(&["segment", "--format", "jsonl", &corpus_argument()]);
    assert_eq!(clauses, segmented.len() as u64);
}

#[test]
#[cfg(unix)]
fn a_file_name_cannot_steer_the_terminal() {
    let alinea = Alinea::new();
    alinea.write("in/\u{1b}[2Jbad.txt", b"\0\0\0\0");
    let complaint = alinea.complaints(2, &["index", "in"]);
    assert!(complaint.contains("\\u{1b}[2Jbad.txt") && !complaint.contains('\u{1b}'), "{complaint}");
}
