//! `notelint check`: reads and lints on several threads, prints in order.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::args::CheckArgs;
use super::audit;
use super::baseline::{self, Baseline};
use super::guard::guarded;
use super::inputs::{Inputs, Job, gather, guessed_letters, nothing_read, spare_inputs};
use super::outcome::{Outcome, View, Whose};
use super::output::Report;
use super::progress::Progress;
use super::records;
use super::sample::Sample;
use super::settings::{Loader, Overrides};
use super::{Status, console, watch};
use crate::diagnostic::Diagnostic;
use crate::ledger::Sums;
use crate::report::{Account, End, Findings, Format, NoteSums, Sampled, Statistics, Style, Summary, wilson};
use crate::rules::pages::page;
use crate::source::{Document, Source, Tally, read, visible};
use crate::span::Span;

/// How many bytes of files are held at once, beyond which a batch is printed.
const BATCH_BYTES: u64 = 32 * 1024 * 1024;
/// How many files are held at once.
const BATCH_FILES: usize = 1024;
/// What is said of a report that cannot be written.
const UNWRITABLE: &str = "the report cannot be written";

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
    let baseline = Baseline::open(&args.known)?;
    if let Some(baseline) = &baseline {
        baseline.name(&mut inputs.jobs);
    }
    let color = console::in_color(output, args.output.color);
    let style = Style { format, redact: args.redact, snippets: args.snippets, explain: args.explain, color };
    let bytes = inputs.jobs.iter().map(|job| job.entry.size).sum();
    let on_terminal = output.is_none() && format.is_lines() && console::stdout_is_terminal();
    let mut check = Check {
        view: View {
            style,
            ledger: args.ledger,
            fingerprint: !format.is_lines(),
            baseline: baseline.as_ref(),
        },
        seen: baseline::Seen::default(),
        report: Report::open(output, !format.is_lines())?,
        progress: Progress::new(bytes, args.output.quiet, on_terminal),
        sample: args.sample.map(|size| Sample::new(size as usize, args.seed.unwrap_or_default())),
        quiet: args.output.quiet,
        totals: Totals {
            summary: Summary {
                skipped: inputs.skipped,
                hidden: inputs.hidden,
                failed: inputs.failed,
                ..Summary::default()
            },
            ..Totals::default()
        },
        read: audit::Read::default(),
        pool,
    };
    check.all(&inputs)?;
    let sampled = check.sampled(args.seed.unwrap_or_default(), &inputs.jobs)?;
    check.progress.end();
    let Check { view, report, mut totals, read, seen, .. } = check;
    if let Some(baseline) = &baseline {
        baseline.conclude(&seen, &mut totals.summary, args.output.quiet)?;
    }
    let run = audit::run(&inputs, &read, &totals.summary, sampled);
    let end = End {
        summary: &totals.summary,
        statistics: &totals.statistics,
        empty: report.is_empty(),
        ledger: args.ledger,
    };
    let head = view.style.head(&run, &end).context(UNWRITABLE)?;
    let page = |code: &str| inputs.jobs.iter().find_map(|job| page(job.linter.lexicon(), code));
    let [between, tail] = view.style.tail(&run, &end, &page).context(UNWRITABLE)?;
    report.finish(&head, [&between, &tail])?;
    let status = conclude(args, format, &inputs, &totals, sampled);
    Ok(Round { status, inputs })
}

/// A run under way.
pub(super) struct Check<'a> {
    pub(super) view: View<'a>,
    pub(super) pool: ThreadPool,
    pub(super) progress: Progress,
    /// The notes that are checked when all have been seen, where only a sample is.
    pub(super) sample: Option<Sample<Picked>>,
    pub(super) read: audit::Read,
    seen: baseline::Seen,
    report: Report,
    totals: Totals,
    quiet: bool,
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

impl Check<'_> {
    /// Reads everything; what is not left to the sample is checked and printed.
    fn all(&mut self, inputs: &Inputs) -> anyhow::Result<()> {
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

    /// Checks the sample, and tells what it says of all notes.
    fn sampled(&mut self, seed: u64, jobs: &[Job]) -> anyhow::Result<Option<Sampled>> {
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
        Ok(Some(Sampled { size, of, seed, with_findings, interval: wilson(with_findings, size) }))
    }
}

/// Checks a note of the sample.
fn check_picked(picked: &Picked, jobs: &[Job], view: View<'_>) -> Outcome {
    let Some(job) = jobs.get(picked.job) else { return Outcome::default() };
    match &picked.note {
        PickedNote::Row(row) => records::check_picked(job, row, view),
        PickedNote::Text(note) => {
            let notes = std::slice::from_ref(note);
            lint(notes, Whose::from(job), view, |note| job.linter.lint_and_add_up(note, view.ledger))
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
        lint(&document.notes, Whose::from(job), view, |note| job.linter.lint_and_add_up(note, view.ledger))
    });
    let mut outcome =
        linted.unwrap_or_else(|crash| Outcome::failure(format!("{}: {crash}", visible(&job.entry.name))));
    outcome.failed += told.failed;
    outcome.errors.splice(0..0, told.errors);
    outcome.remarks.splice(0..0, told.remarks);
    (outcome, Some(document.tally))
}

/// Lints notes of one file, each by itself: one that makes the linter fail leaves the others alone.
fn lint(
    notes: &[Source],
    whose: Whose<'_>,
    view: View<'_>,
    lint: impl Fn(&str) -> (Vec<Diagnostic>, Option<Sums>) + Sync,
) -> Outcome {
    let mut outcome = Outcome {
        notes: notes.len(),
        blank: notes.iter().filter(|note| note.is_blank()).count(),
        ..Outcome::default()
    };
    let account = |note: &Source| {
        let wanted = view.style.format.shows_notes() && !note.is_blank();
        wanted.then(|| Account::of_text(whose.linter, note.note_text(), note.note)).flatten()
    };
    let linted = |note: &Source| (lint(note.note_text()), account(note));
    let results: Vec<_> = notes.par_iter().map(|note| (note, guarded(|| linted(note)))).collect();
    let mut found: Vec<(&Source, Vec<Diagnostic>)> = Vec::new();
    for (note, result) in results {
        match result {
            Ok(((diagnostics, sums), account)) => {
                if let Some(sums) = sums {
                    let path = Arc::clone(&note.path);
                    outcome.sums(&NoteSums { path, note: note.note, place: None, sums }, view.style);
                }
                outcome.with_findings += usize::from(!diagnostics.is_empty());
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
struct Totals {
    summary: Summary,
    statistics: Statistics,
    /// Whether a finding counts for the exit status.
    fails: bool,
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

/// Prints what was read and found, and says how the run ended.
fn conclude(
    args: &CheckArgs,
    format: Format,
    inputs: &Inputs,
    totals: &Totals,
    sampled: Option<Sampled>,
) -> Status {
    let summary = &totals.summary;
    if summary.notes == 0 && summary.failed == 0 {
        nothing_read(&args.read);
    }
    if args.statistics {
        console::plain(&totals.statistics.to_string());
    }
    if !args.output.quiet && format.is_lines() {
        console::plain(&format!("{summary}\n"));
        if let Some(sampled) = sampled {
            console::plain(&format!("{sampled}\n"));
        }
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
    use super::super::settings::FailOn;
    use super::*;
    use crate::linter::{Config, Linter};
    use crate::source::{decode, document};

    #[test]
    fn a_note_that_breaks_the_linter_does_not_lose_the_others() {
        let text = b"Met ct.\n---\nBreak it.\n---\nMet PO.\n";
        let document = document(&"a.txt".into(), decode::decode(text).unwrap());
        let style =
            Style { format: Format::Short, redact: false, snippets: false, explain: false, color: false };
        let linter = Linter::new(Config::default()).unwrap();
        let view = View { style, ledger: false, fingerprint: false, baseline: None };
        let outcome = lint(
            &document.notes,
            Whose { fail_on: FailOn::Warning, known_as: "", linter: &linter },
            view,
            |note| {
                assert!(!note.contains("Break"), "quoted: {note}");
                (Vec::new(), None)
            },
        );
        assert_eq!((outcome.notes, outcome.failed), (3, 1));
        assert!(outcome.errors[0].starts_with("a.txt: note 2: a fault in notelint"), "{:?}", outcome.errors);
    }
}
