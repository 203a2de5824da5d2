//! The body of a resolution, clause by clause.
//!
//! The opener decides first, the number second: a participle is an alinéa of the preamble, a verb in the present a
//! paragraph of the operative part, numbered or not. What has neither goes on with the clause before, if that was cut;
//! else it is a heading, an item of a list, or a clause of its own.

use crate::block::BlockKind;
use crate::document::{Leftover, LeftoverKind, Level};
use crate::draft::{Draft, Region};
use crate::labels::{self, Label, LabelStyle};
use crate::notes;
use crate::openers::{self, Opener, OpenerKind};
use crate::structure::Reader;
use alinea_model::{Footnote, Part, roman_value};

/// What an adopted text that has no other name is called in references.
const ADOPTED: &str = "Texte adopté";

/// A block of the body, ready to be placed.
struct Passage {
    text: String,
    lines: (u32, u32),
    kind: BlockKind,
}

impl Reader<'_> {
    /// Reads one block of the body.
    pub(crate) fn body(&mut self, at: usize) {
        if self.take_notes(at) || self.take_heading(at) {
            return;
        }
        if is_stray(&self.pieces[at].text) {
            return self.leave(at, LeftoverKind::Masthead);
        }
        let text = std::mem::take(&mut self.pieces[at].text);
        let text = self.strip(at, text);
        let piece = &self.pieces[at];
        let passage = Passage { text, lines: piece.lines, kind: piece.kind };
        let Some(draft) = &mut self.draft else { return };
        if quoting(draft, &passage.text) {
            return draft.append(&passage.text, passage.lines, false);
        }
        self.note_zone = false;
        if let Some(label) = self.label(&passage) {
            match label.style {
                LabelStyle::Number => self.numbered(passage, label),
                _ => self.sub_paragraph(passage, label),
            }
        } else if let Some(opener) = openers::opener(&passage.text, self.scanned) {
            self.opened(passage, opener);
        } else if passage.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '»')) {
            self.goes_on(passage);
        } else {
            self.unmarked(passage);
        }
    }

    /// The label of a passage; in scanned pages `l.` and `I.` are a first paragraph's number.
    fn label(&self, passage: &Passage) -> Option<Label> {
        let draft = self.draft.as_ref()?;
        let text = &passage.text;
        let misread = ["l. ", "I. ", "l ", "I "].iter().find(|start| text.starts_with(**start));
        if let Some(start) = misread.filter(|_| draft.last_number == 0 || draft.fresh_section) {
            let verb = openers::opener(&text[start.len()..], self.scanned);
            if verb.is_some_and(|opener| opener.known && opener.kind == OpenerKind::Operative) {
                return Some(Label { style: LabelStyle::Number, value: 1, roman: None, len: start.len() });
            }
        }
        if let Some(label) = undotted(text, draft.last_number + 1) {
            return Some(label);
        }
        let label = labels::any(text)?;
        // `M. Dupont` is no paragraph: capitals label only the sections of annexes.
        if label.style == LabelStyle::Capital && draft.part() != Part::Annex {
            return None;
        }
        // Bodies that number with a parenthesis (`1)`) number their paragraphs so, until one has a full stop.
        let paragraphs =
            label.style == LabelStyle::NumberInParenthesis && !draft.levels.nested() && draft.ending() != Some(':');
        let in_order = label.value == draft.last_number + 1;
        Some(if paragraphs && in_order { Label { style: LabelStyle::Number, ..label } } else { label })
    }

    /// `3. Prie …`
    fn numbered(&mut self, passage: Passage, label: Label) {
        let Passage { text, lines, .. } = passage;
        let Some(draft) = &mut self.draft else { return };
        let opener = openers::opener(&text[label.len..], self.scanned);
        let declared = opener.as_ref().is_some_and(|opener| opener.plural) || text[label.len..].starts_with("Nous");
        if declared && !draft.in_own_text() && !draft.in_preamble() {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        let kind = opener.as_ref().filter(|opener| opener.known).map(|opener| opener.kind);
        let verb = kind == Some(OpenerKind::Operative);
        if draft.in_preamble() || (draft.fresh_section && label.value == 1 && draft.part() != Part::Annex) {
            match kind {
                Some(OpenerKind::Preambular) => {
                    if !draft.in_preamble() {
                        draft.begin_preamble();
                    }
                    draft.push_alinea(text, lines, opener.as_ref(), label.len);
                    return;
                }
                _ => draft.begin_operative(),
            }
        }
        let expected = draft.last_number + 1;
        let restart = label.value == 1 && draft.fresh_section;
        if label.value != expected && !verb && !restart {
            let annexed = draft.in_own_text();
            if draft.is_cut() && !annexed {
                return draft.append(&text, lines, true);
            }
            // A numbered list under a paragraph.
            if draft.ending() == Some(':') && label.value == 1
                || draft.levels.nested() && label.value <= draft.last_number
            {
                let label = Label { style: LabelStyle::NumberInParenthesis, ..label };
                return self.sub_paragraph(Passage { text, lines, kind: passage.kind }, label);
            }
        }
        if label.value != expected && !restart && draft.last_number > 0 {
            let message = format!("paragraph {} follows paragraph {}", label.value, draft.last_number);
            self.diagnose(Level::Warning, "number-out-of-sequence", lines.0, message);
        }
        let Some(draft) = &mut self.draft else { return };
        let own_text = draft.in_own_text();
        let opener = opener.filter(|opener| opener.known || !own_text);
        let opener = opener.or_else(|| if own_text { None } else { openers::unlisted_verb(&text[label.len..]) });
        draft.last_number = label.value;
        draft.levels.paragraph(&label.value.to_string(), draft.clauses.len());
        draft.push(text, lines, Some(label.value.to_string()), opener.as_ref(), label.len, None);
        if opener.is_none_or(|opener| !opener.known) && !own_text {
            self.unknown_opener(lines.0);
        }
    }

    fn unknown_opener(&mut self, line: u32) {
        let clause = self.draft.as_ref().and_then(|draft| draft.clauses.last());
        let start: String = clause.map_or(String::new(), |clause| clause.text.chars().take(60).collect());
        self.diagnose(Level::Info, "unknown-opener", line, format!("no known opener: {start}"));
    }

    /// `a) De faire …`
    fn sub_paragraph(&mut self, passage: Passage, label: Label) {
        let Passage { text, lines, .. } = passage;
        let Some(draft) = &mut self.draft else { return };
        let printed = label.printed(&text);
        let placed = draft.levels.place(label, printed, draft.clauses.len(), draft.ending() == Some(':'));
        draft.push(text, lines, Some(placed.path.clone()), None, 0, placed.chapeau);
        if !placed.in_sequence {
            self.diagnose(
                Level::Info,
                "label-out-of-sequence",
                lines.0,
                format!("{} is not the next label of its series", placed.path),
            );
        }
    }

    /// A passage without a label that begins with an opener.
    fn opened(&mut self, passage: Passage, opener: Opener) {
        let Passage { text, lines, .. } = &passage;
        let Some(draft) = &mut self.draft else { return };
        let ended = draft.ending().is_none_or(|end| matches!(end, ',' | ';' | '.' | ':'));
        match opener.kind {
            OpenerKind::Preambular if draft.in_preamble() => {
                if !opener.known && draft.is_cut() {
                    return self.goes_on(passage);
                }
                let diagnostic = draft.check_gender(&opener, lines.0);
                draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                self.document.diagnostics.extend(diagnostic);
            }
            OpenerKind::Preambular => {
                let whole = text.ends_with([',', ';']) && draft.ending() == Some('.');
                let new_preamble = opener.known && (draft.fresh_section || whole);
                if draft.in_own_text() && !draft.is_cut() && !new_preamble {
                    draft.levels.paragraph("", draft.clauses.len());
                    draft.push(passage.text, passage.lines, None, opener.known.then_some(&opener), 0, None);
                } else if new_preamble {
                    draft.begin_preamble();
                    draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                } else {
                    self.unmarked(passage);
                }
            }
            OpenerKind::Operative if draft.in_preamble() => {
                // `Charge`, `Note`, `Mesure` may also be nouns in the middle of a sentence that was cut.
                if !ended && !text.ends_with([';', '.', ':']) {
                    return self.goes_on(passage);
                }
                draft.begin_operative();
                self.unnumbered(passage, &opener);
            }
            OpenerKind::Operative => {
                if draft.is_cut() && !draft.in_own_text() && !(ended && text.ends_with([';', '.', ':'])) {
                    return self.goes_on(passage);
                }
                self.unnumbered(passage, &opener);
            }
        }
    }

    /// An operative paragraph without a number: the only one, or one whose number was lost.
    fn unnumbered(&mut self, passage: Passage, opener: &Opener) {
        let Some(draft) = &mut self.draft else { return };
        if draft.last_number > 0 && !draft.in_own_text() && !draft.fresh_section {
            let message = format!("a paragraph without number follows paragraph {}", draft.last_number);
            draft.last_number += 1;
            self.diagnose(Level::Warning, "number-missing", passage.lines.0, message);
        }
        let Some(draft) = &mut self.draft else { return };
        draft.levels.paragraph("", draft.clauses.len());
        draft.push(passage.text, passage.lines, None, Some(opener), 0, None);
    }

    /// A passage that begins in the middle of a sentence.
    fn goes_on(&mut self, passage: Passage) {
        let Passage { text, lines, .. } = passage;
        let Some(draft) = &mut self.draft else { return };
        if draft.last().is_none() {
            self.document.leftovers.push(Leftover { kind: LeftoverKind::Unknown, lines, text });
            self.diagnose(
                Level::Warning,
                "text-without-clause",
                lines.0,
                "a text that goes on with nothing before it".into(),
            );
            return;
        }
        let ended = matches!(draft.ending(), Some(';' | '.'));
        if ended && draft.levels.nested() && !draft.listing {
            return self.after_sub_paragraphs(text, lines);
        }
        let item = draft.ending() == Some(':');
        draft.listing |= item;
        let join = !draft.listing;
        draft.append(&text, lines, join);
    }

    /// Text of a paragraph that goes on after its sub-paragraphs.
    fn after_sub_paragraphs(&mut self, text: String, lines: (u32, u32)) {
        let Some(draft) = &mut self.draft else { return };
        let paragraph = draft.levels.close();
        draft.push(text, lines, None, None, 0, paragraph);
    }

    /// A passage with a capital and neither label nor opener.
    fn unmarked(&mut self, passage: Passage) {
        let Passage { text, lines, kind } = passage;
        let Some(draft) = &mut self.draft else { return };
        if draft.last().is_some() {
            let item = draft.ending() == Some(':') && !draft.in_own_text();
            if draft.is_cut() || item || (draft.listing && kind == BlockKind::Item) {
                draft.listing |= item;
                let join = !draft.listing;
                return draft.append(&text, lines, join);
            }
        }
        if text.starts_with("Nous,") && !draft.in_own_text() && draft.region == Region::Operative {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        if draft.in_preamble() {
            draft.push_alinea(text, lines, None, 0);
            self.unknown_opener(lines.0);
        } else if !draft.in_own_text() && draft.last().is_some_and(|clause| !clause.preambular) {
            self.after_sub_paragraphs(text, lines);
            self.diagnose(
                Level::Info,
                "unlabelled-text",
                lines.0,
                "a text without label or opener after a paragraph".into(),
            );
        } else {
            draft.levels.paragraph("", draft.clauses.len());
            draft.push(text, lines, None, None, 0, None);
        }
    }

    /// Footnote texts, whole or in the pieces converters leave after a rule.
    pub(crate) fn take_notes(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let Some(draft) = &mut self.draft else { return false };
        if let Some(found) = notes::notes(text, piece.lead.as_deref()) {
            for note in found {
                // Notes at the foot of a page of several resolutions belong to the one that calls them.
                let caller = note.mark.as_ref().and_then(|mark| self.callers.get(mark));
                let before = caller.and_then(|&rank| self.document.resolutions.get_mut(rank));
                before.map_or(&mut draft.footnotes, |resolution| &mut resolution.footnotes).push(note);
            }
            self.note_zone = true;
            return self.consume(at);
        }
        let labelled = labels::any(text).is_some();
        let number = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        if self.note_zone {
            let digits = |c: char| c.is_ascii_digit() || c.is_whitespace();
            if text.chars().all(digits) && text.len() <= 24 {
                self.loose_marks.extend(text.split_whitespace().map(str::to_owned));
                self.leave(at, LeftoverKind::FootnoteMark);
                return true;
            }
            if notes::is_citation(text) && !labelled {
                let mark = if self.loose_marks.is_empty() { None } else { Some(self.loose_marks.remove(0)) };
                let goes_on = mark.is_none()
                    && draft.footnotes.last().is_some_and(|note| unfinished(&note.text))
                    && !text.starts_with("Voir")
                    && !text.starts_with("Ibid");
                match draft.footnotes.last_mut().filter(|_| goes_on) {
                    Some(note) => crate::hyphen::join(&mut note.text, text),
                    None => draft.footnotes.push(Footnote { mark, text: text.to_owned() }),
                }
                return self.consume(at);
            }
            let scrap =
                text.len() <= 200 && text.starts_with(|c: char| c == '(' || c.is_ascii_digit()) || text.len() <= 3;
            if let Some(note) = draft.footnotes.last_mut().filter(|note| scrap && !labelled && unfinished(&note.text)) {
                crate::hyphen::join(&mut note.text, text);
                return self.consume(at);
            }
        }
        // A mark alone, far from any rule, is followed by its note.
        let next =
            self.pieces[at + 1..].iter().find(|piece| !piece.text.is_empty()).map_or("", |piece| piece.text.as_str());
        if number && (draft.region == Region::Closed || notes::is_citation(next) || self.note_zone) {
            self.loose_marks.push(text.to_owned());
            self.note_zone = true;
            self.leave(at, LeftoverKind::FootnoteMark);
            return true;
        }
        let cut = draft.is_cut() || draft.region == Region::Closed || !self.loose_marks.is_empty();
        if cut && !labelled && notes::is_citation(text) && text.ends_with('.') {
            let mark = self.loose_marks.pop();
            draft.footnotes.push(Footnote { mark, text: text.to_owned() });
            return self.consume(at);
        }
        false
    }

    /// Marks a block as read.
    fn consume(&mut self, at: usize) -> bool {
        self.pieces[at].text.clear();
        true
    }

    /// Headings of sections and groups of paragraphs.
    fn take_heading(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let Some(draft) = &self.draft else { return false };
        if let Some(numeral) = self.section_numeral(at, draft) {
            let numeral = numeral.to_owned();
            if let Some(draft) = &mut self.draft {
                draft.section = Some(numeral);
                draft.roman = true;
                draft.fresh_section = true;
                draft.levels.clear();
            }
            self.leave(at, LeftoverKind::Heading);
            return true;
        }
        if !self.is_heading(at, draft) {
            return false;
        }
        let embedded = self.begins_embedded(at, draft);
        let heading = text.to_owned();
        let heading = self.strip(at, heading);
        let Some(draft) = &mut self.draft else { return false };
        if embedded {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        match &mut draft.inner {
            Some(inner) if inner.untitled => inner.untitled = false,
            _ if draft.roman => {}
            _ => draft.section = Some(heading),
        }
        draft.fresh_section = true;
        self.leave(at, LeftoverKind::Heading);
        true
    }

    /// `II`, `II. Activités générales`: the numeral, where it counts on or stands as a heading.
    fn section_numeral<'t>(&'t self, at: usize, draft: &Draft) -> Option<&'t str> {
        let piece = &self.pieces[at];
        let first = piece.text.split(' ').next()?;
        let numeral = first.trim_end_matches('.');
        let value = roman_value(numeral).filter(|&value| value < 40)?;
        let rest = piece.text[first.len()..].trim_start();
        let before = draft.section.as_deref().filter(|_| draft.roman).and_then(roman_value).unwrap_or(0);
        let alone = rest.is_empty();
        let titled = rest.starts_with(char::is_uppercase)
            && rest.len() < 300
            && !rest.ends_with([';', ',', '.'])
            && (piece.kind == BlockKind::Heading || first.ends_with('.'));
        let verb = openers::opener(rest, false).is_some_and(|opener| opener.known);
        let counts_on = (before + 1..before + 4).contains(&value);
        ((alone && (value == before + 1 || (before > 0 && counts_on)))
            || (titled && !verb && (counts_on || piece.kind == BlockKind::Heading)))
            .then_some(numeral)
    }

    /// A line without end punctuation that stands over the paragraphs that follow.
    fn is_heading(&self, at: usize, draft: &Draft) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let ends_open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '»' | '?' | '"'));
        let capital = text.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"'));
        let lettered = labels::any(text).is_some_and(|label| label.style == LabelStyle::Capital);
        let next = self.pieces[at + 1..].iter().find(|piece| !piece.text.is_empty() && piece.kind != BlockKind::Image);
        if let Some(label) = labels::any(text).filter(|label| label.style == LabelStyle::Number) {
            // `2. Barème des traitements` over paragraphs that are numbered anew or have openers.
            let title = &text[label.len..];
            let over = next.is_some_and(|next| {
                let first = labels::any(&next.text);
                let anew = first.is_some_and(|first| {
                    first.style == LabelStyle::Number && (first.value == 1 || draft.in_own_text())
                });
                anew || first.is_none() && openers::opener(&next.text, false).is_some_and(|opener| opener.known)
            });
            let verb = openers::opener(title, self.scanned).is_some();
            return ends_open
                && title.len() < 160
                && !verb
                && (over && !draft.is_cut() || piece.kind == BlockKind::Heading && draft.in_own_text());
        }
        if !ends_open || !capital || text.len() > 260 {
            return false;
        }
        if openers::opener(text, self.scanned).is_some_and(|opener| opener.known) && !lettered {
            return false;
        }
        let lower =
            next.is_some_and(|next| next.text.starts_with(char::is_lowercase) && labels::any(&next.text).is_none());
        if piece.kind == BlockKind::Heading {
            return !(lower && draft.is_cut());
        }
        let numbered = next.is_some_and(|next| {
            labels::any(&next.text).is_some_and(|label| label.style == LabelStyle::Number)
                || next.kind == BlockKind::Heading
        });
        let opened = next.is_some_and(|next| openers::opener(&next.text, false).is_some_and(|opener| opener.known));
        let short = text.len() <= 160 && piece.kind == BlockKind::Paragraph;
        short
            && !draft.is_cut()
            && draft.ending() != Some(':')
            && (numbered || (opened && !draft.in_preamble()) || draft.in_own_text())
    }

    /// A heading after `Adopte le document final qui suit :` begins the text that is adopted.
    fn begins_embedded(&self, at: usize, draft: &Draft) -> bool {
        if draft.inner.is_some() || draft.in_preamble() {
            return false;
        }
        let Some(last) = draft.last() else { return false };
        let announced = ["suivant", "ci-après", "qui suit", "ci-dessous", "dont le texte"]
            .iter()
            .any(|word| last.text.contains(word));
        let colon = draft.ending() == Some(':');
        if !(colon || announced && draft.ending() == Some('.')) {
            return false;
        }
        // What follows is not one more operative paragraph.
        let next = self.pieces[at + 1..]
            .iter()
            .find(|piece| labels::any(&piece.text).is_some_and(|label| label.style == LabelStyle::Number));
        next.is_none_or(|next| {
            let label = labels::any(&next.text);
            let rest = &next.text[label.map_or(0, |label| label.len)..];
            label.is_some_and(|label| label.value == 1)
                || openers::opener(rest, false).is_none_or(|opener| !opener.known)
        })
    }
}

/// `8 Décide …`: a number that lost its stop, where it is the one to be expected and a verb follows.
fn undotted(text: &str, expected: u32) -> Option<Label> {
    let (digits, rest) = text.split_once(' ')?;
    let value = digits.parse().ok().filter(|&value| value == expected)?;
    let verb = openers::opener(rest, false).filter(|opener| opener.known && opener.kind == OpenerKind::Operative);
    verb.map(|_| Label { style: LabelStyle::Number, value, roman: None, len: digits.len() + 1 })
}

/// A single letter, left of the box that holds the symbol.
fn is_stray(text: &str) -> bool {
    text.chars().count() == 1 && text.starts_with(char::is_alphabetic)
}

/// A note that ends without a stop goes on in the next piece.
fn unfinished(text: &str) -> bool {
    !text.trim_end().ends_with('.')
}

/// The most blocks' worth of text (bytes) a quotation may take before it is taken for one that was never closed.
const LONGEST_QUOTATION: usize = 20_000;

/// True while the last clause has an open quotation which `text` goes on with: amendments quote whole paragraphs.
fn quoting(draft: &Draft, text: &str) -> bool {
    let Some(last) = draft.last() else { return false };
    if last.text.len() > LONGEST_QUOTATION {
        return false;
    }
    let opens = |text: &str| text.matches('«').count() as i64 - text.matches('»').count() as i64;
    if draft.in_preamble() || opens(&last.text) <= 0 {
        return false;
    }
    let label = labels::any(text);
    let next = label.is_some_and(|label| label.style == LabelStyle::Number && label.value == draft.last_number + 1);
    let verb = openers::opener(&text[label.map_or(0, |label| label.len)..], false)
        .is_some_and(|opener| opener.known && opener.kind == OpenerKind::Operative);
    !(next && verb) && (label.is_some() || draft.ending() == Some(':') || text.starts_with('«'))
}
