//! Words at the head of a text, and the phrases that may follow the head of an opener.

use super::table::TABLE;
use crate::letters::fold_word;

/// A word of the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) folded: String,
    /// Where it ends in the text (bytes), without punctuation.
    pub(super) end: usize,
    /// A comma or other punctuation follows it.
    pub(super) comma: bool,
}

/// The first `most` words of `text`.
pub(super) fn words(text: &str, most: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for raw in text.split(' ') {
        let end = at + raw.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let comma = raw.ends_with([',', ';', ':', '.', '-', '–']);
        let folded = fold_word(raw);
        at += raw.len() + 1;
        if folded.is_empty() {
            // Stray punctuation closes what came before.
            if let Some(last) = words.last_mut() {
                let last: &mut Word = last;
                last.comma = last.comma || comma;
            }
            continue;
        }
        words.push(Word { folded, end, comma });
        if words.len() == most {
            break;
        }
    }
    words
}

/// Skips the modifiers from word `at` on; gives where they end, and whether punctuation closes them.
pub(super) fn modifiers(words: &[Word], at: usize) -> (usize, bool) {
    let mut at = at;
    while let Some(end) = modifier(words, at).or_else(|| feeling(words, at)) {
        at = end;
        if words[at - 1].comma {
            return (at, true);
        }
    }
    (at, false)
}

/// One modifier of the list.
fn modifier(words: &[Word], at: usize) -> Option<usize> {
    let candidates = TABLE.modifiers.get(words.get(at)?.folded.as_str())?;
    candidates.iter().find_map(|modifier| {
        let end = at + modifier.len();
        let here = words.get(at..end)?;
        let equal = here.iter().zip(modifier).all(|(word, wanted)| word.folded == *wanted);
        let broken = here[..here.len() - 1].iter().any(|word| word.comma);
        (equal && !broken).then_some(end)
    })
}

/// `avec satisfaction`, `avec une vive préoccupation`, `avec la plus profonde émotion`.
fn feeling(words: &[Word], at: usize) -> Option<usize> {
    if words.get(at)?.folded != "avec" {
        return None;
    }
    let last = (at + 5).min(words.len());
    let found = (at + 1..last).find(|&i| TABLE.sentiments.contains(unelided(&words[i].folded)))?;
    words[at..found].iter().all(|word| !word.comma).then_some(found + 1)
}

/// What one expresses: `sa gratitude`, `son plein appui`, `l'espoir`; `at` if nothing of the kind follows.
pub(super) fn expressed(words: &[Word], at: usize) -> usize {
    let determined = |word: &Word| {
        matches!(word.folded.as_str(), "sa" | "son" | "ses" | "la" | "le" | "les" | "une" | "un" | "leur")
            || word.folded.starts_with("l'")
    };
    if !words.get(at).is_some_and(determined) {
        return at;
    }
    let last = (at + 4).min(words.len());
    let found = (at..last).find(|&i| TABLE.nouns.contains(unelided(&words[i].folded)));
    found.filter(|&i| words[at..i].iter().all(|word| !word.comma)).map_or(at, |i| i + 1)
}

/// A past participle after `Ayant`, with the infinitive of its verb; with `note`, `acte` … after `pris`.
pub(super) fn participle(words: &[Word], at: usize) -> Option<(usize, String)> {
    let word = words.get(at)?.folded.as_str();
    const ENDS: [&str; 12] = ["e", "ee", "es", "ees", "i", "is", "u", "ue", "us", "ues", "it", "ert"];
    if word.len() < 2
        || !ENDS.iter().any(|end| word.ends_with(end))
        || matches!(word, "le" | "les" | "une" | "de" | "des")
    {
        return None;
    }
    if word == "pris" {
        let object = words.get(at + 1).map_or("", |word| word.folded.as_str());
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
pub(super) fn infinitive(words: &[Word], at: usize) -> usize {
    let first = words.get(at).map_or("", |word| word.folded.as_str());
    let at_verb = if matches!(first, "a" | "de") { at + 1 } else { at };
    let Some(verb) = words.get(at_verb) else { return at };
    if verb.folded == "d'etre" || verb.folded == "etre" {
        let (adjective, _) = modifiers(words, at_verb + 1);
        let is_adjective = words.get(adjective).is_some_and(|word| TABLE.adjective(&word.folded).is_some());
        return if is_adjective { adjective + 1 } else { at };
    }
    if TABLE.infinitives.contains(unelided(&verb.folded)) { at_verb + 1 } else { at }
}

/// A word without its elided article or preposition.
fn unelided(folded: &str) -> &str {
    folded.split_once('\'').map_or(folded, |(_, rest)| rest)
}
