//! Call marks of footnotes that a converter left in the text as bare digits.
//!
//! A raised `3` comes out of a PDF as `la Convention 3 et`, `la Convention3 ;`, `la Convention 3/,`. What tells it from
//! a number of the text: the word before (a number belongs to `article`, `paragraphe`, a preposition …), what follows
//! (a quantity is followed by its noun, a mark by punctuation or a grammatical word), and its place in the series:
//! marks count up through a document.

use crate::letters::fold_word;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

struct Words {
    /// Words a number belongs to: `article 4`, `de 5`, `environ 10`.
    before: FxHashSet<&'static str>,
    /// Words a number seldom belongs to: `la résolution 3`, `le niveau 2`.
    seldom: FxHashSet<&'static str>,
    /// Grammatical words that cannot follow a quantity.
    after: FxHashSet<&'static str>,
    /// What quantities are counted in.
    units: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        before: FxHashSet::default(),
        seldom: FxHashSet::default(),
        after: FxHashSet::default(),
        units: FxHashSet::default(),
    };
    for line in crate::data::lines(include_str!("../data/marks.tsv")) {
        match line.split_once('\t') {
            Some(("before", word)) => words.before.insert(word),
            Some(("seldom", word)) => words.seldom.insert(word),
            Some(("unit", word)) => words.units.insert(word),
            Some((_, word)) => words.after.insert(word),
            None => false,
        };
    }
    words
});

/// How likely a detached number after a text is a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    /// The number belongs to the word before: `article 4`.
    Never,
    /// It may: `la résolution 3`.
    Seldom,
    /// No number goes with the word before: `la Convention 3`.
    Freely,
    /// The text before ends in a number that is complete in itself: `2006 1`, `la résolution 63/72 3`, `Action 21 2`.
    Complete,
}

fn host(head: &str) -> Host {
    let Some(last) = head.chars().next_back() else { return Host::Never };
    if matches!(last, '»' | ')' | '”' | '"' | ']' | '·') {
        return Host::Freely;
    }
    let word = head.rsplit(' ').next().unwrap_or("");
    let word = word.rsplit(['\'', '’', '(', '«']).next().unwrap_or(word);
    if last.is_ascii_digit() {
        // A year, or a symbol such as 63/72, is complete in itself; any other number may go on (1 500).
        let year =
            word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && matches!(&word[..2], "18" | "19" | "20");
        let range = word.split_once('-').is_some_and(|(from, to)| from.len() == 4 && to.len() == 4);
        let named = ["Action 21", "années 90", "années 80", "années 70"].iter().any(|name| head.ends_with(name));
        return if year || range || named || word.contains('/') { Host::Complete } else { Host::Never };
    }
    if !last.is_alphabetic() {
        return Host::Never;
    }
    let folded = fold_word(word);
    if matches!(&*folded, "i" | "l" | "j") {
        // A digit that a scanner read as a letter: `janvier I 973`.
        return Host::Never;
    }
    match &*folded {
        word if WORDS.before.contains(word) => Host::Never,
        word if WORDS.seldom.contains(word) => Host::Seldom,
        _ => Host::Freely,
    }
}

/// True when a mark may stand after `head`: its last word is one that takes no number.
pub(crate) fn may_follow(head: &str) -> bool {
    host(head) != Host::Never
}

/// True when a number may be what comes next after `head`: `la résolution`, `du 18 novembre`, `le`.
pub(crate) fn takes_number(head: &str) -> bool {
    head.ends_with(char::is_alphabetic) && matches!(host(head), Host::Never | Host::Seldom)
}

/// A number in a text that may be a mark.
#[derive(Clone, Debug)]
struct Candidate {
    /// Index of the text among those of the document.
    text: usize,
    /// Bytes that go if it is a mark.
    cut: (usize, usize),
    /// As printed, spaces left out.
    mark: String,
    value: u32,
    host: Host,
    sign: Sign,
}

/// What stands around a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// No number of the text has this form: glued to a word, before a slash.
    Form,
    /// Space on both sides, then a semicolon or the like.
    Detached,
    /// Punctuation follows at once, or nothing.
    Closed,
    /// A grammatical word follows, which no quantity is followed by.
    Grammatical,
    /// Something else follows.
    Open,
}

/// Takes the marks out of the texts of a document. `given` holds, for each text, the marks that cleaning took out
/// already; those found here are added, in order.
///
/// Marks count up: what is sure by its form fixes the series; a number that is next in it is a mark where the words
/// around allow it; a gap that remains is filled with the one number that stands between its neighbours, whatever
/// follows; a mark called again is believed after a word or a number that is complete in itself.
pub(crate) fn strip(texts: &mut [&mut String], given: &mut [&mut Vec<String>], scanned: bool) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (text, content) in texts.iter().enumerate() {
        find(text, content, scanned, &mut candidates);
    }
    if candidates.is_empty() {
        return;
    }
    let taken = choose(&candidates, given, scanned);
    let mut chosen =
        candidates.iter().zip(taken).filter(|&(_, taken)| taken).map(|(candidate, _)| candidate).peekable();
    while let Some(first) = chosen.next() {
        let text = first.text;
        let mut cuts = vec![first.cut];
        given[text].push(first.mark.clone());
        while let Some(next) = chosen.next_if(|next| next.text == text) {
            cuts.push(next.cut);
            given[text].push(next.mark.clone());
        }
        remove(texts[text], &cuts);
    }
}

fn remove(text: &mut String, cuts: &[(usize, usize)]) {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for &(start, end) in cuts {
        kept.push_str(&text[from..start]);
        from = end;
    }
    kept.push_str(&text[from..]);
    *text = kept;
}

/// Decides for each candidate.
fn choose(candidates: &[Candidate], given: &[&mut Vec<String>], scanned: bool) -> Vec<bool> {
    let mut taken = vec![false; candidates.len()];
    // Where each mark is first called: rank among the candidates, for gaps.
    let mut calls: Vec<(u32, usize)> = Vec::new();
    let mut last = 0;
    let mut next_given = 0;
    for (rank, candidate) in candidates.iter().enumerate() {
        // Marks that cleaning found in the texts up to here.
        while next_given <= candidate.text {
            for mark in given[next_given].iter().filter_map(|mark| mark.parse::<u32>().ok()) {
                if mark > last && (mark <= last + 20 || last == 0) {
                    last = mark;
                    calls.push((mark, rank));
                }
            }
            next_given += 1;
        }
        let value = candidate.value;
        let next = value == last + 1 || (last > 0 && value == last + 2);
        let again = value <= last && value > 0;
        // Three digits are a mark only near the end of a long series.
        let near = value < 100 || value <= last + 20;
        let free = candidate.host == Host::Freely;
        let whole = candidate.host == Host::Complete;
        taken[rank] = match candidate.sign {
            Sign::Form => true,
            Sign::Detached => next || again || value <= last + 3 || (scanned && free && near),
            Sign::Closed => next || (again && whole) || (scanned && free && value > 0 && near),
            Sign::Grammatical => (next && candidate.host != Host::Seldom) || (again && (free || whole)),
            Sign::Open => again && whole,
        };
        if taken[rank] && value > last && value <= last + 20 {
            last = value;
            calls.push((value, rank));
        }
    }
    fill_gaps(candidates, &calls, &mut taken);
    begin_series(candidates, &calls, &mut taken);
    taken
}

/// A document that is part of a volume begins in the middle of its series: the mark before the first that is known
/// stands before it, often in a title.
fn begin_series(candidates: &[Candidate], calls: &[(u32, usize)], taken: &mut [bool]) {
    let Some(&(first, rank)) = calls.first() else { return };
    let before = candidates[..rank.min(candidates.len())]
        .iter()
        .rposition(|candidate| candidate.value + 1 == first && matches!(candidate.sign, Sign::Closed | Sign::Detached));
    if let Some(at) = before {
        taken[at] = true;
    }
}

/// The longest run of marks that may be missing between two that are known.
const LONGEST_GAP: u32 = 6;

/// Looks for the marks that the series lacks between two neighbours.
fn fill_gaps(candidates: &[Candidate], calls: &[(u32, usize)], taken: &mut [bool]) {
    let mut before = (0, 0);
    for &(value, rank) in calls {
        if value > before.0 + 1 && value - before.0 <= LONGEST_GAP {
            let mut from: usize = before.1;
            for missing in before.0 + 1..value {
                let found = (from..rank)
                    .find(|&at| !taken[at] && candidates[at].value == missing && candidates[at].host != Host::Never);
                if let Some(at) = found {
                    taken[at] = true;
                    from = at;
                }
            }
        }
        before = (value, rank);
    }
}

/// Finds the candidates of one text.
fn find(index: usize, text: &str, scanned: bool, candidates: &mut Vec<Candidate>) {
    let bytes = text.as_bytes();
    let digits_at = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    // No mark begins a text.
    let mut from = digits_at(0);
    while let Some(at) = next_digit(bytes, from) {
        let digits = digits_at(at);
        if digits <= 3 {
            candidates.extend(judge(index, text, at, at + digits, scanned));
        } else if scanned && (5..=6).contains(&digits) {
            candidates.extend(after_year(index, text, at, at + digits));
        }
        from = at + digits;
    }
}

/// Where the next digit stands from byte `from` on. Digits are rare: many bytes are looked at together.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    let (chunks, _) = bytes[from..].as_chunks::<32>();
    let none = |chunk: &&[u8; 32]| !chunk.iter().fold(false, |any, b| any | b.is_ascii_digit());
    let passed = from + 32 * chunks.iter().take_while(none).count();
    bytes[passed..].iter().position(u8::is_ascii_digit).map(|at| passed + at)
}

/// `juin 198714,`: a mark glued to a year.
fn after_year(index: usize, text: &str, start: usize, end: usize) -> Option<Candidate> {
    let year = matches!(&text[start..start + 2], "19" | "20");
    let closed = text[end..].chars().next().is_none_or(|c| c.is_whitespace() || ",;.:)".contains(c));
    let month = text[..start].trim_end().ends_with(char::is_lowercase) && text[..start].ends_with(' ');
    let mark = &text[start + 4..end];
    (year && closed && month).then(|| Candidate {
        text: index,
        cut: (start + 4, end),
        mark: mark.to_owned(),
        value: mark.parse().unwrap_or(0),
        host: Host::Complete,
        sign: Sign::Form,
    })
}

/// Judges the digits `start..end` of a text.
fn judge(index: usize, text: &str, start: usize, end: usize, scanned: bool) -> Option<Candidate> {
    let head = &text[..start];
    let printed = &text[start..end];
    let Some(head) = head.strip_suffix(' ') else {
        return judge_glued(head, start, end, &text[end..]).then(|| {
            let (mark, value) = (printed.to_owned(), printed.parse().unwrap_or(0));
            Candidate { text: index, cut: (start, end), mark, value, host: Host::Freely, sign: Sign::Form }
        });
    };
    let host = host(head);
    if host == Host::Never {
        return None;
    }
    let (mut mark, mut end) = (printed.to_owned(), end);
    // `générat 2 9 ;`: scanners set the digits of a mark apart.
    if scanned && mark.len() == 1 {
        let bytes = text.as_bytes();
        let digit = bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let alone = bytes.get(end + 2).is_none_or(|b| !b.is_ascii_digit());
        let closed = text.get(end + 2..).is_some_and(|rest| rest.trim_start().starts_with([',', ';', '.']));
        if digit && alone && closed {
            mark.push(char::from(bytes[end + 1]));
            end += 2;
        }
    }
    let rest = &text[end..];
    let value: u32 = mark.parse().ok().filter(|&value| value > 0 || head.ends_with('·'))?;
    // `1 /,` and `1/ ;`: the mark of typewritten documents.
    if let Some(after) = rest.strip_prefix(" /").or_else(|| rest.strip_prefix('/')) {
        let closed = after.chars().next().is_none_or(|c| c.is_whitespace() || ",;.:)".contains(c));
        // `décision 35/ 424` is a symbol.
        let closed = closed && !after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let sure = closed && !head.ends_with(|c: char| c.is_uppercase());
        let cut = (head.len(), text.len() - after.len());
        return sure.then_some(Candidate { text: index, cut, mark, value, host, sign: Sign::Form });
    }
    let after = rest.trim_start();
    let after = if scanned { after.trim_start_matches(['\'', '"', '°', '·', ' ']) } else { after };
    let detached = after.len() < rest.len();
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let sign = match after.chars().next() {
        None => Sign::Closed,
        Some(';' | ':') if detached => Sign::Detached,
        Some(',' | '.') if detached && scanned => Sign::Detached,
        Some(',' | '.' | ';' | ')' | '»') => Sign::Closed,
        // A group of thousands, a percentage, a unit: never a mark.
        Some(c) if !detached || c.is_ascii_digit() || c == '%' => return None,
        Some(_) if is_unit(word, after) => return None,
        Some('(') => Sign::Grammatical,
        Some(c) if c.is_lowercase() && WORDS.after.contains(&*fold_word(word)) => {
            let second = after[word.len()..].trim_start();
            if second.starts_with(|c: char| c.is_ascii_digit()) { Sign::Open } else { Sign::Grammatical }
        }
        Some(c) if c.is_lowercase() => Sign::Open,
        Some(_) => return None,
    };
    Some(Candidate { text: index, cut: (head.len(), end), mark, value, host, sign })
}

/// `3 mars`, `5 ans`, `40 pour cent`, `2 millions`.
fn is_unit(word: &str, after: &str) -> bool {
    let folded = fold_word(word);
    WORDS.units.contains(&*folded) || (folded == "pour" && after[word.len()..].trim_start().starts_with("cent"))
}

/// Digits glued to a word or a closing mark: `Convention3 ;`, `session)2.`, `tous »4,`.
fn judge_glued(head: &str, start: usize, end: usize, rest: &str) -> bool {
    let Some(last) = head.chars().next_back() else { return false };
    let closed = rest.chars().next().is_none_or(|c| c.is_whitespace() || ",;.:»)".contains(c));
    let grouped = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if !closed || grouped || end - start > 2 {
        return false;
    }
    let word: usize = head.chars().rev().take_while(|c| c.is_lowercase()).count();
    let parenthesis = last == ')' && head.ends_with(')') && !head.trim_end_matches(')').ends_with([' ', '(']);
    word >= 4 || matches!(last, '»' | '”') || parenthesis
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strips a text after which the series stands at `last`.
    fn stripped(text: &str, last: u32) -> (String, Vec<String>) {
        strip_one(text, last, false)
    }

    fn strip_one(text: &str, last: u32, scanned: bool) -> (String, Vec<String>) {
        let (mut before, mut text) = (String::new(), text.to_owned());
        let mut given = if last == 0 { Vec::new() } else { vec![last.to_string()] };
        let mut marks = Vec::new();
        strip(&mut [&mut before, &mut text], &mut [&mut given, &mut marks], scanned);
        (text, marks)
    }

    #[test]
    fn marks_go_and_numbers_stay() {
        for (text, last, left) in [
            ("la Convention 3 et son Protocole", 2, "la Convention et son Protocole"),
            ("de l'Assemblée 2 ;", 1, "de l'Assemblée ;"),
            ("des droits de l'homme 1 /, la", 0, "des droits de l'homme, la"),
            ("des contributions11,", 0, "des contributions,"),
            ("troisième session)2.", 0, "troisième session)."),
            ("la Convention 5", 4, "la Convention"),
            ("les articles 3 et 4 de la Charte", 2, "les articles 3 et 4 de la Charte"),
            ("en date du 3 mars", 2, "en date du 3 mars"),
            ("ses 3 membres, les 15 pays", 2, "ses 3 membres, les 15 pays"),
            ("la résolution 70/1, le programme 2015-2030", 0, "la résolution 70/1, le programme 2015-2030"),
            ("une somme de 1 500 dollars", 0, "une somme de 1 500 dollars"),
            ("Action 21 et le Plan", 2, "Action 21 et le Plan"),
            ("le paragraphe 3 ;", 2, "le paragraphe 3 ;"),
            ("du 31 décembre 2006 1,", 0, "du 31 décembre 2006,"),
            ("les protocoles de 1977 4 auxdites conventions", 3, "les protocoles de 1977 auxdites conventions"),
            ("comme suite à cette résolution 3,", 2, "comme suite à cette résolution,"),
            ("y compris Jérusalem-Est 7,", 6, "y compris Jérusalem-Est,"),
            ("les droits civils et politiques 1 et d'autres", 4, "les droits civils et politiques et d'autres"),
            ("du 12 août 1949 3 et les Protocoles", 4, "du 12 août 1949 et les Protocoles"),
            ("les résolutions 53/13 15 et 55/1 14 de la", 16, "les résolutions 53/13 et 55/1 de la"),
            ("mises en œuvre d'Action 21 2, du", 1, "mises en œuvre d'Action 21, du"),
            ("sa résolution 3 (I) du 1er mars", 2, "sa résolution 3 (I) du 1er mars"),
            ("entre 2010 et 2015, 3 000 personnes", 2, "entre 2010 et 2015, 3 000 personnes"),
        ] {
            assert_eq!(stripped(text, last).0, left, "{text}");
        }
    }

    #[test]
    fn a_mark_counts_up_through_the_document() {
        let (text, marks) = strip_one("le Pacte 1 ; le Protocole 2 ; le Traité 9 ;", 0, false);
        assert_eq!(marks, ["1", "2"]);
        assert_eq!(text, "le Pacte ; le Protocole ; le Traité 9 ;");
    }

    #[test]
    fn a_gap_is_filled_whatever_follows() {
        let (text, marks) =
            strip_one("le Pacte 1 ; les droits de l'enfant 2 doit ; le Traité 3 ; ses 2 annexes", 0, false);
        assert_eq!(marks, ["1", "2", "3"]);
        assert_eq!(text, "le Pacte ; les droits de l'enfant doit ; le Traité ; ses 2 annexes");
    }

    #[test]
    fn scanned_pages_begin_anywhere_in_the_series() {
        assert_eq!(strip_one("du Comite des commissaires aux comptes 11 ;", 0, true).1, ["11"]);
        assert_eq!(strip_one("en date du 12 juin 198714, la", 0, true).0, "en date du 12 juin 1987, la");
        assert_eq!(
            strip_one("sa décision 35/ 424, du 1er janvier I 973,", 0, true).0,
            "sa décision 35/ 424, du 1er janvier I 973,"
        );
        assert_eq!(strip_one("un crédit de)7 750 000 dollars", 0, true).0, "un crédit de)7 750 000 dollars");
    }
}
