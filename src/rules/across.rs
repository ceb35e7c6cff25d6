//! What rules about several notes look at.

use super::{in_force, made};
use crate::batch::{Batch, Number, Place};
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::ruleset::{InForce, RuleInForce};

/// The most other notes that one finding names.
pub(super) const MOST_RELATED: usize = 10;

/// Several notes under a ruleset.
#[derive(Debug)]
pub struct Across<'a> {
    /// The notes.
    pub batch: &'a Batch,
    /// The ruleset in force.
    pub ruleset: InForce<'a>,
    /// From which likeness a note is a copy, from 0 to 1.
    pub likeness: f64,
    /// Codes, prefixes or names that turn on rules that the ruleset leaves off.
    pub select: &'a [String],
}

/// A finding about several notes, at one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The note, by its number in the batch.
    pub note: Number,
    /// Where it stands.
    pub place: Place,
    /// The finding; its span is the place's.
    pub diagnostic: Diagnostic,
}

/// Something seen across notes, told in words only when its turn comes: a finding takes kilobytes, and there may be one
/// for every note of an export.
pub struct Sighting<'a> {
    /// The note that the finding will be at.
    pub(crate) note: Number,
    tell: Box<dyn FnOnce() -> Option<Finding> + 'a>,
}

impl<'a> Sighting<'a> {
    /// Something at a note; `tell` makes a finding of it.
    pub(super) fn new(note: Number, tell: impl FnOnce() -> Option<Finding> + 'a) -> Self {
        Self { note, tell: Box::new(tell) }
    }

    /// The finding; none where the note is not there.
    pub(crate) fn told(self) -> Option<Finding> {
        (self.tell)()
    }
}

impl Across<'_> {
    /// How a rule stands under the ruleset: `None` where it is off.
    pub(super) fn rule(&self, code: &str) -> Option<(Severity, RuleInForce)> {
        in_force(self.ruleset, self.select, code)
    }

    /// A finding of a rule at a note, to be completed.
    pub(super) fn finding(
        &self,
        code: &str,
        note: Number,
        message: String,
        label: String,
    ) -> Option<Finding> {
        let (severity, rule) = self.rule(code)?;
        let place = self.batch.place(note)?;
        let diagnostic = made(code, severity, rule, self.ruleset, message, place.span, label)?;
        Some(Finding { note, place, diagnostic })
    }

    /// Another note of a finding.
    pub(super) fn related(&self, note: Number, message: String) -> Option<Related> {
        let Place { path, note, row, span, start, .. } = self.batch.place(note)?;
        Some(Related { path, note, row, span, start, message })
    }
}

impl Finding {
    /// With the first of these notes beside it.
    pub(super) fn with(mut self, related: impl IntoIterator<Item = Related>) -> Self {
        self.diagnostic.related.extend(related.into_iter().take(MOST_RELATED));
        self
    }

    /// With something to do about it.
    pub(super) fn helped(mut self, help: &str) -> Self {
        self.diagnostic.help.push(help.to_owned());
        self
    }
}
