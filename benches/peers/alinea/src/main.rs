//! Alinea in process: answers queries of the protocol of `../run.py` over an index that `alinea index` made.

use alinea_index::Index;
use alinea_query::{Options, Query, parse, search};
use anyhow::{Context, bail};
use serde::Deserialize;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Instant;

/// One line of the driver.
#[derive(Deserialize)]
struct Request {
    kind: String,
    words: Vec<String>,
    organ: Option<String>,
    distance: Option<u32>,
    /// Clauses of one wording are one hit.
    group: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder] = arguments.as_slice() else { bail!("expected: search FOLDER") };
    if command != "search" {
        bail!("indexing is done by the program `alinea`");
    }
    let index = Index::open(folder.as_ref())?;
    for line in stdin().lock().lines() {
        let answer = answer(&index, &serde_json::from_str(&line?)?)?;
        let mut out = stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

/// What was found, and the time from what was typed to what is printed.
fn answer(index: &Index, request: &Request) -> anyhow::Result<serde_json::Value> {
    let typed = typed(request)?;
    let organ = request.organ.as_ref().map(|organ| format!("organe:\"{organ}\""));
    let start = Instant::now();
    let query: Query = parse(&typed).query;
    let filter = organ.map(|organ| parse(&organ).query);
    let options = Options { filter, group: request.group, ..Options::default() };
    let found = search(index, &query, &options)?;
    let microseconds = start.elapsed().as_nanos() as f64 / 1000.0;
    let references: Vec<&str> = found.hits.iter().map(|hit| hit.reference.as_str()).collect();
    Ok(serde_json::json!({
        "count": found.total, "exact": found.exact_total, "us": microseconds, "references": references,
    }))
}

/// The query as a user types it.
fn typed(request: &Request) -> anyhow::Result<String> {
    Ok(match request.kind.as_str() {
        "all" => request.words.join(" "),
        "any" => request.words.join(" OU "),
        "phrase" => format!("\"{}\"", request.words.join(" ")),
        "prefix" => format!("{}*", request.words.concat()),
        "near" => {
            let distance = request.distance.context("no distance")?;
            request.words.join(&format!(" w/{distance} "))
        }
        kind => bail!("unknown kind of query: {kind}"),
    })
}
