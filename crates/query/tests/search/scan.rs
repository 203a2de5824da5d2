//! A search by reading every clause, written without the engine and without anything of the search but its trees.

use crate::common::Filed;
use crate::stretches::{Piece, Stretch, between, stretches, taking_part};
use crate::values::{has_value, verbs};
use crate::vocabulary::{Text, Vocabulary, Wanted};
use alinea_french::fold;
use alinea_index::{natural_key, order_key};
use alinea_model::{Clause, Header, Symbol};
use alinea_query::{Facet, Field, Link, MAX_FORMS, Query, Weights};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Add;
use tantivy::fieldnorm::FieldNormReader;

/// Words on each side of the border that are read across it.
const BORDER: usize = 64;

/// Which words are exact: those typed so, all, or all but the negated ones.
#[derive(Clone, Copy, PartialEq)]
pub enum Exactness {
    AsTyped,
    All,
    Wanted,
}

/// A clause as the scan sees it.
pub struct Doc<'f> {
    /// Its place in the order of all clauses.
    pub key: (String, u32),
    pub header: &'f Header,
    /// The name of its file.
    pub name: &'f str,
    pub clause: &'f Clause,
    /// Text, chapeaux, title (the last is [`TITLE`]): the numbers of the texts of each, which nothing crosses.
    texts: [Vec<usize>; 3],
    /// The end of what is read before the text with the beginning of it, and how many words come before the border.
    across: Option<(Text, usize)>,
}

/// The place of titles among the kinds of texts.
const TITLE: usize = 2;

pub struct Scan<'f> {
    pub docs: Vec<Doc<'f>>,
    /// The first clause of each file.
    begins: HashMap<&'f str, usize>,
    vocabulary: Vocabulary,
    texts: Vec<Text>,
    /// Verbs and the openers they stand in.
    openers: BTreeSet<(&'f str, &'f str)>,
    fields: Vec<FieldNumbers>,
}

/// What BM25 rests on in one of the texts of clauses.
struct FieldNumbers {
    lengths: Vec<f64>,
    /// How many texts there are: clauses, or titles.
    number: f64,
    average: f64,
    /// In how many of them each word occurs.
    frequencies: Vec<u32>,
}

/// The score of each clause that is met.
pub type Scores = Vec<Option<f64>>;

/// A clause and something asked of it.
#[derive(Clone, Copy)]
struct Met {
    /// The score where what the clause itself says must meet it.
    own: Option<f64>,
    /// The score where a chapeau or the title may meet it too.
    wide: Option<f64>,
}

impl Met {
    /// What only selects.
    fn selected(is_met: bool) -> Met {
        let score = is_met.then_some(0.0);
        Met { own: score, wide: score }
    }
}

/// Alternatives of words.
type Operand = Vec<(Vec<Wanted>, Option<u32>)>;

impl<'f> Scan<'f> {
    pub fn new(filed: &'f [Filed]) -> Self {
        let (mut vocabulary, mut texts, mut docs) = (Vocabulary::default(), Vec::new(), Vec::new());
        let mut begins = HashMap::new();
        for Filed { file, resolution } in filed {
            begins.insert(file.as_str(), docs.len());
            let (first, clauses) = (texts.len(), &resolution.clauses);
            texts.extend(clauses.iter().map(|clause| vocabulary.read(&clause.text)));
            let title: Vec<usize> = resolution.header.title.iter().map(|_| texts.len()).collect();
            texts.extend(resolution.header.title.iter().map(|title| vocabulary.read(title)));
            let symbol = resolution.header.symbol.as_ref().map(Symbol::as_str);
            let name = file.trim_start_matches("/textes/").trim_end_matches(".txt");
            for (place, clause) in clauses.iter().enumerate() {
                let above: Vec<usize> =
                    std::iter::successors(clause.chapeau, |&chapeau| clauses[chapeau].chapeau).collect();
                docs.push(Doc {
                    key: (order_key(symbol, name, file, 0), place as u32),
                    header: &resolution.header,
                    name,
                    clause,
                    across: across(&mut vocabulary, clauses, &above, clause),
                    texts: [vec![first + place], above.iter().map(|at| first + at).collect(), title.clone()],
                });
            }
        }
        let openers = docs.iter().filter_map(|doc| Some((doc.clause.verb.as_deref()?, doc.clause.opener.as_deref()?)));
        let openers = openers.collect();
        let fields = (0..3).map(|field| FieldNumbers::new(&vocabulary, &texts, &docs, field)).collect();
        Scan { docs, begins, vocabulary, texts, openers, fields }
    }

    /// The place of a clause among all, given its place in its file.
    pub fn at(&self, file: &str, place: u32) -> usize {
        self.begins[file] + place as usize
    }

    /// The scores of the clauses that match.
    pub fn search(&mut self, query: &Query, exactness: Exactness) -> Scores {
        let met = self.eval(query, exactness != Exactness::AsTyped, exactness);
        met.into_iter().map(|met| met.own).collect()
    }

    /// How clauses are spread over the values of a field, in the order they are listed.
    pub fn spread(&self, scores: &Scores, facet: Facet) -> Vec<(Option<String>, u64)> {
        let mut counts: BTreeMap<Option<String>, u64> = BTreeMap::new();
        for (doc, _) in self.docs.iter().zip(scores).filter(|(_, score)| score.is_some()) {
            let value = match facet {
                Facet::Organ => doc.header.organ.as_ref().map(|organ| organ.name().to_owned()),
                Facet::Year => doc.header.adopted.map(|day| day.year().to_string()),
                Facet::Session => doc.header.session.clone(),
                Facet::Part => Some(doc.clause.part.as_str().to_owned()),
                Facet::Verb => doc.clause.verb.clone(),
            };
            *counts.entry(value).or_default() += 1;
        }
        let mut counts: Vec<(Option<String>, u64)> = counts.into_iter().collect();
        match facet {
            Facet::Year | Facet::Session => counts.sort_by_key(|(value, _)| value.as_deref().map(natural_key)),
            Facet::Organ | Facet::Part | Facet::Verb => counts.sort_by_key(|(_, count)| Reverse(*count)),
        }
        counts.sort_by_key(|(value, _)| value.is_none());
        counts
    }

    fn eval(&mut self, query: &Query, exact: bool, mode: Exactness) -> Vec<Met> {
        let inside_not = if mode == Exactness::Wanted { !exact } else { exact };
        match query {
            Query::All(operands) => self.all(operands, exact, mode),
            Query::Any(operands) => {
                let each: Vec<Vec<Met>> = operands.iter().map(|operand| self.eval(operand, exact, mode)).collect();
                let met = |at: usize| Met {
                    own: each.iter().filter_map(|met| met[at].own).reduce(f64::add),
                    wide: each.iter().filter_map(|met| met[at].wide).reduce(f64::add),
                };
                (0..self.docs.len()).map(met).collect()
            }
            Query::Not(inner) => {
                self.eval(inner, inside_not, mode).iter().map(|met| Met::selected(met.own.is_none())).collect()
            }
            Query::Field { field: Field::Title, text, .. } => {
                let operand = vec![(self.vocabulary.wanted(text), None)];
                let operands = self.sighted(&[operand], exact);
                let says = |&title: &usize| !stretches(&self.texts[title], &operands[0][0]).is_empty();
                self.docs.iter().map(|doc| Met::selected(doc.texts[2].iter().any(says))).collect()
            }
            Query::Field { field: Field::Verb, text, .. } => {
                let verbs = verbs(&mut self.vocabulary, &self.openers, text);
                let has = |doc: &Doc| doc.clause.verb.as_deref().is_some_and(|verb| verbs.contains(&fold(verb)));
                self.docs.iter().map(|doc| Met::selected(has(doc))).collect()
            }
            Query::Field { field, text, .. } => {
                self.docs.iter().map(|doc| Met::selected(has_value(doc, *field, text))).collect()
            }
            Query::Near { operands, links } => {
                let operands: Vec<Operand> = operands.iter().map(|operand| self.operand(operand, exact)).collect();
                self.said(&operands, links, &[])
            }
            Query::Word { .. } | Query::Fuzzy { .. } | Query::Phrase { .. } | Query::Symbol { .. } => {
                let operand = self.operand(query, exact);
                let symbols = if let Query::Symbol { symbols, .. } = query { symbols.as_slice() } else { &[] };
                self.said(&[operand], &[], symbols)
            }
        }
    }

    /// All operands are met, one of several that say something by what the clause itself says.
    fn all(&mut self, operands: &[Query], exact: bool, mode: Exactness) -> Vec<Met> {
        let each: Vec<Vec<Met>> = operands.iter().map(|operand| self.eval(operand, exact, mode)).collect();
        let nearness = self.nearness(operands, exact);
        let speakers: Vec<&Vec<Met>> =
            operands.iter().zip(&each).filter(|(operand, _)| !only_selects(operand)).map(|(_, met)| met).collect();
        let met = |at: usize| {
            if operands.is_empty() {
                return Met { own: None, wide: None };
            }
            let wide: Option<f64> = each.iter().map(|met| met[at].wide).sum();
            let own = match speakers.len() {
                0 | 1 => each.iter().map(|met| met[at].own).sum(),
                _ => wide.filter(|_| speakers.iter().any(|met| met[at].own.is_some())),
            };
            let with_nearness = |score: Option<f64>| score.map(|score| score + nearness[at]);
            Met { own: with_nearness(own), wide: with_nearness(wide) }
        };
        (0..self.docs.len()).map(met).collect()
    }

    /// What it is worth that the operands stand near each other, each to the next of those that are not too common.
    fn nearness(&mut self, operands: &[Query], exact: bool) -> Vec<f64> {
        let neighbours: Vec<(f64, Vec<BTreeSet<Stretch>>)> = operands
            .iter()
            .filter_map(|operand| self.places(operand, exact))
            .filter(|(rarity, _)| *rarity > std::f64::consts::LN_10)
            .collect();
        let mut nearness = vec![0.0; self.docs.len()];
        for pair in neighbours.windows(2) {
            for (at, doc) in self.docs.iter().enumerate() {
                let text = doc.texts[0][0];
                if let Some(between) = between(&pair[0].1[text], &pair[1].1[text]) {
                    let rarity = pair[0].0.min(pair[1].0);
                    nearness[at] += f64::from(Weights::default().proximity) * rarity / (between + 1) as f64;
                }
            }
        }
        nearness
    }

    /// How rare something with a place in texts is, and where it stands in each text; of alternatives, the commonest, and
    /// where any stands.
    fn places(&mut self, query: &Query, exact: bool) -> Option<(f64, Vec<BTreeSet<Stretch>>)> {
        let (operands, links): (Vec<Operand>, &[Link]) = match query {
            Query::All(_) | Query::Not(_) | Query::Field { .. } => return None,
            Query::Any(alternatives) => {
                let each: Option<Vec<_>> = alternatives.iter().map(|one| self.places(one, exact)).collect();
                let join = |(a, mut some): (f64, Vec<BTreeSet<Stretch>>),
                            (b, others): (f64, Vec<BTreeSet<Stretch>>)| {
                    some.iter_mut().zip(others).for_each(|(some, others)| some.extend(others));
                    (a.min(b), some)
                };
                return each?.into_iter().reduce(join);
            }
            Query::Near { operands, links } => {
                (operands.iter().map(|operand| self.operand(operand, exact)).collect(), links)
            }
            _ => (vec![self.operand(query, exact)], &[]),
        };
        let sighted = self.sighted(&operands, false);
        let places = self.texts.iter().map(|text| taking_part(text, &sighted, links).into_iter().flatten().collect());
        Some((self.fields[0].rarity(&sighted), places.collect()))
    }

    /// The alternatives of an operand.
    fn operand(&mut self, query: &Query, exact: bool) -> Operand {
        let (mut words, slop, exact) = match query {
            Query::Any(operands) => return operands.iter().flat_map(|operand| self.operand(operand, exact)).collect(),
            Query::Word { text, exact: own, .. } => (self.vocabulary.wanted(text), None, exact || *own),
            Query::Phrase { text, exact: own, slop, .. } => (self.vocabulary.wanted(text), *slop, exact || *own),
            Query::Fuzzy { text, distance, .. } => {
                let Wanted::Family(_, form) = self.vocabulary.wanted(text).remove(0) else { panic!("{text}") };
                (vec![Wanted::Fuzzy(form, usize::from(*distance))], None, exact)
            }
            Query::Symbol { text, symbols, .. } => {
                let number = self.vocabulary.wanted(symbols[0].number());
                (if number.len() > 1 { number } else { self.vocabulary.wanted(text) }, None, exact)
            }
            other => panic!("{other:?}"),
        };
        for word in &mut words {
            if let (true, Wanted::Family(_, form)) = (exact, &word) {
                *word = Wanted::Pattern(form.clone());
            }
        }
        vec![(words, slop)]
    }

    /// Operands with the words of the vocabulary they stand for; a word with wildcards or slips stands for some only.
    fn sighted(&self, operands: &[Operand], exact: bool) -> Vec<Vec<Piece>> {
        let frequency = |word: usize| self.fields[0].frequencies[word] + self.fields[TITLE].frequencies[word];
        let sighted = |wanted: &Wanted| {
            let mut table = self.vocabulary.table(wanted, exact);
            if let Wanted::Pattern(_) | Wanted::Fuzzy(..) = wanted {
                self.vocabulary.commonest(&mut table, MAX_FORMS, frequency);
            }
            (wanted.clone(), table)
        };
        let piece = |(words, slop): &(Vec<Wanted>, Option<u32>)| Piece {
            words: words.iter().map(sighted).collect(),
            slop: *slop,
        };
        operands.iter().map(|operand| operand.iter().map(piece).collect()).collect()
    }

    fn said(&self, operands: &[Operand], links: &[Link], symbols: &[Symbol]) -> Vec<Met> {
        let mut words = operands.iter().flatten().flat_map(|(words, _)| words);
        // Where every word is one of certain forms, there is no family to look for.
        let forced = words.all(|word| !matches!(word, Wanted::Family(..)));
        let Weights { exact, chapeau, title, symbol, saturation, length, .. } = Weights::default();
        let (saturation, length) = (f64::from(saturation), f64::from(length));
        let mut parts = vec![(0, forced, 1.0), (1, forced, chapeau), (TITLE, forced, title)];
        if !forced {
            parts.push((0, true, exact));
        }
        let read = |exact: bool| {
            let sighted = self.sighted(operands, exact);
            let numbers = |text| taking_part(text, &sighted, links).iter().map(BTreeSet::len).collect();
            let found: Vec<Vec<usize>> = self.texts.iter().map(numbers).collect();
            (sighted, found)
        };
        let readings = if forced { vec![read(true)] } else { vec![read(false), read(true)] };
        let reading = |exact: bool| &readings[usize::from(exact && !forced)];
        let times = |doc: &Doc, field: usize, exact: bool| {
            let (sighted, found) = reading(exact);
            let in_text = |text: usize, at: usize| found[text].get(at).copied().unwrap_or(0);
            let of_operand = |at: usize| doc.texts[field].iter().map(|&text| in_text(text, at)).sum::<usize>();
            let inside = (0..operands.len()).map(of_operand).min().unwrap_or(0);
            inside + if field == 0 { times_across(doc, sighted) } else { 0 }
        };
        let is_named = |doc: &Doc| doc.header.symbol.as_ref().is_some_and(|symbol| symbols.contains(symbol));
        let mut own: Vec<bool> = self.docs.iter().map(is_named).collect();
        let mut wide: Scores = own.iter().map(|named| named.then_some(f64::from(symbol))).collect();
        for (field, exact, weight) in parts {
            let numbers = &self.fields[field];
            let worth = f64::from(weight) * numbers.rarity(&reading(exact).0);
            for (at, doc) in self.docs.iter().enumerate() {
                let times = times(doc, field, exact) as f64;
                if times > 0.0 {
                    let norm = saturation * (1.0 - length + length * numbers.lengths[at] / numbers.average);
                    let score = worth * (saturation + 1.0) * times / (times + norm);
                    wide[at] = Some(wide[at].unwrap_or(0.0) + score);
                    own[at] |= field == 0;
                }
            }
        }
        own.into_iter().zip(wide).map(|(own, wide)| Met { own: wide.filter(|_| own), wide }).collect()
    }
}

/// What is read across the border between the chapeaux of a sub-paragraph and its text, without labels but the first.
fn across(vocabulary: &mut Vocabulary, clauses: &[Clause], above: &[usize], clause: &Clause) -> Option<(Text, usize)> {
    clause.label.as_ref()?;
    let (&first, others) = above.split_last()?;
    let mut before = vocabulary.read(&clauses[first].text);
    for &chapeau in others.iter().rev() {
        before.extend(vocabulary.read(clauses[chapeau].unlabelled()));
    }
    let mut read = before.split_off(before.len().saturating_sub(BORDER));
    let border = read.len();
    read.extend(vocabulary.read(clause.unlabelled()).into_iter().take(BORDER));
    Some((read, border))
}

/// How often a phrase, if that is all that is looked for, stands across the border.
fn times_across(doc: &Doc, operands: &[Vec<Piece>]) -> usize {
    let ([pieces], Some((text, border))) = (operands, &doc.across) else { return 0 };
    let [piece @ Piece { slop: None, .. }] = pieces.as_slice() else { return 0 };
    if piece.words.len() < 2 {
        return 0;
    }
    stretches(text, piece).iter().filter(|stretch| stretch.0 < *border && stretch.1 > *border).count()
}

fn only_selects(query: &Query) -> bool {
    match query {
        Query::All(operands) | Query::Any(operands) => operands.iter().all(only_selects),
        Query::Not(_) | Query::Field { .. } => true,
        _ => false,
    }
}

impl FieldNumbers {
    fn new(vocabulary: &Vocabulary, texts: &[Text], docs: &[Doc], field: usize) -> Self {
        let texts = |doc: &Doc| doc.texts[field].iter().map(|&text| &texts[text]).collect::<Vec<_>>();
        let length = |doc: &Doc| {
            let length: usize = texts(doc).iter().map(|text| text.len()).sum();
            f64::from(FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length as u32)))
        };
        let lengths: Vec<f64> = docs.iter().map(length).collect();
        // A title is counted once.
        let counts = |doc: &&Doc| field != TITLE || doc.key.1 == 0;
        let number = docs.iter().filter(counts).count() as f64;
        let average = docs.iter().filter(counts).map(length).sum::<f64>() / number;
        let frequencies = vocabulary.frequencies(docs.iter().filter(counts).map(texts));
        FieldNumbers { lengths, number, average, frequencies }
    }

    /// How rare the words are: all of them, of alternatives those of the commonest.
    fn rarity(&self, operands: &[Vec<Piece>]) -> f64 {
        let of_word = |(wanted, table): &(Wanted, Vec<bool>)| {
            let every = table.iter().zip(&self.frequencies);
            let frequency = every.filter(|(is_met, _)| **is_met).map(|(_, &times)| f64::from(times)).sum::<f64>();
            let frequency = frequency.min(self.number);
            match wanted {
                Wanted::AnyWord => 0.0,
                _ => (1.0 + (self.number - frequency + 0.5) / (frequency + 0.5)).ln(),
            }
        };
        let of_piece = |piece: &Piece| piece.words.iter().map(of_word).sum::<f64>();
        let of_operand = |pieces: &Vec<Piece>| pieces.iter().map(of_piece).fold(f64::INFINITY, f64::min);
        operands.iter().map(of_operand).sum()
    }
}
