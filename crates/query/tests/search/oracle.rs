//! A scan of all clauses, written without the engine and without the plan, gives the same clauses, counts, scores and
//! order as the search; and neither the way an index was made nor its deletions change any of it.

use crate::common::{Chance, Filed, WORDS, index, index_in_runs, resolutions};
use alinea_french::Analyzer;
use alinea_index::{Index, order_key};
use alinea_query::{Options, Query, parse, search};
use std::collections::BTreeMap;
use tantivy::fieldnorm::FieldNormReader;

/// The weights of `compile`: an exact form, a chapeau, a title beside the text; the clauses of a resolution by symbol.
const EXACT: f64 = 1.0;
const CHAPEAU: f64 = 0.4;
const TITLE: f64 = 0.2;
const SYMBOL: f64 = 1.0;

type Tokens = Vec<(String, String)>;

fn tokens(analyzer: &mut Analyzer, text: &str) -> Tokens {
    let mut tokens = Vec::new();
    analyzer.analyze(text, |token| tokens.push((token.stem.to_owned(), token.exact.to_owned())));
    tokens
}

/// A clause as the scan sees it: its text, its chapeaux (each a text of its own), its title.
struct Doc {
    key: (String, usize),
    symbol: Option<String>,
    /// Text, chapeaux, title.
    fields: [Vec<Tokens>; 3],
}

struct Oracle {
    docs: Vec<Doc>,
    analyzer: Analyzer,
}

impl Oracle {
    fn new(filed: &[Filed]) -> Self {
        let mut analyzer = Analyzer::new();
        let mut docs = Vec::new();
        for Filed { file, resolution } in filed {
            let symbol = resolution.header.symbol.as_ref().map(|symbol| symbol.as_str().to_owned());
            let name = file.trim_start_matches("/textes/").trim_end_matches(".txt");
            for (place, clause) in resolution.clauses.iter().enumerate() {
                let mut chapeaux = Vec::new();
                let mut above = clause.chapeau;
                while let Some(at) = above {
                    chapeaux.push(tokens(&mut analyzer, &resolution.clauses[at].text));
                    above = resolution.clauses[at].chapeau;
                }
                let title = resolution.header.title.iter().map(|title| tokens(&mut analyzer, title)).collect();
                let text = vec![tokens(&mut analyzer, &clause.text)];
                let key = (order_key(symbol.as_deref(), name, file, 0), place);
                docs.push(Doc { key, symbol: symbol.clone(), fields: [text, chapeaux, title] });
            }
        }
        Oracle { docs, analyzer }
    }

    /// Score by key of all clauses that match.
    fn search(&mut self, query: &Query, exact: bool) -> BTreeMap<(String, usize), f64> {
        let Query::All(operands) = query else { panic!("{query:?}") };
        let mut scores: BTreeMap<_, f64> = self.docs.iter().map(|doc| (doc.key.clone(), 0.0)).collect();
        if operands.is_empty() {
            return BTreeMap::new();
        }
        for operand in operands {
            let (words, symbols) = match operand {
                Query::All(_) => panic!("{operand:?}"),
                Query::Word { text, .. } | Query::Phrase { text, .. } => (tokens(&mut self.analyzer, text), Vec::new()),
                Query::Symbol { symbols, .. } => {
                    let symbols: Vec<String> = symbols.iter().map(|symbol| symbol.as_str().to_owned()).collect();
                    let number = symbols[0].split_once("/RES/").unwrap().1;
                    (tokens(&mut self.analyzer, number), symbols)
                }
            };
            let fields: &[(usize, bool, f64)] = if exact {
                &[(0, true, 1.0), (1, true, CHAPEAU), (2, true, TITLE)]
            } else {
                &[(0, false, 1.0), (0, true, EXACT), (1, false, CHAPEAU), (2, false, TITLE)]
            };
            let parts: Vec<Vec<f64>> =
                fields.iter().map(|&(field, exact, weight)| self.bm25(field, exact, &words, weight)).collect();
            for (at, doc) in self.docs.iter().enumerate() {
                let text = if parts[0][at] > 0.0 { parts.iter().map(|part| part[at]).sum() } else { 0.0 };
                let named = doc.symbol.as_ref().is_some_and(|symbol| symbols.contains(symbol));
                let score: f64 = text + if named { SYMBOL } else { 0.0 };
                match scores.get_mut(&doc.key) {
                    Some(sum) if score > 0.0 => *sum += score,
                    _ => drop(scores.remove(&doc.key)),
                }
            }
        }
        scores
    }

    /// BM25 of the words one behind the other, for every clause; 0 where they do not occur.
    fn bm25(&self, field: usize, exact: bool, words: &Tokens, weight: f64) -> Vec<f64> {
        let meets = |token: &(String, String), word: &(String, String)| {
            if exact { token.1 == word.1 } else { token.0 == word.0 }
        };
        let length = |doc: &Doc| {
            let length: usize = doc.fields[field].iter().map(Vec::len).sum();
            f64::from(FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length as u32)))
        };
        let number = self.docs.len() as f64;
        let average = self.docs.iter().map(length).sum::<f64>() / number;
        let idf: f64 = words
            .iter()
            .map(|word| {
                let holds = |doc: &&Doc| doc.fields[field].iter().flatten().any(|token| meets(token, word));
                let frequency = self.docs.iter().filter(holds).count() as f64;
                (1.0 + (number - frequency + 0.5) / (frequency + 0.5)).ln()
            })
            .sum();
        let score = |doc: &Doc| {
            let runs = doc.fields[field].iter().flat_map(|tokens| tokens.windows(words.len()));
            let times = runs.filter(|run| run.iter().zip(words).all(|(token, word)| meets(token, word))).count() as f64;
            let norm = 1.2 * (1.0 - 0.75 + 0.75 * length(doc) / average);
            if times == 0.0 { 0.0 } else { weight * idf * 2.2 * times / (times + norm) }
        };
        self.docs.iter().map(score).collect()
    }
}

/// Queries of one to three words and phrases, some of which occur for certain.
fn query(chance: &mut Chance, filed: &[Filed]) -> String {
    let mut operands = Vec::new();
    for _ in 0..1 + chance.below(3) {
        let words = 1 + chance.below(4);
        let mut run: Vec<&str> = (0..words).map(|_| chance.of(&WORDS)).collect();
        let clauses = &filed[chance.below(filed.len())].resolution.clauses;
        if chance.below(2) == 0 && !clauses.is_empty() {
            let text: Vec<&str> = clauses[chance.below(clauses.len())].text.split(' ').collect();
            let from = chance.below(text.len());
            run = text[from..text.len().min(from + words)].to_vec();
        }
        operands.push(match chance.below(4) {
            0 | 1 => format!("\"{}\"", run.join(" ")),
            2 => run[0].to_owned(),
            _ => ["A/RES/66/122", "70/1", "1325 (2000)", "3/9", "paix"][chance.below(5)].to_owned(),
        });
    }
    operands.join(" ")
}

fn all(exact: bool) -> Options {
    Options { exact, limit: usize::MAX, offset: 0 }
}

fn check(oracle: &mut Oracle, index: &Index, typed: &str, exact: bool) -> usize {
    let tree = parse(typed).query;
    let expected = oracle.search(&tree, exact);
    let results = search(index, &tree, &all(exact)).unwrap();
    let found: BTreeMap<(String, usize), f32> = results
        .hits
        .iter()
        .map(|hit| {
            let name = hit.file.trim_start_matches("/textes/").trim_end_matches(".txt");
            ((order_key(hit.symbol.as_deref(), name, &hit.file, 0), hit.place as usize), hit.score)
        })
        .collect();
    assert_eq!(results.total as usize, expected.len(), "{typed}");
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{typed}");
    for (key, score) in &found {
        let expected = expected[key];
        assert!(
            (f64::from(*score) - expected).abs() <= 1e-4 * expected.max(1.0),
            "{typed}: {key:?} {score} {expected}"
        );
    }
    let exact_total = if exact { expected.len() } else { oracle.search(&tree, true).len() };
    assert_eq!(results.exact_total as usize, exact_total, "{typed}");
    for pair in results.hits.windows(2) {
        let key = |at: usize| {
            let name = pair[at].file.trim_start_matches("/textes/").trim_end_matches(".txt");
            (order_key(pair[at].symbol.as_deref(), name, &pair[at].file, 0), pair[at].place)
        };
        assert!(pair[0].score > pair[1].score || pair[0].score == pair[1].score && key(0) < key(1), "{typed}");
    }
    // A clause found by its text shows what was found.
    for hit in results.hits.iter().filter(|hit| hit.highlights.is_empty()) {
        assert!(typed.contains('/') || typed.contains("(2000)"), "{typed}: {}", hit.text);
    }
    expected.len()
}

#[test]
fn search_equals_a_scan_whatever_the_history_of_the_index() {
    let mut matched = 0;
    for seed in 0..4 {
        let mut chance = Chance(seed);
        let filed = resolutions(&mut chance, 40);
        let (folder, other_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (index, other) = (index(folder.path(), &filed), index_in_runs(other_folder.path(), &filed));
        let mut oracle = Oracle::new(&filed);
        for _ in 0..80 {
            let typed = query(&mut chance, &filed);
            for exact in [false, true] {
                matched += usize::from(check(&mut oracle, &index, &typed, exact) > 0);
                let tree = parse(&typed).query;
                let results = search(&index, &tree, &all(exact)).unwrap();
                assert_eq!(search(&other, &tree, &all(exact)).unwrap(), results, "{typed}");
            }
        }
    }
    assert!(matched > 200, "the queries are to match something: {matched}");
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
        let page = search(&index, &tree, &Options { exact: false, limit, offset }).unwrap();
        let from = offset.min(whole.hits.len());
        let to = offset.saturating_add(limit).min(whole.hits.len()).max(from);
        assert_eq!(page.hits, whole.hits[from..to], "{limit} {offset}");
        assert_eq!(page.total, whole.total);
    }
}
