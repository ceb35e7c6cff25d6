//! Header fields → start and end, durations and units of the note.

use std::ops::Range;

use super::clock::{Clock, between};
use super::expressions::Before;
use super::words::Words;
use super::{Belongs, Time, TimeKind};
use crate::lexicon::{Field, WordClass};
use crate::token::Mark;

impl Words<'_> {
    /// The times of the header's fields, in the order in which they are written.
    pub(super) fn header(self) -> Vec<Time> {
        let mut times = Vec::new();
        let mut clocks: [Option<(Clock, Range<usize>)>; 2] = [None, None];
        for field in &self.note.header {
            let value = field.value.clone();
            match field.field {
                Field::Start | Field::End => {
                    let which = usize::from(field.field == Field::End);
                    if let Some(clock) = value.clone().next().and_then(|token| self.clock(token, value.end)) {
                        clocks[which].get_or_insert((clock, field.name.start..clock.end));
                    }
                }
                Field::Time => {
                    let range = value.clone().find_map(|token| self.range_at(token, value.end, true));
                    let length =
                        || self.duration(&field.name, value.clone()).filter(|_| self.says_unit(&value));
                    times.extend(range.or_else(length));
                }
                Field::Duration => times.extend(self.duration(&field.name, value)),
                Field::Units => {
                    let bare = value.clone().next().and_then(|token| self.quantity(token, value.end));
                    times.extend(bare.map(|(units, end)| self.units(value.start..end, units)));
                }
                // "CC: L. Abernethy  6/12  1400-1450": times without a name of their own.
                _ => times.extend(value.clone().find_map(|token| self.range_at(token, value.end, false))),
            }
        }
        if let [Some((start, from)), Some((end, to))] = clocks {
            let stretch = between(start, end);
            let tokens = from.start.min(to.start)..from.end.max(to.end);
            let time = self.time(TimeKind::Range, tokens, stretch.minutes);
            let ends = Some([self.note.span(from), self.note.span(to)]);
            times.push(Time { ends, starts: stretch.starts, inferred: stretch.inferred, ..time });
        }
        times
    }

    /// "Duration: 45 min", "Duration: 0:45", "Minutes: 45", "Hours: 1.5", "Duration: -5 min".
    fn duration(self, name: &Range<usize>, value: Range<usize>) -> Option<Time> {
        let first = value.start;
        let written = |time: Time| Time { belongs: Belongs::Total, ..time };
        if self.is(first, Mark::Dash) && self.is_tight(first + 1) && self.is_number(first + 1) {
            let time = self.time(TimeKind::Length, first..value.end, None);
            return Some(Time { impossible: true, ..written(time) });
        }
        if let Some(minutes) = self.hours_and_minutes(first, value.end) {
            return Some(written(self.time(TimeKind::Length, first..first + 3, Some(minutes))));
        }
        let found = value.clone().find_map(|token| self.time_at(token, value.end, Before::default()));
        let bare = || {
            let (number, end) = self.quantity(first, value.end)?;
            // "Number of hours: .75", and a bare fraction: nobody bills a fraction of a minute.
            let hours = name.clone().any(|token| self.has(token, WordClass::Hour)) || number.fract() > 0.0;
            let minutes = if hours { number * 60.0 } else { number };
            Some(self.time(TimeKind::Length, first..end, Some(minutes)))
        };
        found.or_else(bare).map(written)
    }

    /// Whether minutes or hours are named among the tokens.
    fn says_unit(self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|token| self.has(token, WordClass::Minute) || self.has(token, WordClass::Hour))
    }
}
