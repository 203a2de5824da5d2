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
    /// Grammatical words that cannot follow a quantity.
    after: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { before: HashSet::new(), after: HashSet::new() };
    for line in crate::data::lines(include_str!("../data/marks.tsv")) {
        match line.split_once('\t') {
            Some(("before", word)) => words.before.insert(word),
            Some((_, word)) => words.after.insert(word),
            None => false,
        };
    }
    words
});

/// True when a mark may stand after `head`: its last word is a word of the text that takes no number.
pub(crate) fn may_follow(head: &str) -> bool {
    let Some(last) = head.chars().next_back() else { return false };
    if matches!(last, '»' | ')' | '”' | '"' | ']') {
        return true;
    }
    if !last.is_alphabetic() {
        return false;
    }
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    !WORDS.before.contains(fold_word(word).as_str())
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
}

/// Takes the marks out of a cleaned text and gives them in order.
pub(crate) fn strip(text: &mut String, series: &mut Series) -> Vec<String> {
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
            if let Some((from, to)) = judge(text, at, at + digits, series) {
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
fn judge(text: &str, start: usize, end: usize, series: &Series) -> Option<(usize, usize)> {
    let value: u32 = text[start..end].parse().ok()?;
    let head = &text[..start];
    let rest = &text[end..];
    let glued = head.strip_suffix(' ');
    let Some(head) = glued else { return judge_glued(head, start, end, rest) };
    if value == 0 || !may_follow(head) {
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
    let next = after.chars().next();
    let mark = match next {
        None => series.expects(value),
        Some(';' | ':') if detached => series.expects(value) || value <= series.last,
        Some(',' | '.' | ';' | ')' | '»') => series.expects(value),
        Some(c) if detached && (c.is_lowercase() || c == '(') => {
            let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let second = after[word.len()..].trim_start();
            series.expects(value)
                && (c == '(' || WORDS.after.contains(fold_word(word).as_str()))
                && !second.starts_with(|c: char| c.is_ascii_digit())
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
        let marks = strip(&mut text, &mut Series { last });
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
        ] {
            assert_eq!(stripped(text, last).0, left, "{text}");
        }
    }

    #[test]
    fn a_mark_counts_up_through_the_document() {
        let mut series = Series::default();
        let mut text = "le Pacte 1 ; le Protocole 2 ; le Traité 9 ;".to_owned();
        assert_eq!(strip(&mut text, &mut series), ["1", "2"]);
        assert_eq!(text, "le Pacte ; le Protocole ; le Traité 9 ;");
    }
}
