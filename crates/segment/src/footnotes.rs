//! Footnote texts in the body: whole, or in the pieces converters leave after a rule.

use crate::document::{Leftover, LeftoverKind};
use crate::draft::{Draft, Region};
use crate::header;
use crate::hyphen;
use crate::notes;
use crate::structure::Reader;
use alinea_model::Footnote;

/// The longest piece of a note (bytes) that is told by its form alone.
const LONGEST_SCRAP: usize = 200;

impl Reader<'_> {
    /// Takes block `at` if it is a footnote, a piece of one, or its mark.
    pub(crate) fn take_notes(&mut self, at: usize) -> bool {
        if self.draft.is_none() {
            return false;
        }
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        if let Some(found) = notes::notes(text, piece.lead.as_deref()) {
            return self.add_notes(at, found);
        }
        if !text.is_empty() && text.len() <= 24 && text.chars().all(|c| c.is_ascii_digit() || c == ' ') {
            // Numbers alone are the marks of notes that follow, or were lost.
            let short = text.split(' ').filter(|mark| mark.len() <= 3);
            self.loose_marks.extend(short.map(str::to_owned));
            self.note_zone = true;
            self.leave(at, LeftoverKind::FootnoteMark);
            return true;
        }
        let number = text
            .strip_suffix('.')
            .is_some_and(|number| number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit()));
        if number {
            // `14862.`: the number of a treaty, torn from its note.
            return self.take_scrap(at) || {
                self.leave(at, LeftoverKind::FootnoteMark);
                true
            };
        }
        if self.note_zone && matches!(text, "o" | "os" | "e" | "er") {
            // The raised letters of `no 53` come apart from their note.
            self.leave(at, LeftoverKind::FootnoteMark);
            return true;
        }
        if piece.label.is_some() {
            return false;
        }
        if self.note_zone
            && let Some(found) = self.counted(text)
        {
            return self.add_notes(at, vec![found]);
        }
        self.take_citation(at) || self.take_scrap(at)
    }

    /// Notes that carry their marks.
    fn add_notes(&mut self, at: usize, found: Vec<Footnote>) -> bool {
        let Some(draft) = &mut self.draft else { return false };
        let lines = self.pieces[at].lines;
        let marks: Vec<&str> = found.iter().filter_map(|note| note.mark.as_deref()).collect();
        let leftover = Leftover { kind: LeftoverKind::FootnoteMark, lines, text: marks.join(" ") };
        self.document.leftovers.push(leftover);
        for note in found {
            // Notes at the foot of a page of several resolutions belong to the one that calls them.
            let caller = note.mark.as_ref().and_then(|mark| self.callers.get(mark));
            let before = caller.and_then(|&rank| self.document.resolutions.get_mut(rank));
            before.map_or(&mut draft.footnotes, |resolution| &mut resolution.footnotes).push(note);
        }
        self.note_zone = true;
        self.consume(at)
    }

    /// `74 Appendice I.` after note 73: marks count on, whatever the note says.
    fn counted(&self, text: &str) -> Option<Footnote> {
        let (mark, rest) = text.split_once(' ')?;
        // `2 septembre 2011` under the closing line is its date.
        let value: u32 = mark.parse().ok().filter(|_| header::only_date(text).is_none())?;
        let last = self.draft.as_ref()?.footnotes.last()?.mark.as_ref()?.parse::<u32>().ok()?;
        (value == last + 1).then(|| Footnote { mark: Some(mark.to_owned()), text: rest.to_owned() })
    }

    /// `Voir résolution 65/1.` without a mark: in a zone of notes, or where the text around it is cut.
    fn take_citation(&mut self, at: usize) -> bool {
        if self.is_rest(at) {
            return false;
        }
        let Some(draft) = &mut self.draft else { return false };
        let text = self.pieces[at].text.as_str();
        let begins = text.starts_with("Voir") || text.starts_with("Ibid");
        // No alinéa ends in a full stop, and none begins with Voir or with a symbol.
        let plain = draft.in_preamble() && (begins || !text.contains(' '));
        let cut = plain || draft.is_cut() || draft.region == Region::Closed || !self.loose_marks.is_empty();
        if !(self.note_zone || cut && text.ends_with('.')) || !notes::is_citation(text) {
            return false;
        }
        let mark = if self.loose_marks.is_empty() { None } else { Some(self.loose_marks.remove(0)) };
        match unfinished(draft).filter(|_| mark.is_none() && self.note_zone && !begins) {
            Some(note) => hyphen::join(&mut note.text, text),
            None => draft.footnotes.push(Footnote { mark, text: text.to_owned() }),
        }
        self.consume(at)
    }

    /// `(A/71/53), chap. IV, sect. A.`: the rest of a note that came in pieces.
    fn take_scrap(&mut self, at: usize) -> bool {
        let Some(draft) = &mut self.draft else { return false };
        let text = self.pieces[at].text.as_str();
        if !self.note_zone || text.len() > LONGEST_SCRAP {
            return false;
        }
        let form = text.starts_with(|c: char| c == '(' || c.is_ascii_digit());
        let cited = text.ends_with('.') && text.contains('/');
        let Some(note) = unfinished(draft).filter(|_| form || cited) else { return false };
        hyphen::join(&mut note.text, text);
        self.consume(at)
    }

    /// True where the next block may be the rest of a note.
    pub(crate) fn note_goes_on(&self) -> bool {
        let last = self.draft.as_ref().and_then(|draft| draft.footnotes.last());
        self.note_zone && last.is_some_and(is_unfinished)
    }

    /// Marks a block as read, and accounts for the marks cleaning took out of it.
    fn consume(&mut self, at: usize) -> bool {
        self.note_marks(at);
        self.pieces[at].text.clear();
        true
    }
}

/// The last note, if it goes on in the next piece.
fn unfinished(draft: &mut Draft) -> Option<&mut Footnote> {
    draft.footnotes.last_mut().filter(|note| is_unfinished(note))
}

/// True for a note that ends without a stop.
fn is_unfinished(note: &Footnote) -> bool {
    !note.text.trim_end().ends_with('.')
}
