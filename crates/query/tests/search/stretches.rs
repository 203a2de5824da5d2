//! Where in a text something stands, by looking at every place.

use crate::vocabulary::{Table, Text, Wanted};
use alinea_query::Link;
use std::collections::BTreeSet;

/// First word, and behind the last.
pub type Stretch = (usize, usize);

/// Words one behind the other, or with `slop` in any order with so many others among them.
pub struct Piece {
    /// What each must be, and the words of the texts that are it.
    pub words: Vec<(Wanted, Table)>,
    pub slop: Option<u32>,
}

/// Where a piece stands in a text.
pub fn stretches(text: &[u32], piece: &Piece) -> Vec<Stretch> {
    let words = &piece.words;
    let Some(slop) = piece.slop else {
        let stands = |run: &[u32]| run.iter().zip(words).all(|(&word, (_, table))| table[word as usize]);
        let runs = text.windows(words.len()).enumerate().filter(|(_, run)| stands(run));
        return runs.map(|(at, _)| (at, at + words.len())).collect();
    };
    // A word that is typed twice is wanted twice.
    let counted = words.iter().filter(|(wanted, _)| *wanted != Wanted::AnyWord);
    let counted: Vec<(&Table, usize)> =
        counted.map(|(wanted, table)| (table, words.iter().filter(|(other, _)| other == wanted).count())).collect();
    let holds = |from: usize, to: usize| {
        counted
            .iter()
            .all(|&(table, times)| text[from..to].iter().filter(|&&word| table[word as usize]).count() >= times)
    };
    if !holds(0, text.len()) {
        return Vec::new();
    }
    let widest = counted.len() + slop as usize;
    // The smallest windows: one word less on either side is too few.
    let window = |from: usize| {
        let to = (from + 1..=text.len().min(from + widest)).find(|&to| holds(from, to))?;
        (!holds(from + 1, to)).then_some((from, to))
    };
    let begins = |&from: &usize| counted.iter().any(|(table, _)| table[text[from] as usize]);
    (0..text.len()).filter(begins).filter_map(window).collect()
}

/// Of each operand, which is one of several pieces, the stretches that take part in a chain of stretches each near the
/// next. Empty where one of them stands nowhere.
pub fn taking_part(text: &Text, operands: &[Vec<Piece>], links: &[Link]) -> Vec<BTreeSet<Stretch>> {
    let mut found: Vec<BTreeSet<Stretch>> = Vec::new();
    for pieces in operands {
        let all: BTreeSet<Stretch> = pieces.iter().flat_map(|piece| stretches(text, piece)).collect();
        if all.is_empty() {
            return Vec::new();
        }
        found.push(all);
    }
    if found.len() == 1 {
        return found;
    }
    let follows = |a: Stretch, b: Stretch, link: &Link| b.0 >= a.1 && b.0 - a.1 <= link.distance as usize;
    let mut chains: Vec<Vec<Stretch>> = found[0].iter().map(|&first| vec![first]).collect();
    for (link, next) in links.iter().zip(&found[1..]) {
        let mut longer = Vec::new();
        for chain in chains {
            let last = chain[chain.len() - 1];
            let near = |&&b: &&Stretch| follows(last, b, link) || !link.ordered && follows(b, last, link);
            longer.extend(next.iter().filter(near).map(|&stretch| [chain.as_slice(), &[stretch]].concat()));
        }
        chains = longer;
    }
    let of_operand = |at: usize| chains.iter().map(|chain| chain[at]).collect();
    (0..operands.len()).map(of_operand).collect()
}

/// How many words stand between the nearest two of two sets of stretches.
pub fn between(some: &BTreeSet<Stretch>, others: &BTreeSet<Stretch>) -> Option<usize> {
    let words = |a: &Stretch, b: &Stretch| if a.0 < b.0 { b.0.saturating_sub(a.1) } else { a.0.saturating_sub(b.1) };
    some.iter().flat_map(|a| others.iter().map(move |b| words(a, b))).min()
}
