//! One file, or many of them in parallel, to documents.

use crate::{Error, FileError};
use alinea_segment::Document;
use std::path::{Path, PathBuf};

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub files: u64,
    /// Bytes in the files done.
    pub bytes: u64,
    /// Files to do.
    pub total_files: u64,
    /// Bytes in the files to do.
    pub total_bytes: u64,
}

/// Reads and segments one file. Its diagnostics are in the document; `Err` when it cannot be read or is no text.
pub fn read_document(path: &Path) -> Result<Document, FileError> {
    Err(FileError::NotFound { path: path.to_owned() })
}

/// Reads and segments `files` on `threads` threads (`None`: as many as there are cores) and gives the results to
/// `each` **in the order of `files`**, whatever the number of threads, a bounded number of them in memory.
///
/// `progress` is told after every file. Fails only if the threads cannot be started.
pub fn read_documents(
    files: &[PathBuf],
    threads: Option<usize>,
    mut each: impl FnMut(&Path, Result<Document, FileError>),
    mut progress: impl FnMut(Progress),
) -> Result<(), Error> {
    let _ = threads;
    for file in files {
        each(file, read_document(file));
        progress(Progress::default());
    }
    Ok(())
}
