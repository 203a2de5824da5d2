//! How the files of an index are read and written: tantivy's memory-mapped folder, with some habits changed.
//!
//! * tantivy takes a lock file whenever a reader opens, so that a folder one may not write to cannot be read.
//!   [`ReadOnly`] takes none; what the lock is for (a writer that deletes files between the reading of the list of
//!   files and their opening) is met by reading the list anew, see [`Index::open`](crate::Index::open).
//! * tantivy writes `meta.json` and `.managed.json` through temporary files of mode 0600, so that nobody else can read
//!   the index, and does not write the folder itself to disk after the renaming. [`ReadWrite`] leaves the mode to the
//!   umask, and makes the renaming durable.
//! * tantivy does not notice damage when it opens a file. Here `meta.json` is sealed with a checksum, files of segments
//!   that are small are compared with theirs, and one that is missing is an error, where tantivy takes a missing file of
//!   places for an empty one.
//! * tantivy lists the files it has made in `.managed.json`, so that it deletes no others. A folder of ours holds none
//!   that could be mistaken for its own: the folder is the list, which no crash can make incomplete.
//! * tantivy does not say which file could not be written. [`ReadWrite`] remembers it.

use crate::Error;
use crate::checksum;
use crate::files::{MANAGED, is_segment};
use std::fs::{self, File};
use std::io::{self, BufWriter, Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// The file that names the segments of the last commit; to replace it is to commit.
pub(crate) const META: &str = "meta.json";

/// The folder of an index for reading only.
#[derive(Clone, Debug)]
pub(crate) struct ReadOnly(MmapDirectory);

impl ReadOnly {
    /// Opens the folder; fails if it cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        MmapDirectory::open(path).map(ReadOnly)
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "the index is open for reading only")
}

/// Opens a file of a segment. One that is small is compared with its checksum.
fn open_file(directory: &MmapDirectory, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
    let wrap = |error| OpenReadError::wrap_io_error(error, path.to_owned());
    let handle = directory.get_file_handle(path).map_err(|error| match error {
        OpenReadError::FileDoesNotExist(_) => wrap(io::Error::new(io::ErrorKind::NotFound, "it is missing")),
        error => error,
    })?;
    let length = handle.len();
    if length <= checksum::SMALL {
        let bytes = handle.read_bytes(0..length).map_err(wrap)?;
        checksum::check(Cursor::new(bytes.as_slice()), length as u64).map_err(wrap)?;
    }
    Ok(handle)
}

/// Reads a file that is replaced as a whole.
fn read_whole(directory: &MmapDirectory, path: &Path) -> Result<Vec<u8>, OpenReadError> {
    let bytes = directory.atomic_read(path)?;
    if path != Path::new(META) {
        return Ok(bytes);
    }
    checksum::unseal(bytes).map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        open_file(&self.0, path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        read_whole(&self.0, path)
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        // A handle nobody calls back: readers are reloaded by hand.
        Ok(WatchHandle::new(Arc::new(watch_callback)))
    }
}

/// The folder of an index for its writer.
#[derive(Clone, Debug)]
pub(crate) struct ReadWrite {
    inner: MmapDirectory,
    path: PathBuf,
    failure: Failure,
}

/// The first file that could not be written, and why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<(PathBuf, io::Error)>>>);

impl Failure {
    /// Remembers what went wrong with a file, if anything did, and passes it on.
    fn noting<T>(&self, file: &Path, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| (file.to_owned(), io::Error::new(error.kind(), error.to_string())));
        })
    }

    /// What stopped the writing, if a file did; each is given once.
    pub(crate) fn take(&self) -> Option<Error> {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.map(|(path, source)| Error::Io { path, source })
    }
}

/// A file that tells a [`Failure`] what goes wrong with it.
struct Told {
    inner: WritePtr,
    file: PathBuf,
    failure: Failure,
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The engine has a buffer before this one already.
        let result = self.inner.get_mut().write(bytes);
        self.failure.noting(&self.file, result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.failure.noting(&self.file, result)
    }
}

impl TerminatingWrite for Told {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let result = self.inner.terminate_ref(token);
        self.failure.noting(&self.file, result)
    }
}

impl ReadWrite {
    /// Opens the folder; fails if it cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(ReadWrite { inner: MmapDirectory::open(path)?, path: path.to_owned(), failure: Failure::default() })
    }

    /// Where failures to write are told.
    pub(crate) fn failure(&self) -> Failure {
        self.failure.clone()
    }

    /// The files of segments in the folder, as the engine lists them.
    fn list(&self) -> io::Result<Vec<u8>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            names.extend(entry?.file_name().to_str().filter(|name| is_segment(name)).map(str::to_owned));
        }
        Ok(serde_json::to_vec(&names)?)
    }
}

/// Makes a folder and those it lies in, as far as there are none, so that a power cut does not take them back.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    let parent = path.parent().map(|parent| if parent == Path::new("") { Path::new(".") } else { parent });
    let Some(parent) = parent.filter(|_| !path.is_dir()) else { return Ok(()) };
    create_folder(parent)?;
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        result => result.and_then(|()| sync_folder(parent)),
    }
}

/// Writes to disk which files a folder holds.
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and need not be.
    if cfg!(unix) { File::open(folder)?.sync_data() } else { Ok(()) }
}

/// Replaces the file `name` of `folder` in one step, and for good: readers see the old content or the new, and after a
/// power cut so do they. The mode is the umask's.
///
/// The temporary file has one name, for there is one writer: what a killed one left is written over by the next.
pub(crate) fn replace(folder: &Path, name: &Path, data: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!(".{}.tmp", name.display()));
    let mut file = File::create(&temporary)?;
    file.write_all(data)?;
    file.sync_data()?;
    fs::rename(&temporary, folder.join(name))?;
    sync_folder(folder)
}

impl Directory for ReadWrite {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        open_file(&self.inner, path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.path.join(path);
        let inner = self.inner.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                let copy = io::Error::new(io_error.kind(), io_error.to_string());
                let _ = self.failure.noting::<()>(&file, Err(copy));
            }
        })?;
        Ok(BufWriter::new(Box::new(Told { inner, file, failure: self.failure.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            return self.list().map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()));
        }
        read_whole(&self.inner, path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        let data = if path == Path::new(META) { checksum::seal(data) } else { data.to_owned() };
        self.failure.noting(&self.path.join(path), replace(&self.path, path, &data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.failure.noting(&self.path, sync_folder(&self.path))
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}
