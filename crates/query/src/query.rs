//! What a query is: a tree.

use crate::{Field, Span};
use alinea_model::Symbol;
use serde::Serialize;
use std::fmt;

/// A query tree. Its display form, parsed again, gives the same tree (the spans apart, which refer to what was typed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Query {
    /// All operands must match. Without operands it matches nothing.
    All(Vec<Query>),
    /// At least one operand must match.
    Any(Vec<Query>),
    /// The operand must not match.
    Not(Box<Query>),
    /// A word, or a run of signs that is several words (`laissés-pour-compte`), as a phrase.
    Word {
        /// The word as typed. `*` stands for any letters, `?` for one.
        text: String,
        /// In this very form, not in any form of its family.
        exact: bool,
        /// Where it was typed.
        span: Span,
    },
    /// A word, or one that differs from it in a few letters.
    Fuzzy {
        /// The word as typed.
        text: String,
        /// How many letters may be wrong, missing, too many or swapped with their neighbour: 1 or 2.
        distance: u8,
        /// Where it was typed.
        span: Span,
    },
    /// Words one behind the other.
    Phrase {
        /// What stands between the quotation marks, without white space at the ends.
        text: String,
        /// In this very form, not in any form of their families.
        exact: bool,
        /// With this, in any order, and with so many other words among them.
        slop: Option<u32>,
        /// Where it was typed, with the quotation marks.
        span: Span,
    },
    /// Words and phrases near each other, each near the next.
    Near {
        /// Words, phrases, symbols, and alternatives of them; at least two.
        operands: Vec<Query>,
        /// How near each is to the next; one fewer.
        links: Vec<Link>,
    },
    /// A field has a value.
    Field {
        /// The field.
        field: Field,
        /// The value as typed, without quotation marks.
        text: String,
        /// Where it was typed.
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

/// How near one operand is to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// So many other words may stand between them.
    pub distance: u32,
    /// The first comes first.
    pub ordered: bool,
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
        matches!(self, Query::All(operands) | Query::Any(operands) if operands.iter().all(Query::is_empty))
    }

    /// All of them; those that are conjunctions themselves are taken apart.
    pub(crate) fn all(operands: Vec<Query>) -> Query {
        let mut flat = Vec::with_capacity(operands.len());
        for operand in operands {
            match operand {
                Query::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Query::All(flat) }
    }

    /// One of them; those that are alternatives themselves are taken apart.
    pub(crate) fn any(operands: Vec<Query>) -> Query {
        let mut flat = Vec::with_capacity(operands.len());
        for operand in operands {
            match operand {
                Query::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Query::Any(flat) }
    }

    /// True for what stands at a place of a text, so that something else can be near it.
    pub(crate) fn has_place(&self) -> bool {
        match self {
            Query::Any(operands) => operands.iter().all(Query::has_place),
            Query::Word { .. } | Query::Fuzzy { .. } | Query::Phrase { .. } | Query::Symbol { .. } => true,
            Query::All(_) | Query::Not(_) | Query::Near { .. } | Query::Field { .. } => false,
        }
    }

    /// Its display form where an operand of an operator is wanted.
    fn bracketed(&self) -> String {
        match self {
            Query::All(_) | Query::Any(_) | Query::Near { .. } => format!("({self})"),
            other => other.to_string(),
        }
    }
}

/// True when a printed operand would be taken for the continuation of a symbol before it: `A` behind `66/122`.
fn continues_a_symbol(printed: &str) -> bool {
    let mut chars = printed.chars();
    chars.next().is_some_and(|c| c.is_ascii_uppercase()) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// True for what ends in a symbol.
fn ends_in_a_symbol(query: &Query) -> bool {
    match query {
        Query::Symbol { .. } => true,
        Query::Not(operand) => ends_in_a_symbol(operand),
        Query::Near { operands, .. } => operands.last().is_some_and(ends_in_a_symbol),
        _ => false,
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    // A phrase holds no mark that would have closed it, so that one of the three pairs always fits.
    match () {
        () if !text.contains('"') => write!(f, "\"{text}\""),
        () if !text.contains('»') => write!(f, "«{text}»"),
        () => write!(f, "“{text}”"),
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All(operands) => {
                let print = |operand: &Query| match operand {
                    Query::All(_) | Query::Any(_) => operand.bracketed(),
                    other => other.to_string(),
                };
                let printed: Vec<String> = operands.iter().map(print).collect();
                for (at, operand) in operands.iter().enumerate() {
                    let next = printed.get(at + 1);
                    let space = if at > 0 { " " } else { "" };
                    if ends_in_a_symbol(operand) && next.is_some_and(|next| continues_a_symbol(next)) {
                        write!(f, "{space}({})", printed[at])?;
                    } else {
                        write!(f, "{space}{}", printed[at])?;
                    }
                }
                Ok(())
            }
            Query::Any(operands) => {
                for (at, operand) in operands.iter().enumerate() {
                    write!(f, "{}{operand}", if at > 0 { " OU " } else { "" })?;
                }
                Ok(())
            }
            Query::Not(operand) => write!(f, "SAUF {}", operand.bracketed()),
            Query::Word { text, exact, .. } => write!(f, "{}{text}", if *exact { "=" } else { "" }),
            Query::Fuzzy { text, distance, .. } => write!(f, "{text}~{distance}"),
            Query::Phrase { text, exact, slop, .. } => {
                f.write_str(if *exact { "=" } else { "" })?;
                quoted(f, text)?;
                slop.map_or(Ok(()), |slop| write!(f, "~{slop}"))
            }
            Query::Near { operands, links } => {
                for (at, operand) in operands.iter().enumerate() {
                    if let Some(Link { distance, ordered }) = at.checked_sub(1).and_then(|before| links.get(before)) {
                        write!(f, " {}/{distance} ", if *ordered { "pre" } else { "w" })?;
                    }
                    f.write_str(&operand.bracketed())?;
                }
                Ok(())
            }
            Query::Field { field, text, .. } => {
                write!(f, "{}:", field.name())?;
                let plain = |c: char| !c.is_whitespace() && !"\"«»“”„()".contains(c);
                if text.chars().all(plain) && !text.ends_with([',', ';']) { f.write_str(text) } else { quoted(f, text) }
            }
            Query::Symbol { text, .. } => f.write_str(text),
        }
    }
}
