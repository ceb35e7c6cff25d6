//! Known findings → a file, and a file → findings that are left out.
//!
//! The file holds fingerprints, which know a finding again while the note around it is edited, and beside each the rule, the
//! file and the note's number, so that a reader sees what it is. It holds no words of a note.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::args::KnownArgs;
use super::console;
use super::inputs::Job;
use super::settings::absolute;
use crate::linter::Linter;
use crate::report::fingerprint::fingerprint;
use crate::report::{Findings, Summary};
use crate::source::{Input, path_name, visible};

/// The version of the file.
const VERSION: u32 = 1;
/// How many findings that are gone are named one by one.
const NAMED: usize = 20;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    /// The file, relative to the baseline's folder.
    path: String,
    /// The note's number in it.
    note: usize,
    code: String,
    fingerprint: String,
}

/// What is known.
#[derive(Debug)]
pub(super) struct Baseline {
    file: PathBuf,
    /// The folder it stands in, from the root.
    folder: PathBuf,
    /// Findings are added instead of looked up.
    writes: bool,
    known: HashMap<String, Known>,
}

/// What a run has seen of it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// What was found, by its fingerprint.
    found: HashMap<String, Known>,
    /// The files that were read, as the baseline names them, and their linters.
    read: HashMap<String, Arc<Linter>>,
}

impl Seen {
    /// A file that was read.
    pub(super) fn file(&mut self, job: &Job) {
        if !job.known_as.is_empty() {
            self.read.insert(job.known_as.clone(), Arc::clone(&job.linter));
        }
    }

    /// Findings that are known.
    pub(super) fn add(&mut self, known: Vec<Known>) {
        self.found.extend(known.into_iter().map(|known| (known.fingerprint.clone(), known)));
    }
}

impl Baseline {
    /// The baseline that the arguments name, if they do.
    ///
    /// # Errors
    /// When the file cannot be read or is no baseline.
    pub(super) fn open(args: &KnownArgs) -> anyhow::Result<Option<Self>> {
        let (file, writes) = match (&args.baseline, &args.write_baseline) {
            (Some(file), _) => (file, false),
            (None, Some(file)) => (file, true),
            (None, None) => return Ok(None),
        };
        let shown = visible(&path_name(file)).into_owned();
        let known = match fs::read_to_string(file) {
            Ok(text) => parse(&text).map_err(|error| anyhow::anyhow!("{shown}{error}"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && writes => Vec::new(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                anyhow::bail!("{shown}: no such baseline; write it with --write-baseline")
            }
            Err(error) => anyhow::bail!("{shown}: cannot be read: {error}"),
        };
        let known = if writes { Vec::new() } else { known };
        let folder = absolute(file).parent().map(Path::to_owned).unwrap_or_default();
        Ok(Some(Self {
            file: file.clone(),
            folder: folder.canonicalize().unwrap_or(folder),
            writes,
            known: known.into_iter().map(|known| (known.fingerprint.clone(), known)).collect(),
        }))
    }

    /// Gives files the names by which the baseline knows them.
    pub(super) fn name(&self, jobs: &mut [Job]) {
        for job in jobs {
            job.known_as = self.name_of(job);
        }
    }

    /// Takes the known findings of a file out, or all of them where the baseline is being written.
    pub(super) fn part(&self, path: &str, findings: &mut Findings) -> Vec<Known> {
        let mut known = Vec::new();
        findings.found.retain(|finding| {
            let fingerprint = fingerprint(path, finding);
            let is_known = self.writes || self.known.contains_key(&fingerprint);
            if is_known {
                known.push(Known {
                    path: path.to_owned(),
                    note: finding.note,
                    code: finding.diagnostic.code.to_string(),
                    fingerprint,
                });
            }
            !is_known
        });
        known
    }

    /// Counts what was known, and writes the file or tells what is no longer found.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn conclude(&self, seen: &Seen, summary: &mut Summary, quiet: bool) -> anyhow::Result<()> {
        summary.known = Some(seen.found.len());
        let shown = visible(&path_name(&self.file)).into_owned();
        if self.writes {
            fs::write(&self.file, text(&seen.found))
                .with_context(|| format!("{shown}: cannot be written; choose another --write-baseline"))?;
            if !quiet {
                console::note(&format!("{shown}: findings written: {}", seen.found.len()));
            }
            return Ok(());
        }
        let mut stale: Vec<&Known> = self.known.values().filter(|known| self.is_stale(seen, known)).collect();
        stale.sort();
        summary.stale = stale.len();
        if !quiet {
            for Known { path, note, code, .. } in stale.iter().take(NAMED) {
                let (path, code) = (visible(path), visible(code));
                console::note(&format!("{shown}: {path}: note {note}: {code} is no longer found"));
            }
            if let Some(more) = stale.len().checked_sub(NAMED).filter(|&more| more > 0) {
                console::note(&format!("{shown}: {more} more are no longer found"));
            }
            if !stale.is_empty() {
                console::note(&format!("{shown}: write it again with --write-baseline to let them go"));
            }
        }
        Ok(())
    }

    /// Whether a known finding would have been found, had it still been there.
    fn is_stale(&self, seen: &Seen, known: &Known) -> bool {
        !seen.found.contains_key(&known.fingerprint)
            && match seen.read.get(&known.path) {
                Some(linter) => linter.reports(&known.code),
                None => known.path != STDIN && !self.folder.join(&known.path).exists(),
            }
    }

    /// A file's name: its path from the baseline's folder, so that it is the same from wherever notelint is started.
    fn name_of(&self, job: &Job) -> String {
        let path = match &job.entry.input {
            Input::Stdin if &*job.entry.name == STDIN => return STDIN.to_owned(),
            Input::Stdin => absolute(Path::new(&*job.entry.name)),
            Input::Path(path) => path.canonicalize().unwrap_or_else(|_| absolute(path)),
        };
        relative(&self.folder, &path)
    }
}

/// The file's text: a line for each finding, sorted.
fn text(known: &HashMap<String, Known>) -> String {
    let mut known: Vec<&Known> = known.values().collect();
    known.sort();
    // Texts and numbers are written without an error.
    let lines: Vec<String> =
        known.iter().map(|known| serde_json::to_string(known).unwrap_or_default()).collect();
    let (open, close) = if lines.is_empty() { ("", "") } else { ("\n", "\n") };
    format!("{{\"version\":{VERSION},\"findings\":[{open}{}{close}]}}\n", lines.join(",\n"))
}

/// The name of standard input that was given none.
const STDIN: &str = "<stdin>";

/// The way from a folder to a file, with `/`.
fn relative(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| match part {
        Component::Normal(name) => path_name(Path::new(name)),
        other => path_name(Path::new(other.as_os_str())),
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The findings of a file. Errors begin behind the file's name, and quote nothing: it may be a note, named by mistake.
fn parse(text: &str) -> Result<Vec<Known>, String> {
    let file: File = serde_json::from_str(text).map_err(|error| {
        format!(":{}: no baseline of notelint; name one that --write-baseline wrote", error.line().max(1))
    })?;
    if file.version != VERSION {
        return Err(format!(
            ": a baseline of version {}, this notelint knows version {VERSION}; write it again",
            file.version
        ));
    }
    Ok(file.findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_the_folder() {
        for (folder, file, expected) in [
            ("/a", "/a/notes/b.txt", "notes/b.txt"),
            ("/a/ci", "/a/notes/b.txt", "../notes/b.txt"),
            ("/", "/b.txt", "b.txt"),
        ] {
            assert_eq!(relative(Path::new(folder), Path::new(file)), expected);
        }
    }

    #[test]
    fn what_is_no_baseline_is_told_by_line_and_never_quoted() {
        for text in ["Drove ct.\n", "", "{\n\"secret\": 1}", r#"{"version":1,"findings":["secret"]}"#] {
            let error = parse(text).unwrap_err();
            assert!(error.contains("no baseline") && !error.contains("secret"), "{error}");
        }
        assert!(parse(r#"{"version":2,"findings":[]}"#).unwrap_err().contains("version 2"));
    }
}
