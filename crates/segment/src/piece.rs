//! A block with all that can be told of it by itself, before its place is known.

use crate::block::{Block, BlockKind, blocks};
use crate::clean::clean;
use crate::document::LeftoverKind;
use crate::furniture::furniture;
use crate::labels::{self, Label, LabelStyle};
use crate::openers::{self, Opener};
use crate::organs::{self, Enacting};
use crate::{marks, notes};
use std::cell::OnceCell;

pub(crate) struct Piece<'a> {
    pub(crate) kind: BlockKind,
    /// As it stands in the file, markup and all.
    pub(crate) source: &'a str,
    /// First and last line, from 1.
    pub(crate) lines: (u32, u32),
    /// Cleaned; empty for tables, images, rules.
    pub(crate) text: String,
    /// Footnote marks taken out by cleaning.
    pub(crate) marks: Vec<String>,
    /// The raised mark it begins with: then it is a footnote.
    pub(crate) lead: Option<String>,
    pub(crate) label: Option<Label>,
    pub(crate) furniture: Option<LeftoverKind>,
    pub(crate) enacting: Option<Enacting>,
    /// Part of the block was read already: what is left of it is its text.
    pub(crate) is_part: bool,
    scanned: bool,
    opener: OnceCell<Option<Opener>>,
}

/// The blocks of a text as pieces. `scanned`: letters may be misread.
pub(crate) fn pieces(text: &str, scanned: bool) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = blocks(text).into_iter().map(|block| Piece::new(block, scanned)).collect();
    let (mut texts, mut given): (Vec<&mut String>, Vec<&mut Vec<String>>) = pieces
        .iter_mut()
        .filter(|piece| piece.furniture.is_none() && notes::notes(&piece.text, piece.lead.as_deref()).is_none())
        .map(|piece| (&mut piece.text, &mut piece.marks))
        .unzip();
    marks::strip(&mut texts, &mut given, scanned);
    join_labels(&mut pieces, text);
    for piece in &mut pieces {
        piece.label = labels::any(&piece.text);
        piece.enacting = organs::enacting(&piece.text);
    }
    if scanned {
        find_damaged_enacting(&mut pieces);
    }
    doubt_unknown_bodies(&mut pieces);
    pieces
}

/// Puts a label that stands alone before the text it is the label of: `iii)`, then `Surveiller …`; `58.`, then `a) Prie …`.
/// The pieces are blocks of `source`.
fn join_labels<'a>(pieces: &mut Vec<Piece<'a>>, source: &'a str) {
    let is_text = |piece: &Piece<'_>| {
        matches!(piece.kind, BlockKind::Paragraph | BlockKind::Item)
            && piece.furniture.is_none()
            && piece.lead.is_none()
    };
    let mut labels = Vec::new();
    for at in 1..pieces.len() {
        let [piece, next] = &mut pieces[at - 1..=at] else { continue };
        let Some(label) = labels::alone(&piece.text).filter(|_| is_text(piece) && is_text(next)) else { continue };
        let fits = match labels::any(&next.text) {
            None => next.text.starts_with(char::is_uppercase),
            Some(first) => label.style == LabelStyle::Number && first.style == LabelStyle::Letter && first.value == 1,
        };
        if fits {
            let begin = |block: &str| block.as_ptr() as usize - source.as_ptr() as usize;
            next.source = &source[begin(piece.source)..begin(next.source) + next.source.len()];
            next.text = format!("{} {}", piece.text, next.text);
            next.lines.0 = piece.lines.0;
            labels.push(at - 1);
        }
    }
    let mut at = 0;
    pieces.retain(|_| {
        at += 1;
        labels.binary_search(&(at - 1)).is_err()
    });
}

/// The enacting line of a body that is not in the list is believed only before an opener: `Le Comité spécial,` may also
/// begin a sentence that was cut.
fn doubt_unknown_bodies(pieces: &mut [Piece<'_>]) {
    for at in 0..pieces.len() {
        let unknown = pieces[at].enacting.as_ref().is_some_and(|enacting| !organs::is_listed(&enacting.organ));
        if unknown && !pieces[at + 1..].iter().find(|piece| !piece.text.is_empty()).is_some_and(Piece::has_opener) {
            pieces[at].enacting = None;
        }
    }
}

impl<'a> Piece<'a> {
    fn new(block: Block<'a>, scanned: bool) -> Piece<'a> {
        let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item);
        let cleaned = if plain { clean(block.rows()) } else { Default::default() };
        let mut text = cleaned.text;
        if scanned {
            // Specks before the first word: `. Ayant reçu`, `-Rappelant`.
            let word = text.trim_start_matches(['.', '-', '·', ',', '\'', '~', '•', ' ']);
            if word.starts_with(char::is_uppercase) {
                text = word.to_owned();
            }
        }
        if text.starts_with("---") {
            text = text.trim_start_matches(['-', ' ']).to_owned();
        }
        // `' 19. Se déclare`: a stray sign before a number.
        let number = text.trim_start_matches(['\'', '’', '`', '·', '°', ' ']);
        if number.len() < text.len() && labels::any(number).is_some_and(|label| label.style == LabelStyle::Number) {
            text = number.to_owned();
        }
        Piece {
            kind: block.kind,
            source: block.source,
            lines: block.lines,
            label: None,
            furniture: furniture(&text).filter(|_| plain),
            enacting: None,
            marks: cleaned.marks,
            lead: cleaned.lead,
            text,
            is_part: false,
            scanned,
            opener: OnceCell::new(),
        }
    }

    /// The text after the label.
    pub(crate) fn unlabelled(&self) -> &str {
        &self.text[self.label.map_or(0, |label| label.len)..]
    }

    /// The opener after the label, read once.
    pub(crate) fn opener(&self) -> Option<&Opener> {
        self.opener.get_or_init(|| openers::opener(self.unlabelled(), self.scanned)).as_ref()
    }

    /// True if it begins, after its label, with an opener of the lists.
    pub(crate) fn has_opener(&self) -> bool {
        self.opener().is_some_and(|opener| opener.known)
    }

    /// Leaves only the text from byte `at` on.
    pub(crate) fn cut_front(&mut self, at: usize) {
        self.text = self.text[at..].trim_start().to_owned();
        self.label = labels::any(&self.text);
        self.opener.take();
        self.is_part = true;
    }

    /// Leaves only the text up to byte `at`.
    pub(crate) fn cut_end(&mut self, at: usize) {
        self.text.truncate(at);
        self.is_part = true;
    }

    /// A letter or two, or a short word in capitals: what is left of the box with the symbol, of an emblem.
    pub(crate) fn is_scrap(&self) -> bool {
        let text = self.text.as_str();
        let letters = text.chars().take(5).count();
        let emblem =
            letters <= 4 && text.bytes().all(|b| b.is_ascii_uppercase()) && alinea_model::roman_value(text).is_none();
        letters == 1 || emblem || (letters == 2 && self.label.is_none() && alinea_model::roman_value(text).is_none())
    }

    /// The number it begins with (`3.`).
    pub(crate) fn number(&self) -> Option<u32> {
        self.label.filter(|label| label.style == LabelStyle::Number).map(|label| label.value)
    }

    /// True if it begins with the number of a paragraph (`3.`, `1.1`).
    pub(crate) fn is_numbered(&self) -> bool {
        self.label.is_some_and(|label| matches!(label.style, LabelStyle::Number | LabelStyle::Decimal))
    }

    /// True if it begins in the middle of a sentence.
    pub(crate) fn is_continuation(&self) -> bool {
        self.label.is_none() && self.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '»'))
    }
}

/// In scanned pages, enacting lines that only their place tells: short, before an opener.
fn find_damaged_enacting(pieces: &mut [Piece<'_>]) {
    for at in 0..pieces.len() {
        if pieces[at].enacting.is_some() {
            continue;
        }
        let Some(enacting) = organs::damaged_enacting(&pieces[at].text) else { continue };
        let next = pieces[at + 1..].iter().find(|piece| !piece.text.is_empty());
        if next.is_some_and(Piece::has_opener) {
            pieces[at].enacting = Some(enacting);
        }
    }
}

/// The volumes of the first sessions print English beside French; some pages carry Russian. True for a passage that
/// is plainly not French, by its grammatical words or its alphabet.
pub(crate) fn foreign_language(text: &str) -> bool {
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

/// True if some passages of a text may be English or Russian.
pub(crate) fn is_bilingual(text: &str) -> bool {
    let bytes = text.as_bytes();
    let english = memchr::memmem::find_iter(bytes, " the ").take(3).count() == 3;
    // Cyrillic letters begin with these bytes.
    english || memchr::memchr2_iter(0xd0, 0xd1, bytes).take(20).count() == 20
}

/// True for the text of a scanned page: a long text without accents, or with the line-end hyphens of scanners.
pub(crate) fn looks_scanned(text: &str) -> bool {
    let sample = &text.as_bytes()[..text.len().min(6000)];
    // In parts of which each count fits a byte: many bytes are looked at together.
    let count = |part: &[u8]| usize::from(part.iter().map(|b| u8::from(b.is_ascii_alphabetic())).sum::<u8>());
    let letters: usize = sample.chunks(128).map(count).sum();
    // Every accented letter of French begins with this byte.
    let accents = memchr::memchr_iter(0xc3, sample).count();
    (letters > 500 && accents * 200 < letters) || memchr::memmem::find(text.as_bytes(), "›".as_bytes()).is_some()
}
