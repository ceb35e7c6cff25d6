//! An act → the time it was given, or why it has none; a place → the times written there.

use super::{Explanation, Named};
use crate::lexicon::EntryKind;
use crate::reading::{Activity, Actor, Belongs, Minutes, Time};
use crate::span::Span;

/// The minutes of an act.
#[derive(Debug)]
pub enum Timing<'a> {
    /// A time of its own.
    Own {
        /// Its minutes; of units, what the payer lets them stand for.
        minutes: Option<Minutes>,
        /// Its units, where it is counted in them.
        units: Option<f64>,
        /// Where it is written.
        span: Option<Span>,
    },
    /// A time that it shares.
    Shared {
        /// The minutes of all of them together.
        minutes: Minutes,
        /// Where they are written.
        span: Span,
        /// The other acts.
        with: Vec<Named<'a>>,
    },
    /// The time of the act that it is a part of.
    PartOf(Named<'a>),
    /// None.
    None(NoTime),
}

/// Why an act has no minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTime {
    /// Times go to acts of staff that took place.
    NotDoneByStaff,
    /// Times go to acts, and these words are too vague for one.
    Vague,
    /// The note states no time.
    NoneStated,
    /// The note's times are the note's, or other acts'.
    Elsewhere,
}

impl NoTime {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotDoneByStaff => "not-done-by-staff",
            Self::Vague => "vague",
            Self::NoneStated => "none-stated",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The same in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotDoneByStaff => "times go to what staff did",
            Self::Vague => "times go to acts, and the words are too vague for one",
            Self::NoneStated => "the note states no time",
            Self::Elsewhere => "the note's times belong to the note as a whole or to other acts",
        }
    }
}

/// A time of the service at a place.
#[derive(Debug)]
pub struct TimeHere<'a> {
    /// The time.
    pub time: &'a Time,
    /// The acts that it belongs to.
    pub acts: Vec<Named<'a>>,
}

impl TimeHere<'_> {
    /// Whose it is: the name used in output.
    pub const fn owner(&self) -> &'static str {
        match &self.time.belongs {
            Belongs::Note => "note",
            Belongs::Total => "total",
            Belongs::Billed => "billed",
            Belongs::Acts(_) => "acts",
            Belongs::Part => "part",
            Belongs::Nobody => "nobody",
        }
    }

    /// The same in words.
    pub const fn words(&self) -> &'static str {
        match &self.time.belongs {
            Belongs::Note => "the note's",
            Belongs::Total => "the note's total",
            Belongs::Billed => "what the note says is billed",
            Belongs::Acts(_) => "the time of",
            Belongs::Part => "a part of the note's in which no act was read",
            Belongs::Nobody => "nobody's of the service",
        }
    }
}

impl Explanation<'_> {
    pub(super) fn timing(&self, place: usize, act: &Activity) -> Timing<'_> {
        let times = &self.reading.times.found;
        if act.minutes.is_some() || act.units.is_some() {
            let minutes = act.minutes.or_else(|| self.line(place)?.minutes);
            return Timing::Own { minutes, units: act.units, span: act.minutes_span };
        }
        let shared = act.shared.and_then(|time| times.get(time));
        if let Some((time, minutes)) = shared.and_then(|time| Some((time, time.minutes?))) {
            let with = self.acts_of(time, Some(act));
            return Timing::Shared { minutes, span: time.span, with };
        }
        let lead = act.within.and_then(|lead| self.reading.activities.get(lead));
        if let Some(lead) = lead.and_then(|lead| self.named(lead)) {
            return Timing::PartOf(lead);
        }
        let vague = self.entry(act.entry).is_none_or(|entry| entry.kind() == EntryKind::Vague);
        Timing::None(if act.actor != Actor::Staff || !act.status.took_place() {
            NoTime::NotDoneByStaff
        } else if vague {
            NoTime::Vague
        } else if times.is_empty() {
            NoTime::NoneStated
        } else {
            NoTime::Elsewhere
        })
    }

    /// The times that are written at a place.
    pub(super) fn times(&self, span: Span) -> Vec<TimeHere<'_>> {
        let here = self.reading.times.found.iter().filter(|time| time.span.overlaps(span));
        here.map(|time| TimeHere { time, acts: self.acts_of(time, None) }).collect()
    }

    fn acts_of(&self, time: &Time, but: Option<&Activity>) -> Vec<Named<'_>> {
        let acts = time.acts().iter().filter_map(|&act| self.reading.activities.get(act));
        let others = acts.filter(|act| !but.is_some_and(|but| std::ptr::eq(*act, but)));
        others.filter_map(|act| self.named(act)).collect()
    }
}
