//! `alinea segment`: documents to clauses, without an index.

use super::files::{complain_of_all, from_here};
use super::progress::Bar;
use super::report::Summary;
use crate::layout::write_resolution;
use crate::paint::Paint;
use crate::record::{ClauseRecord, ResolutionRecord, json_line};
use crate::status::Status;
use crate::visible::{shown_path, visible};
use alinea_ingest::{Failure, Walk, read_documents};
use alinea_segment::{Diagnostic, Document, LeftoverKind, Level};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Cut documents into clauses, without an index.
///
/// Prints every clause of every resolution, in the order of the paths. What a document does not print, or what was not
/// understood, is null.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea segment --format jsonl corpus > clauses.jsonl       one object a clause
  alinea segment --format resolutions corpus | jq .title     one object a resolution
  alinea segment A-RES-66-122.txt                            a document laid out to be read
  alinea segment --report corpus                             what was not understood in a folder
  alinea segment --report --level error corpus               only what could not be understood at all

Exit status: 0 when a clause was found, 1 when none was, 2 when a file cannot be read; the others are printed.")]
pub struct SegmentArguments {
    /// Files, and folders to search for files ending in .txt or .md.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print.
    #[arg(long, short = 'f', value_enum, default_value = "text")]
    format: SegmentFormat,
    /// Instead of the clauses, print one screen that sums up what was not understood.
    #[arg(long)]
    report: bool,
    /// Leave out diagnostics that matter less.
    #[arg(long, value_enum, default_value = "info")]
    level: LevelArgument,
    /// Threads to work on [default: as many as there are cores].
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SegmentFormat {
    /// To be read by people.
    Text,
    /// One JSON object a clause.
    Jsonl,
    /// One JSON object a resolution, with its clauses and footnotes and the diagnostics of its file.
    Resolutions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LevelArgument {
    /// Worth knowing.
    Info,
    /// A reader should look at it.
    Warning,
    /// The file could not be understood.
    Error,
}

impl From<LevelArgument> for Level {
    fn from(level: LevelArgument) -> Level {
        match level {
            LevelArgument::Info => Level::Info,
            LevelArgument::Warning => Level::Warning,
            LevelArgument::Error => Level::Error,
        }
    }
}

/// Files read before it is seen whether anybody still reads the output.
const BATCH: usize = 256;

/// Runs the command.
pub fn run(arguments: &SegmentArguments, out: &mut impl Write) -> Result<Status> {
    let walk = Walk::new(&arguments.paths);
    complain_of_all(&walk.failed.iter().map(Failure::from).collect::<Vec<_>>());
    let paint = Paint::for_stdout();
    let level = Level::from(arguments.level);
    let mut summary = Summary::new(level);
    // The bar would run over clauses printed to the same terminal; a report prints nothing before the end.
    let bar = arguments.report.then(Bar::new);
    let mut failed = walk.failed.len();
    let batches = if arguments.report { walk.files.len().max(1) } else { BATCH };
    for files in walk.files.chunks(batches) {
        let mut written = Ok(());
        let each = |path: &Path, result: Result<Document, _>| match result {
            Err(error) => {
                complain_of_all(&[Failure::from(&error)]);
                failed += 1;
            }
            Ok(document) => {
                summary.add(from_here(path), &document);
                if !arguments.report && written.is_ok() {
                    written = write_document(out, paint, arguments.format, level, from_here(path), &document);
                }
            }
        };
        read_documents(files, arguments.threads, each, |progress| bar.iter().for_each(|bar| bar.show(progress)))?;
        written?;
    }
    drop(bar);
    if arguments.report {
        summary.write(out, paint, failed)?;
    }
    Ok(match (failed, summary.clauses()) {
        (0, 0) => Status::Nothing,
        (0, _) => Status::Found,
        _ => Status::Failed,
    })
}

fn write_document(
    out: &mut impl Write,
    paint: Paint,
    format: SegmentFormat,
    level: Level,
    path: &Path,
    document: &Document,
) -> Result<()> {
    let file = path.to_string_lossy();
    let diagnostics: Vec<&Diagnostic> =
        document.diagnostics.iter().filter(|diagnostic| diagnostic.level >= level).collect();
    match format {
        SegmentFormat::Text => {
            for resolution in &document.resolutions {
                write_resolution(out, paint, resolution, &file)?;
                writeln!(out)?;
            }
            for diagnostic in diagnostics {
                write_diagnostic(out, path, diagnostic)?;
            }
        }
        SegmentFormat::Jsonl => {
            for resolution in &document.resolutions {
                for at in 0..resolution.clauses.len() {
                    out.write_all(json_line(&ClauseRecord::new(&file, resolution, at))?.as_bytes())?;
                }
            }
        }
        SegmentFormat::Resolutions => {
            let mut leftovers: BTreeMap<LeftoverKind, usize> = BTreeMap::new();
            for leftover in &document.leftovers {
                *leftovers.entry(leftover.kind).or_default() += 1;
            }
            for resolution in &document.resolutions {
                let record = ResolutionRecord::new(&file, resolution, &leftovers, &diagnostics);
                out.write_all(json_line(&record)?.as_bytes())?;
            }
        }
    }
    Ok(())
}

/// One line a diagnostic, as compilers print them: editors find the place by it.
fn write_diagnostic(out: &mut impl Write, path: &Path, diagnostic: &Diagnostic) -> Result<()> {
    let Diagnostic { level, code, line, message } = diagnostic;
    let level = super::report::level_name(*level);
    writeln!(out, "{}:{line}: {level}: {} [{code}]", shown_path(path), visible(message))?;
    Ok(())
}
