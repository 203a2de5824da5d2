//! Bytes to text.

use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Nothing in it but white space.
    Empty,
    /// Not a text: NUL bytes, or too many control characters.
    Binary,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            DecodeError::Empty => "the file is empty",
            DecodeError::Binary => "not a text file (binary data); convert it to UTF-8 text or Markdown first",
        })
    }
}

impl std::error::Error for DecodeError {}

/// Decodes the bytes of a text file: UTF-8, UTF-16 (by its byte order mark, or by the NUL of every other byte), else
/// Windows-1252. The text comes back in NFC, with `\n` line ends, without byte order mark and without control
/// characters other than tab and line end; bytes that are such a text already are not copied.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    let text = clean(to_unicode(bytes)?);
    if text.trim_start().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

fn to_unicode(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_with_bom_removal(bytes).0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(DecodeError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => {
            // Windows-1252 gives a letter to nearly every byte: binary data shows by its control bytes.
            let control = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
            if control * 100 > bytes.len() {
                return Err(DecodeError::Binary);
            }
            Ok(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0)
        }
    }
}

/// UTF-16 text in a Latin script has a NUL in every other byte, nearly always.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let nul_at = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let most = sample.len() / 2 * 3 / 4;
    if sample.len() < 4 || most == 0 {
        None
    } else if nul_at(1) > most && nul_at(0) == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if nul_at(0) > most && nul_at(1) == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Line ends, control characters, NFC. Most texts are clean already: two looks at their bytes tell.
fn clean(raw: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = raw.as_bytes();
    let latin_control =
        || memchr::memchr_iter(0xc2, bytes).any(|at| bytes.get(at + 1).is_some_and(|&byte| byte < 0xa0));
    let text = match raw.bytes().any(suspicious) || latin_control() {
        true => Cow::Owned(without_control_characters(&raw)),
        false => raw,
    };
    if is_composed(&text) { text } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether a text is in NFC. Below U+0300 (lead byte CC) every character is, and what is composed and combines with nothing
/// is so by itself: quotation marks and dashes need no look at what is beside them.
fn is_composed(text: &str) -> bool {
    let composed = |c: char| is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let leads = text.bytes().enumerate().filter(|&(_, byte)| byte >= 0xcc).map(|(at, _)| at);
    let mut others = leads.filter_map(|at| text[at..].chars().next());
    others.all(|c| composed(c) && canonical_combining_class(c) == 0) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// A byte that may belong to a control character or to a byte order mark.
fn suspicious(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\n' | b'\t')) || byte == 0x7f || byte == 0xef
}

fn without_control_characters(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{c}' | '\u{85}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || c == '\u{feff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let utf16: Vec<u8> = "\u{feff}L'Assemblée générale,".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bare: Vec<u8> = "L'Assemblée générale, rappelant".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&utf16).unwrap(), "L'Assemblée générale,");
        assert_eq!(decode(&bare).unwrap(), "L'Assemblée générale, rappelant");
        assert_eq!(decode(b"Assembl\xe9e \x9cuvre").unwrap(), "Assemblée œuvre");
        assert_eq!(decode("\u{feff}é".as_bytes()).unwrap(), "é");
    }

    #[test]
    fn text_comes_out_composed_and_without_control_characters() {
        assert_eq!(decode("e\u{301}tat\r\nun\rdeux\u{1b}[31m\u{7}".as_bytes()).unwrap(), "état\nun\ndeux[31m");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b""), Err(DecodeError::Empty));
        assert_eq!(decode(b" \n\t\n"), Err(DecodeError::Empty));
        assert_eq!(decode(b"PK\x03\x04\0\0\0rest"), Err(DecodeError::Binary));
        assert_eq!(decode(b"\xff\xd8\x01\x02\x03\x04\x05\x06\x07"), Err(DecodeError::Binary));
    }
}
