//! The stem family against plain Snowball, on pairs of words that must and must not meet.

use alinea_french::{fold, stem_family};
use rust_stemmers::{Algorithm, Stemmer};

/// Two words, and whether they are one family.
struct Pair<'a>(&'a str, &'a str, bool);

/// Reads the notation of the data files: `+ a b c` and `- a b c`.
fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (sign, words) = line.split_at(1);
        let mut words = words.split_whitespace();
        let first = words.next().expect("a first word");
        pairs.extend(words.map(|word| Pair(first, word, sign == "+")));
    }
    pairs
}

/// Snowball as one would use it without this crate: stemmed with accents, which it needs, and folded afterwards.
fn snowball(word: &str) -> String {
    fold(&Stemmer::create(Algorithm::French).stem(&word.to_lowercase()))
}

/// What a stemmer makes of a set of pairs.
#[derive(Debug)]
struct Figures {
    /// Pairs that meet and should.
    right: usize,
    /// Pairs that should meet and do not.
    missed: usize,
    /// Pairs that meet and should not.
    wrong: usize,
}

impl Figures {
    fn of(pairs: &[Pair<'_>], stem: impl Fn(&str) -> String) -> Figures {
        let count = |should: bool, does: bool| {
            pairs.iter().filter(|pair| pair.2 == should && (stem(pair.0) == stem(pair.1)) == does).count()
        };
        Figures { right: count(true, true), missed: count(true, false), wrong: count(false, true) }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed) as f64
    }
}

/// Prints and gives the figures of the family and of Snowball, and the right pairs of Snowball that the family loses.
fn compare(name: &str, text: &str) -> (Figures, Figures, Vec<String>) {
    let pairs = pairs(text);
    let family = Figures::of(&pairs, stem_family);
    let plain = Figures::of(&pairs, snowball);
    let lost = pairs
        .iter()
        .filter(|pair| pair.2 && snowball(pair.0) == snowball(pair.1) && stem_family(pair.0) != stem_family(pair.1))
        .map(|pair| format!("{} {}", pair.0, pair.1))
        .collect();
    println!("{name}: {} pairs", pairs.len());
    for (name, figures) in [("family", &family), ("Snowball", &plain)] {
        println!("  {name}: precision {:.3}, recall {:.3}, {figures:?}", figures.precision(), figures.recall());
    }
    println!("  lost: {lost:?}");
    (family, plain, lost)
}

#[test]
fn known_words_meet_as_they_should() {
    let (family, plain, lost) = compare("words of the resolutions", include_str!("data/pairs.txt"));
    assert_eq!(family.missed, 0);
    assert_eq!(family.wrong, 0);
    assert!(plain.wrong > 100 && plain.missed > 100, "the pairs no longer tell the two apart: {plain:?}");
    assert!(lost.is_empty());
}

#[test]
fn unseen_words_meet_as_they_should() {
    let (family, plain, lost) = compare("words outside the resolutions", include_str!("data/unseen.txt"));
    assert!(family.wrong * 10 <= plain.wrong, "{family:?} {plain:?}");
    assert!(family.precision() >= 0.97 && family.recall() >= 0.85, "{family:?}");
    assert!(family.recall() >= plain.recall() + 0.1);
    // Pinned, not wished for.
    assert!(lost.len() <= 20, "{lost:?}");
}

#[test]
fn accents_and_case_do_not_decide_the_family() {
    for pair in pairs(include_str!("data/pairs.txt")) {
        for word in [pair.0, pair.1] {
            assert_eq!(stem_family(word), stem_family(&fold(word)), "{word}");
            assert_eq!(stem_family(word), stem_family(&word.to_uppercase()), "{word}");
        }
    }
}

#[test]
fn every_form_of_a_regular_verb_meets_its_infinitive() {
    let endings = [
        "e", "es", "ons", "ez", "ent", "ais", "ait", "iez", "aient", "ai", "as", "a", "èrent", "erai", "eras", "era",
        "erons", "erez", "eront", "erais", "erait", "erions", "eriez", "eraient", "ant", "é", "ée", "és", "ées",
    ];
    for beginning in ["soulign", "rappel", "engag", "adopt", "renforc", "décid", "not", "organis", "évalu"] {
        for ending in endings {
            let beginning = match ending {
                "ons" if beginning == "organis" || beginning == "évalu" => beginning.to_owned(),
                "ons" | "ais" | "ait" | "aient" | "ai" | "as" | "a" | "ant" if beginning.ends_with('g') => {
                    format!("{beginning}e")
                }
                _ => beginning.to_owned(),
            };
            let form = format!("{beginning}{ending}");
            let infinitive = format!("{}er", beginning.trim_end_matches('e'));
            assert_eq!(stem_family(&form), stem_family(&infinitive), "{form}");
        }
    }
}

#[test]
fn every_form_of_a_regular_verb_in_ir_meets_its_infinitive() {
    let endings = [
        "is", "it", "issons", "issez", "issent", "issais", "issait", "issaient", "irai", "iras", "ira", "irons",
        "irez", "iront", "irait", "iraient", "irent", "isse", "issant", "i", "ie", "is", "ies",
    ];
    for beginning in ["établ", "garant", "fourn", "défin", "réun", "élarg"] {
        for ending in endings {
            assert_eq!(
                stem_family(&format!("{beginning}{ending}")),
                stem_family(&format!("{beginning}ir")),
                "{ending}"
            );
        }
    }
}

#[test]
fn short_words_numbers_and_other_scripts_are_their_own_family() {
    for word in ["un", "xxvi", "1325", "a66", "мир", "和平"] {
        assert_eq!(stem_family(word), word);
    }
    assert_eq!(stem_family("1re"), stem_family("1er"));
    assert_eq!(stem_family("89es"), stem_family("89e"));
    assert_eq!(stem_family("qu'"), "");
}
