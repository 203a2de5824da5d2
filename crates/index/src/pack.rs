//! How what is stored is made small: pieces of a few kilobytes, each by itself, so that one is read without the others.
//!
//! A piece by itself is too short to be like itself; it is like the dictionary, which ships with the program. Indexes
//! packed with another dictionary have another [`FORMAT`](crate::FORMAT); `data/README.md` says how it is made.

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

const DICTIONARY: &[u8] = include_bytes!("../data/records.zdict");

/// Higher levels take two to five times as long and save 3 %.
const LEVEL: i32 = 3;

/// No piece has more bytes than this when it is unpacked, nor more than so many for each of its own: a block of at least four
/// bytes gives at most 128 KiB. A damaged length shall not ask for all memory.
const MOST: usize = 1 << 30;
const MOST_OF_BYTE: usize = 1 << 15;

thread_local! {
    static PACKER: RefCell<io::Result<Compressor<'static>>> = RefCell::new(packer());
    static UNPACKER: RefCell<io::Result<Decompressor<'static>>> = RefCell::new(unpacker());
}

fn packer() -> io::Result<Compressor<'static>> {
    static PREPARED: LazyLock<EncoderDictionary<'static>> =
        LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
    let mut packer = Compressor::with_prepared_dictionary(&PREPARED)?;
    // Without it, zeros in a damaged piece come back as text.
    packer.include_checksum(true)?;
    Ok(packer)
}

fn unpacker() -> io::Result<Decompressor<'static>> {
    static PREPARED: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));
    Decompressor::with_prepared_dictionary(&PREPARED)
}

/// Packs bytes.
pub(crate) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| packer.as_mut().map_err(again)?.compress(bytes))
}

/// Gives back bytes that were packed. Fails for what is nothing of the kind, as far as that can be told.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let most = packed.len().saturating_mul(MOST_OF_BYTE).min(MOST);
    UNPACKER.with_borrow_mut(|unpacker| unpacker.as_mut().map_err(again)?.decompress(packed, most))
}

/// An error that is told of as often as somebody asks.
fn again(error: &mut io::Error) -> io::Error {
    io::Error::new(error.kind(), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FORMAT;

    #[test]
    fn what_is_packed_is_given_back_however_much_it_is_alike() {
        for text in [String::new(), "a".repeat(10), "a".repeat(10_000_000), "prie le Secrétaire ".repeat(100_000)] {
            assert_eq!(unpack(&pack(text.as_bytes()).unwrap()).unwrap(), text.as_bytes());
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_damaged_length_does_not_ask_for_memory() {
        let asked = || {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:")).unwrap();
            line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
        };
        let before = asked();
        // A frame that says that it has a gigabyte when it is unpacked.
        let claims = [&[0x28, 0xb5, 0x2f, 0xfd, 0xe0][..], &(MOST as u64).to_le_bytes(), &[1, 0, 0, 0]].concat();
        assert!(unpack(&claims).is_err());
        assert!(asked() - before < MOST / 4);
    }

    #[test]
    fn another_dictionary_is_another_format() {
        let digest = blake3::hash(DICTIONARY).to_hex();
        assert_eq!((FORMAT, &digest[..16]), (12, "86e4a45c04cf0a28"), "raise FORMAT when the dictionary changes");
    }

    #[test]
    fn what_is_packed_comes_back() {
        for text in ["", "é", &"Prie le Secrétaire général de lui rendre compte;\n".repeat(100)] {
            let packed = pack(text.as_bytes()).unwrap();
            assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
            assert!(unpack(&packed[..packed.len() - 1]).is_err());
        }
        assert!(unpack(b"").is_ok_and(|text| text.is_empty()) && unpack(b"packed?").is_err());
    }
}
