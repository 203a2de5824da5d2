//! Headings: numerals of sections, titles over groups of paragraphs, the head of a text that is adopted.

use crate::block::BlockKind;
use crate::body::ADOPTED;
use crate::document::LeftoverKind;
use crate::draft::Draft;
use crate::labels::LabelStyle;
use crate::openers;
use crate::piece::Piece;
use crate::structure::Reader;
use alinea_model::{Part, Provision, roman_value};

/// The longest heading (bytes): those of budget resolutions name whole reports.
const LONGEST: usize = 700;

/// How many blocks ahead the first paragraph under a heading is looked for.
const AHEAD: usize = 60;

impl Reader<'_> {
    /// Takes block `at` if it is the numeral of a section: `II`, `II. Activités générales`.
    pub(crate) fn take_numeral(&mut self, at: usize) -> bool {
        let Some(draft) = &self.draft else { return false };
        let Some(numeral) = self.section_numeral(at, draft).map(str::to_owned) else { return false };
        if let Some(draft) = &mut self.draft {
            draft.section = Some(numeral);
            draft.roman = true;
            draft.fresh_section = true;
            draft.levels.clear();
        }
        self.last_heading = at;
        self.leave(at, LeftoverKind::Heading);
        true
    }

    /// Takes block `at` if it is a heading over a group of paragraphs.
    pub(crate) fn take_heading(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let Some(draft) = &self.draft else { return false };
        if piece.kind == BlockKind::Heading && piece.is_continuation() && self.last_heading + 1 == at {
            // A heading over two lines.
            let rest = text.to_owned();
            let section = self
                .draft
                .as_mut()
                .and_then(|draft| draft.section.as_mut().filter(|section| roman_value(section).is_none()));
            if let Some(section) = section {
                crate::hyphen::join(section, &rest);
            }
            self.last_heading = at;
            self.leave(at, LeftoverKind::Heading);
            return true;
        }
        if !self.is_heading(at, draft) {
            return false;
        }
        let embedded = self.begins_embedded(at, draft);
        let heading = text.to_owned();
        let lettered = piece.label.is_some();
        let provision = Provision::of(text).is_some();
        // `Article 9`, and under it `Accessibilité`.
        let untitled = |section: &str| Provision::of(section).is_some_and(|provision| provision.is_all_of(section));
        let titles_provision =
            !provision && self.last_heading + 1 == at && draft.section.as_deref().is_some_and(untitled);
        self.note_callers(at);
        let Some(draft) = &mut self.draft else { return false };
        if embedded {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        if let Some(inner) = draft.inner.as_mut().filter(|_| provision) {
            inner.untitled = false;
        }
        match &mut draft.inner {
            Some(inner) if inner.untitled && !lettered => inner.untitled = false,
            _ if draft.roman && !provision => {}
            _ => match &mut draft.section {
                Some(section) if titles_provision => crate::hyphen::join(section, &heading),
                section => (*section, draft.roman) = (Some(heading), false),
            },
        }
        draft.fresh_section = true;
        self.last_heading = at;
        self.leave(at, LeftoverKind::Heading);
        true
    }

    /// `II`, `II. Activités générales`: the numeral, where it counts on or stands as a heading.
    fn section_numeral<'t>(&'t self, at: usize, draft: &Draft) -> Option<&'t str> {
        let piece = &self.pieces[at];
        // Nearly every block begins with another letter than the numerals below 40.
        if !piece.text.starts_with(['I', 'V', 'X']) {
            return None;
        }
        let first = piece.text.split(' ').next()?;
        // `II.- Anguilla`
        let numeral = first.trim_end_matches(['.', '-', '–']);
        let value = roman_value(numeral).filter(|&value| value < 40)?;
        let rest = piece.text[first.len()..].trim_start();
        let before = draft.section.as_deref().filter(|_| draft.roman).and_then(roman_value).unwrap_or(0);
        let alone = rest.is_empty();
        let titled = rest.starts_with(char::is_uppercase)
            && rest.len() < LONGEST
            && !rest.ends_with([';', ',', '.'])
            && (piece.kind == BlockKind::Heading || first.len() > numeral.len());
        let verb = openers::opener(rest, false).is_some_and(|opener| opener.known);
        let counts_on = (before + 1..before + 4).contains(&value);
        // The first numerals may be lost; a marked heading is believed all the same.
        let marked = piece.kind == BlockKind::Heading;
        ((alone && (value == before + 1 || (counts_on && (before > 0 || marked))))
            || (titled && !verb && (counts_on || piece.kind == BlockKind::Heading)))
            .then_some(numeral)
    }

    /// A line without end punctuation that stands over the paragraphs that follow.
    fn is_heading(&self, at: usize, draft: &Draft) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let ends_open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '»' | '?' | '"'));
        let capital = text.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"'));
        let marked = piece.kind == BlockKind::Heading;
        let listed = marked && text.ends_with(':') && text.len() < 80 && draft.levels.nested() && piece.label.is_none();
        if !(ends_open || listed) || text.len() > LONGEST {
            return false;
        }
        let next = self.next_text(at);
        if Provision::of(text).is_some() && draft.in_own_text() && text.len() <= 160 && !draft.is_torn() {
            return true;
        }
        if piece.number().is_some() {
            // `2. Barème des traitements` over paragraphs that are numbered anew or have openers.
            let over = next.is_some_and(|next| match next.number() {
                Some(first) => first == 1 || draft.in_own_text(),
                None if next.is_numbered() => draft.in_own_text(),
                None => next.label.is_none() && next.has_opener(),
            });
            let title = piece.unlabelled().len() < 160 && piece.opener().is_none();
            // `## 5. Indemnité de parent isolé` between paragraphs 18 and 19.
            let between = marked && next.is_some_and(|next| next.number() == Some(draft.last_number + 1));
            return title && (over && !draft.is_cut() || between || marked && draft.in_own_text());
        }
        if piece.is_numbered() && draft.in_own_text() {
            // `## 1.1 Champ d'application`; a target ends without a stop and is no heading.
            return marked && piece.unlabelled().len() < 160 && piece.opener().is_none();
        }
        // Targets and indicators (`1.1`) end without one.
        let target = draft.last().and_then(|last| last.label.as_deref()).is_some_and(|label| label.contains('.'));
        let after_stop = matches!(draft.ending(), None | Some('.')) || draft.fresh_section || target;
        if piece.label.is_some_and(|label| label.style != LabelStyle::Number) && draft.in_own_text() {
            // `b) Ressources extérieures`, `A. Population` over the paragraphs of an annex.
            let over =
                next.is_some_and(|next| next.number().is_some() || next.label.is_none() && !next.is_continuation());
            return after_stop
                && over
                && piece.unlabelled().starts_with(char::is_uppercase)
                && piece.opener().is_none();
        }
        // The title of a section stands under its numeral (`II`, then `Activités générales`), and may begin with a noun
        // that is a verb elsewhere (`Demande de subvention`); a clause without a stop was cut, and goes on.
        let goes_on = next.is_some_and(Piece::is_continuation);
        let under_numeral = draft.fresh_section && draft.roman && self.last_heading + 1 == at;
        if piece.label.is_none()
            && capital
            && under_numeral
            && !goes_on
            && (marked || next.is_some_and(Piece::has_opener))
        {
            return true;
        }
        let lettered = piece.label.is_some_and(|label| label.style == LabelStyle::Capital);
        if !capital || (piece.has_opener() && !lettered) {
            return false;
        }
        if marked {
            return !(goes_on && draft.is_cut());
        }
        let numbered = next.is_some_and(|next| next.is_numbered() || next.kind == BlockKind::Heading);
        let opened = next.is_some_and(|next| next.label.is_none() && next.has_opener());
        if goes_on {
            return false;
        }
        // A plain line under a heading is text, unless paragraphs follow it.
        if draft.fresh_section && self.last_heading + 1 == at && !numbered && !opened {
            return false;
        }
        let untitled = draft.inner.as_ref().is_some_and(|inner| inner.untitled);
        let short = (text.len() <= 160 || untitled) && piece.kind == BlockKind::Paragraph;
        short
            && (!draft.is_cut() || target && numbered)
            && draft.ending() != Some(':')
            && (numbered || (opened && !draft.in_preamble()) || draft.in_own_text())
    }

    /// A heading after `Adopte le document final qui suit :` begins the text that is adopted.
    fn begins_embedded(&self, at: usize, draft: &Draft) -> bool {
        if draft.inner.is_some() || draft.in_preamble() {
            return false;
        }
        let Some(last) = draft.last() else { return false };
        let announced = ["suivant", "ci-après", "qui suit", "ci-dessous", "dont le texte"];
        let announced = announced.iter().any(|word| last.text.contains(word));
        let colon = draft.ending() == Some(':');
        if !(colon || announced && draft.ending() == Some('.')) {
            return false;
        }
        // What follows is not one more operative paragraph.
        let next = self.pieces[at + 1..].iter().take(AHEAD).find(|piece| piece.number().is_some());
        next.is_none_or(|next| next.number() == Some(1) || !next.has_opener())
    }

    /// The next block of text after `at`.
    fn next_text(&self, at: usize) -> Option<&Piece<'_>> {
        self.pieces[at + 1..].iter().find(|piece| !piece.text.is_empty())
    }
}
