//! An index opened for writing.

use crate::directory::{Failure, ReadWrite, create_folder};
use crate::files::{damage, is_blank, is_ours, tidy};
use crate::lock::WriterLock;
use crate::order::order_key;
use crate::schema::{CLAUSE, FILE, FIRST, Fields, RESOLUTION, schema};
use crate::{Error, FileEntry, Head, Index, Record, index, lock, marker, tokenizer, wording_key};
use alinea_model::{Clause, Date, Organ};
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::schema::TantivyDocument;
use tantivy::store::Compressor;
use tantivy::{IndexSettings, IndexWriter, Term};

/// Memory a thread may fill before it writes a segment, in bytes. 64 MB hold some 30 MB of text.
const MEMORY: usize = 64 << 20;

/// An index opened for writing. Nothing of what is done with it is seen by readers before [`Writer::commit`], and
/// dropping it without is as if it had never been opened.
///
/// To replace a file is to remove it and to add what it holds now.
pub struct Writer {
    path: PathBuf,
    fields: Fields,
    writer: IndexWriter,
    failure: Failure,
    changed: bool,
    /// The files of the last commit are known to be what was written, or will not be read.
    checked: bool,
    /// Held from before the folder is looked at until the writer is dropped.
    _lock: WriterLock,
}

impl Writer {
    /// Opens the index in the folder `path` for writing on `threads` threads; makes it, and the folder, if there is
    /// none. What a writer that was killed has left is taken away.
    ///
    /// Fails when another writer has it open ([`Error::Busy`]), when the folder holds something else
    /// ([`Error::NotAnIndex`]), and as [`Index::open`] does.
    pub fn open(path: &Path, threads: usize) -> Result<Writer, Error> {
        let lock = take_lock(path)?;
        if is_blank(path)? {
            create(path)?;
        }
        Writer::locked(path, threads, lock)
    }

    /// Opens the index in the folder `path` to be filled anew, whatever version made it. Files in the folder that are
    /// not of an index are left alone; a folder that is no index is refused.
    ///
    /// An index that can be opened stays as it is until [`Writer::commit`]; one that cannot is gone from the moment this
    /// returns.
    pub fn rebuild(path: &Path, threads: usize) -> Result<Writer, Error> {
        let lock = take_lock(path)?;
        let blank = is_blank(path)?;
        if !blank && Index::open(path).is_ok() {
            let mut writer = Writer::locked(path, threads, lock)?;
            writer.writer.delete_all_documents().map_err(|error| Error::engine(path, error))?;
            (writer.changed, writer.checked) = (true, true);
            return Ok(writer);
        }
        if !blank {
            empty(path)?;
        }
        create(path)?;
        Writer::locked(path, threads, lock)
    }

    fn locked(path: &Path, threads: usize, lock: WriterLock) -> Result<Writer, Error> {
        marker::check(path)?;
        let engine = |error| Error::engine(path, error);
        index::guard(path, || {
            tidy(path)?;
            let (_, fields) = schema();
            let directory = ReadWrite::open(path).map_err(|error| engine(error.into()))?;
            let failure = directory.failure();
            let mut index = tantivy::Index::open(directory).map_err(engine)?;
            index.set_tokenizers(tokenizer::manager());
            let threads = threads.max(1);
            let writer: IndexWriter = index.writer_with_num_threads(threads, threads * MEMORY).map_err(engine)?;
            let mut policy = LogMergePolicy::default();
            // A segment with a third of its documents deleted is merged for that alone.
            policy.set_del_docs_ratio_before_merge(0.3);
            writer.set_merge_policy(Box::new(policy));
            let path = path.to_owned();
            Ok(Writer { path, fields, writer, failure, changed: false, checked: false, _lock: lock })
        })
    }

    /// The index as of the last commit.
    pub fn committed(&self) -> Result<Index, Error> {
        Index::open(&self.path)
    }

    /// Takes out everything that came from a file.
    pub fn remove_file(&mut self, file: &str) {
        self.changed = true;
        self.writer.delete_term(Term::from_field_text(self.fields.file, file));
    }

    /// Remembers a file. It must not be there already.
    pub fn add_file(&mut self, entry: &FileEntry) -> Result<(), Error> {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.kind, FILE);
        document.add_text(self.fields.file, &entry.file);
        let stored = entry.encode().map_err(|source| Error::Io { path: self.path.clone(), source })?;
        document.add_bytes(self.fields.entry, &stored);
        self.add([document])
    }

    /// Stores a resolution, to be printed. Its clauses are not searched.
    pub fn add_record(&mut self, record: &Record) -> Result<(), Error> {
        self.add([self.record_document(record)])
    }

    /// Stores a resolution and lets its clauses be found. `clauses` are all of them, in order. It must not be there
    /// already, nor may clauses of another with its symbol.
    pub fn add_resolution(&mut self, record: &Record, clauses: &[Clause]) -> Result<(), Error> {
        let head = &record.head;
        let order = order_key(head.symbol(), &head.name, &head.file, head.rank);
        let mut documents = vec![self.record_document(record)];
        let places = 0..clauses.len();
        documents.extend(places.map(|place| clause_document(&self.fields, head, &order, clauses, place)));
        self.add(documents)
    }

    fn record_document(&self, record: &Record) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.kind, RESOLUTION);
        document.add_text(self.fields.file, &record.head.file);
        document.add_text(self.fields.key, record.head.key());
        document.add_text(self.fields.name, record.head.symbol().unwrap_or(&record.head.name));
        document.add_bytes(self.fields.record, record.encode());
        document
    }

    /// Lets the clauses of the resolution with a symbol be found no more. Its record stays.
    pub fn remove_clauses(&mut self, symbol: &str) {
        self.changed = true;
        self.writer.delete_term(Term::from_field_text(self.fields.symbol, symbol));
    }

    /// Lets the clauses of a resolution be found that had its record only.
    pub fn replace_record(&mut self, record: &Record, clauses: &[Clause]) -> Result<(), Error> {
        self.writer.delete_term(Term::from_field_text(self.fields.key, &record.head.key()));
        self.add_resolution(record, clauses)
    }

    /// Adds documents to one segment, one behind the other.
    fn add(
        &mut self,
        documents: impl IntoIterator<Item = TantivyDocument, IntoIter: ExactSizeIterator>,
    ) -> Result<(), Error> {
        self.changed = true;
        self.check()?;
        let batch = documents.into_iter().map(UserOperation::Add);
        self.writer.run(batch).map(drop).map_err(|error| self.failed(error))
    }

    /// Compares the files of the last commit with their checksums before the first document: from then on segments may
    /// be merged, and what was merged from damaged ones would have checksums of its own, and pass for sound.
    fn check(&mut self) -> Result<(), Error> {
        if !self.checked {
            if let Some(error) = damage(&self.path) {
                return Err(error);
            }
            self.checked = true;
        }
        Ok(())
    }

    /// The engine only says that one of its threads has ended; the reason is the file it could not write.
    fn failed(&self, error: tantivy::TantivyError) -> Error {
        self.failure.take().unwrap_or_else(|| Error::engine(&self.path, error))
    }

    /// Publishes everything done so far, in one step, and waits for the merging of segments. When this returns it is on
    /// disk. Where nothing was done, nothing is written.
    pub fn commit(mut self) -> Result<(), Error> {
        if !self.changed {
            return Ok(());
        }
        self.check()?;
        let committed = self.writer.commit();
        committed.map_err(|error| self.failed(error))?;
        // Merging that fails leaves the segments as they were committed, and files that are of no use.
        let _ = self.writer.wait_merging_threads();
        tidy(&self.path)
    }
}

/// The lock of the one writer of the folder, which is made if need be.
fn take_lock(path: &Path) -> Result<WriterLock, Error> {
    match path.metadata() {
        Ok(metadata) if !metadata.is_dir() => return Err(Error::NotAnIndex { path: path.to_owned() }),
        Ok(_) if !marker::exists(path) && !is_blank(path)? => {
            return Err(Error::NotAnIndex { path: path.to_owned() });
        }
        Ok(_) => {}
        Err(_) => create_folder(path).map_err(|source| Error::Io { path: path.to_owned(), source })?,
    }
    lock::take(path)
}

/// What is stored is packed already.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

fn create(path: &Path) -> Result<(), Error> {
    let engine = |error| Error::engine(path, error);
    let directory = ReadWrite::open(path).map_err(|error| engine(error.into()))?;
    marker::write(path)?;
    tantivy::Index::create(directory, schema().0, settings()).map_err(engine)?;
    Ok(())
}

/// Removes the files of an index and no others. The marker goes last, so that a wiping that was cut short can be taken
/// up again.
fn empty(path: &Path) -> Result<(), Error> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    for entry in fs::read_dir(path).map_err(io(path))? {
        let file = entry.map_err(io(path))?.path();
        if file.file_name().and_then(|name| name.to_str()).is_some_and(is_ours) {
            fs::remove_file(&file).map_err(io(&file))?;
        }
    }
    fs::remove_file(path.join(marker::NAME)).map_err(io(path))
}

/// The document of the clause at `place`.
fn clause_document(fields: &Fields, head: &Head, order: &str, clauses: &[Clause], place: usize) -> TantivyDocument {
    let clause = &clauses[place];
    let header = &head.header;
    let mut document = TantivyDocument::new();
    document.add_text(fields.kind, CLAUSE);
    if place == 0 {
        document.add_text(fields.kind, FIRST);
        if let Some(title) = &header.title {
            document.add_text(fields.title, title);
            document.add_text(fields.title_pairs, title);
        }
    }
    document.add_text(fields.file, &head.file);
    document.add_text(fields.order, order);
    document.add_u64(fields.place, place as u64);
    document.add_u64(fields.wording, wording_key(clause));
    document.add_text(fields.text, &clause.text);
    document.add_text(fields.pairs, &clause.text);
    let chapeaux: Vec<String> = chapeaux(clauses, place).map(|text| text.replace(tokenizer::BETWEEN, " ")).collect();
    if !chapeaux.is_empty() {
        let chapeaux = chapeaux.join(tokenizer::BETWEEN.encode_utf8(&mut [0; 4]));
        document.add_text(fields.chapeau, &chapeaux);
        document.add_text(fields.chapeau_pairs, &chapeaux);
    }
    if let Some(across) = across(clauses, place) {
        document.add_text(fields.across, &across);
        document.add_text(fields.border, &across);
    }
    document.add_text(fields.part, clause.part.as_str());
    for (field, value) in [
        (fields.symbol, head.symbol()),
        (fields.organ, header.organ.as_ref().map(Organ::name)),
        (fields.session, header.session.as_deref()),
        (fields.opener, clause.opener.as_deref()),
        (fields.verb, clause.verb.as_deref()),
    ] {
        if let Some(value) = value {
            document.add_text(field, value);
        }
    }
    if let Some(day) = header.adopted {
        document.add_i64(fields.adopted, day_number(day));
    }
    document
}

/// The texts that introduce a clause: its chapeau, the chapeau of that one, and so on. Each stands before what it
/// introduces, which also ends the walk if a segmentation should ever be wrong about it.
fn chapeaux(clauses: &[Clause], place: usize) -> impl Iterator<Item = &str> {
    let above = |at: usize| clauses[at].chapeau.filter(|&above| above < at);
    std::iter::successors(above(place), move |&at| above(at)).map(|at| clauses[at].text.as_str())
}

/// A sub-paragraph behind its chapeaux as one reads them, [`BETWEEN`](tokenizer::BETWEEN) before its own text. Text that
/// goes on after sub-paragraphs has no label, and is not read right behind its chapeau.
fn across(clauses: &[Clause], place: usize) -> Option<String> {
    let clause = &clauses[place];
    clause.label.as_ref()?;
    let above = |at: usize| clauses[at].chapeau.filter(|&above| above < at);
    let mut chain: Vec<usize> = std::iter::successors(above(place), |&at| above(at)).collect();
    chain.reverse();
    let (&first, others) = chain.split_first()?;
    let mut text = clauses[first].text.clone();
    for &at in others {
        text.push(' ');
        text.push_str(clauses[at].unlabelled());
    }
    let mut text = text.replace(tokenizer::BETWEEN, " ");
    text.push(tokenizer::BETWEEN);
    text.push_str(clause.unlabelled());
    Some(text)
}

/// A day as the number `20111219`, which sorts as days do and can be read.
fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
