//! "told him", "went over it with her" → whom that was: the client, or the officer, landlord or nurse who was spoken of just before.
//!
//! Help is told to the client where nothing else is said. Where staff has just spoken with an office, and what is told is about
//! the client, the one who hears it is not the client: the act is a contact with that office.

use std::ops::Range;

use super::circumstances::recipient_of;
use super::names::is_outside;
use super::symbols::Symbols;
use super::{Activity, Actor, Evidence, Frame, Status};
use crate::lexicon::{EntryKind, Lexicon, Role, Usage, WordClass};
use crate::note::Note;
use crate::token::Mark;

/// Sentences before an act's in which somebody may have been spoken with.
const SPOKEN_OF: usize = 3;
/// Tokens behind the one who hears something in which the client may be named.
const TOLD_REACH: usize = 14;

/// Names what was told to an office a contact, and notes whom it was meant for.
pub(super) fn name(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    frames: &[Frame],
    activities: &mut [Activity],
) {
    let hearers = Hearers { note, lexicon, symbols, frames };
    for place in 0..activities.len() {
        let act = &activities[place];
        let support = act.entry(lexicon).is_some_and(|entry| entry.name == "support");
        let told = support && act.actor == Actor::Staff && act.status == Status::Done;
        let Some((pronoun, role)) = told.then(|| hearers.hearer(act, &activities[..place])).flatten() else {
            continue;
        };
        let Some(contact) = lexicon.entry_named("contact", EntryKind::Intervention) else { return };
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
    frames: &'a [Frame],
}

impl Hearers<'_> {
    /// The word for the one who heard an act, where she is of an office, and her role.
    fn hearer(&self, act: &Activity, before: &[Activity]) -> Option<(usize, Role)> {
        let sentence = self.note.sentences.get(act.sentence)?.tokens.clone();
        if let Some(named) = self.named(act, &sentence) {
            return Some(named);
        }
        if let Some(answers) = self.answered(act, &sentence, before) {
            return Some(answers);
        }
        let pronoun = self.pronoun(act, &sentence).filter(|_| act.usage == Usage::Verb)?;
        // "told her", "gave it to her", and not "with her", who may be the client
        let told_to = pronoun == act.head + 1 || self.note.word(pronoun - 1).eq_ignore_ascii_case("to");
        let first = self.first_token(act, if told_to { SPOKEN_OF } else { 1 });
        let office = |token: usize| Some((token, self.role(token).filter(|&role| is_outside(role))?));
        let (named, role) = (first..act.tokens.start).rev().find_map(office)?;
        // "Spoke with his PO. Then drove to see ct. Told her …"
        let client_since = (named + 1..act.tokens.start).any(|token| {
            self.role(token) == Some(Role::Client)
                && !self.note.word(token + 1).starts_with(['\'', '’'])
                && self.is_met(token)
        });
        let since = || before.iter().rev().take_while(|act| act.tokens.end > first);
        let heard = !client_since
            && if told_to {
                self.was_spoken_with(named, since())
                    && self.is_about_client(pronoun, pronoun + 1..sentence.end.min(pronoun + TOLD_REACH))
            } else {
                self.goes_over_client_with(named, act, pronoun, since())
            };
        heard.then_some((pronoun, role))
    }

    /// The first token of the sentence that stands `back` sentences before an act's.
    fn first_token(&self, act: &Activity, back: usize) -> usize {
        self.note.sentences[act.sentence.saturating_sub(back)].tokens.start
    }

    fn entry_name(&self, act: &Activity) -> &str {
        act.entry(self.lexicon).map_or("", |entry| entry.name.as_ref())
    }

    /// Not "Called PO, no answer. Told him to come in": nobody of the office named at `named` was spoken with.
    fn was_spoken_with<'b>(&self, named: usize, mut acts: impl Iterator<Item = &'b Activity>) -> bool {
        let none = ["unsuccessful-contact", "voicemail-left", "no-show", "email"];
        let there = |act: &Activity| self.note.sentences[act.sentence].tokens.contains(&named);
        !acts.any(|act| there(act) && none.contains(&self.entry_name(act)))
    }

    /// "Called DCFS SW Aguirre. Went over ct's housing with her"
    fn goes_over_client_with<'b>(
        &self,
        named: usize,
        act: &Activity,
        pronoun: usize,
        mut acts: impl Iterator<Item = &'b Activity>,
    ) -> bool {
        let client = |token: usize| self.role(token) == Some(Role::Client);
        let spoken = |act: &Activity| act.tokens.start <= named && named < act.tokens.end + 3;
        acts.any(|act| spoken(act) && self.entry_name(act) == "contact" && act.actor == Actor::Staff)
            && !(named + 1..act.tokens.start).any(client)
            && (act.head + 1..pronoun).any(client)
    }

    /// "Met at the school. … I also asked who he can go to and they picked Mrs. Lantz": the others of a meeting answer.
    fn answered(
        &self,
        act: &Activity,
        sentence: &Range<usize>,
        before: &[Activity],
    ) -> Option<(usize, Role)> {
        let they = (act.tokens.end..sentence.end).find(|&token| {
            self.note.is_any(token, &["they"])
                && self.note.classes(&self.lexicon.words, token - 1).has(WordClass::Coordinator)
                && self.frames.get(token).is_some_and(|frame| frame.actor == Actor::Other)
        });
        let they = they.filter(|_| self.note.is_any(act.head, &["asked"]))?;
        let first = self.first_token(act, SPOKEN_OF);
        let near = before.iter().rev().take_while(|act| act.tokens.start >= first);
        let meeting =
            near.into_iter().find(|act| act.actor == Actor::Staff && self.entry_name(act) == "contact")?;
        let mut roles = (meeting.tokens.start..act.tokens.start).filter_map(|token| self.role(token));
        Some((they, roles.find(|&role| is_outside(role))?))
    }

    /// "T/c w/ ct's landlord re the fee", "Met with ct and PO Grant re: violation": an office named beside the client.
    fn named(&self, act: &Activity, sentence: &Range<usize>) -> Option<(usize, Role)> {
        let speaks = self.note.is_any(act.head, &["spoke", "talked", "chatted", "conferred"]);
        let with = (act.tokens.start..act.tokens.end).find_map(|token| {
            let to = (speaks && self.note.is_any(token, &["to"])).then_some(token + 1);
            self.note.after_with(token).or(to)
        })?;
        let joins = |token: usize| {
            let classes = self.note.classes(&self.lexicon.words, token);
            classes.any(&[
                WordClass::Coordinator,
                WordClass::Possessive,
                WordClass::Article,
                WordClass::Title,
            ]) || self.note.tokens[token].is(Mark::Comma)
                || self.note.word(token).starts_with(['\'', '’'])
                || self.role(token).is_some()
        };
        // "with ct's landlord", "with ct and PO Grant", and not "with ct her landlord", "ct and landlord's rules"
        let office = |token: &usize| {
            let linked = (with..*token).any(|at| {
                self.note.word(at).starts_with(['\'', '’'])
                    || self.note.classes(&self.lexicon.words, at).has(WordClass::Coordinator)
            });
            let next = token + 1;
            let classes = self.note.classes(&self.lexicon.words, next);
            let goes_on = next < sentence.end
                && self.note.tokens[next].is_word()
                && !self.note.tokens[next].capital
                && classes.0 == 0
                && self.role(next).is_none();
            let owns = self.note.word(next).starts_with(['\'', '’']);
            self.role(*token).is_some_and(is_outside) && linked && !goes_on && !owns
        };
        let company = (with..sentence.end).take_while(|&token| joins(token));
        if let Some(token) = company.into_iter().find(office) {
            return Some((token, self.role(token)?));
        }
        // "Spoke to Tyrell's drill instructor": somebody of his, whoever that is; and not "spoke to ct's concerns".
        let possessive = with + 1;
        let owner = possessive < sentence.end && self.note.word(possessive).starts_with(['\'', '’']);
        let plural = self.note.word(possessive + 1).ends_with('s');
        let somebody = owner && speaks && !plural && self.role(possessive + 1).is_none();
        somebody.then_some((possessive + 1, Role::Public))
    }

    /// "see ct", "with client", "to pt's home": whether somebody went to, or was with, the person at `token`.
    fn is_met(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            self.note.is_any(before, &["with", "see", "saw", "met", "visited", "to", "/"])
        })
    }

    /// The "him", "her" or "them" to whom an act was told, or with whom it was gone over.
    fn pronoun(&self, act: &Activity, sentence: &Range<usize>) -> Option<usize> {
        let end = sentence.end.min(act.tokens.end + 1);
        (act.head + 1..end).find(|&token| {
            let led = token == act.head + 1
                || self.note.after_with(token - 1) == Some(token)
                || self.note.after_with(token.saturating_sub(2)) == Some(token)
                || self.note.is_any(token - 1, &["to"]);
            let owner = self.note.is_any(token, &["her"]) && token != act.head + 1 && {
                let next = self.note.classes(&self.lexicon.words, token + 1);
                token + 1 < sentence.end && self.note.tokens[token + 1].is_word() && next.0 == 0
            };
            self.note.is_any(token, &["him", "her", "them"])
                && led
                && !owner
                && self.role(token + 1) != Some(Role::Family)
        })
    }

    /// "told her ct is in group daily", "let her know that client sleeps better", "told her he has shown up".
    fn is_about_client(&self, pronoun: usize, mut told: Range<usize>) -> bool {
        let others: &[&str] = match &*self.note.word(pronoun).to_ascii_lowercase() {
            "him" => &["she", "her", "hers"],
            "her" => &["he", "his", "him"],
            _ => &["he", "she", "his"],
        };
        if let Some(end) = told.clone().find(|&token| self.note.tokens[token].is(Mark::Semicolon)) {
            told.end = end;
        }
        told.into_iter()
            .any(|token| self.role(token) == Some(Role::Client) || self.note.is_any(token, others))
    }

    fn role(&self, token: usize) -> Option<Role> {
        let pronouns = [WordClass::Pronoun, WordClass::Possessive, WordClass::SubjectPronoun];
        let pronoun = self.note.classes(&self.lexicon.words, token).any(&pronouns);
        self.symbols.role(self.note, self.lexicon, token).filter(|_| !pronoun)
    }
}
