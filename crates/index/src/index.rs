//! An index opened for reading.

use crate::columns::Columns;
use crate::directory::{META, ReadOnly};
use crate::files::damage;
use crate::per_segment::PerSegment;
use crate::runs::Runs;
use crate::schema::{CLAUSE, FILE, Fields, schema};
use crate::store::Stores;
use crate::terms::{Zone, word_and_zone};
use crate::wordings::{Earned, Wordings};
use crate::{Error, FileEntry, Record, Statistics, Stats, marker, stats};
use alinea_french::fold;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::OwnedBytes;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, SegmentOrdinal, TERMINATED, Term};

/// An index opened for reading: a snapshot of its last commit, which later writes do not change.
#[derive(Clone)]
pub struct Index {
    path: PathBuf,
    fields: Fields,
    searcher: Searcher,
    stores: Arc<Stores>,
    statistics: Arc<Statistics>,
    wordings: Arc<Earned>,
    columns: Arc<PerSegment<Columns>>,
    runs: Arc<PerSegment<Runs>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in the folder `path`. Nothing is written and no lock is taken: a read-only folder will do.
    ///
    /// Fails when there is no index ([`Error::NotFound`], [`Error::NotAnIndex`]), when another version or another
    /// analysis made it ([`Error::Format`], [`Error::Analysis`]), and when it is damaged as far as opening can tell
    /// ([`Error::Damaged`]; [`verify`](crate::verify) tells all): it sees that every file is there and whole, and
    /// compares `meta.json` and small files with their checksums.
    pub fn open(path: &Path) -> Result<Index, Error> {
        marker::check(path)?;
        guard(path, || {
            let engine = |error| Error::engine(path, error);
            // A writer may delete files between our reading of their list and our opening them. Then the list has
            // changed by the time we look again, and a new attempt finds the new files.
            let list = || std::fs::read(path.join(META)).ok();
            let mut seen = list();
            loop {
                let opened = open_searcher(path).and_then(|searcher| Ok((Stores::open(&searcher)?, searcher)));
                let now = list();
                match opened {
                    Err(_) if now != seen => seen = now,
                    opened => {
                        let (stores, searcher) = opened.map_err(engine)?;
                        let (expected, fields) = schema();
                        if *searcher.schema() != expected {
                            let detail = "its fields are not those of its format".to_owned();
                            return Err(Error::Damaged { path: path.to_owned(), detail });
                        }
                        let statistics = Arc::new(Statistics::new(searcher.clone(), &fields));
                        let columns = Arc::new(PerSegment::new(&searcher));
                        let runs = Arc::new(PerSegment::new(&searcher));
                        return Ok(Index {
                            path: path.to_owned(),
                            fields,
                            searcher,
                            stores: Arc::new(stores),
                            statistics,
                            wordings: Arc::default(),
                            columns,
                            runs,
                        });
                    }
                }
            }
        })
    }

    /// The folder it was opened from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The fields of its documents.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The engine's view of it.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The numbers ranking rests on.
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// The columns of a segment. Fails when they cannot be read.
    pub fn columns(&self, segment: SegmentOrdinal) -> tantivy::Result<&Columns> {
        self.columns.get(segment, || Columns::open(self.searcher.segment_reader(segment)))
    }

    /// The clauses of each resolution of a segment. Fails when they cannot be read.
    pub fn runs(&self, segment: SegmentOrdinal) -> tantivy::Result<&Runs> {
        self.runs.get(segment, || Runs::read(self.searcher.segment_reader(segment), &self.fields))
    }

    /// The wordings by number, once so many clauses have been grouped by their keys that it is worth it; until then
    /// `None`, and clauses are to be grouped by the column `wording`.
    pub fn wordings(&self) -> tantivy::Result<Option<&Wordings>> {
        self.wordings.get(&self.searcher)
    }

    /// Notes that so many clauses have been grouped.
    pub fn note_grouped(&self, clauses: u64) {
        self.wordings.note(clauses);
    }

    /// Runs `read` over this index. Damage that opening did not see makes the engine fail or panic: that becomes
    /// [`Error::Damaged`], which names the file. (The message of the panic still goes to the panic hook.)
    pub fn guard<T>(&self, read: impl FnOnce() -> Result<T, tantivy::TantivyError>) -> Result<T, Error> {
        guard(&self.path, || read().map_err(|error| Error::engine(&self.path, error)))
    }

    /// Counts what the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        let mut counted = self.guard(|| stats::count(self))?;
        counted.duplicates = stats::duplicates(&self.files()?);
        counted.resolutions -= counted.duplicates;
        counted.bytes = stats::size(&self.path)?;
        Ok(counted)
    }

    /// How many clauses are searched.
    pub fn clauses(&self) -> Result<u64, Error> {
        self.guard(|| self.statistics().live_doc_freq(&Term::from_field_text(self.fields.kind, CLAUSE)))
    }

    /// The term that every clause that is searched holds.
    pub fn every_clause(&self) -> Term {
        Term::from_field_text(self.fields.kind, CLAUSE)
    }

    /// The files it was made from, by path.
    pub fn files(&self) -> Result<Vec<FileEntry>, Error> {
        let mut files: Vec<FileEntry> = self
            .stored(&Term::from_field_text(self.fields.kind, FILE))?
            .iter()
            .map(|stored| FileEntry::decode(stored).map_err(|error| self.unreadable(&error)))
            .collect::<Result<_, _>>()?;
        files.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(files)
    }

    /// The record with the key [`Head::key`](crate::Head::key), if there is one.
    pub fn record(&self, key: &str) -> Result<Option<Record>, Error> {
        Ok(self.records(&Term::from_field_text(self.fields.key, key))?.into_iter().next())
    }

    /// The records of a symbol in canonical form, or of the name of a file whose resolution has no symbol (case and
    /// accents are of no importance). The first is the one whose clauses are searched.
    pub fn records_of(&self, name: &str) -> Result<Vec<Record>, Error> {
        let mut records = self.records(&Term::from_field_text(self.fields.name, &fold(name)))?;
        records.sort_by(|a, b| a.head.precedence().cmp(&b.head.precedence()));
        Ok(records)
    }

    fn records(&self, term: &Term) -> Result<Vec<Record>, Error> {
        let stored = self.stored(term)?;
        stored.into_iter().map(|stored| Record::decode(stored).map_err(|error| self.unreadable(&error))).collect()
    }

    /// Where the record of the clause at `place` stands that is the document at `clause`; see `schema`.
    pub fn owner(&self, clause: DocAddress, place: u64) -> Result<DocAddress, Error> {
        let before = u32::try_from(place).ok().and_then(|place| clause.doc_id.checked_sub(place)?.checked_sub(1));
        let owner = before.map(|record| DocAddress::new(clause.segment_ord, record));
        let is_deleted = |owner: &DocAddress| self.searcher.segment_reader(owner.segment_ord).is_deleted(owner.doc_id);
        owner.filter(|owner| !is_deleted(owner)).ok_or_else(|| self.unreadable(&"a clause has none"))
    }

    /// The record at an [`Index::owner`].
    pub fn record_at(&self, owner: DocAddress) -> Result<Record, Error> {
        let stored = self.guard(|| Ok(self.stores.bytes(owner)?))?;
        Record::decode(stored).map_err(|error| self.unreadable(&error))
    }

    /// What the documents with a term store.
    fn stored(&self, term: &Term) -> Result<Vec<OwnedBytes>, Error> {
        self.guard(|| {
            let addresses = self.addresses(term)?;
            addresses.into_iter().map(|address| Ok(self.stores.bytes(address)?)).collect()
        })
    }

    /// The documents with a term, the deleted ones left out.
    fn addresses(&self, term: &Term) -> tantivy::Result<Vec<DocAddress>> {
        let mut addresses = Vec::new();
        for (ord, reader) in (0..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(term.field())?;
            let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else { continue };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    addresses.push(DocAddress::new(ord, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(addresses)
    }

    /// What is told when a record is not what was stored.
    pub fn unreadable(&self, error: &dyn std::fmt::Display) -> Error {
        let detail = format!("a stored record cannot be read: {error}");
        damage(&self.path).unwrap_or(Error::Damaged { path: self.path.clone(), detail })
    }

    /// The words of the clauses' own texts, each as it is called in terms and with the number of clauses it is in, deleted
    /// ones included, in no order: for completions.
    pub fn words(&self) -> Result<Vec<(String, u32)>, Error> {
        self.guard(|| {
            let mut words = std::collections::BTreeMap::<String, u32>::new();
            for reader in self.searcher.segment_readers() {
                let index = reader.inverted_index(self.fields.words)?;
                let mut stream = index.terms().stream()?;
                while stream.advance() {
                    let term = std::str::from_utf8(stream.key()).ok().and_then(word_and_zone);
                    if let Some((word, Zone::Text)) = term {
                        *words.entry(word.to_owned()).or_default() += stream.value().doc_freq;
                    }
                }
            }
            Ok(words.into_iter().collect())
        })
    }
}

fn open_searcher(path: &Path) -> tantivy::Result<Searcher> {
    // Nothing is analysed through the engine here: queries are, before they come to it.
    let index = tantivy::Index::open(ReadOnly::open(path)?)?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}

/// Runs `read`; a panic becomes an error: reading what it did not write is what makes the engine panic. Errors of an
/// index that is damaged name the file.
pub(crate) fn guard<T>(path: &Path, read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let failed = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Err(error @ (Error::Damaged { .. } | Error::Engine { .. }))) => error,
        Ok(result) => return result,
        Err(panic) => {
            let message = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Error::Mistake { path: path.to_owned(), message: message.unwrap_or("no message").to_owned() }
        }
    };
    Err(damage(path).unwrap_or(failed))
}
