//! `notelint summary`: notes, findings and minutes by staff, by service code and by week.

use std::io::Write;

use anyhow::Context;
use rayon::prelude::*;

use super::args::{ColorWhen, SummaryArgs, SummaryFormat};
use super::batches::{Batches, join};
use super::guard::guarded;
use super::inputs::{gather, guessed_letters, nothing_read, spare_inputs};
use super::settings::{Loader, Overrides};
use super::{Status, console};
use crate::batch::Batch;
use crate::report::totals;
use crate::source::{read, visible};

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &SummaryArgs) -> anyhow::Result<Status> {
    let output = args.output.as_deref();
    spare_inputs(&args.read.paths, output)?;
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, output, args.quiet)?;
    let mut batches = Batches::default();
    let mut failed = inputs.failed;
    for job in &inputs.jobs {
        let document = match read(&job.entry) {
            Ok(document) => document,
            Err(error) => {
                console::error(&error.to_string());
                failed += 1;
                continue;
            }
        };
        if let Some(error) = document.damaged() {
            console::error(&error.to_string());
            failed += 1;
        }
        if !args.quiet {
            guessed_letters(&document).iter().for_each(|remark| console::note(remark));
        }
        let judged: Vec<_> = document
            .notes
            .par_iter()
            .map(|note| {
                let facts = || job.linter.judge_for_batch(&job.linter.read(note.note_text())).1;
                (note, guarded(facts))
            })
            .collect();
        let mut facts = Vec::new();
        for (note, judged) in judged {
            match judged {
                Ok(judged) => facts.push((note, judged)),
                Err(crash) => {
                    console::error(&format!("{}: note {}: {crash}", visible(&document.path), note.note));
                    failed += 1;
                }
            }
        }
        batches.add(job, &join(&document, facts));
    }

    let mut all = Batch::default();
    let mut across = Vec::new();
    for one in &batches.all {
        let base = all.len() as u32;
        across.extend(one.linter.lint_batch(&one.batch).iter().map(|finding| base + finding.note));
        all.extend(&one.batch);
    }
    let summary = all.summary(across);
    let text = match args.format {
        SummaryFormat::Table => totals::table(&summary),
        SummaryFormat::Csv => totals::csv(&summary),
        SummaryFormat::Json => totals::json(&summary, inputs.command.ruleset()),
    };
    let mut out = console::open(output, ColorWhen::Never)?;
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the report cannot be written")?;
    if all.is_empty() && failed == 0 {
        nothing_read(&args.read);
    }
    Ok(if all.is_empty() || failed > 0 { Status::Failed } else { Status::Clean })
}
