//! Whether an index speaks the same language.

use std::sync::LazyLock;

/// Version of the rules in this crate: to be raised whenever a term or a token boundary changes.
const RULES: u32 = 1;

/// Names everything that decides terms: the rules of this crate, the stemmer, the tables, the Unicode versions.
///
/// An index stores it and refuses another: two analyses of one word would not meet.
pub fn fingerprint() -> &'static str {
    static NAME: LazyLock<String> = LazyLock::new(|| {
        let (major, minor, update) = char::UNICODE_VERSION;
        format!("alinea-french/{RULES} snowball/rust-stemmers-1.2 unicode/{major}.{minor}.{update}")
    });
    &NAME
}
