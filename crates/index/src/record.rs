//! What is stored of a resolution and of a file.

use crate::order::precedence;
use alinea_model::{Clause, Footnote, Header, Resolution, Symbol};
use serde::{Deserialize, Serialize};

/// Everything about a resolution but its clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The file it was read from, absolute.
    pub file: String,
    /// Its place among the resolutions of that file, from 0.
    pub rank: u32,
    /// The name of the file, without folder and extension, which stands in for a missing symbol.
    pub name: String,
    /// How many clauses it has.
    pub clauses: u32,
    /// Its header.
    pub header: Header,
    /// Its footnotes.
    pub footnotes: Vec<Footnote>,
}

impl Head {
    /// The symbol in canonical form, where it has one.
    pub fn symbol(&self) -> Option<&str> {
        self.header.symbol.as_ref().map(Symbol::as_str)
    }

    /// Names the record, in this index and no other.
    pub fn key(&self) -> String {
        key(&self.file, self.rank)
    }

    /// Its place among the resolutions of the same symbol: see [`precedence`].
    pub fn precedence(&self) -> impl Ord + use<'_> {
        precedence(self.symbol(), self.clauses, &self.file, self.rank)
    }
}

/// The key of the record of the resolution at place `rank` of `file`.
pub fn key(file: &str, rank: u32) -> String {
    format!("{rank}:{file}")
}

/// A resolution as it is stored: a line of JSON for the head and one for each clause, so that a single clause is read
/// without reading the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Everything but the clauses.
    pub head: Head,
    lines: String,
    /// Where the line of each clause begins in `lines`.
    begins: Vec<usize>,
}

impl Record {
    /// The record of a resolution that stands at place `rank` of `file`. `name` is the file's own.
    ///
    /// Fails only if a value cannot be written as JSON, which no resolution holds.
    pub fn new(file: &str, rank: u32, name: &str, resolution: &Resolution) -> serde_json::Result<Record> {
        let Resolution { header, clauses, footnotes } = resolution;
        let head = Head {
            file: file.to_owned(),
            rank,
            name: name.to_owned(),
            clauses: u32::try_from(clauses.len()).unwrap_or(u32::MAX),
            header: header.clone(),
            footnotes: footnotes.clone(),
        };
        let mut lines = serde_json::to_string(&head)?;
        let mut begins = Vec::with_capacity(clauses.len());
        for clause in clauses {
            lines.push('\n');
            begins.push(lines.len());
            lines.push_str(&serde_json::to_string(clause)?);
        }
        Ok(Record { head, lines, begins })
    }

    /// Reads a stored record. Fails when it is none.
    pub fn decode(lines: String) -> serde_json::Result<Record> {
        let head = serde_json::from_str(lines.lines().next().unwrap_or_default())?;
        let begins = lines.match_indices('\n').map(|(at, _)| at + 1).collect();
        Ok(Record { head, lines, begins })
    }

    /// The stored form.
    pub fn encode(&self) -> &str {
        &self.lines
    }

    /// The clause at `place`, from 0; `None` when there is none or it cannot be read.
    pub fn clause(&self, place: usize) -> Option<Clause> {
        let begin = *self.begins.get(place)?;
        let end = self.begins.get(place + 1).map_or(self.lines.len(), |next| next - 1);
        serde_json::from_str(&self.lines[begin..end]).ok()
    }

    /// The whole resolution. Fails when a clause cannot be read.
    pub fn resolution(&self) -> serde_json::Result<Resolution> {
        Ok(Resolution {
            header: self.head.header.clone(),
            clauses: self.lines.lines().skip(1).map(serde_json::from_str).collect::<Result<_, _>>()?,
            footnotes: self.head.footnotes.clone(),
        })
    }
}

/// What an index knows of a file it was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// The file, absolute.
    pub file: String,
    /// Digest of the bytes that were read, and of whatever else decided what was made of them.
    pub digest: String,
    /// How many bytes.
    pub bytes: u64,
    /// The resolutions in it, in order.
    pub resolutions: Vec<ResolutionEntry>,
}

/// What is needed to choose among several files with the same symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionEntry {
    /// The symbol in canonical form.
    pub symbol: Option<String>,
    /// How many clauses it has.
    pub clauses: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_gives_back_its_resolution() {
        let clause = |text: &str| Clause {
            reference: format!("A/RES/1/1, {text}"),
            label: Some("1".into()),
            text: text.into(),
            lines: (1, 2),
            joins: vec![3],
            ..Clause::default()
        };
        let resolution = Resolution {
            header: Header { symbol: Symbol::parse("A/RES/1/1"), ..Header::default() },
            clauses: vec![clause("un\nsaut \"de\" ligne"), clause("deux\u{2028}trois\u{85}")],
            footnotes: vec![Footnote { mark: None, text: "note".into() }],
        };
        let record = Record::new("/d/a.txt", 0, "a", &resolution).unwrap();
        let back = Record::decode(record.encode().to_owned()).unwrap();
        assert_eq!(back, record);
        assert_eq!(back.resolution().unwrap(), resolution);
        assert_eq!(back.clause(1), Some(resolution.clauses[1].clone()));
        assert_eq!(back.clause(2), None);
        assert_eq!(back.head.key(), "0:/d/a.txt");
    }
}
