//! A query and an index to ranked hits.

use crate::grouping::Grouping;
use crate::plan::Plan;
use crate::read::{Wanted, hits};
use crate::resolve::Resolver;
use crate::run::{self, Number};
use crate::top::{Found, Sort, Top};
use crate::{Diagnostic, Error, Hit, Query, Span, Weights, absent};
use alinea_index::Index;
use serde::Serialize;

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
    let plan = plan(query, options);
    let mut resolver = Resolver::new(index, (depth > 0).then_some(options.weights));
    let goal = resolver.goal(&plan)?;
    let diagnostics = resolver.diagnostics;
    let grouping = (options.group && depth > 0).then(|| index.guard(|| Grouping::new(index))).transpose()?;
    let mut top = Top::new(index, depth, options.sort, grouping);
    let Number { any: total, exact: exact_total } = if depth > 0 {
        index.guard(|| run::run(index, &goal, &mut top))?;
        top.number()
    } else {
        index.guard(|| run::count(index, &goal))?
    };
    if total == 0 {
        let absent = absent::absent(index, &plan)?;
        let without = absent::without(index, query, options)?;
        return Ok(Results { absent, without, diagnostics, ..Results::default() });
    }
    let Found { best, wordings } = top.found(options.offset);
    let wanted = Wanted { best: &best, references: options.references, explain: options.explain };
    let hits = hits(index, &goal, &wanted)?;
    Ok(Results { total, exact_total, wordings, hits, diagnostics, ..Results::default() })
}

/// What a clause must be.
pub(crate) fn plan(query: &Query, options: &Options) -> Plan {
    let plan = Plan::new(query, options.exact);
    match &options.filter {
        None => plan,
        Some(filter) => {
            let filter = Plan::Filter(Box::new(Plan::new(filter, options.exact)));
            Plan::All { with: vec![plan, filter], without: Vec::new() }
        }
    }
}

/// How many clauses match.
pub(crate) fn count(index: &Index, query: &Query, options: &Options) -> Result<u64, Error> {
    let goal = Resolver::new(index, None).goal(&plan(query, options))?;
    Ok(index.guard(|| run::count(index, &goal))?.any)
}
