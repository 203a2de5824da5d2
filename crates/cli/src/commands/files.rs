//! Names of files as they are shown, and files that could not be read.

use crate::status::complain;
use crate::visible::shown_path;
use alinea_ingest::Failure;
use std::path::Path;

/// The path as people name it: from the current folder where it lies below, else in full.
pub fn from_here(path: &Path) -> &Path {
    match std::env::current_dir() {
        // Stripping can only borrow from `path`, never from the current folder.
        Ok(here) => path.strip_prefix(&here).unwrap_or(path),
        Err(_) => path,
    }
}

/// Says what is wrong with a file.
pub fn complain_of(path: &Path, reason: &str) {
    complain(&format!("{}: {reason}", shown_path(from_here(path))));
}

/// Says which files could not be read, and why.
pub fn complain_of_all(failed: &[Failure]) {
    for failure in failed {
        complain_of(&failure.path, &failure.reason);
    }
}
