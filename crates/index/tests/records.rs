//! How a clause finds its text.

use alinea_index::{Error, Index, Record, Writer};
use alinea_model::{Clause, Header, Resolution, Symbol};
use std::collections::BTreeMap;
use std::path::Path;
use tantivy::DocAddress;

fn resolution(number: usize) -> (Record, Vec<Clause>) {
    let symbol = format!("A/RES/50/{number}");
    let clause = |place: usize| Clause {
        reference: format!("{symbol}, par. {place}"),
        text: format!("{place}. Prie le Secrétaire général de rendre compte du point {number};").repeat(1 + place),
        ..Clause::default()
    };
    let header = Header { symbol: Symbol::parse(&symbol), ..Header::default() };
    let resolution = Resolution { header, clauses: (0..number * 7 % 20).map(clause).collect(), footnotes: Vec::new() };
    let record = Record::new(&format!("/textes/{number}.txt"), 0, &number.to_string(), &resolution).unwrap();
    (record, resolution.clauses)
}

/// Where each clause that is searched is, with its place.
fn clauses(index: &Index) -> Vec<(DocAddress, u64)> {
    let mut clauses = Vec::new();
    for (segment, reader) in (0..).zip(index.searcher().segment_readers()) {
        let places = reader.fast_fields().u64("place").unwrap();
        let alive = reader.doc_ids_alive().filter_map(|doc| Some((DocAddress::new(segment, doc), places.first(doc)?)));
        clauses.extend(alive);
    }
    clauses
}

/// The clauses that are searched, by the files they come from, as they are read.
fn read(index: &Index) -> BTreeMap<String, Vec<Clause>> {
    let mut read: BTreeMap<String, Vec<Clause>> = BTreeMap::new();
    for (address, place) in clauses(index) {
        let record = index.record_at(index.owner(address, place).unwrap()).unwrap();
        let clause = record.clauses().get(place as usize).unwrap();
        read.entry(record.head.file.clone()).or_default().push(clause);
    }
    read
}

fn change(folder: &Path, change: impl FnOnce(&mut Writer)) -> Index {
    let mut writer = Writer::open(folder, 2).unwrap();
    change(&mut writer);
    writer.commit().unwrap();
    Index::open(folder).unwrap()
}

#[test]
fn a_clause_finds_its_record_whatever_was_added_removed_and_merged() {
    let folder = tempfile::tempdir().unwrap();
    let mut expected: BTreeMap<String, Vec<Clause>> = BTreeMap::new();
    let mut merged = false;
    for step in 0..60 {
        let index = change(folder.path(), |writer| {
            for number in [step, step + 1_000] {
                let (record, clauses) = resolution(number);
                writer.add_resolution(&record, clauses.clone()).unwrap();
                expected.insert(record.head.file, clauses);
            }
            // Of those before, one is set aside, one comes back, one goes, one is read again.
            for number in (1..step).step_by(5).skip(step % 3) {
                let (record, clauses) = resolution(number);
                let (file, symbol) = (&record.head.file, format!("A/RES/50/{number}"));
                match (step + number) % 4 {
                    0 => {
                        writer.remove_clauses(&symbol);
                        expected.remove(file);
                    }
                    1 if !expected.contains_key(file) => {
                        writer.remove_file(file);
                        writer.add_record(&record).unwrap();
                    }
                    2 => {
                        writer.remove_file(file);
                        expected.remove(file);
                    }
                    _ => {
                        writer.remove_file(file);
                        writer.add_resolution(&record, clauses.clone()).unwrap();
                        expected.insert(file.clone(), clauses);
                    }
                }
            }
        });
        expected.retain(|_, clauses| !clauses.is_empty());
        assert_eq!(read(&index), expected, "step {step}");
        merged |= index.searcher().segment_readers().len() < step;
    }
    assert!(merged);
}

#[test]
fn what_was_set_aside_comes_back_with_its_clauses() {
    let folder = tempfile::tempdir().unwrap();
    let (record, clauses) = resolution(1);
    let index = change(folder.path(), |writer| writer.add_record(&record).unwrap());
    assert_eq!((read(&index).len(), index.records_of("A/RES/50/1").unwrap().len()), (0, 1));
    let index = change(folder.path(), |writer| writer.replace_record(&record, clauses.clone()).unwrap());
    assert_eq!(read(&index)["/textes/1.txt"], clauses);
    assert_eq!(index.records_of("A/RES/50/1").unwrap(), [record]);
}

#[test]
fn a_clause_without_its_record_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let index = change(folder.path(), |writer| {
        let (record, clauses) = resolution(1);
        writer.add_resolution(&record, clauses).unwrap();
    });
    for (address, place) in clauses(&index) {
        for wrong in [place + 1, u64::MAX] {
            assert!(matches!(index.owner(address, wrong), Err(Error::Damaged { .. })));
        }
        let clause = DocAddress::new(address.segment_ord, address.doc_id);
        assert!(matches!(index.record_at(clause), Err(Error::Damaged { .. })));
    }
    change(folder.path(), |writer| writer.remove_file("/textes/1.txt"));
}
