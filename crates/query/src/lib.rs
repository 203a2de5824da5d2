//! What the user typed to ranked clauses.
//!
//! [`parse`] makes a [`Query`] of what was typed, and never fails; [`search`] takes it to an index and gives [`Hit`]s
//! with what matched in them; [`show`] finds what a reference names.
//!
//! ```
//! use alinea_index::{Index, Record, Writer};
//! use alinea_model::{Clause, Header, Resolution};
//! use alinea_query::{Options, parse, search, show};
//! # let clause = |label: &str, text: &str| Clause {
//! #     reference: format!("essai, par. {label}"), label: Some(label.into()), text: text.into(), ..Clause::default()
//! # };
//! # let folder = tempfile::tempdir()?;
//! # let clauses = vec![
//! #     clause("1", "1. Prend note des politiques de lutte contre les exclusions;"),
//! #     clause("2", "2. Demande que l’exclusion sociale soit combattue;"),
//! # ];
//! # let resolution = Resolution { header: Header::default(), clauses, footnotes: vec![] };
//! # let mut writer = Writer::open(folder.path(), 1)?;
//! # let record = Record::new("/textes/essai.txt", 0, "essai", &resolution)?;
//! # writer.add_resolution(&record, resolution.clauses)?;
//! # writer.commit()?;
//! let index = Index::open(folder.path())?;
//!
//! let parsed = parse("EXCLUSION");
//! let found = search(&index, &parsed.query, &Options::default())?;
//! assert_eq!((found.total, found.exact_total), (2, 1));
//! assert_eq!(found.hits[0].reference, "essai, par. 2");
//! let marked = &found.hits[0].highlights[0];
//! assert_eq!(&found.hits[0].text[marked.from_byte..marked.to_byte], "exclusion");
//!
//! assert_eq!(show(&index, "essai, par. 1")?.clauses, [0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | answers |
//! |---|---|
//! | `lex`, `parse`, `query`, `field` | what was typed, as a tree |
//! | `explain` | the tree in words |
//! | `word` | which words of a text a word of the query stands for |
//! | `plan` | what the tree asks of a clause |
//! | `dictionary`, `beginning`, `forms` | which terms of the index a word stands for |
//! | `resolve` | the plan in these terms, and what a match is worth |
//! | `pairs` | which common words are looked for in pairs |
//! | `score` | what a score is made of |
//! | `spans` | where in a text something occurs, given where its words do |
//! | `window`, `lists` | sets of clauses, and which hold a word |
//! | `postings`, `occurrence` | which clauses hold words at certain places |
//! | `source`, `chapeaux`, `titles`, `said`, `clauses`, `run` | which clauses match, segment by segment and window by window |
//! | `nearness` | how near to each other they say what was typed |
//! | `top`, `merge` | which clauses are best, and in which order |
//! | `grouping` | which clauses are of one wording |
//! | `read` | what is shown of them |
//! | `facets` | how clauses are spread over the values of a field |
//! | `highlight` | what matched in a text |
//! | `search` | all of it |
//! | `absent` | why nothing was found |
//! | `show` | which clause a reference names |

mod absent;
mod beginning;
mod chapeaux;
mod clauses;
mod diagnostic;
mod dictionary;
mod error;
mod explain;
mod facets;
mod field;
mod forms;
mod grouping;
mod highlight;
mod hit;
mod lengths;
mod lex;
mod lists;
mod merge;

mod nearness;
mod occurrence;
mod pairs;
mod parse;
mod plan;
mod postings;
mod query;
mod read;
mod resolve;
mod run;
mod said;
mod score;
mod search;
mod show;
mod source;
mod spans;
mod titles;
mod top;
mod window;
mod word;

pub use diagnostic::{Diagnostic, DiagnosticKind, Span};
pub use dictionary::MAX_FORMS;
pub use error::Error;
pub use explain::explain;
pub use facets::{Facet, Spread, spread};
pub use field::Field;
pub use hit::{Highlight, Hit, Occurrences};
pub use parse::{MAX_DEPTH, MAX_DISTANCE, MAX_WORDS, Parsed, parse};
pub use query::{Link, Query};
pub use score::{Met, ScorePart, ScoreSource, Weights};
pub use search::{Absent, Options, Results, Without, search};
pub use show::{Shown, show};
pub use top::Sort;
