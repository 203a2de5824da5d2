//! The text of one block made readable: markup resolved, spaces folded, words cut at line ends joined, ordinals closed
//! up, call marks of footnotes that show by their form taken out. Nothing is invented: only spaces, hyphens at line
//! ends, markup and marks go.

mod plain;

use crate::hyphen;

/// A block's text after cleaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cleaned {
    pub(crate) text: String,
    /// Footnote marks taken out, in order.
    pub(crate) marks: Vec<String>,
    /// The raised mark the block begins with: then it is the text of a footnote.
    pub(crate) lead: Option<String>,
}

/// Cleans the rows of one block.
pub(crate) fn clean<'r>(rows: impl Iterator<Item = &'r str>) -> Cleaned {
    let mut cleaner = Cleaner { out: String::new(), marks: Vec::new(), lead: None };
    for (index, row) in rows.enumerate() {
        cleaner.out.reserve(row.len() + 1);
        let mended;
        let row = if memchr::memchr(b'<', row.as_bytes()).is_some() && row.contains("GLYPH<") {
            mended = apostrophes(row);
            mended.as_str()
        } else {
            row
        };
        if index > 0 && !hyphen::mend(&mut cleaner.out, row) {
            cleaner.space(row);
        }
        cleaner.row(row);
    }
    let len = cleaner.out.trim_end().len();
    cleaner.out.truncate(len);
    if len < LONGEST_TITLE && !cleaner.out.contains(char::is_lowercase) {
        small_capitals(&mut cleaner.out);
    }
    Cleaned { text: cleaner.out, marks: cleaner.marks, lead: cleaner.lead }
}

struct Cleaner {
    out: String,
    marks: Vec<String>,
    lead: Option<String>,
}

impl Cleaner {
    fn row(&mut self, row: &str) {
        let mut at = 0;
        while at < row.len() {
            at = plain::copy(row, at, &mut self.out);
            if at < row.len() {
                at += self.special(&row[at..]);
            }
        }
    }

    /// Handles what stands at the head of `rest` and says how many bytes that took.
    fn special(&mut self, rest: &str) -> usize {
        let c = rest.chars().next().unwrap_or(' ');
        let after = &rest[c.len_utf8()..];
        match c {
            c if c.is_whitespace() || c == '\u{200b}' => {
                let next = after.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{200b}');
                if !next.is_empty() {
                    self.space(next);
                }
                rest.len() - next.len()
            }
            '\\' => {
                // Markdown escapes punctuation: the backslash goes, what it protects stays.
                match after.chars().next() {
                    Some(escaped) if escaped.is_ascii_punctuation() => {
                        self.out.push(escaped);
                        1 + escaped.len_utf8()
                    }
                    _ => 1,
                }
            }
            '*' => 1,
            '_' => {
                let inner = self.last().is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
                if inner {
                    self.out.push('_');
                }
                1
            }
            '^' => self.caret(after) + 1,
            '[' => {
                1 + self.bracketed_mark(after).unwrap_or_else(|| {
                    self.out.push('[');
                    0
                })
            }
            '-' | '\u{ad}' | '›' => c.len_utf8() + self.hyphen(c, after),
            c if superscript(c).is_some() => self.superscripts(rest),
            'ᵉ' => {
                self.out.push('e');
                c.len_utf8()
            }
            c => {
                self.out.push(c);
                c.len_utf8()
            }
        }
    }

    fn last(&self) -> Option<char> {
        self.out.chars().next_back()
    }

    /// The last word of what is out, letters and digits only.
    fn last_word(&self) -> &str {
        let start =
            self.out.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8());
        &self.out[start..]
    }

    /// White space before `next`: one space, or none where it tears apart what belongs together.
    fn space(&mut self, next: &str) {
        let Some(last) = self.last() else { return };
        if last == ' ' {
            return;
        }
        let c = next.chars().next().unwrap_or(' ');
        // Between two words, which is nearly always: nothing to mend.
        if last.is_ascii_lowercase() && last != 'n' && c.is_ascii_alphabetic() {
            return self.out.push(' ');
        }
        let after = next[c.len_utf8()..].chars().next();
        match c {
            // `sur )'elimination`: a scanner's `l'`.
            ')' if after == Some('\'') => {}
            ',' if self.leading_mark() => return,
            ',' | ')' | ']' => {
                self.detached_mark();
                return;
            }
            // A full stop after a space is a stop; dots in a row are leaders of a list of contents.
            '.' if last != '.' && after.is_none_or(|c| c.is_whitespace() || c == '»') => {
                self.detached_mark();
                return;
            }
            '\'' | '’' if self.is_lone("LlDd") && after.is_some_and(char::is_alphabetic) => return,
            _ => {}
        }
        let glued = matches!(last, '(' | '[')
            || matches!(last, '\'' | '’') && c.is_alphabetic() && self.ends_in_elision()
            || self.before_ordinal(last, next)
            || self.before_number_sign(next);
        if !glued {
            self.out.push(' ');
        }
    }

    /// True when the last word is a single letter out of `letters`.
    fn is_lone(&self, letters: &str) -> bool {
        let word = self.last_word();
        word.len() == 1 && letters.contains(word)
    }

    /// `l'`, `d'`, `qu'` … as the last word; scanners read `l'` as `I'`.
    fn ends_in_elision(&self) -> bool {
        let mut reversed = self.out.chars().rev().skip(1);
        let word: String = reversed.by_ref().take_while(|c| c.is_alphabetic()).take(3).collect();
        matches!(word.to_ascii_lowercase().as_str(), "l" | "i" | "d" | "n" | "s" | "c" | "j" | "m" | "uq")
    }

    /// `1 er`, `91 e`, `657 ème`, `XX e`.
    fn before_ordinal(&self, last: char, next: &str) -> bool {
        let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        match word {
            "er" | "ère" | "ème" | "eme" | "ième" => last.is_ascii_digit(),
            "e" => {
                last.is_ascii_digit()
                    || matches!(last, 'I' | 'V' | 'X') && alinea_model::roman_value(self.last_word()).is_some()
            }
            _ => false,
        }
    }

    /// `n o 53`, `n os 5 et 6`: the raised letters of the abbreviation of *numéro*.
    fn before_number_sign(&self, next: &str) -> bool {
        if !next.starts_with('o') {
            return false;
        }
        let word = next.split(' ').next().unwrap_or("");
        self.is_lone("nN")
            && matches!(word, "o" | "os")
            && next[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    }

    /// `développement 1 , dans`: a number that stands off from both sides before a comma is a raised mark.
    fn detached_mark(&mut self) {
        let word = self.last_word();
        if word.is_empty() || word.len() > 3 || !word.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        let head = &self.out[..self.out.len() - word.len()];
        let Some(head) = head.strip_suffix(' ') else { return };
        if crate::marks::may_follow(head) {
            let len = head.len();
            self.marks.push(word.to_owned());
            self.out.truncate(len);
        }
    }

    /// `2 , conformément`: the same at the head of a block, which a page cut from the word that calls the note.
    fn leading_mark(&mut self) -> bool {
        let mark = self.out.len() <= 3 && self.out.bytes().all(|b| b.is_ascii_digit());
        if mark {
            self.marks.push(std::mem::take(&mut self.out));
        }
        mark
    }

    /// What follows a caret: `^{er}`, `^e^`, `^1`.
    fn caret(&mut self, after: &str) -> usize {
        let (inner, len) = if let Some(braced) = after.strip_prefix('{') {
            match braced.char_indices().take(BRACED).find(|&(_, c)| c == '}') {
                Some((end, _)) => (&braced[..end], end + 2),
                None => return 0,
            }
        } else {
            let word = after.len() - after.trim_start_matches(char::is_alphanumeric).len();
            (&after[..word], word + usize::from(after[word..].starts_with('^')))
        };
        if !inner.is_empty()
            && inner.bytes().all(|b| b.is_ascii_digit())
            && !self.last().is_some_and(|c| c.is_ascii_digit())
        {
            self.raised(inner.to_owned());
        } else {
            self.out.push_str(inner);
        }
        len
    }

    /// `[12]` after a word is a mark; anything else in brackets is text.
    fn bracketed_mark(&mut self, after: &str) -> Option<usize> {
        let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let inner = &after[..digits];
        let mark = (1..=3).contains(&digits) && after[digits..].starts_with(']');
        let word = self.out.trim_end().ends_with(|c: char| c.is_alphabetic() || matches!(c, '»' | ')' | '"' | '”'));
        if !mark || !word {
            return None;
        }
        let len = self.out.trim_end().len();
        self.out.truncate(len);
        self.marks.push(inner.to_owned());
        Some(inner.len() + 1)
    }

    /// Takes note of a raised mark.
    fn raised(&mut self, mark: String) {
        if self.out.is_empty() && self.lead.is_none() {
            self.lead = Some(mark);
        } else {
            self.marks.push(mark);
        }
    }

    /// Raised digits are marks, except as units (`m²`, `km³`).
    fn superscripts(&mut self, rest: &str) -> usize {
        let digits: String = rest.chars().map_while(superscript).collect();
        let taken: usize = rest.chars().take(digits.len()).map(char::len_utf8).sum();
        if matches!(self.last_word(), "m" | "km" | "cm" | "mm" | "dm") && matches!(digits.as_str(), "2" | "3") {
            self.out.push_str(&rest[..taken]);
        } else {
            self.raised(digits);
        }
        taken
    }

    /// A hyphen, soft hyphen or `›` (what some converters make of a hyphen at a line end).
    fn hyphen(&mut self, c: char, after: &str) -> usize {
        let next = after.trim_start();
        let spaced = next.len() < after.len();
        let after_letter = self.last().is_some_and(char::is_alphabetic);
        let before = next.chars().next();
        if c == '\u{ad}' && (!after_letter || before.is_none() || !spaced) {
            // Inside a word a soft hyphen is nothing.
            return 0;
        }
        // `envi-› ronnement`: two signs for one hyphen.
        if c == '-' && after_letter && after.starts_with(['›', '\u{ad}']) {
            return 0;
        }
        if !after_letter || (c == '-' && !spaced) {
            self.out.push(if c == '\u{ad}' { '-' } else { c });
            return 0;
        }
        let taken = after.len() - next.len();
        match before {
            Some(b) if !b.is_alphabetic() && b != '\'' => {
                self.out.push(c);
                return 0;
            }
            _ => self.out.push('-'),
        }
        if before.is_some() {
            hyphen::mend(&mut self.out, next);
        }
        taken
    }
}

/// Some converters print the name of a glyph they do not know; between an elided word and the next it was an
/// apostrophe (`d GLYPH<31> obtenir`). Elsewhere the name stays: nothing is invented.
fn apostrophes(row: &str) -> String {
    let mut out = String::with_capacity(row.len());
    let mut rest = row;
    while let Some(at) = rest.find("GLYPH<") {
        let name = at + "GLYPH<".len();
        let length = rest[name..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let end = name + length + 1;
        if rest.as_bytes().get(end - 1) != Some(&b'>') {
            out.push_str(&rest[..name]);
            rest = &rest[name..];
            continue;
        }
        let head = rest[..at].trim_end();
        let elided = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        let after = rest[end..].trim_start();
        if matches!(
            elided.as_str(),
            "l" | "d" | "n" | "s" | "c" | "j" | "m" | "t" | "qu" | "lorsqu" | "jusqu" | "puisqu" | "aujourd"
        ) {
            out.push_str(head);
            out.push('\'');
        } else {
            out.push_str(&rest[..end]);
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Characters that may stand in braces behind a caret; text that opens braces without end is no superscript.
const BRACED: usize = 64;

/// The longest title in capitals (bytes).
const LONGEST_TITLE: usize = 400;

/// Titles in small capitals come apart after their large first letters: `C RÉATION D'UNE ZONE`. A lone `A` or `Y` may be
/// a word, so that it stays.
fn small_capitals(text: &mut String) {
    let mut at = 0;
    while let Some(space) = text[at..].find(' ').map(|space| at + space) {
        let word = &text[at..space];
        let letter = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() && !"AÀY".contains(c));
        let next = text[space + 1..].chars().take(3).filter(|c| c.is_uppercase()).count();
        if letter && next == 3 {
            text.remove(space);
        } else {
            at = space + 1;
        }
    }
}

/// The digit a superscript stands for.
fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁴') + 4, 10)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(row: &str) -> String {
        clean([row].into_iter()).text
    }

    #[test]
    fn markup_and_spaces_are_resolved() {
        assert_eq!(text("*Souligne*  que   les États"), "Souligne que les États");
        assert_eq!(text("L'Assemblée générale ,"), "L'Assemblée générale,");
        assert_eq!(text("L 'Assemblée  générale"), "L'Assemblée générale");
        assert_eq!(text("l' Article 2 ( 1985)"), "l'Article 2 (1985)");
        assert_eq!(text("a ) De faire"), "a) De faire");
        assert_eq!(text("C RÉATION D 'UNE Z ONE A SIE"), "CRÉATION D'UNE ZONE A SIE");
        assert_eq!(text("[ sans renvoi (A/66/891) ]"), "[sans renvoi (A/66/891)]");
        assert_eq!(text("droits de l GLYPH<31> enfant"), "droits de l'enfant");
        assert_eq!(text("A\\_ffirme\\*"), "A_ffirme*");
    }

    #[test]
    fn ordinals_are_closed_up() {
        assert_eq!(text("du 26 juin au 1^{er} juillet"), "du 26 juin au 1er juillet");
        assert_eq!(text("89^e séance, la 26^e^"), "89e séance, la 26e");
        assert_eq!(text("8751 e séance, 1 er juillet, 657 ème"), "8751e séance, 1er juillet, 657ème");
        assert_eq!(text("XXI e siècle, Supplément n o 53"), "XXIe siècle, Supplément no 53");
        assert_eq!(text("le XXᵉ siècle, la 3ᵉ séance"), "le XXe siècle, la 3e séance");
        assert_eq!(text("de 5 enfants et en 2001 et"), "de 5 enfants et en 2001 et");
    }

    #[test]
    fn only_a_name_of_a_glyph_becomes_an_apostrophe() {
        assert_eq!(text("d GLYPH<31> obtenir, les GLYPH<31> biens"), "d'obtenir, les GLYPH<31> biens");
        assert_eq!(text("d GLYPH<31 obtenir l GLYPH<la paix> x"), "d GLYPH<31 obtenir l GLYPH<la paix> x");
    }

    #[test]
    fn marks_that_show_by_their_form_leave_the_text() {
        let cleaned =
            clean(["développement¹, « tous »², la Convention 12 , dans l'Accord[3] et l'annexe^{4}."].into_iter());
        assert_eq!(cleaned.text, "développement, « tous », la Convention, dans l'Accord et l'annexe.");
        assert_eq!(cleaned.marks, ["1", "2", "12", "3", "4"]);
        assert_eq!(text("20 m² et l'article 4 , soit"), "20 m² et l'article 4, soit");
        assert_eq!(text("la Convention ^1 de 1999"), "la Convention de 1999");
    }

    #[test]
    fn words_cut_at_line_ends_are_joined_and_compounds_kept() {
        assert_eq!(text("la Com› mission, pé\u{ad} riode, 20 de- cembre"), "la Commission, période, 20 decembre");
        assert_eq!(
            text("déve\u{ad}loppement, quarante\u{ad} troisième, envi-› ronnement"),
            "développement, quarante-troisième, environnement"
        );
        assert_eq!(
            text("celui› ci, non- alignés, pré- et postscolaire"),
            "celui-ci, non-alignés, pré- et postscolaire"
        );
        assert_eq!(text("Vice- Président, sous-régional"), "Vice-Président, sous-régional");
        assert_eq!(clean(["déve-", "loppement"].into_iter()).text, "développement");
        assert_eq!(text("la ques›"), "la ques-");
    }

    proptest! {
        #[test]
        fn what_is_copied_in_runs_is_what_the_rules_would_leave(
            row in "([a-eino NenosIVX1-3éèᵉœ×,;:.'’()»\"« —/]|  |- | -|[\\[\\]*_^{}\\\\¹²\u{ad}\u{a0}\u{200b}\u{3000}›\t-]){0,40}"
        ) {
            let cleaner = || Cleaner { out: String::new(), marks: Vec::new(), lead: None };
            let (mut copied, mut ruled) = (cleaner(), cleaner());
            copied.row(&row);
            let mut at = 0;
            while at < row.len() {
                at += ruled.special(&row[at..]);
            }
            prop_assert_eq!((copied.out, copied.marks, copied.lead), (ruled.out, ruled.marks, ruled.lead));
        }
    }
}
