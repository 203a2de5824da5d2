//! The best clauses in a total order, and how many there are.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects the `depth` best clauses, by falling score, then by symbol, then by place in the resolution, and counts all
/// that match. Everything that matches is scored: the count is exact, and nothing is left to chance where scores tie.
pub(crate) struct Top {
    pub(crate) depth: usize,
}

/// What was collected.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) total: u64,
    /// Best first.
    pub(crate) best: Vec<Candidate>,
}

/// A clause that may become a hit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) score: Score,
    /// The key resolutions are ordered by.
    pub(crate) order: Arc<str>,
    pub(crate) place: u64,
    pub(crate) address: DocAddress,
}

impl Candidate {
    /// Best first.
    fn compare(&self, other: &Candidate) -> Ordering {
        let tie = || (&self.order, self.place, self.address).cmp(&(&other.order, other.place, other.address));
        other.score.total_cmp(&self.score).then_with(tie)
    }
}

impl Collector for Top {
    type Fruit = Collected;
    type Child = SegmentTop;

    fn for_segment(&self, ord: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentTop> {
        let columns = reader.fast_fields();
        let order = columns.str("order")?;
        let place = columns.u64("place")?;
        Ok(SegmentTop { depth: self.depth, ord, order, place, total: 0, best: BinaryHeap::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Collected>>) -> tantivy::Result<Collected> {
        let mut all = Collected::default();
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            all.best.extend(segment.best);
        }
        all.best.sort_unstable_by(Candidate::compare);
        all.best.truncate(self.depth);
        Ok(all)
    }
}

/// The part of one segment. Within it, the numbers of the symbols in the column stand in the order of the symbols.
pub(crate) struct SegmentTop {
    depth: usize,
    ord: SegmentOrdinal,
    order: Option<StrColumn>,
    place: Column<u64>,
    total: u64,
    /// The worst on top.
    best: BinaryHeap<Entry>,
}

/// Worse entries are greater.
#[derive(Clone, Copy, PartialEq)]
struct Entry {
    score: Score,
    order: u64,
    place: u64,
    doc: DocId,
}

impl Eq for Entry {}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        let tie = || (self.order, self.place, self.doc).cmp(&(other.order, other.place, other.doc));
        other.score.total_cmp(&self.score).then_with(tie)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl SegmentCollector for SegmentTop {
    type Fruit = tantivy::Result<Collected>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        let full = self.best.len() >= self.depth;
        if full && self.best.peek().is_none_or(|worst| score < worst.score) {
            return;
        }
        let order = self.order.as_ref().and_then(|column| column.term_ords(doc).next()).unwrap_or(u64::MAX);
        let entry = Entry { score, order, place: self.place.first(doc).unwrap_or(u64::MAX), doc };
        if !full {
            self.best.push(entry);
        } else if let Some(mut worst) = self.best.peek_mut()
            && entry < *worst
        {
            *worst = entry;
        }
    }

    fn harvest(self) -> tantivy::Result<Collected> {
        let mut names: HashMap<u64, Arc<str>> = HashMap::new();
        let mut best = Vec::with_capacity(self.best.len());
        let mut name = String::new();
        for entry in self.best {
            let order = match names.get(&entry.order) {
                Some(known) => Arc::clone(known),
                None => {
                    if let Some(column) = &self.order {
                        column.ord_to_str(entry.order, &mut name)?;
                    }
                    let order: Arc<str> = Arc::from(name.as_str());
                    names.insert(entry.order, Arc::clone(&order));
                    order
                }
            };
            let address = DocAddress::new(self.ord, entry.doc);
            best.push(Candidate { score: entry.score, order, place: entry.place, address });
        }
        Ok(Collected { total: self.total, best })
    }
}
