//! What in a query was not taken as typed.

use crate::parse::{LOOKED_UP, NEARNESS};
use crate::{MAX_DEPTH, MAX_DISTANCE, MAX_FORMS, MAX_WORDS};
use serde::Serialize;

/// A stretch of the typed query, in characters (Unicode scalar values) from 0, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
    /// A parenthesis opens and none closes: it is taken to close at the end.
    UnclosedParenthesis,
    /// A closing parenthesis with none open: passed over.
    StrayParenthesis,
    /// Parentheses with nothing to search for in them: passed over.
    EmptyParentheses,
    /// Parentheses within more than [`MAX_DEPTH`] others: passed over, what is in them is not.
    TooDeep,
    /// An operator with nothing to operate on: searched as a word.
    NoOperand,
    /// Proximity to something that has no place in a text, or to nothing: both are required, wherever they stand.
    NoPlace,
    /// A distance of more than [`MAX_DISTANCE`]: taken as that.
    TooFar,
    /// More letters may not be wrong: taken as two.
    TooFuzzy,
    /// `~` behind what is not a single plain word: passed over.
    NotFuzzy,
    /// A field with a value it cannot have: searched as words.
    BadValue,
    /// More than [`MAX_WORDS`] words: the rest is passed over.
    TooManyWords,
    /// More than [`MAX_FORMS`] words of the index fit: the commonest of them are searched.
    TooManyForms,
}

impl std::fmt::Display for DiagnosticKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            DiagnosticKind::UnclosedQuote => "this quotation mark is not closed: the phrase goes to the end",
            DiagnosticKind::StrayQuote => "this quotation mark closes nothing and is passed over",
            DiagnosticKind::EmptyPhrase => "there is no word between these quotation marks: they are passed over",
            DiagnosticKind::NoWord => "there is no word here: it is passed over",
            DiagnosticKind::UnclosedParenthesis => "this parenthesis is not closed: it goes to the end",
            DiagnosticKind::StrayParenthesis => "this parenthesis closes nothing and is passed over",
            DiagnosticKind::EmptyParentheses => "there is nothing to search for in these parentheses",
            DiagnosticKind::NoOperand => "this operator has nothing to operate on: it is searched as a word",
            DiagnosticKind::NoPlace => {
                "proximity is between words, phrases and alternatives of them: here, both sides are required wherever \
                 they stand"
            }
            DiagnosticKind::TooFuzzy => "at most 2 letters may differ",
            DiagnosticKind::NotFuzzy => "`~` belongs behind one plain word: it is passed over",
            DiagnosticKind::BadValue => "the field cannot have this value: it is searched as words",
            DiagnosticKind::TooDeep => {
                return write!(f, "parentheses go {MAX_DEPTH} deep: this one is passed over");
            }
            DiagnosticKind::TooFar => return write!(f, "at most {MAX_DISTANCE} words may stand between"),
            DiagnosticKind::TooManyWords => {
                return write!(
                    f,
                    "a query has at most {MAX_WORDS} words, where one with `*`, `?` or `~` counts for {LOOKED_UP} and \
                     nearness or a phrase with a gap for {NEARNESS}: what follows is passed over"
                );
            }
            DiagnosticKind::TooManyForms => {
                return write!(
                    f,
                    "more than {MAX_FORMS} words of the index fit: the {MAX_FORMS} commonest are searched"
                );
            }
        })
    }
}
