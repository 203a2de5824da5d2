//! `alinea-relevance`: indexes a corpus, asks the judged topics, and says how well the ranking answers.

use alinea_index::Index;
use alinea_query::Weights;
use alinea_relevance::{Collection, Figures, Judgements, Ranking, Topic};
use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde::Deserialize;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

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
    /// JSON object of least figures in percent (`{"ndcg@10": 80, "recall@100": 80}`); status 1 when one is not reached.
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
}

/// Least figures, in percent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floors {
    #[serde(rename = "ndcg@10")]
    ndcg: f64,
    #[serde(rename = "recall@100")]
    recall: f64,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut corpus = arguments.corpus.clone();
    if corpus.is_empty() {
        corpus.push(arguments.shared.join("corpora/un-fr"));
    }
    if let Some(missing) = corpus.iter().find(|path| !path.exists()) {
        writeln!(out, "skipped: no corpus at {}", missing.display())?;
        return Ok(ExitCode::SUCCESS);
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
            write_figures(&mut out, ranking.name, mean(&collection.figures(&ranking)?))?;
        }
    } else {
        let figures = collection.figures(&rankings()[0])?;
        writeln!(out, "{:26} {:>8} {:>11}", "topic", "nDCG@10", "recall@100")?;
        for (topic, figures) in &figures {
            write_figures(&mut out, &topic.topic, *figures)?;
        }
        let mean = mean(&figures);
        write_figures(&mut out, &format!("mean of {}", figures.len()), mean)?;
        out.flush()?;
        if let Some(path) = &arguments.floors {
            return below(path, mean);
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
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

fn mean(figures: &[(&Topic, Figures)]) -> Figures {
    let number = figures.len().max(1) as f64;
    let sum = |of: fn(&Figures) -> f64| figures.iter().map(|(_, figures)| of(figures)).sum::<f64>();
    Figures { ndcg: sum(|figures| figures.ndcg) / number, recall: sum(|figures| figures.recall) / number }
}

fn write_figures(out: &mut impl Write, name: &str, figures: Figures) -> Result<()> {
    writeln!(out, "{name:26} {:>8.3} {:>11.3}", figures.ndcg, figures.recall)?;
    Ok(())
}

/// Compares with the floors.
fn below(path: &std::path::Path, mean: Figures) -> Result<ExitCode> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let floors: Floors = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let mut status = ExitCode::SUCCESS;
    for (name, figure, least) in [("nDCG@10", mean.ndcg, floors.ndcg), ("recall@100", mean.recall, floors.recall)] {
        if figure * 100.0 < least {
            eprintln!("below its floor: {name} is {:.1} %, and must be {least} % at least", figure * 100.0);
            status = ExitCode::FAILURE;
        }
    }
    Ok(status)
}
