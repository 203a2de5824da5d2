//! Work done in parallel whose results come in order.

use crate::Error;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Bytes of input whose results are held at a time. The texts that are made of them take a few times as much.
const BATCH: u64 = 4 << 20;

/// Files in a batch at most: small files cost more than their bytes.
const FILES: usize = 256;

/// A pool of `threads` threads; `None` or 0: as many as there are cores.
pub(crate) fn pool(threads: Option<usize>) -> Result<ThreadPool, Error> {
    let threads = threads.unwrap_or(0);
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|source| Error::Threads { threads, source })
}

/// Runs `produce` over `items` in the pool and gives the results to `consume`, on this thread, in the order of `items`.
/// `size` says how many bytes an item stands for.
///
/// Items are taken in batches: while the results of one are consumed the next is produced, and no other is in memory.
pub(crate) fn in_order<T: Sync, R: Send>(
    pool: &ThreadPool,
    items: &[T],
    size: impl Fn(&T) -> u64,
    produce: impl Fn(&T) -> R + Sync,
    mut consume: impl FnMut(&T, R),
) {
    let mut done: (&[T], Vec<R>) = (&[], Vec::new());
    for batch in batches(items, size).into_iter().chain([&items[..0]]) {
        let mut next = Vec::new();
        pool.in_place_scope(|scope| {
            scope.spawn(|_| next = batch.par_iter().map(&produce).collect());
            for (item, result) in done.0.iter().zip(done.1.drain(..)) {
                consume(item, result);
            }
        });
        done = (batch, next);
    }
}

/// Cuts `items` into runs of at most [`BATCH`] bytes and [`FILES`] items, at least one item each.
fn batches<T>(items: &[T], size: impl Fn(&T) -> u64) -> Vec<&[T]> {
    let mut batches = Vec::new();
    let (mut begin, mut bytes) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let more = size(item);
        if at > begin && (bytes + more > BATCH || at - begin == FILES) {
            batches.push(&items[begin..at]);
            (begin, bytes) = (at, 0);
        }
        bytes += more;
    }
    if begin < items.len() {
        batches.push(&items[begin..]);
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let items: Vec<u64> = (0..1000).map(|n| n * 7919 % 50_000).collect();
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            in_order(&pool(Some(threads)).unwrap(), &items, |&n| n, |&n| n * 2, |&n, twice| seen.push((n, twice)));
            assert_eq!(seen, items.iter().map(|&n| (n, n * 2)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_batch_is_bounded_and_never_empty() {
        let items = vec![BATCH * 2, 1, BATCH, 1, 1];
        let lengths: Vec<usize> = batches(&items, |&n| n).iter().map(|batch| batch.len()).collect();
        assert_eq!(lengths, [1, 1, 1, 2]);
        assert!(batches(&[0; 1000], |_| 0).iter().all(|batch| batch.len() <= FILES));
        assert!(batches(&[0; 0], |_| 0).is_empty());
    }
}
