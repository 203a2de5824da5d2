//! Where in a text something occurs, given where its words do.

use crate::plan::{Piece, Said};

/// A stretch of a text that holds a piece, in positions, end exclusive.
pub(crate) type Stretch = (u32, u32);

/// The places of the words of `said` in a text: for each word its positions, rising.
pub(crate) type Places = [Vec<u32>];

/// The stretches at which each operand of `said` occurs and takes part in an occurrence of the whole.
pub(crate) fn occurrences(said: &Said, places: &Places) -> Vec<Vec<Stretch>> {
    let mut found: Vec<Vec<Stretch>> = said
        .operands
        .iter()
        .map(|alternatives| {
            let mut stretches: Vec<Stretch> =
                alternatives.iter().flat_map(|piece| stretches(said, piece, places)).collect();
            stretches.sort_unstable();
            stretches.dedup();
            stretches
        })
        .collect();
    // What is near something that is itself near the operand before, and so on; then the same from the right.
    for (at, link) in said.links.iter().enumerate() {
        let (left, right) = found.split_at_mut(at + 1);
        right[0].retain(|&later| left[at].iter().any(|&first| is_near(first, later, link.distance, link.ordered)));
    }
    for (at, link) in said.links.iter().enumerate().rev() {
        let (left, right) = found.split_at_mut(at + 1);
        left[at].retain(|&first| right[0].iter().any(|&later| is_near(first, later, link.distance, link.ordered)));
    }
    found
}

/// How often `said` occurs: as often as the operand that takes part in fewest occurrences.
pub(crate) fn times(said: &Said, places: &Places) -> u32 {
    if let Some(piece) = said.phrase() {
        return phrases(said, piece, places).count() as u32;
    }
    occurrences(said, places).iter().map(Vec::len).min().unwrap_or(0) as u32
}

/// True when the stretches lie apart with at most `distance` words between; the first before the second if `ordered`.
fn is_near(first: Stretch, second: Stretch, distance: u32, ordered: bool) -> bool {
    let follows = |a: Stretch, b: Stretch| b.0 >= a.1 && b.0 - a.1 <= distance;
    follows(first, second) || !ordered && follows(second, first)
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
