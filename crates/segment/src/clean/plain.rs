//! What of a row needs no mending: nearly all of it. It is copied in runs, and its runs of spaces are folded.
//!
//! Three bytes in a row tell what is to be done with the one in the middle, by a table: looking at each byte costs the
//! same, so that no guess of the processor goes wrong at every end of a word.

use Class::*;

/// What a byte is to the rules of cleaning, before, at or after the byte in question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Whatever no rule is about.
    Plain,
    Digit,
    /// The last letter of a roman numeral that an ordinal's ending may follow.
    Numeral,
    /// The head of `n o 53`, and its raised letter.
    N,
    O,
    /// The first byte of an ordinal's ending: `er`, `ième`, `ème`.
    Ending,
    Space,
    Hyphen,
    /// What stands close to the word before it.
    Close,
    /// What stands close to the word after it.
    Open,
    Apostrophe,
    /// What may begin something to mend: a sign of markup, the first byte of a raised letter, a dash, an odd space.
    Special,
    /// The end of the row, or a place before which the row was mended.
    Edge,
}

/// Classes are written in four bits: a key of twelve holds three of them.
const CLASS_BITS: u32 = 4;
const KEYS: usize = 1 << (3 * CLASS_BITS);

const ALL: [Class; 13] = [Plain, Digit, Numeral, N, O, Ending, Space, Hyphen, Close, Open, Apostrophe, Special, Edge];

static CLASS: [Class; 256] = {
    let mut table = [Plain; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = class(byte as u8);
        byte += 1;
    }
    table
};

const fn class(byte: u8) -> Class {
    match byte {
        b'0'..=b'9' => Digit,
        b'I' | b'V' | b'X' => Numeral,
        b'n' | b'N' => N,
        b'o' => O,
        b'e' | b'i' | 0xc3 => Ending,
        b' ' => Space,
        b'-' => Hyphen,
        b'(' => Open,
        b'\'' => Apostrophe,
        b'\t' | b'\\' | b'*' | b'_' | b'^' | b'[' | 0xc2 | 0xe0.. => Special,
        b',' | b'.' | b')' | b']' => Close,
        _ => Plain,
    }
}

/// What is to be done with a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It is copied.
    Keep,
    /// It begins a run of spaces, of which one is copied if one could stand there alone.
    Fold,
    /// It is for other rules.
    Stop,
}

static VERDICTS: [Verdict; KEYS] = {
    let mut table = [Verdict::Stop; KEYS];
    let mut key = 0;
    while key < KEYS {
        let (before, at, after) = (key >> (2 * CLASS_BITS), key >> CLASS_BITS & 0xf, key & 0xf);
        if before < ALL.len() && at < ALL.len() && after < ALL.len() {
            table[key] = judge(ALL[before], ALL[at], ALL[after]);
        }
        key += 1;
    }
    table
};

/// Judges a byte by its neighbours. A space or a hyphen is kept only where the rules of cleaning would change nothing.
const fn judge(before: Class, at: Class, after: Class) -> Verdict {
    let kept = match (before, at, after) {
        (_, Special | Edge, _) => false,
        (_, Hyphen, Plain | Digit | Numeral | N | O | Ending) => true,
        (_, Hyphen, _) => false,
        (Space | Open | Apostrophe | Special | Edge, Space, _) => false,
        (_, Space, Hyphen | Close | Apostrophe | Special | Edge) => false,
        // `1 er`, `XX e`, `n o 53`.
        (Digit | Numeral, Space, Ending) | (N, Space, O) => false,
        (_, Space, Space) => return Verdict::Fold,
        _ => true,
    };
    if kept { Verdict::Keep } else { Verdict::Stop }
}

fn class_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at).map_or(Edge, |&byte| CLASS[usize::from(byte)]) as usize
}

/// Copies `row` from byte `from` on to `out`, up to where something may have to be mended, and says where that is.
pub(super) fn copy(row: &str, from: usize, out: &mut String) -> usize {
    let bytes = row.as_bytes();
    let (mut begin, mut at) = (from, from);
    let mut key = (Edge as usize) << CLASS_BITS | class_at(bytes, at);
    loop {
        key = (key << CLASS_BITS | class_at(bytes, at + 1)) % KEYS;
        match VERDICTS[key] {
            Verdict::Keep => at += 1,
            Verdict::Fold => {
                let next = at + bytes[at..].iter().take_while(|&&byte| byte == b' ').count();
                let first = key >> CLASS_BITS << CLASS_BITS | class_at(bytes, next);
                if VERDICTS[first] != Verdict::Keep {
                    break;
                }
                out.push_str(&row[begin..=at]);
                (begin, at) = (next, next);
                key = (Space as usize) << CLASS_BITS | class_at(bytes, at);
            }
            Verdict::Stop => break,
        }
    }
    out.push_str(&row[begin..at]);
    at
}
