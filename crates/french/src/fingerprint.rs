//! Whether an index speaks the same language.

use crate::endings::ENDINGS;
use crate::tables::{FAMILIES, JOINS, Tables, VERBS};
use rust_stemmers::{Algorithm, Stemmer};
use std::sync::LazyLock;

/// Version of the rules in this crate: to be raised whenever a term or a token boundary changes by code.
const RULES: u32 = 1;

/// Names everything that decides terms: the rules of this crate, its tables, the stemmer, the versions of Unicode.
///
/// An index stores it and refuses another: two analyses of one word would not meet. The stemmer is named by what it
/// does, its stems of every word of the tables, since a crate cannot ask for the version it was built with.
pub fn fingerprint() -> &'static str {
    static NAME: LazyLock<String> = LazyLock::new(|| {
        let tables = [ENDINGS, FAMILIES, VERBS, JOINS].iter().fold(SEED, |hash, table| mix(hash, table));
        let (major, minor, update) = char::UNICODE_VERSION;
        let (folding, _, _) = unicode_normalization::UNICODE_VERSION;
        format!(
            "alinea-french/{RULES} tables/{tables:016x} rust-stemmers/1.2/{:016x} unicode/{major}.{minor}.{update}/{folding}",
            stemmer()
        )
    });
    &NAME
}

/// Hash of the stems Snowball gives.
fn stemmer() -> u64 {
    let mut words: Vec<&str> = Tables::get().words().collect();
    words.sort_unstable();
    let snowball = Stemmer::create(Algorithm::French);
    words.iter().fold(SEED, |hash, word| mix(hash, &snowball.stem(word)))
}

/// Start of the 64-bit FNV-1a hash, which is short to write and the same on every machine.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Carries an FNV-1a hash over a text and a separator.
fn mix(hash: u64, text: &str) -> u64 {
    text.bytes().chain([0]).fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
