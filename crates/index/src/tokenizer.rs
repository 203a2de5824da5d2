//! The French analysis as tantivy asks for it.

use crate::common::is_common;
use alinea_french::{Analyzer, fold};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Names of the tokenizers in the schema.
pub(crate) const WORDS: &str = "alinea-words";
pub(crate) const PAIRS: &str = "alinea-pairs";
pub(crate) const ACROSS: &str = "alinea-across";
pub(crate) const EXACT: &str = "alinea-exact";
pub(crate) const FOLDED: &str = "alinea-folded";

/// Between the family and the exact form in the term of a word (START OF TEXT); in neither of them.
pub const SEPARATOR: char = '\u{2}';

/// The term of a word: its family, then its exact form. One postings list a form serves both views: the family is the
/// forms that begin with it, and they stand together in the dictionary. A field for each view would hold the same places
/// twice.
pub fn word_term(family: &str, exact: &str) -> String {
    format!("{family}{SEPARATOR}{exact}")
}

/// What the terms of a family begin with.
pub fn family_prefix(family: &str) -> String {
    format!("{family}{SEPARATOR}")
}

/// The exact form of the word of a term.
pub fn exact_of(term: &str) -> &str {
    term.split_once(SEPARATOR).map_or(term, |(_, exact)| exact)
}

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
    manager.register(WORDS, TextAnalyzer::from(French::new(View::Both, false)));
    manager.register(PAIRS, TextAnalyzer::from(Pairs::default()));
    manager.register(ACROSS, TextAnalyzer::from(French::new(View::Both, true)));
    manager.register(EXACT, TextAnalyzer::from(French::new(View::Exact, false)));
    manager.register(FOLDED, TextAnalyzer::from(Folded::default()));
    manager
}

/// Which term of a word goes into the field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// [`word_term`].
    Both,
    /// The exact form alone.
    Exact,
}

/// The words of a text.
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
            if *view == View::Both {
                terms.push_str(token.stem);
                terms.push(SEPARATOR);
            }
            terms.push_str(token.exact);
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

/// The pairs of common words of a text.
#[derive(Default)]
struct Pairs {
    analyzer: Analyzer,
    terms: String,
    tokens: Vec<(usize, usize, u32, usize)>,
}

impl Clone for Pairs {
    fn clone(&self) -> Self {
        Pairs::default()
    }
}

impl Tokenizer for Pairs {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        let Pairs { analyzer, terms, tokens } = self;
        terms.clear();
        tokens.clear();
        // Family and exact form of the word before, where that is common; and the byte it begins at.
        let (mut family, mut exact, mut before) = (String::new(), String::new(), None);
        analyzer.analyze(text, |token| {
            let common = is_common(token.stem);
            if let Some(from) = before.filter(|_| common) {
                for part in [&family, " ", token.stem, SEPARATOR.encode_utf8(&mut [0; 4]), &exact, " ", token.exact] {
                    terms.push_str(part);
                }
                tokens.push((from, token.to, token.position - 1, terms.len()));
            }
            before = common.then_some(token.from);
            if common {
                family.clear();
                family.push_str(token.stem);
                exact.clear();
                exact.push_str(token.exact);
            }
        });
        Words { terms, tokens: tokens.iter(), begin: 0, token: Token::default() }
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
    use crate::common::pair_of;

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
    fn a_term_holds_both_views() {
        let text = "Rappelant l’égalité des sexes, et la résolution 66/122 de l'Assemblée";
        let (both, exact) = (tokens(WORDS, text), tokens(EXACT, text));
        assert_eq!(both.len(), exact.len());
        for (both, exact) in both.iter().zip(&exact) {
            assert_eq!((both.0, both.1, both.2), (exact.0, exact.1, exact.2));
            assert_eq!(exact_of(&both.3), exact.3);
            assert_eq!(both.3, word_term(&alinea_french::stem_family(&exact.3), &exact.3));
            assert!(both.3.starts_with(&family_prefix(&alinea_french::stem_family(&exact.3))));
        }
        assert_eq!((exact[1].3.as_str(), exact[2].0), ("egalite", 2));
    }

    #[test]
    fn common_words_side_by_side_are_a_term() {
        let term = |one: &str, other: &str| {
            let family = |word| alinea_french::stem_family(word);
            word_term(&pair_of(&family(one), &family(other)), &pair_of(one, other))
        };
        let pairs = tokens(PAIRS, "Les droits de l’homme, et la pastèque de la paix");
        let expected = [(0, term("les", "droits")), (1, term("droits", "de")), (2, term("de", "homme"))];
        let expected = expected.into_iter().chain([(3, term("homme", "et")), (4, term("et", "la"))]);
        let expected: Vec<_> = expected.chain([(7, term("de", "la")), (8, term("la", "paix"))]).collect();
        assert_eq!(pairs.iter().map(|pair| (pair.0, pair.3.clone())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_across_a_border_are_counted_from_it() {
        let short = tokens(ACROSS, "Prie les États :\u{1f}De l’aider");
        let places: Vec<(usize, &str)> = short.iter().map(|token| (token.0, token.3.as_str())).collect();
        assert_eq!(places.iter().map(|place| place.0).collect::<Vec<_>>(), [61, 62, 63, 64, 65]);
        let long = tokens(ACROSS, &format!("{}\u{1f}{}", "un deux ".repeat(100), "trois ".repeat(100)));
        assert_eq!(long.iter().map(|token| token.0).collect::<Vec<_>>(), (0..128).collect::<Vec<_>>());
        let apart: Vec<usize> = tokens(WORDS, "un\u{1f}deux trois\u{1f}quatre").iter().map(|token| token.0).collect();
        assert_eq!(apart, [0, 1_001, 1_002, 2_003]);
        let exact = |at: usize| exact_of(&long[at].3);
        assert_eq!((exact(0), exact(63), exact(64)), ("un", "deux", "trois"));
    }

    #[test]
    fn a_folded_value_is_one_term() {
        let folded = tokens(FOLDED, "Conseil de Sécurité");
        assert_eq!(folded.len(), 1);
        assert_eq!(folded[0].3, "conseil de securite");
    }
}
