//! One module a command.

pub mod completions;
pub mod index;
pub mod man;
pub mod search;
pub mod segment;
pub mod show;
pub mod stats;
pub mod verify;

mod facets;
mod files;
mod hits;
mod kwic;
mod progress;
mod report;

use crate::arguments::{Arguments, Command};
use crate::status::Status;
use anyhow::Result;
use std::io::Write;

/// Carries out the command that was typed, its results to `out`.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Status> {
    match &arguments.command {
        Command::Index(arguments) => index::run(arguments, out),
        Command::Search(arguments) => search::run(arguments, out),
        Command::Show(arguments) => show::run(arguments, out),
        Command::Segment(arguments) => segment::run(arguments, out),
        Command::Stats(arguments) => stats::run(arguments, out),
        Command::Verify(arguments) => verify::run(arguments, out),
        Command::Completions(arguments) => completions::run(arguments, out),
        Command::Man(arguments) => man::run(arguments, out),
    }
}

/// Reads a number of threads.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("write a number from 1".to_owned()),
        Ok(threads) => Ok(threads),
    }
}
