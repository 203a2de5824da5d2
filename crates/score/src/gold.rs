//! The gold: what a careful reader sees in a document. One JSON a document, described in the folder's own README.

use alinea_model::Symbol;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

/// One document read by hand.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDocument {
    /// Name of the file it was read in.
    pub file: String,
    /// The resolutions that begin in the file.
    pub resolutions: Vec<GoldResolution>,
}

/// A resolution; `None` is "not printed".
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldResolution {
    /// Cote.
    pub symbol: Option<String>,
    /// Organ, by its French name.
    pub organ: Option<String>,
    /// Session as cited.
    pub session: Option<String>,
    /// Title without number.
    pub title: Option<String>,
    /// ISO date.
    pub adopted: Option<String>,
    /// ISO date.
    pub issued: Option<String>,
    /// Agenda item.
    pub agenda: Option<String>,
    /// Provenance without its brackets.
    pub provenance: Option<String>,
    /// Number of the meeting.
    pub meeting: Option<u32>,
    /// Clauses in reading order.
    pub clauses: Vec<GoldClause>,
    /// Annexes, by title and number of paragraphs.
    #[serde(default)]
    pub annexes: Vec<GoldAnnex>,
    /// Number of footnote texts.
    #[serde(default)]
    pub footnotes: u32,
}

/// A clause, by the words at its two ends.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldClause {
    /// `preamble`, `operative`, `embedded`.
    pub part: String,
    /// Section, roman numeral or heading.
    pub section: Option<String>,
    /// Rank or printed number.
    pub label: Option<String>,
    /// Introductory words.
    pub opener: Option<String>,
    /// First words.
    pub start: String,
    /// Last words.
    pub end: String,
    /// Cuts repaired, ` | ` at the cut.
    #[serde(default)]
    pub joins: Vec<String>,
}

/// An annex.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldAnnex {
    /// How it is headed.
    pub title: String,
    /// Number of its paragraphs.
    pub paragraphs: u32,
}

impl GoldDocument {
    /// Reads one gold file.
    pub fn read(path: &Path) -> Result<GoldDocument> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no gold document", path.display()))
    }

    /// Reads every gold file of a folder, in the order of their names.
    pub fn read_all(folder: &Path) -> Result<Vec<GoldDocument>> {
        let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| GoldDocument::read(path)).collect()
    }

    /// True when the document was made on a computer, false when it is OCR of a printed page: resolutions of session 48
    /// on, or of a body that counts by years, since 1994.
    pub fn is_born_digital(&self) -> bool {
        self.resolutions.iter().any(|resolution| {
            let year = resolution.adopted.as_deref().and_then(|date| date.get(..4)).and_then(|y| y.parse().ok());
            let session = resolution.symbol.as_deref().and_then(Symbol::parse);
            let session = session.as_ref().and_then(Symbol::session).and_then(|session| session.parse::<u32>().ok());
            year.is_some_and(|year: u32| year >= 1994) || session.is_some_and(|n| (48..1900).contains(&n) || n >= 1994)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(symbol: &str, adopted: Option<&str>) -> GoldDocument {
        let adopted = adopted.map(str::to_owned);
        let resolution = GoldResolution { symbol: Some(symbol.into()), adopted, ..GoldResolution::default() };
        GoldDocument { file: String::new(), resolutions: vec![resolution] }
    }

    #[test]
    fn the_era_is_told_by_year_or_session() {
        assert!(with("A/RES/49/146", None).is_born_digital());
        assert!(with("S/RES/1460 (2003)", None).is_born_digital());
        assert!(with("A/HRC/RES/22/1", Some("2013-03-21")).is_born_digital());
        assert!(!with("A/RES/31/80", Some("1976-12-13")).is_born_digital());
        assert!(!with("A/RES/1934 (XVIII)", None).is_born_digital());
        assert!(!with("S/RES/488 (1981)", None).is_born_digital());
    }
}
