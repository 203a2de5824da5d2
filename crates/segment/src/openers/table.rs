//! The lists of openers and modifiers, read once from `data/`.

use super::OpenerKind;
use crate::distance::{Pattern, Word};
use crate::letters::{fold_word, letters};
use alinea_model::Gender;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What completes a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complement {
    None,
    /// `Exprime sa gratitude`
    Noun,
    /// `Se déclare préoccupée`
    Adjective,
    /// `Ayant examiné`
    Participle,
    /// `Tient à rappeler`
    Infinitive,
}

/// One form of a head; its first word is the key it is found by.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The words after the first, folded; modifiers may stand between them.
    pub(super) rest: Vec<String>,
    pub(super) family: &'static str,
    pub(super) kind: OpenerKind,
    pub(super) complement: Complement,
    /// Without its complement it is no opener (`Est`, `Ayant`).
    pub(super) needs_complement: bool,
    pub(super) adjective: bool,
    /// Its first word is `se`, which scanners glue to the verb.
    pub(super) reflexive: bool,
    /// First person plural, as declarations have it: `réaffirmons`, `nous félicitons`.
    pub(super) plural: bool,
    pub(super) gender: Option<Gender>,
}

/// The letters of a head, to compare misread words with.
pub(super) struct Spelling {
    letters: Word,
    /// Its place in the list.
    pub(super) rank: usize,
    pub(super) head: Box<Head>,
}

impl Spelling {
    /// How many of its letters may be misread.
    fn most(&self) -> usize {
        match self.letters.len() {
            0..=4 => 0,
            5..=6 => 1,
            7..=9 => 2,
            _ => MOST_MISREAD,
        }
    }
}

const MOST_MISREAD: usize = 3;

pub(super) struct Table {
    /// Heads by their first word, those with more words first.
    pub(super) heads: FxHashMap<String, Vec<Head>>,
    /// Letters of the first word (of the first two for reflexive heads), to compare misread words with: the shortest
    /// first.
    spellings: Vec<Spelling>,
    /// Modifiers, folded, as lists of words, by their first word, longest first.
    pub(super) modifiers: FxHashMap<String, Vec<Vec<String>>>,
    /// The modifiers of one long word, which a scanner may have misread.
    pub(super) adverbs: Vec<Word>,
    pub(super) sentiments: FxHashSet<String>,
    pub(super) nouns: FxHashSet<String>,
    pub(super) infinitives: FxHashSet<String>,
    pub(super) not_participles: FxHashSet<&'static str>,
    pub(super) not_verbs: FxHashSet<&'static str>,
    /// Infinitives of irregular past participles, by the participle.
    pub(super) participles: FxHashMap<String, &'static str>,
    /// Families by how they are spelled without accents.
    families: FxHashMap<String, &'static str>,
}

impl Table {
    /// The adjective of which `word` is a form.
    pub(super) fn adjective(&self, word: &str) -> Option<&Head> {
        self.heads.get(word)?.iter().find(|head| head.adjective)
    }

    /// An infinitive made of folded letters, with the accents of its family where that is listed.
    pub(super) fn spelled(&self, infinitive: String) -> Cow<'static, str> {
        self.families.get(&infinitive).map_or(Cow::Owned(infinitive), |family| Cow::Borrowed(family))
    }

    /// The heads a scanner may have misread as a word of these letters, and how many letters are wrong in each.
    pub(super) fn misread(&self, letters: &str) -> impl Iterator<Item = (usize, &Spelling)> {
        let from = self.spellings.partition_point(|spelling| spelling.letters.len() + MOST_MISREAD < letters.len());
        let longest = letters.len() + MOST_MISREAD;
        let pattern = Pattern::new(letters);
        let near = self.spellings[from..].iter().take_while(move |spelling| spelling.letters.len() <= longest);
        near.filter_map(move |spelling| Some((pattern.distance_to(&spelling.letters, spelling.most())?, spelling)))
    }

    /// The adjective that a scanner may have misread as `word`.
    pub(super) fn misread_adjective(&self, word: &str) -> Option<&Head> {
        let letters = letters(word, 24);
        if letters.len() < 7 {
            return None;
        }
        let word = Pattern::new(&letters);
        let close = |spelling: &&Spelling| spelling.head.adjective && word.distance_to(&spelling.letters, 2).is_some();
        self.spellings.iter().filter(close).min_by_key(|spelling| spelling.rank).map(|spelling| &*spelling.head)
    }
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(read);

/// The shortest adverb (letters) that is recognised when it is misread.
const LONG_ADVERB: usize = 8;

fn fold(word: &str) -> String {
    fold_word(word).into_owned()
}

fn read() -> Table {
    let mut table = Table {
        heads: FxHashMap::default(),
        spellings: Vec::new(),
        modifiers: FxHashMap::default(),
        adverbs: Vec::new(),
        sentiments: FxHashSet::default(),
        nouns: FxHashSet::default(),
        infinitives: FxHashSet::default(),
        not_participles: FxHashSet::default(),
        not_verbs: FxHashSet::default(),
        participles: FxHashMap::default(),
        families: FxHashMap::default(),
    };
    for line in crate::data::lines(include_str!("../../data/openers.tsv")) {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let &[family, preambular, operative, complement] = columns.as_slice() else { continue };
        table.families.insert(fold(family), family);
        let complement = match complement {
            "nom" => Complement::Noun,
            "adjectif" => Complement::Adjective,
            "participe" => Complement::Participle,
            "infinitif" => Complement::Infinitive,
            _ => Complement::None,
        };
        for (forms, kind) in [(preambular, OpenerKind::Preambular), (operative, OpenerKind::Operative)] {
            for form in forms.split('|').filter(|form| *form != "-") {
                add_head(&mut table, form, family, kind, complement);
            }
        }
    }
    for heads in table.heads.values_mut() {
        heads.sort_by_key(|head| std::cmp::Reverse(head.rest.len()));
    }
    table.spellings.sort_by_key(|spelling| spelling.letters.len());
    for line in crate::data::lines(include_str!("../../data/modifiers.tsv")) {
        let Some((kind, text)) = line.split_once('\t') else { continue };
        match kind {
            "sentiment" => _ = table.sentiments.insert(fold(text)),
            "nom" => _ = table.nouns.insert(fold(text)),
            "infinitif" => _ = table.infinitives.insert(fold(text)),
            "pas-participe" => _ = table.not_participles.insert(text),
            "pas-verbe" => _ = table.not_verbs.insert(text),
            "participe" => {
                if let Some((participle, infinitive)) = text.split_once('\t') {
                    table.participles.insert(fold(participle), infinitive);
                }
            }
            _ => {
                let words: Vec<String> = text.split(' ').map(fold).collect();
                if words.len() == 1 && words[0].len() >= LONG_ADVERB {
                    table.adverbs.push(Word::new(&words[0]));
                }
                table.modifiers.entry(words[0].clone()).or_default().push(words);
            }
        }
    }
    for modifiers in table.modifiers.values_mut() {
        modifiers.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    table
}

fn add_head(table: &mut Table, form: &str, family: &'static str, kind: OpenerKind, complement: Complement) {
    let mut words = form.split(' ').map(fold);
    let Some(first) = words.next() else { return };
    let rest: Vec<String> = words.collect();
    let adjective =
        kind == OpenerKind::Preambular && !first.ends_with("ant") && rest.is_empty() && !form.starts_with("Vu");
    let adjective = adjective || family == "reconnaissant";
    let gender = adjective.then(|| gender(&first)).flatten();
    if kind == OpenerKind::Preambular && !adjective {
        add_plural(table, &first, &rest, family, complement);
    }
    let reflexive = matches!(first.as_str(), "se" | "ne");
    let needs_complement = matches!(family, "être" | "avoir");
    let head = Head { rest, family, kind, complement, needs_complement, adjective, reflexive, plural: false, gender };
    let spelling = if reflexive { first.clone() + &head.rest[0] } else { first.clone() };
    let (letters, rank) = (Word::new(&letters(&spelling, 24)), table.spellings.len());
    table.spellings.push(Spelling { letters, rank, head: Box::new(head.clone()) });
    table.heads.entry(first).or_default().push(head);
}

/// The first person plural of a participle: stem in -ant, ending -ons; three verbs are irregular.
fn add_plural(table: &mut Table, first: &str, rest: &[String], family: &'static str, complement: Complement) {
    let form = |participle: &str| match participle {
        "ayant" => Some("avons".to_owned()),
        "etant" => Some("sommes".to_owned()),
        "sachant" => Some("savons".to_owned()),
        _ => participle.strip_suffix("ant").map(|stem| format!("{stem}ons")),
    };
    let words: Vec<String> = match first.strip_prefix("s'") {
        Some(verb) => form(verb).map(|verb| vec!["nous".to_owned(), verb]),
        None if first == "se" => rest.first().and_then(|verb| form(verb)).map(|verb| vec!["nous".to_owned(), verb]),
        None => form(first).map(|verb| vec![verb]),
    }
    .unwrap_or_default();
    let Some((verb, more)) = words.split_first() else { return };
    let own = usize::from(first == "se");
    let rest: Vec<String> = more.iter().chain(&rest[own.min(rest.len())..]).cloned().collect();
    let needs_complement = matches!(family, "être" | "avoir");
    let head = Head {
        rest,
        family,
        kind: OpenerKind::Operative,
        complement,
        needs_complement,
        adjective: false,
        reflexive: false,
        plural: true,
        gender: None,
    };
    table.heads.entry(verb.clone()).or_default().push(head);
}

/// The gender an adjective's form shows.
fn gender(folded: &str) -> Option<Gender> {
    let singular = folded.strip_suffix('s').unwrap_or(folded);
    let feminine = ["ee", "ue", "te", "se", "ie", "aine"].iter().any(|end| singular.ends_with(end));
    let either = ["able", "ible", "aire"].iter().any(|end| singular.ends_with(end));
    (!either).then_some(if feminine { Gender::Feminine } else { Gender::Masculine })
}
