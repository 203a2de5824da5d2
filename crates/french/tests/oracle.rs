//! The tokenizer against a slow one, written from the documentation of `Analyzer::analyze` and not from its code.

use alinea_french::Analyzer;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word as the naive tokenizer sees it: byte range and exact form.
type Word = (usize, usize, String);

fn is_apostrophe(c: char) -> bool {
    "'`´‘’‛′ʹʻʼʽˈ＇".contains(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c) && !is_combining_mark(c) && !"⁰¹²³⁴⁵⁶⁷⁸⁹º½¼¾".contains(c)
}

/// Continues a word without being written in it.
fn is_silent(c: char) -> bool {
    is_combining_mark(c) || "\u{AD}\u{200C}\u{200D}\u{2060}\u{FEFF}".contains(c)
}

fn letters(word: &str) -> String {
    let word = word.replace('°', "o");
    let lower: String = word.nfkd().filter(|&c| !is_apostrophe(c)).flat_map(char::to_lowercase).collect();
    let bare: String = lower.nfkd().filter(|&c| c.is_alphanumeric() && !is_combining_mark(c)).collect();
    bare.replace('œ', "oe").replace('æ', "ae").replace('ß', "ss")
}

fn is_number(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| "ivxl".contains(c))
}

fn exact(word: &str) -> String {
    let form = letters(word);
    let digits: String = form.chars().take_while(char::is_ascii_digit).collect();
    let rest = &form[digits.len()..];
    let form = match rest {
        "eme" | "ieme" | "iem" | "em" if !digits.is_empty() => format!("{digits}e"),
        "emes" | "iemes" if !digits.is_empty() => format!("{digits}es"),
        "ere" | "iere" if !digits.is_empty() => format!("{digits}re"),
        _ => match form.strip_suffix("eme") {
            Some(roman) if roman.len() >= 2 && roman.chars().all(|c| "ivxl".contains(c)) => format!("{roman}e"),
            _ => form,
        },
    };
    form.chars().take(64).collect()
}

fn is_elided(article: &str, next: char) -> bool {
    let article = letters(article);
    let always = ["l", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"];
    let before_vowel = ["d", "j", "m", "t", "s", "n", "c", "entr"];
    let consonant = letters(&next.to_string()).chars().next().is_some_and(|c| "bcdfgjklmnpqrstvwxz".contains(c));
    always.contains(&article.as_str()) || (before_vowel.contains(&article.as_str()) && !consonant)
}

/// Length in bytes of `{er}`, `e^` or `er` at the beginning of a text.
fn raised(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{').unwrap_or(text);
    let run: String = inner.chars().take_while(|&c| c.is_alphabetic() || is_combining_mark(c)).collect();
    let marks = ["e", "er", "re", "es", "ere", "eme", "ieme", "emes", "iemes", "nd", "nde", "de"];
    if !marks.contains(&letters(&run).as_str()) {
        return None;
    }
    let close = inner[run.len()..].chars().next();
    match (inner.len() < text.len(), close) {
        (true, Some('}')) => Some(run.len() + 2),
        (true, _) => None,
        (false, Some('^')) => Some(run.len() + 1),
        (false, _) => Some(run.len()),
    }
}

fn naive(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let letter_at = |i: usize| chars.get(i).is_some_and(|&(_, c)| is_letter(c));
    let byte = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let mut words = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if !letter_at(i) {
            i += 1;
            continue;
        }
        let (mut start, mut end, mut dropped) = (i, i, false);
        while i < chars.len() {
            let c = chars[i].1;
            if is_letter(c) || is_combining_mark(c) {
                i += 1;
                end = i;
            } else if is_silent(c) {
                i += 1;
            } else if is_apostrophe(c) {
                let article = &text[byte(start)..byte(end)];
                if letter_at(i + 1) {
                    if is_elided(article, chars[i + 1].1) {
                        start = i + 1;
                        end = i + 1;
                    }
                    i += 1;
                } else {
                    let quoted = start > 0 && is_apostrophe(chars[start - 1].1);
                    dropped = is_elided(article, 'a') && !quoted;
                    break;
                }
            } else if c == '^' && is_number(&text[byte(start)..byte(end)]) {
                if let Some(length) = raised(&text[byte(i + 1)..]) {
                    let to = byte(i + 1) + length;
                    i = chars.iter().position(|&(at, _)| at == to).unwrap_or(chars.len());
                    end = i;
                }
                break;
            } else if c == '°' || c == 'º' {
                if ["n", "N"].contains(&&text[byte(start)..byte(end)]) {
                    i += 1;
                    end = i;
                }
                break;
            } else {
                break;
            }
        }
        let word = text[byte(start)..byte(end)].replace('º', "o");
        let form = exact(&word);
        if !dropped && !form.is_empty() {
            words.push((byte(start), byte(end), form));
        }
    }
    words
}

/// Strings that look like French, down to its typewriters.
fn french() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "l",
        "L",
        "d",
        "qu",
        "Jusqu",
        "lorsqu",
        "entr",
        "n",
        "N",
        "s",
        "c",
        "o",
        "aujourd",
        "hui",
        "prud",
        "homme",
        "'",
        "'",
        "’",
        "´",
        "ʼ",
        "-",
        "\u{2011}",
        " ",
        " ",
        "\u{A0}",
        "é",
        "e\u{301}",
        "État",
        "œuvre",
        "ﬁn",
        "exclusion",
        "Djamena",
        "y",
        "à",
        "1",
        "66",
        "122",
        "XIX",
        "ix",
        "¹",
        "²",
        "\u{AD}",
        "^",
        "{er}",
        "^{er}",
        "e^",
        "^e",
        "ème",
        "ieme",
        "ere",
        "°",
        "º",
        "/",
        ";",
        "«",
        "½",
        "И",
        "中",
    ]);
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_analyzer_gives_the_words_of_the_naive_tokenizer(text in french()) {
        let mut words: Vec<Word> = Vec::new();
        Analyzer::new().analyze(&text, |token| words.push((token.from, token.to, token.exact.to_owned())));
        prop_assert_eq!(words, naive(&text));
    }
}
