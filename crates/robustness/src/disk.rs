//! Writing fails, rights are missing.

use crate::random::Random;
use crate::scene::Scene;
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
    outcome.is_orderly()?;
    if outcome.code != Some(0) && !says.iter().any(|says| outcome.stderr.contains(says)) {
        return Err(format!("it does not say why: {}", outcome.stderr));
    }
    scene.holds(outcome.code == Some(0))?;
    scene.resumes()
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
