//! What in a text a plan matches, found by looking at the text itself.

use crate::Highlight;
use crate::plan::{Operand, Plan, Word};
use alinea_french::Analyzer;

/// Finds what matched in texts. It asks nothing of the index, so that it also tells whether the index is right.
pub(crate) struct Highlighter<'a> {
    plan: &'a Plan,
    analyzer: Analyzer,
}

/// A token of a text: where it is, and how it meets each word of the plan.
struct Seen {
    from: usize,
    to: usize,
    stem: String,
    exact: String,
}

impl<'a> Highlighter<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Highlighter { plan, analyzer: Analyzer::new() }
    }

    /// The stretches of `text` that match, in order, overlapping ones as one.
    pub(crate) fn highlight(&mut self, text: &str) -> Vec<Highlight> {
        let tokens = self.tokens(text);
        let mut found: Vec<(usize, usize, bool)> = Vec::new();
        for operand in &self.plan.operands {
            found.extend(occurrences(operand, &tokens, self.plan.exact).map(|(first, exact)| {
                let last = &tokens[first + operand.words.len() - 1];
                (tokens[first].from, last.to, exact)
            }));
        }
        found.sort_unstable();
        let mut merged: Vec<(usize, usize, bool)> = Vec::new();
        for (from, to, exact) in found {
            match merged.last_mut() {
                // The same stretch, found by a phrase and a word, is exact if it is so for one of them.
                Some(last) if (last.0, last.1) == (from, to) => last.2 |= exact,
                Some(last) if from < last.1 => {
                    last.1 = last.1.max(to);
                    last.2 &= exact;
                }
                _ => merged.push((from, to, exact)),
            }
        }
        with_characters(text, merged)
    }

    fn tokens(&mut self, text: &str) -> Vec<Seen> {
        let mut tokens = Vec::new();
        self.analyzer.analyze(text, |token| {
            tokens.push(Seen {
                from: token.from,
                to: token.to,
                stem: token.stem.to_owned(),
                exact: token.exact.to_owned(),
            });
        });
        tokens
    }
}

/// The places of `tokens` at which an operand occurs, each with whether its words stand there in their exact form.
fn occurrences(operand: &Operand, tokens: &[Seen], exact: bool) -> impl Iterator<Item = (usize, bool)> {
    let meets = move |token: &Seen, word: &Word| {
        if exact { token.exact == word.exact } else { token.stem == word.stem }
    };
    tokens.windows(operand.words.len()).enumerate().filter_map(move |(at, window)| {
        let pairs = || window.iter().zip(&operand.words);
        pairs()
            .all(|(token, word)| meets(token, word))
            .then(|| (at, pairs().all(|(token, word)| token.exact == word.exact)))
    })
}

/// Counts the characters before each byte offset, in one pass over the text.
fn with_characters(text: &str, stretches: Vec<(usize, usize, bool)>) -> Vec<Highlight> {
    let (mut byte, mut character) = (0, 0);
    let mut characters = |to: usize| {
        character += text[byte..to].chars().count();
        byte = to;
        character
    };
    stretches
        .into_iter()
        .map(|(from_byte, to_byte, exact)| Highlight {
            from: characters(from_byte),
            to: characters(to_byte),
            from_byte,
            to_byte,
            exact,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn marked(query: &str, exact: bool, text: &str) -> Vec<(String, bool)> {
        let plan = Plan::new(&parse(query).query, exact);
        let chars: Vec<char> = text.chars().collect();
        let check = |h: &Highlight| {
            let stretch: String = chars[h.from..h.to].iter().collect();
            assert_eq!(stretch, text[h.from_byte..h.to_byte]);
            (stretch, h.exact)
        };
        Highlighter::new(&plan).highlight(text).iter().map(check).collect()
    }

    fn pairs(expected: &[(&str, bool)]) -> Vec<(String, bool)> {
        expected.iter().map(|&(text, exact)| (text.to_owned(), exact)).collect()
    }

    #[test]
    fn a_phrase_is_marked_where_it_stands_and_not_its_words_elsewhere() {
        let text = "L’exclusion, et l’État contre l’exclusion sociale : exclusions sociales, sociale.";
        assert_eq!(
            marked("\"exclusion sociale\"", false, text),
            pairs(&[("exclusion sociale", true), ("exclusions sociales", false)])
        );
        assert_eq!(marked("\"exclusion sociale\"", true, text), pairs(&[("exclusion sociale", true)]));
    }

    #[test]
    fn a_word_is_marked_in_every_form() {
        let text = "Exclusion, exclusions et L’EXCLUSION";
        assert_eq!(
            marked("exclusion", false, text),
            pairs(&[("Exclusion", true), ("exclusions", false), ("EXCLUSION", true)])
        );
    }

    #[test]
    fn overlapping_stretches_are_one() {
        let text = "lutte contre l’exclusion sociale";
        assert_eq!(
            marked("\"lutte contre\" \"contre l'exclusion\" sociales", false, text),
            pairs(&[("lutte contre l’exclusion", true), ("sociale", false)])
        );
        assert_eq!(marked("\"de de\"", false, "de de de"), pairs(&[("de de de", true)]));
    }

    #[test]
    fn symbols_are_marked_by_their_number() {
        let text = "Rappelant ses résolutions 66/122 et 1325 (2000)";
        assert_eq!(marked("A/RES/66/122 1325(2000)", false, text), pairs(&[("66/122", true), ("1325 (2000", true)]));
    }

    #[test]
    fn a_text_without_match_or_without_word_has_no_mark() {
        assert_eq!(marked("paix", false, "… !"), []);
        assert_eq!(marked("\"paix durable et juste\"", false, "paix"), []);
    }
}
