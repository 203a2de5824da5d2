//! The truth that the generator tells is what segmentation finds.

use alinea_generate::{Generator, Resolution, TrueClause};
use alinea_model::Clause;
use alinea_segment::Document;
use std::collections::BTreeMap;

/// A clause by what must be found again: part, label, letters and digits of its text.
type Key = (String, Option<String>, String);

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn true_key(clause: &TrueClause) -> Key {
    (clause.part.to_owned(), clause.label.clone(), letters(&clause.text))
}

fn found_key(clause: &Clause) -> Key {
    (clause.part.as_str().to_owned(), clause.label.clone(), letters(&clause.text))
}

fn segmented(resolution: &Resolution) -> Document {
    let name = resolution.path.rsplit('/').next().unwrap();
    let (stem, _) = name.rsplit_once('.').unwrap();
    alinea_segment::segment(stem, &resolution.text)
}

/// How two lists of keys agree: F1, and what of the first is not in the second.
fn f1<K: Ord + std::fmt::Debug>(told: Vec<K>, read: Vec<K>) -> (f64, Vec<K>) {
    let mut left: BTreeMap<K, usize> = BTreeMap::new();
    let all = told.len() + read.len();
    let count = told.len();
    read.into_iter().for_each(|key| *left.entry(key).or_default() += 1);
    let missed: Vec<K> = told
        .into_iter()
        .filter(|key| match left.get_mut(key) {
            Some(times) if *times > 0 => {
                *times -= 1;
                false
            }
            _ => true,
        })
        .collect();
    (2.0 * (count - missed.len()) as f64 / all as f64, missed)
}

/// Compares every clause of 200 resolutions by a key of each side.
fn compare<K: Ord + std::fmt::Debug>(told: impl Fn(&TrueClause) -> K, read: impl Fn(&Clause) -> K) -> (f64, Vec<K>) {
    let generator = Generator::new(1);
    let (mut truth, mut found) = (Vec::new(), Vec::new());
    for resolution in (0..200).map(|number| generator.resolution(number)) {
        truth.extend(resolution.clauses.iter().map(&told));
        for other in segmented(&resolution).resolutions {
            found.extend(other.clauses.iter().map(&read));
        }
    }
    f1(truth, found)
}

#[test]
fn segmentation_finds_the_true_clauses() {
    let (f1, missed) = compare(true_key, found_key);
    assert!(f1 >= 0.99, "F1 {f1:.4}; missed: {missed:#?}");
}

#[test]
fn segmentation_finds_the_true_references() {
    let (f1, missed) = compare(|clause| clause.reference.clone(), |clause| clause.reference.clone());
    assert!(f1 >= 0.99, "F1 {f1:.4}; missed: {missed:#?}");
}

#[test]
fn segmentation_finds_the_true_openers() {
    let (f1, missed) = compare(
        |clause| (clause.reference.clone(), clause.opener.clone()),
        |clause| (clause.reference.clone(), clause.opener.clone()),
    );
    assert!(f1 >= 0.98, "F1 {f1:.4}; missed: {missed:#?}");
}

#[test]
fn segmentation_finds_the_true_headers() {
    let generator = Generator::new(1);
    for resolution in (0..200).map(|number| generator.resolution(number)) {
        let document = segmented(&resolution);
        let header = &document.resolutions[0].header;
        let told = &resolution.clauses[0];
        assert_eq!(header.symbol.as_ref().map(|symbol| symbol.as_str()), Some(told.symbol.as_str()));
        assert_eq!(header.session.as_deref(), Some(told.session.as_str()), "{}", told.symbol);
        assert_eq!(
            header.adopted.map(|day| day.to_string()).as_deref(),
            Some(told.adopted.as_str()),
            "{}",
            told.symbol
        );
        assert_eq!(header.title, told.title, "{}", told.symbol);
    }
}
