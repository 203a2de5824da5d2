//! Alinea in process: answers queries of the protocol of `../run.py` over an index that `alinea index` made.

use alinea_index::Index;
use alinea_query::{Options, parse, search};
use anyhow::{Context, bail};
use peer_protocol::{Command, Found, Request, answer, command, requests};
use std::time::Instant;

fn main() -> anyhow::Result<()> {
    let Command::Search { folder } = command()? else { bail!("indexing is done by the program `alinea`") };
    let index = Index::open(&folder)?;
    for request in requests() {
        let request = request?;
        let typed = typed(&request)?;
        let organ = request.organ.as_ref().map(|organ| format!("organe:\"{organ}\""));
        let start = Instant::now();
        answer(start, &find(&index, &typed, organ.as_deref(), request.group)?)?;
    }
    Ok(())
}

fn find(index: &Index, typed: &str, organ: Option<&str>, group: bool) -> anyhow::Result<Found> {
    let filter = organ.map(|organ| parse(organ).query);
    let found = search(index, &parse(typed).query, &Options { filter, group, ..Options::default() })?;
    let marks = found.hits.iter().map(|hit| hit.highlights.len()).sum();
    let references = found.hits.into_iter().map(|hit| hit.reference).collect();
    Ok(Found { count: Some(found.total), exact: Some(found.exact_total), references, marks })
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
