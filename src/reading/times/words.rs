//! The note's words as the reading of times looks at them: numbers, units, and phrases around numbers.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use crate::lexicon::{Lexicon, TimeWord, WordClass};
use crate::note::Note;
use crate::token::{Kind, Mark, hash_lower};

/// Words of a phrase that leads up to a number: "offered them", "was with me for".
const LONGEST_LEAD: usize = 4;

/// A note and the lexicon that knows its words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) note: &'a Note<'a>,
    pub(super) lexicon: &'a Lexicon,
}

/// A word in lower case, copied only where it is written otherwise.
#[derive(PartialEq, Eq)]
pub(super) struct Lower<'t>(Cow<'t, str>);

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<'a> Words<'a> {
    pub(super) fn has(self, token: usize, class: WordClass) -> bool {
        self.note.tokens.get(token).is_some() && self.note.classes(&self.lexicon.words, token).has(class)
    }

    pub(super) fn is(self, token: usize, mark: Mark) -> bool {
        self.note.tokens.get(token).is_some_and(|t| t.is(mark))
    }

    pub(super) fn is_mark(self, token: usize) -> bool {
        self.note.tokens.get(token).is_some_and(|t| matches!(t.kind, Kind::Mark(_)))
    }

    pub(super) fn is_number(self, token: usize) -> bool {
        self.note.tokens.get(token).is_some_and(|t| t.is_number())
    }

    /// No white space before the token.
    pub(super) fn is_tight(self, token: usize) -> bool {
        self.note.tokens.get(token).is_some_and(|t| !t.spaced)
    }

    pub(super) fn word(self, token: usize) -> Lower<'a> {
        let word = self.note.word(token);
        let lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        Lower(if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) })
    }

    /// The token before, in the same text.
    pub(super) fn before(self, token: usize) -> Option<usize> {
        token.checked_sub(1)
    }

    /// Whether the sentence or a part of it ends before `token`.
    pub(super) fn ends_at(self, token: usize, end: usize) -> bool {
        token >= end || self.is_mark(token)
    }

    /// Whether a semicolon or full stop is among the tokens.
    pub(super) fn ends_clause(self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.is(token, Mark::Semicolon) || self.is(token, Mark::Period))
    }

    pub(super) fn unit(self, token: usize) -> Option<WordClass> {
        [WordClass::Minute, WordClass::Hour, WordClass::Unit]
            .into_iter()
            .find(|&class| self.has(token, class))
    }

    /// The longest phrase around a number that begins at `token`, and the token after it.
    #[inline]
    pub(super) fn time_word(self, token: usize, end: usize) -> Option<(TimeWord, usize)> {
        let first = self.note.words.get(token).copied().unwrap_or_default();
        let begins = self.lexicon.words.begins(first) & self.lexicon.times.bit != 0;
        if begins { self.longest_time_word(token, end) } else { None }
    }

    fn longest_time_word(self, token: usize, end: usize) -> Option<(TimeWord, usize)> {
        let (mut node, mut found) = (0, None);
        for at in token..end.min(token + 6) {
            let word = self.note.words[at];
            if node != 0 && !self.lexicon.times.node(node).mask.meets(&self.lexicon.words.opening(word).mask)
            {
                break;
            }
            let symbols = self.lexicon.words.symbols(word);
            let Some(next) = symbols.iter().find_map(|&s| self.lexicon.times.child(node, s)) else { break };
            node = next;
            if let Some(value) = self.lexicon.times.accept(node) {
                found = TimeWord::at(value).map(|word| (word, at + 1));
            }
        }
        found
    }

    /// Whether nothing around the tokens from `token` to `at` makes them another kind of time: a date, a dose, a deadline,
    /// an age.
    pub(super) fn plain(self, token: usize, at: usize, end: usize) -> bool {
        let after = matches!(self.time_word(at, end), Some((TimeWord::NotAfter | TimeWord::NotBeside, _)));
        let other = |word: TimeWord| matches!(word, TimeWord::NotBefore | TimeWord::NotBeside);
        !after && !self.is_led(token, end, other)
    }

    /// Whether a phrase of a kind stands right before `token`, or an "about" between them.
    pub(super) fn is_led(self, token: usize, end: usize, kind: impl Fn(TimeWord) -> bool) -> bool {
        (1..=LONGEST_LEAD).filter_map(|back| token.checked_sub(back)).any(|start| {
            self.time_word(start, end).is_some_and(|(word, stop)| {
                kind(word) && (stop == token || stop + 1 == token && self.has(stop, WordClass::About))
            })
        })
    }

    /// Whether a number or one of the words stands at `token` that a length or a clock time is written with.
    pub(super) fn may_begin_number(self, token: usize) -> bool {
        let is_of = |token: usize, table: &[bool; TABLE]| {
            let found = self.note.tokens.get(token);
            found.is_some_and(|found| found.is_word() && table[found.hash as usize % TABLE])
        };
        self.is_number(token)
            || is_of(token, &FIRST_WORDS)
            || is_of(token, &ARTICLES)
                && (self.has(token + 1, WordClass::Hour) || is_of(token + 1, &AFTER_ARTICLES))
    }

    /// Whether a phrase around a number may begin at `token`.
    pub(super) fn may_begin_time_word(self, token: usize) -> bool {
        self.lexicon.words.begins(self.note.words[token]) & self.lexicon.times.bit != 0
    }

    /// A number in digits, fractions or words, and the token after it.
    pub(super) fn quantity(self, token: usize, end: usize) -> Option<(f64, usize)> {
        if token >= end {
            return None;
        }
        if self.is_number(token) {
            return self.figures(token, end);
        }
        let article = |at: usize| usize::from(matches!(&*self.word(at), "a" | "an"));
        let of_hour = |value: f64, at: usize| {
            let at = at + usize::from(self.word(at) == "of");
            let at = at + article(at);
            self.has(at, WordClass::Hour).then_some((value, at))
        };
        match &*self.word(token) {
            "half" => return of_hour(0.5, token + 1),
            "quarter" | "qtr" => return of_hour(0.25, token + 1),
            "three" if matches!(&*self.word(token + 1), "quarters" | "quarter") => {
                return of_hour(0.75, token + 2);
            }
            "a" | "an" | "one" if matches!(&*self.word(token + 1), "half" | "quarter" | "qtr") => {
                return self.quantity(token + 1, end);
            }
            "a" | "an" => {
                if self.word(token + 1) == "full" {
                    return self.has(token + 2, WordClass::Hour).then_some((1.0, token + 2));
                }
                return self.has(token + 1, WordClass::Hour).then_some((1.0, token + 1));
            }
            // "Hour and ten min w/ ct", "hour-long talk"
            "hour" | "hr" => {
                let goes_on = matches!(&*self.word(token + 1), "and" | "&" | "long");
                let opens = goes_on && token.checked_sub(1).is_none_or(|before| self.is_mark(before))
                    || self.note.tokens[token].lines_before > 0
                    || self.word(token + 1) == "long";
                return opens.then_some((1.0, token));
            }
            // "the hour", "the first half hour"
            "the" => {
                let which = matches!(&*self.word(token + 1), "first" | "last" | "next" | "other" | "second");
                let at = token + 1 + usize::from(which);
                if which && matches!(&*self.word(at), "half" | "quarter") {
                    return self.quantity(at, end);
                }
                // "for the rest of the hour": what is left of it, told without a number.
                let left = token > 1 && self.word(token - 1) == "of" && self.word(token - 2) == "rest";
                return (self.word(at) == "hour" && !left).then_some((1.0, at));
            }
            _ => {}
        }
        let (value, at) = self.number_words(token, end)?;
        // "one and a half hours"
        match self.and_fraction(at, end) {
            Some((part, after)) if self.has(after, WordClass::Hour) => Some((value + part, after)),
            _ => Some((value, at)),
        }
    }

    /// "fifteen", "twenty-five", "a hundred" is left to digits.
    pub(super) fn number_words(self, token: usize, end: usize) -> Option<(f64, usize)> {
        let tens = number_word(&self.word(token))?;
        if tens >= 20.0
            && token + 1 < end
            && let Some(ones) = number_word(&self.word(token + 1)).filter(|&ones| ones < 10.0)
        {
            return Some((tens + ones, token + 2));
        }
        Some((tens, token + 1))
    }

    /// "and a half", "& 1/4", "and three quarters": a part of a whole.
    pub(super) fn and_fraction(self, token: usize, end: usize) -> Option<(f64, usize)> {
        if token >= end || !matches!(&*self.word(token), "and" | "&" | "+") {
            return None;
        }
        let at = token + 1;
        let at = at + usize::from(matches!(&*self.word(at), "a" | "one"));
        let part = match &*self.word(at) {
            "half" => 0.5,
            "quarter" | "qtr" => 0.25,
            "three" if matches!(&*self.word(at + 1), "quarters" | "quarter") => return Some((0.75, at + 2)),
            _ => {
                return self.figures(at, end).filter(|&(part, _)| part < 1.0 && self.is_number(at));
            }
        };
        (at < end).then_some((part, at + 1))
    }

    /// "45", "1.5", "1,5", "1/4", "1 1/2", "2-1/2", "1½".
    fn figures(self, token: usize, end: usize) -> Option<(f64, usize)> {
        if token >= end || !self.is_number(token) {
            return None;
        }
        let sign = |at: usize| match self.note.word(at) {
            "½" => Some(0.5),
            "¼" => Some(0.25),
            "¾" => Some(0.75),
            _ => None,
        };
        let fraction = |at: usize| {
            let slash = at + 2 < end
                && self.is_number(at)
                && self.is(at + 1, Mark::Slash)
                && self.is_tight(at + 1)
                && self.is_number(at + 2);
            let parse = |at: usize| self.note.word(at).parse::<f64>().ok().filter(|_| slash);
            let (top, bottom) = (parse(at)?, parse(at + 2)?);
            (top >= 1.0 && top < bottom && bottom <= 4.0).then_some(top / bottom)
        };
        if let Some(part) = sign(token) {
            return Some((part, token + 1));
        }
        if let Some(part) = fraction(token) {
            return Some((part, token + 3));
        }
        let value = decimal(self.note.word(token))?;
        let whole = value.fract() == 0.0;
        let dash = usize::from(self.is(token + 1, Mark::Dash) && self.is_tight(token + 2));
        if let Some(part) = sign(token + 1).filter(|_| whole) {
            return Some((value + part, token + 2));
        }
        if let Some(part) = fraction(token + 1 + dash).filter(|_| whole) {
            return Some((value + part, token + 4 + dash));
        }
        Some((value, token + 1))
    }
}

/// A number with a decimal point or comma: "1.5" and "1,5" are the same, "1,500" is a thousand and a half.
fn decimal(text: &str) -> Option<f64> {
    match text.split_once(',') {
        Some((whole, part)) if part.len() < 3 && !part.contains([',', '.']) => {
            format!("{whole}.{part}").parse().ok()
        }
        Some(_) => text.replace(',', "").parse().ok(),
        None => text.parse().ok(),
    }
}

const ONES: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Other words that [`Words::quantity`] or a clock time begins with.
const OTHERS: [&str; 7] = ["half", "quarter", "qtr", "hour", "hr", "noon", "midnight"];
/// How many ends of hashes are told apart: most words of a note are passed over at once.
const TABLE: usize = 512;
static FIRST_WORDS: [bool; TABLE] = hashed(&[&ONES, &TENS, &OTHERS]);
/// What [`Words::quantity`] begins with as well, but only before an hour or one of the words that follow here.
static ARTICLES: [bool; TABLE] = hashed(&[&["a", "an", "the"]]);
static AFTER_ARTICLES: [bool; TABLE] =
    hashed(&[&["half", "quarter", "qtr", "full", "first", "last", "next", "other", "second", "hour"]]);

/// Whether one of the words has a hash that ends so.
const fn hashed(lists: &[&[&str]]) -> [bool; TABLE] {
    let mut table = [false; TABLE];
    let (mut list, mut word) = (0, 0);
    while list < lists.len() {
        while word < lists[list].len() {
            table[hash_lower(lists[list][word]) as usize % TABLE] = true;
            word += 1;
        }
        (list, word) = (list + 1, 0);
    }
    table
}

pub(super) fn number_word(word: &str) -> Option<f64> {
    let small = ONES.iter().position(|&known| known == word).map(|i| i + 1);
    let large = || TENS.iter().position(|&known| known == word).map(|i| (i + 3) * 10);
    small.or_else(large).map(|value| value as f64)
}
