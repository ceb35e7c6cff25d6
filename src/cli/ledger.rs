//! `notelint ledger`: the minutes of each note.

use anyhow::Context;

use super::args::{LedgerArgs, LedgerFormat};
use super::guard::guarded;
use super::inputs::{gather, nothing_read};
use super::notes::each_note;
use super::output::Report;
use super::settings::{Loader, Overrides};
use super::{Status, console};
use crate::report::ledger;
use crate::span::Span;

/// What is said of a report that cannot be written.
const UNWRITABLE: &str = "the report cannot be written";

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &LedgerArgs) -> anyhow::Result<Status> {
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, args.output.as_deref(), args.quiet)?;
    let mut report = Report::open(args.output.as_deref(), false)?;
    let json = args.format == LedgerFormat::Json;
    let mut shown = 0;
    if json {
        report.write(&ledger::start(inputs.command.ruleset()).context(UNWRITABLE)?).context(UNWRITABLE)?;
    }
    let failed = each_note(&inputs, args.quiet, |job, note| {
        let composed = note.composed(job);
        let text = guarded(|| {
            let reading = composed
                .as_ref()
                .map_or_else(|| job.linter.read(note.text()), |composed| job.linter.read_record(composed));
            let body = composed.as_ref().map_or(0, |composed| composed.body);
            job.linter.ledger(&reading).map(|mut added| {
                // Acts stand in the note, not in the fields above it.
                for line in &mut added.lines {
                    line.span = Span::new(
                        line.span.start - body.min(line.span.start),
                        line.span.end - body.min(line.span.end),
                    );
                }
                let place = note.place(!args.redact);
                match args.format {
                    LedgerFormat::Json => ledger::json(&added, &place),
                    LedgerFormat::Table => ledger::table(&added, &place),
                }
            })
        });
        match text {
            Ok(text) => {
                let separator = match (json, shown) {
                    (false, _) => "",
                    (true, 0) => "\n",
                    (true, _) => ",\n",
                };
                shown += 1;
                report
                    .write(format!("{separator}{}", text.unwrap_or_default()).as_bytes())
                    .context(UNWRITABLE)?;
                Ok(true)
            }
            Err(crash) => {
                console::error(&format!("{}: {crash}", note.name()));
                Ok(false)
            }
        }
    })?;
    report.finish(b"", [if json { b"]}\n" } else { b"" }, b""])?;
    if shown == 0 && failed == 0 {
        nothing_read(&args.read);
    }
    Ok(if shown == 0 || failed > 0 { Status::Failed } else { Status::Clean })
}
