//! The protocol of `../../run.py`, for peers written in Rust; `../../protocol.py` is that of those in Python.

use anyhow::bail;
use serde::{Deserialize, Serialize};
use std::io::{self, Write, stdin, stdout};
use std::path::PathBuf;
use std::time::Instant;

/// What a peer is started for.
pub enum Command {
    /// To add clauses, one JSON object a line, to the index of a folder, which is made if it is not there.
    Index {
        /// The folder.
        folder: PathBuf,
        /// The file with the clauses.
        clauses: PathBuf,
    },
    /// To answer queries.
    Search {
        /// The folder.
        folder: PathBuf,
    },
}

/// What the command line says.
pub fn command() -> anyhow::Result<Command> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["index", folder, clauses] => Ok(Command::Index { folder: folder.into(), clauses: clauses.into() }),
        ["search", folder] => Ok(Command::Search { folder: folder.into() }),
        _ => bail!("expected: index FOLDER CLAUSES, or search FOLDER"),
    }
}

/// One line of the driver.
#[derive(Deserialize)]
pub struct Request {
    pub kind: String,
    pub words: Vec<String>,
    pub organ: Option<String>,
    pub distance: Option<u32>,
    /// Clauses of one wording are one hit.
    #[serde(default)]
    pub group: bool,
    /// All hits are counted, not only the ten best sought.
    #[serde(default)]
    pub count: bool,
    /// The words that were sought are marked in the texts.
    #[serde(default)]
    pub marks: bool,
}

/// The lines of the driver. Between two of them standard input is not held, so that a task may wait meanwhile.
pub fn requests() -> impl Iterator<Item = anyhow::Result<Request>> + Send {
    std::iter::from_fn(|| {
        let mut line = String::new();
        match stdin().read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_str(&line).map_err(Into::into)),
            Err(error) => Some(Err(error.into())),
        }
    })
}

/// What is found: how many match, if that is asked; of these in their exact form, for whoever tells them apart; of the ten
/// best the references, and how many marks are in their texts.
#[derive(Default, Serialize)]
pub struct Found {
    pub count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<u64>,
    pub references: Vec<String>,
    pub marks: usize,
}

/// A line of the peer.
#[derive(Serialize)]
struct Answer<'f> {
    us: f64,
    #[serde(flatten)]
    found: &'f Found,
}

/// Answers with what was found, and the time since `start`.
pub fn answer(start: Instant, found: &Found) -> io::Result<()> {
    let us = start.elapsed().as_nanos() as f64 / 1000.0;
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, &Answer { us, found })?;
    writeln!(out)?;
    out.flush()
}
