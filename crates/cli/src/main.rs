//! The binary `alinea`: arguments in, text out, an exit status.

mod arguments;
mod commands;
mod layout;
mod paint;
mod record;
mod status;
mod visible;
mod wording;

use arguments::Arguments;
use clap::Parser;
use status::Status;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let result = commands::run(&arguments, &mut out).and_then(|status| {
        out.flush()?;
        Ok(status)
    });
    match result {
        Ok(status) => status.into(),
        // Whoever read us has read enough: `alinea search … | head` is no error.
        Err(error) if status::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            status::complain(&status::explain(&error));
            Status::Failed.into()
        }
    }
}
