//! One file, or many of them in parallel, to documents.

use crate::parallel::{in_order, pool};
use crate::{Error, FileError};
use alinea_segment::{Document, decode, segment};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    with_bytes(path, |bytes| segment_bytes(path, bytes))?
}

/// A buffer that has held a file larger than this is not kept for the next, in bytes.
const KEPT: usize = 1 << 20;

/// Gives the bytes of a file to `read`. They are read into memory the thread has had before: new memory takes longer than
/// to copy a file into it.
pub(crate) fn with_bytes<T>(path: &Path, read: impl FnOnce(&[u8]) -> T) -> Result<T, FileError> {
    thread_local!(static BUFFER: RefCell<Vec<u8>> = RefCell::default());
    BUFFER.with_borrow_mut(|bytes| {
        bytes.clear();
        let outcome = File::open(path).and_then(|mut file| file.read_to_end(bytes));
        let outcome = outcome.map(|_| read(bytes)).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => FileError::NotFound { path: path.to_owned() },
            _ => FileError::Io { path: path.to_owned(), source },
        });
        if bytes.capacity() > KEPT {
            *bytes = Vec::new();
        }
        outcome
    })
}

/// Decodes and segments the bytes of the file at `path`.
pub(crate) fn segment_bytes(path: &Path, bytes: &[u8]) -> Result<Document, FileError> {
    let text = decode(bytes).map_err(|source| FileError::Decode { path: path.to_owned(), source })?;
    catch_unwind(AssertUnwindSafe(|| segment(&name(path), &text))).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        FileError::Segment { path: path.to_owned(), message: message.unwrap_or("unknown").to_owned() }
    })
}

/// The name of a file without folder and extension.
pub(crate) fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
    let pool = pool(threads)?;
    let sizes: Vec<u64> = files.iter().map(|file| file.metadata().map_or(0, |metadata| metadata.len())).collect();
    let mut done = Progress { total_files: files.len() as u64, total_bytes: sizes.iter().sum(), ..Progress::default() };
    let items: Vec<(&PathBuf, u64)> = files.iter().zip(sizes).collect();
    in_order(
        &pool,
        &items,
        |&(_, size)| size,
        |&(file, _)| read_document(file),
        |&(file, size), document| {
            each(file, document);
            done.files += 1;
            done.bytes += size;
            progress(done);
        },
    );
    Ok(())
}
