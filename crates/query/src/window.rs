//! Documents by windows: matching works on sets of bits, one window of a segment at a time, since a few thousand bits are
//! united and intersected in the time that walking two lists in step takes for a few dozen documents.

use std::ops::Range;
use tantivy::DocId;

/// Documents of a window. Counts of a window then fit into the first cache of the processor.
pub(crate) const WINDOW: usize = 8_192;

const WORDS: usize = WINDOW / 64;

/// So many places of a word are written without looking whether there are as many.
const AT_ONCE: usize = 4;

/// So many documents are inserted at once where they stand side by side: a resolution has some forty clauses.
const SIDE_BY_SIDE: usize = 16;

/// A set of documents of a window, by their places in it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Bits(Box<[u64; WORDS]>);

impl Default for Bits {
    fn default() -> Self {
        Bits(Box::new([0; WORDS]))
    }
}

impl Bits {
    /// Becomes the first `number` places, at most all of the window.
    pub(crate) fn fill(&mut self, number: usize) {
        for (at, word) in self.0.iter_mut().enumerate() {
            let here = number.saturating_sub(at * 64).min(64);
            *word = if here == 64 { u64::MAX } else { (1 << here) - 1 };
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    #[inline]
    pub(crate) fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Inserts documents of the window from `base` on, which rise. Many lists have long stretches of documents side by side,
    /// such as the clauses of a resolution that an organ adopted.
    #[inline]
    pub(crate) fn insert_each(&mut self, base: DocId, docs: &[DocId]) {
        for docs in docs.chunks(SIDE_BY_SIDE) {
            let (Some(&first), Some(&last)) = (docs.first(), docs.last()) else { return };
            let (first, behind) = ((first - base) as usize, (last - base) as usize + 1);
            if behind - first == docs.len() {
                self.insert_all(first..behind);
            } else {
                docs.iter().for_each(|&doc| self.insert((doc - base) as usize));
            }
        }
    }

    /// Inserts all of a stretch of places.
    pub(crate) fn insert_all(&mut self, places: Range<usize>) {
        for word in places.start / 64..places.end.div_ceil(64) {
            self.0[word] |= mask(word, &places);
        }
    }

    /// True when one of a stretch of places is in it.
    pub(crate) fn any_of(&self, places: Range<usize>) -> bool {
        (places.start / 64..places.end.div_ceil(64)).any(|word| self.0[word] & mask(word, &places) != 0)
    }

    pub(crate) fn remove(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    #[inline]
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many places are in both.
    pub(crate) fn in_common(&self, other: &Bits) -> usize {
        self.0.iter().zip(other.0.iter()).map(|(one, other)| (one & other).count_ones() as usize).sum()
    }

    pub(crate) fn copy_from(&mut self, other: &Bits) {
        *self.0 = *other.0;
    }

    pub(crate) fn unite(&mut self, other: &Bits) {
        self.zip(other, |a, b| a | b);
    }

    pub(crate) fn intersect(&mut self, other: &Bits) {
        self.zip(other, |a, b| a & b);
    }

    pub(crate) fn subtract(&mut self, other: &Bits) {
        self.zip(other, |a, b| a & !b);
    }

    fn zip(&mut self, other: &Bits, of: impl Fn(u64, u64) -> u64) {
        for (word, &other) in self.0.iter_mut().zip(other.0.iter()) {
            *word = of(*word, other);
        }
    }

    /// The places in it, rising.
    pub(crate) fn iter(&self) -> Places<'_> {
        self.iter_from(0)
    }

    /// Those from one on, which is one of the window.
    pub(crate) fn iter_from(&self, from: usize) -> Places<'_> {
        Places { words: &self.0, at: from / 64, word: self.0[from / 64] & u64::MAX << (from % 64) }
    }
}

/// Documents of a window that match, and those that do so by exact forms.
#[derive(Default)]
pub(crate) struct Matches {
    /// In any form.
    pub(crate) any: Bits,
    /// In its exact one, where forms are told apart; else the same.
    pub(crate) exact: Bits,
}

impl Matches {
    pub(crate) fn clear(&mut self) {
        self.each(|set| set.clear());
    }

    /// The one that holds the other: where exact forms are told apart, fewer match by them; where they are told apart in what
    /// must not be met, more.
    pub(crate) fn wider(&self, told_apart: bool) -> &Bits {
        if told_apart { &self.any } else { &self.exact }
    }

    /// Becomes a set, by exact forms.
    pub(crate) fn set_to(&mut self, set: &Bits) {
        self.each(|own| own.copy_from(set));
    }

    #[inline]
    pub(crate) fn insert(&mut self, at: usize, exact: bool) {
        self.any.insert(at);
        if exact {
            self.exact.insert(at);
        }
    }

    /// Unites it with a set, by exact forms.
    pub(crate) fn unite_exactly(&mut self, set: &Bits) {
        self.each(|own| own.unite(set));
    }

    pub(crate) fn copy_from(&mut self, other: &Matches) {
        self.zip(other, Bits::copy_from);
    }

    pub(crate) fn unite(&mut self, other: &Matches) {
        self.zip(other, Bits::unite);
    }

    pub(crate) fn intersect(&mut self, other: &Matches) {
        self.zip(other, Bits::intersect);
    }

    pub(crate) fn subtract(&mut self, other: &Matches) {
        self.zip(other, Bits::subtract);
    }

    fn each(&mut self, of: impl Fn(&mut Bits)) {
        of(&mut self.any);
        of(&mut self.exact);
    }

    fn zip(&mut self, other: &Matches, of: impl Fn(&mut Bits, &Bits)) {
        of(&mut self.any, &other.any);
        of(&mut self.exact, &other.exact);
    }
}

/// The bits of a word that stand for places of a stretch, which reaches into it.
fn mask(word: usize, places: &Range<usize>) -> u64 {
    let from = u64::MAX << places.start.saturating_sub(word * 64);
    let behind = places.end - word * 64;
    if behind < 64 { from & ((1 << behind) - 1) } else { from }
}

/// The places in a set, rising.
pub(crate) struct Places<'b> {
    words: &'b [u64; WORDS],
    /// The word it is in, and what is left of it.
    at: usize,
    word: u64,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            self.at += 1;
            self.word = *self.words.get(self.at)?;
        }
        let one = self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(self.at * 64 + one)
    }
}

/// The places of a set one behind the other. To go through a row again and again is cheaper than through a set: where the
/// next place is in a set the processor can seldom guess.
pub(crate) struct Row {
    /// What stands behind the last place has no meaning.
    places: Box<[u16; WINDOW + AT_ONCE]>,
    length: usize,
}

impl Default for Row {
    fn default() -> Self {
        Row { places: Box::new([0; WINDOW + AT_ONCE]), length: 0 }
    }
}

impl Row {
    /// Becomes the places of a set, rising.
    pub(crate) fn fill(&mut self, set: &Bits) {
        self.length = 0;
        for (number, &word) in set.0.iter().enumerate() {
            let (mut left, mut at) = (word, self.length);
            // Most words have a few places, about as many each: what is written too much is written over.
            while left != 0 {
                for place in &mut self.places[at..at + AT_ONCE] {
                    *place = (number * 64) as u16 + left.trailing_zeros() as u16;
                    left &= left.wrapping_sub(1);
                }
                at += AT_ONCE;
            }
            self.length += word.count_ones() as usize;
        }
    }

    pub(crate) fn as_slice(&self) -> &[u16] {
        &self.places[..self.length]
    }
}

/// How often something occurs in the documents of a window. What a text says oftener than 65,535 times, it says so often.
pub(crate) struct Counts(Box<[Times; WINDOW]>);

/// How often a text says something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// In any form.
    pub(crate) any: u16,
    /// In its exact one, where forms are told apart; else the same.
    pub(crate) exact: u16,
}

impl Default for Counts {
    fn default() -> Self {
        Counts(Box::new([Times::default(); WINDOW]))
    }
}

impl Counts {
    #[inline]
    pub(crate) fn get(&self, at: usize) -> Times {
        self.0[at]
    }

    #[inline]
    pub(crate) fn add(&mut self, at: usize, any: u32, exact: u32) {
        let sum = |before: u16, times| u16::try_from(u32::from(before) + times).unwrap_or(u16::MAX);
        let before = self.0[at];
        self.0[at] = Times { any: sum(before.any, any), exact: sum(before.exact, exact) };
    }

    /// Forgets what was counted in `touched`, and nowhere else.
    pub(crate) fn clear(&mut self, touched: &Bits) {
        if touched.len() > WINDOW / 16 {
            self.0.fill(Times::default());
        } else {
            touched.iter().for_each(|at| self.0[at] = Times::default());
        }
    }
}

/// The document that the window of `doc` begins with.
pub(crate) fn begin_of(doc: DocId) -> DocId {
    doc - doc % WINDOW as DocId
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bits(places: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::default();
        places.iter().for_each(|&at| bits.insert(at));
        bits
    }

    proptest! {
        #[test]
        fn bits_are_a_set(
            one in prop::collection::btree_set(0..WINDOW, 0..200),
            other in prop::collection::btree_set(0..WINDOW, 0..200),
            from in 0..WINDOW,
            some in 0..200_usize,
        ) {
            let (mut united, mut common, mut rest) = (bits(&one), bits(&one), bits(&one));
            united.unite(&bits(&other));
            common.intersect(&bits(&other));
            rest.subtract(&bits(&other));
            prop_assert!(united.iter().eq(one.union(&other).copied()));
            prop_assert!(common.iter().eq(one.intersection(&other).copied()));
            prop_assert!(rest.iter().eq(one.difference(&other).copied()));
            prop_assert_eq!(united.len(), one.union(&other).count());
            prop_assert_eq!(common.is_empty(), one.is_disjoint(&other));
            prop_assert_eq!(bits(&one).in_common(&bits(&other)), one.intersection(&other).count());
            let places = from..(from + some).min(WINDOW);
            prop_assert!(bits(&one).iter_from(from).eq(one.range(from..).copied()));
            prop_assert_eq!(bits(&one).any_of(places.clone()), one.range(places.clone()).next().is_some());
            let mut row = Row::default();
            row.fill(&common);
            row.fill(&united);
            prop_assert!(united.iter().eq(row.as_slice().iter().map(|&at| usize::from(at))));
            united.fill(from);
            prop_assert!(united.iter().eq(0..from));
            row.fill(&united);
            prop_assert!(row.as_slice().iter().map(|&at| usize::from(at)).eq(0..from));
            let mut each = Bits::default();
            let docs = |places: &[usize]| places.iter().map(|&at| (WINDOW + at) as DocId).collect::<Vec<_>>();
            each.insert_each(WINDOW as DocId, &docs(&one.iter().copied().collect::<Vec<_>>()));
            each.insert_each(WINDOW as DocId, &docs(&places.clone().collect::<Vec<_>>()));
            prop_assert!(each.iter().eq(one.iter().copied().chain(places.clone()).collect::<BTreeSet<usize>>()));
            united.insert_all(places.clone());
            prop_assert!(united.iter().eq(0..places.end));
        }
    }

    #[test]
    fn counts_are_forgotten_and_never_overflow() {
        let mut counts = Counts::default();
        let few = bits(&BTreeSet::from([7]));
        counts.add(7, 3, 0);
        counts.add(7, u32::from(u16::MAX), 2);
        assert_eq!(counts.get(7), Times { any: u16::MAX, exact: 2 });
        counts.clear(&few);
        assert_eq!(counts.get(7), Times::default());
        counts.add(7, 3, 3);
        let mut all = Bits::default();
        all.fill(WINDOW);
        counts.clear(&all);
        assert_eq!(counts.get(7), Times::default());
    }
}
