//! Everything to read → what came of it, in order: files and records are linted on several threads.

use std::sync::Arc;

use anyhow::Context;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::audit;
use super::baseline;
use super::batches::{Batches, place};
use super::console;
use super::guard::guarded;
use super::inputs::{Inputs, Job, guessed_letters};
use super::outcome::{Outcome, View, Whose};
use super::output::Report;
use super::progress::Progress;
use super::records;
use super::sample::Sample;
use crate::batch::Facts;
use crate::diagnostic::Diagnostic;
use crate::ledger::Sums;
use crate::linter::Linter;
use crate::report::{Account, Findings, Interval, NoteSums, Sampled, Statistics, Summary};
use crate::source::{Document, Source, Tally, read, visible};
use crate::span::Span;

/// How many bytes of files are held at once, beyond which a batch is printed.
const BATCH_BYTES: u64 = 32 * 1024 * 1024;
/// How many files are held at once.
const BATCH_FILES: usize = 1024;
/// What is said of a report that cannot be written.
const UNWRITABLE: &str = "the report cannot be written";

/// A pass over everything there is to read.
pub(super) struct Pass<'a> {
    pub(super) view: View<'a>,
    pub(super) pool: Arc<ThreadPool>,
    pub(super) progress: Progress,
    /// The notes that are checked when all have been seen, where only a sample is.
    pub(super) sample: Option<Sample<Picked>>,
    pub(super) read: audit::Read,
    /// What is kept of the notes to hold them against each other.
    pub(super) across: Batches,
    /// What was found of the baseline.
    pub(super) seen: baseline::Seen,
    /// What is printed.
    pub(super) report: Report,
    pub(super) totals: Totals,
    pub(super) quiet: bool,
}

/// A note of a sample, and the number of its job.
#[derive(Debug)]
pub(super) struct Picked {
    pub(super) job: usize,
    pub(super) note: PickedNote,
}

/// Where a picked note is from.
#[derive(Debug)]
pub(super) enum PickedNote {
    Text(Source),
    Row(Box<records::PickedRow>),
}

impl<'a> Pass<'a> {
    /// Makes ready.
    ///
    /// # Errors
    /// When no threads can be started.
    pub(super) fn new(
        view: View<'a>,
        inputs: &Inputs,
        jobs: Option<u16>,
        report: Report,
        quiet: bool,
        on_terminal: bool,
    ) -> anyhow::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.map_or(0, usize::from))
            .build()
            .context("threads cannot be started; try fewer --jobs")?;
        let bytes = inputs.jobs.iter().map(|job| job.entry.size).sum();
        let summary = Summary {
            skipped: inputs.skipped,
            hidden: inputs.hidden,
            failed: inputs.failed,
            ..Summary::default()
        };
        Ok(Self {
            view,
            pool: Arc::new(pool),
            progress: Progress::new(bytes, quiet, on_terminal),
            sample: None,
            read: audit::Read::default(),
            across: Batches::default(),
            seen: baseline::Seen::default(),
            report,
            totals: Totals { summary, ..Totals::default() },
            quiet,
        })
    }

    /// Reads everything; what is not left to the sample is checked and printed.
    ///
    /// # Errors
    /// When the report cannot be written; what cannot be read is told and counted.
    pub(super) fn all(&mut self, inputs: &Inputs) -> anyhow::Result<()> {
        let mut at = 0;
        while let Some(job) = inputs.jobs.get(at) {
            if job.records.is_some() {
                records::check(self, inputs, at)?;
                at += 1;
                continue;
            }
            let text = inputs.jobs[at..].iter().take_while(|job| job.records.is_none()).count();
            for batch in batches(&inputs.jobs[at..at + text]) {
                self.texts(batch, at)?;
                at += batch.len();
            }
        }
        Ok(())
    }

    /// Files of text, the first of which has this number.
    fn texts(&mut self, batch: &[Job], first: usize) -> anyhow::Result<()> {
        let view = self.view;
        if self.sample.is_some() {
            for (at, job) in batch.iter().enumerate() {
                let (document, outcome) = open(job, view);
                self.file_read(job, document.as_ref().map(|document| &document.tally));
                self.take(outcome)?;
                let sample = self.sample.iter_mut().zip(document);
                for (sample, document) in sample {
                    for note in document.notes {
                        sample.offer(|| Picked { job: first + at, note: PickedNote::Text(note) });
                    }
                }
            }
            return Ok(());
        }
        let outcomes: Vec<(Outcome, Option<Tally>)> =
            self.pool.install(|| batch.par_iter().map(|job| check(job, view)).collect());
        for (job, (outcome, tally)) in batch.iter().zip(outcomes) {
            self.file_read(job, tally.as_ref());
            self.across.add(job, &outcome.facts);
            self.take(outcome)?;
        }
        Ok(())
    }

    /// Counts a file that was read.
    pub(super) fn file_read(&mut self, job: &Job, tally: Option<&Tally>) {
        if let Some(tally) = tally {
            self.read.file(&job.entry.name, tally);
            self.seen.file(job);
        }
        self.progress.file_done(job.entry.size);
        self.tell_progress(0);
    }

    /// Shows how far the run is: so many bytes of the file that is being read.
    pub(super) fn tell_progress(&mut self, bytes: u64) {
        let found = &self.totals.summary;
        self.progress.at(bytes, found.notes, found.errors + found.warnings + found.notices);
    }

    /// Prints what came of some notes of a file.
    pub(super) fn take(&mut self, outcome: Outcome) -> anyhow::Result<()> {
        let quiet = self.quiet;
        if !outcome.errors.is_empty() || !outcome.remarks.is_empty() {
            self.progress.aside(|| {
                outcome.errors.iter().for_each(|error| console::error(error));
                if !quiet {
                    outcome.remarks.iter().for_each(|remark| console::note(remark));
                }
            });
        }
        self.totals.add(&outcome);
        let rendered =
            if self.report.is_empty() { self.view.style.first(&outcome.rendered) } else { &outcome.rendered };
        self.report.write(rendered).context(UNWRITABLE)?;
        let first = !self.report.has_annex().context(UNWRITABLE)?;
        let ledger = if first { self.view.style.first(&outcome.ledger) } else { &outcome.ledger };
        self.report.add(ledger).context(UNWRITABLE)?;
        self.seen.add(outcome.known);
        Ok(())
    }

    /// Holds the notes against each other, and prints what that shows.
    ///
    /// # Errors
    /// When the report cannot be written.
    pub(super) fn look_across(&mut self) -> anyhow::Result<()> {
        let view = self.view;
        for one in std::mem::take(&mut self.across).all {
            one.each(|findings| {
                let mut outcome = Outcome::default();
                let known_as = one.known_as.get(&findings.path).map_or("", String::as_str);
                let whose = Whose { fail_on: one.settings.fail_on(), known_as, linter: Some(&one.linter) };
                outcome.found(findings, whose, view);
                self.take(outcome)
            })?;
        }
        Ok(())
    }

    /// Checks the sample, and tells what it says of all notes.
    ///
    /// # Errors
    /// When the report cannot be written.
    pub(super) fn sampled(&mut self, seed: u64, jobs: &[Job]) -> anyhow::Result<Option<Sampled>> {
        let Some(sample) = self.sample.take() else { return Ok(None) };
        let (of, view) = (sample.seen(), self.view);
        let picked = sample.draw();
        let (mut size, mut with_findings) = (0, 0);
        for some in picked.chunks(BATCH_FILES) {
            let outcomes: Vec<Outcome> = self
                .pool
                .install(|| some.par_iter().map(|picked| check_picked(picked, jobs, view)).collect());
            for outcome in outcomes {
                size += outcome.notes;
                with_findings += outcome.with_findings;
                self.take(outcome)?;
            }
        }
        Ok(Some(Sampled { size, of, seed, with_findings, interval: Interval::of(with_findings, size) }))
    }
}

/// Checks a note of the sample.
fn check_picked(picked: &Picked, jobs: &[Job], view: View<'_>) -> Outcome {
    let Some(job) = jobs.get(picked.job) else { return Outcome::default() };
    match &picked.note {
        PickedNote::Row(row) => records::check_picked(job, row, view),
        PickedNote::Text(note) => {
            let notes = std::slice::from_ref(note);
            lint(notes, Whose::from(job), view, |note| one(&job.linter, note, view))
        }
    }
}

/// Consecutive jobs, so many at a time that their texts fit in memory.
fn batches(jobs: &[Job]) -> impl Iterator<Item = &[Job]> {
    let mut rest = jobs;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |job: &&Job| {
            bytes += job.entry.size;
            bytes <= BATCH_BYTES
        };
        let count = rest.iter().take(BATCH_FILES).take_while(fits).count().max(1).min(rest.len());
        let (batch, after) = rest.split_at(count);
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

/// Reads one file: its notes, and what there is to tell of it.
fn open(job: &Job, view: View<'_>) -> (Option<Document>, Outcome) {
    let shown = || visible(&job.entry.name).into_owned();
    match guarded(|| read(&job.entry, view.fingerprint)) {
        Ok(Ok(document)) => {
            let mut outcome = Outcome::default();
            outcome.remarks.extend(guessed_letters(&document));
            if let Some(error) = document.damaged() {
                outcome.errors.push(error.to_string());
                outcome.failed += 1;
            }
            (Some(document), outcome)
        }
        Ok(Err(error)) => (None, Outcome::failure(error.to_string())),
        Err(crash) => (None, Outcome::failure(format!("{}: {crash}", shown()))),
    }
}

/// Reads and lints one file.
fn check(job: &Job, view: View<'_>) -> (Outcome, Option<Tally>) {
    let (document, told) = open(job, view);
    let Some(document) = document else { return (told, None) };
    let linted = guarded(|| {
        let mut outcome = lint(&document.notes, Whose::from(job), view, |note| one(&job.linter, note, view));
        outcome.facts = place(&document, &mut outcome.kept);
        outcome
    });
    let mut outcome =
        linted.unwrap_or_else(|crash| Outcome::failure(format!("{}: {crash}", visible(&job.entry.name))));
    outcome.failed += told.failed;
    outcome.errors.splice(0..0, told.errors);
    outcome.remarks.splice(0..0, told.remarks);
    (outcome, Some(document.tally))
}

/// What comes of one note.
#[derive(Debug, Default)]
pub(super) struct Linted {
    pub(super) found: Vec<Diagnostic>,
    pub(super) sums: Option<Sums>,
    pub(super) facts: Option<Facts>,
}

impl Linted {
    /// What comes of a note that is judged by itself, or whose facts join a batch.
    pub(super) fn new(
        view: View<'_>,
        linter: &Linter,
        alone: impl FnOnce() -> (Vec<Diagnostic>, Option<Sums>),
        in_batch: impl FnOnce() -> (Vec<Diagnostic>, Facts),
    ) -> Self {
        if view.facts || view.across && linter.looks_across() {
            let (mut found, facts) = in_batch();
            if view.facts {
                found.clear();
            }
            Self { found, sums: facts.sums.filter(|_| view.ledger), facts: Some(facts) }
        } else {
            let (found, sums) = alone();
            Self { found, sums, facts: None }
        }
    }
}

fn one(linter: &Linter, note: &str, view: View<'_>) -> Linted {
    Linted::new(
        view,
        linter,
        || linter.lint_and_add_up(note, view.ledger),
        || linter.judge_for_batch(&linter.read(note)),
    )
}

/// Lints notes of one file, each by itself: one that makes the linter fail leaves the others alone.
fn lint(notes: &[Source], whose: Whose<'_>, view: View<'_>, lint: impl Fn(&str) -> Linted + Sync) -> Outcome {
    let mut outcome = Outcome {
        notes: notes.len(),
        blank: notes.iter().filter(|note| note.is_blank()).count(),
        ..Outcome::default()
    };
    let account = |note: &Source| {
        let linter = whose.linter.filter(|_| view.style.format.shows_notes() && !note.is_blank())?;
        Account::of_text(linter, note.note_text(), note.note)
    };
    let linted = |note: &Source| (lint(note.note_text()), account(note));
    let results: Vec<_> = notes.par_iter().map(|note| (note, guarded(|| linted(note)))).collect();
    let mut found: Vec<(&Source, Vec<Diagnostic>)> = Vec::new();
    for (note, result) in results {
        match result {
            Ok((Linted { found: diagnostics, sums, facts }, account)) => {
                outcome.kept.extend(facts.map(|facts| (note.note, note.span, facts)));
                if let Some(sums) = sums {
                    let path = Arc::clone(&note.path);
                    outcome.sums(&NoteSums { path, note: note.note, place: None, sums }, view.style);
                }
                if let Some(account) = account {
                    // A note that is shown whole counts its lines by itself.
                    let (path, text) = (Arc::clone(&note.path), note.note_text());
                    let whole = [(note.note, Span::new(0, text.len()), diagnostics)];
                    outcome.found(Findings::locate(path, text.into(), whole).with(account), whose, view);
                } else if !diagnostics.is_empty() {
                    found.push((note, diagnostics));
                }
            }
            Err(crash) => {
                outcome.errors.push(format!("{}: note {}: {crash}", visible(&note.path), note.note));
                outcome.failed += 1;
            }
        }
    }
    if let Some((first, _)) = found.first() {
        let (path, text) = (Arc::clone(&first.path), Arc::clone(&first.text));
        let found = found.into_iter().map(|(note, diagnostics)| (note.note, note.span, diagnostics));
        outcome.found(Findings::locate(path, text, found), whose, view);
    }
    outcome
}

/// What came of all files.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) summary: Summary,
    pub(super) statistics: Statistics,
    /// Whether a finding counts for the exit status.
    pub(super) fails: bool,
}

impl Totals {
    fn add(&mut self, outcome: &Outcome) {
        let (all, one) = (&mut self.summary, &outcome.counts);
        all.notes += outcome.notes;
        all.blank += outcome.blank;
        all.failed += outcome.failed;
        all.skipped += outcome.skipped;
        all.errors += one.errors;
        all.warnings += one.warnings;
        all.notices += one.notices;
        self.statistics.add(&outcome.statistics);
        self.fails |= outcome.fails;
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::FailOn;
    use super::*;
    use crate::source::{decode, document};

    #[test]
    fn a_note_that_breaks_the_linter_does_not_lose_the_others() {
        let text = b"Met ct.\n---\nBreak it.\n---\nMet PO.\n";
        let document = document(&"a.txt".into(), decode::decode(text).unwrap());
        let outcome = lint(
            &document.notes,
            Whose { fail_on: FailOn::Warning, known_as: "", linter: None },
            View::default(),
            |note| {
                assert!(!note.contains("Break"), "quoted: {note}");
                Linted::default()
            },
        );
        assert_eq!((outcome.notes, outcome.failed), (3, 1));
        assert!(outcome.errors[0].starts_with("a.txt: note 2: a fault in notelint"), "{:?}", outcome.errors);
    }
}
