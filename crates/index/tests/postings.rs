//! What is found by what: every list of an index beside what reading the clauses from end to end gives.

use alinea_french::{Analyzer, fold};
use alinea_generate::Generator;
use alinea_index::{
    BORDER, FileEntry, GAP, Index, Record, Writer, Zone, is_common, pair_of, word_and_zone, word_term, zone_term,
};
use alinea_model::{Clause, Header, Organ, Part, Resolution, Symbol};
use alinea_segment::segment;
use std::collections::{BTreeMap, BTreeSet};
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

/// Resolutions with chapeaux within chapeaux, text behind sub-paragraphs, empty texts, words cut by signs, and titles; and
/// some as the generator makes them.
fn resolutions() -> Vec<Resolution> {
    let clause = |text: &str, label: Option<&str>, chapeau: Option<usize>, opener: Option<&str>| Clause {
        text: text.to_owned(),
        label: label.map(str::to_owned),
        part: if label.is_some() { Part::Operative } else { Part::Preamble },
        chapeau,
        opener: opener.map(str::to_owned),
        verb: opener.map(|_| "Prendre note".to_owned()),
        ..Clause::default()
    };
    let long = |word: &str, number: usize| format!("{word} ").repeat(number);
    let chapeau = format!("1. {}les États d’", long("Prie la paix et", 30));
    let generator = Generator::new(7);
    let invented = (0..12).map(|index| generator.resolution(index));
    let mut invented: Vec<Resolution> = invented.flat_map(|file| segment("", &file.text).resolutions).collect();
    invented.push(Resolution {
        header: Header {
            title: Some("De la paix : droits de l’homme".to_owned()),
            organ: Some(Organ::GeneralAssembly),
            session: Some("Soixante-sixième session".to_owned()),
            symbol: Symbol::parse("A/RES/66/122"),
            ..Header::default()
        },
        clauses: vec![
            clause(&chapeau, Some("1"), None, Some("Prie")),
            clause("a) D’aider de la paix et :", Some("1 a)"), Some(0), None),
            clause("i) L’aide à l'homme", Some("1 a) i)"), Some(1), None),
            clause("…", Some("1 a) ii)"), Some(1), None),
            clause(&format!("b) {}", long("jusqu’aux droits de", 50)), Some("1 b)"), Some(0), None),
            clause("Et de la suite", None, Some(0), None),
            clause("Égalité, égalité ! EGALITE ; N’Djamena 26ème ½ ²", None, None, Some("Égalité, égalité")),
            clause("", None, None, None),
        ],
        ..Resolution::default()
    });
    invented
}

/// Of a field, or of a zone of one, what stands where: by document, positions and terms.
type Places = BTreeMap<DocId, BTreeSet<(u32, String)>>;

/// The words of a text, by family and exact form.
fn words(text: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    Analyzer::new().analyze(text, |token| words.push((token.stem.to_owned(), token.exact.to_owned())));
    words
}

fn term((family, exact): &(String, String)) -> String {
    word_term(family, exact)
}

fn pair([(a, b), (c, d)]: [&(String, String); 2]) -> String {
    word_term(&pair_of(a, c), &pair_of(b, d))
}

/// The lengths of the texts of a zone, which have a field of their own.
const LENGTHS: [&str; 3] = ["text", "chapeau", "title"];

fn pairs(words: &[(String, String)], begin: u32) -> Vec<(u32, String)> {
    let side_by_side = words.windows(2).zip(begin..);
    let common = side_by_side.filter(|(both, _)| both.iter().all(|(family, _)| is_common(family)));
    common.map(|(both, position)| (position, pair([&both[0], &both[1]]))).collect()
}

/// What each field should hold of a clause.
fn expected(resolution: &Resolution, place: usize) -> BTreeMap<&'static str, Vec<(u32, String)>> {
    let (header, clauses) = (&resolution.header, &resolution.clauses);
    let clause = &clauses[place];
    let mut fields: BTreeMap<&'static str, Vec<(u32, String)>> = BTreeMap::new();
    let mut put = |field, zone, words: Vec<(u32, String)>| {
        let terms = words.into_iter().map(|(position, word)| (position, zone_term(&word, zone)));
        fields.entry(field).or_default().extend(terms);
    };
    let mut all = |zone, texts: &[&str]| {
        let mut begin = 0;
        for text in texts {
            let words = words(text);
            put("words", zone, (begin..).zip(words.iter().map(term)).collect());
            put("pairs", zone, pairs(&words, begin));
            begin += words.len() as u32 + GAP;
        }
    };
    all(Zone::Text, &[&clause.text]);
    let chapeaux: Vec<&Clause> =
        std::iter::successors(clause.chapeau, |&at| clauses[at].chapeau).map(|at| &clauses[at]).collect();
    all(Zone::Chapeau, &chapeaux.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>());
    if place == 0 {
        all(Zone::Title, header.title.as_deref().as_slice());
    }
    if let (Some(_), Some((top, between))) = (&clause.label, chapeaux.split_last()) {
        let mut read = vec![top.text.as_str()];
        read.extend(between.iter().rev().map(|clause| clause.unlabelled()));
        let (before, behind) = (words(&read.join(" ")), words(clause.unlabelled()));
        let all = before.iter().rev().zip((0..BORDER).rev()).chain(behind.iter().zip(BORDER..2 * BORDER));
        put("words", Zone::Across, all.map(|(word, position)| (position, term(word))).collect());
        if let (Some(last), Some(first)) = (before.last(), behind.first()) {
            put("pairs", Zone::Across, vec![(BORDER - 1, pair([last, first]))]);
        }
    }
    let opener = words(clause.opener.as_deref().unwrap_or_default());
    fields.insert("opener", (0..).zip(opener.into_iter().map(|(_, exact)| exact)).collect());
    let mut value =
        |field, value: Option<String>| fields.entry(field).or_default().extend(value.map(|value| (0, value)));
    value("kind", Some("clause".to_owned()));
    value("kind", (place == 0).then(|| "first".to_owned()));
    value("verb", clause.verb.as_deref().map(fold));
    value("organ", header.organ.as_ref().map(|organ| fold(organ.name())));
    value("session", header.session.as_deref().map(fold));
    value("part", Some(clause.part.as_str().to_owned()));
    value("symbol", header.symbol.as_ref().map(Symbol::to_string));
    fields.retain(|_, places| !places.is_empty());
    fields
}

/// What a field of a segment holds.
fn places(reader: &SegmentReader, field: Field) -> Places {
    let entry = reader.schema().get_field_entry(field);
    let option = entry.field_type().index_record_option().unwrap();
    let inverted = reader.inverted_index(field).unwrap();
    let (mut places, mut tokens) = (Places::new(), 0);
    let mut terms = inverted.terms().stream().unwrap();
    while let Some((key, info)) = terms.next() {
        let term = String::from_utf8(key.to_vec()).unwrap();
        let mut postings = inverted.read_postings_from_terminfo(info, option).unwrap();
        let (mut documents, mut positions) = (0, vec![0]);
        while postings.doc() != TERMINATED {
            if option == IndexRecordOption::WithFreqsAndPositions {
                postings.positions(&mut positions);
                assert_eq!(positions.len() as u32, postings.term_freq());
            }
            documents += 1;
            tokens += positions.len() as u64;
            let own = places.entry(postings.doc()).or_default();
            own.extend(positions.iter().map(|&position| (position, term.clone())));
            postings.advance();
        }
        assert_eq!(documents, info.doc_freq, "{term}");
    }
    assert_eq!(inverted.total_num_tokens(), tokens, "{}", entry.name());
    places
}

/// How long the engine thinks the texts of a zone are is what stands there.
fn assert_lengths(reader: &SegmentReader, field: Field, zone: Zone, words: &Places) {
    let lengths = reader.fieldnorms_readers().get_field(field).unwrap().unwrap();
    let of_zone = |(_, term): &&(u32, String)| word_and_zone(term).unwrap().1 == zone;
    for doc in 0..reader.max_doc() {
        let words = words.get(&doc).map_or(0, |words| words.iter().filter(of_zone).count()) as u32;
        let length = FieldNormReader::fieldnorm_to_id(words);
        assert_eq!(lengths.fieldnorm_id(doc), length, "{zone:?} of {doc}");
    }
}

#[test]
fn every_field_holds_what_reading_the_clauses_gives() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), 1).unwrap();
    let resolutions = resolutions();
    let mut expected_places: BTreeMap<&str, Places> = BTreeMap::new();
    let mut doc = 0;
    for (number, resolution) in resolutions.iter().enumerate() {
        let file = format!("/textes/{number}.txt");
        let digest = number.to_string();
        writer.add_file(&FileEntry { file: file.clone(), digest, bytes: 1, resolutions: Vec::new() }).unwrap();
        let record = Record::new(&file, 0, &number.to_string(), resolution).unwrap();
        writer.add_resolution(&record, resolution.clauses.clone()).unwrap();
        let name = resolution.header.symbol.as_ref().map_or(number.to_string(), Symbol::to_string);
        let mut note = |doc: DocId, field: &'static str, places: Vec<(u32, String)>| {
            expected_places.entry(field).or_default().entry(doc).or_default().extend(places);
        };
        for (doc, kind) in [(doc, "file"), (doc + 1, "resolution")] {
            note(doc, "kind", vec![(0, kind.to_owned())]);
            note(doc, "file", vec![(0, file.clone())]);
        }
        note(doc + 1, "key", vec![(0, record.head.key())]);
        note(doc + 1, "name", vec![(0, fold(&name))]);
        doc += 2;
        for place in 0..resolution.clauses.len() {
            note(doc, "file", vec![(0, file.clone())]);
            expected(resolution, place).into_iter().for_each(|(field, places)| note(doc, field, places));
            doc += 1;
        }
    }
    writer.commit().unwrap();

    let index = Index::open(folder.path()).unwrap();
    let [reader] = index.searcher().segment_readers() else { panic!("more segments than one") };
    let columns: Column<u64> = reader.fast_fields().u64("place").unwrap();
    assert_eq!((reader.max_doc(), columns.first(2)), (doc, Some(0)));
    let fields = index.fields();
    for zone in Zone::ALL {
        if let Some(field) = fields.lengths_of(zone) {
            assert_lengths(reader, field, zone, &expected_places["words"]);
        }
    }
    let indexed = reader.schema().fields().filter(|(_, entry)| entry.is_indexed());
    let mut found = 0;
    for (field, entry) in indexed {
        let expected = expected_places.remove(entry.name()).unwrap_or_default();
        let has_terms = !LENGTHS.contains(&entry.name());
        assert_eq!(has_terms, !expected.is_empty(), "{}", entry.name());
        assert_eq!(places(reader, field), expected, "{}", entry.name());
        found += 1;
    }
    assert_eq!((found, expected_places.len()), (15, 0));
}
