//! What came of some notes: counts, findings as they are printed, and messages.

use std::io;

use super::settings::FailOn;
use crate::report::{Findings, NoteSums, Statistics, Style, Summary};

/// How many messages of one kind and file are printed one by one.
const MESSAGES: usize = 50;

/// How notes are looked at, on every thread alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub(super) style: Style,
    /// Whether the sums of every note are wanted.
    pub(super) ledger: bool,
    /// Whether the bytes that are read get a fingerprint.
    pub(super) fingerprint: bool,
}

/// What came of some notes.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) notes: usize,
    pub(super) blank: usize,
    pub(super) failed: usize,
    /// Files that were left out.
    pub(super) skipped: usize,
    /// Notes with findings.
    pub(super) with_findings: usize,
    pub(super) counts: Summary,
    pub(super) statistics: Statistics,
    /// Whether a finding counts for the exit status.
    pub(super) fails: bool,
    /// The findings as they are printed.
    pub(super) rendered: Vec<u8>,
    /// The sums of the notes as they are printed.
    pub(super) ledger: Vec<u8>,
    pub(super) errors: Vec<String>,
    pub(super) remarks: Vec<String>,
}

impl Outcome {
    /// Something that could not be done.
    pub(super) fn failure(error: String) -> Self {
        Self { failed: 1, errors: vec![error], ..Self::default() }
    }

    /// Adds findings.
    pub(super) fn found(&mut self, findings: &Findings, fail_on: FailOn, style: Style) {
        self.counts.count(findings);
        self.statistics.count(findings);
        self.fails |= findings.found.iter().any(|finding| fail_on.fails(finding.diagnostic.severity));
        self.render(|rendered| style.findings(findings, rendered));
    }

    /// Adds the sums of a note.
    pub(super) fn sums(&mut self, note: &NoteSums, style: Style) {
        let mut ledger = std::mem::take(&mut self.ledger);
        if let Err(error) = style.sums(note, &mut ledger) {
            self.unprintable(&error);
        }
        self.ledger = ledger;
    }

    fn render(&mut self, print: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
        let mut rendered = std::mem::take(&mut self.rendered);
        if let Err(error) = print(&mut rendered) {
            self.unprintable(&error);
        }
        self.rendered = rendered;
    }

    fn unprintable(&mut self, error: &io::Error) {
        self.errors.push(format!("a finding cannot be printed: {error}"));
        self.failed += 1;
    }
}

/// Messages of one file: the first are told, the others counted.
#[derive(Debug, Default)]
pub(super) struct Messages {
    told: usize,
    untold: usize,
}

impl Messages {
    /// Leaves out what is too many.
    pub(super) fn thin(&mut self, messages: &mut Vec<String>) {
        let room = MESSAGES.saturating_sub(self.told).min(messages.len());
        self.untold += messages.len() - room;
        self.told += room;
        messages.truncate(room);
    }

    /// How many were left out; `None` if none.
    pub(super) fn untold(&self) -> Option<usize> {
        (self.untold > 0).then_some(self.untold)
    }
}
