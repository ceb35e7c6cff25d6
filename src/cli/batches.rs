//! Facts of notes, as files are read → a batch for each linter, and what is found across its notes.

use std::sync::Arc;

use super::inputs::Job;
use super::settings::Settings;
use crate::batch::{Batch, Facts, Place};
use crate::linter::Linter;
use crate::report::{Finding, Findings};
use crate::source::{Document, Source};
use crate::span::{Lines, Sweep};

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
            self.all.push(OneBatch { linter, settings, batch: Batch::default() });
            self.all.len() - 1
        });
        for (place, facts) in notes {
            self.all[at].batch.add(place, facts);
        }
    }
}

impl OneBatch {
    /// What is found across the notes, file by file.
    pub(super) fn findings(&self) -> Vec<Findings> {
        let found = self.linter.lint_batch(&self.batch);
        found
            .chunk_by(|one, other| one.place.path == other.place.path)
            .map(|of_file| {
                let finding = |found: &crate::rules::Finding| Finding {
                    note: found.place.note,
                    diagnostic: found.diagnostic.clone(),
                    start: found.place.start,
                    end: found.place.end,
                };
                Findings::apart(Arc::clone(&of_file[0].place.path), of_file.iter().map(finding).collect())
            })
            .collect()
    }
}

/// Facts of a file's notes, in order, with their places in the file.
pub(super) fn join(document: &Document, facts: Vec<(&Source, Facts)>) -> Vec<(Place, Facts)> {
    if facts.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(&document.text);
    let mut sweep = Sweep::new(&document.text, &lines);
    facts
        .into_iter()
        .map(|(note, facts)| {
            let span = facts.span.shifted(note.span.start);
            let place = Place {
                path: Arc::clone(&document.path),
                note: note.note,
                row: None,
                span,
                start: sweep.position(span.start),
                end: sweep.position(span.end),
            };
            (place, facts)
        })
        .collect()
}
