//! Clauses → the frame around the next: which a word or comma opens, and which one a verb without a subject goes on with.

use super::{Walk, is_noun_here};
use crate::lexicon::{CueClass, Forms, Role, Usage, WordClass, WordClasses};
use crate::reading::Actor;
use crate::reading::names::{role, stands_for_client};
use crate::token::Mark;

/// Tokens of a clause in which a client's question is looked for.
const ASKED_REACH: usize = 10;
/// Tokens before a request in which it is told what it rests on.
const TOLD_REACH: usize = 30;
/// Words that tell, without a verb, how somebody was found: "Ct no longer avail Weds, …".
const LONGEST_STATE: usize = 5;

/// What stands behind a verb of coming or calling: "called back".
const PARTICLES: [&str; 7] = ["back", "by", "in", "off", "out", "over", "up"];

/// Verbs before which what somebody was told begins.
pub(super) const TELLS: [&str; 3] = ["tell", "tells", "told"];

impl Walk<'_> {
    /// Coordinators and subordinators: a finite verb after them opens a clause with the same subject.
    pub(super) fn connect(&mut self, token: usize, end: usize, classes: WordClasses) {
        if classes.has(WordClass::Relative) && !classes.any(&[WordClass::Adverb]) && self.person.is_some() {
            let just_before = self.person.filter(|&(at, _)| {
                token <= at + 1 || token == at + 2 && !self.note.tokens[token - 1].is_word()
            });
            // "settled who takes him", "asked who faxed it": whoever it is, it is not the one who asks.
            if (self.note.is_any(token, &["who"])
                || just_before.is_some() && self.note.is_any(token, &["which"]))
                && self.followed_by_finite(token + 1, end)
            {
                let saved = self.frame;
                let actor = just_before.map_or(Actor::Other, |(_, actor)| actor);
                self.open_clause();
                self.frame.actor = actor;
                self.frame.subject = Some(token as u32);
                self.frame.governor = None;
                self.frame.relative = true;
                self.saved = Some(saved);
            }
            return;
        }
        let because = self.note.word(token).eq_ignore_ascii_case("b")
            && self.is(token + 1, Mark::Slash)
            && self.note.word(token + 2).eq_ignore_ascii_case("c");
        if self.note.word(token).eq_ignore_ascii_case("so")
            && self.finite_at(token + 1, end)
            && self.frame.actor != Actor::Staff
        {
            // "Ct has no ride so pushed the appt": the author draws the consequence.
            self.drop_subject();
            return;
        }
        let opens = because || classes.has(WordClass::Clause) && !self.is_preposition_here(token, end);
        if opens {
            self.open_clause();
            let keep = self.frame.governor.filter(|g| g.class == CueClass::Condition);
            self.frame.governor = keep;
            return;
        }
        let before = token.checked_sub(1);
        let joined = before.is_some_and(|before| {
            self.is(before, Mark::Comma) || self.classes(before).has(WordClass::Coordinator)
        });
        if joined && self.frame.has_verb && self.finite_at(token, end) {
            // "reminded ct what the judge ordered and helped her": back to who helps the client.
            let client = stands_for_client(self.note, self.lexicon, token + 1);
            // "Ct missed the bus so CM ran over and took him": nobody takes himself anywhere.
            let himself =
                self.frame.actor == Actor::Staff && self.main.is_some_and(|main| main.actor == Actor::Client);
            // "explained that her medication was changed and asked for time": things ask for nothing.
            if (client && !himself
                || self.tense_changes(token)
                || self.frame.thing
                || self.leaves_relative(token)
                || self.is_asked_for_client(token))
                && !self.is_hearsay()
                && self.main.is_some()
                && let Some(main) = self.main.take()
            {
                self.frame = main;
            }
            self.open_clause();
            let comma = before.is_some_and(|before| self.is(before, Mark::Comma));
            let alone = self.main.is_none();
            if comma
                && alone
                && !self.is_told_to_author()
                && (self.has_asked(token)
                    || self.has_put_on(token)
                    || self.is_found_so(token)
                    || self.is_done_beside_subject(token, end))
            {
                self.drop_subject();
            }
            if self.frame.failed && self.frame.actor != Actor::Staff {
                self.drop_subject();
                self.frame.failed = false;
            }
        } else if self.leaves_time_clause(token, end) {
            self.drop_subject();
        }
    }

    /// "When the doctor came told her what he takes": a second verb, with an object and nothing that joins it to the first, is no
    /// longer part of the clause that "when" opened.
    fn leaves_time_clause(&self, verb: usize, end: usize) -> bool {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return false };
        let object = [WordClass::Article, WordClass::Possessive, WordClass::Pronoun];
        let whom = verb + 1 < end
            && (self.classes(verb + 1).any(&object) || self.person_at(verb + 1, end).is_some());
        // "came", "called back"
        let mut said = subject + 1..verb;
        let first = said.find(|&token| self.finite_at(token, token + 1));
        let came = first.is_some_and(|first| {
            (first + 1..verb).all(|token| {
                self.note.is_any(token, &PARTICLES) || self.classes(token).has(WordClass::Adverb)
            })
        });
        self.frame.actor != Actor::Staff
            && !self.frame.thing
            && !self.takes_along(verb)
            && self.frame.has_verb
            && self.opens_clause(subject)
            && self.forms(verb).has(Forms::PAST)
            && !self.forms(verb).has(Forms::BASE)
            && came
            && whom
    }

    /// After the comma that closes an embedded clause, a verb without a subject is the outer clause's.
    pub(super) fn leave_embedded(&mut self, token: usize, end: usize) {
        if self.is_told_to_author() {
            return;
        }
        let mut at = token;
        while at < end.min(token + 3)
            && self.classes(at).any(&[WordClass::Coordinator, WordClass::Adverb])
            && !self.finite_at(at, at + 1)
        {
            at += 1;
        }
        let verb = self.finite_at(at, end) || self.forms(at).has(Forms::GERUND);
        if verb
            && self.person_at(at, end).is_none()
            && let Some(main) = self.main.take()
        {
            self.frame = main;
            self.frame.has_verb = true;
        }
    }

    /// "Ct not ready, waited 10 min", "scheduler out, LM": a clause without a verb tells how somebody was found; what
    /// was done about it is the author's.
    pub(super) fn leave_verbless(&mut self, comma: usize, end: usize) {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return };
        // "Section 8, spoke to Yolanda": no comma stands between a subject and its verb.
        let said = self.person_at(subject, comma).map_or(subject + 1, |person| person.end)..comma;
        if self.frame.has_verb || self.frame.actor == Actor::Staff {
            return;
        }
        let with = self.note.is_any(said.start, &["w", "with"]);
        // "Pt w/ me next 30m, did the survey"
        let with_me = with
            && (said.start + 1..said.end.min(said.start + 3))
                .any(|token| self.classes(token).has(WordClass::FirstPerson) || self.is_author(token));
        if with_me && self.finite_at(comma + 1, end) && self.person_at(comma + 1, end).is_none() {
            self.drop_subject();
            return;
        }
        let verb = comma + 1;
        // "Her supervisor, there too, met with ct and me"
        let me = || {
            let behind = verb..end.min(verb + LONGEST_STATE + 2);
            behind.into_iter().any(|token| self.classes(token).has(WordClass::FirstPerson))
        };
        let named = || said.clone().any(|token| self.symbols.name_end(token).is_some());
        if self.finite_at(verb, end)
            && self.person_at(verb, end).is_none()
            && !named()
            && !me()
            && self.is_done_beside_subject(verb, end)
        {
            self.drop_subject();
            return;
        }
        if said.len() > LONGEST_STATE {
            return;
        }
        // "DMV w/ ct, waited 30 min": where the author was, and with whom.
        let client = said.clone().any(|token| role(self.note, self.lexicon, token) == Some(Role::Client));
        if self.frame.actor == Actor::Other && with && client && self.finite_at(comma + 1, end) {
            self.drop_subject();
            return;
        }
        // "OP program in Pomona, left word", "all five residents 30 min, then drove": where an office is, and how long it took.
        let stands =
            self.frame.actor == Actor::Other && self.note.word(said.start).eq_ignore_ascii_case("in");
        let plain = said.clone().all(|token| {
            let found = &self.note.tokens[token];
            let length = found.is_number()
                && token + 1 < comma
                && self.classes(token + 1).any(&[WordClass::Minute, WordClass::Hour]);
            let lower = !found.capital || self.classes(token).has(WordClass::Weekday);
            (found.is_word() || length)
                && (self.note.shouting || lower || stands && token > said.start)
                && !self.forms(token).has(Forms::PAST.with(Forms::THIRD))
                // "Doctor running behind, waited 20 min"
                && (token == said.start || !self.forms(token).has(Forms::GERUND))
                && !self.classes(token).any(&[WordClass::Coordinator, WordClass::Relative])
                && (stands || self.person_at(token, end).is_none())
        });
        // "Ct in room, rang SSA": where the client is while the author acts.
        let there =
            self.note.is_any(comma - 1, &["room", "office", "speaker", "spkr", "line", "car", "lobby", "me"]);
        let phrase = said.len() > 1 && self.classes(said.start).has(WordClass::Preposition) && !there;
        let phrase = phrase && !(stands && self.note.tokens[said.start + 1].capital);
        let acts = self.finite_at(comma + 1, end)
            || self
                .symbols
                .longest(self.note, self.lexicon, &self.lexicon.acts, comma + 1, end)
                .is_some_and(|hit| self.lexicon.usage(hit.accepts) == Usage::Verb);
        if plain && !phrase && acts && self.person_at(comma + 1, end).is_none() {
            self.drop_subject();
        }
    }

    /// "after the call", "until 4": no clause follows.
    pub(super) fn is_preposition_here(&self, token: usize, end: usize) -> bool {
        // "what he has until then and gave him the hours"
        let when = ["then", "now", "today", "tonight", "tomorrow", "noon"];
        if self.note.is_any(token + 1, &when) {
            return !self.followed_by_finite(token + 1, end);
        }
        if !self.classes(token).has(WordClass::Preposition) {
            return false;
        }
        !(token + 1..(token + 5).min(end)).any(|t| {
            let forms = self.forms(t);
            forms.has(Forms::PAST) || forms.has(Forms::GERUND) || self.auxiliary(t)
        })
    }

    /// "told the nurse about the seizures he had in jail and asked that they start him low": who told it asks for it.
    fn is_asked_for_client(&self, token: usize) -> bool {
        let told = ["argued", "described", "explained", "informed", "showed", "told"];
        let Some(main) = self.main.filter(|main| main.actor == Actor::Staff) else { return false };
        let near = token.saturating_sub(TOLD_REACH);
        let from = main.subject.map_or(near, |subject| near.max(subject as usize));
        self.note.is_any(token, &["asked", "requested"])
            && self.note.is_any(token + 1, &["for", "that", "if", "whether"])
            && (from..token).any(|verb| self.note.is_any(verb, &told))
    }

    /// "Told the judge how ct has done and asked for more time": a clause in the present is not joined to a past verb.
    fn tense_changes(&self, token: usize) -> bool {
        let from = self.frame.subject.map_or(token, |subject| subject as usize + 1);
        const PRESENT: [&str; 8] = ["has", "have", "is", "are", "does", "do", "'s", "’s"];
        // "brought up that he can't take opioids and asked for another": no modal governs a past form.
        let modal = |at: usize| self.classes(at).has(WordClass::Modal) && !self.forms(token).has(Forms::BASE);
        let verb = |at: usize| !self.forms(at).is_empty() && !is_noun_here(self.note, self.lexicon, at);
        let first = (from..token).find(|&at| self.auxiliary(at) || verb(at));
        self.forms(token).has(Forms::PAST)
            && first.is_some_and(|at| {
                let forms = self.forms(at);
                self.note.is_any(at, &PRESENT)
                    || modal(at)
                    || forms.has(Forms::THIRD) && !forms.has(Forms::BASE)
            })
    }

    /// "went over what the PD told him and made a list", "gave Del the letters she was missing and asked for time": a verb that
    /// has an object of its own is no part of the relative clause before it, whose verbs lack theirs.
    fn leaves_relative(&self, verb: usize) -> bool {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return false };
        let article = usize::from(self.classes(subject).any(&[WordClass::Article, WordClass::Possessive]));
        let Some(opener) = subject.checked_sub(1) else { return false };
        let what = self.note.word(opener).eq_ignore_ascii_case("what");
        let noun = || {
            is_noun_here(self.note, self.lexicon, opener)
                && !self.symbols.may_be_person(opener)
                && self.classes(subject).has(WordClass::SubjectPronoun)
        };
        let object = || {
            let next = self.classes(verb + 1);
            next.any(&[WordClass::Article, WordClass::Possessive, WordClass::Number])
                || self.note.is_any(verb + 1, &["that", "for"])
        };
        verb > subject + article + 1 && (what || noun()) && object()
    }

    /// "Called his sister and she put him on, went over the date": who hands over the telephone says no more.
    fn has_put_on(&self, token: usize) -> bool {
        let Some(subject) = self.frame.subject.filter(|_| self.frame.actor != Actor::Staff) else {
            return false;
        };
        (subject as usize + 1..token).any(|put| {
            self.note.is_any(put, &["put"])
                && self.note.is_any(put + 1, &["him", "her", "ct", "client", "pt"])
                && self.note.is_any(put + 2, &["on"])
        })
    }

    /// "Ct asked for bus passes, gave 2 day passes": who asks or needs does not give; the author does.
    fn has_asked(&self, token: usize) -> bool {
        let Some(subject) = self.frame.subject.filter(|_| self.frame.actor == Actor::Client) else {
            return false;
        };
        let asked = (subject as usize + 1..token).take(4).any(|at| {
            self.note.is_any(at, &["needed", "needs", "wanted", "wants", "requested", "requests", "lacked"])
                || self.note.is_any(at, &["asked", "asking"])
                    && self.note.is_any(at + 1, &["for", "about", "how", "what", "if"])
        });
        let gives = [
            "gave",
            "provided",
            "printed",
            "showed",
            "explained",
            "set",
            "linked",
            "referred",
            "helped",
            "did",
        ];
        // "Ct texted asking for a ride, replied with bus times"
        let wrote = (subject as usize + 1..token).take(ASKED_REACH).any(|at| {
            self.note
                .is_any(at, &["asked", "asking", "called", "emailed", "had", "texted", "wanted", "wrote"])
        });
        asked && self.note.is_any(token, &gives)
            || wrote && self.note.is_any(token, &["answered", "replied", "responded"])
    }

    /// "heard the church gave him a bed & set him up with a doctor": all of it is what was heard.
    fn is_hearsay(&self) -> bool {
        self.is_opened_by(&["heard", "learned", "learnt"], &[]) || self.is_told_to_author()
    }

    /// "She told me the van guy drove her, stood in line with her": all of it is what the author was told.
    pub(super) fn is_told_to_author(&self) -> bool {
        self.frame.thing && self.is_opened_by(&TELLS, &["me", "us"])
    }

    /// Whether one of the verbs stands right before the clause's subject.
    fn is_opened_by(&self, verbs: &[&str], whom: &[&str]) -> bool {
        self.frame.subject.is_some_and(|subject| self.is_led_by(subject as usize, verbs, whom))
    }

    /// Whether one of the verbs stands right before `token`, or with one of the words between.
    pub(super) fn is_led_by(&self, token: usize, verbs: &[&str], whom: &[&str]) -> bool {
        (token.saturating_sub(2)..token).any(|verb| {
            let heard = || verb + 1 < token && self.note.is_any(verb + 1, whom);
            self.note.is_any(verb, verbs) && (whom.is_empty() || heard())
        })
    }
}
