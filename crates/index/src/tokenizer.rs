//! The French analysis as tantivy asks for it: one tokenizer a view, both with the same tokens at the same positions.

use alinea_french::{Analyzer, fold};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Names of the tokenizers in the schema.
pub(crate) const STEM: &str = "alinea-stem";
pub(crate) const EXACT: &str = "alinea-exact";
pub(crate) const FOLDED: &str = "alinea-folded";

/// A manager that knows our tokenizers, and tantivy's own.
pub(crate) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(STEM, TextAnalyzer::from(French::new(View::Stem)));
    manager.register(EXACT, TextAnalyzer::from(French::new(View::Exact)));
    manager.register(FOLDED, TextAnalyzer::from(Folded::default()));
    manager
}

/// Which term of a word goes into the field.
#[derive(Clone, Copy)]
enum View {
    Stem,
    Exact,
}

/// The words of a text, in one view.
struct French {
    view: View,
    analyzer: Analyzer,
    /// The terms of the text at hand, end to end, and where each ends: the analysis pushes and tantivy pulls.
    terms: String,
    tokens: Vec<(usize, usize, u32, usize)>,
}

impl French {
    fn new(view: View) -> Self {
        French { view, analyzer: Analyzer::new(), terms: String::new(), tokens: Vec::new() }
    }
}

impl Clone for French {
    /// A tokenizer of its own: what the analyzer has met is not shared.
    fn clone(&self) -> Self {
        French::new(self.view)
    }
}

impl Tokenizer for French {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        let French { view, analyzer, terms, tokens } = self;
        terms.clear();
        tokens.clear();
        analyzer.analyze(text, |token| {
            terms.push_str(match view {
                View::Stem => token.stem,
                View::Exact => token.exact,
            });
            tokens.push((token.from, token.to, token.position, terms.len()));
        });
        Words { terms, tokens: tokens.iter(), begin: 0, token: Token::default() }
    }
}

/// The tokens of one text.
struct Words<'a> {
    terms: &'a str,
    tokens: std::slice::Iter<'a, (usize, usize, u32, usize)>,
    begin: usize,
    token: Token,
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        let Some(&(from, to, position, end)) = self.tokens.next() else { return false };
        self.token.offset_from = from;
        self.token.offset_to = to;
        self.token.position = position as usize;
        self.token.text.clear();
        self.token.text.push_str(&self.terms[self.begin..end]);
        self.begin = end;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// A whole value as one term, without case and accents: `Conseil de sécurité` is `conseil de securite`.
#[derive(Clone, Default)]
struct Folded {
    token: Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = Whole<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Whole<'a> {
        self.token.reset();
        self.token.text = fold(text);
        self.token.offset_to = text.len();
        Whole { token: &mut self.token, given: false }
    }
}

/// The one token of a value.
struct Whole<'a> {
    token: &'a mut Token,
    given: bool,
}

impl TokenStream for Whole<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = 0;
        !std::mem::replace(&mut self.given, true)
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(name: &str, text: &str) -> Vec<(usize, usize, usize, String)> {
        let mut analyzer = manager().get(name).unwrap();
        let mut stream = analyzer.token_stream(text);
        let mut tokens = Vec::new();
        while let Some(token) = stream.next() {
            tokens.push((token.position, token.offset_from, token.offset_to, token.text.clone()));
        }
        tokens
    }

    #[test]
    fn both_views_have_the_same_tokens_at_the_same_positions() {
        let text = "Rappelant l’égalité des sexes, et la résolution 66/122 de l'Assemblée";
        let (stem, exact) = (tokens(STEM, text), tokens(EXACT, text));
        assert_eq!(stem.len(), exact.len());
        for (stem, exact) in stem.iter().zip(&exact) {
            assert_eq!((stem.0, stem.1, stem.2), (exact.0, exact.1, exact.2));
        }
        assert_eq!(exact[1].3, "egalite");
        assert_eq!(stem[2].0, 2);
    }

    #[test]
    fn a_folded_value_is_one_term() {
        let folded = tokens(FOLDED, "Conseil de Sécurité");
        assert_eq!(folded.len(), 1);
        assert_eq!(folded[0].3, "conseil de securite");
    }
}
