//! One document against its gold.

use crate::gold::{GoldClause, GoldDocument, GoldResolution};
use crate::tally::{ErrorKind, Score, ScoreError};
use crate::{Alignment, align, fold};
use alinea_model::{Clause, Header, Part, Resolution, Symbol};
use alinea_segment::Document;

/// Scores what segmentation made of a file.
pub fn score(gold: &GoldDocument, document: &Document) -> Score {
    let mut scorer = Scorer { file: &gold.file, score: Score::default() };
    let mut taken = vec![false; document.resolutions.len()];
    for expected in &gold.resolutions {
        let symbol = canonical(expected.symbol.as_deref());
        let at = (0..taken.len()).find(|&at| !taken[at] && printed(&document.resolutions[at].header) == symbol);
        let empty = Resolution::default();
        let ours = at.map_or(&empty, |at| &document.resolutions[at]);
        if let Some(at) = at {
            taken[at] = true;
        }
        scorer.resolution(expected, ours, at.is_some());
    }
    for (ours, _) in document.resolutions.iter().zip(taken).filter(|(_, taken)| !taken) {
        let clauses = body(ours);
        let place = printed(&ours.header).unwrap_or_else(|| "(no symbol)".to_owned());
        scorer.score.clauses.ours += clauses.len() as u32;
        for clause in clauses {
            scorer.error(ErrorKind::Extra, format!("{place}: resolution not in the gold"), "", clause);
        }
    }
    scorer.score
}

struct Scorer<'a> {
    file: &'a str,
    score: Score,
}

impl Scorer<'_> {
    fn resolution(&mut self, gold: &GoldResolution, ours: &Resolution, found: bool) {
        let symbol = gold.symbol.as_deref().unwrap_or("(no symbol)");
        self.header(gold, ours, found);
        self.annexes(gold, ours);
        let clauses = body(ours);
        let alignment = align(&gold.clauses, &clauses);
        self.score.clauses.gold += gold.clauses.len() as u32;
        self.score.clauses.ours += clauses.len() as u32;
        for &(row, column) in &alignment.pairs {
            self.pair(symbol, gold, &clauses, &alignment, row, column);
        }
        for &row in &alignment.gold_alone {
            self.missing(symbol, &gold.clauses[row], &clauses);
        }
        for &column in &alignment.ours_alone {
            let split = split_of(gold, &clauses, &alignment, column).is_some();
            let kind = if split { ErrorKind::Split } else { ErrorKind::Extra };
            self.error(kind, place_of(symbol, clauses[column]), "", clauses[column]);
        }
    }

    /// A clause of the gold that has a partner: all five points must agree.
    fn pair(
        &mut self,
        symbol: &str,
        gold: &GoldResolution,
        clauses: &[&Clause],
        alignment: &Alignment,
        row: usize,
        column: usize,
    ) {
        let (expected, ours) = (&gold.clauses[row], clauses[column]);
        let place = place(symbol, expected);
        let text = fold(&ours.text);
        let start = text.starts_with(&fold(&expected.start));
        let end = text.ends_with(&fold(&expected.end));
        let same = |a: &Option<String>, b: &Option<String>| a.as_deref().map(fold) == b.as_deref().map(fold);
        let points = [
            (ErrorKind::Start, start, expected.start.clone(), ours.text.clone()),
            (ErrorKind::End, end, expected.end.clone(), ours.text.clone()),
            (ErrorKind::Part, expected.part == ours.part.as_str(), expected.part.clone(), ours.part.as_str().into()),
            (
                ErrorKind::Section,
                same(&expected.section, &ours.section),
                shown(&expected.section),
                shown(&ours.section),
            ),
            (ErrorKind::Label, same(&expected.label, &ours.label), shown(&expected.label), shown(&ours.label)),
        ];
        self.score.clauses.right += u32::from(points.iter().all(|(_, right, ..)| *right));
        // An end that is wrong because the clause was cut, or swallowed the next one, is listed as that alone.
        let explained =
            alignment.ours_alone.iter().any(|&alone| split_of(gold, clauses, alignment, alone) == Some(row))
                || alignment.gold_alone.iter().any(|&alone| text.contains(&fold(&gold.clauses[alone].start)));
        for (kind, right, gold_text, our_text) in points {
            if right || explained && matches!(kind, ErrorKind::Start | ErrorKind::End) {
                continue;
            }
            let our_text = if kind == ErrorKind::End { tail(&our_text) } else { head(&our_text) };
            self.list(kind, place.clone(), gold_text, our_text, ours.lines.0);
        }
        for join in &expected.joins {
            let repaired = text.contains(&fold(join));
            self.score.joins.count(repaired);
            if !repaired {
                let at = join.split(" | ").next().and_then(|before| find_folded(&ours.text, before));
                let seen = at.map_or_else(|| head(&ours.text), |at| head(&ours.text[at..]));
                self.list(ErrorKind::Join, place.clone(), join.clone(), seen, ours.lines.0);
            }
        }
        let right = same(&expected.opener, &ours.opener);
        self.score.openers.count(right, expected.opener.is_some());
        if !right {
            self.list(ErrorKind::Opener, place, shown(&expected.opener), shown(&ours.opener), ours.lines.0);
        }
    }

    /// A clause of the gold without partner.
    fn missing(&mut self, symbol: &str, expected: &GoldClause, clauses: &[&Clause]) {
        let start = fold(&expected.start);
        let host = clauses.iter().find(|clause| fold(&clause.text).contains(&start));
        let gold = format!("{} … {}", expected.start, expected.end);
        match host {
            Some(host) => self.list(ErrorKind::Merged, place(symbol, expected), gold, head(&host.text), host.lines.0),
            None => self.list(ErrorKind::Missing, place(symbol, expected), gold, String::new(), 0),
        }
        for join in &expected.joins {
            // A cut repaired inside a clause that swallowed this one is repaired all the same.
            self.score.joins.count(host.is_some_and(|host| fold(&host.text).contains(&fold(join))));
        }
        self.score.openers.count(false, expected.opener.is_some());
    }

    fn header(&mut self, gold: &GoldResolution, ours: &Resolution, found: bool) {
        let header = &ours.header;
        let text = |value: &Option<String>| value.as_deref().map(fold);
        let number = |value: Option<u32>| value.map(|n| n.to_string());
        let footnotes = Some(ours.footnotes.len() as u32).filter(|&n| n > 0);
        let fields: [(&'static str, Option<String>, Option<String>); 10] = [
            ("symbol", canonical(gold.symbol.as_deref()), printed(header)),
            ("organ", text(&gold.organ), header.organ.as_ref().map(|organ| fold(organ.name()))),
            ("session", text(&gold.session), text(&header.session)),
            ("title", text(&gold.title), text(&header.title)),
            ("adopted", gold.adopted.clone(), header.adopted.map(|date| date.to_string())),
            ("issued", gold.issued.clone(), header.issued.map(|date| date.to_string())),
            ("agenda", text(&gold.agenda), text(&header.agenda)),
            ("provenance", text(&gold.provenance), text(&header.provenance)),
            ("meeting", number(gold.meeting), number(header.meeting)),
            ("footnotes", number(Some(gold.footnotes).filter(|&n| n > 0)), number(footnotes)),
        ];
        for (name, expected, seen) in fields {
            let right = found && expected == seen;
            self.score.header.entry(name).or_default().count(right, expected.is_some());
            if !right && (found || name == "symbol") {
                let place = format!("{}: {name}", gold.symbol.as_deref().unwrap_or("(no symbol)"));
                let (expected, seen) = (readable(name, gold, expected), seen_header(name, header, seen));
                self.list(ErrorKind::Header, place, expected, seen, 0);
            }
        }
    }

    /// Annexes are compared in their order, by number of paragraphs only: the gold does not list them.
    fn annexes(&mut self, gold: &GoldResolution, ours: &Resolution) {
        let mut counts: Vec<(String, u32)> = Vec::new();
        for clause in ours.clauses.iter().filter(|clause| clause.part == Part::Annex) {
            let title = clause.annex.clone().unwrap_or_default();
            match counts.last_mut().filter(|(last, _)| *last == title) {
                Some((_, count)) => *count += 1,
                None => counts.push((title, 1)),
            }
        }
        for at in 0..gold.annexes.len().max(counts.len()) {
            let expected = gold.annexes.get(at).map(|annex| (annex.title.clone(), annex.paragraphs));
            let seen = counts.get(at).cloned();
            let right = expected.as_ref().map(|(_, count)| count) == seen.as_ref().map(|(_, count)| count);
            self.score.annexes.count(right);
            if !right {
                let say = |annex: Option<(String, u32)>| {
                    annex.map_or_else(String::new, |(title, count)| format!("{count} paragraphs in {title}"))
                };
                let place = gold.symbol.clone().unwrap_or_default();
                self.list(ErrorKind::Annex, place, say(expected), say(seen), 0);
            }
        }
    }

    fn error(&mut self, kind: ErrorKind, place: String, gold: &str, ours: &Clause) {
        self.list(kind, place, gold.to_owned(), head(&ours.text), ours.lines.0);
    }

    fn list(&mut self, kind: ErrorKind, place: String, gold: String, ours: String, line: u32) {
        self.score.errors.push(ScoreError { file: self.file.to_owned(), place, kind, gold, ours, line });
    }
}

/// Our clauses that the gold lists one by one: all but those of annexes.
fn body(resolution: &Resolution) -> Vec<&Clause> {
    resolution.clauses.iter().filter(|clause| clause.part != Part::Annex).collect()
}

/// The clause of the gold that our clause `column`, which has no partner, is the rest of: the one paired last before it,
/// when what was paired with it stops short and its end stands in `column` or soon after.
fn split_of(gold: &GoldResolution, clauses: &[&Clause], alignment: &Alignment, column: usize) -> Option<usize> {
    let &(row, paired) = alignment.pairs.iter().rev().find(|(_, paired)| *paired < column)?;
    let ends = |clause: &&Clause| fold(&clause.text).ends_with(&fold(&gold.clauses[row].end));
    (!ends(&clauses[paired]) && clauses[column..].iter().take(3).any(ends)).then_some(row)
}

fn canonical(symbol: Option<&str>) -> Option<String> {
    symbol.map(|symbol| Symbol::parse(symbol).map_or_else(|| symbol.to_owned(), |symbol| symbol.as_str().to_owned()))
}

fn printed(header: &Header) -> Option<String> {
    header.symbol.as_ref().map(|symbol| symbol.as_str().to_owned())
}

fn place(symbol: &str, clause: &GoldClause) -> String {
    format!("{symbol} {} {}", clause.part, clause.label.as_deref().unwrap_or("-"))
}

fn place_of(symbol: &str, clause: &Clause) -> String {
    format!("{symbol} {} {}", clause.part.as_str(), clause.label.as_deref().unwrap_or("-"))
}

fn shown(value: &Option<String>) -> String {
    value.clone().unwrap_or_else(|| "(none)".to_owned())
}

/// The value as the gold prints it, for the list of errors: the folded form is hard to read.
fn readable(name: &str, gold: &GoldResolution, folded: Option<String>) -> String {
    let value = match name {
        "title" => gold.title.clone(),
        "provenance" => gold.provenance.clone(),
        "agenda" => gold.agenda.clone(),
        "organ" => gold.organ.clone(),
        _ => folded,
    };
    shown(&value)
}

fn seen_header(name: &str, header: &Header, folded: Option<String>) -> String {
    let value = match name {
        "title" => header.title.clone(),
        "provenance" => header.provenance.clone(),
        "agenda" => header.agenda.clone(),
        "organ" => header.organ.as_ref().map(|organ| organ.name().to_owned()),
        _ => folded,
    };
    shown(&value)
}

const SHORT: usize = 90;

fn head(text: &str) -> String {
    let short: String = text.chars().take(SHORT).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHORT {
        text.to_owned()
    } else {
        format!("…{}", text.chars().skip(count - SHORT).collect::<String>())
    }
}

/// Where in `text` the words `needle` stand, compared folded.
fn find_folded(text: &str, needle: &str) -> Option<usize> {
    let needle = fold(needle);
    text.char_indices().map(|(at, _)| at).find(|&at| fold(&text[at..]).starts_with(&needle))
}
