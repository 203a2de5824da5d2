//! Small indexes of the shipped documents.

use alinea_index::Index;
use alinea_ingest::{Options, ingest};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// Some of the shipped documents, short ones, with the names of their files.
const DOCUMENTS: [(&str, &str); 5] = [
    ("A-RES-99-3.txt", include_str!("../../corpus/A-RES-99-3.txt")),
    ("A-RES-99-1.md", include_str!("../../corpus/A-RES-99-1.md")),
    ("A-RES-99-14.txt", include_str!("../../corpus/A-RES-99-14.txt")),
    ("E-RES-2044-5.md", include_str!("../../corpus/E-RES-2044-5.md")),
    ("S-RES-9001-(2044).md", include_str!("../../corpus/S-RES-9001-(2044).md")),
];

/// A folder with an index in it. It goes with the value.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// An index that has been written in two runs, the second of which took a resolution out of the first.
    pub(crate) fn new() -> Scene {
        let scene = Scene { folder: tempfile::tempdir().expect("a temporary folder") };
        let texts = scene.folder.path().join("textes");
        fs::create_dir(&texts).expect("a folder for the texts");
        let run = |documents: &[(&str, &str)]| {
            for (name, text) in documents {
                fs::write(texts.join(name), text).expect("a text");
            }
            let options = Options { threads: Some(1), prune: true, rebuild: false };
            ingest(&scene.index(), std::slice::from_ref(&texts), &options, |_| {}).expect("an index");
        };
        run(&DOCUMENTS[..3]);
        fs::remove_file(texts.join(DOCUMENTS[1].0)).expect("a text that goes");
        run(&DOCUMENTS[3..]);
        scene
    }

    /// The folder of the index.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// The index, opened.
    pub(crate) fn open(&self) -> Index {
        Index::open(&self.index()).expect("the index that was made")
    }
}
