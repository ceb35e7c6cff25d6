//! `notelint show`: a stage of the reading of each note.

use anyhow::Context;

use super::args::{ShowArgs, Stage};
use super::guard::guarded;
use super::inputs::{gather, nothing_read};
use super::notes::each_note;
use super::output::Report;
use super::settings::{Loader, Overrides};
use super::{Status, console};
use crate::reading;

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &ShowArgs) -> anyhow::Result<Status> {
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, args.output.as_deref(), args.quiet)?;
    let mut report = Report::open(args.output.as_deref(), false)?;
    let unwritable = "the report cannot be written";
    let mut shown = 0;
    let failed = each_note(&inputs, args.quiet, |job, note| {
        shown += 1;
        let composed = note.composed(job);
        let stage = || {
            // A record is shown as it is read: its fields stand above the note.
            let reading = composed
                .as_ref()
                .map_or_else(|| job.linter.read(note.text()), |composed| job.linter.read_record(composed));
            reading::show(args.stage.into(), &reading, job.linter.lexicon(), !args.redact)
        };
        match guarded(stage) {
            Ok(text) => {
                let text = format!("== {}\n{}\n", note.title(!args.redact), text.trim_end());
                report.write(text.as_bytes()).context(unwritable)?;
                Ok(true)
            }
            Err(crash) => {
                console::error(&format!("{}: {crash}", note.name()));
                Ok(false)
            }
        }
    })?;
    report.finish(b"", [b"", b""])?;
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
