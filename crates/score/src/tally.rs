//! Figures that add up over documents.

use serde::Serialize;
use std::collections::BTreeMap;

/// So many right of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Right.
    pub right: u32,
    /// All.
    pub total: u32,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.total += 1;
    }

    /// The share that is right, 1 of nothing.
    pub fn share(&self) -> f64 {
        if self.total == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.total) }
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.total += other.total;
    }
}

/// Clauses of the gold, clauses of ours, and those that agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// In the gold.
    pub gold: u32,
    /// In ours, annexes left out.
    pub ours: u32,
    /// Agreeing in part, section, label, start and end.
    pub right: u32,
}

impl Found {
    /// Share of ours that is right.
    pub fn precision(&self) -> f64 {
        Tally { right: self.right, total: self.ours }.share()
    }

    /// Share of the gold that was found.
    pub fn recall(&self) -> f64 {
        Tally { right: self.right, total: self.gold }.share()
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        Tally { right: 2 * self.right, total: self.gold + self.ours }.share()
    }

    fn add(&mut self, other: Found) {
        self.gold += other.gold;
        self.ours += other.ours;
        self.right += other.right;
    }
}

/// A field that may be empty: all of them, and those the gold does not leave empty. A document that prints no date is
/// easily right about it, so the second figure is the telling one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fields {
    /// All.
    pub all: Tally,
    /// Those with a value in the gold.
    pub filled: Tally,
}

impl Fields {
    /// Counts one more; `filled` tells if the gold has a value.
    pub fn count(&mut self, right: bool, filled: bool) {
        self.all.count(right);
        if filled {
            self.filled.count(right);
        }
    }

    fn add(&mut self, other: Fields) {
        self.all.add(other.all);
        self.filled.add(other.filled);
    }
}

/// What kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKind {
    /// A clause of the gold is not among ours.
    Missing,
    /// One of ours is not in the gold.
    Extra,
    /// One of ours swallows a clause of the gold.
    Merged,
    /// A clause of the gold is cut in several.
    Split,
    /// The clause begins elsewhere.
    Start,
    /// The clause ends elsewhere.
    End,
    /// The clause is put in another part.
    Part,
    /// The clause is put in another section.
    Section,
    /// The clause has another label.
    Label,
    /// A cut is not repaired.
    Join,
    /// The opener differs.
    Opener,
    /// A field of the header differs.
    Header,
    /// The paragraphs of an annex are not as many.
    Annex,
}

impl ErrorKind {
    /// Its name in tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorKind::Missing => "missing",
            ErrorKind::Extra => "extra",
            ErrorKind::Merged => "merged",
            ErrorKind::Split => "split",
            ErrorKind::Start => "start",
            ErrorKind::End => "end",
            ErrorKind::Part => "part",
            ErrorKind::Section => "section",
            ErrorKind::Label => "label",
            ErrorKind::Join => "join",
            ErrorKind::Opener => "opener",
            ErrorKind::Header => "header",
            ErrorKind::Annex => "annex",
        }
    }
}

/// One error, the two readings side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreError {
    /// File it stands in.
    pub file: String,
    /// Symbol and place, as the gold has them.
    pub place: String,
    /// Kind.
    pub kind: ErrorKind,
    /// What the gold says; empty for an extra clause.
    pub gold: String,
    /// What ours says; empty for a missing clause.
    pub ours: String,
    /// First line of ours in the source, 0 where there is none.
    pub line: u32,
}

/// The figures of a document, or of several added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Clauses.
    pub clauses: Found,
    /// Cuts repaired.
    pub joins: Tally,
    /// Openers.
    pub openers: Fields,
    /// Fields of the header, by name.
    pub header: BTreeMap<&'static str, Fields>,
    /// Annexes with as many paragraphs as in the gold; an annex of ours that the gold does not have counts as wrong.
    pub annexes: Tally,
    /// The errors.
    pub errors: Vec<ScoreError>,
}

impl Score {
    /// Adds the figures of `other` to these.
    pub fn add(&mut self, other: &Score) {
        self.clauses.add(other.clauses);
        self.joins.add(other.joins);
        self.openers.add(other.openers);
        for (name, fields) in &other.header {
            self.header.entry(name).or_default().add(*fields);
        }
        self.annexes.add(other.annexes);
        self.errors.extend(other.errors.iter().cloned());
    }

    /// All fields of the header together.
    pub fn header_total(&self) -> Fields {
        let mut total = Fields::default();
        for fields in self.header.values() {
            total.add(*fields);
        }
        total
    }

    /// How many errors of each kind, kinds without errors left out.
    pub fn kinds(&self) -> BTreeMap<ErrorKind, u32> {
        let mut kinds = BTreeMap::new();
        for error in &self.errors {
            *kinds.entry(error.kind).or_default() += 1;
        }
        kinds
    }
}
