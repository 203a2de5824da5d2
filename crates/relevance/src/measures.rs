//! What a ranking is measured by.

/// Normalised discounted cumulative gain of the first `depth` results (Järvelin and Kekäläinen 2002, with the gain
/// 2^grade − 1 of Burges et al. 2005): what the grades of the results are worth, the later the less, beside the best order
/// of all that was judged. From 0 to 1; `None` where nothing is worth anything.
///
/// `ranked` are the grades of the results in order, `judged` the grades of everything that was judged.
pub fn ndcg(ranked: &[u8], judged: &[u8], depth: usize) -> Option<f64> {
    let gain = |grades: &[u8]| -> f64 {
        let of = |(at, &grade): (usize, &u8)| (f64::from(grade).exp2() - 1.0) / (at as f64 + 2.0).log2();
        grades.iter().take(depth).enumerate().map(of).sum()
    };
    let mut best = judged.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let most = gain(&best);
    (most > 0.0).then(|| gain(ranked) / most)
}

/// How much of what was judged relevant (grade 1 and more) is among the first `depth` results, of as many as fit there.
/// From 0 to 1; `None` where nothing is relevant.
pub fn recall(ranked: &[u8], judged: &[u8], depth: usize) -> Option<f64> {
    let relevant = |grades: &[u8]| grades.iter().filter(|&&grade| grade > 0).count();
    let most = relevant(judged).min(depth);
    (most > 0).then(|| relevant(&ranked[..ranked.len().min(depth)]) as f64 / most as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_worth_one_and_another_less() {
        assert_eq!(ndcg(&[3, 2, 1, 0], &[0, 1, 2, 3], 10), Some(1.0));
        assert_eq!(ndcg(&[], &[3], 10), Some(0.0));
        assert_eq!(ndcg(&[0], &[0], 10), None);
        // 7/log2(3) + 1/log2(2), beside 7/log2(2) + 1/log2(3).
        let swapped = ndcg(&[1, 3], &[1, 3], 10).unwrap();
        assert!((swapped - (1.0 + 7.0 / 3f64.log2()) / (7.0 + 1.0 / 3f64.log2())).abs() < 1e-12, "{swapped}");
        assert_eq!(ndcg(&[0, 3], &[3], 1), Some(0.0));
    }

    #[test]
    fn recall_counts_what_can_be_shown() {
        assert_eq!(recall(&[1, 0, 3], &[1, 3, 2, 0], 100), Some(2.0 / 3.0));
        assert_eq!(recall(&[1, 1, 1], &[1, 1, 1], 2), Some(1.0));
        assert_eq!(recall(&[0], &[0], 5), None);
    }
}
