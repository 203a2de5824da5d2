//! What of a row needs no mending: nearly all of it. It is copied in runs, and its runs of spaces are folded.
//!
//! Whether a byte is copied depends on it and on its neighbours. A table says of each byte which rules it obeys as the
//! one before, as the one in question, as the one after; it is copied if the three have a rule in common. So looking at
//! a byte costs the same whatever it is, and no guess of the processor goes wrong at every end of a word.

/// A rule says: such a byte is copied between such neighbours. The rules for spaces and hyphens let nothing pass that
/// the rules of cleaning would change.
type Rules = u8;

/// A letter, a digit, a sign: whatever the neighbours.
const SIGN: Rules = 1;
/// A hyphen inside a word.
const HYPHEN: Rules = 1 << 1;
/// A space between two words, of which the first ends in no digit, numeral or n.
const SPACE: Rules = 1 << 2;
/// A space after a digit or a roman numeral: `3 de`, not `3 e`.
const AFTER_NUMBER: Rules = 1 << 3;
/// A space after an n: `en de`, not `n o`.
const AFTER_N: Rules = 1 << 4;
const SPACES: Rules = SPACE | AFTER_NUMBER | AFTER_N;

/// The rules a byte obeys in each of its three roles. Aligned, so that all are read at once.
#[derive(Clone, Copy)]
#[repr(align(4))]
struct Roles {
    before: Rules,
    at: Rules,
    after: Rules,
}

static ROLES: [Roles; 256] = {
    let mut table = [roles(0); 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = roles(byte as u8);
        byte += 1;
    }
    table
};

/// Neither row nor word go on here.
const EDGE: Roles = Roles { before: SIGN | HYPHEN, at: 0, after: SIGN };

const fn roles(byte: u8) -> Roles {
    let (before, at, after) = match byte {
        b'0'..=b'9' => (AFTER_NUMBER, SIGN, HYPHEN | SPACES),
        b'I' | b'V' | b'X' => (AFTER_NUMBER, SIGN, HYPHEN | SPACES),
        b'n' | b'N' => (AFTER_N, SIGN, HYPHEN | SPACES),
        b'o' => (SPACE, SIGN, HYPHEN | SPACE | AFTER_NUMBER),
        // The first byte of an ordinal's ending: `er`, `ième`, `ème`.
        b'e' | b'i' | 0xc3 => (SPACE, SIGN, HYPHEN | SPACE | AFTER_N),
        b' ' => (0, SPACES, 0),
        b'-' => (SPACES, HYPHEN, 0),
        b'(' => (0, SIGN, SPACES),
        b'\'' => (0, SIGN, 0),
        // What may begin something to mend: a sign of markup, a raised letter, a dash, an odd space.
        b'\t' | b'\\' | b'*' | b'_' | b'^' | b'[' | 0xc2 | 0xe0.. => (0, 0, 0),
        b',' | b'.' | b')' | b']' => (SPACE, SIGN, 0),
        _ => (SPACE, SIGN, HYPHEN | SPACES),
    };
    Roles { before: before | SIGN | HYPHEN, at, after: after | SIGN }
}

fn roles_at(bytes: &[u8], at: usize) -> Roles {
    bytes.get(at).map_or(EDGE, |&byte| ROLES[usize::from(byte)])
}

/// Copies `row` from byte `from` on to `out`, up to where something may have to be mended, and says where that is.
pub(super) fn copy(row: &str, from: usize, out: &mut String) -> usize {
    let bytes = row.as_bytes();
    let (mut begin, mut at) = (from, from);
    let mut this = roles_at(bytes, at);
    // What the byte in question and the one before it have in common.
    let mut common = EDGE.before & this.at;
    loop {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let kept = rest.iter().position(|&byte| {
            let after = ROLES[usize::from(byte)];
            let kept = common & after.after != 0;
            if kept {
                (common, this) = (this.before & after.at, after);
            }
            !kept
        });
        at += kept.unwrap_or(rest.len());
        if kept.is_none() && common & EDGE.after != 0 {
            at += 1;
        }
        // Of several spaces one is copied if it could stand there alone.
        let spaces = bytes[at..].iter().take_while(|&&byte| byte == b' ').count();
        if spaces < 2 || common & roles_at(bytes, at + spaces).after == 0 {
            break;
        }
        out.push_str(&row[begin..=at]);
        at += spaces;
        begin = at;
        this = roles_at(bytes, at);
        common = ROLES[usize::from(b' ')].before & this.at;
    }
    out.push_str(&row[begin..at]);
    at
}
