//! A search by reading every clause, written without the engine and without anything of the search but its trees.

use crate::common::{Filed, OPENERS};
use alinea_french::{Analyzer, fold};
use alinea_index::order_key;
use alinea_model::{Header, Symbol, roman_value};
use alinea_query::{Field, Link, Query};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::fieldnorm::FieldNormReader;

/// The weights of `resolve`: an exact form, a chapeau, a title beside the text; the clauses of a resolution by symbol.
const EXACT: f64 = 1.0;
const CHAPEAU: f64 = 0.4;
const TITLE: f64 = 0.2;
const SYMBOL: f64 = 1.0;
/// Words on each side of the border that are read across it.
const BORDER: usize = 64;

/// Stem and exact form of each word.
type Tokens = Vec<(String, String)>;

/// What a word must be.
#[derive(Clone, PartialEq)]
enum Wanted {
    Family(String, String),
    Pattern(String),
    Fuzzy(String, usize),
    AnyWord,
}

/// Alternatives of words one behind the other, or in any order with so many others among them.
type Operand = Vec<(Vec<Wanted>, Option<u32>)>;

/// Which words are exact: those typed so, all, or all but the negated ones.
#[derive(Clone, Copy, PartialEq)]
pub enum Exactness {
    AsTyped,
    All,
    Wanted,
}

/// A clause as the scan sees it.
struct Doc {
    key: (String, usize),
    header: Header,
    file: String,
    part: &'static str,
    verb: String,
    /// Text, chapeaux, title: the texts of each, which nothing crosses.
    texts: [Vec<Tokens>; 3],
    /// What is read before the text, and how many words of it the label takes.
    before: Option<(Tokens, usize)>,
}

pub struct Scan {
    docs: Vec<Doc>,
    analyzer: Analyzer,
}

/// Scores by place among the documents.
type Scores = BTreeMap<usize, f64>;

fn tokens(analyzer: &mut Analyzer, text: &str) -> Tokens {
    let mut tokens = Vec::new();
    analyzer.analyze(text, |token| tokens.push((token.stem.to_owned(), token.exact.to_owned())));
    tokens
}

fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.first() {
        None => word.is_empty(),
        Some(b'*') => (0..=word.len()).any(|at| fits(&pattern[1..], &word[at..])),
        Some(b'?') => !word.is_empty() && fits(&pattern[1..], &word[1..]),
        Some(letter) => word.first() == Some(letter) && fits(&pattern[1..], &word[1..]),
    }
}

/// True when at most `most` letters are wrong, missing, too many or swapped.
fn is_near(a: &[u8], b: &[u8], most: usize) -> bool {
    let (Some((last_a, a_rest)), Some((last_b, b_rest))) = (a.split_last(), b.split_last()) else {
        return a.len() + b.len() <= most;
    };
    if last_a == last_b {
        return is_near(a_rest, b_rest, most);
    }
    let swapped = a_rest.last() == Some(last_b) && b_rest.last() == Some(last_a);
    most > 0
        && (is_near(a_rest, b_rest, most - 1)
            || is_near(a_rest, b, most - 1)
            || is_near(a, b_rest, most - 1)
            || swapped && is_near(&a_rest[..a_rest.len() - 1], &b_rest[..b_rest.len() - 1], most - 1))
}

fn meets(token: &(String, String), wanted: &Wanted, exact: bool) -> bool {
    match wanted {
        Wanted::Family(stem, form) => {
            if exact {
                token.1 == *form
            } else {
                token.0 == *stem
            }
        }
        Wanted::Pattern(pattern) => fits(pattern.as_bytes(), token.1.as_bytes()),
        Wanted::Fuzzy(form, most) => is_near(form.as_bytes(), token.1.as_bytes(), *most),
        Wanted::AnyWord => true,
    }
}

/// Where a piece stands in a text: first word, and behind the last.
fn stretches(tokens: &[(String, String)], words: &[Wanted], slop: Option<u32>, exact: bool) -> Vec<(usize, usize)> {
    let Some(slop) = slop else {
        let stands = |&at: &usize| words.iter().enumerate().all(|(i, word)| meets(&tokens[at + i], word, exact));
        let last = (tokens.len() + 1).saturating_sub(words.len());
        return (0..last).filter(stands).map(|at| (at, at + words.len())).collect();
    };
    let words: Vec<&Wanted> = words.iter().filter(|word| **word != Wanted::AnyWord).collect();
    let holds = |from: usize, to: usize| {
        words.iter().all(|word| {
            let wanted = words.iter().filter(|other| *other == word).count();
            tokens[from..to].iter().filter(|token| meets(token, word, exact)).count() >= wanted
        })
    };
    let mut windows = Vec::new();
    for from in 0..tokens.len() {
        for to in from + 1..=tokens.len().min(from + words.len() + slop as usize) {
            if holds(from, to) && !holds(from + 1, to) && !holds(from, to - 1) {
                windows.push((from, to));
            }
        }
    }
    windows
}

/// Of each operand, how many of its stretches take part in a chain of stretches each near the next.
fn taking_part(tokens: &[(String, String)], operands: &[Operand], links: &[Link], exact: bool) -> Vec<usize> {
    let found: Vec<Vec<(usize, usize)>> = operands
        .iter()
        .map(|alternatives| {
            let all = alternatives.iter().flat_map(|(words, slop)| stretches(tokens, words, *slop, exact));
            all.collect::<BTreeSet<_>>().into_iter().collect()
        })
        .collect();
    let mut part = vec![BTreeSet::new(); operands.len()];
    let mut chains: Vec<Vec<(usize, usize)>> = found.first().into_iter().flatten().map(|first| vec![*first]).collect();
    for (link, next) in links.iter().zip(&found[1..]) {
        let near = |a: (usize, usize), b: (usize, usize)| b.0 >= a.1 && b.0 - a.1 <= link.distance as usize;
        chains = chains
            .iter()
            .flat_map(|chain| next.iter().map(move |stretch| [chain.as_slice(), &[*stretch]].concat()))
            .filter(|chain| {
                let (a, b) = (chain[chain.len() - 2], chain[chain.len() - 1]);
                near(a, b) || !link.ordered && near(b, a)
            })
            .collect();
    }
    for chain in &chains {
        for (stretch, part) in chain.iter().zip(&mut part) {
            part.insert(*stretch);
        }
    }
    part.iter().map(BTreeSet::len).collect()
}

impl Scan {
    pub fn new(filed: &[Filed]) -> Self {
        let mut analyzer = Analyzer::new();
        let mut docs = Vec::new();
        for Filed { file, resolution } in filed {
            let symbol = resolution.header.symbol.as_ref().map(Symbol::as_str);
            let name = file.trim_start_matches("/textes/").trim_end_matches(".txt");
            for (place, clause) in resolution.clauses.iter().enumerate() {
                let mut above = Vec::new();
                let mut at = clause.chapeau;
                while let Some(chapeau) = at {
                    above.push(&resolution.clauses[chapeau]);
                    at = resolution.clauses[chapeau].chapeau;
                }
                let mut label = |clause: &alinea_model::Clause| {
                    let whole = tokens(&mut analyzer, &clause.text).len();
                    whole - tokens(&mut analyzer, clause.unlabelled()).len()
                };
                let own_label = label(clause);
                let labels: Vec<usize> = above.iter().rev().map(|clause| label(clause)).collect();
                let mut before = Tokens::new();
                for (nth, chapeau) in above.iter().rev().enumerate() {
                    let skipped = if nth > 0 { labels[nth] } else { 0 };
                    before.extend(tokens(&mut analyzer, &chapeau.text).into_iter().skip(skipped));
                }
                let chapeaux = above.iter().map(|clause| tokens(&mut analyzer, &clause.text)).collect();
                let title = resolution.header.title.iter().map(|title| tokens(&mut analyzer, title)).collect();
                docs.push(Doc {
                    key: (order_key(symbol, name, file, 0), place),
                    header: resolution.header.clone(),
                    file: name.to_owned(),
                    part: clause.part.as_str(),
                    verb: clause.verb.clone().unwrap_or_default(),
                    texts: [vec![tokens(&mut analyzer, &clause.text)], chapeaux, title],
                    before: (!above.is_empty() && clause.label.is_some()).then_some((before, own_label)),
                });
            }
        }
        Scan { docs, analyzer }
    }

    /// Score by key of all clauses that match.
    pub fn search(&mut self, query: &Query, exactness: Exactness) -> BTreeMap<(String, usize), f64> {
        let scores = self.eval(query, false, exactness != Exactness::AsTyped, exactness);
        scores.into_iter().map(|(at, score)| (self.docs[at].key.clone(), score)).collect()
    }

    fn eval(&mut self, query: &Query, wide: bool, exact: bool, mode: Exactness) -> Scores {
        let inside_not = if mode == Exactness::Wanted { !exact } else { exact };
        let every = |scan: &Scan| (0..scan.docs.len()).map(|at| (at, 0.0)).collect::<Scores>();
        match query {
            Query::All(operands) if operands.is_empty() => Scores::new(),
            Query::All(operands) => {
                let speakers: Vec<&Query> = operands.iter().filter(|operand| !only_selects(operand)).collect();
                let own = !wide && speakers.len() > 1;
                let mut scores = every(self);
                for operand in operands {
                    if let Query::Not(inner) = operand {
                        let without = self.eval(inner, false, inside_not, mode);
                        scores.retain(|at, _| !without.contains_key(at));
                    } else {
                        let with = self.eval(operand, wide || own, exact, mode);
                        scores.retain(|at, _| with.contains_key(at));
                        scores.iter_mut().for_each(|(at, score)| *score += with[at]);
                    }
                }
                if own {
                    let met: Vec<Scores> =
                        speakers.iter().map(|speaker| self.eval(speaker, false, exact, mode)).collect();
                    scores.retain(|at, _| met.iter().any(|met| met.contains_key(at)));
                }
                scores
            }
            Query::Any(operands) => {
                let mut scores = Scores::new();
                for operand in operands {
                    for (at, score) in self.eval(operand, wide, exact, mode) {
                        *scores.entry(at).or_default() += score;
                    }
                }
                scores
            }
            Query::Not(inner) => {
                let without = self.eval(inner, false, inside_not, mode);
                every(self).into_iter().filter(|(at, _)| !without.contains_key(at)).collect()
            }
            Query::Field { field, text, .. } => {
                let wanted = self.words(text);
                let is_one = |doc: &Doc| match field {
                    Field::Title => doc.texts[2].iter().any(|title| !stretches(title, &wanted, None, exact).is_empty()),
                    field => has_value(doc, *field, text),
                };
                (0..self.docs.len()).filter(|&at| is_one(&self.docs[at])).map(|at| (at, 0.0)).collect()
            }
            Query::Near { operands, links } => {
                let (operands, forced): (Vec<Operand>, Vec<bool>) =
                    operands.iter().map(|operand| self.operand(operand, exact)).unzip();
                self.said(&operands, links, &[], forced.iter().all(|&forced| forced), wide)
            }
            Query::Word { .. } | Query::Fuzzy { .. } | Query::Phrase { .. } | Query::Symbol { .. } => {
                let (operand, forced) = self.operand(query, exact);
                let symbols = if let Query::Symbol { symbols, .. } = query { symbols.as_slice() } else { &[] };
                self.said(&[operand], &[], symbols, forced, wide)
            }
        }
    }

    /// The words of a text, its wildcards between spaces.
    fn words(&mut self, text: &str) -> Vec<Wanted> {
        let mut words = Vec::new();
        for piece in text.split(' ') {
            if piece == "*" {
                words.push(Wanted::AnyWord);
            } else if piece.contains(['*', '?']) {
                words.push(Wanted::Pattern(fold(piece)));
            } else {
                let plain = tokens(&mut self.analyzer, piece);
                words.extend(plain.into_iter().map(|(stem, exact)| Wanted::Family(stem, exact)));
            }
        }
        // At the ends, any word is no word.
        while words.last() == Some(&Wanted::AnyWord) {
            words.pop();
        }
        let begin = words.iter().position(|word| *word != Wanted::AnyWord).unwrap_or(0);
        words.split_off(begin)
    }

    /// The alternatives of an operand, and whether all its words are taken exactly.
    fn operand(&mut self, query: &Query, exact: bool) -> (Operand, bool) {
        let (mut words, slop, exact) = match query {
            Query::Any(operands) => {
                let (alternatives, forced): (Vec<Operand>, Vec<bool>) =
                    operands.iter().map(|operand| self.operand(operand, exact)).unzip();
                return (alternatives.concat(), forced.iter().all(|&forced| forced));
            }
            Query::Word { text, exact: own, .. } => (self.words(text), None, exact || *own),
            Query::Phrase { text, exact: own, slop, .. } => (self.words(text), *slop, exact || *own),
            Query::Fuzzy { text, distance, .. } => {
                let Wanted::Family(_, form) = self.words(text).remove(0) else { panic!("{text}") };
                (vec![Wanted::Fuzzy(form, usize::from(*distance))], None, exact)
            }
            Query::Symbol { symbols, .. } => {
                let number = symbols[0].as_str().split_once("/RES/").unwrap().1.to_owned();
                (self.words(&number), None, exact)
            }
            other => panic!("{other:?}"),
        };
        if exact {
            for word in &mut words {
                if let Wanted::Family(_, form) = word {
                    *word = Wanted::Pattern(form.clone());
                }
            }
        }
        let forced = words.iter().all(|word| !matches!(word, Wanted::Family(..)));
        (vec![(words, slop)], forced)
    }

    fn said(&self, operands: &[Operand], links: &[Link], symbols: &[Symbol], exact: bool, wide: bool) -> Scores {
        let one_phrase =
            matches!(operands, [alternatives] if matches!(alternatives.as_slice(), [(words, None)] if words.len() > 1));
        let across = |doc: &Doc, exact| match &doc.before {
            Some((before, label)) if one_phrase => {
                let before = &before[before.len().saturating_sub(BORDER)..];
                let own = &doc.texts[0][0][*label..];
                let joined = [before, &own[..own.len().min(BORDER)]].concat();
                let found = stretches(&joined, &operands[0][0].0, None, exact);
                found.iter().filter(|stretch| stretch.0 < before.len() && stretch.1 > before.len()).count()
            }
            _ => 0,
        };
        let times = |doc: &Doc, field: usize, exact| {
            let mut sums = vec![0; operands.len()];
            for text in &doc.texts[field] {
                let part = taking_part(text, operands, links, exact);
                sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
            }
            sums.into_iter().min().unwrap_or(0) + if field == 0 { across(doc, exact) } else { 0 }
        };
        let mut parts = vec![(0, exact, 1.0), (1, exact, CHAPEAU), (2, exact, TITLE)];
        if !exact {
            parts.push((0, true, EXACT));
        }
        let worth: Vec<f64> = parts.iter().map(|&(field, exact, _)| self.rarity(operands, field, exact)).collect();
        let averages: Vec<f64> = parts.iter().map(|&(field, ..)| self.average(field)).collect();
        let mut scores = Scores::new();
        for (at, doc) in self.docs.iter().enumerate() {
            let found: Vec<usize> = parts.iter().map(|&(field, exact, _)| times(doc, field, exact)).collect();
            let named = doc.header.symbol.as_ref().is_some_and(|symbol| symbols.contains(symbol));
            if found[0] == 0 && !named && !(wide && found[1] + found[2] > 0) {
                continue;
            }
            let mut score = if named { SYMBOL } else { 0.0 };
            for (i, &(field, _, weight)) in parts.iter().enumerate() {
                let times = found[i] as f64;
                let norm = 1.2 * (0.25 + 0.75 * length(doc, field) / averages[i]);
                score += if times == 0.0 { 0.0 } else { weight * worth[i] * 2.2 * times / (times + norm) };
            }
            scores.insert(at, score);
        }
        scores
    }

    fn average(&self, field: usize) -> f64 {
        self.docs.iter().map(|doc| length(doc, field)).sum::<f64>() / self.docs.len() as f64
    }

    /// How rare the words are in a field: all of them, of alternatives those of the commonest.
    fn rarity(&self, operands: &[Operand], field: usize, exact: bool) -> f64 {
        let number = self.docs.len() as f64;
        let of_form = |is_met: &dyn Fn(&(String, String)) -> bool| {
            self.docs.iter().filter(|doc| doc.texts[field].iter().flatten().any(is_met)).count() as f64
        };
        let of_word = |word: &Wanted| {
            let frequency = match word {
                Wanted::AnyWord => return 0.0,
                Wanted::Family(..) => of_form(&|token| meets(token, word, exact)),
                _ => {
                    let every = self.docs.iter().flat_map(|doc| doc.texts[field].iter().flatten());
                    let forms: BTreeSet<&String> =
                        every.filter(|token| meets(token, word, exact)).map(|token| &token.1).collect();
                    forms.iter().map(|form| of_form(&|token| token.1 == **form)).sum::<f64>().min(number)
                }
            };
            (1.0 + (number - frequency + 0.5) / (frequency + 0.5)).ln()
        };
        let of_piece = |words: &Vec<Wanted>| words.iter().map(of_word).sum::<f64>();
        let of_operand =
            |operand: &Operand| operand.iter().map(|(words, _)| of_piece(words)).fold(f64::INFINITY, f64::min);
        operands.iter().map(of_operand).sum()
    }
}

fn length(doc: &Doc, field: usize) -> f64 {
    let length: usize = doc.texts[field].iter().map(Vec::len).sum();
    f64::from(FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length as u32)))
}

fn only_selects(query: &Query) -> bool {
    match query {
        Query::All(operands) | Query::Any(operands) => operands.iter().all(only_selects),
        Query::Not(_) | Query::Field { .. } => true,
        _ => false,
    }
}

/// Whether a clause has a value of [`crate::oracle::FIELDS`].
fn has_value(doc: &Doc, field: Field, text: &str) -> bool {
    let header = &doc.header;
    let organ = header.organ.as_ref().map_or("", |organ| organ.name());
    let session =
        || header.session.as_ref().and_then(|session| session.parse::<u32>().ok().or_else(|| roman_value(session)));
    let day = header.adopted.map(|day| day.to_string()).unwrap_or_default();
    let symbol = header.symbol.as_ref().map_or("", Symbol::as_str);
    match (field, text) {
        (Field::Organ, "AG") => organ == "Assemblée générale",
        (Field::Organ, "conseil*") => organ.starts_with("Conseil"),
        (Field::Session, "3..6") => session().is_some_and(|session| (3..=6).contains(&session)),
        (Field::Session, "66") => session() == Some(66),
        (Field::Date, "2010-03..2011") => !day.is_empty() && day.as_str() >= "2010-03" && day.as_str() < "2012",
        (Field::Date, "<2010") => !day.is_empty() && day.as_str() < "2010",
        (Field::Year, "2010") => day.starts_with("2010"),
        (Field::Symbol, "66/122") => symbol.ends_with("/66/122"),
        (Field::Symbol, "A/RES/*") => symbol.starts_with("A/RES/"),
        (Field::Part, "dispositif") => doc.part == "operative",
        (Field::File, "1*") => doc.file.starts_with('1'),
        (Field::Verb, typed) => {
            let verb = OPENERS[["prendre", "priant", "sait", "inquiéter", "félicité"]
                .iter()
                .position(|form| *form == typed)
                .unwrap_or_else(|| panic!("{typed}"))]
            .1;
            doc.verb == verb
        }
        other => panic!("{other:?}"),
    }
}
