//! Which files a run is about.

use crate::FileError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files below some paths, in path order, and what stood in the way.
///
/// Paths are absolute and free of symbolic links, so that a file has one name whatever it was reached by.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files to read, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Folders that were given.
    pub folders: Vec<PathBuf>,
    /// What could not be walked, or was named and is not read, in path order.
    pub failed: Vec<FileError>,
    /// Files in folders passed over because of their extension.
    pub skipped: u64,
}

impl Walk {
    /// Finds the files to read below `paths`: files that were named, and in folders, recursively, those whose name ends
    /// in `.txt` or `.md` in any case. Hidden files and folders are passed over unless they were named. Symbolic links
    /// are followed, a folder inside itself only once.
    ///
    /// Never fails: what cannot be read is in `failed`.
    pub fn new(paths: &[PathBuf]) -> Walk {
        let mut walk = Walk::default();
        let mut files = BTreeSet::new();
        for path in paths {
            if let Err(error) = walk.add(path, &mut files) {
                walk.failed.push(error);
            }
        }
        walk.files = files.into_iter().collect();
        walk.failed.sort_by(|a, b| a.path().cmp(b.path()));
        walk
    }

    fn add(&mut self, path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<(), FileError> {
        let real = real(path)?;
        let metadata = real.metadata().map_err(|source| FileError::Io { path: path.to_owned(), source })?;
        if metadata.is_dir() {
            self.add_folder(&real, files);
            self.folders.push(real);
        } else if !metadata.is_file() {
            return Err(FileError::Special { path: path.to_owned() });
        } else if !is_text(path) {
            return Err(FileError::Extension { path: path.to_owned() });
        } else {
            files.insert(real);
        }
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path, files: &mut BTreeSet<PathBuf>) {
        let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let mut known = Folder::default();
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if !entry.file_type().is_file() => {}
                Ok(entry) if !is_text(entry.path()) => self.skipped += 1,
                Ok(entry) => match known.real(&entry) {
                    Ok(file) => drop(files.insert(file)),
                    Err(error) => self.failed.push(error),
                },
                // A link to a folder above: its files are met where they are.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.failed.push(FileError::Io { path, source: error.into() });
                }
            }
        }
    }
}

/// The folder that files are met in, one behind the other, and where it really is: to look at every part of every path for a
/// link takes longer than to read a small file.
#[derive(Default)]
struct Folder {
    met: PathBuf,
    real: PathBuf,
}

impl Folder {
    /// The absolute path of a file without symbolic links.
    fn real(&mut self, entry: &DirEntry) -> Result<PathBuf, FileError> {
        let path = entry.path();
        let (Some(folder), false) = (path.parent(), entry.path_is_symlink()) else { return real(path) };
        if self.met != folder {
            self.real = folder.canonicalize().map_err(|error| cannot_reach(folder, error))?;
            self.met = folder.to_owned();
        }
        named(self.real.join(entry.file_name()))
    }
}

/// True for the names of files that are read.
fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["txt", "md"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The absolute path without symbolic links.
fn real(path: &Path) -> Result<PathBuf, FileError> {
    named(path.canonicalize().map_err(|error| cannot_reach(path, error))?)
}

fn cannot_reach(path: &Path, error: std::io::Error) -> FileError {
    match error.kind() {
        std::io::ErrorKind::NotFound => FileError::NotFound { path: path.to_owned() },
        _ => FileError::Io { path: path.to_owned(), source: error },
    }
}

/// The path, if its name can be kept.
fn named(path: PathBuf) -> Result<PathBuf, FileError> {
    if path.to_str().is_some() { Ok(path) } else { Err(FileError::Name { path }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(walk: &Walk, root: &Path) -> Vec<String> {
        let root = root.canonicalize().unwrap();
        walk.files.iter().map(|file| file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn folders_give_their_texts_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/c")).unwrap();
        fs::create_dir_all(root.join(".hidden")).unwrap();
        for name in ["b/c/2.TXT", "b/1.md", "a.txt", "c.pdf", ".d.txt", ".hidden/e.txt", "b/sans-extension"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let walk = Walk::new(&[root.join("b/c/2.TXT"), root.to_owned()]);
        assert_eq!(names(&walk, root), ["a.txt", "b/1.md", "b/c/2.TXT"]);
        assert_eq!(walk.skipped, 2);
        assert!(walk.failed.is_empty(), "{:?}", walk.failed);
    }

    #[test]
    fn what_is_named_and_not_read_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("c.pdf"), "x").unwrap();
        fs::write(root.join(".d.txt"), "x").unwrap();
        let walk = Walk::new(&[root.join("c.pdf"), root.join("none.txt"), root.join(".d.txt")]);
        assert_eq!(names(&walk, root), [".d.txt"]);
        assert!(
            matches!(&walk.failed[..], [FileError::Extension { .. }, FileError::NotFound { .. }]),
            "{:?}",
            walk.failed
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/1.txt"), "x").unwrap();
        symlink(root, root.join("a/loop")).unwrap();
        symlink(root.join("a"), root.join("b")).unwrap();
        symlink(root.join("a/1.txt"), root.join("2.txt")).unwrap();
        symlink(root.join("none"), root.join("broken.txt")).unwrap();
        let walk = Walk::new(&[root.to_owned()]);
        assert_eq!(names(&walk, root), ["a/1.txt"]);
        assert_eq!(walk.failed.len(), 1, "{:?}", walk.failed);
    }

    #[cfg(unix)]
    #[test]
    fn files_met_through_a_linked_folder_are_named_where_they_are() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(outside.path().join("d")).unwrap();
        for name in ["1.txt", "d/2.txt", "d/3.txt"] {
            fs::write(outside.path().join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink(outside.path(), root.path().join("c")).unwrap();
        fs::write(root.path().join("4.txt"), "x").unwrap();
        let walk = Walk::new(&[root.path().to_owned()]);
        let [inside, outside] = [root.path(), outside.path()].map(|folder| folder.canonicalize().unwrap());
        let mut expected = ["1.txt", "d/2.txt", "d/3.txt"].map(|name| outside.join(name)).to_vec();
        expected.push(inside.join("4.txt"));
        expected.sort();
        assert_eq!(walk.files, expected);
        assert!(walk.failed.is_empty(), "{:?}", walk.failed);
    }
}
