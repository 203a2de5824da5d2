//! Blocks to resolutions: which block begins one, which line closes it, what is header, furniture, annex, tail.
//! Clause by clause, [`crate::body`] goes on.

use crate::block::BlockKind;
use crate::dates::first_date;
use crate::document::{Diagnostic, Document, DocumentKind, Leftover, LeftoverKind, Level};
use crate::draft::{Draft, Region, TitleLine};
use crate::header::{self, NumberLine};
use crate::organs::Enacting;
use crate::piece::{Piece, foreign_language, is_bilingual, looks_scanned, pieces};
use crate::{marks, notes};
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

/// The state of reading one file.
pub(crate) struct Reader<'a> {
    pub(crate) name: &'a str,
    pub(crate) pieces: Vec<Piece<'a>>,
    /// For each block, how many blocks of text lie before the next enacting line; `usize::MAX` if none comes.
    to_enacting: Vec<usize>,
    pub(crate) draft: Option<Draft>,
    /// Header data of the file: they stand on its first page, wherever a converter put them.
    pub(crate) masthead: Header,
    pub(crate) printed_symbol: Option<Symbol>,
    pub(crate) awaiting_issue: bool,
    pub(crate) in_vote: bool,
    /// A rule was seen: footnotes may follow, in pieces.
    pub(crate) note_zone: bool,
    /// Marks of footnotes that stand apart from their texts.
    pub(crate) loose_marks: Vec<String>,
    /// The pages were scanned: letters are misread.
    pub(crate) scanned: bool,
    /// Some passages are in another language.
    bilingual: bool,
    pub(crate) in_tail: bool,
    /// The resolution whose parts are being read.
    parts: Option<Parts>,
    /// Index of the block of the body that was read last.
    pub(crate) last_text: usize,
    /// Index of the last heading.
    pub(crate) last_heading: usize,
    /// The resolution (by rank in the file) that calls a footnote, by its mark.
    pub(crate) callers: HashMap<String, usize>,
    /// Of each resolution read, whether its number stands in the text.
    numbered: Vec<bool>,
    pub(crate) document: Document,
}

/// What the parts of one resolution share, and the letter of the last.
struct Parts {
    number: Option<String>,
    titles: Vec<TitleLine>,
    letter: String,
}

/// How far ahead (blocks of text) the enacting line of a resolution that begins may be.
pub(crate) const NEAR: usize = 8;
const NEAR_AT_FRONT: usize = 30;

impl<'a> Reader<'a> {
    fn new(name: &'a str, text: &'a str) -> Reader<'a> {
        let scanned = looks_scanned(text);
        let pieces = pieces(text, scanned);
        let mut to_enacting = vec![usize::MAX; pieces.len()];
        let mut distance = usize::MAX;
        for (at, piece) in pieces.iter().enumerate().rev() {
            let text = piece.furniture.is_none() && !piece.text.is_empty();
            distance = if piece.enacting.is_some() { 0 } else { distance.saturating_add(usize::from(text)) };
            to_enacting[at] = distance;
        }
        Reader {
            name,
            pieces,
            to_enacting,
            draft: None,
            masthead: Header::default(),
            printed_symbol: None,
            awaiting_issue: false,
            in_vote: false,
            note_zone: false,
            loose_marks: Vec::new(),
            bilingual: scanned && is_bilingual(text),
            scanned,
            in_tail: false,
            parts: None,
            last_text: 0,
            last_heading: usize::MAX / 2,
            callers: HashMap::new(),
            numbered: Vec::new(),
            document: Document::default(),
        }
    }

    pub(crate) fn region(&self) -> Option<Region> {
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
        if self.bilingual && foreign_language(&self.pieces[at].text) {
            return self.leave(at, LeftoverKind::Foreign);
        }
        if self.is_called_for(at) {
            return self.take_rest(at);
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
                if !self.late_header_line(at) && !self.closes(at) && !self.begins_annex(at) {
                    self.body(at);
                }
            }
        }
    }

    /// True if the paragraph that a page cut calls for block `at`, though by itself the block might be a running symbol,
    /// a page number, a note or a header line.
    fn is_called_for(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let Some(draft) = self.draft.as_ref().filter(|_| piece.label.is_none()) else { return false };
        if matches!(draft.region, Region::Header | Region::Closed) || !draft.is_torn() {
            return false;
        }
        // A number alone is the page's, unless it stands on the very next line.
        if piece.text.bytes().all(|b| b.is_ascii_digit() || b == b'/') {
            let last = draft.last().filter(|last| last.lines.1 + 1 == piece.lines.0);
            return last.is_some_and(|last| marks::takes_number(&last.text));
        }
        let remark = piece.text.starts_with("(voir ") && !self.note_goes_on();
        piece.furniture.is_none()
            && (remark || draft.calls_for(&piece.text))
            && notes::notes(&piece.text, piece.lead.as_deref()).is_none()
    }

    /// True if block `at` begins in small letters where a page cut a paragraph: then it is no header line, no name over
    /// the text, no note, but the rest (`à sa ‖ soixantième session, …`, `acte du ‖ rapport du Secrétaire général ;`).
    pub(crate) fn is_rest(&self, at: usize) -> bool {
        let body = |draft: &&Draft| !matches!(draft.region, Region::Header | Region::Closed);
        self.pieces[at].is_continuation() && self.draft.as_ref().filter(body).is_some_and(Draft::is_torn)
    }

    /// Goes on with the paragraph that was cut.
    fn take_rest(&mut self, at: usize) {
        self.note_marks(at);
        self.last_text = at;
        self.note_zone = false;
        let piece = &mut self.pieces[at];
        let (text, lines) = (std::mem::take(&mut piece.text), piece.lines);
        if let Some(draft) = &mut self.draft {
            draft.append(&text, lines, true);
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
        let piece = &self.pieces[at];
        let text = if piece.is_part { piece.text.clone() } else { piece.source.to_owned() };
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

    /// Number of text blocks between `at` and the next enacting line.
    pub(crate) fn enacting_within(&self, at: usize, most: usize) -> bool {
        self.to_enacting.get(at).is_some_and(|&distance| distance <= most)
    }

    /// A number line, the letter of a part, an enacting line.
    fn begins_resolution(&mut self, at: usize) -> bool {
        if let Some(enacting) = self.pieces[at].enacting.clone().filter(|_| !self.is_rest(at)) {
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
        self.parts = None;
        if line.announced && number_is_yearly(draft.number.as_deref()) {
            draft.header.organ = draft.header.organ.take().or(Some(Organ::SecurityCouncil));
            draft.header.adopted = draft.header.adopted.or(first_date(&rest));
        }
        let after_adoption = self.adoption_seen();
        self.add_title(at, rest, after_adoption, true);
        self.in_tail = false;
        self.leave(at, LeftoverKind::Header);
    }

    pub(crate) fn add_title(&mut self, at: usize, text: String, after_adoption: bool, after_number: bool) {
        self.note_callers(at);
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
        let [b'A'..=b'Z', after @ ..] = piece.text.as_bytes() else { return None };
        let letter = piece.text.get(..1).filter(|_| matches!(after, [] | [b' ', ..]))?;
        let rest = piece.text[1..].trim_start();
        let mark = rest.bytes().all(|b| b.is_ascii_digit());
        let last = self.draft.as_ref().and_then(|draft| draft.letter.as_ref());
        let follows = last.is_some_and(|last| letter.as_bytes()[0] == last.as_bytes()[0] + 1);
        let titled = piece.kind == BlockKind::Heading && (follows || rest.starts_with(char::is_uppercase));
        if !(rest.is_empty() || mark || titled) || !self.enacting_within(at, 4) {
            return None;
        }
        let draft = self.draft.as_ref()?;
        let expected = match (&draft.letter, draft.region) {
            // The series of parts goes on after the annex of one.
            (Some(last), Region::Annex) => letter.as_bytes()[0] == last.as_bytes()[0] + 1,
            (_, Region::Preamble | Region::Annex) => return None,
            (Some(last), Region::Operative | Region::Closed) => letter > last.as_str(),
            (None, Region::Operative) => return None,
            (None, Region::Closed) => match &self.parts {
                Some(parts) => letter > parts.letter.as_str(),
                None => letter == "B" || letter == "A",
            },
            // The `A` of the box with the symbol stands in the header too: only a part B, or the file's name, tells.
            (None, Region::Header) if matches!(letter, "I" | "V" | "X") => return None,
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
                // The letter of the next part may be lost; any of the first will do.
                let mut words = piece.text.split(' ');
                let letter = words.next().is_some_and(|word| matches!(word, "B" | "C" | "D" | "E"));
                let part = letter && (piece.kind == BlockKind::Heading || words.next().is_none());
                part && self.enacting_within(at + 1 + after, 4)
            })
    }

    fn begin_part(&mut self, at: usize, letter: String, len: usize) {
        let line = self.pieces[at].lines.0;
        let parts = self.parts.take().or_else(|| {
            let draft = self.draft.as_ref()?;
            Some(Parts { number: draft.number.clone(), titles: draft.titles.clone(), letter: String::new() })
        });
        if self.region() != Some(Region::Header) {
            self.finish_draft();
            let mut draft = Draft::new(line);
            if let Some(parts) = &parts {
                draft.number.clone_from(&parts.number);
                draft.titles.clone_from(&parts.titles);
            }
            self.draft = Some(draft);
        }
        self.parts = parts.map(|parts| Parts { letter: letter.clone(), ..parts });
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
                    // A sentence that begins `L'Assemblée générale, …` in the middle of a paragraph that was cut.
                    let alone = self.pieces[at].text.len() == enacting.len;
                    if draft.is_cut() && !alone {
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
        let piece = &mut self.pieces[at];
        if piece.text[enacting.len..].trim().is_empty() {
            self.leave(at, LeftoverKind::Header);
        } else {
            let text = piece.text[..enacting.len].to_owned();
            let lines = (piece.lines.0, piece.lines.0);
            piece.cut_front(enacting.len);
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

    /// Remembers which resolution calls the marks that were taken out of block `at`.
    pub(crate) fn note_callers(&mut self, at: usize) {
        let rank = self.document.resolutions.len();
        self.callers.extend(self.pieces[at].marks.iter().map(|mark| (mark.clone(), rank)));
    }

    /// The same for a block that becomes a clause or a note, and accounts for its marks.
    pub(crate) fn note_marks(&mut self, at: usize) {
        let piece = &self.pieces[at];
        if !piece.marks.is_empty() {
            let text = piece.marks.join(" ");
            self.document.leftovers.push(Leftover { kind: LeftoverKind::FootnoteMark, lines: piece.lines, text });
            self.note_callers(at);
        }
    }

    fn finish_draft(&mut self) {
        let Some(draft) = self.draft.take() else { return };
        if draft.clauses.is_empty() {
            let line = draft.line;
            self.diagnose(Level::Warning, "no-clause", line, "a header without any clause".into());
            let notes = draft.footnotes.into_iter().map(|note| note.text);
            self.document.leftovers.extend(notes.map(|text| Leftover {
                kind: LeftoverKind::Foreign,
                lines: (line, line),
                text,
            }));
            return;
        }
        self.numbered.push(draft.number.is_some());
        let resolution = draft.finish(&self.masthead, self.printed_symbol.as_ref(), self.name);
        self.document.resolutions.push(resolution);
    }

    fn finish(mut self) -> Document {
        self.finish_draft();
        crate::finish::complete(&mut self.document, self.name, &self.numbered);
        self.document.kind =
            if self.document.resolutions.is_empty() { DocumentKind::Other } else { DocumentKind::Resolutions };
        self.document
    }
}

/// `2537 (2020)`: only the Security Council numbers its resolutions by the year.
fn number_is_yearly(number: Option<&str>) -> bool {
    number
        .and_then(|number| number.split_once('('))
        .is_some_and(|(_, year)| year.starts_with(|c: char| c.is_ascii_digit()))
}
