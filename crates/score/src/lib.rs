//! Scores the segmentation against documents read by hand.
//!
//! What enters is a [`gold::GoldDocument`] and the [`alinea_segment::Document`] of the same file; what leaves is a
//! [`Score`]: tallies that add up over documents, and every error with the two texts side by side.
//!
//! ```
//! use alinea_score::fold;
//!
//! assert_eq!(fold("1 . Prie l'État de mettre en œuvre"), fold("1. PRIE L'Etat de mettre en oeuvre"));
//! ```

mod align;
mod floors;
mod fold;
pub mod gold;
mod report;
mod score;
mod tally;

pub use align::{Alignment, align};
pub use floors::Floors;
pub use fold::fold;
pub use report::{write_errors, write_table};
pub use score::score;
pub use tally::{ErrorKind, Fields, Found, Score, ScoreError, Tally};
