//! The ranking answers the judged topics at least as well as it once did.

use alinea_index::Index;
use alinea_query::Weights;
use alinea_relevance::{Collection, Figures, Judgements, Ranking, Topic};
use std::path::{Path, PathBuf};

/// Least figures, in percent.
#[derive(serde::Deserialize)]
struct Floors {
    #[serde(rename = "ndcg@10")]
    ndcg: f64,
    #[serde(rename = "recall@100")]
    recall: f64,
}

#[test]
fn the_ranking_is_as_good_as_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("ALINEA_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let corpus = shared.join("corpora/un-fr");
    if !corpus.is_dir() {
        eprintln!("skipped: no corpus at {}; ALINEA_SHARED says where the shared folder is", corpus.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    alinea_ingest::ingest(folder.path(), &[corpus], &alinea_ingest::Options::default(), |_| {}).unwrap();
    let index = Index::open(folder.path()).unwrap();
    let topics = Topic::read_all(&root.join("tests/relevance/topics.jsonl")).unwrap();
    let judgements = Judgements::read(&root.join("tests/relevance/judgements.tsv")).unwrap();
    let (collection, lost) = Collection::new(&index, topics, &judgements).unwrap();
    // A change of segmentation may move a few references.
    assert!(lost.len() < 20, "judged clauses that are not in the corpus: {lost:?}");
    let ranking = Ranking { name: "as it is", weights: Weights::default(), any: false };
    let figures = Figures::mean(&collection.figures(&ranking).unwrap());
    let floors: Floors = serde_json::from_slice(&std::fs::read(root.join(".ci/relevance.json")).unwrap()).unwrap();
    assert!(figures.ndcg * 100.0 >= floors.ndcg && figures.recall * 100.0 >= floors.recall, "{figures:?}");
}
