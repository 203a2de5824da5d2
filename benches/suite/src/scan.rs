//! How many clauses a query ought to find, by reading them all.

use crate::queries::{DISTANCE, Drawn, Kind};
use alinea_french::{Analyzer, fold};
use alinea_query::Hit;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// The clauses in terms.
pub struct Scan<'h> {
    clauses: Vec<Scanned<'h>>,
    /// The families of each resolution, its title's among them.
    resolutions: HashMap<&'h str, HashSet<u32>>,
    names: Names,
}

struct Scanned<'h> {
    hit: &'h Hit,
    tokens: Vec<Token>,
}

/// A word of a text.
struct Token {
    position: u32,
    family: u32,
    form: u32,
}

/// Numbers for terms.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, u32>,
    analyzer: Analyzer,
}

impl Names {
    fn number(&mut self, term: &str) -> u32 {
        let next = self.numbers.len() as u32;
        self.numbers.get(term).copied().unwrap_or_else(|| *self.numbers.entry(term.to_owned()).or_insert(next))
    }

    fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        self.analyzer.analyze(text, |token| {
            found.push((token.position, token.stem.to_owned(), token.exact.to_owned()));
        });
        let token = |(position, stem, exact): (_, String, String)| Token {
            position,
            family: self.number(&stem),
            form: self.number(&exact),
        };
        found.into_iter().map(token).collect()
    }
}

impl<'h> Scan<'h> {
    /// Reads clauses.
    pub fn new(hits: &'h [Hit]) -> Scan<'h> {
        let mut names = Names::default();
        let mut resolutions: HashMap<&str, HashSet<u32>> = HashMap::new();
        let clauses = hits.iter().map(|hit| {
            let tokens = names.tokens(&hit.text);
            let around = resolutions.entry(&hit.file).or_default();
            around.extend(tokens.iter().map(|token| token.family));
            around.extend(hit.title.iter().flat_map(|title| names.tokens(title)).map(|token| token.family));
            Scanned { hit, tokens }
        });
        let clauses = clauses.collect();
        Scan { clauses, resolutions, names }
    }

    /// How many clauses a query finds. One word, or one of several, is sought in the text of a clause alone, and the
    /// number is exact. Of several words some may stand before the clause, in its chapeau or in the title: the least
    /// are the clauses that match by themselves, the most those in whose resolution all the words are.
    pub fn bounds(&mut self, drawn: &Drawn) -> RangeInclusive<u64> {
        let words: Vec<Token> = self.names.tokens(&drawn.words.join(" "));
        let of_organ = |clause: &&Scanned| {
            drawn.organ.is_none() || clause.hit.organ.as_ref().map(|organ| organ.name()) == drawn.organ.as_deref()
        };
        let beginning = fold(&drawn.words.concat());
        let beginning: HashSet<u32> = match drawn.kind {
            Kind::Prefix => {
                let with = self.names.numbers.iter().filter(|(term, _)| term.starts_with(beginning.as_str()));
                with.map(|(_, &number)| number).collect()
            }
            _ => HashSet::new(),
        };
        let holds = |clause: &Scanned| match drawn.kind {
            Kind::All => words.iter().all(|word| clause.has(word)),
            Kind::Any => words.iter().any(|word| clause.has(word)),
            Kind::Prefix => clause.tokens.iter().any(|token| beginning.contains(&token.form)),
            Kind::Near => clause.has_near(&words),
            Kind::Phrase => clause.has_phrase(&words),
        };
        let count = |matches: &dyn Fn(&Scanned) -> bool| {
            self.clauses.iter().filter(of_organ).filter(|clause| matches(clause)).count() as u64
        };
        let least = count(&holds);
        if words.len() == 1 || matches!(drawn.kind, Kind::Any | Kind::Prefix) {
            return least..=least;
        }
        least..=count(&|clause| {
            let around = &self.resolutions[clause.hit.file.as_str()];
            words.iter().all(|word| around.contains(&word.family))
        })
    }
}

impl Scanned<'_> {
    fn has(&self, word: &Token) -> bool {
        self.tokens.iter().any(|token| token.family == word.family)
    }

    fn positions(&self, word: &Token) -> impl Iterator<Item = u32> {
        self.tokens.iter().filter(|token| token.family == word.family).map(|token| token.position)
    }

    fn has_near(&self, words: &[Token]) -> bool {
        let near = |one: u32, other: u32| (1..=DISTANCE).contains(&one.abs_diff(other));
        self.positions(&words[0]).any(|one| self.positions(&words[1]).any(|other| near(one, other)))
    }

    fn has_phrase(&self, words: &[Token]) -> bool {
        let stands = |word: &Token, at: u32| self.positions(word).any(|position| position == at);
        let first = words[0].position;
        self.positions(&words[0]).any(|at| words.iter().all(|word| stands(word, at + (word.position - first))))
    }
}
