//! Footnote texts in the body: whole, or in the pieces converters leave after a rule.

use crate::document::LeftoverKind;
use crate::draft::Region;
use crate::hyphen;
use crate::notes;
use crate::structure::Reader;
use alinea_model::Footnote;

impl Reader<'_> {
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
        let labelled = piece.label.is_some();
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
                    Some(note) => hyphen::join(&mut note.text, text),
                    None => draft.footnotes.push(Footnote { mark, text: text.to_owned() }),
                }
                return self.consume(at);
            }
            let scrap =
                text.len() <= 200 && text.starts_with(|c: char| c == '(' || c.is_ascii_digit()) || text.len() <= 3;
            if let Some(note) = draft.footnotes.last_mut().filter(|note| scrap && !labelled && unfinished(&note.text)) {
                hyphen::join(&mut note.text, text);
                return self.consume(at);
            }
        }
        // A number alone is the mark of a note that follows, or was lost.
        if number {
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
}

/// A note that ends without a stop goes on in the next piece.
fn unfinished(text: &str) -> bool {
    !text.trim_end().ends_with('.')
}
