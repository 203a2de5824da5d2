//! Speed of the analysis on one core, against reading the bytes and against splitting at what is not a letter.
//!
//! `ALINEA_CORPUS=folder cargo bench -p alinea-french` reads every text file of the folder (`.md`, `.txt`); without it,
//! a page of made-up clauses is repeated.

use alinea_french::Vocabulary;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Runs of each measurement; the fastest counts.
const RUNS: usize = 5;

/// Clauses of no resolution, for a run without a corpus.
const CLAUSES: &str = "L’Assemblée, rappelant sa décision 12/7 du 1er juin, décide d'examiner la question¹ ; \
    Prie le Secrétaire de lui présenter, avant la fin de l'année, un rapport sur l’application des mesures arrêtées ; \
    Invite les États qui ne l'ont pas encore fait à ratifier le traité et à coopérer pleinement à sa mise en œuvre.\n";

/// All text files of a folder, end to end.
fn corpus(folder: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md" || extension == "txt") {
            text.push_str(&String::from_utf8_lossy(&std::fs::read(path)?));
            text.push('\n');
        }
    }
    Ok(text)
}

/// Prints the speed of `work` over `bytes` bytes and gives its result.
fn measure(name: &str, bytes: usize, mut work: impl FnMut() -> u64) -> u64 {
    let mut fastest = f64::INFINITY;
    let mut result = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        result = black_box(work());
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    println!("{name:<32} {:>8.0} MB/s {result:>14}", bytes as f64 / fastest / 1e6);
    result
}

fn main() -> std::io::Result<()> {
    let text = match std::env::var_os("ALINEA_CORPUS") {
        Some(folder) => corpus(Path::new(&folder))?,
        None => CLAUSES.repeat(20_000),
    };
    let bytes = text.len();
    println!("{:.1} MB, fastest of {RUNS} runs", bytes as f64 / 1e6);
    measure("sum of the bytes", bytes, || text.bytes().fold(0, |sum, byte| sum.wrapping_mul(31) + u64::from(byte)));
    measure("split at non-alphanumerics", bytes, || {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() as u64
    });
    let cold = measure("analysis, new vocabulary each run", bytes, || count(&mut Vocabulary::new(), &text));
    let mut vocabulary = Vocabulary::new();
    let warm = measure("analysis, warm", bytes, || count(&mut vocabulary, &text));
    let by_line =
        measure("analysis, warm, a line a call", bytes, || text.lines().map(|line| count(&mut vocabulary, line)).sum());
    assert_eq!(cold, warm, "a used vocabulary gives other words than a new one");
    assert_eq!(cold, by_line, "no word crosses the end of a line");
    Ok(())
}

/// Number of words.
fn count(vocabulary: &mut Vocabulary, text: &str) -> u64 {
    let mut words = 0;
    vocabulary.read(text, |from, number| {
        black_box((from, number));
        words += 1;
    });
    words
}
