//! How fast bytes become clauses, on one core: `cargo bench --bench segmentation -- [FOLDER]`.
//!
//! FOLDER holds `.md` and `.txt` files (default: `$ALINEA_CORPUS`, else the shipped corpus, read many times over). Every
//! figure is the median of several rounds and stands beside the time of merely looking at the bytes. Answers are
//! checked: each round must come to the same clauses, and no text may take more than its share when it grows.

#[path = "suite/src/corpus.rs"]
mod corpus;

use std::borrow::Cow;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

/// The shipped corpus is read so often that a round takes long enough to be measured (bytes).
const LEAST: usize = 4_000_000;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let files = corpus::files(&corpus::folder(folder, Path::new(env!("CARGO_MANIFEST_DIR"))));
    let once: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let times = LEAST.div_ceil(once);
    let megabytes = (once * times) as f64 / 1e6;
    println!(
        "{} files, {:.1} MB, read {times} times a round, median of {ROUNDS} rounds",
        files.len(),
        once as f64 / 1e6
    );

    let texts: Vec<(&str, Cow<str>)> =
        files.iter().filter_map(|(name, bytes)| Some((name.as_str(), alinea_segment::decode(bytes).ok()?))).collect();
    let look = median(|| files.iter().map(|(_, bytes)| bytes.iter().filter(|&&b| b == b' ').count()).sum(), times);
    let decode = median(
        || files.iter().filter_map(|(_, bytes)| alinea_segment::decode(bytes).ok()).map(|t| t.len()).sum(),
        times,
    );
    let segment = median(|| texts.iter().map(|(name, text)| clauses(name, text)).sum(), times);
    println!("{:<22}{:>8}{:>10}{:>10}", "", "ms", "MB/s", "x look");
    for (name, time) in [("looking at the bytes", look), ("decoding", decode), ("segmenting", segment)] {
        let seconds = time.as_secs_f64();
        println!("{name:<22}{:>8.0}{:>10.0}{:>10.1}", seconds * 1e3, megabytes / seconds, seconds / look.as_secs_f64());
    }

    println!("\ngrowth of texts made to be difficult: time for four times the text (4 is linear)");
    for (name, make) in difficult() {
        let (small, large) = (make(1), make(4));
        let time = |text: &str| median(|| clauses("A-RES-1-1", text), 1).as_secs_f64();
        let ratio = time(&large) / time(&small);
        println!("{name:<44}{:>8.1} MB{ratio:>8.1}", large.len() as f64 / 1e6);
        assert!(ratio < 10.0, "{name} grows faster than its text");
    }
}

fn clauses(name: &str, text: &str) -> usize {
    black_box(alinea_segment::segment(name, text)).resolutions.iter().map(|resolution| resolution.clauses.len()).sum()
}

/// The median time of a round of `times` runs; every round must give the same answer.
fn median(run: impl Fn() -> usize, times: usize) -> Duration {
    let expected = run();
    let mut rounds: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..times {
                assert_eq!(black_box(run()), expected, "two rounds come to different answers");
            }
            start.elapsed()
        })
        .collect();
    rounds.sort_unstable();
    rounds[ROUNDS / 2]
}

/// Makes a text of a size.
type Make = fn(usize) -> String;

fn difficult() -> [(&'static str, Make); 6] {
    [
        ("one paragraph without an end", |n| {
            format!("L'Assemblée générale,\n\n1. Prie {}", "le Secrétaire général 3 de faire, ".repeat(50_000 * n))
        }),
        ("nested lists", |n| {
            let items: String =
                (0..20_000 * n).map(|i| format!("- {}) De faire :\n", char::from(b'a' + (i % 26) as u8))).collect();
            format!("L'Assemblée générale,\n\n1. Prie :\n{items}")
        }),
        ("paragraphs that are all cut", |n| {
            format!("L'Assemblée générale,\n\nRappelant\n\n{}", "et les droits de\n\n".repeat(40_000 * n))
        }),
        ("enacting lines and letters", |n| "A\n\nL'Assemblée générale,\n\n".repeat(10_000 * n)),
        ("headings", |n| {
            format!("L'Assemblée générale,\n\n1. Adopte ce qui suit :\n\n{}", "## Titre\n\n".repeat(40_000 * n))
        }),
        ("open quotations", |n| {
            format!("L'Assemblée générale,\n\n1. Décide :\n\n{}", "« 3. Le texte :\n\n".repeat(40_000 * n))
        }),
    ]
}
