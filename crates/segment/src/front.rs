//! The front of a document: distribution block, header lines, title, up to the enacting line.

use crate::dates::first_date;
use crate::document::{LeftoverKind, Level};
use crate::draft::{Draft, Region};
use crate::furniture;
use crate::header;
use crate::openers::OpenerKind;
use crate::organs;
use crate::structure::{NEAR, Reader};
use alinea_model::{Organ, Symbol};

impl Reader<'_> {
    /// Distribution block, symbols, page numbers, names of organs in mastheads.
    pub(crate) fn take_masthead(&mut self, at: usize) -> bool {
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
        if let Some(organ) = organs::masthead(text).filter(|_| !self.is_rest(at)) {
            let own = self.draft.as_ref().is_none_or(|draft| draft.header.organ.as_ref().is_none_or(|o| *o == organ));
            if !in_body || own || matches!(organ, Organ::EconomicAndSocialCouncil) {
                self.masthead.organ = self.masthead.organ.take().or(Some(organ));
                self.leave(at, LeftoverKind::Masthead);
                return true;
            }
        }
        false
    }

    /// Remembers the first symbol of a resolution that the pages carry.
    pub(crate) fn note_symbol(&mut self, text: String) {
        if self.printed_symbol.is_none() {
            let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            self.printed_symbol = Symbol::parse(&plain);
        }
    }

    /// Before any header: the end of another resolution, or a document of another kind.
    pub(crate) fn front(&mut self, at: usize) {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        if self.is_header_line(at) {
            self.draft = Some(Draft::new(piece.lines.0));
            return self.header_line(at);
        }
        if header::closing(text).is_some() || header::is_vote(text) {
            self.in_tail = true;
        }
        let body = piece.label.is_some() || piece.is_continuation() || piece.has_opener();
        self.in_tail |= body;
        self.leave(at, if self.in_tail { LeftoverKind::Tail } else { LeftoverKind::Unknown });
    }

    pub(crate) fn is_header_line(&self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        text.len() < 400
            && (header::names_session(text)
                || header::agenda(text).is_some()
                || header::is_adoption(text)
                || header::provenance(text).is_some())
    }

    /// A line between the first header line and the enacting line.
    pub(crate) fn header_line(&mut self, at: usize) {
        let piece = &self.pieces[at];
        let text = piece.text.clone();
        if self.is_header_line(at) {
            self.note_header(&text);
            return self.leave(at, LeftoverKind::Header);
        }
        // `du 13 juin 1980` under the number of a Security Council resolution.
        if text.starts_with("du ")
            && text.len() < 40
            && let (Some(date), Some(draft)) = (first_date(&text), &mut self.draft)
        {
            draft.header.adopted = draft.header.adopted.or(Some(date));
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
        if header::closing(&text).is_some() || self.pieces[at].label.is_some() && !self.enacting_within(at, NEAR) {
            return self.leave(at, LeftoverKind::Tail);
        }
        // `I` over the first preamble of a resolution in sections.
        if let Some(draft) =
            self.draft.as_mut().filter(|draft| text.trim_end_matches('.') == "I" && draft.number.is_some())
        {
            draft.section = Some("I".into());
            draft.roman = true;
            return self.leave(at, LeftoverKind::Heading);
        }
        let after_number = self.draft.as_ref().is_some_and(|draft| draft.number.is_some());
        if text.chars().count() == 1 {
            return self.leave(at, LeftoverKind::Masthead);
        }
        let after_adoption = self.adoption_seen();
        self.add_title(at, text, after_adoption, after_number);
        self.leave(at, LeftoverKind::Header);
    }

    /// Session, agenda item, adoption, provenance.
    fn note_header(&mut self, text: &str) {
        if let Some(item) = header::agenda(text) {
            self.masthead.agenda.get_or_insert_with(|| item.to_owned());
        }
        if self.masthead.session.is_none() {
            self.masthead.session = header::session(text);
        }
        if header::is_adoption(text) {
            self.masthead.organ = organs::adopted_by(text).or(self.masthead.organ.take());
            self.masthead.adopted = self.masthead.adopted.or(first_date(text));
            self.masthead.meeting = self.masthead.meeting.or(header::meeting_in(text));
            self.expect_titles();
        }
        if let Some(provenance) = header::provenance(text) {
            self.masthead.provenance = Some(provenance.to_owned());
            self.expect_titles();
        }
    }

    /// A header line that a converter put among the clauses: the first page was read in the wrong order.
    pub(crate) fn late_header_line(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        let plain = text.len() < 300 && piece.label.is_none() && !piece.has_opener() && !self.is_rest(at);
        let agenda = text.starts_with("Point") && header::agenda(text).is_some();
        if !plain
            || !(agenda
                || header::names_session(text)
                || header::is_adoption(text)
                || header::provenance(text).is_some())
        {
            return false;
        }
        let text = text.to_owned();
        self.note_header(&text);
        self.leave(at, LeftoverKind::Header);
        true
    }

    /// From here on, unknown lines of the header are its title; those before were titles of agenda items.
    pub(crate) fn expect_titles(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.adoption_seen = true;
        }
    }

    pub(crate) fn adoption_seen(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.adoption_seen)
    }

    /// A provenance that was cut before its closing bracket.
    pub(crate) fn provenance_goes_on(&mut self, text: &str) -> bool {
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
    pub(crate) fn begins_without_enacting(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        if self.enacting_within(at, NEAR) || !(piece.label.is_none() || piece.number() == Some(1)) {
            return false;
        }
        piece.opener().filter(|opener| opener.known).is_some_and(|opener| match opener.kind {
            OpenerKind::Preambular => piece.text.ends_with([',', ';']),
            OpenerKind::Operative => piece.label.is_some() || piece.text.ends_with(['.', ';']),
        })
    }
}
