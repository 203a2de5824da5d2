//! Words at the head of a text, and the phrases that may follow the head of an opener.

use super::table::TABLE;
use crate::letters::{Pattern, distance, fold_into, letters};
use std::ops::Range;

/// The first words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The words folded, one after the other.
    folded: String,
    words: Vec<Word>,
    /// Letters may be misread.
    pub(super) scanned: bool,
}

#[derive(Clone, Debug)]
struct Word {
    range: Range<usize>,
    end: usize,
    comma: bool,
}

impl Words {
    /// The first `most` words of `text`.
    pub(super) fn new(text: &str, most: usize, scanned: bool) -> Words {
        let mut read = Words { folded: String::with_capacity(96), words: Vec::with_capacity(most), scanned };
        let mut at = 0;
        while at <= text.len() {
            let length = memchr::memchr(b' ', &text.as_bytes()[at..]).unwrap_or(text.len() - at);
            let raw = &text[at..at + length];
            let end = at + raw.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let comma = raw.ends_with([',', ';', ':', '.', '-', '–']);
            let start = read.folded.len();
            fold_into(raw, &mut read.folded);
            at += raw.len() + 1;
            if read.folded.len() == start {
                // Stray punctuation closes what came before.
                if let Some(last) = read.words.last_mut() {
                    last.comma |= comma;
                }
                continue;
            }
            read.words.push(Word { range: start..read.folded.len(), end, comma });
            if read.words.len() == most {
                break;
            }
        }
        read
    }

    /// Word `at` folded; empty past the last one.
    pub(super) fn get(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.folded[word.range.clone()])
    }

    /// Where word `at` ends in the text (bytes), without punctuation.
    pub(super) fn end(&self, at: usize) -> usize {
        self.words[at].end
    }

    /// True if a comma or other punctuation follows word `at`.
    pub(super) fn comma(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.comma)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The same words with `at` and the one after it as one: `Exprim e`.
    pub(super) fn glued(&self, at: usize) -> Option<Words> {
        let mut glued = self.clone();
        let second = glued.words.get(at + 1)?.clone();
        let first = glued.words.get_mut(at)?;
        *first = Word { range: first.range.start..second.range.end, ..second };
        glued.words.remove(at + 1);
        Some(glued)
    }

    /// The words from `at` on.
    pub(super) fn from(&self, at: usize) -> Words {
        Words { words: self.words[at.min(self.words.len())..].to_vec(), ..self.clone() }
    }

    /// True if word `at` is `wanted`; in scanned pages, a letter or two may be misread.
    pub(super) fn is(&self, at: usize, wanted: &str) -> bool {
        let word = self.get(at);
        word == wanted
            || self.scanned && wanted.len() >= 4 && distance(&letters(word, 30), wanted, wanted.len() / 4).is_some()
    }
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
    let word = letters(words.get(at), 30);
    if !words.scanned || word.len() < 7 {
        return None;
    }
    let word = Pattern::new(&word);
    let adverb =
        |modifier: &[String]| modifier.len() == 1 && modifier[0].len() >= 8 && word.distance(&modifier[0], 2).is_some();
    TABLE.modifiers.values().flatten().any(|modifier| adverb(modifier)).then_some(at + 1)
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
    Some((at + 1, format!("{stem}er")))
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
