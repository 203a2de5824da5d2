//! tantivy with the parts it comes with: its French analyzer, its query types, its collectors. Speaks the protocol of
//! `../run.py`.

use anyhow::{Context, bail};
use peer_protocol::{Command, Found, Request, answer, command, requests};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing, TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, Searcher, Term, doc};

const THREADS: usize = 2;
/// Enough for each thread to write one segment of 50,000 clauses.
const MEMORY: usize = 512 << 20;
const FRENCH: &str = "french";

#[derive(Deserialize)]
struct Clause {
    reference: String,
    organ: String,
    text: String,
}

#[derive(Clone, Copy)]
struct Fields {
    reference: Field,
    organ: Field,
    text: Field,
}

fn main() -> anyhow::Result<()> {
    match command()? {
        Command::Index { folder, clauses } => add(&folder, &clauses),
        Command::Search { folder } => serve(&folder),
    }
}

/// Adds clauses to the index of the folder, which is made if it is not there.
fn add(folder: &Path, clauses: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let (schema, fields) = schema();
    let index = Index::open_or_create(tantivy::directory::MmapDirectory::open(folder)?, schema)?;
    index.tokenizers().register(FRENCH, analyzer());
    let mut writer = index.writer_with_num_threads(THREADS, MEMORY)?;
    for line in BufReader::new(File::open(clauses)?).lines() {
        let clause: Clause = serde_json::from_str(&line?)?;
        writer.add_document(doc!(
            fields.reference => clause.reference, fields.organ => clause.organ, fields.text => clause.text,
        ))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer(FRENCH).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        reference: schema.add_text_field("reference", STORED),
        organ: schema.add_text_field("organ", STRING),
        text: schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored()),
    };
    (schema.build(), fields)
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::French))
        .filter(AsciiFoldingFilter)
        .build()
}

/// What becomes of the beginning of a word, which must not be stemmed.
fn folding() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}

fn serve(folder: &Path) -> anyhow::Result<()> {
    let index = Index::open_in_dir(folder)?;
    index.tokenizers().register(FRENCH, analyzer());
    let fields = schema().1;
    let searcher = index.reader()?.searcher();
    let mut analyzer = analyzer();
    for request in requests() {
        let request = request?;
        let start = Instant::now();
        let query = query(&request, fields, &mut analyzer)?;
        answer(start, &search(&searcher, &*query, fields, &request)?)?;
    }
    Ok(())
}

fn search(searcher: &Searcher, query: &dyn Query, fields: Fields, request: &Request) -> anyhow::Result<Found> {
    let top = TopDocs::with_limit(10).order_by_score();
    let (best, count) = if request.count {
        let (best, count) = searcher.search(query, &(top, Count))?;
        (best, Some(count as u64))
    } else {
        (searcher.search(query, &top)?, None)
    };
    let marker = request.marks.then(|| marker(searcher, query, fields.text)).transpose()?;
    let mut found = Found { count, ..Found::default() };
    for (_, address) in best {
        let document: TantivyDocument = searcher.doc(address)?;
        let value = |field| document.get_first(field).and_then(|value| value.as_str()).context("a field is not stored");
        let text = value(fields.text)?;
        found.references.push(value(fields.reference)?.to_owned());
        if let Some(marker) = &marker {
            found.marks += marker.snippet(text).highlighted().len();
        }
    }
    Ok(found)
}

/// Marks words in the whole of a text. It knows no words of a query for a beginning.
fn marker(searcher: &Searcher, query: &dyn Query, field: Field) -> anyhow::Result<SnippetGenerator> {
    let mut marker = SnippetGenerator::create(searcher, query, field)?;
    marker.set_max_num_chars(usize::MAX);
    Ok(marker)
}

fn query(request: &Request, fields: Fields, analyzer: &mut TextAnalyzer) -> anyhow::Result<Box<dyn Query>> {
    let mut phrases: Vec<Vec<Term>> = request.words.iter().map(|word| terms(word, fields, analyzer)).collect();
    let each = |occur: Occur, phrases: Vec<Vec<Term>>| -> Box<dyn Query> {
        Box::new(BooleanQuery::new(phrases.into_iter().map(|terms| (occur, phrase(terms, 0))).collect()))
    };
    let main = match request.kind.as_str() {
        "all" | "any" if phrases.len() == 1 => phrase(phrases.remove(0), 0),
        "all" => each(Occur::Must, phrases),
        "any" => each(Occur::Should, phrases),
        "phrase" => phrase(phrases.concat(), 0),
        "near" => phrase(phrases.concat(), request.distance.context("no distance")?),
        "prefix" => {
            let mut folded = String::new();
            folding().token_stream(&request.words.concat()).process(&mut |token| folded.push_str(&token.text));
            Box::new(RegexQuery::from_pattern(&format!("{folded}.*"), fields.text)?)
        }
        kind => bail!("unknown kind of query: {kind}"),
    };
    let Some(organ) = &request.organ else { return Ok(main) };
    let organ = TermQuery::new(Term::from_field_text(fields.organ, organ), IndexRecordOption::Basic);
    let filter = ConstScoreQuery::new(Box::new(organ), 0.0);
    Ok(Box::new(BooleanQuery::intersection(vec![main, Box::new(filter)])))
}

fn terms(word: &str, fields: Fields, analyzer: &mut TextAnalyzer) -> Vec<Term> {
    let mut terms = Vec::new();
    analyzer.token_stream(word).process(&mut |token| terms.push(Term::from_field_text(fields.text, &token.text)));
    terms
}

fn phrase(mut terms: Vec<Term>, slop: u32) -> Box<dyn Query> {
    if terms.len() == 1 {
        return Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs));
    }
    let mut phrase = PhraseQuery::new(terms);
    phrase.set_slop(slop);
    Box::new(phrase)
}
