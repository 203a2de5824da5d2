//! The index on disk: what it holds, how it is opened, read and written.
//!
//! A [`Writer`] takes resolutions, and after [`Writer::commit`] an [`Index`] gives their clauses to whoever searches:
//!
//! ```
//! use alinea_index::{Index, Record, Writer};
//! use alinea_model::{Clause, Header, Resolution, Symbol};
//!
//! let clause = Clause {
//!     reference: "A/RES/66/122, par. 1".into(), label: Some("1".into()), opener: Some("Prend note".into()),
//!     verb: Some("prendre note".into()), text: "1. Prend note du rapport;".into(), ..Clause::default()
//! };
//! let header = Header { symbol: Symbol::parse("A/RES/66/122"), ..Header::default() };
//! let resolution = Resolution { header, clauses: vec![clause], footnotes: vec![] };
//!
//! let folder = tempfile::tempdir()?;
//! let mut writer = Writer::open(folder.path(), 1)?;
//! let record = Record::new("/texts/A-RES-66-122.txt", 0, "A-RES-66-122", &resolution)?;
//! writer.add_resolution(&record, resolution.clauses.clone())?;
//! writer.commit()?;
//!
//! let index = Index::open(folder.path())?;
//! assert_eq!(index.clauses()?, 1);
//! assert_eq!(index.records_of("A/RES/66/122")?[0].resolution()?, resolution);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | answers |
//! |---|---|
//! | `schema` | what a document of the index is |
//! | `record` | what is stored, and how it is read back |
//! | `pack` | how it is made small |
//! | `store` | where it stands, to be read without copying it |
//! | `order` | how resolutions are ordered, and which of two texts of one is searched |
//! | `wording` | when two clauses say the same |
//! | `common` | which words are so common that two of them are a term |
//! | `terms` | how words become terms of the dictionary |
//! | `entry` | what the engine is given |
//! | `inverter`, `lists`, `inversion` | documents to postings: noted, sorted, written |
//! | `marker` | whether a folder is an index this program can read |
//! | `lock` | who writes |
//! | `directory` | how files are read without writing, and written for others to read |
//! | `checksum`, `files` | whether the files are what was written, and which of them were left behind |
//! | `index`, `writer` | opening, reading; writing, committing |
//! | `columns`, `runs`, `wordings` | what every page of results looks into: values, clauses of one resolution, of one wording |
//! | `per_segment` | how that is worked out once |
//! | `statistics` | the numbers ranking rests on |
//! | `stats` | the numbers people want to see |

mod checksum;
mod columns;
mod common;
mod directory;
mod entry;
mod error;
mod files;
mod index;
mod inversion;
mod inverter;
mod lists;
mod lock;
mod marker;
mod order;
mod pack;
mod per_segment;
mod record;
mod runs;
mod schema;
mod statistics;
mod stats;
mod store;
mod terms;
mod wording;
mod wordings;
mod writer;

pub use columns::{Columns, Texts};
pub use common::{is_common, pair_of};
pub use error::Error;
pub use files::{Damage, Verified, verify};
pub use index::Index;
pub use order::{natural_key, order_key, precedence};
pub use record::{Clauses, FileEntry, Head, Record, ResolutionEntry, key};
pub use runs::Runs;
pub use schema::{FORMAT, Fields};
pub use statistics::Statistics;
pub use stats::{Count, Stats};
pub use terms::{BORDER, GAP, SEPARATOR, Zone, exact_of, family_prefix, word_and_zone, word_term, zone_term};
pub use wording::wording_key;
pub use wordings::Wordings;
pub use writer::Writer;
