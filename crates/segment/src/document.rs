//! What segmentation gives back.

use alinea_model::Resolution;
use serde::Serialize;

/// What kind of document a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// One resolution, or several.
    Resolutions,
    /// No resolution: a report, a core document, a table of contents. Its text is left over as a whole.
    #[default]
    Other,
}

/// Everything that stands in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// The resolutions that begin in it, in order.
    pub resolutions: Vec<Resolution>,
    /// What is neither clause nor footnote, in order.
    pub leftovers: Vec<Leftover>,
    /// What was not understood, and where.
    pub diagnostics: Vec<Diagnostic>,
}

/// A piece of the file that is no clause and no footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leftover {
    /// What it was taken for.
    pub kind: LeftoverKind,
    /// First and last line, from 1.
    pub lines: (u32, u32),
    /// The text as it stands in the file.
    pub text: String,
}

/// The named kinds of what is neither clause nor footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftoverKind {
    /// Header lines: organ, session, agenda item, adoption, provenance, number and title, enacting formula.
    Header,
    /// Closing lines: meeting, date, vote.
    Closing,
    /// Headings of sections and groups of paragraphs (kept as the clauses' section).
    Heading,
    /// Distribution block, job numbers, recycling notes, repeated running symbols.
    Masthead,
    /// Page numbers.
    PageNumber,
    /// Rules (`____`).
    Rule,
    /// Image marks.
    Image,
    /// Call marks of footnotes taken out of a clause or a title.
    FootnoteMark,
    /// Tables.
    Table,
    /// The end of a resolution that begins in another file.
    Tail,
    /// Lists of contents.
    Contents,
    /// Text of a document that is no resolution.
    Foreign,
    /// Nothing of the above: to be looked at.
    Unknown,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing: a join that was made, a table left aside.
    Info,
    /// Something a reader should look at: a number is missing, a date disagrees.
    Warning,
    /// The file could not be understood.
    Error,
}

/// Something that was not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// A stable name to filter by: `missing-number`, `symbol-disagrees`.
    pub code: &'static str,
    /// The line it is about, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What was seen, in English, with the text in question.
    pub message: String,
}
