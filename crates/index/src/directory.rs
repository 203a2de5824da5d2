//! How the files of an index are read and written: tantivy's memory-mapped folder, with two habits changed.
//!
//! * tantivy takes a lock file whenever a reader opens, so that a folder one may not write to cannot be read.
//!   [`ReadOnly`] takes none; what the lock is for (a writer that deletes files between the reading of the list of
//!   files and their opening) is met by reading the list anew, see [`Index::open`](crate::Index::open).
//! * tantivy writes `meta.json` and `.managed.json` through temporary files of mode 0600, so that nobody else can read
//!   the index, and does not write the folder itself to disk after the renaming. [`ReadWrite`] leaves the mode to the
//!   umask, and makes the renaming durable.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
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

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
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
        self.0.atomic_read(path)
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
}

impl ReadWrite {
    /// Opens the folder; fails if it cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(ReadWrite { inner: MmapDirectory::open(path)?, path: path.to_owned() })
    }
}

/// Replaces the file `name` of `folder` in one step: readers see the old content or the new. The mode is the umask's.
///
/// The temporary file has one name, for there is one writer: what a killed one left is written over by the next.
pub(crate) fn replace(folder: &Path, name: &Path, data: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!(".{}.tmp", name.display()));
    let mut file = File::create(&temporary)?;
    file.write_all(data)?;
    file.sync_data()?;
    fs::rename(&temporary, folder.join(name))
}

impl Directory for ReadWrite {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        replace(&self.path, path, data)?;
        if path == Path::new(META) { self.inner.sync_directory() } else { Ok(()) }
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}
