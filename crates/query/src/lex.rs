//! Typed text to words, phrases, parentheses and signs.

use crate::{Diagnostic, DiagnosticKind, Field, Span};

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme<'a> {
    pub(crate) kind: LexemeKind,
    /// A word as typed, what stands between quotation marks, the value of a field; without `=` and `~`.
    pub(crate) text: &'a str,
    /// `=` stands before it.
    pub(crate) exact: bool,
    /// `~` stands behind it, with a number or without.
    pub(crate) tilde: Option<Option<u32>>,
    /// First byte of the text, and behind its last.
    pub(crate) bytes: (usize, usize),
    /// Where it stands, with everything that belongs to it.
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    Word,
    Phrase,
    Field(Field),
    Open,
    Close,
    /// A `-` right before something.
    Minus,
}

/// Most characters between parentheses inside a word, as in `3314(XXIX)` and `délégué(e)s`.
const INNER: usize = 16;

/// The marks that close a phrase opened by `open`; `None` if it opens none. `"` and `”` may be typed one for the other
/// by a word processor, but a phrase in « » may quote, so that each kind is closed by its own.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '«' => Some(&['»']),
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        _ => None,
    }
}

/// Cuts a query into lexemes, in linear time. What is odd goes to `diagnostics`.
pub(crate) fn lex<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Lexeme<'a>> {
    let mut lexer = Lexer { text, byte: 0, char: 0, diagnostics };
    let mut lexemes = Vec::new();
    while let Some(c) = lexer.peek() {
        if c.is_whitespace() {
            lexer.take();
        } else if let Some(lexeme) = lexer.lexeme(c) {
            lexemes.push(lexeme);
        }
    }
    lexemes
}

struct Lexer<'a, 'd> {
    text: &'a str,
    /// Where it is, in bytes and in characters.
    byte: usize,
    char: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.byte..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.byte += c.len_utf8();
        self.char += 1;
        Some(c)
    }

    fn lexeme(&mut self, c: char) -> Option<Lexeme<'a>> {
        let (from, begin) = (self.char, self.byte);
        let next = self.rest()[c.len_utf8()..].chars().next();
        let kind = match c {
            '»' | '”' => {
                self.take();
                self.report(DiagnosticKind::StrayQuote, from, from + 1);
                return None;
            }
            '(' => LexemeKind::Open,
            ')' => LexemeKind::Close,
            '-' if next.is_some_and(|next| !next.is_whitespace() && !matches!(next, '-' | ')' | '»' | '”')) => {
                LexemeKind::Minus
            }
            _ => {
                let exact = c == '='
                    && next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '*' | '?') || closing(c).is_some());
                if exact {
                    self.take();
                }
                let lexeme = if self.peek().is_some_and(|c| closing(c).is_some()) {
                    self.phrase(from, exact)
                } else {
                    self.word(from, exact)
                };
                return Some(lexeme);
            }
        };
        self.take();
        let bytes = (begin, self.byte);
        let span = Span { from, to: self.char };
        Some(Lexeme { kind, text: &self.text[begin..self.byte], exact: false, tilde: None, bytes, span })
    }

    /// A phrase whose opening mark is next.
    fn phrase(&mut self, from: usize, exact: bool) -> Lexeme<'a> {
        let (text, bytes) = self.quotation();
        let tilde = if self.peek() == Some('~') {
            let digits = self.rest()[1..].bytes().take_while(u8::is_ascii_digit).count();
            let number = &self.rest()[1..1 + digits];
            (digits > 0).then(|| {
                self.byte += 1 + digits;
                self.char += 1 + digits;
                Some(number.parse().unwrap_or(u32::MAX))
            })
        } else {
            None
        };
        let span = Span { from, to: self.char };
        Lexeme { kind: LexemeKind::Phrase, text, exact, tilde, bytes, span }
    }

    /// What stands between quotation marks, the first of which is next, without white space at its ends.
    fn quotation(&mut self) -> (&'a str, (usize, usize)) {
        let open = self.char;
        let closing = self.take().and_then(closing).unwrap_or_default();
        let inside = self.byte;
        let end = loop {
            let at = self.byte;
            match self.take() {
                Some(c) if closing.contains(&c) => break at,
                Some(_) => {}
                None => {
                    self.report(DiagnosticKind::UnclosedQuote, open, open + 1);
                    break at;
                }
            }
        };
        let phrase = &self.text[inside..end];
        let begin = inside + (phrase.len() - phrase.trim_start().len());
        let text = phrase.trim();
        (text, (begin, begin + text.len()))
    }

    /// A word, or a field with its value.
    fn word(&mut self, from: usize, exact: bool) -> Lexeme<'a> {
        let begin = self.byte;
        let mut field = None;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || matches!(c, '»' | '”' | ')') || closing(c).is_some() {
                break;
            }
            if c == '(' && self.byte > begin {
                let Some((bytes, chars)) = inner(self.rest()) else { break };
                self.byte += bytes;
                self.char += chars;
                continue;
            }
            self.take();
            if c == ':' && field.is_none() && !exact {
                field = Field::named(&self.text[begin..self.byte - 1]).map(|field| (field, self.byte));
                if field.is_some() && self.peek().is_some_and(|c| closing(c).is_some()) {
                    break;
                }
            }
        }
        if let Some((field, value)) = field {
            let kind = LexemeKind::Field(field);
            if value == self.byte && self.peek().is_some_and(|c| closing(c).is_some()) {
                let (text, bytes) = self.quotation();
                let span = Span { from, to: self.char };
                return Lexeme { kind, text, exact: false, tilde: None, bytes, span };
            }
            let text = self.text[value..self.byte].trim_end_matches([',', ';']);
            if !text.is_empty() {
                let span = Span { from, to: self.char };
                let bytes = (value, value + text.len());
                return Lexeme { kind, text, exact: false, tilde: None, bytes, span };
            }
        }
        let mut text = &self.text[begin..self.byte];
        let mut tilde = None;
        if let Some((word, number)) = text.rsplit_once('~')
            && !word.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            text = word;
            tilde = Some(if number.is_empty() { None } else { Some(number.parse().unwrap_or(u32::MAX)) });
        }
        let bytes = (begin, begin + text.len());
        Lexeme { kind: LexemeKind::Word, text, exact, tilde, bytes, span: Span { from, to: self.char } }
    }

    fn report(&mut self, kind: DiagnosticKind, from: usize, to: usize) {
        self.diagnostics.push(Diagnostic { kind, span: Span { from, to } });
    }
}

/// Length, in bytes and characters, of parentheses inside a word; `None` if they are not short and whole.
fn inner(rest: &str) -> Option<(usize, usize)> {
    let inside = |c: char| !c.is_whitespace() && !matches!(c, '(' | '»' | '”') && closing(c).is_none();
    let (chars, (byte, _)) = rest
        .char_indices()
        .enumerate()
        .skip(1)
        .take(INNER + 1)
        .take_while(|&(_, (_, c))| inside(c))
        .find(|&(_, (_, c))| c == ')')?;
    Some((byte + 1, chars + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, text, and span.
    type Short<'a> = (LexemeKind, &'a str, usize, usize);

    fn lexemes(text: &str) -> (Vec<Short<'_>>, Vec<DiagnosticKind>) {
        let mut diagnostics = Vec::new();
        let lexemes = lex(text, &mut diagnostics);
        for lexeme in &lexemes {
            assert_eq!(&text[lexeme.bytes.0..lexeme.bytes.1], lexeme.text);
        }
        (
            lexemes.iter().map(|l| (l.kind, l.text, l.span.from, l.span.to)).collect(),
            diagnostics.iter().map(|d| d.kind).collect(),
        )
    }

    #[test]
    fn every_pair_of_quotation_marks_makes_a_phrase() {
        use LexemeKind::{Phrase, Word};
        for text in ["a \"b c\" d", "a «b c» d", "a “b c” d", "a „b c“ d", "a „b c” d"] {
            let (got, odd) = lexemes(text);
            assert_eq!(got, [(Word, "a", 0, 1), (Phrase, "b c", 2, 7), (Word, "d", 8, 9)], "{text}");
            assert!(odd.is_empty());
        }
        assert_eq!(lexemes("«\u{a0}l’état\u{a0}»x").0, [(Phrase, "l’état", 0, 10), (Word, "x", 10, 11)]);
        assert_eq!(lexemes("«dire \"non\"»").0, [(Phrase, "dire \"non\"", 0, 12)]);
    }

    #[test]
    fn quotation_marks_that_lack_their_other_are_reported() {
        assert_eq!(lexemes("a \"b c").0[1], (LexemeKind::Phrase, "b c", 2, 6));
        assert_eq!(lexemes("a \"b c").1, [DiagnosticKind::UnclosedQuote]);
        assert_eq!(lexemes("a» b").1, [DiagnosticKind::StrayQuote]);
        assert_eq!(lexemes("\"").0, [(LexemeKind::Phrase, "", 0, 1)]);
    }

    #[test]
    fn parentheses_group_but_inside_a_word_belong_to_it() {
        use LexemeKind::{Close, Open, Word};
        assert_eq!(
            lexemes("(a b(s))").0,
            [(Open, "(", 0, 1), (Word, "a", 1, 2), (Word, "b(s)", 3, 7), (Close, ")", 7, 8)]
        );
        assert_eq!(lexemes("a(b c)").0[..2], [(Word, "a", 0, 1), (Open, "(", 1, 2)]);
    }

    #[test]
    fn signs_belong_to_what_they_stand_at() {
        let lexed = |text| {
            let found = lex(text, &mut Vec::new());
            found.iter().map(|l| (l.kind, l.text.to_owned(), l.exact, l.tilde)).collect::<Vec<_>>()
        };
        use LexemeKind::{Minus, Phrase, Word};
        let of = |kind, text: &str, exact, tilde| (kind, text.to_owned(), exact, tilde);
        assert_eq!(lexed("=mot"), [of(Word, "mot", true, None)]);
        assert_eq!(lexed("=\"a b\"~5"), [of(Phrase, "a b", true, Some(Some(5)))]);
        assert_eq!(lexed("mot~ mot~2"), [of(Word, "mot", false, Some(None)), of(Word, "mot", false, Some(Some(2)))]);
        assert_eq!(
            lexed("-a - a"),
            [
                of(Minus, "-", false, None),
                of(Word, "a", false, None),
                of(Word, "-", false, None),
                of(Word, "a", false, None)
            ]
        );
        assert_eq!(lexed("non-a =")[1], of(Word, "=", false, None));
    }

    #[test]
    fn only_known_fields_are_fields() {
        assert_eq!(lexemes("titre:paix").0, [(LexemeKind::Field(Field::Title), "paix", 0, 10)]);
        assert_eq!(lexemes("Année:2010..2015,").0, [(LexemeKind::Field(Field::Year), "2010..2015", 0, 17)]);
        assert_eq!(lexemes("organ:«droits de l’homme»").0[0].0, LexemeKind::Field(Field::Organ));
        assert_eq!(lexemes("titre: paix").0[0], (LexemeKind::Word, "titre:", 0, 6));
        assert_eq!(lexemes("2013 : aujourd'hui").0.len(), 3);
        assert!(lexemes("objet:paix http://x").0.iter().all(|lexeme| lexeme.0 == LexemeKind::Word));
    }
}
