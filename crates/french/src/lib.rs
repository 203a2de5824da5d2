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
//! | `lexicon` | which families no ending tells |
//! | `tables` | the same, as it is written down; read by `build.rs` |
//! | `endings` | what an ending says, with Snowball |
//! | `analyzer` | all of it over a text |
//! | `vocabulary` | the same, and how a word met before costs next to nothing |

mod analyzer;
mod class;
mod endings;
mod fold;
mod guide;
mod lexicon;
mod scan;
mod stem;
#[cfg(test)]
mod tables;
mod vocabulary;

pub use analyzer::{Analyzer, Token, exact_words};
pub use fold::{MAX_TERM_CHARS, exact_form, fold, letters};
pub use lexicon::irregular_families;
pub use stem::{MAX_CHANGED, stem_family};
pub use vocabulary::Vocabulary;

/// Names the analysis. An index stores it and refuses another: two analyses of one word would not meet.
pub fn fingerprint() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/fingerprint.txt"))
}
