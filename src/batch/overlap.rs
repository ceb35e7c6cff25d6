//! Stretches of time of one person → pairs of notes that share minutes.

use super::digest::{CONSULTS, Digest};
use super::{Batch, NONE, Number};
use crate::circumstances::Service;

/// Stretches under way that one is held against; an export in which more run at once is not one of services.
const MOST_AT_ONCE: usize = 64;

/// Two notes that share minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// The note that begins later.
    pub note: Number,
    /// The note that it shares most minutes with.
    pub other: Number,
    /// The minutes that they share.
    pub minutes: u32,
    /// How many notes it overlaps that began before it.
    pub count: u32,
}

/// A stretch of one person's time.
#[derive(Clone, Copy)]
struct Item {
    person: u32,
    starts: u32,
    ends: u32,
    note: Number,
}

impl Batch {
    /// Two services of one member of staff at one time, for different clients: XN001. The same client's are XN002.
    pub fn staff_overlaps(&self) -> Vec<Overlap> {
        self.overlaps(|digest| digest.staff, |one, other| one.client == NONE || one.client != other.client)
    }

    /// Two services of one client at one time: XN002. A consultation beside another worker's direct service is allowed,
    /// and two consultations are XN006.
    pub fn client_overlaps(&self) -> Vec<Overlap> {
        self.overlaps(
            |digest| digest.client,
            |one, other| {
                let one_worker = one.staff != NONE && one.staff == other.staff;
                one_worker || !consults(one) && !consults(other)
            },
        )
    }

    /// Consultations on one client by two members of staff at one time: XN006.
    pub fn double_consultations(&self) -> Vec<Overlap> {
        self.overlaps(
            |digest| digest.client,
            |one, other| {
                let two = one.staff != NONE && other.staff != NONE && one.staff != other.staff;
                two && consults(one) && consults(other)
            },
        )
    }

    /// For each note that begins while others of the same person are under way, the one that it shares most with.
    /// Stretches that touch share nothing.
    fn overlaps(
        &self,
        person: impl Fn(&Digest) -> u32,
        counts: impl Fn(&Digest, &Digest) -> bool,
    ) -> Vec<Overlap> {
        let digest = |note: Number| &self.digests[note as usize];
        let first = self.digests.iter().enumerate().filter(|(_, digest)| digest.lasts > 0);
        let first = first.map(|(note, digest)| (note as Number, digest.starts, digest.lasts));
        let mut items: Vec<Item> = first
            .chain(self.more.iter().copied())
            .map(|(note, starts, lasts)| Item {
                person: person(digest(note)),
                starts,
                ends: starts + u32::from(lasts),
                note,
            })
            .filter(|item| item.person != NONE)
            .collect();
        let ranks = self.ranks();
        items.sort_unstable_by_key(|item| (item.person, item.starts, item.ends, ranks[item.note as usize]));
        let mut under_way: Vec<Item> = Vec::new();
        let mut found: Vec<Overlap> = Vec::new();
        for item in items {
            under_way.retain(|other| other.person == item.person && other.ends > item.starts);
            let mut best: Option<Overlap> = None;
            for other in &under_way {
                if other.note == item.note || !counts(digest(item.note), digest(other.note)) {
                    continue;
                }
                let minutes = item.ends.min(other.ends) - item.starts;
                let count = best.map_or(0, |best| best.count) + 1;
                best = match best {
                    Some(best) if best.minutes >= minutes => Some(Overlap { count, ..best }),
                    _ => Some(Overlap { note: item.note, other: other.note, minutes, count }),
                };
            }
            found.extend(best);
            if under_way.len() == MOST_AT_ONCE {
                // The one that ends first has least to say of what is to come.
                let least = (0..under_way.len()).min_by_key(|&at| under_way[at].ends);
                least.map(|at| under_way.remove(at));
            }
            under_way.push(item);
        }
        // Two logs may meet more than once.
        found.sort_unstable_by_key(|pair| {
            (ranks[pair.note as usize], ranks[pair.other as usize], u32::MAX - pair.minutes)
        });
        found.dedup_by_key(|pair| (pair.note, pair.other));
        found
    }
}

/// Whether a note is a consultation: its service says so, or where it names none, its words.
fn consults(digest: &Digest) -> bool {
    match digest.service {
        Some(service) => service == Service::CmCcc,
        None => digest.is(CONSULTS),
    }
}
