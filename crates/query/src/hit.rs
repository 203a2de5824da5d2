//! A clause that matches.

use crate::ScorePart;
use alinea_model::{Date, Organ, Part};
use serde::Serialize;

/// A clause that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// How it is cited: `A/RES/66/122, par. 3 b)`.
    pub reference: String,
    /// Symbol of its resolution, where known.
    pub symbol: Option<String>,
    /// The organ that adopted it.
    pub organ: Option<Organ>,
    /// The session as cited.
    pub session: Option<String>,
    /// Day of adoption, ISO 8601.
    pub adopted: Option<Date>,
    /// Title of the resolution.
    pub title: Option<String>,
    /// The part it stands in.
    pub part: Part,
    /// True for an alinéa of a preamble, also of an embedded text.
    pub preambular: bool,
    /// How the annex or embedded text it belongs to is headed.
    pub annex: Option<String>,
    /// The section it stands under.
    pub section: Option<String>,
    /// Its number or rank.
    pub label: Option<String>,
    /// Its introductory words.
    pub opener: Option<String>,
    /// The file it was read from, absolute.
    pub file: String,
    /// First and last line in that file, from 1.
    pub lines: (u32, u32),
    /// Place among the clauses of its resolution, from 0.
    pub place: u32,
    /// How well it matches; comparable within one result only.
    pub score: f32,
    /// What the score is the sum of, in the order it was added up; empty unless asked for.
    pub parts: Vec<ScorePart>,
    /// Its text.
    pub text: String,
    /// What matched in the text, in order, without overlaps.
    pub highlights: Vec<Highlight>,
    /// The clauses of its wording, itself among them; `None` where clauses are not grouped.
    pub occurrences: Option<Occurrences>,
}

/// The matching clauses of one wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Occurrences {
    /// How many.
    pub count: u64,
    /// The earliest day of adoption, ISO 8601.
    pub first: Option<Date>,
    /// The latest.
    pub last: Option<Date>,
    /// The organs that adopted them, by name.
    pub organs: Vec<Organ>,
    /// How each is cited, by symbol and place; empty unless asked for.
    pub references: Vec<String>,
}

/// A stretch of a hit's text that matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Highlight {
    /// First character (Unicode scalar value), from 0.
    pub from: usize,
    /// Behind the last character.
    pub to: usize,
    /// First byte.
    pub from_byte: usize,
    /// Behind the last byte.
    pub to_byte: usize,
    /// True when the words stand there as typed (case and accents apart), false for another form of their family.
    pub exact: bool,
}
