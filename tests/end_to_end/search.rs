//! `alinea search` on the shipped corpus.

use crate::common::{Alinea, corpus_argument, resolution};
use serde_json::Value;

/// The ten clauses of resolution 66/122 with the words « exclusion sociale », counted by hand.
const EXCLUSION_SOCIALE: [&str; 10] = [
    "A/RES/66/122, al. 6 du préambule",
    "A/RES/66/122, al. 8 du préambule",
    "A/RES/66/122, al. 10 du préambule",
    "A/RES/66/122, al. 11 du préambule",
    "A/RES/66/122, al. 12 du préambule",
    "A/RES/66/122, al. 15 du préambule",
    "A/RES/66/122, par. 3",
    "A/RES/66/122, par. 4",
    "A/RES/66/122, par. 5",
    "A/RES/66/122, par. 7",
];

fn sorted(mut references: Vec<String>) -> Vec<String> {
    references.sort();
    references
}

#[test]
fn one_command_goes_from_nothing_to_the_ten_clauses() {
    let alinea = Alinea::new();
    let corpus = corpus_argument();
    let assert = alinea.command(&["search", "--corpus", &corpus, "\"exclusion sociale\""]).assert().code(0);
    let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("10 clauses trouvées"));
    let references: Vec<String> = lines.filter(|line| line.starts_with("A/RES/66/122, ")).map(str::to_owned).collect();
    assert_eq!(sorted(references), sorted(EXCLUSION_SOCIALE.map(str::to_owned).to_vec()));
    assert!(text.contains("  Assemblée générale · 19 décembre 2011 · préambule, alinéa 6\n"), "{text}");
    assert!(text.contains("  Promouvoir l'intégration sociale en luttant contre l'exclusion\n"), "{text}");
    assert!(text.contains("    3. "), "{text}");
    assert_eq!(String::from_utf8(assert.get_output().stderr.clone()).unwrap(), "");
}

#[test]
fn the_words_of_a_phrase_must_stand_next_to_each_other() {
    let alinea = Alinea::with_corpus();
    assert_eq!(
        sorted(alinea.references("\"exclusion sociale\"")),
        sorted(EXCLUSION_SOCIALE.map(str::to_owned).to_vec())
    );
    let both = alinea.references("exclusion sociale");
    assert!(EXCLUSION_SOCIALE.iter().all(|reference| both.iter().any(|found| found == reference)), "{both:?}");
    assert!(both.iter().any(|reference| reference == "A/RES/66/122, par. 1"), "{both:?}");
    assert_eq!(alinea.count(&["\"sociale exclusion\""]), 0);
}

#[test]
fn spellings_of_a_word_are_one_word() {
    let alinea = Alinea::with_corpus();
    for (reference, others) in [
        ("\"mise en œuvre\"", &["\"mise en oeuvre\"", "\"MISE EN ŒUVRE\"", "\"Mise  en Oeuvre\""][..]),
        ("\"sécurité sociale\"", &["\"securite sociale\"", "\"Sécurité Sociale\""]),
        ("\"l'Année internationale\"", &["\"l’annee internationale\"", "\"année internationale\""]),
        ("\"États Membres\"", &["\"Etats Membres\"", "\"e\u{301}tats membres\""]),
    ] {
        let found = alinea.references(reference);
        assert!(!found.is_empty(), "{reference}");
        for other in others {
            assert_eq!(alinea.references(other), found, "{reference} {other}");
        }
    }
    // One of them is written with its ligature, one without: E/RES/2044/5.
    let found = alinea.references("\"mise en œuvre\"");
    assert!(found.iter().any(|reference| reference == "E/RES/2044/5, sect. II, par. 3"), "{found:?}");
}

#[test]
fn exact_takes_words_as_typed() {
    let alinea = Alinea::with_corpus();
    assert!(alinea.count(&["jardin"]) > alinea.count(&["--exact", "jardin"]));
    assert_eq!(alinea.count(&["--exact", "jardin"]), 2);
}

#[test]
fn arguments_are_joined_by_spaces() {
    let alinea = Alinea::with_corpus();
    assert_eq!(alinea.count(&["exclusion", "sociale"]), alinea.count(&["exclusion sociale"]));
}

#[test]
fn limit_and_offset_cut_one_list() {
    let alinea = Alinea::with_corpus();
    let page = |limit: &str, offset: &str| -> Vec<Value> {
        alinea.records(&["search", "-f", "jsonl", "--limit", limit, "--offset", offset, "-e", "États"])
    };
    let all = page("1000", "0");
    assert!(all.len() > 5);
    let pages: Vec<Value> = [page("2", "0"), page("3", "2"), page("1000", "5")].concat();
    assert_eq!(all, pages);
    assert_eq!(all[4]["rank"], 5);
    let text = alinea.output(0, &["search", "--limit", "2", "--offset", "1", "-e", "États"]);
    assert_eq!(text.lines().next(), Some(format!("{} clauses trouvées, ici de 2 à 3", all.len()).as_str()));
}

#[test]
fn json_carries_what_the_text_shows_and_where_it_matched() {
    let alinea = Alinea::with_corpus();
    let records = alinea.records(&["search", "--format", "jsonl", "\"exclusion sociale\""]);
    assert_eq!(records.len(), 10);
    let third = records.iter().find(|record| record["reference"] == "A/RES/66/122, par. 3").unwrap();
    for (field, value) in [
        ("symbol", "A/RES/66/122"),
        ("organ", "Assemblée générale"),
        ("session", "66"),
        ("adopted", "2011-12-19"),
        ("title", "Promouvoir l'intégration sociale en luttant contre l'exclusion"),
        ("part", "operative"),
        ("label", "3"),
        ("opener", "Encourage"),
    ] {
        assert_eq!(third[field], value, "{field}");
    }
    assert!(third["section"].is_null() && third.get("section").is_some());
    assert_eq!(third["total"], 10);
    for record in &records {
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let highlights = record["highlights"].as_array().unwrap();
        assert!(!highlights.is_empty());
        let at = |highlight: &Value, field: &str| highlight[field].as_u64().unwrap() as usize;
        let from = at(&highlights[0], "from");
        let matched: String = text[from..].iter().take("exclusion sociale".len()).collect();
        assert_eq!(matched, "exclusion sociale");
        assert!(at(highlights.last().unwrap(), "to") <= text.len());
    }
}

#[test]
fn csv_is_a_table_with_headings() {
    let alinea = Alinea::with_corpus();
    let text = alinea.output(0, &["search", "--format", "csv", "\"exclusion sociale\""]);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let headings = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 10);
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    assert!(rows.iter().all(|row| &row[column("symbol")] == "A/RES/66/122"));
    assert!(rows.iter().all(|row| row[column("text")].contains("exclusion sociale")));
}

#[test]
fn the_status_tells_whether_something_was_found() {
    let alinea = Alinea::with_corpus();
    assert_eq!(alinea.output(1, &["search", "télépathie"]), "aucune clause trouvée\n");
    assert!(alinea.complaints(1, &["search", "télépathie"]).contains("`télépathie` occurs nowhere in the index"));
    assert_eq!(alinea.output(1, &["search", "--count", "télépathie"]), "0\n");
    assert_eq!(alinea.output(1, &["search", "--format", "jsonl", "télépathie"]), "");
    alinea.output(1, &["search", "«»"]);
    alinea.output(2, &["search"]);
    alinea.output(2, &["search", "--format", "xml", "paix"]);
    let complaint = alinea.complaints(2, &["search", "--index", "nowhere", "paix"]);
    assert!(complaint.contains("alinea index"), "{complaint}");
}

#[test]
fn what_is_odd_in_a_query_is_pointed_at() {
    let alinea = Alinea::with_corpus();
    let complaint = alinea.complaints(0, &["search", "sociale \"exclusion sociale"]);
    assert!(complaint.contains("this quotation mark is not closed"), "{complaint}");
    assert!(complaint.contains("  sociale \"exclusion sociale\n          ^"), "{complaint}");
}

#[test]
fn operators_combine_and_fields_select() {
    let alinea = Alinea::with_corpus();
    let count = |query: &str| alinea.count(&[query]);
    assert_eq!(count("exclusion SAUF \"exclusion sociale\"") + 10, count("exclusion"));
    assert_eq!(count("\"exclusion sociale\" partie:dispositif"), 4);
    assert_eq!(count("\"exclusion sociale\" (verbe:encourager OU verbe:invite)"), 4);
    assert_eq!(count("\"exclusion soc*\" session:60..66 date:2011-12-19 organe:AG cote:A/RES/66/*"), 10);
    assert_eq!(count("exclusion pre/0 sociale"), 10);
    assert_eq!(count("sociale pre/0 exclusion"), 0);
    assert_eq!(count("sociale w/0 exclusion"), 10);
    assert_eq!(count("=\"exclusion sociale\" OU exculsion~ fichier:rien"), 10);
}

#[test]
fn clauses_are_sorted_as_asked() {
    let alinea = Alinea::with_corpus();
    let days = |sort: &str| -> Vec<String> {
        let arguments = ["search", "--format", "jsonl", "--limit", "1000", "--sort", sort, "États"];
        let records = alinea.records(&arguments);
        records.iter().map(|record| record["adopted"].as_str().unwrap_or("9999").to_owned()).collect()
    };
    assert!(days("date").is_sorted() && days("date").len() > 5);
    let newest: Vec<String> = days("-date").into_iter().filter(|day| day != "9999").rev().collect();
    assert!(newest.is_sorted());
    let text = alinea.output(0, &["search", "--sort", "cote", "--limit", "1", "partie:dispositif"]);
    assert!(text.lines().nth(2).unwrap().ends_with("par. 1"), "{text}");
    alinea.output(2, &["search", "--sort", "taille", "États"]);
}

#[test]
fn clauses_are_counted_by_the_values_of_fields() {
    let alinea = Alinea::with_corpus();
    let text = alinea.output(0, &["search", "--facets", "partie,annee", "\"exclusion sociale\""]);
    let expected =
        "10 clauses trouvées\n\npartie\n        6  préambule\n        4  dispositif\n\nannée\n       10  2011\n";
    assert_eq!(text, expected);
    let records = alinea.records(&["search", "-f", "jsonl", "--facets", "verbe,organe", "\"exclusion sociale\""]);
    let encourage = records.iter().find(|record| record["value"] == "encourager").unwrap();
    assert_eq!((&encourage["facet"], &encourage["count"]), (&"verb".into(), &2.into()));
    let counts = records.iter().filter(|record| record["facet"] == "verb").map(|record| record["count"].as_u64());
    assert_eq!(counts.flatten().sum::<u64>(), 10);
    assert_eq!(records.iter().filter(|record| record["facet"] == "organ").count(), 1);
    let table = alinea.output(0, &["search", "-f", "csv", "--facets", "session", "\"exclusion sociale\""]);
    assert_eq!(table, "facet,value,count\nsession,66,10\n");
    assert_eq!(
        alinea.output(1, &["search", "--facets", "session", "télépathie"]),
        "aucune clause trouvée\n\nsession\n"
    );
    alinea.output(2, &["search", "--facets", "taille", "paix"]);
}

#[test]
fn a_query_is_explained() {
    let alinea = Alinea::new();
    let text = alinea.output(0, &["search", "--explain-query", "paix OU guerre w/3 =conflits"]);
    assert_eq!(text.lines().next(), Some("paix OU guerre w/3 =conflits"));
    assert!(text.contains("    proches l'un du suivant (3 mots au plus entre deux, dans tout ordre) :\n"), "{text}");
    let record = &alinea.records(&["search", "--explain-query", "--format", "jsonl", "paix SAUF"])[0];
    assert_eq!(record["query"], "paix sauf");
    assert_eq!(
        (&record["diagnostics"][0]["kind"], &record["diagnostics"][0]["from"]),
        (&"no-operand".into(), &5.into())
    );
    assert_eq!(record["tree"]["all"][0]["word"]["text"], "paix");
}

#[test]
fn what_holds_a_query_back_is_told() {
    let alinea = Alinea::with_corpus();
    let complaint = alinea.complaints(1, &["search", "\"exclusion sociale\" exculsion"]);
    assert!(complaint.contains("`exculsion` occurs nowhere in the index; spelled nearly so: exclusion"), "{complaint}");
    assert!(complaint.contains("aucune clause avec les 2 termes ; sans « exculsion » : 10"), "{complaint}");
}

#[test]
fn of_many_words_that_are_nowhere_the_first_are_named() {
    let alinea = Alinea::with_corpus();
    let long = "z".repeat(100_000);
    let words: String = (0..30).map(|n| format!("zq{n} ")).collect();
    let complaint = alinea.complaints(1, &["search", &long, &words]);
    assert_eq!(complaint.matches("` occurs nowhere in the index").count(), 20, "{complaint}");
    assert!(complaint.contains("note: 11 other words occur nowhere in the index"), "{complaint}");
    assert!(complaint.contains("`zzzz") && complaint.len() < 10_000);
}

#[test]
fn a_query_is_never_an_error() {
    let alinea = Alinea::with_corpus();
    for query in ["\"", "\"\"", "((", "a AND", "*", "?", "l'", "\u{1b}[31m", "–", "😀", ":", "title:", "NOT"] {
        let output = alinea.command(&["search", query]).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{query:?}: {output:?}");
        let shown = [output.stdout, output.stderr].concat();
        assert!(!shown.contains(&0x1b), "{query:?}");
    }
}

#[test]
fn a_corpus_is_followed_through_its_changes() {
    let alinea = Alinea::new();
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "relever les sources").as_bytes());
    alinea.write("in/A-RES-99-202.txt", resolution("99/202", "relever les puits").as_bytes());
    assert_eq!(alinea.output(0, &["search", "--count", "--corpus", "in", "relever"]), "2\n");
    alinea.write("in/A-RES-99-201.txt", resolution("99/201", "garder les sources").as_bytes());
    std::fs::remove_file(alinea.folder.path().join("in/A-RES-99-202.txt")).unwrap();
    assert_eq!(alinea.output(1, &["search", "--count", "--corpus", "in", "relever"]), "0\n");
    assert_eq!(alinea.output(0, &["search", "--count", "--corpus", "in", "garder"]), "1\n");
}

#[test]
fn the_index_is_named_by_option_or_environment() {
    let alinea = Alinea::new();
    let corpus = corpus_argument();
    alinea.output(0, &["index", "--index", "elsewhere", &corpus]);
    alinea.output(2, &["search", "paix"]);
    alinea.output(0, &["search", "--index", "elsewhere", "États"]);
    alinea.command(&["search", "États"]).env("ALINEA_INDEX", "elsewhere").assert().code(0);
}
