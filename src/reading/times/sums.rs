//! Numbers without a unit → the minutes of acts: where all of them add up to the note's time, and where the note times other
//! acts in minutes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::words::Words;
use super::{Minutes, Time, TimeKind, tokens_of};
use crate::lexicon::{Forms, TimeWord, WordClass};
use crate::reading::{Activity, Actor};
use crate::token::Mark;

/// The longest act that is told without a unit, in minutes.
const LONGEST: f64 = 240.0;
/// Words between an act and the number that closes it.
const REACH: usize = 8;

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
            return self.beside_others(found, activities);
        }
        let told: HashSet<usize> =
            activities.iter().filter(|act| act.status.took_place()).map(|act| act.sentence).collect();
        let taken = tokens_of(found);
        let addends: Vec<Time> = closing
            .into_iter()
            .filter(|(number, token, _)| told.contains(number) && !taken.contains(token))
            .map(|(number, token, value)| {
                let time = self.time(TimeKind::Length, token..token + 1, Some(value));
                Time { sentence: Some(number), ..time }
            })
            .collect();
        if addends.len() > 1 && is_sum(found, &addends) {
            return addends;
        }
        self.beside_others(found, activities)
    }

    /// "Told his sister, 5 min. Misc. note 10.": in a note that times its acts in minutes, round numbers that close an act.
    fn beside_others(self, found: &[Time], activities: &[Activity]) -> Vec<Time> {
        // A total alone times nothing: "Called DPSS about her GR 15. Total 40 min."
        let told: HashSet<usize> = activities.iter().map(|act| act.sentence).collect();
        let counts = |time: &Time| {
            let beside = time.sentence.is_some_and(|sentence| told.contains(&sentence));
            time.kind == TimeKind::Length && time.minutes.is_some() && beside
        };
        if !found.iter().any(counts) {
            return Vec::new();
        }
        let taken = tokens_of(found);
        let mut first = 0;
        let mut bare = Vec::new();
        for (number, sentence) in self.note.sentences.iter().enumerate() {
            first += activities[first..].iter().take_while(|act| act.sentence < number).count();
            let acts = activities[first..].iter().take_while(|act| act.sentence == number);
            for act in acts.filter(|act| act.actor == Actor::Staff && act.status.took_place()) {
                let reach = act.tokens.start + 1..sentence.tokens.end.min(act.tokens.end + REACH);
                let Some(token) =
                    reach.take_while(|token| !taken.contains(token)).find(|&token| self.is_number(token))
                else {
                    continue;
                };
                if let Some(minutes) = self.round_number(token, &sentence.tokens)
                    && bare.last().is_none_or(|last: &Time| last.tokens.start < token)
                {
                    let time = self.time(TimeKind::Length, token..token + 1, Some(minutes));
                    bare.push(Time { sentence: Some(number), ..time });
                }
            }
        }
        bare
    }

    /// A round number that closes its clause, and that nothing makes another kind of number: "charting 10", "drove out, 30,".
    fn round_number(self, token: usize, sentence: &Range<usize>) -> Option<f64> {
        let value: f64 = self.note.word(token).parse().ok()?;
        let before = token.checked_sub(1).filter(|before| sentence.contains(before))?;
        let closing = [Mark::Comma, Mark::Period, Mark::Semicolon, Mark::Close];
        let closes = token + 1 >= sentence.end || closing.iter().any(|&mark| self.is(token + 1, mark));
        let set_off = self.is(before, Mark::Comma)
            || self.is(before, Mark::Colon) && !self.is_tight(token)
            || self.is(before, Mark::Dash) && !self.is_tight(token);
        let list =
            self.is_number(token + 2) || before > sentence.start && set_off && self.is_number(before - 1);
        let counted = [
            WordClass::Preposition,
            WordClass::Coordinator,
            WordClass::Article,
            WordClass::Possessive,
            WordClass::Negator,
            WordClass::Be,
        ]
        .iter()
        .any(|&class| self.has(before, class))
            || self.lexicon.words.forms(self.note.words[before]).has(Forms::PAST)
            || matches!(self.time_word(before, token), Some((TimeWord::Numbered, _)));
        let round = value % 5.0 == 0.0 && (5.0..=LONGEST / 2.0).contains(&value);
        let follows = set_off || self.note.tokens[before].is_word() && !counted;
        (round && closes && follows && !list && self.plain(token, token + 1, sentence.end)).then_some(value)
    }

    /// The number that a sentence ends with, and that nothing makes another kind of number.
    fn closing_number(self, sentence: &Range<usize>) -> Option<(usize, f64)> {
        let last = sentence.clone().rev().find(|&token| !self.is(token, Mark::Period))?;
        let before = last.checked_sub(1).filter(|before| sentence.contains(before))?;
        let value: f64 = self.note.word(last).parse().ok().filter(|_| self.is_number(last))?;
        let whole = value.fract() == 0.0 && (1.0..=LONGEST).contains(&value);
        let dash = self.is(before, Mark::Dash) && !self.is_tight(last);
        let beside = self.note.tokens[before].is_word() || self.is(before, Mark::Comma) || dash;
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
