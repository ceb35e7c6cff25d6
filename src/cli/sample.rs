//! A seed → a sample of notes: each note has a number of its own, made from the seed and the note's place, and those with the
//! smallest numbers are taken. The sample does not depend on the threads or on how the input is read.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The notes taken so far.
#[derive(Debug)]
pub(super) struct Sample<T> {
    size: usize,
    seed: u64,
    /// How many notes were offered.
    seen: usize,
    taken: BinaryHeap<Taken<T>>,
}

#[derive(Debug)]
struct Taken<T> {
    lot: u64,
    place: usize,
    note: T,
}

impl<T> Sample<T> {
    pub(super) fn new(size: usize, seed: u64) -> Self {
        Self { size, seed, seen: 0, taken: BinaryHeap::new() }
    }

    /// Offers the next note, which is made only where it is taken.
    pub(super) fn offer(&mut self, note: impl FnOnce() -> T) {
        let place = self.seen;
        self.seen += 1;
        let lot = mix(self.seed.wrapping_add((place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        if self.taken.len() < self.size {
            self.taken.push(Taken { lot, place, note: note() });
        } else if self.taken.peek().is_some_and(|greatest| lot < greatest.lot) {
            self.taken.pop();
            self.taken.push(Taken { lot, place, note: note() });
        }
    }

    /// How many notes were offered.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// The notes that were taken, in the order in which they were offered.
    pub(super) fn draw(self) -> Vec<T> {
        let mut taken = self.taken.into_vec();
        taken.sort_by_key(|taken| taken.place);
        taken.into_iter().map(|taken| taken.note).collect()
    }
}

/// SplitMix64: neighbours become numbers without a likeness.
fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl<T> PartialEq for Taken<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T> Eq for Taken<T> {}

impl<T> PartialOrd for Taken<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Taken<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.lot, self.place).cmp(&(other.lot, other.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(size: usize, seed: u64, of: usize) -> Vec<usize> {
        let mut sample = Sample::new(size, seed);
        (0..of).for_each(|note| sample.offer(|| note));
        assert_eq!(sample.seen(), of);
        sample.draw()
    }

    #[test]
    fn a_sample_is_in_order_and_holds_each_note_once() {
        let taken = sample(100, 7, 10_000);
        assert_eq!(taken.len(), 100);
        assert!(taken.is_sorted_by(|a, b| a < b));
        assert_eq!(taken, sample(100, 7, 10_000));
        assert_ne!(taken, sample(100, 8, 10_000));
        assert_eq!(sample(100, 7, 3), [0, 1, 2]);
    }

    #[test]
    fn every_note_is_as_likely_as_another() {
        let mut counts = [0; 10];
        for seed in 0..2000 {
            sample(3, seed, 10).into_iter().for_each(|note| counts[note] += 1);
        }
        // 600 each; four standard deviations are 82.
        assert!(counts.iter().all(|count| (518..=682).contains(count)), "{counts:?}");
    }
}
