//! Which files are those of an index, and whether they are sound.

use crate::directory::{META, ReadOnly};
use crate::{Error, checksum, lock, marker, store};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::SegmentMeta;
use tantivy::index::SegmentComponent;

/// What [`verify`] found.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many files were read.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// The files that are missing, cannot be read, or are not what was written; sorted.
    pub damaged: Vec<Damage>,
}

/// A file that is not what was written, and how that shows.
#[derive(Debug)]
pub struct Damage {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub reason: io::Error,
}

/// Reads every file of the index in the folder `path` and compares it with its checksum. The index need not be one that
/// can be opened.
///
/// Fails when there is no index, or one that another version or another analysis made.
pub fn verify(path: &Path) -> Result<Verified, Error> {
    marker::check(path)?;
    let list = || fs::read(path.join(META)).ok();
    loop {
        let seen = list();
        let verified = verify_listed(path);
        // A writer may have replaced files that we had yet to read.
        if verified.damaged.is_empty() || list() == seen {
            return Ok(verified);
        }
    }
}

fn verify_listed(path: &Path) -> Verified {
    let mut verified = Verified::default();
    let mut note = |name: &Path, read: io::Result<u64>| match read {
        Ok(length) => {
            verified.files += 1;
            verified.bytes += length;
        }
        Err(reason) => verified.damaged.push(Damage { file: path.join(name), reason }),
    };
    note(Path::new(marker::NAME), path.join(marker::NAME).metadata().map(|metadata| metadata.len()));
    let list = fs::read(path.join(META));
    note(Path::new(META), list.and_then(|sealed| checksum::unseal(sealed).map(|list| list.len() as u64)));
    // Of a list that cannot be read nothing more is known.
    for name in listed(path).unwrap_or_default() {
        note(&name, checksum::check_file(&path.join(&name)));
    }
    verified
}

/// The files of the segments of the last commit, sorted.
pub(crate) fn listed(path: &Path) -> tantivy::Result<BTreeSet<PathBuf>> {
    let index = tantivy::Index::open(ReadOnly::open(path)?)?;
    Ok(index.searchable_segment_metas()?.iter().flat_map(files_of).collect())
}

fn files_of(segment: &SegmentMeta) -> impl Iterator<Item = PathBuf> {
    use SegmentComponent::{Delete, FastFields, FieldNorms, Positions, Postings, Store, Terms};
    let always = [Postings, Positions, FastFields, FieldNorms, Terms, Store, store::component()];
    always.into_iter().chain(segment.has_deletes().then_some(Delete)).map(|component| segment.relative_path(component))
}

/// The error that names a file of the index that is not what was written; `None` if all are.
pub(crate) fn damage(path: &Path) -> Option<Error> {
    let damaged = verify(path).ok()?.damaged;
    let (first, others) = damaged.split_first()?;
    let name = first.file.strip_prefix(path).unwrap_or(&first.file).display();
    let more = if others.is_empty() { String::new() } else { format!("; and {} more", others.len()) };
    Some(Error::Damaged { path: path.to_owned(), detail: format!("{name}: {}{more}", first.reason) })
}

/// Removes what a writer that was killed has left: temporary files, and files of segments that were never committed.
pub(crate) fn tidy(path: &Path) -> Result<(), Error> {
    let io = |file: &Path| {
        let path = file.to_owned();
        move |source| Error::Io { path, source }
    };
    let listed = listed(path).map_err(|error| Error::engine(path, error))?;
    for entry in fs::read_dir(path).map_err(io(path))? {
        let file = entry.map_err(io(path))?.path();
        let name = file.file_name().map(Path::new).unwrap_or(Path::new(""));
        let left = name.to_str().is_some_and(|name| is_segment(name) || is_temporary(name) || name == MANAGED);
        if left && !listed.contains(name) {
            fs::remove_file(&file).map_err(io(&file))?;
        }
    }
    Ok(())
}

/// True when there is nothing in the folder but what a writer killed at its beginning may leave.
pub(crate) fn is_blank(path: &Path) -> Result<bool, Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    for entry in fs::read_dir(path).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        if !name.to_str().is_some_and(|name| matches!(name, lock::NAME | marker::NAME) || is_temporary(name)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where the engine would list the files it has made; here the folder itself is that list.
pub(crate) const MANAGED: &str = ".managed.json";

/// True for the files of an index, the marker and our lock left out.
pub(crate) fn is_ours(name: &str) -> bool {
    let is_other = matches!(name, META | MANAGED | ".tantivy-writer.lock" | ".tantivy-meta.lock");
    is_other || is_segment(name) || is_temporary(name)
}

/// True for the files of segments.
pub(crate) fn is_segment(name: &str) -> bool {
    name.len() > 32 && name.as_bytes()[..32].iter().all(u8::is_ascii_hexdigit) && name.as_bytes()[32] == b'.'
}

/// True for what [`replace`](crate::directory::replace) writes before it is renamed.
pub(crate) fn is_temporary(name: &str) -> bool {
    let replaced = name.strip_prefix('.').and_then(|name| name.strip_suffix(".tmp"));
    replaced.is_some_and(|name| matches!(name, META | MANAGED | marker::NAME))
}
