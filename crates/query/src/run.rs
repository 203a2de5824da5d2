//! A goal over the segments of an index.

use crate::clauses::{Clauses, Opening};
use crate::resolve::Goal;
use crate::window::{Bits, WINDOW, begin_of};
use alinea_index::Index;
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

/// What takes in the clauses that a goal selects.
pub(crate) trait Sink {
    /// Scores are asked for.
    const SCORES: bool;

    /// The next segment begins.
    fn begin(&mut self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<()>;

    /// Takes in the clauses of a window: `hits`, by their places behind the document `base`. Windows come in rising order,
    /// empty ones not at all.
    fn take(&mut self, base: DocId, hits: &Bits, clauses: &mut Clauses<'_>) -> tantivy::Result<()>;

    /// The segment ends.
    fn end(&mut self) -> tantivy::Result<()>;
}

/// Gives the clauses of an index that a goal selects to `sink`.
pub(crate) fn run<S: Sink>(index: &Index, goal: &Goal, sink: &mut S) -> tantivy::Result<()> {
    for (segment, reader) in (0..).zip(index.searcher().segment_readers()) {
        sink.begin(segment, reader)?;
        let mut clauses = Opening::new(index, segment, S::SCORES).open(goal, false)?;
        let mut next = clauses.doc();
        let mut hits = Bits::default();
        while next < reader.max_doc() {
            let base = begin_of(next);
            select(&mut clauses, reader, base, &mut hits)?;
            if !hits.is_empty() {
                sink.take(base, &hits, &mut clauses)?;
            }
            next = clauses.doc().max(base + WINDOW as DocId);
        }
        sink.end()?;
    }
    Ok(())
}

/// Puts the clauses of a window that are selected and not deleted into `hits`.
pub(crate) fn select(
    clauses: &mut Clauses<'_>,
    reader: &SegmentReader,
    base: DocId,
    hits: &mut Bits,
) -> tantivy::Result<()> {
    hits.fill((reader.max_doc() - base) as usize);
    clauses.select(base, hits)?;
    hits.intersect(&clauses.hits().any);
    if let Some(alive) = reader.alive_bitset() {
        let found = hits.clone();
        found.iter().filter(|&at| alive.is_deleted(base + at as DocId)).for_each(|at| hits.remove(at));
    }
    Ok(())
}

/// How many clauses there are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number {
    /// That match.
    pub(crate) any: u64,
    /// Of these by exact forms.
    pub(crate) exact: u64,
}

impl Number {
    /// Takes in the clauses of a window.
    pub(crate) fn add(&mut self, hits: &Bits, clauses: &Clauses<'_>) {
        self.any += hits.len() as u64;
        self.exact += hits.in_common(&clauses.hits().exact) as u64;
    }
}

impl Sink for Number {
    const SCORES: bool = false;

    fn begin(&mut self, _segment: SegmentOrdinal, _reader: &SegmentReader) -> tantivy::Result<()> {
        Ok(())
    }

    fn take(&mut self, _base: DocId, hits: &Bits, clauses: &mut Clauses<'_>) -> tantivy::Result<()> {
        self.add(hits, clauses);
        Ok(())
    }

    fn end(&mut self) -> tantivy::Result<()> {
        Ok(())
    }
}

/// How many clauses of an index a goal selects.
pub(crate) fn count(index: &Index, goal: &Goal) -> tantivy::Result<Number> {
    let mut number = Number::default();
    run(index, goal, &mut number)?;
    Ok(number)
}
