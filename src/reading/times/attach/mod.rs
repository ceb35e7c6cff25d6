//! Times + acts → whose time each is: the acts of its clause, of its line, or the note.
//!
//! A time closes what was said since the time before it ("called SSA, 10 min, faxed the form, 5 min"), or opens what comes
//! after it ("spent 30 min waiting"). Which of the two it does is read from the marks and words around it.

mod elsewhere;
mod episodes;
mod owner;
mod totals;

use std::ops::Range;

use super::words::Words;
use super::{Belongs, Minutes, Time, TimeKind};
use crate::lexicon::{EntryKind, Usage};
use crate::note::Sentence;
use crate::reading::context::{Frame, Governor};
use crate::reading::{Activity, Actor, Status};
use crate::token::Mark;

/// Other words that a sentence may hold which states no more than a time.
const BARE: usize = 3;

/// Fills in whose time each is. Times are in order.
pub(super) fn attach(
    words: Words<'_>,
    (frames, days): (&[Frame], &[Governor]),
    activities: &mut [Activity],
    times: &mut [Time],
) {
    let mut attach = Attach {
        words,
        frames,
        days,
        free: vec![true; activities.len()],
        alone: false,
        ranges: 0,
        longest: times.iter().filter_map(|time| time.minutes).max(),
        restated: restated(activities),
        activities,
    };
    say_again(words, times);
    let mut first = times.partition_point(|time| time.sentence.is_none());
    attach.say_again_apart(times);
    attach.alone = times.iter().filter(|time| !time.again).count() == 1;
    attach.ranges = times.iter().filter(|time| time.kind == TimeKind::Range).count();
    attach.log(&mut times[first..]);
    attach.opening_total(times);
    attach.closing_total(times);
    while let Some(sentence) = times.get(first).and_then(|time| time.sentence) {
        let end = first + times[first..].iter().take_while(|time| time.sentence == Some(sentence)).count();
        attach.sentence(sentence, times, first..end);
        first = end.max(first + 1);
    }
    attach.only_act(times);
    attach.episodes(times);
}

/// "9:00-9:40, 60 min": a length right beside a range says the same stretch again, or what is claimed of it.
fn say_again(words: Words<'_>, times: &mut [Time]) {
    for place in 1..times.len() {
        let (before, here) = (&times[place - 1], &times[place]);
        // "13:05-14:20 | 90 min": the cells of a line are sentences of their own.
        let cells = here.tokens.start == before.tokens.end + 1 && words.is(before.tokens.end, Mark::Bar);
        let same = cells || before.sentence == here.sentence;
        let beside = same && here.tokens.start <= before.tokens.end + 2;
        match (before.kind, here.kind) {
            (TimeKind::Range, TimeKind::Length) if beside || same && before.minutes == here.minutes => {
                times[place].again = true;
            }
            (TimeKind::Length, TimeKind::Range) if beside && before.minutes == here.minutes => {
                times[place - 1].again = true;
            }
            _ => {}
        }
    }
}

/// A length or a range, told for the first time.
fn is_timed(time: &&Time) -> bool {
    matches!(time.kind, TimeKind::Length | TimeKind::Range) && !time.again
}

/// The minutes of times together.
fn sum<'t>(times: impl Iterator<Item = &'t Time>) -> Minutes {
    times.filter_map(|time| time.minutes).fold(Minutes::default(), Minutes::plus)
}

struct Attach<'a> {
    words: Words<'a>,
    frames: &'a [Frame],
    /// Words that say on what day something took place.
    days: &'a [Governor],
    activities: &'a mut [Activity],
    /// Per act, whether no time belongs to it yet.
    free: Vec<bool>,
    /// The note has one time.
    alone: bool,
    /// How many clock ranges it has.
    ranges: usize,
    /// Its longest time.
    longest: Option<Minutes>,
    /// Sentences that name an act again, in order, and the act.
    restated: Vec<(usize, usize)>,
}

/// Sentences that name an act again, in order, and the act.
fn restated(activities: &[Activity]) -> Vec<(usize, usize)> {
    let named = |(act, activity): (usize, &Activity)| {
        activity.restated.iter().map(move |&sentence| (sentence, act)).collect::<Vec<_>>()
    };
    let mut all: Vec<(usize, usize)> = activities.iter().enumerate().flat_map(named).collect();
    all.sort_unstable();
    all
}

impl Attach<'_> {
    /// An act of staff that took place, and is more than empty words.
    fn is_mine(&self, act: usize) -> bool {
        self.is_staffs(act)
            && self.activities[act]
                .entry(self.words.lexicon)
                .is_some_and(|entry| entry.kind() != EntryKind::Vague)
    }

    fn is_staffs(&self, act: usize) -> bool {
        let activity = &self.activities[act];
        activity.actor == Actor::Staff && activity.status.took_place()
    }

    fn sentence_of(&self, number: usize) -> Option<&Sentence> {
        self.words.note.sentences.get(number)
    }

    /// A phrase that is no act of anybody: a noun that nothing makes one.
    fn is_empty(&self, act: usize) -> bool {
        self.activities[act].status == Status::Hypothetical && self.activities[act].usage != Usage::Verb
    }

    /// The acts that begin among these tokens of a sentence.
    fn acts_in(&self, sentence: usize, tokens: Range<usize>) -> Range<usize> {
        let first = self.activities.partition_point(|act| act.sentence < sentence);
        let here = &self.activities[first..];
        let end = here.partition_point(|act| act.sentence == sentence);
        let from = here[..end].partition_point(|act| act.tokens.start < tokens.start);
        let to = here[..end].partition_point(|act| act.tokens.start < tokens.end);
        first + from..first + to.max(from)
    }

    /// The first act that a sentence names again.
    fn restated_in(&self, sentence: usize) -> Option<usize> {
        let first = self.restated.partition_point(|&(named, _)| named < sentence);
        self.restated.get(first).filter(|&&(named, _)| named == sentence).map(|&(_, act)| act)
    }

    /// Of these acts, those of staff that have no time yet.
    fn free_of(&self, acts: Range<usize>) -> Vec<usize> {
        acts.filter(|&act| self.free[act] && self.is_mine(act)).collect()
    }

    fn take(&mut self, acts: &[usize]) {
        for &act in acts {
            self.free[act] = false;
        }
    }

    /// "I: 9:40-10:15, filled it out with ct. P: ct mails it. 35 min.": a bare length as long as the note's only range.
    fn say_again_apart(&self, times: &mut [Time]) {
        let mut ranges = times.iter().filter(|time| time.kind == TimeKind::Range);
        let (Some(range), None) = (ranges.next(), ranges.next()) else { return };
        let minutes = range.minutes;
        for time in times.iter_mut().filter(|time| time.kind == TimeKind::Length && time.minutes == minutes) {
            let Some(sentence) = time.sentence.and_then(|number| self.sentence_of(number)) else { continue };
            time.again |= self.is_bare(&time.tokens, &sentence.tokens);
        }
    }

    /// Whether a sentence holds no more than a time and a few words.
    fn is_bare(&self, time: &Range<usize>, sentence: &Range<usize>) -> bool {
        let words = sentence.clone().filter(|token| self.words.note.tokens[*token].is_word());
        words.filter(|token| !time.contains(token)).count() <= BARE
    }

    /// A time log: sentences that begin with a clock range give it to their acts.
    fn log(&mut self, times: &mut [Time]) {
        let heads = |time: &Time| {
            let sentence = time.sentence.and_then(|number| self.sentence_of(number));
            time.kind == TimeKind::Range
                && sentence.is_some_and(|sentence| {
                    time.tokens.start <= sentence.tokens.start + 1
                        && sentence.tokens.end > time.tokens.end + 1
                })
        };
        let lines: Vec<usize> = (0..times.len()).filter(|&place| heads(&times[place])).collect();
        if lines.len() < 2 {
            return;
        }
        for (at, &place) in lines.iter().enumerate() {
            let first = times[place].sentence.unwrap_or_default();
            let next = lines.get(at + 1).map_or(times.len(), |&next| next);
            let starts_line = |number: &usize| self.words.note.sentences[*number].starts_line;
            let sentences = self.words.note.sentences.len();
            let ends = (first + 1..sentences).find(starts_line).unwrap_or(sentences);
            let ends = times.get(next).and_then(|time| time.sentence).map_or(ends, |next| ends.min(next));
            let within = place + 1..next;
            let lengths: Vec<usize> = within
                .filter(|&other| {
                    times[other].kind == TimeKind::Length && times[other].sentence.is_some_and(|s| s < ends)
                })
                .filter(|&other| !self.names_total(&times[other]))
                .collect();
            if let [length] = lengths[..] {
                times[length].again = true;
            } else if lengths.len() > 1 {
                // The line's parts are timed one by one.
                for length in lengths {
                    times[length].part = true;
                }
                times[place].belongs = Belongs::Part;
                continue;
            }
            let from = self.activities.partition_point(|act| act.sentence < first);
            let to = self.activities.partition_point(|act| act.sentence < ends);
            let acts = self.free_of(from..to);
            self.take(&acts);
            times[place].belongs = if acts.is_empty() { Belongs::Part } else { Belongs::Acts(acts) };
        }
    }

    /// Times of one sentence, in order.
    fn sentence(&mut self, number: usize, times: &mut [Time], here: Range<usize>) {
        let Some(tokens) = self.sentence_of(number).map(|sentence| sentence.tokens.clone()) else { return };
        let mut from = tokens.start;
        for place in here.clone() {
            if times[place].belongs == Belongs::Nobody {
                // "2 hr wait at SSA w/ ct": the act is called by it.
                let begins = |&act: &usize| self.activities[act].tokens.start == times[place].tokens.start;
                let length = times[place].kind == TimeKind::Length;
                let act = self.acts_in(number, tokens.clone()).filter(|_| length).find(begins);
                if let Some(act) = act.filter(|&act| self.is_mine(act) && self.free[act]) {
                    self.take(&[act]);
                    times[place].belongs = Belongs::Acts(vec![act]);
                }
                continue;
            }
            if times[place].kind == TimeKind::Vague && self.is_of_another(times[place].tokens.start) {
                // "Ct feels tired all day"
                times[place].belongs = Belongs::Nobody;
            }
            if times[place].kind == TimeKind::Vague || times[place].belongs != Belongs::Note {
                from = times[place].tokens.end.max(from);
                continue;
            }
            if times[place].again {
                let range = times[..place].iter().rfind(|time| time.kind == TimeKind::Range);
                let inherited = range.map(|range| range.belongs.clone());
                times[place].belongs =
                    inherited.filter(|whose| *whose != Belongs::Nobody).unwrap_or(Belongs::Note);
                if self.names_total(&times[place]) {
                    times[place].belongs = Belongs::Total;
                }
                continue;
            }
            // "10 of the 45 min was driving": the whole does not part what is told of its part.
            let whole = |time: &Time| times[place].part && time.belongs == Belongs::Total;
            let next = times[place + 1..here.end].iter().find(|time| !time.again && !whole(time));
            let next = next.map_or(tokens.end, |time| time.tokens.start);
            let scene = Scene { sentence: number, tokens: tokens.clone(), from, next };
            let others = times[here.clone()]
                .iter()
                .filter(|time| matches!(time.kind, TimeKind::Length | TimeKind::Range));
            let only = others.filter(|time| !time.again).count() <= 1;
            let belongs = self.owner(&times[place], &scene, only);
            if let Belongs::Acts(acts) = &belongs {
                self.take(acts);
                from = acts.iter().map(|&act| self.activities[act].tokens.start + 1).fold(from, usize::max);
            }
            if belongs != Belongs::Nobody {
                from = from.max(times[place].tokens.end);
            }
            self.count_each(&mut times[place], &belongs, &tokens);
            times[place].belongs = belongs;
        }
    }

    /// "two calls of 6 min each": as many as are counted, else as many as there are acts.
    fn count_each(&self, time: &mut Time, belongs: &Belongs, sentence: &Range<usize>) {
        let Some(one) = time.each else { return };
        let counted = (sentence.start..time.tokens.start).rev().take(8).find_map(|token| {
            let word = self.words.word(token);
            if word == "twice" {
                return Some(2.0);
            }
            let count = super::words::number_word(&word).or_else(|| word.parse().ok())?;
            let plural =
                self.words.word(token + 1).ends_with('s') || self.words.word(token + 2).ends_with('s');
            Some(count).filter(|count| plural && (2.0..=20.0).contains(count))
        });
        let acts = if let Belongs::Acts(acts) = belongs { acts.len() } else { 1 };
        let count = counted.unwrap_or(acts as f64);
        time.minutes = Some(Minutes::new(one.get() * count));
    }
}

/// Where in its sentence a time stands.
struct Scene {
    sentence: usize,
    tokens: Range<usize>,
    /// Acts before this token have their time already.
    from: usize,
    /// Where the next time begins, or the sentence ends.
    next: usize,
}
