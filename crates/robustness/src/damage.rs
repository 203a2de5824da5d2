//! What an index is made of is flipped, cut and removed.

use crate::random::Random;
use crate::scene::{TEXTS, copy, write};
use crate::{Outcome, Program, Tally};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Every part of an index is read by one of these.
const QUESTIONS: &[&[&str]] = &[
    &["search", "-n", "20", "-f", "jsonl", "prie le Secrétaire général"],
    &["search", "-n", "20", "-f", "jsonl", "--no-group", "\"de la\" OU \"Secrétaire général\"~3"],
    &["search", "-n", "5", "-f", "jsonl", "--sort", "date", "titre:d* -rapport"],
    &["search", "-c", "ex*tion OU développment~"],
    &["search", "--kwic", "-n", "10", "pays w/5 développement"],
    &["search", "-f", "csv", "--facets", "organe,annee,partie,verbe", "États"],
    &["show", "A/RES/101/1"],
    &["stats"],
];

/// What is done to a file.
#[derive(Clone, Copy, Debug)]
enum Blow {
    FlipBit,
    Overwrite,
    Zero,
    /// Four bytes become the largest number they can be, which may be a length.
    Largest,
    Cut,
    Empty,
    Append,
    Remove,
}

const BLOWS: [Blow; 8] =
    [Blow::FlipBit, Blow::Overwrite, Blow::Zero, Blow::Largest, Blow::Cut, Blow::Empty, Blow::Append, Blow::Remove];

/// Damages `times` copies of an index of `size` resolutions, one file of each, and asks all questions of it. Each answer
/// must be the one of the sound index, or an error that says what is damaged; where one is wrong, `alinea verify` must
/// name the file.
pub fn damages(program: &Path, size: u64, times: u32) -> Tally {
    let mut tally = Tally::new(format!("an index of {size} resolutions with one file damaged"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut program = Program::new(program, folder.path());
    program.patience = Duration::from_secs(20);
    // Two segments, and a file that tells what is deleted.
    write(folder.path(), 1, 0..size);
    let index = |program: &Program| {
        program.run(&["index", "--threads", "1", TEXTS]).ended(0).expect("indexing without a fault");
    };
    index(&program);
    write(folder.path(), 2, 0..size / 16);
    index(&program);
    let sound = folder.path().join("sound");
    copy(&program.index(), &sound);
    let answers: Vec<Outcome> = QUESTIONS.iter().map(|question| program.run(question)).collect();
    for (answer, question) in answers.iter().zip(QUESTIONS) {
        answer.ended(0).unwrap_or_else(|error| panic!("{question:?} of the sound index: {error}"));
    }
    let mut files: Vec<PathBuf> = fs::read_dir(&sound).expect("the index").flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_none_or(|is| is != "lock"));
    files.sort();
    let mut random = Random::new(size);
    for trial in 0..times {
        let file = &files[trial as usize % files.len()];
        let blow = if random.below(2) == 0 { Blow::FlipBit } else { BLOWS[random.place(BLOWS.len())] };
        let damaged = program.index().join(file.file_name().unwrap_or_default());
        let whole = fs::read(file).expect("a file of the index");
        strike(blow, &damaged, &whole, &mut random);
        let trial = format!("trial {trial}, {blow:?} {}", damaged.display());
        let held = ask(&program, &answers, &damaged, &whole, &mut tally);
        tally.add(&trial, held);
        // The other files are as they were: the program does not write here.
        fs::write(&damaged, &whole).expect("mending a file");
    }
    tally
}

fn strike(blow: Blow, damaged: &Path, whole: &[u8], random: &mut Random) {
    let mut bytes = whole.to_vec();
    let at = random.place(bytes.len());
    let behind = bytes.len().min(at + 1 + random.place(200));
    match blow {
        Blow::FlipBit => bytes[at] ^= 1 << random.below(8),
        Blow::Overwrite => bytes[at..behind].iter_mut().for_each(|byte| *byte = random.below(256) as u8),
        Blow::Zero => bytes[at..behind].fill(0),
        Blow::Largest => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
        Blow::Cut => bytes.truncate(at),
        Blow::Empty => bytes.clear(),
        Blow::Append => bytes.extend_from_slice(&whole[..behind]),
        Blow::Remove => {
            fs::remove_file(damaged).expect("removing a file");
            return;
        }
    }
    fs::write(damaged, bytes).expect("damaging a file");
}

fn ask(program: &Program, answers: &[Outcome], damaged: &Path, whole: &[u8], tally: &mut Tally) -> Result<(), String> {
    let same = fs::read(damaged).is_ok_and(|bytes| bytes == whole);
    let (mut told, mut wrong) = (0, Vec::new());
    for (sound, question) in answers.iter().zip(QUESTIONS) {
        // A length that is damaged must not ask for all memory there is.
        let bound = ["sh", "-c", "ulimit -v 1000000; exec \"$0\" \"$@\""];
        let answer = program.run_through(&bound, question);
        answer.is_orderly().map_err(|error| format!("{question:?}: {error}"))?;
        if answer.code == Some(2) {
            let says = ["damaged", "--rebuild", "no index at", "not an Alinea index"];
            if !says.iter().any(|says| answer.stderr.contains(says)) {
                return Err(format!("{question:?}: it does not say what is damaged: {}", answer.stderr));
            }
            told += 1;
        } else if answer.stdout != sound.stdout {
            wrong.push(question);
        }
    }
    let verified = program.run(&["verify"]);
    verified.is_orderly()?;
    let found = verified.code == Some(2);
    if found && same {
        return Err(format!("nothing is damaged: {}", verified.stderr));
    }
    if let (Some(question), false) = (wrong.first(), found) {
        return Err(format!("a wrong answer to {question:?} that verify does not explain"));
    }
    tally.note(match (told, wrong.len(), found) {
        (told, _, _) if told == QUESTIONS.len() => "told at opening",
        (_, 1.., _) => "a wrong answer, which verify explains",
        (1.., 0, _) => "told when read",
        (0, 0, true) => "right answers, told by verify",
        (0, 0, false) => "harmless",
    });
    Ok(())
}
