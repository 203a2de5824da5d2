//! What is shown of the clauses that were found, read from the index.

use crate::clauses::Opening;
use crate::highlight::Highlighter;
use crate::hit::Occurrences;
use crate::resolve::Goal;
use crate::run::select;
use crate::top::Candidate;
use crate::window::{Bits, WINDOW, begin_of};
use crate::{Error, Hit, ScorePart};
use alinea_index::{Clauses, Head, Index};
use alinea_model::{Clause, Date, Organ, Symbol};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use tantivy::DocAddress;

/// What is to be shown.
pub(crate) struct Wanted<'a> {
    /// The clauses, in the order of the hits, each with the addresses of all that match and are of its wording, where
    /// clauses are grouped.
    pub(crate) best: &'a [(Candidate, Option<Vec<DocAddress>>)],
    /// How those of a wording are cited.
    pub(crate) references: bool,
    /// What scores are made of.
    pub(crate) explain: bool,
}

/// Reads the clauses of `wanted`.
pub(crate) fn hits(index: &Index, goal: &Goal, wanted: &Wanted<'_>) -> Result<Vec<Hit>, Error> {
    let best = wanted.best;
    let highlighter = Highlighter::new(goal);
    let mut hits: Vec<(usize, Hit)> = Vec::with_capacity(best.len());
    let addresses: Vec<DocAddress> = best.iter().map(|(candidate, _)| candidate.address).collect();
    each(index, &addresses, |at, _, clauses, clause| {
        hits.push((at, hit(clauses, clause, &best[at].0, &highlighter)?));
        Ok(())
    })?;
    hits.sort_unstable_by_key(|&(at, _)| at);
    let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
    for (hit, (_, same)) in hits.iter_mut().zip(best) {
        let Some(addresses) = same else { continue };
        let mut told = index.guard(|| occurrences(index, addresses))?;
        if wanted.references {
            told.references = references(index, addresses)?;
        }
        hit.occurrences = Some(told);
    }
    if wanted.explain {
        for (hit, address) in hits.iter_mut().zip(addresses) {
            hit.parts = index.guard(|| parts(index, goal, address))?;
        }
    }
    Ok(hits)
}

/// Reads the clauses at `addresses` and gives each with its place among them and in its record. Those of one resolution
/// are read together, so that no part of a record is read twice or held for long.
fn each(
    index: &Index,
    addresses: &[DocAddress],
    mut give: impl FnMut(usize, u64, &mut Clauses<'_>, Clause) -> io::Result<()>,
) -> Result<(), Error> {
    let mut by_owner: BTreeMap<DocAddress, Vec<(usize, u64)>> = BTreeMap::new();
    for (at, &address) in addresses.iter().enumerate() {
        let columns = index.guard(|| index.columns(address.segment_ord))?;
        let place = columns.place.first(address.doc_id).unwrap_or(u64::MAX);
        by_owner.entry(index.owner(address, place)?).or_default().push((at, place));
    }
    for (owner, places) in by_owner {
        let record = index.record_at(owner)?;
        let mut clauses = record.clauses();
        let mut read = |(at, place)| {
            let clause = clauses.get(place as usize)?;
            give(at, place, &mut clauses, clause)
        };
        places.into_iter().try_for_each(&mut read).map_err(|error| index.unreadable(&error))?;
    }
    Ok(())
}

/// What is told of the clauses of one wording without reading them.
fn occurrences(index: &Index, addresses: &[DocAddress]) -> tantivy::Result<Occurrences> {
    let (mut first, mut last) = (None::<i64>, None);
    // Many clauses, few organs.
    let mut organs: FxHashSet<(u32, u64)> = FxHashSet::default();
    for &DocAddress { segment_ord, doc_id } in addresses {
        if let Some(day) = index.columns(segment_ord)?.adopted.first(doc_id) {
            first = Some(first.map_or(day, |first| first.min(day)));
            last = last.max(Some(day));
        }
        organs.extend(index.columns(segment_ord)?.organ.number(doc_id).map(|organ| (segment_ord, organ)));
    }
    let mut names = BTreeSet::new();
    for (segment, organ) in organs {
        names.insert(index.columns(segment)?.organ.text(organ)?);
    }
    Ok(Occurrences {
        count: addresses.len() as u64,
        first: first.and_then(day),
        last: last.and_then(day),
        organs: names.into_iter().map(|name| Organ::from(name.to_string())).collect(),
        references: Vec::new(),
    })
}

/// How the clauses are cited, by symbol and place.
fn references(index: &Index, addresses: &[DocAddress]) -> Result<Vec<String>, Error> {
    let mut cited = Vec::with_capacity(addresses.len());
    each(index, addresses, |_, place, clauses, clause| {
        let head = clauses.head();
        let order = alinea_index::order_key(head.symbol(), &head.name, &head.file, head.rank);
        cited.push((order, place, clause.reference));
        Ok(())
    })?;
    cited.sort_unstable();
    Ok(cited.into_iter().map(|(.., reference)| reference).collect())
}

/// What the score of a clause is the sum of.
fn parts(index: &Index, goal: &Goal, address: DocAddress) -> tantivy::Result<Vec<ScorePart>> {
    let reader = index.searcher().segment_reader(address.segment_ord);
    let mut clauses = Opening::new(index, address.segment_ord, true).open(goal, false)?;
    let (base, mut hits) = (begin_of(address.doc_id), Bits::default());
    select(&mut clauses, reader, base, &mut hits)?;
    clauses.raise_around(base, &hits, &mut Box::new([0.0; WINDOW]), &mut Bits::default());
    let mut parts = Vec::new();
    clauses.tally(base, (address.doc_id - base) as usize, &mut parts)?;
    Ok(parts)
}

/// The day of a number such as `20111219`.
fn day(number: i64) -> Option<Date> {
    let part = |by: i64, of: i64| i8::try_from(number / by % of).ok();
    Date::new(i16::try_from(number / 10_000).ok()?, part(100, 100)?, part(1, 100)?).ok()
}

/// What is read right before a sub-paragraph, and the byte of its text it is read before.
fn introduction(clauses: &mut Clauses<'_>, clause: &Clause) -> io::Result<Option<(String, usize)>> {
    let mut chain: Vec<Clause> = Vec::new();
    let mut above = clause.chapeau.filter(|_| clause.label.is_some());
    while let Some(at) = above {
        let chapeau = clauses.get(at)?;
        above = chapeau.chapeau.filter(|&above| above < at);
        chain.push(chapeau);
    }
    let Some(first) = chain.pop() else { return Ok(None) };
    let mut text = first.text;
    for chapeau in chain.iter().rev() {
        text.push(' ');
        text.push_str(chapeau.unlabelled());
    }
    Ok(Some((text, clause.text.len() - clause.unlabelled().len())))
}

fn hit(clauses: &mut Clauses<'_>, clause: Clause, candidate: &Candidate, highlighter: &Highlighter) -> io::Result<Hit> {
    let Head { header, file, .. } = clauses.head();
    let introduction = if highlighter.reads_on() { introduction(clauses, &clause)? } else { None };
    let before = introduction.as_ref().map(|(text, from)| (text.as_str(), *from));
    Ok(Hit {
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
        file: file.clone(),
        lines: clause.lines,
        place: u32::try_from(candidate.place).unwrap_or(u32::MAX),
        score: candidate.score,
        parts: Vec::new(),
        text: clause.text,
        occurrences: None,
    })
}
