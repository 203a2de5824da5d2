//! Queries drawn from the clauses of an index, by how many of them a word stands in; as `benches/peers/queries.py` does it.
//! The same clauses give the same queries.

use alinea_index::Index;
use alinea_query::{Hit, Options, Sort, parse, search};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Queries of a class.
pub const EACH: usize = 12;

/// How many words may lie between two that are near.
pub const DISTANCE: u32 = 5;

/// Shares of the clauses a word stands in: frequent, middling, rare.
const BANDS: [(f64, f64); 3] = [(0.05, 0.5), (0.005, 0.05), (0.0003, 0.005)];

/// Phrases asked of every corpus.
const FIXED: [&str; 3] = ["de la", "droits de l'homme", "et de la"];

/// Words that stand in most clauses, by the number of clauses.
const COMMON: usize = 100;

/// What a query asks of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All of them.
    All,
    /// One of them.
    Any,
    /// A word that begins so.
    Prefix,
    /// All, near each other.
    Near,
    /// All, side by side.
    Phrase,
}

/// A query that was drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// What it asks.
    pub kind: Kind,
    /// The words it asks for.
    pub words: Vec<String>,
    /// The name of the organ that adopted the clause, where that is asked.
    pub organ: Option<String>,
}

impl Drawn {
    fn of(kind: Kind, words: Vec<String>) -> Drawn {
        Drawn { kind, words, organ: None }
    }

    /// As a user types it, without the organ.
    pub fn typed(&self) -> String {
        match self.kind {
            Kind::All => self.words.join(" "),
            Kind::Any => self.words.join(" OU "),
            Kind::Prefix => format!("{}*", self.words.concat()),
            Kind::Near => self.words.join(&format!(" w/{DISTANCE} ")),
            Kind::Phrase => format!("\"{}\"", self.words.join(" ")),
        }
    }

    /// The options of the search: the organ is a filter.
    pub fn options(&self) -> Options {
        let filter = self.organ.as_ref().map(|organ| parse(&format!("organe:\"{organ}\"")).query);
        Options { filter, ..Options::default() }
    }
}

/// Every clause that is searched.
pub fn clauses(index: &Index) -> Result<Vec<Hit>, alinea_query::Error> {
    let everything = parse("partie:preambule OU partie:dispositif OU partie:annexe OU partie:incorpore").query;
    let options = Options { limit: 100_000_000, group: false, sort: Sort::Symbol, ..Options::default() };
    Ok(search(index, &everything, &options)?.hits)
}

/// The classes with their queries.
pub fn draw(clauses: &[Hit]) -> Vec<(&'static str, Vec<Drawn>)> {
    let mut source = Source::new(clauses);
    let mut class = |name, drawn: fn(&mut Source, usize) -> Drawn| {
        (name, (0..EACH).map(|at| drawn(&mut source, at)).collect::<Vec<_>>())
    };
    vec![
        class("words", |source, at| Drawn::of(Kind::All, vec![source.word(at)])),
        class("conjunctions", |source, _| Drawn::of(Kind::All, source.pair(12))),
        class("disjunctions", |source, _| Drawn::of(Kind::Any, (0..3).map(|at| source.word(at)).collect())),
        class("filtered", |source, at| source.filtered(at)),
        class("prefix", |source, _| Drawn::of(Kind::Prefix, vec![source.prefix()])),
        class("proximity", |source, _| Drawn::of(Kind::Near, source.pair(DISTANCE as usize))),
        class("phrases", |source, _| Drawn::of(Kind::Phrase, source.phrase())),
        class("frequent phrases", |source, at| Drawn::of(Kind::Phrase, source.frequent[at].clone())),
    ]
}

/// A small generator of numbers, the same on every run (the constants are Knuth's, for MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// Words that stand side by side, without figures, signs and apostrophes.
type Run = Vec<String>;

/// What is drawn from.
struct Source {
    numbers: Numbers,
    /// The runs of each clause that has some, and its organ.
    clauses: Vec<(Vec<Run>, Option<String>)>,
    bands: [Vec<String>; 3],
    common: BTreeSet<String>,
    frequent: Vec<Run>,
}

impl Source {
    fn new(hits: &[Hit]) -> Source {
        let organ = |hit: &Hit| hit.organ.as_ref().map(|organ| organ.name().to_owned());
        let clauses = hits.iter().map(|hit| (runs(&hit.text), organ(hit)));
        let clauses: Vec<_> = clauses.filter(|(runs, _)| !runs.is_empty()).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (runs, _) in &clauses {
            for word in runs.iter().flatten().map(String::as_str).collect::<HashSet<_>>() {
                *counts.entry(word).or_default() += 1;
            }
        }
        let counts: BTreeMap<&str, usize> = counts.into_iter().collect();
        let long = |&(word, _): &(&str, usize)| word.chars().count() > 3;
        let words: Vec<(&str, usize)> = counts.iter().map(|(&word, &count)| (word, count)).filter(long).collect();
        let bands = BANDS.map(|(low, high)| {
            let share = |count: usize| count as f64 / clauses.len() as f64;
            let inside = words.iter().filter(|(_, count)| (low..high).contains(&share(*count)));
            let inside: Vec<String> = inside.map(|(word, _)| (*word).to_owned()).collect();
            // A small corpus has no rare words.
            if inside.is_empty() { words.iter().map(|(word, _)| (*word).to_owned()).collect() } else { inside }
        });
        let mut ranked: Vec<_> = counts.iter().map(|(&word, &count)| (std::cmp::Reverse(count), word)).collect();
        ranked.sort_unstable();
        let common = ranked.iter().take(COMMON).map(|(_, word)| (*word).to_owned()).collect();
        let frequent = frequent_phrases(&clauses);
        Source { numbers: Numbers(1), clauses, bands, common, frequent }
    }

    /// A word of each band in turn.
    fn word(&mut self, at: usize) -> String {
        self.numbers.one_of(&self.bands[at % self.bands.len()]).clone()
    }

    /// A word and the organ of one of the clauses with it.
    fn filtered(&mut self, at: usize) -> Drawn {
        loop {
            let word = self.word(at);
            let with = self.clauses.iter().filter(|(runs, _)| runs.iter().flatten().any(|other| *other == word));
            let organs: Vec<&String> = with.filter_map(|(_, organ)| organ.as_ref()).collect();
            if !organs.is_empty() {
                let organ = Some((*self.numbers.one_of(&organs)).clone());
                return Drawn { kind: Kind::All, words: vec![word], organ };
            }
        }
    }

    /// The beginning of a longer word that is not frequent.
    fn prefix(&mut self) -> String {
        loop {
            let band = 1 + self.numbers.below(2);
            let word = self.word(band);
            if word.chars().count() >= 8 {
                return word.chars().take(4 + self.numbers.below(3)).collect();
            }
        }
    }

    /// So many words side by side.
    fn run(&mut self, length: usize) -> Run {
        loop {
            let (runs, _) = self.numbers.one_of(&self.clauses);
            let run = self.numbers.one_of(runs);
            if run.len() >= length {
                let start = self.numbers.below(run.len() - length + 1);
                return run[start..start + length].to_vec();
            }
        }
    }

    /// Two words of one clause so near, neither of them common.
    fn pair(&mut self, distance: usize) -> Vec<String> {
        loop {
            let length = 4 + self.numbers.below(distance.saturating_sub(3).max(1));
            let mut words = self.run(length);
            words.retain(|word| !self.common.contains(word) && word.chars().count() > 3);
            words.dedup();
            if words.len() >= 2 && words[0] != words[words.len() - 1] {
                return vec![words[0].clone(), words[words.len() - 1].clone()];
            }
        }
    }

    /// Two to four words, the first and the last of them not common.
    fn phrase(&mut self) -> Run {
        loop {
            let length = 2 + self.numbers.below(3);
            let run = self.run(length);
            let rare = |word: &String| !self.common.contains(word) && word.chars().count() > 3;
            if rare(&run[0]) && rare(&run[length - 1]) {
                return run;
            }
        }
    }
}

/// The fixed ones, and the commonest others of two and of three words.
fn frequent_phrases(clauses: &[(Vec<Run>, Option<String>)]) -> Vec<Run> {
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    for run in clauses.iter().flat_map(|(runs, _)| runs) {
        for phrase in run.windows(2).chain(run.windows(3)) {
            *counts.entry(phrase).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().map(|(phrase, count)| (std::cmp::Reverse(count), phrase)).collect();
    ranked.sort_unstable();
    let fixed = FIXED.map(|phrase| phrase.split(' ').map(str::to_owned).collect::<Run>());
    let others = ranked.into_iter().map(|(_, phrase)| phrase.to_vec()).filter(|phrase| !fixed.contains(phrase));
    fixed.iter().cloned().chain(others).take(EACH).collect()
}

/// The runs of a text. A word before an apostrophe is left out and ends a run.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![Run::new()];
    let mut word = String::new();
    for c in text.chars().chain(['.']) {
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
            continue;
        }
        let elided = matches!(c, '\'' | '’');
        if let Some(run) = runs.last_mut().filter(|_| !word.is_empty() && !elided) {
            run.push(std::mem::take(&mut word));
        }
        word.clear();
        if c != ' ' {
            runs.push(Run::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
