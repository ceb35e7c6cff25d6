//! Times → which of them tell of another day, of a plan, of somebody else, or how long something is in general.

use std::ops::Range;

use super::{Attach, Scene};
use crate::lexicon::{CueClass, Forms, Section, TimeWord, WordClass};
use crate::reading::Actor;
use crate::reading::times::Time;

impl Attach<'_> {
    /// Whether a sentence without an act of staff tells of another day, of a plan, or how long something is in general.
    pub(super) fn is_elsewhere(&self, time: &Time, scene: &Scene) -> bool {
        let start = time.tokens.start;
        let mine = |act: usize| self.is_staffs(act);
        if self.acts_in(scene.sentence, scene.tokens.clone()).any(mine) {
            return false;
        }
        let clause = |token: usize| self.frames.get(token).map(|frame| frame.clause);
        let another_day = self.days.iter().any(|day| {
            let token = day.token as usize;
            let there = scene.tokens.start <= token && token < start;
            // "kept him on hold 50 minutes yesterday"
            let past = day.class == CueClass::Historical && token == time.tokens.end;
            past || there && (clause(token) == clause(start) || token <= scene.tokens.start + 1)
        });
        let section = self.sentence_of(scene.sentence).and_then(|sentence| sentence.section);
        let planned = matches!(section, Some(Section::Plan | Section::Client | Section::Goal));
        let bare = self.is_bare(&time.tokens, &scene.tokens);
        // "Time 50 min, fax 10 of it"
        let named =
            self.words.word(scene.tokens.start) == "time" && time.tokens.start == scene.tokens.start + 1;
        let heads = time.tokens.start == scene.tokens.start || named;
        // "0900 O2 vendor, delivery tomorrow, 10m": in a list of times, what closes a line is the line's.
        let closes = time.tokens.end >= scene.tokens.end
            && self.is_set_off(time, scene)
            && (!self.alone || !self.is_told(start));
        another_day && !closes || !bare && (planned && !heads || self.is_rule(time, scene))
    }

    /// "Curfew is 9-6", "the class is 90 min": how long something is, unless it is the visit or the call itself.
    pub(super) fn is_rule(&self, time: &Time, scene: &Scene) -> bool {
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
    pub(super) fn is_told(&self, token: usize) -> bool {
        !self.is_of_visit(token)
            && self.frames.get(token).is_some_and(|frame| {
                let others = (frame.actor != Actor::Staff || frame.thing) && frame.has_verb;
                let coming = [CueClass::Future, CueClass::Hypothetical, CueClass::Condition];
                let planned = frame.governor.is_some_and(|governor| coming.contains(&governor.class));
                frame.quoted || frame.scope.is_some() || others || planned
            })
    }

    /// "he came in for 25 min": how long the client was there is how long the visit was.
    fn is_of_visit(&self, token: usize) -> bool {
        self.words.is_led(token, token, |word| word == TimeWord::Visit)
    }

    /// Whether a verb among the tokens stands in its past form.
    pub(super) fn is_past(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.words.lexicon.words.forms(self.words.note.words[token]).has(Forms::PAST))
    }

    /// Whether somebody else is the subject there: "her sister sat with her 40 min".
    pub(super) fn is_of_another(&self, token: usize) -> bool {
        !self.is_of_visit(token)
            && self
                .frames
                .get(token)
                .is_some_and(|f| f.actor != Actor::Staff && f.subject.is_some() && !f.thing && f.has_verb)
    }
}
