//! `alinea search`: words to clauses.

use super::index::update;
use super::{facets, hits, kwic};
use crate::arguments::IndexFolder;
use crate::record::{DiagnosticRecord, QueryRecord, json_line};
use crate::status::{Status, say};
use crate::visible::visible;
use crate::wording;
use alinea_index::Index;
use alinea_query::{Diagnostic, Options, Parsed, Results, Sort, Span, explain, parse, search, spread};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;

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
  alinea search désarmement --filter 'organe:AG'    a condition that has no part in the ranking
  alinea search --kwic --sort droite '\"sans exclusive\"'   a concordance
  alinea search --facets organe,annee sécurité      how many by organ and by year
  alinea search --explain-query 'a OU b c'          how it is understood
  alinea search --count sécurité                   only how many clauses match
  alinea search --corpus corpus '\"Année internationale\"'   index the folder first
  alinea search --format jsonl femmes | jq .reference

Exit status: 0 when a clause was found, 1 when none was, 2 on an error, also when --corpus met a file it cannot read.")]
pub struct SearchArguments {
    /// What to search for; several arguments are joined by spaces.
    #[arg(required_unless_present = "filter", value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexFolder,
    /// First bring the index up to date with this file or folder, as `index --prune` does.
    #[arg(long, value_name = "PATH")]
    corpus: Vec<PathBuf>,
    /// Show only clauses that match this query too, which has no part in the ranking.
    #[arg(long, value_name = "QUERY")]
    filter: Option<String>,
    /// Most results to show.
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Results to leave out at the top.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,
    /// In which order to print results.
    #[arg(long, value_enum, default_value = "score", allow_hyphen_values = true)]
    pub(super) sort: SortOrder,
    /// Print every clause. Without it, clauses of the same wording (letters only, their number left out) are one result.
    #[arg(long)]
    no_group: bool,
    /// Print how each clause of the same wording is cited.
    #[arg(long, conflicts_with = "no_group")]
    references: bool,
    /// Print a concordance: each match on a line, between what stands before and behind it.
    #[arg(long, conflicts_with_all = ["count", "facets", "explain", "references"])]
    kwic: bool,
    /// Print what the score of each result is the sum of.
    #[arg(long)]
    explain: bool,
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
    pub(super) format: SearchFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchFormat {
    /// To be read by people.
    Text,
    /// One JSON object a clause, highlights as character offsets.
    Jsonl,
    /// A table with a line of headings.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SortOrder {
    /// The best first.
    Score,
    /// The earliest adopted first.
    Date,
    /// The latest adopted first.
    #[value(name = "-date")]
    Newest,
    /// By cote.
    Cote,
    /// With --kwic: by the words before the match, from it on backwards.
    #[value(alias = "left")]
    Gauche,
    /// With --kwic: by the match and the words behind it.
    #[value(alias = "right")]
    Droite,
}

impl From<SortOrder> for Sort {
    fn from(order: SortOrder) -> Sort {
        match order {
            // A concordance is put in order when its lines are there.
            SortOrder::Score | SortOrder::Gauche | SortOrder::Droite => Sort::Score,
            SortOrder::Date => Sort::Oldest,
            SortOrder::Newest => Sort::Newest,
            SortOrder::Cote => Sort::Symbol,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &SearchArguments, out: &mut impl Write) -> Result<Status> {
    if !arguments.kwic && matches!(arguments.sort, SortOrder::Gauche | SortOrder::Droite) {
        bail!("--sort gauche and --sort droite put a concordance in order: add --kwic");
    }
    let query = Typed::new(arguments.query.join(" "));
    let filter = arguments.filter.clone().map(Typed::new);
    // Without a query, the filter is all there is to match.
    let (query, filter) = match filter {
        Some(filter) if query.text.trim().is_empty() => (filter, None),
        filter => (query, filter),
    };
    query.note(&query.parsed.diagnostics);
    if let Some(filter) = &filter {
        filter.note(&filter.parsed.diagnostics);
    }
    if arguments.explain_query {
        return explained(arguments, &query, out);
    }
    let mut complete = true;
    if !arguments.corpus.is_empty() {
        let options = alinea_ingest::Options { prune: true, ..Default::default() };
        complete = update(&arguments.index, &arguments.corpus, &options)?.failed.is_empty();
    }
    let index = Index::open(&arguments.index.path)?;
    let limit = if arguments.count || !arguments.facets.is_empty() { 0 } else { arguments.limit };
    let options = Options {
        exact: arguments.exact,
        filter: filter.map(|filter| filter.parsed.query),
        limit,
        offset: arguments.offset,
        sort: arguments.sort.into(),
        group: !arguments.no_group,
        references: arguments.references,
        explain: arguments.explain,
        ..Options::default()
    };
    let results = if arguments.kwic {
        kwic::print(out, &index, &query.parsed.query, &options, arguments)?
    } else {
        search(&index, &query.parsed.query, &options)?
    };
    query.note(&results.diagnostics);
    note_absence(&query, &results);
    if arguments.count {
        writeln!(out, "{}", results.total)?;
    } else if !arguments.facets.is_empty() {
        let wanted: Vec<_> = arguments.facets.iter().map(|&name| name.into()).collect();
        let spreads = spread(&index, &query.parsed.query, &options, &wanted)?;
        facets::write(out, arguments.format, &results, &spreads)?;
    } else if !arguments.kwic {
        let odd = query.parsed.diagnostics.iter().chain(&results.diagnostics);
        hits::write(out, arguments, &results, &odd.map(DiagnosticRecord::new).collect::<Vec<_>>())?;
    }
    Ok(match (complete, results.total) {
        (false, _) => Status::Failed,
        (true, 0) => Status::Nothing,
        (true, _) => Status::Found,
    })
}

/// Prints how the query was understood: for programs, with what was odd in it.
fn explained(arguments: &SearchArguments, query: &Typed, out: &mut impl Write) -> Result<Status> {
    let tree = &query.parsed.query;
    if arguments.format == SearchFormat::Jsonl {
        let diagnostics = query.parsed.diagnostics.iter().map(DiagnosticRecord::new).collect();
        let record = QueryRecord { typed: &query.text, query: &tree.to_string(), tree, diagnostics };
        out.write_all(json_line(&record)?.as_bytes())?;
    } else {
        writeln!(out, "{}", visible(&tree.to_string()))?;
        for line in explain(tree).lines() {
            writeln!(out, "  {}", visible(line))?;
        }
    }
    Ok(if tree.is_empty() { Status::Nothing } else { Status::Found })
}

/// Something typed in the query language.
struct Typed {
    text: String,
    parsed: Parsed,
}

impl Typed {
    fn new(text: String) -> Self {
        let parsed = parse(&text);
        Typed { text, parsed }
    }

    /// Says what was not taken as typed.
    fn note(&self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            note(&self.text, diagnostic.span, &diagnostic.kind.to_string());
        }
    }
}

/// Says why nothing was found.
fn note_absence(query: &Typed, results: &Results) {
    const NAMED: usize = 20;
    const LETTERS: usize = 40;
    for absent in results.absent.iter().take(NAMED) {
        let mut word: String = absent.word.chars().take(LETTERS).collect();
        if word.len() < absent.word.len() {
            word.push('…');
        }
        let mut message = format!("`{word}` occurs nowhere in the index");
        if !absent.near.is_empty() {
            message.push_str(&format!("; spelled nearly so: {}", absent.near.join(", ")));
        }
        note(&query.text, absent.span, &message);
    }
    if let Some(others @ 1..) = results.absent.len().checked_sub(NAMED) {
        say(&format!("note: {others} other words occur nowhere in the index"));
    }
    if results.without.iter().any(|without| without.total > 0) {
        say(&visible(&wording::without(&results.without)));
    }
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
