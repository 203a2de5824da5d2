//! Inputs made of others by chance.

/// Makes inputs of seeds and of the tokens of a dictionary. The same seeds give the same inputs.
pub struct Mutator<'s> {
    seeds: &'s [Vec<u8>],
    tokens: Vec<&'s [u8]>,
    state: u64,
}

/// No input is longer.
const LONGEST: usize = 10_000;

impl<'s> Mutator<'s> {
    /// Begins anew. The dictionary has a token on every line.
    pub fn new(seeds: &'s [Vec<u8>], dictionary: &'s [u8]) -> Mutator<'s> {
        let tokens = dictionary.split(|&byte| byte == b'\n').filter(|token| !token.is_empty()).collect();
        Mutator { seeds, tokens, state: 66_122 }
    }

    /// A number below `bound`, which is not 0 (splitmix64).
    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    /// A stretch of at most so many bytes of something so long.
    fn stretch(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        from..length.min(from + self.below(most + 1))
    }

    /// The next input: a stretch of a seed, changed in a few places.
    pub fn input(&mut self) -> Vec<u8> {
        let seed = &self.seeds[self.below(self.seeds.len())];
        let whole = self.below(2) == 0;
        let stretch = if whole { 0..seed.len() } else { self.stretch(seed.len(), 600) };
        let mut input = seed[stretch].to_vec();
        for _ in 0..1 + self.below(8) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        match self.below(8) {
            0 | 1 => {
                let chosen = self.below(self.tokens.len());
                input.splice(at..at, self.tokens[chosen].iter().copied());
            }
            2 => {
                let byte = self.below(256) as u8;
                input.insert(at, byte);
            }
            3 => {
                let (byte, end) = (self.below(256) as u8, input.len().min(at + 1));
                input[at..end].fill(byte);
            }
            4 => {
                let stretch = self.stretch(input.len(), 40);
                input.drain(stretch);
            }
            5 => {
                let stretch = self.stretch(input.len(), 200);
                let copied = input[stretch].to_vec();
                input.splice(at..at, copied);
            }
            6 => {
                let other = &self.seeds[self.below(self.seeds.len())];
                let stretch = self.stretch(other.len(), 300);
                input.splice(at..at, other[stretch].iter().copied());
            }
            _ => {
                let end = [b"\n".as_slice(), b"\n\n", b" "][self.below(3)];
                input.splice(at..at, end.iter().copied());
            }
        }
    }
}
