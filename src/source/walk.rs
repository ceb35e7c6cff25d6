//! Paths → entries to read: folders are walked in sorted order, and whatever is left out is counted or named.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{ReadError, path_name};

/// The name of the configuration file, which stands among notes and is none.
pub const CONFIG_NAME: &str = "notelint.yaml";

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    Path(PathBuf),
}

/// Something to read.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where its bytes come from.
    pub input: Input,
    /// The name it goes by in reports.
    pub name: Arc<str>,
    /// Its size in bytes, 0 where that is not known.
    pub size: u64,
    /// Whether it was given by name, not found in a folder.
    pub named: bool,
}

/// Why a file in a folder was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its ending is none of a note's.
    Ending(String),
    /// A pipe, a socket or a device.
    Special,
    /// This run writes its report there.
    Output,
}

/// A file in a folder that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// What there is to read, sorted by path, and what is left out.
#[derive(Debug, Default)]
pub struct Found {
    /// What to read, each once.
    pub entries: Vec<Entry>,
    /// Files in folders that are not read, in order.
    pub skipped: Vec<Skipped>,
    /// How many hidden files and folders were passed by.
    pub hidden: usize,
    /// Paths that cannot be read, in order.
    pub errors: Vec<ReadError>,
}

/// What a walk needs to know besides its paths.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name that standard input goes by.
    pub stdin_name: Option<PathBuf>,
    /// A file that this run writes, in its canonical form; never read from a folder.
    pub output: Option<PathBuf>,
}

/// Finds what to read. No path means `.`, and `-` is standard input; a path given by name is read whatever its ending.
/// Links are followed, ignore files are not looked at.
pub fn find(paths: &[PathBuf], options: &Options) -> Found {
    let mut found = Found::default();
    let here = [PathBuf::from(".")];
    for path in if paths.is_empty() { &here } else { paths } {
        if path.as_os_str() == "-" {
            let name = options.stdin_name.as_deref().map_or_else(|| "<stdin>".to_owned(), path_name);
            found.entries.push(Entry { input: Input::Stdin, name: name.into(), size: 0, named: true });
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, options, &mut found),
            Ok(meta) => found.entries.push(entry(path, meta.len(), true)),
            Err(error) => {
                let name = path_name(path);
                let dangling = error.kind() == std::io::ErrorKind::NotFound && path.is_symlink();
                found.errors.push(if dangling {
                    ReadError::Dangling { path: name }
                } else {
                    ReadError::io(&name, &error)
                });
            }
        }
    }
    found.entries.sort_by(|a, b| Path::new(&*a.name).cmp(Path::new(&*b.name)));
    let mut seen = HashSet::new();
    found.entries.retain(|entry| seen.insert(entry.input.clone()));
    found.skipped.sort_by(|a, b| Path::new(&a.name).cmp(Path::new(&b.name)));
    found.skipped.dedup();
    found.errors.sort_by(|a, b| Path::new(a.path()).cmp(Path::new(b.path())));
    found
}

fn entry(path: &Path, size: u64, named: bool) -> Entry {
    let path = path.strip_prefix(".").unwrap_or(path);
    Entry { input: Input::Path(path.to_owned()), name: path_name(path).into(), size, named }
}

fn walk(root: &Path, options: &Options, found: &mut Found) {
    let mut walker = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walker.next() {
        let item = match step {
            Ok(item) => item,
            Err(error) => {
                note_error(&error, options, found);
                continue;
            }
        };
        let path = item.path();
        if item.depth() > 0 && is_hidden(path) {
            found.hidden += 1;
            if item.file_type().is_dir() {
                walker.skip_current_dir();
            }
        } else if item.file_type().is_dir() || item.file_name() == CONFIG_NAME {
            // Folders are walked into, and the configuration is read as such.
        } else if let Some(reason) = reason_to_skip(path, item.file_type().is_file(), options) {
            found.skipped.push(Skipped { name: path_name(path), reason });
        } else {
            found.entries.push(entry(path, item.metadata().map_or(0, |meta| meta.len()), false));
        }
    }
}

fn note_error(error: &walkdir::Error, options: &Options, found: &mut Found) {
    let path = error.path().unwrap_or(Path::new(""));
    let name = path_name(path);
    if is_hidden(path) {
        found.hidden += 1;
    } else if let Some(ancestor) = error.loop_ancestor() {
        found.errors.push(ReadError::Loop { path: name, ancestor: path_name(ancestor) });
    } else if let (Some(reason), Some(_)) = (reason_to_skip(path, true, options), path.extension()) {
        found.skipped.push(Skipped { name, reason });
    } else if path.is_symlink() && !path.exists() {
        found.errors.push(ReadError::Dangling { path: name });
    } else {
        let unknown = std::io::Error::other("unknown error");
        found.errors.push(ReadError::io(&name, error.io_error().unwrap_or(&unknown)));
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The ending of a file's name in lower case, without the dot; empty if it has none.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn reason_to_skip(path: &Path, is_file: bool, options: &Options) -> Option<Reason> {
    if !is_file {
        return Some(Reason::Special);
    }
    if options.output.is_some() && path.canonicalize().ok() == options.output {
        return Some(Reason::Output);
    }
    let ending = ending(path);
    match ending.as_str() {
        "txt" | "md" | "note" | "csv" | "tsv" | "ndjson" | "jsonl" => None,
        _ => Some(Reason::Ending(ending)),
    }
}
