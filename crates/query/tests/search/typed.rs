//! Random queries of every kind, most of them made of what the resolutions say.

use crate::common::{Chance, Filed, WORDS};
use alinea_model::{Clause, Part, Symbol};

/// Words with wildcards and slips.
const INEXACT: [&str; 8] = ["excl*", "*té", "trait?ment", "dr*s", "égalite~", "etas~2", "pauvrete~1", "*"];

/// Values of fields that no resolution has to have.
const FIELDS: [&str; 16] = [
    "organe:AG",
    "organe:conseil*",
    "session:3..6",
    "session:66",
    "date:2010-03..2011",
    "date:<2010",
    "annee:2010",
    "cote:66/122",
    "cote:A/RES/*",
    "partie:dispositif",
    "fichier:1*",
    "verbe:prendre",
    "verbe:priant",
    "verbe:sait",
    "verbe:inquiéter",
    "verbe:félicité",
];

/// Somebody who types queries.
pub struct Typist<'f> {
    pub chance: Chance,
    filed: &'f [Filed],
    /// The resolution at hand: that several words come from one makes it likelier that something matches.
    at: usize,
}

impl<'f> Typist<'f> {
    pub fn new(chance: Chance, filed: &'f [Filed]) -> Self {
        Typist { chance, filed, at: 0 }
    }

    pub fn query(&mut self) -> String {
        self.at = self.chance.below(self.filed.len());
        self.all(0)
    }

    fn all(&mut self, depth: usize) -> String {
        let operands = 1 + self.chance.below(3);
        // A negation alone finds nearly everything.
        let kinds = match (depth, operands) {
            (0, 1) => 9,
            (0, _) => 12,
            _ => 8,
        };
        (0..operands).map(|_| self.operand(kinds)).collect::<Vec<_>>().join(" ")
    }

    /// One of the first `kinds` kinds of operands; the first eight hold no others.
    fn operand(&mut self, kinds: usize) -> String {
        match self.chance.below(kinds) {
            0..=3 => self.placed(),
            4 => self.symbol(),
            5 => self.field(),
            6 => {
                let words = 1 + self.chance.below(2);
                format!("titre:\"{}\"", self.run(words).join(" "))
            }
            7 => self.near(),
            8 => format!("({} OU {})", self.operand(8), self.operand(8)),
            9 => format!("SAUF {}", self.operand(8)),
            10 => format!("SAUF ({})", self.all(1)),
            _ => format!("({} OU {})", self.all(1), self.operand(8)),
        }
    }

    fn near(&mut self) -> String {
        let mut text = self.placed();
        for _ in 0..1 + self.chance.below(2) {
            let sign = ["w", "pre"][self.chance.below(2)];
            let other = if self.chance.below(4) == 0 {
                format!("({} OU {})", self.placed(), self.placed())
            } else {
                self.placed()
            };
            text = format!("{text} {sign}/{} {other}", self.chance.below(9));
        }
        text
    }

    /// A word or phrase with a place.
    fn placed(&mut self) -> String {
        match self.chance.below(8) {
            0..=2 => self.phrase(),
            3 => self.inexact(),
            4 => format!("={}", self.letters()),
            5..=6 => self.letters(),
            _ => self.run(1).remove(0),
        }
    }

    fn phrase(&mut self) -> String {
        let words = 1 + self.chance.below(4);
        let mut run = self.run(words);
        if run.len() > 1 && self.chance.below(4) == 0 {
            let at = self.chance.below(run.len());
            run[at] = ["*", "d*", "*s", "so?iales"][self.chance.below(4)].to_owned();
        }
        let sign = if self.chance.below(6) == 0 { "=" } else { "" };
        let slop = if self.chance.below(5) == 0 { format!("~{}", self.chance.below(7)) } else { String::new() };
        format!("{sign}\"{}\"{slop}", run.join(" "))
    }

    /// Words that stand in a clause one behind the other, or any.
    fn run(&mut self, words: usize) -> Vec<String> {
        if self.chance.below(3) == 0 {
            self.at = self.chance.below(self.filed.len());
        }
        let clauses = &self.filed[self.at].resolution.clauses;
        if self.chance.below(6) > 0 && !clauses.is_empty() {
            let said = self.said(clauses);
            if !said.is_empty() {
                let from = self.chance.below(said.len());
                return said[from..said.len().min(from + words)].to_vec();
            }
        }
        (0..words).map(|_| self.chance.of(&WORDS).to_owned()).collect()
    }

    /// The words of a clause, now and then of the end of its chapeau and of its own, without the signs of a query.
    fn said(&mut self, clauses: &[Clause]) -> Vec<String> {
        let words = |text: &str| -> Vec<String> {
            let plain = text.replace(['"', '«', '»', '“', '”', '„', '*', '?', '~'], " ");
            plain.split_whitespace().map(str::to_owned).collect()
        };
        let clause = &clauses[self.chance.below(clauses.len())];
        match clause.chapeau {
            Some(chapeau) if self.chance.below(3) == 0 => {
                let mut before = words(&clauses[chapeau].text);
                let mut across = before.split_off(before.len().saturating_sub(2));
                across.extend(words(clause.unlabelled()).into_iter().take(2));
                across
            }
            _ => words(&clause.text),
        }
    }

    /// A word of letters only, rather a long one: the short ones are in every clause.
    fn letters(&mut self) -> String {
        let length = |word: &String| word.chars().count();
        let is_plain = |word: &String| length(word) > 3 && word.chars().all(char::is_alphabetic);
        let longest = self.run(4).into_iter().filter(is_plain).max_by_key(length);
        longest.unwrap_or_else(|| self.chance.of(&["exclusions", "droits", "Etats", "note"]).to_owned())
    }

    /// A word with a wildcard or a slip.
    fn inexact(&mut self) -> String {
        if self.chance.below(4) == 0 {
            return INEXACT[self.chance.below(INEXACT.len())].to_owned();
        }
        let word: Vec<char> = self.letters().chars().collect();
        let at = 1 + self.chance.below(word.len() - 2);
        let (before, after): (String, String) = (word[..at].iter().collect(), word[at + 1..].iter().collect());
        match self.chance.below(6) {
            0 => format!("{before}*"),
            1 => format!("*{after}"),
            2 => format!("{before}?{after}"),
            3 => format!("{before}*{after}"),
            4 => format!("{before}{after}~"),
            _ => format!("{before}x{after}~2"),
        }
    }

    fn symbol(&mut self) -> String {
        match (&self.filed[self.at].resolution.header.symbol, self.chance.below(4)) {
            (Some(symbol), 0) => symbol.to_string(),
            (Some(symbol), 1) => symbol.number().to_owned(),
            _ => ["A/RES/66/122", "70/1", "1325 (2000)", "3/9", "paix"][self.chance.below(5)].to_owned(),
        }
    }

    /// A field with a value, most often one of the resolution at hand.
    fn field(&mut self) -> String {
        let Filed { resolution, .. } = &self.filed[self.at];
        let header = &resolution.header;
        let day = header.adopted.map(|day| day.to_string());
        let value = match self.chance.below(10) {
            0 => header.organ.as_ref().map(|organ| format!("organe:\"{}\"", organ.name())),
            1 => header.session.as_ref().map(|session| format!("session:{session}")),
            2 => day.map(|day| format!("date:{}", &day[..[4, 7, 10][self.chance.below(3)]])),
            3 => day.map(|day| format!("date:{}{day}", ["<", "<=", ">", ">="][self.chance.below(4)])),
            4 => day.map(|day| format!("annee:{}", &day[..4])),
            5 => header.symbol.as_ref().map(|symbol: &Symbol| format!("cote:\"{symbol}\"")),
            6 => Some(format!("partie:\"{}\"", Part::ALL[self.chance.below(4)].french())),
            7 => self.verb(&resolution.clauses),
            _ => None,
        };
        value.unwrap_or_else(|| FIELDS[self.chance.below(FIELDS.len())].to_owned())
    }

    /// A verb, or the form of it a clause begins with, the first word of it or all.
    fn verb(&mut self, clauses: &[Clause]) -> Option<String> {
        let clause = clauses.get(self.chance.below(clauses.len().max(1)))?;
        let form = if self.chance.below(2) == 0 { &clause.verb } else { &clause.opener };
        let form = form.as_deref()?;
        let words = form.split(' ').count();
        let taken: Vec<&str> = form.split(' ').take(1 + self.chance.below(words)).collect();
        Some(format!("verbe:\"{}\"", taken.join(" ")))
    }
}
