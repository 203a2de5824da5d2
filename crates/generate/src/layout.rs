//! From a draft to a file: as it was typed, as it was printed, or as a converter of PDFs left it.

use crate::document::{Block, Clause};
use crate::identity::Identity;
use crate::random::Random;

/// How a file came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// One line a paragraph, no pages; a footnote stands behind the paragraph that calls it.
    Typed,
    /// Lines of one width with words cut at their ends, and pages with their numbers and footnotes.
    Printed,
    /// One line a paragraph, with the marks of a converter, doubled spaces, detached call marks, and what stood between
    /// two pages in the middle of the text.
    Converted,
}

impl Style {
    /// A style, as often as it occurs.
    pub(crate) fn draw(random: &mut Random) -> Style {
        match random.below(10) {
            0..2 => Style::Typed,
            2..5 => Style::Printed,
            _ => Style::Converted,
        }
    }

    /// The ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        if self == Style::Converted { "md" } else { "txt" }
    }
}

/// Words on a page.
const PAGE: usize = 420;

/// The fewest words of a paragraph that stand alone on either side of a page break.
const ALONE: usize = 4;

/// Lays a draft out.
pub(crate) fn lay_out(blocks: &[Block], identity: &Identity, style: Style, random: Random) -> String {
    let mut sheet = Sheet {
        text: String::with_capacity(1 << 15),
        style,
        random,
        symbol: identity.to_string(),
        job: format!("{:02}-{:05} (F)", identity.year % 100, 1_000 + identity.number % 90_000),
        room: PAGE,
        page: 1,
        notes: Vec::new(),
        called: 0,
        width: 78 + (identity.number % 5 * 6) as usize,
    };
    for block in blocks {
        match block {
            Block::Line(text) => sheet.line(text),
            Block::Heading(text) => sheet.heading(text),
            Block::Clause(clause) => sheet.clause(clause),
        }
    }
    sheet.end_notes();
    sheet.text
}

struct Sheet<'a> {
    text: String,
    style: Style,
    random: Random,
    symbol: String,
    /// The printer's number, at the foot of the first page.
    job: String,
    /// How many words the page still holds.
    room: usize,
    page: u32,
    /// Footnotes called on this page: number and text.
    notes: Vec<(u32, &'a str)>,
    called: u32,
    width: usize,
}

impl<'a> Sheet<'a> {
    fn line(&mut self, text: &str) {
        match self.style {
            Style::Converted => self.text.push_str(&text.replace('\n', " ")),
            _ => self.text.push_str(text),
        }
        self.paragraph_ends();
    }

    fn heading(&mut self, text: &str) {
        if self.style == Style::Converted {
            self.text.push_str("## ");
        }
        self.line(text);
    }

    fn clause(&mut self, clause: &'a Clause) {
        let text = self.with_marks(clause);
        if self.style == Style::Typed {
            self.text.push_str(&text);
            self.paragraph_ends();
            self.end_notes();
            return;
        }
        let listed = self.style == Style::Converted && clause.part != "preamble";
        let mut words: Vec<&str> = text.split(' ').collect();
        if listed {
            words.insert(0, "-");
        }
        let mut rest = &words[..];
        while rest.len() > self.room {
            let cut = self.room.min(rest.len().saturating_sub(ALONE));
            // What would leave a word or two behind goes to the next page whole.
            if cut >= ALONE {
                self.words(&rest[..cut]);
                self.paragraph_ends();
                rest = &rest[cut..];
            }
            self.turn_page();
        }
        self.room -= rest.len();
        self.words(rest);
        self.paragraph_ends();
    }

    /// The text of a clause with the call marks of its footnotes, which are put on the page.
    fn with_marks(&mut self, clause: &'a Clause) -> String {
        let mut text = String::with_capacity(clause.written.text.len() + 8);
        let mut from = 0;
        for (at, note) in &clause.written.notes {
            self.called += 1;
            self.notes.push((self.called, note));
            text.push_str(&clause.written.text[from..*at]);
            if self.style == Style::Converted {
                text.push_str(&format!(" {}", self.called));
                let apart = clause.written.text[*at..].starts_with([',', '.']);
                text.push_str(if apart { " " } else { "" });
            } else {
                text.extend(self.called.to_string().chars().map(superscript));
            }
            from = *at;
        }
        text.push_str(&clause.written.text[from..]);
        text
    }

    fn words(&mut self, words: &[&str]) {
        let mut column = 0;
        for (at, word) in words.iter().enumerate() {
            if self.style == Style::Printed && column + word.chars().count() >= self.width {
                column = self.line_end(word);
                continue;
            }
            if at > 0 {
                self.text.push(' ');
                if self.style == Style::Converted && self.random.chance(12) {
                    self.text.push(' ');
                }
            }
            self.text.push_str(word);
            column += word.chars().count() + 1;
        }
    }

    /// Writes a word where a line ends, cut or whole; the column behind it.
    fn line_end(&mut self, word: &str) -> usize {
        match if self.random.chance(30) { cut(word) } else { None } {
            Some(at) => {
                self.text.push_str(&format!(" {}-\n{}", &word[..at], &word[at..]));
                word[at..].chars().count()
            }
            None => {
                self.text.push_str(&format!("\n{word}"));
                word.chars().count()
            }
        }
    }

    fn paragraph_ends(&mut self) {
        self.text.push_str("\n\n");
    }

    /// What stands between the last word of a page and the first of the next.
    fn turn_page(&mut self) {
        self.end_notes();
        let first = self.page == 1;
        self.page += 1;
        self.room = PAGE;
        if self.style == Style::Converted {
            if first {
                self.line(&self.job.clone());
            }
            self.text.push_str("<!-- image -->\n\n");
            if self.random.chance(40) {
                self.line(&self.symbol.clone());
            }
        } else {
            self.text.push_str(&format!("{}\n\n{}\n\n", self.page - 1, self.symbol));
        }
    }

    /// The footnotes of the page.
    fn end_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        if self.style == Style::Converted {
            self.text.push_str("\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n");
        }
        for (number, note) in std::mem::take(&mut self.notes) {
            if self.style == Style::Converted {
                self.text.push_str(&format!("{number} {note}\n\n"));
            } else {
                self.text.extend(number.to_string().chars().map(superscript));
                self.text.push_str(&format!(" {note}\n\n"));
            }
        }
    }
}

fn superscript(digit: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    RAISED[digit as usize - '0' as usize]
}

/// Where a word may be cut at a line end: before a consonant and a vowel, with three letters at least on either side.
fn cut(word: &str) -> Option<usize> {
    if !word.chars().all(char::is_lowercase) {
        return None;
    }
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let vowel = |letter: char| "aeiouyàâéèêëîïôûœ".contains(letter);
    let places = 3..letters.len().saturating_sub(2);
    let mut cuts = places.filter(|&at| vowel(letters[at - 1].1) && !vowel(letters[at].1) && vowel(letters[at + 1].1));
    cuts.next_back().map(|at| letters[at].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_between_syllables() {
        for (word, at) in [("développement", Some(10)), ("droit", None), ("A/101/3", None), ("national", Some(5))] {
            assert_eq!(cut(word), at, "{word}");
        }
    }
}
