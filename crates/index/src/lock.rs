//! The lock of the one writer, and who holds it.

use crate::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, DirectoryLock, Lock, MmapDirectory};

/// The file that is locked. The system lets go of it when a process ends, however it ends.
pub(crate) const NAME: &str = ".alinea-writer.lock";

/// Held by the one writer of a folder.
pub(crate) struct WriterLock {
    _held: DirectoryLock,
}

/// Takes the lock of the folder `path` at once or not at all, and writes into its file who has taken it.
pub(crate) fn take(path: &Path) -> Result<WriterLock, Error> {
    let lock = Lock { filepath: PathBuf::from(NAME), is_blocking: false };
    let directory = MmapDirectory::open(path).map_err(|error| Error::engine(path, error.into()))?;
    let file = path.join(NAME);
    let held = directory.acquire_lock(&lock).map_err(|error| match error {
        LockError::LockBusy => Error::Busy { path: path.to_owned(), holder: holder(&file) },
        LockError::IoError(source) => {
            Error::Io { path: file.clone(), source: std::io::Error::new(source.kind(), source.to_string()) }
        }
    })?;
    let since = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
    fs::write(&file, format!("process {}, since {since}\n", std::process::id()))
        .map_err(|source| Error::Io { path: file, source })?;
    Ok(WriterLock { _held: held })
}

/// Who has taken the lock. It may have been taken so lately that this is not written yet.
fn holder(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().next().filter(|line| line.starts_with("process ") && line.len() < 80);
    line.unwrap_or("another process").to_owned()
}
