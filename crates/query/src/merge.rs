//! The order of clauses of different segments.

use crate::top::Candidate;
use alinea_index::Index;
use std::cmp::Ordering;

/// Clauses of several segments and of another one, each in order, as one row in order.
pub(crate) fn merge(index: &Index, some: Vec<Candidate>, others: Vec<Candidate>) -> tantivy::Result<Vec<Candidate>> {
    let mut merged = Vec::with_capacity(some.len() + others.len());
    let (mut some, mut others) = (some.into_iter().peekable(), others.into_iter().peekable());
    while let (Some(one), Some(other)) = (some.peek(), others.peek()) {
        merged.extend(if compare(index, one, other)?.is_lt() { some.next() } else { others.next() });
    }
    merged.extend(some.chain(others));
    Ok(merged)
}

/// The keys resolutions are ordered by have numbers of their own in each segment; they are read only where nothing else
/// decides.
fn compare(index: &Index, one: &Candidate, other: &Candidate) -> tantivy::Result<Ordering> {
    let by_merit = one.by_merit(other);
    if by_merit.is_ne() {
        return Ok(by_merit);
    }
    let name = |of: &Candidate| index.columns(of.address.segment_ord)?.order.text(of.order);
    Ok((name(one)?, one.place, one.address).cmp(&(name(other)?, other.place, other.address)))
}
