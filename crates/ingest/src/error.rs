//! What stops a run, and what stops one file only.

use alinea_segment::DecodeError;
use std::path::{Path, PathBuf};

/// What stops a whole run. A file that cannot be read never does: see [`FileError`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index could not be opened or written.
    #[error(transparent)]
    Index(#[from] alinea_index::Error),
    /// The threads could not be started.
    #[error("cannot start {threads} threads")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// The reason.
        source: rayon::ThreadPoolBuildError,
    },
}

/// Why one file or folder could not be read. The run goes on. The message does not name the path.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing at the path.
    #[error("there is no such file or folder")]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file was named, and its extension is not one that is read.
    #[error("is no file that is read here: its name must end in .txt or .md")]
    Extension {
        /// The path as it was given.
        path: PathBuf,
    },
    /// It was named, and is neither a file nor a folder.
    #[error("is neither a file nor a folder")]
    Special {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The path is not valid UTF-8, and could be written neither into an index nor into a report.
    #[error("has a name that is not valid UTF-8: rename it")]
    Name {
        /// The path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot be read")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
    /// The bytes are no text.
    #[error("is no text")]
    Decode {
        /// The file.
        path: PathBuf,
        /// What they are.
        source: DecodeError,
    },
    /// The segmentation panicked: a mistake of this program, which must not cost the other files.
    #[error("could not be segmented, by a mistake of this program ({message})")]
    Segment {
        /// The file.
        path: PathBuf,
        /// What it said.
        message: String,
    },
}

impl FileError {
    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            FileError::NotFound { path }
            | FileError::Extension { path }
            | FileError::Special { path }
            | FileError::Name { path }
            | FileError::Io { path, .. }
            | FileError::Decode { path, .. }
            | FileError::Segment { path, .. } => path,
        }
    }
}
