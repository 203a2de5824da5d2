//! Whether files are what was written.
//!
//! The engine ends every file of a segment with a footer that holds the checksum of what stands before it, and does not
//! look at it again. `meta.json`, the list of the segments, gets a last line of ours.

use serde::Deserialize;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Files of segments up to this many bytes are compared with their checksum whenever they are opened. An index has few
/// that are larger, and reading these would cost more than the opening.
pub(crate) const SMALL: usize = 128 << 10;

/// The last eight bytes of a file of a segment: the length of the footer, and this.
const MAGIC: u32 = 1337;

/// No footer is longer.
const LONGEST: u64 = 50_000;

/// What begins the last line of a sealed file.
const SEAL: &str = "{\"crc32\":";

#[derive(Deserialize)]
struct Footer {
    crc: u32,
}

/// `data` with a line behind it that holds its checksum.
pub(crate) fn seal(data: &[u8]) -> Vec<u8> {
    let line = format!("{SEAL}{}}}\n", crc32fast::hash(data));
    [data, line.as_bytes()].concat()
}

/// What was sealed. Fails when it is not what was written.
pub(crate) fn unseal(mut sealed: Vec<u8>) -> io::Result<Vec<u8>> {
    let end = sealed.strip_suffix(b"\n").and_then(|lines| lines.iter().rposition(|&byte| byte == b'\n'));
    let Some(end) = end.map(|at| at + 1) else { return Err(truncated()) };
    if seal(&sealed[..end]) != sealed {
        return Err(mismatch());
    }
    sealed.truncate(end);
    Ok(sealed)
}

/// Compares a file of a segment with its footer. Gives its length; fails when it cannot be read, or is not what was
/// written.
pub(crate) fn check_file(path: &Path) -> io::Result<u64> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    check(file, length)?;
    Ok(length)
}

/// Compares the content of a file of a segment with its footer.
pub(crate) fn check(mut file: impl Read + Seek, length: u64) -> io::Result<()> {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
    let mut end = [0; 8];
    let before = length.checked_sub(8).ok_or_else(truncated)?;
    file.seek(SeekFrom::Start(before))?;
    file.read_exact(&mut end)?;
    let footer = u64::from(number(&end[..4]));
    if number(&end[4..]) != MAGIC || footer > LONGEST.min(before) {
        return Err(truncated());
    }
    let body = before - footer;
    file.seek(SeekFrom::Start(body))?;
    let mut text = Vec::new();
    (&mut file).take(footer).read_to_end(&mut text)?;
    let footer: Footer = serde_json::from_slice(&text).map_err(|_| mismatch())?;
    file.rewind()?;
    let (mut hasher, mut left, mut buffer) = (crc32fast::Hasher::new(), body, vec![0; 1 << 16]);
    while left > 0 {
        let most = left.min(buffer.len() as u64) as usize;
        let read = file.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(truncated());
        }
        hasher.update(&buffer[..read]);
        left -= read as u64;
    }
    if hasher.finalize() == footer.crc { Ok(()) } else { Err(mismatch()) }
}

fn truncated() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "it lacks its end")
}

fn mismatch() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it does not have the checksum it was written with")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A file as the engine ends it.
    fn file(body: &[u8]) -> Vec<u8> {
        let footer = format!("{{\"version\":{{\"major\":0}},\"crc\":{}}}", crc32fast::hash(body));
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        [body, footer.as_bytes(), &length, &MAGIC.to_le_bytes()].concat()
    }

    fn is_sound(bytes: &[u8]) -> bool {
        check(Cursor::new(bytes), bytes.len() as u64).is_ok()
    }

    #[test]
    fn every_bit_of_a_body_counts_and_every_byte_of_a_length() {
        for length in [0, 1, 70_000] {
            let body: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0]).collect();
            let whole = file(&body);
            assert!(is_sound(&whole));
            for at in (0..body.len()).step_by(997) {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << (at % 8);
                assert!(!is_sound(&flipped), "{at}");
            }
            for shorter in (0..whole.len()).step_by(991) {
                assert!(!is_sound(&whole[..shorter]), "{shorter}");
            }
            assert!(!is_sound(&[&whole[..], &[0]].concat()));
        }
    }

    #[test]
    fn what_is_sealed_is_unsealed_whole_or_not_at_all() {
        let data = b"{\n  \"segments\": []\n}\n".to_vec();
        let sealed = seal(&data);
        assert_eq!(unseal(sealed.clone()).unwrap(), data);
        for at in 0..sealed.len() {
            assert!(unseal(sealed[..at].to_vec()).is_err(), "{at}");
            for bit in 0..8 {
                let mut flipped = sealed.clone();
                flipped[at] ^= 1 << bit;
                assert!(unseal(flipped).is_err(), "{at}, {bit}");
            }
        }
    }
}
