//! A query and an index to ranked hits.

use crate::compile::GoalQuery;
use crate::plan::{Exactness, Plan};
use crate::read::{Wanted, hits};
use crate::resolve::{Goal, Resolver};
use crate::top::{Collected, Sort, Top};
use crate::{Diagnostic, Error, Hit, Query, Span, Weights, absent};
use alinea_index::Index;
use serde::Serialize;
use std::sync::Arc;
use tantivy::collector::Count;

/// How to search.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Words match in the form they were typed only (case, accents and apostrophes apart), not by family.
    pub exact: bool,
    /// Only clauses that match this too, which has no part in their scores.
    pub filter: Option<Query>,
    /// Most hits to give; 0 to count only.
    pub limit: usize,
    /// Hits to leave out at the top.
    pub offset: usize,
    /// In which order.
    pub sort: Sort,
    /// Clauses of the same wording (see [`wording_key`](alinea_index::wording_key)) are one hit, the first of them.
    pub group: bool,
    /// With [`Hit::occurrences`], how each of them is cited.
    pub references: bool,
    /// With [`Hit::parts`].
    pub explain: bool,
    /// What counts how much.
    pub weights: Weights,
}

impl Default for Options {
    /// Families, ten hits from the first, the best first, those of the same wording as one.
    fn default() -> Self {
        Options {
            exact: false,
            filter: None,
            limit: 10,
            offset: 0,
            sort: Sort::Score,
            group: true,
            references: false,
            explain: false,
            weights: Weights::default(),
        }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many clauses match, exactly.
    pub total: u64,
    /// How many of them match by exact forms; the same as `total` where only these were asked for.
    pub exact_total: u64,
    /// How many wordings they have, and so how many hits there are; `None` where clauses are not grouped or only
    /// counted.
    pub wordings: Option<u64>,
    /// The hits asked for, in the order asked for.
    pub hits: Vec<Hit>,
    /// Where nothing matches: required words that occur nowhere in the index.
    pub absent: Vec<Absent>,
    /// Where nothing matches, and several things were required: how many clauses match without each of them.
    pub without: Vec<Without>,
    /// What was not searched as typed.
    pub diagnostics: Vec<Diagnostic>,
}

/// A required word that occurs nowhere in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Absent {
    /// The word as typed.
    pub word: String,
    /// The operand of the query it stands in.
    pub span: Span,
    /// Words of the index that are spelled nearly so, the likeliest first.
    pub near: Vec<String>,
}

/// What is left of a query without one of its operands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// The operand, as a query is printed.
    pub operand: String,
    /// How many clauses match without it.
    pub total: u64,
}

/// Searches `index` for `query`. An empty query matches nothing.
///
/// Fails when the index cannot be read.
pub fn search(index: &Index, query: &Query, options: &Options) -> Result<Results, Error> {
    let depth = if options.limit == 0 { 0 } else { options.offset.saturating_add(options.limit) };
    let plan = plan(query, options, Exactness::AsTyped);
    let mut resolver = Resolver::new(index, (depth > 0).then_some(options.weights));
    let goal = Arc::new(resolver.goal(&plan)?);
    let diagnostics = resolver.diagnostics;
    let Collected { total, best, members } = collect(index, &goal, depth, options)?;
    if total == 0 {
        let absent = absent::absent(index, &plan)?;
        let without = absent::without(index, query, options)?;
        return Ok(Results { absent, without, diagnostics, ..Results::default() });
    }
    let exact_total = if options.exact { total } else { count(index, query, options, Exactness::Wanted)? };
    let grouped = options.group && depth > 0;
    let wordings = grouped.then(|| members.chunk_by(|a, b| a.0 == b.0).count() as u64);
    let wanted = Wanted {
        candidates: best.get(options.offset..).unwrap_or_default(),
        members: grouped.then_some(members.as_slice()),
        references: options.references,
        explain: options.explain,
    };
    let hits = hits(index, &goal, &wanted)?;
    Ok(Results { total, exact_total, wordings, hits, diagnostics, ..Results::default() })
}

/// What a clause must be. `exactness` holds for the query, unless everything is to be exact.
pub(crate) fn plan(query: &Query, options: &Options, exactness: Exactness) -> Plan {
    let or_all = |exactness| if options.exact { Exactness::All } else { exactness };
    let plan = Plan::new(query, or_all(exactness));
    match &options.filter {
        None => plan,
        Some(filter) => {
            let filter = Plan::Filter(Box::new(Plan::new(filter, or_all(Exactness::AsTyped))));
            Plan::All { with: vec![plan, filter], without: Vec::new() }
        }
    }
}

/// How many clauses match.
pub(crate) fn count(index: &Index, query: &Query, options: &Options, exactness: Exactness) -> Result<u64, Error> {
    let goal = Resolver::new(index, None).goal(&plan(query, options, exactness))?;
    Ok(collect(index, &Arc::new(goal), 0, options)?.total)
}

/// The `depth` best clauses and the number of all; without scoring where none is wanted.
fn collect(index: &Index, goal: &Arc<Goal>, depth: usize, options: &Options) -> Result<Collected, Error> {
    let query = GoalQuery { goal: Arc::clone(goal), fields: *index.fields(), scores: depth > 0 };
    let collected = index.guard(|| {
        if depth == 0 {
            let total = index.searcher().search(&query, &Count)? as u64;
            return Ok(Collected { total, ..Collected::default() });
        }
        index.searcher().search(&query, &Top { depth, sort: options.sort, grouped: options.group })
    })?;
    Ok(collected)
}
