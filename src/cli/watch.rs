//! `notelint check --watch`: everything once, then whatever changes, until it is stopped.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::Context;
use notify::{EventKind, RecursiveMode, Watcher};

use super::args::CheckArgs;
use super::check::round;
use super::inputs::Inputs;
use super::settings::absolute;
use super::{Status, console};
use crate::source::walk::CONFIG_NAME;
use crate::source::{path_name, visible};

/// How long nothing must change before it is read: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// Runs the command.
///
/// # Errors
/// When the first round cannot be done, nothing can be watched, or the arguments contradict each other.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Status> {
    anyhow::ensure!(
        !args.read.paths.iter().any(|path| path.as_os_str() == "-"),
        "--watch cannot watch standard input; name files or folders"
    );
    anyhow::ensure!(
        args.output.output.is_none(),
        "--watch prints round after round, and --output keeps one; leave one of them out"
    );
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone when the run has ended.
        let _ = sender.send(event);
    })
    .context("files cannot be watched here; leave --watch out")?;
    let mut watched = HashSet::new();
    let mut watch = |path: &Path, mode: RecursiveMode| {
        if !path.exists() || !watched.insert(path.to_owned()) {
            return Ok(());
        }
        let shown = visible(&path_name(path)).into_owned();
        watcher.watch(path, mode).with_context(|| format!("{shown}: cannot be watched"))
    };
    let here = [PathBuf::from(".")];
    let paths = if args.read.paths.is_empty() { &here[..] } else { &args.read.paths };
    for path in paths {
        // A file is watched by its folder: editors put a new one in its place.
        match absolute(path) {
            path if path.is_dir() => watch(&path, RecursiveMode::Recursive)?,
            path => watch(path.parent().unwrap_or(&path), RecursiveMode::NonRecursive)?,
        }
    }
    let mut rules = HashSet::new();
    let mut inputs = round(args, None)?.inputs;
    if !args.output.quiet {
        console::note("watching for changes; stop with Ctrl-C");
    }
    loop {
        for rule in what_rules(args, &inputs) {
            match rule.parent() {
                Some(folder) if rule.is_file() => watch(folder, RecursiveMode::NonRecursive)?,
                _ => watch(&rule, RecursiveMode::Recursive)?,
            }
            rules.insert(rule);
        }
        let changed = next(&events)?;
        let is_rule = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name == CONFIG_NAME)
                || path.ancestors().any(|part| rules.contains(part))
        };
        let changed = (!changed.iter().any(is_rule)).then_some(&changed);
        // What goes wrong now may be mended before the next change.
        match round(args, changed) {
            Ok(round) => inputs = round.inputs,
            Err(error) => console::error(&format!("{error:#}")),
        }
    }
}

/// Files and folders that decide what is found in every note.
fn what_rules(args: &CheckArgs, inputs: &Inputs) -> HashSet<PathBuf> {
    let settings = inputs.jobs.iter().map(|job| &job.settings).chain([&inputs.command]);
    let files = settings.flat_map(|settings| settings.file.iter().chain(&settings.linter.lexicons));
    let paths = files.chain(&args.known.baseline).map(|path| absolute(path));
    paths.map(|path| path.canonicalize().unwrap_or(path)).collect()
}

/// Waits for a change; the canonical paths of all that changed until it became quiet again.
fn next(events: &Receiver<notify::Result<notify::Event>>) -> anyhow::Result<HashSet<PathBuf>> {
    let mut changed: HashSet<PathBuf> = HashSet::new();
    let lost = "files are no longer watched; start again";
    loop {
        let event = match changed.is_empty() {
            true => events.recv().context(lost)?,
            false => match events.recv_timeout(QUIET) {
                Ok(event) => event,
                Err(_) => break,
            },
        };
        let event = event.context(lost)?;
        if !matches!(event.kind, EventKind::Access(_)) {
            changed.extend(event.paths);
        }
    }
    Ok(changed.into_iter().map(|path| path.canonicalize().unwrap_or(path)).collect())
}
