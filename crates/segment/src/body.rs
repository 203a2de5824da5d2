//! The body of a resolution, clause by clause.
//!
//! The opener decides first, the number second: a participle is an alinéa of the preamble, a verb in the present a
//! paragraph of the operative part, numbered or not. What has neither goes on with the clause before, if that was cut;
//! else it is a heading, an item of a list, or a clause of its own.

use crate::block::BlockKind;
use crate::document::{Leftover, LeftoverKind, Level};
use crate::draft::{Draft, Region};
use crate::labels::{self, Label, LabelStyle};
use crate::openers::{self, Opener, OpenerKind};
use crate::structure::Reader;
use alinea_model::{Part, Provision};

/// What an adopted text that has no other name is called in references.
pub(crate) const ADOPTED: &str = "Texte adopté";

/// How many blocks ahead the next numbered paragraph, or the next article, is looked for.
const AHEAD: usize = 60;

/// A block of the body, ready to be placed.
struct Passage {
    at: usize,
    text: String,
    lines: (u32, u32),
    kind: BlockKind,
    /// The opener after the label, if there is a label.
    opener: Option<Opener>,
    /// Something was put aside between this block and the one before: a page may have ended there.
    after_break: bool,
}

impl Passage {
    fn is_closed(&self) -> bool {
        self.text.ends_with([';', '.', ':'])
    }
}

impl Reader<'_> {
    /// Reads one block of the body.
    pub(crate) fn body(&mut self, at: usize) {
        if self.take_notes(at) || self.take_numeral(at) {
            return;
        }
        if self.pieces[at].is_scrap() {
            return self.leave(at, LeftoverKind::Masthead);
        }
        if self.take_heading(at) {
            return;
        }
        self.note_marks(at);
        let label = self.label(at);
        let piece = &mut self.pieces[at];
        let mut opener = match label {
            Some(label) if piece.label != Some(label) => openers::opener(&piece.text[label.len..], self.scanned),
            None if piece.label.is_some() => openers::opener(&piece.text, self.scanned),
            _ => piece.opener().cloned(),
        };
        let after_break = self.last_text + 1 != at;
        self.last_text = at;
        let (lines, kind) = (piece.lines, piece.kind);
        let continues = piece.is_continuation();
        let mut text = std::mem::take(&mut piece.text);
        if let Some(opener) = &mut opener {
            mend(&mut text, label.map_or(0, |label| label.len), opener);
        }
        let passage = Passage { at, text, lines, kind, opener, after_break };
        let Some(draft) = &mut self.draft else { return };
        if quoting(draft, &passage, label) {
            return draft.append(&passage.text, passage.lines, false);
        }
        self.note_zone = false;
        match label {
            Some(label) if label.style == LabelStyle::Number => self.numbered(passage, label),
            Some(label) if label.style == LabelStyle::Decimal => self.decimal(passage, label),
            Some(label) => self.sub_paragraph(passage, label),
            None if self.in_bullets(&passage) => self.bullet(passage),
            None if passage.opener.is_some() => self.opened(passage),
            None if continues => self.goes_on(passage),
            None => self.unmarked(passage),
        }
    }

    /// The label of block `at`, where its place allows one.
    fn label(&self, at: usize) -> Option<Label> {
        let draft = self.draft.as_ref()?;
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        // Scanners read the number of a first paragraph as a letter: `l. Prie`, `I. Prie`.
        let misread = ["l. ", "I. ", "l.", "I ", "l "].iter().find(|start| text.starts_with(**start));
        if let Some(start) = misread.filter(|_| draft.last_number == 0 || draft.fresh_section || self.scanned) {
            let verb = openers::opener(&text[start.len()..], self.scanned);
            let verb = verb.is_some_and(|opener| opener.known && opener.kind == OpenerKind::Operative);
            let second = self.pieces[at + 1..].iter().take(4).any(|next| next.number() == Some(2));
            if verb || (second && start.contains('.') && self.scanned && !draft.levels.nested()) {
                return Some(Label { style: LabelStyle::Number, value: 1, roman: None, len: start.len() });
            }
        }
        if let Some(label) = undotted(text, draft.last_number + 1) {
            return Some(label);
        }
        if self.scanned
            && let Some(label) = self.misread_label(at, draft)
        {
            return Some(label);
        }
        let quoted = || {
            // Texts that are quoted as a whole begin each paragraph with a quotation mark.
            let inner = text.trim_start_matches(['"', '“', '«', ' ']);
            let quote = text.len() - inner.len();
            let label = labels::any(inner).filter(|_| quote > 0 && draft.in_own_text())?;
            // `« 4.5 On continuera …` is a paragraph of another text, which this one amends.
            (label.style != LabelStyle::Decimal).then_some(Label { len: label.len + quote, ..label })
        };
        let label = piece.label.or_else(quoted)?;
        // `M. Dupont` is no paragraph: capitals label only the sections of annexes.
        if label.style == LabelStyle::Capital && draft.part() != Part::Annex {
            return None;
        }
        // Bodies that number with a parenthesis (`1)`) number their paragraphs so, until one has a full stop.
        let paragraphs = label.style == LabelStyle::NumberInParenthesis
            && !draft.levels.nested()
            && draft.ending() != Some(':')
            && label.value == draft.last_number + 1;
        // Rules, guidelines and targets are numbered so; a paragraph of a resolution hardly ever.
        if label.style == LabelStyle::Decimal && !draft.in_own_text() && !piece.has_opener() {
            return None;
        }
        Some(if paragraphs { Label { style: LabelStyle::Number, ..label } } else { label })
    }

    /// In scanned pages: a number or a letter that its series tells (`1 O.` after 9, `.f)` after e), `e)` between b) and
    /// d)).
    fn misread_label(&self, at: usize, draft: &Draft) -> Option<Label> {
        let piece = &self.pieces[at];
        let text = piece.text.as_str();
        if let Some((head, rest)) = text.split_once('.').filter(|(head, _)| (1..=5).contains(&head.len())) {
            let digits: Option<String> = head.chars().filter(|c| *c != ' ').map(crate::dates::digit).collect();
            let value = digits.and_then(|digits| digits.parse().ok()).filter(|&value| value == draft.last_number + 1);
            // `S. E. M. Dupont` is no fifth paragraph.
            let initial = |word: &str| word.len() == 2 && word.ends_with('.');
            let begins = rest.starts_with(' ')
                && rest.trim_start().starts_with(char::is_uppercase)
                && !rest.split_whitespace().next().is_some_and(initial);
            if let Some(value) = value.filter(|_| begins && piece.number() != value) {
                let len = text.len() - rest.trim_start().len();
                return Some(Label { style: LabelStyle::Number, value, roman: None, len });
            }
        }
        let expected = draft.levels.next_letter()?;
        let letter = |len| Some(Label { style: LabelStyle::Letter, value: expected, roman: None, len });
        match piece.label {
            None if piece.kind == BlockKind::Item => {
                let close = text.find([')', '>']).filter(|&close| (1..=3).contains(&close))?;
                let rest = text[close + 1..].strip_prefix(' ')?;
                let odd = !text[..close].contains(' ') && !text.starts_with('(');
                if odd { letter(text.len() - rest.trim_start().len()) } else { None }
            }
            Some(label) if label.style == LabelStyle::Letter && label.value != expected && label.roman.is_none() => {
                let next = self.pieces[at + 1..].iter().find(|next| !next.text.is_empty())?.label?;
                let fits = next.style == LabelStyle::Letter && next.value == expected + 1;
                if fits { letter(label.len) } else { None }
            }
            _ => None,
        }
    }

    /// `3. Prie …`
    fn numbered(&mut self, passage: Passage, label: Label) {
        let Some(draft) = &mut self.draft else { return };
        let known = passage.opener.as_ref().filter(|opener| opener.known);
        let kind = known.map(|opener| opener.kind);
        let declared = known.is_some_and(|opener| opener.plural) || passage.text[label.len..].starts_with("Nous");
        if declared && !draft.in_own_text() && !draft.in_preamble() {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        let own_text = draft.in_own_text();
        if draft.in_preamble() || (draft.fresh_section && label.value == 1 && !own_text) {
            if kind == Some(OpenerKind::Preambular) {
                if !draft.in_preamble() {
                    draft.begin_preamble();
                }
                draft.push_alinea(passage.text, passage.lines, passage.opener.as_ref(), label.len);
                return;
            }
            draft.begin_operative();
        }
        // `58. a) Prie …`: a paragraph and its first sub-paragraph on one line.
        let second = labels::any(&passage.text[label.len..]).filter(|second| second.style != LabelStyle::Number);
        let expected = draft.last_number + 1;
        let restart = label.value == 1 && draft.fresh_section;
        let same = second.is_some() && label.value == draft.last_number;
        let sure = label.value == expected || kind == Some(OpenerKind::Operative) || restart || same;
        if !sure && !own_text {
            if draft.is_cut() {
                return draft.append(&passage.text, passage.lines, true);
            }
            // A numbered list under a paragraph.
            let list = draft.ending() == Some(':') && label.value == 1;
            if list || draft.levels.nested() && label.value <= draft.last_number {
                let label = Label { style: LabelStyle::NumberInParenthesis, ..label };
                return self.sub_paragraph(passage, label);
            }
        }
        if label.value != expected && !restart && !same && !own_text && draft.last_number > 0 {
            let message = format!("paragraph {} follows paragraph {}", label.value, draft.last_number);
            self.diagnose(Level::Warning, "number-out-of-sequence", passage.lines.0, message);
        }
        let lost = self.lost_provision(passage.at, label.value);
        let Some(draft) = &mut self.draft else { return };
        if lost.is_some() {
            draft.section = lost;
        }
        let number = label.value.to_string();
        draft.last_number = label.value;
        if let Some(second) = second {
            if !same {
                draft.levels.paragraph(&number, None);
            }
            return self.compound(passage, label.len, second);
        }
        let start = &passage.text[label.len..];
        // In an annex a participle at the head of a numbered paragraph is prose; a declaration has verbs.
        let prose = |opener: &Opener| own_text && (!opener.known || opener.kind == OpenerKind::Preambular);
        let opener = passage.opener.filter(|opener| !prose(opener));
        let opener = opener.or_else(|| if own_text { None } else { openers::unlisted_verb(start) });
        draft.levels.paragraph(&number, Some(draft.clauses.len()));
        draft.push(passage.text, passage.lines, Some(number), opener.as_ref(), label.len, None);
        if opener.is_none_or(|opener| !opener.known) && !own_text {
            self.unknown_opener(passage.lines.0);
        }
    }

    /// The heading of an article or a rule that the pages lost, in brackets: the paragraphs begin anew, and the next heading is
    /// that of the one after the next.
    fn lost_provision(&self, at: usize, number: u32) -> Option<String> {
        let draft = self.draft.as_ref().filter(|draft| number == 1 && draft.last_number > 1 && !draft.fresh_section)?;
        let section = draft.section.as_deref()?;
        let Provision { kind, number } = draft.provision()?;
        let number: u32 = number.parse().ok()?;
        let next = self.pieces[at..].iter().take(AHEAD).find_map(|piece| Provision::of(&piece.text))?;
        let follows = next.kind == kind && next.number.parse() == Ok(number + 2);
        let name = section.split(' ').next().filter(|_| follows)?;
        Some(format!("[{name} {}]", number + 1))
    }

    /// `1.1 D'ici à 2030 …`: a paragraph of rules or targets. The number says by itself which section it belongs to.
    fn decimal(&mut self, passage: Passage, label: Label) {
        let Some(draft) = &mut self.draft else { return };
        let number = label.printed(&passage.text);
        let opener = passage.opener.filter(|opener| opener.known && opener.kind == OpenerKind::Operative);
        draft.levels.paragraph(&number, Some(draft.clauses.len()));
        draft.push(passage.text, passage.lines, Some(number), opener.as_ref(), label.len, None);
    }

    /// `58. a) Prie …`: the label is the path `58 a)`, the opener stands after it.
    fn compound(&mut self, passage: Passage, first: usize, second: Label) {
        let Some(draft) = &mut self.draft else { return };
        let at = first + second.len;
        let opener = openers::opener(&passage.text[at..], self.scanned);
        let printed = second.printed(&passage.text[first..]);
        let placed = draft.levels.place(second, printed, draft.clauses.len(), true);
        draft.push(passage.text, passage.lines, Some(placed.path), opener.as_ref(), at, placed.chapeau);
    }

    fn unknown_opener(&mut self, line: u32) {
        let clause = self.draft.as_ref().and_then(|draft| draft.clauses.last());
        let start: String = clause.map_or(String::new(), |clause| clause.text.chars().take(60).collect());
        self.diagnose(Level::Info, "unknown-opener", line, format!("no known opener: {start}"));
    }

    /// `a) De faire …`
    fn sub_paragraph(&mut self, passage: Passage, label: Label) {
        let Some(draft) = &mut self.draft else { return };
        let printed = label.printed(&passage.text);
        let placed = draft.levels.place(label, printed, draft.clauses.len(), draft.ending() == Some(':'));
        let line = passage.lines.0;
        draft.push(passage.text, passage.lines, Some(placed.path.clone()), None, 0, placed.chapeau);
        if !placed.in_sequence {
            let message = format!("{} is not the next label of its series", placed.path);
            self.diagnose(Level::Info, "label-out-of-sequence", line, message);
        }
    }

    /// A passage without a label that begins with an opener.
    fn opened(&mut self, passage: Passage) {
        let Some(draft) = &mut self.draft else { return };
        let Some(opener) = passage.opener.clone() else { return };
        let own_text = draft.in_own_text();
        match opener.kind {
            OpenerKind::Preambular if draft.in_preamble() => {
                if !opener.known && draft.is_cut() {
                    return self.goes_on(passage);
                }
                let diagnostic = draft.check_gender(&opener, passage.lines.0);
                draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                self.document.diagnostics.extend(diagnostic);
            }
            OpenerKind::Preambular => {
                let comma = passage.text.ends_with([',', ';']);
                let series = comma
                    && self.pieces[passage.at + 1..].iter().find(|next| !next.text.is_empty()).is_some_and(|next| {
                        next.label.is_none() && next.opener().is_some_and(|next| next.kind == OpenerKind::Preambular)
                    });
                let begins =
                    draft.fresh_section && (!own_text || series) || comma && draft.ending() == Some('.') && !own_text;
                if opener.known
                    && comma
                    && !own_text
                    && draft.last_number == 0
                    && !draft.is_torn()
                    && !draft.fresh_section
                {
                    // Before the first number: a verb among the alinéas was taken for the operative part.
                    draft.region = Region::Preamble;
                    draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                } else if opener.known && begins {
                    draft.begin_preamble();
                    draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                } else if own_text && opener.known && !draft.is_torn() {
                    draft.levels.paragraph("", Some(draft.clauses.len()));
                    draft.push(passage.text, passage.lines, None, Some(&opener), 0, None);
                } else {
                    self.unmarked(passage);
                }
            }
            OpenerKind::Operative => {
                // `Charge`, `Note`, `Mesure` may also be nouns in the middle of a sentence that was cut.
                let torn = if draft.in_preamble() { draft.is_torn() } else { draft.is_cut() && !own_text };
                if torn && !passage.is_closed() {
                    return self.goes_on(passage);
                }
                // What ends in a comma is an alinéa: a verb for a participle is a slip of the pen, or of a scanner.
                if draft.in_preamble() && passage.text.ends_with(',') {
                    return draft.push_alinea(passage.text, passage.lines, Some(&opener), 0);
                }
                if draft.in_preamble() {
                    draft.begin_operative();
                }
                self.unnumbered(passage, Some(&opener));
            }
        }
    }

    /// An operative paragraph without a number: the only one, or one whose number was lost.
    fn unnumbered(&mut self, passage: Passage, opener: Option<&Opener>) {
        let Some(draft) = &mut self.draft else { return };
        if draft.last_number > 0 && !draft.in_own_text() && !draft.fresh_section {
            let message = format!("a paragraph without number follows paragraph {}", draft.last_number);
            self.diagnose(Level::Warning, "number-missing", passage.lines.0, message);
        }
        let Some(draft) = &mut self.draft else { return };
        draft.last_number += u32::from(draft.last_number > 0);
        draft.levels.paragraph("", Some(draft.clauses.len()));
        draft.push(passage.text, passage.lines, None, opener, 0, None);
    }

    /// A passage that begins in the middle of a sentence.
    fn goes_on(&mut self, passage: Passage) {
        let Passage { text, lines, after_break, .. } = passage;
        let Some(draft) = &mut self.draft else { return };
        if draft.last().is_none() {
            self.document.leftovers.push(Leftover { kind: LeftoverKind::Unknown, lines, text });
            let message = "a text that goes on with nothing before it".into();
            return self.diagnose(Level::Warning, "text-without-clause", lines.0, message);
        }
        // Text after sub-paragraphs; after a page break it is rather the rest of the last one.
        let tail = ["et ", "étant entendu", "à condition", "le tout", "demande", "prie", "décide"]
            .iter()
            .any(|start| text.starts_with(start));
        let ended = matches!(draft.ending(), Some(';' | '.'))
            || tail && draft.ending() == Some(',') && text.starts_with("étant");
        if ended && draft.levels.nested() && !draft.listing && (tail || !after_break) {
            return self.after_sub_paragraphs(text, lines);
        }
        draft.listing |= draft.ending() == Some(':');
        let join = !draft.listing;
        draft.append(&text, lines, join);
    }

    /// Text of a paragraph that goes on after its sub-paragraphs.
    fn after_sub_paragraphs(&mut self, text: String, lines: (u32, u32)) {
        let Some(draft) = &mut self.draft else { return };
        let paragraph = draft.levels.head();
        draft.push(text, lines, None, None, 0, paragraph);
    }

    /// A passage with a capital and neither label nor opener.
    fn unmarked(&mut self, passage: Passage) {
        let Some(draft) = &mut self.draft else { return };
        let own_text = draft.in_own_text();
        let numeral = passage.text.starts_with(|c: char| c.is_ascii_digit());
        if draft.last().is_some() && !(own_text && draft.fresh_section) {
            let item = draft.ending() == Some(':') && !own_text;
            // `64/147 du 18 décembre 2009, …`: no clause begins with a number that is no label.
            let rest = numeral && draft.ending() != Some('.');
            // In an annex lines without a stop stand beside each other; a paragraph that was cut ends in one at last.
            let stop = passage.text.ends_with([';', '.', ':', ',']);
            let cut = draft.is_cut() && (!own_text || passage.after_break || stop);
            if cut || item || rest || (draft.listing && passage.kind == BlockKind::Item) {
                draft.listing |= item;
                let join = !draft.listing;
                return draft.append(&passage.text, passage.lines, join);
            }
        }
        // In scanned pages an item after a semicolon whose number cannot be read, where the next paragraph counts on.
        let next = self.pieces[passage.at + 1..].iter().take(6).find_map(|next| next.number());
        if self.scanned
            && !own_text
            && !draft.in_preamble()
            && next == Some(draft.last_number + 2)
            && draft.last_number > 0
        {
            return self.unnumbered(passage, None);
        }
        if passage.text.starts_with("Nous,") && !own_text && draft.region == Region::Operative {
            draft.begin_inner(Part::Embedded, Some(ADOPTED.into()), false);
        }
        if draft.in_preamble() {
            // A verb that the lists do not have, in a paragraph that ends as no alinéa does.
            let verb = openers::unlisted_verb(&passage.text).filter(|_| passage.text.ends_with([':', '.']));
            if verb.is_some() && draft.ending() == Some(',') {
                draft.begin_operative();
                return self.unnumbered(passage, verb.as_ref());
            }
            let line = passage.lines.0;
            draft.push_alinea(passage.text, passage.lines, None, 0);
            self.unknown_opener(line);
        } else if !draft.in_own_text() && draft.last().is_some_and(|clause| !clause.preambular) {
            let line = passage.lines.0;
            self.after_sub_paragraphs(passage.text, passage.lines);
            let message = "a text without label or opener after a paragraph".into();
            self.diagnose(Level::Info, "unlabelled-text", line, message);
        } else {
            self.unnumbered_text(passage);
        }
    }

    /// A passage without a number in a text of its own.
    fn unnumbered_text(&mut self, passage: Passage) {
        let paragraph = self.paragraph_around(passage.at);
        let Some(draft) = &mut self.draft else { return };
        // What is within a numbered paragraph may have the chapeau of its sub-paragraphs.
        let number = paragraph.map_or(String::new(), |_| draft.last_number.to_string());
        draft.levels.paragraph(&number, Some(draft.clauses.len()));
        draft.push(passage.text, passage.lines, None, None, 0, paragraph);
    }

    /// In a text whose paragraphs are numbered through: the numbered paragraph that block `at` is part of though it has no
    /// number, since the next number is that of the next paragraph.
    fn paragraph_around(&self, at: usize) -> Option<usize> {
        let draft = self.draft.as_ref().filter(|draft| draft.last_number > 0 && !draft.fresh_section)?;
        let open = draft.levels.number().and_then(|number| number.parse().ok()) == Some(draft.last_number);
        let next = self.pieces[at + 1..].iter().take(AHEAD).find_map(|piece| piece.number());
        let head = draft.levels.head().filter(|_| open && next == Some(draft.last_number + 1))?;
        // What was put in so before is part of the same.
        let clause = &draft.clauses[head];
        Some(clause.chapeau.filter(|_| clause.label.is_none()).unwrap_or(head))
    }

    /// True for an item of a list whose items are clauses: sentences under a chapeau, not names.
    fn in_bullets(&self, passage: &Passage) -> bool {
        let Some(draft) = &self.draft else { return false };
        if passage.kind != BlockKind::Item || draft.in_preamble() {
            return false;
        }
        if draft.bullets.is_some() {
            return passage.opener.as_ref().is_none_or(|opener| !opener.known || draft.is_cut());
        }
        // The heading of an article ends what was before.
        if draft.ending() != Some(':') || draft.fresh_section && draft.provision().is_some() {
            return false;
        }
        let items = self.pieces[passage.at + 1..]
            .iter()
            .take_while(|piece| piece.kind == BlockKind::Item && piece.label.is_none());
        let words = |text: &str| text.split(' ').count();
        let long = words(&passage.text) >= 8 || items.take(12).any(|item| words(&item.text) >= 12);
        long && passage.opener.as_ref().is_none_or(|opener| !opener.known)
    }

    /// An item of such a list; one that begins in the middle of a sentence goes on with the item before.
    fn bullet(&mut self, passage: Passage) {
        let Some(draft) = &mut self.draft else { return };
        let torn = draft.bullets.is_some() && draft.is_torn();
        if torn && passage.text.starts_with(char::is_lowercase) {
            return draft.append(&passage.text, passage.lines, true);
        }
        let chapeau = draft.bullets.or(draft.clauses.len().checked_sub(1));
        draft.push(passage.text, passage.lines, None, None, 0, chapeau);
        draft.bullets = chapeau;
    }
}

/// Closes the space that tears the first word of an opener, which begins at `start`.
fn mend(text: &mut String, start: usize, opener: &mut Opener) {
    if let Some(tear) = opener.tear.filter(|tear| text[start + tear..].starts_with(' ')) {
        text.remove(start + tear);
        opener.len -= 1;
    }
}

/// `8 Décide …`: a number that lost its stop, where it is the one to be expected and a verb follows.
fn undotted(text: &str, expected: u32) -> Option<Label> {
    let end = text.bytes().take(4).position(|b| b == b' ')?;
    let (digits, rest) = (&text[..end], &text[end + 1..]);
    let value = digits.parse().ok().filter(|&value| value == expected)?;
    let verb = openers::opener(rest, false).filter(|opener| opener.known && opener.kind == OpenerKind::Operative);
    verb.map(|_| Label { style: LabelStyle::Number, value, roman: None, len: digits.len() + 1 })
}

/// The longest text (bytes) an open quotation may reach; beyond it, its end was lost.
const LONGEST_QUOTATION: usize = 20_000;

/// True while the last clause has an open quotation which the passage goes on with: amendments quote whole paragraphs.
fn quoting(draft: &Draft, passage: &Passage, label: Option<Label>) -> bool {
    let Some(last) = draft.last() else { return false };
    if draft.open_quotes <= 0 || draft.in_preamble() || last.text.len() > LONGEST_QUOTATION {
        return false;
    }
    let next = label.is_some_and(|label| label.style == LabelStyle::Number && label.value == draft.last_number + 1);
    let verb = passage.opener.as_ref().is_some_and(|opener| opener.known && opener.kind == OpenerKind::Operative);
    !(next && (verb || draft.in_own_text()))
        && (label.is_some() || draft.ending() == Some(':') || passage.text.starts_with('«'))
}
