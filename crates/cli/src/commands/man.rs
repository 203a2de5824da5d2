//! `alinea man`: manual pages.

use crate::arguments::Arguments;
use crate::status::Status;
use anyhow::{Result, anyhow};
use clap::{Args, CommandFactory};
use clap_mangen::Man;
use std::io::Write;

/// Print a manual page.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea man | man -l -                 read the page of alinea
  alinea man search > alinea-search.1   write the page of a command")]
pub struct ManArguments {
    /// The command to print the page of [default: alinea as a whole].
    command: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &ManArguments, out: &mut impl Write) -> Result<Status> {
    let mut command = Arguments::command();
    command.build();
    let page = match arguments.command.as_deref() {
        None => command,
        Some(name) => {
            let found = command.get_subcommands().find(|command| command.get_name() == name).cloned();
            found.ok_or_else(|| anyhow!("alinea has no command `{name}`: see `alinea --help`"))?
        }
    };
    // Once built, a command knows its page by the name git and cargo give theirs: alinea-search(1).
    Man::new(page).render(out)?;
    Ok(Status::Found)
}
