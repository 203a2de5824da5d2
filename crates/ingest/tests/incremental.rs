//! What an index holds after any number of runs is what one run over the same files would have put into it.

use alinea_index::{FileEntry, Index};
use alinea_ingest::{Options, Report, ingest, read_documents};
use alinea_query::{Hit, parse, search};
use std::fs;
use std::path::{Path, PathBuf};

/// Invented text of a resolution with `paragraphs` operative paragraphs after one alinéa.
fn text(number: &str, paragraphs: usize, word: &str) -> String {
    let mut text = format!(
        "Assemblée générale\n\nA/RES/{number}\n\nRésolution adoptée par l'Assemblée générale le 3 octobre 1995\n\n\
         {number}. La {word}\n\nL'Assemblée générale,\n\nRappelant la Charte et la {word},\n\n"
    );
    for paragraph in 1..=paragraphs {
        text.push_str(&format!("{paragraph}. Prie le Secrétaire général de la {word};\n\n"));
    }
    text
}

struct Setting {
    folder: tempfile::TempDir,
}

impl Setting {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("textes")).unwrap();
        Setting { folder }
    }

    fn texts(&self) -> PathBuf {
        self.folder.path().join("textes")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.texts().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.file(name), text).unwrap();
        self.file(name)
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn run(&self, paths: &[PathBuf], options: &Options) -> Report {
        ingest(&self.index(), paths, options, |_| {}).unwrap()
    }

    fn run_all(&self) -> Report {
        self.run(&[self.texts()], &Options { prune: true, ..Options::default() })
    }

    fn content(&self) -> Content {
        content(&self.index())
    }
}

/// What can be seen of an index.
#[derive(Debug, PartialEq)]
struct Content {
    files: Vec<FileEntry>,
    clauses: u64,
    hits: Vec<Hit>,
    /// With other scores, and clauses that are none of the above where texts run into each other.
    more: Vec<Hit>,
}

fn content(path: &Path) -> Content {
    let index = Index::open(path).unwrap();
    let options = alinea_query::Options { limit: usize::MAX, group: false, ..Default::default() };
    let hits = |typed| search(&index, &parse(typed).query, &options).unwrap().hits;
    let (clauses, files) = (index.clauses().unwrap(), index.files().unwrap());
    Content {
        files, clauses, hits: hits("la"), more: ["générale", "mer", "\"secrétaire général\""].map(hits).concat()
    }
}

/// The files the hits come from, in the order of the hits, each once.
fn searched(content: &Content) -> Vec<String> {
    let mut names: Vec<String> =
        content.hits.iter().map(|hit| Path::new(&hit.file).file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

fn files(names: &[&str], setting: &Setting) -> Vec<PathBuf> {
    names.iter().map(|name| setting.file(name).canonicalize().unwrap_or_else(|_| real(setting, name))).collect()
}

fn real(setting: &Setting, name: &str) -> PathBuf {
    setting.texts().canonicalize().unwrap().join(name)
}

#[test]
fn a_second_run_reads_nothing_and_changes_nothing() {
    let setting = Setting::new();
    setting.write("a.txt", &text("50/1", 2, "paix"));
    setting.write("b.md", &text("50/2", 1, "mer"));
    setting.write("c.txt", "Une lettre.\n");
    let first = setting.run_all();
    assert_eq!((first.read, first.unchanged, first.resolutions, first.clauses), (3, 0, 2, 5));
    assert_eq!(first.without_resolution, files(&["c.txt"], &setting));
    let before = setting.content();
    let meta = fs::read(setting.index().join("meta.json")).unwrap();
    let second = setting.run_all();
    assert_eq!((second.read, second.unchanged), (0, 3));
    assert_eq!(Report { read: 3, unchanged: 0, diagnostics: first.diagnostics, ..second }, first);
    assert_eq!(fs::read(setting.index().join("meta.json")).unwrap(), meta);
    assert_eq!(setting.content(), before);
}

#[test]
fn changed_files_replace_their_clauses_and_others_stay() {
    let setting = Setting::new();
    let changing = setting.write("a.txt", &text("50/1", 2, "paix"));
    setting.write("b.txt", &text("50/2", 1, "mer"));
    setting.run_all();
    setting.write("a.txt", &text("50/1", 4, "paix"));
    let report = setting.run(&[changing], &Options { prune: true, ..Options::default() });
    assert_eq!((report.read, report.unchanged, report.clauses), (1, 0, 5));
    assert_eq!(setting.content().hits.len(), 5 + 2);
}

#[test]
fn files_that_are_gone_go_with_prune_only() {
    let setting = Setting::new();
    let going = setting.write("a.txt", &text("50/1", 2, "paix"));
    setting.write("b.txt", &text("50/2", 1, "mer"));
    setting.run_all();
    fs::remove_file(&going).unwrap();
    let report = setting.run(&[setting.texts()], &Options::default());
    assert_eq!((&report.gone[..], &report.pruned[..]), (&files(&["a.txt"], &setting)[..], &[][..]));
    assert_eq!(searched(&setting.content()), ["a.txt", "b.txt"]);
    let report = setting.run(&[setting.file("b.txt")], &Options { prune: true, ..Options::default() });
    assert_eq!(report.pruned, [] as [PathBuf; 0], "a file that was not asked about stays");
    let report = setting.run_all();
    assert_eq!(report.pruned, files(&["a.txt"], &setting));
    assert_eq!(searched(&setting.content()), ["b.txt"]);
}

#[test]
fn the_more_complete_of_two_texts_is_searched_and_the_other_comes_back_when_it_goes() {
    let setting = Setting::new();
    setting.write("long.txt", &text("50/1", 5, "paix"));
    let short = setting.write("short.txt", &text("50/1", 2, "paix"));
    let other = setting.write("x.txt", &text("50/1", 2, "paix"));
    let report = setting.run_all();
    let pairs: Vec<_> =
        report.duplicates.iter().map(|d| (d.symbol.as_str(), d.kept.clone(), d.other.clone())).collect();
    let [long_file, short_file, x_file] = ["long.txt", "short.txt", "x.txt"].map(|name| real(&setting, name));
    assert_eq!(
        pairs,
        [("A/RES/50/1", long_file.clone(), x_file.clone()), ("A/RES/50/1", long_file.clone(), short_file.clone())]
    );
    assert_eq!(searched(&setting.content()), ["long.txt"]);
    assert_eq!(setting.run_all().duplicates, report.duplicates, "they are told of again");
    assert_eq!(setting.run(&[short], &Options::default()).duplicates.len(), 1);

    setting.write("long.txt", &text("50/1", 1, "paix"));
    setting.run_all();
    assert_eq!(searched(&setting.content()), ["x.txt"], "as many clauses, and a shorter path");
    fs::remove_file(other).unwrap();
    setting.run_all();
    assert_eq!(searched(&setting.content()), ["short.txt"]);
    setting.write("short.txt", "Une lettre.\n");
    setting.run_all();
    assert_eq!(searched(&setting.content()), ["long.txt"]);
}

#[test]
fn one_bad_file_stops_nothing_and_is_told_of_every_time() {
    let setting = Setting::new();
    setting.write("a.txt", &text("50/1", 2, "paix"));
    setting.write("b.txt", &text("50/2", 2, "mer"));
    setting.run_all();
    fs::write(setting.file("b.txt"), b"PK\x03\x04\0\0\0\0\0").unwrap();
    setting.write("c.txt", "");
    setting.write("d.pdf", "x");
    for _ in 0..2 {
        let report = setting.run(
            &[setting.texts(), setting.file("d.pdf"), setting.file("none.txt")],
            &Options { prune: true, ..Options::default() },
        );
        let failed: Vec<_> =
            report.failed.iter().map(|f| (f.path.file_name().unwrap().to_str().unwrap(), f.reason.as_str())).collect();
        assert_eq!(failed.len(), 4, "{failed:?}");
        assert!(failed.iter().any(|(name, reason)| *name == "c.txt" && *reason == "is no text: the file is empty"));
        assert!(failed.iter().any(|(name, reason)| *name == "d.pdf" && reason.contains(".txt")));
        assert!(failed.iter().any(|(name, _)| *name == "none.txt"));
        assert_eq!((report.skipped, report.read), (1, 0));
        assert_eq!(searched(&setting.content()), ["a.txt"], "what is no text any more has lost its clauses");
    }
}

#[test]
fn nothing_to_read_makes_no_index() {
    let setting = Setting::new();
    let report = setting.run(&[setting.file("none")], &Options::default());
    assert_eq!(report.failed.len(), 1);
    assert!(!setting.index().exists());
}

#[test]
fn rebuilding_forgets_what_is_not_given() {
    let setting = Setting::new();
    setting.write("a.txt", &text("50/1", 2, "paix"));
    let kept = setting.write("b.txt", &text("50/2", 1, "mer"));
    setting.run_all();
    let report = setting.run(&[kept], &Options { rebuild: true, ..Options::default() });
    assert_eq!((report.read, report.unchanged), (1, 0));
    assert_eq!(searched(&setting.content()), ["b.txt"]);
}

#[test]
fn documents_come_in_order_and_progress_reaches_its_end() {
    let setting = Setting::new();
    let mut files: Vec<PathBuf> =
        (0..40).map(|n| setting.write(&format!("{n:02}.txt"), &text(&format!("50/{n}"), n % 5, "paix"))).collect();
    files.insert(7, setting.file("none.txt"));
    for threads in [Some(1), Some(3), None] {
        let (mut seen, mut last) = (Vec::new(), None);
        let each = |path: &Path, document: Result<_, _>| {
            assert_eq!(document.is_err(), path.ends_with("none.txt"));
            seen.push(path.to_owned());
        };
        read_documents(&files, threads, each, |progress| last = Some(progress)).unwrap();
        assert_eq!(seen, files);
        let last = last.unwrap();
        assert_eq!((last.files, last.bytes), (last.total_files, last.total_bytes));
    }
}

/// Numbers that look random and are the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

#[test]
fn any_history_ends_where_one_run_does() {
    let mut chance = Chance(20_111_219);
    let setting = Setting::new();
    let names = ["a.txt", "b.txt", "cc.txt", "dd.md", "e.txt", "A-RES-50-1.txt", "g.txt"];
    for step in 0..60 {
        for _ in 0..1 + chance.below(4) {
            let name = names[chance.below(names.len())];
            if chance.below(4) == 0 {
                let _ = fs::remove_file(setting.file(name));
            } else {
                // Three symbols for seven files, up to two in one file.
                let number = |chance: &mut Chance| format!("50/{}", 1 + chance.below(3));
                let mut content = text(&number(&mut chance), chance.below(4), ["paix", "mer"][chance.below(2)]);
                if chance.below(3) == 0 {
                    content.push_str(&text(&number(&mut chance), chance.below(4), "paix"));
                }
                setting.write(name, &content);
            }
        }
        // A run over some of it, then one over all of it.
        let threads = Some(1 + chance.below(3));
        if chance.below(2) == 0 {
            let some: Vec<PathBuf> = names.iter().filter(|_| chance.below(2) == 0).map(|n| setting.file(n)).collect();
            setting.run(&some, &Options { threads, ..Options::default() });
        }
        let report = setting.run(&[setting.texts()], &Options { threads, prune: true, rebuild: false });
        let fresh = tempfile::tempdir().unwrap();
        let fresh = fresh.path().join("index");
        let options = Options { threads: Some(1), ..Options::default() };
        let expected = ingest(&fresh, &[setting.texts()], &options, |_| {}).unwrap();
        if !fresh.exists() {
            assert!(setting.content().hits.is_empty());
            continue;
        }
        assert_eq!(setting.content(), content(&fresh), "step {step}");
        assert_eq!(report.duplicates, expected.duplicates, "step {step}");
        assert_eq!((report.resolutions, report.clauses), (expected.resolutions, expected.clauses));
    }
}
