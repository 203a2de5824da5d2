//! A scan of all clauses gives the same clauses, counts, scores and order as the search, for queries of every kind; and
//! neither the way an index was made nor its deletions change any of it.

use crate::common::{Chance, Filed, OPENERS, WORDS, index, index_in_runs, resolutions};
use crate::scan::{Exactness, Scan};
use alinea_index::{Index, order_key};
use alinea_query::{Facet, Options, Query, Sort, Spread, parse, search, spread};
use alinea_segment::{decode, segment};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Values of fields the scan knows.
const FIELDS: [&str; 16] = [
    "organe:AG",
    "organe:conseil*",
    "session:3..6",
    "session:66",
    "date:2010-03..2011",
    "date:<2010",
    "annee:2010",
    "cote:66/122",
    "cote:A/RES/*",
    "partie:dispositif",
    "fichier:1*",
    "verbe:prendre",
    "verbe:priant",
    "verbe:sait",
    "verbe:inquiéter",
    "verbe:félicité",
];

/// Words with wildcards and slips.
const INEXACT: [&str; 8] = ["excl*", "*té", "trait?ment", "dr*s", "égalite~", "etas~2", "pauvrete~1", "*"];

/// Words that stand in a clause one behind the other, or any.
fn run(chance: &mut Chance, filed: &[Filed], words: usize) -> Vec<String> {
    let clauses = &filed[chance.below(filed.len())].resolution.clauses;
    if chance.below(3) > 0 && !clauses.is_empty() {
        let at = chance.below(clauses.len());
        let mut text = clauses[at].text.clone();
        if let Some(chapeau) = clauses[at].chapeau
            && chance.below(3) == 0
        {
            // Across the border, most likely.
            let before: Vec<&str> = clauses[chapeau].text.split(' ').collect();
            let own = text.split_once(") ").map_or(text.as_str(), |(_, text)| text).to_owned();
            text = format!("{} {own}", before[before.len().saturating_sub(2)..].join(" "));
            return text.split(' ').take(words).map(str::to_owned).collect();
        }
        let text: Vec<&str> = text.split(' ').collect();
        let from = chance.below(text.len());
        return text[from..text.len().min(from + words)].iter().map(|word| (*word).to_owned()).collect();
    }
    (0..words).map(|_| chance.of(&WORDS).to_owned()).collect()
}

fn phrase(chance: &mut Chance, filed: &[Filed]) -> String {
    let words = 1 + chance.below(4);
    let mut run = run(chance, filed, words);
    if run.len() > 1 && chance.below(4) == 0 {
        let at = chance.below(run.len());
        run[at] = ["*", "d*", "*s", "so?iales"][chance.below(4)].to_owned();
    }
    let sign = if chance.below(6) == 0 { "=" } else { "" };
    let slop = if chance.below(5) == 0 { format!("~{}", chance.below(7)) } else { String::new() };
    format!("{sign}\"{}\"{slop}", run.join(" "))
}

/// A word or phrase with a place.
fn placed(chance: &mut Chance, filed: &[Filed]) -> String {
    match chance.below(8) {
        0..=2 => phrase(chance, filed),
        3 => INEXACT[chance.below(INEXACT.len())].to_owned(),
        4 => format!("={}", chance.of(&["exclusions", "droits", "Etats", "note"])),
        _ => run(chance, filed, 1).remove(0),
    }
}

fn operand(chance: &mut Chance, filed: &[Filed], depth: usize) -> String {
    match chance.below(if depth == 0 { 12 } else { 8 }) {
        0..=3 => placed(chance, filed),
        4 => ["A/RES/66/122", "70/1", "1325 (2000)", "3/9", "paix"][chance.below(5)].to_owned(),
        5 => FIELDS[chance.below(FIELDS.len())].to_owned(),
        6 => {
            let words = 1 + chance.below(2);
            format!("titre:\"{}\"", run(chance, filed, words).join(" "))
        }
        7 => near(chance, filed),
        8 => format!("({} OU {})", operand(chance, filed, 1), operand(chance, filed, 1)),
        9 => format!("SAUF {}", operand(chance, filed, 1)),
        10 => format!("SAUF ({})", query(chance, filed, 1)),
        _ => format!("({} OU {})", query(chance, filed, 1), operand(chance, filed, 1)),
    }
}

fn near(chance: &mut Chance, filed: &[Filed]) -> String {
    let mut text = placed(chance, filed);
    for _ in 0..1 + chance.below(2) {
        let sign = ["w", "pre"][chance.below(2)];
        let other = if chance.below(4) == 0 {
            format!("({} OU {})", placed(chance, filed), placed(chance, filed))
        } else {
            placed(chance, filed)
        };
        text = format!("{text} {sign}/{} {other}", chance.below(9));
    }
    text
}

fn query(chance: &mut Chance, filed: &[Filed], depth: usize) -> String {
    let operands = 1 + chance.below(3);
    (0..operands).map(|_| operand(chance, filed, depth)).collect::<Vec<_>>().join(" ")
}

fn all(exact: bool) -> Options {
    Options { exact, limit: usize::MAX, ..Options::default() }
}

/// True when every clause found must have something to show.
fn shows(query: &Query) -> bool {
    match query {
        // A symbol or a field among alternatives may be what the clause meets.
        Query::All(operands) => {
            let may_hide = |operand: &Query| matches!(operand, Query::Symbol { .. } | Query::Any(_)) && !shows(operand);
            operands.iter().any(shows) && !operands.iter().any(may_hide)
        }
        Query::Any(operands) => operands.iter().all(shows),
        Query::Word { .. } | Query::Fuzzy { .. } | Query::Phrase { .. } | Query::Near { .. } => true,
        Query::Symbol { .. } | Query::Not(_) | Query::Field { .. } => false,
    }
}

fn check(scan: &mut Scan, index: &Index, typed: &str, exact: bool) -> usize {
    let tree = parse(typed).query;
    let expected = scan.search(&tree, if exact { Exactness::All } else { Exactness::AsTyped });
    let results = search(index, &tree, &all(exact)).unwrap();
    let found: BTreeMap<(String, usize), f32> = results
        .hits
        .iter()
        .map(|hit| {
            let name = hit.file.trim_start_matches("/textes/").trim_end_matches(".txt");
            ((order_key(hit.symbol.as_deref(), name, &hit.file, 0), hit.place as usize), hit.score)
        })
        .collect();
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{typed} {exact}");
    assert_eq!(results.total as usize, expected.len(), "{typed}");
    for (key, score) in &found {
        let expected = expected[key];
        assert!(
            (f64::from(*score) - expected).abs() <= 1e-4 * expected.max(1.0),
            "{typed}: {key:?} {score} {expected}"
        );
    }
    let exact_total = if exact { expected.len() } else { scan.search(&tree, Exactness::Wanted).len() };
    assert_eq!(results.exact_total as usize, exact_total, "{typed}");
    let counted = search(index, &tree, &Options { exact, limit: 0, ..Options::default() }).unwrap();
    assert_eq!((counted.total, counted.exact_total), (results.total, results.exact_total), "{typed}");
    for pair in results.hits.windows(2) {
        let key = |at: usize| {
            let name = pair[at].file.trim_start_matches("/textes/").trim_end_matches(".txt");
            (order_key(pair[at].symbol.as_deref(), name, &pair[at].file, 0), pair[at].place)
        };
        assert!(pair[0].score > pair[1].score || pair[0].score == pair[1].score && key(0) < key(1), "{typed}");
    }
    // A clause found by its text shows what was found.
    let shown = |hit: &alinea_query::Hit| !hit.highlights.is_empty();
    assert!(!shows(&tree) || results.hits.iter().all(shown), "{typed}");
    expected.len()
}

#[test]
fn search_equals_a_scan_whatever_the_history_of_the_index() {
    let mut matched = 0;
    for seed in 0..7 {
        let mut chance = Chance(seed);
        let filed = resolutions(&mut chance, 30);
        let (folder, other_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (index, other) = (index(folder.path(), &filed), index_in_runs(other_folder.path(), &filed));
        let mut scan = Scan::new(&filed);
        for _ in 0..300 {
            let typed = query(&mut chance, &filed, 0);
            let exact = chance.below(4) == 0;
            matched += usize::from(check(&mut scan, &index, &typed, exact) > 0);
            let tree = parse(&typed).query;
            let results = search(&index, &tree, &all(exact)).unwrap();
            assert_eq!(search(&other, &tree, &all(exact)).unwrap(), results, "{typed}");
        }
    }
    assert!(matched > 1_000, "the queries are to match something: {matched}");
}

/// The resolutions of a folder of texts, as segmentation finds them; of each symbol the first.
fn segmented(folder: &Path) -> Vec<Filed> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "txt" || extension == "md");
    let mut paths: Vec<PathBuf> = entries.filter(is_text).collect();
    paths.sort();
    let mut filed: Vec<Filed> = Vec::new();
    let mut symbols = BTreeSet::new();
    for path in paths {
        let Ok(text) = decode(&std::fs::read(&path).unwrap()) else { continue };
        for resolution in segment(path.file_stem().unwrap().to_str().unwrap(), &text).resolutions {
            let symbol = resolution.header.symbol.clone();
            if symbol.is_none_or(|symbol| symbols.insert(symbol)) {
                filed.push(Filed { file: format!("/textes/{}.txt", filed.len()), resolution });
            }
        }
    }
    filed
}

/// The shipped corpus; another with
/// `ALINEA_SCAN=folder ALINEA_SCAN_QUERIES=200 cargo test --release -p alinea-query --test search scan_of_a_corpus`.
#[test]
fn search_equals_a_scan_of_a_corpus() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let corpus = std::env::var_os("ALINEA_SCAN").map_or(shipped, PathBuf::from);
    let queries = std::env::var("ALINEA_SCAN_QUERIES").ok().and_then(|number| number.parse().ok()).unwrap_or(2_000);
    let filed = segmented(&corpus);
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &filed);
    let mut scan = Scan::new(&filed);
    let mut chance = Chance(66_122);
    let mut matched = 0;
    for _ in 0..queries {
        // Which verbs there are, the scan knows of invented resolutions only.
        let typed = loop {
            let typed = query(&mut chance, &filed, 0);
            if !typed.contains("verbe:") {
                break typed;
            }
        };
        let exact = chance.below(4) == 0;
        matched += usize::from(check(&mut scan, &index, &typed, exact) > 0);
    }
    assert!(matched * 3 > queries, "the queries are to match something: {matched}");
}

#[test]
fn pages_are_pieces_of_the_whole() {
    let mut chance = Chance(7);
    let filed = resolutions(&mut chance, 40);
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &filed);
    let tree = parse("droits de").query;
    let whole = search(&index, &tree, &all(false)).unwrap();
    assert!(whole.hits.len() > 20);
    for (limit, offset) in [(1, 0), (7, 3), (10, 10), (1000, 5), (5, 1000), (0, 0), (usize::MAX, usize::MAX)] {
        let page = search(&index, &tree, &Options { limit, offset, ..Options::default() }).unwrap();
        let from = offset.min(whole.hits.len());
        let to = offset.saturating_add(limit).min(whole.hits.len()).max(from);
        assert_eq!(page.hits, whole.hits[from..to], "{limit} {offset}");
        assert_eq!(page.total, whole.total);
    }
}

#[test]
fn hits_stand_in_the_order_asked_for() {
    let mut chance = Chance(9);
    let filed = resolutions(&mut chance, 40);
    let (folder, other_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (index, other) = (index(folder.path(), &filed), index_in_runs(other_folder.path(), &filed));
    let tree = parse("droits OU de").query;
    let mut expected = search(&index, &tree, &all(false)).unwrap().hits;
    assert!(expected.len() > 30);
    let symbol = |hit: &alinea_query::Hit| {
        let name = hit.file.trim_start_matches("/textes/").trim_end_matches(".txt");
        (order_key(hit.symbol.as_deref(), name, &hit.file, 0), hit.place)
    };
    for sort in [Sort::Symbol, Sort::Oldest, Sort::Newest] {
        expected.sort_by_key(symbol);
        match sort {
            Sort::Oldest => expected.sort_by_key(|hit| (hit.adopted.is_none(), hit.adopted)),
            Sort::Newest => expected.sort_by_key(|hit| (hit.adopted.is_none(), std::cmp::Reverse(hit.adopted))),
            Sort::Score | Sort::Symbol => {}
        }
        for (limit, offset) in [(usize::MAX, 0), (5, 0), (7, 9)] {
            let options = Options { sort, limit, offset, ..Options::default() };
            let found = search(&index, &tree, &options).unwrap();
            let page: Vec<_> = expected.iter().skip(offset).take(limit).cloned().collect();
            assert_eq!(found.hits, page, "{sort:?} {limit}");
            assert_eq!(search(&other, &tree, &options).unwrap(), found);
        }
    }
}

#[test]
fn facets_count_every_clause_once() {
    let mut chance = Chance(5);
    let filed = resolutions(&mut chance, 40);
    let (folder, other_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (index, other) = (index(folder.path(), &filed), index_in_runs(other_folder.path(), &filed));
    let facets = [Facet::Organ, Facet::Year, Facet::Session, Facet::Part, Facet::Verb];
    for typed in ["droits", "de OU la", "SAUF de", "rien"] {
        let tree = parse(typed).query;
        let hits = search(&index, &tree, &all(false)).unwrap().hits;
        let spreads = spread(&index, &tree, false, &facets).unwrap();
        assert_eq!(spread(&other, &tree, false, &facets).unwrap(), spreads);
        let verb = |hit: &alinea_query::Hit| {
            let opener = hit.opener.as_deref().unwrap();
            OPENERS.iter().find(|pair| pair.0 == opener).map(|pair| pair.1.to_owned())
        };
        for Spread { facet, values } in spreads {
            let mut expected: BTreeMap<Option<String>, u64> = BTreeMap::new();
            for hit in &hits {
                let value = match facet {
                    Facet::Organ => hit.organ.as_ref().map(|organ| organ.name().to_owned()),
                    Facet::Year => hit.adopted.map(|day| day.year().to_string()),
                    Facet::Session => hit.session.clone(),
                    Facet::Part => Some(hit.part.as_str().to_owned()),
                    Facet::Verb => verb(hit),
                };
                *expected.entry(value).or_default() += 1;
            }
            assert_eq!(values.into_iter().collect::<BTreeMap<_, _>>(), expected, "{typed} {facet:?}");
        }
    }
}
