//! What an index holds, in numbers.

use crate::order::natural_key;
use crate::schema::{CLAUSE, FILE, FORMAT, RESOLUTION};
use crate::{Error, FileEntry, Index};
use alinea_model::{Date, Part};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use tantivy::Term;

/// What an index holds, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Files read into it, those that hold no resolution included.
    pub files: u64,
    /// Resolutions whose clauses are searched.
    pub resolutions: u64,
    /// Resolutions set aside because another file holds a more complete text of the same symbol.
    pub duplicates: u64,
    /// Clauses that are searched.
    pub clauses: u64,
    /// Clauses by organ (French name), most first, then by name.
    pub organs: Vec<Count>,
    /// Clauses by session, in the natural order of their names (`9` before `66`).
    pub sessions: Vec<Count>,
    /// Clauses by part (`preamble`, `operative`, …), in the order of a resolution.
    pub parts: Vec<Count>,
    /// First and last day of adoption.
    pub adopted: Option<(Date, Date)>,
    /// Size of the folder on disk, in bytes.
    pub bytes: u64,
    /// Version of the layout of the index.
    pub format: u32,
    /// Fingerprint of the analysis that made it.
    pub analysis: String,
}

/// How many clauses have a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value; `None` for the clauses without one.
    pub value: Option<String>,
    /// The number of clauses.
    pub clauses: u64,
}

/// Counts everything but the duplicates and the size on disk; `resolutions` are all there are.
pub(crate) fn count(index: &Index) -> tantivy::Result<Stats> {
    let statistics = index.statistics();
    let of_kind = |kind| statistics.live_doc_freq(&Term::from_field_text(index.fields().kind, kind));
    let clauses = of_kind(CLAUSE)?;
    let mut organs = column(index, "organ_column", clauses)?;
    organs.sort_by(|a, b| b.clauses.cmp(&a.clauses).then_with(|| a.value.cmp(&b.value)));
    let mut sessions = column(index, "session_column", clauses)?;
    sessions.sort_by_key(|count| count.value.as_deref().map(natural_key));
    let mut parts = column(index, "part_column", clauses)?;
    parts.sort_by_key(|count| count.value.as_deref().and_then(|name| name.parse::<Part>().ok()));
    Ok(Stats {
        files: of_kind(FILE)?,
        resolutions: of_kind(RESOLUTION)?,
        duplicates: 0,
        clauses,
        organs,
        sessions,
        parts,
        adopted: adopted(index)?.and_then(|(first, last)| Some((day(first)?, day(last)?))),
        bytes: 0,
        format: FORMAT,
        analysis: crate::marker::analysis(),
    })
}

/// Counts the values of a column of texts; what lacks to `clauses` has none.
fn column(index: &Index, name: &str, clauses: u64) -> tantivy::Result<Vec<Count>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for reader in index.searcher().segment_readers() {
        let Some(column) = reader.fast_fields().str(name)? else { continue };
        // Not as many as the column says it has: it may be damaged.
        let mut by_ord: BTreeMap<u64, u64> = BTreeMap::new();
        for doc in reader.doc_ids_alive() {
            for ord in column.term_ords(doc) {
                *by_ord.entry(ord).or_default() += 1;
            }
        }
        let mut value = String::new();
        for (ord, times) in by_ord {
            if column.ord_to_str(ord, &mut value)? {
                *counts.entry(value.clone()).or_default() += times;
            }
        }
    }
    let without = clauses.saturating_sub(counts.values().sum());
    let mut counts: Vec<Count> =
        counts.into_iter().map(|(value, clauses)| Count { value: Some(value), clauses }).collect();
    if without > 0 {
        counts.push(Count { value: None, clauses: without });
    }
    Ok(counts)
}

fn adopted(index: &Index) -> tantivy::Result<Option<(i64, i64)>> {
    let mut range: Option<(i64, i64)> = None;
    for reader in index.searcher().segment_readers() {
        let column = reader.fast_fields().i64("adopted")?;
        for day in reader.doc_ids_alive().filter_map(|doc| column.first(doc)) {
            range = Some(range.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        }
    }
    Ok(range)
}

/// The day of a number like `20111219`.
fn day(number: i64) -> Option<Date> {
    let part = |value: i64| i8::try_from(value).ok();
    Date::new(i16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?).ok()
}

/// How many resolutions of `files` are not the first of their symbol.
pub(crate) fn duplicates(files: &[FileEntry]) -> u64 {
    let mut seen = HashSet::new();
    let symbols = files.iter().flat_map(|file| &file.resolutions).filter_map(|entry| entry.symbol.as_deref());
    symbols.filter(|&symbol| !seen.insert(symbol)).count() as u64
}

/// The size of the files in a folder, in bytes.
pub(crate) fn size(folder: &Path) -> Result<u64, Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(io)? {
        // A file may be gone by the time it is looked at: a writer tidies up.
        bytes += entry.and_then(|entry| entry.metadata()).map_or(0, |metadata| metadata.len());
    }
    Ok(bytes)
}
