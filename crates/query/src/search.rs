//! A query and an index to ranked hits.

use crate::{Error, Hit, Query, Span};
use alinea_index::Index;
use serde::Serialize;

/// How to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Words match in the form they were typed only (case, accents and apostrophes apart), not by family.
    pub exact: bool,
    /// Most hits to give; 0 to count only.
    pub limit: usize,
    /// Hits to leave out at the top.
    pub offset: usize,
}

impl Default for Options {
    /// Families, ten hits from the first.
    fn default() -> Self {
        Options { exact: false, limit: 10, offset: 0 }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many clauses match, exactly.
    pub total: u64,
    /// The hits asked for: by falling score, then by symbol, then by place in the resolution.
    pub hits: Vec<Hit>,
    /// Where nothing matches: required words that occur nowhere in the index.
    pub absent: Vec<Absent>,
}

/// A required word that occurs nowhere in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Absent {
    /// The word as typed.
    pub word: String,
    /// Where in the query.
    pub span: Span,
}

/// Searches `index` for `query`. An empty query matches nothing.
///
/// Fails when the index cannot be read.
pub fn search(index: &Index, query: &Query, options: &Options) -> Result<Results, Error> {
    let _ = (index, query, options);
    Ok(Results::default())
}
