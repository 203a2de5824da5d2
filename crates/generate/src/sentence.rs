//! A sentence in the making: words go in one by one, contracted and elided as French has it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What a word does to the one behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    Plain,
    /// `de`, contracted with an article, elided before a vowel.
    De,
    /// `à`, contracted with an article.
    At,
    /// `le`.
    Le,
    /// `la`.
    La,
    /// `les`.
    Les,
    /// A word whose last letter is elided before a vowel: `que`, `De` at the head of a sub-paragraph.
    Elided,
}

/// A word, or punctuation and words written together.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    text: Box<str>,
    kind: Kind,
    /// Begins with a vowel or a mute h.
    vowel: bool,
    /// No space before it.
    glued: bool,
}

/// Words that begin with an aspirated h, or that are not elided before for other reasons.
static ASPIRATED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    crate::data::lines(include_str!("../data/aspirated.txt")).flat_map(str::split_whitespace).collect()
});

impl Word {
    /// A word with a space before it.
    pub(crate) fn new(text: &str) -> Word {
        let kind = match text {
            "de" => Kind::De,
            "à" => Kind::At,
            "le" => Kind::Le,
            "la" => Kind::La,
            "les" => Kind::Les,
            "que" | "De" | "se" | "ne" => Kind::Elided,
            _ => Kind::Plain,
        };
        Word { text: text.into(), kind, vowel: begins_with_vowel(text), glued: false }
    }

    /// The same without a space before it.
    pub(crate) fn glued(self) -> Word {
        Word { glued: true, ..self }
    }
}

fn begins_with_vowel(text: &str) -> bool {
    let first = text.chars().next().map_or(' ', |first| first.to_lowercase().next().unwrap_or(first));
    let word = text.split([' ', ',', '\'']).next().unwrap_or("");
    "aeiouhàâéèêëîïôûœ".contains(first)
        && !ASPIRATED.contains(word)
        && !word.strip_suffix('s').is_some_and(|singular| ASPIRATED.contains(singular))
}

/// What waits for the word behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending<'a> {
    Nothing,
    De,
    At,
    Le,
    La,
    DeLe,
    AtLe,
    /// A word that is written up to its last letter when it is elided.
    Elided(&'a str),
}

/// The text so far.
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    text: String,
    pending: Pending<'a>,
    words: u32,
    capital: bool,
}

impl<'a> Sentence<'a> {
    /// An empty sentence.
    pub(crate) fn new() -> Self {
        Sentence { text: String::with_capacity(512), pending: Pending::Nothing, words: 0, capital: false }
    }

    /// How many words it has, counted by the spaces between them.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Bytes written so far; nothing may be waiting for the next word.
    pub(crate) fn len(&mut self) -> usize {
        self.settle(false);
        self.text.len()
    }

    /// The next word begins with a capital.
    pub(crate) fn capitalize(&mut self) {
        self.capital = true;
    }

    /// Adds a word.
    pub(crate) fn push(&mut self, word: &'a Word) {
        match word.kind {
            Kind::Plain => {
                let apart = self.settle(word.vowel) && !word.glued;
                self.write(apart, &word.text);
            }
            Kind::De => self.wait(Pending::De),
            Kind::At => self.wait(Pending::At),
            Kind::Elided => self.wait(Pending::Elided(&word.text)),
            Kind::Le => match self.pending {
                Pending::De => self.pending = Pending::DeLe,
                Pending::At => self.pending = Pending::AtLe,
                _ => self.wait(Pending::Le),
            },
            Kind::La => self.wait(Pending::La),
            Kind::Les => match std::mem::replace(&mut self.pending, Pending::Nothing) {
                Pending::De => self.write(true, "des"),
                Pending::At => self.write(true, "aux"),
                other => {
                    self.pending = other;
                    let apart = self.settle(false);
                    self.write(apart, "les");
                }
            },
        }
    }

    /// Adds text that is no word of the lists: a date, a symbol, a number.
    pub(crate) fn push_text(&mut self, text: &str) {
        let apart = self.settle(begins_with_vowel(text) && text.starts_with(char::is_alphabetic));
        self.write(apart, text);
    }

    /// The finished text.
    pub(crate) fn finish(mut self) -> String {
        self.settle(false);
        self.text
    }

    fn wait(&mut self, pending: Pending<'a>) {
        self.settle(false);
        self.pending = pending;
    }

    /// Writes what waited, before a vowel or not; false when it was elided, and the next word follows without a space.
    fn settle(&mut self, vowel: bool) -> bool {
        match (std::mem::replace(&mut self.pending, Pending::Nothing), vowel) {
            (Pending::Nothing, _) => return true,
            (Pending::De, false) => self.write(true, "de"),
            (Pending::De, true) => self.write(true, "d'"),
            (Pending::At, _) => self.write(true, "à"),
            (Pending::Le, false) => self.write(true, "le"),
            (Pending::La, false) => self.write(true, "la"),
            (Pending::DeLe, false) => self.write(true, "du"),
            (Pending::AtLe, false) => self.write(true, "au"),
            (Pending::Elided(full), false) => self.write(true, full),
            (Pending::Le | Pending::La, true) => self.write(true, "l'"),
            (Pending::DeLe, true) => self.write(true, "de l'"),
            (Pending::AtLe, true) => self.write(true, "à l'"),
            (Pending::Elided(full), true) => {
                self.write(true, &full[..full.len() - 1]);
                self.text.push('\'');
            }
        }
        !self.text.ends_with('\'')
    }

    fn write(&mut self, apart: bool, text: &str) {
        if apart && !self.text.is_empty() && !self.text.ends_with('(') {
            self.text.push(' ');
            self.words += 1;
        }
        if std::mem::take(&mut self.capital) {
            self.text.push_str(&capitalized(text));
        } else {
            self.text.push_str(text);
        }
    }
}

/// The text with a capital.
pub(crate) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &str) -> String {
        let words: Vec<Word> = words.split(' ').map(Word::new).collect();
        let mut sentence = Sentence::new();
        words.iter().for_each(|word| sentence.push(word));
        sentence.finish()
    }

    #[test]
    fn words_are_contracted_and_elided() {
        for (words, text) in [
            ("de le pays", "du pays"),
            ("de le appui", "de l'appui"),
            ("de la eau", "de l'eau"),
            ("de les droits", "des droits"),
            ("à le niveau", "au niveau"),
            ("à les États", "aux États"),
            ("à la hausse", "à la hausse"),
            ("que il importe", "qu'il importe"),
            ("De élaborer", "D'élaborer"),
            ("de Haut-Commissaire", "de Haut-Commissaire"),
            ("le homme", "l'homme"),
        ] {
            assert_eq!(written(words), text);
        }
    }
}
