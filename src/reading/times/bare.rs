//! Numbers without a unit → minutes, where the words around them say that they are: "x 15", "(10)", "another 25", "15 back".

use super::expressions::Before;
use super::words::Words;
use super::{Time, TimeKind};
use crate::lexicon::{TimeWord, WordClass};
use crate::token::Mark;

/// More units are no claim of one day.
const MOST_UNITS: f64 = 20.0;
/// A longer length is told with its unit, in minutes.
const LONGEST: f64 = 240.0;
/// The longest one in a list of lengths, in minutes.
const LONGEST_IN_LIST: f64 = 120.0;
/// Words between "billing" and its number: "billing just the 40".
const NARROWING: usize = 3;

/// A number without a unit, and what is known around it.
struct Bare<'a> {
    words: Words<'a>,
    /// The token before it.
    before: usize,
    /// Its token.
    token: usize,
    /// The token after it.
    at: usize,
    /// Where its sentence ends.
    end: usize,
    value: f64,
    said: Before,
}

impl Words<'_> {
    /// A length or units at `token`, where a number without a unit stands that ends before `at`.
    pub(super) fn bare(self, token: usize, at: usize, value: f64, end: usize, said: Before) -> Option<Time> {
        let before = self.before(token).filter(|_| at <= end && self.is_number(token))?;
        let bare = Bare { words: self, before, token, at, end, value, said };
        bare.units().or_else(|| bare.clock_like()).or_else(|| bare.whole())
    }
}

impl Bare<'_> {
    fn length(&self, end: usize, minutes: f64) -> Time {
        self.words.time(TimeKind::Length, self.token..end, Some(minutes))
    }

    /// "Total units billed 2"
    fn units(&self) -> Option<Time> {
        let Self { words, before, token, at, .. } = *self;
        let named = (0..2)
            .filter_map(|back| before.checked_sub(back))
            .any(|at| words.has(at, WordClass::Unit) && words.word(at) != "u");
        let claim = named && at == token + 1 && words.ends_at(at, self.end) && self.value <= MOST_UNITS;
        claim.then(|| words.units(token..at, self.value))
    }

    /// "CM-MH :35" as records write minutes, "Total 1:20".
    fn clock_like(&self) -> Option<Time> {
        let Self { words, before, token, at, end, .. } = *self;
        let colon = words.is(before, Mark::Colon) && words.is_tight(token) && !words.is_tight(before);
        let two = words.note.word(token).len() == 2 && (1.0..60.0).contains(&self.value);
        if colon && two && words.ends_at(at, end) && words.plain(token, at, end) {
            return Some(self.length(at, self.value));
        }
        let minutes = words.hours_and_minutes(token, end).filter(|_| self.names_total())?;
        Some(self.length(token + 3, minutes))
    }

    /// Minutes told as a whole number.
    fn whole(&self) -> Option<Time> {
        let Self { words, before, token, at, end, value, said } = *self;
        let whole = value.fract() == 0.0 && (1.0..=LONGEST).contains(&value) && at == token + 1;
        let numbered = matches!(words.time_word(before, token), Some((TimeWord::Numbered, _)));
        if !whole || numbered {
            return None;
        }
        let part = |end: usize| Some(Time { part: true, ..self.length(end, value) });
        // "10 of the 25", "30 of it": a part of the note's time.
        if value >= 5.0
            && let Some(after) = words.part_of(at, end)
            && words.plain(token, after, end)
        {
            if said.range || said.lengths() > 0 {
                return part(after);
            }
            // "20 of the 70 min": the whole has not been told before, and is read as what it is.
            if after > at + 3 && words.unit(at + 3).is_some() {
                return part(at + 2);
            }
        }
        if !words.plain(token, at, end) {
            return None;
        }
        if self.is_of_which() {
            return part(at);
        }
        self.is_told_as_minutes().then(|| self.length(at, value))
    }

    /// Whether a whole number is told to be minutes, in one of the ways in which staff do.
    fn is_told_as_minutes(&self) -> bool {
        let ways: [fn(&Self) -> bool; 10] = [
            Self::is_bracketed,
            Self::is_behind_x,
            Self::is_called_total,
            Self::is_before_total,
            Self::is_of_the_way,
            Self::is_further,
            Self::is_spent,
            Self::closes_its_clause,
            Self::opens_its_sentence,
            Self::closes_a_list,
        ];
        ways.iter().any(|way| way(self))
    }

    fn is_round(&self) -> bool {
        self.value % 5.0 == 0.0
    }

    /// The note has told a length before.
    fn is_after_others(&self) -> bool {
        self.said.lengths() > 0 && self.value >= 2.0
    }

    fn is_word(&self, token: usize, words: &[&str]) -> bool {
        let word = self.words.word(token);
        words.contains(&&*word)
    }

    /// Its clause ends behind it.
    fn closes(&self) -> bool {
        let marks = [Mark::Comma, Mark::Period, Mark::Semicolon, Mark::Close];
        self.at >= self.end || marks.iter().any(|&mark| self.words.is(self.at, mark))
    }

    /// Where the words begin that narrow down what is billed: "only the" of "billing only the 40 in between".
    fn narrowed(&self) -> usize {
        let narrows = |token: usize| {
            self.words.has(token, WordClass::Only) || self.words.has(token, WordClass::Article)
        };
        let words = (0..NARROWING).take_while(|&back| self.before > back && narrows(self.before - back));
        self.before - words.count()
    }

    /// "billing only the 40 in between"
    fn is_billed_between(&self) -> bool {
        let narrowed = self.narrowed();
        narrowed < self.before
            && self.words.has(self.at, WordClass::Preposition)
            && self.names_total_at(narrowed)
    }

    fn names_total_at(&self, token: usize) -> bool {
        let said = self.words.time_word(token, self.end);
        matches!(said, Some((TimeWord::TotalBefore | TimeWord::Total | TimeWord::Billed, _)))
    }

    /// "Total", "billed:", "total time =", "billing only the" before it.
    fn names_total(&self) -> bool {
        let sign =
            usize::from(self.words.is(self.before, Mark::Colon) || self.words.word(self.before) == "=");
        let Some(word) = self.before.checked_sub(sign) else { return false };
        self.is_billed_between()
            || self.names_total_at(word)
            || word > 0 && self.is_word(word, &["time"]) && self.names_total_at(word - 1)
    }

    /// "called PO (10)"
    fn is_bracketed(&self) -> bool {
        self.words.is(self.before, Mark::Open)
            && self.words.is(self.at, Mark::Close)
            && (self.before > 0 || self.value >= 5.0 && self.is_round())
            && !self.is_age()
    }

    /// "Luis (16)", "Mr. Salas (72) took": a number in brackets behind a name, but for one that closes a line or is round and
    /// closes its clause: "called PO Strand (10)".
    fn is_age(&self) -> bool {
        let Self { words, before: open, at: close, .. } = *self;
        let tokens = &words.note.tokens;
        let named = open.checked_sub(1).is_some_and(|name| {
            tokens[name].is_word()
                && tokens[name].capital
                && (!words.note.shouting || words.note.words[name] == 0)
        });
        let stop = close + 1 + usize::from(words.is(close + 1, Mark::Period));
        let closes_line = tokens.get(stop).is_none_or(|next| next.lines_before > 0);
        let closes =
            [Mark::Comma, Mark::Period, Mark::Semicolon].iter().any(|&mark| words.is(close + 1, mark));
        named && !closes_line && !(closes && self.is_round())
    }

    /// "T/C to PO x 15"
    fn is_behind_x(&self) -> bool {
        self.is_word(self.before, &["x"])
            && self.value >= 5.0
            && (self.words.ends_at(self.at, self.end) || self.value >= 10.0)
    }

    /// "Total 45", "billing only the 40 in between"
    fn is_called_total(&self) -> bool {
        self.value >= 5.0
            && self.names_total()
            && (self.words.ends_at(self.at, self.end) || self.is_billed_between())
    }

    /// "45 total"
    fn is_before_total(&self) -> bool {
        let said = self.words.time_word(self.at, self.end);
        self.value >= 3.0
            && matches!(said, Some((TimeWord::Total | TimeWord::TotalAfter, _)))
            && !self.is_word(self.at, &["session", "visit", "contact"])
    }

    /// "15 back", "there 20", "10 more"
    fn is_of_the_way(&self) -> bool {
        let way = |token: usize| self.words.has(token, WordClass::Return);
        let more = self.is_word(self.at, &["more"]) && self.words.ends_at(self.at + 1, self.end);
        self.is_after_others() && (way(self.at) || way(self.before) && self.closes() || more)
    }

    /// "another 10 writing it up", "the other 20 I drove back", "remaining 15 was my note"
    fn is_further(&self) -> bool {
        let Self { words, at, .. } = *self;
        let goes_on = || {
            words.word(at).ends_with("ing")
                || words.ends_at(at, self.end)
                || words.has(at, WordClass::FirstPerson)
                || words.has(at, WordClass::Preposition)
                || self.is_word(at, &["was", "went"])
        };
        // "took 5 more to jot the log"
        let more = || self.is_word(at, &["more"]) && self.is_word(at + 1, &["for", "on", "to", "w", "with"]);
        self.is_after_others() && (words.has(self.before, WordClass::Further) && goes_on() || more())
    }

    /// "40 min, of which 10 went to copying"
    fn is_of_which(&self) -> bool {
        self.is_after_others()
            && self.before > 0
            && self.is_word(self.before, &["which"])
            && self.is_word(self.before - 1, &["of"])
            && self.is_word(self.at, &["went", "was", "were", "i", "on", "for"])
    }

    /// "talked for 20", "spent 15 on"
    fn is_spent(&self) -> bool {
        let talk = || self.words.is_led(self.token, self.token, |word| word == TimeWord::SameAct);
        let lasted =
            self.is_word(self.before, &["for"]) && self.closes() && (self.is_after_others() || talk());
        let spent = self.is_word(self.before, &["spent"]) && self.is_word(self.at, &["on", "w", "with"]);
        self.value >= 5.0 && (lasted || spent)
    }

    /// "called SSA, 15 min, set up her slips, 10."
    fn closes_its_clause(&self) -> bool {
        self.said.in_note > 0
            && self.words.is(self.before, Mark::Comma)
            && self.closes()
            && self.is_round()
            && self.value <= LONGEST_IN_LIST
    }

    /// "35 min on the letter with him. 30 on the train back."
    fn opens_its_sentence(&self) -> bool {
        let opens =
            self.words.is(self.before, Mark::Period) || self.words.note.tokens[self.token].lines_before > 0;
        let goes_on = ["at", "in", "on", "there", "waiting", "with", "w"];
        self.is_after_others() && self.is_round() && opens && self.is_word(self.at, &goes_on)
    }

    /// "drove 10 min, called PO 5 min, faxed it 5"
    fn closes_a_list(&self) -> bool {
        let Self { words, before, .. } = *self;
        let set_off = words.is_mark(before) || self.is_word(before, &["and"]);
        self.said.in_sentence > 1 && !set_off && self.closes() && self.value >= 5.0
    }
}
