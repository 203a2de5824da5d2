//! A resolution under construction.

use crate::dates::is_month;
use crate::document::{Diagnostic, Level};
use crate::hyphen;
use crate::letters::tail;
use crate::levels::Levels;
use crate::openers::{self, Opener, OpenerKind};
use alinea_model::{Clause, Footnote, Gender, Header, Part, Provision};

/// Where in a resolution the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// Between the first header line and the enacting line.
    Header,
    Preamble,
    Operative,
    /// After the closing line.
    Closed,
    Annex,
}

/// A block of the header that no rule knows: perhaps part of the title.
#[derive(Clone, Debug)]
pub(crate) struct TitleLine {
    pub(crate) text: String,
    /// After the adoption or provenance line.
    pub(crate) after_adoption: bool,
    /// On or after the line of the number.
    pub(crate) after_number: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) header: Header,
    pub(crate) region: Region,
    /// Number as printed (`66/122`), and the letter of a part.
    pub(crate) number: Option<String>,
    pub(crate) letter: Option<String>,
    pub(crate) titles: Vec<TitleLine>,
    /// Title of the part, under the common one.
    pub(crate) part_titles: Vec<String>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) footnotes: Vec<Footnote>,
    /// Section and whether a numeral gives it.
    pub(crate) section: Option<String>,
    pub(crate) roman: bool,
    /// A heading or numeral stood just before.
    pub(crate) fresh_section: bool,
    /// The embedded text or annex being read.
    pub(crate) inner: Option<Inner>,
    /// Rank of the last alinéa of the current preamble.
    pub(crate) alineas: u32,
    /// Number of the last numbered paragraph.
    pub(crate) last_number: u32,
    pub(crate) levels: Levels,
    /// Unlabelled items are being added to the last clause.
    pub(crate) listing: bool,
    /// Unlabelled items are clauses under this chapeau.
    pub(crate) bullets: Option<usize>,
    /// Quotations that the last clause opens and does not close.
    pub(crate) open_quotes: i32,
    /// The adoption line was read: what follows in the header is the title.
    pub(crate) adoption_seen: bool,
    /// Line of the source it begins on.
    pub(crate) line: u32,
}

/// A text inside the resolution, or after it.
#[derive(Clone, Debug)]
pub(crate) struct Inner {
    pub(crate) part: Part,
    /// How it is headed.
    pub(crate) name: Option<String>,
    pub(crate) preambular: bool,
    /// Nothing but headings so far: the next one may be its title.
    pub(crate) untitled: bool,
}

/// Characters of the end of a clause that may have to do with what comes next: one that is continued many times is not
/// gone through each time.
const END: usize = 4_000;

impl Draft {
    pub(crate) fn new(line: u32) -> Draft {
        Draft {
            header: Header::default(),
            region: Region::Header,
            number: None,
            letter: None,
            titles: Vec::new(),
            part_titles: Vec::new(),
            clauses: Vec::new(),
            footnotes: Vec::new(),
            section: None,
            roman: false,
            fresh_section: false,
            inner: None,
            alineas: 0,
            last_number: 0,
            levels: Levels::default(),
            listing: false,
            bullets: None,
            open_quotes: 0,
            adoption_seen: false,
            line,
        }
    }

    /// The part clauses are being added to.
    pub(crate) fn part(&self) -> Part {
        match (&self.inner, self.region) {
            (Some(inner), _) => inner.part,
            (None, Region::Preamble) => Part::Preamble,
            (None, _) => Part::Operative,
        }
    }

    /// True while alinéas of a preamble are being read, the resolution's or an inner text's.
    pub(crate) fn in_preamble(&self) -> bool {
        match &self.inner {
            Some(inner) => inner.preambular,
            None => self.region == Region::Preamble,
        }
    }

    /// The article, rule or the like being read.
    pub(crate) fn provision(&self) -> Option<Provision> {
        Provision::of(self.section.as_deref()?)
    }

    /// The last clause, if it belongs to the text being read.
    pub(crate) fn last(&self) -> Option<&Clause> {
        let annex = self.inner.as_ref().and_then(|inner| inner.name.as_deref());
        self.clauses.last().filter(|clause| clause.annex.as_deref() == annex)
    }

    /// How the last clause ends, past closing quotes: `;`, `:`, a letter …
    pub(crate) fn ending(&self) -> Option<char> {
        self.last().and_then(|clause| ending(&clause.text))
    }

    /// True when the last clause cannot end as it does: it was cut.
    pub(crate) fn is_cut(&self) -> bool {
        let comma = self.in_preamble();
        self.ending().is_some_and(|end| !(matches!(end, ';' | '.' | ':' | '!' | '?') || comma && end == ','))
    }

    /// True when the last clause ends in the middle of a sentence: without any punctuation.
    pub(crate) fn is_torn(&self) -> bool {
        self.ending().is_some_and(|end| !matches!(end, ';' | '.' | ':' | '!' | '?' | ','))
    }

    /// True when `text` goes on with the last clause, which is torn, as nothing else would: it closes a parenthesis that
    /// the clause opened, or has the number that a citation lacks (`la résolution ‖ 65/1 du`, `novembre ‖ 2011`).
    pub(crate) fn calls_for(&self, text: &str) -> bool {
        let Some(last) = self.last() else { return false };
        let end = tail(&last.text, END);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return numbers(end.rsplit([' ', '\'']).next().unwrap_or(""), text);
        }
        let closes = text.find(['(', ')']).is_some_and(|at| text[at..].starts_with(')'));
        closes && end.rfind(['(', ')']).is_some_and(|at| end[at..].starts_with('('))
    }

    /// Moves on to the operative part, of the resolution or of the inner text.
    pub(crate) fn begin_operative(&mut self) {
        match &mut self.inner {
            Some(inner) => inner.preambular = false,
            None => self.region = Region::Operative,
        }
    }

    /// Begins a preamble of a section.
    pub(crate) fn begin_preamble(&mut self) {
        match &mut self.inner {
            Some(inner) => inner.preambular = true,
            None => self.region = Region::Preamble,
        }
        self.alineas = 0;
        self.last_number = 0;
        self.levels.clear();
    }

    /// True in a text of its own (annex, declaration): its paragraphs need no opener.
    pub(crate) fn in_own_text(&self) -> bool {
        self.inner.is_some()
    }

    /// Begins a text of its own: an annex, an embedded draft.
    pub(crate) fn begin_inner(&mut self, part: Part, name: Option<String>, preambular: bool) {
        self.inner = Some(Inner { part, name, preambular, untitled: true });
        self.section = None;
        self.roman = false;
        self.fresh_section = true;
        self.alineas = 0;
        self.last_number = 0;
        self.levels.clear();
        self.listing = false;
    }

    /// Adds a clause.
    pub(crate) fn push(
        &mut self,
        text: String,
        lines: (u32, u32),
        label: Option<String>,
        opener: Option<&Opener>,
        at: usize,
        chapeau: Option<usize>,
    ) {
        self.open_quotes = quotes(&text);
        let (opener, verb) = match opener {
            Some(opener) => (Some(text[at..at + opener.len].to_owned()), Some(opener.family.to_string())),
            None => (None, None),
        };
        self.clauses.push(Clause {
            reference: String::new(),
            part: self.part(),
            preambular: self.in_preamble(),
            section: self.section.clone(),
            annex: self.inner.as_ref().and_then(|inner| inner.name.clone()),
            label,
            opener,
            verb,
            text,
            chapeau,
            lines,
            joins: Vec::new(),
        });
        self.fresh_section = false;
        self.listing = false;
        self.bullets = None;
        if let Some(inner) = &mut self.inner {
            inner.untitled = false;
        }
    }

    /// Adds an alinéa of the preamble; `at` is where its opener begins.
    pub(crate) fn push_alinea(&mut self, text: String, lines: (u32, u32), opener: Option<&Opener>, at: usize) {
        self.alineas += 1;
        let rank = self.alineas.to_string();
        self.levels.paragraph(&rank, Some(self.clauses.len()));
        self.push(text, lines, Some(rank), opener, at, None);
    }

    /// Goes on with the last clause where it was cut. `join` says whether a break of the page (or a note) lay between.
    pub(crate) fn append(&mut self, text: &str, lines: (u32, u32), join: bool) {
        let Some(clause) = self.clauses.last_mut() else { return };
        self.open_quotes += quotes(text);
        let before = clause.text.len();
        hyphen::join(&mut clause.text, text);
        lengthen_opener(clause, before);
        if join {
            clause.joins.push((clause.text.len() - text.len()) as u32);
        }
        clause.lines.1 = lines.1;
    }

    /// A diagnostic when an opener's gender is not the organ's.
    pub(crate) fn check_gender(&self, opener: &Opener, line: u32) -> Option<Diagnostic> {
        let organ = self.header.organ.as_ref()?.gender()?;
        let shown = opener.gender.filter(|_| opener.kind == OpenerKind::Preambular && self.inner.is_none())?;
        (shown != organ).then(|| Diagnostic {
            level: Level::Info,
            code: "gender-disagrees",
            line,
            message: format!(
                "an opener in the {} stands in a text of an organ that takes the {}",
                name(shown),
                name(organ)
            ),
        })
    }
}

/// True when `text` begins with the number that goes with `word`: that of a resolution, a day, the year after a month.
fn numbers(word: &str, text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("");
    match word {
        "résolution" | "résolutions" | "décision" | "décisions" => first.contains('/') || second.starts_with('('),
        // A date alone is rather that of the page.
        "du" | "le" | "au" => is_month(second) && words.nth(1).is_some(),
        _ => first.bytes().take_while(u8::is_ascii_digit).count() == 4 && is_month(word),
    }
}

/// The longest modifier of an opener (bytes), and a bit more.
const LONGEST_MODIFIER: usize = 40;

/// Reads the opener of a clause again if the first `before` bytes, which were all there was of it, hardly hold more:
/// `Prend note ‖ avec satisfaction`.
fn lengthen_opener(clause: &mut Clause, before: usize) {
    let Some(opener) = &clause.opener else { return };
    // Labels are short.
    if before > opener.len() + LONGEST_MODIFIER {
        return;
    }
    let Some(at) = clause.text.find(opener.as_str()) else { return };
    let whole = openers::opener(&clause.text[at..], false).filter(|whole| whole.known && whole.len > opener.len());
    if let Some(whole) = whole {
        clause.opener = Some(clause.text[at..at + whole.len].to_owned());
        clause.verb = Some(whole.family.to_string());
    }
}

/// How many more quotations `text` opens than it closes.
fn quotes(text: &str) -> i32 {
    // « and » are C2 AB and C2 BB in UTF-8.
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xc2, bytes)
        .map(|at| match bytes.get(at + 1) {
            Some(0xab) => 1,
            Some(0xbb) => -1,
            _ => 0,
        })
        .sum()
}

fn name(gender: Gender) -> &'static str {
    match gender {
        Gender::Feminine => "feminine",
        Gender::Masculine => "masculine",
    }
}

/// The last telling character of a text, past closing quotes and parentheses that follow it.
pub(crate) fn ending(text: &str) -> Option<char> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '”' | '"' | '·' | '\''));
    let end = trimmed.chars().next_back()?;
    // `… (voir annexe).)` and the like: the stop may stand inside the parenthesis.
    let inside = trimmed.strip_suffix(')').and_then(|inner| inner.chars().next_back());
    Some(if inside == Some('.') { '.' } else { end })
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn the_end_of_a_clause_is_read_past_its_quotes() {
        assert_eq!(ending("la question intitulée « Culture de paix ».",), Some('.'));
        assert_eq!(ending("« société pour tous ; »"), Some(';'));
        assert_eq!(ending("en particulier"), Some('r'));
        assert_eq!(ending("(A/66/891)"), Some(')'));
        assert_eq!(ending(" "), None);
    }
}
