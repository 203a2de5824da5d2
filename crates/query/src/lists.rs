//! The documents of a window that hold one of several terms, read block by block.

use crate::window::{Bits, Counts, Matches, WINDOW};
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

/// To look a document up in a list takes about as long as to read so many of its documents one behind the other: a block
/// of 128 is unpacked for it.
const SEEK: usize = 64;

/// The lists of several terms of a field. Windows are asked for in rising order.
pub(crate) struct Lists {
    lists: Vec<List>,
    /// Documents of all lists together.
    cost: u64,
    /// Documents of the segment.
    all: u64,
}

struct List {
    postings: BlockSegmentPostings,
    /// The place in the block of the document it is at.
    at: usize,
    exact: bool,
}

impl Lists {
    /// Without any.
    pub(crate) fn none() -> Lists {
        Lists { lists: Vec::new(), cost: 0, all: 0 }
    }

    /// Opens the lists of terms, each with whether it is the exact form.
    pub(crate) fn open<'t>(
        inverted: &InvertedIndexReader,
        terms: impl IntoIterator<Item = (&'t TermInfo, bool)>,
        option: IndexRecordOption,
        all: u32,
    ) -> tantivy::Result<Lists> {
        let mut lists = Lists { lists: Vec::new(), cost: 0, all: u64::from(all) };
        for (info, exact) in terms {
            let postings = inverted.read_block_postings_from_terminfo(info, option)?;
            lists.cost += u64::from(info.doc_freq);
            lists.lists.push(List { postings, at: 0, exact });
        }
        Ok(lists)
    }

    /// Documents of all lists together.
    pub(crate) fn cost(&self) -> u64 {
        self.cost
    }

    /// The first document that they are at.
    pub(crate) fn doc(&self) -> DocId {
        self.lists.iter().filter_map(List::doc).min().unwrap_or(TERMINATED)
    }

    /// Puts the documents of the window from `base` on into `bits`, at least those that are `within`.
    pub(crate) fn mark_any(&mut self, base: DocId, within: &Bits, bits: &mut Bits) {
        self.each(base, within, |docs, _, _| bits.insert_each(base, docs));
    }

    /// The same, told apart by whether they hold exact terms.
    pub(crate) fn mark(&mut self, base: DocId, within: &Bits, found: &mut Matches) {
        self.each(base, within, |docs, _, is_exact| {
            found.any.insert_each(base, docs);
            if is_exact {
                found.exact.insert_each(base, docs);
            }
        });
    }

    /// The same, and counts how often each holds the terms.
    pub(crate) fn count(&mut self, base: DocId, within: &Bits, found: &mut Matches, times: &mut Counts) {
        self.each(base, within, |docs, freqs, is_exact| {
            for (&doc, &here) in docs.iter().zip(freqs) {
                let at = (doc - base) as usize;
                found.insert(at, is_exact);
                times.add(at, here, if is_exact { here } else { 0 });
            }
        });
    }

    /// All documents, rising, with how often each holds the terms, and the exact ones: for few documents.
    pub(crate) fn all(&mut self) -> Vec<(DocId, u32, u32)> {
        let mut all: Vec<(DocId, u32, u32)> = Vec::with_capacity(self.cost as usize);
        for List { postings, exact, .. } in &mut self.lists {
            while !postings.docs().is_empty() {
                let each = postings.docs().iter().zip(postings.freqs());
                all.extend(each.map(|(&doc, &times)| (doc, times, if *exact { times } else { 0 })));
                postings.advance();
            }
        }
        if self.lists.len() > 1 {
            all.sort_unstable();
            all.dedup_by(|next, first| {
                let same = next.0 == first.0;
                if same {
                    (first.1, first.2) = (first.1 + next.1, first.2 + next.2);
                }
                same
            });
        }
        all
    }

    /// Gives the documents of a window, at least those that are `within`, some at a time, rising: with how often each holds the
    /// term, if that was asked for when they were opened, and whether it is an exact one.
    #[inline]
    fn each(&mut self, base: DocId, within: &Bits, mut give: impl FnMut(&[DocId], &[u32], bool)) {
        let wanted = within.len();
        for list in &mut self.lists {
            let here = u64::from(list.postings.doc_freq()) * WINDOW as u64 / self.all.max(1);
            let exact = list.exact;
            if ((wanted * SEEK) as u64) < here {
                list.look_up(base, within, |docs, freqs| give(docs, freqs, exact));
            } else {
                list.read(base, |docs, freqs| give(docs, freqs, exact));
            }
        }
    }
}

impl List {
    fn doc(&self) -> Option<DocId> {
        self.postings.docs().get(self.at).copied()
    }

    /// Goes to the first document from `target` on; false when there is none.
    fn seek(&mut self, target: DocId) -> bool {
        match self.postings.docs().last() {
            None => return false,
            Some(&last) if last < target => self.at = self.postings.seek(target),
            Some(_) => self.at += self.postings.docs()[self.at..].partition_point(|&doc| doc < target),
        }
        self.at < self.postings.docs().len()
    }

    /// Gives every document of a window.
    #[inline]
    fn read(&mut self, base: DocId, mut give: impl FnMut(&[DocId], &[u32])) {
        let end = base + WINDOW as DocId;
        if !self.seek(base) {
            return;
        }
        loop {
            let docs = &self.postings.docs()[self.at..];
            let Some(&last) = docs.last() else { return };
            let here = if last < end { docs.len() } else { docs.partition_point(|&doc| doc < end) };
            give(&docs[..here], self.postings.freqs().get(self.at..).unwrap_or_default());
            if last >= end {
                self.at += here;
                return;
            }
            self.postings.advance();
            self.at = 0;
        }
    }

    /// Gives the documents of a window that are `within`.
    fn look_up(&mut self, base: DocId, within: &Bits, mut give: impl FnMut(&[DocId], &[u32])) {
        for at in within.iter() {
            let doc = base + at as DocId;
            if !self.seek(doc) {
                return;
            }
            if self.doc() == Some(doc) {
                give(&[doc], self.postings.freqs().get(self.at..).unwrap_or_default());
            }
        }
    }
}
