//! `alinea-score`: segments the documents of the gold and says how far the two agree.

use alinea_score::gold::GoldDocument;
use alinea_score::{Floors, Score, score, write_errors, write_table};
use alinea_segment::{decode, segment};
use anyhow::{Context, Result};
use clap::Parser;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Score the segmentation against documents read by hand.
///
/// A clause is right when its part, section, label, start and end all agree with the gold, compared by letters and
/// digits only, case and accents folded.
///
/// Example: cargo run --release -p alinea-score -- --errors --file A-RES-66-122
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Folder of the gold, then folders with the documents it was read in. Default: gold/segmentation, corpora/un-fr
    /// and corpora in the shared folder.
    paths: Vec<PathBuf>,
    /// The shared folder.
    #[arg(long, env = "ALINEA_SHARED", default_value = "../shared")]
    shared: PathBuf,
    /// List every error with the text of both sides.
    #[arg(long, visible_alias = "verbose")]
    errors: bool,
    /// Only documents whose file name contains NAME.
    #[arg(long, value_name = "NAME")]
    file: Option<String>,
    /// Figures and errors as one JSON object.
    #[arg(long)]
    json: bool,
    /// JSON object of least figures in percent (`{"born-digital.f1": 97}`); status 1 when one is not reached.
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let (gold, folders) = match arguments.paths.split_first() {
        Some((gold, folders)) => (gold.clone(), folders.to_vec()),
        None => (
            arguments.shared.join("gold/segmentation"),
            vec![arguments.shared.join("corpora/un-fr"), arguments.shared.join("corpora")],
        ),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    if !gold.is_dir() {
        writeln!(out, "skipped: no gold at {}", gold.display())?;
        return Ok(ExitCode::SUCCESS);
    }
    let documents = documents(&gold, &folders, arguments.file.as_deref())?;
    if documents.is_empty() {
        writeln!(out, "skipped: none of the documents of {} is in the given folders", gold.display())?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut all, mut digital, mut ocr) = (Score::default(), Score::default(), Score::default());
    let mut rows = Vec::new();
    for (gold, path) in &documents {
        let score = score_file(gold, path)?;
        all.add(&score);
        if gold.is_born_digital() {
            digital.add(&score)
        } else {
            ocr.add(&score)
        }
        rows.push((stem(&gold.file), score));
    }
    let groups = [("all", &all), ("born-digital", &digital), ("ocr", &ocr)];
    if arguments.json {
        let groups: serde_json::Map<String, serde_json::Value> = [("born-digital", &digital), ("ocr", &ocr)]
            .into_iter()
            .chain([("all", &all)])
            .map(|(name, score)| Ok((name.to_owned(), serde_json::to_value(score)?)))
            .collect::<Result<_>>()?;
        serde_json::to_writer_pretty(&mut out, &groups)?;
        writeln!(out)?;
    } else {
        if arguments.errors {
            write_errors(&mut out, &all)?;
            writeln!(out)?;
        }
        write_table(&mut out, &rows, &groups)?;
    }
    let below = match &arguments.floors {
        Some(path) => Floors::read(path)?.below(&groups)?,
        None => Vec::new(),
    };
    out.flush()?;
    for line in &below {
        eprintln!("below its floor: {line}");
    }
    Ok(if below.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The gold documents wanted, each with the file it was read in; those whose file is nowhere are left out, and told.
fn documents(gold: &Path, folders: &[PathBuf], wanted: Option<&str>) -> Result<Vec<(GoldDocument, PathBuf)>> {
    let mut found = Vec::new();
    for document in GoldDocument::read_all(gold)? {
        if wanted.is_some_and(|wanted| !document.file.contains(wanted)) {
            continue;
        }
        match folders.iter().map(|folder| folder.join(&document.file)).find(|path| path.is_file()) {
            Some(path) => found.push((document, path)),
            None => eprintln!("skipped: {} is in none of the folders", document.file),
        }
    }
    Ok(found)
}

fn score_file(gold: &GoldDocument, path: &Path) -> Result<Score> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = decode(&bytes).with_context(|| path.display().to_string())?;
    Ok(score(gold, &segment(&stem(&gold.file), &text)))
}

fn stem(file: &str) -> String {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}
