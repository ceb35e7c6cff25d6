//! `notelint check`: reads and lints on several threads, prints in order.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::Context;

use super::args::CheckArgs;
use super::audit;
use super::baseline::Baseline;
use super::inputs::{Inputs, gather, nothing_read, spare_inputs};
use super::outcome::View;
use super::output::Report;
use super::pass::{Pass, Totals};
use super::sample::Sample;
use super::settings::{Loader, Overrides};
use super::{Status, console, watch};
use crate::report::{End, Format, Sampled, Style};
use crate::rules::pages::page;

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
    let on_terminal = output.is_none() && format.is_lines() && console::stdout_is_terminal();
    let view = View {
        style,
        ledger: args.ledger,
        // A hash of a short note is as good as its words to who can guess them.
        fingerprint: !format.is_lines() && !args.redact,
        across: args.sample.is_none() && changed.is_none(),
        facts: false,
        baseline: baseline.as_ref(),
    };
    let report = Report::open(output, !format.is_lines())?;
    let mut pass = Pass::new(view, &inputs, args.jobs, report, args.output.quiet, on_terminal)?;
    pass.sample = args.sample.map(|size| Sample::new(size as usize, args.seed.unwrap_or_default()));
    pass.all(&inputs)?;
    let sampled = pass.sampled(args.seed.unwrap_or_default(), &inputs.jobs)?;
    pass.look_across()?;
    pass.progress.end();
    let Pass { report, mut totals, read, seen, .. } = pass;
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
    let head = style.head(&run, &end).context(UNWRITABLE)?;
    let page = |code: &str| inputs.jobs.iter().find_map(|job| page(job.linter.lexicon(), code));
    let [between, tail] = style.tail(&run, &end, &page).context(UNWRITABLE)?;
    report.finish(&head, [&between, &tail])?;
    let status = conclude(args, format, &inputs, &totals, sampled);
    Ok(Round { status, inputs })
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
