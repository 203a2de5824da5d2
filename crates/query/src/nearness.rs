//! How near each other the things that a query says stand in a text.

use crate::resolve::{Goal, Target};
use crate::score::{Account, ScoreSource};
use crate::spans::Stretch;
use std::sync::Arc;

/// Words that are in more than one clause in ten (ln 10, by their rarity) say nothing by standing near: the `à` of
/// `droit à l’éducation` is near everything.
const COMMON: f32 = std::f32::consts::LN_10;

/// Something that is said, and near something else or not.
pub(crate) struct Neighbour {
    /// Its place among the operands.
    pub(crate) at: usize,
    /// The first of its alternatives.
    target: Arc<Target>,
    /// That of the commonest of them.
    rarity: f32,
    /// Where the text says it.
    pub(crate) stretches: Vec<Stretch>,
}

impl Neighbour {
    /// Those of the operands that have a place in a text and are not too common; none if there is only one.
    pub(crate) fn among(operands: &[Goal]) -> Vec<Neighbour> {
        let neighbour = |(at, operand)| {
            let (target, rarity) = said(operand)?;
            (rarity > COMMON).then(|| Neighbour { at, target: Arc::clone(target), rarity, stretches: Vec::new() })
        };
        let neighbours: Vec<Neighbour> = operands.iter().enumerate().filter_map(neighbour).collect();
        if neighbours.len() > 1 { neighbours } else { Vec::new() }
    }
}

/// What an operand says, and how rare that is.
fn said(operand: &Goal) -> Option<(&Arc<Target>, f32)> {
    match operand {
        Goal::Said(target) => Some((target, target.worth?.rarity)),
        Goal::Any(alternatives) => {
            let said = alternatives.iter().map(said).collect::<Option<Vec<_>>>()?;
            let rarity = said.iter().map(|&(_, rarity)| rarity).min_by(f32::total_cmp)?;
            Some((said.first()?.0, rarity))
        }
        Goal::All { .. } | Goal::Filter(_) | Goal::Title(_) | Goal::Terms(_) | Goal::Days(_) => None,
    }
}

/// The most it can be worth that each stands near the next.
pub(crate) fn ceiling(neighbours: &[Neighbour]) -> f32 {
    let of_pair = |pair: &[Neighbour]| match pair {
        [one, other] => one.target.worth.map_or(0.0, |worth| worth.proximity * one.rarity.min(other.rarity)),
        _ => 0.0,
    };
    neighbours.windows(2).map(of_pair).sum()
}

/// Adds what it is worth that each stands near the next.
pub(crate) fn tally(neighbours: &[Neighbour], account: &mut impl Account) {
    for pair in neighbours.windows(2) {
        let [one, other] = pair else { continue };
        let Some(worth) = one.target.worth else { continue };
        if let Some(between) = between(&one.stretches, &other.stretches) {
            let value = worth.proximity * one.rarity.min(other.rarity) / (between + 1) as f32;
            account.add(&one.target.said, Some(&other.target.said), ScoreSource::Proximity { between }, value);
        }
    }
}

/// How many words stand between the nearest two of two rising rows of stretches, whichever comes first; 0 where they
/// overlap, `None` where a row is empty.
fn between(some: &[Stretch], others: &[Stretch]) -> Option<u32> {
    let (mut i, mut j, mut least) = (0, 0, None);
    while let (Some(a), Some(b)) = (some.get(i), others.get(j)) {
        let words = if a.0 < b.0 { b.0.saturating_sub(a.1) } else { a.0.saturating_sub(b.1) };
        least = Some(least.map_or(words, |least: u32| least.min(words)));
        if a.0 < b.0 { i += 1 } else { j += 1 }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_two_count() {
        let of = |places: &[u32]| places.iter().map(|&place| (place, place + 1)).collect::<Vec<_>>();
        assert_eq!(between(&of(&[0, 20]), &of(&[9, 17, 40])), Some(2));
        assert_eq!(between(&of(&[5]), &of(&[4])), Some(0));
        assert_eq!(between(&of(&[5]), &of(&[5])), Some(0));
        assert_eq!(between(&of(&[5]), &[]), None);
        assert_eq!(between(&[(3, 9)], &[(5, 6)]), Some(0));
    }
}
