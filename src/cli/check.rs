//! `notelint check`: reads and lints on several threads, prints in order.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use rayon::prelude::*;

use super::args::CheckArgs;
use super::baseline::Baseline;
use super::guard::guarded;
use super::inputs::{Inputs, Job, gather, guessed_letters, nothing_read, spare_inputs};
use super::settings::{Loader, Overrides};
use super::{Status, console, watch};
use crate::diagnostic::Diagnostic;
use crate::ledger::Sums;
use crate::report::{Findings, Format, NoteSums, Printer, Setup, Statistics, Summary};
use crate::rules::pages::page;
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
    spare_inputs(&args.read.paths, output, "--output")?;
    spare_inputs(&args.read.paths, args.known.write_baseline.as_deref(), "--write-baseline")?;
    if args.watch { watch::run(args) } else { round(args, None).map(|round| round.status) }
}

/// What came of a run, or of a round of a run that watches.
pub(super) struct Round {
    pub(super) status: Status,
    pub(super) inputs: Inputs,
}

/// Reads, lints and prints: everything, or only the files that `changed` names by their canonical paths.
///
/// # Errors
/// As [`run`].
pub(super) fn round(args: &CheckArgs, changed: Option<&HashSet<PathBuf>>) -> anyhow::Result<Round> {
    let output = args.output.output.as_deref();
    let overrides = Overrides::from(&args.config).with_wanted(&args.wanted).with_report(&args.report);
    let mut loader = Loader::new(overrides);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .context("threads cannot be started; try fewer --jobs")?;
    let mut inputs = gather(&args.read, &mut loader, output, args.output.quiet || changed.is_some())?;
    if let Some(changed) = changed {
        inputs.jobs.retain(|job| job.path().is_some_and(|path| changed.contains(&path)));
    }
    let format = inputs.command.format.unwrap_or(Format::Pretty);
    anyhow::ensure!(
        !args.ledger || format.has_ledger(),
        "--ledger is printed by the formats pretty, short and json; use one of them, or `notelint ledger`"
    );
    anyhow::ensure!(
        !args.explain || format == Format::Pretty,
        "--explain is printed by the format pretty; use it, or `notelint explain CODE`"
    );
    anyhow::ensure!(
        !args.watch || format.is_lines(),
        "--watch prints round after round; use one of the formats pretty, short and github"
    );
    if changed.is_some() && inputs.jobs.is_empty() {
        return Ok(Round { status: Status::Clean, inputs });
    }
    let mut baseline = Baseline::open(&args.known)?;
    let out = console::open(output, args.output.color)?;

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
    let page = |code: &str| inputs.jobs.iter().find_map(|job| page(job.linter.lexicon(), code));
    let setup = Setup {
        format,
        redact: args.redact,
        snippets: args.snippets,
        explain: args.explain,
        ruleset: inputs.command.ruleset(),
        page: &page,
    };
    let mut printer = Printer::start(out, setup).context(unwritable)?;
    let mut ledger = Vec::new();
    for batch in batches(&inputs.jobs) {
        let outcomes: Vec<Outcome> =
            pool.install(|| batch.par_iter().map(|job| check(job, args.ledger)).collect());
        for (job, mut outcome) in batch.iter().zip(outcomes) {
            ledger.append(&mut outcome.ledger);
            if let Some(baseline) = baseline.as_mut().filter(|_| outcome.notes > 0) {
                baseline.part(job, &mut outcome.findings);
            }
            totals.take(job, &outcome, args.output.quiet);
            if let Some(findings) = &outcome.findings {
                printer.file(findings).context(unwritable)?;
            }
        }
    }
    if let Some(baseline) = &baseline {
        baseline.conclude(&mut totals.summary, args.output.quiet)?;
    }
    printer.finish(&totals.summary, args.ledger.then_some(&ledger)).context(unwritable)?;
    let status = conclude(args, format, &inputs, &totals);
    Ok(Round { status, inputs })
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
    errors: Vec<String>,
    remarks: Vec<String>,
}

/// Reads and lints one file.
fn check(job: &Job, ledger: bool) -> Outcome {
    let shown = || visible(&job.entry.name).into_owned();
    match guarded(|| read(&job.entry)) {
        Ok(Ok(document)) => guarded(|| lint(&document, |note| job.linter.lint_and_add_up(note, ledger)))
            .unwrap_or_else(|crash| Outcome {
                failed: 1,
                errors: vec![format!("{}: {crash}", shown())],
                ..Outcome::default()
            }),
        Ok(Err(error)) => Outcome { failed: 1, errors: vec![error.to_string()], ..Outcome::default() },
        Err(crash) => {
            Outcome { failed: 1, errors: vec![format!("{}: {crash}", shown())], ..Outcome::default() }
        }
    }
}

/// Lints the notes of a file, each by itself: one that makes the linter fail leaves the others alone.
fn lint(document: &Document, lint: impl Fn(&str) -> (Vec<Diagnostic>, Option<Sums>) + Sync) -> Outcome {
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
    for (note, result) in results {
        match result {
            Ok((diagnostics, sums)) => {
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
            self.summary.count(findings);
            self.statistics.count(findings);
            let fail_on = job.settings.fail_on();
            self.fails |= findings.found.iter().any(|finding| fail_on.fails(finding.diagnostic.severity));
        }
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
            (Vec::new(), None)
        });
        assert_eq!((outcome.notes, outcome.failed), (3, 1));
        assert!(outcome.errors[0].starts_with("a.txt: note 2: a fault in notelint"), "{:?}", outcome.errors);
    }
}
