//! `alinea completions`: completions for a shell.

use crate::arguments::Arguments;
use crate::status::Status;
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};
use std::io::Write;

/// Print completions for a shell.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea completions bash > ~/.local/share/bash-completion/completions/alinea
  alinea completions fish > ~/.config/fish/completions/alinea.fish")]
pub struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub fn run(arguments: &CompletionsArguments, out: &mut impl Write) -> Result<Status> {
    // The generator panics where its writer fails, and a closed pipe is no reason to: it writes to memory.
    let mut script = Vec::new();
    generate(arguments.shell, &mut Arguments::command(), "alinea", &mut script);
    out.write_all(&script)?;
    Ok(Status::Found)
}
