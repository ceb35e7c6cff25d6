//! Meetings of staff + the talk that follows → one act: "Supervision, 1 hr. Reviewed her plan and decided to wait".

use std::cell::Cell;
use std::ops::Range;

use super::{Activity, Because, Dropped};
use crate::lexicon::{EntryKind, Lexicon, Role, WordClass};
use crate::note::Note;

/// Acts between a meeting and the talk that belongs to it, and one more.
const MEETING_REACH: usize = 12;
/// Words behind the verb of a talk in which somebody would be named with whom it was.
const COMPANY_REACH: usize = 12;

/// Drops talk that is what a meeting of staff was about.
pub(super) fn take_in(
    note: &Note<'_>,
    lexicon: &Lexicon,
    activities: &mut Vec<Activity>,
    dropped: &mut Vec<Dropped>,
) {
    let meetings: Vec<Option<usize>> = activities
        .iter()
        .map(|act| {
            let talk = act.is_staffs(lexicon, EntryKind::Intervention);
            if talk { meeting(note, lexicon, activities, act.head) } else { None }
        })
        .collect();
    let mut meetings = meetings.into_iter();
    let into = Cell::new(None);
    let gone = activities.extract_if(.., |_| {
        into.set(meetings.next().flatten());
        into.get().is_some()
    });
    dropped.extend(gone.map(|act| Dropped { act, because: Because::Topic, into: into.get() }));
}

/// Whether a verb tells what a meeting of staff was about.
pub(super) fn is_topic(note: &Note<'_>, lexicon: &Lexicon, activities: &[Activity], verb: usize) -> bool {
    meeting(note, lexicon, activities, verb).is_some()
}

/// The mention of the meeting of staff in which the talk at `verb` took place: a few acts back, with nothing but talk in
/// between, and nobody else is named with whom staff talked.
fn meeting(note: &Note<'_>, lexicon: &Lexicon, activities: &[Activity], verb: usize) -> Option<usize> {
    let talks = |token: usize| note.classes(&lexicon.words, token).has(WordClass::Talk);
    if !talks(verb) {
        return None;
    }
    let is_meeting = |act: &Activity| {
        let entry = act.entry(lexicon).map_or("", |entry| entry.name.as_ref());
        matches!(entry, "internal-staffing" | "supervision") && act.is_staffs(lexicon, EntryKind::Activity)
    };
    let is_talk = |act: &Activity| act.is_staffs(lexicon, EntryKind::Intervention) && talks(act.head);
    let before = activities.partition_point(|act| act.tokens.start < verb);
    let mut back = activities[..before].iter().rev().take(MEETING_REACH);
    let meeting = back.find(|act| !is_talk(act)).filter(|act| is_meeting(act))?;
    let here = note.sentences.partition_point(|sentence| sentence.tokens.end <= verb);
    let sentence = note.sentences.get(here)?.tokens.clone();
    let between = note.sentences.get(meeting.sentence + 1..here).unwrap_or_default();
    let goes_on = between.iter().all(|sentence| sentence.tokens.clone().any(talks));
    (goes_on && !names_company(note, lexicon, sentence, verb)).then_some(meeting.mention)
}

/// "reviewed it with ct", "with mom there, went over the plan": somebody else is named with whom the talk was.
fn names_company(note: &Note<'_>, lexicon: &Lexicon, sentence: Range<usize>, verb: usize) -> bool {
    let other = |token: usize| {
        let symbols = note.words.get(token).map_or(&[][..], |&word| lexicon.words.symbols(word));
        symbols.iter().any(|&symbol| lexicon.role(symbol).is_some_and(|role| role != Role::Staff))
    };
    let mut near = sentence.start..sentence.end.min(verb + COMPANY_REACH);
    near.any(|token| {
        let whom = note.after_with(token).filter(|whom| token >= verb || *whom < verb);
        whom.is_some_and(|whom| (whom..sentence.end.min(whom + 3)).any(other))
    })
}
