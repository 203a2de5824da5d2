//! Typed words to a tree, and back.

#[path = "../../crates/query/tests/search/printing.rs"]
mod printing;

use alinea_query::{explain, parse};

/// Parses, prints, and parses what was printed, which is the same tree and printed the same; tells it in words.
pub fn query(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Err(difference) = printing::check(&text) {
        panic!("{difference}");
    }
    let query = parse(&text).query;
    let printed = query.to_string();
    assert_eq!(parse(&printed).query.to_string(), printed, "printed again");
    assert!(explain(&query).ends_with('\n'));
}
