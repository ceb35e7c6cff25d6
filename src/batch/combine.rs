//! A client's contacts of one day → which short ones stay under the payer's minimum, and which may not be added up.

use super::digest::{NEVER_COMBINED, SIGNIFICANT, WAITS, minutes, told};
use super::{Batch, Number};

/// A contact that stays under the minimum when the whole day is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The note.
    pub note: Number,
    /// The other contacts of the day that count with it, in order.
    pub others: Vec<Number>,
    /// The minutes of the day that count together, its own included where they count.
    pub day: f64,
    /// Whether its own minutes count toward the day.
    pub counts: bool,
}

/// Short contacts of a day that reach the minimum together, and may not be added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The note that the finding is at: the last of them, or the first that does not count.
    pub note: Number,
    /// The other contacts, in order.
    pub others: Vec<Number>,
    /// Their minutes, all together.
    pub minutes: f64,
    /// The minutes that do count, where the payer adds significant contacts up.
    pub significant: Option<f64>,
}

impl Batch {
    /// Where a payer adds contacts of a day up: the notes under the minimum that waited for their day, and stay under it.
    pub fn under_minimum(&self, least: f64) -> Vec<Contact> {
        let mut found = Vec::new();
        self.each_day(|day| {
            let counting: Vec<Number> =
                day.iter().copied().filter(|&note| self.flag(note, SIGNIFICANT)).collect();
            let sum: f64 = counting.iter().filter_map(|&note| self.served(note)).sum();
            for &note in day.iter().filter(|&&note| self.flag(note, WAITS)) {
                let counts = self.flag(note, SIGNIFICANT);
                if !counts || sum < least {
                    let others = counting.iter().copied().filter(|&other| other != note).collect();
                    found.push(Contact { note, others, day: sum, counts });
                }
            }
        });
        self.in_order(found, |contact| contact.note)
    }

    /// Days whose short contacts reach the minimum only together, and may not: all of them where the payer never adds up
    /// (`combines` is false), else where voice messages and the like would have to count.
    pub fn refusals(&self, least: f64, combines: bool) -> Vec<Refusal> {
        let mut found = Vec::new();
        self.each_day(|day| {
            let of = |note: Number| self.served(note).unwrap_or_default();
            let short: Vec<Number> = day
                .iter()
                .copied()
                .filter(|&note| {
                    (0.0..least).contains(&of(note)) && (combines || self.flag(note, SIGNIFICANT))
                })
                .collect();
            let all = if combines { day } else { &short[..] };
            let minutes: f64 = all.iter().map(|&note| of(note)).sum();
            let significant: f64 =
                all.iter().filter(|&&note| self.flag(note, SIGNIFICANT)).map(|&note| of(note)).sum();
            let at = if combines {
                short
                    .iter()
                    .copied()
                    .find(|&note| !self.flag(note, SIGNIFICANT))
                    .filter(|_| significant < least)
            } else {
                short.last().copied()
            };
            let Some(note) = at.filter(|_| all.len() > 1 && minutes >= least) else { return };
            let others = all.iter().copied().filter(|&other| other != note).collect();
            found.push(Refusal { note, others, minutes, significant: combines.then_some(significant) });
        });
        self.in_order(found, |refusal| refusal.note)
    }

    fn flag(&self, note: Number, flag: u8) -> bool {
        let digest = &self.digests[note as usize];
        digest.is(flag) && (flag != SIGNIFICANT || !digest.is(NEVER_COMBINED))
    }

    /// Goes through the contacts of each client and day, in order of their time and place.
    fn each_day(&self, mut look: impl FnMut(&[Number])) {
        let ranks = self.ranks();
        let contact = |note: &Number| {
            let digest = &self.digests[*note as usize];
            told(digest.client).is_some() && digest.day().is_some() && minutes(digest.served).is_some()
        };
        let mut notes: Vec<Number> = (0..self.digests.len() as Number).filter(contact).collect();
        let day = |note: Number| {
            let digest = &self.digests[note as usize];
            (digest.client, digest.day)
        };
        notes.sort_unstable_by_key(|&note| {
            (day(note), self.digests[note as usize].starts, ranks[note as usize])
        });
        for contacts in notes.chunk_by(|&one, &other| day(one) == day(other)) {
            look(contacts);
        }
    }

    fn in_order<T>(&self, mut found: Vec<T>, note: impl Fn(&T) -> Number) -> Vec<T> {
        let ranks = self.ranks();
        found.sort_by_key(|one| ranks[note(one) as usize]);
        found
    }
}
