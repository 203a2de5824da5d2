//! What comes out depends on the files alone: not on the number of threads, the order of the paths, or the runs they
//! came in.

use crate::common::{Alinea, corpus, resolution};
use alinea_generate::Generator;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};

/// Common words and rare ones, phrases, proximity, patterns, fields; ties in score among them.
const QUERIES: [&str; 7] = [
    "de",
    "États développement coopération",
    "\"Secrétaire général\" OU \"la mise en\"",
    "pays w/5 développement SAUF rapport",
    "résol* partie:dispositif",
    "titre:d* verbe:prier",
    "exclusion sociale 66/122",
];

/// A folder with the shipped documents, invented ones, and texts of which there are two.
struct Texts {
    alinea: Alinea,
    /// All files, in path order.
    paths: Vec<String>,
}

impl Texts {
    fn new() -> Texts {
        let alinea = Alinea::new();
        let mut paths = Vec::new();
        for entry in fs::read_dir(corpus()).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("in/corpus/{}", path.file_name().unwrap().to_str().unwrap());
            paths.push(alinea.write(&name, &fs::read(path).unwrap()));
        }
        let generator = Generator::new(7);
        for resolution in (0..12).map(|index| generator.resolution(index)) {
            paths.push(alinea.write(&format!("in/{}", resolution.path), resolution.text.as_bytes()));
        }
        // One is the more complete; the others are equal but for their paths.
        let twice = generator.resolution(3);
        let half: String = twice.text.chars().take(twice.text.chars().count() / 2).collect();
        let name = twice.path.rsplit('/').next().unwrap();
        paths.push(alinea.write(&format!("in/half/{name}"), half.as_bytes()));
        for folder in ["in/a", "in/bb", "in/c"] {
            let text = resolution("99/201", "relever les sources");
            paths.push(alinea.write(&format!("{folder}/A-RES-99-201.txt"), text.as_bytes()));
        }
        paths.sort();
        Texts { alinea, paths }
    }

    /// The paths in an order of their own.
    fn shuffled(&self, seed: u64) -> Vec<&str> {
        let mut paths: Vec<&str> = self.paths.iter().map(String::as_str).collect();
        paths.sort_by_key(|path| {
            let mut hasher = DefaultHasher::new();
            (seed, path).hash(&mut hasher);
            hasher.finish()
        });
        paths
    }

    fn ingest(&self, index: &str, arguments: &[&str]) {
        self.alinea.output(0, &[&["index", "--index", index], arguments].concat());
    }

    /// Everything that an index says, but for its size on disk.
    fn told(&self, index: &str) -> Vec<String> {
        let mut told = Vec::new();
        for query in QUERIES {
            let search = ["search", "--index", index, "-f", "jsonl", "-n", "1000", query];
            for options in [&["--no-group", "--explain"][..], &["--references"], &["--sort", "date"]] {
                told.push(self.alinea.output(0, &[&search, options].concat()));
            }
            told.push(
                self.alinea.output(0, &[&search[..], &["--facets", "organe,annee,session,partie,verbe"]].concat()),
            );
        }
        let stats = self.alinea.output(0, &["stats", "--index", index, "-f", "json"]);
        let mut stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
        stats.as_object_mut().unwrap().remove("bytes").unwrap();
        told.push(stats.to_string());
        told.push(self.alinea.output(0, &["show", "--index", index, "A/RES/99/201"]));
        told
    }

    fn remove(&self, paths: &[&str]) -> Vec<Vec<u8>> {
        let full = |path: &str| self.alinea.folder.path().join(path);
        let removed = paths.iter().map(|path| fs::read(full(path)).unwrap()).collect();
        paths.iter().for_each(|path| fs::remove_file(full(path)).unwrap());
        removed
    }
}

#[test]
fn segmentation_depends_on_the_files_alone() {
    let texts = Texts::new();
    let segment = |arguments: &[&str]| texts.alinea.output(0, &[&["segment", "-f", "jsonl"], arguments].concat());
    let expected = segment(&["--threads", "1", "in"]);
    assert!(expected.lines().count() > 200);
    for (seed, threads) in [(1, "1"), (2, "2"), (3, "5")] {
        assert_eq!(segment(&["--threads", threads, "in"]), expected, "{threads} threads");
        let paths = [&["--threads", threads][..], &texts.shuffled(seed)].concat();
        assert_eq!(segment(&paths), expected, "{threads} threads, in another order");
    }
    let alone = |path: &String| {
        let output = texts.alinea.command(&["segment", "-f", "jsonl", path]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(texts.paths.iter().map(alone).collect::<String>(), expected, "a file a run");
}

#[test]
fn an_index_depends_on_the_files_alone() {
    let texts = Texts::new();
    texts.ingest("once", &["--threads", "1", "in"]);
    let expected = texts.told("once");
    let is_same = |index: &str| {
        for (told, expected) in texts.told(index).iter().zip(&expected) {
            assert_eq!(told, expected, "{index}");
        }
    };
    for (seed, threads) in [(1, "1"), (2, "2"), (3, "5")] {
        let index = format!("shuffled-{threads}");
        texts.ingest(&index, &[&["--threads", threads][..], &texts.shuffled(seed)].concat());
        is_same(&index);
    }
    for path in texts.shuffled(4) {
        texts.ingest("one-by-one", &["--threads", "2", path]);
    }
    is_same("one-by-one");
}

#[test]
fn what_went_and_came_back_leaves_no_trace() {
    let texts = Texts::new();
    texts.ingest("once", &["--threads", "1", "in"]);
    let expected = texts.told("once");
    for (seed, threads) in [(6, "1"), (7, "2"), (8, "5")] {
        let index = format!("history-{threads}");
        let paths = texts.shuffled(seed);
        let (going, staying) = paths.split_at(paths.len() / 2);
        texts.ingest(&index, &["--threads", threads, "in"]);
        let removed = texts.remove(going);
        texts.ingest(&index, &["--threads", threads, "--prune", "in"]);
        // Some come back as something else first.
        for (path, other) in going.iter().zip(staying) {
            fs::copy(texts.alinea.folder.path().join(other), texts.alinea.folder.path().join(path)).unwrap();
        }
        texts.ingest(&index, &["--threads", threads, "in"]);
        going.iter().zip(&removed).for_each(|(path, bytes)| drop(texts.alinea.write(path, bytes)));
        texts.ingest(&index, &["--threads", threads, "--prune", "in"]);
        for (told, expected) in texts.told(&index).iter().zip(&expected) {
            assert_eq!(told, expected, "{index}");
        }
    }
}
