//! How the clauses that match are spread over the values of a field.

use crate::clauses::Clauses;
use crate::resolve::Resolver;
use crate::run::{Sink, run};
use crate::search::plan;
use crate::window::Bits;
use crate::{Error, Options, Query};
use alinea_index::{Index, natural_key};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

/// What clauses are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The adopting organ.
    Organ,
    /// The year of adoption.
    Year,
    /// The session.
    Session,
    /// The part.
    Part,
    /// The verb a clause begins with.
    Verb,
}

impl Facet {
    /// The name in machine-readable output: `organ`, `year`, `session`, `part`, `verb`.
    pub fn as_str(self) -> &'static str {
        match self {
            Facet::Organ => "organ",
            Facet::Year => "year",
            Facet::Session => "session",
            Facet::Part => "part",
            Facet::Verb => "verb",
        }
    }
}

/// How many of the clauses have each value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What they are counted by.
    pub facet: Facet,
    /// Each value with its number; `None` for clauses without a value, last. Years and sessions in their order, other
    /// values by falling number.
    pub values: Vec<(Option<String>, u64)>,
}

/// Counts all clauses that `search` finds for `query`, by each of `facets`; the same clauses with any limit, offset and
/// order, and grouped or not.
///
/// Fails when the index cannot be read.
pub fn spread(index: &Index, query: &Query, options: &Options, facets: &[Facet]) -> Result<Vec<Spread>, Error> {
    let goal = Resolver::new(index, None).goal(&plan(query, options))?;
    let mut counter = Counter { facets, values: Vec::new(), counts: vec![Counts::new(); facets.len()] };
    index.guard(|| run(index, &goal, &mut counter))?;
    Ok(facets
        .iter()
        .zip(counter.counts)
        .map(|(&facet, counts)| Spread { facet, values: sorted(facet, counts) })
        .collect())
}

fn sorted(facet: Facet, counts: Counts) -> Vec<(Option<String>, u64)> {
    let mut values: Vec<(Option<String>, u64)> = counts.into_iter().collect();
    match facet {
        Facet::Year | Facet::Session => {
            values.sort_by_cached_key(|(value, _)| (value.is_none(), value.as_deref().map(natural_key)));
        }
        Facet::Organ | Facet::Part | Facet::Verb => {
            values.sort_by(|a, b| (a.0.is_none(), Reverse(a.1), &a.0).cmp(&(b.0.is_none(), Reverse(b.1), &b.0)));
        }
    }
    values
}

/// The number of clauses by value.
type Counts = BTreeMap<Option<String>, u64>;

struct Counter<'f> {
    facets: &'f [Facet],
    /// Of the segment at hand.
    values: Vec<Values>,
    counts: Vec<Counts>,
}

/// The values of a segment, by their numbers.
enum Values {
    Texts(Option<StrColumn>, BTreeMap<Option<u64>, u64>),
    Years(Column<i64>, BTreeMap<Option<i64>, u64>),
}

impl Sink for Counter<'_> {
    const SCORES: bool = false;

    fn begin(&mut self, _segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<()> {
        let columns = reader.fast_fields();
        let texts = |name| columns.str(name).map(|column| Values::Texts(column, BTreeMap::new()));
        let open = |facet: &Facet| match facet {
            Facet::Organ => texts("organ_column"),
            Facet::Session => texts("session_column"),
            Facet::Part => texts("part_column"),
            Facet::Verb => texts("verb_column"),
            Facet::Year => columns.i64("adopted").map(|column| Values::Years(column, BTreeMap::new())),
        };
        self.values = self.facets.iter().map(open).collect::<tantivy::Result<_>>()?;
        Ok(())
    }

    fn take(&mut self, base: DocId, hits: &Bits, _clauses: &mut Clauses<'_>) -> tantivy::Result<()> {
        for values in &mut self.values {
            for doc in hits.iter().map(|at| base + at as DocId) {
                let number = match values {
                    Values::Texts(column, counts) => {
                        counts.entry(column.as_ref().and_then(|column| column.term_ords(doc).next())).or_default()
                    }
                    // A day is the number 20111219.
                    Values::Years(column, counts) => {
                        counts.entry(column.first(doc).map(|day| day / 10_000)).or_default()
                    }
                };
                *number += 1;
            }
        }
        Ok(())
    }

    fn end(&mut self) -> tantivy::Result<()> {
        for (values, counts) in self.values.drain(..).zip(&mut self.counts) {
            match values {
                Values::Years(_, years) => {
                    for (year, number) in years {
                        *counts.entry(year.map(|year| year.to_string())).or_default() += number;
                    }
                }
                Values::Texts(column, texts) => {
                    for (ord, number) in texts {
                        let mut name = String::new();
                        if let (Some(column), Some(ord)) = (&column, ord) {
                            column.ord_to_str(ord, &mut name)?;
                        }
                        *counts.entry(ord.map(|_| name)).or_default() += number;
                    }
                }
            }
        }
        Ok(())
    }
}
