//! Calls and visits + how they ended → one act each: a failed contact, a message left, a contact, a no-show.

mod open;

use std::cell::Cell;

use super::context::{Frame, is_noun_here};
use super::{Activity, Actor, Because, Dropped, Evidence, Status, first_since};
use crate::lexicon::{EntryKind, Forms, Lexicon, Role, Usage, WordClass, WordGroup};
use crate::note::Note;
use crate::reading::names::{is_outside, role};
use crate::token::Mark;

/// Tokens at the head of a sentence in which the one who tells something is named.
const HEAD_REACH: usize = 3;

/// Words behind a message or a failure in which the one whom it was for is named.
const OTHERS_REACH: usize = 3;

/// Tokens before a failure in which the question is looked for that it is a part of.
const QUESTION_REACH: usize = 40;

/// Tokens of whom a line of a log says was called.
const LONGEST_PARTY: usize = 8;

/// How words begin that say an attempt was made from where the author was.
const PHONING: [&str; 7] = ["call", "cld", "dial", "phon", "telephon", "text", "txt"];

/// Joins attempts with their outcomes, in the order of the note, and drops what was only an outcome.
pub(super) fn join(
    note: &Note<'_>,
    lexicon: &Lexicon,
    frames: &[Frame],
    activities: &mut Vec<Activity>,
    dropped: &mut Vec<Dropped>,
) {
    let names = Names {
        failed: lexicon.entry_named("unsuccessful-contact", EntryKind::Activity),
        message: lexicon.entry_named("voicemail-left", EntryKind::Activity),
        absent: lexicon.entry_named("no-show", EntryKind::Activity),
        contact: lexicon.entry_named("contact", EntryKind::Intervention),
    };
    let mut joiner = Joiner {
        note,
        lexicon,
        frames,
        names,
        call: None,
        others: None,
        absent: None,
        dropped: vec![None; activities.len()],
    };
    for i in 0..activities.len() {
        joiner.take(activities, i);
    }
    joiner.settle_open_calls(activities);
    let mut joined = joiner.dropped.into_iter();
    let why = Cell::new(None);
    let gone = activities.extract_if(.., |activity| {
        let judged = activity.entry(lexicon).is_some_and(|entry| {
            matches!(
                entry.kind(),
                EntryKind::Activity | EntryKind::Intervention | EntryKind::Service | EntryKind::Vague
            )
        });
        why.set(joined.next().flatten().or((!judged).then_some((Because::Alone, None))));
        why.get().is_some()
    });
    dropped.extend(gone.filter_map(|act| {
        let (because, into) = why.get()?;
        Some(Dropped { act, because, into })
    }));
}

/// Entries that outcomes turn acts into.
struct Names {
    failed: Option<u16>,
    message: Option<u16>,
    absent: Option<u16>,
    contact: Option<u16>,
}

/// How the last call ended so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Open,
    Failed,
    Message,
    Reached,
}

/// What an act is to this stage.
enum Part {
    Call,
    Failed,
    Absent,
    Message,
    Reached,
    None,
}

struct Joiner<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    frames: &'a [Frame],
    names: Names,
    /// The last call of staff, and how it ended.
    call: Option<(usize, Ended)>,
    /// The sentence in which somebody else called.
    others: Option<usize>,
    /// The last visit that failed.
    absent: Option<usize>,
    /// Per act, why it is none, and the mention of the act that takes it in.
    dropped: Vec<Option<(Because, Option<usize>)>>,
}

impl Joiner<'_> {
    fn part(&self, activity: &Activity) -> Part {
        let Some(entry) = activity.entry(self.lexicon) else { return Part::None };
        match entry.kind() {
            EntryKind::Attempt => Part::Call,
            EntryKind::Failed => Part::Failed,
            EntryKind::Absent => Part::Absent,
            EntryKind::Message => Part::Message,
            EntryKind::Reached => Part::Reached,
            EntryKind::Intervention if activity.dials => Part::Call,
            EntryKind::Activity if Some(activity.entry) == self.names.message => Part::Message,
            EntryKind::Activity
                if Some(activity.entry) == self.names.failed && activity.usage == Usage::State =>
            {
                Part::Failed
            }
            EntryKind::Activity if Some(activity.entry) == self.names.absent => Part::Absent,
            EntryKind::Intervention if activity.usage == Usage::State => Part::Reached,
            _ => Part::None,
        }
    }

    /// Whether the act stands near enough to the call to tell how it ended.
    fn near(&self, activities: &[Activity], call: usize, i: usize) -> bool {
        let (from, to) = (&activities[call], &activities[i]);
        // "10:15 mom 6 min" and "10:25 vm to GAL" are two lines of a log.
        let line = from.dials && from.usage == Usage::Noun;
        from.sentence == to.sentence || (from.sentence + 1 == to.sentence && !line && self.opens_sentence(to))
    }

    fn opens_sentence(&self, activity: &Activity) -> bool {
        let start = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.start);
        activity.tokens.start <= start + 3
    }

    fn take(&mut self, activities: &mut [Activity], i: usize) {
        let staff = activities[i].actor == Actor::Staff && activities[i].status.took_place();
        match self.part(&activities[i]) {
            Part::Call if staff && self.goes_on(activities, i) => {
                let call = self.call.map(|(call, _)| activities[call].mention);
                self.dropped[i] = Some((Because::Again, call));
            }
            Part::Call if staff => self.call = Some((i, Ended::Open)),
            Part::Call => {
                if activities[i].actor != Actor::Staff {
                    self.others = Some(activities[i].sentence);
                    self.call = None;
                }
                self.drop_if_outcome(activities, i);
            }
            Part::Failed if staff && self.is_asked(activities, i) => {
                self.dropped[i] = Some((Because::Alone, None));
            }
            Part::Failed if staff && !self.is_of_another(activities, i) => self.failed(activities, i),
            Part::Failed if staff => {
                self.become_act(activities, i, self.names.failed, None);
                self.call = Some((i, Ended::Failed));
            }
            Part::Message if staff => self.message(activities, i),
            Part::Absent if staff => self.absent(activities, i),
            Part::Reached if staff => self.reached(activities, i),
            Part::None => {
                let entry = activities[i].entry(self.lexicon);
                let talk = entry.is_some_and(|entry| entry.kind() == EntryKind::Intervention) && staff;
                // "left msg for Ms. Aldana asking her to extend it": what the message says.
                let message = self.call.filter(|&(call, ended)| {
                    ended == Ended::Message && activities[call].sentence == activities[i].sentence
                });
                let gerund = self.note.forms(activities[i].head).has(Forms::GERUND);
                if let Some((call, _)) = message.filter(|_| talk && gerund) {
                    self.dropped[i] = Some((Because::Content, Some(activities[call].mention)));
                    return;
                }
                if let Some((call, ended @ Ended::Open)) = &mut self.call {
                    // "Called SSA and argued for…": somebody was reached.
                    if talk && activities[*call].sentence == activities[i].sentence {
                        *ended = Ended::Reached;
                    }
                }
            }
            _ => self.drop_if_outcome(activities, i),
        }
    }

    /// "called the hotline; on hold 10 min": still the same call.
    fn goes_on(&self, activities: &[Activity], i: usize) -> bool {
        let words = self.note.classes(&self.lexicon.words, activities[i].tokens.start);
        let open = self.call.is_some_and(|(call, ended)| {
            ended == Ended::Open && activities[call].sentence == activities[i].sentence
        });
        open && words.has(WordClass::Preposition) && self.is_of_kind(activities, i, EntryKind::Attempt)
    }

    fn drop_if_outcome(&mut self, activities: &[Activity], i: usize) {
        let outcome = activities[i].entry(self.lexicon).is_some_and(|entry| {
            !matches!(
                entry.kind(),
                EntryKind::Activity | EntryKind::Intervention | EntryKind::Service | EntryKind::Vague
            )
        });
        if outcome {
            self.dropped[i] = Some((Because::Alone, None));
        }
    }

    /// "LVM sis. VM box for PO full", "LM for Dr. Anand. No ans at mom's": a failure of its own, which names whom.
    fn is_of_another(&self, activities: &[Activity], i: usize) -> bool {
        let act = &activities[i];
        let ended = self.call.is_some_and(|(call, ended)| {
            activities[call].sentence < act.sentence && !matches!(ended, Ended::Open)
        });
        let end = self.note.sentences.get(act.sentence).map_or(0, |sentence| sentence.tokens.end);
        let start = self.note.sentences.get(act.sentence).map_or(0, |sentence| sentence.tokens.start);
        let party =
            |token: usize| self.note.is_any(token - 1, &["at", "for", "from"]) && self.is_party(token);
        let behind = || (act.tokens.start + 1..(act.tokens.end + 2).min(end)).any(party);
        (ended || self.is_of_other_people(activities, i))
            && (act.tokens.start == start && behind()
                || act.tokens.start <= start + 1 && self.names_anew(activities, i))
            || self.is_next_of_list(activities, i)
    }

    /// "vm left for dad, vm box at the DHS office full", "DMH rang out, CSW Park's mailbox is full": behind a mark, the sentence goes
    /// on with somebody whom its last call does not name.
    fn is_next_of_list(&self, activities: &[Activity], i: usize) -> bool {
        let act = &activities[i];
        // "school SW Renner 5 min; JPO, spoke to her machine": a semicolon ends a call whose end is not told.
        let semicolon = |call: usize| {
            (activities[call].tokens.end..act.tokens.start)
                .any(|token| self.note.tokens[token].is(Mark::Semicolon))
        };
        let ended = |&(call, ended): &(usize, Ended)| {
            activities[call].sentence == act.sentence
                && (matches!(ended, Ended::Failed | Ended::Message) || semicolon(call))
        };
        let Some((call, _)) = self.call.filter(ended) else { return false };
        let call = &activities[call];
        let marks = [Mark::Comma, Mark::Semicolon, Mark::Period, Mark::Dash];
        let mark = |token: &usize| marks.iter().any(|&mark| self.note.tokens[*token].is(mark));
        let Some(last) = (call.tokens.start..act.tokens.start).rev().find(mark) else { return false };
        let first = (self.note.sentences.get(act.sentence).map_or(0, |one| one.tokens.start)..last)
            .rev()
            .find(mark)
            .map_or(call.tokens.start, |mark| mark.min(call.tokens.start));
        let named = |token: usize| {
            let found = &self.note.tokens[token];
            let symbols = self.lexicon.words.symbols(self.note.words[token]);
            let office = symbols.contains(&self.lexicon.organisation);
            let known = |earlier: usize| self.note.tokens[earlier].hash == found.hash;
            found.is_word() && (office || self.is_party(token)) && !(first..last).any(known)
        };
        // "left word at the clinic, therapist in session" says why.
        let line = |token: usize| self.note.is_in(&self.lexicon.words, token, WordGroup::Line);
        let stretch = last + 1..act.tokens.end;
        stretch.clone().any(line) && stretch.clone().any(named)
    }

    /// "Tried the worker, rang out. Her supervisor's line: mailbox full": the failure names somebody whom the call before it
    /// does not.
    fn names_anew(&self, activities: &[Activity], i: usize) -> bool {
        let Some((call, _)) = self.call else { return false };
        let before =
            self.note.sentences.get(activities[call].sentence).map_or(0..0, |one| one.tokens.clone());
        let named =
            |token: usize| before.clone().any(|known| self.note.words[known] == self.note.words[token]);
        activities[i].tokens.clone().any(|token| self.is_party(token) && !named(token))
    }

    /// "Called mom re: tutoring, 10 min. LVM for tutor", "Called ED charge nurse. Wife's cell no answer": the call and what
    /// would be its end name people of other circles.
    fn is_of_other_people(&self, activities: &[Activity], i: usize) -> bool {
        let Some((call, _)) = self.call else { return false };
        let (call, act) = (&activities[call], &activities[i]);
        let sentence = self.note.sentences.get(act.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let first = if self.opens_sentence(act) { sentence.start } else { act.tokens.start };
        let named = first..sentence.end.min(act.tokens.end + OTHERS_REACH);
        let (called, named) = (self.circles(call.tokens.clone()), self.circles(named));
        call.sentence < act.sentence && called != 0 && named != 0 && called & named == 0
    }

    /// Whose people some words name, as bits.
    fn circles(&self, tokens: std::ops::Range<usize>) -> u8 {
        const CLIENT: u8 = 1;
        const FAMILY: u8 = 2;
        const OTHERS: u8 = 4;
        let lexicon = self.lexicon;
        let symbols = tokens.flat_map(|token| lexicon.words.symbols(self.note.words[token]));
        symbols.fold(0, |circles, &symbol| {
            circles
                | match lexicon.role(symbol) {
                    Some(Role::Client) => CLIENT,
                    Some(Role::Family) => FAMILY,
                    None if symbol != lexicon.organisation && symbol != lexicon.outside => 0,
                    Some(Role::Staff) => 0,
                    _ => OTHERS,
                }
        })
    }

    /// "called the school to discuss how client is doing in class": within a question that was asked.
    fn is_asked(&self, activities: &[Activity], i: usize) -> bool {
        let act = &activities[i];
        let Some((call, _)) = self.call.filter(|&(call, _)| activities[call].sentence == act.sentence) else {
            return false;
        };
        let asks = |token: usize| {
            let words = ["how", "whether", "what", "why"];
            words.iter().any(|word| self.note.word(token).eq_ignore_ascii_case(word))
        };
        (activities[call].tokens.end..act.tokens.start)
            .rev()
            .take(QUESTION_REACH)
            .take_while(|&token| self.note.tokens[token].is_word())
            .any(asks)
    }

    /// Whether a word names somebody who is neither the client nor staff.
    fn is_party(&self, token: usize) -> bool {
        role(self.note, self.lexicon, token).is_some_and(|role| !matches!(role, Role::Client | Role::Staff))
    }

    /// "Casa Brisa - recording, hung up": nothing but who was called stands before how the call ended.
    fn is_line_of_log(&self, outcome: &Activity) -> bool {
        let start = self.note.sentences.get(outcome.sentence).map_or(0, |sentence| sentence.tokens.start);
        let whom = start..outcome.tokens.start;
        let words = &self.lexicon.words;
        let named = |token: usize| {
            let found = &self.note.tokens[token];
            self.is_party(token)
                || found.is_word() && found.capital && !self.note.shouting && self.note.words[token] == 0
        };
        let verbless = |token: usize| {
            self.note.forms(token).is_empty()
                && !self.note.classes(words, token).any(&[WordClass::Be, WordClass::Have, WordClass::Modal])
                || is_noun_here(self.note, self.lexicon, token)
        };
        let ours =
            |token: usize| matches!(role(self.note, self.lexicon, token), Some(Role::Client | Role::Staff));
        let unanswered = (outcome.tokens.start..outcome.tokens.end)
            .any(|token| self.note.is_in(words, token, WordGroup::Unanswered));
        !whom.is_empty()
            && whom.len() <= LONGEST_PARTY
            && whom.clone().any(named)
            && whom.clone().all(verbless)
            && !whom.clone().any(ours)
            && unanswered
    }

    fn failed(&mut self, activities: &mut [Activity], i: usize) {
        // "Client was not there, and house staff said that he had left": the same absence, told by somebody.
        let told = self.absent.filter(|&at| {
            activities[at].sentence == activities[i].sentence
                && self.call.is_none_or(|(call, _)| call < at)
                && self.is_told(&activities[i])
        });
        if let Some(at) = told {
            self.dropped[i] = Some((Because::Again, Some(activities[at].mention)));
            return;
        }
        if let Some((call, ended)) = self.call.filter(|&(call, _)| self.near(activities, call, i)) {
            match ended {
                Ended::Open | Ended::Reached
                    if activities[call].entry(self.lexicon).is_some() && ended == Ended::Open =>
                {
                    self.become_act(activities, call, self.names.failed, Some(i));
                    self.call = Some((call, Ended::Failed));
                    self.dropped[i] = Some((Because::Ending, Some(activities[call].mention)));
                    return;
                }
                Ended::Failed | Ended::Message => {
                    // The same call's failure in other words.
                    self.dropped[i] = Some((Because::Again, Some(activities[call].mention)));
                    return;
                }
                _ => {}
            }
        }
        // Outcomes that say nothing by themselves need an attempt; the activity's own statements do not.
        let alone = self.is_of_kind(activities, i, EntryKind::Failed) && !self.is_line_of_log(&activities[i]);
        if self.others == Some(activities[i].sentence) || alone {
            self.dropped[i] = Some((Because::Alone, None));
            return;
        }
        self.become_act(activities, i, self.names.failed, None);
        self.call = Some((i, Ended::Failed));
    }

    fn message(&mut self, activities: &mut [Activity], i: usize) {
        let of_others = self.is_of_other_people(activities, i) || self.is_next_of_list(activities, i);
        let call = self.call.filter(|&(call, _)| !of_others && self.near(activities, call, i));
        if let Some((call, ended)) = call {
            match ended {
                Ended::Open | Ended::Failed => {
                    self.dropped[call] = Some((Because::Attempt, Some(activities[i].mention)));
                    activities[i].attempt = Some(activities[call].tokens.clone());
                }
                Ended::Message
                    if activities[call].sentence == activities[i].sentence
                        && self.is_of_kind(activities, i, EntryKind::Message) =>
                {
                    self.dropped[i] = Some((Because::Again, Some(activities[call].mention)));
                    return;
                }
                Ended::Message | Ended::Reached => {}
            }
        }
        // "No pickup at DPSS so I left word": what failed was this call.
        let before = i.checked_sub(1).filter(|&before| {
            let act = &activities[before];
            self.dropped[before].is_none()
                && Some(act.entry) == self.names.failed
                && act.usage == Usage::Noun
                && act.actor == Actor::Staff
                && act.sentence == activities[i].sentence
                && !(act.tokens.end..activities[i].tokens.start)
                    .any(|token| self.note.tokens[token].is(Mark::Semicolon))
        });
        if let Some(before) = before {
            self.dropped[before] = Some((Because::Attempt, Some(activities[i].mention)));
        }
        let status = activities[i].status;
        self.become_act(activities, i, self.names.message, None);
        activities[i].status = status;
        self.call = Some((i, Ended::Message));
    }

    fn is_of_kind(&self, activities: &[Activity], i: usize, kind: EntryKind) -> bool {
        activities[i].entry(self.lexicon).is_some_and(|entry| entry.kind() == kind)
    }

    fn absent(&mut self, activities: &mut [Activity], i: usize) {
        // "Stopped by Dr. Lee's office; she was out": the doctor missed no appointment.
        if let Some((call, Ended::Open)) = self.call
            && self.near(activities, call, i)
            && self.opens_with_pronoun(activities[i].tokens.start)
            && self.names_another(&activities[call])
        {
            return self.failed(activities, i);
        }
        let again = self.absent.is_some_and(|at| {
            let (last, here) = (&activities[at], &activities[i]);
            let near = last.sentence == here.sentence
                || (last.sentence + 1 == here.sentence && self.opens_sentence(here));
            // "not in for our 10:00, says he left": the same absence in other words.
            let same = last.sentence == here.sentence && self.is_of_kind(activities, i, EntryKind::Absent);
            same || near
                && !(at + 1..i).any(|k| {
                    let activity = &activities[k];
                    self.dropped[k].is_none()
                        && last.tokens.end <= activity.tokens.start
                        && activity.tokens.end <= here.tokens.start
                        && matches!(self.part(activity), Part::Call)
                })
        });
        // "knocked, no one came" is a visit of its own, whatever failed before it.
        // … but the note that was left there tells of the same one.
        let left = self.note.is_any(activities[i].head, &["left", "leaving", "slid", "slipped", "tucked"]);
        let again = again && (activities[i].usage != Usage::Verb || left);
        let sentence = activities[i].sentence;
        let before = first_since(&activities[..i], sentence.saturating_sub(1));
        let visited = activities[before..i].iter().enumerate().any(|(k, visit)| {
            let went = self.is_of_kind(activities, before + k, EntryKind::Attempt) && !self.by_phone(visit)
                || visit
                    .entry(self.lexicon)
                    .is_some_and(|entry| matches!(entry.name.as_ref(), "travel" | "accompany"));
            went && visit.actor == Actor::Staff && visit.status.took_place()
        });
        // "Called the shelter, they said he left for work": told over the phone, of nobody's appointment.
        let rang =
            self.call.filter(|&(call, _)| self.near(activities, call, i) && self.by_phone(&activities[call]));
        if let Some((call, _)) = rang.filter(|_| !visited && self.is_told(&activities[i])) {
            self.dropped[i] = Some((Because::Alone, Some(activities[call].mention)));
            return;
        }
        if again {
            self.dropped[i] = Some((Because::Again, self.absent.map(|last| activities[last].mention)));
            return;
        }
        // "Teacher says Nia is out again": where nobody went there, nobody missed anything.
        if !visited && self.is_told(&activities[i]) && self.is_outsiders(&activities[i]) {
            self.dropped[i] = Some((Because::Alone, None));
            return;
        }
        if !visited && self.is_aside(activities, i) {
            self.dropped[i] = Some((Because::Alone, None));
            return;
        }
        if self.is_of_kind(activities, i, EntryKind::Absent) && !visited {
            self.dropped[i] = Some((Because::Alone, None));
            return;
        }
        self.become_act(activities, i, self.names.absent, None);
        self.absent = Some(i);
    }

    /// "Consulted Dr. Rao on the dose, client not present": where help was told just before, that she was not there is no missed
    /// appointment.
    fn is_aside(&self, activities: &[Activity], i: usize) -> bool {
        let here = &activities[i];
        let last = here.tokens.end.checked_sub(1);
        let aside = last.is_some_and(|last| self.note.is_any(last, &["absent", "present", "room", "there"]));
        let first = first_since(&activities[..i], here.sentence.saturating_sub(1));
        here.usage == Usage::State
            && aside
            && activities[first..i].iter().enumerate().any(|(before, act)| {
                let help = self.is_of_kind(activities, first + before, EntryKind::Intervention);
                help && act.actor == Actor::Staff
                    && act.status == Status::Done
                    && self.dropped[first + before].is_none()
            })
    }

    /// "Called mom, mom says he's at school": nobody stood at a door.
    fn by_phone(&self, attempt: &Activity) -> bool {
        attempt.tokens.clone().any(|token| {
            let word = self.note.word(token).to_ascii_lowercase();
            PHONING.iter().any(|stem| word.starts_with(stem))
                || matches!(word.as_str(), "pc" | "tc" | "tct" | "rang" | "ring" | "rung" | "hold" | "line")
                || word == "c" && token > 0 && self.note.tokens[token - 1].is(Mark::Slash)
        })
    }

    /// Whether somebody of an office stands at the head of the sentence.
    fn is_outsiders(&self, activity: &Activity) -> bool {
        let start = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.start);
        (start..activity.tokens.start)
            .take(HEAD_REACH)
            .any(|token| role(self.note, self.lexicon, token).is_some_and(is_outside))
    }

    /// "mom says he's at school": within or right before a statement somebody says it.
    fn is_told(&self, activity: &Activity) -> bool {
        let start = self.note.sentences.get(activity.sentence).map_or(0, |sentence| sentence.tokens.start);
        (activity.tokens.start.saturating_sub(2).max(start)..activity.tokens.end).any(|token| {
            let says = ["says", "said", "reported", "reports", "states", "stated", "told", "advised"];
            says.iter().any(|word| self.note.word(token).eq_ignore_ascii_case(word))
        })
    }

    fn reached(&mut self, activities: &mut [Activity], i: usize) {
        let outcome =
            activities[i].entry(self.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Reached);
        let told = |call: usize| outcome.then_some((Because::Ending, Some(activities[call].mention)));
        match self.call.filter(|&(call, _)| self.near(activities, call, i)) {
            Some((call, ended @ (Ended::Open | Ended::Reached))) => {
                self.dropped[i] = self.dropped[i].or(told(call));
                if ended == Ended::Open {
                    self.call = Some((call, Ended::Reached));
                }
            }
            Some((_, Ended::Failed | Ended::Message)) => {
                if outcome {
                    self.become_act(activities, i, self.names.contact, None);
                    activities[i].status = Status::Done;
                }
                self.call = Some((i, Ended::Reached));
            }
            None if outcome => self.dropped[i] = Some((Because::Alone, None)),
            None => {}
        }
        // What was taken for an attempt is a contact.
        if let Some((call, Ended::Reached)) = self.call {
            let attempt =
                activities[call].entry(self.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Attempt);
            if attempt {
                self.become_act(activities, call, self.names.contact, None);
            }
            activities[call].status = Status::Done;
        }
    }

    /// "; she was out", "but he was out", not "told her he was out".
    fn opens_with_pronoun(&self, token: usize) -> bool {
        let opens = token.checked_sub(1).is_none_or(|before| {
            !self.note.tokens[before].is_word()
                || self.note.classes(&self.lexicon.words, before).has(WordClass::Coordinator)
        });
        opens && self.note.is_any(token, &["he", "she", "they"])
    }

    /// Whether the one whom a call or visit was for is neither the client nor of the client's people.
    fn names_another(&self, activity: &Activity) -> bool {
        let roles = activity.tokens.clone().flat_map(|token| {
            let symbols = self.lexicon.words.symbols(self.note.words[token]);
            symbols.iter().filter_map(|&symbol| self.lexicon.role(symbol))
        });
        let mut roles = roles.filter(|role| *role != Role::Staff).peekable();
        let doctor = activity.tokens.clone().any(|token| self.note.word(token).eq_ignore_ascii_case("dr"));
        doctor || roles.peek().is_some() && roles.all(|role| !matches!(role, Role::Client | Role::Family))
    }

    /// Turns an act into another kind, its span running on to the outcome where that stands in the same sentence.
    fn become_act(&self, activities: &mut [Activity], i: usize, entry: Option<u16>, outcome: Option<usize>) {
        let Some(entry) = entry else { return };
        if let Some(outcome) = outcome {
            let span = activities[outcome].span;
            let (tokens, sentence) = (activities[outcome].tokens.clone(), activities[outcome].sentence);
            let joined = activities[i].span.join(span);
            activities[i].outcome = Some(span);
            activities[i].evidence.push(Evidence { reason: "outcome.failed", span: Some(span) });
            if activities[i].sentence == sentence && joined.len() <= 100 {
                activities[i].tokens.end = tokens.end;
                activities[i].span = joined;
            }
        }
        let changed = activities[i].entry != entry;
        activities[i].entry = entry;
        let attempted = Some(entry) == self.names.failed || Some(entry) == self.names.absent;
        if attempted && activities[i].status == Status::Done {
            activities[i].status = Status::Attempted;
        }
        if changed {
            activities[i].evidence.push(Evidence { reason: "outcome.kind", span: None });
        }
    }
}
