//! All of it over a text.

use crate::fold::fold_word;
use crate::scan::Words;
use crate::stem::Families;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Place among the tokens of the text, from 0, without gaps.
    pub position: u32,
    /// Byte offset of the first character of the word, behind an elided article.
    pub from: usize,
    /// Byte offset behind the last character of the word.
    pub to: usize,
    /// Term of the exact field: what [`exact_form`](crate::exact_form) gives. Never empty.
    pub exact: &'a str,
    /// Term of the stem field: what [`stem_family`](crate::stem_family) gives. Never empty.
    pub stem: &'a str,
}

/// Cuts text into tokens. Reusable: it owns its buffers. Who reads much text makes a [`Vocabulary`](crate::Vocabulary), which
/// remembers the words it has met.
pub struct Analyzer {
    families: Families,
    exact: String,
    stem: String,
}

impl Analyzer {
    /// An analyzer with empty buffers.
    pub fn new() -> Self {
        Analyzer { families: Families::new(), exact: String::new(), stem: String::new() }
    }

    /// Gives the tokens of `text` to `sink`, left to right, in time linear in the length of the text.
    ///
    /// Offsets lie on character boundaries and never go backwards. What a token is:
    ///
    /// * A run of letters and digits of any script. Everything else separates, every kind of hyphen included, so that
    ///   `laissés-pour-compte` is three tokens and `A/RES/66/122` is `a res 66 122`. Grouped numbers are not joined:
    ///   `1 500` is `1 500` with any space, as `1325 (2000)` is `1325 2000`, for nothing tells a group from the next
    ///   number of a symbol.
    /// * Elided words (`l'`, `d'`, `qu'`, `jusqu'`, …, with any apostrophe) are no token and take no position; before
    ///   nothing (`qu'` at the end of a line) they are dropped too. Before a consonant `d' j' m' t' s' n' c'` belong to
    ///   a name: `N'Djamena` is `ndjamena`. Any other apostrophe between letters joins them: `aujourdhui`, `oneil`.
    /// * Superscript digits are footnote marks: they end a word and are no token. Soft hyphens, joiners and combining
    ///   accents leave no trace in a term.
    /// * A word longer than [`MAX_TERM_CHARS`](crate::MAX_TERM_CHARS) is one token with a cut term.
    pub fn analyze(&mut self, text: &str, mut sink: impl FnMut(Token<'_>)) {
        let mut position = 0;
        for (from, to) in Words::new(text) {
            fold_word(&text[from..to], &mut self.exact);
            if self.exact.is_empty() {
                continue;
            }
            self.families.stem(&self.exact, &mut self.stem);
            sink(Token { position, from, to, exact: &self.exact, stem: &self.stem });
            position += 1;
        }
    }
}

/// Gives the words of `text` to `sink`, with where they stand and their exact forms, as [`Analyzer::analyze`] does: for
/// those who ask nothing of families. Exact forms that begin with an ASCII letter or digit that is no `initial` may be left
/// out, for those who look for a few words: most others are then not folded.
pub fn exact_words(text: &str, initial: impl Fn(u8) -> bool, mut sink: impl FnMut(usize, usize, Option<&str>)) {
    let mut exact = String::new();
    for (from, to) in Words::new(text) {
        let first = text.as_bytes()[from].to_ascii_lowercase();
        if first.is_ascii_alphanumeric() && !initial(first) {
            sink(from, to, None);
            continue;
        }
        fold_word(&text[from..to], &mut exact);
        if !exact.is_empty() {
            sink(from, to, Some(&exact));
        }
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}
