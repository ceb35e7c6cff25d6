//! `notelint show`: a stage of the reading of each note.

use std::io::Write;

use anyhow::Context;

use super::args::{ColorWhen, ShowArgs, Stage};
use super::guard::guarded;
use super::inputs::{gather, nothing_read};
use super::settings::{Loader, Overrides};
use super::{Status, console};
use crate::linter::Linter;
use crate::reading;
use crate::source::{read, visible};

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &ShowArgs) -> anyhow::Result<Status> {
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, args.output.as_deref(), args.quiet)?;
    let mut out = console::open(args.output.as_deref(), ColorWhen::Never)?;
    let stage = |linter: &Linter, note: &str| {
        reading::show(args.stage.into(), &linter.read(note), linter.lexicon(), !args.redact)
    };
    let (mut shown, mut failed) = (0, inputs.failed);
    for job in &inputs.jobs {
        let name = visible(&job.entry.name);
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
        for note in &document.notes {
            match guarded(|| stage(&job.linter, note.note_text())) {
                Ok(text) => write!(out, "== {name}, note {}\n{}\n", note.note, text.trim_end())
                    .context("the report cannot be written")?,
                Err(crash) => {
                    console::error(&format!("{name}: note {}: {crash}", note.note));
                    failed += 1;
                }
            }
            shown += 1;
        }
    }
    out.flush().context("the report cannot be written")?;
    if shown == 0 && failed == 0 {
        nothing_read(&args.read);
    }
    Ok(if shown == 0 || failed > 0 { Status::Failed } else { Status::Clean })
}

impl From<Stage> for reading::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Tokens => Self::Tokens,
            Stage::Mentions => Self::Mentions,
            Stage::Context => Self::Context,
            Stage::Activities => Self::Activities,
        }
    }
}
