//! Which of our clauses answers to which clause of the gold.

use crate::fold;
use crate::gold::GoldClause;
use alinea_model::Clause;

/// The pairs found, in order, and what has no partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Index in the gold, index in ours.
    pub pairs: Vec<(usize, usize)>,
    /// Clauses of the gold without partner.
    pub gold_alone: Vec<usize>,
    /// Clauses of ours without partner.
    pub ours_alone: Vec<usize>,
}

/// The folded forms one comparison needs.
struct Folded {
    starts: Vec<String>,
    ends: Vec<String>,
    texts: Vec<String>,
}

/// Aligns the two lists keeping their order, so that what agrees best is paired: the words at the start count most,
/// then those at the end, then the place. Clauses that agree at neither end are never paired.
pub fn align(gold: &[GoldClause], ours: &[&Clause]) -> Alignment {
    let folded = Folded {
        starts: gold.iter().map(|clause| fold(&clause.start)).collect(),
        ends: gold.iter().map(|clause| fold(&clause.end)).collect(),
        texts: ours.iter().map(|clause| fold(&clause.text)).collect(),
    };
    let (rows, columns) = (gold.len(), ours.len());
    let gain: Vec<Vec<u32>> =
        (0..rows).map(|row| (0..columns).map(|column| agreement(gold, ours, &folded, row, column)).collect()).collect();
    // best[row][column]: the most that the lists from there on can agree.
    let mut best = vec![vec![0u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let paired = if gain[row][column] > 0 { gain[row][column] + best[row + 1][column + 1] } else { 0 };
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let mut alignment = Alignment::default();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if gain[row][column] > 0 && best[row][column] == gain[row][column] + best[row + 1][column + 1] {
            alignment.pairs.push((row, column));
            row += 1;
            column += 1;
        } else if best[row][column] == best[row + 1][column] {
            alignment.gold_alone.push(row);
            row += 1;
        } else {
            alignment.ours_alone.push(column);
            column += 1;
        }
    }
    alignment.gold_alone.extend(row..rows);
    alignment.ours_alone.extend(column..columns);
    alignment
}

fn agreement(gold: &[GoldClause], ours: &[&Clause], folded: &Folded, row: usize, column: usize) -> u32 {
    let start = folded.texts[column].starts_with(&folded.starts[row]);
    let end = folded.texts[column].ends_with(&folded.ends[row]);
    if !start && !end {
        return 0;
    }
    let part = gold[row].part == ours[column].part.as_str();
    let label = gold[row].label.as_deref().map(fold) == ours[column].label.as_deref().map(fold);
    10 * u32::from(start) + 6 * u32::from(end) + u32::from(part) + 2 * u32::from(label)
}
