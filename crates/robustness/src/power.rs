//! The power is cut: what was written is replayed up to a moment, without what was not yet on disk.
//!
//! `strace` tells what the program writes, in order. After each step three folders are made of it: as the system shows
//! it, which is what a killed program leaves; with what was synchronised only; and with the names as they are, but of
//! each file only what was synchronised, as some file systems leave it.

use crate::scene::Scene;
use crate::{Change, Tally};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// Something the program did to the folder of the index.
#[derive(Debug)]
enum Step {
    /// A file of this name was opened for writing, and is empty if it was not there or is cut.
    Create {
        name: String,
        cut: bool,
    },
    Write {
        name: String,
        bytes: Vec<u8>,
    },
    Sync {
        name: String,
    },
    Rename {
        from: String,
        to: String,
    },
    Remove {
        name: String,
    },
    SyncFolder,
    SyncParent,
}

/// A file: what it holds, and what of it is on disk.
#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<u8>,
    synced: Vec<u8>,
}

/// A folder that remembers what of it is on disk.
#[derive(Debug, Default)]
struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    synced: BTreeMap<String, usize>,
}

/// What a power cut or a killed program may leave.
#[derive(Clone, Copy, Debug)]
enum Left {
    Everything,
    OnlySynced,
    NamesAndSynced,
}

/// Cuts the power after every step the program takes; every `stride`th time the next run must go on from there. Without
/// `writes`, not in the middle of a file.
pub fn power_cuts(program: &Path, change: Change, writes: bool, stride: usize) -> Tally {
    let what = format!("killed or power cut after each step, {change:?}");
    let scene = Scene::new(program, change, 12);
    scene.reset();
    let mut disk = Disk::of(&scene.program.index());
    let trace = scene.program.folder.join("trace");
    let Some(trace_name) = trace.to_str() else { return Tally::skipped(what, "the temporary folder has an odd name") };
    if std::process::Command::new("strace").arg("-V").output().is_err() {
        return Tally::skipped(what, "there is no strace");
    }
    let calls = "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat";
    let strace = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", calls, "-o", trace_name];
    let outcome = scene.program.run_through(&strace, scene.arguments);
    if outcome.code != Some(0) {
        return Tally::skipped(what, "strace cannot trace here");
    }
    let steps = steps(&fs::read_to_string(&trace).unwrap_or_default(), &scene.program.index());
    let mut tally = Tally::new(what);
    let new = change == Change::First;
    if new && !steps.iter().any(|step| matches!(step, Step::SyncParent)) {
        tally.add("at the end", Err("the folder of the index is not on disk".to_owned()));
    }
    for (at, step) in steps.iter().enumerate() {
        disk.take(step);
        let last = at + 1 == steps.len();
        if !writes && !last && matches!(step, Step::Write { .. }) {
            continue;
        }
        for left in [Left::Everything, Left::OnlySynced, Left::NamesAndSynced] {
            disk.write(&scene.program.index(), left);
            let mut held = scene.holds(last);
            if held.is_ok() && (last || (tally.tried as usize).is_multiple_of(stride)) {
                held = scene.resumes();
            }
            tally.add(&format!("step {at}, {}, {left:?}", step.name()), held);
        }
    }
    tally
}

impl Step {
    fn name(&self) -> String {
        match self {
            Step::Create { name, .. } => format!("create {name}"),
            Step::Write { name, bytes } => format!("write {} bytes to {name}", bytes.len()),
            Step::Sync { name } => format!("sync {name}"),
            Step::Rename { from, to } => format!("rename {from} to {to}"),
            Step::Remove { name } => format!("remove {name}"),
            Step::SyncFolder => "sync the folder".to_owned(),
            Step::SyncParent => "sync the folder above".to_owned(),
        }
    }
}

impl Disk {
    /// A folder all of which is on disk.
    fn of(folder: &Path) -> Disk {
        let mut disk = Disk::default();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let bytes = fs::read(entry.path()).unwrap_or_default();
            disk.names.insert(entry.file_name().to_string_lossy().into_owned(), disk.files.len());
            disk.files.push(File { synced: bytes.clone(), bytes });
        }
        disk.synced = disk.names.clone();
        disk
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Create { name, cut } => {
                if let Some(&file) = self.names.get(name) {
                    if *cut {
                        self.files[file].bytes.clear();
                    }
                } else {
                    self.names.insert(name.clone(), self.files.len());
                    self.files.push(File::default());
                }
            }
            Step::Write { name, bytes } => {
                if let Some(&file) = self.names.get(name) {
                    self.files[file].bytes.extend_from_slice(bytes);
                }
            }
            Step::Sync { name } => {
                if let Some(&file) = self.names.get(name) {
                    self.files[file].synced = self.files[file].bytes.clone();
                }
            }
            Step::Rename { from, to } => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
            }
            Step::Remove { name } => drop(self.names.remove(name)),
            Step::SyncFolder => self.synced = self.names.clone(),
            Step::SyncParent => {}
        }
    }

    /// Makes the folder as it is left.
    fn write(&self, folder: &Path, left: Left) {
        if folder.exists() {
            fs::remove_dir_all(folder).expect("removing the index of a trial");
        }
        fs::create_dir(folder).expect("making the index of a trial");
        let names = if matches!(left, Left::OnlySynced) { &self.synced } else { &self.names };
        for (name, &file) in names {
            let File { bytes, synced } = &self.files[file];
            let bytes = if matches!(left, Left::Everything) { bytes } else { synced };
            fs::write(folder.join(name), bytes).expect("writing a file of a trial");
        }
    }
}

/// The steps in what `strace` has written about `folder`.
fn steps(trace: &str, folder: &Path) -> Vec<Step> {
    let mut unfinished: HashMap<&str, String> = HashMap::new();
    let mut steps = Vec::new();
    for line in trace.lines() {
        let Some((process, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix("<unfinished ...>") {
            unfinished.insert(process, begun.trim_end().to_owned());
        } else if let Some((_, rest)) = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            let begun = unfinished.remove(process).unwrap_or_default();
            steps.extend(step(&(begun + rest), folder));
        } else {
            steps.extend(step(call, folder));
        }
    }
    steps
}

/// The step of one call, if it is one and has succeeded.
fn step(call: &str, folder: &Path) -> Option<Step> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    if result.starts_with('-') {
        return None;
    }
    let strings: Vec<Vec<u8>> = arguments.split('"').skip(1).step_by(2).map(bytes).collect();
    let here = |path: &str| {
        let path = Path::new(path);
        let inside = path.parent()? == folder || path.parent()? == Path::new(folder.file_name()?);
        inside.then(|| path.file_name().map(|name| name.to_string_lossy().into_owned()))?
    };
    let path = |at: usize| here(std::str::from_utf8(strings.get(at)?).ok()?);
    let opened = || {
        let (_, rest) = arguments.split_once('<')?;
        String::from_utf8(bytes(rest.split_once('>')?.0)).ok()
    };
    match name {
        "openat" if arguments.contains("O_WRONLY") || arguments.contains("O_RDWR") => {
            Some(Step::Create { name: path(0)?, cut: arguments.contains("O_TRUNC") })
        }
        "write" | "pwrite64" => {
            let mut bytes = strings.into_iter().next().unwrap_or_default();
            bytes.truncate(result.split(' ').next()?.parse().ok()?);
            Some(Step::Write { name: here(&opened()?)?, bytes })
        }
        "fsync" | "fdatasync" => {
            let opened = opened()?;
            if Path::new(&opened) == folder {
                Some(Step::SyncFolder)
            } else if Some(Path::new(&opened)) == folder.parent() {
                Some(Step::SyncParent)
            } else {
                Some(Step::Sync { name: here(&opened)? })
            }
        }
        "rename" | "renameat" | "renameat2" => Some(Step::Rename { from: path(0)?, to: path(1)? }),
        "unlink" | "unlinkat" => Some(Step::Remove { name: path(0)? }),
        _ => None,
    }
}

/// The bytes of a string that is printed as `\x61\x62`.
fn bytes(printed: &str) -> Vec<u8> {
    printed.split("\\x").skip(1).filter_map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok()).collect()
}
