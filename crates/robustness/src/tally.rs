//! What was tried, and what held.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How often a fault was tried, and where the program did not hold.
#[derive(Debug)]
pub struct Tally {
    /// What was done, to be read in a table.
    pub what: String,
    /// How often.
    pub tried: u32,
    /// Where it did not hold: what was done and what came of it.
    pub failures: Vec<String>,
    /// What came of it, counted by kind.
    pub notes: BTreeMap<&'static str, u32>,
    /// Why it could not be tried here.
    pub skipped: Option<String>,
    /// How long the trials took.
    pub time: Duration,
    begin: Instant,
}

impl Tally {
    /// Nothing yet.
    pub fn new(what: impl Into<String>) -> Tally {
        Tally {
            what: what.into(),
            tried: 0,
            failures: Vec::new(),
            notes: BTreeMap::new(),
            skipped: None,
            time: Duration::ZERO,
            begin: Instant::now(),
        }
    }

    /// A fault that cannot be tried here.
    pub fn skipped(what: impl Into<String>, why: &str) -> Tally {
        Tally { skipped: Some(why.to_owned()), ..Tally::new(what) }
    }

    /// Counts one trial.
    pub fn add(&mut self, trial: &str, result: Result<(), String>) {
        self.tried += 1;
        self.time = self.begin.elapsed();
        if let Err(failure) = result {
            self.failures.push(format!("{}, {trial}: {failure}", self.what));
        }
    }

    /// Counts an outcome of its kind.
    pub fn note(&mut self, kind: &'static str) {
        *self.notes.entry(kind).or_default() += 1;
    }

    /// How often the program held.
    pub fn survived(&self) -> u32 {
        self.tried.saturating_sub(self.failures.len() as u32)
    }

    /// Panics with what did not hold, if anything did not; for tests.
    pub fn assert_held(&self) {
        if let Some(why) = &self.skipped {
            eprintln!("skipped: {}: {why}", self.what);
            return;
        }
        assert!(self.tried > 0, "{}: nothing was tried", self.what);
        assert!(self.failures.is_empty(), "{} of {}:\n{}", self.failures.len(), self.tried, self.failures.join("\n"));
    }
}
