//! Paths as typed → what to read, each with its settings and its linter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{InputKind, ReadArgs};
use super::console;
use super::settings::{Loader, Settings};
use crate::linter::Linter;
use crate::source::records::{Kind, Naming};
use crate::source::walk::Options;
use crate::source::{Document, Encoding, Entry, Found, Input, Reason, find, visible};

/// How many skipped files of one ending are named one by one.
const NAMED: usize = 20;

/// What a command reads.
#[derive(Debug)]
pub(super) struct Inputs {
    /// What to read, sorted by path.
    pub(super) jobs: Vec<Job>,
    /// The settings for the command as a whole: those of its first path.
    pub(super) command: Arc<Settings>,
    /// The columns that were named.
    pub(super) naming: Naming,
    /// How many files in folders were left out, hidden ones not counted.
    pub(super) skipped: usize,
    /// How many hidden files and folders were passed by.
    pub(super) hidden: usize,
    /// How many paths cannot be read, or have no linter.
    pub(super) failed: usize,
}

/// A file to read, and what is in force for it.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) entry: Entry,
    pub(super) settings: Arc<Settings>,
    pub(super) linter: Arc<Linter>,
    /// How its records are written; `None` for notes as text.
    pub(super) records: Option<Kind>,
    /// The file's name in the baseline; empty where there is none.
    pub(super) known_as: String,
}

impl Job {
    /// The file's canonical path; `None` for standard input and for what is gone.
    pub(super) fn path(&self) -> Option<PathBuf> {
        match &self.entry.input {
            Input::Stdin => None,
            Input::Path(path) => path.canonicalize().ok(),
        }
    }
}

/// Finds what to read and prints what is in the way.
///
/// # Errors
/// When the arguments contradict each other.
pub(super) fn gather(
    args: &ReadArgs,
    loader: &mut Loader,
    output: Option<&Path>,
    quiet: bool,
) -> anyhow::Result<Inputs> {
    let has_stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    anyhow::ensure!(
        args.stdin_filename.is_none() || has_stdin,
        "--stdin-filename names standard input, which is not read; add `-` to the paths"
    );
    let options = Options {
        stdin_name: args.stdin_filename.clone(),
        output: output.and_then(|path| path.canonicalize().ok()),
    };
    let found = find(&args.paths, &options);
    for error in &found.errors {
        console::error(&error.to_string());
    }
    if !quiet {
        name_skipped(&found);
    }

    // A configuration that is wrong is told once, not for every file under it.
    let mut mistakes = BTreeSet::new();
    let mut told = |error: String| {
        if !mistakes.contains(&error) {
            console::error(&error);
            mistakes.insert(error);
        }
    };
    let first = args.paths.first().map_or(Path::new("."), |path| path);
    let first = match args.stdin_filename.as_deref().filter(|_| first.as_os_str() == "-") {
        Some(name) => name,
        None => first,
    };
    let mut failed = 0;
    let command = if first.is_dir() { loader.settings(first) } else { loader.settings_of(first) };
    // Made even where no file needs it, so that a ruleset or rule that does not exist is always told.
    let made = command.clone().and_then(|settings| loader.linter(&settings));
    if let Err(error) = made {
        told(error);
        failed += usize::from(found.entries.is_empty());
    }
    let command = command.unwrap_or_else(|_| loader.without_file());
    failed += found.errors.len();
    let mut jobs = Vec::new();
    for entry in found.entries {
        let place = match &entry.input {
            Input::Stdin => args.stdin_filename.clone().unwrap_or_else(|| Path::new("-").to_owned()),
            Input::Path(path) => path.clone(),
        };
        let place = place.as_path();
        let made = loader.settings_of(place).and_then(|settings| {
            let linter = loader.linter(&settings)?;
            Ok((settings, linter))
        });
        match made {
            Ok((settings, linter)) => {
                let records = match args.input {
                    Some(InputKind::Text) => None,
                    Some(InputKind::Csv) => Some(Kind::Csv),
                    Some(InputKind::Ndjson) => Some(Kind::Ndjson),
                    None => Kind::of(place),
                };
                jobs.push(Job { records, entry, settings, linter, known_as: String::new() });
            }
            Err(error) => {
                told(error);
                failed += 1;
            }
        }
    }
    let naming = Naming { columns: args.columns.clone(), id: args.id_column.clone() };
    Ok(Inputs { jobs, command, naming, skipped: found.skipped.len(), hidden: found.hidden, failed })
}

/// Says that nothing was read, and what to do.
pub(super) fn nothing_read(args: &ReadArgs) {
    let paths: Vec<String> = match &args.paths[..] {
        [] => vec!["the folder you are in".to_owned()],
        paths => paths.iter().map(|path| format!("`{}`", visible(&path.to_string_lossy()))).collect(),
    };
    console::error(&format!(
        "nothing was read: no .txt, .md, .note, .csv, .ndjson or .jsonl file in {}; name a file or folder, or `-` for standard input",
        paths.join(", ")
    ));
}

/// Refuses to write over a file that is to be read.
///
/// # Errors
/// When one of the paths is the output's.
pub(super) fn spare_inputs(paths: &[PathBuf], output: Option<&Path>, flag: &str) -> anyhow::Result<()> {
    let Some(output) = output.and_then(|output| output.canonicalize().ok()) else { return Ok(()) };
    let taken = paths.iter().any(|path| path.canonicalize().is_ok_and(|path| path == output));
    anyhow::ensure!(!taken, "{flag} would overwrite a file that is to be read; choose another");
    Ok(())
}

/// The remark on a file whose letters were guessed.
pub(super) fn guessed_letters(document: &Document) -> Option<String> {
    let Encoding::Windows1252 { bytes } = document.encoding else { return None };
    Some(windows_1252(&visible(&document.path), bytes))
}

/// What is said of bytes that are no UTF-8.
pub(super) fn windows_1252(path: &str, bytes: usize) -> String {
    format!(
        "{path}: not UTF-8: {bytes} byte{} read as Windows-1252; save it as UTF-8 if letters look wrong",
        if bytes == 1 { "" } else { "s" }
    )
}

fn name_skipped(found: &Found) {
    let mut named: BTreeMap<&Reason, usize> = BTreeMap::new();
    for skipped in &found.skipped {
        let count = named.entry(&skipped.reason).or_default();
        *count += 1;
        if *count <= NAMED {
            console::note(&format!("{}: skipped: {}", visible(&skipped.name), why(&skipped.reason)));
        }
    }
    for (reason, count) in named {
        if count > NAMED {
            console::note(&format!("skipped {} more: {}", count - NAMED, why(reason)));
        }
    }
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::Ending(ending) if ending.is_empty() => {
            "no .txt, .md or .note ending; name the file to have it read".to_owned()
        }
        Reason::Ending(ending) => {
            format!(".{} is not .txt, .md or .note; name the file to have it read", visible(ending))
        }
        Reason::Special => "a pipe, a socket or a device; name it to have it read".to_owned(),
        Reason::Output => "it is the --output of this run".to_owned(),
    }
}
