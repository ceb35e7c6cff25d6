//! Times + acts → whose time each is: the acts of its clause, of its line, or the note.
//!
//! A time closes what was said since the time before it ("called SSA, 10 min, faxed the form, 5 min"), or opens what comes
//! after it ("spent 30 min waiting"). Which of the two it does is read from the marks and words around it.

use std::ops::Range;

use super::words::Words;
use super::{Belongs, Minutes, Time, TimeKind};
use crate::lexicon::{CueClass, EntryKind, Forms, Section, TimeWord, Usage, WordClass};
use crate::note::Sentence;
use crate::reading::context::{Frame, Governor};
use crate::reading::{Activity, Actor, Status};
use crate::token::Mark;

/// Words between a time that opens and the act that it belongs to: "15 min on the phone with".
const REACH: usize = 9;
/// Other words that a sentence may hold which states no more than a time.
const BARE: usize = 3;
/// Tokens of a header's line behind its last field with a name.
const HEADER_LINE: usize = 40;
/// Tokens between the word that opens a sentence and the total that it names.
const TOTAL_REACH: usize = 7;
/// The same for what is billed: "only billing the part with Ms. Bell, 2:40-2:55".
const BILLED_REACH: usize = 14;
/// Sentences that a word like "that" or "the call" may look back.
const LOOK_BACK: usize = 3;

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
        let end = first + times[first..].partition_point(|time| time.sentence == Some(sentence));
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

    /// "Visit 10:00-10:50. First 20 min … For the other 30 min": a first stretch that the other times fill is the note's.
    fn opening_total(&self, times: &mut [Time]) {
        let Some(first) = times.iter().position(|time| is_timed(&time)) else { return };
        let mut others = times[first + 1..].iter().filter(is_timed).filter(|time| !self.names_total(time));
        let filled = times[first].minutes == Some(sum(others.clone())) && others.nth(1).is_some();
        if filled && times[first].kind == TimeKind::Range && times[first].sentence.is_some() {
            times[first].belongs = Belongs::Total;
        }
    }

    /// "Read emails, 20 min. Heard 3 voicemails, 5 min. 25 min": a bare length that ends the note is the sum of its parts.
    fn closing_total(&self, times: &mut [Time]) {
        let length = |time: &Time| is_timed(&time) && time.kind == TimeKind::Length;
        let Some(last) = times.iter().rposition(length) else { return };
        let Some(sentence) = times[last].sentence.and_then(|number| self.sentence_of(number)) else { return };
        // "approved 6 mo. 30 min.": a stop that ended no sentence.
        let (start, end) = (times[last].tokens.start, times[last].tokens.end);
        let after_stop = start > sentence.tokens.start
            && self.words.is(start - 1, Mark::Period)
            && end + 1 >= sentence.tokens.end;
        if !after_stop && !self.is_bare(&times[last].tokens, &sentence.tokens) {
            return;
        }
        let parts = times[..last].iter().filter(is_timed).filter(|time| time.belongs != Belongs::Nobody);
        let summed = times[last].minutes == Some(sum(parts.clone())) && parts.clone().nth(1).is_some();
        // "11-11:40 w/ ct … 25 min, 2 units": what is claimed.
        let mut units = times.iter().filter(|time| time.kind == TimeKind::Units);
        let beside = units.next().is_some_and(|units| units.sentence == times[last].sentence);
        let claimed = beside && units.next().is_none() && parts.clone().next().is_some();
        if summed || claimed {
            times[last].belongs = Belongs::Total;
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

    fn owner(&self, time: &Time, scene: &Scene, only: bool) -> Belongs {
        let (start, end) = (time.tokens.start, time.tokens.end);
        if self.is_header_cell(time, scene) {
            return Belongs::Total;
        }
        if self.heads_note(time, scene) {
            return Belongs::Total;
        }
        if let Some(total) = self.called(time).filter(|_| !self.is_in_all_of_an_act(time, scene)) {
            return total;
        }
        if time.kind == TimeKind::Units && self.is_beside_minutes(time) {
            return Belongs::Note;
        }
        let one = |act: usize| Belongs::Acts(vec![act]);
        let here = self.acts_in(scene.sentence, scene.tokens.clone());
        let around = |&act: &usize| self.activities[act].tokens.contains(&start) && !self.is_empty(act);
        if let Some(act) = here.clone().find(around) {
            let stops = matches!(self.words.time_word(start, end), Some((TimeWord::Stop, _)));
            let appointed = self.activities[act]
                .entry(self.words.lexicon)
                .is_some_and(|entry| entry.name == "scheduling");
            if time.kind == TimeKind::Range && !stops && appointed {
                // "pushed her 2:00 to 3:30"
                return Belongs::Nobody;
            }
            if self.is_mine(act) && self.free[act] && !stops {
                return one(act);
            }
            if !self.is_staffs(act) {
                return Belongs::Nobody;
            }
        }
        if self.is_elsewhere(time, scene) {
            return Belongs::Nobody;
        }
        let before = self.acts_in(scene.sentence, scene.from..start);
        let after = self.acts_in(scene.sentence, end..scene.next);
        if time.part {
            let near = after
                .clone()
                .find(|&act| self.is_mine(act) && self.activities[act].tokens.start <= end + REACH);
            let last =
                || self.acts_in(scene.sentence, scene.tokens.start..start).rfind(|&act| self.is_mine(act));
            return near.or_else(last).map_or(Belongs::Nobody, one);
        }
        let follows = self.free_of(after);
        if time.kind == TimeKind::Range {
            return self.range_owner(time, scene, before, &follows);
        }
        if self.opens(time, scene, &follows) {
            return self.opened(time, scene, follows);
        }
        if let Some(act) = self.whose_length(time, scene) {
            return one(act);
        }
        let nearest = before.clone().rfind(|&act| !self.is_empty(act));
        let theirs = nearest.is_some_and(|act| !self.is_staffs(act));
        let set_off = self.is_set_off(time, scene);
        if !set_off {
            // "waited 30 min": the nearest act, whoever's, of the clause.
            let nearest = nearest.filter(|&act| !self.is_parted(act, start));
            return match nearest {
                Some(act) if self.is_mine(act) && self.free[act] && !self.is_of_another(start) => one(act),
                Some(_) if theirs => Belongs::Nobody,
                _ if self.is_of_another(start) => Belongs::Nobody,
                Some(_) => Belongs::Note,
                None => self.unread(time, scene, follows, only),
            };
        }
        let acts = self.free_of(before.clone());
        if let Some(&last) = acts.last() {
            if only && self.alone && !self.words.is(start - 1, Mark::Open) && self.goes_on(last, &follows) {
                // "did the VI-SPDAT, 45 min, and explained what matching means": the time of all of it.
                return Belongs::Note;
            }
            return Belongs::Acts(acts);
        }
        if before.clone().any(|act| self.is_staffs(act)) {
            return Belongs::Note;
        }
        self.unread(time, scene, follows, only)
    }

    /// Whose a time is before which no act was read.
    fn unread(&self, time: &Time, scene: &Scene, follows: Vec<usize>, only: bool) -> Belongs {
        let ends = self.words.ends_at(time.tokens.end, scene.tokens.end) && time.tokens.end + 1 >= scene.next;
        let parted = |act: usize| self.words.ends_clause(time.tokens.end..self.activities[act].tokens.start);
        if !ends
            && let Some(&first) = follows.first()
            && !parted(first)
        {
            return Belongs::Acts(follows);
        }
        let here = self.acts_in(scene.sentence, scene.tokens.clone());
        if here.is_empty()
            && let Some(acts) = self.meant_before(time, scene)
        {
            return Belongs::Acts(acts);
        }
        // "PO says ct is compliant, 10 min" is the author's time; "ct attends group, 3 hrs each" is not.
        let told = self.is_told(time.tokens.start);
        if told
            && (!self.is_set_off(time, scene) || only && !self.is_past(scene.tokens.start..time.tokens.start))
        {
            return Belongs::Nobody;
        }
        let heads = time.tokens.start == scene.tokens.start && self.words.is_mark(time.tokens.end);
        let bare = self.is_bare(&time.tokens, &scene.tokens);
        if bare
            && only
            && time.kind != TimeKind::Units
            && !self.alone
            && scene.sentence > 0
            && let Some(acts) = self.told_before(time, scene)
        {
            // "Called X, 5 min. Then faxed Y. 15 min.": of what was told last.
            return acts;
        }
        if !self.alone && (!bare || !only) && !heads { Belongs::Part } else { Belongs::Note }
    }

    /// The acts of the sentence before that have no time yet; a part of the note's time where others of its acts have one.
    fn told_before(&self, time: &Time, scene: &Scene) -> Option<Belongs> {
        let before = scene.sentence.checked_sub(1)?;
        if self.is_of_plan(before) {
            return None;
        }
        let acts = self.free_of(self.acts_in(before, self.sentence_of(before)?.tokens.clone()));
        let timed = self.free.iter().any(|free| !free);
        // "On hold 18 min, then reached the nurse. Ct went by cab. 25 min": what ends the note covers all of it.
        let closes = scene.tokens.end == self.words.note.tokens.len();
        match (acts.is_empty(), timed) {
            (false, true) => Some(Belongs::Acts(acts)),
            (true, true) if !closes || time.minutes < self.longest => Some(Belongs::Part),
            _ => None,
        }
    }

    /// Whether a sentence tells nothing but what is to be done.
    fn is_of_plan(&self, number: usize) -> bool {
        let Some(sentence) = self.sentence_of(number) else { return false };
        let mut acts = self.acts_in(number, sentence.tokens.clone()).peekable();
        sentence.section == Some(Section::Plan)
            || acts.peek().is_some() && acts.all(|act| !self.activities[act].status.took_place())
    }

    /// "Travel took 35 minutes", "25 min on that", "20 min for the call": the act that the sentence speaks of again.
    fn meant_before(&self, time: &Time, scene: &Scene) -> Option<Vec<usize>> {
        if let Some(act) = self.restated_in(scene.sentence).filter(|&act| self.free[act] && self.is_mine(act))
        {
            return Some(vec![act]);
        }
        let speaks_of = |token: usize| {
            matches!(self.words.time_word(token, scene.tokens.end), Some((TimeWord::SameAct, _)))
        };
        // "Her nurse will have it Mon. (10)": a stop that ended no sentence.
        let alone = self.words.is(scene.tokens.start, Mark::Open) && time.tokens.end + 1 == scene.tokens.end;
        let near = time.tokens.start.saturating_sub(4).max(scene.tokens.start)
            ..(time.tokens.end + 5).min(scene.tokens.end);
        if !alone && !near.clone().any(speaks_of) {
            return None;
        }
        let call = near.clone().any(|token| matches!(&*self.words.word(token), "call" | "phone" | "calls"));
        // "Handed her the check and copied the receipt. Took ten minutes."
        let took = &*self.words.word(scene.tokens.start) == "took";
        for sentence in (scene.sentence.saturating_sub(LOOK_BACK)..scene.sentence).rev() {
            let tokens = self.sentence_of(sentence)?.tokens.clone();
            let acts = self.free_of(self.acts_in(sentence, tokens));
            if took && !acts.is_empty() {
                return Some(acts);
            }
            let called = acts.iter().rfind(|&&act| call && self.activities[act].dials);
            if let Some(&act) = called.or(acts.first()) {
                return Some(vec![act]);
            }
        }
        None
    }

    /// "the letter took 20 min": the act of that name, else the one told last.
    fn whose_length(&self, time: &Time, scene: &Scene) -> Option<usize> {
        let mut took = time.tokens.start.checked_sub(1)?;
        while took > scene.tokens.start && self.words.has(took, WordClass::About) {
            took -= 1;
        }
        // "with the detour that came to 35 minutes"
        took -= usize::from(took > scene.tokens.start && &*self.words.word(took) == "to");
        if took <= scene.tokens.start {
            return None;
        }
        // "the call was 20 min"
        let named = || matches!(self.words.time_word(took - 1, took), Some((TimeWord::SameAct, _)));
        match &*self.words.word(took) {
            "took" | "lasted" | "ran" | "came" | "amounted" => {}
            "was" if named() => {}
            _ => return None,
        }
        let frame = self.frames.get(took)?;
        let points = matches!(&*self.words.word(took - 1), "that" | "it" | "which" | "this");
        if frame.subject.is_some() && !frame.thing && !points {
            return None;
        }
        let what = self.words.word(took - 1);
        let first = self.activities.partition_point(|act| act.sentence + LOOK_BACK < scene.sentence);
        let end = self.activities.partition_point(|act| act.sentence <= scene.sentence);
        let mut told = (first..end)
            .filter(|&act| self.activities[act].tokens.end <= took && self.free[act] && self.is_mine(act));
        let named =
            |&act: &usize| self.activities[act].tokens.clone().any(|token| *self.words.word(token) == *what);
        told.clone().rfind(named).or_else(|| told.next_back())
    }

    /// Whose a clock range is: after an act in its clause, the act's; at the head or alone, the note's.
    fn range_owner(&self, time: &Time, scene: &Scene, before: Range<usize>, follows: &[usize]) -> Belongs {
        let start = time.tokens.start;
        // "called at 10:20 and got it unlocked, done 10:45": all that was told on the way.
        if matches!(self.words.time_word(start, scene.tokens.end), Some((TimeWord::Stop, _))) {
            let began = time.ends.map_or(0, |[start, _]| start.start);
            let mut acts = self.free_of(before.clone());
            let earlier = acts.partition_point(|&act| self.activities[act].span.start < began);
            acts.drain(..earlier.saturating_sub(1));
            if !acts.is_empty() {
                return Belongs::Acts(acts);
            }
        }
        // "adding my note of 5/7 (1:00-2:35):"
        let heads = scene.sentence == 0 && self.words.is(scene.tokens.end - 1, Mark::Colon);
        let near = before.clone().rfind(|&act| self.is_mine(act) && self.free[act] && !heads);
        let near = near.filter(|&act| start <= self.activities[act].tokens.end + REACH);
        if let Some(act) = near {
            return if self.alone && self.goes_on(act, follows) {
                Belongs::Note
            } else {
                Belongs::Acts(vec![act])
            };
        }
        // "Client-centered consultation, 2:13 to 2:50 pm. Met with …": the heading's time is of the act that it names.
        let heads = |&act: &usize| self.activities[act].sentence > scene.sentence;
        let named = self.restated_in(scene.sentence).filter(heads);
        if let Some(act) = named.filter(|&act| before.is_empty() && self.free[act] && self.is_mine(act)) {
            return Belongs::Acts(vec![act]);
        }
        if self.ranges > 1 && self.opens(time, scene, follows) && !follows.is_empty() {
            return self.opened(time, scene, follows.to_vec());
        }
        // "Group runs 2-3:30" is no time of the author's; "Bev and Coral sat together 10:20 to 11:10" may be.
        let happened = self
            .acts_in(scene.sentence, scene.tokens.clone())
            .any(|act| self.activities[act].status.took_place());
        let theirs = start > scene.tokens.start
            && !self.is_set_off(time, scene)
            && (self.is_told(start) && !happened || !self.alone && self.is_of_another(start));
        if theirs { Belongs::Nobody } else { Belongs::Note }
    }

    /// Whether a semicolon or full stop stands between an act and a token.
    fn is_parted(&self, act: usize, token: usize) -> bool {
        self.words.ends_clause(self.activities[act].tokens.end..token)
    }

    /// Whether help follows that no more than a coordinator parts from an act: "did X 9-10 and explained Y".
    fn goes_on(&self, act: usize, follows: &[usize]) -> bool {
        let helps = |next: usize| {
            let entry = self.activities[next].entry(self.words.lexicon);
            entry.is_some_and(|entry| entry.kind() == EntryKind::Intervention)
        };
        let joined = |next: usize| !self.is_parted(act, self.activities[next].tokens.start);
        follows.iter().any(|&next| helps(next) && joined(next))
    }

    /// Whether the time opens what comes after it rather than closing what stands before.
    fn opens(&self, time: &Time, scene: &Scene, follows: &[usize]) -> bool {
        let (start, end) = (time.tokens.start, time.tokens.end);
        let goes_on = [Mark::Colon, Mark::Dash].iter().any(|&mark| self.words.is(end, mark))
            || self.words.is(end, Mark::Comma) && (scene.sentence > 0 || !self.alone);
        if self.words.ends_at(end, scene.tokens.end) && !goes_on {
            return false;
        }
        let leader = |token: usize| {
            matches!(self.words.time_word(token, start), Some((TimeWord::Opener, after)) if after <= start)
                || self.words.has(token, WordClass::About)
        };
        let mut first = start;
        while first > scene.tokens.start {
            let comma = usize::from(self.words.is(first - 1, Mark::Comma) && first > scene.tokens.start + 1);
            if !leader(first - 1 - comma) && !self.words.has(first - 1, WordClass::Article) {
                break;
            }
            first -= 1 + comma;
        }
        let opened = first < start && leader(first);
        let at_start = first == scene.tokens.start
            || (scene.tokens.start..first)
                .all(|token| self.words.is_mark(token) || self.words.is_number(token));
        let next = follows.first().map(|&act| self.activities[act].tokens.start);
        let closes = !self.is_set_off(time, scene)
            && !self.free_of(self.acts_in(scene.sentence, scene.from..start)).is_empty();
        let at_once = !closes
            && next.is_some_and(|next| {
                next <= end + 2
                    && !(end..next).any(|token| self.words.is_mark(token))
                    && self.words.word(end) != "and"
            });
        // "worked out the visits, 15 min call": the noun says again what was told.
        let again = !self.free_of(self.acts_in(scene.sentence, scene.from..start)).is_empty()
            && follows.first().is_some_and(|&act| {
                self.activities[act].usage == Usage::Noun
                    && self.activities[act].tokens.end + 1 >= scene.tokens.end
            });
        let at_once = at_once && !again;
        let subject = self.words.has(end, WordClass::FirstPerson);
        at_start
            || opened && next.is_some_and(|next| next <= end + REACH)
            || at_once
            || subject && next.is_some()
    }

    /// The acts that a time opens: all up to the next time, or to its own comma where the next time closes the rest.
    fn opened(&self, time: &Time, scene: &Scene, follows: Vec<usize>) -> Belongs {
        if follows.is_empty() {
            let others = self.acts_in(scene.sentence, time.tokens.end..scene.next);
            let Some(first) = others.clone().next() else {
                return self.unread(time, scene, follows, scene.next == scene.tokens.end);
            };
            return if self.is_staffs(first) {
                Belongs::Note
            } else {
                self.unread(time, scene, follows, true)
            };
        }
        // Up to the comma of its clause, and further over a list of gerunds: "spent an hour driving, waiting and filing".
        let first = self.activities[follows[0]].tokens.start;
        let heading = (time.tokens.end..first).any(|token| self.words.is(token, Mark::Colon));
        if heading && scene.next == scene.tokens.end {
            return Belongs::Acts(follows);
        }
        let mut own = vec![follows[0]];
        for pair in follows.windows(2) {
            let (from, to) = (self.activities[pair[0]].tokens.start, self.activities[pair[1]].tokens.start);
            let parted = (from..to).any(|token| {
                self.words.is(token, Mark::Comma)
                    || self.words.is(token, Mark::Semicolon)
                    || self.words.word(token) == "then"
            });
            if parted && !self.words.word(self.activities[pair[1]].head).ends_with("ing") {
                break;
            }
            own.push(pair[1]);
        }
        Belongs::Acts(own)
    }

    /// Set off from what stands before: by a comma, a bracket, a dash.
    fn is_set_off(&self, time: &Time, scene: &Scene) -> bool {
        let mut at = time.tokens.start;
        while at > scene.tokens.start {
            let about = self.words.has(at - 1, WordClass::About) || self.words.word(at - 1) == "x";
            if self.words.is_mark(at - 1) {
                return true;
            }
            if !about {
                return false;
            }
            at -= 1;
        }
        true
    }

    /// Whether somebody else is the subject there: "her sister sat with her 40 min".
    fn is_of_another(&self, token: usize) -> bool {
        self.frames
            .get(token)
            .is_some_and(|f| f.actor != Actor::Staff && f.subject.is_some() && !f.thing && f.has_verb)
    }

    /// Whether a sentence without an act of staff tells of another day, of a plan, or how long something is in general.
    fn is_elsewhere(&self, time: &Time, scene: &Scene) -> bool {
        let start = time.tokens.start;
        let mine = |act: usize| self.is_staffs(act);
        if self.acts_in(scene.sentence, scene.tokens.clone()).any(mine) {
            return false;
        }
        let clause = |token: usize| self.frames.get(token).map(|frame| frame.clause);
        let another_day = self.days.iter().any(|day| {
            let token = day.token as usize;
            let there = scene.tokens.start <= token && token < start;
            there && (clause(token) == clause(start) || token <= scene.tokens.start + 1)
        });
        let section = self.sentence_of(scene.sentence).and_then(|sentence| sentence.section);
        let planned = matches!(section, Some(Section::Plan | Section::Client | Section::Goal));
        let bare = self.is_bare(&time.tokens, &scene.tokens);
        let heads = time.tokens.start == scene.tokens.start;
        // "0900 O2 vendor, delivery tomorrow, 10m": in a list of times, what closes a line is the line's.
        let closes = time.tokens.end >= scene.tokens.end && self.is_set_off(time, scene) && !self.alone;
        another_day && !closes || !bare && (planned && !heads || self.is_rule(time, scene))
    }

    /// "Curfew is 9-6", "the class is 90 min": how long something is, unless it is the visit or the call itself.
    fn is_rule(&self, time: &Time, scene: &Scene) -> bool {
        let between = |token: usize| {
            self.words.has(token, WordClass::Weekday)
                || self.words.has(token, WordClass::About)
                || self.words.has(token, WordClass::Preposition)
                || self.words.has(token, WordClass::Article)
        };
        let start = time.tokens.start;
        let first = start.saturating_sub(4).max(scene.tokens.start);
        let mut verb = (first..start).rev().skip_while(|&token| between(token));
        let Some(verb) = verb.next().filter(|&token| self.words.has(token, WordClass::Be)) else {
            return false;
        };
        let subject = scene.tokens.start..verb;
        let service = |token: usize| {
            let said = self.words.time_word(token, scene.tokens.end);
            self.words.has(token, WordClass::FirstPerson)
                || matches!(
                    said,
                    Some((
                        TimeWord::SameAct
                            | TimeWord::Total
                            | TimeWord::TotalAfter
                            | TimeWord::TotalBefore
                            | TimeWord::Billed,
                        _
                    ))
                )
        };
        let staff = self
            .frames
            .get(verb)
            .is_some_and(|frame| frame.actor == Actor::Staff && frame.subject.is_some() && !frame.thing);
        !subject.is_empty() && !staff && !subject.clone().any(service)
    }

    /// Whether the words there are quoted, of another day, or tell what somebody or something else did.
    fn is_told(&self, token: usize) -> bool {
        self.frames.get(token).is_some_and(|frame| {
            let others = (frame.actor != Actor::Staff || frame.thing) && frame.has_verb;
            let coming = [CueClass::Future, CueClass::Hypothetical, CueClass::Condition];
            let planned = frame.governor.is_some_and(|governor| coming.contains(&governor.class));
            frame.quoted || frame.scope.is_some() || others || planned
        })
    }

    /// Whether a verb among the tokens stands in its past form.
    fn is_past(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.words.lexicon.words.forms(self.words.note.words[token]).has(Forms::PAST))
    }

    /// "30 min, 4 units": the units of the claim.
    fn is_beside_minutes(&self, time: &Time) -> bool {
        let dash =
            self.words.before(time.tokens.start).is_some_and(|before| self.words.is(before, Mark::Dash));
        !dash
            && (1..=3)
                .filter_map(|back| time.tokens.start.checked_sub(back))
                .any(|at| self.words.has(at, WordClass::Minute) || self.words.has(at, WordClass::Hour))
    }

    /// "45 min. Met with ...", "CM 30 min: ...": the time that a note opens with.
    fn heads_note(&self, time: &Time, scene: &Scene) -> bool {
        if scene.sentence != 0 || time.kind != TimeKind::Length {
            return false;
        }
        let alone = time.tokens.start == scene.tokens.start && time.tokens.end + 1 >= scene.tokens.end;
        let before = self.acts_in(scene.sentence, scene.tokens.start..time.tokens.start);
        let others = self.words.note.sentences.iter().skip(1).take(3).any(|sentence| {
            self.words.is_number(sentence.tokens.start)
                && self.words.unit(sentence.tokens.start + 1).is_some()
        });
        alone || self.words.is(time.tokens.end, Mark::Colon) && before.is_empty() && !others
    }

    /// "Start 3:00 PM | End 3:50 PM | 60 min | Phone": a cell of the header without a name.
    fn is_header_cell(&self, time: &Time, scene: &Scene) -> bool {
        let note = self.words.note;
        let alone = time.kind == TimeKind::Length
            && time.tokens.start <= scene.tokens.start + 1
            && time.tokens.end >= scene.tokens.end
            && self.words.before(time.tokens.start).is_some_and(|before| self.words.is(before, Mark::Bar));
        // The field before it stands in its line.
        let fields = note.header.partition_point(|field| field.name.start < time.tokens.start);
        let field = alone.then(|| fields.checked_sub(1).map(|last| note.header[last].name.start)).flatten();
        field.is_some_and(|field| {
            let between = field + 1..=time.tokens.start;
            between.take(HEADER_LINE).all(|token| note.tokens[token].lines_before == 0)
                && time.tokens.start <= field + HEADER_LINE
        })
    }

    /// "Drove pt there and back, 35 min in all": of that act, where the note has a time of its own.
    fn is_in_all_of_an_act(&self, time: &Time, scene: &Scene) -> bool {
        let field = self.words.note.field(crate::lexicon::Field::Time).is_some();
        field
            && self.words.word(time.tokens.end) == "in"
            && !self.acts_in(scene.sentence, scene.tokens.start..time.tokens.start).is_empty()
    }

    /// "Total 45 min", "45 min in all", "40 min for everything": the note's total; "billed 40 min", "only claiming the part with
    /// the clerk, 2:40-2:55": what is billed of it.
    fn called(&self, time: &Time) -> Option<Belongs> {
        let sentence = time.sentence.and_then(|number| self.sentence_of(number))?.tokens.clone();
        let (start, end) = (time.tokens.start, time.tokens.end);
        // "drove out 30 min; in w/ the nurse 30 min. = 1 hr"
        if start > sentence.start && &*self.words.word(start - 1) == "=" {
            return Some(Belongs::Total);
        }
        // "not billed", "No charge for": what is left out is no total.
        let left_out = |token: usize| {
            token > sentence.start && self.words.has(token - 1, WordClass::Negator)
                || matches!(&*self.words.word(token), "non")
        };
        let says = |token: usize, kinds: &[TimeWord]| {
            let (word, _) = self.words.time_word(token, sentence.end)?;
            (kinds.contains(&word) && !left_out(token)).then_some(word)
        };
        let before = [TimeWord::Total, TimeWord::TotalBefore, TimeWord::Billed];
        let opens = says(sentence.start, &before).filter(|&word| {
            let no_other = || !(sentence.start..start).any(|token| self.words.is_number(token));
            let far = word == TimeWord::Billed && no_other();
            start <= sentence.start + if far { BILLED_REACH } else { TOTAL_REACH }
        });
        let inner = |token: &usize| {
            !(*token..start).any(|at| self.words.is(at, Mark::Comma) || self.words.is(at, Mark::Period))
        };
        let next = |token: &usize| {
            !(end - 1..*token).any(|at| self.words.is(at, Mark::Comma) || self.words.is(at, Mark::Period))
        };
        let after = [TimeWord::Total, TimeWord::TotalAfter, TimeWord::Billed];
        let leads = (start.saturating_sub(3).max(sentence.start)..start).filter(inner);
        let trails = (end..(end + 3).min(sentence.end)).filter(next);
        // "forty minutes face to face, which is all I'm billing"
        let which = (end..sentence.end.min(end + TOTAL_REACH)).find(|&token| {
            self.words.is(token, Mark::Comma) && matches!(&*self.words.word(token + 1), "which" | "that")
        });
        let which = which.map_or(end..end, |comma| comma + 2..sentence.end.min(comma + 2 + TOTAL_REACH));
        let which = which.take_while(|&token| {
            !self.words.is(token, Mark::Semicolon) && !self.words.is(token, Mark::Comma)
        });
        let billed = which.into_iter().find_map(|token| says(token, &[TimeWord::Billed]));
        let words = opens.into_iter().chain(billed);
        let words = words.chain(leads.filter_map(|token| says(token, &before)));
        let mut words = words.chain(trails.filter_map(|token| says(token, &after))).peekable();
        words.peek()?;
        Some(if words.any(|word| word == TimeWord::Billed) { Belongs::Billed } else { Belongs::Total })
    }

    fn names_total(&self, time: &Time) -> bool {
        self.called(time).is_some()
    }

    /// "Pulled 2 volumes and mailed them certified. 1.5 hrs": the only time of a note, after its only act, is that act's.
    fn only_act(&self, times: &mut [Time]) {
        let mut mine = (0..self.activities.len()).filter(|&act| self.is_mine(act));
        let (Some(act), None) = (mine.next(), mine.next()) else { return };
        let entry = self.activities[act].entry(self.words.lexicon);
        let mut lengths = times.iter_mut().filter(|time| time.kind != TimeKind::Units);
        if let (Some(time), None) = (lengths.next(), lengths.next())
            && time.kind == TimeKind::Length
            && time.belongs == Belongs::Note
            && time.tokens.start >= self.activities[act].tokens.end
            && entry.is_some()
        {
            time.belongs = Belongs::Acts(vec![act]);
        }
    }

    /// "2:20 JPO Castellano, 5 min - passed on both of those": the party of a log's line with what was done there.
    fn party_line(&self, acts: &[usize]) -> Option<Vec<usize>> {
        let &[party] = acts else { return None };
        let act = &self.activities[party];
        if act.usage != Usage::Noun || !act.dials {
            return None;
        }
        let tokens = act.tokens.end..self.sentence_of(act.sentence)?.tokens.end;
        let mut rest = self.free_of(self.acts_in(act.sentence, tokens));
        rest.retain(|&act| {
            let entry = self.activities[act].entry(self.words.lexicon);
            entry.is_some_and(|entry| entry.kind() == EntryKind::Intervention)
        });
        rest.insert(0, party);
        (rest.len() > 1).then_some(rest)
    }

    /// One talk is one act: "called the MCO and got the authorization, 22 min". The time is of the act that came of it.
    fn episodes(&mut self, times: &mut [Time]) {
        let lexicon = self.words.lexicon;
        for time in times {
            let Belongs::Acts(acts) = &time.belongs else { continue };
            let line = self.party_line(acts);
            let acts = line.as_ref().unwrap_or(acts);
            let [first, rest @ ..] = &acts[..] else { continue };
            let kind = |act: usize| self.activities[act].entry(lexicon).map(|entry| entry.kind());
            let name =
                |act: usize| self.activities[act].entry(lexicon).map_or("", |entry| entry.name.as_ref());
            let all_helped = acts.iter().all(|&act| kind(act) == Some(EntryKind::Intervention));
            let talk = name(*first) == "contact"
                || self.activities[*first].dials
                || rest.iter().all(|&act| name(act) == name(*first));
            if rest.is_empty()
                || !all_helped
                || !talk
                || rest.iter().any(|&act| self.activities[act].dials)
                || time.each.is_some()
            {
                continue;
            }
            let lead = rest.iter().copied().rfind(|&act| name(act) != "contact").unwrap_or(*first);
            let whole = acts.iter().map(|&act| self.activities[act].span).reduce(|a, b| a.join(b));
            for &act in acts.iter().filter(|&&act| act != lead) {
                self.activities[act].within = Some(lead);
            }
            self.activities[lead].episode = whole;
            time.belongs = Belongs::Acts(vec![lead]);
        }
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
