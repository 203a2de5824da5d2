//! `alinea show`: a reference to its text.

use super::files::from_here;
use crate::arguments::{ClauseFormat, IndexFolder};
use crate::layout::{write_one, write_resolution};
use crate::paint::Paint;
use crate::record::{ClauseRecord, json_line};
use crate::status::{Status, complain, say};
use crate::visible::visible;
use alinea_index::Index;
use alinea_query::{Error, Shown, show};
use anyhow::Result;
use clap::Args;
use std::io::Write;
use std::path::Path;

/// Show a resolution or a clause by its reference.
///
/// The reference is the cote of a resolution, and for a clause its place: `par.` for a paragraph of the dispositif, `al.`
/// for an alinéa of the préambule. Several arguments are joined by spaces.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea show A/RES/66/122                  the whole resolution
  alinea show a-res-66-122                  the same, as files are named
  alinea show 66/122, par. 3                a paragraph
  alinea show '66/122, al. 6 du préambule'  an alinéa
  alinea show '9001 (2044), par. 2 b)'      a sub-paragraph, after the chapeau that introduces it

Exit status: 0 when it was found, 1 when the index does not have it, 2 on an error.")]
pub struct ShowArguments {
    /// What to show.
    #[arg(required = true, value_name = "REFERENCE")]
    reference: Vec<String>,
    #[command(flatten)]
    index: IndexFolder,
    /// How to print it.
    #[arg(long, short = 'f', value_enum, default_value = "text")]
    format: ClauseFormat,
}

/// Runs the command.
pub fn run(arguments: &ShowArguments, out: &mut impl Write) -> Result<Status> {
    let index = Index::open(&arguments.index.path)?;
    let shown = match show(&index, &arguments.reference.join(" ")) {
        Ok(shown) => shown,
        Err(error @ (Error::NoSuchResolution { .. } | Error::NoSuchClause { .. })) => {
            complain(&error.to_string());
            return Ok(Status::Nothing);
        }
        Err(error) => return Err(error.into()),
    };
    if !shown.others.is_empty() {
        say(&format!("note: may also stand for {}", visible(&shown.others.join(", "))));
    }
    let file = from_here(Path::new(&shown.file)).to_string_lossy();
    match arguments.format {
        ClauseFormat::Text => write_text(out, &shown, &file)?,
        ClauseFormat::Jsonl => {
            for &at in &shown.clauses {
                out.write_all(json_line(&ClauseRecord::new(&file, &shown.resolution, at))?.as_bytes())?;
            }
        }
    }
    Ok(Status::Found)
}

fn write_text(out: &mut impl Write, shown: &Shown, file: &str) -> Result<()> {
    let paint = Paint::for_stdout();
    if shown.whole {
        write_resolution(out, paint, &shown.resolution, file)?;
    } else {
        for (nth, &at) in shown.clauses.iter().enumerate() {
            if nth > 0 {
                writeln!(out)?;
            }
            write_one(out, paint, &shown.resolution, at)?;
        }
    }
    Ok(())
}
