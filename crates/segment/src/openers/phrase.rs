//! Words at the head of a text, and the phrases that may follow the head of an opener.

use super::table::TABLE;
use crate::distance::{Pattern, distance};
use crate::letters::{fold_word, leaves_something, letters};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The first words of a text. They are folded when they are asked for: few openers are longer than three words.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    words: Vec<Token<'t>>,
    /// Letters may be misread.
    pub(super) scanned: bool,
}

#[derive(Clone, Debug)]
struct Token<'t> {
    /// As printed, with the punctuation around it.
    printed: &'t str,
    /// Where in the text it begins (bytes).
    start: usize,
    folded: OnceCell<Cow<'t, str>>,
    /// Punctuation follows that stands apart.
    closed: bool,
}

impl<'t> Words<'t> {
    /// The first `most` words of `text`.
    pub(super) fn new(text: &'t str, most: usize, scanned: bool) -> Words<'t> {
        let mut words: Vec<Token<'t>> = Vec::with_capacity(most);
        let mut start = 0;
        while start <= text.len() && words.len() < most {
            let length = text.bytes().skip(start).take_while(|&byte| byte != b' ').count();
            let printed = &text[start..start + length];
            if leaves_something(printed) {
                words.push(Token { printed, start, folded: OnceCell::new(), closed: false });
            } else if let Some(last) = words.last_mut() {
                last.closed |= closes(printed);
            }
            start += length + 1;
        }
        Words { words, scanned }
    }

    /// Word `at` folded; empty past the last one.
    pub(super) fn get(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.get_or_init(|| fold_word(word.printed)))
    }

    /// Where word `at` ends in the text (bytes), without punctuation.
    pub(super) fn end(&self, at: usize) -> usize {
        let word = &self.words[at];
        word.start + word.printed.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
    }

    /// True if a comma or other punctuation follows word `at`.
    pub(super) fn comma(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.closed || closes(word.printed))
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The same words with `at` and the one after it as one: `Exprim e`.
    pub(super) fn glued(&self, at: usize) -> Option<Words<'t>> {
        let folded = OnceCell::from(Cow::Owned(self.get(at).to_owned() + self.get(at + 1)));
        let second = self.words.get(at + 1)?;
        let mut glued = self.clone();
        glued.words.splice(at..at + 2, [Token { folded, ..second.clone() }]);
        Some(glued)
    }

    /// The words from `at` on.
    pub(super) fn from(&self, at: usize) -> Words<'t> {
        Words { words: self.words[at.min(self.words.len())..].to_vec(), scanned: self.scanned }
    }

    /// True if word `at` is `wanted`; in scanned pages, a letter or two may be misread.
    pub(super) fn is(&self, at: usize, wanted: &str) -> bool {
        let word = self.get(at);
        word == wanted
            || self.scanned && wanted.len() >= 4 && distance(&letters(word, 30), wanted, wanted.len() / 4).is_some()
    }
}

/// True for a word that ends in punctuation, or is nothing else.
fn closes(printed: &str) -> bool {
    printed.ends_with([',', ';', ':', '.', '-', '–'])
}

/// Skips the modifiers from word `at` on; gives where they end, and whether punctuation closes them.
pub(super) fn modifiers(words: &Words, at: usize) -> (usize, bool) {
    let mut at = at;
    while let Some(end) = modifier(words, at).or_else(|| feeling(words, at)).or_else(|| misread_modifier(words, at)) {
        at = end;
        if words.comma(at - 1) {
            return (at, true);
        }
    }
    (at, false)
}

/// One modifier of the list.
fn modifier(words: &Words, at: usize) -> Option<usize> {
    let candidates = TABLE.modifiers.get(words.get(at))?;
    candidates.iter().find_map(|modifier| {
        let end = at + modifier.len();
        let equal = end <= words.len() && modifier.iter().enumerate().all(|(i, wanted)| words.get(at + i) == wanted);
        let broken = (at..end - 1).any(|i| words.comma(i));
        (equal && !broken).then_some(end)
    })
}

/// A long adverb in a scanned page: `i11stamment`.
fn misread_modifier(words: &Words, at: usize) -> Option<usize> {
    let word = words.get(at);
    if !words.scanned || word.len() < 7 {
        return None;
    }
    let word = letters(word, 30);
    if word.len() < 7 {
        return None;
    }
    let word = Pattern::new(&word);
    TABLE.adverbs.iter().any(|adverb| word.distance_to(adverb, 2).is_some()).then_some(at + 1)
}

/// `avec satisfaction`, `avec une vive préoccupation`, `avec la plus profonde émotion`.
fn feeling(words: &Words, at: usize) -> Option<usize> {
    if words.get(at) != "avec" {
        return None;
    }
    let last = (at + 5).min(words.len());
    let found = (at + 1..last).find(|&i| TABLE.sentiments.contains(unelided(words.get(i))))?;
    (at..found).all(|i| !words.comma(i)).then_some(found + 1)
}

/// What one expresses: `sa gratitude`, `son plein appui`, `l'espoir`; `at` if nothing of the kind follows.
pub(super) fn expressed(words: &Words, at: usize) -> usize {
    let first = words.get(at);
    let determiner = matches!(first, "sa" | "son" | "ses" | "la" | "le" | "les" | "une" | "un" | "leur");
    if !determiner && !first.starts_with("l'") {
        return at;
    }
    let last = (at + 4).min(words.len());
    let found = (at..last).find(|&i| TABLE.nouns.contains(unelided(words.get(i))));
    found.filter(|&i| (at..i).all(|i| !words.comma(i))).map_or(at, |i| i + 1)
}

/// A past participle after `Ayant`, with the infinitive of its verb; with `note`, `acte` … after `pris`.
pub(super) fn participle(words: &Words, at: usize) -> Option<(usize, String)> {
    const ENDS: [&str; 12] = ["e", "ee", "es", "ees", "i", "is", "u", "ue", "us", "ues", "it", "ert"];
    let word = words.get(at);
    if word.len() < 2
        || !ENDS.iter().any(|end| word.ends_with(end))
        || matches!(word, "le" | "les" | "une" | "de" | "des")
    {
        return None;
    }
    if word == "pris" {
        let object = words.get(at + 1);
        if matches!(object, "note" | "acte" | "connaissance") {
            return Some((at + 2, format!("prendre {object}")));
        }
    }
    if let Some(&infinitive) = TABLE.participles.get(word) {
        return Some((at + 1, infinitive.to_owned()));
    }
    let stem = word.trim_end_matches('s');
    let stem = stem.strip_suffix("ee").or_else(|| stem.strip_suffix('e')).unwrap_or(stem);
    Some((at + 1, TABLE.spelled(format!("{stem}er")).into_owned()))
}

/// An infinitive one is at pains to do: `à rappeler`, `souligner`, `d'être préoccupée`; `at` if none follows.
pub(super) fn infinitive(words: &Words, at: usize) -> usize {
    let verb = if matches!(words.get(at), "a" | "de") { at + 1 } else { at };
    if matches!(words.get(verb), "d'etre" | "etre") {
        let (adjective, _) = modifiers(words, verb + 1);
        return if TABLE.adjective(words.get(adjective)).is_some() { adjective + 1 } else { at };
    }
    if TABLE.infinitives.contains(unelided(words.get(verb))) { verb + 1 } else { at }
}

/// A word without its elided article or preposition.
fn unelided(folded: &str) -> &str {
    folded.split_once('\'').map_or(folded, |(_, rest)| rest)
}
