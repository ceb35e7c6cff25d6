//! Sketches → notes that are (almost) the same as an earlier one, without holding every note against every other.
//!
//! A sketch is cut into bands; two notes whose bands agree once are held against each other. Of a pair that is alike by
//! 0.8 one in 500 is missed, of one that is alike by 0.9 three in a million.

use super::sketch::PLACES;
use super::{Batch, NONE, Number};

/// Places of a sketch in a band.
const BAND: usize = 4;
/// Notes of a band that later ones are held against: each is unlike those before it.
const MOST_MODELS: usize = 32;
/// From which part of its sketch a note is a copy, where the configuration says nothing.
pub const USUAL_LIKENESS: f64 = 0.8;

/// A note, and the one that it is a copy of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copy {
    /// The later note.
    pub note: Number,
    /// The earliest that it was found to be like.
    pub other: Number,
    /// How like, from 0 to 1.
    pub likeness: f64,
}

impl Batch {
    /// Notes that are like an earlier one by `least` or more, from 0 to 1. Earlier is by day and time; among notes without a
    /// day, by file and number.
    pub fn copies(&self, least: f64) -> Vec<Copy> {
        let (ranks, places) = (self.ranks(), self.places());
        let mut order: Vec<Number> = (0..self.digests.len() as Number)
            .filter(|&note| self.digests[note as usize].sketch().is_some())
            .collect();
        order.sort_unstable_by_key(|&note| {
            let digest = &self.digests[note as usize];
            // A note without a day comes after those that have one.
            let undated = digest.day == i32::MIN;
            let rank = if undated { places[note as usize] } else { ranks[note as usize] };
            (undated, digest.day, digest.starts, rank)
        });
        drop(places);
        let sketch = |at: u32| self.digests[order[at as usize] as usize].sketch();
        let alike = |one: u32, other: u32| match (sketch(one), sketch(other)) {
            (Some(one), Some(other)) => Some(one.likeness(other)).filter(|likeness| *likeness >= least),
            _ => None,
        };
        // For each, by its place in the order, the earliest that it is like.
        let mut models: Vec<u32> = vec![NONE; order.len()];
        let mut keys: Vec<(u32, u32)> = Vec::with_capacity(order.len());
        for band in 0..PLACES / BAND {
            keys.clear();
            let places = band * BAND..(band + 1) * BAND;
            keys.extend(
                (0..order.len() as u32).filter_map(|at| Some((sketch(at)?.band(places.clone()), at))),
            );
            keys.sort_unstable();
            for bucket in keys.chunk_by(|one, other| one.0 == other.0).filter(|bucket| bucket.len() > 1) {
                let mut unlike: Vec<u32> = Vec::new();
                for &(_, at) in bucket {
                    match unlike.iter().copied().find(|&model| alike(at, model).is_some()) {
                        Some(model) => models[at as usize] = models[at as usize].min(model),
                        None if unlike.len() < MOST_MODELS => unlike.push(at),
                        None => {}
                    }
                }
            }
        }
        let copies = models.iter().enumerate().filter(|(_, model)| **model != NONE);
        copies
            .filter_map(|(at, &model)| {
                let likeness = alike(at as u32, model)?;
                Some(Copy { note: order[at], other: order[model as usize], likeness })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Sketch;
    use super::*;

    /// Of so many pairs of notes that differ in their middle word: the mean likeness, and how many share no band.
    fn pairs(words: u32, pairs: u32) -> (f64, u32) {
        let (mut sum, mut missed) = (0.0, 0);
        for pair in 0..pairs {
            let one: Vec<u32> = (0..words).map(|word| pair * 1000 + word).collect();
            let mut other = one.clone();
            other[words as usize / 2] += 500;
            let (one, other) = (Sketch::of(&one), Sketch::of(&other));
            sum += one.likeness(&other);
            let bands = (0..PLACES / BAND).map(|band| band * BAND..(band + 1) * BAND);
            missed += u32::from(!bands.into_iter().any(|band| one.band(band.clone()) == other.band(band)));
        }
        (sum / f64::from(pairs), missed)
    }

    #[test]
    fn a_pair_is_missed_as_seldom_as_is_said() {
        // 25 of 31 shingles are shared: 0.806.
        let (likeness, missed) = pairs(30, 20_000);
        assert!((likeness - 25.0 / 31.0).abs() < 0.005, "{likeness}");
        assert!((1..80).contains(&missed), "{missed} of 20,000");
        // 55 of 61: 0.902.
        let (likeness, missed) = pairs(60, 20_000);
        assert!((likeness - 55.0 / 61.0).abs() < 0.005, "{likeness}");
        assert!(missed < 3, "{missed} of 20,000");
    }
}
