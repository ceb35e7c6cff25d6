//! A client's notes of a year, in order → the note with which a payer's cap is passed.

use super::digest::told;
use super::{Batch, Number};
use crate::ruleset::Cap;

/// A client's year that passes a cap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The note with which the cap is passed.
    pub note: Number,
    /// The note before it that counts toward the cap.
    pub before: Option<Number>,
    /// The calendar year.
    pub year: i16,
    /// The minutes of the year up to this note.
    pub minutes: f64,
    /// How many notes of the year come after it, all of them over the cap.
    pub after: usize,
}

impl Batch {
    /// The notes with which clients' years pass a cap. Only notes that name a service of the cap, a client, a day and
    /// minutes count: what an agency has is the least that there is.
    pub fn crossings(&self, cap: &Cap) -> Vec<Crossing> {
        let ranks = self.ranks();
        let mut counted: Vec<(u32, i16, Number)> = Vec::new();
        for (note, digest) in self.digests.iter().enumerate() {
            let counts = digest.service.is_some_and(|service| cap.services.contains(&service));
            let (Some(client), Some(day), true) = (told(digest.client), digest.day(), counts) else {
                continue;
            };
            if told(digest.claimed).is_some() {
                counted.push((client, day.year(), note as Number));
            }
        }
        counted.sort_unstable_by_key(|&(client, year, note)| {
            let digest = &self.digests[note as usize];
            (client, year, digest.day, digest.starts, ranks[note as usize])
        });
        let most = cap.hours * 3600.0;
        let mut found = Vec::new();
        for year in counted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let mut seconds = 0.0;
            for (at, &(_, number, note)) in year.iter().enumerate() {
                seconds += f64::from(self.digests[note as usize].claimed);
                if seconds > most {
                    found.push(Crossing {
                        note,
                        before: at.checked_sub(1).map(|before| year[before].2),
                        year: number,
                        minutes: seconds / 60.0,
                        after: year.len() - at - 1,
                    });
                    break;
                }
            }
        }
        found.sort_unstable_by_key(|crossing| ranks[crossing.note as usize]);
        found
    }
}
