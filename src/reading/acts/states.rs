//! A statement that shows an act → actor and status: who tells it, and of what day.

use super::super::context::is_noun_here;
use super::{Draft, Settler};
use crate::diagnostic::Confidence;
use crate::lexicon::{CueClass, EntryKind, Forms, Role, Section, Usage, WordClass, WordGroup};
use crate::reading::names::{is_outside, role, stands_for_author};
use crate::reading::{Actor, Evidence, Mention, Status};
use crate::token::Mark;

/// Tokens before a statement in which the verb stands with which somebody tells it.
const HEARSAY_REACH: usize = 5;

/// Words between "about" and a day that is the topic's.
const TOPIC_REACH: usize = 7;

impl Settler<'_> {
    /// A statement that shows the act, whoever its subject is.
    pub(super) fn state(&self, mention: &Mention) -> Draft {
        // "hung up", "no need to leave a vm": a statement that begins with its verb is read as one.
        let first = mention.tokens.start;
        let classes = self.note.classes(&self.lexicon.words, first);
        let auxiliary = [WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal, WordClass::Negator];
        let forms = self.note.forms(first);
        let finite = forms.has(Forms::PAST) || forms.has(Forms::BASE) || forms.has(Forms::THIRD);
        // "Case was reviewed", "Team met", "Front desk took": a noun that could be a verb, before the verb.
        let subject = !forms.has(Forms::PAST)
            && mention.tokens.clone().skip(1).any(|token| {
                self.note.forms(token).has(Forms::PAST)
                    || self.note.classes(&self.lexicon.words, token).any(&[WordClass::Be, WordClass::Have])
            });
        if finite && !subject && !classes.any(&auxiliary) && !is_noun_here(self.note, self.lexicon, first) {
            let mut draft = self.verb(mention, first);
            let outcome = self.entry(mention).is_some_and(|entry| {
                matches!(entry.kind(), EntryKind::Failed | EntryKind::Absent | EntryKind::Reached)
                    || entry.name == "no-show"
            });
            // "the clerk took down my number": somebody else ends the author's call.
            let ours = mention.tokens.clone().any(|token| {
                stands_for_author(self.note, self.lexicon, token)
                    || self.note.classes(&self.lexicon.words, token).has(WordClass::FirstPerson)
            });
            let message = self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Message);
            if draft.status.took_place() && (outcome || message && ours) {
                draft.actor = Actor::Staff;
                draft.evidence.push(Evidence { reason: "actor.statement", span: None });
            }
            return draft;
        }
        let frame = self.frame(mention.tokens.start);
        let head = self.frame(mention.head);
        let mut draft = Draft {
            actor: Actor::Staff,
            status: Status::Done,
            confidence: Confidence::Medium,
            evidence: vec![Evidence { reason: "actor.statement", span: None }],
        };
        let outcome = self
            .entry(mention)
            .is_some_and(|entry| matches!(entry.kind(), EntryKind::Failed | EntryKind::Absent));
        if frame.quoted && head.quoted && !outcome {
            draft.actor = Actor::Client;
            draft.evidence.push(Evidence { reason: "actor.quotation", span: None });
        }
        // "her ride did not show": somebody else who was missed.
        let missed = self
            .entry(mention)
            .is_some_and(|entry| entry.kind() == EntryKind::Absent || entry.name == "no-show");
        let others = frame.subject.is_some_and(|subject| {
            let subject = subject as usize;
            let pronoun = self.note.classes(&self.lexicon.words, subject).has(WordClass::Pronoun);
            subject < first && frame.actor == Actor::Other && !pronoun && frame.has_verb
        });
        // "foster dad's calls kept dropping"
        let calls = self.is_failure(mention)
            && self.note.is_any(first, &["call", "calls"])
            && first.checked_sub(1).is_some_and(|owner| matches!(self.note.word(owner), "'s" | "’s"));
        if missed && others || calls {
            draft.actor = Actor::Other;
            draft.evidence.push(Evidence { reason: "actor.subject", span: None });
        }
        let outer = frame.governor.or(head.governor).filter(|governor| {
            (governor.token as usize) < mention.tokens.start
                || !mention.tokens.contains(&(governor.token as usize))
        });
        let cue = outer.filter(|governor| {
            matches!(
                governor.class,
                CueClass::Future
                    | CueClass::Hypothetical
                    | CueClass::Condition
                    | CueClass::Topic
                    | CueClass::Teaching
            ) && governor.end as usize + 3 >= mention.tokens.start
        });
        if let Some(governor) = cue {
            let actor = draft.actor;
            self.governed(mention, governor, &mut draft);
            draft.actor = actor;
        }
        // "Called PO to see if he had been there, no answer": how the call ended, and not what was asked.
        let ends = self.is_failure(mention) && first > 0 && self.note.tokens[first - 1].is(Mark::Comma);
        if !ends {
            self.scope(&frame, &mut draft);
        }
        if let Some(did) = self.done_by_another(mention) {
            draft.actor = Actor::Other;
            draft.evidence.push(self.evidence("actor.subject", did..did + 1));
        }
        let help = self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Intervention);
        // "I agree, and will pass it on": what the author is to do herself.
        let ours = frame.subject.is_some_and(|subject| {
            let subject = subject as usize;
            frame.actor == Actor::Staff && subject < first && self.note.is_any(subject, &["i", "we"])
        });
        let will = mention.tokens.clone().any(|token| self.note.is_any(token, &["will"]));
        if ours && will && draft.status == Status::Done {
            draft.status = Status::Planned;
            draft.evidence.push(Evidence { reason: "status.future", span: None });
        }
        let hearsay = self.hearsay(mention).filter(|&says| help || !self.is_familys(says));
        if (help || missed && !self.is_ours(mention))
            && let Some(says) = hearsay.or_else(|| self.missed_by_client(mention).filter(|_| missed))
        {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.report", says..says + 1));
        }
        if self.is_failure(mention)
            && let Some(told) = self.told_by_author(mention)
        {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.report", told..told + 1));
        }
        if self.section(mention) == Some(Section::Plan) && draft.status == Status::Done {
            // "P: CES survey done w/ ct", but "have the form done by Friday"
            let told = |token: usize| {
                let forms = self.note.forms(token);
                forms.has(Forms::PAST) || forms.has(Forms::PARTICIPLE) && !self.is_wanted(mention, token)
            };
            if !mention.tokens.clone().any(told) {
                draft.status = Status::Planned;
                draft.evidence.push(Evidence { reason: "status.section", span: None });
            }
        }
        draft
    }

    /// "The newsletter went out to all the families, the front desk did that": the verb behind a statement that says who it was.
    fn done_by_another(&self, mention: &Mention) -> Option<usize> {
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        (mention.tokens.end..end.saturating_sub(1)).find(|&did| {
            self.note.is_any(did, &["did"])
                && self.note.is_any(did + 1, &["that", "it", "this"])
                && self.note.tokens.get(did + 2).is_none_or(|next| !next.is_word())
                && self.frame(did).actor == Actor::Other
                && self.frame(did).subject.is_some_and(|subject| subject as usize >= mention.tokens.end)
        })
    }

    fn is_failure(&self, mention: &Mention) -> bool {
        self.entry(mention)
            .is_some_and(|entry| entry.kind() == EntryKind::Failed || entry.name == "unsuccessful-contact")
    }

    /// "I told her the phone was shut off on the 1st": what the author tells somebody of a call is not her own.
    fn told_by_author(&self, mention: &Mention) -> Option<usize> {
        let first = mention.tokens.start;
        let told = (self.sentence_start(mention)..first).rev().take(HEARSAY_REACH);
        let told = told
            .take_while(|&token| self.note.tokens[token].is_word())
            .find(|&token| self.note.is_any(token, &["told", "explained", "informed", "assured"]))?;
        let was_told = told
            .checked_sub(1)
            .is_some_and(|be| self.note.classes(&self.lexicon.words, be).has(WordClass::Be));
        let by_author = !was_told && self.frame(told).actor == Actor::Staff;
        let to_author = (told + 1..first).any(|token| {
            stands_for_author(self.note, self.lexicon, token)
                || self.note.classes(&self.lexicon.words, token).has(WordClass::FirstPerson)
        });
        (told + 1 < first && by_author && !to_author).then_some(told)
    }

    /// "have the form done", "form to be done": the sentence opens with a bare verb, or "to" stands before the participle.
    fn is_wanted(&self, mention: &Mention, participle: usize) -> bool {
        let first = self.sentence_start(mention);
        let forms = self.note.forms(first);
        let bare = forms.has(Forms::BASE) && !forms.has(Forms::PAST);
        bare || (first..participle).any(|token| self.note.word(token).eq_ignore_ascii_case("to"))
    }

    /// "did not come to our 2:00": an appointment with the author.
    fn is_ours(&self, mention: &Mention) -> bool {
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        (mention.tokens.start..end).take(mention.tokens.len() + 4).any(|token| {
            self.note.is_any(
                token,
                &[
                    "our",
                    "my",
                    "me",
                    "us",
                    "today",
                    "cm",
                    "writer",
                    "appt",
                    "appointment",
                    "session",
                    "visit",
                ],
            )
        })
    }

    /// Whether the subject of a verb is one of the client's people.
    fn is_familys(&self, verb: usize) -> bool {
        self.frame(verb)
            .subject
            .is_some_and(|subject| role(self.note, self.lexicon, subject as usize) == Some(Role::Family))
    }

    /// "Mom says the landlord will wait": the verb with which the client or her family tells it.
    pub(super) fn hearsay(&self, mention: &Mention) -> Option<usize> {
        let first = mention.tokens.start;
        let mut near = (self.sentence_start(mention)..first).rev().take(HEARSAY_REACH);
        near.find(|&token| self.note.is_in(&self.lexicon.words, token, WordGroup::Hearsay))
            .filter(|&says| self.is_told_by_clients(says))
    }

    /// "He says he waited all day for the aide and she never came": the verb with which the client or her family tells of somebody
    /// of an office who was missed.
    fn missed_by_client(&self, mention: &Mention) -> Option<usize> {
        let first = mention.tokens.start;
        let pronoun = (first.saturating_sub(1)..=first)
            .any(|token| self.note.classes(&self.lexicon.words, token).has(WordClass::SubjectPronoun));
        let role = |token: usize| role(self.note, self.lexicon, token);
        let last = (self.sentence_start(mention)..first).rev().find_map(|token| Some((token, role(token)?)));
        let (named, _) = last.filter(|&(_, role)| pronoun && is_outside(role))?;
        let mut before = (self.sentence_start(mention)..named).rev();
        let says = before.find(|&token| self.note.is_in(&self.lexicon.words, token, WordGroup::Hearsay))?;
        // "Mr. Oyelowo says": a name may be the client's.
        let subject = self.frame(says).subject;
        let named = subject.is_some_and(|subject| role(subject as usize).is_none());
        (named || self.is_told_by_clients(says)).then_some(says)
    }

    /// Whether the subject of a verb of telling is the client, or one of her people.
    fn is_told_by_clients(&self, says: usize) -> bool {
        self.frame(says).actor == Actor::Client || self.is_familys(says)
    }

    /// Another day in the clause, or at the head of the sentence.
    pub(super) fn day(&self, mention: &Mention, draft: &mut Draft) {
        let frame = self.frame(mention.head);
        let start = self.sentence_start(mention);
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        let days =
            &self.context.days[self.context.days.partition_point(|day| (day.token as usize) < start)..];
        let day = days.iter().take_while(|day| (day.token as usize) < end).find(|day| {
            let token = day.token as usize;
            let clause_at = |token: usize| self.context.frames.get(token).map(|found| found.clause);
            let after = day.end as usize
                + usize::from(self.note.tokens.get(day.end as usize).is_some_and(|t| t.is(Mark::Comma)));
            let there = clause_at(token) == Some(frame.clause)
                || (clause_at(after) == Some(frame.clause) && after <= mention.tokens.start);
            let heads = token <= start + 1 && token >= start && token < mention.head;
            !mention.tokens.contains(&token) && (there || heads) && !self.is_embedded(mention.head, token)
        });
        if day.is_none() && self.is_of_weekday_before(mention) {
            draft.status = Status::Historical;
            draft.evidence.push(Evidence { reason: "status.another-day", span: None });
        }
        let Some(day) = day else { return };
        let forms = self.note.forms(mention.head);
        let past = forms.has(Forms::PAST) && !forms.has(Forms::BASE);
        let cue = day.token as usize..day.end as usize;
        match day.class {
            // "Wrote a note about his ER visit last week": when the visit was.
            CueClass::Historical if self.is_of_topic(mention.tokens.start, day.token as usize) => {}
            // "Let mom know the visit is off tomorrow", "resched his UA to Fri": the day of the appointment.
            CueClass::Coming if forms.has(Forms::PAST) && self.is_scheduling(mention) => {}
            CueClass::Historical => {
                draft.status = Status::Historical;
                draft.evidence.push(self.evidence("status.another-day", cue));
            }
            // "set her up with a slot for tomorrow", "text to ct re appt tomorrow": when the slot is.
            CueClass::Coming
                if (forms.has(Forms::PAST) || mention.usage == Usage::Noun)
                    && self.is_of_topic(mention.tokens.start, day.token as usize) => {}
            CueClass::Coming if !past && mention.usage != Usage::State => {
                draft.status = Status::Planned;
                draft.evidence.push(self.evidence("status.still-to-come", cue));
            }
            _ => {}
        }
    }

    /// "I had left her two voicemails on Monday": before what the note tells.
    fn is_of_weekday_before(&self, mention: &Mention) -> bool {
        let had =
            mention.head.checked_sub(1).is_some_and(|had| self.note.word(had).eq_ignore_ascii_case("had"));
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        had && (mention.head..end.min(mention.tokens.end + 3)).any(|token| {
            self.note.classes(&self.lexicon.words, token).has(WordClass::Weekday)
                && self.note.word(token - 1).eq_ignore_ascii_case("on")
        })
    }

    /// Whether a day belongs to what an act was about: "for tomorrow", "re her appt tomorrow".
    fn is_of_topic(&self, act: usize, day: usize) -> bool {
        day.checked_sub(1).is_some_and(|before| self.note.is_any(before, &["for"]))
            || (act + 1..day)
                .rev()
                .take(TOPIC_REACH)
                .any(|token| self.note.is_any(token, &["about", "abt", "re", "regarding"]))
    }

    /// "told Dr. H he missed two doses last week": whether a later verb with a subject of its own stands before the day.
    pub(super) fn is_embedded(&self, head: usize, day: usize) -> bool {
        let symbols = |token: usize| self.lexicon.words.symbols(self.note.words[token]);
        let subject = |token: usize| {
            let classes = self.note.classes(&self.lexicon.words, token);
            classes.any(&[WordClass::SubjectPronoun, WordClass::Relative])
                || self.note.word(token).eq_ignore_ascii_case("that")
                || symbols(token).iter().any(|&symbol| self.lexicon.role(symbol) == Some(Role::Client))
        };
        let verb = |token: usize| {
            let forms = self.note.forms(token);
            forms.has(Forms::PAST) || self.note.classes(&self.lexicon.words, token).has(WordClass::Have)
        };
        (head + 1..day).filter(|&token| subject(token)).any(|token| (token + 1..day.min(token + 7)).any(verb))
    }
}
