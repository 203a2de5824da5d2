//! An index whose bytes are changed.

use super::scene::Scene;
use alinea_index::{Index, verify};
use alinea_query::{Facet, Options, parse, search, show, spread};
use std::fs;
use std::path::{Path, PathBuf};

/// Every part of an index is read by one of these.
const QUERIES: [&str; 4] =
    ["exclusion OU de", "\"de la\"~3 -sociale", "titre:d* ex*tion", "organe:AG session:60.. verbe:prier"];

/// A sound index, with what its files hold.
struct Sound {
    scene: Scene,
    files: Vec<(PathBuf, Vec<u8>)>,
}

thread_local! {
    static SOUND: Sound = Sound::new();
}

impl Sound {
    fn new() -> Sound {
        let scene = Scene::new();
        let read = |path: PathBuf| (path.clone(), fs::read(path).expect("a file of the index"));
        let entries = fs::read_dir(scene.index()).expect("the folder of the index");
        let mut files: Vec<_> = entries.map(|entry| read(entry.expect("an entry").path())).collect();
        // Their names differ from run to run, but for what they end with.
        files.sort_by_key(|(path, bytes)| (path.extension().map(|ending| ending.to_owned()), bytes.len()));
        Sound { scene, files }
    }
}

/// Changes files as the input says, six bytes a change, opens and reads the index in every way there is, and makes good
/// what was changed.
///
/// The engine panics on what it did not write; the index turns that into an error. Only what comes out counts here.
pub fn damage(input: &[u8]) {
    SOUND.with(|sound| {
        let changes = input.chunks_exact(6).take(8);
        let changed: Vec<&(PathBuf, Vec<u8>)> = changes.filter_map(|change| apply(sound, change)).collect();
        read(&sound.scene.index());
        for (path, bytes) in changed {
            fs::write(path, bytes).expect("making a file good");
        }
    });
}

/// Which file, where in it (two bytes), what is done (two bytes), and with which byte.
fn apply<'s>(sound: &'s Sound, change: &[u8]) -> Option<&'s (PathBuf, Vec<u8>)> {
    let file = &sound.files[usize::from(change[0]) % sound.files.len()];
    let mut bytes = fs::read(&file.0).unwrap_or_default();
    let at = (usize::from(change[1]) << 8 | usize::from(change[2])) * bytes.len() / 0x1_0000;
    let end = bytes.len().min(at + 1 + usize::from(change[4] % 16));
    let value = change[5];
    match change[3] % 8 {
        0 => *bytes.get_mut(at)? = value,
        1 => *bytes.get_mut(at)? ^= 1 << (value % 8),
        2 => bytes[at..end].fill(value),
        3 => bytes.truncate(at),
        4 => bytes.extend(std::iter::repeat_n(value, end - at)),
        5 => drop(bytes.drain(at..end)),
        6 => bytes[at..].rotate_left((end - at).min(1)),
        _ => {
            let _ = fs::remove_file(&file.0);
            return Some(file);
        }
    }
    fs::write(&file.0, bytes).expect("damaging a file");
    Some(file)
}

/// Reads all there is to read; what cannot be read is an error, and any error will do.
fn read(folder: &Path) {
    let _ = verify(folder);
    let Ok(index) = Index::open(folder) else { return };
    let _ = (index.clauses(), index.files(), index.stats());
    for typed in QUERIES {
        let query = parse(typed).query;
        let _ = search(&index, &query, &Options { references: true, explain: true, ..Options::default() });
        let _ = spread(&index, &query, &Options::default(), &[Facet::Organ, Facet::Year, Facet::Verb]);
    }
    let _ = show(&index, "A/RES/99/14, par. 3");
}
