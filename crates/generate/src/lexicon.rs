//! The words: lists under `data/` with their forms, in the order of their frequency.

use crate::data::lines;
use crate::inflect;
use crate::random::{Random, Ranks};
use crate::sentence::{Word, capitalized};

/// Gender and number of what other words agree with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub feminine: bool,
    pub plural: bool,
}

impl Agreement {
    /// Which of the four forms agrees: masculine, feminine, masculine plural, feminine plural.
    pub(crate) fn index(self) -> usize {
        usize::from(self.feminine) + 2 * usize::from(self.plural)
    }
}

/// A noun with its singular and its plural.
#[derive(Debug)]
pub(crate) struct Noun {
    pub feminine: bool,
    pub forms: [Word; 2],
}

/// A verb with the forms that the grammar uses.
#[derive(Debug)]
pub(crate) struct Verb {
    pub infinitive: Word,
    /// Third person, singular and plural.
    pub third: [Word; 2],
    pub present: Word,
    /// Past participle in its four forms.
    pub past: [Word; 4],
}

/// Words of one kind, drawn by rank.
#[derive(Debug)]
pub(crate) struct Ranked<T> {
    pub words: Vec<T>,
    common: usize,
    ranks: Ranks,
}

impl<T> Ranked<T> {
    /// The first `common` words follow one law, the rare ones behind them a steeper one.
    fn new(words: Vec<T>, common: usize, shift: f64) -> Self {
        Ranked { ranks: Ranks::zipf(words.len(), common, shift), common, words }
    }

    /// The rank of a word, frequent ones more often.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        self.ranks.draw(random)
    }

    /// The rank of a common word.
    pub(crate) fn draw_common(&self, random: &mut Random) -> usize {
        loop {
            let rank = self.draw(random);
            if rank < self.common {
                return rank;
            }
        }
    }
}

/// All words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub nouns: Ranked<Noun>,
    pub adjectives: Ranked<[Word; 4]>,
    /// Adverbs of manner, made of the adjectives.
    pub adverbs: Ranked<Word>,
    pub verbs: Ranked<Verb>,
    /// Invented places.
    pub names: Ranked<Word>,
    /// Invented bodies, by their initials.
    pub acronyms: Ranked<Word>,
}

/// How many places, bodies and rare words are invented: a tail that millions of clauses do not exhaust.
const NAMES: usize = 40_000;
const ACRONYMS: usize = 3_000;
const RARE: usize = 20_000;

impl Lexicon {
    /// Reads the lists.
    pub(crate) fn new() -> Lexicon {
        let mut nouns = Entries::default();
        let mut verbs = Entries::default();
        for line in lines(include_str!("../data/verbs.txt")) {
            read_verbs(line, &mut verbs, &mut nouns);
        }
        for line in lines(include_str!("../data/nouns.txt")) {
            let (head, stems) = head_and_stems(line);
            let [gender, ending] = head[..] else { panic!("no gender and ending: {line}") };
            let ending = ending.trim_start_matches('-');
            stems.for_each(|stem| nouns.add(line, (format!("{stem}{ending}"), gender == "f")));
        }
        let mut adjectives = Entries::default();
        for line in lines(include_str!("../data/adjectives.txt")) {
            let (head, stems) = head_and_stems(line);
            let ending = head[0].trim_start_matches('-');
            stems.for_each(|stem| adjectives.add(line, format!("{stem}{ending}")));
        }
        let (nouns, adjectives, verbs) = (nouns.in_order(), adjectives.in_order(), verbs.in_order());
        let (common_nouns, common_adjectives, common_verbs) = (nouns.len(), adjectives.len(), verbs.len());
        let adverbs: Vec<Word> =
            adjectives.iter().filter_map(|word| inflect::adverb(word)).map(|word| Word::new(&word)).collect();
        let common_adverbs = adverbs.len();
        let nouns = with_rare(nouns, |prefix, (word, feminine)| (format!("{prefix}{word}"), *feminine));
        let adjectives = with_rare(adjectives, |prefix, word| format!("{prefix}{word}"));
        let nouns = nouns.iter().map(|(word, feminine)| noun(word, *feminine)).collect();
        let adjectives = adjectives.iter().map(|word| words(inflect::adjective(word))).collect();
        let syllables = Syllables::new();
        Lexicon {
            nouns: Ranked::new(nouns, common_nouns, 4.0),
            adjectives: Ranked::new(adjectives, common_adjectives, 4.0),
            adverbs: Ranked::new(adverbs, common_adverbs, 10.0),
            verbs: Ranked::new(verbs, common_verbs, 6.0),
            names: Ranked::new(invented(NAMES, |random| syllables.name(random)), NAMES, 20.0),
            acronyms: Ranked::new(invented(ACRONYMS, |random| syllables.acronym(random)), ACRONYMS, 10.0),
        }
    }
}

/// Entries of the lines marked `!`, and the others.
struct Entries<T> {
    first: Vec<T>,
    others: Vec<T>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries { first: Vec::new(), others: Vec::new() }
    }
}

impl<T> Entries<T> {
    fn add(&mut self, line: &str, entry: T) {
        if line.starts_with('!') { self.first.push(entry) } else { self.others.push(entry) }
    }

    /// By frequency: the marked ones as they stand, the others mixed, since the lists are grouped by their endings.
    fn in_order(mut self) -> Vec<T> {
        let mut random = Random::of(&[self.others.len() as u64]);
        for last in (1..self.others.len()).rev() {
            self.others.swap(last, random.below(last as u32 + 1) as usize);
        }
        self.first.append(&mut self.others);
        self.first
    }
}

fn head_and_stems(line: &str) -> (Vec<&str>, impl Iterator<Item = &str>) {
    let (head, stems) = line.split_once(':').unwrap_or_else(|| panic!("no head: {line}"));
    (head.trim_start_matches('!').split_whitespace().collect(), stems.split_whitespace())
}

fn read_verbs(line: &'static str, verbs: &mut Entries<Verb>, nouns: &mut Entries<(String, bool)>) {
    if let Some(forms) = line.strip_prefix('=') {
        let forms: Vec<String> = forms.split_whitespace().map(|form| form.replace('_', " ")).collect();
        verbs.add("!", verb(&forms));
        return;
    }
    let (head, stems) = head_and_stems(line);
    let [ending, noun_ending] = head[..] else { panic!("no endings: {line}") };
    for stem in stems {
        verbs.add(line, verb(&inflect::verb(stem, ending)));
        if noun_ending != "-" {
            nouns.add(line, (format!("{stem}{noun_ending}"), noun_ending == "ation"));
        }
    }
}

fn noun(word: &str, feminine: bool) -> Noun {
    Noun { feminine, forms: [Word::new(word), Word::new(&inflect::plural(word))] }
}

fn verb(forms: &[String]) -> Verb {
    let [infinitive, singular, plural, present, past] = forms else { panic!("not five forms: {forms:?}") };
    // Of an expression, the participle agrees: `mise en œuvre`.
    let (head, rest) = past.find(' ').map_or((past.as_str(), ""), |space| past.split_at(space));
    Verb {
        infinitive: Word::new(infinitive),
        third: [Word::new(singular), Word::new(plural)],
        present: Word::new(present),
        past: words(inflect::adjective(head).map(|form| form + rest)),
    }
}

fn words(forms: [String; 4]) -> [Word; 4] {
    forms.map(|form| Word::new(&form))
}

/// Appends rare words, made of the common ones and first elements.
fn with_rare<T>(mut words: Vec<T>, compound: impl Fn(&str, &T) -> T) -> Vec<T> {
    let prefixes: Vec<&str> = lines(include_str!("../data/prefixes.txt")).flat_map(str::split_whitespace).collect();
    let mut random = Random::of(&[words.len() as u64, RARE as u64]);
    let rare: Vec<T> = (0..RARE).map(|_| compound(random.pick::<&str>(&prefixes), random.pick(&words))).collect();
    words.extend(rare);
    words
}

fn invented(count: usize, make: impl Fn(&mut Random) -> String) -> Vec<Word> {
    (0..count).map(|rank| Word::new(&make(&mut Random::of(&[count as u64, rank as u64])))).collect()
}

/// What names are made of.
struct Syllables {
    first: Vec<&'static str>,
    middle: Vec<&'static str>,
    last: Vec<&'static str>,
    letters: Vec<&'static str>,
}

impl Syllables {
    fn new() -> Syllables {
        let of = |position: &str| -> Vec<&'static str> {
            let parts = lines(include_str!("../data/names.txt")).filter_map(|line| line.split_once(": "));
            parts.filter(|(head, _)| *head == position).flat_map(|(_, parts)| parts.split_whitespace()).collect()
        };
        Syllables { first: of("first"), middle: of("middle"), last: of("last"), letters: of("letters") }
    }

    fn name(&self, random: &mut Random) -> String {
        let middle = if random.chance(60) { *random.pick(&self.middle) } else { "" };
        capitalized(&format!("{}{middle}{}", random.pick(&self.first), random.pick(&self.last)))
    }

    fn acronym(&self, random: &mut Random) -> String {
        // An initial and a vowel in turns, so that it can be said.
        (0..random.between(3, 6))
            .map(|at| if at % 2 == 1 { *random.pick(&["A", "E", "I", "O", "U"]) } else { *random.pick(&self.letters) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_thousands_of_words() {
        let lexicon = Lexicon::new();
        assert!(lexicon.nouns.words.len() > 1_500 + RARE, "{}", lexicon.nouns.words.len());
        assert!(lexicon.adjectives.words.len() > 800 + RARE, "{}", lexicon.adjectives.words.len());
        assert!(lexicon.verbs.words.len() > 500, "{}", lexicon.verbs.words.len());
        let names: HashSet<String> = lexicon.names.words.iter().map(|name| format!("{name:?}")).collect();
        assert!(names.len() > NAMES / 2, "{}", names.len());
    }
}
