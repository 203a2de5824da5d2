//! What a run did.

use crate::FileError;
use serde::Serialize;
use std::path::PathBuf;

/// What a run of [`ingest`](crate::ingest()) did and found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Files that were new or had changed, and were read and segmented.
    pub read: u64,
    /// Files whose content was in the index already.
    pub unchanged: u64,
    /// Files and folders that could not be read, in path order.
    pub failed: Vec<Failure>,
    /// Files gone from the given folders, whose clauses were taken out (with `prune`), in path order.
    pub pruned: Vec<PathBuf>,
    /// Files gone from the given folders, whose clauses are still in the index (without `prune`), in path order.
    pub gone: Vec<PathBuf>,
    /// Files of the given folders passed over because their extension is not read.
    pub skipped: u64,
    /// Files of this run that hold no resolution, unchanged ones included, in path order.
    pub without_resolution: Vec<PathBuf>,
    /// Symbols that stand in several files, of which this run was given at least one, in the order of the symbols.
    pub duplicates: Vec<Duplicate>,
    /// Resolutions in the files of this run, duplicates and unchanged files included.
    pub resolutions: u64,
    /// Clauses in the files of this run, duplicates and unchanged files included.
    pub clauses: u64,
    /// Size of the files of this run, unchanged ones included.
    pub bytes: u64,
    /// Diagnostics of the files that were read.
    pub diagnostics: Levels,
}

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file or folder.
    pub path: PathBuf,
    /// The reason with its causes, in English, to be read behind the path: `is no text: the file is empty`.
    pub reason: String,
}

impl From<&FileError> for Failure {
    fn from(error: &FileError) -> Self {
        let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
        let reason = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
        Failure { path: error.path().to_owned(), reason }
    }
}

/// A symbol that stands more than once in the files of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// The symbol.
    pub symbol: String,
    /// The file whose text is searched: see [`precedence`](alinea_index::precedence()).
    pub kept: PathBuf,
    /// The other file. The same as `kept` when one file prints the symbol twice.
    pub other: PathBuf,
}

/// How many diagnostics there are, by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Levels {
    /// Worth knowing.
    pub info: u64,
    /// A reader should look at it.
    pub warning: u64,
    /// The file could not be understood.
    pub error: u64,
}
