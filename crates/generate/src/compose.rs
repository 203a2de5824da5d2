//! Clauses, titles and notes: the grammar filled with words.

use crate::calendar::{Day, ordinal, roman};
use crate::grammar::{Grammar, Phrases, RuleId, Slot, Step};
use crate::identity::Identity;
use crate::lexicon::{Agreement, Lexicon};
use crate::random::Random;
use crate::sentence::{Sentence, Word};
use std::sync::LazyLock;

/// Words and grammar: what all resolutions have in common.
#[derive(Debug)]
pub(crate) struct Language {
    pub lexicon: Lexicon,
    pub grammar: Grammar,
}

/// What several resolutions deal with, year after year: the words they prefer, and a title.
#[derive(Debug)]
pub(crate) struct Topic {
    nouns: Vec<usize>,
    adjectives: Vec<usize>,
    verbs: Vec<usize>,
    names: Vec<usize>,
    acronyms: Vec<usize>,
    pub title: String,
}

impl Topic {
    /// The topic that belongs to a generator.
    pub(crate) fn new(language: &Language, identity: &Identity, mut random: Random) -> Topic {
        let Lexicon { nouns, adjectives, verbs, names, acronyms, .. } = &language.lexicon;
        let mut topic = Topic {
            nouns: (0..40).map(|_| nouns.draw_common(&mut random)).collect(),
            adjectives: (0..24).map(|_| adjectives.draw_common(&mut random)).collect(),
            verbs: (0..16).map(|_| verbs.draw(&mut random)).collect(),
            names: (0..6).map(|_| names.draw(&mut random)).collect(),
            acronyms: (0..3).map(|_| acronyms.draw(&mut random)).collect(),
            title: String::new(),
        };
        topic.title = Composer::new(language, identity, &topic, random).line("title");
        topic
    }
}

/// A clause as it was written.
#[derive(Debug)]
pub(crate) struct Written {
    pub opener: Option<String>,
    pub text: String,
    /// Footnotes: where in the text each is called, and what it says.
    pub notes: Vec<(usize, String)>,
}

/// How deep noun phrases and clauses may stand in each other.
const DEPTH: u32 = 4;

/// How many percent of the words of a resolution come from its topic.
const ON_TOPIC: u32 = 62;

/// How many percent of the places where a footnote may be called have one.
const CALLED: u32 = 45;

/// The definite article, in the order of the forms of adjectives.
static ARTICLES: LazyLock<[Word; 4]> = LazyLock::new(|| ["le", "la", "les", "les"].map(Word::new));

/// Writes clauses of one resolution.
pub(crate) struct Composer<'a> {
    language: &'a Language,
    identity: &'a Identity,
    topic: &'a Topic,
    random: Random,
    /// What adjectives and verbs agree with: the noun phrase that ended last.
    agreement: Agreement,
    /// The head of the noun phrase that is being written.
    head: usize,
    depth: u32,
    target: u32,
    opener_end: Option<usize>,
    calls: Vec<usize>,
}

impl<'a> Composer<'a> {
    /// A composer that draws from `random`.
    pub(crate) fn new(language: &'a Language, identity: &'a Identity, topic: &'a Topic, random: Random) -> Self {
        Composer {
            language,
            identity,
            topic,
            random,
            agreement: Agreement::default(),
            head: 0,
            depth: 0,
            target: 0,
            opener_end: None,
            calls: Vec::new(),
        }
    }

    /// The same resolution, drawing from elsewhere.
    pub(crate) fn drawing_from(&self, random: Random) -> Self {
        Composer::new(self.language, self.identity, self.topic, random)
    }

    /// A clause of about `target` words that begins with `label` and ends with `end`.
    pub(crate) fn clause(&mut self, rule: &str, label: &str, target: u32, end: &str) -> Written {
        (self.target, self.opener_end) = (target, None);
        self.calls.clear();
        let mut sentence = Sentence::new();
        if !label.is_empty() {
            sentence.push_text(label);
        }
        self.write(self.language.grammar.id(rule), &mut sentence);
        let mut text = sentence.finish();
        text.push_str(end);
        let opener_start = if label.is_empty() { 0 } else { label.len() + 1 };
        let opener = self.opener_end.map(|end| text[opener_start..end].to_owned());
        let calls = std::mem::take(&mut self.calls);
        Written { opener, text, notes: calls.into_iter().map(|call| (call, self.line("note"))).collect() }
    }

    /// A line of any length: a title, a heading, a note.
    pub(crate) fn line(&mut self, rule: &str) -> String {
        self.target = 0;
        let mut sentence = Sentence::new();
        sentence.capitalize();
        self.write(self.language.grammar.id(rule), &mut sentence);
        sentence.finish()
    }

    fn write(&mut self, id: RuleId, sentence: &mut Sentence<'a>) {
        let grammar = &self.language.grammar;
        let mut rule = grammar.rule(id);
        if !rule.is_noun_phrase {
            self.depth += 1;
            let steps = rule.draw(&mut self.random);
            self.take(steps, sentence);
            self.depth -= 1;
            return;
        }
        if self.depth >= DEPTH || sentence.words() >= self.target {
            rule = grammar.rule(grammar.id("np-short"));
        }
        let outer = self.head;
        self.head = self.noun();
        let plural = self.random.chance(47);
        self.agreement = Agreement { feminine: self.language.lexicon.nouns.words[self.head].feminine, plural };
        let own = self.agreement;
        self.depth += 1;
        let steps = rule.draw(&mut self.random);
        self.take(steps, sentence);
        self.depth -= 1;
        self.head = outer;
        // What comes behind agrees with the head, not with its complements; a phrase that has another head sets its own.
        if steps.iter().any(|step| matches!(step, Step::Slot(Slot::Head, _))) {
            self.agreement = own;
        }
    }

    fn take(&mut self, steps: &'a [Step], sentence: &mut Sentence<'a>) {
        for step in steps {
            match step {
                Step::Word(word) => sentence.push(word),
                Step::Agree(forms) => sentence.push(&forms[self.agreement.index()]),
                Step::Organ(forms) => sentence.push(&forms[usize::from(self.identity.organ.is_feminine())]),
                Step::Rule(rule, capital) => {
                    if *capital {
                        sentence.capitalize();
                    }
                    self.write(*rule, sentence);
                }
                Step::Slot(slot, capital) => {
                    if *capital {
                        sentence.capitalize();
                    }
                    self.fill(*slot, sentence);
                }
                Step::OpenerEnds => self.opener_end = Some(sentence.len()),
                Step::Call => {
                    if self.random.chance(CALLED) {
                        self.calls.push(sentence.len());
                    }
                }
                Step::Extend(rule) => {
                    while sentence.words() < self.target {
                        self.write(*rule, sentence);
                    }
                }
            }
        }
    }

    fn fill(&mut self, slot: Slot, sentence: &mut Sentence<'a>) {
        let language = self.language;
        let lexicon = &language.lexicon;
        match slot {
            Slot::Article => self.article(sentence),
            Slot::Head => sentence.push(&lexicon.nouns.words[self.head].forms[usize::from(self.agreement.plural)]),
            Slot::Bare(gender) => self.bare(gender, sentence),
            Slot::Adjective(form) => {
                let adjective = self.adjective();
                sentence.push(&lexicon.adjectives.words[adjective][form.unwrap_or(self.agreement.index())]);
            }
            Slot::Participle(form) => {
                let verb = self.verb();
                sentence.push(&lexicon.verbs.words[verb].past[form.unwrap_or(self.agreement.index())]);
            }
            Slot::Adverb => sentence.push(&lexicon.adverbs.words[lexicon.adverbs.draw(&mut self.random)]),
            Slot::Verb => {
                let verb = self.verb();
                sentence.push(&lexicon.verbs.words[verb].third[usize::from(self.agreement.plural)]);
            }
            Slot::Infinitive => sentence.push(&lexicon.verbs.words[self.verb()].infinitive),
            Slot::Present => sentence.push(&lexicon.verbs.words[self.verb()].present),
            Slot::Actor => self.phrase(&language.grammar.actors, sentence),
            Slot::Term => self.phrase(&language.grammar.terms, sentence),
            Slot::Theme => {
                let noun = &lexicon.nouns.words[self.topic.nouns[0]];
                self.agreement = Agreement { feminine: noun.feminine, plural: false };
                self.article(sentence);
                sentence.push(&noun.forms[0]);
                sentence.push(&lexicon.adjectives.words[self.topic.adjectives[0]][self.agreement.index()]);
            }
            Slot::Name => sentence.push(&lexicon.names.words[self.name()]),
            Slot::Acronym => sentence.push(&lexicon.acronyms.words[self.acronym()]),
            _ => {
                let text = self.citation(slot);
                sentence.push_text(&text);
            }
        }
    }

    fn phrase(&mut self, phrases: &'a Phrases, sentence: &mut Sentence<'a>) {
        let phrase = phrases.draw(&mut self.random);
        self.agreement = phrase.agreement;
        self.article(sentence);
        self.take(&phrase.steps, sentence);
        self.agreement = phrase.agreement;
    }

    fn article(&self, sentence: &mut Sentence<'a>) {
        sentence.push(&ARTICLES[self.agreement.index()]);
    }

    fn bare(&mut self, gender: Option<bool>, sentence: &mut Sentence<'a>) {
        let nouns = &self.language.lexicon.nouns.words;
        let noun = loop {
            let noun = &nouns[self.noun()];
            if gender.is_none_or(|feminine| noun.feminine == feminine) {
                break noun;
            }
        };
        self.agreement = Agreement { feminine: noun.feminine, plural: false };
        sentence.push(&noun.forms[0]);
    }

    /// Dates, symbols and numbers.
    fn citation(&mut self, slot: Slot) -> String {
        let year = self.identity.year;
        let random = &mut self.random;
        // Ten years back at most; for the first sessions that is before the first, but still in the future.
        let back = random.between(1, 10);
        match slot {
            Slot::Title => self.topic.title.clone(),
            Slot::Resolution | Slot::BareResolution => {
                let session = year - back - 1945;
                let number = random.between(1, 300);
                match slot {
                    Slot::Resolution => {
                        format!("{session}/{number} du {}", Day::in_months(year - back, 9, 12, random))
                    }
                    _ => format!("{session}/{number}"),
                }
            }
            Slot::CouncilResolution => format!("{} ({})", 10_000 - 60 * back + random.below(60), year - back),
            Slot::EconomicResolution => format!("{}/{}", year - back, random.between(1, 40)),
            Slot::Document => match random.below(4) {
                0 => format!("S/{}/{}", year - back, random.between(1, 1_200)),
                1 => format!("E/{}/{}", year - back, random.between(1, 120)),
                2 => format!("A/{}/{}/Add.{}", year - back - 1945, random.between(1, 999), random.between(1, 9)),
                _ => format!("A/{}/{}", year - back - 1945, random.between(1, 999)),
            },
            Slot::Date => Day::in_months(year - back, 1, 12, random).to_string(),
            Slot::Year => (year + back).to_string(),
            Slot::Session => ordinal(year - 1945 + random.between(1, 2)),
            Slot::Small => random.between(2, 29).to_string(),
            Slot::Number => random.between(100, 60_000).to_string(),
            Slot::Roman => roman(random.between(1, 12)),
            _ => char::from(b'A' + random.below(6) as u8).to_string(),
        }
    }

    fn noun(&mut self) -> usize {
        let topical = &self.topic.nouns;
        draw(&mut self.random, topical, |random| self.language.lexicon.nouns.draw(random))
    }

    fn adjective(&mut self) -> usize {
        draw(&mut self.random, &self.topic.adjectives, |random| self.language.lexicon.adjectives.draw(random))
    }

    fn verb(&mut self) -> usize {
        draw(&mut self.random, &self.topic.verbs, |random| self.language.lexicon.verbs.draw(random))
    }

    fn name(&mut self) -> usize {
        draw(&mut self.random, &self.topic.names, |random| self.language.lexicon.names.draw(random))
    }

    fn acronym(&mut self) -> usize {
        draw(&mut self.random, &self.topic.acronyms, |random| self.language.lexicon.acronyms.draw(random))
    }
}

/// A word of the topic, or any word of its kind.
fn draw(random: &mut Random, topical: &[usize], any: impl Fn(&mut Random) -> usize) -> usize {
    if random.chance(ON_TOPIC) { *random.pick(topical) } else { any(random) }
}
