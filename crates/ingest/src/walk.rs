//! Which files a run is about.

use crate::FileError;
use std::path::PathBuf;

/// The files below some paths, in path order, and what stood in the way.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files to read, absolute, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Folders that were given, absolute.
    pub folders: Vec<PathBuf>,
    /// What could not be walked or was named and is not read, in path order.
    pub failed: Vec<FileError>,
    /// Files in folders passed over because of their extension.
    pub skipped: u64,
}

impl Walk {
    /// Finds the files to read below `paths`: files that were named, and in folders, recursively, those whose name ends
    /// in `.txt` or `.md` in any case. Hidden files and folders are passed over unless they were named.
    ///
    /// Never fails: what cannot be read is in `failed`.
    pub fn new(paths: &[PathBuf]) -> Walk {
        let _ = paths;
        Walk::default()
    }
}
