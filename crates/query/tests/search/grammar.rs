//! Whatever is typed, a tree is made of it, and printing it loses nothing.

use crate::common::{Chance, WORDS, index, resolutions};
use crate::printing::check;
use alinea_query::{Options, parse, search};
use proptest::prelude::*;

/// What queries are made of.
const PIECES: [&str; 60] = [
    " ",
    " ",
    " ",
    " ",
    "(",
    ")",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "„",
    "-",
    "=",
    "~",
    "~2",
    "~5",
    "*",
    "?",
    "'",
    "’",
    "/",
    ":",
    ".",
    ",",
    ";",
    " OU ",
    " OR ",
    " ET ",
    " AND ",
    " SAUF ",
    " NOT ",
    " w/5 ",
    " PRÈS/3 ",
    " pre/2 ",
    " W/",
    "titre:",
    "session:",
    "60..66",
    "date:",
    ">=2011-12",
    "organe:",
    "CS",
    "cote:",
    "A/RES/66/*",
    "partie:annexe",
    "verbe:",
    "fichier:",
    "2013 : ",
    " A ",
    " (III) ",
    "(2000)",
    "1325 ",
    "66/122",
    "é",
    "😀",
    "\u{301}",
    "\0",
    "…",
    "–",
];

fn random(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..chance.below(14) {
        text.push_str(if chance.below(3) == 0 { chance.of(&WORDS) } else { PIECES[chance.below(PIECES.len())] });
    }
    text
}

/// The text with some of its characters dropped, doubled or moved.
fn mutated(chance: &mut Chance, text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + chance.below(4) {
        if chars.is_empty() {
            break;
        }
        let (at, other) = (chance.below(chars.len()), chance.below(chars.len()));
        match chance.below(3) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(other, chars[at]),
            _ => chars.swap(at, other),
        }
    }
    chars.into_iter().collect()
}

#[test]
fn a_hundred_thousand_queries_are_printed_and_read_back() {
    let mut chance = Chance(11);
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &resolutions(&mut Chance(3), 20));
    for nth in 0..50_000 {
        let text = random(&mut chance);
        let other = mutated(&mut chance, &text);
        for text in [text, other] {
            if let Err(difference) = check(&text) {
                panic!("{difference}");
            }
            if nth % 10 == 0 {
                let results = search(&index, &parse(&text).query, &Options::default()).unwrap();
                assert!(results.exact_total <= results.total, "{text:?}");
            }
        }
    }
}

#[test]
fn what_fuzzing_found_is_printed_and_read_back() {
    for text in ["\u{fffd}mot~0", "--mot~0", "…'mot~0 paix", "mot~~0"] {
        check(text).unwrap();
    }
}

proptest! {
    #[test]
    fn printing_a_tree_and_parsing_it_gives_the_same_tree(
        text in r#"([a-zé' "«»“”„’/().,\-\\*?~=:0-9A-Z]|66/122|1325 \(2000\)| OU | SAUF | w/5 |\PC){0,40}"#
    ) {
        check(&text).map_err(TestCaseError::fail)?;
    }
}
