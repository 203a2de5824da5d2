//! The command line as clap sees it; help, completions and manual pages are made from it.

use crate::commands::{completions, index, man, search, segment, show, stats, verify};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Full-text search in French-language resolutions, clause by clause.
///
/// Alinea finds the clause, not the file: an alinéa of the préambule, a paragraph or sub-paragraph of the dispositif,
/// with the reference to cite it by.
#[derive(Parser)]
#[command(name = "alinea", version, propagate_version = true, after_help = AFTER)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Examples:
  alinea search --corpus corpus '\"lutte contre la pauvreté\"'   index a folder, then search it
  alinea search développement durable                          both words, in any form, in one clause
  alinea show '66/122, par. 3'                                 read a clause by its reference
  alinea segment --format jsonl corpus > clauses.jsonl         clauses without an index

Exit status: 0 when something was found or done, 1 when nothing was found, 2 on an error.";

#[derive(Subcommand)]
pub enum Command {
    Index(index::IndexArguments),
    Search(search::SearchArguments),
    Show(show::ShowArguments),
    Segment(segment::SegmentArguments),
    Stats(stats::StatsArguments),
    Verify(verify::VerifyArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
}

/// Where the index is.
#[derive(Args)]
pub struct IndexFolder {
    /// Folder of the index.
    #[arg(long = "index", value_name = "DIR", env = "ALINEA_INDEX", default_value = ".alinea")]
    pub path: PathBuf,
}

/// How clauses are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClauseFormat {
    /// To be read by people.
    Text,
    /// One JSON object a clause.
    Jsonl,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_and_option_explains_itself() {
        for command in Arguments::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
