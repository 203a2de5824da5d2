//! The file by which a folder is known to be an index of ours, and of which kind.

use crate::schema::FORMAT;
use crate::{Error, common, directory, files};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// Its name.
pub(crate) const NAME: &str = "alinea.json";

/// What it says. Written when the index is made, never changed: both hold for the life of an index.
#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    format: u32,
    #[serde(default)]
    analysis: String,
}

/// Names everything that decides the terms of a text.
pub(crate) fn analysis() -> String {
    format!("{} {}", alinea_french::fingerprint(), common::fingerprint())
}

/// Writes the marker of this program.
pub(crate) fn write(folder: &Path) -> Result<(), Error> {
    let marker = Marker { format: FORMAT, analysis: analysis() };
    let io = |source| Error::Io { path: folder.join(NAME), source };
    let mut text = serde_json::to_string(&marker).map_err(|error| io(error.into()))?;
    text.push('\n');
    directory::replace(folder, Path::new(NAME), text.as_bytes()).map_err(io)
}

/// True when `folder` has a marker, of whatever version.
pub(crate) fn exists(folder: &Path) -> bool {
    folder.join(NAME).is_file()
}

/// Fails unless `folder` is an index that this program can read.
pub(crate) fn check(folder: &Path) -> Result<(), Error> {
    let path = || folder.to_owned();
    match folder.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::NotFound { path: path() }),
        Err(source) => return Err(Error::Io { path: path(), source }),
        Ok(metadata) if !metadata.is_dir() => return Err(Error::NotAnIndex { path: path() }),
        Ok(_) => {}
    }
    let text = match std::fs::read(folder.join(NAME)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let unfinished = files::is_blank(folder)?;
            return Err(if unfinished { Error::NotFound { path: path() } } else { Error::NotAnIndex { path: path() } });
        }
        Err(source) => return Err(Error::Io { path: folder.join(NAME), source }),
        Ok(_) if files::is_blank(folder)? => return Err(Error::NotFound { path: path() }),
        Ok(text) => text,
    };
    let marker: Marker = serde_json::from_slice(&text)
        .map_err(|error| Error::Damaged { path: path(), detail: format!("{NAME} cannot be read: {error}") })?;
    if marker.format != FORMAT {
        return Err(Error::Format { path: path(), found: marker.format, expected: FORMAT });
    }
    let expected = analysis();
    if marker.analysis != expected {
        return Err(Error::Analysis { path: path(), found: marker.analysis, expected });
    }
    Ok(())
}
