//! What a word of a query stands for in an index.

use alinea_index::{Fields, Zone};
use tantivy::SegmentOrdinal;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

/// Words of the index, each with whether it is the exact form that was typed, and where their lists are. Where no form was
/// typed (`résol*`), all are exact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// As they are called in terms, sorted.
    words: Vec<(String, bool)>,
    /// By zone and segment.
    lists: Vec<List>,
    /// By zone, how many documents hold each of the words, added up: all words, and the exact ones.
    frequencies: [(u64, u64); Zone::ALL.len()],
    /// They are pairs of words.
    paired: bool,
}

/// Where the documents of a segment are that hold a word in a zone.
#[derive(Clone, Debug)]
pub(crate) struct List {
    zone: Zone,
    segment: SegmentOrdinal,
    pub(crate) info: TermInfo,
    pub(crate) exact: bool,
}

/// A list as it is found in a dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) zone: Zone,
    pub(crate) segment: SegmentOrdinal,
    pub(crate) info: TermInfo,
    /// How many documents of it count.
    pub(crate) number: u64,
}

impl Forms {
    /// None yet, of a pair of words.
    pub(crate) fn of_pairs() -> Forms {
        Forms { paired: true, ..Forms::default() }
    }

    /// Where they are: pairs have a field of their own.
    pub(crate) fn field(&self, fields: &Fields) -> Field {
        if self.paired { fields.pairs } else { fields.words }
    }

    /// Takes in a list of a word, and whether that is the form that was typed. At the end they are to be [`sort`](Forms::sort)ed.
    pub(crate) fn add(&mut self, word: &str, exact: bool, found: Found) {
        if self.words.last().is_none_or(|(last, _)| last != word) {
            self.words.push((word.to_owned(), exact));
        }
        let Found { zone, segment, info, number } = found;
        let (all, of_exact) = &mut self.frequencies[zone as usize];
        *all += number;
        *of_exact += if exact { number } else { 0 };
        self.lists.push(List { zone, segment, info, exact });
    }

    /// Puts in order what was taken in.
    pub(crate) fn sort(&mut self) {
        self.words.sort_unstable();
        self.words.dedup();
        self.lists.sort_by_key(|list| (list.zone, list.segment));
    }

    /// The words as they are called in terms, each with whether it is exact.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.words.iter().map(|(word, exact)| (word.as_str(), *exact))
    }

    /// The lists of the words in a zone of a segment.
    pub(crate) fn lists(&self, zone: Zone, segment: SegmentOrdinal) -> &[List] {
        let wanted = (zone, segment);
        let begin = self.lists.partition_point(|list| (list.zone, list.segment) < wanted);
        let here = &self.lists[begin..];
        &here[..here.partition_point(|list| (list.zone, list.segment) == wanted)]
    }

    /// How many documents hold each of the words in a zone, added up; of the exact ones only, if `exact`.
    pub(crate) fn frequency(&self, zone: Zone, exact: bool) -> u64 {
        let (all, of_exact) = self.frequencies[zone as usize];
        if exact { of_exact } else { all }
    }
}
