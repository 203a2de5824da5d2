//! Clauses and resolutions as machine-readable lines. What is not known is `null`.

use crate::visible::steers;
use alinea_model::{Clause, Date, Footnote, Header, Organ, Part, Resolution, Symbol};
use alinea_query::{DiagnosticKind, Highlight, Hit, Occurrences, Query, Results, ScorePart};
use alinea_segment::{Diagnostic, LeftoverKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// A clause with the header of its resolution: one line of `alinea segment --format jsonl` and `alinea show`.
#[derive(Serialize)]
pub struct ClauseRecord<'a> {
    file: &'a str,
    #[serde(flatten)]
    header: &'a Header,
    #[serde(flatten)]
    place: PlacedClause<'a>,
}

/// A clause; offsets count characters, and the chapeau is named by its reference.
#[derive(Serialize)]
pub struct PlacedClause<'a> {
    reference: &'a str,
    part: Part,
    preambular: bool,
    section: Option<&'a str>,
    annex: Option<&'a str>,
    label: Option<&'a str>,
    opener: Option<&'a str>,
    verb: Option<&'a str>,
    text: &'a str,
    chapeau: Option<&'a str>,
    lines: (u32, u32),
    joins: Vec<usize>,
}

/// A resolution with its clauses, and what else stands in its file: one line of `alinea segment --format resolutions`.
#[derive(Serialize)]
pub struct ResolutionRecord<'a> {
    file: &'a str,
    #[serde(flatten)]
    header: &'a Header,
    clauses: Vec<PlacedClause<'a>>,
    footnotes: &'a [Footnote],
    /// Pieces of the file that are neither clause nor footnote, counted by kind.
    leftovers: &'a BTreeMap<LeftoverKind, usize>,
    diagnostics: &'a [&'a Diagnostic],
}

/// A query and how it was understood: the line of `alinea search --explain-query --format jsonl`.
#[derive(Serialize)]
pub struct QueryRecord<'a> {
    /// As typed.
    pub typed: &'a str,
    /// As it is printed; it is read back as the same query.
    pub query: &'a str,
    /// As a tree.
    pub tree: &'a Query,
    /// What was not taken as typed.
    pub diagnostics: Vec<DiagnosticRecord>,
}

/// Something in a query that was not taken as typed.
#[derive(Serialize)]
pub struct DiagnosticRecord {
    kind: DiagnosticKind,
    message: String,
    /// First character.
    from: usize,
    /// Behind the last character.
    to: usize,
}

impl DiagnosticRecord {
    /// The record of a diagnostic.
    pub fn new(diagnostic: &alinea_query::Diagnostic) -> Self {
        let span = diagnostic.span;
        DiagnosticRecord { kind: diagnostic.kind, message: diagnostic.kind.to_string(), from: span.from, to: span.to }
    }
}

/// A value and how many clauses have it: one line of `alinea search --facets … --format jsonl`.
#[derive(Serialize)]
pub struct ValueRecord<'a> {
    /// What clauses are counted by.
    pub facet: &'a str,
    /// The value; `null` for clauses without one.
    pub value: Option<&'a str>,
    /// How many clauses have it.
    pub count: u64,
}

/// A hit: one line of `alinea search --format jsonl`.
#[derive(Serialize)]
pub struct HitRecord<'a> {
    /// Place among all hits, from 1.
    rank: usize,
    /// Number of clauses that match.
    total: u64,
    /// Number of wordings they have; `null` where clauses are not grouped.
    wordings: Option<u64>,
    reference: &'a str,
    symbol: Option<&'a str>,
    organ: Option<&'a Organ>,
    session: Option<&'a str>,
    adopted: Option<Date>,
    title: Option<&'a str>,
    part: Part,
    section: Option<&'a str>,
    label: Option<&'a str>,
    opener: Option<&'a str>,
    file: &'a str,
    lines: (u32, u32),
    score: f32,
    text: &'a str,
    /// What matched.
    highlights: Vec<HighlightRecord>,
    /// The clauses of this wording; `null` where clauses are not grouped.
    occurrences: Option<&'a Occurrences>,
    /// What the score is the sum of, where asked for.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    parts: &'a [ScorePart],
    /// What was not searched as typed; the same in every line.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    diagnostics: &'a [DiagnosticRecord],
}

impl<'a> HitRecord<'a> {
    /// The hit at place `rank` of `results`, from 1; `file` is where it was read, as shown.
    pub fn new(
        rank: usize,
        results: &Results,
        hit: &'a Hit,
        file: &'a str,
        diagnostics: &'a [DiagnosticRecord],
    ) -> Self {
        let highlight = |of: &Highlight| HighlightRecord { from: of.from, to: of.to, exact: of.exact };
        HitRecord {
            rank,
            total: results.total,
            wordings: results.wordings,
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
            file,
            lines: hit.lines,
            score: hit.score,
            text: &hit.text,
            highlights: hit.highlights.iter().map(highlight).collect(),
            occurrences: hit.occurrences.as_ref(),
            parts: &hit.parts,
            diagnostics,
        }
    }
}

/// A match in its context: one line of `alinea search --kwic --format jsonl`.
#[derive(Serialize)]
pub struct LineRecord<'a> {
    /// Place among all lines, from 1.
    pub rank: usize,
    /// Number of clauses that match.
    pub total: u64,
    /// How the clause is cited.
    pub reference: &'a str,
    /// Its text before the match.
    pub left: &'a str,
    /// The match.
    #[serde(rename = "match")]
    pub matched: &'a str,
    /// Its text behind the match.
    pub right: &'a str,
    /// True for the form that was typed, false for another of its family.
    pub exact: bool,
}

/// A matched stretch of a text, in characters, the end not included.
#[derive(Serialize)]
pub struct HighlightRecord {
    /// First character, from 0.
    pub from: usize,
    /// Behind the last character.
    pub to: usize,
    /// True for the form that was typed, false for another of its family.
    pub exact: bool,
}

impl<'a> ClauseRecord<'a> {
    /// The clause `at` of `resolution`.
    pub fn new(file: &'a str, resolution: &'a Resolution, at: usize) -> Self {
        ClauseRecord { file, header: &resolution.header, place: PlacedClause::new(resolution, at) }
    }
}

impl<'a> PlacedClause<'a> {
    fn new(resolution: &'a Resolution, at: usize) -> Self {
        let Clause { reference, part, preambular, section, annex, label, opener, verb, text, chapeau, lines, joins } =
            &resolution.clauses[at];
        PlacedClause {
            reference,
            part: *part,
            preambular: *preambular,
            section: section.as_deref(),
            annex: annex.as_deref(),
            label: label.as_deref(),
            opener: opener.as_deref(),
            verb: verb.as_deref(),
            text,
            chapeau: chapeau.map(|chapeau| resolution.clauses[chapeau].reference.as_str()),
            lines: *lines,
            joins: joins.iter().map(|&byte| text[..byte as usize].chars().count()).collect(),
        }
    }
}

impl<'a> ResolutionRecord<'a> {
    /// `resolution`, which stands in `file` next to `leftovers` and `diagnostics`.
    pub fn new(
        file: &'a str,
        resolution: &'a Resolution,
        leftovers: &'a BTreeMap<LeftoverKind, usize>,
        diagnostics: &'a [&'a Diagnostic],
    ) -> Self {
        let clauses = (0..resolution.clauses.len()).map(|at| PlacedClause::new(resolution, at)).collect();
        let footnotes = &resolution.footnotes;
        ResolutionRecord { file, header: &resolution.header, clauses, footnotes, leftovers, diagnostics }
    }
}

/// One line of JSON, line end included. JSON leaves some control characters as they are, which a terminal would obey:
/// they are escaped too.
pub fn json_line(record: &impl Serialize) -> serde_json::Result<String> {
    let line = serde_json::to_string(record)?;
    let mut safe = if line.contains(steers) {
        let mut escaped = String::with_capacity(line.len() + 8);
        for c in line.chars() {
            if steers(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                escaped.push(c);
            }
        }
        escaped
    } else {
        line
    };
    safe.push('\n');
    Ok(safe)
}

/// Writes a table with a line of headings. What would steer a terminal is made visible; a table may be printed to one.
pub fn csv_table(
    out: &mut impl Write,
    columns: Vec<String>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(columns)?;
    for row in rows {
        table.write_record(row.into_iter().map(visible_cell))?;
    }
    out.write_all(&table.into_inner().map_err(|error| error.into_error())?)?;
    Ok(())
}

/// A cell as it may be shown: line ends and tabs are held by its quotation marks.
fn visible_cell(cell: String) -> String {
    let steers = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if !cell.contains(steers) {
        return cell;
    }
    let escape = |c: char| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() };
    cell.chars().map(escape).collect()
}

/// The name people know a resolution by: its symbol, or else `fallback`.
pub fn name<'a>(header: &'a Header, fallback: &'a str) -> &'a str {
    header.symbol.as_ref().map_or(fallback, Symbol::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_carries_no_control_character() {
        let text = "a\u{1b}b\u{9b}c\u{7f}\u{202e}\u{e0041}";
        let line = json_line(&text).unwrap();
        assert_eq!(line, "\"a\\u001bb\\u009bc\\u007f\\u202e\\udb40\\udc41\"\n");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn a_table_carries_no_control_character() {
        let mut table = Vec::new();
        csv_table(&mut table, vec!["text".into()], [vec!["a\u{9b}31m\nb\u{202e}".into()]]).unwrap();
        assert_eq!(String::from_utf8(table).unwrap(), "text\n\"a\\u{9b}31m\nb\\u{202e}\"\n");
    }

    #[test]
    fn a_clause_names_its_chapeau_and_counts_characters() {
        let clause = |reference: &str, chapeau, joins: Vec<u32>| Clause {
            reference: reference.into(),
            text: "Où été".into(),
            chapeau,
            lines: (1, 2),
            joins,
            ..Clause::default()
        };
        let clauses = vec![clause("R, par. 1", None, vec![]), clause("R, par. 1 a)", Some(0), vec![4])];
        let resolution = Resolution { clauses, ..Resolution::default() };
        let value = serde_json::to_value(ClauseRecord::new("f.txt", &resolution, 1)).unwrap();
        assert_eq!(value["chapeau"], "R, par. 1");
        assert_eq!(value["joins"], serde_json::json!([3]));
        assert!(value["symbol"].is_null() && value.get("symbol").is_some());
    }
}
