//! How words are compared by a number.

/// The first eight bytes of a word as a number: where it is less than that of another, so is the word.
pub(crate) fn beginning(word: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(word.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(bytes)
}
