//! "told him", "went over it with her" → whom that was: the client, or the officer, landlord or nurse who was spoken of just before.
//!
//! Help is told to the client where nothing else is said. Where staff has just spoken with an office, and what is told is about
//! the client, the one who hears it is not the client: the act is a contact with that office.

use std::ops::Range;

use super::circumstances::recipient_of;
use super::matching::Symbols;
use super::{Activity, Actor, Evidence, Status};
use crate::lexicon::{EntryKind, Lexicon, Role, Usage, WordClass};
use crate::note::Note;
use crate::token::Mark;

/// Sentences before an act's in which somebody may have been spoken with.
const SPOKEN_OF: usize = 3;
/// Tokens behind the one who hears something in which the client may be named.
const TOLD_REACH: usize = 14;

/// Names what was told to an office a contact, and notes whom it was meant for.
pub(super) fn name(note: &Note<'_>, lexicon: &Lexicon, symbols: &Symbols, activities: &mut [Activity]) {
    let Some(contact) = lexicon.entry_named("contact", EntryKind::Intervention) else { return };
    let hearers = Hearers { note, lexicon, symbols };
    for place in 0..activities.len() {
        let act = &activities[place];
        let support = act.entry(lexicon).is_some_and(|entry| entry.name == "support");
        let told =
            support && act.actor == Actor::Staff && act.status == Status::Done && act.usage == Usage::Verb;
        let Some((pronoun, role)) = told.then(|| hearers.hearer(act, &activities[..place])).flatten() else {
            continue;
        };
        let act = &mut activities[place];
        act.entry = contact;
        act.circumstances.recipient = recipient_of(role);
        act.evidence.push(Evidence { reason: "act.hearer", span: Some(note.span(pronoun..pronoun + 1)) });
    }
}

struct Hearers<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: &'a Symbols,
}

impl Hearers<'_> {
    /// The pronoun of an act that stands for somebody of an office, and her role.
    fn hearer(&self, act: &Activity, before: &[Activity]) -> Option<(usize, Role)> {
        let sentence = self.note.sentences.get(act.sentence)?.tokens.clone();
        let pronoun = self.pronoun(act, &sentence)?;
        let first = self.note.sentences[act.sentence.saturating_sub(SPOKEN_OF)].tokens.start;
        let office = |token: usize| {
            let role = self.role(token)?;
            let office = !matches!(role, Role::Client | Role::Staff | Role::Family);
            office.then_some((token, role))
        };
        let (token, role) = (first..act.tokens.start).rev().find_map(office)?;
        // "Called PO, no answer. Told him to come in": nobody of that office was spoken with.
        let missed = before.iter().rev().take_while(|act| act.tokens.end > first).any(|act| {
            act.tokens.start <= token
                && token < act.tokens.end + 3
                && act.entry(self.lexicon).is_some_and(|entry| {
                    matches!(
                        entry.name.as_ref(),
                        "unsuccessful-contact" | "voicemail-left" | "no-show" | "email"
                    )
                })
        });
        (!missed && self.is_about_client(act, pronoun, &sentence)).then_some((pronoun, role))
    }

    /// The "him", "her" or "them" to whom an act was told, or with whom it was gone over.
    fn pronoun(&self, act: &Activity, sentence: &Range<usize>) -> Option<usize> {
        let is = |token: usize, words: &[&str]| {
            words.iter().any(|word| self.note.word(token).eq_ignore_ascii_case(word))
        };
        let end = sentence.end.min(act.tokens.end + 1);
        (act.head + 1..end).find(|&token| {
            let led = token == act.head + 1
                || self.note.after_with(token - 1) == Some(token)
                || self.note.after_with(token.saturating_sub(2)) == Some(token)
                || is(token - 1, &["to"]);
            let owner = is(token, &["her"]) && token != act.head + 1 && {
                let next = self.note.classes(&self.lexicon.words, token + 1);
                token + 1 < sentence.end && self.note.tokens[token + 1].is_word() && next.0 == 0
            };
            is(token, &["him", "her", "them"]) && led && !owner && self.role(token + 1) != Some(Role::Family)
        })
    }

    /// "told her ct is in group daily", "let her know that client sleeps better", "told her he has shown up".
    fn is_about_client(&self, act: &Activity, pronoun: usize, sentence: &Range<usize>) -> bool {
        let hears = self.note.word(pronoun).to_ascii_lowercase();
        // "weighed with him what her sister wants": whom it was done with may be the client.
        let told_to = pronoun == act.head + 1 || self.note.word(pronoun - 1).eq_ignore_ascii_case("to");
        let others: &[&str] = match hears.as_str() {
            _ if !told_to => &[],
            "him" => &["she", "her", "hers"],
            "her" => &["he", "his", "him"],
            _ => &["he", "she", "his"],
        };
        let told = (pronoun + 1..sentence.end.min(pronoun + TOLD_REACH))
            .take_while(|&token| !self.note.tokens[token].is(Mark::Semicolon));
        told.into_iter().any(|token| {
            self.role(token) == Some(Role::Client)
                && !self
                    .note
                    .classes(&self.lexicon.words, token)
                    .any(&[WordClass::Pronoun, WordClass::Possessive])
                || others.iter().any(|other| self.note.word(token).eq_ignore_ascii_case(other))
        })
    }

    fn role(&self, token: usize) -> Option<Role> {
        let word = self.note.words.get(token)?;
        let pronouns = [WordClass::Pronoun, WordClass::Possessive, WordClass::SubjectPronoun];
        if self.note.classes(&self.lexicon.words, token).any(&pronouns) {
            return None;
        }
        let one = || self.lexicon.words.symbols(*word).iter().find_map(|&symbol| self.lexicon.role(symbol));
        self.symbols.role(self.lexicon, token).or_else(one)
    }
}
