//! What is worked out once for each segment, when it is first asked for.

use std::sync::OnceLock;
use tantivy::{Searcher, SegmentOrdinal};

/// A value for each segment.
#[derive(Debug)]
pub(crate) struct PerSegment<T>(Vec<OnceLock<T>>);

impl<T> PerSegment<T> {
    /// None is known yet.
    pub(crate) fn new(searcher: &Searcher) -> Self {
        PerSegment(searcher.segment_readers().iter().map(|_| OnceLock::new()).collect())
    }

    /// That of a segment, which is made if it is not known.
    pub(crate) fn get(
        &self,
        segment: SegmentOrdinal,
        make: impl FnOnce() -> tantivy::Result<T>,
    ) -> tantivy::Result<&T> {
        let known = &self.0[segment as usize];
        if let Some(value) = known.get() {
            return Ok(value);
        }
        let made = make()?;
        Ok(known.get_or_init(|| made))
    }
}
