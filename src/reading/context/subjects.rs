//! Persons → subjects: who of those that a clause names acts in it, who is an object, whom a pronoun stands for.

use super::Walk;
use super::clauses::TELLS;
use super::is_noun_here;
use super::persons::Person;
use crate::lexicon::{CueClass, Forms, WordClass, WordGroup};
use crate::reading::Actor;
use crate::token::{Kind, Mark};

/// Tokens of a clause in which its subject may be named again.
pub(super) const CLAUSE_REACH: usize = 14;

impl Walk<'_> {
    /// Whether "with him", "w/ ct" stands in the rest of a clause.
    pub(super) fn is_with_client(&self, from: usize, end: usize) -> bool {
        let last_named = self.person.is_none_or(|(_, actor)| actor == Actor::Client);
        let clause = (from..end).take_while(|&token| {
            !self.note.tokens[token].is(Mark::Comma)
                && !self.note.tokens[token].is(Mark::Semicolon)
                && !self.classes(token).any(&[WordClass::Clause, WordClass::Relative, WordClass::Coordinator])
        });
        clause.into_iter().filter_map(|token| self.note.after_with(token).filter(|&whom| whom < end)).any(
            |whom| {
                last_named && self.is_whom(whom, end)
                    || self.person_at(whom, end).is_some_and(|person| person.actor == Actor::Client)
            },
        )
    }

    /// "him", and not the "her" of "her worker".
    pub(super) fn is_whom(&self, token: usize, end: usize) -> bool {
        self.note.is_any(token, &["him", "her", "them"]) && !self.owns(token, end)
    }

    /// "Alvin came to the window, sat w/ him": whoever sat with him, it was not he.
    pub(super) fn is_with_subject(&self, from: usize, end: usize) -> bool {
        let Some(subject) = self.frame.subject.filter(|_| self.frame.actor == Actor::Other) else {
            return false;
        };
        let subject = subject as usize;
        let named = subject..self.person_at(subject, from).map_or(subject + 1, |person| person.end);
        // "Mom called the shelter, talked with her": houses are not "her".
        let come = self.has_come(from - 1);
        let last_named = come
            || self.person.is_some_and(|(at, actor)| {
                actor == Actor::Other && (named.contains(&at) || self.is_outside(at))
            });
        let whom = (from..end.min(from + CLAUSE_REACH))
            .take_while(|&token| {
                !self.is(token, Mark::Comma)
                    && (come || !self.classes(token).any(&[WordClass::Clause, WordClass::Relative]))
            })
            .find_map(|token| self.note.after_with(token).filter(|&whom| whom < end));
        last_named && whom.is_some_and(|whom| self.is_whom(whom, end))
    }

    /// Whether the word stands for an office or a house, or for somebody of one.
    fn is_outside(&self, token: usize) -> bool {
        let symbols = self.lexicon.words.symbols(self.note.words[token]);
        let known = [self.lexicon.organisation, self.lexicon.outside];
        symbols.iter().any(|symbol| *symbol != 0 && known.contains(symbol))
    }

    /// "ct at window, figured out with him what is left", "Dao rang me, told her ct has two weeks left", "ct needed an ID, applied
    /// online with him": nobody does something to or with himself, and no pass orders its like.
    pub(super) fn is_done_beside_subject(&self, verb: usize, end: usize) -> bool {
        // "mom called in, gave her visiting hrs"
        let gave = self.note.is_any(verb, &["gave", "handed", "sent", "showed", "told"]);
        let her = || gave && self.frame.actor == Actor::Other && self.note.is_any(verb + 1, &["her"]);
        let told = self.frame.actor != Actor::Staff && (self.is_whom(verb + 1, end) || her());
        // "Her sister stopped by, took her to the store": who comes for somebody takes her along.
        if self.frame.actor == Actor::Other && self.takes_along(verb) && self.has_come(verb) {
            return false;
        }
        let client = self.frame.actor == Actor::Client || self.frame.thing;
        told || client && self.is_with_client(verb + 1, end)
            || self.frame.actor == Actor::Client && self.is_for_subject(verb + 1, end)
            || self.frame.actor == Actor::Client && self.is_after_client(verb, end)
            || self.is_with_subject(verb + 1, end)
            || self.names_again(verb, end)
    }

    /// "She wants her son on the lease, wrote out for her what they ask for": what is done for somebody, another does.
    fn is_for_subject(&self, from: usize, end: usize) -> bool {
        (from..end.min(from + CLAUSE_REACH))
            .take_while(|&token| {
                self.note.tokens[token].is_word()
                    && !self.classes(token).any(&[
                        WordClass::Clause,
                        WordClass::Relative,
                        WordClass::Coordinator,
                    ])
            })
            .any(|token| self.note.is_any(token, &["for"]) && token + 1 < end && self.is_whom(token + 1, end))
    }

    /// "took her", "picked him up"
    pub(super) fn takes_along(&self, verb: usize) -> bool {
        self.note.is_in(&self.lexicon.words, verb, WordGroup::Taking)
    }

    /// "Ms. Warner called in, went over the costs with her": who comes or calls, and no more than that.
    fn has_come(&self, verb: usize) -> bool {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return false };
        let comma = verb.saturating_sub(1);
        (subject + 1..comma).any(|token| {
            let after = token + 1;
            self.note.is_in(&self.lexicon.words, token, WordGroup::Coming)
                && (after == comma || self.classes(after).any(&[WordClass::Adverb, WordClass::Preposition]))
        })
    }

    /// "Res walked off, went up and down the street looking for him": nobody looks for himself.
    fn is_after_client(&self, verb: usize, end: usize) -> bool {
        let whom = |token: usize| token < end && self.is_whom(token, end);
        (verb..end.min(verb + CLAUSE_REACH)).take_while(|&token| !self.is(token, Mark::Comma)).any(|token| {
            self.note.is_any(token, &["find", "locate", "spot"]) && whom(token + 1)
                || self.note.is_any(token, &["looked", "looking", "searched", "searching"])
                    && self.note.is_any(token + 1, &["for"])
                    && whom(token + 2)
        })
    }

    /// "Landlord mad about noise, went over the rules with landlord", "ct got a denial, wrote the appeal together": the clause
    /// names its supposed subject once more, or both, so that it is another's.
    fn names_again(&self, from: usize, end: usize) -> bool {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return false };
        if self.frame.actor == Actor::Staff || self.frame.thing {
            return false;
        }
        let named = subject..self.person_at(subject, from).map_or(subject + 1, |person| person.end).min(from);
        let same = |token: usize| {
            named.clone().any(|name| {
                let (one, other) = (&self.note.tokens[name], &self.note.tokens[token]);
                one.is_word()
                    && one.hash == other.hash
                    && one.end - one.start > 1
                    && !self.is_function_word(name)
            })
        };
        let last = end.min(from + CLAUSE_REACH);
        for token in from + 1..last {
            let found = &self.note.tokens[token];
            let classes = self.classes(token);
            let closes = [Mark::Comma, Mark::Semicolon, Mark::Period, Mark::Dash, Mark::Colon]
                .iter()
                .any(|&mark| found.is(mark))
                || classes.any(&[WordClass::Clause, WordClass::Relative])
                || classes.has(WordClass::Coordinator) && self.finite_at(token + 1, end);
            if closes {
                return false;
            }
            let word = self.note.word(token);
            if word.eq_ignore_ascii_case("together") {
                return true;
            }
            let owner = self.note.word(token + 1).starts_with(['\'', '’']);
            let client = self.frame.actor == Actor::Client
                && !classes.any(&[WordClass::Pronoun, WordClass::Possessive])
                && self.person_at(token, last).is_some_and(|person| {
                    person.actor == Actor::Client && !self.note.word(person.end).starts_with(['\'', '’'])
                });
            if !owner && (same(token) || client) {
                return true;
            }
        }
        false
    }

    /// Words that name nobody: "the", "her", "of".
    fn is_function_word(&self, token: usize) -> bool {
        self.classes(token).any(&[
            WordClass::Article,
            WordClass::Possessive,
            WordClass::Pronoun,
            WordClass::Preposition,
            WordClass::Coordinator,
        ])
    }

    /// "The nurse was busy, explained it to the clerk": what somebody else was like is why the author did it.
    pub(super) fn is_found_so(&self, verb: usize) -> bool {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return false };
        if self.frame.actor != Actor::Other || self.frame.thing || self.frame.relative {
            return false;
        }
        let after = self.person_at(subject, verb).map_or(subject + 1, |person| person.end);
        // "The worker had 12 people ahead, stood around 40 min"
        let had = self.classes(after).has(WordClass::Have)
            && (self.note.tokens.get(after + 1).is_some_and(|next| next.is_number())
                || self.classes(after + 1).any(&[WordClass::Article, WordClass::Negator, WordClass::Number]));
        let is = self.classes(after).has(WordClass::Be) || had;
        let still = (after + 1..verb).all(|token| {
            let forms = self.forms(token);
            !forms.has(Forms::GERUND) && !forms.has(Forms::PAST) && !forms.has(Forms::PARTICIPLE)
        });
        is && still
    }

    /// "read her email": whether "her" says whose the next word is.
    pub(super) fn owns(&self, pronoun: usize, end: usize) -> bool {
        const NO_NOUN: [WordClass; 8] = [
            WordClass::Adverb,
            WordClass::Article,
            WordClass::Clause,
            WordClass::Coordinator,
            WordClass::Possessive,
            WordClass::Preposition,
            WordClass::Relative,
            WordClass::Condition,
        ];
        let next = pronoun + 1;
        // "helped her fill out the form"
        let does = pronoun
            .checked_sub(1)
            .is_some_and(|verb| self.note.is_in(&self.lexicon.words, verb, WordGroup::Letting))
            && self.forms(next).has(Forms::BASE);
        self.note.word(pronoun).eq_ignore_ascii_case("her")
            && !does
            && next < end
            && self.note.tokens[next].is_word()
            && !self.classes(next).any(&NO_NOUN)
            && self.person_at(next, end).is_none()
            && !self.note.is_any(next, &["home", "back", "there", "to"])
            && !self.is_one_by_one(next)
    }

    /// "line by line", "page by page"
    fn is_one_by_one(&self, token: usize) -> bool {
        let words = &self.note.tokens;
        self.note.is_any(token + 1, &["by"])
            && words.get(token + 2).is_some_and(|again| again.hash == words[token].hash)
    }

    pub(super) fn followed_by_finite(&self, token: usize, end: usize) -> bool {
        let mut at = token;
        // An apposition in brackets or after a comma: "the ward social worker (Ines) said", "Mr. Lem, his PO, said".
        if self.is(at, Mark::Open) {
            let close = (at..(at + 8).min(end)).find(|&t| self.is(t, Mark::Close));
            let Some(close) = close else { return false };
            at = close + 1;
        }
        // "His PO, Ms. Diaz, drove him"
        if self.is(at, Mark::Comma)
            && let Some(close) =
                self.symbols.name_end(at + 1).filter(|&close| close < end && self.is(close, Mark::Comma))
        {
            at = close + 1;
        }
        if self.classes(at).has(WordClass::Reflexive) || self.is(at, Mark::Period) && self.ends_title(at) {
            at += 1;
        }
        if self.finite_at(at, end) {
            return true;
        }
        // "someone from her church is driving": a short phrase between the noun and its verb.
        let classes = self.classes(at);
        classes.has(WordClass::Preposition)
            && !classes.has(WordClass::Clause)
            && (at + 2..(at + 6).min(end))
                .take_while(|&t| {
                    self.note.tokens[t].is_word()
                        && !self.classes(t).any(&[
                            WordClass::Coordinator,
                            WordClass::Clause,
                            WordClass::Preposition,
                        ])
                })
                .any(|t| {
                    self.auxiliary(t)
                        || t > at + 1 && self.forms(t).has(Forms::PAST) && !self.forms(t).has(Forms::BASE)
                })
    }

    pub(super) fn followed_by_finite_or_subject(&self, token: usize, end: usize) -> bool {
        self.finite_at(token, end)
            || self.person_at(token, end).is_some_and(|person| self.followed_by_finite(person.end, end))
    }

    /// Whether the person is a subject: not governed, and a finite verb follows, or the clause has no verb yet.
    pub(super) fn is_subject(&self, token: usize, person: Person, end: usize) -> bool {
        let (after, _) = self.group_end(person, end);
        // "the doctor's worries": what somebody has is no verb.
        let owns = person.thing
            && matches!(self.note.word(person.end - 1), "'s" | "’s")
            && !self.auxiliary(person.end);
        // "After court went over it with her PO": when the author did it.
        let occasion = person.end == token + 1
            && self.note.is_in(&self.lexicon.words, token, WordGroup::Occasion)
            && self.after_preposition(token);
        if owns || occasion || self.is_entry_of_log(after, end) {
            return false;
        }
        let finite = self.followed_by_finite(after, end);
        if self.governed(token, finite && !(person.thing && self.after_preposition(token)))
            || self.is_in_company(token, end)
        {
            return false;
        }
        if finite {
            return true;
        }
        let text = self.note.word(after);
        // "Ofelia tell me he was there"
        let speaks = self.forms(after).has(Forms::BASE) && self.note.is_any(after + 1, &["me", "us"]);
        let infinitive = text.eq_ignore_ascii_case("to") && self.forms(after + 1).has(Forms::BASE);
        let plural = self.classes(token).has(WordClass::SubjectPronoun);
        let bare = self.forms(after).has(Forms::BASE) && plural;
        let that =
            token.checked_sub(1).is_some_and(|before| self.note.word(before).eq_ignore_ascii_case("that"));
        if that && self.forms(after).has(Forms::BASE) {
            return true;
        }
        let reduced = self.forms(after).has(Forms::GERUND);
        if !self.frame.has_verb && (infinitive || bare || reduced || speaks) {
            return true;
        }
        // A clause without a verb: "Ct late", "PO not in office", but "Ct's PO" as a header-like start stays open.
        let first = token.checked_sub(1).is_none_or(|before| {
            !self.note.tokens[before].is_word() || self.note.tokens[token].lines_before > 0
        });
        let clause_first = first || self.frame.clause != self.clause;
        !self.frame.has_verb
            && clause_first
            && self.frame.subject.is_none()
            && !person.thing
            && self.verbless(after, end)
    }

    /// "Parent Center, 10 min, signed mom up": the line of a log tells with whom and how long, and then what the author did.
    fn is_entry_of_log(&self, after: usize, end: usize) -> bool {
        let unit = [WordClass::Minute, WordClass::Hour];
        // "Parent Center": the rest of a name.
        let after = (after..end.min(after + 3))
            .find(|&at| !self.note.tokens[at].is_word() || !self.note.tokens[at].capital)
            .unwrap_or(after);
        after + 3 < end
            && (self.is(after, Mark::Comma) || self.is(after, Mark::Dash))
            && self.note.tokens[after + 1].is_number()
            && self.classes(after + 2).any(&unit)
            && (self.is(after + 3, Mark::Comma) || self.is(after + 3, Mark::Dash))
    }

    /// "after the hearing": a preposition that could also open a clause.
    pub(super) fn after_preposition(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            self.classes(before).has(WordClass::Clause) && self.classes(before).has(WordClass::Preposition)
        })
    }

    /// Whether no finite verb stands in the rest of the clause.
    pub(super) fn verbless(&self, from: usize, end: usize) -> bool {
        for token in from..end.min(from + 12) {
            if let Kind::Mark(mark) = self.note.tokens[token].kind
                && matches!(
                    mark,
                    Mark::Comma | Mark::Semicolon | Mark::Period | Mark::Dash | Mark::Colon | Mark::Open
                )
            {
                return mark != Mark::Colon;
            }
            if self.forms(token).has(Forms::PAST) || self.auxiliary(token) {
                return false;
            }
        }
        true
    }

    /// Whether the person at `token` is the object of a preposition or a verb.
    pub(super) fn governed(&self, token: usize, finite: bool) -> bool {
        let Some(mut before) = token.checked_sub(1) else { return false };
        if self.note.tokens[token].lines_before > 1 {
            return false;
        }
        // "at work I made": these forms are never objects.
        let pronoun = self.note.is_any(token, &["i", "we", "he", "she", "they"]);
        // "after group CM drove", "missed the bus CM ran her over": nor is the author where a finite verb follows.
        // "On the bench outside CM and ct called": where, and then who.
        let there = ["outside", "inside", "upstairs", "downstairs", "nearby"];
        let behind_place = self.note.is_any(before, &there);
        let author =
            self.is_author(token) && (behind_place || !self.classes(before).has(WordClass::Preposition));
        let acts = || self.finite_at(token + 1, self.note.tokens.len()) || self.joins_persons(token + 1);
        if finite && (pronoun || author && acts()) {
            return false;
        }
        // "noticed that PO drove him": what was noticed is a clause of its own.
        if finite && self.note.word(token).eq_ignore_ascii_case("that") && self.forms(before).has(Forms::PAST)
        {
            return false;
        }
        // "told her the shelter faxed it": no possessive stands before an article.
        let whom =
            self.classes(token).has(WordClass::Article) && self.classes(before).has(WordClass::Pronoun);
        if !whom && self.classes(before).any(&[WordClass::Article, WordClass::Possessive]) {
            match before.checked_sub(1) {
                Some(earlier) => before = earlier,
                None => return false,
            }
        }
        if !self.note.tokens[before].is_word() {
            // "w/ ct", "called/texted ct"
            return self.is(before, Mark::Slash)
                && before.checked_sub(1).is_some_and(|b| {
                    let w = self.note.word(b);
                    w.eq_ignore_ascii_case("w") || w.eq_ignore_ascii_case("c")
                });
        }
        let classes = self.classes(before);
        if classes.has(WordClass::Clause) && finite {
            return false;
        }
        if classes.any(&[WordClass::Preposition]) {
            return true;
        }
        if self.note.word(before).eq_ignore_ascii_case("to") {
            return true;
        }
        if classes.any(&[
            WordClass::Coordinator,
            WordClass::Relative,
            WordClass::Condition,
            WordClass::Adverb,
        ]) {
            return false;
        }
        let forms = self.forms(before);
        // "In the lobby mom faxed it": a place, and no verb whose object she is.
        let place = || finite && is_noun_here(self.note, self.lexicon, before);
        if forms.is_empty() || classes.has(WordClass::Be) || place() {
            return false;
        }
        // "was told the church drove him"
        let was_told = finite
            && self.note.word(before).eq_ignore_ascii_case("told")
            && before.checked_sub(1).is_some_and(|be| self.classes(be).has(WordClass::Be));
        let report = was_told
            || finite
                && self
                    .symbols
                    .longest(self.note, self.lexicon, &self.lexicon.cues, before, token)
                    .is_some_and(|cue| {
                        matches!(CueClass::at(cue.accepts), Some(CueClass::Report | CueClass::Hypothetical))
                    });
        !report
    }

    pub(super) fn take_subject(&mut self, token: usize, person: Person) {
        let end = self.note.tokens.len();
        let (after, actor) = self.group_end(person, end.min(token + 40));
        if !self.note.word(token).eq_ignore_ascii_case("they") {
            let listed = actor == Actor::Staff && after > person.end;
            self.company.take_subject(listed, actor == Actor::Other && !person.thing);
        }
        let joined = token.checked_sub(1).is_none_or(|before| {
            matches!(self.note.tokens[before].kind, Kind::Mark(_))
                || self.classes(before).has(WordClass::Coordinator)
        });
        // "Told him no, but that Monday's test was negative"
        let that = self.frame.has_verb && self.note.word(token).eq_ignore_ascii_case("that");
        // "so CM waited, drove him": a consequence is embedded in nothing.
        // "told her the van guy drove him": what was told.
        let told = self.is_led_by(token, &TELLS, &["him", "her", "them"]);
        let opener = that
            || told
            || token.checked_sub(1).is_some_and(|before| {
                self.classes(before).any(&[WordClass::Clause, WordClass::Relative, WordClass::Condition])
                    && !self.classes(before).has(WordClass::Coordinator)
                    && !(actor == Actor::Staff && self.note.word(before).eq_ignore_ascii_case("so"))
            });
        if opener || (self.frame.has_verb && !joined) {
            self.main.get_or_insert(self.frame);
        } else {
            self.main = None;
        }
        if self.frame.has_verb || self.frame.subject.is_some() {
            let scope = self.frame.scope;
            self.open_clause();
            // "if ct calls": the condition covers the clause that it opens.
            self.frame.scope =
                scope.filter(|scope| scope.class == CueClass::Condition && token <= scope.end as usize + 2);
        }
        self.frame.actor = actor;
        self.frame.subject = Some(token as u32);
        self.frame.thing = person.thing;
        self.frame.governor = None;
        self.frame.relative = false;
        self.frame.failed = false;
        self.remember(token, Person { actor, ..person });
    }

    pub(super) fn remember(&mut self, token: usize, person: Person) {
        if person.actor != Actor::Staff && !person.thing {
            self.antecedent = person.actor;
        }
        self.person = Some((token.max(person.end - 1), person.actor));
    }

    pub(super) fn note_object(&mut self, token: usize, person: Person) {
        if let Some(governor) = &mut self.frame.governor {
            let takes = matches!(governor.class, CueClass::Directive | CueClass::Teaching);
            if takes && governor.object.is_none() && token <= governor.end as usize + 3 && !person.thing {
                governor.object = Some(person.actor);
            }
        }
        self.note_company(token, person);
        self.person = Some((person.end - 1, person.actor));
        if person.actor == Actor::Other && !person.thing && !self.classes(token).has(WordClass::Pronoun) {
            self.antecedent = Actor::Other;
        } else if person.actor == Actor::Client && !self.classes(token).has(WordClass::Pronoun) {
            self.antecedent = Actor::Client;
        }
    }
}
