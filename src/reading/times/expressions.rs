//! Tokens → lengths of time, units, and words that are no number: what is written, before anybody asks whose time it is.

use super::words::{Words, number_word};
use super::{Belongs, Minutes, Time, TimeKind};
use crate::lexicon::{TimeWord, WordClass};
use crate::token::Mark;

/// More is no service of one day.
const LONGEST: f64 = 24.0 * 60.0;
/// How many times a length may be counted: "two 15-minute calls".
const MOST_COUNTED: f64 = 20.0;

/// Tokens between a length and what is taken off it.
const LESS_REACH: usize = 6;

/// What is known of the note when a number without a unit is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// Lengths that the sentence has stated so far.
    pub(super) in_sentence: usize,
    /// Lengths that the note has stated so far.
    pub(super) in_note: usize,
    /// It has stated a stretch between two clock times.
    pub(super) range: bool,
}

impl Before {
    /// Lengths that have been stated so far.
    pub(super) const fn lengths(self) -> usize {
        self.in_sentence + self.in_note
    }
}

impl Words<'_> {
    /// The service time that begins at `token`.
    pub(super) fn time_at(self, token: usize, end: usize, before: Before) -> Option<Time> {
        let numbered = self.may_begin_number(token);
        if !numbered && !self.may_begin_time_word(token) || self.is_in_a_name(token) {
            return None;
        }
        let vague = match self.time_word(token, end) {
            Some((TimeWord::Vague, after)) => Some(self.time(TimeKind::Vague, token..after, None)),
            _ => None,
        };
        let number = || {
            self.range_at(token, end, false)
                .or_else(|| self.counted(token, end))
                .or_else(|| self.length_at(token, end, before))
        };
        let timed = if numbered { number() } else { None };
        // "an hour or so" is no hour.
        let longer = |vague: &Time| timed.as_ref().is_none_or(|time| time.tokens.end < vague.tokens.end);
        vague.filter(longer).or(timed)
    }

    /// "SSA T2 unit": figures joined to letters are no number; "x15 min" is one.
    fn is_in_a_name(self, token: usize) -> bool {
        self.before(token).is_some_and(|before| {
            self.is_number(token)
                && self.is_tight(token)
                && self.note.tokens[before].is_word()
                && self.word(before) != "x"
                && !self.has(before, WordClass::About)
        })
    }

    /// "two 15-minute calls", "2 x 10 min": a number of equal lengths.
    fn counted(self, token: usize, end: usize) -> Option<Time> {
        let word = self.word(token);
        let count = number_word(&word).or_else(|| word.parse().ok())?;
        let sign = usize::from(matches!(&*self.word(token + 1), "x" | "×"));
        let (_, at) = self.quantity(token + 1 + sign, end)?;
        let written = self.is_number(token + 1 + sign) || sign == 1 || self.is_number(token);
        // "two fifteen minute calls" is written out as "twenty five minutes" is: only two figures side by side tell.
        if !written
            || !(2.0..=MOST_COUNTED).contains(&count)
            || count.fract() != 0.0
            || self.unit(at).is_none()
        {
            return None;
        }
        let one = self.length_at(token + 1 + sign, end, Before::default())?;
        let plural = sign == 1 || self.word(one.tokens.end).ends_with('s');
        let time = Time { tokens: token..one.tokens.end, ..one };
        plural.then(|| self.times_over(time, count))
    }

    /// The same length so many times.
    fn times_over(self, time: Time, count: f64) -> Time {
        let minutes = time.minutes.map(|one| Minutes::new(one.get() * count));
        Time {
            minutes,
            units: time.units.map(|one| one * count),
            span: self.note.span(time.tokens.clone()),
            ..time
        }
    }

    /// "45 min", "1 hr 10", "1.5 hrs", "half an hour", "15-20 min", "10 min each way", "2 units".
    fn length_at(self, token: usize, end: usize, before: Before) -> Option<Time> {
        let (mut value, mut at) = self.quantity(token, end)?;
        // "15-20 min", "10 to 15 minutes": the upper bound.
        let mut bounds = false;
        if self.is(at, Mark::Dash) || self.word(at) == "to" || self.word(at) == "or" {
            if let Some((upper, after)) = self.quantity(at + 1, end).filter(|&(upper, _)| upper > value)
                && self.unit(after).is_some()
            {
                (value, at, bounds) = (upper, after, true);
            } else if self.is(at, Mark::Dash) && self.is_tight(at + 1) && self.unit(at + 1).is_some() {
                // "15-min call", but not "4-H"
                at += usize::from(self.word(at + 1) != "h");
            }
        }
        at = self.past_kind(at, value);
        // "8 + 7 + 6 min"
        let (mut sum, mut after) = (value, at);
        while self.word(after) == "+" {
            let Some((more, next)) = self.quantity(after + 1, end) else { break };
            (sum, after) = (sum + more, next);
        }
        if after > at && self.unit(after).is_some() {
            (value, at) = (sum, after);
        }
        // "1:20 hrs", "1:45 total", but "his 1:00 session"
        let owned = self.before(token).is_some_and(|before| {
            self.has(before, WordClass::Article) || self.has(before, WordClass::Possessive)
        });
        let total = !owned
            && matches!(self.time_word(token + 3, end), Some((TimeWord::Total | TimeWord::TotalAfter, _)));
        if let Some(minutes) =
            self.hours_and_minutes(token, end).filter(|_| total || self.has(token + 3, WordClass::Hour))
        {
            return Some(self.time(TimeKind::Length, token..token + 3 + usize::from(!total), Some(minutes)));
        }
        let money = self.before(token).is_some_and(|b| self.note.word(b) == "$");
        let tight = self.is_tight(at);
        let mut minutes = match self.unit(at) {
            _ if money => return None,
            Some(WordClass::Minute)
                if self.word(at) != "m"
                    || tight
                    || matches!(&*self.word(at + 1), "for" | "on" | "re" | "total" | "w" | "with")
                    || self.ends_at(at + 1, end) && !self.is(at + 1, Mark::Slash) =>
            {
                value
            }
            Some(WordClass::Hour)
                if self.word(at) != "h"
                    || tight
                    || value.fract() > 0.0
                    || self.ends_at(at + 1, end)
                    || self
                        .quantity(at + 1, end)
                        .is_some_and(|(_, after)| self.has(after, WordClass::Minute)) =>
            {
                value * 60.0
            }
            Some(WordClass::Unit) if self.word(at) != "u" || tight || self.ends_at(at + 1, end) => {
                let belongs = if self.plain(token, at + 1, end) { Belongs::Note } else { Belongs::Nobody };
                return Some(Time { belongs, ..self.units(token..at + 1, value) });
            }
            _ if self.is_prime(token, at, end) && tight && value >= 1.0 => value,
            _ => return self.bare(token, at, value, end, before),
        };
        let hours = self.has(at, WordClass::Hour);
        at += 1;
        let abbreviated = self.is(at, Mark::Period) && at + 1 < end;
        let goes_on = || {
            let next = self.note.tokens.get(at + 1);
            next.is_some_and(|t| !t.capital && t.lines_before == 0) && self.word(at + 1) != "then"
        };
        if abbreviated && goes_on() {
            at += 1;
        }
        if hours {
            (minutes, at) = self.minutes_after_hours(minutes, at, end);
        }
        let part = self.part_of(at, end);
        let whole = self.is_whole_of(token);
        let less = self.taken_off(at, end).filter(|&less| less < minutes);
        minutes -= less.unwrap_or(0.0);
        // Kept, so that no part of it is read as another time: "every 4-6 hours".
        let belongs = match self.plain(token, at, end) {
            true if whole || less.is_some() => Belongs::Total,
            true => Belongs::Note,
            false => Belongs::Nobody,
        };
        let about = self.before(token).is_some_and(|b| self.has(b, WordClass::About) || self.word(b) == "~");
        let tokens = token..part.unwrap_or(at);
        let time = Time {
            approximate: about || bounds,
            part: part.is_some(),
            belongs,
            ..self.time(TimeKind::Length, tokens, Some(minutes))
        };
        let time = self.repeated(time, end);
        let impossible = time.minutes.is_some_and(|minutes| minutes.get() > LONGEST);
        // "900 hours": kept where it is called the total, and told; elsewhere it is some other time.
        Some(Time { impossible, ..time })
    }

    /// Where "of that", "of the 30" ends: a part of a time that is told elsewhere.
    pub(super) fn part_of(self, at: usize, end: usize) -> Option<usize> {
        if self.word(at) != "of" || at + 1 >= end {
            return None;
        }
        let word = self.word(at + 1);
        // "35 min of the hour and a half"
        let hours = self.points_at_whole(at + 1) && self.has(at + 2, WordClass::Hour);
        if hours {
            return Some(self.and_fraction(at + 3, end).map_or(at + 3, |(_, after)| after).min(end));
        }
        let whole = self.points_at_whole(at + 1) && at + 2 < end && self.is_number(at + 2);
        let after = at + 3 + usize::from(self.has(at + 3, WordClass::Minute));
        if whole {
            return Some(after.min(end));
        }
        matches!(&*word, "it" | "that" | "which" | "those" | "this").then_some(at + 2)
    }

    /// "one full hour", "45 billable minutes", "one (1) hour", "3/4 of an hour": the token of the unit, if one follows.
    fn past_kind(self, at: usize, value: f64) -> usize {
        if self.unit(at).is_some() {
            return at;
        }
        let bracketed = self.is(at, Mark::Open) && self.is_number(at + 1) && self.is(at + 2, Mark::Close);
        let unit = match &*self.word(at) {
            "billable" | "direct" | "f2f" | "full" | "good" | "solid" | "straight" | "total" | "whole" => {
                at + 1
            }
            "face" if &*self.word(at + 1) == "to" && &*self.word(at + 2) == "face" => at + 3,
            "of" if value < 1.0 => at + 1 + usize::from(self.has(at + 1, WordClass::Article)),
            _ if bracketed => at + 3,
            _ => return at,
        };
        if self.unit(unit).is_some() { unit } else { at }
    }

    /// "75 min with ct minus the 30 min drive", "1 hr less 10 for my note": the minutes that are taken off a length.
    fn taken_off(self, at: usize, end: usize) -> Option<f64> {
        let said = (at..end.min(at + LESS_REACH)).take_while(|&token| !self.is(token, Mark::Period));
        let less = said.into_iter().find(|&token| matches!(&*self.word(token), "minus" | "less"))?;
        let number = less + 1 + usize::from(self.has(less + 1, WordClass::Article));
        let (value, after) = self.quantity(number, end)?;
        match self.unit(after) {
            Some(WordClass::Hour) => Some(value * 60.0),
            Some(WordClass::Minute) => Some(value),
            _ => (self.ends_at(after, end) || self.word(after) == "for").then_some(value),
        }
    }

    /// The 70 of "20 of the 70 min".
    fn is_whole_of(self, token: usize) -> bool {
        token > 2
            && self.is_number(token - 3)
            && self.word(token - 2) == "of"
            && self.points_at_whole(token - 1)
    }

    fn points_at_whole(self, token: usize) -> bool {
        matches!(&*self.word(token), "my" | "the" | "those" | "these")
    }

    /// "45'" before an object or the end, but for "a 6' closet".
    fn is_prime(self, token: usize, at: usize, end: usize) -> bool {
        let article = self.before(token).is_some_and(|before| self.has(before, WordClass::Article));
        let next = at + 1;
        self.is(at, Mark::Apostrophe)
            && !article
            && (self.ends_at(next, end)
                || self.has(next, WordClass::Preposition)
                || matches!(&*self.word(next), "w" | "tc" | "t" | "call" | "re"))
    }

    /// "1 hr 10", "1h20m", "an hour and a half", "2 hrs and 15 min".
    fn minutes_after_hours(self, minutes: f64, at: usize, end: usize) -> (f64, usize) {
        let and = usize::from(matches!(&*self.word(at), "and" | "&" | "+"));
        // "1 hr, 5 min:"
        if self.is(at, Mark::Comma)
            && let Some((more, after)) = self.quantity(at + 1, end)
            && self.has(after, WordClass::Minute)
            && self.ends_at(after + 1, end)
            && !self.is(after + 1, Mark::Comma)
        {
            return (minutes + more, after + 1);
        }
        if let Some((more, after)) = self.quantity(at + and, end) {
            let unit = self.unit(after);
            if unit == Some(WordClass::Minute) {
                return (minutes + more, after + 1);
            }
            let written =
                (5.0..60.0).contains(&more) && more.fract() == 0.0 && self.note.tokens[at].lines_before == 0;
            let stands_alone = and == 1 || more % 5.0 == 0.0 || self.is_tight(at) || self.ends_at(after, end);
            if unit.is_none() && written && stands_alone && !self.is(after, Mark::Colon) {
                return (minutes + more, after);
            }
        }
        match self.and_fraction(at, end) {
            Some((part, after)) => (minutes + part * 60.0, after),
            None => (minutes, at),
        }
    }

    /// "15 min there and 15 back", "25 min to get there, 20 min home": the way back, and the token after it.
    fn and_back(self, at: usize, end: usize) -> Option<(f64, usize)> {
        let get = 2 * usize::from(&*self.word(at) == "to" && &*self.word(at + 1) == "get");
        let there = at + get;
        let joint = there + 1;
        let joined = matches!(&*self.word(joint), "and" | "&" | "+") || self.is(joint, Mark::Comma);
        if !matches!(&*self.word(there), "there" | "out" | "over") || !joined || joint + 1 >= end {
            return None;
        }
        let (back, after) = self.quantity(joint + 1, end)?;
        let hours = self.has(after, WordClass::Hour);
        let after = after + usize::from(hours || self.has(after, WordClass::Minute));
        let home = after < end && matches!(&*self.word(after), "back" | "home" | "return");
        home.then_some((if hours { back * 60.0 } else { back }, after + 1))
    }

    /// "10 min each way", "10 min x 2": more than once. "10 min each" is left to whose time it is.
    fn repeated(self, time: Time, end: usize) -> Time {
        let at = time.tokens.end;
        if at >= end {
            return time;
        }
        if let Some((back, after)) = self.and_back(at, end) {
            let there = time.minutes.map_or(0.0, super::Minutes::get);
            let tokens = time.tokens.start..after;
            return Time {
                minutes: Some(Minutes::new(there + back)),
                span: self.note.span(tokens.clone()),
                tokens,
                ..time
            };
        }
        let each = matches!(&*self.word(at), "each" | "ea" | "per" | "every" | "apiece");
        // "20 min of driving each way"
        let way = (at..end.min(at + 3))
            .find(|&token| &*self.word(token) == "each" && &*self.word(token + 1) == "way");
        if way.is_some_and(|way| way > at) && matches!(&*self.word(at), "of" | "in" | "driving") {
            return self.times_over(time, 2.0);
        }
        let dot = usize::from(self.is(at + 1, Mark::Period));
        if each && matches!(&*self.word(at + 1 + dot), "way" | "direction") {
            return self.times_over(Time { tokens: time.tokens.start..at + 2 + dot, ..time }, 2.0);
        }
        if matches!(&*self.word(at), "each" | "ea" | "apiece") {
            return Time {
                tokens: time.tokens.start..at + 1,
                each: time.minutes,
                span: self.note.span(time.tokens.start..at + 1),
                ..time
            };
        }
        if matches!(&*self.word(at), "x" | "×")
            && let Some(count) =
                self.note.word(at + 1).parse::<f64>().ok().filter(|n| (2.0..=9.0).contains(n))
            && self.ends_at(at + 2, end)
        {
            return self.times_over(Time { tokens: time.tokens.start..at + 2, ..time }, count);
        }
        time
    }

    /// "1:20", "0:45": hours and minutes where a length is expected.
    pub(super) fn hours_and_minutes(self, token: usize, end: usize) -> Option<f64> {
        let number =
            |at: usize| self.note.word(at).parse::<f64>().ok().filter(|_| at < end && self.is_number(at));
        let minutes = number(token + 2).filter(|_| {
            self.is(token + 1, Mark::Colon)
                && self.is_tight(token + 1)
                && self.note.word(token + 2).len() == 2
        })?;
        Some(number(token)? * 60.0 + minutes).filter(|_| minutes < 60.0)
    }
}
