//! The texts that are measured.

use alinea_ingest::Walk;
use std::path::{Path, PathBuf};

/// The folder that was named, else that of `$ALINEA_CORPUS`, else the shipped corpus, which lies in the folder
/// `repository`.
pub fn folder(named: Option<PathBuf>, repository: &Path) -> PathBuf {
    let folder = named.or_else(|| std::env::var_os("ALINEA_CORPUS").map(PathBuf::from));
    folder.unwrap_or_else(|| repository.join("corpus"))
}

/// The files of a folder with their names, in order. Panics if there is none.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let paths = Walk::new(&[folder.to_owned()]).files;
    let files: Vec<_> = paths.iter().filter_map(|path| Some((name(path), std::fs::read(path).ok()?))).collect();
    assert!(files.iter().any(|(_, bytes)| !bytes.is_empty()), "no .md or .txt file in {}", folder.display());
    files
}
