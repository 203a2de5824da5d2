//! What is noted of the documents of a segment, while they come in.

use crate::entry::{Entry, Searched};
use crate::lists::{Keys, Occurrence, in_zone};
use crate::schema::{CLAUSE, FILE, FIRST, Fields, RESOLUTION};
use crate::terms::{BORDER, GAP, Zone, pair_word};
use alinea_french::{Vocabulary, fold};
use alinea_model::Organ;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;
use tantivy::DocId;
use tantivy::fieldnorm::FieldNormsWriter;
use tantivy::schema::{Field, Schema};

/// Words of the segment one behind the other in a document.
pub(crate) struct Run {
    doc: DocId,
    /// Position of the first of them.
    position: u32,
    words: Range<usize>,
}

/// A field of words.
#[derive(Default)]
pub(crate) struct Text {
    /// By document, then by position.
    runs: Vec<Run>,
    /// How many words are in them.
    words: usize,
}

impl Text {
    fn add(&mut self, doc: DocId, position: u32, words: Range<usize>) {
        if !words.is_empty() {
            self.words += words.len();
            self.runs.push(Run { doc, position, words });
        }
    }
}

/// A field of values that are a term each.
#[derive(Default)]
pub(crate) struct Values {
    numbers: FxHashMap<String, u32>,
    /// By what is folded to one.
    folded: FxHashMap<String, u32>,
    of: Vec<(u32, DocId)>,
}

impl Values {
    fn add(&mut self, doc: DocId, value: &str) {
        let number = self.number(value);
        self.of.push((number, doc));
    }

    /// Adds a value without case and accents: `Conseil de sécurité` is `conseil de securite`.
    fn add_folded(&mut self, doc: DocId, value: &str) {
        let number = self.folded.get(value).copied().unwrap_or_else(|| {
            let number = self.number(&fold(value));
            self.folded.insert(value.to_owned(), number);
            number
        });
        self.of.push((number, doc));
    }

    fn number(&mut self, value: &str) -> u32 {
        self.numbers.get(value).copied().unwrap_or_else(|| {
            let number = self.numbers.len() as u32;
            self.numbers.insert(value.to_owned(), number);
            number
        })
    }

    fn size(&self) -> usize {
        self.of.capacity() * size_of::<(u32, DocId)>() + self.numbers.len() * 2 * size_of::<(String, u32)>()
    }

    pub(crate) fn keys(&self) -> Keys {
        let mut values = vec![""; self.numbers.len()];
        self.numbers.iter().for_each(|(value, &number)| values[number as usize] = value);
        Keys::new(values.into_iter().map(|value| [value]))
    }

    pub(crate) fn occurrences(&self) -> impl Iterator<Item = Occurrence> + Clone + '_ {
        self.of.iter().map(|&(number, doc)| (number, doc, 0))
    }
}

/// Pairs of words by number.
#[derive(Default)]
struct Pairs {
    numbers: FxHashMap<[u32; 2], u32>,
    words: Vec<[u32; 2]>,
}

impl Pairs {
    fn number(&mut self, words: [u32; 2]) -> u32 {
        *self.numbers.entry(words).or_insert_with(|| {
            self.words.push(words);
            self.words.len() as u32 - 1
        })
    }
}

/// A clause of the resolution at hand: its words, and how many of them are its label.
struct Cut {
    words: Range<usize>,
    label: usize,
}

impl Cut {
    fn unlabelled(&self) -> Range<usize> {
        self.words.start + self.label..self.words.end
    }
}

/// The index of a segment, while documents come in.
pub(crate) struct Inverter {
    pub(crate) fields: Fields,
    pub(crate) vocabulary: Vocabulary,
    /// The words of all texts, as numbers of the vocabulary.
    words: Vec<u32>,
    pub(crate) documents: DocId,
    /// By zone.
    texts: [Text; Zone::ALL.len()],
    /// The two words about a border.
    borders: Vec<(DocId, [u32; 2])>,
    pub(crate) opener: Text,
    pub(crate) values: Vec<(Field, Values)>,
    pub(crate) lengths: FieldNormsWriter,
    /// The resolution at hand and its clauses.
    resolution: Option<Arc<Searched>>,
    cuts: Vec<Cut>,
}

impl Inverter {
    /// No document yet. The schema says of which fields lengths are kept.
    pub(crate) fn new(fields: Fields, schema: &Schema) -> Self {
        let values = [
            fields.kind,
            fields.verb,
            fields.symbol,
            fields.organ,
            fields.session,
            fields.part,
            fields.file,
            fields.key,
            fields.name,
        ];
        Inverter {
            fields,
            vocabulary: Vocabulary::new(),
            words: Vec::new(),
            documents: 0,
            texts: Default::default(),
            borders: Vec::new(),
            opener: Text::default(),
            values: values.map(|field| (field, Values::default())).into(),
            lengths: FieldNormsWriter::for_schema(schema),
            resolution: None,
            cuts: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, doc: DocId, entry: &Entry) {
        self.documents = doc + 1;
        let fields = self.fields;
        match entry {
            Entry::File { file, .. } => {
                self.value(fields.kind).add(doc, FILE);
                self.value(fields.file).add(doc, file);
            }
            Entry::Record { file, key, name, .. } => {
                self.value(fields.kind).add(doc, RESOLUTION);
                self.value(fields.file).add(doc, file);
                self.value(fields.key).add(doc, key);
                self.value(fields.name).add_folded(doc, name);
            }
            Entry::Clause { resolution, place, .. } => {
                if !self.resolution.as_ref().is_some_and(|known| Arc::ptr_eq(known, resolution)) {
                    self.cut(resolution);
                }
                self.add_clause(doc, resolution, *place);
                self.add_words(doc, resolution, *place);
            }
        }
    }

    fn value(&mut self, field: Field) -> &mut Values {
        let known = self.values.iter_mut().find(|(known, _)| *known == field);
        &mut known.expect("every field of values has its place").1
    }

    fn text(&mut self, zone: Zone) -> &mut Text {
        &mut self.texts[zone as usize]
    }

    /// Reads the words of a text.
    fn read(&mut self, text: &str) -> Range<usize> {
        let begin = self.words.len();
        self.vocabulary.read(text, |_, number| self.words.push(number));
        begin..self.words.len()
    }

    /// Reads the words of the clauses of a resolution.
    fn cut(&mut self, resolution: &Arc<Searched>) {
        self.resolution = Some(Arc::clone(resolution));
        self.cuts.clear();
        for clause in &resolution.clauses {
            let (begin, mut label) = (self.words.len(), 0);
            let own = clause.text.len() - clause.unlabelled().len();
            self.vocabulary.read(&clause.text, |from, number| {
                label += usize::from(from < own);
                self.words.push(number);
            });
            self.cuts.push(Cut { words: begin..self.words.len(), label });
        }
    }

    /// Notes what is said of a clause.
    fn add_clause(&mut self, doc: DocId, resolution: &Searched, place: usize) {
        let fields = self.fields;
        let (head, clause) = (&resolution.head, &resolution.clauses[place]);
        let header = &head.header;
        self.value(fields.kind).add(doc, CLAUSE);
        self.value(fields.file).add(doc, &head.file);
        self.value(fields.part).add(doc, clause.part.as_str());
        if let Some(symbol) = head.symbol() {
            self.value(fields.symbol).add(doc, symbol);
        }
        for (field, value) in [
            (fields.organ, header.organ.as_ref().map(Organ::name)),
            (fields.session, header.session.as_deref()),
            (fields.verb, clause.verb.as_deref()),
        ] {
            if let Some(value) = value {
                self.value(field).add_folded(doc, value);
            }
        }
        if let Some(opener) = &clause.opener {
            let words = self.read(opener);
            self.opener.add(doc, 0, words);
        }
        if place == 0 {
            self.value(fields.kind).add(doc, FIRST);
            if let Some(title) = &header.title {
                let words = self.read(title);
                self.lengths.record(doc, fields.title, words.len() as u32);
                self.text(Zone::Title).add(doc, 0, words);
            }
        }
    }

    /// Notes the words of a clause and those around it.
    fn add_words(&mut self, doc: DocId, resolution: &Searched, place: usize) {
        let fields = self.fields;
        let own = self.cuts[place].words.clone();
        self.lengths.record(doc, fields.text, own.len() as u32);
        self.text(Zone::Text).add(doc, 0, own);

        // Each chapeau stands before what it introduces, which also ends the walk if a segmentation should ever be wrong
        // about it.
        let above = |&at: &usize| resolution.clauses[at].chapeau.filter(|&above| above < at);
        let chapeaux: Vec<usize> = std::iter::successors(above(&place), above).collect();
        let (mut position, mut length) = (0, 0);
        for &at in &chapeaux {
            let words = self.cuts[at].words.clone();
            let number = words.len() as u32;
            self.text(Zone::Chapeau).add(doc, position, words);
            position += number + GAP;
            length += number;
        }
        let Some((&top, others)) = chapeaux.split_last() else { return };
        self.lengths.record(doc, fields.chapeau, length);

        // Text that goes on after sub-paragraphs has no label, and is not read right behind its chapeau.
        if resolution.clauses[place].label.is_none() {
            return;
        }
        let mut before = Vec::with_capacity(chapeaux.len());
        let mut position = BORDER;
        let nearest_first = others.iter().map(|&at| self.cuts[at].unlabelled());
        for words in nearest_first.chain([self.cuts[top].words.clone()]) {
            let kept = words.len().min(position as usize);
            position -= kept as u32;
            before.push((position, words.end - kept..words.end));
        }
        let mut behind = self.cuts[place].unlabelled();
        behind.end = behind.end.min(behind.start + BORDER as usize);
        let last = before.iter().find_map(|(_, words)| words.clone().next_back());
        if let (Some(last), Some(first)) = (last, behind.clone().next()) {
            self.borders.push((doc, [self.words[last], self.words[first]]));
        }
        let across = self.text(Zone::Across);
        for (position, words) in before.into_iter().rev() {
            across.add(doc, position, words);
        }
        across.add(doc, BORDER, behind);
    }

    /// Two words as one, as they are called in terms.
    pub(crate) fn pair(&self, words: [u32; 2]) -> String {
        pair_word(words.map(|word| self.vocabulary.stem(word)), words.map(|word| self.vocabulary.exact(word)))
    }

    /// The words of all zones, as they are written.
    pub(crate) fn occurrences(&self) -> impl Iterator<Item = Occurrence> + Clone + '_ {
        Zone::ALL.into_iter().flat_map(|zone| {
            let words = self.occurrences_in(&self.texts[zone as usize]);
            words.map(move |(word, doc, position)| (in_zone(word, zone), doc, position))
        })
    }

    /// The words of a text, as they are written.
    pub(crate) fn occurrences_in<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = Occurrence> + Clone + 'a {
        text.runs.iter().flat_map(|run| {
            let words = self.words[run.words.clone()].iter();
            words.zip(run.position..).map(|(&word, position)| (word, run.doc, position))
        })
    }

    /// Two common words side by side as one, and those about a border, as they are written; and the two words of each pair.
    pub(crate) fn pairs(&self, common: &[bool]) -> (Vec<[u32; 2]>, Vec<Occurrence>) {
        let (mut pairs, mut occurrences) = (Pairs::default(), Vec::new());
        let is_common = |word: u32| common[word as usize];
        for zone in [Zone::Text, Zone::Chapeau, Zone::Title] {
            for run in &self.texts[zone as usize].runs {
                for (side_by_side, position) in self.words[run.words.clone()].windows(2).zip(run.position..) {
                    if let &[one, other] = side_by_side
                        && is_common(one)
                        && is_common(other)
                    {
                        occurrences.push((in_zone(pairs.number([one, other]), zone), run.doc, position));
                    }
                }
            }
        }
        for &(doc, words) in &self.borders {
            occurrences.push((in_zone(pairs.number(words), Zone::Across), doc, BORDER - 1));
        }
        (pairs.words, occurrences)
    }

    /// Bytes of memory of what is at hand, and what the words of all zones take while they are sorted.
    pub(crate) fn size(&self) -> usize {
        let runs: usize = self.texts.iter().chain([&self.opener]).map(|text| text.runs.capacity()).sum();
        let words: usize = self.texts.iter().map(|text| text.words).sum();
        let values: usize = self.values.iter().map(|(_, values)| values.size()).sum();
        self.vocabulary.size()
            + self.words.capacity() * size_of::<u32>()
            + runs * size_of::<Run>()
            + values
            + self.lengths.mem_usage()
            + self.borders.capacity() * size_of::<(DocId, [u32; 2])>()
            + words * size_of::<(DocId, u32)>()
    }
}
