//! `alinea search`: words to clauses.

use super::facets;
use super::files::from_here;
use super::index::update;
use crate::arguments::IndexFolder;
use crate::paint::{Paint, Style};
use crate::record::{DiagnosticRecord, HighlightRecord, HitRecord, QueryRecord, json_line};
use crate::status::{Status, say};
use crate::visible::{shown_path, visible};
use crate::wording;
use alinea_index::Index;
use alinea_model::Part;
use alinea_query::{Hit, Options, Results, Sort, Span, explain, parse, search, spread};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Search clauses.
///
/// Every word is required, in any form of its family; words between quotation marks stand next to each other in this
/// order. OU, ET, SAUF and parentheses combine; `w/5` asks for nearness; `*` stands for letters; `organe:CS` asks a field.
/// Capitals, accents, apostrophes and ligatures make no difference. The best matches come first.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea search développement durable              both words, in any form
  alinea search '\"mise en œuvre\"'                  a phrase: quote it for alinea and for the shell
  alinea search '=exclusive'  or  --exact           in this very form
  alinea search 'désarmement (prie OU demande) SAUF nucléaire'
  alinea search '\"droits de l’homme\" w/5 pauvreté'   at most 5 words between; pre/5: in this order
  alinea search 'résol* mot~'                       any letters; one letter wrong
  alinea search 'organe:CS date:2010..2015 partie:dispositif verbe:prier femmes'
  alinea search --facets organe,annee sécurité      how many by organ and by year
  alinea search --explain-query 'a OU b c'          how it is understood
  alinea search --count sécurité                   only how many clauses match
  alinea search --corpus corpus '\"Année internationale\"'   index the folder first
  alinea search --format jsonl femmes | jq .reference

Exit status: 0 when a clause was found, 1 when none was, 2 on an error, also when --corpus met a file it cannot read.")]
pub struct SearchArguments {
    /// What to search for; several arguments are joined by spaces.
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexFolder,
    /// First bring the index up to date with this file or folder, as `index --prune` does.
    #[arg(long, value_name = "PATH")]
    corpus: Vec<PathBuf>,
    /// Most clauses to show.
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Clauses to leave out at the top.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// In which order to print clauses.
    #[arg(long, value_enum, default_value = "score", allow_hyphen_values = true)]
    sort: SortOrder,
    /// Print, instead of clauses, how all that match are spread over the values of these fields.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FIELD,…")]
    facets: Vec<facets::FacetName>,
    /// Print the number of matching clauses, nothing else.
    #[arg(long, short = 'c')]
    count: bool,
    /// Take words as they are typed, not in every form of their family.
    #[arg(long, short = 'e')]
    exact: bool,
    /// Print how the query was understood, and search nothing.
    #[arg(long)]
    explain_query: bool,
    /// How to print clauses.
    #[arg(long, short = 'f', value_enum, default_value = "text")]
    format: SearchFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SearchFormat {
    /// To be read by people.
    Text,
    /// One JSON object a clause, highlights as character offsets.
    Jsonl,
    /// A table with a line of headings.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortOrder {
    /// The best first.
    Score,
    /// The earliest adopted first.
    Date,
    /// The latest adopted first.
    #[value(name = "-date")]
    Newest,
    /// By cote.
    Cote,
}

impl From<SortOrder> for Sort {
    fn from(order: SortOrder) -> Sort {
        match order {
            SortOrder::Score => Sort::Score,
            SortOrder::Date => Sort::Oldest,
            SortOrder::Newest => Sort::Newest,
            SortOrder::Cote => Sort::Symbol,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &SearchArguments, out: &mut impl Write) -> Result<Status> {
    if arguments.explain_query {
        return explained(arguments, out);
    }
    let mut complete = true;
    if !arguments.corpus.is_empty() {
        let options = alinea_ingest::Options { prune: true, ..Default::default() };
        complete = update(&arguments.index, &arguments.corpus, &options)?.failed.is_empty();
    }
    let typed = arguments.query.join(" ");
    let parsed = parse(&typed);
    for diagnostic in &parsed.diagnostics {
        note(&typed, diagnostic.span, &diagnostic.kind.to_string());
    }
    let index = Index::open(&arguments.index.path)?;
    let limit = if arguments.count || !arguments.facets.is_empty() { 0 } else { arguments.limit };
    let options = Options { exact: arguments.exact, limit, offset: arguments.offset, sort: arguments.sort.into() };
    let results = search(&index, &parsed.query, &options)?;
    for diagnostic in &results.diagnostics {
        note(&typed, diagnostic.span, &diagnostic.kind.to_string());
    }
    for absent in &results.absent {
        let mut message = format!("`{}` occurs nowhere in the index", absent.word);
        if !absent.near.is_empty() {
            message.push_str(&format!("; spelled nearly so: {}", absent.near.join(", ")));
        }
        note(&typed, absent.span, &message);
    }
    if results.without.iter().any(|without| without.total > 0) {
        say(&visible(&wording::without(&results.without)));
    }
    if arguments.count {
        writeln!(out, "{}", results.total)?;
    } else if !arguments.facets.is_empty() {
        let wanted: Vec<_> = arguments.facets.iter().map(|&name| name.into()).collect();
        let spreads = spread(&index, &parsed.query, arguments.exact, &wanted)?;
        match arguments.format {
            SearchFormat::Text => {
                write_total(out, &results)?;
                writeln!(out)?;
                facets::write_text(out, Paint::for_stdout(), &spreads)?;
            }
            SearchFormat::Jsonl => facets::write_jsonl(out, &spreads)?,
            SearchFormat::Csv => facets::write_csv(out, &spreads)?,
        }
    } else {
        match arguments.format {
            SearchFormat::Text => write_text(out, Paint::for_stdout(), &results, arguments.offset)?,
            SearchFormat::Jsonl => write_jsonl(out, &results, arguments.offset)?,
            SearchFormat::Csv => write_csv(out, &results, arguments.offset)?,
        }
    }
    Ok(match (complete, results.total) {
        (false, _) => Status::Failed,
        (true, 0) => Status::Nothing,
        (true, _) => Status::Found,
    })
}

/// Prints how the query was understood: for programs, with what was odd in it.
fn explained(arguments: &SearchArguments, out: &mut impl Write) -> Result<Status> {
    let typed = arguments.query.join(" ");
    let parsed = parse(&typed);
    for diagnostic in &parsed.diagnostics {
        note(&typed, diagnostic.span, &diagnostic.kind.to_string());
    }
    if arguments.format == SearchFormat::Jsonl {
        let query = parsed.query.to_string();
        let diagnostics = parsed.diagnostics.iter().map(DiagnosticRecord::new).collect();
        let record = QueryRecord { typed: &typed, query: &query, tree: &parsed.query, diagnostics };
        out.write_all(json_line(&record)?.as_bytes())?;
    } else {
        writeln!(out, "{}", visible(&parsed.query.to_string()))?;
        for line in explain(&parsed.query).lines() {
            writeln!(out, "  {}", visible(line))?;
        }
    }
    Ok(if parsed.query.is_empty() { Status::Nothing } else { Status::Found })
}

/// Points at a stretch of the query, on standard error. Of a long query, what stands around it is shown.
fn note(typed: &str, span: Span, message: &str) {
    const BEFORE: usize = 40;
    const SHOWN: usize = 100;
    say(&format!("note: {}", visible(message)));
    let first = if typed.chars().take(SHOWN + 1).count() > SHOWN { span.from.saturating_sub(BEFORE) } else { 0 };
    let around: String = typed.chars().skip(first).take(SHOWN).collect();
    // Wider characters would move the caret; a query is Latin script.
    let (from, to) = (span.from - first, (span.to - first).min(SHOWN));
    let width = to.saturating_sub(from).max(1);
    say(&format!("  {}\n  {:from$}{}", visible(&around), "", "^".repeat(width)));
}

fn write_total(out: &mut impl Write, results: &Results) -> Result<()> {
    write!(out, "{}", wording::clauses_found(results.total))?;
    if results.exact_total < results.total {
        write!(out, ", dont {} sous la forme exacte", wording::thousands(results.exact_total))?;
    }
    Ok(())
}

fn write_text(out: &mut impl Write, paint: Paint, results: &Results, offset: usize) -> Result<()> {
    write_total(out, results)?;
    match results.hits.len() {
        shown if shown as u64 == results.total => writeln!(out)?,
        0 => writeln!(out, ", aucune à partir de la {}e", offset + 1)?,
        shown => writeln!(out, ", ici de {} à {}", offset + 1, offset + shown)?,
    }
    for hit in &results.hits {
        write_hit(out, paint, hit)?;
    }
    Ok(())
}

fn write_hit(out: &mut impl Write, paint: Paint, hit: &Hit) -> Result<()> {
    let organ = hit.organ.as_ref().map(|organ| organ.name().to_owned());
    // The label of an alinéa is its rank, in an embedded text too; only the reference tells them apart there.
    let preambular = hit.part == Part::Preamble || hit.reference.contains(", al. ");
    let place = wording::place(hit.part, preambular, hit.section.as_deref(), None, hit.label.as_deref());
    let about = [organ, hit.adopted.map(wording::date), Some(place)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    writeln!(out, "\n{}", paint.styled(&hit.reference, Style::Strong))?;
    paint.paragraph(out, "", 2, &about.join(" · "), &[])?;
    if let Some(title) = &hit.title {
        paint.paragraph(out, "", 2, title, &[])?;
    }
    let marked: Vec<_> = hit.highlights.iter().map(|highlight| highlight.from_byte..highlight.to_byte).collect();
    paint.paragraph(out, "", 4, &hit.text, &marked)?;
    Ok(())
}

fn write_jsonl(out: &mut impl Write, results: &Results, offset: usize) -> Result<()> {
    for (at, hit) in results.hits.iter().enumerate() {
        let record = HitRecord {
            rank: offset + at + 1,
            total: results.total,
            reference: &hit.reference,
            symbol: hit.symbol.as_deref(),
            organ: hit.organ.as_ref(),
            session: hit.session.as_deref(),
            adopted: hit.adopted,
            title: hit.title.as_deref(),
            part: hit.part,
            section: hit.section.as_deref(),
            label: hit.label.as_deref(),
            opener: hit.opener.as_deref(),
            file: &from_here(Path::new(&hit.file)).to_string_lossy(),
            lines: hit.lines,
            score: hit.score,
            text: &hit.text,
            highlights: hit
                .highlights
                .iter()
                .map(|highlight| HighlightRecord { from: highlight.from, to: highlight.to, exact: highlight.exact })
                .collect(),
        };
        out.write_all(json_line(&record)?.as_bytes())?;
    }
    Ok(())
}

const COLUMNS: [&str; 15] = [
    "rank",
    "reference",
    "symbol",
    "organ",
    "session",
    "adopted",
    "title",
    "part",
    "section",
    "label",
    "opener",
    "file",
    "lines",
    "text",
    "highlights",
];

fn write_csv(out: &mut impl Write, results: &Results, offset: usize) -> Result<()> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for (at, hit) in results.hits.iter().enumerate() {
        let highlights: Vec<String> =
            hit.highlights.iter().map(|highlight| format!("{}-{}", highlight.from, highlight.to)).collect();
        let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
        table.write_record([
            (offset + at + 1).to_string(),
            hit.reference.clone(),
            or_empty(&hit.symbol),
            hit.organ.as_ref().map(ToString::to_string).unwrap_or_default(),
            or_empty(&hit.session),
            hit.adopted.map(|day| day.to_string()).unwrap_or_default(),
            or_empty(&hit.title),
            hit.part.as_str().to_owned(),
            or_empty(&hit.section),
            or_empty(&hit.label),
            or_empty(&hit.opener),
            shown_path(from_here(Path::new(&hit.file))),
            format!("{}-{}", hit.lines.0, hit.lines.1),
            hit.text.clone(),
            highlights.join(" "),
        ])?;
    }
    out.write_all(&table.into_inner().map_err(|error| error.into_error())?)?;
    Ok(())
}
