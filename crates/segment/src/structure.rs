//! Blocks to resolutions: which block begins one, which line closes it, what is header, furniture, annex, tail.
//! Clause by clause, [`crate::body`] goes on.

use crate::block::{BlockKind, blocks};
use crate::clean::clean;
use crate::dates::first_date;
use crate::document::{Diagnostic, Document, DocumentKind, Leftover, LeftoverKind, Level};
use crate::draft::{Draft, Region, TitleLine};
use crate::furniture::{self, furniture};
use crate::header::{self, NumberLine};
use crate::labels;
use crate::marks::{self, Series};
use crate::openers;
use crate::organs::{self, Enacting};
use alinea_model::{Header, Organ, Part, Symbol};
use std::collections::HashMap;

/// Segments the text of one file. `name` is the file's name without folder and extension: where the text prints no
/// symbol, it stands in. Never fails: what is not understood is in the diagnostics and the leftovers.
pub fn segment(name: &str, text: &str) -> Document {
    let mut reader = Reader::new(name, text);
    for at in 0..reader.pieces.len() {
        reader.step(at);
    }
    reader.finish()
}

/// A block with what can be told of it by itself.
pub(crate) struct Piece {
    pub(crate) kind: BlockKind,
    pub(crate) raw: String,
    pub(crate) text: String,
    pub(crate) marks: Vec<String>,
    pub(crate) lead: Option<String>,
    pub(crate) lines: (u32, u32),
    furniture: Option<LeftoverKind>,
    enacting: Option<Enacting>,
}

/// The state of reading one file.
pub(crate) struct Reader<'a> {
    name: &'a str,
    pub(crate) pieces: Vec<Piece>,
    /// For each block, the next one (itself included) that is an enacting line.
    next_enacting: Vec<usize>,
    pub(crate) draft: Option<Draft>,
    /// Header data of the file: they stand on its first page, wherever a converter put them.
    masthead: Header,
    printed_symbol: Option<Symbol>,
    awaiting_issue: bool,
    pub(crate) in_vote: bool,
    /// A rule was seen: footnotes may follow, in pieces.
    pub(crate) note_zone: bool,
    /// Marks of footnotes that stand apart from their texts.
    pub(crate) loose_marks: Vec<String>,
    pub(crate) series: Series,
    /// The pages were scanned: letters are misread.
    pub(crate) scanned: bool,
    in_tail: bool,
    /// The resolution (by rank in the file) that calls a footnote, by its mark.
    pub(crate) callers: HashMap<String, usize>,
    pub(crate) document: Document,
}

/// How far ahead (blocks of text) the enacting line of a resolution that begins may be.
const NEAR: usize = 8;
const NEAR_AT_FRONT: usize = 30;

impl<'a> Reader<'a> {
    fn new(name: &'a str, text: &str) -> Reader<'a> {
        let mut pieces: Vec<Piece> = blocks(text)
            .into_iter()
            .map(|block| {
                let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item);
                let cleaned = if plain { clean(&block.rows) } else { Default::default() };
                let text = cleaned.text;
                Piece {
                    furniture: plain.then(|| furniture(&text)).flatten(),
                    enacting: plain.then(|| organs::enacting(&text)).flatten(),
                    kind: block.kind,
                    raw: block.raw(),
                    text,
                    marks: cleaned.marks,
                    lead: cleaned.lead,
                    lines: block.lines,
                }
            })
            .collect();
        let scanned = text.contains('›') || looks_scanned(text);
        if scanned {
            find_damaged_enacting(&mut pieces);
        }
        let mut next_enacting = vec![usize::MAX; pieces.len()];
        let mut next = usize::MAX;
        for (at, piece) in pieces.iter().enumerate().rev() {
            if piece.enacting.is_some() {
                next = at;
            }
            next_enacting[at] = next;
        }
        Reader {
            name,
            pieces,
            next_enacting,
            draft: None,
            masthead: Header::default(),
            printed_symbol: None,
            awaiting_issue: false,
            in_vote: false,
            note_zone: false,
            loose_marks: Vec::new(),
            series: Series::default(),
            scanned,
            in_tail: false,
            callers: HashMap::new(),
            document: Document::default(),
        }
    }

    fn region(&self) -> Option<Region> {
        self.draft.as_ref().map(|draft| draft.region)
    }

    /// Reads one block.
    fn step(&mut self, at: usize) {
        let kind = self.pieces[at].kind;
        match kind {
            BlockKind::Image => return self.leave(at, LeftoverKind::Image),
            BlockKind::Table => return self.table(at),
            BlockKind::Rule => {
                self.note_zone = true;
                self.loose_marks.clear();
                return self.leave(at, LeftoverKind::Rule);
            }
            _ => {}
        }
        if self.scanned && foreign_language(&self.pieces[at].text) {
            return self.leave(at, LeftoverKind::Foreign);
        }
        if self.is_awaited_number(at) && self.begins_resolution(at) {
            return;
        }
        if self.take_masthead(at) || self.begins_resolution(at) {
            return;
        }
        match self.region() {
            None => self.front(at),
            Some(Region::Header) => self.header_line(at),
            Some(Region::Closed) => self.closed(at),
            Some(_) => {
                if !self.closes(at) && !self.begins_annex(at) {
                    self.body(at);
                }
            }
        }
    }

    /// `12/16` under the adoption line of a Human Rights Council resolution is its number, not a page's.
    fn is_awaited_number(&self, at: usize) -> bool {
        let awaited = self
            .draft
            .as_ref()
            .is_some_and(|draft| draft.region == Region::Header && draft.adoption_seen && draft.number.is_none());
        awaited && self.pieces[at].furniture == Some(LeftoverKind::PageNumber)
    }

    /// Puts a block aside.
    pub(crate) fn leave(&mut self, at: usize, kind: LeftoverKind) {
        let piece = &mut self.pieces[at];
        let text = std::mem::take(&mut piece.raw);
        self.document.leftovers.push(Leftover { kind, lines: piece.lines, text });
    }

    pub(crate) fn diagnose(&mut self, level: Level, code: &'static str, line: u32, message: String) {
        self.document.diagnostics.push(Diagnostic { level, code, line, message });
    }

    fn table(&mut self, at: usize) {
        let kind = if self.draft.is_some() { LeftoverKind::Table } else { LeftoverKind::Contents };
        if self.draft.as_ref().is_some_and(|draft| !draft.clauses.is_empty()) {
            let line = self.pieces[at].lines.0;
            self.diagnose(Level::Info, "table", line, "a table is kept as a table, not as clauses".into());
        }
        self.leave(at, kind);
    }

    /// Distribution block, symbols, page numbers, names of organs in mastheads.
    fn take_masthead(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        if text.is_empty() {
            self.leave(at, LeftoverKind::Masthead);
            return true;
        }
        if self.awaiting_issue {
            // `GENERALE`, then `A/RES/49/146 7 février 1995`; or the date alone.
            let first = text.split(' ').next().unwrap_or("");
            let after_symbol = furniture::running_symbol(first) && text.len() < 60;
            if header::only_date(text).is_some() || after_symbol {
                self.masthead.issued = self.masthead.issued.or(first_date(text));
                self.note_symbol(first.to_owned());
                self.awaiting_issue = self.masthead.issued.is_none();
                self.leave(at, LeftoverKind::Masthead);
                return true;
            }
        }
        if let Some(kind) = piece.furniture {
            if furniture::distribution(text) {
                self.masthead.issued = self.masthead.issued.or(first_date(text));
                self.awaiting_issue = self.masthead.issued.is_none();
            }
            let text = text.to_owned();
            self.note_symbol(text);
            self.leave(at, kind);
            return true;
        }
        let in_body = matches!(self.region(), Some(Region::Preamble | Region::Operative | Region::Annex));
        if let Some(organ) = organs::masthead(text) {
            let own = self.draft.as_ref().is_none_or(|draft| draft.header.organ.as_ref().is_none_or(|o| *o == organ));
            if !in_body || own || matches!(organ, Organ::EconomicAndSocialCouncil) {
                self.masthead.organ = self.masthead.organ.take().or(Some(organ));
                self.leave(at, LeftoverKind::Masthead);
                return true;
            }
        }
        if self.draft.is_some()
            && text.split_whitespace().count() <= 3
            && text.len() <= 40
            && furniture::organ_name(text)
        {
            self.leave(at, LeftoverKind::Masthead);
            return true;
        }
        false
    }

    /// Remembers the first symbol of a resolution that the pages carry.
    fn note_symbol(&mut self, text: String) {
        if self.printed_symbol.is_none() {
            let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            self.printed_symbol = Symbol::parse(&plain);
        }
    }

    /// Number of text blocks between `at` and the next enacting line.
    fn enacting_within(&self, at: usize, most: usize) -> bool {
        let Some(&next) = self.next_enacting.get(at) else { return false };
        if next == usize::MAX {
            return false;
        }
        let between =
            self.pieces[at..next].iter().filter(|piece| piece.furniture.is_none() && !piece.text.is_empty()).count();
        between <= most
    }

    /// A number line, the letter of a part, an enacting line.
    fn begins_resolution(&mut self, at: usize) -> bool {
        if let Some(enacting) = self.pieces[at].enacting.clone() {
            return self.enact(at, enacting);
        }
        let text = &self.pieces[at].text;
        let region = self.region();
        if let Some(line) = header::number_line(text) {
            let near = match region {
                None | Some(Region::Header) => self.enacting_within(at, NEAR_AT_FRONT),
                _ => self.enacting_within(at, NEAR),
            };
            let first =
                region == Some(Region::Header) && self.draft.as_ref().is_some_and(|draft| draft.number.is_none());
            // A page may be so damaged that the enacting line cannot be read; the file's own number is trusted.
            let named = Symbol::parse(self.name);
            let own = region.is_none()
                && named.is_some_and(|named| Symbol::from_parts(named.body(), &line.number).as_ref() == Some(&named));
            if near || first || own {
                self.begin_numbered(at, line);
                return true;
            }
        }
        if let Some((letter, len)) = self.part_letter(at) {
            self.begin_part(at, letter, len);
            return true;
        }
        false
    }

    fn begin_numbered(&mut self, at: usize, line: NumberLine) {
        if self.region().is_some_and(|region| region != Region::Header) {
            self.finish_draft();
        }
        let piece = &self.pieces[at];
        let rest = piece.text[line.len..].to_owned();
        let line_number = piece.lines.0;
        let draft = self.draft.get_or_insert_with(|| Draft::new(line_number));
        draft.number = Some(line.number);
        if line.announced {
            draft.header.organ = draft.header.organ.take().or(Some(Organ::SecurityCouncil));
            draft.header.adopted = draft.header.adopted.or(first_date(&rest));
        }
        let after_adoption = self.adoption_seen();
        self.add_title(at, rest, after_adoption, true);
        self.in_tail = false;
        self.leave(at, LeftoverKind::Header);
    }

    fn add_title(&mut self, at: usize, text: String, after_adoption: bool, after_number: bool) {
        let text = self.strip(at, text);
        let Some(draft) = &mut self.draft else { return };
        if text.is_empty() {
            return;
        }
        if draft.letter.is_some() {
            draft.part_titles.push(text);
        } else {
            draft.titles.push(TitleLine { text, after_adoption, after_number });
        }
    }

    /// The letter of a part (`A`, `B`, `B 1` with a mark, `A Titre`) where one may stand.
    fn part_letter(&self, at: usize) -> Option<(String, usize)> {
        let piece = &self.pieces[at];
        let mut words = piece.text.split(' ');
        let letter = words.next().filter(|word| word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase()))?;
        let rest = piece.text[1..].trim_start();
        let mark = rest.bytes().all(|b| b.is_ascii_digit());
        let titled = piece.kind == BlockKind::Heading && rest.starts_with(char::is_uppercase);
        if !(rest.is_empty() || mark || titled) || !self.enacting_within(at, 4) {
            return None;
        }
        let draft = self.draft.as_ref()?;
        let expected = match (&draft.letter, draft.region) {
            (_, Region::Preamble | Region::Annex) => return None,
            (Some(last), Region::Operative | Region::Closed) => letter > last.as_str(),
            (None, Region::Operative) => return None,
            (None, Region::Closed) => letter == "B" || letter == "A",
            // The `A` of the box with the symbol stands in the header too: only a part B, or the file's name, tells.
            (_, Region::Header) => draft.number.is_some() && (letter != "A" || self.has_parts(at)),
        };
        let len = if mark { piece.text.len() } else { piece.text.len() - rest.len() };
        expected.then(|| (letter.to_owned(), len))
    }

    fn has_parts(&self, at: usize) -> bool {
        let named = Symbol::parse(self.name).is_some_and(|symbol| symbol.number().contains(" A"));
        named
            || self.scanned
            || self.pieces[at + 1..].iter().enumerate().any(|(after, piece)| {
                let b = piece.text == "B" || piece.kind == BlockKind::Heading && piece.text.starts_with("B ");
                b && self.enacting_within(at + 1 + after, 4)
            })
    }

    fn begin_part(&mut self, at: usize, letter: String, len: usize) {
        let shared = self.draft.as_ref().map(|draft| (draft.number.clone(), draft.titles.clone(), draft.region));
        let line = self.pieces[at].lines.0;
        if let Some((number, titles, region)) = shared {
            if region != Region::Header {
                self.finish_draft();
                let mut draft = Draft::new(line);
                draft.number = number;
                draft.titles = titles;
                self.draft = Some(draft);
            }
        }
        if let Some(draft) = &mut self.draft {
            draft.letter = Some(letter);
            draft.part_titles.clear();
        }
        let rest = self.pieces[at].text[len..].to_owned();
        self.add_title(at, rest, true, true);
        self.leave(at, LeftoverKind::Header);
    }

    /// An enacting line: a preamble begins, of this resolution, of a new one, or of a text inside.
    fn enact(&mut self, at: usize, enacting: Enacting) -> bool {
        let line = self.pieces[at].lines.0;
        match self.region() {
            Some(Region::Annex) => {
                // A declaration with a preamble of its own.
                if let Some(draft) = &mut self.draft {
                    draft.begin_preamble();
                }
            }
            None | Some(Region::Closed) => {
                self.finish_draft();
                self.draft = Some(Draft::new(line));
                self.open_preamble(enacting.organ.clone());
            }
            Some(Region::Header) => self.open_preamble(enacting.organ.clone()),
            Some(Region::Preamble | Region::Operative) => {
                let Some(draft) = &mut self.draft else { return false };
                let same = draft.header.organ.as_ref() == Some(&enacting.organ);
                let asked = draft.ending() == Some(':') || draft.fresh_section;
                if same && draft.inner.is_none() {
                    if draft.is_cut() && draft.region == Region::Operative {
                        return false;
                    }
                    draft.begin_preamble();
                } else if draft.inner.is_none() && (asked || !draft.is_cut()) {
                    draft.begin_inner(Part::Embedded, Some("Texte recommandé".into()), true);
                } else if draft.inner.is_some() {
                    draft.begin_preamble();
                } else {
                    return false;
                }
            }
        }
        self.in_tail = false;
        self.note_zone = false;
        let rest = self.pieces[at].text[enacting.len..].trim_start().to_owned();
        if rest.is_empty() {
            self.leave(at, LeftoverKind::Header);
        } else {
            let piece = &mut self.pieces[at];
            let text = piece.text[..enacting.len].to_owned();
            let lines = (piece.lines.0, piece.lines.0);
            piece.text = rest;
            self.document.leftovers.push(Leftover { kind: LeftoverKind::Header, lines, text });
            self.body(at);
        }
        true
    }

    fn open_preamble(&mut self, organ: Organ) {
        if let Some(draft) = &mut self.draft {
            draft.header.organ = Some(organ);
            draft.region = Region::Preamble;
            draft.alineas = 0;
        }
    }

    /// Before any header: the end of another resolution, or a document of another kind.
    fn front(&mut self, at: usize) {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        if self.is_header_line(at) {
            self.draft = Some(Draft::new(piece.lines.0));
            return self.header_line(at);
        }
        if header::closing(text).is_some() || header::is_vote(text) {
            self.in_tail = true;
        }
        let body = labels::any(text).is_some()
            || text.starts_with(char::is_lowercase)
            || openers::opener(text, self.scanned).is_some_and(|o| o.known);
        self.in_tail |= body;
        self.leave(at, if self.in_tail { LeftoverKind::Tail } else { LeftoverKind::Unknown });
    }

    fn is_header_line(&self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        text.len() < 400
            && (header::names_session(text)
                || header::agenda(text).is_some()
                || header::is_adoption(text)
                || header::provenance(text).is_some())
    }

    /// A line between the first header line and the enacting line.
    fn header_line(&mut self, at: usize) {
        let piece = &self.pieces[at];
        let text = piece.text.clone();
        if self.is_header_line(at) {
            if let Some(item) = header::agenda(&text) {
                self.masthead.agenda.get_or_insert_with(|| item.to_owned());
            }
            if header::names_session(&text) && self.masthead.session.is_none() {
                self.masthead.session = header::session_number(&text);
            }
            if header::is_adoption(&text) {
                self.masthead.organ = organs::adopted_by(&text).or(self.masthead.organ.take());
                self.masthead.adopted = self.masthead.adopted.or(first_date(&text));
                self.masthead.meeting = self.masthead.meeting.or(header::meeting_in(&text));
                self.expect_titles();
            }
            if let Some(provenance) = header::provenance(&text) {
                self.masthead.provenance = Some(provenance.to_owned());
                self.expect_titles();
            }
            return self.leave(at, LeftoverKind::Header);
        }
        if text.starts_with('[') || self.provenance_goes_on(&text) {
            return self.leave(at, LeftoverKind::Header);
        }
        if self.begins_without_enacting(at) {
            self.diagnose(
                Level::Warning,
                "enacting-line-missing",
                self.pieces[at].lines.0,
                "the text begins without an enacting line".into(),
            );
            if let Some(draft) = &mut self.draft {
                draft.region = Region::Preamble;
                draft.header.organ = draft.header.organ.take().or(self.masthead.organ.clone());
            }
            return self.body(at);
        }
        if header::closing(&text).is_some() || labels::any(&text).is_some() && !self.enacting_within(at, NEAR) {
            return self.leave(at, LeftoverKind::Tail);
        }
        let after_number = self.draft.as_ref().is_some_and(|draft| draft.number.is_some());
        if text.chars().count() == 1 {
            return self.leave(at, LeftoverKind::Masthead);
        }
        let after_adoption = self.adoption_seen();
        self.add_title(at, text, after_adoption, after_number);
        self.leave(at, LeftoverKind::Header);
    }

    /// From here on, unknown lines of the header are its title; those before were titles of agenda items.
    fn expect_titles(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.adoption_seen = true;
        }
    }

    fn adoption_seen(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.adoption_seen)
    }

    /// A provenance that was cut before its closing bracket.
    fn provenance_goes_on(&mut self, text: &str) -> bool {
        let Some(provenance) = &mut self.masthead.provenance else { return false };
        let open = provenance.matches('(').count() > provenance.matches(')').count();
        if !open || !text.ends_with(']') || text.len() > 200 {
            return false;
        }
        provenance.push(' ');
        provenance.push_str(text.trim_end_matches(']').trim());
        true
    }

    /// In a header whose enacting line is lost: an opener of a preamble, or paragraph 1 with a verb.
    fn begins_without_enacting(&self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        if self.enacting_within(at, NEAR) {
            return false;
        }
        let label = labels::any(text).filter(|label| label.style == labels::LabelStyle::Number && label.value == 1);
        let start = label.map_or(0, |label| label.len);
        let opener = openers::opener(&text[start..], false).filter(|opener| opener.known);
        opener.is_some_and(|opener| match opener.kind {
            openers::OpenerKind::Preambular => text.ends_with([',', ';']),
            openers::OpenerKind::Operative => label.is_some() || text.ends_with(['.', ';']),
        })
    }

    /// Takes the marks out of a text that comes from block `at`, and accounts for them.
    pub(crate) fn strip(&mut self, at: usize, mut text: String) -> String {
        let piece = &mut self.pieces[at];
        let mut marks = std::mem::take(&mut piece.marks);
        for mark in &marks {
            self.series.note(mark);
        }
        marks.extend(marks::strip(&mut text, &mut self.series, self.scanned));
        if !marks.is_empty() {
            let rank = self.document.resolutions.len();
            self.callers.extend(marks.iter().map(|mark| (mark.clone(), rank)));
            let lines = piece.lines;
            self.document.leftovers.push(Leftover { kind: LeftoverKind::FootnoteMark, lines, text: marks.join(" ") });
        }
        text
    }

    /// A closing line or a vote.
    fn closes(&mut self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        let Some(draft) = &mut self.draft else { return false };
        if draft.clauses.is_empty() {
            return false;
        }
        if let Some(closing) = header::closing(text) {
            draft.header.meeting = draft.header.meeting.or(closing.meeting);
            draft.header.adopted = draft.header.adopted.or(closing.adopted);
            draft.region = Region::Closed;
        } else if header::is_vote(text) && !draft.in_preamble() {
            draft.header.vote = Some(text.trim_matches(['[', ']']).to_owned());
            draft.header.meeting = draft.header.meeting.or(header::meeting_in(text));
            draft.region = Region::Closed;
            self.in_vote = text.starts_with('[') && !text.ends_with(']');
        } else if let Some(date) = header::only_date(text).filter(|_| draft.ending() == Some('.')) {
            // Adopted without a meeting, by silence procedure.
            draft.header.adopted = draft.header.adopted.or(Some(date));
            draft.region = Region::Closed;
        } else {
            return false;
        }
        draft.inner = None;
        self.note_zone = true;
        self.leave(at, LeftoverKind::Closing);
        true
    }

    /// After the closing line.
    fn closed(&mut self, at: usize) {
        let text = self.pieces[at].text.clone();
        if self.begins_annex(at) || self.take_notes(at) {
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        if self.in_vote {
            self.in_vote = !text.contains(']');
            if let Some(vote) = &mut draft.header.vote {
                vote.push(' ');
                vote.push_str(text.trim_matches(['[', ']']));
            }
            return self.leave(at, LeftoverKind::Closing);
        }
        if let Some(closing) = header::closing(&text) {
            draft.header.meeting = draft.header.meeting.or(closing.meeting);
            draft.header.adopted = draft.header.adopted.or(closing.adopted);
            return self.leave(at, LeftoverKind::Closing);
        }
        if header::is_vote(&text) {
            self.in_vote = text.starts_with('[') && !text.contains(']');
            draft.header.vote.get_or_insert_with(|| text.trim_matches(['[', ']']).to_owned());
            draft.header.meeting = draft.header.meeting.or(header::meeting_in(&text));
            return self.leave(at, LeftoverKind::Closing);
        }
        if let Some(date) = header::only_date(&text) {
            draft.header.adopted = draft.header.adopted.or(Some(date));
            return self.leave(at, LeftoverKind::Closing);
        }
        let label = labels::any(&text);
        let goes_on = label
            .is_some_and(|label| label.style == labels::LabelStyle::Number && label.value == draft.last_number + 1)
            && openers::opener(&text[label.map_or(0, |label| label.len)..], self.scanned)
                .is_some_and(|opener| opener.known);
        if goes_on {
            draft.region = Region::Operative;
            return self.body(at);
        }
        self.leave(at, LeftoverKind::Foreign);
    }

    /// `Annexe`, `ANNEXE II`, `Appendice`, after the resolution proper.
    fn begins_annex(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let Some(name) = annex_name(&piece.text, piece.kind) else { return false };
        let Some(draft) = &mut self.draft else { return false };
        if draft.clauses.is_empty()
            || (draft.region == Region::Operative && draft.is_cut())
            || draft.region == Region::Preamble
        {
            return false;
        }
        draft.region = Region::Annex;
        draft.begin_inner(Part::Annex, Some(name), false);
        self.note_zone = false;
        self.leave(at, LeftoverKind::Heading);
        true
    }

    fn finish_draft(&mut self) {
        let Some(draft) = self.draft.take() else { return };
        if draft.clauses.is_empty() {
            let line = draft.line;
            self.diagnose(Level::Warning, "no-clause", line, "a header without any clause".into());
            return;
        }
        let resolution = draft.finish(&self.masthead, self.printed_symbol.as_ref(), self.name);
        self.document.resolutions.push(resolution);
    }

    fn finish(mut self) -> Document {
        self.finish_draft();
        crate::finish::complete(&mut self.document, self.name);
        self.document.kind =
            if self.document.resolutions.is_empty() { DocumentKind::Other } else { DocumentKind::Resolutions };
        self.document
    }
}

/// How an annex is headed, if `text` is such a heading: `Annexe`, `Annexe II`, `ANNEXE I. Titre`.
fn annex_name(text: &str, kind: BlockKind) -> Option<String> {
    let mut words = text.split(' ');
    let first = words.next()?;
    let folded = crate::letters::letters(first, 12);
    let word = match folded.as_str() {
        "annexe" | "annexes" => "Annexe",
        "appendice" => "Appendice",
        _ => return None,
    };
    let numeral = words.next().map(|word| word.trim_end_matches(['.', ':', ',']));
    let numeral = numeral.filter(|n| {
        alinea_model::roman_value(n).is_some()
            || n.bytes().all(|b| b.is_ascii_digit())
            || (n.len() == 1 && n.bytes().all(|b| b.is_ascii_uppercase()))
    });
    let rest = words.count();
    let alone = rest == 0 && (numeral.is_some() || text.len() == first.len());
    let titled = kind == BlockKind::Heading && first.starts_with(char::is_uppercase) && text.len() < 160;
    (alone && first.starts_with(char::is_uppercase) || titled).then(|| match numeral {
        Some(numeral) => format!("{word} {numeral}"),
        None => word.to_owned(),
    })
}

/// In scanned pages, enacting lines that only their place tells: short, before an opener.
fn find_damaged_enacting(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        if pieces[at].enacting.is_some() {
            continue;
        }
        let Some(enacting) = organs::damaged_enacting(&pieces[at].text) else { continue };
        let next = pieces[at + 1..].iter().find(|piece| !piece.text.is_empty());
        let label = next.and_then(|next| labels::any(&next.text)).map_or(0, |label| label.len);
        if next.is_some_and(|next| openers::opener(&next.text[label..], true).is_some_and(|opener| opener.known)) {
            pieces[at].enacting = Some(enacting);
        }
    }
}

/// The volumes of the first sessions print English beside French; some pages carry Russian. True for a passage that
/// is plainly not French, by its grammatical words or its alphabet.
fn foreign_language(text: &str) -> bool {
    let (mut english, mut french, mut words) = (0, 0, 0);
    for word in text.split(' ').take(60) {
        words += 1;
        match word.trim_matches(|c: char| !c.is_alphabetic()) {
            "the" | "The" | "of" | "and" | "to" | "in" | "by" | "that" | "with" | "for" | "shall" | "which" | "its" => {
                english += 1
            }
            "le" | "la" | "les" | "de" | "des" | "du" | "et" | "à" | "que" | "dans" | "au" | "aux" | "par" | "pour"
            | "Le" | "La" => french += 1,
            _ => {}
        }
    }
    let cyrillic = text.chars().take(200).filter(|c| ('\u{400}'..'\u{500}').contains(c)).count();
    cyrillic > 10 || (english > french + 1 && english * 8 >= words) || text.starts_with("The General Assembly")
}

/// A long text without accents, or with many letters no French text has, was scanned.
fn looks_scanned(text: &str) -> bool {
    let sample: Vec<char> = text.chars().take(6000).collect();
    let letters = sample.iter().filter(|c| c.is_alphabetic()).count();
    let accents = sample.iter().filter(|c| "éèêàçùôîÉ".contains(**c)).count();
    letters > 500 && accents * 200 < letters
}
