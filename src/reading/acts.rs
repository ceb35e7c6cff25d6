//! Phrase + frame → act: who did it, and whether it happened.

use std::cell::Cell;
use std::ops::Range;

use super::context::{Context, Frame, Governor, governs, is_noun_here, verb_forms};
use super::{Activity, Actor, Because, Dropped, Evidence, Mention, Status};
use crate::circumstances::Circumstances;
use crate::diagnostic::Confidence;
use crate::lexicon::{CueClass, Entry, EntryKind, Forms, Lexicon, Role, Section, Usage, WordClass};
use crate::note::Note;
use crate::token::{Kind, Mark};

/// Tokens that a span may run on past its phrase, to the act's object.
const LONGEST_OBJECT: usize = 5;
/// Tokens between a passive and "by" with its agent.
const AGENT_REACH: usize = 6;

/// Settles every phrase that is no look-alike: acts, and phrases that are a part of them.
pub(super) fn settle(note: &Note<'_>, lexicon: &Lexicon, context: &Context) -> (Vec<Activity>, Vec<Dropped>) {
    let contact = lexicon.entry_named("contact", EntryKind::Intervention);
    let settler = Settler { note, lexicon, context, contact };
    let mentions = context.mentions.iter().enumerate();
    let mut activities: Vec<Activity> = Vec::new();
    let mut dropped = Vec::new();
    let mut drop = |act, because, into| dropped.push(Dropped { act, because, into });
    for (place, mention) in mentions.filter(|(_, mention)| mention.usage != Usage::Not) {
        let activity = Activity { mention: place, ..settler.settle(mention) };
        // "Faxed it over by e-fax": the verb and its means are one act, also where brackets part them.
        let verbless_means = mention.usage == Usage::Means && activity.usage == Usage::Noun;
        let again = activities.last().is_some_and(|last| {
            last.entry == activity.entry
                && last.sentence == activity.sentence
                && (last.tokens.end > activity.tokens.start || verbless_means)
        });
        let inside = activities.last().is_some_and(|last| last.tokens.end >= activity.tokens.end);
        // "typed the report for the Drug Court team (30)": what is named within another act is its object.
        let object = mention.usage == Usage::Noun
            && activities.last().is_some_and(|last| {
                last.usage == Usage::Verb
                    && last.sentence == activity.sentence
                    && last.head < activity.tokens.start
                    && (activity.tokens.start <= last.tokens.end
                        // "faxed it to Mercy and Dr. Shah, 10 min"
                        || Some(activity.entry) == settler.contact
                            && settler.are_joined(last.tokens.end, activity.tokens.start))
            });
        // "loaded the bed frame and boxes in the van": so is what is joined to that object.
        let object = object
            || activities.last().is_some_and(|last| {
                last.entry == activity.entry
                    && last.sentence == activity.sentence
                    && settler.are_joined(last.tokens.end, activity.tokens.start)
                    && !settler.are_alike(last.head, activity.head)
            });
        if object || again && (inside || matches!(mention.usage, Usage::Means | Usage::Noun)) {
            let because = if object { Because::Object } else { Because::Again };
            drop(activity, because, activities.last().map(|last| last.mention));
            continue;
        }
        let tells_how_long = mention.usage == Usage::State
            && activity.entry(lexicon).is_some_and(|entry| !entry.within.is_empty());
        if (mention.usage == Usage::Noun || tells_how_long)
            && activity.status.took_place()
            && let Some(earlier) = settler.restates(&activity, &activities)
        {
            activities[earlier].restated.push(activity.sentence);
            drop(activity, Because::Restated, Some(activities[earlier].mention));
            continue;
        }
        // "went to the bank and took out $160", "drove around looking for him": the way there is a part of it.
        let activity = match activities.pop_if(|last| settler.is_way_to(last, &activity)) {
            Some(way) => {
                let tokens = way.tokens.start..activity.tokens.end;
                let other = way.entry != activity.entry;
                drop(way, Because::Way, Some(place));
                if other {
                    Activity { span: note.span(tokens.clone()), tokens, ..activity }
                } else {
                    activity
                }
            }
            None => activity,
        };
        // "Moving day. Loaded ct's boxes": the heading names what follows.
        let heading = activities.last().is_some_and(|last| {
            last.entry == activity.entry
                && last.usage == Usage::Noun
                && mention.usage == Usage::Verb
                && last.status.took_place()
                && activity.status.took_place()
                && last.actor == activity.actor
                && last.sentence + 1 == activity.sentence
                && settler.is_heading(last)
        });
        if heading && let Some(heading) = activities.pop() {
            activities.push(Activity { restated: vec![heading.sentence], ..activity });
            drop(heading, Because::Heading, Some(place));
            continue;
        }
        // "Client-centered consultation, 37 min. Met with Ms. Castellanos": the meeting is the consultation.
        let consultation = activities.last().is_some_and(|last| {
            last.entry(lexicon).is_some_and(|entry| entry.name == "consultation")
                && last.usage != Usage::Verb
                && last.sentence + 1 == activity.sentence
                && last.status.took_place()
                && activity.status.took_place()
                && activity.actor == Actor::Staff
                && Some(activity.entry) == settler.contact
        });
        if consultation && let Some(heading) = activities.pop() {
            activities.push(Activity { entry: heading.entry, restated: vec![heading.sentence], ..activity });
            drop(heading, Because::Heading, Some(place));
            continue;
        }
        // "picked ct up and drove her to court": one ride.
        let one_ride = activity.entry(lexicon).is_some_and(|entry| entry.within == entry.name)
            && activity.status.took_place()
            && mention.usage != Usage::State;
        let here = activities.partition_point(|earlier| earlier.sentence < activity.sentence);
        let first = activities[here..].iter().rposition(|earlier| {
            earlier.entry == activity.entry && earlier.actor == activity.actor && earlier.status.took_place()
        });
        // "Took ct to the clinic, waited, drove her home": two.
        let first = first.map(|place| here + place).filter(|&place| place + 1 == activities.len());
        if let Some(first) = first.filter(|_| one_ride) {
            activities[first].restated.push(activity.sentence);
            drop(activity, Because::Once, Some(activities[first].mention));
            continue;
        }
        activities.push(activity);
    }
    let filled: Vec<Option<usize>> =
        activities.iter().map(|act| settler.filled_by(act, &activities)).collect();
    let mut filled = filled.into_iter();
    let by = Cell::new(None);
    let gone = activities.extract_if(.., |_| {
        by.set(filled.next().flatten());
        by.get().is_some()
    });
    gone.for_each(|act| drop(act, Because::Presence, by.get()));
    (activities, dropped)
}

/// Tokens before "to" in which the verb stands whose purpose follows.
const PURPOSE_REACH: usize = 12;
/// Words before "to" that make what follows no purpose.
const MODAL_LIKE: [WordClass; 4] = [WordClass::Be, WordClass::Have, WordClass::Modal, WordClass::Negator];
/// Tokens before a statement in which the verb stands with which somebody tells it.
const HEARSAY_REACH: usize = 5;
/// Words before "or" in which a negator covers both sides.
const NEGATED_LIST: usize = 4;
/// Sentences within which a noun may name an act again.
const RESTATED_WITHIN: usize = 4;
/// Past forms of the verbs with which staff go somewhere to do something.
const GOING: [&str; 10] =
    ["cruised", "drove", "headed", "ran", "rode", "stopped", "swung", "walked", "went", "going"];
/// Tokens after the verb of a talk in which the one talked to stands.
const TALK_REACH: usize = 6;
/// Tokens before its means in which an act's verb is looked for.
const VERB_REACH: usize = 14;

struct Settler<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    context: &'a Context,
    /// The entry of a contact.
    contact: Option<u16>,
}

/// What is known of one mention while it is settled.
struct Draft {
    actor: Actor,
    status: Status,
    confidence: Confidence,
    evidence: Vec<Evidence>,
}

impl Settler<'_> {
    fn settle(&self, mention: &Mention) -> Activity {
        if mention.usage == Usage::Means {
            return self.means(mention);
        }
        let mut draft = match mention.usage {
            Usage::State => self.state(mention),
            Usage::Noun => self.noun(mention),
            _ if self.participle_within(mention).is_some() => {
                let head = self.participle_within(mention).unwrap_or(mention.head);
                self.verb(mention, head)
            }
            _ if is_noun_here(self.note, self.lexicon, mention.head)
                && mention.head == mention.tokens.start =>
            {
                self.noun(mention)
            }
            _ => self.verb(mention, mention.head),
        };
        self.agent(mention, &mut draft);
        if draft.status.took_place() {
            self.day(mention, &mut draft);
        }
        // "The reauth was not entered in Sage": a negation that a gap passed over.
        let negator = mention.tokens.clone().find(|&token| {
            let classes = self.note.classes(&self.lexicon.words, token);
            let word = self.note.word(token).to_ascii_lowercase();
            classes.has(WordClass::Negator) && !self.lexicon.phrase(mention.phrase).contains(&word)
        });
        if let Some(negator) = negator.filter(|_| mention.usage != Usage::State && draft.status.took_place())
        {
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
        }
        let tokens =
            self.verb_of_participle(mention).unwrap_or(mention.tokens.start)..self.extend(mention).end;
        let mut entry = mention.entry;
        if draft.actor == Actor::Other
            && draft.status == Status::Done
            && self.meets_author(mention, tokens.end)
        {
            draft.actor = Actor::Staff;
            draft.evidence.push(Evidence { reason: "actor.joint", span: None });
            entry = self.contact.unwrap_or(entry);
        }
        // "Met with ct and Dr. Lee": a bare name may be the client's, a doctor's or a judge's is not.
        let talk = self.entry(mention).is_some_and(|entry| {
            entry.kind() == EntryKind::Vague
                || entry.name == "support" && entry.kind() == EntryKind::Intervention
        });
        if talk
            && (mention.head..tokens.end.min(mention.head + TALK_REACH)).any(|token| self.is_office(token))
        {
            entry = self.contact.unwrap_or(entry);
        }
        Activity {
            mention: 0,
            entry,
            span: self.note.span(tokens.clone()),
            tokens,
            head: mention.head,
            sentence: mention.sentence,
            usage: mention.usage,
            dials: mention.dials,
            actor: draft.actor,
            status: draft.status,
            confidence: draft.confidence,
            minutes: None,
            units: None,
            minutes_span: None,
            shared: None,
            within: None,
            episode: None,
            outcome: None,
            attempt: None,
            restated: Vec::new(),
            evidence: draft.evidence,
            circumstances: Circumstances::default(),
        }
    }

    /// "Her supervisor met with ct and me": the author was there, and it is a contact.
    fn meets_author(&self, mention: &Mention, end: usize) -> bool {
        let meeting = mention.usage == Usage::Verb
            && self.entry(mention).is_some_and(|entry| {
                entry.kind() == EntryKind::Vague || Some(mention.entry) == self.contact && !mention.dials
            });
        meeting
            && (mention.head + 1..(end + 2).min(self.note.tokens.len()))
                .any(|token| matches!(self.note.word(token), "me" | "us" | "writer" | "CM"))
    }

    /// Whether a word is the title of somebody by office: "Dr.", "Judge".
    fn is_office(&self, token: usize) -> bool {
        self.note.classes(&self.lexicon.words, token).has(WordClass::Title)
            && self.note.tokens.get(token + 1).is_some_and(|next| next.capital || next.is(Mark::Period))
            && !matches!(
                self.note.word(token).to_ascii_lowercase().as_str(),
                "mr" | "mrs" | "ms" | "miss" | "mx"
            )
    }

    /// The act that a noun names again: "drove out to Compton … Travel took 35 min".
    fn restates(&self, noun: &Activity, activities: &[Activity]) -> Option<usize> {
        let within = noun.entry(self.lexicon).and_then(|entry| {
            let outer = |other: &Entry| !entry.within.is_empty() && other.name == entry.within;
            self.lexicon.entries.iter().position(outer).map(|place| place as u16)
        });
        let sentence = self.note.sentences.get(noun.sentence);
        let line = sentence.is_some_and(|sentence| {
            (sentence.bullet || sentence.starts_line) && noun.tokens.start <= sentence.tokens.start + 1
        });
        let near = activities
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, act)| act.sentence + RESTATED_WITHIN >= noun.sentence);
        // "Annual packet redone: releases, rights form": what stands behind the colon is what the act was about.
        let listed = |act: &Activity| {
            act.sentence == noun.sentence
                && act.entry == noun.entry
                && (act.tokens.end..noun.tokens.start).any(|token| self.note.tokens[token].is(Mark::Colon))
        };
        let earlier = near.filter(|(_, act)| {
            (act.entry == noun.entry || Some(act.entry) == within)
                && (act.usage == Usage::Verb || listed(act))
                && act.actor == Actor::Staff
                && act.status.took_place()
        });
        // "15 back" is a trip of its own; "10 min each way" is not.
        let first = &self.note.tokens[noun.tokens.start];
        let counted = (first.is_number() || noun.usage == Usage::State)
            && noun.tokens.clone().any(|token| {
                matches!(
                    self.note.word(token).to_ascii_lowercase().as_str(),
                    "back" | "home" | "return" | "returning"
                )
            });
        earlier.map(|(place, _)| place).next().filter(|_| !line && !counted)
    }

    /// "In the room with Dr. Wu, asked for a lower dose": the help in the same sentence that fills being there.
    fn filled_by(&self, act: &Activity, activities: &[Activity]) -> Option<usize> {
        let entry = act.entry(self.lexicon)?;
        let begins = |word: &str| self.note.word(act.tokens.start).eq_ignore_ascii_case(word);
        if entry.presence.is_empty() || !entry.presence.split(' ').any(begins) {
            return None;
        }
        let from = activities.partition_point(|other| other.sentence < act.sentence);
        let mut here = activities[from..].iter().take_while(|other| other.sentence == act.sentence);
        here.find(|other| other.is_staffs(self.lexicon, EntryKind::Intervention)).map(|help| help.mention)
    }

    /// Whether an act is no more than going to where the next one was done.
    fn is_way_to(&self, way: &Activity, act: &Activity) -> bool {
        let one_doer = way.sentence == act.sentence
            && way.actor == act.actor
            && way.status.took_place()
            && act.status.took_place()
            && way.usage == Usage::Verb
            && act.usage == Usage::Verb;
        let goes = |head: usize| GOING.iter().any(|word| self.note.word(head).eq_ignore_ascii_case(word));
        let same = way.entry == act.entry && !goes(act.head);
        let way_of = act.entry(self.lexicon).is_some_and(|entry| {
            !entry.way.is_empty() && way.entry(self.lexicon).is_some_and(|other| other.name == entry.way)
        });
        let participle = verb_forms(self.note, self.lexicon, act.head).has(Forms::GERUND)
            && !self
                .note
                .classes(&self.lexicon.words, act.head.saturating_sub(1))
                .has(WordClass::Coordinator);
        one_doer && goes(way.head) && (same || way_of && participle)
    }

    /// A word that is no verb and does no more than name something.
    fn is_plain(&self, token: usize) -> bool {
        self.note.tokens[token].is_word()
            && self.note.classes(&self.lexicon.words, token).0 == 0
            && verb_forms(self.note, self.lexicon, token).is_empty()
    }

    /// Whether nothing but "and" stands between two tokens.
    fn are_joined(&self, from: usize, to: usize) -> bool {
        from + 1 == to && self.note.classes(&self.lexicon.words, from).has(WordClass::Coordinator)
    }

    /// Whether two verbs stand in the same form.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let forms = |token: usize| verb_forms(self.note, self.lexicon, token);
        forms(one).has(Forms::PAST) == forms(other).has(Forms::PAST)
    }

    /// Whether a noun is all that its sentence says, but for a word or two.
    fn is_heading(&self, noun: &Activity) -> bool {
        let sentence = self.note.sentences.get(noun.sentence);
        sentence.is_some_and(|sentence| sentence.tokens.len() <= noun.tokens.len() + 2)
    }

    /// "walked both banks trying to find him", "checked the park, hunting for her": the verb that tells how, where the
    /// participle of an act that has a way tells what for.
    fn verb_of_participle(&self, mention: &Mention) -> Option<usize> {
        let head = mention.tokens.start;
        let sought = mention.usage == Usage::Verb
            && mention.head == head
            && self.entry(mention).is_some_and(|entry| !entry.way.is_empty())
            && verb_forms(self.note, self.lexicon, head).has(Forms::GERUND)
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
        let told = |token: usize| self.context.mentions.iter().any(|mention| mention.tokens.contains(&token));
        (self.sentence_start(mention).max(head.saturating_sub(VERB_REACH))..head)
            .rev()
            .take_while(|&token| self.frame(token).clause == clause && !told(token))
            .filter(|&token| verb_forms(self.note, self.lexicon, token).has(Forms::PAST))
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
    fn means(&self, mention: &Mention) -> Activity {
        let start = self.sentence_start(mention);
        let clause = self.frame(mention.tokens.start).clause;
        let verb = (start.max(mention.tokens.start.saturating_sub(VERB_REACH))..mention.tokens.start)
            .rev()
            .take_while(|&token| self.frame(token).clause == clause)
            .filter(|&token| {
                let forms = verb_forms(self.note, self.lexicon, token);
                !forms.is_empty()
                    && !is_noun_here(self.note, self.lexicon, token)
                    && !self.note.classes(&self.lexicon.words, token).any(&[
                        WordClass::Be,
                        WordClass::Have,
                        WordClass::Do,
                    ])
            });
        let finite = |&token: &usize| verb_forms(self.note, self.lexicon, token).has(Forms::PAST);
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
    fn settle_thing(&self, mention: &Mention) -> Activity {
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

    fn frame(&self, token: usize) -> Frame {
        self.context.frames[token.min(self.context.frames.len() - 1)]
    }

    fn section(&self, mention: &Mention) -> Option<Section> {
        self.note.sentences.get(mention.sentence).and_then(|sentence| sentence.section)
    }

    fn entry(&self, mention: &Mention) -> Option<&Entry> {
        self.lexicon.entries.get(mention.entry as usize)
    }

    fn evidence(&self, reason: &'static str, tokens: Range<usize>) -> Evidence {
        Evidence { reason, span: Some(self.note.span(tokens)) }
    }

    /// An act led by a verb: its form, its subject and its governor decide.
    fn verb(&self, mention: &Mention, head: usize) -> Draft {
        let frame = self.frame(head);
        let forms = verb_forms(self.note, self.lexicon, head);
        let mut draft = self.subject(&frame);
        let before = head.checked_sub(1).filter(|&before| before >= self.sentence_start(mention));
        let auxiliary = self.auxiliary_before(mention, head);
        let preposition =
            before.is_some_and(|b| self.note.classes(&self.lexicon.words, b).has(WordClass::Preposition));
        let infinitive = before.is_some_and(|b| self.note.word(b).eq_ignore_ascii_case("to"));

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
        } else if forms.has(Forms::GERUND) {
            self.gerund(mention, head, preposition, &mut draft);
        } else if infinitive && forms.has(Forms::BASE) {
            self.infinitive(mention, &frame, before, &mut draft);
        } else if forms.has(Forms::BASE) && !forms.has(Forms::PAST) {
            self.bare(mention, &frame, head, &mut draft);
        } else if forms.has(Forms::PARTICIPLE) {
            // "were faxed"; "ct driven to court"
            let bare = !forms.has(Forms::PAST) && auxiliary.is_none() && frame.subject.is_some();
            if auxiliary == Some(WordClass::Be) || bare {
                self.passive(mention, &frame, &mut draft);
            }
        }
        // "Filed nothing, faxed nothing", "nothing entered in Sage"
        let nothing = |token: &usize| {
            matches!(self.note.word(*token).to_ascii_lowercase().as_str(), "nothing" | "nobody" | "none")
        };
        if let Some(negator) = before.into_iter().chain([head + 1]).find(nothing) {
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
        }
        self.scope(&frame, &mut draft);
        draft
    }

    fn sentence_start(&self, mention: &Mention) -> usize {
        self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.start)
    }

    /// Who acts, as far as the frame knows.
    fn subject(&self, frame: &Frame) -> Draft {
        let (confidence, evidence) = match frame.subject {
            Some(token) => {
                (Confidence::High, self.evidence("actor.subject", token as usize..token as usize + 1))
            }
            None if frame.actor == Actor::Client => {
                (Confidence::Medium, Evidence { reason: "actor.section", span: None })
            }
            None => (Confidence::Medium, Evidence { reason: "actor.no-subject", span: None }),
        };
        Draft { actor: frame.actor, status: Status::Done, confidence, evidence: vec![evidence] }
    }

    /// What a cue makes of the act that it governs.
    fn governed(&self, mention: &Mention, governor: Governor, draft: &mut Draft) {
        let cue = governor.token as usize..governor.end as usize;
        let contact = mention.dials
            || self.entry(mention).is_some_and(|entry| {
                matches!(entry.name.as_ref(), "contact" | "unsuccessful-contact" | "voicemail-left")
            });
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
    fn gerund(&self, mention: &Mention, head: usize, preposition: bool, draft: &mut Draft) {
        let Some(before) = head.checked_sub(1).filter(|&before| before >= self.sentence_start(mention))
        else {
            return;
        };
        let symbols = self.lexicon.words.symbols(self.note.words[before]);
        let role = symbols.iter().find_map(|&symbol| self.lexicon.role(symbol));
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
        let word = self.note.word(before).to_ascii_lowercase();
        if matches!(word.as_str(), "him" | "her" | "them") && frame.has_verb {
            draft.actor = Actor::Client;
            draft.evidence.push(self.evidence("actor.object", before..head));
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

    /// "Ct to call": planned. "went over to confirm the visit": an activity's purpose is taken to have been met.
    fn infinitive(&self, mention: &Mention, frame: &Frame, to: Option<usize>, draft: &mut Draft) {
        let to = to.unwrap_or(mention.head);
        let subject_before = frame.subject.is_some() && !frame.has_verb;
        let activity = self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Activity);
        let start = to == self.sentence_start(mention);
        if subject_before || start || self.section(mention) == Some(Section::Plan) {
            draft.status = Status::Planned;
            draft.evidence.push(self.evidence("status.to", to..to + 1));
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
        } else {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.purpose", to..to + 1));
        }
    }

    /// "Drive out 15 min": done, unless the section or a day says that it is still to come.
    fn bare(&self, mention: &Mention, frame: &Frame, head: usize, draft: &mut Draft) {
        let modal = head
            .checked_sub(1)
            .is_some_and(|before| self.note.classes(&self.lexicon.words, before).has(WordClass::Modal));
        if modal {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.hypothetical", head - 1..head));
            return;
        }
        let weekday = self.clause_tokens(mention, frame.clause).any(|token| {
            token > head && self.note.classes(&self.lexicon.words, token).has(WordClass::Weekday)
        });
        // "G: Pay down arrears"
        let ahead = matches!(self.section(mention), Some(Section::Plan | Section::Goal));
        if ahead || (weekday && frame.subject.is_none()) {
            draft.status = Status::Planned;
            draft.evidence.push(Evidence { reason: "status.section", span: None });
        } else {
            draft.confidence = Confidence::Low;
            draft.evidence.push(Evidence { reason: "status.bare-form", span: None });
        }
    }

    /// "records were faxed": the author's; "ct was transported": somebody's.
    fn passive(&self, mention: &Mention, frame: &Frame, draft: &mut Draft) {
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
    fn participle_within(&self, mention: &Mention) -> Option<usize> {
        let words = &self.lexicon.words;
        let mut tokens = mention.tokens.clone();
        let be = tokens.find(|&token| self.note.classes(words, token).has(WordClass::Be))?;
        (be > mention.tokens.start)
            .then(|| tokens.find(|&token| words.forms(self.note.words[token]).has(Forms::PARTICIPLE)))
            .flatten()
    }

    /// "by" and a person after the act name its agent.
    fn agent(&self, mention: &Mention, draft: &mut Draft) {
        let passive = mention.usage != Usage::Verb
            || draft.evidence.iter().any(|evidence| evidence.reason.starts_with("actor.passive"))
            || self.note.word(mention.tokens.end).eq_ignore_ascii_case("by");
        if !passive {
            return;
        }
        let end = self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
        let reach = mention.head + 1..end.min(mention.tokens.end + AGENT_REACH);
        for by in reach {
            if self.note.tokens[by].is(Mark::Comma) || self.note.tokens[by].is(Mark::Semicolon) {
                break;
            }
            // "went by the camp": where, not by whom.
            let place = GOING.iter().any(|word| self.note.word(by - 1).eq_ignore_ascii_case(word));
            if place || !self.note.word(by).eq_ignore_ascii_case("by") {
                continue;
            }
            // "could not be reached by her"
            let pronoun =
                matches!(self.note.word(by + 1).to_ascii_lowercase().as_str(), "her" | "him" | "them")
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
                        .find_map(|at| self.context.symbols.role(self.lexicon, at));
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
    fn auxiliary_before(&self, mention: &Mention, head: usize) -> Option<WordClass> {
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

    fn clause_tokens(&self, mention: &Mention, clause: u32) -> impl Iterator<Item = usize> + '_ {
        let tokens =
            self.note.sentences.get(mention.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        tokens.filter(move |&token| self.context.frames[token].clause == clause)
    }

    /// A condition over the clause.
    fn scope(&self, frame: &Frame, draft: &mut Draft) {
        if let Some(scope) = frame.scope.filter(|_| draft.status.took_place()) {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.condition", scope.token as usize..scope.end as usize));
        }
    }

    /// Another day in the clause, or at the head of the sentence.
    fn day(&self, mention: &Mention, draft: &mut Draft) {
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
        let Some(day) = day else { return };
        let forms = verb_forms(self.note, self.lexicon, mention.head);
        let past = forms.has(Forms::PAST) && !forms.has(Forms::BASE);
        let cue = day.token as usize..day.end as usize;
        match day.class {
            CueClass::Historical => {
                draft.status = Status::Historical;
                draft.evidence.push(self.evidence("status.another-day", cue));
            }
            CueClass::Coming if !past && mention.usage != Usage::State => {
                draft.status = Status::Planned;
                draft.evidence.push(self.evidence("status.still-to-come", cue));
            }
            _ => {}
        }
    }

    /// "told Dr. H he missed two doses last week": whether a later verb with a subject of its own stands before the day.
    fn is_embedded(&self, head: usize, day: usize) -> bool {
        let symbols = |token: usize| self.lexicon.words.symbols(self.note.words[token]);
        let subject = |token: usize| {
            let classes = self.note.classes(&self.lexicon.words, token);
            classes.any(&[WordClass::SubjectPronoun, WordClass::Relative])
                || self.note.word(token).eq_ignore_ascii_case("that")
                || symbols(token).iter().any(|&symbol| self.lexicon.role(symbol) == Some(Role::Client))
        };
        let verb = |token: usize| {
            let forms = verb_forms(self.note, self.lexicon, token);
            forms.has(Forms::PAST) || self.note.classes(&self.lexicon.words, token).has(WordClass::Have)
        };
        (head + 1..day).filter(|&token| subject(token)).any(|token| (token + 1..day.min(token + 7)).any(verb))
    }

    /// A statement that shows the act, whoever its subject is.
    fn state(&self, mention: &Mention) -> Draft {
        // "hung up", "no need to leave a vm": a statement that begins with its verb is read as one.
        let first = mention.tokens.start;
        let classes = self.note.classes(&self.lexicon.words, first);
        let auxiliary = [WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal, WordClass::Negator];
        let forms = verb_forms(self.note, self.lexicon, first);
        let finite = forms.has(Forms::PAST) || forms.has(Forms::BASE) || forms.has(Forms::THIRD);
        if finite && !classes.any(&auxiliary) && !is_noun_here(self.note, self.lexicon, first) {
            let mut draft = self.verb(mention, first);
            let outcome = self.entry(mention).is_some_and(|entry| {
                matches!(entry.kind(), EntryKind::Failed | EntryKind::Absent | EntryKind::Reached)
                    || entry.name == "no-show"
            });
            // "the clerk took down my number": somebody else ends the author's call.
            let ours = mention.tokens.clone().any(|token| {
                let staff = self
                    .lexicon
                    .words
                    .symbols(self.note.words[token])
                    .iter()
                    .any(|&s| self.lexicon.role(s) == Some(Role::Staff));
                staff || self.note.classes(&self.lexicon.words, token).has(WordClass::FirstPerson)
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
        if missed && others {
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
        self.scope(&frame, &mut draft);
        if self.entry(mention).is_some_and(|entry| entry.kind() == EntryKind::Intervention)
            && let Some(says) = self.hearsay(mention)
        {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.report", says..says + 1));
        }
        if self.section(mention) == Some(Section::Plan) && draft.status == Status::Done {
            let finite =
                mention.tokens.clone().any(|t| verb_forms(self.note, self.lexicon, t).has(Forms::PAST));
            if !finite {
                draft.status = Status::Planned;
                draft.evidence.push(Evidence { reason: "status.section", span: None });
            }
        }
        draft
    }

    /// "Mom says the landlord will wait": the verb with which the client or her family tells it.
    fn hearsay(&self, mention: &Mention) -> Option<usize> {
        let first = mention.tokens.start;
        let says = (self.sentence_start(mention)..first).rev().take(HEARSAY_REACH).find(|&token| {
            matches!(
                self.note.word(token).to_ascii_lowercase().as_str(),
                "said"
                    | "says"
                    | "stated"
                    | "states"
                    | "reported"
                    | "reports"
                    | "told"
                    | "claims"
                    | "claimed"
                    | "thinks"
                    | "thought"
            )
        })?;
        let frame = self.frame(says);
        let symbols = |token: usize| self.lexicon.words.symbols(self.note.words[token]);
        let family = frame.subject.is_some_and(|subject| {
            symbols(subject as usize).iter().any(|&symbol| self.lexicon.role(symbol) == Some(Role::Family))
        });
        (frame.actor == Actor::Client || family).then_some(says)
    }

    /// The name of an act: it counts at the head of a clause, after a number of minutes, or after "made", "did", "spent".
    fn noun(&self, mention: &Mention) -> Draft {
        let first = mention.tokens.start;
        let frame = self.frame(first);
        let words = &self.lexicon.words;
        // "Ct transport (20 min)": the person before the noun belongs to it.
        let modifier = frame.subject.is_some_and(|subject| {
            !frame.has_verb && subject as usize + 2 >= first && subject as usize <= mention.tokens.end
        });
        let mut draft = Draft {
            actor: if modifier { Actor::Staff } else { frame.actor },
            status: Status::Done,
            confidence: Confidence::Low,
            evidence: vec![Evidence { reason: "status.noun", span: None }],
        };
        let start = self.sentence_start(mention);
        let mut at = first;
        let (mut timed, mut preposition) = (false, false);
        let place = loop {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else {
                break NounPlace::Head;
            };
            let token = &self.note.tokens[before];
            let classes = self.note.classes(words, before);
            if classes.any(&[WordClass::Minute, WordClass::Hour, WordClass::Unit]) || token.is_number() {
                timed = true;
            } else if let Kind::Mark(mark) = token.kind {
                let with = mark == Mark::Slash
                    && before.checked_sub(1).is_some_and(|b| {
                        matches!(self.note.word(b).to_ascii_lowercase().as_str(), "w" | "c")
                    });
                match mark {
                    _ if with => break NounPlace::Inside(before),
                    Mark::Quote | Mark::Apostrophe | Mark::Period => {}
                    _ => break NounPlace::Head,
                }
            } else if classes.has(WordClass::Negator) {
                break NounPlace::Negated(before);
            } else if classes.has(WordClass::Support) {
                break NounPlace::Object(before);
            } else if classes.has(WordClass::Be)
                && before > start
                && self.note.word(before - 1).eq_ignore_ascii_case("there")
            {
                // "there was an hour in the lobby"
                break NounPlace::Head;
            } else if classes.has(WordClass::Coordinator) {
                // "No supervision or training took place."
                let negator = (start..before)
                    .rev()
                    .take(NEGATED_LIST)
                    .take_while(|&token| !matches!(self.note.tokens[token].kind, Kind::Mark(_)))
                    .find(|&token| self.note.classes(words, token).has(WordClass::Negator));
                let or = matches!(self.note.word(before).to_ascii_lowercase().as_str(), "or" | "nor");
                break match negator.filter(|_| or) {
                    Some(negator) => NounPlace::Negated(negator),
                    None => NounPlace::Head,
                };
            } else if classes.has(WordClass::Preposition) {
                let of = matches!(
                    self.note.word(before).to_ascii_lowercase().as_str(),
                    "of" | "on" | "in" | "for" | "during"
                );
                if !of {
                    break NounPlace::Inside(before);
                }
                preposition = true;
            } else if classes.has(WordClass::FirstPerson) && !classes.has(WordClass::Possessive) {
                // "took me half an hour to fax it"
            } else if classes.any(&[
                WordClass::Article,
                WordClass::Possessive,
                WordClass::Adverb,
                WordClass::Number,
                WordClass::About,
            ]) {
                if classes.has(WordClass::Possessive) && !classes.has(WordClass::FirstPerson) {
                    break NounPlace::Inside(before);
                }
            } else {
                let word = self.note.words[before];
                let verb = !verb_forms(self.note, self.lexicon, before).is_empty()
                    && !is_noun_here(self.note, self.lexicon, before);
                let known = word != 0 && (first - before > 1 || !timed && !words.symbols(word).is_empty());
                // "CILA staff meeting", "June notes caught up": which one it was.
                let opens = before <= start + 1 && (start..before).all(|token| self.is_plain(token));
                if verb || known && !opens {
                    break NounPlace::Inside(before);
                }
            }
            if first - before > 6 {
                break NounPlace::Inside(before);
            }
            at = before;
        };
        match place {
            NounPlace::Head if preposition && !timed => {
                draft.status = Status::Hypothetical;
                draft.evidence.push(Evidence { reason: "status.noun-inside", span: None });
            }
            NounPlace::Head => {
                if frame.subject.is_some() && frame.has_verb && !timed {
                    draft.status = Status::Hypothetical;
                    draft.evidence.push(Evidence { reason: "status.noun-inside", span: None });
                }
                if frame.has_verb
                    && frame.subject.is_none()
                    && !timed
                    && !preposition
                    && frame.actor == Actor::Staff
                    && self.is_list_member(first)
                {
                    draft.status = Status::Done;
                }
                if self.section(mention) == Some(Section::Plan) && !timed {
                    draft.status = Status::Planned;
                    draft.evidence.push(Evidence { reason: "status.section", span: None });
                }
                self.noun_as_subject(mention, &mut draft);
            }
            NounPlace::Object(verb) => {
                let mention = Mention { head: verb, ..mention.clone() };
                let support = self.verb(&mention, verb);
                draft.actor = support.actor;
                draft.status = support.status;
                draft.confidence = support.confidence;
                draft.evidence.extend(support.evidence);
            }
            NounPlace::Negated(word) => {
                draft.status = Status::Negated;
                draft.evidence.push(self.evidence("status.negative", word..word + 1));
            }
            NounPlace::Inside(word) => {
                let limit =
                    self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.end);
                let minutes_after = self.minutes_follow(mention.tokens.end, limit);
                if !(minutes_after
                    && frame.actor == Actor::Staff
                    && frame.subject.is_none()
                    && word + 2 >= first
                    && !frame.has_verb)
                {
                    draft.status = Status::Hypothetical;
                    draft.evidence.push(self.evidence("status.noun-inside", word..word + 1));
                }
            }
        }
        if frame.governor.is_some_and(|g| {
            matches!(
                g.class,
                CueClass::Negative | CueClass::Future | CueClass::Hypothetical | CueClass::Topic
            )
        }) && draft.status == Status::Done
            && !matches!(place, NounPlace::Object(_))
        {
            draft.status = Status::Hypothetical;
            draft.evidence.push(Evidence { reason: "status.governed-noun", span: None });
        }
        self.scope(&frame, &mut draft);
        draft
    }

    /// "…, fax to DMV, note": the item of a list.
    fn is_list_member(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|before| {
            [Mark::Comma, Mark::Semicolon, Mark::Dash, Mark::Colon, Mark::Open, Mark::Slash]
                .iter()
                .any(|&m| self.note.tokens[before].is(m))
                || matches!(self.note.word(before), "+" | "&" | "and" | "then")
        })
    }

    fn minutes_follow(&self, end: usize, limit: usize) -> bool {
        (end..(end + 4).min(limit)).any(|token| {
            let unit =
                self.note.classes(&self.lexicon.words, token).any(&[WordClass::Minute, WordClass::Hour]);
            // "Team mtg 8:30-9:30"
            unit || self.note.tokens[token].is(Mark::Colon)
                && self.note.tokens[token - 1].is_number()
                && self.note.tokens.get(token + 1).is_some_and(|next| next.is_number() && !next.spaced)
        })
    }

    /// "Transport was provided by staff", "Transportation is a barrier", "Travel took 35 min".
    fn noun_as_subject(&self, mention: &Mention, draft: &mut Draft) {
        let after = self.extend(mention).end;
        let words = &self.lexicon.words;
        let classes = self.note.classes(words, after);
        if classes.has(WordClass::Modal) {
            draft.status = Status::Planned;
            draft.evidence.push(self.evidence("status.future", after..after + 1));
        } else if classes.has(WordClass::Be) {
            let next = after + 1..(after + 3).min(self.note.tokens.len());
            let negator = next.clone().find(|&t| self.note.classes(words, t).has(WordClass::Negator));
            let done = next.clone().any(|t| {
                let received = ["received", "reviewed", "read", "needed", "required", "missing"];
                verb_forms(self.note, self.lexicon, t).has(Forms::PARTICIPLE)
                    && !received.iter().any(|word| self.note.word(t).eq_ignore_ascii_case(word))
            });
            if let Some(negator) = negator {
                draft.status = Status::Negated;
                draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
            } else if done {
                draft.actor = Actor::Staff;
                draft.evidence.push(Evidence { reason: "actor.passive-thing", span: None });
            } else {
                draft.status = Status::Hypothetical;
                draft.evidence.push(self.evidence("status.topic", after..after + 1));
            }
        }
    }

    /// The act's tokens and those of a short object after it: "left a voicemail" + "for PO".
    fn extend(&self, mention: &Mention) -> Range<usize> {
        let Range { start, mut end } = mention.tokens.clone();
        let words = &self.lexicon.words;
        let limit = self.note.sentences.get(mention.sentence).map_or(end, |sentence| sentence.tokens.end);
        let clause = self.frame(mention.head.max(end - 1)).clause;
        let first = end;
        while end < limit && end - first < LONGEST_OBJECT {
            let token = &self.note.tokens[end];
            let classes = self.note.classes(words, end);
            let stops = matches!(token.kind, Kind::Mark(mark) if mark != Mark::Slash && mark != Mark::Apostrophe)
                || classes.any(&[
                    WordClass::Coordinator,
                    WordClass::Clause,
                    WordClass::Relative,
                    WordClass::Be,
                    WordClass::Modal,
                ])
                || self.context.frames[end].clause != clause
                || (verb_forms(self.note, self.lexicon, end).has(Forms::PAST)
                    && !classes.has(WordClass::Article))
                || token.is_number();
            if stops {
                break;
            }
            end += 1;
        }
        // Not to end in the middle: "left a message for", "drove to the".
        while end > first {
            let classes = self.note.classes(words, end - 1);
            let dangling = classes.any(&[WordClass::Preposition, WordClass::Article, WordClass::Possessive])
                || self.note.tokens[end - 1].is(Mark::Slash);
            if !dangling {
                break;
            }
            end -= 1;
        }
        start..end
    }
}

/// Where the name of an act stands.
#[derive(Debug, Clone, Copy)]
enum NounPlace {
    /// At the head of its clause, or after minutes.
    Head,
    /// After "made", "did", "spent".
    Object(usize),
    /// After "no".
    Negated(usize),
    /// Anywhere else: talked about, or part of something else.
    Inside(usize),
}
