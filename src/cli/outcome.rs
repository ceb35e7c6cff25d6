//! What came of some notes: counts, findings as they are printed, and messages.

use std::io;

use super::baseline::{Baseline, Known};
use super::inputs::Job;
use super::settings::FailOn;
use crate::batch::{Facts, Place};
use crate::linter::Linter;
use crate::report::{Findings, NoteSums, Statistics, Style, Summary};
use crate::span::Span;

/// How many messages of one kind and file are printed one by one.
const MESSAGES: usize = 50;

/// How notes are looked at, on every thread alike.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct View<'a> {
    pub(super) style: Style,
    /// Whether the sums of every note are wanted.
    pub(super) ledger: bool,
    /// Whether the bytes that are read get a fingerprint.
    pub(super) fingerprint: bool,
    /// Whether notes are held against each other.
    pub(super) across: bool,
    /// Whether nothing but the facts of notes is wanted.
    pub(super) facts: bool,
    /// What is known already.
    pub(super) baseline: Option<&'a Baseline>,
}

/// What findings are held against: the settings and the name of the file that they are in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose<'a> {
    pub(super) fail_on: FailOn,
    /// The file's name in the baseline.
    pub(super) known_as: &'a str,
    /// What the notes were linted with.
    pub(super) linter: Option<&'a Linter>,
}

impl<'a> From<&'a Job> for Whose<'a> {
    fn from(job: &'a Job) -> Self {
        Self { fail_on: job.settings.fail_on(), known_as: &job.known_as, linter: Some(&job.linter) }
    }
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
    /// Findings of the baseline.
    pub(super) known: Vec<Known>,
    /// What is kept of notes of a text, by number and bytes in it, until they have their places.
    pub(super) kept: Vec<(usize, Span, Facts)>,
    /// What is kept of notes to hold them against each other.
    pub(super) facts: Vec<(Place, Facts)>,
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

    /// Adds findings but those that are known.
    pub(super) fn found(&mut self, mut findings: Findings, whose: Whose<'_>, view: View<'_>) {
        if let Some(baseline) = view.baseline {
            self.known.append(&mut baseline.part(whose.known_as, &mut findings));
        }
        self.with_findings += usize::from(!findings.found.is_empty());
        self.counts.count(&findings);
        self.statistics.count(&findings);
        self.fails |= findings.found.iter().any(|finding| whose.fail_on.fails(finding.diagnostic.severity));
        self.render(|rendered| view.style.findings(&findings, whose.linter.map(Linter::lexicon), rendered));
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
