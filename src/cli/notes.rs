//! Everything to read → its notes one after another, of text and of exports alike, for commands that show each note.

use super::console;
use super::inputs::{Inputs, Job};
use super::records;
use crate::record::{Clocking, Composed};
use crate::report::{ledger, named};
use crate::source::records::{Row, Rows};
use crate::source::{Document, ReadError, Source, read, visible};
use crate::span::Span;

/// A note, and where it stands.
pub(super) enum Note<'a> {
    /// In a file of text.
    Text(&'a Document, &'a Source),
    /// In a record of an export.
    Row(&'a Job, &'a Row, &'a str, Clocking),
}

impl Note<'_> {
    /// The note's own words.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(_, note) => note.note_text(),
            Self::Row(_, _, text, _) => text,
        }
    }

    /// A record as it is read; `None` of a note in a text.
    pub(super) fn composed(&self, job: &Job) -> Option<Composed> {
        match self {
            Self::Text(..) => None,
            Self::Row(_, row, _, clocking) => {
                row.record.as_ref().map(|record| record.compose(*clocking, job.linter.lexicon()))
            }
        }
    }

    /// Where it stands, with what may be repeated of it.
    pub(super) fn place(&self, quote: bool) -> ledger::Place<'_> {
        match self {
            Self::Text(document, note) => ledger::Place {
                path: &document.path,
                note: note.note,
                text: &document.text,
                span: note.span,
                record: None,
                quote,
            },
            Self::Row(job, row, text, _) => ledger::Place {
                path: &job.entry.name,
                note: row.number,
                text,
                span: Span::new(0, text.len()),
                record: Some(&row.place),
                quote,
            },
        }
    }

    /// Its title in a list of notes.
    pub(super) fn title(&self, id: bool) -> String {
        let place = self.place(id);
        format!("{}, note {}", named(place.path, place.record, id), place.note)
    }

    /// Its name in messages.
    pub(super) fn name(&self) -> String {
        let place = self.place(false);
        format!("{}: note {}", named(place.path, place.record, false), place.note)
    }
}

/// Hands every note to `show`, which says whether it could be done. What cannot be read is told; how much that was is
/// returned.
///
/// # Errors
/// As `show`.
pub(super) fn each_note(
    inputs: &Inputs,
    quiet: bool,
    mut show: impl FnMut(&Job, &Note<'_>) -> anyhow::Result<bool>,
) -> anyhow::Result<usize> {
    let mut failed = inputs.failed;
    for job in &inputs.jobs {
        match records::open(inputs, job, false) {
            Ok(None) => {}
            Ok(Some(mut rows)) => {
                failed += each_row(job, &mut rows, quiet, &mut show)?;
                continue;
            }
            Err(error @ ReadError::Columns { .. }) if !job.entry.named => {
                if !quiet {
                    console::note(&format!("{error}; skipped"));
                }
                continue;
            }
            Err(error) => {
                console::error(&error.to_string());
                failed += 1;
                continue;
            }
        }
        let document = match read(&job.entry, false) {
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
            failed += usize::from(!show(job, &Note::Text(&document, note))?);
        }
    }
    Ok(failed)
}

fn each_row(
    job: &Job,
    rows: &mut Rows,
    quiet: bool,
    show: &mut impl FnMut(&Job, &Note<'_>) -> anyhow::Result<bool>,
) -> anyhow::Result<usize> {
    let mut failed = 0;
    let mut first = true;
    loop {
        let chunk = match rows.chunk(job.linter.lexicon()) {
            Ok(chunk) => chunk,
            Err(error) => {
                console::error(&error.to_string());
                return Ok(failed + 1);
            }
        };
        if std::mem::take(&mut first) && !quiet {
            rows.remarks().iter().for_each(|remark| console::note(remark));
        }
        if chunk.is_empty() {
            return Ok(failed);
        }
        for row in &chunk {
            for problem in &row.problems {
                console::error(&format!("{}:row {}: {problem}", visible(&job.entry.name), row.place.row));
            }
            failed += usize::from(!row.problems.is_empty());
            if let Some(record) = &row.record {
                failed += usize::from(!show(job, &Note::Row(job, row, &record.note, rows.clocking()))?);
            }
        }
    }
}
