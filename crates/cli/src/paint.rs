//! Lines on a terminal: width, wrapping, bold and colour.

use crate::visible::visible;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;

/// Text wider than this is tiring to read, however wide the terminal.
const WIDEST: usize = 110;
/// Text narrower than this is not worth wrapping.
const NARROWEST: usize = 20;

/// How to write text: with colour or without, wrapped to a width or not at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    colour: bool,
    width: Option<usize>,
}

/// What a stretch of text is, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// What a line is about: a reference, a name.
    Strong,
    /// A matched occurrence.
    Match,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Strong => "\x1b[1m",
            Style::Match => "\x1b[1;31m",
        }
    }
}

impl Paint {
    /// For standard output: colour on a terminal only and never with `NO_COLOR`; wrapped to the terminal's width, or to
    /// `COLUMNS` where that is set. Without either a clause stays on one line, as other programs like to read it.
    pub fn for_stdout() -> Paint {
        let terminal = io::stdout().is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let columns = std::env::var("COLUMNS").ok().and_then(|value| value.parse::<usize>().ok());
        let width = if terminal {
            terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).or(columns)
        } else {
            columns
        };
        Paint { colour: terminal && !no_colour, width: width.map(|width| width.clamp(NARROWEST, WIDEST)) }
    }

    /// Columns of a line; `None` where lines may be of any length.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// `text` in `style`, on one line, with nothing in it that steers the terminal.
    pub fn styled(&self, text: &str, style: Style) -> String {
        let text = visible(text);
        if self.colour && style != Style::Plain { format!("{}{text}\x1b[0m", style.code()) } else { text.into_owned() }
    }

    /// Writes `text` as a paragraph set in by `indent` columns, the first line after `lead`, the byte ranges `marked`,
    /// which rise and lie apart, in the style of matches. White space of the source, line ends included, only separates words.
    pub fn paragraph(
        &self,
        out: &mut impl Write,
        lead: &str,
        indent: usize,
        text: &str,
        marked: &[Range<usize>],
    ) -> io::Result<()> {
        let room = self.width.map_or(usize::MAX, |width| width.saturating_sub(indent).max(NARROWEST));
        let words: Vec<(usize, &str)> = words(text).collect();
        let (mut used, mut marked) = (0, marked);
        for (index, &(at, word)) in words.iter().enumerate() {
            marked = &marked[marked.iter().take_while(|range| range.end <= at).count()..];
            let held = index > 0 && hold_together(words[index - 1].1, word);
            if used > 0 && !held && used + 1 + stretch(&words[index..]) > room {
                writeln!(out)?;
                used = 0;
            }
            if index == 0 {
                write!(out, "{lead:indent$}")?;
                used = lead.chars().count().saturating_sub(indent);
            } else if used == 0 {
                write!(out, "{:indent$}", "")?;
            } else {
                // A match may go on over a space; over a line end it is closed and opened again.
                let inside = marked.first().is_some_and(|range| range.start < at);
                write!(out, "{}", self.styled(" ", if inside { Style::Match } else { Style::Plain }))?;
                used += 1;
            }
            self.word(out, word, at, marked)?;
            used += word.chars().count();
        }
        if words.is_empty() { Ok(()) } else { writeln!(out) }
    }

    fn word(&self, out: &mut impl Write, word: &str, at: usize, marked: &[Range<usize>]) -> io::Result<()> {
        let mut done = 0;
        for range in marked.iter().take_while(|range| range.start < at + word.len()) {
            let start = range.start.saturating_sub(at).clamp(done, word.len());
            let end = range.end.saturating_sub(at).clamp(start, word.len());
            if end > start {
                write!(out, "{}", visible(&word[done..start]))?;
                write!(out, "{}", self.styled(&word[start..end], Style::Match))?;
                done = end;
            }
        }
        write!(out, "{}", visible(&word[done..]))
    }
}

/// True when no line may end between the two words: French sets a space before `;` and inside guillemets.
fn hold_together(before: &str, after: &str) -> bool {
    before.ends_with('«') || after.starts_with([';', ':', '!', '?', '»'])
}

/// Columns of the first word with those that hold to it.
fn stretch(words: &[(usize, &str)]) -> usize {
    let mut columns = words[0].1.chars().count();
    for pair in words.windows(2) {
        if !hold_together(pair[0].1, pair[1].1) {
            break;
        }
        columns += 1 + pair[1].1.chars().count();
    }
    columns
}

/// The words of `text`, with the byte each begins at. A no-break space holds the words on its sides together.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let splits = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let start = text.as_ptr().addr();
    text.split(splits).filter(|word| !word.is_empty()).map(move |word| (word.as_ptr().addr() - start, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(paint: Paint, text: &str, indent: usize, marked: &[Range<usize>]) -> String {
        let mut out = Vec::new();
        paint.paragraph(&mut out, "", indent, text, marked).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn without_a_width_a_paragraph_is_one_line() {
        assert_eq!(written(Paint::default(), "un  deux\ntrois", 2, &[]), "  un deux trois\n");
        assert_eq!(written(Paint::default(), "", 2, &[]), "");
    }

    #[test]
    fn lines_keep_to_the_width_and_lose_no_word() {
        let paint = Paint { colour: false, width: Some(24) };
        let text = "Considérant que les politiques de lutte renforcent la démocratie,";
        let shown = written(paint, text, 4, &[]);
        assert!(shown.lines().all(|line| line.chars().count() <= 24 && line.starts_with("    ")), "{shown}");
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn no_line_begins_with_a_semicolon() {
        let paint = Paint { colour: false, width: Some(20) };
        assert_eq!(written(paint, "la paix et la sécurité ; et", 0, &[]), "la paix et la\nsécurité ; et\n");
        assert_eq!(written(paint, "voir les rapports « Un toit » ici", 0, &[]), "voir les rapports\n« Un toit » ici\n");
    }

    #[test]
    fn the_first_line_follows_its_lead() {
        let paint = Paint { colour: false, width: Some(24) };
        let mut out = Vec::new();
        paint.paragraph(&mut out, "[1]", 4, "Rappelant sa résolution sur la lecture,", &[]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "[1] Rappelant sa\n    résolution sur la\n    lecture,\n");
    }

    #[test]
    fn matches_are_marked_over_spaces() {
        let paint = Paint { colour: true, width: None };
        let text = "lutte contre l'exclusion sociale ;";
        let from = text.find("exclusion").unwrap();
        let to = text.find(" ;").unwrap();
        assert_eq!(
            written(paint, text, 0, std::slice::from_ref(&(from..to))),
            "lutte contre l'\x1b[1;31mexclusion\x1b[0m\x1b[1;31m \x1b[0m\x1b[1;31msociale\x1b[0m ;\n"
        );
        assert_eq!(written(paint, "abcdef", 0, &[1..2, 3..5]), "a\x1b[1;31mb\x1b[0mc\x1b[1;31mde\x1b[0mf\n");
    }

    #[test]
    fn a_text_of_matches_without_number_is_written_in_time() {
        let text = "paix ".repeat(200_000);
        let marked: Vec<Range<usize>> = (0..200_000).map(|n| n * 5..n * 5 + 4).collect();
        let started = std::time::Instant::now();
        let shown = written(Paint { colour: true, width: None }, &text, 0, &marked);
        assert_eq!(shown.matches("\x1b[1;31mpaix\x1b[0m").count(), 200_000);
        // Linear takes a fraction of a second, square minutes.
        assert!(started.elapsed().as_secs() < 10);
    }

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(written(Paint::default(), "a\u{1b}[2Jb", 0, &[]), "a\\u{1b}[2Jb\n");
    }
}
