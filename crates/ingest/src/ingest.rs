//! Files into the index.

use crate::candidates::{Candidate, Candidates};
use crate::parallel::{in_order, pool};
use crate::read::{name, segment_bytes, with_bytes};
use crate::{Duplicate, Error, Failure, FileError, Levels, Progress, Report, Walk};
use alinea_index::{FileEntry, Index, Record, ResolutionEntry, Writer};
use alinea_model::{Clause, Resolution, Symbol};
use alinea_segment::{Diagnostic, Level};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How a run goes about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Threads to read, segment and index on; `None`: as many as there are cores.
    pub threads: Option<usize>,
    /// Take files out of the index that are gone from the given folders.
    pub prune: bool,
    /// Begin with an empty index, whatever version made the one that is there.
    pub rebuild: bool,
}

/// Brings the index in the folder `index` (made if there is none) up to date with the files below `paths`.
///
/// Files in the index that are not below `paths` stay as they are. The index changes in one step at the end: a run that
/// is stopped before leaves it as it was; with `rebuild`, empty if it could not be opened. What comes out depends on the files alone: not on
/// the number of threads, nor on the order of the paths, nor on whether it took one run or several.
///
/// Every file is read and compared with the digest of what was read before; times and sizes are not trusted. A file
/// that cannot be read keeps what the index has of it; one that is no text any more loses it.
///
/// `progress` is told after every file. Fails when the index cannot be opened or written; files that cannot be read are
/// in the report. If no file is found at all, no index is made.
pub fn ingest(
    index: &Path,
    paths: &[PathBuf],
    options: &Options,
    progress: impl FnMut(Progress),
) -> Result<Report, Error> {
    ingest_holding(HELD, index, paths, options, progress)
}

/// Bytes of clauses that wait until nothing better of their symbol can come. What is in the index by then must be taken
/// out again, and leaves documents marked as deleted, which every search must pass over.
const HELD: usize = 96 << 20;

/// [`ingest`], with another number than [`HELD`].
fn ingest_holding(
    most: usize,
    index: &Path,
    paths: &[PathBuf],
    options: &Options,
    progress: impl FnMut(Progress),
) -> Result<Report, Error> {
    let walk = Walk::new(paths);
    if walk.files.is_empty() && !index.exists() {
        return Ok(Report { failed: failures(&walk.failed), skipped: walk.skipped, ..Report::default() });
    }
    let pool = pool(options.threads)?;
    let open = if options.rebuild { Writer::rebuild } else { Writer::open };
    let writer = open(index, pool.current_num_threads())?;
    let committed = writer.committed()?;
    let known = if options.rebuild { Vec::new() } else { committed.files()? };
    let known = known.into_iter().map(|entry| (entry.file.clone(), entry)).collect();
    let run = Run { pool, committed, known, writer, report: Report::default(), progress };
    run.over(walk, options.prune, most)
}

/// A run under way.
struct Run<P> {
    pool: ThreadPool,
    /// The index as it was before.
    committed: Index,
    /// The files in it, and later those that are in it after this run.
    known: BTreeMap<String, FileEntry>,
    writer: Writer,
    report: Report,
    progress: P,
}

/// A file whose bytes are not those the index knows.
struct Changed {
    path: PathBuf,
    bytes: u64,
}

/// What became of it.
struct Read {
    entry: FileEntry,
    records: Vec<(Record, Resolution)>,
    diagnostics: Levels,
}

impl<P: FnMut(Progress)> Run<P> {
    fn over(mut self, walk: Walk, prune: bool, most_held: usize) -> Result<Report, Error> {
        let given: BTreeSet<String> = walk.files.iter().map(|file| utf8(file)).collect();
        self.report.skipped = walk.skipped;
        let mut failed = walk.failed;
        let before = Candidates::new(self.known.values());

        let (changed, mut done) = self.compare(&walk.files, &mut failed);
        let gone = self.gone(&given, &walk.folders, &failed);
        for path in changed.iter().map(|file| &file.path).chain(prune.then_some(&gone).into_iter().flatten()) {
            let file = utf8(path);
            if self.known.remove(&file).is_some() {
                self.writer.remove_file(&file);
            }
        }
        *(if prune { &mut self.report.pruned } else { &mut self.report.gone }) = gone;

        // From here on candidates only come in, so that one that has lost has lost for good, and what must come back
        // from the index as it was is known at the end.
        let mut searched = Searched::new(&before, &self.known, most_held);
        let Run { pool, known, writer, report, progress, committed } = &mut self;
        let mut outcome = Ok(());
        in_order(
            pool,
            &changed,
            |file| file.bytes,
            |file| read(&file.path),
            |file, read| {
                done.files += 1;
                done.bytes += file.bytes;
                match read {
                    Err(error) => failed.push(error),
                    Ok(read) if outcome.is_ok() => {
                        report.read += 1;
                        report.diagnostics.add(read.diagnostics);
                        known.insert(read.entry.file.clone(), read.entry.clone());
                        outcome = searched.add(writer, read);
                    }
                    Ok(_) => {}
                }
                progress(done);
            },
        );
        outcome?;
        searched.release(writer)?;
        searched.restore(writer, committed)?;
        let candidates = searched.candidates;

        failed.sort_by(|a, b| a.path().cmp(b.path()));
        report.failed = failures(&failed);
        report.duplicates = duplicates(&candidates, &given);
        for entry in given.iter().filter_map(|file| known.get(file)) {
            report.bytes += entry.bytes;
            report.resolutions += entry.resolutions.len() as u64;
            report.clauses += entry.resolutions.iter().map(|resolution| u64::from(resolution.clauses)).sum::<u64>();
            if entry.resolutions.is_empty() {
                report.without_resolution.push(PathBuf::from(&entry.file));
            }
        }
        self.writer.commit()?;
        Ok(self.report)
    }

    /// Keeps the files that have changed: those the index does not know, or knows with another digest.
    fn compare(&mut self, files: &[PathBuf], failed: &mut Vec<FileError>) -> (Vec<Changed>, Progress) {
        let compared: Vec<Result<(u64, bool), FileError>> = self.pool.install(|| {
            let known = &self.known;
            files.par_iter().map(|file| compare(file, known.get(&utf8(file)))).collect()
        });
        let mut progress = Progress { total_files: files.len() as u64, ..Progress::default() };
        let mut changed = Vec::new();
        for (path, result) in files.iter().zip(compared) {
            match result {
                Err(error) => {
                    failed.push(error);
                    progress.files += 1;
                }
                Ok((bytes, unchanged)) => {
                    progress.total_bytes += bytes;
                    if unchanged {
                        self.report.unchanged += 1;
                        progress.files += 1;
                        progress.bytes += bytes;
                    } else {
                        changed.push(Changed { path: path.clone(), bytes });
                    }
                }
            }
        }
        (self.progress)(progress);
        (changed, progress)
    }

    /// Files in the index that are no longer in the folders given. Where a folder could not be walked nothing is known
    /// about what is in it, and nothing is taken for gone.
    fn gone(&self, given: &BTreeSet<String>, folders: &[PathBuf], failed: &[FileError]) -> Vec<PathBuf> {
        let missing = self.known.keys().filter(|file| !given.contains(*file)).map(PathBuf::from);
        missing
            .filter(|file| folders.iter().any(|folder| file.starts_with(folder)))
            .filter(|file| !failed.iter().any(|error| file.starts_with(error.path())))
            .collect()
    }
}

/// Which texts are searched, while it changes.
struct Searched {
    candidates: Candidates,
    /// By symbol, the one whose clauses are in the index or on their way into it.
    now: BTreeMap<String, Candidate>,
    /// Those of them that wait.
    held: BTreeMap<String, (Record, Vec<Clause>)>,
    /// How large these are, and may be, in bytes.
    size: usize,
    most: usize,
}

impl Searched {
    /// `before` are the candidates of the index as it was, `known` the files that stay; `most` bytes may wait.
    fn new(before: &Candidates, known: &BTreeMap<String, FileEntry>, most: usize) -> Self {
        let stays = |candidate: &Candidate| known.contains_key(&candidate.file);
        let best = before.iter().filter_map(|(symbol, rivals)| Some((symbol, rivals.first()?)));
        let now = best.filter(|(_, best)| stays(best)).map(|(symbol, best)| (symbol.to_owned(), best.clone()));
        let candidates = Candidates::new(known.values());
        Searched { candidates, now: now.collect(), held: BTreeMap::new(), size: 0, most }
    }

    /// Takes in a file that was read.
    fn add(&mut self, writer: &mut Writer, read: Read) -> Result<(), Error> {
        self.candidates.add(&read.entry);
        writer.add_file(&read.entry)?;
        for (record, resolution) in read.records {
            let Some(symbol) = record.head.symbol().map(str::to_owned) else {
                writer.add_resolution(&record, resolution.clauses)?;
                continue;
            };
            let is_it = |best: &&Candidate| best.file == record.head.file && best.rank == record.head.rank;
            let Some(best) = self.candidates.best(&symbol).filter(is_it) else {
                writer.add_record(&record)?;
                continue;
            };
            let beaten = self.now.insert(symbol.clone(), best.clone());
            self.size += size(&resolution.clauses);
            match self.held.insert(symbol.clone(), (record, resolution.clauses)) {
                Some((record, clauses)) => {
                    self.size -= size(&clauses);
                    writer.add_record(&record)?;
                }
                None if beaten.is_some() => writer.remove_clauses(&symbol),
                None => {}
            }
        }
        if self.size > self.most { self.release(writer) } else { Ok(()) }
    }

    /// Adds what waits.
    fn release(&mut self, writer: &mut Writer) -> Result<(), Error> {
        self.size = 0;
        for (record, clauses) in std::mem::take(&mut self.held).into_values() {
            writer.add_resolution(&record, clauses)?;
        }
        Ok(())
    }

    /// Brings back what was set aside until now and has no better rival any more.
    fn restore(&mut self, writer: &mut Writer, committed: &Index) -> Result<(), Error> {
        for (symbol, rivals) in self.candidates.iter() {
            let Some(best) = rivals.first().filter(|best| self.now.get(symbol) != Some(best)) else { continue };
            let lost = |detail: String| alinea_index::Error::Damaged { path: committed.path().to_owned(), detail };
            let record = committed.record(&best.key())?.ok_or_else(|| lost(format!("{} has no record", best.key())))?;
            let resolution = record.resolution().map_err(|error| committed.unreadable(&error))?;
            writer.replace_record(&record, resolution.clauses)?;
        }
        Ok(())
    }
}

/// About how many bytes clauses take in memory, their records included.
fn size(clauses: &[Clause]) -> usize {
    clauses.iter().map(|clause| 2 * clause.text.len() + size_of::<Clause>()).sum()
}

/// How many bytes a file has, and whether they are those that are known. What is not known is only read later, and told
/// then if it cannot be.
fn compare(path: &Path, known: Option<&FileEntry>) -> Result<(u64, bool), FileError> {
    let Some(known) = known else {
        return Ok((path.metadata().map_or(0, |metadata| metadata.len()), false));
    };
    with_bytes(path, |bytes| (bytes.len() as u64, digest(bytes) == known.digest))
}

/// Reads a file that has changed. The digest is of the bytes that are segmented, whatever they were when compared.
fn read(path: &Path) -> Result<Read, FileError> {
    with_bytes(path, |bytes| read_bytes(path, bytes))?
}

fn read_bytes(path: &Path, bytes: &[u8]) -> Result<Read, FileError> {
    let document = segment_bytes(path, bytes)?;
    let (file, name) = (utf8(path), name(path));
    let mut records = Vec::with_capacity(document.resolutions.len());
    for (rank, resolution) in (0..).zip(document.resolutions) {
        let record = Record::new(&file, rank, &name, &resolution)
            .map_err(|source| FileError::Io { path: path.to_owned(), source })?;
        records.push((record, resolution));
    }
    let resolutions = records
        .iter()
        .map(|(record, _)| ResolutionEntry {
            symbol: record.head.header.symbol.as_ref().map(Symbol::to_string),
            clauses: record.head.clauses,
        })
        .collect();
    let entry = FileEntry { file, digest: digest(bytes), bytes: bytes.len() as u64, resolutions };
    Ok(Read { entry, records, diagnostics: Levels::of(&document.diagnostics) })
}

/// Names what decides which clauses a file comes to: a file segmented under another version is read again though its
/// bytes are the same.
fn digest(bytes: &[u8]) -> String {
    format!("{}-{}", alinea_segment::VERSION, blake3::hash(bytes).to_hex())
}

/// A path as the index keeps it. Paths of a [`Walk`] are valid UTF-8.
fn utf8(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn failures(errors: &[FileError]) -> Vec<Failure> {
    errors.iter().map(Failure::from).collect()
}

/// The duplicates some of `given` have part in.
fn duplicates(candidates: &Candidates, given: &BTreeSet<String>) -> Vec<Duplicate> {
    let mut duplicates = Vec::new();
    for (symbol, rivals) in candidates.iter() {
        let [kept, others @ ..] = rivals else { continue };
        for other in others.iter().filter(|other| given.contains(&kept.file) || given.contains(&other.file)) {
            let (kept, other) = (PathBuf::from(&kept.file), PathBuf::from(&other.file));
            duplicates.push(Duplicate { symbol: symbol.to_owned(), kept, other });
        }
    }
    duplicates
}

impl Levels {
    fn of(diagnostics: &[Diagnostic]) -> Levels {
        let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() as u64;
        Levels { info: count(Level::Info), warning: count(Level::Warning), error: count(Level::Error) }
    }

    fn add(&mut self, other: Levels) {
        self.info += other.info;
        self.warning += other.warning;
        self.error += other.error;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alinea_query::{parse, search};
    use std::fs;

    #[test]
    fn what_is_held_back_leaves_nothing_deleted_and_decides_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let texts = folder.path().join("textes");
        fs::create_dir(&texts).unwrap();
        for file in 0..30 {
            let paragraphs: String = (1..=1 + file * 7 % 5).map(|n| format!("{n}. Prie la paix {file};\n\n")).collect();
            let text = format!("A/RES/50/{}\n\nL'Assemblée générale,\n\n{paragraphs}", file % 7);
            fs::write(texts.join(format!("{file}.txt")), text).unwrap();
        }
        let read = |most: usize| {
            let path = folder.path().join(format!("index-{most}"));
            ingest_holding(most, &path, std::slice::from_ref(&texts), &Options::default(), |_| {}).unwrap();
            let index = Index::open(&path).unwrap();
            let options = alinea_query::Options { limit: usize::MAX, group: false, ..Default::default() };
            let deleted: u32 = index.searcher().segment_readers().iter().map(|reader| reader.num_deleted_docs()).sum();
            (search(&index, &parse("paix").query, &options).unwrap().hits, deleted)
        };
        let (expected, none) = read(HELD);
        assert!(expected.len() > 7 && none == 0, "{} hits, {none} deleted", expected.len());
        for most in [0, 500, 2_000] {
            assert_eq!(read(most).0, expected);
        }
    }
}
