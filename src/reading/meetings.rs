//! Meetings of staff + the talk that follows → one act: "Supervision, 1 hr. Reviewed her plan and decided to wait".

use std::cell::Cell;

use super::{Activity, Because, Dropped};
use crate::lexicon::{EntryKind, Lexicon, Role, WordClass};
use crate::note::Note;

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

/// The mention of the meeting of staff in which the talk at `verb` took place: the last act before it, with nothing but
/// talk in between, and nobody else is named with whom staff talked.
fn meeting(note: &Note<'_>, lexicon: &Lexicon, activities: &[Activity], verb: usize) -> Option<usize> {
    if !note.classes(&lexicon.words, verb).has(WordClass::Talk) {
        return None;
    }
    let before = activities.partition_point(|act| act.tokens.start < verb && act.head != verb);
    let is_meeting = |act: &Activity| {
        let entry = act.entry(lexicon).map_or("", |entry| entry.name.as_ref());
        matches!(entry, "internal-staffing" | "supervision") && act.is_staffs(lexicon, EntryKind::Activity)
    };
    let is_talk = |act: &Activity| {
        act.is_staffs(lexicon, EntryKind::Intervention)
            && note.classes(&lexicon.words, act.head).has(WordClass::Talk)
    };
    let last = activities[..before].iter().rev().find(|act| !is_talk(act)).filter(|act| is_meeting(act))?;
    let sentence = note.sentences.partition_point(|sentence| sentence.tokens.end <= verb);
    let talks = |number: usize| {
        note.sentences.get(number).is_some_and(|sentence| {
            let mut words = sentence.tokens.clone();
            words.any(|token| note.classes(&lexicon.words, token).has(WordClass::Talk))
        })
    };
    let near = last.sentence <= sentence && (last.sentence + 1..sentence).all(talks);
    (near && !names_company(note, lexicon, verb)).then_some(last.mention)
}

/// "reviewed it with ct", "told mom": whoever is named behind the verb as the other side of a talk.
fn names_company(note: &Note<'_>, lexicon: &Lexicon, verb: usize) -> bool {
    let sentence = note.sentences.partition_point(|sentence| sentence.tokens.end <= verb);
    let end = note.sentences.get(sentence).map_or(verb, |sentence| sentence.tokens.end);
    let other = |token: usize| {
        let symbols = note.words.get(token).map_or(&[][..], |&word| lexicon.words.symbols(word));
        symbols.iter().any(|&symbol| lexicon.role(symbol).is_some_and(|role| role != Role::Staff))
    };
    let with = |token: usize| {
        note.word(token).eq_ignore_ascii_case("with")
            || note.word(token).eq_ignore_ascii_case("w") && note.word(token + 1) == "/"
    };
    let behind = verb + 1..end.min(verb + COMPANY_REACH);
    behind.clone().any(|token| with(token) && (token + 1..end.min(token + 4)).any(other))
        || note.sentences.get(sentence).is_some_and(|sentence| {
            (sentence.tokens.start..verb)
                .any(|token| with(token) && (token + 1..verb.min(token + 4)).any(other))
        })
}
