//! Inflection by ending: the table `data/endings.txt` before Snowball, one repair after it.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What endings mean.
pub(crate) const ENDINGS: &str = include_str!("../data/endings.txt");

/// Letters that must stand before an ending, unless its line says fewer.
const MIN_BEFORE: usize = 2;

/// Put before a word that begins with a vowel. It ends in a consonant, so that no letter of the word changes its role.
const SYLLABLE: &str = "bac";

/// What the letter before an ending must be.
enum Before {
    Any,
    Vowel,
    Consonant,
    OneOf(&'static [u8]),
}

/// One line of the table, for one of its endings.
struct Rule {
    before: Before,
    min_before: usize,
    becomes: &'static str,
    /// Whether the result is stemmed by Snowball.
    snowball: bool,
}

/// The rules by ending, and the length of the longest ending in bytes.
struct Rules {
    by_ending: HashMap<String, Rule>,
    longest: usize,
}

/// The stemmer of the words that no table knows.
pub(crate) struct Endings {
    rules: &'static Rules,
    snowball: Stemmer,
}

impl Endings {
    /// Ready to stem; the table is read once.
    pub(crate) fn new() -> Self {
        static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(ENDINGS));
        Endings { rules: &RULES, snowball: Stemmer::create(Algorithm::French) }
    }

    /// Puts the stem of a folded word of the letters a–z into `stem`, which is empty.
    pub(crate) fn stem(&self, word: &str, stem: &mut String) {
        let Some((ending, rule)) = self.rules.fitting(word) else {
            return self.push_snowball(word, stem);
        };
        let before = &word[..word.len() - ending];
        if rule.snowball {
            self.push_snowball(&format!("{before}{}", rule.becomes), stem);
        } else {
            stem.push_str(before);
            stem.push_str(rule.becomes);
        }
    }

    /// Snowball and three repairs.
    ///
    /// Snowball removes nothing before the second vowel of a word that begins with one (`armer`, `agée`); it is given
    /// such words behind a syllable. It takes one n from verbs made of nouns in -on, so that `mentionner` would be
    /// `mention`; the feminine of adjectives in -on (`bonne`) is rarer and is in the tables. And it leaves the y of
    /// `employé`, whose present is `emploie`.
    fn push_snowball(&self, word: &str, stem: &mut String) {
        if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
            let behind = self.snowball.stem(&format!("{SYLLABLE}{word}")).into_owned();
            stem.push_str(&behind[SYLLABLE.len()..]);
        } else {
            stem.push_str(&self.snowball.stem(word));
        }
        if stem.ends_with("on") && word.starts_with(stem.as_str()) && word[stem.len()..].starts_with('n') {
            stem.push('n');
        } else if stem.ends_with('y') {
            stem.pop();
            stem.push('i');
        }
    }
}

impl Rules {
    fn read(text: &'static str) -> Rules {
        let mut by_ending = HashMap::new();
        for line in lines(text) {
            let columns: Vec<&'static str> = line.split_whitespace().collect();
            let [endings, before, becomes, then] = columns[..] else { panic!("not four columns: {line}") };
            for ending in spellings(endings) {
                let rule = Rule {
                    before: Before::read(before.trim_end_matches('1')),
                    min_before: if before.ends_with('1') { 1 } else { MIN_BEFORE },
                    becomes: if becomes == "-" { "" } else { becomes },
                    snowball: then == "snowball",
                };
                by_ending.insert(ending, rule);
            }
        }
        let longest = by_ending.keys().map(String::len).max().unwrap_or(0);
        Rules { by_ending, longest }
    }

    /// Length of the longest ending that fits a word, with its rule.
    fn fitting(&self, word: &str) -> Option<(usize, &Rule)> {
        (1..=self.longest.min(word.len())).rev().find_map(|length| {
            let (before, ending) = word.split_at(word.len() - length);
            let rule = self.by_ending.get(ending)?;
            rule.fits(before.as_bytes()).then_some((length, rule))
        })
    }
}

impl Rule {
    fn fits(&self, before: &[u8]) -> bool {
        let Some(&letter) = before.last().filter(|_| before.len() >= self.min_before) else { return false };
        let vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        match self.before {
            Before::Any => true,
            Before::Vowel => vowel,
            Before::Consonant => !vowel,
            Before::OneOf(letters) => letters.contains(&letter),
        }
    }
}

impl Before {
    fn read(name: &'static str) -> Before {
        match name {
            "any" => Before::Any,
            "vowel" => Before::Vowel,
            "consonant" => Before::Consonant,
            letters => Before::OneOf(letters.as_bytes()),
        }
    }
}

/// The lines of a data file that say something.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The spellings of an ending in the notation of the table: `ee(s)` → ee, ees; `eu(x,s)` → eu, eux, eus.
fn spellings(notation: &str) -> Vec<String> {
    let Some((base, list)) = notation.strip_suffix(')').and_then(|notation| notation.split_once('(')) else {
        return vec![notation.to_owned()];
    };
    let mut spellings: Vec<String> = list.split(',').map(|ending| format!("{base}{ending}")).collect();
    spellings.push(base.to_owned());
    spellings
}
