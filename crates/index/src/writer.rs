//! An index opened for writing.

use crate::directory::{Failure, ReadWrite, create_folder};
use crate::entry::{Entry, Searched};
use crate::files::{damage, is_blank, is_ours, tidy};
use crate::inversion::Inversion;
use crate::lock::WriterLock;
use crate::order::order_key;
use crate::schema::{Fields, schema};
use crate::store::Storing;
use crate::{Error, FileEntry, Index, Record, index, lock, marker};
use alinea_model::Clause;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, IndexWriter, Term};

/// Memory a thread may fill before it writes a segment, in bytes: some 30 MB of text.
const MEMORY: usize = 96 << 20;

/// A segment with so many documents is not merged any more: its files are mapped while it is, some 400 bytes a document, and
/// memory shall be bounded whatever the size of the index. To search some larger segments takes hardly longer than one.
const LARGE: usize = 500_000;

/// An index opened for writing. Nothing of what is done with it is seen by readers before [`Writer::commit`], and
/// dropping it without is as if it had never been opened.
///
/// To replace a file is to remove it and to add what it holds now.
pub struct Writer {
    path: PathBuf,
    fields: Fields,
    writer: IndexWriter<Entry>,
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
            index.register_plugin(Arc::new(Inversion(fields)));
            index.register_plugin(Arc::new(Storing));
            let threads = threads.max(1);
            let writer: IndexWriter<Entry> =
                index.writer_with_num_threads(threads, threads * MEMORY).map_err(engine)?;
            let mut policy = LogMergePolicy::default();
            // A segment with a third of its documents deleted is merged for that alone.
            policy.set_del_docs_ratio_before_merge(0.3);
            policy.set_max_docs_before_merge(LARGE);
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
        let stored = entry.encode().map_err(|source| Error::Io { path: self.path.clone(), source })?;
        self.add([Entry::File { file: entry.file.clone(), stored }])
    }

    /// Stores a resolution, to be printed. Its clauses are not searched.
    pub fn add_record(&mut self, record: &Record) -> Result<(), Error> {
        self.add([self.record_entry(record)])
    }

    /// Stores a resolution and lets its clauses be found. `clauses` are all of them, in order. It must not be there
    /// already, nor may clauses of another with its symbol.
    pub fn add_resolution(&mut self, record: &Record, clauses: Vec<Clause>) -> Result<(), Error> {
        let head = record.head.clone();
        let order = order_key(head.symbol(), &head.name, &head.file, head.rank);
        let resolution = Arc::new(Searched { fields: self.fields, order, head, clauses });
        let mut entries = vec![self.record_entry(record)];
        entries.extend((0..resolution.clauses.len()).map(|place| Entry::clause(&resolution, place)));
        self.add(entries)
    }

    fn record_entry(&self, record: &Record) -> Entry {
        let head = &record.head;
        let name = head.symbol().unwrap_or(&head.name).to_owned();
        Entry::Record { file: head.file.clone(), key: head.key(), name, stored: record.encode().to_owned() }
    }

    /// Lets the clauses of the resolution with a symbol be found no more. Its record stays.
    pub fn remove_clauses(&mut self, symbol: &str) {
        self.changed = true;
        self.writer.delete_term(Term::from_field_text(self.fields.symbol, symbol));
    }

    /// Lets the clauses of a resolution be found that had its record only.
    pub fn replace_record(&mut self, record: &Record, clauses: Vec<Clause>) -> Result<(), Error> {
        self.writer.delete_term(Term::from_field_text(self.fields.key, &record.head.key()));
        self.add_resolution(record, clauses)
    }

    /// Adds entries to one segment, one behind the other.
    fn add(&mut self, entries: impl IntoIterator<Item = Entry, IntoIter: ExactSizeIterator>) -> Result<(), Error> {
        self.changed = true;
        self.check()?;
        let batch = entries.into_iter().map(UserOperation::Add);
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

/// The engine stores nothing: see `store`.
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
    let index = tantivy::Index::builder().schema(schema().0).settings(settings()).register_plugin(Arc::new(Storing));
    index.open_or_create(directory).map_err(engine)?;
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
