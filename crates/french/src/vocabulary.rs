//! Words by number, for those who meet millions of them.

use crate::fold::fold_word;
use crate::scan::Words;
use crate::stem::Families;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Longest spelling remembered, in bytes; longer ones are rare and are worked out each time.
const MAX_SPELLING: usize = 64;

/// Gives every word form a number, from 0 in the order in which it meets them, and remembers what it has met: a text becomes
/// numbers at the price of looking up its spellings.
///
/// It cuts texts into the same words as an [`Analyzer`](crate::Analyzer), and its number stands for an exact form, with
/// the family of that form. It forgets nothing: who uses it watches [`Vocabulary::size`].
pub struct Vocabulary {
    families: Families,
    /// By spelling, as it stands in texts; those that fit into a key, and others.
    short: HashTable<(Key, Number)>,
    spellings: HashTable<Spelling>,
    /// By exact form, numbers.
    numbers: HashTable<u32>,
    forms: Vec<Form>,
    /// Spellings, exact forms and families, end to end.
    arena: String,
    exact: String,
    stem: String,
}

/// What a spelling stands for. What is no word, such as a lone accent, has no number.
type Number = Option<u32>;

/// A spelling in the arena.
#[derive(Clone, Copy)]
struct Spelling {
    at: u32,
    length: u32,
    number: Number,
}

/// A spelling of up to 16 bytes, as nearly all are: its first and last bytes, which may overlap, and its length. It is
/// compared without a look at the arena, and without copying a number of bytes that varies.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: u8,
}

impl Key {
    fn new(bytes: &[u8]) -> Option<Key> {
        let length = u8::try_from(bytes.len()).ok().filter(|length| (1..=16).contains(length))?;
        let (first, last) = if let (Some(&first), Some(&last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(first), u64::from_le_bytes(last))
        } else if let (Some(&first), Some(&last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from(u32::from_le_bytes(first)), u64::from(u32::from_le_bytes(last)))
        } else {
            // One to three bytes: first, middle and last say all.
            let [first, middle, last] = [0, bytes.len() / 2, bytes.len() - 1].map(|at| u64::from(bytes[at]));
            (first << 8 | middle, last)
        };
        Some(Key { first, last, length })
    }

    fn hash(&self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write_u64(self.first);
        hasher.write_u64(self.last ^ u64::from(self.length) << 56);
        hasher.finish()
    }
}

/// An exact form in the arena, with its family behind it.
#[derive(Clone, Copy)]
struct Form {
    at: u32,
    exact: u16,
    stem: u16,
}

impl Form {
    fn exact<'a>(&self, arena: &'a str) -> &'a str {
        &arena[self.at as usize..][..usize::from(self.exact)]
    }
}

impl Vocabulary {
    /// A vocabulary that has met no word yet.
    pub fn new() -> Self {
        Vocabulary {
            families: Families::new(),
            short: HashTable::new(),
            spellings: HashTable::new(),
            numbers: HashTable::new(),
            forms: Vec::new(),
            arena: String::new(),
            exact: String::new(),
            stem: String::new(),
        }
    }

    /// Gives the words of `text` to `sink`, left to right: the byte behind any elided article where a word begins, and its
    /// number.
    pub fn read(&mut self, text: &str, mut sink: impl FnMut(usize, u32)) {
        for (from, to) in Words::new(text) {
            if let Some(number) = self.number(&text[from..to]) {
                sink(from, number);
            }
        }
    }

    /// How many words have a number.
    pub fn words(&self) -> usize {
        self.forms.len()
    }

    /// The exact form with a number: see [`exact_form`](crate::exact_form).
    pub fn exact(&self, number: u32) -> &str {
        self.forms[number as usize].exact(&self.arena)
    }

    /// The family of the form with a number: see [`stem_family`](crate::stem_family).
    pub fn stem(&self, number: u32) -> &str {
        let form = &self.forms[number as usize];
        &self.arena[form.at as usize + usize::from(form.exact)..][..usize::from(form.stem)]
    }

    /// About how many bytes of memory it takes.
    pub fn size(&self) -> usize {
        self.short.allocation_size()
            + self.spellings.allocation_size()
            + self.numbers.allocation_size()
            + self.forms.capacity() * size_of::<Form>()
            + self.arena.capacity()
    }

    fn number(&mut self, surface: &str) -> Number {
        let Some(key) = Key::new(surface.as_bytes()) else { return self.number_of_long(surface) };
        let hash = key.hash();
        if let Some(&(_, number)) = self.short.find(hash, |(known, _)| *known == key) {
            return number;
        }
        let number = self.form(surface);
        self.short.insert_unique(hash, (key, number), |(known, _)| known.hash());
        number
    }

    fn number_of_long(&mut self, surface: &str) -> Number {
        let hash = hash(surface.as_bytes());
        let arena = self.arena.as_bytes();
        let known = self.spellings.find(hash, |spelling| text(arena, spelling) == surface.as_bytes());
        if let Some(known) = known {
            return known.number;
        }
        let number = self.form(surface);
        if surface.len() <= MAX_SPELLING {
            let spelling = Spelling { at: self.arena.len() as u32, length: surface.len() as u32, number };
            self.arena.push_str(surface);
            let arena = self.arena.as_bytes();
            self.spellings.insert_unique(hash, spelling, |spelling| self::hash(text(arena, spelling)));
        }
        number
    }

    /// The number of the exact form of a spelling that is not known.
    fn form(&mut self, surface: &str) -> Number {
        fold_word(surface, &mut self.exact);
        if self.exact.is_empty() {
            return None;
        }
        let Vocabulary { families, numbers, forms, arena, exact, stem, .. } = self;
        let hash = hash(exact.as_bytes());
        if let Some(&number) = numbers.find(hash, |&number| forms[number as usize].exact(arena) == exact) {
            return Some(number);
        }
        families.stem(exact, stem);
        let number = forms.len() as u32;
        // Terms have a most length, far below what a u16 holds.
        forms.push(Form { at: arena.len() as u32, exact: exact.len() as u16, stem: stem.len() as u16 });
        arena.push_str(exact);
        arena.push_str(stem);
        numbers.insert_unique(hash, number, |&number| self::hash(forms[number as usize].exact(arena).as_bytes()));
        Some(number)
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new()
    }
}

fn text<'a>(arena: &'a [u8], spelling: &Spelling) -> &'a [u8] {
    &arena[spelling.at as usize..][..spelling.length as usize]
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn its_words_are_those_of_an_analyzer(texts in prop::collection::vec("([a-eàéœA-E'’ .0-9-]|\\PC){0,40}", 1..6)) {
            let (mut vocabulary, mut analyzer) = (Vocabulary::new(), Analyzer::new());
            for text in texts.iter().chain(&texts) {
                let mut expected = Vec::new();
                analyzer.analyze(text, |token| {
                    expected.push((token.from, token.exact.to_owned(), token.stem.to_owned()));
                });
                let mut numbers = Vec::new();
                vocabulary.read(text, |from, number| numbers.push((from, number)));
                let words = numbers.iter().map(|&(from, number)| {
                    (from, vocabulary.exact(number).to_owned(), vocabulary.stem(number).to_owned())
                });
                prop_assert_eq!(words.collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn a_number_is_a_form_however_it_is_spelled() {
        let mut vocabulary = Vocabulary::new();
        let mut numbers = Vec::new();
        let long = "x".repeat(1_000);
        vocabulary
            .read(&format!("Égalité, égalité ! EGALITE egalites {long} {long}"), |_, number| numbers.push(number));
        assert_eq!(numbers, [0, 0, 0, 1, 2, 2]);
        assert_eq!((vocabulary.words(), vocabulary.exact(0), vocabulary.exact(1)), (3, "egalite", "egalites"));
        assert_eq!(vocabulary.stem(0), vocabulary.stem(1));
    }
}
