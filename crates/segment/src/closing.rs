//! The end of a resolution: closing line, vote, what follows them, annexes.

use crate::block::BlockKind;
use crate::document::{Leftover, LeftoverKind};
use crate::draft::Region;
use crate::header;
use crate::letters::spells;
use crate::structure::Reader;
use alinea_model::Part;

/// A line that closes a resolution is no longer than this (bytes), unless it lists a vote in brackets.
const LONGEST_LINE: usize = 400;

impl Reader<'_> {
    /// A closing line or a vote.
    pub(crate) fn closes(&mut self, at: usize) -> bool {
        if self.draft.as_ref().is_none_or(|draft| draft.clauses.is_empty()) {
            return false;
        }
        let piece = &self.pieces[at];
        if piece.text.len() > LONGEST_LINE && !piece.text.starts_with('[') {
            return self.scanned && self.closes_at_end(at);
        }
        // Clauses end in a comma or a semicolon; no closing line does, unless a scanner misread its stop.
        if piece.text.ends_with([',', ';']) && !self.scanned {
            return false;
        }
        let text = piece.text.clone();
        // `41e séance 2 octobre 2009 [Adoptée sans vote.]`
        let (line, vote) = match text.split_once('[') {
            Some((line, vote)) if !line.is_empty() && header::is_vote(vote) => (line.trim_end(), Some(vote)),
            _ => (text.as_str(), None),
        };
        let Some(draft) = &mut self.draft else { return false };
        if let Some(closing) = header::closing(line) {
            draft.header.meeting = draft.header.meeting.or(closing.meeting);
            draft.header.adopted = draft.header.adopted.or(closing.adopted);
            if let Some(vote) = vote {
                draft.header.vote = Some(vote.trim_end_matches(']').to_owned());
                self.in_vote = !vote.ends_with(']');
            }
        } else if header::is_vote(&text) && !draft.in_preamble() {
            draft.header.vote = Some(text.trim_matches(['[', ']']).to_owned());
            draft.header.meeting = draft.header.meeting.or(header::meeting_in(&text));
            self.in_vote = text.starts_with('[') && !text.ends_with(']');
        } else if let Some(date) = header::only_date(&text).filter(|_| draft.ending() == Some('.')) {
            // Adopted without a meeting, by silence procedure.
            draft.header.adopted = draft.header.adopted.or(Some(date));
        } else {
            return self.scanned && self.closes_at_end(at);
        }
        self.close(at);
        true
    }

    fn close(&mut self, at: usize) {
        if let Some(draft) = &mut self.draft {
            draft.region = Region::Closed;
            draft.inner = None;
        }
        self.note_zone = true;
        self.leave(at, LeftoverKind::Closing);
    }

    /// In scanned pages, a closing line glued to the last paragraph: `… groupes scolaires. 263 ème séance plénière`.
    fn closes_at_end(&mut self, at: usize) -> bool {
        let text = &self.pieces[at].text;
        let mut stops = memchr::memrchr_iter(b'.', text.as_bytes());
        let Some(stop) = stops.find(|&stop| text[stop + 1..].starts_with(' ')).filter(|&stop| stop > 100) else {
            return false;
        };
        let Some(closing) = header::closing(&text[stop + 2..]) else { return false };
        let (tail, lines) = (text[stop + 2..].to_owned(), self.pieces[at].lines);
        self.pieces[at].cut_end(stop + 1);
        self.body(at);
        if let Some(draft) = &mut self.draft {
            draft.header.meeting = draft.header.meeting.or(closing.meeting);
            draft.header.adopted = draft.header.adopted.or(closing.adopted);
            draft.region = Region::Closed;
        }
        self.document.leftovers.push(Leftover { kind: LeftoverKind::Closing, lines, text: tail });
        true
    }

    /// After the closing line.
    pub(crate) fn closed(&mut self, at: usize) {
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
        let piece = &self.pieces[at];
        let goes_on = piece.number() == Some(draft.last_number + 1) && piece.has_opener();
        if goes_on {
            draft.region = Region::Operative;
            return self.body(at);
        }
        self.leave(at, LeftoverKind::Foreign);
    }

    /// `Annexe`, `ANNEXE II`, `Appendice`, after the resolution proper.
    pub(crate) fn begins_annex(&mut self, at: usize) -> bool {
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
}

/// How an annex is headed, if `text` is such a heading: `Annexe`, `Annexe II`, `ANNEXE I. Titre`.
fn annex_name(text: &str, kind: BlockKind) -> Option<String> {
    if !text.starts_with(['A', 'a']) {
        return None;
    }
    let mut words = text.split(' ');
    let first = words.next()?;
    let word = if spells(first, "annexe") || spells(first, "annexes") {
        "Annexe"
    } else if spells(first, "appendice") {
        "Appendice"
    } else {
        return None;
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
