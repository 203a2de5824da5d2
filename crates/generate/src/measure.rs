//! Figures that tell how near a corpus is to another: words, their frequencies, lengths.

use std::collections::HashMap;
use std::fmt;

/// How many words the figures of the vocabulary are taken over, since they depend on it.
const WORDS: usize = 1_000_000;

/// Counts clauses, one after the other; `Display` writes the figures.
#[derive(Debug, Default)]
pub struct Measure {
    /// Word to its number.
    numbers: HashMap<String, u32>,
    counts: Vec<u32>,
    pairs: HashMap<(u32, u32), u32>,
    words: usize,
    lengths: Vec<usize>,
    resolutions: HashMap<String, usize>,
}

/// The figures.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Different words among the first million.
    pub types: usize,
    /// Share of these that occur once.
    pub hapaxes: f64,
    /// Share of the twenty, hundred and thousand commonest words in all words.
    pub commonest: [f64; 3],
    /// Share of `de la`, `de l'`, `et de`, `à la` in all pairs of words.
    pub pairs: [f64; 4],
    /// Words of a clause: mean, median, ninth decile, ninety-ninth percentile.
    pub lengths: (f64, [usize; 3]),
    /// Clauses of a resolution: mean, median, ninth decile.
    pub clauses: (f64, [usize; 2]),
}

impl Measure {
    /// Counts a clause of a resolution.
    pub fn add(&mut self, resolution: &str, text: &str) {
        self.lengths.push(text.split_whitespace().count());
        *self.resolutions.entry(resolution.to_owned()).or_default() += 1;
        let mut before = None;
        for word in words(text).take(WORDS - self.words) {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(word).or_insert(next);
            if number == next {
                self.counts.push(0);
            }
            self.counts[number as usize] += 1;
            self.words += 1;
            if let Some(before) = before.replace(number) {
                *self.pairs.entry((before, number)).or_default() += 1;
            }
        }
    }

    /// The figures of what was counted, which is at least one clause.
    pub fn figures(&self) -> Figures {
        let mut counts = self.counts.clone();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let words = self.words as f64;
        let share = |most: usize| f64::from(counts.iter().take(most).sum::<u32>()) / words;
        let all_pairs = f64::from(self.pairs.values().sum::<u32>());
        let pair = |first: &str, second: &str| {
            let numbers = self.numbers.get(first).zip(self.numbers.get(second));
            let count = numbers.and_then(|(&first, &second)| self.pairs.get(&(first, second)));
            f64::from(count.copied().unwrap_or(0)) / all_pairs
        };
        let lengths = sorted(self.lengths.iter().copied());
        let clauses = sorted(self.resolutions.values().copied());
        Figures {
            types: counts.len(),
            hapaxes: counts.iter().filter(|&&count| count == 1).count() as f64 / counts.len() as f64,
            commonest: [20, 100, 1_000].map(share),
            pairs: [pair("de", "la"), pair("de", "l'"), pair("et", "de"), pair("à", "la")],
            lengths: (mean(&lengths), [50, 90, 99].map(|percent| lengths[lengths.len() * percent / 100])),
            clauses: (mean(&clauses), [50, 90].map(|percent| clauses[clauses.len() * percent / 100])),
        }
    }
}

/// Runs of letters and digits in small letters, with the apostrophe of an elision.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_inclusive(|c: char| !c.is_alphanumeric()).filter_map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let elided = if piece.ends_with(['\'', '’']) { "'" } else { "" };
        (!word.is_empty()).then(|| word.to_lowercase() + elided)
    })
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

fn mean(numbers: &[usize]) -> f64 {
    numbers.iter().sum::<usize>() as f64 / numbers.len() as f64
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| format!("{:.2} %", share * 100.0);
        writeln!(f, "different words among the first million: {}", self.types)?;
        writeln!(f, "of these, occurring once: {}", percent(self.hapaxes))?;
        for (most, share) in [20, 100, 1_000].iter().zip(self.commonest) {
            writeln!(f, "share of the {most} commonest words: {}", percent(share))?;
        }
        for (pair, share) in ["de la", "de l'", "et de", "à la"].iter().zip(self.pairs) {
            writeln!(f, "share of « {pair} » in all pairs: {}", percent(share))?;
        }
        let (mean, [median, tenth, hundredth]) = self.lengths;
        writeln!(f, "words of a clause: mean {mean:.1}, median {median}, 90 % {tenth}, 99 % {hundredth}")?;
        let (mean, [median, tenth]) = self.clauses;
        writeln!(f, "clauses of a resolution: mean {mean:.1}, median {median}, 90 % {tenth}")
    }
}
