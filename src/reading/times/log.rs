//! A log of clock times → a stretch for each line: what was done at one stamp lasted until the next.

use super::clock::{Clock, between};
use super::words::Words;
use super::{Belongs, Time, TimeKind};
use crate::lexicon::TimeWord;
use crate::token::Mark;

/// Stamps that make a log: two lines that begin with a clock time may be anything.
const LEAST: usize = 3;
/// The longest that one entry of a log lasts, in minutes.
const LONGEST: f64 = 4.0 * 60.0;

/// A line that begins with a clock time.
struct Stamp {
    clock: Clock,
    sentence: usize,
    token: usize,
}

impl Words<'_> {
    /// "0900 met ct, did the form / 0945 called PO / 1000 done": the stretches between the stamps, each at the place of its start.
    /// The last stamp opens none.
    pub(super) fn log(self, found: &[Time]) -> Vec<Time> {
        let stamps: Vec<Stamp> =
            (0..self.note.sentences.len()).filter_map(|number| self.stamp(number)).collect();
        let Some(last) = stamps.last().map(|stamp| stamp.token).filter(|_| stamps.len() >= LEAST) else {
            return Vec::new();
        };
        // "1:05 LVM for PO, 2 min": a log of calls, whose lines have times of their own.
        let first = stamps[0].token;
        if found
            .iter()
            .any(|time| time.kind != TimeKind::Vague && (first..=last).contains(&time.tokens.start))
        {
            return Vec::new();
        }
        let stretches = stamps.windows(2).map(|pair| {
            let stretch = between(pair[0].clock, pair[1].clock);
            let minutes = stretch.minutes.filter(|&minutes| minutes <= LONGEST)?;
            let (first, end) = (pair[0].token, pair[0].clock.end);
            let ends = [first..end, pair[1].token..pair[1].clock.end].map(|tokens| self.note.span(tokens));
            Some(Time {
                ends: Some(ends),
                starts: stretch.starts,
                inferred: stretch.inferred,
                belongs: Belongs::Note,
                sentence: Some(pair[0].sentence),
                ..self.time(TimeKind::Range, first..end, Some(minutes))
            })
        });
        // A stamp out of order makes all of it something else.
        stretches.collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// The clock time that a line begins with, and no stretch.
    fn stamp(self, number: usize) -> Option<Stamp> {
        let sentence = self.note.sentences.get(number).filter(|sentence| sentence.starts_line)?;
        let end = sentence.tokens.end;
        let token = sentence.tokens.clone().take(2).find(|&token| self.is_number(token))?;
        let opens =
            (sentence.tokens.start..token).all(|token| self.is_mark(token) || &*self.word(token) == "at");
        let clock = self.clock(token, end).filter(|clock| clock.certain && clock.is_possible())?;
        let stretch =
            self.is(clock.end, Mark::Dash) && self.clock(clock.end + 1, end).is_some_and(|end| end.certain);
        let until = matches!(self.time_word(clock.end, end), Some((TimeWord::Stop, after)) if self.clock(after, end).is_some());
        (opens && !stretch && !until).then_some(Stamp { clock, sentence: number, token })
    }
}
