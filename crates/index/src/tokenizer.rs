//! The French analysis as tantivy asks for it.

use crate::common::is_common;
use alinea_french::{Analyzer, fold};
use std::cell::RefCell;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Names of the tokenizers in the schema.
pub(crate) const WORDS: &str = "alinea-words";
pub(crate) const PAIRS: &str = "alinea-pairs";
pub(crate) const ACROSS: &str = "alinea-across";
pub(crate) const MEETING: &str = "alinea-border";
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
    let views = [
        (WORDS, View::Both),
        (PAIRS, View::Pairs),
        (ACROSS, View::Across),
        (MEETING, View::Border),
        (EXACT, View::Exact),
    ];
    for (name, view) in views {
        manager.register(name, TextAnalyzer::from(French::new(view)));
    }
    manager.register(FOLDED, TextAnalyzer::from(Folded::default()));
    manager
}

/// What goes into a field of the words of a text.
#[derive(Clone, Copy, Default)]
enum View {
    /// Every word by [`word_term`].
    #[default]
    Both,
    /// Every word by its exact form alone.
    Exact,
    /// The words about [`BETWEEN`], which is at [`BORDER`].
    Across,
    /// The word before [`BETWEEN`] and the one behind it as one word.
    Border,
    /// Two common words side by side as one word.
    Pairs,
}

/// The words of the text a thread had at hand last. Several fields are made of one text, and all of them of the same
/// words: the analyzer of a thread meets a word once for all of them.
#[derive(Default)]
struct Analysis {
    analyzer: Analyzer,
    text: String,
    /// The terms of the words, end to end.
    terms: String,
    words: Vec<Word>,
}

/// A word of a text: where it stands, and where in the terms its family, its exact form and its term end.
#[derive(Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    begin: usize,
    family: usize,
    end: usize,
}

impl Analysis {
    /// Gives the words of `text` to `read`.
    fn of<T>(text: &str, read: impl FnOnce(&Analysis) -> T) -> T {
        thread_local!(static LAST: RefCell<Analysis> = RefCell::default());
        LAST.with_borrow_mut(|analysis| {
            if analysis.text != text {
                analysis.analyze(text);
            }
            read(analysis)
        })
    }

    fn analyze(&mut self, text: &str) {
        let Analysis { analyzer, text: known, terms, words } = self;
        known.clear();
        known.push_str(text);
        terms.clear();
        words.clear();
        analyzer.analyze(text, |token| {
            let begin = terms.len();
            terms.push_str(token.stem);
            let family = terms.len();
            terms.push(SEPARATOR);
            terms.push_str(token.exact);
            words.push(Word { from: token.from, to: token.to, begin, family, end: terms.len() });
        });
    }

    fn family(&self, word: &Word) -> &str {
        &self.terms[word.begin..word.family]
    }

    fn exact(&self, word: &Word) -> &str {
        &self.terms[word.family + SEPARATOR.len_utf8()..word.end]
    }

    /// Every word with its position; texts that are not read one behind the other lie [`GAP`] apart.
    fn placed(&self) -> impl Iterator<Item = (usize, &Word)> {
        let (mut at, mut gaps) = (0, 0);
        let apart = self.text.contains(BETWEEN);
        self.words.iter().enumerate().map(move |(place, word)| {
            if apart {
                gaps += self.text[at..word.from].matches(BETWEEN).count();
                at = word.from;
            }
            (place + GAP as usize * gaps, word)
        })
    }

    /// The number of words before a byte.
    fn before(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.from < byte)
    }
}

/// The tokens of a text: the analysis pushes and tantivy pulls.
#[derive(Default)]
struct Tokens {
    /// Their text, which the next document often has again: titles, chapeaux.
    text: String,
    /// Their terms, end to end.
    terms: String,
    /// From and behind which byte they stand, their position, and where in the terms they end.
    tokens: Vec<(usize, usize, u32, usize)>,
}

impl Tokens {
    /// Those of `text`, that `fill` makes of its words unless they are there.
    fn of(&mut self, text: &str, fill: impl FnOnce(&Analysis, &mut Tokens)) -> Words<'_> {
        if self.text != text {
            self.text.clear();
            self.text.push_str(text);
            self.terms.clear();
            self.tokens.clear();
            Analysis::of(text, |analysis| fill(analysis, self));
        }
        Words { terms: &self.terms, tokens: self.tokens.iter(), begin: 0, token: Token::default() }
    }

    /// Adds two words as one, with the term [`word_term`] makes of [`pair_of`](crate::pair_of) their families and forms.
    fn push_pair(&mut self, analysis: &Analysis, [first, second]: [&Word; 2], position: usize) {
        let (separator, families) =
            (SEPARATOR.encode_utf8(&mut [0; 4]).to_owned(), [first, second].map(|word| analysis.family(word)));
        let forms = [first, second].map(|word| analysis.exact(word));
        self.push(first, second, position, &[families[0], " ", families[1], &separator, forms[0], " ", forms[1]]);
    }

    /// Adds a token that stands from a word to another, or the same.
    fn push(&mut self, first: &Word, last: &Word, position: usize, term: &[&str]) {
        self.terms.extend(term.iter().copied());
        self.tokens.push((first.from, last.to, position as u32, self.terms.len()));
    }
}

/// The words of a text, one way or another.
#[derive(Default)]
struct French {
    view: View,
    tokens: Tokens,
}

impl French {
    fn new(view: View) -> Self {
        French { view, tokens: Tokens::default() }
    }
}

impl Clone for French {
    fn clone(&self) -> Self {
        French::new(self.view)
    }
}

impl Tokenizer for French {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        let fill = match self.view {
            View::Both => both,
            View::Exact => exact,
            View::Across => across,
            View::Border => border,
            View::Pairs => pairs,
        };
        self.tokens.of(text, fill)
    }
}

/// Every word, texts that are not read one behind the other [`GAP`] apart.
fn both(analysis: &Analysis, tokens: &mut Tokens) {
    for (position, word) in analysis.placed() {
        tokens.push(word, word, position, &[&analysis.terms[word.begin..word.end]]);
    }
}

/// The exact form of every word.
fn exact(analysis: &Analysis, tokens: &mut Tokens) {
    for (place, word) in analysis.words.iter().enumerate() {
        tokens.push(word, word, place, &[analysis.exact(word)]);
    }
}

/// The words about the border, counted from it.
fn across(analysis: &Analysis, tokens: &mut Tokens) {
    let words = &analysis.words;
    let begin = analysis.before(analysis.text.find(BETWEEN).unwrap_or(0));
    let around = begin.saturating_sub(BORDER as usize)..words.len().min(begin + BORDER as usize);
    for (place, word) in words.iter().enumerate().take(around.end).skip(around.start) {
        tokens.push(word, word, place + BORDER as usize - begin, &[&analysis.terms[word.begin..word.end]]);
    }
}

/// The two words about the border as one.
fn border(analysis: &Analysis, tokens: &mut Tokens) {
    let begin = analysis.before(analysis.text.find(BETWEEN).unwrap_or(0));
    if let Some([first, second]) = begin.checked_sub(1).and_then(|last| analysis.words.get(last..=begin)) {
        tokens.push_pair(analysis, [first, second], 0);
    }
}

/// Two common words side by side, as one.
fn pairs(analysis: &Analysis, tokens: &mut Tokens) {
    let mut last: Option<(usize, &Word)> = None;
    for (position, word) in analysis.placed() {
        let this = Some((position, word)).filter(|(_, word)| is_common(analysis.family(word)));
        if let (Some((before, first)), Some((position, second))) = (last, this)
            && before + 1 == position
        {
            tokens.push_pair(analysis, [first, second], before);
        }
        last = this;
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
    of: String,
    token: Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = Whole<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Whole<'a> {
        // Mostly it is the value of the clause before.
        if self.of != text {
            self.of = text.to_owned();
            self.token.text = fold(text);
            self.token.offset_to = text.len();
        }
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
    fn the_words_about_a_border_are_a_term() {
        let family = |word| alinea_french::stem_family(word);
        let term = word_term(&pair_of(&family("états"), &family("aider")), "etats aider");
        let border = tokens(MEETING, "Prie les États :\u{1f}D’aider la paix");
        assert_eq!(border.iter().map(|token| token.3.as_str()).collect::<Vec<_>>(), [term]);
        assert_eq!(tokens(MEETING, "… :\u{1f}De l’aider"), []);
        assert_eq!(tokens(MEETING, "Prie les États :\u{1f}…"), []);
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
