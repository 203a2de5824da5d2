//! What is asked of the program whatever comes in: each [`Target`] takes any bytes and panics where a law does not hold.
//!
//! The same functions are run by libFuzzer, led by coverage, for hours (`fuzz/run`), and for a moment by an ordinary
//! test on a stable compiler (`tests/fuzz`), which takes this file in as a module.
//!
//! | module | target | law |
//! |---|---|---|
//! | `text` | [`text`](text()) | any bytes are refused or become text, and nothing of a text is lost by segmentation |
//! | `words` | [`words`](words()) | terms cut the text in order, and are the same however they are come by |
//! | `reference` | [`reference`](reference()) | symbols have one form, references are unique and read back |
//! | `query` | [`query`](query()) | what is parsed is printed so that it is read back as the same |
//! | `search` | [`search`](search()) | hits, counts and facets of any query with any options agree |
//! | `damage` | [`damage`](damage()) | a damaged index is refused or read, without a panic and without end |
//! | `scene` | | the small indexes the last two work on |

mod damage;
mod query;
mod reference;
mod scene;
mod search;
mod text;
mod words;

pub use damage::damage;
pub use query::query;
pub use reference::reference;
pub use search::search;
pub use text::text;
pub use words::words;

/// What is fuzzed.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name it is called by.
    pub name: &'static str,
    /// Takes an input; panics where a law does not hold.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [Target; 6] = [
    Target { name: "text", run: text },
    Target { name: "words", run: words },
    Target { name: "reference", run: reference },
    Target { name: "query", run: query },
    Target { name: "search", run: search },
    Target { name: "damage", run: damage },
];
