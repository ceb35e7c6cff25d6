//! `notelint summary`: notes, findings and minutes by staff, by service code and by week.

use super::args::{SummaryArgs, SummaryFormat};
use super::inputs::{gather, nothing_read, spare_inputs};
use super::outcome::View;
use super::output::{self, Report};
use super::pass::Pass;
use super::settings::{Loader, Overrides};
use super::{Status, audit};
use crate::batch::Batch;
use crate::report::totals;

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &SummaryArgs) -> anyhow::Result<Status> {
    let output = args.output.as_deref();
    spare_inputs(&args.read.paths, output, "--output")?;
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, output, args.quiet)?;
    let view = View { facts: true, fingerprint: true, ..View::default() };
    let mut pass = Pass::new(view, &inputs, args.jobs, Report::open(None, false)?, args.quiet, false)?;
    pass.all(&inputs)?;
    let mut all = Batch::default();
    let mut across = Vec::new();
    for one in &pass.across.all {
        let base = all.len() as u32;
        across.extend(one.linter.lint_batch(&one.batch).iter().map(|finding| base + finding.note));
        all.extend(&one.batch);
    }
    pass.progress.end();
    let summary = all.summary(across);
    let run = audit::run(&inputs, &pass.read, &pass.totals.summary, None);
    let text = match args.format {
        SummaryFormat::Table => totals::table(&run, &summary),
        SummaryFormat::Csv => totals::csv(&run, &summary)?,
        SummaryFormat::Json => totals::json(&run, &summary),
    };
    output::write(output, &text)?;
    let failed = pass.totals.summary.failed;
    if all.is_empty() && failed == 0 {
        nothing_read(&args.read);
    }
    Ok(if all.is_empty() || failed > 0 { Status::Failed } else { Status::Clean })
}
