//! `alinea stats`: what an index holds.

use crate::arguments::IndexFolder;
use crate::record::json_line;
use crate::status::Status;
use crate::visible::visible;
use crate::wording::thousands;
use alinea_index::{Count, Index, Stats};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::io::Write;

/// Count what the index holds.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea stats                                  counts, by organ, session and part
  alinea stats --format json | jq .clauses

Exit status: 0 when the index holds a clause, 1 when it is empty, 2 on an error.")]
pub struct StatsArguments {
    #[command(flatten)]
    index: IndexFolder,
    /// How to print the counts.
    #[arg(long, short = 'f', value_enum, default_value = "text")]
    format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    /// To be read by people.
    Text,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub fn run(arguments: &StatsArguments, out: &mut impl Write) -> Result<Status> {
    let index = Index::open(&arguments.index.path)?;
    let stats = index.stats()?;
    match arguments.format {
        StatsFormat::Text => write_text(out, &stats)?,
        StatsFormat::Json => out.write_all(json_line(&stats)?.as_bytes())?,
    }
    Ok(if stats.clauses == 0 { Status::Nothing } else { Status::Found })
}

fn write_text(out: &mut impl Write, stats: &Stats) -> Result<()> {
    for (name, value) in [
        ("files", thousands(stats.files)),
        ("resolutions", thousands(stats.resolutions)),
        ("duplicates", thousands(stats.duplicates)),
        ("clauses", thousands(stats.clauses)),
        ("size", format!("{:.1} MB", stats.bytes as f64 / 1e6)),
        ("format", stats.format.to_string()),
        ("analysis", visible(&stats.analysis).into_owned()),
    ] {
        writeln!(out, "{name:<12} {value}")?;
    }
    if let Some((first, last)) = stats.adopted {
        writeln!(out, "{:<12} {} to {}", "adopted", first, last)?;
    }
    for (name, counts) in [("part", &stats.parts), ("organ", &stats.organs), ("session", &stats.sessions)] {
        write_counts(out, name, counts)?;
    }
    Ok(())
}

fn write_counts(out: &mut impl Write, name: &str, counts: &[Count]) -> Result<()> {
    writeln!(out, "\nclauses by {name}")?;
    for count in counts {
        writeln!(out, "{:>10}  {}", thousands(count.clauses), visible(count.value.as_deref().unwrap_or("(unknown)")))?;
    }
    Ok(())
}
