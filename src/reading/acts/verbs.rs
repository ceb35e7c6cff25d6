//! A verb's phrase + frame → actor and status: subjects, governors, passives, purposes, means.

use super::super::context::{Frame, Governor, governs, is_noun_here};
use super::{Draft, Settler};
use crate::diagnostic::Confidence;
use crate::lexicon::{CueClass, EntryKind, Forms, Role, Section, Usage, WordClass, WordGroup};
use crate::reading::names::{role, stands_for_author, stands_for_client};
use crate::reading::{Activity, Actor, Evidence, Mention, Status};
use crate::token::Mark;

/// Tokens between a passive and "by" with its agent.
const AGENT_REACH: usize = 6;
/// Tokens before "to" in which the verb stands whose purpose follows.
const PURPOSE_REACH: usize = 12;
/// The same where those are named who came together for it.
const JOINT_REACH: usize = 16;
/// Tokens behind "sat" or "met" in which it is told with whom: "sat down at the hospital with Otis".
const WITH_REACH: usize = 6;
/// Words before "to" that make what follows no purpose.
const MODAL_LIKE: [WordClass; 4] = [WordClass::Be, WordClass::Have, WordClass::Modal, WordClass::Negator];
/// Tokens between "be" and its participle.
const PARTICIPLE_REACH: usize = 4;
/// Tokens before its means in which an act's verb is looked for.
const VERB_REACH: usize = 14;

impl Settler<'_> {
    /// "walked both banks trying to find him", "checked the park, hunting for her": the verb that tells how, where the
    /// participle of an act that has a way tells what for.
    pub(super) fn verb_of_participle(&self, mention: &Mention) -> Option<usize> {
        let head = mention.tokens.start;
        let sought = mention.usage == Usage::Verb
            && mention.head == head
            && self.entry(mention).is_some_and(|entry| !entry.way.is_empty())
            && self.note.forms(head).has(Forms::GERUND)
            && head > self.sentence_start(mention)
            && !self.note.classes(&self.lexicon.words, head - 1).any(&[
                WordClass::Be,
                WordClass::Coordinator,
                WordClass::Preposition,
            ]);
        if !sought {
            return None;
        }
        let clause = self.frame(head).clause;
        let told = |token: usize| {
            let mentions = &self.context.mentions;
            let after = mentions.partition_point(|mention| mention.tokens.start <= token);
            mentions[after.saturating_sub(2)..after].iter().any(|mention| mention.tokens.contains(&token))
        };
        (self.sentence_start(mention).max(head.saturating_sub(VERB_REACH))..head)
            .rev()
            .take_while(|&token| self.frame(token).clause == clause && !told(token))
            .filter(|&token| self.note.forms(token).has(Forms::PAST))
            .filter(|&token| !is_noun_here(self.note, self.lexicon, token))
            .find(|&token| {
                !self.note.classes(&self.lexicon.words, token).any(&[
                    WordClass::Be,
                    WordClass::Have,
                    WordClass::Do,
                ])
            })
    }

    /// The act whose means or place this is: the clause's verb before it decides, else it stands as a noun does.
    pub(super) fn means(&self, mention: &Mention) -> Activity {
        let start = self.sentence_start(mention);
        let clause = self.frame(mention.tokens.start).clause;
        let verb = (start.max(mention.tokens.start.saturating_sub(VERB_REACH))..mention.tokens.start)
            .rev()
            .take_while(|&token| self.frame(token).clause == clause)
            .filter(|&token| {
                let forms = self.note.forms(token);
                !forms.is_empty()
                    && !is_noun_here(self.note, self.lexicon, token)
                    && !self.note.classes(&self.lexicon.words, token).any(&[
                        WordClass::Be,
                        WordClass::Have,
                        WordClass::Do,
                    ])
            });
        let finite = |&token: &usize| self.note.forms(token).has(Forms::PAST);
        let verb = verb.clone().find(finite).or_else(|| verb.clone().next());
        let mention = match verb {
            Some(verb) if self.frame(verb).thing => {
                // "ROI went out by fax": things do not send themselves.
                let means = Mention {
                    usage: Usage::State,
                    head: verb,
                    tokens: verb..mention.tokens.end,
                    ..mention.clone()
                };
                return self.settle_thing(&means);
            }
            Some(verb) => Mention {
                usage: Usage::Verb,
                head: verb,
                tokens: verb..mention.tokens.end,
                ..mention.clone()
            },
            None => Mention { usage: Usage::Noun, ..mention.clone() },
        };
        self.settle(&mention)
    }

    /// An act whose verb has a thing for its subject: the author's, as a passive's is.
    pub(super) fn settle_thing(&self, mention: &Mention) -> Activity {
        let mut activity = self.settle(&Mention { usage: Usage::Verb, ..mention.clone() });
        if activity.actor == Actor::Other
            && !activity.evidence.iter().any(|evidence| evidence.reason == "actor.by")
        {
            activity.actor = Actor::Staff;
            activity.confidence = Confidence::Low;
            activity.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
        }
        activity
    }

    /// An act led by a verb: its form, its subject and its governor decide.
    pub(super) fn verb(&self, mention: &Mention, head: usize) -> Draft {
        let forms = self.note.forms(head);
        let before = head.checked_sub(1).filter(|&before| before >= self.sentence_start(mention));
        let frame = self.corrected(self.frame(head), mention, before);
        let mut draft = self.subject(&frame);
        let auxiliary = self.auxiliary_before(mention, head);
        let preposition =
            before.is_some_and(|b| self.note.classes(&self.lexicon.words, b).has(WordClass::Preposition));
        let to = before
            .filter(|&b| self.note.word(b).eq_ignore_ascii_case("to"))
            .or_else(|| self.joined_infinitive(mention, head));

        let by =
            before.is_some_and(|b| self.note.word(b).eq_ignore_ascii_case("by")) && forms.has(Forms::GERUND);
        // A statement's own negation is part of it: "failed to appear".
        let own = mention.usage == Usage::State
            && frame.governor.is_some_and(|governor| mention.tokens.contains(&(governor.token as usize)));
        let frame = if by || own { Frame { governor: None, ..frame } } else { frame };
        if let Some(governor) =
            frame.governor.filter(|_| governs(self.note, self.lexicon, &frame, head, forms))
        {
            self.governed(mention, governor, &mut draft);
        } else if let Some(no) = before.filter(|&before| self.note.is_any(before, &["no", "zero"])) {
            // "No contact w/ any ct today", "no calls to the school": nouns.
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", no..no + 1));
        } else if forms.has(Forms::GERUND) {
            self.gerund(mention, head, preposition, &mut draft);
        } else if let Some(to) = to.filter(|_| forms.has(Forms::BASE)) {
            self.infinitive(mention, &frame, to, &mut draft);
        } else if forms.has(Forms::BASE) && !forms.has(Forms::PAST) {
            self.bare(mention, &frame, head, &mut draft);
        } else if forms.has(Forms::PARTICIPLE) {
            // "were faxed"; "ct driven to court"
            let bare = !forms.has(Forms::PAST) && auxiliary.is_none() && frame.subject.is_some();
            if auxiliary.is_none() && self.is_its_own_subject(mention, &frame, head) {
                draft.actor = Actor::Staff;
                draft.confidence = Confidence::Low;
                draft.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
            } else if auxiliary == Some(WordClass::Be) || bare {
                self.passive(mention, &frame, &mut draft);
            }
            // "asked that the letter be faxed": what was wished for.
            let wished = before.filter(|&be| {
                self.note.word(be).eq_ignore_ascii_case("be")
                    && be.checked_sub(1).is_none_or(|to| !self.note.word(to).eq_ignore_ascii_case("to"))
            });
            if let Some(be) = wished {
                draft.status = Status::Hypothetical;
                draft.evidence.push(self.evidence("status.hypothetical", be..be + 1));
            }
        }
        // "Filed nothing, faxed nothing", "nothing entered in Sage"
        let nothing = |token: &usize| self.note.is_any(*token, &["nothing", "nobody", "none"]);
        let negator = before.into_iter().chain([head + 1]).find(nothing);
        if let Some(negator) = negator.filter(|_| !self.tells_a_miss(mention)) {
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
        }
        self.scope(&frame, &mut draft);
        draft
    }

    /// "an appointment booked with the VA": the subject is what the phrase begins with, a thing to which it was done.
    fn is_its_own_subject(&self, mention: &Mention, frame: &Frame, head: usize) -> bool {
        let first = mention.tokens.start;
        let Some(subject) = frame.subject.map(|subject| subject as usize) else { return false };
        let person = |token: usize| {
            let classes = self.note.classes(&self.lexicon.words, token);
            self.context.symbols.may_be_person(token)
                || classes.any(&[WordClass::Pronoun, WordClass::SubjectPronoun])
        };
        let own = (first.saturating_sub(1)..head).contains(&subject);
        mention.usage == Usage::Verb && first < head && own && !person(subject) && !person(first)
    }

    /// What a cue makes of the act that it governs.
    pub(super) fn governed(&self, mention: &Mention, governor: Governor, draft: &mut Draft) {
        let cue = governor.token as usize..governor.end as usize;
        let contact = mention.dials
            || self.entry(mention).is_some_and(|entry| {
                matches!(entry.name.as_ref(), "contact" | "unsuccessful-contact" | "voicemail-left")
            });
        // "helped her go through her meds with the nurse": help that staff gave, unless it is hers to make a call.
        let helped = governor.class == CueClass::Teaching
            && self.note.word(governor.token as usize).to_ascii_lowercase().starts_with("help")
            && self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Intervention);
        if helped && !mention.dials {
            return;
        }
        let (status, reason) = match governor.class {
            CueClass::Future | CueClass::Coming => (Status::Planned, "status.future"),
            CueClass::Hypothetical => (Status::Hypothetical, "status.hypothetical"),
            CueClass::Condition => (Status::Hypothetical, "status.condition"),
            CueClass::Topic | CueClass::Report => (Status::Hypothetical, "status.topic"),
            CueClass::Negative => (Status::Negated, "status.negative"),
            CueClass::Unable if contact => (Status::Attempted, "status.unable"),
            CueClass::Unable => (Status::Negated, "status.unable"),
            CueClass::Attempt => (Status::Attempted, "status.attempt"),
            CueClass::Achieve => (Status::Done, "status.achieve"),
            CueClass::Historical => (Status::Historical, "status.historical"),
            CueClass::Directive => (Status::Planned, "status.directive"),
            CueClass::Teaching => (Status::Taught, "status.teaching"),
        };
        match governor.class {
            CueClass::Directive => draft.actor = governor.object.unwrap_or(Actor::Other),
            CueClass::Teaching => draft.actor = governor.object.unwrap_or(Actor::Client),
            _ => {}
        }
        draft.status = status;
        draft.evidence.push(self.evidence(reason, cue));
    }

    /// "waiting in the lobby": the author's, unless a person or a topic stands before it.
    pub(super) fn gerund(&self, mention: &Mention, head: usize, preposition: bool, draft: &mut Draft) {
        let Some(before) = head.checked_sub(1).filter(|&before| before >= self.sentence_start(mention))
        else {
            return;
        };
        // "No waiting", "25 min, no further driving".
        let negates = |&token: &usize| self.note.classes(&self.lexicon.words, token).has(WordClass::Negator);
        let further = before.checked_sub(1).filter(|_| self.is_plain(before));
        if let Some(negator) = Some(before).filter(negates).or(further.filter(negates)) {
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
            return;
        }
        let role = role(self.note, self.lexicon, before);
        let frame = self.frame(head);
        let object = frame.subject != Some(before as u32);
        if let Some(role) = role.filter(|_| object) {
            draft.actor = match role {
                Role::Staff => Actor::Staff,
                Role::Client => Actor::Client,
                _ => Actor::Other,
            };
            draft.evidence.push(self.evidence("actor.object", before..head));
        }
        // "The first hour went to hauling his boxes", "the rest was spent waiting": nobody else is named.
        let spent = self.note.word(before).eq_ignore_ascii_case("spent")
            || self.note.word(before).eq_ignore_ascii_case("to")
                && before
                    .checked_sub(1)
                    .is_some_and(|went| self.note.word(went).eq_ignore_ascii_case("went"));
        // "The rest was explaining the voucher": what the time was.
        let was = self.note.classes(&self.lexicon.words, before).has(WordClass::Be)
            && before.checked_sub(1).is_some_and(|time| {
                let what = self.note.word(time).to_ascii_lowercase();
                matches!(what.as_str(), "rest" | "remainder" | "balance" | "time" | "hour")
                    || self.note.classes(&self.lexicon.words, time).any(&[WordClass::Minute, WordClass::Hour])
            });
        if (spent || was) && frame.actor != Actor::Staff && draft.actor == Actor::Other {
            draft.actor = Actor::Staff;
            draft.confidence = Confidence::Low;
            draft.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
        }
        let word = self.note.word(before).to_ascii_lowercase();
        // "talked the landlord into waiting": whom it was talked into does it.
        let talked = before.checked_sub(1).filter(|&whom| {
            word == "into"
                && (self.note.is_any(whom, &["him", "her", "them"])
                    || self
                        .lexicon
                        .words
                        .symbols(self.note.words[whom])
                        .iter()
                        .any(|&symbol| self.lexicon.role(symbol).is_some_and(|role| role != Role::Staff)))
        });
        if let Some(whom) = talked {
            draft.actor = Actor::Other;
            draft.status = Status::Planned;
            draft.evidence.push(self.evidence("actor.object", whom..head));
        }
        if matches!(word.as_str(), "him" | "her" | "them") && frame.has_verb {
            draft.actor = Actor::Client;
            draft.evidence.push(self.evidence("actor.object", before..head));
        }
        // "Worked with Amos on calling for his own refill": what she learns to do.
        let learnt = word == "on"
            && (self.sentence_start(mention)..before).rev().take(6).any(|token| {
                self.note.is_any(token, &["worked", "practiced", "coached"])
                    && (token + 1..before).any(|with| {
                        self.note.word(with).eq_ignore_ascii_case("with")
                            || self.note.word(with).eq_ignore_ascii_case("w")
                    })
            });
        if learnt {
            draft.actor = Actor::Client;
            draft.status = Status::Taught;
            draft.evidence.push(self.evidence("status.teaching", before..head));
        }
        // "linked ct to LIHEAP for help paying the bill"
        if matches!(word.as_str(), "help" | "assistance" | "trouble" | "difficulty") {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.topic", before..head));
        }
        if preposition
            && matches!(
                word.as_str(),
                "about" | "abt" | "re" | "regarding" | "of" | "from" | "against" | "without"
            )
        {
            let minutes = before.checked_sub(1).is_some_and(|b| {
                self.note.classes(&self.lexicon.words, b).any(&[WordClass::Minute, WordClass::Hour])
            });
            if !(minutes && word == "of") {
                draft.status = Status::Hypothetical;
                draft.evidence.push(self.evidence("status.topic", before..head));
            }
        }
    }

    /// "used to drive her & sit outside": the "to" of the verb that a bare form is joined to.
    fn joined_infinitive(&self, mention: &Mention, head: usize) -> Option<usize> {
        let words = &self.lexicon.words;
        let joins = head
            .checked_sub(1)
            .filter(|&joins| self.note.classes(words, joins).has(WordClass::Coordinator))?;
        let first = self.sentence_start(mention).max(joins.saturating_sub(PURPOSE_REACH));
        let verb =
            (first..joins).rev().take_while(|&token| self.note.tokens[token].is_word()).find(|&token| {
                !self.note.forms(token).is_empty() && !is_noun_here(self.note, self.lexicon, token)
            })?;
        verb.checked_sub(1).filter(|&to| to >= first && self.note.word(to).eq_ignore_ascii_case("to"))
    }

    /// "Ct to call": planned. "went over to confirm the visit": an activity's purpose is taken to have been met.
    pub(super) fn infinitive(&self, mention: &Mention, frame: &Frame, to: usize, draft: &mut Draft) {
        let subject_before = frame.subject.is_some() && !frame.has_verb;
        let activity = self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Activity);
        let start = to == self.sentence_start(mention);
        // "another 4 min to leave a message", "it took us 45 min to fill it out": time that went by.
        let timed = to.checked_sub(1).is_some_and(|unit| {
            self.note.classes(&self.lexicon.words, unit).any(&[WordClass::Minute, WordClass::Hour])
        });
        if timed && self.section(mention) != Some(Section::Plan) && !self.is_still_needed(mention, to) {
            draft.confidence = Confidence::Low;
            if frame.actor == Actor::Other && frame.thing {
                draft.actor = Actor::Staff;
            }
        } else if subject_before || start || self.section(mention) == Some(Section::Plan) {
            draft.status = Status::Planned;
            draft.evidence.push(self.evidence("status.to", to..to + 1));
        } else if activity && frame.actor == Actor::Staff && self.rides_along(mention, to) {
            draft.actor = Actor::Client;
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.purpose", to..to + 1));
        } else if activity
            && frame.actor == Actor::Staff
            && !self.note.classes(&self.lexicon.words, to.saturating_sub(1)).any(&MODAL_LIKE)
            && (self.sentence_start(mention)..to)
                .rev()
                .take(PURPOSE_REACH)
                .any(|token| self.note.classes(&self.lexicon.words, token).has(WordClass::Motion))
        {
            draft.confidence = Confidence::Low;
            draft.evidence.push(self.evidence("status.purpose", to..to + 1));
        } else if self.is_joint_purpose(mention, frame, to) {
            draft.confidence = Confidence::Low;
        } else {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.purpose", to..to + 1));
        }
    }

    /// "Took ct to the store to buy food", "went with her to the bank to cash her check": what the client was taken for is hers.
    fn rides_along(&self, mention: &Mention, to: usize) -> bool {
        let first = self.sentence_start(mention).max(to.saturating_sub(PURPOSE_REACH));
        let Some(motion) = (first..to).rev().find(|&token| {
            let classes = self.note.classes(&self.lexicon.words, token);
            classes.has(WordClass::Motion) || self.note.is_in(&self.lexicon.words, token, WordGroup::Taking)
        }) else {
            return false;
        };
        let company = (motion + 1..to).find_map(|token| self.note.after_with(token)).unwrap_or(motion + 1);
        // "took her to", and not "took her forms to" or "took ct's forms to"
        let next = self.note.classes(&self.lexicon.words, company + 1);
        stands_for_client(self.note, self.lexicon, company)
            && next.any(&[WordClass::Preposition, WordClass::Adverb])
    }

    /// The frame of a verb, with the subject that the verb itself tells.
    fn corrected(&self, frame: Frame, mention: &Mention, before: Option<usize>) -> Frame {
        // "which trolley gets him to our door": a noun right before a verb in the third person is its subject.
        let third = before.is_some_and(|noun| {
            let forms = self.note.forms(noun + 1);
            forms.has(Forms::THIRD) && !forms.has(Forms::BASE)
        });
        let which = |noun: usize| noun > 0 && self.note.is_any(noun - 1, &["what", "which", "whose"]);
        let noun = before.filter(|&noun| third && (which(noun) || self.is_plain_noun(noun)));
        if let Some(noun) = noun.filter(|_| frame.subject.is_none()) {
            return Frame { actor: Actor::Other, subject: Some(noun as u32), thing: true, ..frame };
        }
        // "Res walked off, went up and down the street looking for him": nobody looks for himself.
        let sought = self.entry(mention).is_some_and(|entry| entry.name == "search")
            && mention.tokens.clone().any(|token| {
                self.note.is_any(token, &["for", "find", "locate", "spot"])
                    && self.note.is_any(token + 1, &["her", "him", "them"])
            });
        if sought && frame.actor == Actor::Client {
            return Frame { actor: Actor::Staff, subject: None, thing: false, ..frame };
        }
        frame
    }

    /// Whether a word is neither a verb, nor somebody, nor a word of grammar.
    fn is_plain_noun(&self, token: usize) -> bool {
        self.is_plain(token)
            && !self.note.tokens[token].capital
            && self.note.words[token] != 0
            && role(self.note, self.lexicon, token).is_none()
    }

    /// "needs 10 min to call", "has 30 days to appeal", "will take an hour to fill out".
    fn is_still_needed(&self, mention: &Mention, to: usize) -> bool {
        let before = self.sentence_start(mention).max(to.saturating_sub(PURPOSE_REACH))..to;
        before.into_iter().any(|token| {
            self.note.classes(&self.lexicon.words, token).any(&[
                WordClass::Have,
                WordClass::Modal,
                WordClass::Negator,
            ]) || self.note.is_any(token, &["need", "needs", "needed", "takes", "gets", "given", "get"])
        })
    }

    /// "sat with ct to fill out the form", "stayed on with the manager to settle the rules": what they came together for.
    fn is_joint_purpose(&self, mention: &Mention, frame: &Frame, to: usize) -> bool {
        let helps = self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Intervention);
        // "Met with Dwayne at the office 1:00-1:30, 30 min, to go over his budget": times are no words.
        let mut words = 0;
        let reach = (self.sentence_start(mention)..to).rev().take_while(|&token| {
            words += usize::from(self.note.tokens[token].is_word());
            words <= JOINT_REACH
        });
        let before = reach.last().unwrap_or(to)..to;
        let verb = before
            .filter(|&token| self.frame(token).clause == frame.clause)
            .find(|&token| self.note.classes(&self.lexicon.words, token).has(WordClass::Joining));
        let with = |token: usize| self.note.is_any(token, &["with", "w", "c"]);
        // "Met Denise to link her with the clinic"
        let whom = |verb: usize| {
            self.note.word(verb).eq_ignore_ascii_case("met") && self.context.symbols.may_be_person(verb + 1)
        };
        helps
            && frame.actor == Actor::Staff
            && verb.is_some_and(|verb| whom(verb) || (verb + 1..to).take(WITH_REACH).any(with))
    }

    /// "Drive out 15 min": done, unless the section or a day says that it is still to come.
    pub(super) fn bare(&self, mention: &Mention, frame: &Frame, head: usize, draft: &mut Draft) {
        let modal = head
            .checked_sub(1)
            .is_some_and(|before| self.note.classes(&self.lexicon.words, before).has(WordClass::Modal));
        if modal {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.hypothetical", head - 1..head));
            return;
        }
        // "order is at the front desk for him": a thing that something is told of.
        if self.note.classes(&self.lexicon.words, head + 1).has(WordClass::Be) {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.topic", head + 1..head + 2));
            return;
        }
        // "Called the manager re: help w/ rent": what the call was about.
        let topic = head.checked_sub(2).filter(|&re| {
            self.note.tokens[head - 1].is(Mark::Colon) && self.note.word(re).eq_ignore_ascii_case("re")
        });
        if let Some(re) = topic {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.topic", re..re + 1));
            return;
        }
        // "so he could have somebody come keep him company": behind another verb and its object, no act of the author.
        let behind = head.checked_sub(1).is_some_and(|before| {
            frame.has_verb
                && mention.tokens.start == head
                // "did the interview call": a noun before it makes it one.
                && !is_noun_here(self.note, self.lexicon, before)
                && self.note.tokens[before].is_word()
                && self.note.tokens[head].lines_before == 0
                && !self.note.classes(&self.lexicon.words, before).any(&[
                    WordClass::Coordinator,
                    WordClass::Adverb,
                    // "did complete the packet"
                    WordClass::Do,
                    WordClass::FirstPerson,
                ])
        });
        if behind {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.purpose", head..head + 1));
            return;
        }
        // "Huddle on Monday's intake list": a thing of that day, not the day of the act.
        let weekday = !self.is_scheduling(mention)
            && self.clause_tokens(mention, frame.clause).any(|token| {
                token > head
                    && self.note.classes(&self.lexicon.words, token).has(WordClass::Weekday)
                    && !matches!(self.note.word(token + 1), "'s" | "’s")
            });
        // "G: Pay down arrears"
        let ahead = matches!(self.section(mention), Some(Section::Plan | Section::Goal));
        // "P: CC & pt filled out the form": a phrase that begins with who did it.
        let done = stands_for_author(self.note, self.lexicon, head)
            && mention.tokens.clone().any(|token| self.note.forms(token).has(Forms::PAST));
        if ahead && !done || (weekday && frame.subject.is_none()) {
            draft.status = Status::Planned;
            draft.evidence.push(Evidence { reason: "status.section", span: None });
        } else {
            draft.confidence = Confidence::Low;
            draft.evidence.push(Evidence { reason: "status.bare-form", span: None });
        }
    }

    /// "records were faxed": the author's; "ct was transported": somebody's.
    pub(super) fn passive(&self, mention: &Mention, frame: &Frame, draft: &mut Draft) {
        let person = frame.subject.is_some() && !frame.thing;
        draft.confidence = Confidence::Low;
        let waits = self.entry(mention).is_some_and(|entry| entry.name == "waiting");
        if person && frame.actor == Actor::Staff && waits {
            // "We were parked on a bench": nobody else's doing.
        } else if person && frame.actor != Actor::Staff {
            draft.actor = Actor::Other;
            draft.evidence.push(Evidence { reason: "actor.passive-subject", span: None });
        } else if person {
            draft.actor = Actor::Other;
            draft.evidence.push(Evidence { reason: "actor.passive", span: None });
        } else {
            draft.actor = Actor::Staff;
            draft.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
        }
    }

    /// The participle of a phrase that is a passive itself: "records were faxed".
    pub(super) fn participle_within(&self, mention: &Mention) -> Option<usize> {
        let words = &self.lexicon.words;
        let mut tokens = mention.tokens.clone();
        let be = tokens.find(|&token| self.note.classes(words, token).has(WordClass::Be))?;
        // "Asked the manager whether the deposit could be split", "Asked for two payments to be moved": within what was asked.
        let wished = be > mention.head + 1 && self.note.word(be - 1).eq_ignore_ascii_case("to");
        let told = wished
            || (mention.head + 1..be).any(|token| {
                self.note.classes(words, token).any(&[WordClass::Relative, WordClass::Condition])
            });
        if told && self.note.forms(mention.head).has(Forms::PAST) {
            return None;
        }
        // "won't be able to come" is none.
        let near = tokens.start..tokens.end.min(tokens.start + PARTICIPLE_REACH);
        (be > mention.tokens.start)
            .then(|| {
                near.take_while(|&token| !self.note.word(token).eq_ignore_ascii_case("to"))
                    .find(|&token| words.forms(self.note.words[token]).has(Forms::PARTICIPLE))
            })
            .flatten()
    }

    /// "by" and a person after the act name its agent.
    pub(super) fn agent(&self, mention: &Mention, draft: &mut Draft) {
        let passive = mention.usage != Usage::Verb
            || draft.evidence.iter().any(|evidence| evidence.reason.starts_with("actor.passive"))
            || self.note.word(mention.tokens.end).eq_ignore_ascii_case("by");
        // "no-show by ct": who stayed away did nothing, and staff waited.
        if !passive || self.tells_a_miss(mention) {
            return;
        }
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        let reach = mention.head + 1..end.min(mention.tokens.end + AGENT_REACH);
        for by in reach {
            if self.note.tokens[by].is(Mark::Comma) || self.note.tokens[by].is(Mark::Semicolon) {
                break;
            }
            // "went by the camp": where, not by whom.
            let place = self.note.is_in(&self.lexicon.words, by - 1, WordGroup::Going);
            if place || !self.note.word(by).eq_ignore_ascii_case("by") {
                continue;
            }
            // "could not be reached by her"
            let pronoun = self.note.is_any(by + 1, &["her", "him", "them"])
                && self.note.tokens.get(by + 2).is_none_or(|next| !next.is_word());
            if pronoun {
                draft.actor = Actor::Client;
                draft.evidence.push(self.evidence("actor.by", by..by + 2));
                return;
            }
            let determined = self
                .note
                .classes(&self.lexicon.words, by + 1)
                .any(&[WordClass::Article, WordClass::Possessive]);
            let first = by + 1 + usize::from(determined);
            let agent = (first..(first + if determined { 3 } else { 2 }).min(end))
                .take_while(|&t| !self.note.classes(&self.lexicon.words, t).has(WordClass::Preposition))
                .find_map(|token| {
                    let symbols = self.lexicon.words.symbols(self.note.words[token]);
                    let one = symbols.iter().find_map(|&symbol| self.lexicon.role(symbol));
                    // "by this nurse", "by case manager"
                    let many = [token, by + 1]
                        .into_iter()
                        .find_map(|at| self.context.symbols.long_role(self.lexicon, at));
                    let role = many.or(one);
                    let name =
                        self.note.words[token] == 0 && self.note.tokens[token].capital && !self.note.shouting;
                    role.or(name.then_some(Role::Public))
                });
            if let Some(role) = agent {
                draft.actor = match role {
                    Role::Staff => Actor::Staff,
                    Role::Client => Actor::Client,
                    _ => Actor::Other,
                };
                draft.confidence = Confidence::High;
                draft.evidence.push(self.evidence("actor.by", by..by + 2));
            }
            return;
        }
    }

    /// The auxiliary before a participle, adverbs skipped.
    pub(super) fn auxiliary_before(&self, mention: &Mention, head: usize) -> Option<WordClass> {
        let start = self.sentence_start(mention);
        let mut at = head;
        for _ in 0..3 {
            at = at.checked_sub(1).filter(|&at| at >= start)?;
            let classes = self.note.classes(&self.lexicon.words, at);
            if classes.has(WordClass::Be) {
                return Some(WordClass::Be);
            }
            if classes.has(WordClass::Have) {
                return Some(WordClass::Have);
            }
            if !classes.any(&[WordClass::Adverb, WordClass::Negator]) {
                return None;
            }
        }
        None
    }
}
