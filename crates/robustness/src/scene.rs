//! A collection, an index of it, a change to it; and what may be found after a fault.

use crate::{Outcome, Program};
use alinea_generate::Generator;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// What is true of a collection: its clauses, by file, reference and text.
pub(crate) type Clauses = BTreeSet<(String, String, String)>;

/// Selects every clause.
const EVERYTHING: &str = "partie:preambule OU partie:dispositif OU partie:annexe OU partie:incorpore";

/// The folder of the collection.
pub(crate) const TEXTS: &str = "textes";

/// What a run of `alinea index` has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is no index yet.
    First,
    /// Some files are new, some have changed.
    Update,
    /// Some files are gone.
    Prune,
    /// A file is new, and with it there are so many segments that they are merged.
    Merge,
    /// Everything is read anew.
    Rebuild,
}

impl Change {
    /// All of them.
    pub const ALL: [Change; 5] = [Change::First, Change::Update, Change::Prune, Change::Merge, Change::Rebuild];

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Change::First | Change::Update | Change::Merge => &["index", "--threads", "2", TEXTS],
            Change::Prune => &["index", "--threads", "2", "--prune", TEXTS],
            Change::Rebuild => &["index", "--threads", "2", "--rebuild", TEXTS],
        }
    }
}

/// A collection that has changed since its index was brought up to date.
pub(crate) struct Scene {
    _folder: TempDir,
    pub(crate) program: Program,
    pub(crate) arguments: &'static [&'static str],
    /// What the index holds.
    before: Clauses,
    /// What it holds once it is brought up to date.
    after: Clauses,
    /// A copy of the index as it was, if there was one.
    pub(crate) kept: PathBuf,
    /// How long it takes to bring it up to date.
    pub(crate) time: Duration,
}

impl Scene {
    /// A scene of some `size` resolutions.
    pub(crate) fn new(program: &Path, change: Change, size: u64) -> Scene {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = Program::new(program, folder.path());
        let index = |arguments: &[&str]| program.run(arguments).ended(0).expect("indexing without a fault");
        match change {
            Change::First => {}
            Change::Merge => {
                // Eight segments of about the same size are merged: here are seven.
                for number in 0..7 {
                    write(&program.folder, 1, number * size / 8..(number + 1) * size / 8);
                    index(&["index", "--threads", "1", TEXTS]);
                }
            }
            Change::Update | Change::Prune | Change::Rebuild => {
                write(&program.folder, 1, 0..size);
                index(&["index", "--threads", "2", TEXTS]);
            }
        }
        let kept = program.folder.join("kept");
        let before = if change == Change::First { Clauses::new() } else { found(&program).expect("a sound index") };
        if change != Change::First {
            copy(&program.index(), &kept);
        }
        match change {
            Change::First => write(&program.folder, 1, 0..size),
            Change::Update | Change::Rebuild => {
                write(&program.folder, 2, 0..size / 2);
                write(&program.folder, 1, size..size + size / 4);
            }
            Change::Prune => remove(&program.folder, 0..size / 4),
            Change::Merge => write(&program.folder, 1, 7 * size / 8..size),
        }
        let after = true_clauses(&program);
        let arguments = change.arguments();
        let time = program.run(arguments).time;
        let scene = Scene { _folder: folder, program, arguments, before, after, kept, time };
        assert_eq!(scene.found().expect("a sound index"), scene.after, "{change:?} without a fault");
        assert_ne!(scene.before, scene.after, "{change:?} changes nothing");
        scene
    }

    /// Puts the index back as it was before the change.
    pub(crate) fn reset(&self) {
        let index = self.program.index();
        if index.exists() {
            fs::remove_dir_all(&index).expect("removing the index of a trial");
        }
        if self.kept.exists() {
            copy(&self.kept, &index);
        }
    }

    /// Runs the program to bring the index up to date.
    pub(crate) fn run(&self) -> Outcome {
        self.program.run(self.arguments)
    }

    /// The clauses of the index; none where there is no index yet.
    pub(crate) fn found(&self) -> Result<Clauses, String> {
        found(&self.program)
    }

    /// Fails unless the index holds what it did before or, all of it, what it is to hold; only the latter if the
    /// program has said that it is done.
    pub(crate) fn holds(&self, done: bool) -> Result<(), String> {
        let found = self.found()?;
        if found == self.after || (!done && found == self.before) {
            return Ok(());
        }
        let (before, after) = (self.before.len(), self.after.len());
        Err(format!("it holds {} clauses, neither the {before} of before nor the {after} of after", found.len()))
    }

    /// Fails unless the next run brings the index up to date and leaves nothing else in its folder.
    pub(crate) fn resumes(&self) -> Result<(), String> {
        self.run().ended(0)?;
        self.holds(true)?;
        let verified = self.program.run(&["verify"]);
        verified.ended(0)?;
        let text = String::from_utf8_lossy(&verified.stdout).into_owned();
        let sound = text.split(' ').find_map(|word| word.parse::<usize>().ok()).unwrap_or(0);
        let names: Vec<String> = fs::read_dir(self.program.index())
            .map_err(|error| error.to_string())?
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| !name.ends_with(".lock"))
            .collect();
        if names.len() == sound { Ok(()) } else { Err(format!("of {names:?}, {sound} belong to the index")) }
    }
}

/// The clauses that a search finds, all of them.
pub(crate) fn found(program: &Program) -> Result<Clauses, String> {
    let arguments = ["search", "--no-group", "-n", "10000000", "-f", "jsonl", "--filter", EVERYTHING];
    let outcome = program.run(&arguments);
    outcome.is_orderly()?;
    match outcome.code {
        Some(0) => clauses(&outcome.stdout),
        Some(1) => Ok(Clauses::new()),
        _ if outcome.stderr.contains("no index at") => Ok(Clauses::new()),
        _ => Err(outcome.stderr),
    }
}

/// The clauses that segmentation finds in the files.
pub(crate) fn true_clauses(program: &Program) -> Clauses {
    let outcome = program.run(&["segment", "-f", "jsonl", TEXTS]);
    clauses(&outcome.stdout).expect("segmentation prints clauses")
}

fn clauses(lines: &[u8]) -> Result<Clauses, String> {
    let mut clauses = Clauses::new();
    for line in lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let file = text("file").rsplit('/').next().unwrap_or_default().to_owned();
        if !clauses.insert((file, text("reference"), text("text"))) {
            return Err(format!("a clause is printed twice: {}", text("reference")));
        }
    }
    Ok(clauses)
}

/// Writes invented resolutions. The same number under another seed is another text of the same file.
pub(crate) fn write(folder: &Path, seed: u64, numbers: std::ops::Range<u64>) {
    let generator = Generator::new(1);
    let other = Generator::new(seed);
    for number in numbers {
        let path = folder.join(TEXTS).join(&generator.resolution(number).path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).expect("making a folder");
        fs::write(path, other.resolution(number).text).expect("writing a file");
    }
}

/// Removes invented resolutions, if they are there.
pub(crate) fn remove(folder: &Path, numbers: std::ops::Range<u64>) {
    let generator = Generator::new(1);
    for number in numbers {
        let _ = fs::remove_file(folder.join(TEXTS).join(generator.resolution(number).path));
    }
}

/// Copies the files of a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("making a folder");
    for entry in fs::read_dir(from).expect("reading a folder").flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copying a file");
    }
}
