//! How a run ended, and what is said on standard error.

use crate::visible::visible;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a run ended, as grep tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Something was found or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// Something failed; the rest was done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Found => 0,
            Status::Nothing => 1,
            Status::Failed => 2,
        })
    }
}

/// True when the error is that nobody reads the output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The error with its causes, on one line; a cause that the message before it quotes already is not said twice.
pub fn explain(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message.push_str(": ");
            message.push_str(&cause);
        }
    }
    message
}

/// Prints what clap has to say about a command line: help and version as they are, and a refusal with nothing in it that
/// was typed and steers a terminal.
pub fn refuse(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        for line in error.render().to_string().lines() {
            say(&visible(line));
        }
    } else {
        // There is nobody left to tell that nobody reads it.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Says on standard error what went wrong.
pub fn complain(message: &str) {
    say(&format!("alinea: {}", visible(message)));
}

/// Says something on standard error. With standard error gone there is nobody left to tell.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_closed_pipe_is_seen_through_its_context() {
        let pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        let wrapped = Err::<(), _>(pipe()).context("writing").unwrap_err();
        assert!(is_closed_pipe(&wrapped));
        assert!(!is_closed_pipe(&anyhow::anyhow!("other")));
    }

    #[test]
    fn causes_are_said_once() {
        let inner = anyhow::anyhow!("no such file");
        assert_eq!(explain(&inner.context("cannot read a.txt: no such file")), "cannot read a.txt: no such file");
        assert_eq!(explain(&anyhow::anyhow!("b").context("a")), "a: b");
    }
}
