//! "LVM for PO, then another for mom" → the same act once more, which names no verb again.

use super::Mention;
use super::symbols::Symbols;
use crate::lexicon::{Lexicon, Usage, WordClass};
use crate::note::{Note, Sentence};
use crate::token::Mark;

/// Tokens behind an act in which it may be told once more.
const AGAIN_REACH: usize = 14;
/// Words between what joins it and "one": "and then a second one".
const MOST_LED: usize = 3;
/// Acts that are told so: what is left or sent can be counted.
const COUNTED: [&str; 2] = ["email", "voicemail-left"];

/// What a sentence tells once more by "one" or "another" alone.
pub(super) fn read(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    sentence: &Sentence,
    found: &[Mention],
) -> Vec<Mention> {
    let counted = |mention: &&Mention| {
        let entry = lexicon.entries.get(mention.entry as usize);
        mention.usage != Usage::Not && entry.is_some_and(|entry| COUNTED.contains(&entry.name.as_ref()))
    };
    let mut again: Vec<Mention> = Vec::new();
    for before in found.iter().filter(counted) {
        let last = sentence.tokens.end.min(before.tokens.end + AGAIN_REACH);
        let places = before.tokens.end..last.saturating_sub(2);
        for one in places.filter(|&one| is_once_more(note, lexicon, one)) {
            let with = one + 1 + usize::from(note.is_any(one + 1, &["one"]));
            let slash = note.tokens.get(with + 1).is_some_and(|next| next.is(Mark::Slash));
            let whom = with + 1 + usize::from(slash);
            let told = found.iter().chain(&again).any(|mention| mention.tokens.contains(&one));
            if whom < sentence.tokens.end && !told && names_whom(note, lexicon, symbols, whom) {
                let tokens = one..whom + 1;
                again.push(Mention { head: one, tokens, usage: Usage::Verb, ..before.clone() });
            }
        }
    }
    again
}

/// ", then one on", "and another for": "one" where something is joined, and a preposition.
pub(super) fn is_once_more(note: &Note<'_>, lexicon: &Lexicon, one: usize) -> bool {
    let classes = |token: usize| note.classes(&lexicon.words, token);
    let joins =
        |token: usize| note.tokens[token].is(Mark::Comma) || classes(token).has(WordClass::Coordinator);
    let led = ["2nd", "3rd", "a", "also", "second", "the", "then", "third"];
    let is_led = |&before: &usize| note.is_any(before, &led) || note.tokens[before].is_number();
    let then = (one.saturating_sub(MOST_LED)..one).rev().take_while(is_led).count();
    let with = one + 1 + usize::from(note.is_any(one, &["another"]) && note.is_any(one + 1, &["one"]));
    note.is_any(one, &["one", "another"])
        && note.is_any(with, &["at", "for", "on", "to", "w", "with"])
        && one.checked_sub(1 + then).is_some_and(joins)
}

/// Whether somebody, or what is somebody's, stands at a token: "PO's line", "the landlord", "his cell".
fn names_whom(note: &Note<'_>, lexicon: &Lexicon, symbols: &Symbols, token: usize) -> bool {
    let classes = note.classes(&lexicon.words, token);
    let owner = classes.any(&[WordClass::Article, WordClass::Possessive]);
    owner || symbols.may_be_person(token) || note.tokens[token].capital
}
