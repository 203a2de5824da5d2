//! What in a query was not taken as typed.

use serde::Serialize;

/// A stretch of the typed query, in characters (Unicode scalar values) from 0, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First character.
    pub from: usize,
    /// Behind the last character.
    pub to: usize,
}

/// Something in a query that was not taken as typed, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// What it is.
    pub kind: DiagnosticKind,
    /// Where it stands.
    pub span: Span,
}

/// What can be odd in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticKind {
    /// A quotation mark opens and none closes: the phrase goes to the end.
    UnclosedQuote,
    /// A closing quotation mark with none open: passed over.
    StrayQuote,
    /// Quotation marks with no word between them: passed over.
    EmptyPhrase,
    /// Signs without a word, or an elided article alone (`l’`): passed over.
    NoWord,
}

impl std::fmt::Display for DiagnosticKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            DiagnosticKind::UnclosedQuote => "this quotation mark is not closed: the phrase goes to the end",
            DiagnosticKind::StrayQuote => "this quotation mark closes nothing and is passed over",
            DiagnosticKind::EmptyPhrase => "there is no word between these quotation marks: they are passed over",
            DiagnosticKind::NoWord => "there is no word here: it is passed over",
        })
    }
}
