//! Works out, before the crate is compiled, what its tables say of each word, so that no process does it at its start.
//!
//! It compiles the modules that know the tables as its own, and leaves files for the crate to include.

#[path = "src/class.rs"]
mod class;
#[path = "src/endings.rs"]
mod endings;
// Whole texts are folded here, and no words.
#[allow(dead_code)]
#[path = "src/fold.rs"]
mod fold;
#[path = "src/guide.rs"]
mod guide;
#[path = "src/scan.rs"]
mod scan;
#[path = "src/tables.rs"]
mod tables;

use endings::ENDINGS;
use rust_stemmers::{Algorithm, Stemmer};
use std::path::Path;
use std::{env, fs, io};
use tables::{FAMILIES, JOINS, Tables, VERBS};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=data");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives a folder to write to"))?;
    let tables = Tables::read_all();
    let lexicon = tables.lexicon();
    fs::write(Path::new(&folder).join("lexicon.txt"), &lexicon)?;
    fs::write(Path::new(&folder).join("guide.rs"), format!("{:?}", guide(&lexicon)))?;
    fs::write(Path::new(&folder).join("fingerprint.txt"), fingerprint(&tables))
}

/// Lines of the lexicon between two entries of its guide.
const STRIDE: usize = 16;

/// Of some lines of the lexicon, how they begin and where: so few that a word is looked up in some cache lines, where a binary
/// search in the lexicon itself reads fourteen here and there.
fn guide(lexicon: &str) -> Vec<(u64, usize)> {
    let begins = lexicon.split_inclusive('\n').scan(0, |end, line| {
        let begin = *end;
        *end += line.len();
        let (word, _) = line.split_once(' ')?;
        Some((guide::beginning(word), begin))
    });
    begins.step_by(STRIDE).collect()
}

/// Version of the rules in this crate: to be raised whenever a term or a token boundary changes by code.
const RULES: u32 = 2;

/// Names everything that decides terms: the rules of this crate, its tables, the stemmer, the versions of Unicode. The
/// stemmer is named by what it does, its stems of every word of the tables, since a crate cannot ask for the version it
/// was built with.
fn fingerprint(tables: &Tables) -> String {
    let data = [ENDINGS, FAMILIES, VERBS, JOINS].iter().fold(SEED, |hash, table| mix(hash, table));
    let (major, minor, update) = char::UNICODE_VERSION;
    let (folding, _, _) = unicode_normalization::UNICODE_VERSION;
    format!(
        "alinea-french/{RULES} tables/{data:016x} rust-stemmers/1.2/{:016x} unicode/{major}.{minor}.{update}/{folding}",
        stemmer(tables)
    )
}

/// Hash of the stems Snowball gives.
fn stemmer(tables: &Tables) -> u64 {
    let mut words: Vec<&str> = tables.words().collect();
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
