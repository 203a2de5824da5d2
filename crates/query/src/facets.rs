//! How the clauses that match are spread over the values of a field.

use crate::compile::GoalQuery;
use crate::plan::Exactness;
use crate::resolve::Resolver;
use crate::search::plan;
use crate::{Error, Options, Query};
use alinea_index::{Index, natural_key};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

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
    let goal = Arc::new(Resolver::new(index, None).goal(&plan(query, options, Exactness::AsTyped))?);
    let query = GoalQuery { goal, fields: *index.fields(), scores: false };
    let counts = index.guard(|| index.searcher().search(&query, &Counter { facets: facets.to_vec() }))?;
    Ok(facets.iter().zip(counts).map(|(&facet, counts)| Spread { facet, values: sorted(facet, counts) }).collect())
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

struct Counter {
    facets: Vec<Facet>,
}

/// The values of a segment, by their numbers.
enum Values {
    Texts(Option<StrColumn>, BTreeMap<Option<u64>, u64>),
    Years(Column<i64>, BTreeMap<Option<i64>, u64>),
}

struct SegmentCounter {
    values: Vec<Values>,
}

impl Collector for Counter {
    type Fruit = Vec<Counts>;
    type Child = SegmentCounter;

    fn for_segment(&self, _ord: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let columns = reader.fast_fields();
        let texts = |name| columns.str(name).map(|column| Values::Texts(column, BTreeMap::new()));
        let open = |facet: &Facet| match facet {
            Facet::Organ => texts("organ"),
            Facet::Session => texts("session"),
            Facet::Part => texts("part"),
            Facet::Verb => texts("verb"),
            Facet::Year => columns.i64("adopted").map(|column| Values::Years(column, BTreeMap::new())),
        };
        Ok(SegmentCounter { values: self.facets.iter().map(open).collect::<tantivy::Result<_>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Vec<Counts>>>) -> tantivy::Result<Vec<Counts>> {
        let mut all = vec![Counts::new(); self.facets.len()];
        for segment in segments {
            for (all, counts) in all.iter_mut().zip(segment?) {
                for (value, number) in counts {
                    *all.entry(value).or_default() += number;
                }
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Vec<Counts>>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        for values in &mut self.values {
            let number = match values {
                Values::Texts(column, counts) => {
                    counts.entry(column.as_ref().and_then(|column| column.term_ords(doc).next())).or_default()
                }
                // A day is the number 20111219.
                Values::Years(column, counts) => counts.entry(column.first(doc).map(|day| day / 10_000)).or_default(),
            };
            *number += 1;
        }
    }

    fn harvest(self) -> tantivy::Result<Vec<Counts>> {
        let named = |values| -> tantivy::Result<Counts> {
            let mut named = Counts::new();
            match values {
                Values::Years(_, counts) => {
                    named.extend(counts.into_iter().map(|(year, number)| (year.map(|year| year.to_string()), number)));
                }
                Values::Texts(column, counts) => {
                    for (ord, number) in counts {
                        let mut name = String::new();
                        if let (Some(column), Some(ord)) = (&column, ord) {
                            column.ord_to_str(ord, &mut name)?;
                        }
                        named.insert(ord.map(|_| name), number);
                    }
                }
            }
            Ok(named)
        };
        self.values.into_iter().map(named).collect()
    }
}
