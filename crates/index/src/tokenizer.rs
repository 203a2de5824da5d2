//! The French analysis as tantivy asks for it: one tokenizer a view, both with the same tokens at the same positions.

use alinea_french::{Analyzer, fold};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Names of the tokenizers in the schema.
pub(crate) const STEM: &str = "alinea-stem";
pub(crate) const EXACT: &str = "alinea-exact";
pub(crate) const FOLDED: &str = "alinea-folded";
pub(crate) const ACROSS_STEM: &str = "alinea-across-stem";
pub(crate) const ACROSS_EXACT: &str = "alinea-across-exact";

/// Between chapeau and sub-paragraph in a text that is indexed as they read, and between texts that are not read one
/// behind the other, which lie [`GAP`] apart (UNIT SEPARATOR).
pub(crate) const BETWEEN: char = '\u{1f}';

/// What is added to positions between two texts of a value: words of different texts are never near each other.
pub const GAP: u32 = 1_000;

/// Where the sub-paragraph begins in such a text: words farther than this from the border, on either side, are left out.
pub const BORDER: u32 = 64;

/// A manager that knows our tokenizers, and tantivy's own.
pub(crate) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(STEM, TextAnalyzer::from(French::new(View::Stem, false)));
    manager.register(EXACT, TextAnalyzer::from(French::new(View::Exact, false)));
    manager.register(ACROSS_STEM, TextAnalyzer::from(French::new(View::Stem, true)));
    manager.register(ACROSS_EXACT, TextAnalyzer::from(French::new(View::Exact, true)));
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
    /// Positions are counted from [`BETWEEN`], which is at [`BORDER`].
    across: bool,
    analyzer: Analyzer,
    /// The terms of the text at hand, end to end, and where each ends: the analysis pushes and tantivy pulls.
    terms: String,
    tokens: Vec<(usize, usize, u32, usize)>,
}

impl French {
    fn new(view: View, across: bool) -> Self {
        French { view, across, analyzer: Analyzer::new(), terms: String::new(), tokens: Vec::new() }
    }
}

impl Clone for French {
    /// A tokenizer of its own: what the analyzer has met is not shared.
    fn clone(&self) -> Self {
        French::new(self.view, self.across)
    }
}

impl Tokenizer for French {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        let French { view, across, analyzer, terms, tokens } = self;
        terms.clear();
        tokens.clear();
        let border = text.find(BETWEEN);
        analyzer.analyze(text, |token| {
            terms.push_str(match view {
                View::Stem => token.stem,
                View::Exact => token.exact,
            });
            tokens.push((token.from, token.to, token.position, terms.len()));
        });
        if let Some(border) = border.filter(|_| !*across) {
            let (mut gaps, mut at) = (0, border);
            for token in tokens.iter_mut().skip_while(|token| token.0 < border) {
                gaps += text[at..token.0].matches(BETWEEN).count() as u32;
                at = token.0;
                token.2 += GAP * gaps;
            }
        } else if let Some(border) = border {
            let before = tokens.partition_point(|&(from, ..)| from < border);
            let left_out = before.saturating_sub(BORDER as usize);
            tokens.truncate(before + BORDER as usize);
            for (at, token) in tokens.iter_mut().enumerate().skip(left_out) {
                token.2 = (BORDER as usize + at - before) as u32;
            }
            let begin = left_out.checked_sub(1).map_or(0, |last| tokens[last].3);
            return Words { terms, tokens: tokens[left_out..].iter(), begin, token: Token::default() };
        }
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
    fn words_across_a_border_are_counted_from_it() {
        let short = tokens(ACROSS_STEM, "Prie les États :\u{1f}De l’aider");
        let places: Vec<(usize, &str)> = short.iter().map(|token| (token.0, token.3.as_str())).collect();
        assert_eq!(places.iter().map(|place| place.0).collect::<Vec<_>>(), [61, 62, 63, 64, 65]);
        let long = tokens(ACROSS_EXACT, &format!("{}\u{1f}{}", "un deux ".repeat(100), "trois ".repeat(100)));
        assert_eq!(long.iter().map(|token| token.0).collect::<Vec<_>>(), (0..128).collect::<Vec<_>>());
        let apart: Vec<usize> = tokens(STEM, "un\u{1f}deux trois\u{1f}quatre").iter().map(|token| token.0).collect();
        assert_eq!(apart, [0, 1_001, 1_002, 2_003]);
        assert_eq!((long[0].3.as_str(), long[63].3.as_str(), long[64].3.as_str()), ("un", "deux", "trois"));
    }

    #[test]
    fn a_folded_value_is_one_term() {
        let folded = tokens(FOLDED, "Conseil de Sécurité");
        assert_eq!(folded.len(), 1);
        assert_eq!(folded[0].3, "conseil de securite");
    }
}
