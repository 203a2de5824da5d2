//! Bytes to text, text to clauses, text to terms, on one core.
//!
//! The texts are those of `$ALINEA_CORPUS`, else the shipped ones. Repairing what pages and converters did is a part of
//! segmentation, and measured with it.

use alinea_french::Vocabulary;
use alinea_segment::{decode, segment};
use alinea_suite::corpus;
use criterion::{
    BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use std::borrow::Cow;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Measures work whose answer is known.
fn measure(group: &mut BenchmarkGroup<WallTime>, name: &str, expected: usize, mut work: impl FnMut() -> usize) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| assert_eq!(black_box(work()), expected, "{name} comes to another answer"));
    });
}

fn texts(criterion: &mut Criterion) {
    let folder = corpus::folder(None, &Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let files = corpus::files(&folder);
    let texts: Vec<(&str, Cow<str>)> =
        files.iter().filter_map(|(name, bytes)| Some((name.as_str(), decode(bytes).ok()?))).collect();
    let mut group = criterion.benchmark_group("texts");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(files.iter().map(|(_, bytes)| bytes.len() as u64).sum()));

    let bytes = files.iter().map(|(_, bytes)| spaces(bytes)).sum();
    measure(&mut group, "looking at the bytes", bytes, || files.iter().map(|(_, bytes)| spaces(bytes)).sum());

    // Line ends are never lost.
    let lines = files.iter().filter(|(_, bytes)| decode(bytes).is_ok()).map(|(_, bytes)| lines(bytes)).sum();
    measure(&mut group, "decoding", lines, || {
        let decoded = files.iter().filter_map(|(_, bytes)| decode(black_box(bytes)).ok());
        decoded.map(|text| text.bytes().filter(|&byte| byte == b'\n').count()).sum()
    });

    // Files, read in parallel, have the clauses that texts have one after the other.
    measure(&mut group, "segmentation", clauses_of(&folder), || {
        let documents = texts.iter().map(|(name, text)| segment(name, black_box(text)));
        documents.flat_map(|document| document.resolutions).map(|resolution| resolution.clauses.len()).sum()
    });

    // No word crosses the end of a line.
    let mut vocabulary = Vocabulary::new();
    let number = texts.iter().flat_map(|(_, text)| text.lines()).map(|line| words(&mut vocabulary, line)).sum();
    measure(&mut group, "analysis", number, || texts.iter().map(|(_, text)| words(&mut vocabulary, text)).sum());
}

fn spaces(bytes: &[u8]) -> usize {
    black_box(bytes).iter().filter(|&&byte| byte == b' ').count()
}

/// Line ends of whatever kind.
fn lines(bytes: &[u8]) -> usize {
    let carriage_return = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || carriage_return(at)).count()
}

fn clauses_of(folder: &Path) -> usize {
    let files: Vec<PathBuf> = alinea_ingest::Walk::new(&[folder.to_owned()]).files;
    let mut clauses = 0;
    let each = |_: &Path, document: Result<alinea_segment::Document, _>| {
        let resolutions = document.map(|document| document.resolutions).unwrap_or_default();
        clauses += resolutions.iter().map(|resolution| resolution.clauses.len()).sum::<usize>();
    };
    alinea_ingest::read_documents(&files, None, each, |_| {}).expect("threads can be started");
    clauses
}

/// How many words there are.
fn words(vocabulary: &mut Vocabulary, text: &str) -> usize {
    let mut words = 0;
    vocabulary.read(black_box(text), |from, number| {
        black_box((from, number));
        words += 1;
    });
    words
}

criterion_group!(benches, texts);
criterion_main!(benches);
