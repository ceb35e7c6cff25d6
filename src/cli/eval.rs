//! `notelint eval`: how labelled notes fare, in figures.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{EvalArgs, EvalFormat};
use super::guard::guarded;
use super::inputs::{guessed_letters, spare_inputs};
use super::settings::{Loader, Overrides, Settings};
use super::{Status, console, output};
use crate::evaluation::figures::Counts;
use crate::evaluation::labels::{Labelled, UnknownKey, parse};
use crate::evaluation::{NOTE_CODES, Options, Outcome, evaluate, unknown_activity, unknown_name};
use crate::linter::Linter;
use crate::report::evaluation::{Run, json, text};
use crate::source::walk::Options as Walk;
use crate::source::{Document, find, path_name, read, visible};

/// Runs the command.
///
/// # Errors
/// When the agency's files or the codes asked for are wrong, or nothing can be printed; whatever cannot be read or scored
/// is told and counted.
pub(super) fn run(args: &EvalArgs) -> anyhow::Result<Status> {
    spare_inputs(&args.files, args.output.as_deref(), "--output")?;
    let mut loader = Loader::new(Overrides::from(&args.own).only_given());
    let settings = loader.settings(Path::new(".")).map_err(anyhow::Error::msg)?;
    let mut linters = Linters { loader, settings: Settings::clone(&settings), made: HashMap::new() };
    // Made even where no note needs it: the agency's files are wrong once, not for every note.
    let common = linters.of("common").map_err(anyhow::Error::msg)?;
    for code in args.activities.iter().flatten() {
        if let Some(unknown) = unknown_activity(code, &common) {
            anyhow::bail!("--activities: {unknown}");
        }
    }
    let mut batch = Batch { jobs: Vec::new(), failed: 0, quiet: args.quiet };
    for path in &args.files {
        batch.file(path, &mut linters);
    }
    batch.tell_twins();

    let options = Options {
        codes: args.codes.clone().unwrap_or_else(|| NOTE_CODES.to_vec()),
        activities: args.activities.clone(),
        ledger: !args.no_ledger,
    };
    let outcomes: Vec<_> =
        batch.jobs.par_iter().map(|job| guarded(|| evaluate(&job.linter, &job.note, &options))).collect();
    let mut counts = Counts::default();
    let mut scored: Vec<(&Job, Outcome)> = Vec::new();
    let mut failed = batch.failed;
    for (job, outcome) in batch.jobs.iter().zip(outcomes) {
        match outcome {
            Ok(outcome) => {
                if outcome.parts > 1 && !args.quiet {
                    console::note(&format!(
                        "{}: read as {} notes, as `check` reads it; minutes are those of the last",
                        job.place(),
                        outcome.parts
                    ));
                }
                counts.add(&outcome.counts);
                scored.push((job, outcome));
            }
            Err(crash) => {
                console::error(&format!("{}: {crash}", job.place()));
                failed += 1;
            }
        }
    }
    if !args.quiet {
        tell_unscored(&batch.jobs, args.codes.is_some());
    }
    let notes: Vec<_> = scored
        .iter()
        .filter(|_| args.verbose)
        .map(|(job, outcome)| (&*job.path, &job.note, outcome))
        .collect();
    let name = |code: &str| {
        let named = common.names().find(|(known, _)| *known == code);
        named.map_or_else(String::new, |(_, name)| name.to_owned())
    };
    let run = Run { counts: &counts, notes: &notes, failed, name: &name, quote: !args.redact };
    let report = match args.format {
        EvalFormat::Text => text(&run),
        EvalFormat::Json => json(&run, args.verbose),
    };
    output::write(args.output.as_deref(), &report)?;
    Ok(if failed > 0 { Status::Failed } else { Status::Clean })
}

/// A note to score.
struct Job {
    path: Arc<str>,
    note: Labelled,
    linter: Arc<Linter>,
}

impl Job {
    fn place(&self) -> String {
        format!("{}:{}", visible(&self.path), self.note.line)
    }
}

/// A linter for each ruleset that the notes name.
struct Linters {
    loader: Loader,
    settings: Settings,
    made: HashMap<String, Result<Arc<Linter>, String>>,
}

impl Linters {
    fn of(&mut self, ruleset: &str) -> Result<Arc<Linter>, String> {
        if let Some(known) = self.made.get(ruleset) {
            return known.clone();
        }
        self.settings.linter.ruleset = Some(ruleset.to_owned());
        // The note says it, and its place stands before the message.
        self.settings.origin.ruleset = String::new();
        let made = self.loader.linter(&self.settings);
        self.made.insert(ruleset.to_owned(), made.clone());
        made
    }
}

/// The notes of all files, and how many lines and files are wrong.
struct Batch {
    jobs: Vec<Job>,
    failed: usize,
    quiet: bool,
}

impl Batch {
    fn error(&mut self, message: &str) {
        console::error(message);
        self.failed += 1;
    }

    fn note(&self, message: &str) {
        if !self.quiet {
            console::note(message);
        }
    }

    /// Reads the notes of a file, and tells which of its lines are wrong.
    fn file(&mut self, path: &Path, linters: &mut Linters) {
        if path.is_dir() {
            let name = path_name(path);
            return self.error(&format!("{}: a folder; name the files in it", visible(&name)));
        }
        let found = find(&[path.to_owned()], &Walk::default());
        for error in &found.errors {
            self.error(&error.to_string());
        }
        for entry in &found.entries {
            match guarded(|| read(entry, false)) {
                Ok(Ok(document)) => self.document(&document, linters),
                Ok(Err(error)) => self.error(&error.to_string()),
                Err(crash) => self.error(&format!("{}: {crash}", visible(&entry.name))),
            }
        }
    }

    fn document(&mut self, document: &Document, linters: &mut Linters) {
        let shown = visible(&document.path);
        if let Some(error) = document.damaged() {
            self.error(&error.to_string());
        }
        if let Some(remark) = guessed_letters(document) {
            self.note(&remark);
        }
        let labels = parse(&document.text);
        if labels.lines.is_empty() {
            self.error(&format!("{shown}: no labelled note in it; write one JSON object a line"));
        }
        for (line, note) in labels.lines {
            let made = note.and_then(|note| {
                let linter = linters.of(&note.ruleset)?;
                match unknown_name(&note, &linter) {
                    Some(unknown) => Err(unknown),
                    None => Ok(Job { path: Arc::clone(&document.path), note, linter }),
                }
            });
            match made {
                Ok(job) => self.jobs.push(job),
                Err(error) => self.error(&format!("{shown}:{line}: {error}")),
            }
        }
        for (key, UnknownKey { line, count, near }) in labels.unknown_keys {
            let times = if count == 1 { String::new() } else { format!(", {count} times in this file") };
            self.note(&format!("{shown}:{line}: unknown key {key} is passed over{times}{near}"));
        }
    }

    /// Says which notes have the name of one before them.
    fn tell_twins(&self) {
        let mut places: HashMap<&str, &Job> = HashMap::new();
        for job in &self.jobs {
            match places.get(job.note.id.as_str()) {
                Some(first) => self.note(&format!(
                    "{}: the id `{}` stands also at {}; both are scored",
                    job.place(),
                    visible(&job.note.id),
                    first.place()
                )),
                None => {
                    places.insert(&job.note.id, job);
                }
            }
        }
    }
}

/// Says which labelled codes are not scored, unless that was asked for.
fn tell_unscored(jobs: &[Job], asked: bool) {
    let mut unscored: BTreeMap<&str, usize> = BTreeMap::new();
    let codes = jobs.iter().flat_map(|job| &job.note.note_codes);
    for code in codes.filter(|code| !asked && !NOTE_CODES.contains(&code.as_str())) {
        *unscored.entry(code).or_default() += 1;
    }
    for (code, count) in unscored {
        console::note(&format!("{code} is not scored, and {count} of the notes are labelled with it"));
    }
}
