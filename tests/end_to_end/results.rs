//! How `alinea search` lays out what it found: clauses of one wording, concordances, accounts of scores.

use crate::common::{Alinea, resolution};

/// Three resolutions with the same paragraph 2, one of them about something else; the first with another organ's name.
fn with_three() -> Alinea {
    let alinea = Alinea::new();
    for number in ["99/203", "99/204"] {
        let text = resolution(number, "protéger les forêts d'où vient l'eau");
        alinea.write(&format!("in/A-RES-{}.txt", number.replace('/', "-")), text.as_bytes());
    }
    let later = resolution("99/205", "relever les sources")
        .replace("2 décembre 2044", "9 janvier 2045")
        .replace("2. Décide de rester saisie", "2.  DÉCIDE de rester saisie");
    alinea.write("in/A-RES-99-205.txt", later.as_bytes());
    alinea.output(0, &["index", "in"]);
    alinea
}

#[test]
fn clauses_of_one_wording_are_one_result() {
    let alinea = with_three();
    let text = alinea.output(0, &["search", "\"rester saisie\" OU forêts"]);
    let first = text.lines().next().unwrap();
    assert_eq!(first, "5 clauses trouvées ; 2 libellés");
    assert!(text.contains("\n  même libellé : 3 clauses, de 2044 à 2045, Assemblée générale\n"), "{text}");
    assert!(text.contains("\n  même libellé : 2 clauses, 2044, Assemblée générale\n"), "{text}");
    assert!(!text.contains("A/RES/99/205"), "{text}");

    let text = alinea.output(0, &["search", "--references", "\"rester saisie\""]);
    let cited = "    A/RES/99/203, par. 2\n    A/RES/99/204, par. 2\n    A/RES/99/205, par. 2\n";
    assert!(text.ends_with(cited), "{text}");

    let text = alinea.output(0, &["search", "--no-group", "\"rester saisie\""]);
    assert_eq!(text.lines().next(), Some("3 clauses trouvées"));
    assert!(text.contains("A/RES/99/205, par. 2\n") && !text.contains("libellé"), "{text}");
    assert_eq!(alinea.count(&["\"rester saisie\""]), 3);
}

#[test]
fn occurrences_are_for_programs_too() {
    let alinea = with_three();
    let records = alinea.records(&["search", "-f", "jsonl", "--references", "\"rester saisie\""]);
    assert_eq!(records.len(), 1);
    assert_eq!((&records[0]["total"], &records[0]["wordings"]), (&3.into(), &1.into()));
    let expected = serde_json::json!({
        "count": 3, "first": "2044-12-02", "last": "2045-01-09", "organs": ["Assemblée générale"],
        "references": ["A/RES/99/203, par. 2", "A/RES/99/204, par. 2", "A/RES/99/205, par. 2"],
    });
    assert_eq!(records[0]["occurrences"], expected);
    let alone = &alinea.records(&["search", "-f", "jsonl", "--no-group", "-n", "1", "forêts"])[0];
    assert!(alone["occurrences"].is_null() && alone["wordings"].is_null());

    let table = alinea.output(0, &["search", "-f", "csv", "--references", "\"rester saisie\""]);
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let row: std::collections::BTreeMap<String, String> = table.deserialize().next().unwrap().unwrap();
    assert_eq!((row["occurrences"].as_str(), row["last"].as_str()), ("3", "2045-01-09"));
    assert_eq!(row["references"], "A/RES/99/203, par. 2; A/RES/99/204, par. 2; A/RES/99/205, par. 2");
}

#[test]
fn a_page_of_results_is_a_page_of_wordings() {
    let alinea = with_three();
    let query = "\"rester saisie\" OU forêts OU sources";
    let whole = alinea.records(&["search", "-f", "jsonl", query]);
    let text = alinea.output(0, &["search", "-n", "1", "--offset", "1", query]);
    assert_eq!(whole.len(), 3);
    assert_eq!(text.lines().next(), Some("6 clauses trouvées ; 3 libellés, ici de 2 à 2"));
    assert_eq!(text.lines().nth(2), whole[1]["reference"].as_str());
}

#[test]
fn a_concordance_sets_matches_below_each_other() {
    let alinea = Alinea::with_corpus();
    let text = alinea.output(0, &["search", "--kwic", "--sort", "droite", "\"exclusion sociale\""]);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("10 clauses trouvées, ici les occurrences 1 à 10"));
    assert_eq!(lines.next(), Some(""));
    let lines: Vec<&str> = lines.collect();
    // One clause says it twice.
    assert!(lines.len() >= 10, "{text}");
    let column = |line: &&str| line[..line.find("exclusion sociale").unwrap()].chars().count();
    assert!(lines.iter().all(|line| column(line) == column(&lines[0])), "{text}");
    assert!(lines.iter().all(|line| line.chars().count() <= 120 && line.starts_with("A/RES/66/122, ")), "{text}");
    let right = |line: &&str| {
        let right = alinea_french::fold(line.split("exclusion sociale").nth(1).unwrap());
        right.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).filter(|word| !word.is_empty()).collect()
    };
    let right: Vec<Vec<String>> = lines.iter().map(right).collect();
    assert!(right.is_sorted(), "{right:?}");
}

#[test]
fn a_concordance_is_for_programs_too() {
    let alinea = Alinea::with_corpus();
    let records = alinea.records(&["search", "--kwic", "-f", "jsonl", "-n", "100", "\"exclusion sociale\""]);
    let clauses = alinea.records(&["search", "-f", "jsonl", "\"exclusion sociale\""]);
    let matches: usize = clauses.iter().map(|clause| clause["highlights"].as_array().unwrap().len()).sum();
    assert_eq!(records.len(), matches);
    for record in &records {
        assert_eq!((&record["match"], &record["exact"]), (&"exclusion sociale".into(), &true.into()));
        let clause = clauses.iter().find(|clause| clause["reference"] == record["reference"]).unwrap();
        let whole =
            format!("{}exclusion sociale{}", record["left"].as_str().unwrap(), record["right"].as_str().unwrap());
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&whole), words(clause["text"].as_str().unwrap()));
    }
    let left =
        alinea.records(&["search", "--kwic", "-f", "jsonl", "--sort", "gauche", "-n", "3", "\"exclusion sociale\""]);
    let word = |record: &serde_json::Value| {
        let left = alinea_french::fold(record["left"].as_str().unwrap());
        left.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).map(str::to_owned)
    };
    assert!(left.iter().map(word).is_sorted() && left.len() == 3, "{left:?}");
    let table = alinea.output(0, &["search", "--kwic", "-f", "csv", "-n", "2", "\"exclusion sociale\""]);
    assert_eq!(table.lines().next(), Some("rank,reference,left,match,right,exact"));
    assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), 2);
    assert!(alinea.complaints(2, &["search", "--sort", "gauche", "paix"]).contains("--kwic"));
    assert_eq!(alinea.output(1, &["search", "--kwic", "télépathie"]), "aucune clause trouvée\n\n");
}

#[test]
fn the_parts_of_a_score_are_its_sum() {
    let alinea = Alinea::with_corpus();
    let records = alinea.records(&["search", "-f", "jsonl", "--explain", "jardins partagés A/RES/99/14"]);
    assert!(records.len() > 2);
    let mut sources = std::collections::BTreeSet::new();
    for record in &records {
        let parts = record["parts"].as_array().unwrap();
        let sum: f64 = parts.iter().map(|part| part["value"].as_f64().unwrap()).sum();
        let score = record["score"].as_f64().unwrap();
        assert!((sum - score).abs() < 1e-4 * score, "{record}");
        for part in parts {
            let source = &part["source"];
            sources.insert(
                source
                    .as_str()
                    .map_or_else(|| source.as_object().unwrap().keys().next().unwrap().clone(), str::to_owned),
            );
        }
    }
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), ["exact", "proximity", "symbol", "text", "title"]);
    let text = alinea.output(0, &["search", "-n", "1", "--explain", "\"exclusion sociale\""]);
    assert!(text.contains("  score ") && text.contains("  forme exacte : exclusion sociale ("), "{text}");
}

#[test]
fn a_filter_selects_and_has_no_part_in_the_ranking() {
    let alinea = Alinea::with_corpus();
    let ask = |arguments: &[&str]| {
        let records = alinea.records(&[&["search", "-f", "jsonl", "-n", "1000"], arguments].concat());
        let of = |record: &serde_json::Value| (record["reference"].to_string(), record["score"].to_string());
        records.iter().map(of).collect::<Vec<_>>()
    };
    let whole = ask(&["décide"]);
    let filtered = ask(&["décide", "--filter", "saisi* organe:AG"]);
    assert!(!filtered.is_empty() && filtered.len() < whole.len());
    assert!(filtered.iter().all(|hit| whole.contains(hit)), "{filtered:?} {whole:?}");
    assert_eq!(ask(&["décide saisi* organe:AG"]).len(), filtered.len());
    assert_eq!(alinea.count(&["--filter", "organe:CS"]), alinea.count(&["organe:CS"]));
    let complaint = alinea.complaints(1, &["search", "exclusion", "--filter", "organe:CS"]);
    assert!(complaint.contains("aucune clause avec les 2 termes"), "{complaint}");
    assert!(alinea.complaints(0, &["search", "décide", "--filter", "(organe:AG"]).contains("(organe:AG\n  ^"));
}

#[test]
fn what_is_odd_in_a_query_is_told_to_programs() {
    let alinea = Alinea::with_corpus();
    let records = alinea.records(&["search", "-f", "jsonl", "-n", "2", "\"exclusion sociale"]);
    assert!(records.len() == 2);
    for record in &records {
        assert_eq!(record["diagnostics"][0]["kind"], "unclosed-quote");
        assert_eq!((&record["diagnostics"][0]["from"], &record["diagnostics"][0]["to"]), (&0.into(), &1.into()));
    }
    let sound = &alinea.records(&["search", "-f", "jsonl", "-n", "1", "\"exclusion sociale\""])[0];
    assert!(sound.get("diagnostics").is_none());
}
