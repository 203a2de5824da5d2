//! The order of clauses of different segments.

use crate::top::Candidate;
use alinea_index::Index;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use tantivy::SegmentOrdinal;

/// The keys resolutions are ordered by, as they are called for: those of different segments are compared only where
/// nothing else decides, and it takes long to read them.
pub(crate) struct Names<'i> {
    index: &'i Index,
    known: FxHashMap<(SegmentOrdinal, u64), String>,
}

impl<'i> Names<'i> {
    pub(crate) fn new(index: &'i Index) -> Self {
        Names { index, known: FxHashMap::default() }
    }

    fn get(&mut self, candidate: &Candidate) -> tantivy::Result<String> {
        let (segment, number) = (candidate.address.segment_ord, candidate.order);
        if let Some(name) = self.known.get(&(segment, number)) {
            return Ok(name.clone());
        }
        let mut name = String::new();
        if let Some(column) = &self.index.columns(segment)?.order {
            column.ord_to_str(number, &mut name)?;
        }
        self.known.insert((segment, number), name.clone());
        Ok(name)
    }

    /// The order of clauses of different segments.
    fn compare(&mut self, one: &Candidate, other: &Candidate) -> tantivy::Result<Ordering> {
        let by_merit = one.by_merit(other);
        if by_merit.is_ne() {
            return Ok(by_merit);
        }
        let names = (self.get(one)?, self.get(other)?);
        Ok((names.0, one.place, one.address).cmp(&(names.1, other.place, other.address)))
    }

    /// Clauses of several segments and of another one, each in order, as one row in order.
    pub(crate) fn merge(&mut self, some: Vec<Candidate>, others: Vec<Candidate>) -> tantivy::Result<Vec<Candidate>> {
        let mut merged = Vec::with_capacity(some.len() + others.len());
        let (mut some, mut others) = (some.into_iter().peekable(), others.into_iter().peekable());
        while let (Some(one), Some(other)) = (some.peek(), others.peek()) {
            merged.extend(if self.compare(one, other)?.is_lt() { some.next() } else { others.next() });
        }
        merged.extend(some.chain(others));
        Ok(merged)
    }
}
