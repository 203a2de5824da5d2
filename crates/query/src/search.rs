//! A query and an index to ranked hits.

use crate::compile::GoalQuery;
use crate::highlight::Highlighter;
use crate::plan::{Exactness, Plan};
use crate::resolve::{Goal, Resolver};
use crate::top::{Candidate, Collected, Sort, Top};
use crate::{Diagnostic, Error, Hit, Query, Span, absent};
use alinea_index::{Head, Index, Record};
use alinea_model::{Clause, Symbol};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::DocAddress;
use tantivy::collector::Count;

/// How to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Words match in the form they were typed only (case, accents and apostrophes apart), not by family.
    pub exact: bool,
    /// Most hits to give; 0 to count only.
    pub limit: usize,
    /// Hits to leave out at the top.
    pub offset: usize,
    /// In which order.
    pub sort: Sort,
}

impl Default for Options {
    /// Families, ten hits from the first, the best first.
    fn default() -> Self {
        Options { exact: false, limit: 10, offset: 0, sort: Sort::Score }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many clauses match, exactly.
    pub total: u64,
    /// How many of them match by exact forms; the same as `total` where only these were asked for.
    pub exact_total: u64,
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
    let exactness = if options.exact { Exactness::All } else { Exactness::AsTyped };
    let depth = if options.limit == 0 { 0 } else { options.offset.saturating_add(options.limit) };
    let plan = Plan::new(query, exactness);
    let mut resolver = Resolver::new(index, depth > 0);
    let goal = Arc::new(resolver.goal(&plan)?);
    let diagnostics = resolver.diagnostics;
    let Collected { total, best } = collect(index, &goal, depth, options.sort)?;
    if total == 0 {
        let absent = absent::absent(index, &plan)?;
        let without = absent::without(index, query, exactness)?;
        return Ok(Results { absent, without, diagnostics, ..Results::default() });
    }
    let exact_total = if options.exact { total } else { count(index, query, Exactness::Wanted)? };
    let wanted = best.get(options.offset..).unwrap_or_default();
    let hits = hits(index, &goal, wanted)?;
    Ok(Results { total, exact_total, hits, diagnostics, ..Results::default() })
}

/// How many clauses match.
pub(crate) fn count(index: &Index, query: &Query, exactness: Exactness) -> Result<u64, Error> {
    let goal = Resolver::new(index, false).goal(&Plan::new(query, exactness))?;
    Ok(collect(index, &Arc::new(goal), 0, Sort::Score)?.total)
}

/// The `depth` best clauses and the number of all; without scoring where none is wanted.
fn collect(index: &Index, goal: &Arc<Goal>, depth: usize, sort: Sort) -> Result<Collected, Error> {
    let query = GoalQuery { goal: Arc::clone(goal), fields: *index.fields(), scores: depth > 0 };
    let collected = index.guard(|| {
        if depth == 0 {
            let total = index.searcher().search(&query, &Count)? as u64;
            return Ok(Collected { total, best: Vec::new() });
        }
        index.searcher().search(&query, &Top { depth, sort })
    })?;
    Ok(collected)
}

/// Reads the clauses. Those of one resolution are read together, so that no record is read twice or held for long.
fn hits(index: &Index, goal: &Goal, candidates: &[Candidate]) -> Result<Vec<Hit>, Error> {
    let mut by_owner: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, owner) in index.guard(|| owners(index, candidates))?.into_iter().enumerate() {
        by_owner.entry(owner).or_default().push(at);
    }
    let mut highlighter = Highlighter::new(goal);
    let mut hits: Vec<(usize, Hit)> = Vec::with_capacity(candidates.len());
    for (owner, places) in by_owner {
        let lost = || alinea_index::Error::Damaged {
            path: index.path().to_owned(),
            detail: format!("the record {owner} of a clause is missing or cannot be read"),
        };
        let record = index.record(&owner)?.ok_or_else(lost)?;
        for at in places {
            let candidate = &candidates[at];
            let clause = record.clause(candidate.place as usize).ok_or_else(lost)?;
            hits.push((at, hit(&record, clause, candidate, &mut highlighter)));
        }
    }
    hits.sort_unstable_by_key(|&(at, _)| at);
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
}

/// The keys of the records the clauses belong to; empty where there is none, which no record has.
fn owners(index: &Index, candidates: &[Candidate]) -> tantivy::Result<Vec<String>> {
    let columns = index.searcher().segment_readers().iter().map(|reader| reader.fast_fields().str("owner"));
    let columns = columns.collect::<tantivy::Result<Vec<_>>>()?;
    let mut owners = Vec::with_capacity(candidates.len());
    for DocAddress { segment_ord, doc_id } in candidates.iter().map(|candidate| candidate.address) {
        let mut owner = String::new();
        if let Some(column) = &columns[segment_ord as usize]
            && let Some(ord) = column.term_ords(doc_id).next()
        {
            column.ord_to_str(ord, &mut owner)?;
        }
        owners.push(owner);
    }
    Ok(owners)
}

/// What is read right before a sub-paragraph, and the byte of its text it is read before.
fn introduction(record: &Record, clause: &Clause) -> Option<(String, usize)> {
    clause.label.as_ref()?;
    let mut chain: Vec<Clause> = Vec::new();
    let mut above = clause.chapeau;
    while let Some(at) = above {
        let chapeau = record.clause(at)?;
        above = chapeau.chapeau.filter(|&above| above < at);
        chain.push(chapeau);
    }
    let mut text = chain.pop()?.text;
    for chapeau in chain.iter().rev() {
        text.push(' ');
        text.push_str(chapeau.unlabelled());
    }
    Some((text, clause.text.len() - clause.unlabelled().len()))
}

fn hit(record: &Record, clause: Clause, candidate: &Candidate, highlighter: &mut Highlighter) -> Hit {
    let head: &Head = &record.head;
    let header = &head.header;
    let introduction = if highlighter.reads_on() { introduction(record, &clause) } else { None };
    let before = introduction.as_ref().map(|(text, from)| (text.as_str(), *from));
    Hit {
        highlights: highlighter.highlight(&clause.text, before),
        reference: clause.reference,
        symbol: header.symbol.as_ref().map(Symbol::to_string),
        organ: header.organ.clone(),
        session: header.session.clone(),
        adopted: header.adopted,
        title: header.title.clone(),
        part: clause.part,
        preambular: clause.preambular,
        annex: clause.annex,
        section: clause.section,
        label: clause.label,
        opener: clause.opener,
        file: head.file.clone(),
        lines: clause.lines,
        place: u32::try_from(candidate.place).unwrap_or(u32::MAX),
        score: candidate.score,
        text: clause.text,
    }
}
