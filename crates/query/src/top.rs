//! The best clauses in a total order, how many there are, and which of them are of the same wording.

use crate::clauses::Clauses;
use crate::grouping::Grouping;
use crate::merge::merge;
use crate::run::{Number, Sink};
use crate::window::{Bits, Row, WINDOW};
use alinea_index::{Columns, Index};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::collections::BTreeSet;
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

/// A clause that may become a hit: of the index.
pub(crate) type Candidate = Ranked<DocAddress>;

/// A clause among others of its segment. What comes first is less.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranked<A> {
    /// Comes before the score, which decides only where hits are sorted by it.
    rank: i64,
    merit: Score,
    /// The number of the key resolutions are ordered by, in the column of the segment.
    pub(crate) order: u64,
    pub(crate) place: u64,
    pub(crate) address: A,
    pub(crate) score: Score,
    /// Its wording, where clauses are grouped.
    wording: u64,
}

impl<A> Ranked<A> {
    /// The order by what comes before the resolutions.
    pub(crate) fn by_merit(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| other.merit.total_cmp(&self.merit))
    }
}

impl<A: Ord> Ord for Ranked<A> {
    fn cmp(&self, other: &Self) -> Ordering {
        let tie = || (self.order, self.place, &self.address).cmp(&(other.order, other.place, &other.address));
        self.by_merit(other).then_with(tie)
    }
}

impl<A: Ord> PartialOrd for Ranked<A> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<A: Ord> PartialEq for Ranked<A> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<A: Ord> Eq for Ranked<A> {}

/// Collects the `depth` best clauses in the order asked for, and counts all that match.
///
/// A clause is scored only if it may be one of the best: its score has a bound that is cheap, most of all for frequent
/// words, whose clauses are many, and of which most have nothing but a frequent word. What is left is scored in full, so
/// that nothing is left to chance where scores tie.
pub(crate) struct Top<'i> {
    index: &'i Index,
    depth: usize,
    sort: Sort,
    number: Number,
    /// Of all segments so far, in order.
    best: Vec<Candidate>,
    segment: Option<Segment<'i>>,
    /// The places of the clauses of a window, …
    row: Row,
    /// … what the texts around them may be worth; nothing is left there of the windows before, …
    around: Box<[f32; WINDOW]>,
    /// … and those that may be among the best, each with its bound.
    promising: Vec<(u16, Score)>,
    /// Where clauses are grouped.
    grouping: Option<Grouping<'i>>,
}

/// What was found.
pub(crate) struct Found {
    /// The clauses asked for, in order, each with the addresses of all that match and are of its wording, where clauses
    /// are grouped.
    pub(crate) best: Vec<(Candidate, Option<Vec<DocAddress>>)>,
    /// How many wordings there are, where clauses are grouped.
    pub(crate) wordings: Option<u64>,
}

/// The columns of a segment, and its best clauses so far. Within it, the numbers of the symbols in the column stand in the
/// order of the symbols.
struct Segment<'i> {
    ord: SegmentOrdinal,
    columns: &'i Columns,
    best: Best,
}

/// The best clauses so far, of each wording the first where they are grouped.
struct Best {
    depth: usize,
    /// What the worst have, if they are as many as are wanted, here or in the segments before.
    worst: Option<(i64, Score)>,
    entries: BTreeSet<Ranked<DocId>>,
    /// The entry of each wording, where clauses are grouped.
    of_wording: Option<FxHashMap<u64, Ranked<DocId>>>,
}

/// Sums in another order differ in their last digits: a bound is raised by so much of itself.
const MARGIN: f32 = 1.0 + 1e-5;

impl Best {
    /// True when a clause with this rank and merit, or less, would be worse than all that are wanted.
    #[inline]
    fn is_beyond(&self, rank: i64, merit: Score) -> bool {
        self.worst.is_some_and(|(worst, least)| rank > worst || rank == worst && merit < least)
    }

    /// Takes in a clause that is not beyond.
    fn take(&mut self, entry: Ranked<DocId>) {
        self.offer(entry);
        if let Some(last) = self.entries.last().filter(|_| self.entries.len() >= self.depth)
            && !self.is_beyond(last.rank, last.merit)
        {
            self.worst = Some((last.rank, last.merit));
        }
    }

    fn offer(&mut self, entry: Ranked<DocId>) {
        if let Some(of_wording) = &mut self.of_wording {
            if let Some(known) = of_wording.get_mut(&entry.wording) {
                if entry < *known {
                    self.entries.remove(known);
                    self.entries.insert(entry);
                    *known = entry;
                }
                return;
            }
            if self.entries.len() < self.depth || self.entries.last().is_some_and(|last| entry < *last) {
                of_wording.insert(entry.wording, entry);
            } else {
                return;
            }
        }
        self.entries.insert(entry);
        if self.entries.len() > self.depth
            && let (Some(last), Some(of_wording)) = (self.entries.pop_last(), &mut self.of_wording)
        {
            of_wording.remove(&last.wording);
        }
    }
}

impl<'i> Top<'i> {
    /// `depth` is at least 1. With `grouping`, of the clauses of one wording only the first in the order counts.
    pub(crate) fn new(index: &'i Index, depth: usize, sort: Sort, grouping: Option<Grouping<'i>>) -> Self {
        let (best, row, around) = (Vec::new(), Row::default(), Box::new([0.0; WINDOW]));
        Top {
            index,
            depth,
            sort,
            number: Number::default(),
            best,
            segment: None,
            row,
            around,
            promising: Vec::new(),
            grouping,
        }
    }

    /// How many clauses match.
    pub(crate) fn number(&self) -> Number {
        self.number
    }

    /// Finds the clauses of a window, whose places are in the row, that may be among the best by what their scores are at
    /// most; all where hits are not sorted by score.
    fn find_promising(&mut self, base: DocId, hits: &Bits, clauses: &mut Clauses<'_>) {
        let Top { sort, segment, row, around, promising, .. } = self;
        promising.clear();
        let mut raised = Bits::default();
        clauses.raise_around(base, hits, around, &mut raised);
        if *sort == Sort::Score {
            let worst = segment.as_ref().and_then(|segment| segment.best.worst);
            let least = worst.map_or(Score::NEG_INFINITY, |(_, least)| least);
            let ceiling = clauses.ceiling();
            if least / MARGIN > ceiling {
                let mut worth_it = raised.clone();
                clauses.add_worth(least / MARGIN - ceiling, &mut worth_it);
                worth_it.intersect(hits);
                if worth_it != *hits {
                    row.fill(&worth_it);
                }
            }
            let mut own = Vec::new();
            clauses.own_worth(&mut own);
            for &at in row.as_slice() {
                let own: Score = own.iter().map(|own| own.of(base, usize::from(at))).sum();
                let bound = (around[usize::from(at)] + own + ceiling) * MARGIN;
                if bound >= least {
                    promising.push((at, bound));
                }
            }
        } else {
            promising.extend(row.as_slice().iter().map(|&at| (at, 0.0)));
        }
        raised.intersect(hits);
        raised.iter().for_each(|at| around[at] = 0.0);
    }

    /// The best, but for the first `offset`.
    pub(crate) fn found(mut self, offset: usize) -> Found {
        let best = self.best.split_off(offset.min(self.best.len()));
        let Some(grouping) = self.grouping else {
            return Found { best: best.into_iter().map(|candidate| (candidate, None)).collect(), wordings: None };
        };
        let wanted: Vec<u64> = best.iter().map(|candidate| candidate.wording).collect();
        let (number, same) = grouping.found(self.index, &wanted);
        Found { best: best.into_iter().zip(same.into_iter().map(Some)).collect(), wordings: Some(number) }
    }
}

impl Sink for Top<'_> {
    const SCORES: bool = true;

    fn begin(&mut self, ord: SegmentOrdinal, _reader: &SegmentReader) -> tantivy::Result<()> {
        let worst = self.best.get(self.depth - 1).map(|worst| (worst.rank, worst.merit));
        let of_wording = self.grouping.as_ref().map(|_| FxHashMap::default());
        let columns = self.index.columns(ord)?;
        if let Some(grouping) = &mut self.grouping {
            grouping.begin(ord, columns);
        }
        self.segment = Some(Segment {
            ord,
            columns,
            best: Best { depth: self.depth, worst, entries: BTreeSet::new(), of_wording },
        });
        Ok(())
    }

    fn take(&mut self, base: DocId, hits: &Bits, clauses: &mut Clauses<'_>) -> tantivy::Result<()> {
        self.number.add(hits, clauses);
        self.row.fill(hits);
        if let Some(grouping) = &mut self.grouping {
            grouping.take(base, hits, self.row.as_slice());
        }
        self.find_promising(base, hits, clauses);
        let by_score = self.sort == Sort::Score;
        let Some(segment) = &mut self.segment else { return Ok(()) };
        let dated = matches!(self.sort, Sort::Oldest | Sort::Newest);
        for &(at, bound) in &self.promising {
            let at = usize::from(at);
            let doc = base + at as DocId;
            let rank = self.sort.rank(if dated { segment.columns.adopted.first(doc) } else { None });
            if segment.best.is_beyond(rank, bound) {
                continue;
            }
            let score = clauses.score(base, at)?;
            let merit = if by_score { score } else { 0.0 };
            if segment.best.is_beyond(rank, merit) {
                continue;
            }
            let order = segment.columns.order.number(doc).unwrap_or(u64::MAX);
            let place = segment.columns.place.first(doc).unwrap_or(u64::MAX);
            let wording = self.grouping.as_ref().map_or(0, |grouping| grouping.wording(doc));
            segment.best.take(Ranked { rank, merit, order, place, address: doc, score, wording });
        }
        Ok(())
    }

    fn end(&mut self) -> tantivy::Result<()> {
        let Some(Segment { ord, best, .. }) = self.segment.take() else { return Ok(()) };
        let of_index = |entry: Ranked<DocId>| {
            let Ranked { rank, merit, order, place, address, score, wording } = entry;
            Ranked { rank, merit, order, place, address: DocAddress::new(ord, address), score, wording }
        };
        let others = best.entries.into_iter().map(of_index).collect();
        self.best = merge(self.index, std::mem::take(&mut self.best), others)?;
        if self.grouping.is_some() {
            let mut seen = FxHashSet::default();
            self.best.retain(|candidate| seen.insert(candidate.wording));
        }
        self.best.truncate(self.depth);
        Ok(())
    }
}
