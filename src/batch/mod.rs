//! Digests of many notes → what no note shows by itself: overlaps, caps, short contacts of a day, copies.
//!
//! Notes are added one by one in any order, and gone when they have been added. A digest takes 168 bytes, 96 of them for
//! its words ([`sketch`]), and room is made for a sixteenth more than there are; while the notes are held against each
//! other another 20 are needed for each: 198 together, and 12 for every further stretch of time of a note that is a log.
//! Names of people, codes and files are kept once. What is found does not depend on the order in which the notes were added, nor on how they were parted into batches.

mod caps;
pub mod clones;
mod combine;
pub mod day;
mod digest;
mod names;
mod overlap;
pub mod sketch;
pub mod summary;

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use crate::span::{Position, Span};

pub use caps::Crossing;
pub use clones::Copy;
pub use combine::{Contact, Refusal};
pub use digest::{Facts, Place, Stretch};
pub use overlap::Overlap;

use digest::Digest;
use names::Names;

/// The list of digests grows by this part of itself, and by [`LEAST_GROWTH`] at least.
const GROWTH: usize = 16;
const LEAST_GROWTH: usize = 256;
/// "The note does not tell."
const NONE: u32 = u32::MAX;
/// Bytes that a batch takes for each note while it is held against the others, beside names that are kept once.
pub const BYTES_PER_NOTE: usize = size_of::<Digest>() + size_of::<Digest>() / GROWTH + 20;

/// Digests of notes.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    digests: Vec<Digest>,
    /// Stretches beside the first: the note's number in the batch, minutes since 1970, minutes.
    more: Vec<(u32, u32, u16)>,
    files: Names,
    people: Names,
    codes: Names,
    /// What [`Batch::ranks`] came to, until notes are added.
    ranks: OnceLock<Vec<u32>>,
}

/// A note of a batch, by its number there.
pub type Number = u32;

impl Batch {
    /// Adds a note.
    pub fn add(&mut self, place: &Place, facts: &Facts) {
        let mut person = |name: &Option<String>| {
            let Some(name) = name else { return NONE };
            names::person(name).map_or(NONE, |key| self.people.number(&key, name))
        };
        let (staff, client) = (person(&facts.staff), person(&facts.client));
        let code = facts.code.as_ref().map_or(NONE, |code| self.codes.number(&code.to_lowercase(), code));
        let file = self.files.number(&place.path, &place.path);
        let digest = Digest::new(facts, place, [file, staff, client, code]);
        let number = self.digests.len() as u32;
        if digest.is(digest::MORE_STRETCHES) {
            let day = facts.day.and_then(|day| day.minutes()).unwrap_or_default();
            let more = facts.stretches.iter().skip(1);
            self.more.extend(more.map(|stretch| (number, day + u32::from(stretch.starts), stretch.lasts)));
        }
        self.make_room(1);
        self.digests.push(digest);
    }

    /// Adds the notes of another batch.
    pub fn extend(&mut self, other: &Self) {
        let files = self.files.take(&other.files);
        let people = self.people.take(&other.people);
        let codes = self.codes.take(&other.codes);
        let moved = |numbers: &[u32], number: u32| numbers.get(number as usize).copied().unwrap_or(NONE);
        let base = self.digests.len() as u32;
        self.make_room(other.digests.len());
        self.digests.extend(other.digests.iter().map(|digest| Digest {
            file: moved(&files, digest.file),
            staff: moved(&people, digest.staff),
            client: moved(&people, digest.client),
            code: moved(&codes, digest.code),
            ..digest.clone()
        }));
        self.more.extend(other.more.iter().map(|&(note, starts, lasts)| (base + note, starts, lasts)));
    }

    /// Makes room for notes that are about to be added. Doubling, as lists do, would take twice what is needed.
    fn make_room(&mut self, notes: usize) {
        self.ranks.take();
        let (len, capacity) = (self.digests.len(), self.digests.capacity());
        if len + notes > capacity {
            self.digests.reserve_exact(notes.max(len / GROWTH).max(LEAST_GROWTH));
        }
    }

    /// How many notes it holds.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// Where a note stands.
    pub fn place(&self, number: Number) -> Option<Place> {
        let digest = self.digests.get(number as usize)?;
        let position = |column: u32| Position { line: digest.line as usize, column: column as usize };
        Some(Place {
            path: Arc::from(self.files.shown(digest.file)?),
            note: digest.note as usize,
            row: digest::told(digest.row).map(|row| row as usize),
            span: Span::new(digest.span[0] as usize, digest.span[1] as usize),
            start: position(digest.columns[0]),
            end: position(digest.columns[1]),
        })
    }

    /// A note's own hours, "10:00 to 10:45"; `None` where it tells none.
    pub fn hours(&self, number: Number) -> Option<String> {
        let digest = self.digests.get(number as usize).filter(|digest| digest.lasts > 0)?;
        let clock = |minutes: u32| format!("{}:{:02}", minutes / 60 % 24, minutes % 60);
        let to = digest.starts + u32::from(digest.lasts);
        Some(format!("{} to {}", clock(digest.starts), clock(to)))
    }

    /// The minutes of a note that a payer's minimum is held against.
    pub fn served(&self, number: Number) -> Option<f64> {
        self.digests.get(number as usize).and_then(|digest| digest::minutes(digest.served))
    }

    /// Whether the note tells of nothing but acts that the payer never adds up.
    pub fn is_never_combined(&self, number: Number) -> bool {
        self.digests.get(number as usize).is_some_and(|digest| digest.is(digest::NEVER_COMBINED))
    }

    /// For each note its place among all, which decides where day and time do not: by what it says, so that the order of
    /// rows changes nothing, and only among notes that say the same by file and number.
    fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| {
            let (files, people) = (self.files.ranks(), self.people.ranks());
            let person = |number: u32| people.get(number as usize).copied();
            let said = |digest: &Digest| {
                let minutes = (digest.claimed, digest.served, digest.supported, digest.lasts);
                (person(digest.client), person(digest.staff), minutes, digest.flags)
            };
            let stands = |digest: &Digest| (files[digest.file as usize], digest.note, digest.row);
            self.ranked_by(|one, other| {
                let by_words = || one.sketch.cmp(&other.sketch);
                said(one).cmp(&said(other)).then_with(by_words).then_with(|| stands(one).cmp(&stands(other)))
            })
        })
    }

    /// For each note its place among all by file and number: what is earlier where no day is told.
    pub(crate) fn places(&self) -> Vec<u32> {
        let files = self.files.ranks();
        let stands = |digest: &Digest| (files[digest.file as usize], digest.note, digest.row);
        self.ranked_by(|one, other| stands(one).cmp(&stands(other)))
    }

    fn ranked_by(&self, compare: impl Fn(&Digest, &Digest) -> Ordering) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.digests.len() as u32).collect();
        let digest = |number: u32| &self.digests[number as usize];
        order.sort_unstable_by(|&one, &other| compare(digest(one), digest(other)));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.into_iter().enumerate() {
            ranks[number as usize] = rank as u32;
        }
        ranks
    }
}
