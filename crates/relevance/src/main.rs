//! `alinea-relevance`: indexes a corpus, asks the judged topics, and says how well the ranking answers.

use alinea_index::Index;
use alinea_query::Weights;
use alinea_relevance::{Collection, Figures, Judgements, Ranking, Topic};
use anyhow::{Result, ensure};
use clap::Parser;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Measure the ranking by topics that people judged.
///
/// nDCG@10 and recall@100 over the topics of tests/relevance, in a corpus that is indexed for the purpose.
///
/// Example: cargo run --release -p alinea-relevance -- --compare
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Files and folders to index. Default: corpora/un-fr in the shared folder.
    corpus: Vec<PathBuf>,
    /// The shared folder.
    #[arg(long, env = "ALINEA_SHARED", default_value = "../shared")]
    shared: PathBuf,
    /// Folder with topics.jsonl and judgements.tsv.
    #[arg(long, value_name = "FOLDER", default_value = "tests/relevance")]
    topics: PathBuf,
    /// Say what each part of the score brings.
    #[arg(long)]
    compare: bool,
    /// Print, as JSON Lines, the first N results of several rankings that nobody has judged.
    #[arg(long, value_name = "N")]
    pool: Option<usize>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut corpus = arguments.corpus.clone();
    if corpus.is_empty() {
        corpus.push(arguments.shared.join("corpora/un-fr"));
    }
    if let Some(missing) = corpus.iter().find(|path| !path.exists()) {
        writeln!(out, "skipped: no corpus at {}", missing.display())?;
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let report = alinea_ingest::ingest(folder.path(), &corpus, &alinea_ingest::Options::default(), |_| {})?;
    ensure!(report.failed.is_empty(), "{} files cannot be read", report.failed.len());
    let index = Index::open(folder.path())?;
    let topics = Topic::read_all(&arguments.topics.join("topics.jsonl"))?;
    let judgements = Judgements::read(&arguments.topics.join("judgements.tsv"))?;
    let (collection, lost) = Collection::new(&index, topics, &judgements)?;
    if !lost.is_empty() {
        eprintln!("{} judged clauses are not in the corpus: {}", lost.len(), lost.join("; "));
    }
    if let Some(depth) = arguments.pool {
        for pooled in collection.pool(&rankings(), depth)? {
            writeln!(out, "{}", serde_json::to_string(&pooled)?)?;
        }
    } else if arguments.compare {
        writeln!(out, "{:26} {:>8} {:>11}", "ranking", "nDCG@10", "recall@100")?;
        for ranking in rankings() {
            write_figures(&mut out, ranking.name, Figures::mean(&collection.figures(&ranking)?))?;
        }
    } else {
        let figures = collection.figures(&rankings()[0])?;
        writeln!(out, "{:26} {:>8} {:>11}", "topic", "nDCG@10", "recall@100")?;
        for (topic, figures) in &figures {
            write_figures(&mut out, &topic.topic, *figures)?;
        }
        write_figures(&mut out, &format!("mean of {}", figures.len()), Figures::mean(&figures))?;
    }
    out.flush()?;
    Ok(())
}

/// The ranking as it is, then without each of its parts, with other parameters, and for the pool one that asks for less.
fn rankings() -> Vec<Ranking> {
    let usual = Weights::default();
    let with = |name, weights| Ranking { name, weights, any: false };
    vec![
        with("as it is", usual),
        with("no exact forms", Weights { exact: 0.0, ..usual }),
        with("exact forms doubled", Weights { exact: 2.0 * usual.exact, ..usual }),
        with("no chapeau", Weights { chapeau: 0.0, ..usual }),
        with("chapeau doubled", Weights { chapeau: 2.0 * usual.chapeau, ..usual }),
        with("no title", Weights { title: 0.0, ..usual }),
        with("title doubled", Weights { title: 2.0 * usual.title, ..usual }),
        with("no proximity", Weights { proximity: 0.0, ..usual }),
        with("proximity doubled", Weights { proximity: 2.0 * usual.proximity, ..usual }),
        with("occurrences count once", Weights { saturation: 0.0, ..usual }),
        with("occurrences count more", Weights { saturation: 2.0 * usual.saturation, ..usual }),
        with("lengths count half", Weights { length: usual.length / 2.0, ..usual }),
        with("lengths do not count", Weights { length: 0.0, ..usual }),
        with("text by family alone", Weights { exact: 0.0, chapeau: 0.0, title: 0.0, proximity: 0.0, ..usual }),
        Ranking { name: "any of the words", weights: usual, any: true },
    ]
}

fn write_figures(out: &mut impl Write, name: &str, figures: Figures) -> Result<()> {
    writeln!(out, "{name:26} {:>8.3} {:>11.3}", figures.ndcg, figures.recall)?;
    Ok(())
}
