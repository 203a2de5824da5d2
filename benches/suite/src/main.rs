//! The program that `benches/profile/run.py` runs: warm loops to be watched, and what the least would cost.
//!
//! * `suite ask INDEX CLASS`: says « ready », and asks the queries of a class over and over until it is ended.
//! * `suite indexing FOLDER`: what reading, tokenizing and segmenting the files take, on one thread, as JSON.
//! * `suite queries INDEX`: what each class takes, beside reading the postings of its words, as JSON.

use alinea_french::Vocabulary;
use alinea_index::Index;
use alinea_query::{parse, search};
use alinea_segment::{decode, segment};
use alinea_suite::floor::Floor;
use alinea_suite::queries::{Drawn, clauses, draw};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Each time is the least of so many.
const ROUNDS: usize = 7;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ask", index, class] => ask(&Index::open(index.as_ref())?, class),
        ["indexing", folder] => indexing(folder.as_ref()),
        ["queries", index] => queries(&Index::open(index.as_ref())?),
        _ => bail!("expected: ask INDEX CLASS, indexing FOLDER, or queries INDEX"),
    }
}

fn ask(index: &Index, class: &str) -> Result<()> {
    let classes = draw(&clauses(index)?);
    let (_, drawn) = classes.iter().find(|(name, _)| *name == class).context("no such class")?;
    println!("ready");
    loop {
        answer(index, drawn)?;
    }
}

/// Asks each query, from what is typed to what is shown.
fn answer(index: &Index, drawn: &[Drawn]) -> Result<u64> {
    let mut found = 0;
    for query in drawn {
        found += black_box(search(index, &parse(&query.typed()).query, &query.options())?).total;
    }
    Ok(found)
}

fn indexing(folder: &Path) -> Result<()> {
    let paths = alinea_ingest::Walk::new(&[folder.to_owned()]).files;
    let read = || paths.iter().filter_map(|path| std::fs::read(path).ok());
    let sum = least(|| Ok(read().map(|bytes| bytes.iter().map(|&byte| u64::from(byte)).sum::<u64>()).sum()))?;
    let tokens = least(|| {
        let (mut vocabulary, mut tokens) = (Vocabulary::new(), 0);
        for bytes in read() {
            let Ok(text) = decode(&bytes) else { continue };
            vocabulary.read(&text, |_, number| {
                black_box(number);
                tokens += 1;
            });
        }
        Ok(tokens)
    })?;
    let segments = least(|| {
        let clauses = |bytes: Vec<u8>| {
            let document = segment("A-RES-1-1", &decode(&bytes).ok()?);
            Some(document.resolutions.iter().map(|resolution| resolution.clauses.len() as u64).sum::<u64>())
        };
        Ok(read().filter_map(clauses).sum())
    })?;
    println!("{}", json!({ "read": sum, "tokenize": tokens, "segment": segments }));
    Ok(())
}

fn queries(index: &Index) -> Result<()> {
    let mut classes = Map::new();
    for (name, drawn) in draw(&clauses(index)?) {
        let floors: Vec<Floor> = drawn.iter().map(|query| Floor::new(index, query)).collect();
        let mut postings = 0;
        let read = least(|| {
            let read: Vec<(u64, u64)> = floors.iter().map(Floor::read).collect::<Result<_>>()?;
            postings = read.iter().map(|(number, _)| number).sum();
            Ok(read.iter().map(|(_, sum)| sum).sum())
        })?;
        let asked = least(|| answer(index, &drawn))?;
        let of_one = |seconds: f64| seconds / drawn.len() as f64;
        let class = json!({ "postings": postings, "read": of_one(read), "asked": of_one(asked) });
        classes.insert(name.to_owned(), class);
    }
    println!("{}", Value::Object(classes));
    Ok(())
}

/// The least seconds of several rounds, which must give the same answer.
fn least(mut run: impl FnMut() -> Result<u64>) -> Result<f64> {
    let expected = run()?;
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        if run()? != expected {
            bail!("two rounds come to different answers");
        }
        least = least.min(start.elapsed().as_secs_f64());
    }
    Ok(least)
}
