//! Queries that are hostile.

use crate::scene::{TEXTS, write};
use crate::{Program, Tally};
use std::path::Path;
use std::time::Duration;

/// An argument of a program may not be longer; the words of a query may come in several.
const ARGUMENT: usize = 100_000;

/// Asks hostile queries of an index of `size` resolutions. Each must end orderly, within five seconds and a gigabyte, and
/// nothing that steers a terminal may come back.
pub fn queries(program: &Path, size: u64) -> Tally {
    let mut tally = Tally::new("hostile queries");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut program = Program::new(program, folder.path());
    program.patience = Duration::from_secs(5);
    write(folder.path(), 1, 0..size);
    program.run(&["index", TEXTS]).ended(0).expect("indexing without a fault");
    for (name, query) in hostile() {
        let pieces = pieces(&query);
        for options in [&["search", "-n", "3"][..], &["search", "-f", "jsonl"], &["search", "--explain-query"]] {
            let mut arguments: Vec<&str> = options.to_vec();
            arguments.push("--");
            arguments.extend(pieces.iter().map(String::as_str));
            let outcome = program.run(&arguments);
            tally.note(if outcome.time < Duration::from_secs(1) { "within a second" } else { "within five" });
            let mut held = outcome.is_orderly();
            if outcome.peak > 1 << 30 {
                held = held.and(Err(format!("it took {} MB", outcome.peak >> 20)));
            }
            let said =
                outcome.stderr.chars().chain(String::from_utf8_lossy(&outcome.stdout).chars().collect::<Vec<_>>());
            if let Some(steers) = said.into_iter().find(|&c| crate::input::steers(c)) {
                held = held.and(Err(format!("it prints {steers:?}")));
            }
            tally.add(&format!("{name}, {options:?}"), held.map_err(|error| error.chars().take(500).collect()));
        }
    }
    tally
}

fn hostile() -> Vec<(&'static str, String)> {
    // Words that occur, so that all of them are looked for.
    let known = ["paix", "de", "la", "le", "États", "pays", "rapport", "développement", "prie", "note"];
    let words =
        |between: &str, count: usize| known.iter().cycle().take(count).copied().collect::<Vec<_>>().join(between);
    let nowhere: Vec<String> = (0..990).map(|n| format!("dévelopement{n}")).collect();
    vec![
        ("a megabyte of one word", "a".repeat(1 << 20)),
        ("a megabyte of words", "paix ".repeat(200_000)),
        ("ten thousand operands of OU", words(" OU ", 10_000)),
        ("ten thousand operands", words(" ", 10_000)),
        ("ten thousand negations", words(" SAUF ", 10_000)),
        ("a phrase of ten thousand words", format!("\"{}\"", words(" ", 10_000))),
        ("ten thousand phrases", words("\" \"", 10_000)),
        ("parentheses 100,000 deep", format!("{}paix{}", "(".repeat(100_000), ")".repeat(100_000))),
        ("100,000 that close", ")".repeat(100_000)),
        ("100,000 negations of each other", format!("{}paix", "-".repeat(100_000))),
        ("parentheses with signs", "-(".repeat(50_000)),
        ("alternatives in each other", format!("{}x{}", "(a OU ".repeat(10_000), ")".repeat(10_000))),
        ("nearness in nearness", words(" w/5 ", 5_000)),
        ("nearness in order", "de pre/500 ".repeat(1_000)),
        ("nearness of alternatives", format!("({0}) w/500 ({0})", words(" OU ", 400))),
        ("nearness of patterns", format!("({0}) w/500 ({0})", "*a* OU *e* OU *i* OU *o* OU *u*")),
        ("alternatives near alternatives", vec![format!("({})", words(" OU ", 5)); 200].join(" w/500 ")),
        ("a thousand phrases in any order", "\"de la\"~500 OU ".repeat(1_000)),
        ("a phrase of a thousand words in any order", format!("\"{}\"~500", words(" ", 900))),
        (
            "phrases with gaps",
            (0..500).map(|n| format!("\"de {}la\"", "* ".repeat(n % 50 + 1))).collect::<Vec<_>>().join(" OU "),
        ),
        ("a star", "*".to_owned()),
        ("many stars", "*".repeat(50_000)),
        ("stars between letters", "*a".repeat(500)),
        ("stars and questions", "*?*?*?*?*?*?e*?*?*?*?s".to_owned()),
        ("short beginnings", "d* e* p* l* r* s* c* a* q*".to_owned()),
        ("a phrase of stars", "\"* * * * * * * * d* * e*\"".to_owned()),
        ("a thousand patterns", (0..1000).map(|n| format!("*{}*", n % 10)).collect::<Vec<_>>().join(" OU ")),
        ("a thousand words that are nearly so", words("~2 OU ", 1000)),
        ("a thousand words that occur nowhere", nowhere.join(" ")),
        ("a phrase of a thousand words that occur nowhere", format!("\"{}\"", nowhere.join(" "))),
        ("a long word that is nearly so", format!("{}~2", "é".repeat(10_000))),
        (
            "numbers beyond all bounds",
            "a~99999999999999999999 w/99999999999999999999 \"a b\"~99999999999999999999".into(),
        ),
        ("fields beyond all bounds", "date:99999999999999..-1 session:>=99999999999999999999 annee:<0".to_owned()),
        ("ten thousand fields", "organe:CS ".repeat(10_000)),
        ("a field of stars", format!("cote:{} fichier:{0} organe:{0}", "*a".repeat(200))),
        ("quotation marks", "\"«“„".repeat(20_000)),
        ("escapes", "\u{1b}[2J\u{9b}31m \u{7} \u{202e}paix\u{2066} \"\u{1b}]0;x\u{7}\"".to_owned()),
        ("odd letters", "\u{fffd}\u{301}\u{200d}\u{feff}ﬁ İ ẞ 𝒜 \u{e0041} \u{1f468}\u{200d}\u{1f469}".to_owned()),
        ("accents upon accents", format!("e{}", "\u{301}".repeat(50_000))),
        ("symbols", "A/RES/66/122 ".repeat(5_000)),
        ("nothing", " ".to_owned()),
    ]
}

fn pieces(query: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in query.chars() {
        let last = pieces.len() - 1;
        if pieces[last].len() >= ARGUMENT {
            pieces.push(String::new());
        }
        let last = pieces.len() - 1;
        pieces[last].push(c);
    }
    pieces
}
