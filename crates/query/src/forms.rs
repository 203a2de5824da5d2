//! What a word of a query stands for in an index.

use std::collections::BTreeMap;
use tantivy::SegmentOrdinal;
use tantivy::postings::TermInfo;
use tantivy::schema::Field as Column;

/// Terms of the index, each with whether it is the exact form that was typed, and where their lists are. Where no form
/// was typed (`résol*`), all are exact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    terms: BTreeMap<String, bool>,
    /// By field and segment.
    lists: BTreeMap<(Column, SegmentOrdinal), Vec<(TermInfo, bool)>>,
    /// By field, how many documents hold each of the terms, added up: all terms, and the exact ones.
    frequencies: BTreeMap<Column, (u64, u64)>,
    /// They are of pairs of words, which have a field of their own.
    pub(crate) paired: bool,
}

impl Forms {
    /// None yet, of a pair of words.
    pub(crate) fn of_pairs() -> Forms {
        Forms { paired: true, ..Forms::default() }
    }

    /// Takes in a term.
    pub(crate) fn add_term(&mut self, term: &str, exact: bool) {
        if !self.terms.contains_key(term) {
            self.terms.insert(term.to_owned(), exact);
        }
    }

    /// Takes in where the list of a term is in a segment, and how many documents that count hold it there.
    pub(crate) fn add_list(&mut self, column: Column, segment: SegmentOrdinal, list: (TermInfo, bool), number: u64) {
        let (all, exact) = self.frequencies.entry(column).or_default();
        *all += number;
        *exact += if list.1 { number } else { 0 };
        self.lists.entry((column, segment)).or_default().push(list);
    }

    /// True when the index has none of them.
    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// The terms, each with whether it is exact.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&str, bool)> {
        self.terms.iter().map(|(term, exact)| (term.as_str(), *exact))
    }

    /// The lists of the terms in a field of a segment.
    pub(crate) fn lists(&self, column: Column, segment: SegmentOrdinal) -> &[(TermInfo, bool)] {
        self.lists.get(&(column, segment)).map_or(&[], Vec::as_slice)
    }

    /// How many documents hold each of the terms in a field, added up; of the exact ones only, if `exact`.
    pub(crate) fn frequency(&self, column: Column, exact: bool) -> u64 {
        let (all, of_exact) = self.frequencies.get(&column).copied().unwrap_or_default();
        if exact { of_exact } else { all }
    }
}
