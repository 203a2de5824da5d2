//! Collections that are hostile.

use crate::scene::{TEXTS, found};
use crate::{Outcome, Program, Tally};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// How large hostile collections are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Bytes of the largest file.
    pub bytes: usize,
    /// Files of the collection with the most.
    pub files: usize,
    /// How long one may take to be indexed.
    pub time: Duration,
}

/// A word that stands in the last clause of each hostile file.
const MARK: &str = "zanzibarique";

/// What is asked of the index of each hostile file: it may hold matches without number in one clause.
const QUESTIONS: &[&[&str]] = &[
    &["search", "-n", "3", "que w/5 les OU a OU relevé OU e"],
    &["search", "-f", "jsonl", "sont pre/500 les"],
    &["search", "-n", "3", "\"les que\"~3 OU \"sources relevées et que\"~100"],
    &["search", "--kwic", "--sort", "droite", "-n", "5", "que OU développe OU États"],
    &["search", "--kwic", "--sort", "gauche", "-n", "5", "(que OU les) w/2 (sont OU relev*) OU relever"],
    &["show", "99/201"],
];

/// A resolution of this number that ends with the mark.
fn numbered(number: &str, middle: &str) -> String {
    format!(
        "Assemblée générale\n\n{number}. Relevé des sources\n\nL'Assemblée générale,\n\n\
         1. Prie le Secrétaire général de relever les sources ;\n\n{middle}\n\n\
         9. Décide que le relevé {MARK} est public.\n\n40e séance plénière\n2 décembre 2044\n"
    )
}

fn resolution(middle: &str) -> Vec<u8> {
    numbered("99/201", middle).into_bytes()
}

/// Files whose text is made so that reading it might take for ever, or all memory.
fn hostile(bytes: usize) -> Vec<(&'static str, Vec<u8>)> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    let lines = |line: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            if text.len() > bytes {
                break;
            }
            text.push_str(&line(number));
        }
        text
    };
    let nested = |number: usize| format!("{}) de relever,\n\n", ["a", "i", "a", "1"][number % 4]);
    vec![
        ("one line", resolution(&format!("2. Note {}", fill("que les sources sont relevées et ")))),
        ("one word", resolution(&fill("a"))),
        ("one line of spaces", resolution(&fill(" "))),
        ("empty lines", resolution(&fill("\n"))),
        ("lines of one letter", resolution(&fill("a\n"))),
        ("paragraphs of one word", resolution(&fill("relevé\n\n"))),
        ("paragraphs that are cut", resolution(&fill("Notant que les\n\n"))),
        ("words cut at line ends", resolution(&fill("déve-\nloppe-\n"))),
        ("words cut at the ends of paragraphs", resolution(&fill("déve-\n\n"))),
        ("lists in lists", resolution(&lines(&nested))),
        ("numbers that rise", resolution(&lines(&|n| format!("{n}. Prie de relever ;\n\n")))),
        ("letters that rise", resolution(&lines(&|n| format!("{}) de relever ;\n\n", "z".repeat(n % 50 + 1))))),
        ("chapeaux without end", resolution(&lines(&|n| format!("{n}. Prie les États :\n\na) De relever :\n\n")))),
        ("openers without end", resolution(&fill("Rappelant, notant, priant, décide, "))),
        ("footnotes", resolution(&lines(&|n| format!("{n} Voir A/{n}/1.\n\n")))),
        ("call marks", resolution(&fill("source1, relevé2 ; [3] (4) ¹²³ "))),
        ("headings", resolution(&fill("# Titre\n\n## Annexe\n\n"))),
        ("annexes", resolution(&fill("Annexe\n\nPrincipes\n\n"))),
        ("mastheads", resolution(&fill("Nations Unies\n\nA/RES/99/201\n\nDistr. générale\n\n"))),
        (
            "resolutions without clauses",
            resolution(&lines(&|n| format!("99/{n}. Relevé\n\nL'Assemblée générale,\n\n"))),
        ),
        ("quotation marks that open", resolution(&fill("« \" “ "))),
        ("parentheses that open", resolution(&fill("( [ "))),
        ("tags", resolution(&fill("<b><i><a href=\"x\">"))),
        ("entities", resolution(&fill("&amp;&#x41;&lt;"))),
        ("accents upon accents", resolution(&format!("e{}", fill("\u{301}")))),
        ("right to left", resolution(&fill("שלום \u{202e}كلمة\u{202c} "))),
        ("control characters", resolution(&fill("\u{1b}[2J\u{7}\u{8}\u{c} "))),
        ("tables", resolution(&fill("| a | b | c |\n|---|---|---|\n"))),
        ("page numbers", resolution(&lines(&|n| format!("{n}/99\n\n\u{c}\n")))),
        ("dots", resolution(&fill(". . . . 12\n"))),
    ]
}

/// Indexes hostile texts, one at a time, and searches them: within bounds of time and memory, and nothing lost.
pub fn inputs(program: &Path, size: Size) -> Tally {
    let texts = hostile(size.bytes);
    try_texts(program, size, format!("hostile texts of {} kB", size.bytes / 1000), texts)
}

/// Indexes one text that is one line.
pub fn one_line(program: &Path, size: Size) -> Tally {
    let texts = hostile(size.bytes).into_iter().take(1).collect();
    try_texts(program, size, format!("{} kB in one line", size.bytes / 1000), texts)
}

fn try_texts(program: &Path, size: Size, what: String, texts: Vec<(&str, Vec<u8>)>) -> Tally {
    let mut tally = Tally::new(what);
    for (name, text) in texts {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut program = Program::new(program, folder.path());
        program.patience = size.time;
        let texts = folder.path().join(TEXTS);
        fs::create_dir(&texts).expect("making a folder");
        fs::write(texts.join("A-RES-99-201.txt"), &text).expect("writing a file");
        let outcome = program.run(&["index", TEXTS]);
        let room = (1 << 30) + 40 * text.len() as u64;
        let held = outcome.ended(0).and_then(|()| {
            if outcome.peak > room {
                return Err(format!("it took {} MB", outcome.peak >> 20));
            }
            let marked = program.run(&["search", "-c", MARK]);
            marked.is_orderly()?;
            if marked.stdout == b"0\n" {
                return Err("its last clause is lost".to_owned());
            }
            QUESTIONS.iter().try_for_each(|question| {
                let answer = program.run(question);
                let held = answer.is_orderly().and_then(|()| match answer.peak {
                    peak if peak > room => Err(format!("it took {} MB", peak >> 20)),
                    _ => Ok(()),
                });
                held.map_err(|error| format!("{question:?}: {error}"))
            })
        });
        tally.add(name, held);
    }
    tally
}

/// Indexes collections whose files and folders are odd: so many, so deep, unreadable, of any encoding. The sound file
/// among them is found, and what cannot be read is named.
pub fn strange_files(program: &Path, size: Size) -> Tally {
    let mut tally = Tally::new("strange files and folders");
    let mut try_with = |name: &str, code: i32, says: &[&str], finds: &[&str], make: &dyn Fn(&Path)| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut program = Program::new(program, folder.path());
        program.patience = size.time;
        let texts = folder.path().join(TEXTS);
        fs::create_dir(&texts).expect("making a folder");
        make(&texts);
        fs::write(texts.join("zz-sound.txt"), numbered("99/777", "")).expect("writing a file");
        let outcome = program.run(&["index", TEXTS]);
        let held = outcome.ended(code).and_then(|()| {
            if let Some(missing) = says.iter().find(|says| !outcome.stderr.contains(*says)) {
                let said: String = outcome.stderr.chars().take(500).collect();
                return Err(format!("it does not say `{missing}`: {said}"));
            }
            is_plain(&outcome)?;
            let clauses = found(&program)?;
            let is_found = |name: &str| clauses.iter().any(|(file, _, text)| file == name && text.contains(MARK));
            match finds.iter().chain(&["zz-sound.txt"]).find(|name| !is_found(name)) {
                Some(name) => Err(format!("{name} is not found")),
                None => Ok(()),
            }
        });
        tally.add(name, held);
    };
    try_with("files that are empty", 2, &["the file is empty"], &[], &|texts| {
        for number in 0..size.files {
            let folder = texts.join(format!("{}", number / 1000));
            fs::create_dir_all(&folder).expect("making a folder");
            fs::write(folder.join(format!("{number}.txt")), "").expect("writing a file");
        }
    });
    try_with("folders within each other", 0, &[], &["a.txt"], &|texts| {
        let mut folder = texts.to_owned();
        while folder.as_os_str().len() < 3_900 {
            folder.push("d");
        }
        fs::create_dir_all(&folder).expect("making folders");
        fs::write(folder.join("a.txt"), resolution("")).expect("writing a file");
    });
    try_with("names that are not UTF-8", 2, &["not valid UTF-8", "rename it"], &[], &|texts| {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"r\xe9solution.txt");
        fs::write(texts.join(name), resolution("")).expect("writing a file");
    });
    try_with("names that steer a terminal", 2, &["is no text"], &[], &|texts| {
        for name in ["a\u{1b}[2J\n.txt", "b\u{202e}txt.txt", "c\u{9b}31m.txt"] {
            fs::write(texts.join(name), b"\0\x01\x02").expect("writing a file");
        }
    });
    try_with("links that go round", 0, &[], &[], &|texts| {
        use std::os::unix::fs::symlink;
        symlink(texts, texts.join("a")).expect("linking");
        symlink("..", texts.join("b")).expect("linking");
    });
    try_with("links to themselves", 2, &["c.txt"], &[], &|texts| {
        use std::os::unix::fs::symlink;
        symlink("c.txt", texts.join("c.txt")).expect("linking");
        symlink("nowhere.txt", texts.join("d.txt")).expect("linking");
    });
    try_with("files that are no text", 2, &["nul.txt", "pdf.txt", "noise.txt"], &[], &|texts| {
        let noise: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
        fs::write(texts.join("nul.txt"), [0; 10_000]).expect("writing a file");
        fs::write(texts.join("pdf.txt"), b"%PDF-1.7\0\x01\x02\x03").expect("writing a file");
        fs::write(texts.join("noise.txt"), noise).expect("writing a file");
    });
    try_with("every encoding", 0, &[], &["latin.txt", "utf16.txt", "dos.txt", "mac.txt"], &|texts| {
        let of = |number| numbered(number, "");
        let latin: Vec<u8> = of("99/301").chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        fs::write(texts.join("latin.txt"), latin).expect("writing a file");
        let utf16: Vec<u8> = format!("\u{feff}{}", of("99/302")).encode_utf16().flat_map(u16::to_be_bytes).collect();
        fs::write(texts.join("utf16.txt"), utf16).expect("writing a file");
        fs::write(texts.join("dos.txt"), of("99/303").replace('\n', "\r\n")).expect("writing a file");
        fs::write(texts.join("mac.txt"), of("99/304").replace('\n', "\r")).expect("writing a file");
    });
    tally
}

/// Prints what steers a terminal, from a text, a title, the name of a file, in each format: it must not get through.
pub fn terminal(program: &Path) -> Tally {
    let mut tally = Tally::new("text that steers a terminal");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::new(program, folder.path());
    let texts = folder.path().join(TEXTS);
    fs::create_dir(&texts).expect("making a folder");
    let steering = "\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200f}\u{2028}\u{7f}\u{8}\u{e0041}";
    let text = String::from_utf8(resolution(&format!("2. Prie le {steering} Secrétaire ;"))).expect("UTF-8");
    let text = text.replace("Relevé", &format!("Relevé {steering}"));
    fs::write(texts.join("a\u{1b}[2J\u{9b}.txt"), text).expect("writing a file");
    fs::write(texts.join("b\u{202e}.txt"), resolution("").repeat(2)).expect("writing a file");
    for arguments in [
        &["index", TEXTS][..],
        &["search", "sources OU Secrétaire"],
        &["search", "--references", "sources OU Secrétaire"],
        &["search", "--explain", "Secrétaire"],
        &["search", "--kwic", "sources OU Secrétaire"],
        &["search", "-f", "jsonl", "sources OU Secrétaire"],
        &["search", "-f", "csv", "sources OU Secrétaire"],
        &["search", "-f", "csv", "--facets", "organe,verbe", "sources OU Secrétaire"],
        &["search", "--explain-query", "paix\u{1b}[2J OU \u{202e}x"],
        &["search", "--corpus", "\u{1b}[2J\u{202e}", "paix"],
        &["search", "--index", "\u{1b}[2J\u{202e}", "paix"],
        &["search", "--sort", "\u{1b}[2J", "paix"],
        &["--\u{1b}[2J\u{9b}"],
        &["show", "99/201"],
        &["show", "99/\u{1b}[2J"],
        &["show", "-f", "jsonl", "99/201"],
        &["segment", TEXTS],
        &["segment", "-f", "jsonl", TEXTS],
        &["segment", "-f", "resolutions", TEXTS],
        &["segment", "--report", TEXTS],
        &["segment", "--level", "info", TEXTS],
        &["stats"],
    ] {
        let outcome = program.run(arguments);
        tally.add(&format!("{arguments:?}"), outcome.is_orderly().and_then(|()| is_plain(&outcome)));
    }
    tally
}

/// Fails if something that steers a terminal was printed or said.
fn is_plain(outcome: &Outcome) -> Result<(), String> {
    let printed = String::from_utf8(outcome.stdout.clone()).map_err(|error| error.to_string())?;
    match printed.chars().chain(outcome.stderr.chars()).find(|&c| steers(c)) {
        Some(c) => Err(format!("it prints {c:?}")),
        None => Ok(()),
    }
}

/// True for what moves the cursor, turns the direction of writing or is not seen; line ends are the program's own.
pub(crate) fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}
