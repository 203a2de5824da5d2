//! A query of the engine that adds up scores in an order that depends on nothing but the query.
//!
//! tantivy's own Boolean query adds the scores of its parts in the order of their cost, which differs from one segment
//! to the next; sums of floating-point numbers differ with it in their last digits, and with these the order of hits.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

/// Matches the documents all required parts match; where none is required, those that some optional part matches. The
/// score is the sum of the scores of all parts that match, required ones first, each kind in order.
#[derive(Debug)]
pub(crate) struct Combination {
    pub(crate) required: Vec<Box<dyn Query>>,
    pub(crate) optional: Vec<Box<dyn Query>>,
}

impl Clone for Combination {
    fn clone(&self) -> Self {
        let copy = |parts: &[Box<dyn Query>]| parts.iter().map(|part| part.box_clone()).collect();
        Combination { required: copy(&self.required), optional: copy(&self.optional) }
    }
}

impl Query for Combination {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weights = |parts: &[Box<dyn Query>]| parts.iter().map(|part| part.weight(scoring)).collect();
        // Without scores, optional parts only matter where nothing else selects.
        let idle = !scoring.is_scoring_enabled() && !self.required.is_empty();
        let optional: tantivy::Result<_> = if idle { Ok(Vec::new()) } else { weights(&self.optional) };
        Ok(Box::new(CombinationWeight { required: weights(&self.required)?, optional: optional? }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for part in self.required.iter().chain(&self.optional) {
            part.query_terms(visitor);
        }
    }
}

struct CombinationWeight {
    required: Vec<Box<dyn Weight>>,
    optional: Vec<Box<dyn Weight>>,
}

impl Weight for CombinationWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut required = Vec::with_capacity(self.required.len());
        for weight in &self.required {
            let scorer = weight.scorer(reader, boost)?;
            if scorer.doc() == TERMINATED {
                return Ok(Box::new(EmptyScorer));
            }
            required.push(scorer);
        }
        let optional = self.optional.iter().map(|weight| weight.scorer(reader, boost));
        let optional = optional.filter(|scorer| !matches!(scorer, Ok(scorer) if scorer.doc() == TERMINATED));
        let optional = optional.collect::<tantivy::Result<Vec<_>>>()?;
        match (required.is_empty(), optional.is_empty()) {
            (true, true) => Ok(Box::new(EmptyScorer)),
            (true, false) => Ok(Box::new(AnyOf::new(optional))),
            (false, _) => Ok(Box::new(AllOf::new(required, optional))),
        }
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        let mut sum = Explanation::new("sum of", scorer.score());
        for weight in self.required.iter().chain(&self.optional) {
            sum.add_detail(weight.explain(reader, doc).unwrap_or_else(|_| Explanation::new("no match", 0.0)));
        }
        Ok(sum)
    }
}

/// Documents all `required` parts match.
struct AllOf {
    /// In the order of the query, for the sum.
    required: Vec<Box<dyn Scorer>>,
    /// Places in `required`, cheapest first, for the search.
    by_cost: Vec<usize>,
    optional: Vec<Box<dyn Scorer>>,
}

impl AllOf {
    /// `required` is not empty.
    fn new(required: Vec<Box<dyn Scorer>>, optional: Vec<Box<dyn Scorer>>) -> Self {
        let mut by_cost: Vec<usize> = (0..required.len()).collect();
        by_cost.sort_by_key(|&at| required[at].cost());
        let mut all = AllOf { required, by_cost, optional };
        let mut candidate = 0;
        // Plain seeks, for `seek_danger` wants a target beyond the present document.
        while all.required.iter_mut().any(|part| {
            let doc = if part.doc() < candidate { part.seek(candidate) } else { part.doc() };
            doc > std::mem::replace(&mut candidate, doc)
        }) {}
        all
    }

    fn lead(&self) -> &dyn Scorer {
        self.required[self.by_cost[0]].as_ref()
    }

    /// Goes to the first common document from `candidate` on, which lies beyond the present one.
    fn search(&mut self, mut candidate: DocId) -> DocId {
        'candidates: while candidate < TERMINATED {
            candidate = self.required[self.by_cost[0]].seek(candidate);
            for &at in &self.by_cost[1..] {
                if let SeekDangerResult::SeekLowerBound(next) = self.required[at].seek_danger(candidate) {
                    candidate = next;
                    continue 'candidates;
                }
            }
            return candidate;
        }
        self.required[self.by_cost[0]].seek(TERMINATED)
    }
}

impl DocSet for AllOf {
    fn advance(&mut self) -> DocId {
        let doc = self.doc();
        if doc == TERMINATED { doc } else { self.search(doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let doc = self.doc();
        if target <= doc { doc } else { self.search(target) }
    }

    fn doc(&self) -> DocId {
        self.lead().doc()
    }

    fn size_hint(&self) -> u32 {
        self.required.iter().map(|part| part.size_hint()).min().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.lead().cost()
    }
}

impl Scorer for AllOf {
    fn score(&mut self) -> Score {
        let doc = self.doc();
        let mut sum = self.required.iter_mut().map(|part| part.score()).sum();
        for part in &mut self.optional {
            if part.doc() < doc {
                part.seek(doc);
            }
            if part.doc() == doc {
                sum += part.score();
            }
        }
        sum
    }
}

/// Documents some part matches.
struct AnyOf {
    parts: Vec<Box<dyn Scorer>>,
    doc: DocId,
}

impl AnyOf {
    fn new(parts: Vec<Box<dyn Scorer>>) -> Self {
        let mut any = AnyOf { parts, doc: 0 };
        any.settle();
        any
    }

    fn settle(&mut self) -> DocId {
        self.doc = self.parts.iter().map(|part| part.doc()).min().unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for AnyOf {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        for part in self.parts.iter_mut().filter(|part| part.doc() == self.doc) {
            part.advance();
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for part in self.parts.iter_mut().filter(|part| part.doc() < target) {
            part.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.size_hint()))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.cost()))
    }
}

impl Scorer for AnyOf {
    fn score(&mut self) -> Score {
        let doc = self.doc;
        self.parts.iter_mut().filter(|part| part.doc() == doc).map(|part| part.score()).sum()
    }
}
