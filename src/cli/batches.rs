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
    /// What is found across the notes, file by file; of an export row by row.
    pub(super) fn findings(&self) -> Vec<Findings> {
        let found = self.linter.lint_batch(&self.batch);
        let of_one = |one: &Finding, other: &Finding| {
            one.place.path == other.place.path && one.place.row == other.place.row
        };
        let apart = |found: &[Finding]| {
            let place = &found[0].place;
            let each = found.iter().map(|found| {
                (found.place.note, found.diagnostic.clone(), [found.place.start, found.place.end])
            });
            let findings = Findings::apart(Arc::clone(&place.path), each);
            match place.row {
                Some(row) => findings.at(records::Place { row, id: None }),
                None => findings,
            }
        };
        found.chunk_by(of_one).map(apart).collect()
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
