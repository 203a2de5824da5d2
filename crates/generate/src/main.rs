//! Writes a corpus of invented resolutions, and what is true of it.

use alinea_generate::{Generator, Resolution};
use anyhow::{Context, Result};
use clap::{Args, Parser};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write a corpus of invented French resolutions, as large as wanted.
///
/// The same seed writes the same files; a larger corpus begins with the files of a smaller one.
#[derive(Parser)]
#[command(after_help = "\
Examples:
  alinea-generate --resolutions 10000 --seed 1 /tmp/corpus
  alinea-generate --clauses 1000000 --truth /tmp/truth.jsonl /tmp/corpus")]
struct Arguments {
    #[command(flatten)]
    size: Size,
    /// Other words for every seed.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Where to write the true clauses, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
    /// Where to write the corpus.
    folder: PathBuf,
}

/// One of the two says how much is written.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct Size {
    /// How many resolutions to write.
    #[arg(long, value_name = "N")]
    resolutions: Option<u64>,
    /// Write resolutions until there are as many clauses.
    #[arg(long, value_name = "N")]
    clauses: Option<u64>,
}

/// Resolutions held in memory.
const BATCH: u64 = 512;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let generator = Generator::new(arguments.seed);
    let mut truth = arguments.truth.as_deref().map(create).transpose()?;
    let most = arguments.size.resolutions.unwrap_or(u64::MAX);
    let enough = arguments.size.clauses.unwrap_or(u64::MAX);
    let (mut resolutions, mut clauses, mut bytes) = (0, 0, 0);
    while resolutions < most && clauses < enough {
        let numbers = resolutions..most.min(resolutions + BATCH);
        let mut batch: Vec<Resolution> = numbers.into_par_iter().map(|number| generator.resolution(number)).collect();
        keep_until(&mut batch, enough - clauses);
        write_files(&arguments.folder, &batch)?;
        resolutions += batch.len() as u64;
        clauses += batch.iter().map(|resolution| resolution.clauses.len() as u64).sum::<u64>();
        bytes += batch.iter().map(|resolution| resolution.text.len() as u64).sum::<u64>();
        if let Some(truth) = &mut truth {
            write_truth(truth, &arguments.folder, batch)?;
        }
    }
    if let Some(mut truth) = truth {
        truth.flush()?;
    }
    println!("{resolutions} resolutions, {clauses} clauses, {:.1} MB", bytes as f64 / 1e6);
    Ok(())
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    Ok(BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?))
}

/// Drops the resolutions behind the one with which there are `enough` clauses.
fn keep_until(batch: &mut Vec<Resolution>, enough: u64) {
    let mut clauses = 0;
    let needed = batch.iter().take_while(|resolution| {
        let wanted = clauses < enough;
        clauses += resolution.clauses.len() as u64;
        wanted
    });
    let needed = needed.count();
    batch.truncate(needed);
}

fn write_files(folder: &Path, batch: &[Resolution]) -> Result<()> {
    let paths: Vec<PathBuf> = batch.iter().map(|resolution| folder.join(&resolution.path)).collect();
    let mut made: Option<&Path> = None;
    for parent in paths.iter().filter_map(|path| path.parent()) {
        if made != Some(parent) {
            fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
            made = Some(parent);
        }
    }
    batch.par_iter().zip(&paths).try_for_each(|(resolution, path)| {
        fs::write(path, &resolution.text).with_context(|| format!("cannot write {}", path.display()))
    })
}

fn write_truth(truth: &mut impl Write, folder: &Path, batch: Vec<Resolution>) -> Result<()> {
    let lines = |mut resolution: Resolution| -> Result<Vec<u8>> {
        // The path as `alinea segment FOLDER` prints it.
        let file = folder.join(&resolution.path).display().to_string();
        let mut lines = Vec::new();
        for clause in &mut resolution.clauses {
            clause.file.clone_from(&file);
            serde_json::to_writer(&mut lines, clause)?;
            lines.push(b'\n');
        }
        Ok(lines)
    };
    let written: Vec<Vec<u8>> = batch.into_par_iter().map(lines).collect::<Result<_>>()?;
    for lines in written {
        truth.write_all(&lines)?;
    }
    Ok(())
}
