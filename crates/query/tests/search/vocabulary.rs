//! The words of all texts as numbers, and which of them a word of a query stands for.

use alinea_french::{Analyzer, fold};
use std::collections::{BTreeSet, HashMap};

/// A text, as the numbers of its words.
pub type Text = Vec<u32>;

/// For each word of the vocabulary, whether it is meant.
pub type Table = Vec<bool>;

/// What a word must be.
#[derive(Clone, PartialEq)]
pub enum Wanted {
    Family(String, String),
    /// This form, with `*` and `?` for letters.
    Pattern(String),
    Fuzzy(String, usize),
    AnyWord,
}

/// Every word that occurs, once, in the order of its first occurrence.
#[derive(Default)]
pub struct Vocabulary {
    analyzer: Analyzer,
    words: Vec<Word>,
    numbers: HashMap<String, u32>,
}

struct Word {
    exact: String,
    stem: String,
    letters: Vec<char>,
}

impl Vocabulary {
    /// The numbers of the words of a text, which from now on are known.
    pub fn read(&mut self, text: &str) -> Text {
        let Vocabulary { analyzer, words, numbers } = self;
        let mut read = Text::new();
        analyzer.analyze(text, |token| {
            let number = numbers.get(token.exact).copied().unwrap_or_else(|| {
                let exact = token.exact.to_owned();
                numbers.insert(exact.clone(), words.len() as u32);
                words.push(Word { letters: exact.chars().collect(), exact, stem: token.stem.to_owned() });
                words.len() as u32 - 1
            });
            read.push(number);
        });
        read
    }

    /// Stem and exact form of each word of a text.
    pub fn tokens(&mut self, text: &str) -> Vec<(String, String)> {
        let mut tokens = Vec::new();
        self.analyzer.analyze(text, |token| tokens.push((token.stem.to_owned(), token.exact.to_owned())));
        tokens
    }

    /// The words of what was typed, its wildcards between spaces.
    pub fn wanted(&mut self, typed: &str) -> Vec<Wanted> {
        let mut words = Vec::new();
        for piece in typed.split(' ') {
            if piece == "*" {
                words.push(Wanted::AnyWord);
            } else if piece.contains(['*', '?']) {
                words.push(Wanted::Pattern(fold(piece)));
            } else {
                words.extend(self.tokens(piece).into_iter().map(|(stem, exact)| Wanted::Family(stem, exact)));
            }
        }
        // At the ends, any word is no word.
        while words.last() == Some(&Wanted::AnyWord) {
            words.pop();
        }
        let begin = words.iter().position(|word| *word != Wanted::AnyWord).unwrap_or(0);
        words.split_off(begin)
    }

    /// The words a wanted word stands for. With `exact`, those of its family are no such words.
    pub fn table(&self, wanted: &Wanted, exact: bool) -> Table {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let table = |is_met: &dyn Fn(&Word) -> bool| self.words.iter().map(is_met).collect();
        match wanted {
            Wanted::Family(_, form) if exact => table(&|word| word.exact == *form),
            Wanted::Family(stem, _) => table(&|word| word.stem == *stem),
            Wanted::Pattern(pattern) => {
                let pattern = letters(pattern);
                table(&|word| fits(&pattern, &word.letters))
            }
            Wanted::Fuzzy(form, most) => {
                let form = letters(form);
                table(&|word| is_near(&form, &word.letters, *most))
            }
            Wanted::AnyWord => table(&|_| true),
        }
    }

    /// Of the words a table names, the `most` that are commonest; of equally common ones those first in the alphabet.
    pub fn commonest(&self, table: &mut Table, most: usize, frequency: impl Fn(usize) -> u32) {
        let mut met: Vec<usize> = (0..table.len()).filter(|&number| table[number]).collect();
        met.sort_by_cached_key(|&number| (std::cmp::Reverse(frequency(number)), self.words[number].exact.clone()));
        met.iter().skip(most).for_each(|&number| table[number] = false);
    }

    /// For each word, in how many of the documents it occurs.
    pub fn frequencies<'t>(&self, documents: impl Iterator<Item = Vec<&'t Text>>) -> Vec<u32> {
        let mut frequencies = vec![0; self.words.len()];
        for texts in documents {
            let words: BTreeSet<u32> = texts.into_iter().flatten().copied().collect();
            words.into_iter().for_each(|word| frequencies[word as usize] += 1);
        }
        frequencies
    }
}

/// True when a word is of a form with `*` for any letters and `?` for one.
pub fn fits(pattern: &[char], word: &[char]) -> bool {
    match pattern.first() {
        None => word.is_empty(),
        Some('*') => (0..=word.len()).any(|at| fits(&pattern[1..], &word[at..])),
        Some('?') => !word.is_empty() && fits(&pattern[1..], &word[1..]),
        Some(letter) => word.first() == Some(letter) && fits(&pattern[1..], &word[1..]),
    }
}

/// True when at most `most` letters are wrong, missing, too many or swapped.
fn is_near(a: &[char], b: &[char], most: usize) -> bool {
    let (Some((last_a, a_rest)), Some((last_b, b_rest))) = (a.split_last(), b.split_last()) else {
        return a.len() + b.len() <= most;
    };
    if last_a == last_b {
        return is_near(a_rest, b_rest, most);
    }
    let swapped = a_rest.last() == Some(last_b) && b_rest.last() == Some(last_a);
    most > 0
        && (is_near(a_rest, b_rest, most - 1)
            || is_near(a_rest, b, most - 1)
            || is_near(a, b_rest, most - 1)
            || swapped && is_near(&a_rest[..a_rest.len() - 1], &b_rest[..b_rest.len() - 1], most - 1))
}
