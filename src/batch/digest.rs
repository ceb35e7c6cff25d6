//! A note as read → facts; facts and the note's place → a digest of fixed size.

use std::sync::Arc;

use super::day::Day;
use super::sketch::Sketch;
use super::{NONE, names};
use crate::circumstances::Service;
use crate::date;
use crate::ledger::Sums;
use crate::lexicon::{Field, Lexicon};
use crate::reading::{Minutes, Reading, TimeKind};
use crate::span::{Position, Span};

/// Longest name or code that is kept, in bytes: what is longer is no name.
const LONGEST_NAME: usize = 80;
/// Stretches of time that are kept of one note: the lines of a day's log.
const MOST_STRETCHES: usize = 32;

/// What is kept of a note when it is gone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Who provided the service, as the header has it.
    pub staff: Option<String>,
    /// Whom it served: the id where there is one, else the name.
    pub client: Option<String>,
    /// The service code, as the header has it.
    pub code: Option<String>,
    /// The service, where payers tell it apart.
    pub service: Option<Service>,
    /// The day on which it began.
    pub day: Option<Day>,
    /// When it took place. One stretch of the note, else those of its lines.
    pub stretches: Vec<Stretch>,
    /// Minutes claimed, and what of them interventions support.
    pub sums: Option<Sums>,
    /// The claim less what is not paid: what a payer's minimum is held against.
    pub served: Option<Minutes>,
    /// Whether it tells of help, so that its minutes may be added up with others of the day.
    pub significant: bool,
    /// Whether it tells of nothing but acts that the payer never adds up: voice messages.
    pub never_combined: bool,
    /// Whether it is a consultation between professionals.
    pub consults: bool,
    /// Whether its minutes are under the minimum, and the whole day decides.
    pub waits: bool,
    /// How many findings it has by itself.
    pub findings: usize,
    /// Its words; `None` where they are too few to be compared.
    pub sketch: Option<Sketch>,
    /// The words that a finding points at, within one line.
    pub span: Span,
}

/// When a service took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Minutes after the midnight that begins the note's day.
    pub starts: u16,
    /// How many minutes it lasts; it may pass midnight.
    pub lasts: u16,
}

impl Facts {
    /// What the note's header, times and words tell; a finding points at `span`. The rest is for who judges the note.
    pub fn read(reading: &Reading<'_>, lexicon: &Lexicon, span: Span) -> Self {
        Self {
            stretches: stretches(reading),
            sketch: Sketch::new(&reading.note, lexicon),
            ..Self::of_header(reading, span)
        }
    }

    /// What the header alone tells.
    pub fn of_header(reading: &Reading<'_>, span: Span) -> Self {
        let note = &reading.note;
        let value = |field: Field| {
            let value = note.field(field).map(|found| note.span(found.value.clone()))?;
            let value = note.text.get(value.start..value.end)?.trim();
            let value = &value[..value.floor_char_boundary(LONGEST_NAME)];
            (!value.is_empty()).then(|| value.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let dated = |field: Field| {
            let fields = note.header.iter().filter(|found| found.field == field);
            let mut texts = fields.map(|found| note.span(found.value.clone()));
            texts.find_map(|value| Day::new(date::find(note.text.get(value.start..value.end)?)?.ok()?))
        };
        let service = reading.activities.iter().find_map(|act| act.circumstances.service);
        let line = note.text.get(span.start..span.end).and_then(|words| words.find(['\r', '\n']));
        Self {
            staff: value(Field::Staff),
            client: value(Field::ClientId).or_else(|| value(Field::Client)),
            code: value(Field::Service).or_else(|| Some(service?.name().to_uppercase())),
            service,
            day: [Field::Date, Field::Start, Field::Time].into_iter().find_map(dated),
            span: Span::new(span.start, line.map_or(span.end, |line| span.start + line)),
            ..Self::default()
        }
    }

    /// Whether the note tells whose day it belongs to.
    pub fn has_day_of_client(&self) -> bool {
        self.day.is_some() && self.client.as_deref().is_some_and(|name| names::person(name).is_some())
    }
}

/// The stretch of the note as a whole, else those of its parts.
fn stretches(reading: &Reading<'_>) -> Vec<Stretch> {
    let ranges = || {
        let ranges = reading.times.found.iter().filter(|time| time.kind == TimeKind::Range);
        ranges.filter_map(|time| {
            let lasts = time.minutes?.get().round();
            let stretch = Stretch { starts: time.starts?, lasts: lasts as u16 };
            (1.0..=1440.0).contains(&lasts).then_some((time, stretch))
        })
    };
    let whole = ranges().find(|(time, _)| time.is_notes());
    match whole {
        Some((_, stretch)) => vec![stretch],
        None => {
            let parts = ranges().filter(|(time, _)| !time.part && !time.again);
            parts.map(|(_, stretch)| stretch).take(MOST_STRETCHES).collect()
        }
    }
}

/// Where a note stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: Arc<str>,
    /// The note's number in it, from 1.
    pub note: usize,
    /// Its row, in an export.
    pub row: Option<usize>,
    /// The words that a finding points at, in bytes of the file, or of a record's note field.
    pub span: Span,
    /// Where they begin.
    pub start: Position,
    /// Where they end, in the same line.
    pub end: Position,
}

/// What a batch holds of each note: 168 bytes, its people and codes being numbers. [`NONE`] is "the note does not tell".
#[derive(Debug, Clone)]
pub(super) struct Digest {
    /// Its words, where [`SKETCHED`].
    pub(super) sketch: Sketch,
    pub(super) file: u32,
    pub(super) note: u32,
    pub(super) row: u32,
    pub(super) span: [u32; 2],
    pub(super) line: u32,
    pub(super) columns: [u32; 2],
    pub(super) staff: u32,
    pub(super) client: u32,
    pub(super) code: u32,
    pub(super) day: i32,
    /// Minutes since 1970.
    pub(super) starts: u32,
    /// Seconds.
    pub(super) claimed: u32,
    pub(super) supported: u32,
    pub(super) served: u32,
    /// Minutes; 0 where no start and end are told.
    pub(super) lasts: u16,
    pub(super) findings: u16,
    pub(super) service: Option<Service>,
    pub(super) flags: u8,
}

/// Bits of [`Digest::flags`].
pub(super) const SIGNIFICANT: u8 = 1;
pub(super) const NEVER_COMBINED: u8 = 2;
pub(super) const CONSULTS: u8 = 4;
pub(super) const WAITS: u8 = 8;
/// It has further stretches of time.
pub(super) const MORE_STRETCHES: u8 = 16;
/// It has words enough to be compared.
pub(super) const SKETCHED: u8 = 32;

impl Digest {
    /// Packs a note's facts; its people, code and file have been given numbers.
    pub(super) fn new(facts: &Facts, place: &Place, [file, staff, client, code]: [u32; 4]) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(NONE);
        let seconds =
            |minutes: Option<Minutes>| minutes.map_or(NONE, |minutes| (minutes.get() * 60.0).round() as u32);
        let first = facts.stretches.first();
        let starts = first.and_then(|first| facts.day?.minutes()?.checked_add(first.starts.into()));
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        Self {
            sketch: facts.sketch.unwrap_or_default(),
            file,
            note: small(place.note),
            row: place.row.map_or(NONE, small),
            span: [small(place.span.start), small(place.span.end)],
            line: small(place.start.line),
            columns: [small(place.start.column), small(place.end.column)],
            staff,
            client,
            code,
            day: facts.day.map_or(i32::MIN, |day| day.0),
            starts: starts.unwrap_or(NONE),
            claimed: seconds(facts.sums.and_then(|sums| sums.claimed)),
            supported: seconds(facts.sums.map(|sums| sums.supported)),
            served: seconds(facts.served),
            lasts: starts.and(first).map_or(0, |first| first.lasts),
            findings: u16::try_from(facts.findings).unwrap_or(u16::MAX),
            service: facts.service,
            flags: flag(facts.significant, SIGNIFICANT)
                | flag(facts.never_combined, NEVER_COMBINED)
                | flag(facts.consults, CONSULTS)
                | flag(facts.waits, WAITS)
                | flag(facts.sketch.is_some(), SKETCHED)
                | flag(starts.is_some() && facts.stretches.len() > 1, MORE_STRETCHES),
        }
    }

    pub(super) fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Its words; `None` where they are too few to be compared.
    pub(super) fn sketch(&self) -> Option<&Sketch> {
        self.is(SKETCHED).then_some(&self.sketch)
    }

    /// The day; `None` where the note does not tell.
    pub(super) fn day(&self) -> Option<Day> {
        (self.day != i32::MIN).then_some(Day(self.day))
    }
}

/// Minutes of so many seconds; `None` of [`NONE`].
pub(super) fn minutes(seconds: u32) -> Option<f64> {
    (seconds != NONE).then(|| f64::from(seconds) / 60.0)
}

/// A number, unless it is [`NONE`].
pub(super) fn told(number: u32) -> Option<u32> {
    (number != NONE).then_some(number)
}
