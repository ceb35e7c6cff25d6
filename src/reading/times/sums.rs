//! Numbers that close a sentence without a unit → the minutes of its acts, where all of them add up to the note's time.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::words::Words;
use super::{Minutes, Time, TimeKind};
use crate::lexicon::{TimeWord, WordClass};
use crate::reading::Activity;
use crate::token::Mark;

/// The longest act that is told without a unit, in minutes.
const LONGEST: f64 = 240.0;

impl Words<'_> {
    /// "Went over his lease w/ him, 25. Called the landlord 20. Wrote it up 10. Tot 55": the three numbers before the total. To
    /// the minute is what makes them minutes: two numbers of whatever else hardly ever come to the note's time.
    pub(super) fn addends(self, found: &[Time], activities: &[Activity]) -> Vec<Time> {
        let closing: Vec<(usize, usize, f64)> = self
            .note
            .sentences
            .iter()
            .enumerate()
            .filter_map(|(number, sentence)| {
                let (token, value) = self.closing_number(&sentence.tokens)?;
                Some((number, token, value))
            })
            .collect();
        if closing.len() < 2 {
            return Vec::new();
        }
        let told: HashSet<usize> =
            activities.iter().filter(|act| act.status.took_place()).map(|act| act.sentence).collect();
        let taken: HashSet<usize> = found.iter().flat_map(|time| time.tokens.clone()).collect();
        let addends: Vec<Time> = closing
            .into_iter()
            .filter(|(number, token, _)| told.contains(number) && !taken.contains(token))
            .map(|(number, token, value)| {
                let time = self.time(TimeKind::Length, token..token + 1, Some(value));
                Time { sentence: Some(number), ..time }
            })
            .collect();
        if addends.len() > 1 && is_sum(found, &addends) { addends } else { Vec::new() }
    }

    /// The number that a sentence ends with, and that nothing makes another kind of number.
    fn closing_number(self, sentence: &Range<usize>) -> Option<(usize, f64)> {
        let last = sentence.clone().rev().find(|&token| !self.is(token, Mark::Period))?;
        let before = last.checked_sub(1).filter(|before| sentence.contains(before))?;
        let value: f64 = self.note.word(last).parse().ok().filter(|_| self.is_number(last))?;
        let whole = value.fract() == 0.0 && (1.0..=LONGEST).contains(&value);
        let beside = self.note.tokens[before].is_word() || self.is(before, Mark::Comma);
        let counted = self.has(before, WordClass::Preposition)
            || matches!(self.time_word(before, last), Some((TimeWord::Numbered, _)));
        (whole && beside && !counted && self.plain(last, last + 1, sentence.end)).then_some((last, value))
    }
}

/// Whether the addends and the other lengths come to one of the times.
fn is_sum(found: &[Time], addends: &[Time]) -> bool {
    let sum = |times: &mut dyn Iterator<Item = Minutes>| times.fold(Minutes::default(), Minutes::plus);
    let lengths =
        || found.iter().filter(|time| time.kind == TimeKind::Length).filter_map(|time| time.minutes);
    let all = sum(&mut lengths()).plus(sum(&mut addends.iter().filter_map(|time| time.minutes)));
    // The same length twice is one told again.
    let mut again: HashMap<Minutes, Minutes> = HashMap::new();
    for length in lengths() {
        let known = again.entry(length).or_default();
        *known = known.plus(length);
    }
    let of_note = |time: &&Time| matches!(time.kind, TimeKind::Length | TimeKind::Range);
    found.iter().filter(of_note).filter_map(|time| time.minutes).any(|minutes| {
        let same = again.get(&minutes).copied().unwrap_or_default();
        minutes > Minutes::default() && all.minus(same) == minutes
    })
}
