//! The best clauses in a total order, and how many there are.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// The order of hits. Those that are equal in it stand by symbol, then by place in the resolution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By falling score.
    #[default]
    Score,
    /// The earliest adopted first; those without a day last.
    Oldest,
    /// The latest adopted first; those without a day last.
    Newest,
    /// By symbol.
    Symbol,
}

impl Sort {
    /// What comes first, by the day of adoption.
    fn rank(self, day: Option<i64>) -> i64 {
        match self {
            Sort::Score | Sort::Symbol => 0,
            Sort::Oldest => day.unwrap_or(i64::MAX),
            Sort::Newest => day.map_or(i64::MAX, |day| -day),
        }
    }
}

/// Collects the `depth` best clauses in the order asked for, and counts all that match. Everything that matches is scored: the count is exact, and nothing is left to chance where scores tie.
pub(crate) struct Top {
    pub(crate) depth: usize,
    pub(crate) sort: Sort,
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
    /// Comes before the score, which decides only where hits are sorted by it.
    rank: i64,
    merit: Score,
    /// The key resolutions are ordered by.
    pub(crate) order: Arc<str>,
    pub(crate) place: u64,
    pub(crate) address: DocAddress,
}

impl Candidate {
    /// Best first.
    fn compare(&self, other: &Candidate) -> Ordering {
        let tie = || (&self.order, self.place, self.address).cmp(&(&other.order, other.place, other.address));
        self.rank.cmp(&other.rank).then_with(|| other.merit.total_cmp(&self.merit)).then_with(tie)
    }
}

impl Collector for Top {
    type Fruit = Collected;
    type Child = SegmentTop;

    fn for_segment(&self, ord: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentTop> {
        let columns = reader.fast_fields();
        let order = columns.str("order")?;
        let place = columns.u64("place")?;
        let adopted = columns.i64("adopted")?;
        let Top { depth, sort } = *self;
        Ok(SegmentTop { depth, sort, ord, order, place, adopted, total: 0, best: BinaryHeap::new() })
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
    sort: Sort,
    ord: SegmentOrdinal,
    order: Option<StrColumn>,
    place: Column<u64>,
    adopted: Column<i64>,
    total: u64,
    /// The worst on top.
    best: BinaryHeap<Entry>,
}

/// Worse entries are greater.
#[derive(Clone, Copy, PartialEq)]
struct Entry {
    rank: i64,
    merit: Score,
    score: Score,
    order: u64,
    place: u64,
    doc: DocId,
}

impl Eq for Entry {}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        let tie = || (self.order, self.place, self.doc).cmp(&(other.order, other.place, other.doc));
        self.rank.cmp(&other.rank).then_with(|| other.merit.total_cmp(&self.merit)).then_with(tie)
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
        let merit = if self.sort == Sort::Score { score } else { 0.0 };
        let dated = matches!(self.sort, Sort::Oldest | Sort::Newest);
        let rank = self.sort.rank(if dated { self.adopted.first(doc) } else { None });
        if full && self.best.peek().is_none_or(|worst| rank > worst.rank || rank == worst.rank && merit < worst.merit) {
            return;
        }
        let order = self.order.as_ref().and_then(|column| column.term_ords(doc).next()).unwrap_or(u64::MAX);
        let entry = Entry { rank, merit, score, order, place: self.place.first(doc).unwrap_or(u64::MAX), doc };
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
            let Entry { rank, merit, score, .. } = entry;
            best.push(Candidate { score, rank, merit, order, place: entry.place, address });
        }
        Ok(Collected { total: self.total, best })
    }
}
