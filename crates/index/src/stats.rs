//! What an index holds, in numbers.

use serde::Serialize;

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
    /// First and last day of adoption, ISO 8601.
    pub adopted: Option<(String, String)>,
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
