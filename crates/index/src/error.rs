//! Why an index cannot be opened, read or written.

use std::path::{Path, PathBuf};

/// Why an index cannot be opened, read or written. Each message says what to do where something can be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at the path.
    #[error("no index at {}: build it with `alinea index`", path.display())]
    NotFound {
        /// Where the index was looked for.
        path: PathBuf,
    },
    /// There is something, but Alinea did not make it; it is never touched.
    #[error("{} is not an Alinea index, and nothing in it is touched: give another path", path.display())]
    NotAnIndex {
        /// The folder or file.
        path: PathBuf,
    },
    /// Made by a version of Alinea that lays out its index otherwise.
    #[error(
        "the index {} has format {found}, this version of Alinea reads format {expected}: rebuild it with `alinea index --rebuild`",
        path.display()
    )]
    Format {
        /// The index.
        path: PathBuf,
        /// Its format version.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// Made by another analysis of French: its terms and ours would not meet.
    #[error(
        "the index {} was made by another analysis ({found}, here {expected}): rebuild it with `alinea index --rebuild`",
        path.display()
    )]
    Analysis {
        /// The index.
        path: PathBuf,
        /// The fingerprint of the analysis that made it.
        found: String,
        /// The fingerprint of the analysis of this program.
        expected: String,
    },
    /// Another process is writing into it.
    #[error("the index {} is being written by {holder}: wait until it has finished", path.display())]
    Busy {
        /// The index.
        path: PathBuf,
        /// Who writes, and since when, as far as is known.
        holder: String,
    },
    /// A file of the index is missing or cannot be what was written.
    #[error("the index {} is damaged ({detail}): rebuild it with `alinea index --rebuild`", path.display())]
    Damaged {
        /// The index.
        path: PathBuf,
        /// What was seen.
        detail: String,
    },
    /// This program failed on an index whose files are all what was written.
    #[error(
        "a mistake of this version of Alinea, please report it: all files of the index {} are sound, and it cannot be read ({message})",
        path.display()
    )]
    Mistake {
        /// The index.
        path: PathBuf,
        /// What the engine said.
        message: String,
    },
    /// The system refused.
    #[error("cannot access {}{}", path.display(), advice(source.kind()))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
    /// The engine refused for another reason.
    #[error("the index {} cannot be used", path.display())]
    Engine {
        /// The index.
        path: PathBuf,
        /// Its reason.
        source: Box<tantivy::TantivyError>,
    },
}

/// What can be done about a refusal of the system.
fn advice(kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind as K;
    match kind {
        K::StorageFull | K::QuotaExceeded | K::FileTooLarge => {
            " (make room and run it again: the index is what it was before)"
        }
        K::ReadOnlyFilesystem => " (an index on a medium for reading only can be searched, but not brought up to date)",
        K::PermissionDenied => " (ask its owner, or give another index with --index)",
        _ => "",
    }
}

impl Error {
    /// Sorts an error of the engine about the index at `path` into ours.
    pub fn engine(path: &Path, source: tantivy::TantivyError) -> Error {
        use tantivy::TantivyError as T;
        use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
        let path = path.to_owned();
        let io = |path, source: std::sync::Arc<std::io::Error>| Error::Io {
            path,
            source: std::io::Error::new(source.kind(), source.to_string()),
        };
        match source {
            T::LockFailure(LockError::LockBusy, _) => Error::Busy { path, holder: "another process".to_owned() },
            T::LockFailure(LockError::IoError(source), _) => io(path, source),
            T::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                Error::Damaged { path, detail: format!("{} is missing", file.display()) }
            }
            T::OpenReadError(OpenReadError::IoError { io_error, filepath }) => match io_error.kind() {
                std::io::ErrorKind::NotFound | std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
                    Error::Damaged { path, detail: format!("{}: {io_error}", filepath.display()) }
                }
                _ => io(path.join(filepath), io_error),
            },
            T::OpenReadError(source) => Error::Damaged { path, detail: source.to_string() },
            T::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => io(path.join(filepath), io_error),
            T::DataCorruption(source) => Error::Damaged { path, detail: format!("{source:?}") },
            T::IoError(source) => match source.kind() {
                // Not of the system: a dictionary or a compressed block is not what it should be.
                std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::Other => {
                    Error::Damaged { path, detail: source.to_string() }
                }
                _ => io(path, source),
            },
            source => Error::Engine { path, source: Box::new(source) },
        }
    }
}
