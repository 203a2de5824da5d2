//! The best clauses in a total order, how many there are, and which of them are of the same wording.

use rustc_hash::FxHashMap;
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

/// Collects the `depth` best clauses in the order asked for, and counts all that match. Everything that matches is
/// scored: the count is exact, and nothing is left to chance where scores tie.
pub(crate) struct Top {
    pub(crate) depth: usize,
    pub(crate) sort: Sort,
    /// Of the clauses of one wording, only the first in the order counts as one of the best.
    pub(crate) grouped: bool,
}

/// What was collected.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) total: u64,
    /// Best first.
    pub(crate) best: Vec<Candidate>,
    /// Where clauses are grouped, every clause behind the key of its wording, in order.
    pub(crate) members: Vec<(u64, DocAddress)>,
}

/// A clause that may become a hit: of the index.
pub(crate) type Candidate = Ranked<Arc<str>, DocAddress>;

/// A clause among others. What comes first is less.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranked<O, A> {
    /// Comes before the score, which decides only where hits are sorted by it.
    rank: i64,
    merit: Score,
    /// The key resolutions are ordered by, or what stands in their order for it.
    order: O,
    pub(crate) place: u64,
    pub(crate) address: A,
    pub(crate) score: Score,
    /// The key of its wording, where clauses are grouped.
    pub(crate) wording: u64,
}

impl<O: Ord, A: Ord> Ord for Ranked<O, A> {
    fn cmp(&self, other: &Self) -> Ordering {
        let tie = || (&self.order, self.place, &self.address).cmp(&(&other.order, other.place, &other.address));
        self.rank.cmp(&other.rank).then_with(|| other.merit.total_cmp(&self.merit)).then_with(tie)
    }
}

impl<O: Ord, A: Ord> PartialOrd for Ranked<O, A> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<O: Ord, A: Ord> PartialEq for Ranked<O, A> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<O: Ord, A: Ord> Eq for Ranked<O, A> {}

impl Collector for Top {
    type Fruit = Collected;
    type Child = SegmentTop;

    fn for_segment(&self, ord: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentTop> {
        let columns = reader.fast_fields();
        let wording = if self.grouped { Some(columns.u64("wording")?) } else { None };
        Ok(SegmentTop {
            sort: self.sort,
            ord,
            order: columns.str("order")?,
            place: columns.u64("place")?,
            adopted: columns.i64("adopted")?,
            wording,
            total: 0,
            best: Best { depth: self.depth, heap: BinaryHeap::new() },
            first: FxHashMap::default(),
            members: Vec::new(),
        })
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
            all.members.extend(segment.members);
        }
        all.best.sort_unstable();
        if self.grouped {
            let mut seen = std::collections::HashSet::new();
            all.best.retain(|candidate| seen.insert(candidate.wording));
            all.members.sort_unstable();
        }
        all.best.truncate(self.depth);
        Ok(all)
    }
}

/// The part of one segment. Within it, the numbers of the symbols in the column stand in the order of the symbols.
pub(crate) struct SegmentTop {
    sort: Sort,
    ord: SegmentOrdinal,
    order: Option<StrColumn>,
    place: Column<u64>,
    adopted: Column<i64>,
    /// Where clauses are grouped.
    wording: Option<Column<u64>>,
    total: u64,
    best: Best,
    /// The first clause of each wording.
    first: FxHashMap<u64, Ranked<u64, DocId>>,
    members: Vec<(u64, DocAddress)>,
}

/// The best clauses so far.
struct Best {
    depth: usize,
    /// The worst on top.
    heap: BinaryHeap<Ranked<u64, DocId>>,
}

impl Best {
    /// True when a clause with this rank and merit would be worse than all `depth` there are.
    fn is_beyond(&self, rank: i64, merit: Score) -> bool {
        let worse = |worst: &Ranked<u64, DocId>| rank > worst.rank || rank == worst.rank && merit < worst.merit;
        self.heap.len() >= self.depth && self.heap.peek().is_none_or(worse)
    }

    fn offer(&mut self, entry: Ranked<u64, DocId>) {
        if self.heap.len() < self.depth {
            self.heap.push(entry);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && entry < *worst
        {
            *worst = entry;
        }
    }
}

impl SegmentCollector for SegmentTop {
    type Fruit = tantivy::Result<Collected>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        let merit = if self.sort == Sort::Score { score } else { 0.0 };
        let dated = matches!(self.sort, Sort::Oldest | Sort::Newest);
        let rank = self.sort.rank(if dated { self.adopted.first(doc) } else { None });
        let wording = self.wording.as_ref().map(|column| column.first(doc).unwrap_or_default());
        if let Some(wording) = wording {
            self.members.push((wording, DocAddress::new(self.ord, doc)));
        } else if self.best.is_beyond(rank, merit) {
            return;
        }
        let order = self.order.as_ref().and_then(|column| column.term_ords(doc).next()).unwrap_or(u64::MAX);
        let place = self.place.first(doc).unwrap_or(u64::MAX);
        let entry = Ranked { rank, merit, order, place, address: doc, score, wording: wording.unwrap_or_default() };
        match wording {
            None => self.best.offer(entry),
            Some(wording) => {
                let first = self.first.entry(wording).or_insert(entry);
                *first = (*first).min(entry);
            }
        }
    }

    fn harvest(mut self) -> tantivy::Result<Collected> {
        for entry in std::mem::take(&mut self.first).into_values() {
            self.best.offer(entry);
        }
        let mut names: HashMap<u64, Arc<str>> = HashMap::new();
        let mut best = Vec::with_capacity(self.best.heap.len());
        let mut name = String::new();
        for entry in self.best.heap {
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
            let Ranked { rank, merit, place, score, wording, .. } = entry;
            let address = DocAddress::new(self.ord, entry.address);
            best.push(Ranked { rank, merit, order, place, address, score, wording });
        }
        Ok(Collected { total: self.total, best, members: self.members })
    }
}
