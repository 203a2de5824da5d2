//! Writers and readers meet.

use crate::scene::{Clauses, TEXTS, found, remove, true_clauses, write};
use crate::{Program, Tally};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Files of a collection that changes while it is read.
const FILES: u64 = 60;

/// Brings an index up to date `times` times, with one collection and another by turns, while `readers` search all the
/// time: each must see all of the one or all of the other.
pub fn together(program: &Path, times: u32, readers: usize) -> Tally {
    let mut tally = Tally::new(format!("{readers} readers during indexing"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::new(program, folder.path());
    let states: Vec<Clauses> = [2, 1]
        .into_iter()
        .map(|seed| {
            write(folder.path(), seed, 0..16);
            true_clauses(&program)
        })
        .collect();
    let index = || program.run(&["index", "--threads", "2", TEXTS]);
    index().ended(0).expect("indexing without a fault");
    let over = AtomicBool::new(false);
    let (written, read) = thread::scope(|scope| {
        let reading: Vec<_> = (0..readers)
            .map(|_| {
                scope.spawn(|| {
                    let mut results = Vec::new();
                    while !over.load(Ordering::Relaxed) {
                        results.push(found(&program).and_then(|clauses| {
                            if states.contains(&clauses) { Ok(()) } else { Err("a state that never was".to_owned()) }
                        }));
                    }
                    results
                })
            })
            .collect();
        let mut written = Vec::new();
        for time in 0..times {
            write(folder.path(), u64::from(time % 2) + 1, 0..16);
            written.push(index().ended(0));
        }
        over.store(true, Ordering::Relaxed);
        let read: Vec<_> = reading.into_iter().flat_map(|reader| reader.join().unwrap_or_default()).collect();
        (written, read)
    });
    for result in written {
        tally.note("runs of the writer");
        tally.add("a writer", result);
    }
    for result in read {
        tally.note("searches");
        tally.add("a search", result);
    }
    tally
}

/// Starts a second writer while a first is at work, `times` times: it must be told at once, and by whom; searching must
/// go on.
pub fn two_writers(program: &Path, times: u32) -> Tally {
    let mut tally = Tally::new("a second writer");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::new(program, folder.path());
    write(folder.path(), 1, 0..200);
    let arguments = ["index", "--threads", "1", TEXTS];
    for trial in 0..times {
        if program.index().exists() {
            std::fs::remove_dir_all(program.index()).expect("removing the index of a trial");
        }
        let first = program.start(&[], &arguments);
        let holder = format!("process {}, since 20", first.id());
        // The first has the lock when it has said so.
        let lock = program.index().join(".alinea-writer.lock");
        let named = || std::fs::read_to_string(&lock).is_ok_and(|text| text.ends_with('\n'));
        while !named() {
            thread::sleep(Duration::from_millis(1));
        }
        let second = program.run(&arguments);
        let told = second.ended(2).and_then(|()| match second.stderr.contains(&holder) {
            _ if second.time > Duration::from_secs(2) => Err(format!("it took {:?}", second.time)),
            true => Ok(()),
            false => Err(format!("it does not name {holder}: {}", second.stderr)),
        });
        tally.add(&format!("trial {trial}"), told);
        let first = program.finish(first, None);
        tally.add("the first writer", first.ended(0));
    }
    tally
}

/// Brings an index up to date `times` times while the files it is made of are rewritten, cut, removed and made again: what
/// is told is about them, and once they are left alone the next run finds all that is in them.
pub fn restless(program: &Path, times: u32) -> Tally {
    let mut tally = Tally::new("files that change while they are read");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::new(program, folder.path());
    write(folder.path(), 1, 0..FILES);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for turn in (0..).take_while(|_| !over.load(Ordering::Relaxed)) {
                let number = turn * 7 % FILES;
                match turn % 3 {
                    0 => remove(folder.path(), number..number + 1),
                    seed => write(folder.path(), seed, number..number + 1),
                }
            }
        });
        for trial in 0..times {
            let outcome = program.run(&["index", "--threads", "2", "--prune", TEXTS]);
            // Nothing but that a file is gone, or, between being made and being written, empty.
            let is_known = |line: &str| line.contains("no such file") || line.contains("is empty");
            let other = outcome.stderr.lines().find(|line| line.contains(".txt") && !is_known(line));
            tally.note(if outcome.code == Some(0) { "all was read" } else { "files were told of" });
            let held = outcome.is_orderly().and_then(|()| match other {
                Some(line) => Err(format!("it says {line}")),
                None => found(&program).map(drop),
            });
            tally.add(&format!("trial {trial}"), held);
        }
        over.store(true, Ordering::Relaxed);
    });
    write(folder.path(), 1, 0..FILES);
    let held = program.run(&["index", TEXTS]).ended(0).and_then(|()| match found(&program)? {
        clauses if clauses == true_clauses(&program) => Ok(()),
        _ => Err("it does not hold what is in the files".to_owned()),
    });
    tally.add("at rest", held);
    tally
}
