//! Calls and visits without an ending → failed, a contact, or nothing: what follows them tells whether somebody was reached.

use super::Joiner;
use super::Part;
use crate::lexicon::{EntryKind, Forms, Role, Usage, WordClass};
use crate::reading::names::role;
use crate::reading::{Activity, Actor, Because, Status};
use crate::token::{Mark, Token};

/// Tokens between a call and the colon behind which its answer stands.
const COLON_REACH: usize = 4;
/// Tokens behind a call in which its answer is looked for.
const ANSWER_REACH: usize = 40;

impl Joiner<'_> {
    /// Calls that no outcome was found for: tried means failed, otherwise somebody was reached.
    pub(super) fn settle_open_calls(&mut self, activities: &mut [Activity]) {
        for i in 0..activities.len() {
            if self.dropped[i].is_some()
                || activities[i].actor != Actor::Staff
                || !matches!(self.part(&activities[i]), Part::Call)
            {
                continue;
            }
            let attempt =
                activities[i].entry(self.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Attempt);
            match activities[i].status {
                Status::Attempted => self.become_act(activities, i, self.names.failed, None),
                Status::Done
                    if attempt && self.tried(&activities[i]) && !self.was_answered(&activities[i]) =>
                {
                    self.become_act(activities, i, self.names.failed, None);
                }
                Status::Done
                    if attempt
                        && (self.names_whom(&activities[i])
                            || self.was_told(&activities[i])
                            || self.is_told_behind_colon(&activities[i])
                            || self.is_answered_by_pronoun(&activities[i])
                            || self.went_on(&activities[i])) =>
                {
                    self.become_act(activities, i, self.names.contact, None);
                }
                Status::Done if attempt => self.dropped[i] = Some((Because::Open, None)),
                _ => {}
            }
        }
    }

    /// "tried his nurse": tried says that nobody was reached.
    fn tried(&self, activity: &Activity) -> bool {
        self.note.is_any(activity.head, &["tried", "attempted"]) && activity.tokens.len() > 1
    }

    /// "Phoned Bay Detox w/ him", "T/c to the Red Cross", "rang the one in National City": a name or a noun with its article, which
    /// is nobody's of the client's side, stands right after the words for the call.
    fn names_whom(&self, activity: &Activity) -> bool {
        let verb = activity.usage == Usage::Verb;
        let next = if verb { activity.head + 1 } else { activity.tokens.end };
        let article = self.note.classes(&self.lexicon.words, next).has(WordClass::Article)
            && !self.note.tokens[next].capital;
        let next = next + usize::from(article);
        let ours = |token| matches!(role(self.note, self.lexicon, token), Some(Role::Client | Role::Staff));
        let named = |token: &Token| token.capital && !self.note.shouting || article && token.is_word();
        self.note.tokens.get(next).is_some_and(|token| named(token) && token.lines_before == 0) && !ours(next)
    }

    /// "Tried mom: she will bring ct Mon": behind a mark, the one who was tried says something.
    fn was_answered(&self, activity: &Activity) -> bool {
        let end = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.end);
        let speaker = activity.tokens.end + 1;
        let mark = |token: usize| {
            [Mark::Colon, Mark::Comma, Mark::Dash].iter().any(|&mark| self.note.tokens[token].is(mark))
        };
        let third = |token: usize| self.note.is_any(token, &["he", "she", "they"]);
        speaker + 1 < end && mark(speaker - 1) && third(speaker)
    }

    /// "Phoned Rush infusion, the nurse says he got his shot": in the rest of the sentence the other side does something.
    fn was_told(&self, activity: &Activity) -> bool {
        let end = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.end);
        (activity.tokens.end..end).any(|token| {
            self.frames.get(token).is_some_and(|frame| {
                let named = frame.subject.is_some_and(|subject| subject as usize >= activity.tokens.end);
                let told = !frame.relative || frame.subject.is_some_and(|at| self.follows_comma(at as usize));
                // "Called ahead to the walk-in and they said come"
                let they =
                    frame.subject.is_some_and(|at| self.note.word(at as usize).eq_ignore_ascii_case("they"));
                // "rang three houses; the third had a bed"
                let one_of_them = frame.subject.is_some_and(|at| self.is_one_of_several(at as usize));
                let person = !frame.thing || one_of_them;
                (frame.actor == Actor::Other || they) && named && frame.has_verb && person && told
            })
        })
    }

    /// "the third", "one of them", "the last one"
    fn is_one_of_several(&self, token: usize) -> bool {
        let one = token + usize::from(self.note.classes(&self.lexicon.words, token).has(WordClass::Article));
        self.note.is_any(one, &["first", "second", "third", "fourth", "last", "one", "other"])
    }

    /// "Called her: works nights now", "DRS counselor Ewing, phone: laptop is a go": what was said stands behind the colon.
    fn is_told_behind_colon(&self, activity: &Activity) -> bool {
        let end = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.end);
        let Some(colon) = (activity.tokens.end..end)
            .take_while(|&token| token < activity.tokens.end + COLON_REACH)
            .find(|&token| self.note.tokens[token].is(Mark::Colon))
        else {
            return false;
        };
        let said = (colon + 1..end).take_while(|&token| !self.note.tokens[token].is(Mark::Semicolon));
        let re =
            self.note.word(colon - 1).eq_ignore_ascii_case("re") || self.note.tokens[colon - 1].is_number();
        !re && said.filter(|&token| self.note.tokens[token].is_word()).count() > 1
    }

    /// "Called ct and she will be there", "T/c to mom, she wants Tues": the one who was called says what is or will be. What she did
    /// before may be the reason for the call: "called ct, he missed group".
    fn is_answered_by_pronoun(&self, activity: &Activity) -> bool {
        let end = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.end);
        let says = |pronoun: usize| {
            let verb = pronoun + 1;
            let forms = self.note.forms(verb);
            let classes = self.note.classes(&self.lexicon.words, verb);
            let present = forms.has(Forms::THIRD) || forms.has(Forms::BASE) && !forms.has(Forms::PAST);
            verb < end && (classes.any(&[WordClass::Modal, WordClass::Telling]) || present)
        };
        let mut behind = (activity.tokens.end + 1..end).take(ANSWER_REACH);
        behind.any(|pronoun| self.opens_with_pronoun(pronoun) && says(pronoun))
    }

    /// "Called the shelter with her and explained the rules": what staff did next takes two to talk.
    fn went_on(&self, activity: &Activity) -> bool {
        let end = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.end);
        // "got her a first group", "gave him the dates"
        let gave = |verb: usize| {
            self.note.is_any(verb, &["gave", "got"]) && self.note.is_any(verb + 1, &["her", "him", "them"])
        };
        let made_sure = |verb: usize| {
            self.note.word(verb).eq_ignore_ascii_case("made")
                && self.note.word(verb + 1).eq_ignore_ascii_case("sure")
        };
        (activity.tokens.end + 1..end).take(ANSWER_REACH).any(|verb| {
            self.note.classes(&self.lexicon.words, verb - 1).has(WordClass::Coordinator)
                && (self.note.classes(&self.lexicon.words, verb).has(WordClass::Work)
                    || gave(verb)
                    || made_sure(verb))
                && self.frames.get(verb).is_some_and(|frame| frame.actor == Actor::Staff)
        })
    }

    /// "called the manager, who has not seen him": the clause tells what the manager said.
    fn follows_comma(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.note.tokens[before].is(Mark::Comma))
    }
}
