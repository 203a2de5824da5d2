//! French text to terms, the same for documents and queries.
//!
//! Text enters [`Analyzer::analyze`]; [`Token`]s leave it, one a word, each with its place, its exact form and its
//! stem family. Case, accents, apostrophes, ligatures and elided articles never decide whether two words meet:
//!
//! ```
//! use alinea_french::Analyzer;
//!
//! let text = "Politiques de lutte contre l’exclusion sociale";
//! let mut analyzer = Analyzer::new();
//! let mut words = Vec::new();
//! analyzer.analyze(text, |token| {
//!     words.push((token.position, text[token.from..token.to].to_owned(), token.exact.to_owned()));
//! });
//! assert_eq!(words[4], (4, "exclusion".to_owned(), "exclusion".to_owned()));
//! assert_eq!(words.len(), 6);
//! ```
//!
//! | module | answers |
//! |---|---|
//! | `class` | what a character does in a word |
//! | `scan` | where words begin and end |
//! | `fold` | which spellings are one word |
//! | `stem` | which words are one family |
//! | `tables` | which families no ending tells |
//! | `endings` | what an ending says, with Snowball |
//! | `cache` | how a word met before costs nothing |
//! | `analyzer` | all of it over a text |
//! | `fingerprint` | whether an index speaks the same language |

mod analyzer;
mod cache;
mod class;
mod endings;
mod fingerprint;
mod fold;
mod scan;
mod stem;
mod tables;

pub use analyzer::{Analyzer, Token};
pub use fingerprint::fingerprint;
pub use fold::{MAX_TERM_CHARS, exact_form, fold};
pub use stem::stem_family;
