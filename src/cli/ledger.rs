//! `notelint ledger`: the minutes of each note.

use std::io::Write;

use anyhow::Context;

use super::args::{ColorWhen, LedgerArgs, LedgerFormat};
use super::guard::guarded;
use super::inputs::{gather, nothing_read};
use super::settings::{Loader, Overrides};
use super::{Status, console};
use crate::report::ledger;
use crate::source::{read, visible};

/// Runs the command.
///
/// # Errors
/// When nothing can be printed or the arguments contradict each other; whatever cannot be read is told and counted.
pub(super) fn run(args: &LedgerArgs) -> anyhow::Result<Status> {
    let unwritable = "the report cannot be written";
    let mut loader = Loader::new(Overrides::from(&args.config));
    let inputs = gather(&args.read, &mut loader, args.output.as_deref(), args.quiet)?;
    let mut out = console::open(args.output.as_deref(), ColorWhen::Never)?;
    let json = args.format == LedgerFormat::Json;
    let (mut shown, mut failed) = (0, inputs.failed);
    if json {
        ledger::start(&mut out, inputs.command.ruleset()).context(unwritable)?;
    }
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
        for note in &document.notes {
            let text = guarded(|| {
                let reading = job.linter.read(note.note_text());
                let place = ledger::Place {
                    path: &document.path,
                    note: note.note,
                    text: &document.text,
                    span: note.span,
                };
                job.linter.ledger(&reading).map(|added| match args.format {
                    LedgerFormat::Json => ledger::json(&added, &place),
                    LedgerFormat::Table => ledger::table(&added, &place, !args.redact),
                })
            });
            match text {
                Ok(text) => {
                    let separator = if !json {
                        ""
                    } else if shown == 0 {
                        "\n"
                    } else {
                        ",\n"
                    };
                    write!(out, "{separator}{}", text.unwrap_or_default()).context(unwritable)?;
                    shown += 1;
                }
                Err(crash) => {
                    console::error(&format!("{}: note {}: {crash}", visible(&document.path), note.note));
                    failed += 1;
                }
            }
        }
    }
    if json {
        writeln!(out, "]}}").context(unwritable)?;
    }
    out.flush().context(unwritable)?;
    if shown == 0 && failed == 0 {
        nothing_read(&args.read);
    }
    Ok(if shown == 0 || failed > 0 { Status::Failed } else { Status::Clean })
}
