//! `notelint check`: reads and lints on several threads, prints in order.

use std::sync::Arc;

use anyhow::Context;
use rayon::prelude::*;

use super::args::CheckArgs;
use super::batches::{Batches, join};
use super::guard::guarded;
use super::inputs::{Inputs, Job, gather, guessed_letters, nothing_read, spare_inputs};
use super::settings::{Loader, Overrides, Settings};
use super::{Status, console};
use crate::batch::{Facts, Place};
use crate::diagnostic::Diagnostic;
use crate::ledger::Sums;
use crate::linter::Linter;
use crate::report::{Findings, Format, NoteSums, Printer, Statistics, Summary};
use crate::source::{Document, Source, read, visible};

/// How many bytes of files are held at once, beyond which a batch is printed.
const BATCH_BYTES: u64 = 32 * 1024 * 1024;
/// How many files are held at once.
const BATCH_FILES: usize = 1024;

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Status> {
    let output = args.output.output.as_deref();
    spare_inputs(&args.read.paths, output)?;
    let mut overrides = Overrides::from(&args.config);
    overrides.select.clone_from(&args.select);
    overrides.ignore.clone_from(&args.ignore);
    (overrides.fail_on, overrides.format) = (args.fail_on, args.format);
    let mut loader = Loader::new(overrides);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .context("threads cannot be started; try fewer --jobs")?;
    let inputs = gather(&args.read, &mut loader, output, args.output.quiet)?;
    let out = console::open(output, args.output.color)?;
    let format = inputs.command.format.unwrap_or(Format::Pretty);

    let mut totals = Totals {
        summary: Summary {
            skipped: inputs.skipped,
            hidden: inputs.hidden,
            failed: inputs.failed,
            ..Summary::default()
        },
        ..Totals::default()
    };
    let unwritable = "the report cannot be written";
    let mut printer =
        Printer::start(out, format, args.redact, inputs.command.ruleset()).context(unwritable)?;
    let mut ledger = Vec::new();
    let mut across = Batches::default();
    for batch in batches(&inputs.jobs) {
        let outcomes: Vec<Outcome> =
            pool.install(|| batch.par_iter().map(|job| check(job, args.ledger)).collect());
        for (job, mut outcome) in batch.iter().zip(outcomes) {
            ledger.append(&mut outcome.ledger);
            across.add(job, &outcome.facts);
            totals.take(job, &outcome, args.output.quiet);
            if let Some(findings) = &outcome.findings {
                printer.file(findings).context(unwritable)?;
            }
        }
    }
    for one in &across.all {
        for findings in one.findings() {
            totals.found(&one.settings, &findings);
            printer.file(&findings).context(unwritable)?;
        }
    }
    printer.finish(&totals.summary, args.ledger.then_some(&ledger)).context(unwritable)?;
    Ok(conclude(args, format, &inputs, &totals))
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

/// What came of one file.
#[derive(Debug, Default)]
struct Outcome {
    notes: usize,
    blank: usize,
    failed: usize,
    /// Nothing, where nothing was found.
    findings: Option<Findings>,
    /// The sums of every note, where they are wanted.
    ledger: Vec<NoteSums>,
    /// What is kept of every note, where notes are held against each other.
    facts: Vec<(Place, Facts)>,
    errors: Vec<String>,
    remarks: Vec<String>,
}

/// Reads and lints one file.
fn check(job: &Job, ledger: bool) -> Outcome {
    let shown = || visible(&job.entry.name).into_owned();
    match guarded(|| read(&job.entry)) {
        Ok(Ok(document)) => {
            guarded(|| lint(&document, |note| one(&job.linter, note, ledger))).unwrap_or_else(|crash| {
                Outcome { failed: 1, errors: vec![format!("{}: {crash}", shown())], ..Outcome::default() }
            })
        }
        Ok(Err(error)) => Outcome { failed: 1, errors: vec![error.to_string()], ..Outcome::default() },
        Err(crash) => {
            Outcome { failed: 1, errors: vec![format!("{}: {crash}", shown())], ..Outcome::default() }
        }
    }
}

/// What comes of one note.
#[derive(Debug, Default)]
struct Linted {
    found: Vec<Diagnostic>,
    sums: Option<Sums>,
    facts: Option<Facts>,
}

fn one(linter: &Linter, note: &str, ledger: bool) -> Linted {
    if linter.looks_across() {
        let (found, facts) = linter.judge_for_batch(&linter.read(note));
        Linted { found, sums: facts.sums.filter(|_| ledger), facts: Some(facts) }
    } else {
        let (found, sums) = linter.lint_and_add_up(note, ledger);
        Linted { found, sums, facts: None }
    }
}

/// Lints the notes of a file, each by itself: one that makes the linter fail leaves the others alone.
fn lint(document: &Document, lint: impl Fn(&str) -> Linted + Sync) -> Outcome {
    let mut outcome = Outcome {
        notes: document.notes.len(),
        blank: document.notes.iter().filter(|note| note.is_blank()).count(),
        ..Outcome::default()
    };
    outcome.remarks.extend(guessed_letters(document));
    if let Some(error) = document.damaged() {
        outcome.errors.push(error.to_string());
        outcome.failed += 1;
    }
    let results: Vec<_> =
        document.notes.par_iter().map(|note| (note, guarded(|| lint(note.note_text())))).collect();
    let mut found: Vec<(&Source, Vec<Diagnostic>)> = Vec::new();
    let mut facts: Vec<(&Source, Facts)> = Vec::new();
    for (note, result) in results {
        match result {
            Ok(Linted { found: diagnostics, sums, facts: kept }) => {
                facts.extend(kept.map(|kept| (note, kept)));
                let path = &document.path;
                outcome.ledger.extend(sums.map(|sums| NoteSums {
                    path: Arc::clone(path),
                    note: note.note,
                    sums,
                }));
                if !diagnostics.is_empty() {
                    found.push((note, diagnostics));
                }
            }
            Err(crash) => {
                outcome.errors.push(format!("{}: note {}: {crash}", visible(&note.path), note.note));
                outcome.failed += 1;
            }
        }
    }
    outcome.facts = join(document, facts);
    if !found.is_empty() {
        outcome.findings = Some(Findings::locate(
            Arc::clone(&document.path),
            Arc::clone(&document.text),
            found.into_iter().map(|(note, diagnostics)| (note.note, note.span, diagnostics)),
        ));
    }
    outcome
}

/// What came of all files.
#[derive(Debug, Default)]
struct Totals {
    summary: Summary,
    statistics: Statistics,
    /// Whether a finding counts for the exit status.
    fails: bool,
}

impl Totals {
    fn take(&mut self, job: &Job, outcome: &Outcome, quiet: bool) {
        self.summary.notes += outcome.notes;
        self.summary.blank += outcome.blank;
        self.summary.failed += outcome.failed;
        for error in &outcome.errors {
            console::error(error);
        }
        if !quiet {
            outcome.remarks.iter().for_each(|remark| console::note(remark));
        }
        if let Some(findings) = &outcome.findings {
            self.found(&job.settings, findings);
        }
    }

    fn found(&mut self, settings: &Settings, findings: &Findings) {
        self.summary.count(findings);
        self.statistics.count(findings);
        let fail_on = settings.fail_on();
        self.fails |= findings.found.iter().any(|finding| fail_on.fails(finding.diagnostic.severity));
    }
}

/// Prints what was read and found, and says how the run ended.
fn conclude(args: &CheckArgs, format: Format, inputs: &Inputs, totals: &Totals) -> Status {
    let summary = &totals.summary;
    if summary.notes == 0 && summary.failed == 0 {
        nothing_read(&args.read);
    }
    if args.statistics {
        console::plain(&totals.statistics.to_string());
    }
    if !args.output.quiet && format.is_lines() {
        console::plain(&format!("{summary}\n"));
        if inputs.jobs.iter().any(|job| job.settings.ruleset() == "common") {
            console::note(
                "ruleset `common` is no payer, but the strictest reading of all; \
                 choose a ruleset with --ruleset, see `notelint rulesets`",
            );
        }
    }
    if summary.failed > 0 || summary.notes == 0 {
        Status::Failed
    } else if totals.fails {
        Status::Findings
    } else {
        Status::Clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{decode, document};

    #[test]
    fn a_note_that_breaks_the_linter_does_not_lose_the_others() {
        let text = b"Met ct.\n---\nBreak it.\n---\nMet PO.\n";
        let document = document(&"a.txt".into(), decode::decode(text).unwrap());
        let outcome = lint(&document, |note| {
            assert!(!note.contains("Break"), "quoted: {note}");
            Linted::default()
        });
        assert_eq!((outcome.notes, outcome.failed), (3, 1));
        assert!(outcome.errors[0].starts_with("a.txt: note 2: a fault in notelint"), "{:?}", outcome.errors);
    }
}
