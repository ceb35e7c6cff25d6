//! An export → its records, some at a time: one thread prints what came of those before and reads on while the others
//! check what was read.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::guard::guarded;
use super::inputs::{Inputs, Job, windows_1252};
use super::outcome::{Messages, Outcome, View, Whose};
use super::pass::{Linted, Pass, Picked, PickedNote};
use crate::batch::Place;
use crate::record::Clocking;
use crate::report::{Account, Findings, NoteSums};
use crate::source::records::{Options, Row, Rows};
use crate::source::{ReadError, visible};
use crate::span::{Position, Span};

/// Rows that one thread takes at a time.
const TURN: usize = 32;

/// A row of the sample.
#[derive(Debug)]
pub(super) struct PickedRow {
    row: Row,
    clocking: Clocking,
}

/// Opens the export of a job.
///
/// # Errors
/// As [`Rows::open`].
pub(super) fn open(inputs: &Inputs, job: &Job, fingerprint: bool) -> Result<Option<Rows>, ReadError> {
    let Some(kind) = job.records else { return Ok(None) };
    let options = Options { kind, naming: &inputs.naming, fingerprint };
    Rows::open(&job.entry, &options, job.linter.lexicon()).map(Some)
}

/// Checks the records of the job with this number, or offers them to the sample.
///
/// # Errors
/// When the report cannot be written; what cannot be read is told and counted.
pub(super) fn check(pass: &mut Pass<'_>, inputs: &Inputs, number: usize) -> anyhow::Result<()> {
    let Some(job) = inputs.jobs.get(number) else { return Ok(()) };
    let name = visible(&job.entry.name);
    let mut rows = match open(inputs, job, pass.view.fingerprint) {
        Ok(Some(rows)) => rows,
        Ok(None) => return Ok(()),
        // A table in a folder of notes need not be an export of notes.
        Err(error @ ReadError::Columns { .. }) if !job.entry.named => {
            pass.file_read(job, None);
            let remarks = vec![format!("{error}; skipped")];
            return pass.take(Outcome { skipped: 1, remarks, ..Outcome::default() });
        }
        Err(error) => {
            pass.file_read(job, None);
            return pass.take(Outcome::failure(error.to_string()));
        }
    };
    let lexicon = job.linter.lexicon();
    let mut end = Outcome::default();
    let mut seen = Seen::default();
    let mut chunk = rows.chunk(lexicon);
    let mut checked: Vec<Outcome> = Vec::new();
    pass.take(Outcome { remarks: rows.remarks(), ..Outcome::default() })?;
    loop {
        let some = match chunk {
            Ok(some) if some.is_empty() => break,
            Ok(some) => some,
            Err(error) => {
                end.errors.push(error.to_string());
                end.failed += 1;
                break;
            }
        };
        let (clocking, view, pool) = (rows.clocking(), pass.view, Arc::clone(&pass.pool));
        if pass.sample.is_some() {
            pass.take(seen.look(&some, &name, rows.ids_are_unique()))?;
        }
        if let Some(sample) = &mut pass.sample {
            for row in some.into_iter().filter(|row| row.record.is_some()) {
                let note = || PickedNote::Row(Box::new(PickedRow { row, clocking }));
                sample.offer(|| Picked { job: number, note: note() });
            }
            chunk = rows.chunk(lexicon);
        } else {
            let work = || -> Vec<Outcome> {
                some.par_chunks(TURN).map(|turn| check_rows(job, turn, clocking, view)).collect()
            };
            let before = std::mem::take(&mut checked);
            let beside = || {
                take(pass, job, before)?;
                pass.take(seen.look(&some, &name, rows.ids_are_unique()))?;
                anyhow::Ok(rows.chunk(lexicon))
            };
            let (outcomes, next) = pool.install(|| rayon::join(work, beside));
            (checked, chunk) = (outcomes, next?);
        }
        pass.tell_progress(rows.tally_bytes());
    }
    take(pass, job, checked)?;
    let tally = rows.tally();
    if tally.changed {
        end.errors.push(format!(
            "{name}: it changed while it was read; what was added since is not in this report: check it again"
        ));
        end.failed += 1;
    }
    if tally.broken {
        end.errors.push(format!("{name}: UTF-16 with broken characters; the rest was read: export it again"));
        end.failed += 1;
    }
    if seen.rows == 0 && end.failed == 0 {
        end.remarks.push(format!("{name}: no record below the names of its columns"));
    }
    seen.conclude(&name, &mut end);
    pass.file_read(job, Some(&tally));
    pass.take(end)
}

/// Prints what came of some rows, and keeps what is held against others.
fn take(pass: &mut Pass<'_>, job: &Job, checked: Vec<Outcome>) -> anyhow::Result<()> {
    checked.into_iter().try_for_each(|outcome| {
        pass.across.add(job, &outcome.facts);
        pass.take(outcome)
    })
}

/// What has been seen of an export's rows.
#[derive(Debug, Default)]
struct Seen {
    rows: usize,
    foreign: usize,
    ids: HashSet<u64>,
    errors: Messages,
    blank: Messages,
    twice: Messages,
}

impl Seen {
    /// Tells what is wrong with rows: what cannot be read, empty notes, ids that stand twice.
    fn look(&mut self, rows: &[Row], name: &str, unique: bool) -> Outcome {
        let mut told = Outcome::default();
        self.rows += rows.len();
        let (mut blank, mut twice) = (Vec::new(), Vec::new());
        for row in rows {
            let place = || format!("{name}:row {}", row.place.row);
            self.foreign += row.foreign;
            told.failed += usize::from(!row.problems.is_empty());
            told.errors.extend(row.problems.iter().map(|problem| format!("{}: {problem}", place())));
            if row.record.as_ref().is_some_and(|record| record.is_blank()) {
                blank.push(format!("{}: the note is empty", place()));
            }
            if let Some(id) = row.place.id.as_ref().filter(|_| unique) {
                let mut hash = DefaultHasher::new();
                id.value.hash(&mut hash);
                if !self.ids.insert(hash.finish()) {
                    twice.push(format!("{}: its id stands in a row above as well", place()));
                }
            }
        }
        self.errors.thin(&mut told.errors);
        self.blank.thin(&mut blank);
        self.twice.thin(&mut twice);
        told.remarks.append(&mut blank);
        told.remarks.append(&mut twice);
        told
    }

    /// Tells how much was left out, and how the bytes were read.
    fn conclude(&self, name: &str, end: &mut Outcome) {
        let more = |count: usize, what: &str| format!("{name}: {count} more {what}");
        end.errors.extend(self.errors.untold().map(|count| more(count, "rows with something wrong")));
        end.remarks.extend(self.blank.untold().map(|count| more(count, "empty notes")));
        end.remarks.extend(self.twice.untold().map(|count| more(count, "rows with the id of another")));
        if self.foreign > 0 {
            end.remarks.push(windows_1252(name, self.foreign));
        }
    }
}

/// Checks some rows.
fn check_rows(job: &Job, rows: &[Row], clocking: Clocking, view: View<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        check_row(job, row, clocking, view, &mut outcome);
    }
    outcome
}

/// Checks a row of the sample.
pub(super) fn check_picked(job: &Job, picked: &PickedRow, view: View<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    check_row(job, &picked.row, picked.clocking, view, &mut outcome);
    outcome
}

fn check_row(job: &Job, row: &Row, clocking: Clocking, view: View<'_>, outcome: &mut Outcome) {
    let Some(record) = &row.record else { return };
    outcome.notes += 1;
    outcome.blank += usize::from(record.is_blank());
    if record.is_blank() && !view.ledger && !view.facts {
        return;
    }
    let lint = || {
        Linted::new(
            view,
            &job.linter,
            || job.linter.lint_record(record, clocking, view.ledger),
            || job.linter.lint_record_for_batch(record, clocking),
        )
    };
    let Linted { found, sums, facts } = match guarded(lint) {
        Ok(linted) => linted,
        Err(crash) => {
            outcome.errors.push(format!("{}:row {}: {crash}", visible(&job.entry.name), row.place.row));
            outcome.failed += 1;
            return;
        }
    };
    let path = &job.entry.name;
    if let Some(facts) = facts {
        let start = Position { line: 1, column: 1 };
        let place = Place {
            path: Arc::clone(path),
            note: row.number,
            row: Some(row.place.row),
            span: Span::default(),
            start,
            end: start,
        };
        outcome.facts.push((place, facts));
    }
    if let Some(sums) = sums {
        let place = Some(row.place.clone());
        outcome.sums(&NoteSums { path: Arc::clone(path), note: row.number, place, sums }, view.style);
    }
    let shown = view.style.format.shows_notes() && !record.is_blank();
    let account =
        guarded(|| shown.then(|| Account::of_record(&job.linter, record, clocking, row.number)).flatten());
    let account = account.unwrap_or_default();
    if !found.is_empty() || account.is_some() {
        let whole = Span::new(0, record.note.len());
        let text = record.note.as_str().into();
        let findings =
            Findings::locate(Arc::clone(path), text, [(row.number, whole, found)]).at(row.place.clone());
        let findings = match account {
            Some(account) => findings.with(account),
            None => findings,
        };
        outcome.found(findings, Whose::from(job), view);
    }
}
