//! Which text of a symbol is searched, when several files hold one.

use alinea_index::{FileEntry, key, precedence};
use std::collections::BTreeMap;

/// A resolution with a symbol, as far as it takes to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) file: String,
    pub(crate) rank: u32,
    pub(crate) clauses: u32,
}

impl Candidate {
    /// The key of its record.
    pub(crate) fn key(&self) -> String {
        key(&self.file, self.rank)
    }

    fn comes_before(&self, other: &Candidate, symbol: &str) -> bool {
        let [own, theirs] = [self, other].map(|it| precedence(Some(symbol), it.clauses, &it.file, it.rank));
        own < theirs
    }
}

/// All resolutions of an index by symbol, best first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates(BTreeMap<String, Vec<Candidate>>);

impl Candidates {
    /// Those of some files.
    pub(crate) fn new<'a>(files: impl IntoIterator<Item = &'a FileEntry>) -> Self {
        let mut candidates = Candidates::default();
        for file in files {
            candidates.add(file);
        }
        candidates
    }

    /// Adds the resolutions of a file.
    pub(crate) fn add(&mut self, entry: &FileEntry) {
        for (rank, resolution) in (0..).zip(&entry.resolutions) {
            let Some(symbol) = &resolution.symbol else { continue };
            let candidate = Candidate { file: entry.file.clone(), rank, clauses: resolution.clauses };
            let rivals = self.0.entry(symbol.clone()).or_default();
            let at = rivals.partition_point(|rival| rival.comes_before(&candidate, symbol));
            rivals.insert(at, candidate);
        }
    }

    /// The one of `symbol` whose clauses are searched.
    pub(crate) fn best(&self, symbol: &str) -> Option<&Candidate> {
        self.0.get(symbol)?.first()
    }

    /// Every symbol with its candidates, in the order of the symbols.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[Candidate])> {
        self.0.iter().map(|(symbol, rivals)| (symbol.as_str(), rivals.as_slice()))
    }
}
