//! Postings lists, from words in the order of the text.

use crate::terms::Zone;
use std::io;
use std::ops::Range;
use tantivy::DocId;
use tantivy::postings::FieldSerializer;

/// A word in a document: the number of its term, the document, its position there.
pub(crate) type Occurrence = (u32, DocId, u32);

/// The occurrences of the terms of a field, term by term, each in the order of the text. It is filled for one field after the
/// other, in the same memory.
#[derive(Default)]
pub(crate) struct Lists {
    /// By term, where in `places` its own begin; one more at the end.
    begins: Vec<u32>,
    places: Vec<(DocId, u32)>,
}

impl Lists {
    /// Takes in those of `terms` terms. Occurrences come document by document, position by position; they are walked twice.
    ///
    /// This is a counting sort: how often each term occurs says where its list goes. Every occurrence is written once, to
    /// its place, instead of into a chain of blocks that belongs to its term, which a hash finds and which is read again to
    /// be written.
    pub(crate) fn fill(&mut self, terms: usize, occurrences: impl Iterator<Item = Occurrence> + Clone) {
        let Lists { begins, places } = self;
        begins.clear();
        begins.resize(terms + 2, 0);
        occurrences.clone().for_each(|(term, ..)| begins[term as usize + 2] += 1);
        for term in 2..begins.len() {
            begins[term] += begins[term - 1];
        }
        // Of each term, where its next one goes; at the end that is where those of the next term begin.
        places.resize(begins[terms + 1] as usize, (0, 0));
        occurrences.for_each(|(term, doc, position)| {
            let next = &mut begins[term as usize + 1];
            places[*next as usize] = (doc, position);
            *next += 1;
        });
        begins.pop();
    }

    /// How many occurrences there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The documents and positions of a term.
    fn of(&self, term: u32) -> &[(DocId, u32)] {
        let term = term as usize;
        &self.places[self.begins[term] as usize..self.begins[term + 1] as usize]
    }

    /// Writes the lists of all terms that occur, whose keys are in `keys`; `placed`: with how often and where.
    pub(crate) fn write(&self, keys: &Keys, placed: bool, serializer: &mut FieldSerializer<'_>) -> io::Result<()> {
        let (mut key, mut deltas) = (String::new(), Vec::new());
        for (term, word, zone) in keys.sorted() {
            let list = self.of(term);
            if list.is_empty() {
                continue;
            }
            key.clear();
            key.push_str(word);
            key.extend(zone.map(Zone::mark));
            let documents = || list.chunk_by(|one, other| one.0 == other.0);
            // The engine asks for the number of documents to bound scores, which need how often.
            let number = if placed { documents().count() as u32 } else { 0 };
            serializer.new_term(key.as_bytes(), number, placed)?;
            for places in documents() {
                if placed {
                    let mut last = 0;
                    deltas.clear();
                    deltas
                        .extend(places.iter().map(|&(_, position)| position - std::mem::replace(&mut last, position)));
                }
                serializer.write_doc(places[0].0, deltas.len() as u32, &deltas);
            }
            serializer.close_term()?;
        }
        Ok(())
    }
}

/// What terms are called in the dictionary, by their numbers.
pub(crate) struct Keys {
    text: String,
    /// Where in the text each word stands.
    ranges: Vec<Range<usize>>,
    /// The numbers of the words in the order of the dictionary.
    order: Vec<u32>,
    /// Each word is a term in each zone.
    zoned: bool,
}

impl Keys {
    /// The keys of terms, in the order of their numbers, each in pieces.
    pub(crate) fn new<'a, P: IntoIterator<Item = &'a str>>(keys: impl Iterator<Item = P>) -> Keys {
        let (mut text, mut ranges) = (String::new(), Vec::new());
        for pieces in keys {
            let begin = text.len();
            text.extend(pieces);
            ranges.push(begin..text.len());
        }
        let mut order: Vec<u32> = (0..ranges.len() as u32).collect();
        order.sort_unstable_by_key(|&term| &text[ranges[term as usize].clone()]);
        Keys { text, ranges, order, zoned: false }
    }

    /// The keys of words that are a term in each zone: [`in_zone`] is the number of such a term.
    pub(crate) fn with_zones<'a, P: IntoIterator<Item = &'a str>>(words: impl Iterator<Item = P>) -> Keys {
        Keys { zoned: true, ..Keys::new(words) }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ranges.len() * if self.zoned { Zone::ALL.len() } else { 1 }
    }

    /// The terms in the order of the dictionary, by word and zone. This is their order because a zone's mark comes before all
    /// that words are made of.
    fn sorted(&self) -> impl Iterator<Item = (u32, &str, Option<Zone>)> {
        self.order.iter().flat_map(|&number| {
            let word = &self.text[self.ranges[number as usize].clone()];
            let zones = if self.zoned { &Zone::ALL[..] } else { &[] };
            let alone = (!self.zoned).then_some((number, word, None));
            zones.iter().map(move |&zone| (in_zone(number, zone), word, Some(zone))).chain(alone)
        })
    }
}

/// The number of the term of a word in a zone.
pub(crate) fn in_zone(word: u32, zone: Zone) -> u32 {
    word * Zone::ALL.len() as u32 + zone as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::zone_term;

    #[test]
    fn every_occurrence_is_in_the_list_of_its_term() {
        let occurrences = [(2, 0, 0), (0, 0, 1), (2, 0, 7), (2, 3, 0), (0, 4, 4)];
        let expected: [&[(DocId, u32)]; 4] = [&[(0, 1), (4, 4)], &[], &[(0, 0), (0, 7), (3, 0)], &[]];
        let mut lists = Lists::default();
        for _ in 0..2 {
            lists.fill(4, occurrences.into_iter());
            assert_eq!([0, 1, 2, 3].map(|term| lists.of(term)), expected);
            assert_eq!(lists.len(), 5);
            lists.fill(0, [].into_iter());
            assert_eq!(lists.len(), 0);
        }
    }

    #[test]
    fn keys_are_sorted_as_the_dictionary_is() {
        let words = || [vec!["b"], vec!["a", "c"], vec!["a"]].into_iter();
        let keys = Keys::new(words());
        assert_eq!(keys.sorted().collect::<Vec<_>>(), [(2, "a", None), (1, "ac", None), (0, "b", None)]);

        let keys = Keys::with_zones(words());
        let terms: Vec<String> = keys.sorted().map(|(_, word, zone)| zone_term(word, zone.unwrap())).collect();
        assert!(terms.is_sorted() && terms.len() == 12 && keys.len() == 12);
        for (term, word, zone) in keys.sorted() {
            assert_eq!(
                term,
                in_zone(["b", "ac", "a"].iter().position(|known| *known == word).unwrap() as u32, zone.unwrap())
            );
        }
    }
}
