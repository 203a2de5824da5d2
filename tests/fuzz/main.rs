//! What `fuzz/` asks of the program for hours, asked for a moment, with inputs that are the same in every run.
//! `ALINEA_FUZZ` is how many times as long it goes on.

#[path = "../../fuzz/src/lib.rs"]
mod alinea_fuzz;
mod mutator;

use alinea_fuzz::TARGETS;
use mutator::Mutator;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// The folder `fuzz`.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The inputs it begins with: the shipped documents, or the paragraphs of a file.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    if target == "text" {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder().join("../corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        return files.iter().map(|file| fs::read(file).unwrap()).collect();
    }
    let text = fs::read_to_string(folder().join("seeds").join(target).with_extension("txt")).unwrap();
    text.split("\n\n").map(|paragraph| paragraph.trim_end_matches('\n').as_bytes().to_owned()).collect()
}

/// Runs a target on its seeds and on so many inputs made of them.
fn fuzz(name: &str, times: usize) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let longer = std::env::var("ALINEA_FUZZ").map_or(1, |times| times.parse().unwrap());
    let dictionary = fs::read(folder().join("dictionary.txt")).unwrap();
    let seeds = seeds(name);
    let mut mutator = Mutator::new(&seeds, &dictionary);
    let made = std::iter::repeat_with(|| mutator.input()).take(times * longer);
    for input in seeds.iter().cloned().chain(made) {
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err() {
            panic!("{name} of {:?}", input.escape_ascii().to_string());
        }
    }
}

#[test]
fn nothing_of_a_text_is_lost_whatever_the_bytes() {
    fuzz("text", 3_000);
}

#[test]
fn terms_are_the_same_however_they_are_come_by() {
    fuzz("words", 5_000);
}

#[test]
fn references_are_unique_and_read_back_whatever_the_labels() {
    fuzz("reference", 5_000);
}

#[test]
fn every_query_is_printed_and_read_back() {
    fuzz("query", 5_000);
}

#[test]
fn hits_counts_and_facets_of_any_query_agree() {
    fuzz("search", 400);
}

#[test]
fn a_damaged_index_is_refused_or_read() {
    fuzz("damage", 300);
}
