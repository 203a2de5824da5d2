//! A resolution before it is laid out on pages: its lines and its clauses, in order.

use crate::calendar::{Day, ordinal, roman};
use crate::compose::{Composer, Written};
use crate::identity::{Identity, Organ};
use crate::random::{Quantiles, Random, quantile};
use crate::sentence::capitalized;

/// A paragraph of the document.
#[derive(Debug)]
pub(crate) enum Block {
    /// A line of the header, the enacting line, the closing lines.
    Line(String),
    /// A title or heading.
    Heading(String),
    /// A clause.
    Clause(Clause),
}

/// A clause, as it shall be read back.
#[derive(Debug)]
pub(crate) struct Clause {
    pub part: &'static str,
    pub section: Option<String>,
    pub label: Option<String>,
    pub written: Written,
}

/// A resolution, ready to be laid out.
#[derive(Debug)]
pub(crate) struct Draft {
    pub adopted: Day,
    pub title: Option<String>,
    pub blocks: Vec<Block>,
}

/// Words of a clause, and clauses of a resolution, as measured in 1,637 documents: see the documentation of the crate.
const PREAMBLE_WORDS: &Quantiles =
    &[(0, 9), (100, 25), (250, 39), (500, 58), (750, 84), (900, 116), (990, 195), (1000, 460)];
const OPERATIVE_WORDS: &Quantiles =
    &[(0, 10), (100, 30), (250, 46), (500, 67), (750, 96), (900, 130), (990, 214), (1000, 470)];
const SUB_WORDS: &Quantiles =
    &[(0, 5), (100, 17), (250, 28), (500, 46), (750, 71), (900, 100), (990, 175), (1000, 300)];
const ANNEX_WORDS: &Quantiles =
    &[(0, 6), (100, 14), (250, 28), (500, 48), (750, 79), (900, 125), (990, 270), (1000, 480)];
const PREAMBLES: &Quantiles = &[(0, 1), (100, 3), (250, 5), (500, 10), (750, 18), (900, 28), (990, 52), (1000, 80)];
const OPERATIVES: &Quantiles = &[(0, 1), (100, 3), (250, 5), (500, 12), (750, 25), (900, 42), (990, 105), (1000, 350)];
const ANNEXES: &Quantiles = &[(0, 3), (250, 15), (500, 45), (750, 90), (900, 150), (1000, 300)];

/// Shares, in percent: of resolutions with sections, with an annex, with one paragraph that has no number; of clauses
/// that recur in every resolution of a topic, that are formulas, and that have sub-paragraphs.
const WITH_SECTIONS: u32 = 12;
const WITH_ANNEX: u32 = 8;
const SINGLE: u32 = 2;
const RECURRING: u32 = 22;
const FORMULAS: u32 = 12;
const WITH_SUBS: u32 = 4;

/// How many clauses of a topic recur.
const STOCK: u32 = 16;

/// Writes resolution after resolution; `topic` seeds the clauses that recur in all resolutions of a topic.
pub(crate) struct Writer<'a> {
    identity: &'a Identity,
    composer: Composer<'a>,
    random: Random,
    topic: [u64; 2],
    blocks: Vec<Block>,
}

impl<'a> Writer<'a> {
    /// A writer with nothing written.
    pub(crate) fn new(identity: &'a Identity, composer: Composer<'a>, random: Random, topic: [u64; 2]) -> Self {
        Writer { identity, composer, random, topic, blocks: Vec::new() }
    }

    /// Writes the resolution of a topic.
    pub(crate) fn write(mut self, title: &str) -> Draft {
        let adopted = self.adoption_day();
        self.header(adopted, title);
        if self.identity.organ == Organ::Assembly && self.random.chance(SINGLE) {
            self.line(Enacting(self.identity.organ).to_string());
            self.single_paragraph();
        } else {
            self.line(format!("{},", Enacting(self.identity.organ)));
            self.preamble();
            self.operative_part();
        }
        self.closing(adopted);
        if self.identity.organ != Organ::Security && self.random.chance(WITH_ANNEX) {
            self.annex();
        }
        let title = (self.identity.organ != Organ::Security).then(|| title.to_owned());
        Draft { adopted, title, blocks: self.blocks }
    }

    fn line(&mut self, text: String) {
        self.blocks.push(Block::Line(text));
    }

    fn adoption_day(&mut self) -> Day {
        let (first, last) = match (self.identity.organ, self.identity.turn) {
            (Organ::Assembly, _) => (9, 12),
            (Organ::HumanRights, 0) => (3, 3),
            (Organ::HumanRights, 1) => (7, 7),
            (Organ::HumanRights, _) => (10, 10),
            (Organ::Security, _) => (1, 12),
            (Organ::Economic, _) => (6, 7),
        };
        Day::in_months(self.identity.year, first, last, &mut self.random)
    }

    fn header(&mut self, adopted: Day, title: &str) {
        let organ = self.identity.organ;
        if organ != Organ::Security {
            self.line(organ.name().to_owned());
        }
        let issued = adopted.next_month(&mut self.random);
        self.line(format!("Distr. générale\n{issued}"));
        match organ {
            Organ::Security => {
                self.blocks.push(Block::Heading(format!("Résolution {}", self.identity.printed())));
                let meeting = 12_000 + self.identity.number % 2_000;
                let text = format!("Adoptée par le Conseil de sécurité à sa {meeting}e séance, le {adopted}");
                self.blocks.push(Block::Heading(text));
                return;
            }
            Organ::Economic => self.line(format!("Session de {}", self.identity.year)),
            Organ::Assembly | Organ::HumanRights => {
                self.line(format!("{} session", capitalized(&ordinal(self.identity.session))));
            }
        }
        let item = self.random.between(2, 140);
        let letter = match self.random.below(3) {
            0 => format!(" {})", letter(self.random.below(6))),
            _ => String::new(),
        };
        self.line(format!("Point {item}{letter} de l'ordre du jour"));
        let text = format!("Résolution adoptée par {} le {adopted}", organ.with_article());
        self.blocks.push(Block::Heading(text));
        self.provenance();
        let dot = if organ == Organ::HumanRights { "" } else { "." };
        self.blocks.push(Block::Heading(format!("{}{dot} {title}", self.identity.printed())));
    }

    fn provenance(&mut self) {
        let document = self.random.between(3, 600);
        let session = self.identity.session;
        let text = match self.identity.organ {
            Organ::Assembly if self.random.chance(25) => {
                format!("[sans renvoi à une grande commission (A/{session}/L.{document})]")
            }
            Organ::Assembly => {
                let committee =
                    *self.random.pick(&["Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième"]);
                format!("[sur la base du rapport de la {committee} Commission (A/{session}/{document})]")
            }
            Organ::Economic => format!("[sur recommandation de la Commission de statistique (E/{session}/{document})]"),
            Organ::HumanRights | Organ::Security => return,
        };
        self.line(text);
    }

    fn single_paragraph(&mut self) {
        let target = quantile(OPERATIVE_WORDS, &mut self.random);
        let written = self.composer.clause("operative", "", target, ".");
        self.blocks.push(Block::Clause(Clause { part: "operative", section: None, label: None, written }));
    }

    fn preamble(&mut self) {
        for rank in 1..=quantile(PREAMBLES, &mut self.random) {
            let rule = if self.random.chance(FORMULAS) { "preamble-formula" } else { "preamble" };
            let target = quantile(PREAMBLE_WORDS, &mut self.random);
            let written = self.recurring_or_new(rule, "", target, ",");
            let label = Some(rank.to_string());
            self.blocks.push(Block::Clause(Clause { part: "preamble", section: None, label, written }));
        }
    }

    fn operative_part(&mut self) {
        let count = quantile(OPERATIVES, &mut self.random);
        let sections = if count >= 8 && self.random.chance(WITH_SECTIONS) { self.random.between(2, 5) } else { 0 };
        let mut section = 0;
        let mut number = 1;
        while number <= count {
            if section < sections && number > count * section / sections {
                section += 1;
                let heading = format!("{}. {}", roman(section), self.composer.line("heading"));
                self.blocks.push(Block::Heading(heading));
            }
            let place = Place { part: "operative", section: (section > 0).then(|| roman(section)) };
            let last = number == count;
            if self.random.chance(WITH_SUBS) {
                self.paragraph_with_subs(&place, number, last);
            } else {
                self.paragraph(&place, number, last);
            }
            number += 1;
        }
    }

    fn paragraph(&mut self, place: &Place, number: u32, last: bool) {
        let rule = match last {
            true => "closing",
            false if self.random.chance(FORMULAS) => "operative-formula",
            false => "operative",
        };
        let target = quantile(OPERATIVE_WORDS, &mut self.random);
        let written = self.recurring_or_new(rule, &format!("{number}."), target, if last { "." } else { " ;" });
        self.clause(place, number.to_string(), written);
    }

    fn paragraph_with_subs(&mut self, place: &Place, number: u32, last: bool) {
        let (rule, sub) = if self.random.chance(60) { ("chapeau", "sub-de") } else { ("chapeau-à", "sub-à") };
        let written = self.composer.clause(rule, &format!("{number}."), 0, " :");
        self.clause(place, number.to_string(), written);
        let count = self.random.between(2, 9);
        for at in 0..count {
            let end = if last && at + 1 == count { "." } else { " ;" };
            let sign = format!("{})", letter(at));
            let label = format!("{number} {sign}");
            if sub == "sub-de" && self.random.chance(4) {
                let written = self.composer.clause("sub-chapeau", &sign, 0, " :");
                self.clause(place, label.clone(), written);
                let items = self.random.between(2, 4);
                for item in 1..=items {
                    let end = if item == items { end } else { " ;" };
                    let sign = format!("{})", roman(item).to_lowercase());
                    let target = quantile(SUB_WORDS, &mut self.random) / 2;
                    let written = self.composer.clause("sub-sub", &sign, target, end);
                    self.clause(place, format!("{label} {sign}"), written);
                }
            } else {
                let target = quantile(SUB_WORDS, &mut self.random);
                let written = self.composer.clause(sub, &sign, target, end);
                self.clause(place, label, written);
            }
        }
    }

    fn annex(&mut self) {
        self.blocks.push(Block::Heading("Annexe".to_owned()));
        let title = self.composer.line("title");
        self.blocks.push(Block::Heading(title));
        let place = Place { part: "annex", section: None };
        for number in 1..=quantile(ANNEXES, &mut self.random) {
            let sign = format!("{number}.");
            if self.random.chance(WITH_SUBS) {
                let written = self.composer.clause("annex-chapeau", &sign, 0, " :");
                self.clause(&place, number.to_string(), written);
                let count = self.random.between(2, 6);
                for at in 0..count {
                    let target = quantile(SUB_WORDS, &mut self.random);
                    let end = if at + 1 == count { "." } else { " ;" };
                    let sign = format!("{})", letter(at));
                    let written = self.composer.clause("sub-sub", &sign, target, end);
                    self.clause(&place, format!("{number} {sign}"), written);
                }
            } else {
                let target = quantile(ANNEX_WORDS, &mut self.random);
                let written = self.composer.clause("annex", &sign, target, ".");
                self.clause(&place, number.to_string(), written);
            }
        }
    }

    fn closing(&mut self, adopted: Day) {
        let meeting = self.random.between(2, 110);
        match self.identity.organ {
            Organ::Security => return,
            Organ::HumanRights => self.line(format!("{meeting}e séance\n{adopted}")),
            Organ::Assembly | Organ::Economic => self.line(format!("{meeting}e séance plénière\n{adopted}")),
        }
        if self.identity.organ == Organ::HumanRights {
            self.vote();
        }
    }

    fn vote(&mut self) {
        if self.random.chance(75) {
            self.line("[Adoptée sans vote.]".to_owned());
            return;
        }
        let (yes, no) = (self.random.between(24, 36), self.random.between(2, 8));
        let abstained = 47 - yes - no;
        self.line(format!(
            "[Adoptée à l'issue d'un vote enregistré par {yes} voix contre {no}, avec {abstained} abstentions. Les voix se sont \
             réparties comme suit :"
        ));
        for (head, count, end) in [("pour", yes, ""), ("contre", no, ""), ("", abstained, "]")] {
            self.line(if head.is_empty() { "Se sont abstenus :".to_owned() } else { format!("Ont voté {head} :") });
            let states: Vec<String> = (0..count).map(|_| self.composer.line("state")).collect();
            self.line(states.join(", ") + end);
        }
    }

    /// A clause that the topic has every year, or one that only this resolution has.
    fn recurring_or_new(&mut self, rule: &str, label: &str, target: u32, end: &str) -> Written {
        if !self.random.chance(RECURRING) {
            return self.composer.clause(rule, label, target, end);
        }
        let [seed, topic] = self.topic;
        let stock = u64::from(self.random.below(STOCK));
        let mut random = Random::of(&[seed, topic, stock]);
        // The length recurs too.
        let target = random.between(9, 70);
        self.composer.drawing_from(random).clause(rule, label, target, end)
    }

    fn clause(&mut self, place: &Place, label: String, written: Written) {
        let Place { part, section } = place.clone();
        self.blocks.push(Block::Clause(Clause { part, section, label: Some(label), written }));
    }
}

/// Where a numbered paragraph stands.
#[derive(Clone, Debug)]
struct Place {
    part: &'static str,
    section: Option<String>,
}

/// The line that names the organ before its preamble.
struct Enacting(Organ);

impl std::fmt::Display for Enacting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.0.is_feminine() { "L'" } else { "Le " }, self.0.name())
    }
}

fn letter(rank: u32) -> char {
    char::from(b'a' + rank as u8)
}
