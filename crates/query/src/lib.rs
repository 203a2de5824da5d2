//! What the user typed to ranked clauses.
mod diagnostic;
mod error;
mod hit;
mod parse;
mod search;
mod show;

pub use diagnostic::{Diagnostic, DiagnosticKind, Span};
pub use error::Error;
pub use hit::{Highlight, Hit};
pub use parse::{Parsed, Query, parse};
pub use search::{Absent, Options, Results, search};
pub use show::{Shown, show};
