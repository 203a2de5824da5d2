//! The clauses that match by their wordings.

use crate::window::{Bits, WINDOW, begin_of};
use alinea_index::{Columns, Index, Wordings};
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, SegmentOrdinal};

/// The clauses that match by their wordings.
pub(crate) enum Grouping<'i> {
    /// By the keys of the wordings.
    Keys(Keys<'i>),
    /// By their numbers, where the index has them.
    Numbers(Numbers<'i>),
}

/// Wordings by key.
pub(crate) struct Keys<'i> {
    segment: SegmentOrdinal,
    column: Option<&'i Column<u64>>,
    /// Every clause, in order, …
    members: Vec<DocAddress>,
    /// … and the key of its wording.
    keys: Vec<u64>,
}

/// Wordings by number.
pub(crate) struct Numbers<'i> {
    wordings: &'i Wordings,
    segment: SegmentOrdinal,
    of_segment: &'i [u32],
    /// A bit for each wording: there is a clause of it.
    seen: Vec<u64>,
    /// The clauses by segment and the document their window begins with.
    matched: FxHashMap<(SegmentOrdinal, DocId), Bits>,
    total: u64,
}

impl<'i> Grouping<'i> {
    /// None yet.
    pub(crate) fn new(index: &'i Index) -> tantivy::Result<Self> {
        Ok(match index.wordings()? {
            // Room for all clauses: what is not touched takes no memory, and what has grown has been copied.
            None => {
                let most = index.searcher().num_docs() as usize;
                let (members, keys) = (Vec::with_capacity(most), Vec::with_capacity(most));
                Grouping::Keys(Keys { segment: 0, column: None, members, keys })
            }
            Some(wordings) => Grouping::Numbers(Numbers {
                wordings,
                segment: 0,
                of_segment: &[],
                seen: vec![0; wordings.len().div_ceil(64)],
                matched: FxHashMap::default(),
                total: 0,
            }),
        })
    }

    /// The next segment begins.
    pub(crate) fn begin(&mut self, segment: SegmentOrdinal, columns: &'i Columns) {
        match self {
            Grouping::Keys(keys) => {
                keys.segment = segment;
                keys.column = Some(&columns.wording);
            }
            Grouping::Numbers(numbers) => {
                numbers.segment = segment;
                numbers.of_segment = numbers.wordings.of_segment(segment);
            }
        }
    }

    /// Takes in the clauses of a window, of which `row` has the places.
    pub(crate) fn take(&mut self, base: DocId, hits: &Bits, row: &[u16]) {
        match self {
            Grouping::Keys(Keys { segment, column, members, keys }) => {
                let Some(column) = column else { return };
                let docs = row.iter().map(|&at| base + DocId::from(at));
                members.extend(docs.clone().map(|doc| DocAddress::new(*segment, doc)));
                keys.extend(docs.map(|doc| column.first(doc).unwrap_or_default()));
            }
            Grouping::Numbers(Numbers { segment, of_segment, seen, matched, total, .. }) => {
                let end = of_segment.len().min(base as usize + WINDOW);
                let window = &of_segment[base as usize..end];
                for &at in row {
                    let number = window[usize::from(at)];
                    seen[number as usize / 64] |= 1 << (number % 64);
                }
                *total += row.len() as u64;
                matched.insert((*segment, base), hits.clone());
            }
        }
    }

    /// The wording of a document of the segment: a key or a number.
    pub(crate) fn wording(&self, doc: DocId) -> u64 {
        match self {
            Grouping::Keys(keys) => keys.column.and_then(|column| column.first(doc)).unwrap_or_default(),
            Grouping::Numbers(numbers) => u64::from(numbers.of_segment[doc as usize]),
        }
    }

    /// How many wordings there are, and of each of `wanted` the clauses that match, in order.
    pub(crate) fn found(self, index: &Index, wanted: &[u64]) -> (u64, Vec<Vec<DocAddress>>) {
        match self {
            Grouping::Keys(Keys { members, mut keys, .. }) => {
                index.note_grouped(members.len() as u64);
                let mut same: FxHashMap<u64, Vec<DocAddress>> = wanted.iter().map(|&key| (key, Vec::new())).collect();
                for (key, address) in keys.iter().zip(&members) {
                    if let Some(same) = same.get_mut(key) {
                        same.push(*address);
                    }
                }
                // Sorted in their place they are counted without the memory of a set, which a process that asks once has
                // to be given page by page.
                keys.sort_unstable();
                let number = keys.chunk_by(|one, other| one == other).count() as u64;
                (number, wanted.iter().map(|key| same.remove(key).unwrap_or_default()).collect())
            }
            Grouping::Numbers(Numbers { wordings, seen, matched, total, .. }) => {
                index.note_grouped(total);
                let matches = |address: &DocAddress| {
                    let base = begin_of(address.doc_id);
                    let window = matched.get(&(address.segment_ord, base));
                    window.is_some_and(|hits| hits.contains((address.doc_id - base) as usize))
                };
                let of = |&number: &u64| {
                    wordings.documents(number as u32).iter().copied().filter(matches).collect::<Vec<DocAddress>>()
                };
                let number = seen.iter().map(|word| u64::from(word.count_ones())).sum();
                (number, wanted.iter().map(of).collect())
            }
        }
    }
}
