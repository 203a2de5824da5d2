//! Why a search cannot be carried out.

use std::path::PathBuf;

/// Why a search or a look-up cannot be carried out. A query as such never fails: see [`parse`](crate::parse()).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index could not be read.
    #[error(transparent)]
    Index(#[from] alinea_index::Error),
    /// What was typed is no reference to a resolution or a clause.
    #[error("`{typed}` is not a reference: write `A/RES/66/122`, `66/122, par. 3` or `66/122, al. 6 du préambule`")]
    NotAReference {
        /// What was typed.
        typed: String,
    },
    /// No resolution of the index has the symbol.
    #[error("no resolution {} in the index {}", symbols.join(" or "), path.display())]
    NoSuchResolution {
        /// The symbols it may have stood for.
        symbols: Vec<String>,
        /// The index.
        path: PathBuf,
    },
    /// The resolution has no clause at that place.
    #[error("{symbol} is in the index, but it has no clause at `{typed}`")]
    NoSuchClause {
        /// What was typed.
        typed: String,
        /// The resolution that was looked into.
        symbol: String,
    },
}
