//! Facts of notes, as files are read → a batch for each linter, and what is found across its notes.

use std::collections::HashMap;
use std::sync::Arc;

use super::inputs::Job;
use super::settings::Settings;
use crate::batch::{Batch, Facts, Place};
use crate::linter::Linter;
use crate::report::Findings;
use crate::rules::Finding;
use crate::source::{Document, records};
use crate::span::{Lines, Span, Sweep};

/// The notes that are held against each other: those that one configuration is in force for.
#[derive(Debug, Default)]
pub(super) struct Batches {
    pub(super) all: Vec<OneBatch>,
}

/// The notes of one configuration.
#[derive(Debug)]
pub(super) struct OneBatch {
    pub(super) linter: Arc<Linter>,
    pub(super) settings: Arc<Settings>,
    pub(super) batch: Batch,
    /// The names of files in the baseline, where there is one.
    pub(super) known_as: HashMap<Arc<str>, String>,
}

impl Batches {
    /// Adds the notes of a file.
    pub(super) fn add(&mut self, job: &Job, notes: &[(Place, Facts)]) {
        if notes.is_empty() {
            return;
        }
        let known = self.all.iter().position(|one| Arc::ptr_eq(&one.linter, &job.linter));
        let at = known.unwrap_or_else(|| {
            let (linter, settings) = (Arc::clone(&job.linter), Arc::clone(&job.settings));
            self.all.push(OneBatch { linter, settings, batch: Batch::default(), known_as: HashMap::new() });
            self.all.len() - 1
        });
        let one = &mut self.all[at];
        if !job.known_as.is_empty() {
            one.known_as.insert(Arc::clone(&notes[0].0.path), job.known_as.clone());
        }
        for (place, facts) in notes {
            one.batch.add(place, facts);
        }
    }
}

impl OneBatch {
    /// Hands over what is found across the notes, file by file; of an export row by row.
    ///
    /// # Errors
    /// What `take` fails with.
    pub(super) fn each(&self, mut take: impl FnMut(Findings) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut of_one: Vec<Finding> = Vec::new();
        self.linter.lint_batch_by_note(&self.batch, |found| {
            let place =
                |found: &[Finding]| found.first().map(|one| (Arc::clone(&one.place.path), one.place.row));
            if !of_one.is_empty() && place(&of_one) != place(&found) {
                take(apart(std::mem::take(&mut of_one)))?;
            }
            of_one.extend(found);
            anyhow::Ok(())
        })?;
        if of_one.is_empty() { Ok(()) } else { take(apart(of_one)) }
    }
}

/// The findings of one file, or of one row, which are told without its text.
fn apart(found: Vec<Finding>) -> Findings {
    let (path, row) =
        found.first().map_or(("".into(), None), |one| (Arc::clone(&one.place.path), one.place.row));
    let each = found
        .into_iter()
        .map(|Finding { place, diagnostic, .. }| (place.note, diagnostic, [place.start, place.end]));
    let findings = Findings::apart(path, each);
    match row {
        Some(row) => findings.at(records::Place { row, id: None }),
        None => findings,
    }
}

/// Facts of a file's notes, in order, with their places in the file; they come with the note's number and bytes.
pub(super) fn place(document: &Document, facts: &mut Vec<(usize, Span, Facts)>) -> Vec<(Place, Facts)> {
    if facts.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(&document.text);
    let mut sweep = Sweep::new(&document.text, &lines);
    facts
        .drain(..)
        .map(|(note, within, facts)| {
            let span = facts.span.shifted(within.start);
            let place = Place {
                path: Arc::clone(&document.path),
                note,
                row: None,
                span,
                start: sweep.position(span.start),
                end: sweep.position(span.end),
            };
            (place, facts)
        })
        .collect()
}
