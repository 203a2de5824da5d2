//! Files to clauses, clauses to the index, in parallel.
mod candidates;
mod error;
mod ingest;
mod parallel;
mod read;
mod report;
mod walk;

pub use error::{Error, FileError};
pub use ingest::{Options, SEGMENTATION, ingest};
pub use read::{Progress, read_document, read_documents};
pub use report::{Duplicate, Failure, Levels, Report};
pub use walk::Walk;
