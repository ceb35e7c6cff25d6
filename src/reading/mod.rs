//! Note + lexicon → reading: what was done, by whom, whether it happened, and how long it took.
//!
//! Sentence by sentence: [`symbols`] tells what each token can be read as, [`matching`] finds phrases and cues, [`context`] walks the words once and keeps who acts and
//! what governs the next verb, [`acts`] settles actor and status of every phrase, [`outcomes`] joins calls and visits
//! with how they ended, [`meetings`] takes into a meeting of staff what it was about, [`times`] reads durations, [`hearers`]
//! tells the client from the office to which something was told, [`circumstances`] fills in what payers ask.

mod acts;
mod again;
mod circumstances;
mod context;
pub mod dropped;
pub mod evidence;
mod gaps;
mod hearers;
pub mod matching;
mod meetings;
mod names;
mod outcomes;
mod parties;
mod show;
pub mod symbols;
mod telling;
#[cfg(all(test, notelint_embedded))]
mod tests;
mod times;

use std::ops::Range;

use crate::circumstances::{Circumstances, Program};
use crate::diagnostic::Confidence;
use crate::lexicon::{Entry, EntryKind, Lexicon, Usage, WordClass};
use crate::note::Note;
use crate::record::Composed;
use crate::span::Span;
use crate::token::Mark;

pub use circumstances::Told;
pub(crate) use circumstances::service;
pub use context::{Frame, Governor};
pub use dropped::{Because, Dropped};
pub use evidence::Evidence;
pub use show::{Stage, show};
pub(crate) use times::is_clock;
pub use times::{Belongs, Minutes, Time, TimeKind, Times};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The author or a colleague of the agency.
    Staff,
    /// The client.
    Client,
    /// Anyone or anything else.
    Other,
}

impl Actor {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Client => "client",
            Self::Other => "other",
        }
    }
}

/// Whether an act happened. Only `Done` and `Attempted` are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Status {
    Done,
    Attempted,
    Planned,
    Negated,
    Hypothetical,
    Historical,
    Taught,
}

impl Status {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Attempted => "attempted",
            Self::Planned => "planned",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
            Self::Historical => "historical",
            Self::Taught => "taught",
        }
    }

    /// Whether an act of this status took place in this service.
    pub const fn took_place(self) -> bool {
        matches!(self, Self::Done | Self::Attempted)
    }
}

/// A phrase of the lexicon found in the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The phrase.
    pub phrase: u32,
    /// How its file lists it.
    pub usage: Usage,
    /// Its entry's place in the lexicon.
    pub entry: u16,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token of its verb, or its first.
    pub head: usize,
    /// The sentence it stands in.
    pub sentence: usize,
    /// It is a way to try to reach somebody, which may fail.
    pub dials: bool,
}

/// An act as read: what, by whom, whether it happened, how long, under which circumstances.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// The phrase it was read from, by its place among the note's mentions.
    pub mention: usize,
    /// Its entry's place in the lexicon.
    pub entry: u16,
    /// The tokens from the act's verb or noun to its object or outcome.
    pub tokens: Range<usize>,
    /// The same in bytes.
    pub span: Span,
    /// The token of its verb, or its first.
    pub head: usize,
    /// The sentence it stands in.
    pub sentence: usize,
    /// How its file lists the phrase.
    pub usage: Usage,
    /// It is a way to try to reach somebody, which may fail.
    pub dials: bool,
    /// Who did it.
    pub actor: Actor,
    /// Whether it happened.
    pub status: Status,
    /// How sure actor and status are.
    pub confidence: Confidence,
    /// Minutes stated for this act alone.
    pub minutes: Option<Minutes>,
    /// Units stated for this act alone.
    pub units: Option<f64>,
    /// Where they are stated.
    pub minutes_span: Option<Span>,
    /// The time that it shares with other acts, by its place among the note's times.
    pub shared: Option<usize>,
    /// The act whose time and telling this one is a part of: "called the MCO" of "called the MCO and got the approval".
    pub within: Option<usize>,
    /// The bytes of an act together with those within it.
    pub episode: Option<Span>,
    /// How the call or visit ended, where that is told apart from the act.
    pub outcome: Option<Span>,
    /// The tokens of the attempt that ended in this act: "called PO" of "called PO, left a message".
    pub attempt: Option<Range<usize>>,
    /// Sentences in which a noun names the act again.
    pub restated: Vec<usize>,
    /// What decided actor and status.
    pub evidence: Vec<Evidence>,
    /// What payers ask about.
    pub circumstances: Circumstances,
}

impl Activity {
    /// The kind of act.
    pub fn entry<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l Entry> {
        lexicon.entries.get(self.entry as usize)
    }

    /// Whether it is an act of that kind that staff did, or tried to do, in this service.
    pub fn is_staffs(&self, lexicon: &Lexicon, kind: EntryKind) -> bool {
        self.actor == Actor::Staff
            && self.status.took_place()
            && self.entry(lexicon).is_some_and(|entry| entry.kind() == kind)
    }
}

/// The place of the first of the acts that stand in `sentence` or after it, sought from the last back: what it is asked for
/// stands near the end of what was read so far, and a note may be long.
fn first_since(activities: &[Activity], sentence: usize) -> usize {
    activities.len() - activities.iter().rev().take_while(|act| act.sentence >= sentence).count()
}

/// A note as read.
#[derive(Debug)]
pub struct Reading<'t> {
    /// Its structure.
    pub note: Note<'t>,
    /// Phrases, in order.
    pub mentions: Vec<Mention>,
    /// Per token, who acts there and what governs it.
    pub frames: Vec<Frame>,
    /// Every act, whoever's and whatever its status, in order.
    pub activities: Vec<Activity>,
    /// Phrases that are no act of their own.
    pub dropped: Vec<Dropped>,
    /// Durations, ranges and the claim.
    pub times: Times,
    /// Words that tell a circumstance, in order.
    pub told: Vec<Told>,
}

impl Reading<'_> {
    /// Whether staff did something in words that no lexicon knows: "ranked what she needs", "squared the two plans".
    pub fn tells_of_other_work(&self, lexicon: &Lexicon) -> bool {
        self.has_unread_minutes() || self.has_working_verb(lexicon)
    }

    /// Minutes beside others that belong to nothing that was read: "Then 15 min on which pills clash".
    fn has_unread_minutes(&self) -> bool {
        let lengths = self.times.found.iter().filter(|time| time.minutes.is_some() && !time.again);
        lengths.clone().count() > 1
            && lengths.clone().any(|time| {
                let Some(sentence) = time.sentence.and_then(|number| self.note.sentences.get(number)) else {
                    return false;
                };
                let words = sentence
                    .tokens
                    .clone()
                    .filter(|token| !time.tokens.contains(token) && self.note.tokens[*token].is_word())
                    .count();
                // "The screener took it, 25 minutes"
                let set_off =
                    time.tokens.start > 0 && self.note.tokens[time.tokens.start - 1].is(Mark::Comma);
                let others = self.frames.get(time.tokens.start).is_some_and(|frame| {
                    frame.actor == Actor::Other && frame.has_verb && (set_off || !frame.thing)
                });
                let least = match time.belongs {
                    Belongs::Part => 2,
                    Belongs::Note => 4,
                    _ => return false,
                };
                words >= least && !others && !self.has_act_in(time.sentence)
            })
    }

    /// Whether an act was read in a sentence.
    fn has_act_in(&self, sentence: Option<usize>) -> bool {
        sentence.is_some_and(|number| {
            let first = self.activities.partition_point(|act| act.sentence < number);
            self.activities.get(first).is_some_and(|act| act.sentence == number)
        })
    }

    /// "the bruise her grandson showed me", "came at ten as arranged", "asked around": done to the author, or by nobody for her.
    fn is_no_work(&self, lexicon: &Lexicon, verb: usize) -> bool {
        let whom = verb + 1 + usize::from(self.note.is_any(verb + 1, &["this", "the"]));
        self.note.is_any(verb + 1, &["me", "us", "around"])
            || self.note.is_any(verb, &["told", "informed", "advised"])
                && names::stands_for_author(&self.note, lexicon, whom)
            || verb.checked_sub(1).is_some_and(|before| {
                // "as arranged", "a visit was planned for 11:00"
                self.note.is_any(before, &["as"])
                    || self.note.classes(&lexicon.words, before).has(WordClass::Be)
                        && self.note.is_any(verb, &["planned"])
            })
    }

    fn has_working_verb(&self, lexicon: &Lexicon) -> bool {
        let free = |token: usize| {
            let after = self.activities.partition_point(|act| act.tokens.start <= token);
            !self.activities[after.saturating_sub(3)..after].iter().any(|act| act.tokens.contains(&token))
        };
        self.note.sentences.iter().flat_map(|sentence| sentence.tokens.clone()).any(|token| {
            self.note.classes(&lexicon.words, token).has(WordClass::Work)
                && self.frames.get(token).is_some_and(|frame| {
                    frame.actor == Actor::Staff
                        && !frame.quoted
                        && frame.scope.is_none()
                        && frame.governor.is_none_or(|governor| governor.token as usize == token)
                })
                && !context::is_noun_here(&self.note, lexicon, token)
                && !self.is_no_work(lexicon, token)
                && !meetings::is_topic(&self.note, lexicon, &self.activities, token)
                && free(token)
        })
    }
}

/// Reads a note. `programs` are those that the command or the configuration names, `staff_names` the agency's people.
pub fn read<'t>(
    text: &'t str,
    lexicon: &Lexicon,
    programs: &[Program],
    staff_names: &[String],
) -> Reading<'t> {
    read_with(Note::new(text, lexicon), lexicon, programs, staff_names, times::read)
}

/// The same without any time; beside [`read`] it tells a bench what reading the times takes.
pub fn read_without_times<'t>(
    text: &'t str,
    lexicon: &Lexicon,
    programs: &[Program],
    staff_names: &[String],
) -> Reading<'t> {
    read_with(Note::new(text, lexicon), lexicon, programs, staff_names, |_, _, _, _| Times::default())
}

/// Reads a record: its fields are the header of its note.
pub fn read_record<'t>(
    record: &'t Composed,
    lexicon: &Lexicon,
    programs: &[Program],
    staff_names: &[String],
) -> Reading<'t> {
    let note = Note::with_fields(&record.text, lexicon, record.body, &record.given);
    read_with(note, lexicon, programs, staff_names, times::read)
}

fn read_with<'t>(
    note: Note<'t>,
    lexicon: &Lexicon,
    programs: &[Program],
    staff_names: &[String],
    times: impl FnOnce(&Note<'_>, &Lexicon, (&[Frame], &[context::Governor]), &mut [Activity]) -> Times,
) -> Reading<'t> {
    let context = context::read(&note, lexicon, staff_names);
    let (mut activities, mut dropped) = acts::settle(&note, lexicon, &context);
    let context::Context { mentions, frames, symbols, days } = context;
    outcomes::join(&note, lexicon, &frames, &mut activities, &mut dropped);
    meetings::take_in(&note, lexicon, &mut activities, &mut dropped);
    let times = times(&note, lexicon, (&frames, &days), &mut activities);
    hearers::name(&note, lexicon, &symbols, &frames, &mut activities);
    let told = circumstances::fill(&note, lexicon, symbols, programs, &times, &mut activities);
    Reading { note, mentions, frames, activities, dropped, times, told }
}
