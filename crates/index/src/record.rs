//! What is stored of a resolution and of a file.

use crate::order::precedence;
use crate::pack::{pack, unpack};
use alinea_model::{Clause, Header, Part, Resolution, Symbol};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::ops::Range;
use tantivy::directory::OwnedBytes;

/// Everything about a resolution but its clauses and footnotes.
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
}

impl Head {
    /// The symbol in canonical form, where it has one.
    pub fn symbol(&self) -> Option<&str> {
        self.header.symbol.as_ref().map(Symbol::as_str)
    }

    /// What references to its clauses begin with: its symbol, or the name of its file where it has none.
    pub fn cited(&self) -> &str {
        self.symbol().unwrap_or(&self.name)
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

/// A piece of a record goes on until it has so many bytes: a longer one is packed better, a shorter one read faster.
const PIECE: usize = 1_600;

/// A resolution as it is stored: its head, its clauses in pieces of some kilobytes, its footnotes, each packed by itself,
/// so that a clause is read without the others. Before them stands how long they are, and how many clauses a piece has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Everything but clauses and footnotes.
    pub head: Head,
    stored: OwnedBytes,
    pieces: Vec<Piece>,
    footnotes: Range<usize>,
}

/// Clauses that are packed together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Places of the clauses.
    places: Range<usize>,
    /// Where they are stored.
    bytes: Range<usize>,
}

impl Record {
    /// The record of a resolution that stands at place `rank` of `file`. `name` is the file's own.
    ///
    /// Fails only if a value cannot be written, which no resolution holds.
    pub fn new(file: &str, rank: u32, name: &str, resolution: &Resolution) -> io::Result<Record> {
        let Resolution { header, clauses, footnotes } = resolution;
        let head = Head {
            file: file.to_owned(),
            rank,
            name: name.to_owned(),
            clauses: u32::try_from(clauses.len()).unwrap_or(u32::MAX),
            header: header.clone(),
        };
        let mut pieces: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut room = 0;
        for clause in clauses {
            let clause = clause_bytes(&head, clause)?;
            match pieces.last_mut() {
                Some((clauses, piece)) if clause.len() <= room => {
                    *clauses += 1;
                    piece.extend(&clause);
                    room -= clause.len();
                }
                _ => {
                    room = PIECE.saturating_sub(clause.len());
                    pieces.push((1, clause));
                }
            }
        }
        pieces.push((0, bytes(footnotes)?));
        let mut packed = bytes(&head)?;
        let mut table: Vec<(usize, usize)> = vec![(0, packed.len())];
        for (clauses, piece) in pieces {
            let piece = pack(&piece)?;
            table.push((clauses, piece.len()));
            packed.extend(piece);
        }
        let mut stored = bytes(&table)?;
        stored.extend(packed);
        Record::decode(OwnedBytes::new(stored))
    }

    /// Reads a stored record. Fails when it is none.
    pub(crate) fn decode(stored: OwnedBytes) -> io::Result<Record> {
        let (table, rest): (Vec<(u32, u32)>, _) = postcard::take_from_bytes(&stored).map_err(unreadable)?;
        let mut pieces = Vec::with_capacity(table.len());
        let (mut place, mut length) = (0, 0);
        for (clauses, bytes) in table {
            let (clauses, bytes) = (clauses as usize, bytes as usize);
            pieces.push(Piece { places: place..place + clauses, bytes: length..length + bytes });
            (place, length) = (place + clauses, length + bytes);
        }
        let begin = stored.len() - rest.len();
        if pieces.len() < 2 || begin + length != stored.len() {
            return Err(invalid("its pieces are not as long as it says"));
        }
        for piece in &mut pieces {
            piece.bytes = begin + piece.bytes.start..begin + piece.bytes.end;
        }
        let footnotes = pieces.pop().map(|last| last.bytes).unwrap_or_default();
        let head: Head = value(&stored[pieces.remove(0).bytes])?;
        if head.clauses as usize != place {
            return Err(invalid("it has not as many clauses as it says"));
        }
        Ok(Record { head, stored, pieces, footnotes })
    }

    /// The stored form.
    pub(crate) fn encode(&self) -> &[u8] {
        &self.stored
    }

    /// Each piece before it is packed, for whoever makes a dictionary: see `data/README.md`.
    pub fn unpacked(&self) -> io::Result<Vec<Vec<u8>>> {
        let pieces = self.pieces.iter().map(|piece| piece.bytes.clone()).chain([self.footnotes.clone()]);
        let head = bytes(&self.head)?;
        std::iter::once(Ok(head)).chain(pieces.map(|bytes| unpack(&self.stored[bytes]))).collect()
    }

    /// Reads clauses one by one.
    pub fn clauses(&self) -> Clauses<'_> {
        Clauses { record: self, unpacked: BTreeMap::new() }
    }

    /// The whole resolution. Fails when a part of it cannot be read.
    pub fn resolution(&self) -> io::Result<Resolution> {
        let mut clauses = Vec::with_capacity(self.head.clauses as usize);
        for piece in &self.pieces {
            let unpacked = unpack(&self.stored[piece.bytes.clone()])?;
            let mut rest = &unpacked[..];
            for _ in piece.places.clone() {
                clauses.push(clause(&self.head, StoredClause::take(&mut rest)?)?);
            }
        }
        let footnotes = value(&unpack(&self.stored[self.footnotes.clone()])?)?;
        Ok(Resolution { header: self.head.header.clone(), clauses, footnotes })
    }
}

/// Reads clauses of a record, and no piece of it twice.
pub struct Clauses<'r> {
    record: &'r Record,
    /// By the number of the piece.
    unpacked: BTreeMap<usize, Vec<u8>>,
}

impl<'r> Clauses<'r> {
    /// The head of the record.
    pub fn head(&self) -> &'r Head {
        &self.record.head
    }

    /// The clause at `place`, from 0. Fails when there is none or it cannot be read.
    pub fn get(&mut self, place: usize) -> io::Result<Clause> {
        let Record { head, stored, pieces, .. } = self.record;
        let at = pieces.partition_point(|piece| piece.places.end <= place);
        let piece = pieces.get(at).ok_or_else(|| invalid("it has no such clause"))?;
        let unpacked = match self.unpacked.entry(at) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(unpack(&stored[piece.bytes.clone()])?),
        };
        let mut rest = &unpacked[..];
        for _ in piece.places.start..place {
            StoredClause::take(&mut rest)?;
        }
        clause(head, StoredClause::take(&mut rest)?)
    }
}

/// Stands before a reference that does not begin as those of its resolution do.
const WHOLE: char = '=';

/// The opener of a clause as it is stored.
#[derive(Serialize, Deserialize)]
enum Opener<'a> {
    /// The text begins with it: how many bytes it has.
    Begins(usize),
    Printed(&'a str),
}

/// A clause as it is stored: what is nearly the same in neighbours first, and without what its head and its text say.
#[derive(Serialize, Deserialize)]
struct StoredClause<'a> {
    part: Part,
    preambular: bool,
    #[serde(borrow)]
    section: Option<&'a str>,
    #[serde(borrow)]
    annex: Option<&'a str>,
    chapeau: Option<usize>,
    /// The first line, and how many more there are.
    lines: (u32, i64),
    joins: Cow<'a, [u32]>,
    #[serde(borrow)]
    label: Option<&'a str>,
    #[serde(borrow)]
    reference: Cow<'a, str>,
    #[serde(borrow)]
    verb: Option<&'a str>,
    #[serde(borrow)]
    opener: Option<Opener<'a>>,
    /// In UTF-8, which is looked at only when the clause is wanted: most are read on the way to another.
    #[serde(serialize_with = "as_bytes")]
    text: &'a [u8],
}

/// In one piece, not byte by byte as rows are written.
fn as_bytes<S: Serializer>(text: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(text)
}

impl<'a> StoredClause<'a> {
    /// Reads one off the beginning of a piece.
    fn take(piece: &mut &'a [u8]) -> io::Result<Self> {
        let (clause, rest) = postcard::take_from_bytes(piece).map_err(unreadable)?;
        *piece = rest;
        Ok(clause)
    }
}

/// What is stored of a clause.
fn clause_bytes(head: &Head, clause: &Clause) -> io::Result<Vec<u8>> {
    let reference = match clause.reference.strip_prefix(head.cited()) {
        Some(rest) if !rest.starts_with(WHOLE) => Cow::Borrowed(rest),
        _ => Cow::Owned(format!("{WHOLE}{}", clause.reference)),
    };
    let opener = clause.opener.as_deref().map(|opener| match clause.unlabelled().starts_with(opener) {
        true => Opener::Begins(opener.len()),
        false => Opener::Printed(opener),
    });
    bytes(&StoredClause {
        part: clause.part,
        preambular: clause.preambular,
        section: clause.section.as_deref(),
        annex: clause.annex.as_deref(),
        chapeau: clause.chapeau,
        lines: (clause.lines.0, i64::from(clause.lines.1) - i64::from(clause.lines.0)),
        joins: Cow::Borrowed(&clause.joins),
        label: clause.label.as_deref(),
        reference,
        verb: clause.verb.as_deref(),
        opener,
        text: clause.text.as_bytes(),
    })
}

/// The clause that was stored.
fn clause(head: &Head, stored: StoredClause<'_>) -> io::Result<Clause> {
    let StoredClause { reference, lines: (first, more), opener, .. } = stored;
    let reference = match reference.strip_prefix(WHOLE) {
        Some(whole) => whole.to_owned(),
        None => format!("{}{reference}", head.cited()),
    };
    let last = u32::try_from(i64::from(first) + more).map_err(|_| invalid("a clause ends before it begins"))?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let mut clause = Clause {
        reference,
        part: stored.part,
        preambular: stored.preambular,
        section: owned(stored.section),
        annex: owned(stored.annex),
        label: owned(stored.label),
        verb: owned(stored.verb),
        text: std::str::from_utf8(stored.text).map_err(|_| invalid("a text is not UTF-8"))?.to_owned(),
        chapeau: stored.chapeau,
        joins: stored.joins.into_owned(),
        lines: (first, last),
        opener: None,
    };
    clause.opener = match opener {
        None => None,
        Some(Opener::Printed(opener)) => Some(opener.to_owned()),
        Some(Opener::Begins(length)) => {
            let opener =
                clause.unlabelled().get(..length).ok_or_else(|| invalid("a clause is shorter than its opener"))?;
            Some(opener.to_owned())
        }
    };
    Ok(clause)
}

/// A value as it is stored: postcard's bytes, which have no names and need no reading of signs.
fn bytes(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value).map_err(unreadable)
}

/// The value that was stored, and nothing behind it.
fn value<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    match postcard::take_from_bytes(bytes).map_err(unreadable)? {
        (value, []) => Ok(value),
        _ => Err(invalid("there is more than it says")),
    }
}

fn unreadable(error: postcard::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
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

impl FileEntry {
    /// The stored form.
    pub(crate) fn encode(&self) -> io::Result<Vec<u8>> {
        pack(&bytes(self)?)
    }

    /// Reads a stored entry. Fails when it is none.
    pub(crate) fn decode(stored: &[u8]) -> io::Result<FileEntry> {
        value(&unpack(stored)?)
    }
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
    use alinea_model::Footnote;

    fn record(clauses: usize) -> (Resolution, Record) {
        let clause = |place: usize| Clause {
            reference: format!("{}, par. {place}", ["A/RES/1/1", "B/RES/1", "=", "A/RES/1/1="][place % 4]),
            label: Some("1".into()),
            opener: [None, Some("un"), Some("autre")][place % 3].map(str::to_owned),
            text: ["un\nsaut \"de\" ligne", "deux\u{2028}trois\u{85}"][place % 2].repeat(1 + place),
            lines: (1, 2),
            joins: vec![3],
            ..Clause::default()
        };
        let resolution = Resolution {
            header: Header { symbol: Symbol::parse("A/RES/1/1"), ..Header::default() },
            clauses: (0..clauses).map(clause).collect(),
            footnotes: vec![Footnote { mark: None, text: "note".into() }],
        };
        let record = Record::new("/d/a.txt", 0, "a", &resolution).unwrap();
        (resolution, record)
    }

    #[test]
    fn a_record_gives_back_its_resolution() {
        for clauses in [0, 1, 2, 100] {
            let (resolution, record) = record(clauses);
            let back = Record::decode(OwnedBytes::new(record.encode().to_owned())).unwrap();
            assert_eq!(back, record);
            assert_eq!(back.resolution().unwrap(), resolution);
            let mut read = back.clauses();
            for place in (0..clauses).rev() {
                assert_eq!(read.get(place).unwrap(), resolution.clauses[place]);
            }
            assert!(read.get(clauses).is_err());
            assert_eq!(back.head.key(), "0:/d/a.txt");
        }
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let stored = record(100).1.encode().to_owned();
        assert!(Record::decode(OwnedBytes::new(stored[1..].to_owned())).is_err());
        for length in [0, 1, 2, 10, stored.len() / 2, stored.len() - 1] {
            assert!(Record::decode(OwnedBytes::new(stored[..length].to_owned())).is_err());
        }
        assert!(Record::decode(OwnedBytes::new(vec![0xff; 100])).is_err());
    }
}
