//! What stops a run, and what stops one file only.

use alinea_segment::DecodeError;
use std::path::PathBuf;

/// What stops a whole run. A file that cannot be read never does: see [`FileError`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index could not be opened or written.
    #[error(transparent)]
    Index(#[from] alinea_index::Error),
    /// The threads could not be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// The reason.
        source: rayon::ThreadPoolBuildError,
    },
}

/// Why one file or folder could not be read. The run goes on.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing at the path.
    #[error("no such file or folder")]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file was named, and its extension is not one that is read.
    #[error("not a text file that is read here: its name must end in .txt or .md")]
    Extension {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The path is not valid UTF-8 and could not be written into an index or a report.
    #[error("its name is not valid UTF-8: rename it")]
    Name {
        /// The path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
    /// The bytes are no text.
    #[error("{source}")]
    Decode {
        /// The file.
        path: PathBuf,
        /// What they are.
        source: DecodeError,
    },
}

impl FileError {
    /// The file or folder it is about.
    pub fn path(&self) -> &std::path::Path {
        match self {
            FileError::NotFound { path }
            | FileError::Extension { path }
            | FileError::Name { path }
            | FileError::Io { path, .. }
            | FileError::Decode { path, .. } => path,
        }
    }
}
