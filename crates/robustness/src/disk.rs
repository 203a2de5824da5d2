//! Writing fails, rights are missing.

use crate::random::Random;
use crate::scene::{Scene, copy};
use crate::{Change, Outcome, Tally};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Lets no file grow beyond a bound, `times` different ones, as a full disk does: the index must be what it was, and the
/// program say which file it could not write and what to do.
pub fn full_disk(program: &Path, change: Change, times: u32) -> Tally {
    let mut tally = Tally::new(format!("files that cannot grow, {change:?}"));
    let scene = Scene::new(program, change, 24);
    let mut random = Random::new(7);
    for trial in 0..times {
        scene.reset();
        let blocks = random.below(200);
        // The signal that comes with it would end the program, and does not come with a full disk.
        let bound = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let outcome = scene.program.run_through(&["sh", "-c", &bound], scene.arguments);
        let held = failed_well(&scene, &outcome, &["make room"]);
        tally.note(if outcome.code == Some(0) { "enough room" } else { "told" });
        tally.add(&format!("trial {trial}, {blocks} blocks"), held);
    }
    tally
}

/// A disk in memory, mounted on a folder until it is dropped.
struct Disk<'f>(&'f Path);

impl Disk<'_> {
    /// Mounts one with the rights and the size that `options` give; `None` where that is not allowed.
    fn mount<'f>(folder: &'f Path, options: &str) -> Option<Disk<'f>> {
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "alinea-robustness"]).arg(folder).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then_some(Disk(folder))
    }

    /// Makes as much room as there may be wanted.
    fn make_room(&self) {
        let options = "remount,size=100m,nr_inodes=10000";
        let made = Command::new("mount").args(["-o", options]).arg(self.0).status().expect("mount");
        assert!(made.success(), "cannot make room on {}", self.0.display());
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // Lazily, should a program that is killed still hold it.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// Lets the disk on which the index lies be full in earnest, `times` times, by turns of bytes and of files: the index must
/// be what it was and be searched, the program say what to do, and once there is room the next run go on.
pub fn small_disk(program: &Path, change: Change, times: u32) -> Tally {
    let mut tally = Tally::new(format!("a disk that is full, {change:?}"));
    let scene = Scene::new(program, change, 24);
    let index = scene.program.index();
    let kept: Vec<u64> = match fs::read_dir(&scene.kept) {
        Ok(files) => files.flatten().map(|file| file.metadata().map_or(0, |is| is.len().div_ceil(4096))).collect(),
        Err(_) => Vec::new(),
    };
    let mut random = Random::new(11);
    for trial in 0..times {
        // Beyond the files there are the folder and the locks.
        let bound = match trial % 2 {
            0 => format!("size={}k", 4 * (kept.iter().sum::<u64>() + 1 + random.below(120))),
            _ => format!("nr_inodes={}", kept.len() as u64 + 4 + random.below(20)),
        };
        if index.exists() {
            fs::remove_dir_all(&index).expect("removing the index of a trial");
        }
        fs::create_dir(&index).expect("making a folder");
        let Some(disk) = Disk::mount(&index, &bound) else {
            return Tally::skipped(tally.what, "no disk can be mounted");
        };
        if scene.kept.exists() {
            copy(&scene.kept, &index);
        }
        let outcome = scene.run();
        tally.note(if outcome.code == Some(0) { "enough room" } else { "told" });
        let held = is_told(&scene, &outcome, &["make room"]).and_then(|()| {
            disk.make_room();
            scene.resumes()
        });
        tally.add(&format!("trial {trial}, {bound}"), held);
    }
    tally
}

/// Lets each kind of call that writes fail at its first, second, … time, with each of the errors a disk gives.
pub fn failing_writes(program: &Path, change: Change, times: u32) -> Tally {
    let what = format!("calls that fail, {change:?}");
    if Command::new("strace").arg("-V").output().is_err() {
        return Tally::skipped(what, "there is no strace");
    }
    let mut tally = Tally::new(what);
    let scene = Scene::new(program, change, 16);
    for call in ["fdatasync", "rename", "unlink", "mkdir"] {
        for error in ["ENOSPC", "EIO", "EROFS", "EACCES"] {
            for time in 1..=times {
                scene.reset();
                let inject = format!("inject={call}:error={error}:when={time}");
                let trace = format!("trace={call}");
                let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
                let outcome = scene.program.run_through(&strace, scene.arguments);
                let held = failed_well(&scene, &outcome, &["cannot access", "damaged"]);
                tally.note(if outcome.code == Some(0) { "done nevertheless" } else { "told" });
                tally.add(&format!("{call} number {time} fails with {error}"), held);
            }
        }
    }
    tally
}

/// The run is done, or has said one of `says`; in any case the index holds, and the next run goes on.
fn failed_well(scene: &Scene, outcome: &Outcome, says: &[&str]) -> Result<(), String> {
    is_told(scene, outcome, says)?;
    scene.resumes()
}

/// The run is done, or has said one of `says`; in any case the index holds.
fn is_told(scene: &Scene, outcome: &Outcome, says: &[&str]) -> Result<(), String> {
    let done = outcome.code == Some(0);
    outcome.ended(if done { 0 } else { 2 })?;
    if !done && !says.iter().any(|says| outcome.stderr.contains(says)) {
        return Err(format!("it does not say why: {}", outcome.stderr));
    }
    scene.holds(done)
}

/// Takes rights away from somebody who is neither the owner nor root: searching needs only reading, and what is refused
/// is named.
pub fn rights(program: &Path) -> Tally {
    let what = "rights that are missing";
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let scene = Scene::new(program, Change::Update, 8);
    scene.reset();
    let folder = &scene.program.folder;
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changing rights");
    mode(folder, 0o755);
    let mut program = scene.program.clone();
    // Where the program lies nobody else may look.
    program.path = folder.join("alinea");
    fs::copy(&scene.program.path, &program.path).expect("copying the program");
    let search: &[&str] = &["search", "-c", "de"];
    let answer = program.run(search);
    if program.run_through(&nobody, &["--version"]).code != Some(0) {
        return Tally::skipped(what, "only root can become somebody else, with setpriv");
    }
    let mut tally = Tally::new(what);
    let searched = program.run_through(&nobody, search);
    let same = searched.ended(0).and_then(|()| {
        if searched.stdout == answer.stdout { Ok(()) } else { Err("it finds something else".to_owned()) }
    });
    tally.add("an index that is somebody else's is searched", same);
    let refused = |arguments: &[&str], says: &[&str]| {
        let outcome = program.run_through(&nobody, arguments);
        outcome.ended(2)?;
        let missing = says.iter().find(|says| !outcome.stderr.contains(*says));
        missing.map_or(Ok(()), |says| Err(format!("it does not say `{says}`: {}", outcome.stderr)))
    };
    let refusal = refused(scene.arguments, &[".alinea-writer.lock", "ermission denied", "--index"]);
    tally.add("an index that is somebody else's is not brought up to date", refusal);
    let refusal = refused(&["index", "--index", "other", "textes"], &["other", "ermission denied"]);
    tally.add("an index cannot be made here", refusal);
    let index = program.index();
    mode(&index, 0o700);
    tally.add("the folder cannot be read", refused(search, &["alinea.json", "ermission denied"]));
    mode(&index, 0o755);
    for entry in fs::read_dir(&index).expect("the index").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|is| is == "lock") {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        mode(&path, 0o600);
        tally.add(&format!("{name} cannot be read"), refused(search, &[&name, "ermission denied"]));
        mode(&path, 0o644);
    }
    mode(&index, 0o555);
    tally.add("a folder for reading only is searched", program.run_through(&nobody, search).ended(0));
    mode(&index, 0o755);
    tally.add("nothing has changed", scene.holds(false));
    tally
}
