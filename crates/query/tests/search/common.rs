//! Invented resolutions, and indexes of them made in different ways.

use alinea_index::{FileEntry, Index, Record, ResolutionEntry, Writer};
use alinea_model::{Clause, Date, Header, Organ, Part, Resolution, Symbol};
use std::path::Path;

/// Numbers that look random and are the same in every run (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    /// One of `choices`, the first ones oftener.
    pub fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let bound = self.below(choices.len()) + 1;
        choices[self.below(bound)]
    }
}

/// Words that meet in families, in elisions, in accents, and some that are rare.
pub const WORDS: [&str; 32] = [
    "de",
    "la",
    "les",
    "droits",
    "l’homme",
    "et",
    "l'exclusion",
    "sociale",
    "exclusions",
    "sociales",
    "égalité",
    "également",
    "note",
    "66/122",
    "l’éducation",
    "Etats",
    "États",
    "résolution",
    "1325 (2000)",
    "pauvreté",
    "œuvre",
    "oeuvres",
    "laissés-pour-compte",
    "traité",
    "traitement",
    "développement",
    "2000",
    "sans",
    "A/RES/70/1",
    "aujourd’hui",
    "N’Djamena",
    "coopération",
];

/// A text of up to `longest` words.
pub fn text(chance: &mut Chance, longest: usize) -> String {
    let words = 1 + chance.below(longest);
    (0..words).map(|_| chance.of(&WORDS)).collect::<Vec<_>>().join(" ")
}

/// Openers with the infinitive of their verb.
const OPENERS: [(&str, &str); 5] = [
    ("Prend note également", "prendre note"),
    ("Priant instamment", "prier"),
    ("Sait", "savoir"),
    ("S’inquiète", "s'inquiéter"),
    ("Se félicite", "se féliciter"),
];

fn clause(chance: &mut Chance, place: usize, chapeau: Option<usize>) -> Clause {
    let longest = [5, 20, 90][chance.below(3)];
    let (opener, verb) = OPENERS[chance.below(OPENERS.len())];
    let label = if chance.below(3) > 0 { format!("{}) ", place + 1) } else { String::new() };
    Clause {
        reference: format!("par. {}", place + 1),
        part: if place < 2 { Part::Preamble } else { Part::Operative },
        preambular: place < 2,
        label: Some((place + 1).to_string()),
        opener: Some(opener.into()),
        verb: Some(verb.into()),
        text: label + &text(chance, longest),
        chapeau,
        ..Clause::default()
    }
}

/// A resolution under a file name.
#[derive(Clone)]
pub struct Filed {
    pub file: String,
    pub resolution: Resolution,
}

/// Resolutions, most of them with a symbol; one text in five occurs twice, so that scores tie.
pub fn resolutions(chance: &mut Chance, number: usize) -> Vec<Filed> {
    let mut made: Vec<Filed> = Vec::new();
    for at in 0..number {
        let number =
            ["66/122".to_owned(), "70/1".to_owned(), format!("{}/{}", at % 7 + 1, at)][chance.below(3)].clone();
        let symbol = Symbol::from_parts(["A", "A/HRC"][chance.below(2)], &number);
        let symbol =
            symbol.filter(|symbol| made.iter().all(|other| other.resolution.header.symbol.as_ref() != Some(symbol)));
        let mut clauses: Vec<Clause> = Vec::new();
        for place in 0..chance.below(9) {
            let chapeau = (place > 2 && chance.below(2) == 0).then(|| chance.below(place));
            clauses.push(clause(chance, place, chapeau));
        }
        let other = made.last().and_then(|other| other.resolution.clauses.first());
        if let (Some(first), Some(other), 0) = (clauses.first_mut(), other, chance.below(5)) {
            first.text.clone_from(&other.text);
        }
        let header = Header {
            organ: symbol.as_ref().and_then(Symbol::organ).or(Some(Organ::SecurityCouncil)),
            session: symbol.as_ref().and_then(Symbol::session).map(str::to_owned),
            title: (chance.below(4) > 0).then(|| text(chance, 8)),
            adopted: (chance.below(4) > 0)
                .then(|| Date::constant(2009 + chance.below(4) as i16, 1 + chance.below(12) as i8, 7)),
            symbol,
            ..Header::default()
        };
        made.push(Filed {
            file: format!("/textes/{at}.txt"),
            resolution: Resolution { header, clauses, footnotes: Vec::new() },
        });
    }
    made
}

fn add(writer: &mut Writer, filed: &Filed) {
    let name = filed.file.trim_start_matches("/textes/").trim_end_matches(".txt");
    let record = Record::new(&filed.file, 0, name, &filed.resolution).unwrap();
    let symbol = record.head.symbol().map(str::to_owned);
    let resolutions = vec![ResolutionEntry { symbol, clauses: record.head.clauses }];
    let entry = FileEntry { file: filed.file.clone(), digest: String::new(), bytes: 0, resolutions };
    writer.add_file(&entry).unwrap();
    writer.add_resolution(&record, filed.resolution.clauses.clone()).unwrap();
}

/// An index made in one run on one thread.
pub fn index(folder: &Path, filed: &[Filed]) -> Index {
    let mut writer = Writer::open(folder, 1).unwrap();
    filed.iter().for_each(|filed| add(&mut writer, filed));
    writer.commit().unwrap();
    Index::open(folder).unwrap()
}

/// An index of the same made in many runs on several threads, in another order, with false starts: every other
/// resolution is first put in with the text of its neighbour, then replaced.
pub fn index_in_runs(folder: &Path, filed: &[Filed]) -> Index {
    for chunk in filed.rchunks(5) {
        let mut writer = Writer::open(folder, 3).unwrap();
        for (at, filed) in chunk.iter().enumerate() {
            let neighbour = &chunk[(at + 1) % chunk.len()];
            add(&mut writer, &Filed { file: filed.file.clone(), resolution: neighbour.resolution.clone() });
        }
        writer.commit().unwrap();
        let mut writer = Writer::open(folder, 2).unwrap();
        for filed in chunk.iter().rev() {
            writer.remove_file(&filed.file);
            add(&mut writer, filed);
        }
        writer.commit().unwrap();
    }
    Index::open(folder).unwrap()
}
