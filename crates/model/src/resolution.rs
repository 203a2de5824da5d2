//! A resolution: its header, its clauses, its footnotes.

use crate::{Clause, Date, Organ, Symbol};
use serde::{Deserialize, Serialize};

/// What the masthead and the closing lines say. `None` means: not printed, or not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Cote: `A/RES/66/122`.
    pub symbol: Option<Symbol>,
    /// The organ that adopts.
    pub organ: Option<Organ>,
    /// Session as cited: `66`, `XV`, `ES-11`; the year for the Security Council and ECOSOC.
    pub session: Option<String>,
    /// Title, without its number.
    pub title: Option<String>,
    /// Day of adoption.
    pub adopted: Option<Date>,
    /// Day of issue of the document (`Distr. générale`).
    pub issued: Option<Date>,
    /// Agenda item (point de l'ordre du jour) as printed: `27, b`.
    pub agenda: Option<String>,
    /// Where the text came from, without its brackets: `sur la base du rapport de la Troisième Commission (A/66/454)`.
    pub provenance: Option<String>,
    /// Number of the (plenary) meeting (séance) that adopted it.
    pub meeting: Option<u32>,
    /// The vote where it is printed: `Adoptée sans vote`.
    pub vote: Option<String>,
}

/// A footnote: its mark (`1`, `*`) where printed, and its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// The mark the note answers to; `None` where the conversion lost it.
    pub mark: Option<String>,
    /// Its text.
    pub text: String,
}

/// One resolution as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Header data.
    pub header: Header,
    /// Clauses in reading order.
    pub clauses: Vec<Clause>,
    /// Footnotes in reading order.
    pub footnotes: Vec<Footnote>,
}
