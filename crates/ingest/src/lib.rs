//! Files to clauses, clauses to the index, in parallel.
//!
//! [`ingest()`] brings an index up to date with files and folders; [`read_document`] and [`read_documents`] give what is
//! in files without an index.
//!
//! ```
//! use alinea_ingest::{Options, ingest};
//!
//! let folder = tempfile::tempdir()?;
//! let texts = folder.path().join("textes");
//! std::fs::create_dir(&texts)?;
//! std::fs::write(texts.join("A-RES-50-1.txt"), "L'Assemblée générale,\n\n1. Prie le Secrétaire général;\n")?;
//!
//! let index = folder.path().join("index");
//! let report = ingest(&index, &[texts.clone()], &Options::default(), |_| {})?;
//! assert_eq!((report.read, report.unchanged), (1, 0));
//! let report = ingest(&index, &[texts], &Options::default(), |progress| assert_eq!(progress.total_files, 1))?;
//! assert_eq!((report.read, report.unchanged), (0, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | answers |
//! |---|---|
//! | `walk` | which files a run is about |
//! | `read` | what is in a file |
//! | `parallel` | how many threads work and one order comes out |
//! | `candidates` | which of several texts of one symbol is searched |
//! | `ingest` | what changes in the index |
//! | `report` | what a run did |

mod candidates;
mod error;
mod ingest;
mod parallel;
mod read;
mod report;
mod walk;

pub use error::{Error, FileError};
pub use ingest::{Options, ingest};
pub use read::{Progress, read_document, read_documents};
pub use report::{Duplicate, Failure, Levels, Report};
pub use walk::Walk;
