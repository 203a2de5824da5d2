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
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// What the last panic said, and where.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return status::refuse(&error),
    };
    // A damaged index makes the engine panic, and a file may make segmentation panic: both become errors, which say what
    // there is to say.
    std::panic::set_hook(Box::new(|panic| {
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let run = || {
        let mut out = BufWriter::new(io::stdout().lock());
        let status = commands::run(&arguments, &mut out)?;
        out.flush()?;
        Ok(status)
    };
    let result = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let panic = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        Err(anyhow::anyhow!("a mistake of this program, please report it: {}", panic.replace('\n', " ")))
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
