//! Bytes to text to clauses.

#[path = "../../crates/segment/tests/laws/mod.rs"]
mod laws;

use alinea_segment::decode;

/// Names files have: they say something of the symbol, or nothing.
const NAMES: [&str; 5] = ["A-RES-66-122", "S-RES-9001-(2044)", "A-HRC-RES-98-2", "A-RES-99-27-A-B", "lettre"];

/// Decodes and segments: what is text stays the same text when it is decoded again, and no letter or digit of it is lost.
/// The name of the file goes by the length of the input.
pub fn text(input: &[u8]) {
    let Ok(text) = decode(input) else { return };
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "a control character");
    assert_eq!(decode(text.as_bytes()).as_ref(), Ok(&text), "decoded again");
    laws::check(NAMES[input.len() % NAMES.len()], &text);
}
