//! A query and an index to ranked hits.

use crate::compile::compile;
use crate::highlight::Highlighter;
use crate::plan::{Operand, Plan};
use crate::top::{Candidate, Collected, Top};
use crate::{Error, Hit, Query, Span};
use alinea_index::{Head, Index};
use alinea_model::{Clause, Symbol};
use serde::Serialize;
use std::collections::BTreeMap;
use tantivy::collector::Count;
use tantivy::{DocAddress, Term};

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
    /// How many of them match by exact forms; the same as `total` where only these were asked for.
    pub exact_total: u64,
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
    /// The operand of the query it stands in.
    pub span: Span,
}

/// Searches `index` for `query`. An empty query matches nothing.
///
/// Fails when the index cannot be read.
pub fn search(index: &Index, query: &Query, options: &Options) -> Result<Results, Error> {
    let plan = Plan::new(query, options.exact);
    let depth = if options.limit == 0 { 0 } else { options.offset.saturating_add(options.limit) };
    let Collected { total, best } = collect(index, &plan, depth)?;
    if total == 0 {
        return Ok(Results { absent: absent(index, &plan)?, ..Results::default() });
    }
    let exact_total = if plan.exact { total } else { collect(index, &Plan { exact: true, ..plan.clone() }, 0)?.total };
    let wanted = best.get(options.offset..).unwrap_or_default();
    Ok(Results { total, exact_total, hits: hits(index, &plan, wanted)?, absent: Vec::new() })
}

/// The `depth` best clauses and the number of all; without scoring where none is wanted.
pub(crate) fn collect(index: &Index, plan: &Plan, depth: usize) -> Result<Collected, Error> {
    let Some(query) = compile(plan, index.fields()) else { return Ok(Collected::default()) };
    let collected = index.guard(|| {
        if depth == 0 {
            let total = index.searcher().search(&query, &Count)? as u64;
            return Ok(Collected { total, best: Vec::new() });
        }
        index.searcher().search_with_statistics_provider(&query, &Top { depth }, index.statistics())
    })?;
    Ok(collected)
}

/// Reads the clauses. Those of one resolution are read together, so that no record is read twice or held for long.
fn hits(index: &Index, plan: &Plan, candidates: &[Candidate]) -> Result<Vec<Hit>, Error> {
    let mut by_owner: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, owner) in index.guard(|| owners(index, candidates))?.into_iter().enumerate() {
        by_owner.entry(owner).or_default().push(at);
    }
    let mut highlighter = Highlighter::new(plan);
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
            hits.push((at, hit(&record.head, clause, candidate, &mut highlighter)));
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

fn hit(head: &Head, clause: Clause, candidate: &Candidate, highlighter: &mut Highlighter<'_>) -> Hit {
    let header = &head.header;
    Hit {
        highlights: highlighter.highlight(&clause.text),
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

/// The words of the plan that no clause holds.
fn absent(index: &Index, plan: &Plan) -> Result<Vec<Absent>, Error> {
    let fields = index.fields();
    let is_nowhere = |term: Term| index.guard(|| Ok(index.statistics().live_doc_freq(&term)? == 0));
    let mut absent = Vec::new();
    for Operand { words, symbols, text, span } in &plan.operands {
        let mut missing = Vec::new();
        for word in words {
            let (field, term) = if plan.exact { (fields.exact, &word.exact) } else { (fields.stem, &word.stem) };
            if is_nowhere(Term::from_field_text(field, term))? {
                missing.push(Absent { word: word.surface.clone(), span: *span });
            }
        }
        if symbols.is_empty() {
            absent.extend(missing);
            continue;
        }
        let mut named = false;
        for symbol in symbols {
            named |= !is_nowhere(Term::from_field_text(fields.symbol, symbol.as_str()))?;
        }
        if !named && !missing.is_empty() {
            absent.push(Absent { word: text.clone(), span: *span });
        }
    }
    Ok(absent)
}
