//! Tokens → durations, clock ranges and units, each with the acts it belongs to or the note as a whole.
//!
//! [`expressions`], [`bare`], [`clock`], [`log`], [`header`] and [`sums`] read what is written, [`attach`] finds whose time it is, [`claim`] tells what
//! the note claims.

mod attach;
mod bare;
mod claim;
mod clock;
mod expressions;
mod header;
mod log;
mod sums;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use super::Activity;
use super::context::{Frame, Governor};
use crate::lexicon::Lexicon;
use crate::note::Note;
use crate::span::Span;
use words::Words;

/// A length of time: whole seconds inside, minutes outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes {
    seconds: u32,
}

impl Minutes {
    /// From a number of minutes; what is under a second is rounded.
    pub fn new(minutes: f64) -> Self {
        Self { seconds: (minutes * 60.0).round().clamp(0.0, f64::from(u32::MAX)) as u32 }
    }

    /// The number of minutes.
    pub fn get(self) -> f64 {
        f64::from(self.seconds) / 60.0
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_add(other.seconds) }
    }

    /// What is left, at least nothing.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_sub(other.seconds) }
    }
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// "20 min", "an hour and a half".
    Length,
    /// "10:05-10:50", "from 2 to 3 pm".
    Range,
    /// "3 units".
    Units,
    /// "a while", "most of the morning".
    Vague,
}

/// Whose time it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belongs {
    /// The note's.
    Note,
    /// The note's, and called its total.
    Total,
    /// What the note says is billed, whatever else took time.
    Billed,
    /// These acts', by their places among the activities: one act's own, or shared by several.
    Acts(Vec<usize>),
    /// A part of the note's time in which no act was read: a line of a time log.
    Part,
    /// Somebody else's: "ct waited 40 minutes".
    Nobody,
}

/// A time of the service, found in the note.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// How it is written.
    pub kind: TimeKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The same in bytes.
    pub span: Span,
    /// Its length; `None` where it is vague, impossible, or counted in units.
    pub minutes: Option<Minutes>,
    /// How many units, where it is counted in them.
    pub units: Option<f64>,
    /// Whose it is.
    pub belongs: Belongs,
    /// Introduced by "about", or a range of lengths.
    pub approximate: bool,
    /// A part of another time: "25 min of that behind the wheel".
    pub part: bool,
    /// "10 min each": the length of one of several acts; `minutes` is all of them.
    pub each: Option<Minutes>,
    /// Where a range's start and its end are written.
    pub ends: Option<[Span; 2]>,
    /// When a range starts: minutes after midnight, 1440 and more on no day. A bare 1 to 6 is after noon.
    pub starts: Option<u16>,
    /// A half of the day was not stated, and inferred.
    pub inferred: bool,
    /// No service lasts so long, or less than nothing.
    pub impossible: bool,
    /// It says again how long another time is: a length beside a clock range.
    pub again: bool,
    /// The sentence it stands in; `None` for the header's.
    pub sentence: Option<usize>,
}

impl Time {
    /// Whether it is the note's as a whole.
    pub fn is_notes(&self) -> bool {
        matches!(self.belongs, Belongs::Note | Belongs::Total | Belongs::Billed)
    }

    /// Whether the note calls it its total, or its header does.
    pub fn is_total(&self) -> bool {
        matches!(self.belongs, Belongs::Total | Belongs::Billed)
    }

    /// The acts that it belongs to.
    pub fn acts(&self) -> &[usize] {
        match &self.belongs {
            Belongs::Acts(acts) => acts,
            _ => &[],
        }
    }
}

/// The times of a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times {
    /// All of them, in order.
    pub found: Vec<Time>,
}

/// The tokens that some times are written in.
fn tokens_of(times: &[Time]) -> HashSet<usize> {
    times.iter().flat_map(|time| time.tokens.clone()).collect()
}

/// Whether the tokens begin with a time of day that there is.
pub(crate) fn is_clock(note: &Note<'_>, lexicon: &Lexicon, tokens: &Range<usize>) -> bool {
    Words { note, lexicon }.clock(tokens.start, tokens.end).is_some_and(|clock| clock.is_possible())
}

/// Reads the note's times and gives their minutes to the acts that they belong to.
pub(super) fn read(
    note: &Note<'_>,
    lexicon: &Lexicon,
    (frames, days): (&[Frame], &[Governor]),
    activities: &mut [Activity],
) -> Times {
    let words = Words { note, lexicon };
    let mut found = words.header();
    let range = found.iter().any(|time| time.kind == TimeKind::Range);
    let mut said = expressions::Before { range, ..expressions::Before::default() };
    for (number, sentence) in note.sentences.iter().enumerate() {
        said.in_sentence = 0;
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let Some(time) = words.time_at(token, sentence.tokens.end, said) else {
                token += 1;
                continue;
            };
            token = time.tokens.end;
            if time.kind == TimeKind::Length {
                said.in_sentence += 1;
                said.in_note += 1;
            }
            said.range |= time.kind == TimeKind::Range;
            found.push(Time { sentence: Some(number), ..time });
        }
    }
    let mut stamped = words.log(&found);
    if stamped.is_empty() {
        words.stops(&mut found);
    }
    found.append(&mut stamped);
    found.append(&mut words.addends(&found, activities));
    // The header's first, wherever it stands; what follows goes sentence by sentence.
    found.sort_by_key(|time| (time.sentence, time.tokens.start));
    attach::attach(words, (frames, days), activities, &mut found);
    found.retain(|time| time.belongs != Belongs::Nobody && (!time.impossible || time.is_total()));
    for time in &mut found {
        if time.impossible {
            time.minutes = None;
        }
    }
    found.sort_by_key(|time| time.tokens.start);
    give(activities, &found);
    Times { found }
}

/// Writes the minutes of an act's own time to the act; acts that share one know which.
fn give(activities: &mut [Activity], found: &[Time]) {
    for (number, time) in found.iter().enumerate() {
        let alone = time.acts().len() == 1 || time.each.is_some();
        for &act in time.acts() {
            let Some(activity) = activities.get_mut(act) else { continue };
            if activity.minutes.is_some() || activity.units.is_some() || activity.shared.is_some() {
                continue;
            }
            if alone {
                activity.minutes = time.each.or(time.minutes);
                activity.units = time.units;
                activity.minutes_span = Some(time.span);
            } else if time.minutes.is_some() {
                activity.shared = Some(number);
            }
        }
    }
}

impl Words<'_> {
    fn time(self, kind: TimeKind, tokens: Range<usize>, minutes: Option<f64>) -> Time {
        Time {
            kind,
            span: self.note.span(tokens.clone()),
            tokens,
            minutes: minutes.map(Minutes::new),
            units: None,
            belongs: Belongs::Note,
            approximate: false,
            part: false,
            each: None,
            ends: None,
            starts: None,
            inferred: false,
            impossible: false,
            again: false,
            sentence: None,
        }
    }

    fn units(self, tokens: Range<usize>, units: f64) -> Time {
        Time { units: Some(units), ..self.time(TimeKind::Units, tokens, None) }
    }
}
