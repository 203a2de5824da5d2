//! Typed text to a query tree.

use crate::lex::{Lexeme, LexemeKind, lex};
use crate::{Diagnostic, DiagnosticKind, Query};
use alinea_french::Analyzer;
use alinea_model::Symbol;

/// A query tree and what was odd in the text it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The tree.
    pub query: Query,
    /// What was not taken as typed, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what a user typed: words, all of which must match; `"phrases"`, also in « », “ ” and „ “; symbols
/// (`A/RES/70/1`, `66/122`, `1325 (2000)`). Never fails: what makes no sense is left out and reported.
///
/// ```
/// use alinea_query::parse;
///
/// let parsed = parse("« exclusion sociale » pauvreté 66/122");
/// assert!(parsed.diagnostics.is_empty());
/// assert_eq!(parsed.query.to_string(), "\"exclusion sociale\" pauvreté 66/122");
/// ```
pub fn parse(text: &str) -> Parsed {
    let mut diagnostics = Vec::new();
    let lexemes = lex(text, &mut diagnostics);
    let mut analyzer = Analyzer::new();
    let mut operands = Vec::new();
    let mut rest = lexemes.as_slice();
    while let Some(first) = rest.first() {
        if let Some((operand, taken)) = symbol(text, rest) {
            operands.push(operand);
            rest = &rest[taken..];
            continue;
        }
        rest = &rest[1..];
        let (text, span) = (first.text.to_owned(), first.span);
        let mut says_something = false;
        analyzer.analyze(first.text, |_| says_something = true);
        match first.kind {
            LexemeKind::Word if says_something => operands.push(Query::Word { text, span }),
            LexemeKind::Phrase if says_something => operands.push(Query::Phrase { text, span }),
            LexemeKind::Word => diagnostics.push(Diagnostic { kind: DiagnosticKind::NoWord, span }),
            LexemeKind::Phrase => diagnostics.push(Diagnostic { kind: DiagnosticKind::EmptyPhrase, span }),
        }
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.from, diagnostic.span.to));
    Parsed { query: Query::All(operands), diagnostics }
}

/// The symbol at the head of `lexemes`, and how many of them it takes: `1325 (2000)` and `217 A (III)` are typed as
/// several words.
fn symbol(text: &str, lexemes: &[Lexeme<'_>]) -> Option<(Query, usize)> {
    /// `A/RES/217 A (III)`.
    const LONGEST: usize = 3;
    let words = lexemes.iter().take(LONGEST).take_while(|lexeme| lexeme.kind == LexemeKind::Word).count();
    let first = lexemes.first().filter(|first| first.text.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    // `résolution` belongs to what `Symbol::candidates` reads, but it is a word of the query.
    if first.text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("res")) {
        return None;
    }
    (1..=words).rev().find_map(|taken| {
        let last = &lexemes[taken - 1];
        if !lexemes[1..taken].iter().all(|word| continues(word.text)) {
            return None;
        }
        let typed = text[first.bytes.0..last.bytes.1].trim_end_matches([',', ';', '.', ':', '!', '?']);
        let symbols = Symbol::candidates(typed);
        let span = crate::Span { from: first.span.from, to: last.span.to };
        (!symbols.is_empty()).then(|| (Query::Symbol { text: typed.to_owned(), symbols, span }, taken))
    })
}

/// True for what continues a symbol behind a space: `(2000)`, `(XXIX)`, the letter of a part.
fn continues(word: &str) -> bool {
    word.starts_with('(') || word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use proptest::prelude::*;

    /// The tree with all spans at zero.
    fn bare(query: &Query) -> Query {
        let span = Span::default();
        match query.clone() {
            Query::All(operands) => Query::All(operands.iter().map(bare).collect()),
            Query::Word { text, .. } => Query::Word { text, span },
            Query::Phrase { text, .. } => Query::Phrase { text, span },
            Query::Symbol { text, symbols, .. } => Query::Symbol { text, symbols, span },
        }
    }

    fn kinds(text: &str) -> Vec<String> {
        let Query::All(operands) = parse(text).query else { panic!("{text}") };
        let kind = |operand: &Query| match operand {
            Query::All(_) => "all".to_owned(),
            Query::Word { text, .. } => format!("word {text}"),
            Query::Phrase { text, .. } => format!("phrase {text}"),
            Query::Symbol { text, .. } => format!("symbol {text}"),
        };
        operands.iter().map(kind).collect()
    }

    #[test]
    fn symbols_are_recognised_among_words() {
        assert_eq!(kinds("66/122 exclusion"), ["symbol 66/122", "word exclusion"]);
        assert_eq!(kinds("résolution 1325 (2000), femmes"), ["word résolution", "symbol 1325 (2000)", "word femmes"]);
        assert_eq!(kinds("resolution A/RES/70/1"), ["word resolution", "symbol A/RES/70/1"]);
        assert_eq!(kinds("217 A (III) homme"), ["symbol 217 A (III)", "word homme"]);
        assert_eq!(kinds("66/122 a décidé"), ["symbol 66/122", "word a", "word décidé"]);
        assert_eq!(kinds("1325 femmes"), ["word 1325", "word femmes"]);
        assert_eq!(kinds("\"66/122\" (2000)"), ["phrase 66/122", "word (2000)"]);
        assert_eq!(kinds("l’éducation ou/et"), ["word l’éducation", "word ou/et"]);
    }

    #[test]
    fn what_says_nothing_is_left_out_and_reported() {
        let parsed = parse("paix … « » - l’ »");
        assert_eq!(parsed.query.to_string(), "paix");
        let kinds: Vec<_> = parsed.diagnostics.iter().map(|d| (d.kind, d.span.from, d.span.to)).collect();
        assert_eq!(
            kinds,
            [
                (DiagnosticKind::NoWord, 5, 6),
                (DiagnosticKind::EmptyPhrase, 7, 10),
                (DiagnosticKind::NoWord, 11, 12),
                (DiagnosticKind::NoWord, 13, 15),
                (DiagnosticKind::StrayQuote, 16, 17),
            ]
        );
        assert!(parse("").query.is_empty() && parse(" … ").query.is_empty());
    }

    proptest! {
        #[test]
        fn printing_a_tree_and_parsing_it_gives_the_same_tree(
            text in r#"([a-zé' "«»“”„’/().,\-\\*?0-9A-Z]|66/122|1325 \(2000\)|\PC){0,40}"#
        ) {
            let tree = parse(&text).query;
            prop_assert_eq!(bare(&parse(&tree.to_string()).query), bare(&tree), "{} / {}", text, tree);
        }

        #[test]
        fn spans_lie_in_the_text(text in "\\PC{0,60}") {
            let length = text.chars().count();
            for diagnostic in parse(&text).diagnostics {
                prop_assert!(diagnostic.span.from < diagnostic.span.to && diagnostic.span.to <= length);
            }
        }
    }
}
