//! Where in a text something occurs, given where its words do.

use crate::plan::{Piece, Said};
use crate::query::Link;

/// A stretch of a text that holds a piece, in positions, end exclusive.
pub(crate) type Stretch = (u32, u32);

/// The places of the words of `said` in a text: for each word its positions, rising.
pub(crate) type Places = [Vec<u32>];

/// The stretches at which each operand of `said` occurs and takes part in an occurrence of the whole, rising.
pub(crate) fn occurrences(said: &Said, places: &Places) -> Vec<Vec<Stretch>> {
    let mut found: Vec<Vec<Stretch>> = Vec::with_capacity(said.operands.len());
    for (at, alternatives) in said.operands.iter().enumerate() {
        // Of many alternatives a text holds few.
        let here = alternatives.iter().filter(|piece| places[piece.words.clone()].iter().all(|row| !row.is_empty()));
        let mut stretches: Vec<Stretch> = here.flat_map(|piece| stretches(said, piece, places)).collect();
        stretches.sort_unstable();
        stretches.dedup();
        // What is near something that is itself near the operand before, and so on; …
        if let Some(before) = found.last() {
            keep_near(&mut stretches, before, &said.links[at - 1], Side::Right);
        }
        if stretches.is_empty() {
            return vec![Vec::new(); said.operands.len()];
        }
        found.push(stretches);
    }
    // … then the same from the right.
    for (at, link) in said.links.iter().enumerate().rev() {
        let (left, right) = found.split_at_mut(at + 1);
        keep_near(&mut left[at], &right[0], link, Side::Left);
    }
    found
}

/// How often `said` occurs: as often as the operand that takes part in fewest occurrences.
pub(crate) fn times(said: &Said, places: &Places) -> u32 {
    if let Some(piece) = said.phrase() {
        return phrases(said, piece, places).count() as u32;
    }
    // Two words are what is asked for most, and few of the texts that hold both hold them near each other.
    if let ([left, right], [link]) = (said.operands.as_slice(), said.links.as_slice())
        && let (Some(left), Some(right)) = (one_word(said, left), one_word(said, right))
    {
        return times_near(&places[left], &places[right], link);
    }
    occurrences(said, places).iter().map(Vec::len).min().unwrap_or(0) as u32
}

/// The word that the alternatives of an operand are, if they are one word.
fn one_word(said: &Said, alternatives: &[Piece]) -> Option<usize> {
    match alternatives {
        [Piece { words, slop: None }] if words.len() == 1 && said.words[words.start].width == 1 => Some(words.start),
        _ => None,
    }
}

/// How often two words stand near each other, given where each of them stands: as often as the one that does less often.
fn times_near(left: &[u32], right: &[u32], link: &Link) -> u32 {
    let on_left = near(left, right, link.distance, true, !link.ordered);
    if on_left == 0 { 0 } else { on_left.min(near(right, left, link.distance, !link.ordered, true)) }
}

/// How many of the places of a word are near one of the other's, `before` it or `behind` it; both rise. One word may be meant
/// by both; it is not near itself.
fn near(places: &[u32], others: &[u32], distance: u32, before: bool, behind: bool) -> u32 {
    let (mut number, mut next) = (0, 0);
    for &place in places {
        while others.get(next).is_some_and(|&other| other < place) {
            next += 1;
        }
        let follower = others[next..].iter().find(|&&other| other > place);
        let leader = others[..next].last();
        let is_near = before && follower.is_some_and(|follower| follower - place - 1 <= distance)
            || behind && leader.is_some_and(|leader| place - leader - 1 <= distance);
        number += u32::from(is_near);
    }
    number
}

/// On which side of a link an operand stands as typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Keeps of the stretches of the operand on one `side` of a link those that lie apart from one on the other, with at most its
/// distance between; both rise.
fn keep_near(stretches: &mut Vec<Stretch>, others: &[Stretch], link: &Link, side: Side) {
    let mut ends: Vec<u32> = others.iter().map(|other| other.1).collect();
    ends.sort_unstable();
    let follows = |begin: u32| {
        let first = ends.partition_point(|&end| end < begin.saturating_sub(link.distance));
        ends.get(first).is_some_and(|&end| end <= begin)
    };
    let precedes = |end: u32| {
        let next = others.get(others.partition_point(|other| other.0 < end));
        next.is_some_and(|next| next.0 - end <= link.distance)
    };
    stretches.retain(|&(begin, end)| match (link.ordered, side) {
        (false, _) => follows(begin) || precedes(end),
        (true, Side::Right) => follows(begin),
        (true, Side::Left) => precedes(end),
    });
}

/// Where a piece occurs.
fn stretches(said: &Said, piece: &Piece, places: &Places) -> Vec<Stretch> {
    if let Some(slop) = piece.slop {
        return windows(said, piece, slop, places);
    }
    phrases(said, piece, places).collect()
}

/// Where the words of a piece stand one behind the other.
pub(crate) fn phrases<'a>(said: &'a Said, piece: &Piece, places: &'a Places) -> impl Iterator<Item = Stretch> + 'a {
    let words = &said.words[piece.words.clone()];
    let places = &places[piece.words.clone()];
    let length = words.iter().map(|word| word.offset + word.width).max().unwrap_or(0);
    // The word that occurs least is looked at first.
    let rarest = (0..places.len()).min_by_key(|&at| places[at].len()).unwrap_or(0);
    let begins = places[rarest].iter().filter_map(move |&place| place.checked_sub(words[rarest].offset));
    let stands = move |begin: &u32| {
        words.iter().zip(places).all(|(word, places)| places.binary_search(&(begin + word.offset)).is_ok())
    };
    begins.filter(stands).map(move |begin| (begin, begin + length))
}

/// The smallest windows that hold all words of a piece, each as often as it was typed, and `slop` others at most.
fn windows(said: &Said, piece: &Piece, slop: u32, places: &Places) -> Vec<Stretch> {
    // A word that is typed twice is wanted twice.
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    for at in piece.words.clone() {
        match wanted.iter_mut().find(|(first, _)| said.words[*first].wanted == said.words[at].wanted) {
            Some((_, times)) => *times += 1,
            None => wanted.push((at, 1)),
        }
    }
    let mut events: Vec<(u32, usize)> = wanted
        .iter()
        .enumerate()
        .flat_map(|(nth, &(at, _))| places[at].iter().map(move |&place| (place, nth)))
        .collect();
    events.sort_unstable();
    let mut seen = vec![0; wanted.len()];
    let mut missing = wanted.len();
    let mut first = 0;
    let mut windows: Vec<Stretch> = Vec::new();
    for (at, &(place, nth)) in events.iter().enumerate() {
        seen[nth] += 1;
        missing -= usize::from(seen[nth] == wanted[nth].1);
        // Several words of the piece may be met by one of the text.
        if missing > 0 || events.get(at + 1).is_some_and(|next| next.0 == place) {
            continue;
        }
        // The window begins as late as it can.
        while seen[events[first].1] > wanted[events[first].1].1 {
            seen[events[first].1] -= 1;
            first += 1;
        }
        let window = (events[first].0, place + 1);
        if window.1 - window.0 <= piece.words.len() as u32 + slop && windows.last().is_none_or(|last| last.0 < window.0)
        {
            windows.push(window);
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_near_where_they_occur_near_each_other() {
        let row = |bits: u32| (0..10).filter(|place| bits >> place & 1 == 1).collect::<Vec<u32>>();
        for left in (0..1024).step_by(7).map(row) {
            for right in (0..1024).step_by(5).map(row) {
                for (distance, ordered) in [(0, false), (2, false), (0, true), (1, true)] {
                    let follows = |one: u32, other: u32| other > one && other - one - 1 <= distance;
                    let is_near = |one: u32, other: u32| follows(one, other) || !ordered && follows(other, one);
                    let on_left = left.iter().filter(|&&one| right.iter().any(|&other| is_near(one, other))).count();
                    let on_right = right.iter().filter(|&&other| left.iter().any(|&one| is_near(one, other))).count();
                    let found = times_near(&left, &right, &Link { distance, ordered });
                    assert_eq!(found as usize, on_left.min(on_right), "{left:?} {right:?} {distance} {ordered}");
                }
            }
        }
    }

    /// What is near is told by comparing each with each.
    #[test]
    fn those_are_kept_that_are_near_one_of_the_others() {
        let (mut some, mut others): (Vec<Stretch>, Vec<Stretch>) = (Vec::new(), Vec::new());
        let mut seed = 7u32;
        let mut below = |bound: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % bound
        };
        for trial in 0..2_000 {
            for row in [&mut some, &mut others] {
                *row = (0..trial % 9).map(|_| below(40)).map(|begin| (begin, begin + 1 + begin % 7 % 4)).collect();
                row.sort_unstable();
            }
            let follows = |a: Stretch, b: Stretch, distance| b.0 >= a.1 && b.0 - a.1 <= distance;
            for (distance, ordered) in [(0, false), (2, false), (0, true), (3, true)] {
                for side in [Side::Left, Side::Right] {
                    let is_near = |one: Stretch, other: Stretch| match side {
                        _ if !ordered => follows(one, other, distance) || follows(other, one, distance),
                        Side::Left => follows(one, other, distance),
                        Side::Right => follows(other, one, distance),
                    };
                    let mut kept = some.clone();
                    keep_near(&mut kept, &others, &Link { distance, ordered }, side);
                    let naive: Vec<Stretch> =
                        some.iter().copied().filter(|&one| others.iter().any(|&other| is_near(one, other))).collect();
                    assert_eq!(kept, naive, "{some:?} {others:?} {distance} {ordered}");
                }
            }
        }
    }
}
