//! `alinea index`: files into the index.

use super::files::complain_of_all;
use super::progress::Bar;
use crate::arguments::IndexFolder;
use crate::status::{Status, say};
use crate::wording::{counted, thousands};
use alinea_ingest::{Options, Report, ingest};
use anyhow::Result;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Bring the index up to date with files and folders.
///
/// Files whose content is in the index already are not read again. Folders are searched for files ending in .txt or .md;
/// what other files hold must be converted first. A file that cannot be read never stops the run: the others are
/// indexed, the file is named on standard error, and the exit status is 2.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea index resolutions/               index a folder, or bring its index up to date
  alinea index --prune resolutions/       also forget files that are gone from it
  alinea index --rebuild resolutions/     begin again, after a new version of alinea
  alinea index --index /srv/un a/ b.txt   choose the folder of the index")]
pub struct IndexArguments {
    /// Files, and folders to search for files.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: IndexFolder,
    /// Take files out of the index that are gone from the given folders.
    #[arg(long)]
    prune: bool,
    /// Begin with an empty index, whatever version made the one that is there.
    #[arg(long)]
    rebuild: bool,
    /// Threads to work on [default: as many as there are cores].
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
}

/// Runs the command.
pub fn run(arguments: &IndexArguments, out: &mut impl Write) -> Result<Status> {
    let start = Instant::now();
    let options = Options { threads: arguments.threads, prune: arguments.prune, rebuild: arguments.rebuild };
    let report = update(&arguments.index, &arguments.paths, &options)?;
    write_summary(out, &report, start.elapsed())?;
    if !report.gone.is_empty() {
        let gone = counted(report.gone.len() as u64, "file");
        say(&format!("note: {gone} of the index no longer in these folders; --prune takes out what is gone"));
    }
    Ok(if report.failed.is_empty() { Status::Found } else { Status::Failed })
}

/// Brings the index up to date, with a progress bar, and names the files that could not be read.
pub fn update(index: &IndexFolder, paths: &[PathBuf], options: &Options) -> Result<Report> {
    let bar = Bar::new();
    let report = ingest(&index.path, paths, options, |progress| bar.show(progress))?;
    drop(bar);
    complain_of_all(&report.failed);
    Ok(report)
}

fn write_summary(out: &mut impl Write, report: &Report, time: Duration) -> Result<()> {
    let failed = report.failed.len() as u64;
    let files = report.read + report.unchanged + report.skipped + failed;
    write!(out, "{}: {} read", counted(files, "file"), thousands(report.read))?;
    write!(out, ", {} unchanged", thousands(report.unchanged))?;
    write!(out, ", {} skipped, {} failed", thousands(report.skipped), thousands(failed))?;
    if !report.pruned.is_empty() {
        write!(out, ", {} pruned", thousands(report.pruned.len() as u64))?;
    }
    write!(out, "; {}, {}", counted(report.resolutions, "resolution"), counted(report.clauses, "clause"))?;
    if !report.duplicates.is_empty() {
        write!(out, ", {} set aside", counted(report.duplicates.len() as u64, "duplicate"))?;
    }
    if !report.without_resolution.is_empty() {
        write!(out, ", {} without a resolution", counted(report.without_resolution.len() as u64, "file"))?;
    }
    writeln!(out, "; {:.2} s", time.as_secs_f64())?;
    Ok(())
}
