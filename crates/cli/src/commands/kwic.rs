//! A concordance: the matches themselves below each other, for `alinea search --kwic`.

use super::hits::write_total;
use super::search::{SearchArguments, SearchFormat, SortOrder};
use crate::paint::{Paint, Style};
use crate::record::{LineRecord, csv_table, json_line};
use alinea_french::fold;
use alinea_index::Index;
use alinea_query::{Hit, Options, Query, Results, search};
use anyhow::Result;
use std::io::Write;

/// Columns of a line where nothing tells how wide it may be.
const WIDTH: usize = 120;
/// References are cut after so many characters.
const REFERENCE: usize = 36;

/// A match between what stands before and behind it in its clause.
struct Line {
    reference: String,
    left: String,
    matched: String,
    right: String,
    exact: bool,
}

/// Searches and writes a line for each match, as many and in the order as asked for; gives the results it is made of.
pub fn print(
    out: &mut impl Write,
    index: &Index,
    query: &Query,
    options: &Options,
    arguments: &SearchArguments,
) -> Result<Results> {
    let last = arguments.offset.saturating_add(arguments.limit);
    let by_context = matches!(arguments.sort, SortOrder::Gauche | SortOrder::Droite);
    let mut depth = if by_context { usize::MAX } else { last };
    let (results, mut lines) = loop {
        let results = search(index, query, &Options { limit: depth, offset: 0, ..options.clone() })?;
        let lines: Vec<Line> = results.hits.iter().flat_map(lines).collect();
        // A clause found by a field alone has no match to show, and another has several.
        if lines.len() >= last || results.hits.len() < depth {
            break (results, lines);
        }
        depth = depth.saturating_mul(4);
    };
    match arguments.sort {
        SortOrder::Gauche => lines.sort_by_cached_key(|line| (backwards(&line.left), folded(&line.right))),
        SortOrder::Droite => {
            lines.sort_by_cached_key(|line| (folded(&line.matched), folded(&line.right), backwards(&line.left)));
        }
        _ => {}
    }
    let shown: Vec<Line> = lines.into_iter().skip(arguments.offset).take(arguments.limit).collect();
    match arguments.format {
        SearchFormat::Text => {
            write_total(out, &results)?;
            if !shown.is_empty() {
                let first = arguments.offset + 1;
                write!(out, ", ici les occurrences {first} à {}", arguments.offset + shown.len())?;
            }
            writeln!(out, "\n")?;
            write_text(out, Paint::for_stdout(), &shown)?;
        }
        SearchFormat::Jsonl => {
            for (at, line) in shown.iter().enumerate() {
                out.write_all(json_line(&record(arguments.offset + at + 1, results.total, line))?.as_bytes())?;
            }
        }
        SearchFormat::Csv => write_csv(out, arguments.offset, &shown)?,
    }
    Ok(results)
}

fn lines(hit: &Hit) -> impl Iterator<Item = Line> + '_ {
    hit.highlights.iter().map(|highlight| Line {
        reference: hit.reference.clone(),
        left: on_one_line(&hit.text[..highlight.from_byte]),
        matched: on_one_line(&hit.text[highlight.from_byte..highlight.to_byte]),
        right: on_one_line(&hit.text[highlight.to_byte..]),
        exact: highlight.exact,
    })
}

/// White space as single spaces, kept at the ends: they tell whether a word goes on there.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

/// The words, case and accents folded, as they are compared.
fn folded(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn backwards(text: &str) -> Vec<String> {
    let mut words = folded(text);
    words.reverse();
    words
}

fn write_text(out: &mut impl Write, paint: Paint, lines: &[Line]) -> Result<()> {
    let longest = lines.iter().map(|line| line.reference.chars().count()).max().unwrap_or(0).min(REFERENCE);
    let room = paint.width().unwrap_or(WIDTH).saturating_sub(longest + 2);
    let before = room * 2 / 5;
    for line in lines {
        let reference = first(&line.reference, longest);
        let left = last(&line.left, before);
        let matched = first(&line.matched, room - before);
        let right = first(&line.right, room - before - matched.chars().count());
        let reference = paint.styled(&format!("{reference:longest$}"), Style::Strong);
        let left = paint.styled(&format!("{left:>before$}"), Style::Plain);
        let matched = paint.styled(&matched, Style::Match);
        writeln!(out, "{reference}  {left}{matched}{}", paint.styled(right.trim_end(), Style::Plain))?;
    }
    Ok(())
}

/// At most `room` characters from the beginning; `…` for what is cut off.
fn first(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    text.chars().take(room.saturating_sub(1)).chain((room > 0).then_some('…')).collect()
}

/// At most `room` characters to the end.
fn last(text: &str, room: usize) -> String {
    let reversed: String = text.chars().rev().collect();
    first(&reversed, room).chars().rev().collect()
}

fn record(rank: usize, total: u64, line: &Line) -> LineRecord<'_> {
    let Line { reference, left, matched, right, exact } = line;
    LineRecord { rank, total, reference, left, matched, right, exact: *exact }
}

fn write_csv(out: &mut impl Write, offset: usize, lines: &[Line]) -> Result<()> {
    let columns = ["rank", "reference", "left", "match", "right", "exact"].map(str::to_owned).to_vec();
    let rows = lines.iter().enumerate().map(|(at, line)| {
        let Line { reference, left, matched, right, exact } = line;
        let rank = (offset + at + 1).to_string();
        vec![rank, reference.clone(), left.clone(), matched.clone(), right.clone(), exact.to_string()]
    });
    csv_table(out, columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_where_they_are_farthest() {
        assert_eq!(first("la paix durable", 7), "la pai…");
        assert_eq!(last("la paix durable", 7), "…urable");
        assert_eq!(first("paix", 4), "paix");
        assert_eq!(first("paix", 0), "");
    }

    #[test]
    fn contexts_are_compared_word_by_word_from_the_match_on() {
        assert_eq!(backwards("pour l’Égalité, la "), ["la", "egalite", "l", "pour"]);
        assert_eq!(on_one_line("la \n paix\u{a0}: "), "la paix : ");
    }
}
