//! What opening an index, or something that is none, comes to.

use alinea_index::{Error, FORMAT, Index, Record, Writer, verify};
use alinea_model::{Clause, Date, Header, Organ, Part, Resolution, Symbol};
use std::fs;
use std::path::Path;

fn clause(part: Part, text: &str) -> Clause {
    Clause {
        reference: format!("A/RES/66/122, {text}"),
        part,
        preambular: part == Part::Preamble,
        label: Some("1".into()),
        text: text.into(),
        ..Clause::default()
    }
}

fn resolution() -> Resolution {
    let header = Header {
        symbol: Symbol::parse("A/RES/66/122"),
        organ: Some(Organ::GeneralAssembly),
        session: Some("66".into()),
        adopted: Date::new(2011, 12, 19).ok(),
        ..Header::default()
    };
    let clauses = vec![clause(Part::Preamble, "Rappelant la paix,"), clause(Part::Operative, "1. Prie la paix;")];
    Resolution { header, clauses, footnotes: Vec::new() }
}

fn fill(mut writer: Writer) {
    let record = Record::new("/textes/a.txt", 0, "a", &resolution()).unwrap();
    writer.add_resolution(&record, resolution().clauses).unwrap();
    writer.commit().unwrap();
}

/// An index of two clauses in a folder that goes with the guard.
fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fill(Writer::open(folder.path(), 1).unwrap());
    folder
}

fn segment_files(folder: &Path, extension: &str) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|is| is == extension)).collect()
}

#[test]
fn what_was_written_is_counted() {
    let folder = made();
    let stats = Index::open(folder.path()).unwrap().stats().unwrap();
    assert_eq!((stats.resolutions, stats.duplicates, stats.clauses), (1, 0, 2));
    assert_eq!(stats.organs[0].value.as_deref(), Some("Assemblée générale"));
    assert_eq!(stats.sessions[0].clauses, 2);
    let parts: Vec<_> = stats.parts.iter().map(|part| (part.value.as_deref().unwrap(), part.clauses)).collect();
    assert_eq!(parts, [("preamble", 1), ("operative", 1)]);
    assert_eq!(stats.adopted.map(|(first, last)| (first.to_string(), last.to_string())).unwrap().0, "2011-12-19");
    assert_eq!(stats.format, FORMAT);
    assert!(stats.bytes > 1000);
}

#[test]
fn what_is_no_index_is_told_from_what_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "x").unwrap();
    let none = folder.path().join("none");
    assert!(matches!(Index::open(&none), Err(Error::NotFound { .. })));
    assert!(matches!(Index::open(folder.path()), Err(Error::NotAnIndex { .. })));
    assert!(matches!(Index::open(&file), Err(Error::NotAnIndex { .. })));
    assert!(matches!(Writer::open(folder.path(), 1), Err(Error::NotAnIndex { .. })));
    assert!(matches!(Writer::rebuild(folder.path(), 1), Err(Error::NotAnIndex { .. })));
    assert!(matches!(Writer::open(&file, 1), Err(Error::NotAnIndex { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was put into a folder that is not ours");
    drop(Writer::open(&none.join("deep"), 1).unwrap());
    assert_eq!(Index::open(&none.join("deep")).unwrap().clauses().unwrap(), 0);
}

#[test]
fn another_format_or_analysis_is_refused_and_can_be_rebuilt() {
    for (key, value) in [("format", "4711"), ("analysis", "\"alinea-french/0 of old\"")] {
        let folder = made();
        let marker = folder.path().join("alinea.json");
        let mut json: serde_json::Value = serde_json::from_str(&fs::read_to_string(&marker).unwrap()).unwrap();
        json[key] = serde_json::from_str(value).unwrap();
        fs::write(&marker, json.to_string()).unwrap();
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        for error in [Index::open(folder.path()).err(), Writer::open(folder.path(), 1).err()] {
            let error = error.unwrap();
            assert!(matches!(error, Error::Format { found: 4711, .. } | Error::Analysis { .. }), "{error}");
            assert!(error.to_string().contains("alinea index --rebuild"), "{error}");
        }
        let writer = Writer::rebuild(folder.path(), 1).unwrap();
        assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 0);
        fill(writer);
        assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
        assert_eq!(fs::read_to_string(folder.path().join("letter.txt")).unwrap(), "mine");
    }
}

#[test]
fn a_second_writer_is_told_so_and_readers_are_not() {
    let folder = made();
    let writer = Writer::open(folder.path(), 1).unwrap();
    let Err(error) = Writer::open(folder.path(), 1) else { panic!("two writers") };
    assert!(matches!(error, Error::Busy { .. }));
    assert!(error.to_string().contains(&format!("by process {}, since 2", std::process::id())), "{error}");
    assert!(matches!(Writer::rebuild(folder.path(), 1), Err(Error::Busy { .. })));
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
    drop(writer);
    Writer::open(folder.path(), 1).unwrap();
}

#[test]
fn what_is_not_committed_was_never_there() {
    let folder = made();
    let before = Index::open(folder.path()).unwrap();
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    writer.remove_file("/textes/a.txt");
    drop(writer);
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    writer.remove_file("/textes/a.txt");
    writer.commit().unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 0);
    assert_eq!(before.clauses().unwrap(), 2, "a snapshot does not change");
}

#[cfg(unix)]
#[test]
fn an_index_is_readable_as_the_umask_says_and_from_a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = made();
    let probe = folder.path().join("probe");
    fs::write(&probe, "x").unwrap();
    let expected = probe.metadata().unwrap().permissions().mode() & 0o777;
    fs::remove_file(&probe).unwrap();
    let names = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, expected, "{}", entry.path().display());
    }
    // Whoever runs the tests may write anywhere (root): that nothing is written is seen by the lock files, which are
    // taken away, and not made again.
    for lock in [".tantivy-writer.lock", ".alinea-writer.lock"] {
        fs::remove_file(folder.path().join(lock)).unwrap();
    }
    let before = names(folder.path());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.stats().unwrap().clauses, 2);
    assert_eq!(index.records_of("a/res/66/122").unwrap().len(), 1);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(names(folder.path()), before);
}

#[test]
fn damage_is_an_error_and_not_a_panic() {
    for extension in ["idx", "stored", "store", "fast", "term", "pos", "fieldnorm"] {
        let folder = made();
        let file = segment_files(folder.path(), extension).pop().unwrap();
        let whole = fs::read(&file).unwrap();
        for damaged in [Vec::new(), whole[..whole.len() / 2].to_vec(), vec![0xa5; whole.len()]] {
            fs::write(&file, damaged).unwrap();
            // Opening may not see it; then reading everything does, or the checksums do.
            let read = Index::open(folder.path()).and_then(|index| {
                index.stats()?;
                index.records_of("A/RES/66/122")?;
                match verify(folder.path())?.damaged.is_empty() {
                    true => Ok(()),
                    false => Err(Error::Damaged { path: file.clone(), detail: "checksum".into() }),
                }
            });
            assert!(matches!(read, Err(Error::Damaged { .. })), "{extension}: {read:?}");
        }
        fs::remove_file(&file).unwrap();
        let error = Index::open(folder.path()).and_then(|index| index.stats().map(drop)).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{extension}: {error}");
        fs::write(&file, &whole).unwrap();
        assert!(verify(folder.path()).unwrap().damaged.is_empty());
    }
    for name in ["meta.json", "alinea.json"] {
        let folder = made();
        fs::write(folder.path().join(name), "{").unwrap();
        assert!(matches!(Index::open(folder.path()), Err(Error::Damaged { .. })), "{name}");
        fill(Writer::rebuild(folder.path(), 1).unwrap());
        fs::remove_file(folder.path().join("meta.json")).unwrap();
        assert!(matches!(Index::open(folder.path()), Err(Error::Damaged { .. })), "{name}");
    }
}

#[test]
fn no_byte_of_a_column_ends_the_program() {
    let folder = made();
    let file = segment_files(folder.path(), "fast").pop().unwrap();
    let whole = fs::read(&file).unwrap();
    // A number of terms that is damaged once asked for all memory there is.
    for (at, bit) in (0..whole.len()).flat_map(|at| [0x08, 0x80].map(|bit| (at, bit))) {
        let mut damaged = whole.clone();
        damaged[at] ^= bit;
        fs::write(&file, damaged).unwrap();
        let _ = Index::open(folder.path()).and_then(|index| index.stats());
    }
}

#[test]
fn what_a_killed_writer_left_is_taken_away_and_nothing_else() {
    let folder = made();
    let names = || {
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    fs::write(folder.path().join("letter.tmp"), "mine").unwrap();
    fs::write(folder.path().join(".letter.tmp"), "mine").unwrap();
    fs::write(folder.path().join("0123456789abcdef0123456789abcdefé"), "mine").unwrap();
    let before = names();
    for left in ["0123456789abcdef0123456789abcdef.idx", "0123456789abcdef0123456789abcdef.12.del", ".meta.json.tmp"] {
        fs::write(folder.path().join(left), "half").unwrap();
    }
    drop(Writer::open(folder.path(), 1).unwrap());
    assert_eq!(names(), before);
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
}

#[test]
fn every_file_of_an_index_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    for file in ["/textes/a.txt", "/textes/b.txt", "/textes/c.txt", "/textes/d.txt"] {
        let record = Record::new(file, 0, "a", &resolution()).unwrap();
        writer.add_resolution(&record, resolution().clauses).unwrap();
    }
    writer.commit().unwrap();
    // Too few to be merged for that alone, so that there is a file that tells which are left.
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    writer.remove_file("/textes/a.txt");
    writer.commit().unwrap();
    let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|file| file.extension().is_none_or(|is| is != "lock")).collect();
    assert!(files.iter().any(|file| file.extension().is_some_and(|is| is == "del")), "{files:?}");
    assert_eq!(verify(folder.path()).unwrap().files, files.len() as u64, "{files:?}");
    for file in files {
        let whole = fs::read(&file).unwrap();
        let mut flipped = whole.clone();
        flipped[0] ^= 4;
        fs::write(&file, &flipped).unwrap();
        let named = verify(folder.path()).map(|verified| verified.damaged.iter().any(|damage| damage.file == file));
        assert!(!matches!(named, Ok(false)), "{}", file.display());
        fs::write(&file, &whole).unwrap();
    }
}

#[test]
fn damage_that_shows_when_a_record_is_read_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    let mut long = resolution();
    // Too much to be compared with its checksum when it is opened: every word occurs once.
    let words = |from: u32| (from..from + 50_000).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761)));
    long.clauses = (0..4).map(|n| clause(Part::Operative, &words(n * 50_000).collect::<String>())).collect();
    writer.add_record(&Record::new("/textes/a.txt", 0, "a", &long).unwrap()).unwrap();
    writer.commit().unwrap();
    let file = segment_files(folder.path(), "stored").pop().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 200_000, "{}", bytes.len());
    bytes[..64].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let Err(error) = Index::open(folder.path()).unwrap().records_of("A/RES/66/122") else { panic!("it was read") };
    assert!(matches!(error, Error::Damaged { .. }), "{error:?}");
    assert!(error.to_string().contains(".stored: it does not have the checksum"), "{error}");
}

#[test]
fn a_writer_does_not_build_upon_damage() {
    let folder = made();
    let file = segment_files(folder.path(), "pos").pop().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    bytes[0] ^= 1;
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    fs::write(&file, &bytes).unwrap();
    let record = Record::new("/textes/b.txt", 0, "b", &resolution()).unwrap();
    let error = writer.add_record(&record).unwrap_err();
    assert!(error.to_string().contains(".pos"), "{error}");
    writer.remove_file("/textes/a.txt");
    assert!(matches!(writer.commit(), Err(Error::Damaged { .. })));
    fill(Writer::rebuild(folder.path(), 1).unwrap());
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
}

#[test]
fn an_index_that_is_rebuilt_answers_until_it_is_replaced() {
    let folder = made();
    let writer = Writer::rebuild(folder.path(), 1).unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
    drop(writer);
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 2);
    Writer::rebuild(folder.path(), 1).unwrap().commit().unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().clauses().unwrap(), 0);
}
