//! Mistyped words: a lexicon word that differs in one letter, unless what is written is an English word of its own.
//!
//! The table holds every word under its own hash and under the hashes of what remains when one letter is left out; two
//! words that are one edit apart always share one of these.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{WordId, Words};
use crate::token;

/// Lengths, in letters, of lexicon words that are recognised when mistyped.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=24;
/// The least letters of a word in which one may be missing or too many.
const UNEVEN: usize = 6;
/// The least letters of a word in which one may be wrong.
const WRONG: usize = 7;

/// What notes may hold in place of the lexicon's words.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon::spelling)]
pub struct Spelling {
    /// Hash table of words; 0 is empty. Its length is a power of two.
    pub slots: Cow<'static, [u32]>,
    /// Hashes of English words that are one edit away from a word of the lexicon; ascending.
    pub english: Cow<'static, [u32]>,
}

impl Spelling {
    /// Makes the table for `words`. `english` are words that stand for themselves.
    pub fn new<'e>(words: &Words, english: impl Iterator<Item = &'e str>) -> Self {
        let keys: Vec<(u32, WordId)> = (1..=words.len() as WordId)
            .filter(|&word| is_plain(words.text(word)))
            .flat_map(|word| {
                let text = words.text(word).as_bytes();
                let keys: BTreeSet<u32> = without_one(text).chain([hash(text)]).collect();
                keys.into_iter().map(move |key| (key, word))
            })
            .collect();
        let mut slots = vec![0u32; (keys.len() * 2).next_power_of_two().max(16)];
        let mask = slots.len() - 1;
        for (key, word) in keys {
            let mut slot = key as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = word;
        }
        let mut spelling = Self { slots: slots.into(), english: Cow::default() };
        let taken: BTreeSet<u32> = english
            .filter(|word| spelling.nearest(words, word).is_some())
            .map(|word| hash(word.as_bytes()))
            .collect();
        spelling.english = taken.into_iter().collect::<Vec<_>>().into();
        spelling
    }

    /// The word of the lexicon that was meant by one it does not know, or 0.
    pub fn meant(&self, words: &Words, written: &str) -> WordId {
        let mut letters = [0u8; *LETTERS.end() + 1];
        let Some(folded) = letters.get_mut(..written.len()) else { return 0 };
        folded.copy_from_slice(written.as_bytes());
        folded.make_ascii_lowercase();
        match std::str::from_utf8(folded) {
            Ok(folded) if self.english.binary_search(&hash(folded.as_bytes())).is_err() => {
                self.nearest(words, folded).unwrap_or_default()
            }
            _ => 0,
        }
    }

    /// The one word that is an edit away from a word in lower case; of several the likeliest slip.
    fn nearest(&self, words: &Words, written: &str) -> Option<WordId> {
        let text = written.as_bytes();
        if text.len() + 1 < *LETTERS.start() || !text.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut best: Option<(Slip, WordId)> = None;
        for key in without_one(text).chain([hash(text)]) {
            let mut slot = key as usize & mask;
            while let Some(&word) = self.slots.get(slot).filter(|&&word| word != 0) {
                let slip = slip(words.text(word).as_bytes(), text);
                best = match (slip, best) {
                    (Some(slip), Some(known)) => Some(known.min((slip, word))),
                    (Some(slip), None) => Some((slip, word)),
                    (None, known) => known,
                };
                slot = (slot + 1) & mask;
            }
        }
        best.map(|(_, word)| word)
    }
}

/// How a word was mistyped; the likelier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// Two neighbours changed places.
    Swapped,
    /// A letter stands twice that should stand once, or the other way round.
    Doubled,
    /// A letter is missing.
    Missing,
    /// A letter is too many.
    Extra,
    /// A letter is another one.
    Wrong,
}

/// How `written` differs from `meant`: by one edit that keeps the first letter. No other letter than a double one is
/// missing or too many at the end: that would rather be another form, or another language.
fn slip(meant: &[u8], written: &[u8]) -> Option<Slip> {
    let same = meant.iter().zip(written).take_while(|(a, b)| a == b).count();
    if same == 0 || meant.len().abs_diff(written.len()) > 1 {
        return None;
    }
    let (rest, given) = (&meant[same..], &written[same..]);
    match (rest, given) {
        ([a, b, rest @ ..], [c, d, given @ ..]) if a == d && b == c && rest == given => Some(Slip::Swapped),
        ([_, rest @ ..], [_, given @ ..]) if rest == given && meant.len() >= WRONG => Some(Slip::Wrong),
        ([missing, rest @ ..], given) if rest == given => {
            uneven(*missing, meant[same - 1], meant.len(), rest.is_empty(), Slip::Missing)
        }
        (rest, [extra, given @ ..]) if rest == given => {
            uneven(*extra, written[same - 1], meant.len(), given.is_empty(), Slip::Extra)
        }
        _ => None,
    }
}

/// A letter missing or too many after the letter `before`, in a word of so many letters, perhaps at its end.
fn uneven(letter: u8, before: u8, letters: usize, last: bool, slip: Slip) -> Option<Slip> {
    if letter == before { Some(Slip::Doubled) } else { (letters >= UNEVEN && !last).then_some(slip) }
}

fn is_plain(word: &str) -> bool {
    LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn hash(word: &[u8]) -> u32 {
    token::hash_bytes(word.iter().copied())
}

/// The hashes of what remains of a word without one of its letters, but the first.
fn without_one(word: &[u8]) -> impl Iterator<Item = u32> + '_ {
    (1..word.len()).map(|out| {
        token::hash_bytes(word.iter().enumerate().filter(|(i, _)| *i != out).map(|(_, &letter)| letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_edit_inside_the_word() {
        let slips = [
            ("transported", "transproted", Some(Slip::Swapped)),
            ("appointment", "apointment", Some(Slip::Doubled)),
            ("faxed", "faxxed", Some(Slip::Doubled)),
            ("refill", "refil", Some(Slip::Doubled)),
            ("voicemail", "voicmail", Some(Slip::Missing)),
            ("referred", "referrerd", Some(Slip::Extra)),
            ("benefits", "benifits", Some(Slip::Wrong)),
            ("called", "calle", None),
            ("clinic", "clinica", None),
            ("faxed", "fixed", None),
            ("drove", "drve", None),
            ("called", "balled", None),
            ("report", "retorts", None),
        ];
        for (meant, written, expected) in slips {
            assert_eq!(slip(meant.as_bytes(), written.as_bytes()), expected, "{written} for {meant}");
        }
    }
}
