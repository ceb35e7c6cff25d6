//! A place of a note → all that was considered there, and what came of it: what `notelint why` prints.
//!
//! The reading keeps every phrase, also those that became a part of an act; what lost to a longer phrase or a look-alike
//! is searched again by [`phrases`]. [`act`] tells who did it and why, [`timing`] and [`payer`] its minutes and its
//! verdict, [`outcome`] the code or why there is none, [`place`] what else stands there.

mod act;
mod outcome;
mod payer;
mod phrases;
mod place;
mod timing;

use crate::diagnostic::Diagnostic;
use crate::ledger::Line;
use crate::lexicon::{Entry, Field, Lexicon, Section};
use crate::linter::{LeftOut, Linter, findings};
use crate::reading::{Activity, Reading};
use crate::rules::Case;
use crate::span::Span;

pub use act::{Act, Read, Told};
pub use outcome::{Outcome, Stage};
pub use payer::{Cell, Cited, Payer, Weighed};
pub use phrases::{Fate, Phrase, usage_name};
pub use place::{Clause, Cue};
pub use timing::{NoTime, TimeHere, Timing};

/// A note that was read and judged, to be asked about its places.
#[derive(Debug)]
pub struct Explanation<'a> {
    linter: &'a Linter,
    reading: &'a Reading<'a>,
    case: Case<'a>,
    found: Vec<Found>,
    /// Per mention, what it was settled as; nothing for look-alikes.
    settled: Vec<Option<Settled>>,
    /// Per act, its line in the ledger.
    lines: Vec<Option<usize>>,
}

/// What a mention was settled as, by its place.
#[derive(Debug, Clone, Copy)]
enum Settled {
    /// Among the acts.
    Act(usize),
    /// Among what is no act of its own.
    Dropped(usize),
}

/// A finding, and whether the configuration leaves it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why `check` does not report it; `None` where it does.
    pub left_out: Option<LeftOut>,
}

/// An entry of the lexicon, where it was found.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its words.
    pub span: Span,
}

/// All that was considered at a place. Spans count bytes of the note.
#[derive(Debug)]
pub struct Considered<'a> {
    /// The place.
    pub span: Span,
    /// The furthest that a phrase of the place came.
    pub stage: Stage,
    /// Phrases of the lexicon that touch it, in order.
    pub phrases: Vec<Phrase<'a>>,
    /// Times of the service that are written there.
    pub times: Vec<TimeHere<'a>>,
    /// Findings that point there, also those that the configuration leaves out.
    pub found: Vec<&'a Found>,
    /// Fields of the header.
    pub header: Vec<(Field, Span)>,
    /// Labels of sections.
    pub labels: Vec<(Section, Span)>,
    /// The clauses of the place, and who acts in them.
    pub clauses: Vec<Clause>,
    /// Words that the lexicon does not know.
    pub unknown: Vec<Span>,
}

impl Considered<'_> {
    /// A place that no note has: a line between two notes.
    pub const fn nothing(span: Span) -> Self {
        Self {
            span,
            stage: Stage::NoPhrase,
            phrases: Vec::new(),
            times: Vec::new(),
            found: Vec::new(),
            header: Vec::new(),
            labels: Vec::new(),
            clauses: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

impl<'a> Explanation<'a> {
    /// Judges a note that the linter has read; `None` where the linter's ruleset does not exist.
    pub fn new(linter: &'a Linter, reading: &'a Reading<'a>) -> Option<Self> {
        let case = linter.case(reading)?;
        let mut found: Vec<Found> = findings(&case)
            .into_iter()
            .map(|diagnostic| Found { left_out: linter.left_out(&diagnostic), diagnostic })
            .collect();
        found.sort_by(|a, b| {
            (a.diagnostic.span, &a.diagnostic.code).cmp(&(b.diagnostic.span, &b.diagnostic.code))
        });
        let mut settled = vec![None; reading.mentions.len()];
        let dropped = reading.dropped.iter().enumerate();
        let acts = reading.activities.iter().enumerate();
        let all = dropped
            .map(|(place, dropped)| (dropped.act.mention, Settled::Dropped(place)))
            .chain(acts.map(|(place, act)| (act.mention, Settled::Act(place))));
        for (mention, how) in all {
            if let Some(slot) = settled.get_mut(mention) {
                *slot = Some(how);
            }
        }
        // The ledger's lines stand in the order of the acts.
        let mut ledger = case.ledger().lines.iter().enumerate().peekable();
        let line_of = |act: &Activity| ledger.next_if(|(_, line)| std::ptr::eq(line.activity, act));
        let lines = reading.activities.iter().map(line_of).map(|line| Some(line?.0)).collect();
        Some(Self { linter, reading, case, found, settled, lines })
    }

    /// What was considered at some bytes of the note.
    pub fn at(&self, span: Span) -> Considered<'_> {
        let phrases = self.phrases(span);
        let stage = phrases.iter().map(Phrase::stage).max().unwrap_or(Stage::NoPhrase);
        Considered {
            span,
            stage,
            times: self.times(span),
            found: self.found.iter().filter(|found| points_at(&found.diagnostic, span)).collect(),
            header: self.header(span),
            labels: self.labels(span),
            clauses: self.clauses(span),
            unknown: self.unknown(span),
            phrases,
        }
    }

    /// The stage that decided what came of some bytes of the note.
    pub fn stage(&self, span: Span) -> Stage {
        self.at(span).stage
    }

    /// The word at a byte of a line; where none stands there, the next one of the line, else the one before.
    pub fn word_at(&self, offset: usize, line: Span) -> Span {
        let note = &self.reading.note;
        let after = note.tokens.partition_point(|token| token.end as usize <= offset);
        let on_line = |token: usize| {
            let span = note.span(token..token + 1);
            (!span.is_empty() && line.contains(span)).then_some(span)
        };
        let before = || on_line(after.checked_sub(1)?);
        on_line(after).or_else(before).unwrap_or(Span::new(offset, offset))
    }

    /// The ledger's line of an act, by the act's place.
    fn line(&self, act: usize) -> Option<&Line<'_>> {
        self.case.ledger().lines.get((*self.lines.get(act)?)?)
    }

    fn lexicon(&self) -> &Lexicon {
        self.linter.lexicon()
    }

    fn entry(&self, place: u16) -> Option<&Entry> {
        self.lexicon().entries.get(place as usize)
    }

    fn named(&self, act: &Activity) -> Option<Named<'_>> {
        Some(Named { entry: self.entry(act.entry)?, span: act.span })
    }
}

/// Whether a finding's words, or others that it shows, touch a place.
fn points_at(diagnostic: &Diagnostic, span: Span) -> bool {
    diagnostic.span.overlaps(span) || diagnostic.labels.iter().any(|label| label.span.overlaps(span))
}
