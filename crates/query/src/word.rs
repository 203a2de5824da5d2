//! What is typed to the words of it, `*` and `?` among them.

use alinea_french::Analyzer;

/// `*` and `?` go through the analysis as letters of a script no query is in, which it leaves alone (Tifinagh).
const ANY: char = '\u{2D30}';
const ONE: char = '\u{2D31}';

/// A word of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its place behind the first word: words stand one behind the other, and `*` alone for any word.
    pub(crate) offset: u32,
    /// How many places it takes: two for a pair of common words, which no query has before it comes to an index.
    pub(crate) width: u32,
    pub(crate) wanted: Wanted,
    /// As typed.
    pub(crate) surface: String,
}

/// What a word of a text must be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Wanted {
    /// This word, in any form.
    Plain { stem: String, exact: String },
    /// This word in this form.
    Form { stem: String, exact: String },
    /// Of this form, with `*` for any letters and `?` for one.
    Pattern(String),
    /// Of this form but for a few letters.
    Fuzzy { exact: String, distance: u8 },
}

impl Wanted {
    /// Its family, if it has one.
    pub(crate) fn family(&self) -> Option<&str> {
        match self {
            Wanted::Plain { stem, .. } | Wanted::Form { stem, .. } => Some(stem),
            Wanted::Pattern(_) | Wanted::Fuzzy { .. } => None,
        }
    }
}

/// The words of a text. A `?` is for one letter when a letter comes behind it; at the end of a word it is punctuation.
/// A `*` with nothing beside it stands for any word between two others, and for nothing at the ends.
pub(crate) fn words(analyzer: &mut Analyzer, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    if !text.contains(['*', '?']) {
        analyzer.analyze(text, |token| {
            words.push(Word {
                offset: token.position,
                width: 1,
                wanted: Wanted::Plain { stem: token.stem.to_owned(), exact: token.exact.to_owned() },
                surface: text[token.from..token.to].to_owned(),
            });
        });
        return words;
    }
    let masked = mask(text);
    analyzer.analyze(&masked, |token| {
        let wanted = if token.exact.contains([ANY, ONE]) {
            Wanted::Pattern(token.exact.replace(ANY, "*").replace(ONE, "?"))
        } else {
            Wanted::Plain { stem: token.stem.to_owned(), exact: token.exact.to_owned() }
        };
        let surface = masked[token.from..token.to].replace(ANY, "*").replace(ONE, "?");
        words.push(Word { offset: token.position, width: 1, wanted, surface });
    });
    words.retain(|word| !matches!(&word.wanted, Wanted::Pattern(pattern) if pattern.bytes().all(|b| b == b'*')));
    let first = words.first().map_or(0, |word| word.offset);
    words.iter_mut().for_each(|word| word.offset -= first);
    words
}

fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        masked.push(match c {
            '*' => ANY,
            '?' if chars.peek().is_some_and(|next| next.is_alphanumeric() || matches!(next, '*')) => ONE,
            _ => c,
        });
    }
    masked
}

/// True when `word` is of the form `pattern`. The time is bounded by the product of the lengths.
pub(crate) fn fits(pattern: &str, word: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let (mut p, mut w) = (0, 0);
    // Where the last `*` stood, and what it had swallowed.
    let mut star: Option<(usize, usize)> = None;
    while w < word.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p, w));
            p += 1;
        } else if pattern.get(p).is_some_and(|&c| c == '?' || c == word[w]) {
            (p, w) = (p + 1, w + 1);
        } else if let Some((at, swallowed)) = star {
            star = Some((at, swallowed + 1));
            (p, w) = (at + 1, swallowed + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|&c| c == '*')
}

/// A word by its letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    row: Vec<char>,
    /// As a set, several letters sharing a bit.
    set: u32,
}

impl Letters {
    /// Becomes another word.
    pub(crate) fn read(&mut self, word: &str) {
        self.row.clear();
        self.row.extend(word.chars());
        self.set = self.row.iter().fold(0, |set, &letter| set | 1 << (u32::from(letter) % 32));
    }

    /// The letters in order.
    pub(crate) fn row(&self) -> &[char] {
        &self.row
    }
}

impl From<&str> for Letters {
    fn from(word: &str) -> Self {
        let mut letters = Letters::default();
        letters.read(word);
        letters
    }
}

/// A word others are compared with.
pub(crate) struct Spelling {
    word: Letters,
    most: usize,
    /// Room for three rows of a comparison.
    rows: [Vec<usize>; 3],
}

impl Spelling {
    /// A word, and how many letters may differ.
    pub(crate) fn new(word: &str, most: u8) -> Self {
        Spelling { word: word.into(), most: usize::from(most), rows: Default::default() }
    }

    /// How many letters of another word are wrong, missing, too many or swapped with their neighbour; `None` for more
    /// than may differ.
    pub(crate) fn distance(&mut self, other: &Letters) -> Option<u8> {
        let (a, b) = (&self.word.row, &other.row);
        // A step changes the length by one at most, and takes out one letter and puts in another. Nearly all words of an
        // index are told apart by this alone.
        let apart = (self.word.set ^ other.set).count_ones() as usize;
        if a.len().abs_diff(b.len()) > self.most || apart > 2 * self.most {
            return None;
        }
        for row in &mut self.rows {
            row.clear();
            row.extend(0..=b.len());
        }
        for i in 1..=a.len() {
            let [before, last, row] = &mut self.rows;
            row[0] = i;
            for j in 1..=b.len() {
                let differs = usize::from(a[i - 1] != b[j - 1]);
                row[j] = (last[j - 1] + differs).min(last[j] + 1).min(row[j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    row[j] = row[j].min(before[j - 2] + 1);
                }
            }
            if row.iter().all(|&steps| steps > self.most) {
                return None;
            }
            self.rows.rotate_left(1);
        }
        let steps = self.rows[1][b.len()];
        u8::try_from(steps).ok().filter(|_| steps <= self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(u32, String)> {
        let form = |wanted: &Wanted| match wanted {
            Wanted::Plain { exact, .. } | Wanted::Form { exact, .. } => exact.clone(),
            Wanted::Pattern(pattern) => format!("/{pattern}/"),
            Wanted::Fuzzy { exact, .. } => format!("{exact}~"),
        };
        words(&mut Analyzer::new(), text).iter().map(|word| (word.offset, form(&word.wanted))).collect()
    }

    fn pairs(expected: &[(u32, &str)]) -> Vec<(u32, String)> {
        expected.iter().map(|&(offset, form)| (offset, form.to_owned())).collect()
    }

    #[test]
    fn wildcards_go_through_the_analysis() {
        assert_eq!(seen("Résol*"), pairs(&[(0, "/resol*/")]));
        assert_eq!(seen("l’*sécurité"), pairs(&[(0, "/*securite/")]));
        assert_eq!(seen("r?solution"), pairs(&[(0, "/r?solution/")]));
        assert_eq!(seen("droits de l*"), pairs(&[(0, "droits"), (1, "de"), (2, "/l*/")]));
        assert_eq!(seen("laissés-pour-c*"), pairs(&[(0, "laisses"), (1, "pour"), (2, "/c*/")]));
        assert_eq!(seen("quoi ? vraiment?"), pairs(&[(0, "quoi"), (1, "vraiment")]));
    }

    #[test]
    fn a_star_alone_is_any_word_between_others() {
        assert_eq!(seen("paix * sécurité"), pairs(&[(0, "paix"), (2, "securite")]));
        assert_eq!(seen("* paix *"), pairs(&[(0, "paix")]));
        assert_eq!(seen("* ** *"), []);
    }

    #[test]
    fn forms_fit_their_patterns() {
        for (pattern, word, expected) in [
            ("resol*", "resolution", true),
            ("resol*", "resol", true),
            ("*securite", "insecurite", true),
            ("*a*b*", "xxaxxbxx", true),
            ("r?solution", "resolution", true),
            ("r?solution", "rsolution", false),
            ("a*b", "abc", false),
            ("*?", "", false),
            ("*?", "é", true),
        ] {
            assert_eq!(fits(pattern, word), expected, "{pattern} {word}");
        }
    }

    #[test]
    fn letters_that_differ_are_counted() {
        for (a, b, expected) in [
            ("securite", "securite", Some(0)),
            ("securite", "secruite", Some(1)),
            ("securite", "securit", Some(1)),
            ("securite", "xsecurites", Some(2)),
            ("paix", "poids", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(Spelling::new(a, 2).distance(&b.into()), expected, "{a} {b}");
            assert_eq!(Spelling::new(b, 2).distance(&a.into()), expected, "{b} {a}");
        }
    }
}
