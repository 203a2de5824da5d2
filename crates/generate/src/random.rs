//! Chance that can be repeated: a generator, draws by rank, and draws by measured quantiles.
//!
//! Only integers and the four operations of IEEE 754 are used, so that every machine draws the same.

/// SplitMix64 (Steele, Lea and Flood, 2014): sound for this purpose, and one addition away from any seed.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The generator that belongs to a path of numbers, such as a seed and the number of a resolution.
    pub(crate) fn of(path: &[u64]) -> Random {
        path.iter().fold(Random(0x616c_696e_6561), |random, &part| Random(random.clone().next() ^ part))
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        (((self.next() >> 32) * u64::from(end)) >> 32) as u32
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    /// True `percent` times out of a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, which are at least one.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len() as u32) as usize]
    }
}

/// Draws a rank by its weight in constant time (Walker's aliases).
#[derive(Clone, Debug)]
pub(crate) struct Ranks {
    /// For each rank: below which of 2³² it keeps the draw, and who else gets it.
    slots: Vec<(u32, u32)>,
}

impl Ranks {
    /// Ranks of the given weights, of which at least one is positive.
    pub(crate) fn new(weights: &[f64]) -> Ranks {
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        let mut rest: Vec<f64> = weights.iter().map(|weight| weight / mean).collect();
        let mut slots: Vec<(u32, u32)> = (0..weights.len()).map(|rank| (u32::MAX, rank as u32)).collect();
        let (mut poor, mut rich): (Vec<usize>, Vec<usize>) = (0..rest.len()).partition(|&rank| rest[rank] < 1.0);
        while let (Some(&small), Some(&large)) = (poor.last(), rich.last()) {
            poor.pop();
            slots[small] = ((rest[small] * 4_294_967_296.0) as u32, large as u32);
            rest[large] -= 1.0 - rest[small];
            if rest[large] < 1.0 {
                rich.pop();
                poor.push(large);
            }
        }
        Ranks { slots }
    }

    /// Frequencies as Zipf and Mandelbrot found them, `1 / (rank + shift)`, up to rank `knee`; behind it the words are
    /// rare, and their frequencies fall with the cube of the rank.
    pub(crate) fn zipf(count: usize, knee: usize, shift: f64) -> Ranks {
        let weight = |rank: usize| {
            let beyond = if rank > knee { knee as f64 / rank as f64 } else { 1.0 };
            beyond * beyond / (rank as f64 + shift)
        };
        Ranks::new(&(1..=count).map(weight).collect::<Vec<_>>())
    }

    /// A rank, from 0.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let bits = random.next();
        let slot = (((bits >> 32) * self.slots.len() as u64) >> 32) as usize;
        let (keeps, alias) = self.slots[slot];
        if (bits as u32) < keeps { slot } else { alias as usize }
    }
}

/// A distribution by its quantiles: `(per mille, value)`, both growing, from 0 to 1000; linear in between.
pub(crate) type Quantiles = [(u32, u32)];

/// A value of the distribution.
pub(crate) fn quantile(quantiles: &Quantiles, random: &mut Random) -> u32 {
    // Per mille times 1024, so that the tail has more than one value.
    let at = random.below(1_024_000);
    let above = quantiles.partition_point(|&(share, _)| share * 1024 <= at).clamp(1, quantiles.len() - 1);
    let ((from, low), (to, high)) = (quantiles[above - 1], quantiles[above]);
    low + (u64::from(high - low) * u64::from(at - from * 1024) / u64::from((to - from) * 1024)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_their_weights() {
        let ranks = Ranks::new(&[6.0, 3.0, 1.0]);
        let mut random = Random::of(&[1]);
        let mut counts = [0; 3];
        (0..10_000).for_each(|_| counts[ranks.draw(&mut random)] += 1);
        assert!((5_800..6_200).contains(&counts[0]), "{counts:?}");
        assert!((2_800..3_200).contains(&counts[1]), "{counts:?}");
    }

    #[test]
    fn quantiles_are_met() {
        let mut random = Random::of(&[2]);
        let mut values: Vec<u32> =
            (0..9_999).map(|_| quantile(&[(0, 1), (500, 10), (1000, 100)], &mut random)).collect();
        values.sort_unstable();
        assert!((9..=11).contains(&values[5_000]), "{}", values[5_000]);
        assert!(values[0] >= 1 && values[9_998] <= 100);
    }
}
