//! The report on a folder: what was not understood, on one screen.

use crate::paint::{Paint, Style};
use crate::visible::shown_path;
use crate::wording::{counted, thousands};
use alinea_segment::{Document, DocumentKind, LeftoverKind, Level};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files listed by name under each heading.
const LISTED: usize = 10;

/// What is counted over the documents of a run.
pub struct Summary {
    level: Level,
    files: u64,
    resolutions: u64,
    clauses: u64,
    /// Paths of documents that are no resolution.
    others: Vec<PathBuf>,
    /// By level and code: how many, and in how many files.
    codes: BTreeMap<(std::cmp::Reverse<Level>, &'static str), (u64, u64)>,
    /// Diagnostics of each file that has any: errors, warnings, infos.
    worst: Vec<([u64; 3], PathBuf)>,
    /// Lines of each kind of what is neither clause nor footnote.
    leftovers: BTreeMap<LeftoverKind, u64>,
}

/// The name of a level.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Info => "info",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

impl Summary {
    /// An empty one, which will pass over diagnostics below `level`.
    pub fn new(level: Level) -> Summary {
        Summary {
            level,
            files: 0,
            resolutions: 0,
            clauses: 0,
            others: Vec::new(),
            codes: BTreeMap::new(),
            worst: Vec::new(),
            leftovers: BTreeMap::new(),
        }
    }

    /// Counts a document.
    pub fn add(&mut self, path: &Path, document: &Document) {
        self.files += 1;
        self.resolutions += document.resolutions.len() as u64;
        self.clauses += document.resolutions.iter().map(|resolution| resolution.clauses.len() as u64).sum::<u64>();
        if document.kind == DocumentKind::Other {
            self.others.push(path.to_owned());
        }
        let mut seen = BTreeSet::new();
        let mut counts = [0; 3];
        for diagnostic in document.diagnostics.iter().filter(|diagnostic| diagnostic.level >= self.level) {
            let key = (std::cmp::Reverse(diagnostic.level), diagnostic.code);
            let (times, files) = self.codes.entry(key).or_default();
            *times += 1;
            *files += u64::from(seen.insert(key));
            counts[Level::Error as usize - diagnostic.level as usize] += 1;
        }
        if !seen.is_empty() {
            self.worst.push((counts, path.to_owned()));
        }
        for leftover in &document.leftovers {
            let lines = leftover.lines.1.saturating_sub(leftover.lines.0) + 1;
            *self.leftovers.entry(leftover.kind).or_default() += u64::from(lines);
        }
    }

    /// Clauses counted so far.
    pub fn clauses(&self) -> u64 {
        self.clauses
    }

    /// Writes the report. `failed` files could not be read.
    pub fn write(&self, out: &mut impl Write, paint: Paint, failed: usize) -> Result<()> {
        let heading = |text: &str| paint.styled(text, Style::Strong);
        writeln!(
            out,
            "{}, {} of them no resolution, {failed} unreadable; {}, {}",
            counted(self.files, "file"),
            thousands(self.others.len() as u64),
            counted(self.resolutions, "resolution"),
            counted(self.clauses, "clause")
        )?;
        if !self.codes.is_empty() {
            writeln!(out, "\n{}", heading("diagnostics"))?;
        }
        for ((level, code), (times, files)) in &self.codes {
            let (level, times, files) = (level_name(level.0), thousands(*times), counted(*files, "file"));
            writeln!(out, "{level:>9}  {code:<28} {times:>8} in {files}")?;
        }
        let mut worst: Vec<_> = self.worst.iter().collect();
        worst.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
        if !worst.is_empty() {
            writeln!(out, "\n{}", heading("worst files (errors, warnings, infos)"))?;
        }
        for ([errors, warnings, infos], path) in worst.into_iter().take(LISTED) {
            writeln!(out, "{errors:>5} {warnings:>5} {infos:>5}  {}", shown_path(path))?;
        }
        writeln!(out, "\n{}", heading("neither clause nor footnote (lines)"))?;
        for (kind, lines) in &self.leftovers {
            writeln!(out, "{:>9}  {}", thousands(*lines), leftover_name(*kind))?;
        }
        if !self.others.is_empty() {
            writeln!(out, "\n{}", heading("no resolution"))?;
            for path in self.others.iter().take(LISTED) {
                writeln!(out, "  {}", shown_path(path))?;
            }
            if self.others.len() > LISTED {
                writeln!(out, "  and {} more", self.others.len() - LISTED)?;
            }
        }
        Ok(())
    }
}

fn leftover_name(kind: LeftoverKind) -> &'static str {
    match kind {
        LeftoverKind::Header => "header",
        LeftoverKind::Closing => "closing lines",
        LeftoverKind::Heading => "headings",
        LeftoverKind::Masthead => "masthead",
        LeftoverKind::PageNumber => "page numbers",
        LeftoverKind::Rule => "rules",
        LeftoverKind::Image => "image marks",
        LeftoverKind::FootnoteMark => "call marks of footnotes",
        LeftoverKind::Table => "tables",
        LeftoverKind::Tail => "ends of resolutions that begin in another file",
        LeftoverKind::Contents => "contents",
        LeftoverKind::Foreign => "text of documents that are no resolution",
        LeftoverKind::Unknown => "unknown, to be looked at",
    }
}
