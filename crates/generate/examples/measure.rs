//! Prints the figures of clauses on standard input, as `--truth` or `alinea segment --format jsonl` write them.
//!
//!     cargo run --release -p alinea-generate --example measure < truth.jsonl

use alinea_generate::Measure;
use anyhow::Result;
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
struct Clause {
    file: String,
    symbol: Option<String>,
    text: String,
}

fn main() -> Result<()> {
    let mut measure = Measure::default();
    for line in std::io::stdin().lock().lines() {
        let Clause { file, symbol, text } = serde_json::from_str(&line?)?;
        measure.add(&format!("{file} {}", symbol.unwrap_or_default()), &text);
    }
    print!("{}", measure.figures());
    Ok(())
}
