//! A goal as a query of the engine.

use crate::clauses::{Clauses, Opening};
use crate::resolve::Goal;
use alinea_index::Fields;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// A goal as a query of the engine.
#[derive(Clone, Debug)]
pub(crate) struct GoalQuery {
    pub(crate) goal: Arc<Goal>,
    pub(crate) fields: Fields,
    /// Scores are asked for.
    pub(crate) scores: bool,
}

impl Query for GoalQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for GoalQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let opening = Opening { reader, fields: &self.fields, scores: self.scores, placed: false };
        Ok(Box::new(GoalScorer { clauses: opening.open(&self.goal, false)? }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("the sum of what is said and met", scorer.score()))
    }
}

struct GoalScorer {
    clauses: Clauses,
}

impl DocSet for GoalScorer {
    fn advance(&mut self) -> DocId {
        let doc = self.clauses.doc();
        if doc == TERMINATED { doc } else { self.clauses.seek(doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.clauses.seek(target)
    }

    fn doc(&self) -> DocId {
        self.clauses.doc()
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.clauses.cost()).unwrap_or(u32::MAX)
    }
}

impl Scorer for GoalScorer {
    fn score(&mut self) -> Score {
        self.clauses.score()
    }
}
