//! Call marks of footnotes that a converter left in the text as bare digits.
//!
//! A raised `3` comes out of a PDF as `la Convention 3 et`, `la Convention3 ;`, `la Convention 3/,`. What tells it from
//! a number of the text: the word before (a number belongs to `article`, `paragraphe`, a preposition …), what follows
//! (a quantity is followed by its noun, a mark by punctuation or a grammatical word), and its place in the series:
//! marks count up through a document.

use crate::letters::fold_word;
use std::collections::HashSet;
use std::sync::LazyLock;

struct Words {
    /// Words a number belongs to: `article 4`, `de 5`, `environ 10`.
    before: HashSet<&'static str>,
    /// Words a number seldom belongs to: `la résolution 3`, `le niveau 2`.
    seldom: HashSet<&'static str>,
    /// Grammatical words that cannot follow a quantity.
    after: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { before: HashSet::new(), seldom: HashSet::new(), after: HashSet::new() };
    for line in crate::data::lines(include_str!("../data/marks.tsv")) {
        match line.split_once('\t') {
            Some(("before", word)) => words.before.insert(word),
            Some(("seldom", word)) => words.seldom.insert(word),
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
    /// It may: `la résolution 3`, `2006 1`.
    Seldom,
    /// No number goes with the word before: `la Convention 3`.
    Freely,
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
        return if year || word.contains('/') { Host::Seldom } else { Host::Never };
    }
    if !last.is_alphabetic() {
        return Host::Never;
    }
    let folded = fold_word(word);
    match folded.as_str() {
        word if WORDS.before.contains(word) => Host::Never,
        word if WORDS.seldom.contains(word) => Host::Seldom,
        _ => Host::Freely,
    }
}

/// True when a mark may stand after `head`: its last word is one that takes no number.
pub(crate) fn may_follow(head: &str) -> bool {
    host(head) != Host::Never
}

/// The series of marks seen so far in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Series {
    last: u32,
}

impl Series {
    /// Notes a mark that its form gave away.
    pub(crate) fn note(&mut self, mark: &str) {
        if let Ok(value) = mark.parse::<u32>() {
            self.last = self.last.max(value.min(self.last + 20).max(if self.last == 0 { value } else { 0 }));
        }
    }

    /// True when `value` is the mark to be expected next, one being perhaps missed.
    fn expects(self, value: u32) -> bool {
        value == self.last + 1 || (self.last > 0 && value == self.last + 2)
    }

    /// True when `value` may be a mark: the next ones, or one that is called again. Scanned pages begin anywhere in
    /// the series of their volume, and digits are misread: there, any number will do.
    fn allows(self, value: u32, scanned: bool) -> bool {
        scanned || value <= self.last + 3
    }
}

/// Takes the marks out of a cleaned text and gives them in order.
pub(crate) fn strip(text: &mut String, series: &mut Series, scanned: bool) -> Vec<String> {
    let mut marks = Vec::new();
    let bytes = text.as_bytes();
    // Places to look at: a digit after a space, a letter, a closing mark. Most texts have none, or only dates.
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut at = 1;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() || bytes[at - 1].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits <= 3 {
            if let Some((from, to)) = judge(text, at, at + digits, *series, scanned) {
                let mark = &text[at..at + digits];
                series.note(mark);
                marks.push(mark.to_owned());
                cuts.push((from, to));
            }
        }
        at += digits;
    }
    if !cuts.is_empty() {
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for (start, end) in cuts {
            kept.push_str(&text[from..start]);
            from = end;
        }
        kept.push_str(&text[from..]);
        *text = kept;
    }
    marks
}

/// Judges the digits `start..end`: the range to take out if they are a mark.
fn judge(text: &str, start: usize, end: usize, series: Series, scanned: bool) -> Option<(usize, usize)> {
    let value: u32 = text[start..end].parse().ok()?;
    let head = &text[..start];
    let rest = &text[end..];
    let Some(head) = head.strip_suffix(' ') else { return judge_glued(head, start, end, rest) };
    let host = host(head);
    if host == Host::Never || (value == 0 && !head.ends_with('·')) {
        return None;
    }
    // `1 /,` and `1/ ;`: the mark of typewritten documents.
    let slash = rest.strip_prefix(" /").or_else(|| rest.strip_prefix('/'));
    if let Some(after) = slash {
        let closed = after.chars().next().is_none_or(|c| c.is_whitespace() || ",;.:)".contains(c));
        return (closed && !head.ends_with(|c: char| c.is_uppercase())).then(|| (head.len(), text.len() - after.len()));
    }
    let after = rest.trim_start();
    let detached = after.len() < rest.len();
    let mark = match after.chars().next() {
        None => series.expects(value),
        Some(';' | ':' | '·') if detached => series.allows(value, scanned && host == Host::Freely),
        Some(',' | '.' | ';' | ')' | '»') => series.expects(value) || (scanned && detached && host == Host::Freely),
        Some(c) if detached && (c.is_lowercase() || c == '(') => {
            let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let second = after[word.len()..].trim_start();
            let grammatical =
                WORDS.after.contains(fold_word(word).as_str()) && !second.starts_with(|c: char| c.is_ascii_digit());
            match host {
                Host::Freely => {
                    (c == '(' && series.expects(value))
                        || grammatical && (series.expects(value) || value <= series.last)
                }
                // `les protocoles de 1977 4 auxdites conventions`
                _ => grammatical && series.expects(value) && head.ends_with(|c: char| c.is_ascii_digit()),
            }
        }
        _ => false,
    };
    mark.then_some((head.len(), end))
}

/// Digits glued to a word or a closing mark: `Convention3 ;`, `session)2.`, `tous »4,`.
fn judge_glued(head: &str, start: usize, end: usize, rest: &str) -> Option<(usize, usize)> {
    let last = head.chars().next_back()?;
    let closed = rest.chars().next().is_none_or(|c| c.is_whitespace() || ",;.:»)".contains(c));
    if !closed || end - start > 2 {
        return None;
    }
    let word: usize = head.chars().rev().take_while(|c| c.is_lowercase()).count();
    let quote = matches!(last, '»' | '”');
    let parenthesis = last == ')' && !head.ends_with("()");
    (word >= 4 || quote || parenthesis).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str, last: u32) -> (String, Vec<String>) {
        let mut text = text.to_owned();
        let marks = strip(&mut text, &mut Series { last }, false);
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
            ("sa résolution 3 (I) du 1er mars", 2, "sa résolution 3 (I) du 1er mars"),
            ("entre 2010 et 2015, 3 000 personnes", 2, "entre 2010 et 2015, 3 000 personnes"),
        ] {
            assert_eq!(stripped(text, last).0, left, "{text}");
        }
    }

    #[test]
    fn a_mark_counts_up_through_the_document() {
        let mut series = Series::default();
        let mut text = "le Pacte 1 ; le Protocole 2 ; le Traité 9 ;".to_owned();
        assert_eq!(strip(&mut text, &mut series, false), ["1", "2"]);
        assert_eq!(text, "le Pacte ; le Protocole ; le Traité 9 ;");
    }

    #[test]
    fn scanned_pages_begin_anywhere_in_the_series() {
        let mut text = "du Comite des commissaires aux comptes 11 ;".to_owned();
        assert_eq!(strip(&mut text, &mut Series::default(), true), ["11"]);
    }
}
