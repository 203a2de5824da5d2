//! What a reader ought to find in a file.

use serde::Serialize;

/// A clause with the header of its resolution: the fields of `alinea segment --format jsonl` that are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrueClause {
    /// The path of its file, from the folder of the corpus.
    pub file: String,
    /// `A/RES/101/1`.
    pub symbol: String,
    /// `Assemblée générale`.
    pub organ: &'static str,
    /// The session, or the year of organs that count by years.
    pub session: String,
    /// Day of adoption, `2046-12-19`.
    pub adopted: String,
    /// Title; the Security Council gives none.
    pub title: Option<String>,
    /// How the clause is cited: `A/RES/101/1, par. 3 b)`.
    pub reference: String,
    /// `preamble`, `operative` or `annex`.
    pub part: &'static str,
    /// The roman numeral of its section.
    pub section: Option<String>,
    /// Its rank in the preamble, or its number: `3 b) ii)`.
    pub label: Option<String>,
    /// The introductory words.
    pub opener: Option<String>,
    /// The text with its label, without what pages and footnotes did to it.
    pub text: String,
}

/// How a clause is cited.
pub(crate) fn reference(symbol: &str, part: &str, section: Option<&str>, label: Option<&str>) -> String {
    let annex = if part == "annex" { ", annexe" } else { "" };
    let section = section.map(|section| format!(", sect. {section}")).unwrap_or_default();
    let place = match (part, label) {
        ("preamble", Some(label)) => format!("al. {label} du préambule"),
        (_, Some(label)) => format!("par. {label}"),
        (_, None) => "par. unique".to_owned(),
    };
    format!("{symbol}{annex}{section}, {place}")
}
