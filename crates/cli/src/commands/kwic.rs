//! A concordance: the matches themselves below each other, for `alinea search --kwic`.

use super::hits::write_total;
use super::search::{SearchArguments, SearchFormat, SortOrder};
use crate::paint::{Paint, Style};
use crate::record::{LineRecord, csv_table, json_line};
use alinea_french::fold;
use alinea_index::Index;
use alinea_query::{Highlight, Hit, Options, Query, Results, search};
use anyhow::Result;
use std::io::Write;

/// Columns of a line where nothing tells how wide it may be.
const WIDTH: usize = 120;
/// References are cut after so many characters.
const REFERENCE: usize = 36;
/// So many characters on each side of a match are compared, and more than a line has room for: a text may hold matches
/// without number.
const CONTEXT: usize = 100;

/// A match in its clause.
struct Line<'h> {
    hit: &'h Hit,
    highlight: &'h Highlight,
}

impl<'h> Line<'h> {
    /// What stands before it.
    fn left(&self) -> &'h str {
        &self.hit.text[..self.highlight.from_byte]
    }

    /// What stands right before it.
    fn near_left(&self) -> &'h str {
        let left = self.left();
        &left[left.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at)..]
    }

    fn matched(&self) -> &'h str {
        &self.hit.text[self.highlight.from_byte..self.highlight.to_byte]
    }

    /// What stands right behind it.
    fn near_right(&self) -> &'h str {
        let right = self.right();
        &right[..right.char_indices().nth(CONTEXT).map_or(right.len(), |(at, _)| at)]
    }

    /// What stands behind it.
    fn right(&self) -> &'h str {
        &self.hit.text[self.highlight.to_byte..]
    }
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
    let results = loop {
        let results = search(index, query, &Options { limit: depth, offset: 0, ..options.clone() })?;
        // A clause found by a field alone has no match to show, and another has several.
        if lines(&results).count() >= last || results.hits.len() < depth {
            break results;
        }
        depth = depth.saturating_mul(4);
    };
    let mut lines: Vec<Line<'_>> = lines(&results).collect();
    match arguments.sort {
        SortOrder::Gauche => {
            lines.sort_by_cached_key(|line| (backwards(line.near_left()), folded(line.near_right())));
        }
        SortOrder::Droite => lines.sort_by_cached_key(|line| {
            (folded(line.matched()), folded(line.near_right()), backwards(line.near_left()))
        }),
        _ => {}
    }
    let shown: Vec<Line<'_>> = lines.into_iter().skip(arguments.offset).take(arguments.limit).collect();
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
                let [left, matched, right] = whole(line);
                let (rank, total) = (arguments.offset + at + 1, results.total);
                let (reference, exact) = (&line.hit.reference, line.highlight.exact);
                let record =
                    LineRecord { rank, total, reference, left: &left, matched: &matched, right: &right, exact };
                out.write_all(json_line(&record)?.as_bytes())?;
            }
        }
        SearchFormat::Csv => write_csv(out, arguments.offset, &shown)?,
    }
    Ok(results)
}

fn lines(results: &Results) -> impl Iterator<Item = Line<'_>> {
    results.hits.iter().flat_map(|hit| hit.highlights.iter().map(move |highlight| Line { hit, highlight }))
}

/// What stands before it, a match, and what stands behind it, each on one line.
fn whole(line: &Line<'_>) -> [String; 3] {
    [line.left(), line.matched(), line.right()].map(on_one_line)
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

/// The words, case and accents folded, in order or the last first, so that they are compared one by one.
fn folded(text: &str) -> String {
    words(&fold(text)).collect::<Vec<_>>().join("\0")
}

fn backwards(text: &str) -> String {
    words(&fold(text)).rev().collect::<Vec<_>>().join("\0")
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn write_text(out: &mut impl Write, paint: Paint, lines: &[Line<'_>]) -> Result<()> {
    let longest = lines.iter().map(|line| line.hit.reference.chars().count()).max().unwrap_or(0).min(REFERENCE);
    let room = paint.width().unwrap_or(WIDTH).saturating_sub(longest + 2);
    let before = room * 2 / 5;
    for line in lines {
        let reference = first(&line.hit.reference, longest);
        let left = last(&on_one_line(line.near_left()), before);
        let matched = first(&on_one_line(line.matched()), room - before);
        let right = first(&on_one_line(line.near_right()), room - before - matched.chars().count());
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

fn write_csv(out: &mut impl Write, offset: usize, lines: &[Line<'_>]) -> Result<()> {
    let columns = ["rank", "reference", "left", "match", "right", "exact"].map(str::to_owned).to_vec();
    let rows = lines.iter().enumerate().map(|(at, line)| {
        let [left, matched, right] = whole(line);
        vec![
            (offset + at + 1).to_string(),
            line.hit.reference.clone(),
            left,
            matched,
            right,
            line.highlight.exact.to_string(),
        ]
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
        assert_eq!(backwards("pour l’Égalité, la "), "la\0egalite\0l\0pour");
        assert!(folded("la paix") < folded("lac") && folded("la") < folded("la paix"));
        assert_eq!(on_one_line("la \n paix\u{a0}: "), "la paix : ");
    }
}
