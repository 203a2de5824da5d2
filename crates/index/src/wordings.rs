//! Which clauses are of one wording, numbered.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use tantivy::{DocAddress, Searcher, SegmentOrdinal};

/// The wordings of an index by number: a set of numbers from 0 is a row of bits, a set of keys of 64 bits a table many
/// times as large. Documents without a wording have one of their own.
#[derive(Debug)]
pub struct Wordings {
    /// By segment and document.
    numbers: Vec<Vec<u32>>,
    /// Where the documents of each wording begin in `documents`, and where the last end.
    begins: Vec<u32>,
    documents: Vec<DocAddress>,
}

impl Wordings {
    /// Reads the column `wording` of all segments, in some thirty nanoseconds a document.
    fn new(searcher: &Searcher) -> tantivy::Result<Wordings> {
        let mut known: FxHashMap<Option<u64>, u32> = FxHashMap::default();
        let mut numbers = Vec::new();
        for reader in searcher.segment_readers() {
            let column = reader.fast_fields().u64("wording")?;
            let mut number = |doc| {
                let next = known.len() as u32;
                *known.entry(column.first(doc)).or_insert(next)
            };
            numbers.push((0..reader.max_doc()).map(&mut number).collect::<Vec<u32>>());
        }
        let mut begins = vec![0; known.len() + 1];
        for &number in numbers.iter().flatten() {
            begins[number as usize + 1] += 1;
        }
        for number in 1..begins.len() {
            begins[number] += begins[number - 1];
        }
        let mut next = begins.clone();
        let mut documents = vec![DocAddress::new(0, 0); numbers.iter().map(Vec::len).sum()];
        for (segment, numbers) in (0..).zip(&numbers) {
            for (doc, &number) in (0..).zip(numbers) {
                documents[next[number as usize] as usize] = DocAddress::new(segment, doc);
                next[number as usize] += 1;
            }
        }
        Ok(Wordings { numbers, begins, documents })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.begins.len() - 1
    }

    /// True for an index without documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the wordings of the documents of a segment.
    pub fn of_segment(&self, segment: SegmentOrdinal) -> &[u32] {
        &self.numbers[segment as usize]
    }

    /// The documents of a wording, deleted ones among them, in order.
    pub fn documents(&self, number: u32) -> &[DocAddress] {
        let at = |number: usize| self.begins[number] as usize;
        &self.documents[at(number as usize)..at(number as usize + 1)]
    }
}

/// The wordings of an index, once they are worth their price: to number them takes as long as to group some two or three
/// times as many clauses by their keys. Whoever asks once does not pay for it; whoever asks on pays at most twice.
#[derive(Debug, Default)]
pub(crate) struct Earned {
    grouped: AtomicU64,
    wordings: OnceLock<Wordings>,
}

impl Earned {
    /// The wordings, if so many clauses have been grouped that it is time to number them.
    pub(crate) fn get(&self, searcher: &Searcher) -> tantivy::Result<Option<&Wordings>> {
        if self.grouped.load(Ordering::Relaxed) < 2 * searcher.num_docs() {
            return Ok(None);
        }
        if let Some(known) = self.wordings.get() {
            return Ok(Some(known));
        }
        let made = Wordings::new(searcher)?;
        Ok(Some(self.wordings.get_or_init(|| made)))
    }

    /// Notes that so many clauses have been grouped.
    pub(crate) fn note(&self, clauses: u64) {
        self.grouped.fetch_add(clauses, Ordering::Relaxed);
    }
}
