//! How well the ranking answers topics that people judged.
//!
//! A [`Topic`] is a query as people type it with what they need; [`Judgements`] tell how well a clause, by its
//! reference, meets it. A [`Collection`] is an index with both, and gives the [`Figures`] of a ranking.
//!
//! | module | answers |
//! |---|---|
//! | `topics` | what is asked, and what was judged |
//! | `measures` | what nDCG and recall are |
//! | `collection` | how a ranking does over all topics |

mod collection;
mod measures;
mod topics;

pub use collection::{Collection, Figures, Pooled, Ranking};
pub use measures::{ndcg, recall};
pub use topics::{Judgements, Topic};
