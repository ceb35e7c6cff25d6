//! Times → which of them the note calls its total, or what it bills.

use super::{Attach, Scene, is_timed, sum};
use crate::lexicon::{Field, TimeWord, WordClass};
use crate::reading::times::{Belongs, Time, TimeKind};
use crate::token::Mark;

/// Tokens of a header's line behind its last field with a name.
const HEADER_LINE: usize = 40;
/// Tokens between the word that opens a sentence and the total that it names.
const TOTAL_REACH: usize = 7;
/// The same for what is billed: "only billing the part with Ms. Bell, 2:40-2:55".
const BILLED_REACH: usize = 14;

impl Attach<'_> {
    /// "Visit 10:00-10:50. First 20 min … For the other 30 min": a first stretch that the other times fill is the note's.
    pub(super) fn opening_total(&self, times: &mut [Time]) {
        let Some(first) = times.iter().position(|time| is_timed(&time)) else { return };
        let mut others = times[first + 1..].iter().filter(is_timed).filter(|time| !self.names_total(time));
        let filled = times[first].minutes == Some(sum(others.clone())) && others.nth(1).is_some();
        if filled && times[first].kind == TimeKind::Range && times[first].sentence.is_some() {
            times[first].belongs = Belongs::Total;
        }
    }

    /// "Read emails, 20 min. Heard 3 voicemails, 5 min. 25 min": a bare length that ends the note is the sum of its parts.
    pub(super) fn closing_total(&self, times: &mut [Time]) {
        let length = |time: &Time| is_timed(&time) && time.kind == TimeKind::Length;
        let Some(last) = times.iter().rposition(length) else { return };
        let Some(sentence) = times[last].sentence.and_then(|number| self.sentence_of(number)) else { return };
        // "approved 6 mo. 30 min.": a stop that ended no sentence.
        let (start, end) = (times[last].tokens.start, times[last].tokens.end);
        let after_stop = start > sentence.tokens.start
            && self.words.is(start - 1, Mark::Period)
            && end + 1 >= sentence.tokens.end;
        if !after_stop && !self.is_bare(&times[last].tokens, &sentence.tokens) {
            return;
        }
        let parts = times[..last].iter().filter(is_timed).filter(|time| time.belongs != Belongs::Nobody);
        let summed = times[last].minutes == Some(sum(parts.clone())) && parts.clone().nth(1).is_some();
        // "11-11:40 w/ ct … 25 min, 2 units": what is claimed.
        let mut units = times.iter().filter(|time| time.kind == TimeKind::Units);
        let beside = units.next().is_some_and(|units| units.sentence == times[last].sentence);
        let claimed = beside && units.next().is_none() && parts.clone().next().is_some();
        // "From 2:10 to 2:50 … P: … 60 min": more than its only stretch is what the note claims.
        let bare = start == sentence.tokens.start && end + 1 >= sentence.tokens.end || after_stop;
        let only = parts.clone().next().filter(|_| parts.clone().nth(1).is_none());
        let more = bare
            && sentence.tokens.end == self.words.note.tokens.len()
            && only.is_some_and(|only| only.kind == TimeKind::Range && only.minutes < times[last].minutes);
        if summed || claimed || more {
            times[last].belongs = Belongs::Total;
        }
    }

    /// "Total 45 min", "45 min in all", "40 min for everything": the note's total; "billed 40 min", "only claiming the part with
    /// the clerk, 2:40-2:55": what is billed of it.
    pub(super) fn called(&self, time: &Time) -> Option<Belongs> {
        let sentence = time.sentence.and_then(|number| self.sentence_of(number))?.tokens.clone();
        let (start, end) = (time.tokens.start, time.tokens.end);
        // "drove out 30 min; in w/ the nurse 30 min. = 1 hr"
        if start > sentence.start && &*self.words.word(start - 1) == "=" {
            return Some(Belongs::Total);
        }
        // "not billed", "No charge for": what is left out is no total.
        let left_out = |token: usize| {
            token > sentence.start && self.words.has(token - 1, WordClass::Negator)
                || matches!(&*self.words.word(token), "non")
        };
        let says = |token: usize, kinds: &[TimeWord]| {
            let (word, _) = self.words.time_word(token, sentence.end)?;
            (kinds.contains(&word) && !left_out(token)).then_some(word)
        };
        let before = [TimeWord::Total, TimeWord::TotalBefore, TimeWord::Billed];
        let opens = says(sentence.start, &before).filter(|&word| {
            let no_other = || !(sentence.start..start).any(|token| self.words.is_number(token));
            let far = word == TimeWord::Billed && no_other();
            start <= sentence.start + if far { BILLED_REACH } else { TOTAL_REACH }
        });
        let inner = |token: &usize| {
            !(*token..start).any(|at| self.words.is(at, Mark::Comma) || self.words.is(at, Mark::Period))
        };
        let next = |token: &usize| {
            !(end - 1..*token).any(|at| self.words.is(at, Mark::Comma) || self.words.is(at, Mark::Period))
        };
        let after = [TimeWord::Total, TimeWord::TotalAfter, TimeWord::Billed];
        let leads = (start.saturating_sub(3).max(sentence.start)..start).filter(inner);
        let trails = (end..(end + 3).min(sentence.end)).filter(next);
        // "forty minutes face to face, which is all I'm billing"
        let which = (end..sentence.end.min(end + TOTAL_REACH)).find(|&token| {
            self.words.is(token, Mark::Comma) && matches!(&*self.words.word(token + 1), "which" | "that")
        });
        let which = which.map_or(end..end, |comma| comma + 2..sentence.end.min(comma + 2 + TOTAL_REACH));
        let which = which.take_while(|&token| {
            !self.words.is(token, Mark::Semicolon) && !self.words.is(token, Mark::Comma)
        });
        let billed = which.into_iter().find_map(|token| says(token, &[TimeWord::Billed]));
        let words = opens.into_iter().chain(billed);
        let words = words.chain(leads.filter_map(|token| says(token, &before)));
        let mut words = words.chain(trails.filter_map(|token| says(token, &after))).peekable();
        words.peek()?;
        Some(if words.any(|word| word == TimeWord::Billed) { Belongs::Billed } else { Belongs::Total })
    }

    pub(super) fn names_total(&self, time: &Time) -> bool {
        self.called(time).is_some()
    }

    /// "45 min. Met with ...", "CM 30 min: ...": the time that a note opens with.
    pub(super) fn heads_note(&self, time: &Time, scene: &Scene) -> bool {
        if scene.sentence != 0 || time.kind != TimeKind::Length {
            return false;
        }
        let alone = time.tokens.start == scene.tokens.start && time.tokens.end + 1 >= scene.tokens.end;
        let before = self.acts_in(scene.sentence, scene.tokens.start..time.tokens.start);
        let others = self.words.note.sentences.iter().skip(1).take(3).any(|sentence| {
            self.words.is_number(sentence.tokens.start)
                && self.words.unit(sentence.tokens.start + 1).is_some()
        });
        alone || self.words.is(time.tokens.end, Mark::Colon) && before.is_empty() && !others
    }

    /// "Start 3:00 PM | End 3:50 PM | 60 min | Phone": a cell of the header without a name.
    pub(super) fn is_header_cell(&self, time: &Time, scene: &Scene) -> bool {
        let note = self.words.note;
        let alone = time.kind == TimeKind::Length
            && time.tokens.start <= scene.tokens.start + 1
            && time.tokens.end >= scene.tokens.end
            && self.words.before(time.tokens.start).is_some_and(|before| self.words.is(before, Mark::Bar));
        // The field before it stands in its line.
        let fields = note.header.partition_point(|field| field.name.start < time.tokens.start);
        let field = alone.then(|| fields.checked_sub(1).map(|last| note.header[last].name.start)).flatten();
        field.is_some_and(|field| {
            let between = field + 1..=time.tokens.start;
            between.take(HEADER_LINE).all(|token| note.tokens[token].lines_before == 0)
                && time.tokens.start <= field + HEADER_LINE
        })
    }

    /// "Drove pt there and back, 35 min in all": of that act, where the note has a time of its own.
    pub(super) fn is_in_all_of_an_act(&self, time: &Time, scene: &Scene) -> bool {
        let field = self.words.note.field(Field::Time).is_some();
        field
            && self.words.word(time.tokens.end) == "in"
            && !self.acts_in(scene.sentence, scene.tokens.start..time.tokens.start).is_empty()
    }
}
