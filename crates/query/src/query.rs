//! What a query is: a tree.

use crate::Span;
use alinea_model::Symbol;
use serde::Serialize;
use std::fmt;

/// A query tree. Its display form, parsed again, gives the same tree (the spans apart, which refer to what was typed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Query {
    /// All operands must match. Without operands it matches nothing.
    All(Vec<Query>),
    /// A word in any form of its family, or a run of signs that is several words (`laissés-pour-compte`), as a phrase.
    Word {
        /// The word as typed.
        text: String,
        /// Where it was typed.
        span: Span,
    },
    /// Words one behind the other.
    Phrase {
        /// What stands between the quotation marks, without white space at the ends.
        text: String,
        /// Where it was typed, with the quotation marks.
        span: Span,
    },
    /// The symbol of a resolution, met by a clause that mentions it and by the clauses of the resolution itself.
    Symbol {
        /// The symbol as typed.
        text: String,
        /// The symbols it may stand for.
        symbols: Vec<Symbol>,
        /// Where it was typed.
        span: Span,
    },
}

impl Default for Query {
    /// The query that matches nothing.
    fn default() -> Self {
        Query::All(Vec::new())
    }
}

impl Query {
    /// True when there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        matches!(self, Query::All(operands) if operands.iter().all(Query::is_empty))
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All(operands) => {
                for (at, operand) in operands.iter().enumerate() {
                    if at > 0 {
                        f.write_str(" ")?;
                    }
                    operand.fmt(f)?;
                }
                Ok(())
            }
            Query::Word { text, .. } | Query::Symbol { text, .. } => f.write_str(text),
            // A phrase holds no mark that would have closed it, so that one of the three pairs always fits.
            Query::Phrase { text, .. } if !text.contains('"') => write!(f, "\"{text}\""),
            Query::Phrase { text, .. } if !text.contains('»') => write!(f, "«{text}»"),
            Query::Phrase { text, .. } => write!(f, "“{text}”"),
        }
    }
}
