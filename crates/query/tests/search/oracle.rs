//! A scan of all clauses gives the same clauses, counts, facets, scores and order as the search, for queries of every
//! kind; and neither the way an index was made nor its deletions change any of it.

use crate::common::{Chance, Filed, index, index_in_runs, resolutions};
use crate::scan::{Exactness, Scan, Scores};
use crate::typed::Typist;
use alinea_index::{Index, order_key, wording_key};
use alinea_model::Organ;
use alinea_query::{Facet, Hit, Occurrences, Options, Query, Sort, Spread, parse, search, spread};
use alinea_segment::{decode, segment};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;
use std::path::{Path, PathBuf};

const FACETS: [Facet; 5] = [Facet::Organ, Facet::Year, Facet::Session, Facet::Part, Facet::Verb];

fn all(exact: bool) -> Options {
    Options { exact, limit: usize::MAX, group: false, ..Options::default() }
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

/// The scan and the search give the same; else what differs. Gives whether anything matches.
fn check(scan: &mut Scan, index: &Index, typed: &str, exact: bool) -> Result<bool, String> {
    let tree = parse(typed).query;
    let expected = scan.search(&tree, if exact { Exactness::All } else { Exactness::AsTyped });
    let total = number(&expected);
    let exact_total = if exact { total } else { number(&scan.search(&tree, Exactness::Wanted)) };
    let results = search(index, &tree, &all(exact)).unwrap();
    let counted = search(index, &tree, &Options { exact, limit: 0, ..Options::default() }).unwrap();
    let mut found: Scores = vec![None; expected.len()];
    let places: Vec<usize> = results.hits.iter().map(|hit| scan.at(&hit.file, hit.place)).collect();
    for (&at, hit) in places.iter().zip(&results.hits) {
        found[at] = Some(f64::from(hit.score));
    }
    for (doc, (found, expected)) in scan.docs.iter().zip(found.iter().zip(&expected)) {
        let is_same = match (found, expected) {
            (Some(found), Some(expected)) => (found - expected).abs() <= 1e-4 * expected.max(1.0),
            (found, expected) => found == expected,
        };
        if !is_same {
            return Err(format!("{}: {found:?} and not {expected:?}", doc.clause.reference));
        }
    }
    same((results.total, results.exact_total), (total, exact_total), "totals")?;
    same((counted.total, counted.exact_total), (total, exact_total), "totals where no hit is wanted")?;
    let rank = |at: usize| (Reverse(results.hits[at].score.to_bits()), &scan.docs[places[at]].key);
    same((1..places.len()).find(|&at| rank(at - 1) >= rank(at)), None, "order")?;
    // A clause found by its text shows what was found.
    let hidden = results.hits.iter().find(|hit| shows(&tree) && hit.highlights.is_empty());
    same(hidden.map(|hit| &hit.reference), None, "nothing to show")?;
    // To cite every clause of every wording is to read them all again.
    if places.len() <= 1_000 {
        let grouped =
            search(index, &tree, &Options { exact, limit: usize::MAX, references: true, ..Options::default() });
        same(grouped.unwrap().hits, groups(scan, &places, &results.hits), "clauses by wording")?;
    }
    // What need not be scored for the first is passed over.
    for group in [false, true] {
        let ordered = search(index, &tree, &Options { group, ..all(exact) }).unwrap();
        let first = search(index, &tree, &Options { group, limit: 3, ..all(exact) }).unwrap();
        same(&first.hits[..], &ordered.hits[..ordered.hits.len().min(3)], "the first")?;
        same((first.total, first.wordings), (ordered.total, ordered.wordings), "totals where the first are wanted")?;
    }
    for Spread { facet, values } in spread(index, &tree, &all(exact), &FACETS).unwrap() {
        same(values, scan.spread(&expected, facet), &format!("{facet:?}"))?;
    }
    Ok(total > 0)
}

/// Of the clauses of each wording the first, with what there is to tell of all of them.
fn groups(scan: &Scan, places: &[usize], hits: &[Hit]) -> Vec<Hit> {
    let mut groups: Vec<(Hit, Vec<usize>)> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for (&at, hit) in places.iter().zip(hits) {
        let group = *known.entry(wording_key(scan.docs[at].clause)).or_insert(groups.len());
        if group == groups.len() {
            groups.push((hit.clone(), Vec::new()));
        }
        groups[group].1.push(at);
    }
    let told = |(hit, mut members): (Hit, Vec<usize>)| {
        members.sort_by_key(|&at| &scan.docs[at].key);
        let docs: Vec<_> = members.iter().map(|&at| &scan.docs[at]).collect();
        let days = docs.iter().filter_map(|doc| doc.header.adopted);
        let organs: BTreeSet<String> =
            docs.iter().filter_map(|doc| Some(doc.header.organ.as_ref()?.name().to_owned())).collect();
        let occurrences = Occurrences {
            count: docs.len() as u64,
            first: days.clone().min(),
            last: days.max(),
            organs: organs.into_iter().map(Organ::from).collect(),
            references: docs.iter().map(|doc| doc.clause.reference.clone()).collect(),
        };
        Hit { occurrences: Some(occurrences), ..hit }
    };
    groups.into_iter().map(told).collect()
}

fn number(scores: &Scores) -> u64 {
    scores.iter().flatten().count() as u64
}

fn same<T: PartialEq + Debug>(found: T, expected: T, what: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?} and not {expected:?}")) }
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
        let mut typist = Typist::new(chance, &filed);
        for _ in 0..300 {
            let typed = typist.query();
            let exact = typist.chance.below(4) == 0;
            matched += usize::from(check(&mut scan, &index, &typed, exact).unwrap_or_else(|e| panic!("{typed}: {e}")));
            let tree = parse(&typed).query;
            let results = search(&index, &tree, &all(exact)).unwrap();
            assert_eq!(search(&other, &tree, &all(exact)).unwrap(), results, "{typed}");
            let first = search(&other, &tree, &Options { limit: 3, ..all(exact) }).unwrap();
            assert_eq!(first.hits, results.hits[..results.hits.len().min(3)], "{typed}");
            let spreads = spread(&index, &tree, &all(exact), &FACETS).unwrap();
            assert_eq!(spread(&other, &tree, &all(exact), &FACETS).unwrap(), spreads, "{typed}");
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
        let bytes = std::fs::read(&path).unwrap();
        let Ok(text) = decode(&bytes) else { continue };
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
/// `ALINEA_SCAN=folder cargo test --release -p alinea-query --test search scan_of_a_corpus -- --nocapture`.
#[test]
fn search_equals_a_scan_of_a_corpus() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let other = std::env::var_os("ALINEA_SCAN").map(PathBuf::from);
    let queries = std::env::var("ALINEA_SCAN_QUERIES").ok().and_then(|number| number.parse().ok()).unwrap_or(2_000);
    let filed = segmented(other.as_ref().unwrap_or(&shipped));
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &filed);
    let mut scan = Scan::new(&filed);
    let mut typist = Typist::new(Chance(66_122), &filed);
    let (mut matched, mut differing) = (0, Vec::new());
    for asked in 1..=queries {
        let typed = typist.query();
        let exact = typist.chance.below(4) == 0;
        match check(&mut scan, &index, &typed, exact) {
            Ok(matches) => matched += usize::from(matches),
            Err(difference) => differing.push(format!("{typed} (exact: {exact}): {difference}")),
        }
        if other.is_some() && asked % 100 == 0 {
            eprintln!("{asked} queries, {matched} match, {} differ", differing.len());
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(matched * 3 > queries, "the queries are to match something: {matched}");
}

/// A word of a query may stand for more terms of the index than are looked at together.
#[test]
fn patterns_of_many_forms_find_what_a_scan_finds() {
    let mut chance = Chance(300);
    let mut filed = resolutions(&mut chance, 40);
    for clause in filed.iter_mut().flat_map(|filed| &mut filed.resolution.clauses) {
        let word = |chance: &mut Chance| match chance.below(4) {
            0 => "fin".to_owned(),
            _ => format!("mot{}x", chance.below(250)),
        };
        clause.text = (0..1 + chance.below(12)).map(|_| word(&mut chance)).collect::<Vec<_>>().join(" ");
    }
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &filed);
    let mut scan = Scan::new(&filed);
    for typed in
        ["\"mot* fin\"", "\"mot1* mot*\"", "mot* w/1 fin", "\"fin mot2* mot*\"~2", "mot1* pre/2 mot1*", "mot*x fin"]
    {
        for exact in [false, true] {
            assert_eq!(check(&mut scan, &index, typed, exact), Ok(true), "{typed}");
        }
    }
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
        let page = search(&index, &tree, &Options { limit, offset, ..all(false) }).unwrap();
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
            let options = Options { sort, limit, offset, ..all(false) };
            let found = search(&index, &tree, &options).unwrap();
            let page: Vec<_> = expected.iter().skip(offset).take(limit).cloned().collect();
            assert_eq!(found.hits, page, "{sort:?} {limit}");
            assert_eq!(search(&other, &tree, &options).unwrap(), found);
        }
    }
}
