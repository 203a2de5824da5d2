//! The terms of words that begin with something, in a dictionary that is sorted by families.

use alinea_french::{MAX_CHANGED, irregular_families};
use alinea_index::SEPARATOR;
use std::collections::BTreeSet;
use tantivy_fst::Automaton;

/// Accepts the terms of words that begin with something and are of a family the tables do not know: such a family begins as
/// its words do, but for its last letters. The others are [`irregular`](Beginning::irregular).
///
/// The terms of a letter are looked at in milliseconds, those along the way to a prefix in a tenth of it.
pub(crate) struct Beginning<'b>(&'b [u8]);

/// How far a term has been read.
#[derive(Clone, Copy)]
pub(crate) enum State {
    /// Its family, so many bytes of which the word begins with.
    Along(usize),
    /// Its family, so many bytes behind the last that the word begins with.
    Off(usize),
    /// Its exact form, so many bytes of it.
    Exact(usize),
    Lost,
}

impl<'b> Beginning<'b> {
    pub(crate) fn new(beginning: &'b str) -> Self {
        Beginning(beginning.as_bytes())
    }

    /// The families that words with this beginning may have and that it does not accept.
    pub(crate) fn irregular(beginning: &'b str) -> BTreeSet<&'static str> {
        irregular_families(beginning).filter(|family| !Beginning::new(beginning).accepts_family(family)).collect()
    }

    fn accepts_family(&self, family: &str) -> bool {
        let end = family.bytes().fold(self.start(), |state, byte| self.accept(&state, byte));
        matches!(self.accept(&end, SEPARATOR as u8), State::Exact(_))
    }
}

impl Automaton for Beginning<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Along(0)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Exact(read) if *read == self.0.len())
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Lost)
    }

    fn will_always_match(&self, state: &State) -> bool {
        self.is_match(state)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Along(_) | State::Off(_) if byte == SEPARATOR as u8 => State::Exact(0),
            State::Along(read) => match self.0.get(read) {
                None => State::Along(read),
                Some(&next) if next == byte => State::Along(read + 1),
                Some(_) if read > 0 => State::Off(1),
                Some(_) => State::Lost,
            },
            State::Off(read) if read < MAX_CHANGED => State::Off(read + 1),
            State::Exact(read) => match self.0.get(read) {
                None => State::Exact(read),
                Some(&next) if next == byte => State::Exact(read + 1),
                Some(_) => State::Lost,
            },
            State::Off(_) | State::Lost => State::Lost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alinea_french::stem_family;
    use alinea_index::word_term;

    fn accepts(beginning: &str, term: &str) -> bool {
        let automaton = Beginning::new(beginning);
        let end = term.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
        automaton.is_match(&end)
    }

    #[test]
    fn every_word_is_accepted_by_each_of_its_beginnings_or_irregular() {
        for word in ["resolution", "actrices", "sont", "accelerees", "organisation", "a", "1re", "matrice", "émue"] {
            let (exact, family) = (alinea_french::exact_form(word), stem_family(word));
            for end in (1..=exact.len()).filter(|&end| exact.is_char_boundary(end)) {
                let beginning = &exact[..end];
                let irregular = Beginning::irregular(beginning).contains(family.as_str());
                assert!(accepts(beginning, &word_term(&family, &exact)) != irregular, "{beginning} {word}");
                assert!(!accepts(beginning, &word_term(&family, "zzz")));
            }
        }
        assert!(!accepts("resoudre", &word_term("resolu", "resolution")));
    }
}
