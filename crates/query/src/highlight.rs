//! What in a text a goal matches, found by looking at the text itself.

use crate::Highlight;
use crate::plan::Piece;
use crate::resolve::{Goal, Target};
use crate::spans::{Stretch, occurrences};
use crate::word::Wanted;
use alinea_french::exact_words;
use alinea_index::{BORDER, exact_of};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Finds what matched in texts. It asks nothing of the postings, so that it also tells whether they are right.
pub(crate) struct Highlighter {
    aims: Vec<Aim>,
    /// The exact forms that are looked for, numbered. The family of a word follows from its exact form.
    forms: FxHashMap<String, usize>,
    /// Whether one of them begins with the byte.
    initials: [bool; 256],
}

/// What is looked for.
struct Aim {
    target: Arc<Target>,
    /// By the number of a form: the words that it meets, rising, each with whether it stands as typed.
    words: Vec<Vec<(usize, bool)>>,
}

/// A token of a text: where it is, and which form, if it is one of those that are looked for.
struct Seen {
    from: usize,
    to: usize,
    form: Option<usize>,
}

/// From and behind which byte, and whether it stands there as typed.
type Mark = (usize, usize, bool);

impl Highlighter {
    /// For everything that is to be said.
    pub(crate) fn new(goal: &Goal) -> Self {
        let mut targets = Vec::new();
        collect(goal, &mut targets);
        let mut forms = FxHashMap::default();
        let aims = targets.into_iter().map(|target| Aim::new(target, &mut forms)).collect();
        let mut initials = [false; 256];
        forms
            .keys()
            .filter_map(|form: &String| form.bytes().next())
            .for_each(|first| initials[usize::from(first)] = true);
        Highlighter { aims, forms, initials }
    }

    /// True when what comes before a text may matter for what is marked in it.
    pub(crate) fn reads_on(&self) -> bool {
        self.aims.iter().any(Aim::reads_on)
    }

    /// The stretches of `text` that match, in order, overlapping ones as one. `introduction` is read before the text from
    /// the byte given with it on.
    pub(crate) fn highlight(&self, text: &str, introduction: Option<(&str, usize)>) -> Vec<Highlight> {
        let tokens = self.tokens(text);
        let mut found: Vec<Mark> = Vec::new();
        for aim in &self.aims {
            aim.mark(&tokens, &mut found);
        }
        if let Some((before, from)) = introduction {
            let mut tokens = tokens;
            let mut joined = self.tokens(before);
            joined.drain(..joined.len().saturating_sub(BORDER as usize));
            let border = joined.len();
            joined.extend(tokens.drain(tokens.partition_point(|token| token.from < from)..).take(BORDER as usize));
            for aim in self.aims.iter().filter(|aim| aim.reads_on()) {
                aim.mark_across(&joined, border, &mut found);
            }
        }
        found.sort_unstable();
        let mut merged: Vec<Mark> = Vec::new();
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

    fn tokens(&self, text: &str) -> Vec<Seen> {
        // Words have some six bytes, with the space behind them.
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let is_initial = |first: u8| self.initials[usize::from(first)];
        exact_words(text, is_initial, |from, to, exact| {
            tokens.push(Seen { from, to, form: exact.and_then(|exact| self.forms.get(exact).copied()) });
        });
        tokens
    }
}

fn collect(goal: &Goal, targets: &mut Vec<Arc<Target>>) {
    match goal {
        Goal::All { with: goals, .. } | Goal::Any(goals) => goals.iter().for_each(|goal| collect(goal, targets)),
        Goal::Said(target) => targets.push(Arc::clone(target)),
        Goal::Filter(_) | Goal::Title(_) | Goal::Terms(_) | Goal::Days(_) => {}
    }
}

impl Aim {
    fn new(target: Arc<Target>, forms: &mut FxHashMap<String, usize>) -> Self {
        let mut words: Vec<Vec<(usize, bool)>> = Vec::new();
        for (at, (word, stands_for)) in target.said.words.iter().zip(&target.forms).enumerate() {
            for (word_form, is_exact) in stands_for.words() {
                let form = exact_of(word_form);
                let next = forms.len();
                let number = *forms.entry(form.to_owned()).or_insert(next);
                let as_typed = match &word.wanted {
                    Wanted::Fuzzy { exact, .. } => exact == form,
                    Wanted::Plain { .. } | Wanted::Form { .. } | Wanted::Pattern(_) => is_exact,
                };
                words.resize(words.len().max(number + 1), Vec::new());
                words[number].push((at, as_typed));
            }
        }
        Aim { target, words }
    }

    fn reads_on(&self) -> bool {
        self.target.said.reads_on()
    }

    /// The words of the target that a token meets.
    fn met_by(&self, token: &Seen) -> &[(usize, bool)] {
        token.form.and_then(|form| self.words.get(form)).map_or(&[], Vec::as_slice)
    }

    /// True when a token meets a word of the target, and stands there as typed.
    fn is_as_typed(&self, word: usize, token: &Seen) -> bool {
        let met = self.met_by(token);
        met.binary_search_by_key(&word, |&(at, _)| at).is_ok_and(|found| met[found].1)
    }

    /// Where each word of the target stands.
    fn places(&self, tokens: &[Seen]) -> Vec<Vec<u32>> {
        let mut places = vec![Vec::new(); self.target.forms.len()];
        for (place, token) in (0..).zip(tokens) {
            self.met_by(token).iter().for_each(|&(word, _)| places[word].push(place));
        }
        places
    }

    fn mark(&self, tokens: &[Seen], found: &mut Vec<Mark>) {
        let places = self.places(tokens);
        let said = &self.target.said;
        // Of each word, how many of its places are marked or passed: windows overlap.
        let mut done = vec![0; places.len()];
        for (alternatives, stretches) in said.operands.iter().zip(occurrences(said, &places)) {
            for stretch in stretches {
                let mut by_words = false;
                for at in alternatives.iter().filter(|piece| piece.slop.is_some()).flat_map(|piece| piece.words.clone())
                {
                    let first = places[at].partition_point(|&place| place < stretch.0);
                    let behind = places[at].partition_point(|&place| place < stretch.1);
                    by_words |= first < behind;
                    for &place in places[at][..behind].iter().skip(first.max(done[at])) {
                        let token = &tokens[place as usize];
                        found.push((token.from, token.to, self.is_as_typed(at, token)));
                    }
                    done[at] = behind.max(done[at]);
                }
                if !by_words {
                    let exact = alternatives.iter().any(|piece| self.is_exact(piece, stretch, tokens));
                    found.push((tokens[stretch.0 as usize].from, tokens[stretch.1 as usize - 1].to, exact));
                }
            }
        }
    }

    /// Marks the part behind the border of what stands on both sides of it.
    fn mark_across(&self, tokens: &[Seen], border: usize, found: &mut Vec<Mark>) {
        let places = self.places(tokens);
        for stretch in occurrences(&self.target.said, &places).concat() {
            if (stretch.0 as usize) < border && stretch.1 as usize > border {
                let exact = self.target.said.phrase().is_some_and(|piece| self.is_exact(piece, stretch, tokens));
                found.push((tokens[border].from, tokens[stretch.1 as usize - 1].to, exact));
            }
        }
    }

    /// True when a phrase stands in a stretch as it was typed.
    fn is_exact(&self, piece: &Piece, stretch: Stretch, tokens: &[Seen]) -> bool {
        let words = &self.target.said.words[piece.words.clone()];
        let length = words.last().map_or(0, |word| word.offset + 1);
        let stands = |at, offset| self.is_as_typed(at, &tokens[(stretch.0 + offset) as usize]);
        stretch.1 - stretch.0 == length && piece.words.clone().zip(words).all(|(at, word)| stands(at, word.offset))
    }
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
    use crate::plan::Plan;
    use crate::resolve::Resolver;
    use alinea_index::{Index, Record, Writer};
    use alinea_model::{Clause, Resolution};

    fn marked(query: &str, exact: bool, text: &str) -> Vec<(String, bool)> {
        marked_behind(query, exact, text, None)
    }

    fn marked_behind(query: &str, exact: bool, text: &str, before: Option<(&str, usize)>) -> Vec<(String, bool)> {
        let plan = Plan::new(&parse(query).query, exact);
        // The forms of a family are those of the index.
        let clause = |text: &str| Clause { text: text.to_owned(), ..Clause::default() };
        let clauses: Vec<Clause> =
            [Some(text), before.map(|(text, _)| text)].into_iter().flatten().map(clause).collect();
        let resolution = Resolution { clauses, ..Resolution::default() };
        let record = Record::new("/a.txt", 0, "a", &resolution).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), 1).unwrap();
        writer.add_resolution(&record, resolution.clauses).unwrap();
        writer.commit().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let goal = Resolver::new(&index, None).goal(&plan).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let check = |h: &Highlight| {
            let stretch: String = chars[h.from..h.to].iter().collect();
            assert_eq!(stretch, text[h.from_byte..h.to_byte]);
            (stretch, h.exact)
        };
        Highlighter::new(&goal).highlight(text, before).iter().map(check).collect()
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

    #[test]
    fn what_takes_part_in_a_proximity_is_marked_and_nothing_between() {
        let text = "La paix et la sécurité, la paix, ici ou ailleurs, sécurité et paix";
        let all = pairs(&[("paix", true), ("sécurité", true), ("paix", true), ("sécurité", true), ("paix", true)]);
        assert_eq!(marked("paix w/2 sécurité", false, text), [&all[..2], &all[2..3], &all[3..]].concat());
        assert_eq!(marked("paix pre/2 sécurité", false, text), pairs(&[("paix", true), ("sécurité", true)]));
        assert_eq!(
            marked("\"sécurité paix\"~1", false, text),
            pairs(&[("sécurité", true), ("paix", true), ("sécurité", true), ("paix", true)])
        );
        assert_eq!(marked("SAUF paix", false, text), []);
    }

    #[test]
    fn a_text_of_matches_without_number_is_marked_in_time() {
        let text = "paix durable ".repeat(50_000);
        let started = std::time::Instant::now();
        assert_eq!(marked("\"durable paix\"~1", false, &text).len(), 100_000);
        assert_eq!(marked("paix w/500 durable", false, &text).len(), 100_000);
        assert_eq!(marked("durable pre/0 paix", false, &text).len(), 99_998);
        // Linear takes a fraction of a second, square a minute.
        assert!(started.elapsed().as_secs() < 10);
    }

    #[test]
    fn of_a_phrase_across_a_border_the_part_in_the_text_is_marked() {
        let text = "a) De rendre compte;";
        let before = Some(("3. Prie le Secrétaire général :", 3));
        assert_eq!(marked_behind("\"général de rendre\"", false, text, before), pairs(&[("De rendre", true)]));
        assert_eq!(marked_behind("\"prie le Secrétaire\"", false, text, before), []);
    }
}
