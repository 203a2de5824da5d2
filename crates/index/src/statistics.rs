//! The numbers ranking rests on.

use crate::schema::{CLAUSE, FIRST, Fields};
use crate::terms::Zone;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// The numbers BM25 rests on, counted over the clauses that are searched, for titles over their resolutions, and nothing
/// else.
///
/// tantivy's own numbers count all documents of all kinds, deleted ones until their segment is merged, and lengths that
/// a merge has estimated. With them the score of a clause would depend on the history of the index; with these it
/// depends on its clauses only. The length of a text is the one the engine keeps for it (exact up to 40 tokens, beyond
/// that in steps of 6–12 %), in the average as in each text.
///
/// What takes a look at every clause is remembered.
pub struct Statistics {
    searcher: Searcher,
    fields: Fields,
    /// How many documents there are of a kind, once it was asked for.
    numbers: Mutex<HashMap<&'static str, u64>>,
    lengths: Mutex<HashMap<Zone, u64>>,
}

impl Statistics {
    pub(crate) fn new(searcher: Searcher, fields: &Fields) -> Self {
        Statistics { searcher, fields: *fields, numbers: Mutex::default(), lengths: Mutex::default() }
    }

    /// How many documents may have a text of a zone: clauses, or for titles resolutions that have clauses.
    pub fn number(&self, zone: Zone) -> tantivy::Result<u64> {
        let kind = if zone == Zone::Title { FIRST } else { CLAUSE };
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&known) = numbers.get(kind) {
            return Ok(known);
        }
        let number = self.live_doc_freq(&Term::from_field_text(self.fields.kind, kind))?;
        numbers.insert(kind, number);
        Ok(number)
    }

    /// How many documents hold `term`, the deleted ones left out.
    pub fn live_doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut total = 0;
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(term.field())?;
            total += u64::from(match reader.alive_bitset() {
                None => index.doc_freq(term)?,
                Some(alive) => index
                    .read_postings(term, IndexRecordOption::Basic)?
                    .map_or(0, |postings| postings.doc_freq_given_deletes(alive)),
            });
        }
        Ok(total)
    }

    /// How many words the texts of a zone have together; none where lengths are not kept.
    pub fn words(&self, zone: Zone) -> tantivy::Result<u64> {
        let Some(field) = self.fields.lengths_of(zone) else { return Ok(0) };
        let mut lengths = self.lengths.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&length) = lengths.get(&zone) {
            return Ok(length);
        }
        let length = self.length(field)?;
        lengths.insert(zone, length);
        Ok(length)
    }

    fn length(&self, field: Field) -> tantivy::Result<u64> {
        let mut total = 0;
        for reader in self.searcher.segment_readers() {
            let Some(norms) = reader.fieldnorms_readers().get_field(field)? else { continue };
            total += match reader.alive_bitset() {
                None => (0..reader.max_doc()).map(|doc| u64::from(norms.fieldnorm(doc))).sum::<u64>(),
                Some(alive) => alive.iter_alive().map(|doc| u64::from(norms.fieldnorm(doc))).sum(),
            };
        }
        Ok(total)
    }
}
