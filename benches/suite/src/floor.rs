//! What a query costs at least: reading the postings of its words from end to end, and doing nothing with them.

use crate::queries::{Drawn, Kind};
use alinea_french::{Analyzer, fold};
use alinea_index::{Index, Zone, exact_of, family_prefix, is_common, pair_of, word_and_zone};
use anyhow::Result;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

/// The postings of the words of a query in the texts of clauses, or of pairs where they are common.
pub struct Floor<'i> {
    index: &'i Index,
    /// The terms: a field, what they begin with, and how their exact form begins.
    wanted: Vec<(Field, String, String)>,
    /// Where the words stand is read too.
    positions: bool,
}

impl<'i> Floor<'i> {
    /// For a query.
    pub fn new(index: &'i Index, drawn: &Drawn) -> Floor<'i> {
        let fields = index.fields();
        let mut families = Vec::new();
        Analyzer::new().analyze(&drawn.words.join(" "), |token| families.push(token.stem.to_owned()));
        let word = |family: &String| (fields.words, family_prefix(family), String::new());
        let wanted = match drawn.kind {
            Kind::Prefix => {
                let beginning = fold(&drawn.words.concat());
                vec![(fields.words, beginning.chars().take(1).collect(), beginning)]
            }
            Kind::Phrase => phrase(&families, &|pair| (fields.pairs, family_prefix(pair), String::new()), &word),
            _ => families.iter().map(word).collect(),
        };
        Floor { index, wanted, positions: matches!(drawn.kind, Kind::Near | Kind::Phrase) }
    }

    /// Reads them. Gives how many there are, with what is in them added up.
    pub fn read(&self) -> Result<(u64, u64)> {
        let option =
            if self.positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
        let (mut number, mut sum, mut positions) = (0, 0u64, Vec::new());
        for reader in self.index.searcher().segment_readers() {
            for (field, prefix, beginning) in &self.wanted {
                let inverted = reader.inverted_index(*field)?;
                let mut terms = inverted.terms().range().ge(prefix.as_str()).into_stream()?;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    let term = std::str::from_utf8(terms.key()).ok().and_then(word_and_zone);
                    let is_wanted = |(word, zone)| zone == Zone::Text && exact_of(word).starts_with(beginning);
                    if !term.is_some_and(is_wanted) {
                        continue;
                    }
                    let mut postings = inverted.read_postings_from_terminfo(terms.value(), option)?;
                    while postings.doc() != TERMINATED {
                        number += 1;
                        sum = sum.wrapping_add(u64::from(postings.doc() ^ postings.term_freq()));
                        if self.positions {
                            postings.positions(&mut positions);
                            sum = sum.wrapping_add(positions.iter().map(|&at| u64::from(at)).sum());
                        }
                        postings.advance();
                    }
                }
            }
        }
        Ok((number, sum))
    }
}

/// The words of a phrase; two common ones that stand side by side, as a pair.
fn phrase<T>(families: &[String], pair: &dyn Fn(&str) -> T, word: &dyn Fn(&String) -> T) -> Vec<T> {
    let common = |at: usize| families.get(at).is_some_and(|family| is_common(family));
    let paired = |at: usize| pair(&pair_of(&families[at], &families[at + 1]));
    let (mut wanted, mut at) = (Vec::new(), 0);
    while at < families.len() {
        if common(at) && common(at + 1) {
            wanted.push(paired(at));
            at += 2;
        } else {
            wanted.push(if at > 0 && common(at - 1) && common(at) { paired(at - 1) } else { word(&families[at]) });
            at += 1;
        }
    }
    wanted
}
