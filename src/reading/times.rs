//! Tokens → durations, clock ranges and units, each with the act it belongs to or the note as a whole.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use super::{Activity, Actor, Frame};
use crate::lexicon::{EntryKind, Field, Lexicon, TimeWord, WordClass};
use crate::note::Note;
use crate::span::Span;
use crate::token::{Kind, Mark, hash_lower};

/// A length of time: whole seconds inside, minutes outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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
    /// The act that it belongs to, by its place among the activities; `None` for the note's own.
    pub activity: Option<usize>,
    /// The note calls it its total, or its header does.
    pub total: bool,
    /// Introduced by "about", or a range of lengths.
    pub approximate: bool,
    /// A part of another time: "25 min of that behind the wheel".
    pub part: bool,
    /// What the note says is billed, whatever else took time.
    pub billed: bool,
    /// The head of a line of a time log: the line's, not the note's.
    pub logged: bool,
    /// It belongs to several acts together.
    pub shared: bool,
    /// A length that stands beside a clock range of the note.
    pub beside_range: bool,
    /// The sentence it stands in; `None` for the header's.
    pub sentence: Option<usize>,
}

/// The times of a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times {
    /// All of them, in order.
    pub found: Vec<Time>,
}

impl Times {
    /// Times that belong to the note as a whole: a header's, a range, a total.
    pub fn of_the_note(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().filter(|time| time.activity.is_none())
    }

    /// The time that the note claims: its stated total, else a time of its own that covers all parts, else its clock
    /// range; `None` leaves the sum of the parts.
    pub fn stated(&self) -> Option<&Time> {
        let total = |time: &&Time| time.total && time.kind == TimeKind::Length;
        let header = self.found.iter().filter(|time| time.sentence.is_none()).find(total);
        let said = header.or_else(|| self.found.iter().rfind(total));
        let parts = || self.parts().filter(|time| time.activity.is_some());
        let covers = |time: &&Time| {
            let rest = parts().filter_map(|part| part.minutes).fold(Minutes::default(), Minutes::plus);
            parts().next().is_some() && time.minutes >= Some(rest)
        };
        let own = |kind: TimeKind| {
            self.found.iter().filter(move |time| {
                time.kind == kind && time.activity.is_none() && !time.shared && !time.logged
            })
        };
        said.or_else(|| {
            own(TimeKind::Length).filter(|time| time.beside_range).max_by_key(|time| time.minutes)
        })
        .or_else(|| own(TimeKind::Range).next())
        .or_else(|| own(TimeKind::Length).filter(covers).max_by_key(|time| time.minutes))
    }

    /// Times that several acts share.
    pub fn shared(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().filter(|time| time.shared)
    }

    /// "9:00-9:40, 60 min": a length right after the note's range says what is claimed.
    fn pair_with_ranges(&mut self) {
        for place in 1..self.found.len() {
            let (before, here) = (&self.found[place - 1], &self.found[place]);
            let beside = before.kind == TimeKind::Range
                && here.kind == TimeKind::Length
                && before.activity.is_none()
                && here.activity.is_none()
                && before.sentence == here.sentence
                && here.tokens.start <= before.tokens.end + 2;
            self.found[place].beside_range = beside;
        }
    }

    /// Durations and ranges, each stretch once: a range beside its own length counts as one.
    pub fn parts(&self) -> impl Iterator<Item = &Time> {
        self.found.iter().enumerate().filter_map(|(place, time)| {
            let timed = matches!(time.kind, TimeKind::Length | TimeKind::Range);
            let again = self.found[..place].iter().rev().take(2).any(|before| {
                before.sentence == time.sentence && before.minutes == time.minutes && before.kind != time.kind
            });
            (timed && !again && !time.part).then_some(time)
        })
    }

    /// Minutes claimed: what is stated, else the sum of the parts (ruling 18); `None` if none. An impossible range claims
    /// nothing.
    pub fn claimed(&self) -> Option<Minutes> {
        if let Some(time) = self.stated() {
            return time.minutes;
        }
        let mut minutes = self.parts().filter_map(|time| time.minutes).peekable();
        minutes.peek()?;
        Some(minutes.fold(Minutes::default(), Minutes::plus))
    }

    /// Units that the note states as its own, where they are the only time.
    pub fn units(&self) -> Option<f64> {
        let own = self.found.iter().filter(|time| time.kind == TimeKind::Units);
        let mut units = own.clone().filter(|time| time.activity.is_none()).filter_map(|time| time.units);
        units.next_back().or_else(|| {
            let mut parts = own.filter_map(|time| time.units).peekable();
            parts.peek()?;
            Some(parts.sum())
        })
    }
}

/// Tokens after a duration in which the act that it belongs to may begin: "spent 30 min waiting".
const REACH_FORWARD: usize = 7;
/// Tokens after an act in which a clock range is still the act's.
const REACH_BACK: usize = 8;

/// Reads the note's times and gives their minutes to the acts that they belong to.
pub(super) fn read(
    note: &Note<'_>,
    lexicon: &Lexicon,
    frames: &[Frame],
    activities: &mut [Activity],
) -> Times {
    let reader = Reader { note, lexicon };
    let mut times = Times::default();
    reader.header(&mut times);
    for (number, sentence) in note.sentences.iter().enumerate() {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let Some(mut time) = reader.time_at(token, sentence.tokens.end) else {
                token += 1;
                continue;
            };
            token = time.tokens.end;
            time.sentence = Some(number);
            if time.kind != TimeKind::Vague {
                match reader.owner(&time, number, frames, activities) {
                    Owner::Note => {}
                    Owner::Total => {
                        time.total = true;
                        time.billed = reader.names_billed(&time);
                    }
                    Owner::Several => time.shared = true,
                    Owner::Act(act) => time.activity = Some(act),
                    Owner::Nobody => continue,
                }
            }
            times.found.push(time);
        }
    }
    times.found.sort_by_key(|time| time.tokens.start);
    times.pair_with_ranges();
    reader.log(activities, &mut times);
    reader.only_act(activities, &mut times);
    for time in &times.found {
        let Some(activity) = time.activity.and_then(|place| activities.get_mut(place)) else { continue };
        if activity.minutes.is_none() && activity.units.is_none() {
            activity.minutes = time.minutes;
            activity.units = time.units;
            activity.minutes_span = Some(time.span);
        }
    }
    times
}

/// Whom a time belongs to.
enum Owner {
    Note,
    /// The note's, and called its total.
    Total,
    /// Several acts of the sentence together.
    Several,
    Act(usize),
    /// Somebody else's time: "ct waited 40 minutes".
    Nobody,
}

struct Reader<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
}

/// A word in lower case, copied only where it is written otherwise.
#[derive(PartialEq, Eq)]
struct Lower<'t>(Cow<'t, str>);

impl Lower<'_> {
    fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// A clock time as it is written: minutes after midnight, and what is known of its half of the day.
#[derive(Debug, Clone, Copy)]
struct Clock {
    minutes: i32,
    meridiem: bool,
    /// Written with a colon, four digits or a meridiem: certainly a clock time.
    certain: bool,
    hour24: bool,
    /// No 8:75 and no 25:00.
    possible: bool,
    end: usize,
}

impl Reader<'_> {
    fn has(&self, token: usize, class: WordClass) -> bool {
        self.note.tokens.get(token).is_some() && self.note.classes(&self.lexicon.words, token).has(class)
    }

    fn is(&self, token: usize, mark: Mark) -> bool {
        self.note.tokens.get(token).is_some_and(|t| t.is(mark))
    }

    fn word(&self, token: usize) -> Lower<'_> {
        let word = self.note.word(token);
        let lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        Lower(if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) })
    }

    /// Start and end, durations and units of the header.
    fn header(&self, times: &mut Times) {
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
                    times.found.extend(range);
                }
                Field::Duration => {
                    let time = value.clone().find_map(|token| self.time_at(token, value.end)).or_else(|| {
                        let bare = value.clone().next().and_then(|token| self.quantity(token, value.end))?;
                        Some(self.time(TimeKind::Length, value.start..bare.1, Some(bare.0)))
                    });
                    times.found.extend(time.map(|time| Time { total: true, ..time }));
                }
                Field::Units => {
                    let bare = value.clone().next().and_then(|token| self.quantity(token, value.end));
                    times.found.extend(bare.map(|(units, end)| self.units(value.start..end, units)));
                }
                _ => {
                    // "CC: L. Abernethy  6/12  1400-1450": times without a name of their own.
                    times
                        .found
                        .extend(value.clone().find_map(|token| self.range_at(token, value.end, false)));
                }
            }
        }
        if let [Some((start, from)), Some((end, to))] = clocks {
            let minutes = length(start, end);
            times.found.push(self.time(
                TimeKind::Range,
                from.start.min(to.start)..from.end.max(to.end),
                minutes,
            ));
        }
    }

    fn time(&self, kind: TimeKind, tokens: Range<usize>, minutes: Option<f64>) -> Time {
        let span = self.note.span(tokens.clone());
        let minutes = minutes.filter(|&m| m >= 0.0).map(Minutes::new);
        Time {
            kind,
            tokens,
            span,
            minutes,
            units: None,
            activity: None,
            total: false,
            approximate: false,
            part: false,
            billed: false,
            logged: false,
            shared: false,
            beside_range: false,
            sentence: None,
        }
    }

    fn units(&self, tokens: Range<usize>, units: f64) -> Time {
        Time { units: Some(units), ..self.time(TimeKind::Units, tokens, None) }
    }

    /// Whether a number or one of the words that times are written with stands at `token`.
    fn may_begin_time(&self, token: usize) -> bool {
        let found = &self.note.tokens[token];
        let (words, word) = (&self.lexicon.words, self.note.words[token]);
        found.is_number()
            || found.is_word() && FIRST_WORDS[found.hash as usize % FIRST_WORDS.len()]
            || words.begins(word) & self.lexicon.times.bit != 0
    }

    /// The service time that begins at `token`.
    fn time_at(&self, token: usize, end: usize) -> Option<Time> {
        if !self.may_begin_time(token) {
            debug_assert_eq!(self.time_from(token, end), None, "a word that times begin with is not listed");
            return None;
        }
        self.time_from(token, end)
    }

    fn time_from(&self, token: usize, end: usize) -> Option<Time> {
        if let Some(range) = self.range_at(token, end, false) {
            return Some(range);
        }
        if let Some(time) = self.length_at(token, end) {
            return Some(time);
        }
        match self.time_word(token, end) {
            Some((TimeWord::Vague, after)) => Some(self.time(TimeKind::Vague, token..after, None)),
            _ => None,
        }
    }

    fn time_word(&self, token: usize, end: usize) -> Option<(TimeWord, usize)> {
        let (mut node, mut found) = (0, None);
        for at in token..end.min(token + 6) {
            let symbols = self.lexicon.words.symbols(self.note.words[at]);
            let Some(next) = symbols.iter().find_map(|&s| self.lexicon.times.child(node, s)) else { break };
            node = next;
            if let Some(value) = self.lexicon.times.accept(node) {
                found = TimeWord::at(value).map(|word| (word, at + 1));
            }
        }
        found
    }

    /// "45 min", "1 hr 10", "1.5 hrs", "half an hour", "15-20 min", "2 units".
    fn length_at(&self, token: usize, end: usize) -> Option<Time> {
        let (mut value, mut at) = self.quantity(token, end)?;
        // "15-20 min", "10 to 15 minutes": the upper bound.
        let dash = self.is(at, Mark::Dash) || self.word(at) == "to";
        if dash
            && let Some((upper, after)) = self.quantity(at + 1, end).filter(|&(upper, _)| upper > value)
            && self.unit(after).is_some()
        {
            (value, at) = (upper, after);
        }
        // "8 + 7 + 6 min"
        let (mut sum, mut after) = (value, at);
        while self.word(after) == "+" {
            let Some((more, next)) = self.quantity(after + 1, end) else { break };
            (sum, after) = (sum + more, next);
        }
        if after > at && self.unit(after).is_some() {
            (value, at) = (sum, after);
        }
        let tight = self.note.tokens.get(at).is_some_and(|t| !t.spaced);
        let mut minutes = match self.unit(at) {
            Some(WordClass::Minute) if self.word(at) != "m" || tight || self.ends_at(at + 1, end) => value,
            Some(WordClass::Hour)
                if self.word(at) != "h" || tight || value.fract() > 0.0 || self.ends_at(at + 1, end) =>
            {
                value * 60.0
            }
            Some(WordClass::Unit) if self.word(at) != "u" || tight => {
                return self.plain(token, at + 1, end).then(|| self.units(token..at + 1, value));
            }
            _ if self.is(at, Mark::Apostrophe) && tight && value >= 1.0 => value,
            _ => return self.bare_minutes(token, at, value, end),
        };
        let hours = self.has(at, WordClass::Hour);
        at += 1;
        if self.is(at, Mark::Period)
            && self.note.tokens.get(at + 1).is_some_and(|t| at + 1 < end && !t.capital)
        {
            at += 1;
        }
        if hours {
            let and = usize::from(matches!(self.word(at).as_str(), "and" | "&" | "+"));
            if let Some((more, after)) = self.quantity(at + and, end) {
                let unit = self.unit(after);
                if unit == Some(WordClass::Minute) {
                    (minutes, at) = (minutes + more, after + 1);
                } else if and == 1 && more < 1.0 {
                    (minutes, at) = (minutes + more * 60.0, after);
                } else if unit.is_none()
                    && (5.0..60.0).contains(&more)
                    && (and == 1
                        || more % 5.0 == 0.0
                        || !self.note.tokens[at].spaced
                        || self.ends_at(after, end))
                {
                    (minutes, at) = (minutes + more, after);
                }
            }
        }
        let part =
            self.word(at) == "of" && matches!(self.word(at + 1).as_str(), "it" | "that" | "which" | "those");
        if !self.plain(token, at, end) || minutes > 24.0 * 60.0 {
            return None;
        }
        if matches!(self.word(at).as_str(), "each" | "both") && self.word(at + 1).starts_with("way") {
            minutes *= 2.0;
            at += 2;
        }
        let about = token
            .checked_sub(1)
            .is_some_and(|before| self.has(before, WordClass::About) || self.word(before) == "~");
        let at = if part { at + 2 } else { at };
        Some(Time {
            approximate: about || dash,
            part,
            ..self.time(TimeKind::Length, token..at, Some(minutes))
        })
    }

    fn ends_at(&self, token: usize, end: usize) -> bool {
        token >= end || matches!(self.note.tokens[token].kind, Kind::Mark(_))
    }

    fn unit(&self, token: usize) -> Option<WordClass> {
        [WordClass::Minute, WordClass::Hour, WordClass::Unit]
            .into_iter()
            .find(|&class| self.has(token, class))
    }

    /// "x 15", "(10)": minutes without a unit, as time logs write them.
    fn bare_minutes(&self, token: usize, at: usize, value: f64, end: usize) -> Option<Time> {
        let whole =
            value.fract() == 0.0 && (1.0..=240.0).contains(&value) && self.note.tokens[token].is_number();
        let before = token.checked_sub(1)?;
        let bracketed = self.is(before, Mark::Open) && self.is(at, Mark::Close) && before > 0;
        let times = self.word(before) == "x" && value >= 5.0 && self.ends_at(at, end)
            || self.word(before) == "x" && value >= 10.0;
        let worked = matches!(self.word(before).as_str(), "billed" | "bill" | "total" | "billing")
            && self.ends_at(at, end)
            && value >= 5.0;
        let summed = matches!(self.word(at).as_str(), "in" | "all")
            && matches!(self.word(at + 1).as_str(), "all" | "told")
            || matches!(self.word(at).as_str(), "total" | "altogether") && value >= 3.0;
        let colon_total =
            self.is(before, Mark::Colon) && before > 0 && self.word(before - 1) == "total" && value >= 5.0;
        (whole && (bracketed || times || worked || summed || colon_total))
            .then(|| self.time(TimeKind::Length, token..at, Some(value)))
    }

    /// Whether nothing around the words makes them another kind of time: a date, a dose, a deadline, an age.
    fn plain(&self, token: usize, at: usize, end: usize) -> bool {
        let after = self.time_word(at, end).is_some_and(|(word, _)| word == TimeWord::NotAfter);
        let mut before = false;
        for back in 1..=3 {
            let Some(start) = token.checked_sub(back) else { break };
            if let Some((TimeWord::NotBefore, stop)) = self.time_word(start, end) {
                before |= stop == token || (stop + 1 == token && self.has(stop, WordClass::About));
            }
        }
        !after && !before
    }

    /// A number in digits, fractions or words, and the token after it.
    fn quantity(&self, token: usize, end: usize) -> Option<(f64, usize)> {
        if token >= end {
            return None;
        }
        let found = &self.note.tokens[token];
        if found.is_number() {
            let text = self.note.word(token);
            let value = match text {
                "½" => 0.5,
                "¼" => 0.25,
                "¾" => 0.75,
                _ => text.replace(',', "").parse::<f64>().ok()?,
            };
            let fraction = |at: usize| -> Option<f64> {
                let (top, bottom) = (self.note.tokens.get(at)?, self.note.tokens.get(at + 2)?);
                let slash =
                    self.is(at + 1, Mark::Slash) && top.is_number() && bottom.is_number() && at + 2 < end;
                let parse = |at: usize| self.note.word(at).parse::<f64>().ok();
                let (top, bottom) = (parse(at)?, parse(at + 2)?);
                (slash && (top, bottom) != (0.0, 0.0) && top < bottom && bottom <= 4.0)
                    .then_some(top / bottom)
            };
            if let Some(value) = fraction(token) {
                return Some((value, token + 3));
            }
            if let Some(part) = fraction(token + 1).filter(|_| value.fract() == 0.0) {
                return Some((value + part, token + 4));
            }
            if let Some(part) =
                self.note.tokens.get(token + 1).and_then(|_| match self.note.word(token + 1) {
                    "½" => Some(0.5),
                    "¼" => Some(0.25),
                    "¾" => Some(0.75),
                    _ => None,
                })
            {
                return Some((value + part, token + 2));
            }
            return Some((value, token + 1));
        }
        let article = |at: usize| matches!(self.word(at).as_str(), "a" | "an");
        match self.word(token).as_str() {
            "half" => {
                let at = token + 1 + usize::from(article(token + 1));
                return self.has(at, WordClass::Hour).then_some((0.5, at));
            }
            "quarter" | "qtr" => {
                let at = token + 1 + usize::from(self.word(token + 1) == "of");
                let at = at + usize::from(article(at));
                return self.has(at, WordClass::Hour).then_some((0.25, at));
            }
            "three" if matches!(self.word(token + 1).as_str(), "quarters" | "quarter") => {
                let at = token + 2 + usize::from(self.word(token + 2) == "of");
                let at = at + usize::from(article(at));
                return self.has(at, WordClass::Hour).then_some((0.75, at));
            }
            "a" | "an" => {
                if matches!(self.word(token + 1).as_str(), "half" | "quarter") {
                    return self.quantity(token + 1, end);
                }
                return self.has(token + 1, WordClass::Hour).then_some((1.0, token + 1));
            }
            "the" => return (self.word(token + 1) == "hour").then_some((1.0, token + 1)),
            _ => {}
        }
        let tens = number_word(&self.word(token))?;
        if tens >= 20.0
            && token + 1 < end
            && let Some(ones) = number_word(&self.word(token + 1)).filter(|&ones| ones < 10.0)
        {
            return Some((tens + ones, token + 2));
        }
        Some((tens, token + 1))
    }

    /// A clock time at `token`: "10:05", "2p", "1430", "noon".
    fn clock(&self, token: usize, end: usize) -> Option<Clock> {
        if token >= end {
            return None;
        }
        match self.word(token).as_str() {
            "noon" => {
                return Some(Clock {
                    minutes: 720,
                    meridiem: true,
                    certain: true,
                    hour24: true,
                    possible: true,
                    end: token + 1,
                });
            }
            "midnight" => {
                return Some(Clock {
                    minutes: 1440,
                    meridiem: true,
                    certain: true,
                    hour24: true,
                    possible: true,
                    end: token + 1,
                });
            }
            _ => {}
        }
        let text = self.note.word(token);
        if !self.note.tokens[token].is_number() || text.len() > 5 {
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
        } else if text.len() <= 2 {
            (hour, minute) = (text.parse::<i32>().ok()?, 0);
            let tight = self.is(at, Mark::Colon)
                && self
                    .note
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| t.is_number() && !t.spaced && t.end - t.start == 2);
            if tight && at + 1 < end {
                minute = self.note.word(at + 1).parse().ok()?;
                at += 2;
                certain = true;
            }
        } else {
            return None;
        }
        let four = text.len() == 4 && !text.contains('.');
        let mut meridiem = false;
        let letter = self.word(at);
        if at < end
            && matches!(letter.as_str(), "a" | "am" | "p" | "pm")
            && (!self.note.tokens[at].spaced || letter.len() == 2 || self.is(at + 1, Mark::Period))
        {
            let pm = letter.starts_with('p');
            at += 1;
            if letter.len() == 1 && self.is(at, Mark::Period) && self.word(at + 1) == "m" {
                at += 2;
                at += usize::from(self.is(at, Mark::Period) && at < end);
            }
            hour = match (hour, pm) {
                (12, false) => 0,
                (h, true) if h < 12 => h + 12,
                (h, _) => h,
            };
            (meridiem, certain) = (true, true);
        }
        let possible = minute < 60 && hour <= 24;
        Some(Clock {
            possible,
            minutes: hour * 60 + minute,
            meridiem,
            certain,
            hour24: four || hour > 12 || hour == 0,
            end: at,
        })
    }

    /// "10:05-10:50", "from 4 to 4:50", "9 am to noon".
    fn range_at(&self, token: usize, end: usize, in_header: bool) -> Option<Time> {
        let before = token.checked_sub(1);
        let joined = before.is_some_and(|b| {
            (self.is(b, Mark::Dash) || self.is(b, Mark::Slash))
                && !self.note.tokens[token].spaced
                && !self.note.tokens[b].spaced
        });
        if joined {
            return None;
        }
        let start = self.clock(token, end)?;
        let until = matches!(
            self.word(start.end).as_str(),
            "to" | "until" | "till" | "til" | "thru" | "through" | "and" | "–"
        );
        if !until && !self.is(start.end, Mark::Dash) {
            return None;
        }
        let stop = self.clock(start.end + 1, end)?;
        let follows = self.note.tokens.get(stop.end);
        let tail = follows.is_some_and(|t| {
            (t.is(Mark::Dash) || t.is(Mark::Slash))
                && !t.spaced
                && self.note.tokens.get(stop.end + 1).is_some_and(|n| n.is_number())
        });
        if tail {
            return None;
        }
        let named = before.is_some_and(|b| matches!(self.word(b).as_str(), "from" | "between"));
        let said = named && self.ends_at(stop.end, end);
        let unit_after = self.unit(stop.end).is_some() && !stop.certain;
        if unit_after
            || !(start.certain || stop.certain || said || in_header)
            || (self.word(start.end) == "and" && !said)
        {
            return None;
        }
        let minutes = length(start, stop);
        let from = if named { token - 1 } else { token };
        Some(self.time(TimeKind::Range, from..stop.end, minutes))
    }

    /// Whom a duration or range belongs to: the act of its clause, its sentence's last act, the note.
    fn owner(&self, time: &Time, sentence: usize, frames: &[Frame], activities: &[Activity]) -> Owner {
        let Some(tokens) = self.note.sentences.get(sentence).map(|s| s.tokens.clone()) else {
            return Owner::Note;
        };
        let first = activities.partition_point(|act| act.sentence < sentence);
        let opens = activities
            .get(first)
            .is_none_or(|act| act.sentence > sentence || act.tokens.start > time.tokens.start);
        // "Drove pt there and back, 35 min in all": of that act, where the note has a time of its own.
        let of_act = !opens && self.word(time.tokens.end) == "in" && self.note.field(Field::Time).is_some();
        let heads = self.is(time.tokens.end, Mark::Colon)
            && opens
            && (time.tokens.start == tokens.start || sentence == 0);
        if heads || !of_act && self.names_total(time, &tokens) {
            return Owner::Total;
        }
        let mine = |activity: &Activity| {
            activity.actor == Actor::Staff
                && activity.status.took_place()
                && activity.entry(self.lexicon).is_some_and(|entry| entry.kind() != EntryKind::Vague)
        };
        let first = activities.partition_point(|a| a.sentence < sentence);
        let here = first..first + activities[first..].partition_point(|a| a.sentence == sentence);
        let inside = here.clone().find(|&i| activities[i].tokens.contains(&time.tokens.start));
        let last_before = here.clone().rfind(|&i| activities[i].tokens.start < time.tokens.start);
        let next_after = here.clone().find(|&i| activities[i].tokens.start >= time.tokens.end);
        let forward = next_after.filter(|&i| activities[i].tokens.start <= time.tokens.end + REACH_FORWARD);
        let set_off = time.tokens.start == tokens.start
            || time.tokens.start.checked_sub(1).is_some_and(|b| {
                matches!(self.note.tokens[b].kind, Kind::Mark(_))
                    || matches!(self.word(b).as_str(), "x" | "about" | "for" | "~" | "approx" | "abt")
            });
        if let Some(i) = inside {
            if mine(&activities[i]) {
                return Owner::Act(i);
            }
            if activities[i].actor != Actor::Staff && activities[i].status.took_place() {
                return Owner::Nobody;
            }
        }
        let frame = frames.get(time.tokens.start);
        let others =
            frame.is_some_and(|f| f.actor != Actor::Staff && f.subject.is_some() && !f.thing && f.has_verb);
        let beside = |back: usize| {
            let before =
                time.tokens.start.checked_sub(back).map(|at| self.note.classes(&self.lexicon.words, at));
            before.is_some_and(|classes| classes.any(&[WordClass::Minute, WordClass::Hour]))
        };
        if time.kind == TimeKind::Units && (beside(1) || beside(2) || beside(3)) {
            // "30 min, 4 units": the units of the claim.
            return Owner::Note;
        }
        if time.kind == TimeKind::Range {
            // After an act in its clause, the act's ("called SSA 10:05-10:25"); at the head or alone, the note's.
            let act = last_before.filter(|&i| mine(&activities[i]) && activities[i].minutes.is_none());
            return match act {
                Some(i) if time.tokens.start <= activities[i].tokens.end + REACH_BACK => Owner::Act(i),
                _ if time.tokens.start > tokens.start + 2 && others && !set_off => Owner::Nobody,
                _ => Owner::Note,
            };
        }
        let last_mine = last_before.and_then(|last| {
            (0..=last)
                .rev()
                .take_while(|&i| activities[i].sentence == sentence)
                .find(|&i| mine(&activities[i]))
        });
        let theirs = last_before.is_some_and(|last| {
            !mine(&activities[last])
                && activities[last].actor != Actor::Staff
                && activities[last].status.took_place()
        });
        // "sat with her for 3 hrs" of another day.
        let past = last_before.is_some_and(|last| {
            let act = &activities[last];
            !act.status.took_place()
                && frame.is_some_and(|f| frames.get(act.head).is_some_and(|h| h.clause == f.clause))
        });
        if time.part {
            return forward.or(last_mine).map_or(Owner::Nobody, Owner::Act);
        }
        match last_mine {
            _ if past
                && time
                    .tokens
                    .start
                    .checked_sub(1)
                    .is_some_and(|b| !self.is(b, Mark::Comma) && !self.is(b, Mark::Open)) =>
            {
                Owner::Nobody
            }
            _ if (theirs || others) && !set_off => Owner::Nobody,
            Some(i) if self.closes_a_list(time, &tokens, activities, sentence, i) => Owner::Several,
            Some(i) if activities[i].minutes.is_none() => Owner::Act(i),
            Some(_) => Owner::Note,
            None => match forward.filter(|&i| mine(&activities[i])) {
                Some(i) => Owner::Act(i),
                None if forward.is_some() && !set_off => Owner::Nobody,
                None if theirs && time.tokens.end < tokens.end.saturating_sub(2) => Owner::Nobody,
                None => Owner::Note,
            },
        }
    }

    /// "Drove ct to DPSS, helped her with the form, 60 min.": a length after several acts, at the end of their sentence.
    fn closes_a_list(
        &self,
        time: &Time,
        sentence: &Range<usize>,
        activities: &[Activity],
        number: usize,
        last: usize,
    ) -> bool {
        let after = self.note.tokens.get(time.tokens.end);
        let ends = time.tokens.end >= sentence.end
            || time.tokens.end + 1 >= sentence.end && after.is_some_and(|t| !t.is_word());
        let comma = time
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.is(before, Mark::Comma) || self.is(before, Mark::Dash));
        let untimed = |act: &Activity| {
            act.minutes.is_none()
                && act.actor == Actor::Staff
                && act.status.took_place()
                && act.entry(self.lexicon).is_some_and(|entry| entry.kind() != EntryKind::Vague)
        };
        let many = activities[..=last]
            .iter()
            .rev()
            .take_while(|act| act.sentence == number)
            .filter(|act| untimed(act))
            .count();
        ends && comma && many > 1
    }

    /// A time log: lines that begin with a clock range give it to their act.
    fn log(&self, activities: &[Activity], times: &mut Times) {
        let heads = |time: &Time| {
            let sentence = time.sentence.and_then(|number| self.note.sentences.get(number));
            time.kind == TimeKind::Range
                && time.activity.is_none()
                && sentence.is_some_and(|sentence| {
                    time.tokens.start <= sentence.tokens.start + 1
                        && sentence.starts_line
                        && sentence.tokens.end > time.tokens.end + 1
                })
        };
        if times.found.iter().filter(|time| heads(time)).count() < 2 {
            return;
        }
        for time in &mut times.found {
            if !heads(time) {
                continue;
            }
            time.logged = true;
            let Some(number) = time.sentence else { continue };
            let line_end = (number + 1..self.note.sentences.len())
                .find(|&next| self.note.sentences[next].starts_line)
                .unwrap_or(self.note.sentences.len());
            let first = activities.partition_point(|act| act.sentence < number);
            time.activity = activities[first..]
                .iter()
                .take_while(|act| act.sentence < line_end)
                .position(|act| act.actor == Actor::Staff && act.status.took_place())
                .map(|place| first + place);
        }
    }

    /// The only time of a note with a single activity, in a sentence of its own, is that activity's as well.
    fn only_act(&self, activities: &[Activity], times: &mut Times) {
        let mut mine = activities.iter().enumerate().filter(|(_, act)| {
            act.actor == Actor::Staff
                && act.status.took_place()
                && act.entry(self.lexicon).is_some_and(|entry| entry.kind() != EntryKind::Vague)
        });
        let (Some((place, act)), None) = (mine.next(), mine.next()) else { return };
        let activity = act.entry(self.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Activity);
        if let [time] = times.found.as_mut_slice()
            && activity
            && time.kind == TimeKind::Length
            && time.sentence.is_some()
            && !time.total
        {
            time.activity = Some(place);
        }
    }

    /// "billed 40 min", "billing 35 min".
    fn names_billed(&self, time: &Time) -> bool {
        (time.tokens.start.saturating_sub(2)..time.tokens.start)
            .any(|at| matches!(self.word(at).as_str(), "billed" | "billing" | "bill"))
    }

    /// "Total 45 min", "45 min in all", "billed 40 min", "40 min for everything".
    fn names_total(&self, time: &Time, sentence: &Range<usize>) -> bool {
        let words = [
            "total",
            "billed",
            "billing",
            "bill",
            "everything",
            "altogether",
            "overall",
            "session",
            "claimed",
            "total:",
        ];
        let before = time.tokens.start.saturating_sub(3).max(sentence.start)..time.tokens.start;
        let after = time.tokens.end..(time.tokens.end + 3).min(sentence.end);
        let all = |at: usize| {
            matches!(self.word(at).as_str(), "all")
                && matches!(self.word(at.wrapping_sub(1)).as_str(), "in" | "for")
        };
        let opens = self.word(sentence.start) == "total" && time.tokens.start <= sentence.start + 7;
        opens || before.chain(after).any(|at| words.contains(&self.word(at).as_str()) || all(at))
    }
}

/// Minutes from start to end; a missing half of the day is taken from the other, or from the shorter way.
fn length(start: Clock, end: Clock) -> Option<f64> {
    let valid = |clock: Clock| clock.minutes <= 24 * 60 && clock.possible;
    if !valid(start) || !valid(end) {
        return None;
    }
    let mut minutes = end.minutes - start.minutes;
    if minutes <= 0 && !start.meridiem && end.meridiem && !start.hour24 {
        minutes += 12 * 60;
    }
    if end.meridiem && !start.meridiem && !start.hour24 && minutes > 6 * 60 {
        // "2 to 3 pm": the first has the second's half of the day.
        minutes -= 12 * 60;
    }
    if minutes <= 0 && !end.meridiem && !end.hour24 {
        // "11:30-1:15" crosses noon; "10:35-10:25" crosses nothing.
        minutes += 12 * 60;
        if minutes > 8 * 60 {
            return None;
        }
    }
    (minutes > 0).then_some(f64::from(minutes))
}

const ONES: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Other words that [`Reader::quantity`] or [`Reader::clock`] begins with.
const OTHERS: [&str; 8] = ["half", "quarter", "qtr", "a", "an", "the", "noon", "midnight"];
/// Whether one of these words has a hash that ends so: most words of a note are passed over at once.
static FIRST_WORDS: [bool; 512] = {
    let lists: [&[&str]; 3] = [&ONES, &TENS, &OTHERS];
    let mut table = [false; 512];
    let (mut list, mut word) = (0, 0);
    while list < lists.len() {
        while word < lists[list].len() {
            table[hash_lower(lists[list][word]) as usize % table.len()] = true;
            word += 1;
        }
        (list, word) = (list + 1, 0);
    }
    table
};

fn number_word(word: &str) -> Option<f64> {
    let small = ONES.iter().position(|&known| known == word).map(|i| i + 1);
    let large = || TENS.iter().position(|&known| known == word).map(|i| (i + 3) * 10);
    small.or_else(large).map(|value| value as f64)
}
