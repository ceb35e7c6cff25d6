//! Tokens → clock times and the stretches between two of them. Clock times are minutes after midnight as they were
//! written: 8:75 has to be representable to be reported.

use std::ops::Range;

use super::words::{Words, number_word};
use super::{Belongs, Time, TimeKind, tokens_of};
use crate::lexicon::{Forms, TimeWord, WordClass};
use crate::token::Mark;

const HALF_DAY: i32 = 12 * 60;
const DAY: i32 = 24 * 60;
/// A stretch without "am" or "pm" that seems to run backwards crosses noon if it is no longer than this.
const LONGEST_OVER_NOON: i32 = 9 * 60;
/// Of a stretch whose end alone says "pm", the start is before noon if it is no longer than this: "8-6 pm", and not "2:40-2:10 pm".
const LONGEST_TO_STATED: i32 = 11 * 60;

/// Minutes of a clock time that is said in words: "ten forty", "nine fifteen".
const MINUTES: [f64; 10] = [10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 55.0];
/// A bare hour before this is after noon.
const EARLIEST_BARE: i32 = 7 * 60;

/// Words between "arrived" and its clock time.
const PLACE: usize = 5;
/// Minutes between two figures without a colon: further apart they are no stretch of time ("930-1015", and not "555-1030").
const LONGEST_BARE: f64 = 4.0 * 60.0;

/// A clock time as it is written, and what is known of its half of the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Minutes after midnight.
    minutes: i32,
    /// "am", "pm", "noon": its half of the day is stated.
    meridiem: bool,
    /// Written with a colon, four digits or a meridiem: certainly a clock time.
    pub(super) certain: bool,
    /// Written in 24 hours.
    hour24: bool,
    /// "02:00": no hour of twelve is written so.
    led_by_zero: bool,
    /// No 8:75 and no 25:00.
    possible: bool,
    /// The token after it.
    pub(super) end: usize,
}

/// What lies between two clock times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// Minutes; `None` where there can be no such stretch.
    pub(super) minutes: Option<f64>,
    /// When it starts, in minutes after midnight.
    pub(super) starts: Option<u16>,
    /// A half of the day was not stated and taken from the other time, or from the shorter way.
    pub(super) inferred: bool,
}

impl Clock {
    /// A clock time in words, up to the token `end`.
    const fn said(minutes: i32, end: usize) -> Self {
        Self {
            minutes,
            meridiem: false,
            certain: true,
            hour24: false,
            led_by_zero: false,
            possible: true,
            end,
        }
    }

    /// Whether there is such a time: no 8:75 and no 25:00.
    pub(super) fn is_possible(&self) -> bool {
        self.possible
    }
}

impl Words<'_> {
    /// A clock time at `token`: "10:05", "2p", "1430", "noon".
    pub(super) fn clock(self, token: usize, end: usize) -> Option<Clock> {
        if token >= end {
            return None;
        }
        let named = |minutes| Clock { meridiem: true, hour24: true, ..Clock::said(minutes, token + 1) };
        match &*self.word(token) {
            "noon" => return Some(named(HALF_DAY)),
            "midnight" => return Some(named(DAY)),
            _ => {}
        }
        let text = self.note.word(token);
        if let Some(clock) = self.spoken(token, end) {
            return Some(clock);
        }
        if !self.is_number(token) || text.len() > 5 {
            return None;
        }
        let (mut hour, mut minute);
        let (mut at, mut certain) = (token + 1, false);
        if let Some((h, m)) = text.split_once('.') {
            // "14.10": European style, only where the minutes have two digits.
            if m.len() != 2 {
                return None;
            }
            (hour, minute) = (h.parse::<i32>().ok()?, m.parse::<i32>().ok()?);
            certain = minute < 60;
        } else if text.len() == 4 || (text.len() == 3 && !self.is(at, Mark::Colon)) {
            let number = text.parse::<i32>().ok()?;
            (hour, minute, certain) = (number / 100, number % 100, text.len() == 4);
            if minute >= 60 || hour > 24 {
                return None;
            }
            // "0900 hrs"
            at += usize::from(text.len() == 4 && at < end && self.has(at, WordClass::Hour));
        } else if text.len() <= 2 {
            (hour, minute) = (text.parse::<i32>().ok()?, 0);
            let colon = self.is(at, Mark::Colon) && at + 1 < end && self.two_digits(at + 1);
            if colon && self.is_tight(at + 1) {
                minute = self.note.word(at + 1).parse().ok()?;
                (at, certain) = (at + 2, true);
                // "10:05:00" as record systems write it
                at += 2 * usize::from(
                    self.is(at, Mark::Colon) && self.is_tight(at + 1) && self.two_digits(at + 1),
                );
            } else if self.is(at, Mark::Apostrophe) {
                at += 1;
            }
        } else {
            return None;
        }
        let after = self.past_oclock(at, end);
        (certain, at) = (certain || after > at, after);
        let four = text.len() == 4 && !text.contains('.');
        let mut meridiem = false;
        let letter = self.word(at);
        // "9:31 a - 10:00 a": a letter of its own, where a dash shows what it is.
        let dash = |at: usize| self.is(at, Mark::Dash);
        let spread =
            letter.len() == 1 && at > token + 1 && (dash(at + 1) || token.checked_sub(1).is_some_and(dash));
        let dotted = self.is(at + 1, Mark::Period) && self.word(at + 2) == "m";
        if at < end
            && matches!(&*letter, "a" | "am" | "p" | "pm")
            && (self.is_tight(at) || letter.len() == 2 || dotted || spread)
        {
            let pm = letter.starts_with('p');
            at += 1;
            if dotted {
                at += 2;
                at += usize::from(at < end && self.is(at, Mark::Period) && self.is_tight(at));
            }
            hour = match (hour, pm) {
                (12, false) => 0,
                (h, true) if h < 12 => h + 12,
                (h, _) => h,
            };
            (meridiem, certain) = (true, true);
        }
        Some(Clock {
            possible: minute < 60 && hour <= 24,
            minutes: hour * 60 + minute,
            meridiem,
            certain,
            hour24: four || hour > 12 || hour == 0,
            led_by_zero: text.starts_with('0'),
            end: at,
        })
    }

    /// "two", "nine thirty", "ten-forty", "three pm", "quarter past two": a clock time in words.
    fn spoken(self, token: usize, end: usize) -> Option<Clock> {
        if let Some(clock) = self.beside_hour(token, end) {
            return Some(clock);
        }
        let hour = number_word(&self.word(token)).filter(|&hour| hour <= 12.0)? as i32;
        let minute = self.number_words(token + 1, end).filter(|(minute, _)| MINUTES.contains(minute));
        let at = minute.map_or(token + 1, |(_, after)| after);
        let half = self.word(at);
        let pm = matches!(&*half, "pm" | "am") && at < end;
        let hour = match (pm, &*half, hour) {
            (true, "am", 12) => 0,
            (true, "pm", hour) if hour < 12 => hour + 12,
            (_, _, hour) => hour,
        };
        let after = if pm { at + 1 } else { self.past_oclock(at, end) };
        let certain = after > at || minute.is_some() && self.unit(at).is_none();
        let minutes = hour * 60 + minute.map_or(0, |(minute, _)| minute as i32);
        Some(Clock { meridiem: pm, certain, hour24: hour > 12, ..Clock::said(minutes, after) })
    }

    /// "quarter past two", "half past 9", "ten of three": a part of an hour before or after it.
    fn beside_hour(self, token: usize, end: usize) -> Option<Clock> {
        let word = self.word(token);
        let part = match &*word {
            "quarter" => 15,
            "half" => 30,
            word => number_word(word).filter(|part| (5.0..=25.0).contains(part) && part % 5.0 == 0.0)? as i32,
        };
        let past = matches!(&*self.word(token + 1), "past" | "after");
        // "ten to three" is a stretch.
        let before = match &*self.word(token + 1) {
            "of" | "til" | "till" => part < 30,
            "to" => &*word == "quarter",
            _ => false,
        };
        let at = token + 2;
        if !past && !before || at >= end {
            return None;
        }
        let figure = || self.note.word(at).parse().ok().filter(|_| self.is_number(at));
        let hour = number_word(&self.word(at)).or_else(figure).filter(|hour| (1.0..=12.0).contains(hour))?;
        let minutes = hour as i32 * 60 + if past { part } else { -part };
        let alone = self.unit(at + 1).is_none() && !self.is(at + 1, Mark::Colon);
        alone.then_some(Clock::said(minutes, at + 1))
    }

    /// The token after "o'clock", where it stands at `at`.
    fn past_oclock(self, at: usize, end: usize) -> usize {
        let apart = at + 1 < end && &*self.word(at) == "o" && self.word(at + 1).ends_with("clock");
        let one = at < end && &*self.word(at) == "oclock";
        at + if apart { 2 } else { usize::from(one) }
    }

    fn two_digits(self, token: usize) -> bool {
        self.is_number(token) && self.note.word(token).len() == 2
    }

    /// "10:05-10:50", "from 4 to 4:50", "9 am to noon", "between 2 and 3 pm". In a header's field two bare numbers are
    /// clock times as well.
    pub(super) fn range_at(self, token: usize, end: usize, in_header: bool) -> Option<Time> {
        let before = self.before(token);
        let joined = before.is_some_and(|b| {
            (self.is(b, Mark::Dash) || self.is(b, Mark::Slash)) && self.is_tight(token) && self.is_tight(b)
        });
        // "$9-10", "claim #1000-1045"
        let sign = before.is_some_and(|b| matches!(self.note.word(b), "$" | "#"));
        if joined || sign {
            return None;
        }
        let start = self.clock(token, end)?;
        let until = matches!(
            &*self.word(start.end),
            "to" | "until" | "till" | "til" | "thru" | "through" | "and" | "untill" | "hasta"
        );
        // A hyphen that joins a word has no token: "noon-12:45".
        let joint = self.note.tokens.get(start.end).is_some_and(|token| token.hyphenated);
        if start.end >= end || !until && !joint && !self.is(start.end, Mark::Dash) {
            return None;
        }
        // "10:00 -- 10:45"
        let dashes = usize::from(self.is(start.end, Mark::Dash) && self.is(start.end + 1, Mark::Dash));
        let second = if joint { start.end } else { start.end + 1 + dashes };
        // "3:05 until around 3:50"
        let second = second + usize::from(until && self.has(second, WordClass::About));
        let stop = self.clock(second, end)?;
        let tail = (self.is(stop.end, Mark::Dash) || self.is(stop.end, Mark::Slash))
            && self.is_tight(stop.end)
            && self.is_number(stop.end + 1);
        if tail {
            return None;
        }
        let named = before
            .is_some_and(|b| matches!(&*self.word(b), "from" | "between" | "betw" | "btwn" | "btw" | "frm"));
        let said = named && self.ends_at(stop.end, end);
        let unit_after = self.unit(stop.end).is_some() && !stop.certain;
        let told = || self.is_told_as_stretch(token, start, stop, end);
        if unit_after
            || !(start.certain || stop.certain || said || in_header || told())
            || (self.word(start.end) == "and" && !said && !(named && stop.certain))
        {
            return None;
        }
        let from = if named { token - 1 } else { token };
        let between = between(start, stop);
        // "555-1030" is a telephone number.
        let phone =
            start.end == token + 1 && self.note.word(token).len() == 3 && self.note.word(second).len() == 4;
        // "her 2019-22 records" are years.
        let year = matches!(self.note.word(token).get(..2), Some("19" | "20"))
            && self.note.word(token).len() == 4
            && start.end == token + 1
            && self.note.word(second).len() == 2
            && stop.end == second + 1;
        if year {
            return None;
        }
        if phone && between.minutes.is_none_or(|minutes| minutes > LONGEST_BARE) {
            return None;
        }
        let ends = Some([self.note.span(token..start.end), self.note.span(second..stop.end)]);
        let time = self.time(TimeKind::Range, from..stop.end, between.minutes);
        // "met ct at the drop in 2:00-2:40": before a length "in" tells when something is due, before a stretch it does not.
        let after_in = start.certain && stop.certain && before.is_some_and(|b| &*self.word(b) == "in");
        let own = after_in || self.plain(token, stop.end, end);
        let belongs = if own { Belongs::Note } else { Belongs::Nobody };
        Some(Time { ends, belongs, starts: between.starts, inferred: between.inferred, ..time })
    }

    /// "Supervised her visit at our office, 4 to 5.", "Staff mtg 9-10, went over …": two bare hours, where a stretch of time stands.
    fn is_told_as_stretch(self, token: usize, start: Clock, stop: Clock, end: usize) -> bool {
        let hours = |clock: Clock| clock.minutes % 60 == 0 && (60..=HALF_DAY).contains(&clock.minutes);
        let Some(before) = self.before(token).filter(|_| hours(start) && hours(stop)) else { return false };
        let short = between(start, stop).minutes.is_some_and(|minutes| minutes <= LONGEST_BARE);
        let gathers = |at: usize| {
            matches!(
                &*self.word(at),
                "meeting" | "mtg" | "training" | "huddle" | "rounds" | "supervision" | "staffing"
            )
        };
        // "Supervised her visit, 4 to 5.", and not "Told ct group is Monday, 2 to 3.", "Ct works nights, 11 to 3."
        let place = self.note.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        let first = self.note.sentences.get(place).map_or(token, |sentence| sentence.tokens.start);
        let opens = self.lexicon.words.forms(self.note.words[first]).has(Forms::PAST);
        let elsewhere = (first..token).any(|at| {
            self.has(at, WordClass::Telling)
                || self.has(at, WordClass::Weekday)
                || self.has(at, WordClass::Be)
        });
        let told = (opens || (first..token).any(gathers)) && !elsewhere;
        let closes =
            self.is(before, Mark::Comma) && told && self.ends_at(stop.end, end) && stop.end + 1 >= end;
        let meets = gathers(before);
        short && (meets || closes)
    }

    /// The end of a stretch whose start stands further back: "done 10:45", "til 9:58", "out at 2:30".
    fn stop_at(self, token: usize, (word, mut at): (TimeWord, usize), end: usize) -> Option<Clock> {
        if word != TimeWord::Stop {
            return None;
        }
        let said = matches!(&*self.word(at - 1), "at" | "by" | "@");
        let next = usize::from(matches!(&*self.word(at), "at" | "by" | "@" | ":"));
        at += next;
        at += usize::from(self.has(at, WordClass::About));
        if let Some(clock) = self.clock(at, end).filter(|clock| clock.certain || said || next == 1) {
            return Some(clock);
        }
        // "til they called her at 0950"
        let until = matches!(&*self.word(token), "til" | "till" | "until");
        let said = (at..end.min(at + LONGEST_STOP)).take_while(|&token| until && !self.is_mark(token));
        said.filter(|&token| matches!(&*self.word(token), "at" | "@"))
            .find_map(|token| self.clock(token + 1, end).filter(|clock| clock.certain))
    }

    /// "2:35 out": the end of a stretch, told after its clock time.
    fn stop_after(self, token: usize, end: usize) -> Option<Clock> {
        let clock = self.clock(token, end).filter(|clock| clock.certain)?;
        let (word, after) = self.time_word(clock.end, end)?;
        (word == TimeWord::Stop && self.ends_at(after, end)).then_some(clock)
    }

    /// A clock time that opens or closes its clause without a word that says so: "Met ct by the river 8:30.", "2:20p ct here".
    fn start_alone(self, token: usize, sentence: &Range<usize>) -> Option<Clock> {
        let clock = self.clock(token, sentence.end).filter(|clock| clock.certain && clock.possible)?;
        let about = |before: usize| self.has(before, WordClass::About) || self.is_mark(before);
        let first = (sentence.start..token).all(about);
        if first {
            return Some(clock);
        }
        let before = token - 1 - usize::from(self.has(token - 1, WordClass::About));
        let bound = [WordClass::Preposition, WordClass::Article, WordClass::Possessive, WordClass::Be]
            .iter()
            .any(|&class| self.has(before, class));
        let by = &*self.word(before) == "by" && self.is_there(sentence.start..before);
        let closes = self.ends_at(clock.end, sentence.end) || &*self.word(clock.end) == "in";
        (closes && (!bound && !self.is_number(before) || by)).then_some(clock)
    }

    /// "there by 10:15", "in the room by 10:15": by when the author was there, and no deadline.
    fn is_there(self, before: Range<usize>) -> bool {
        let near = || before.clone().rev().take(PLACE);
        near().any(|token| matches!(&*self.word(token), "there" | "here" | "in" | "inside" | "arrived"))
            && !near().any(|token| self.has(token, WordClass::Modal))
    }

    /// A clock time on its own that may be a start: "at 10:20", "started 9:05", "@ 2:15".
    fn start_at(self, token: usize, (word, at): (TimeWord, usize), end: usize) -> Option<Clock> {
        if word != TimeWord::Start {
            return None;
        }
        // "arrived at ct's home 10:05"
        let place = (at..end.min(at + PLACE))
            .take_while(|&token| !self.is_mark(token) || self.is(token, Mark::Apostrophe));
        let place = if self.word(token) == "arrived" { place.count() } else { 0 };
        (at..=at + place).find_map(|at| self.clock(at, end).filter(|clock| clock.certain))
    }
}

/// Sentences that a word like "ended" may look back for the start.
const STOP_REACH: usize = 8;
/// Tokens of a sentence that tells no more than when it was over.
const LONGEST_STOP: usize = 9;
/// The longest stretch whose start and end stand apart, in minutes: "looked for him til 2am. … Bed held til noon" is none.
const LONGEST_APART: f64 = 6.0 * 60.0;

impl Words<'_> {
    /// "rang back at 9:40 and we talked til 9:58": stretches whose start and end stand apart, at the place of the end.
    pub(super) fn stops(self, found: &mut Vec<Time>) {
        let mut taken = tokens_of(found);
        let mut start: Option<(Clock, usize, usize)> = None;
        for (number, sentence) in self.note.sentences.iter().enumerate() {
            let end = sentence.tokens.end;
            // "She left 11:50.", "Finished up 2:05."
            let bare = sentence.tokens.len() <= LONGEST_STOP;
            for token in sentence.tokens.clone() {
                let figure = self.note.tokens[token].is_number();
                let told = self.time_word(token, end);
                if !figure && told.is_none() {
                    continue;
                }
                let stop = if figure {
                    self.stop_after(token, end)
                } else {
                    told.and_then(|word| self.stop_at(token, word, end))
                };
                if let Some(clock) = told.and_then(|word| self.start_at(token, word, end)) {
                    start = Some((clock, number, token)).filter(|_| !taken.contains(&(clock.end - 1)));
                } else if let (Some((from, began, first)), Some(to)) = (start, stop) {
                    let stretch = between(from, to);
                    // "rec'd call at 8:05 … Call ended 8:27"
                    let closes = bare || ["ended", "finished", "wrapped"].contains(&&*self.word(token));
                    let reach = if closes { STOP_REACH } else { 1 };
                    let fits = stretch.minutes.is_some_and(|minutes| minutes <= LONGEST_APART);
                    if number <= began + reach && !taken.contains(&(to.end - 1)) && fits {
                        let time = self.time(TimeKind::Range, token..to.end, stretch.minutes);
                        let ends = Some([self.note.span(first..from.end), time.span]);
                        let Stretch { starts, inferred, .. } = stretch;
                        taken.extend(time.tokens.clone());
                        found.push(Time { ends, starts, inferred, sentence: Some(number), ..time });
                        start = None;
                    }
                } else if start.is_none()
                    && figure
                    && let Some(clock) = self.start_alone(token, &sentence.tokens)
                {
                    start = Some((clock, number, token)).filter(|_| !taken.contains(&token));
                }
            }
        }
    }
}

/// When a stretch of so many minutes starts. Of an end that states its half of the day, the start is the way back.
/// Without any, a bare 1 to 6 is after noon: nobody visits at two in the night without saying so.
fn on_the_day(start: Clock, end: Clock, minutes: i32) -> Option<u16> {
    let written = start.minutes % DAY;
    let starts = if start.meridiem || start.hour24 || start.led_by_zero {
        written
    } else if end.meridiem || end.hour24 {
        (end.minutes - minutes).rem_euclid(DAY)
    } else if written < EARLIEST_BARE {
        written + HALF_DAY
    } else {
        written
    };
    u16::try_from(starts).ok()
}

/// Minutes from start to end; a missing half of the day is taken from the other, or from the shorter way.
pub(super) fn between(start: Clock, end: Clock) -> Stretch {
    let none = Stretch { minutes: None, starts: None, inferred: false };
    let valid = |clock: Clock| clock.minutes <= DAY && clock.possible;
    if !valid(start) || !valid(end) {
        return none;
    }
    let minutes = end.minutes - start.minutes;
    let stretch = |minutes: Option<i32>, inferred: bool| Stretch {
        minutes: minutes.map(f64::from),
        starts: minutes.and_then(|minutes| on_the_day(start, end, minutes)),
        inferred,
    };
    if start.meridiem && end.meridiem {
        // "10:00 pm - 6:00 am" states that it crosses midnight.
        let overnight = minutes < 0 && start.minutes >= HALF_DAY && end.minutes < HALF_DAY;
        return stretch(
            Some(minutes + if overnight { DAY } else { 0 }).filter(|&minutes| minutes > 0),
            false,
        );
    }
    if end.meridiem && !start.hour24 {
        // "2 to 3 pm" begins after noon, "11-1 pm" before it, "11:40-1:10 am" before midnight: the shortest way.
        let over_midnight = Some(minutes + HALF_DAY).filter(|&minutes| minutes <= LONGEST_OVER_NOON);
        let over_noon = Some(minutes).filter(|&minutes| minutes <= LONGEST_TO_STATED);
        let ways = [Some(minutes - HALF_DAY), over_noon, over_midnight];
        return stretch(ways.into_iter().flatten().find(|&minutes| minutes > 0), true);
    }
    if minutes > 0 || end.hour24 {
        return stretch(Some(minutes).filter(|&minutes| minutes > 0), false);
    }
    // "11:30-1:15" crosses noon, "2 pm to 3" does not; "10:35-10:25" is the wrong way round.
    let over_noon = minutes + HALF_DAY;
    stretch(Some(over_noon).filter(|&minutes| minutes > 0 && minutes <= LONGEST_OVER_NOON), true)
}
