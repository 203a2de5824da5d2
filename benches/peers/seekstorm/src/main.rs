//! SeekStorm with the parts it comes with: its tokenizer, its French stemmer, its query types, its highlighter. Speaks
//! the protocol of `../run.py`.

use anyhow::{Context, Error, bail};
use peer_protocol::{Command, Found, Request, answer, command, requests};
use seekstorm::INDEX_RUNTIME;
use seekstorm::highlighter::{Highlight, highlighter};
use seekstorm::index::{
    AccessType, Close, Clustering, Document, DocumentCompression, FieldType, FileType, FrequentwordType, IndexArc,
    IndexDocument, IndexMetaObject, LexicalSimilarity, NgramSet, SchemaField, StemmerType, StopwordType, TokenizerType,
    create_index, open_index,
};
use seekstorm::search::{FacetFilter, QueryRewriting, QueryType, ResultType, Search, SearchMode};
use seekstorm::vector::Inference;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A shard is indexed by one thread, and a query is answered by a thread for each shard.
const SHARDS: usize = 1;
const REFERENCE: &str = "reference";
const ORGAN: &str = "organ";
const TEXT: &str = "text";
const MARK: &str = "<b>";

fn main() -> anyhow::Result<()> {
    match command()? {
        Command::Index { folder, clauses } => run(add(folder, clauses)),
        Command::Search { folder } => run(serve(folder)),
    }
}

/// Runs a task among the threads that SeekStorm works with, so that no clause and no query waits for one to wake up.
fn run(task: impl Future<Output = anyhow::Result<()>> + Send + 'static) -> anyhow::Result<()> {
    INDEX_RUNTIME.block_on(INDEX_RUNTIME.spawn(task))?
}

/// Adds clauses to the index of the folder, which is made if it is not there.
async fn add(folder: PathBuf, clauses: PathBuf) -> anyhow::Result<()> {
    let index = if folder.exists() {
        open(&folder).await?
    } else {
        create_index(&folder, meta(), &schema(), &Vec::new(), true, Some(SHARDS)).await.map_err(Error::msg)?
    };
    for line in BufReader::new(File::open(clauses)?).lines() {
        let clause: Document = serde_json::from_str(&line?)?;
        index.index_document(clause, FileType::None).await;
    }
    index.close().await;
    Ok(())
}

async fn open(folder: &Path) -> anyhow::Result<IndexArc> {
    open_index(folder).await.map_err(Error::msg)
}

/// What a new index has by default, but French, plain BM25 as the other peers have it, and nothing to correct or to
/// complete queries by.
fn meta() -> IndexMetaObject {
    IndexMetaObject {
        id: 0,
        name: "clauses".to_owned(),
        lexical_similarity: LexicalSimilarity::Bm25f,
        tokenizer: TokenizerType::UnicodeAlphanumericFolded,
        stemmer: StemmerType::French,
        stop_words: StopwordType::None,
        frequent_words: FrequentwordType::French,
        ngram_indexing: NgramSet::NgramFF as u8 | NgramSet::NgramFFF as u8,
        document_compression: DocumentCompression::Snappy,
        access_type: AccessType::Mmap,
        spelling_correction: None,
        query_completion: None,
        clustering: Clustering::None,
        inference: Inference::None,
        segment_number_bits: 11,
    }
}

fn schema() -> Vec<SchemaField> {
    let field = |name: &str, stored, indexed, kind, facet| {
        SchemaField::new(name.to_owned(), stored, indexed, false, kind, facet, indexed, 1.0, false, false)
    };
    vec![
        field(REFERENCE, true, false, FieldType::Text, false),
        field(ORGAN, false, false, FieldType::String16, true),
        field(TEXT, true, true, FieldType::Text, false),
    ]
}

async fn serve(folder: PathBuf) -> anyhow::Result<()> {
    let index = open(&folder).await?;
    for request in requests() {
        let request = request?;
        let start = Instant::now();
        answer(start, &search(&index, &request).await?)?;
    }
    Ok(())
}

async fn search(index: &IndexArc, request: &Request) -> anyhow::Result<Found> {
    let (words, kind) = query(request)?;
    let result_type = if request.count { ResultType::TopkCount } else { ResultType::Topk };
    let filter = |organ: &String| FacetFilter::String16 { field: ORGAN.to_owned(), filter: vec![organ.clone()] };
    let best = index
        .search(
            words,
            None,
            kind,
            SearchMode::Lexical,
            false,
            0,
            10,
            result_type,
            false,
            Vec::new(),
            Vec::new(),
            request.organ.iter().map(filter).collect(),
            Vec::new(),
            QueryRewriting::SearchOnly,
        )
        .await;
    let marker = if request.marks && !best.results.is_empty() {
        Some(highlighter(index, vec![whole_text()], best.query_terms).await)
    } else {
        None
    };
    let mut found = Found { count: request.count.then_some(best.result_count_total as u64), ..Found::default() };
    let all = HashSet::new();
    let index = index.read().await;
    for result in best.results {
        let document = index.get_document(result.doc_id, false, &marker, &all, &[]).await.map_err(Error::msg)?;
        let value = |field| document.get(field).and_then(|value| value.as_str()).context("a field is not stored");
        found.references.push(value(REFERENCE)?.to_owned());
        found.marks += value(TEXT)?.matches(MARK).count();
    }
    Ok(found)
}

/// Marks the whole of a text, wherever the letters of a stem that was sought stand in it.
fn whole_text() -> Highlight {
    Highlight { field: TEXT.to_owned(), fragment_number: 0, pre_tags: MARK.to_owned(), ..Highlight::default() }
}

/// The words as SeekStorm reads them, and whether they stand for all, for any or for a phrase.
fn query(request: &Request) -> anyhow::Result<(String, QueryType)> {
    let words = request.words.join(" ");
    Ok(match request.kind.as_str() {
        "all" => (words, QueryType::Intersection),
        "any" => (words, QueryType::Union),
        "phrase" => (format!("\"{words}\""), QueryType::Phrase),
        kind => bail!("SeekStorm has no such kind of query: {kind}"),
    })
}
