//! The grammar of `data/grammar.txt` and `data/actors.txt`, compiled: rules of weighted alternatives, each a row of steps.

use crate::data::lines;
use crate::lexicon::Agreement;
use crate::random::{Random, Ranks};
use crate::sentence::Word;
use std::collections::HashMap;

/// A place in the grammar that is filled with something else than words of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The article of the head: `D`.
    Article,
    /// The head: `N`.
    Head,
    /// A noun in the singular without an article, of any gender or of one: `bare`, `bare-m`, `bare-f`.
    Bare(Option<bool>),
    /// An adjective that agrees with the last noun phrase, or in one form: `A`, `A-ms`.
    Adjective(Option<usize>),
    /// A past participle, likewise: `PP`, `PP-ms`.
    Participle(Option<usize>),
    /// An adverb of manner: `ADV`.
    Adverb,
    /// A verb in the third person that agrees: `V`.
    Verb,
    /// An infinitive: `INF`.
    Infinitive,
    /// A present participle: `ANT`.
    Present,
    /// Somebody who acts: `actor`.
    Actor,
    /// A term that is always said in the same words: `term`.
    Term,
    /// What the resolution is about: `theme`.
    Theme,
    /// Its title: `title`.
    Title,
    /// An invented place: `name`.
    Name,
    /// An invented body: `acronym`.
    Acronym,
    /// A resolution of the General Assembly with its date: `res`.
    Resolution,
    /// The same without its date: `bare-res`.
    BareResolution,
    /// A resolution of the Security Council: `sres`.
    CouncilResolution,
    /// A resolution of the Economic and Social Council: `eres`.
    EconomicResolution,
    /// The symbol of a document: `doc`.
    Document,
    /// A day: `date`.
    Date,
    /// A year: `year`.
    Year,
    /// A later session of the organ: `session`.
    Session,
    /// A number below thirty: `num`.
    Small,
    /// A number of up to five digits: `number`.
    Number,
    /// A roman numeral: `roman`.
    Roman,
    /// A capital letter: `letter`.
    Letter,
}

/// The names of slots in the grammar.
const SLOTS: [(&str, Slot); 33] = [
    ("D", Slot::Article),
    ("N", Slot::Head),
    ("bare", Slot::Bare(None)),
    ("bare-m", Slot::Bare(Some(false))),
    ("bare-f", Slot::Bare(Some(true))),
    ("A", Slot::Adjective(None)),
    ("A-ms", Slot::Adjective(Some(0))),
    ("A-fs", Slot::Adjective(Some(1))),
    ("A-mp", Slot::Adjective(Some(2))),
    ("PP", Slot::Participle(None)),
    ("PP-ms", Slot::Participle(Some(0))),
    ("ADV", Slot::Adverb),
    ("V", Slot::Verb),
    ("INF", Slot::Infinitive),
    ("ANT", Slot::Present),
    ("actor", Slot::Actor),
    ("term", Slot::Term),
    ("theme", Slot::Theme),
    ("title", Slot::Title),
    ("name", Slot::Name),
    ("acronym", Slot::Acronym),
    ("res", Slot::Resolution),
    ("bare-res", Slot::BareResolution),
    ("sres", Slot::CouncilResolution),
    ("eres", Slot::EconomicResolution),
    ("doc", Slot::Document),
    ("date", Slot::Date),
    ("year", Slot::Year),
    ("session", Slot::Session),
    ("num", Slot::Small),
    ("number", Slot::Number),
    ("roman", Slot::Roman),
    ("letter", Slot::Letter),
];

/// The index of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RuleId(usize);

/// One thing to do.
#[derive(Debug)]
pub(crate) enum Step {
    /// Write a word.
    Word(Word),
    /// Write the form that agrees with the last noun phrase.
    Agree([Word; 4]),
    /// Write the form that agrees with the organ.
    Organ([Word; 2]),
    /// Write a rule, with a capital or not.
    Rule(RuleId, bool),
    /// Fill a slot, with a capital or not.
    Slot(Slot, bool),
    /// Here the opener ends.
    OpenerEnds,
    /// Here a footnote may be called.
    Call,
    /// Write a rule again and again until the clause is as long as it shall be.
    Extend(RuleId),
}

/// The alternatives of a rule.
#[derive(Debug)]
pub(crate) struct Rule {
    ranks: Ranks,
    alternatives: Vec<Vec<Step>>,
    /// A noun phrase: its head is chosen when it begins.
    pub is_noun_phrase: bool,
}

impl Rule {
    /// One of the alternatives.
    pub(crate) fn draw(&self, random: &mut Random) -> &[Step] {
        &self.alternatives[self.ranks.draw(random)]
    }
}

/// A noun phrase that is given as a whole.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub agreement: Agreement,
    pub steps: Vec<Step>,
}

/// Phrases by their weights.
#[derive(Debug)]
pub(crate) struct Phrases {
    ranks: Ranks,
    phrases: Vec<Phrase>,
}

impl Phrases {
    fn new(list: &'static str, names: &HashMap<&str, RuleId>) -> Phrases {
        let (weights, phrases): (Vec<f64>, Vec<Phrase>) = lines(list).map(|line| phrase(line, names)).unzip();
        Phrases { ranks: Ranks::new(&weights), phrases }
    }

    /// One of them.
    pub(crate) fn draw(&self, random: &mut Random) -> &Phrase {
        &self.phrases[self.ranks.draw(random)]
    }
}

/// The rules and the phrases.
#[derive(Debug)]
pub(crate) struct Grammar {
    rules: Vec<Rule>,
    names: HashMap<&'static str, RuleId>,
    /// Who acts.
    pub actors: Phrases,
    /// What is always said in the same words.
    pub terms: Phrases,
}

/// A rule while it is read.
#[derive(Default)]
struct Source {
    name: &'static str,
    weights: Vec<f64>,
    alternatives: Vec<Vec<Step>>,
}

impl Grammar {
    /// Compiles the grammar.
    pub(crate) fn new() -> Grammar {
        let source = include_str!("../data/grammar.txt");
        let heads = lines(source).filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let names: HashMap<&str, RuleId> = heads.enumerate().map(|(at, name)| (name, RuleId(at))).collect();
        let mut rules: Vec<Source> = Vec::new();
        for line in lines(source) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => rules.push(Source { name, ..Source::default() }),
                None => {
                    let (weight, template) = weighted(line);
                    let rule = rules.last_mut().expect("a rule begins before its alternatives");
                    rule.weights.push(weight);
                    rule.alternatives.push(compile(template, &names));
                }
            }
        }
        let rule = |Source { name, weights, alternatives }| Rule {
            ranks: Ranks::new(&weights),
            alternatives,
            is_noun_phrase: name.starts_with("np"),
        };
        Grammar {
            rules: rules.into_iter().map(rule).collect(),
            actors: Phrases::new(include_str!("../data/actors.txt"), &names),
            terms: Phrases::new(include_str!("../data/terms.txt"), &names),
            names,
        }
    }

    /// The rule of a name, which stands in the grammar.
    pub(crate) fn id(&self, name: &str) -> RuleId {
        self.names[name]
    }

    /// The rule.
    pub(crate) fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0]
    }
}

fn weighted(line: &'static str) -> (f64, &'static str) {
    let (weight, rest) = line.split_once(' ').unwrap_or_else(|| panic!("no weight: {line}"));
    (weight.parse().unwrap_or_else(|_| panic!("no weight: {line}")), rest)
}

fn phrase(line: &'static str, names: &HashMap<&str, RuleId>) -> (f64, Phrase) {
    let [gender, number, rest] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("no phrase: {line}") };
    let (weight, template) = weighted(rest);
    let agreement = Agreement { feminine: gender == "f", plural: number == "p" };
    (weight, Phrase { agreement, steps: compile(template, names) })
}

/// The steps of a template.
fn compile(template: &str, names: &HashMap<&str, RuleId>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = template;
    // Whether a space has been passed since the last step.
    let mut apart = true;
    while let Some(first) = rest.chars().next() {
        let word = |text: &str| if apart { Word::new(text) } else { Word::new(text).glued() };
        let enclosed = |close: char| rest[1..].split_once(close).unwrap_or_else(|| panic!("no {close}: {template}"));
        let step = match first {
            ' ' => {
                (apart, rest) = (true, &rest[1..]);
                continue;
            }
            '+' => {
                steps.push(Step::Extend(names[rest[1..].trim()]));
                return steps;
            }
            '|' => (Step::OpenerEnds, &rest[1..]),
            '^' => (Step::Call, &rest[1..]),
            '<' => {
                let (name, after) = enclosed('>');
                (reference(name, names), after)
            }
            '{' => {
                let (forms, after) = enclosed('}');
                (Step::Agree(agreeing(forms, word)), after)
            }
            '[' => {
                let (forms, after) = enclosed(']');
                let (masculine, feminine) = forms.split_once('|').expect("two genders");
                (Step::Organ([word(masculine), word(feminine)]), after)
            }
            _ => {
                let end = rest.find([' ', '<', '{', '[', '|', '^']).unwrap_or(rest.len());
                (Step::Word(word(&rest[..end])), &rest[end..])
            }
        };
        // A comma sticks to what is before it, however it is written in the grammar.
        steps.push(match step.0 {
            Step::Word(_) if rest.starts_with([',', ')', '.']) => {
                Step::Word(Word::new(&rest[..rest.len() - step.1.len()]).glued())
            }
            other => other,
        });
        (apart, rest) = (false, step.1);
    }
    steps
}

/// `<np>`, `<Np>`, `<A-ms>`.
fn reference(name: &str, names: &HashMap<&str, RuleId>) -> Step {
    if let Some(&(_, slot)) = SLOTS.iter().find(|(own, _)| *own == name) {
        return Step::Slot(slot, false);
    }
    let small = name.to_lowercase();
    let capital = small != name;
    match (names.get(small.as_str()), SLOTS.iter().find(|(own, _)| *own == small)) {
        (Some(&rule), _) => Step::Rule(rule, capital),
        (None, Some(&(_, slot))) => Step::Slot(slot, capital),
        (None, None) => panic!("no rule and no slot: {name}"),
    }
}

/// Singular and plural, or these in both genders, in the order masculine, feminine, masculine plural, feminine plural.
fn agreeing(forms: &str, word: impl Fn(&str) -> Word) -> [Word; 4] {
    match forms.split('|').collect::<Vec<_>>()[..] {
        [singular, plural] => [word(singular), word(singular), word(plural), word(plural)],
        [masculine, feminine, masculines, feminines] => {
            [word(masculine), word(feminine), word(masculines), word(feminines)]
        }
        _ => panic!("neither two forms nor four: {forms}"),
    }
}
