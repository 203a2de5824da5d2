//! The index on disk: what it holds, how it is opened, read and written.
mod error;

pub use error::Error;
pub use index::Index;
pub use stats::{Count, Stats};

mod index;
mod stats;
