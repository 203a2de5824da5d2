//! Typed text to words and quoted phrases.

use crate::{Diagnostic, DiagnosticKind, Span};

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme<'a> {
    pub(crate) kind: LexemeKind,
    /// A word as typed, or what stands between quotation marks.
    pub(crate) text: &'a str,
    /// First byte of the text, and behind its last.
    pub(crate) bytes: (usize, usize),
    /// Where it stands, quotation marks included.
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    Word,
    Phrase,
}

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

/// Cuts a query into words, at white space, and phrases, at quotation marks. What is odd goes to `diagnostics`.
pub(crate) fn lex<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Lexeme<'a>> {
    let mut lexemes = Vec::new();
    let mut chars = text.char_indices().enumerate().peekable();
    while let Some((from, (begin, c))) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        if matches!(c, '»' | '”') {
            diagnostics.push(Diagnostic { kind: DiagnosticKind::StrayQuote, span: Span { from, to: from + 1 } });
        } else if let Some(closing) = closing(c) {
            let (mut to, mut end, mut closed) = (from + 1, text.len(), false);
            for (at, (byte, c)) in chars.by_ref() {
                to = at + 1;
                if closing.contains(&c) {
                    (end, closed) = (byte, true);
                    break;
                }
            }
            if !closed {
                let span = Span { from, to: from + 1 };
                diagnostics.push(Diagnostic { kind: DiagnosticKind::UnclosedQuote, span });
            }
            let inside = begin + c.len_utf8();
            let phrase = &text[inside..end];
            let inside = inside + (phrase.len() - phrase.trim_start().len());
            let text = phrase.trim();
            let bytes = (inside, inside + text.len());
            lexemes.push(Lexeme { kind: LexemeKind::Phrase, text, bytes, span: Span { from, to } });
        } else {
            let (mut to, mut end) = (from + 1, begin + c.len_utf8());
            while let Some((at, (byte, c))) =
                chars.next_if(|&(_, (_, c))| !c.is_whitespace() && !matches!(c, '»' | '”') && closing(c).is_none())
            {
                (to, end) = (at + 1, byte + c.len_utf8());
            }
            let word = &text[begin..end];
            lexemes.push(Lexeme { kind: LexemeKind::Word, text: word, bytes: (begin, end), span: Span { from, to } });
        }
    }
    lexemes
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
}
