//! What pipelines and agencies build on: reports for other programs, configuration, baselines, watching.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod baseline;
mod configuration;
mod editors;
mod exports;
mod formats;
#[path = "../program/mod.rs"]
mod program;
mod redaction;
mod server;
mod watch;

use std::fs;
use std::path::Path;

pub(crate) use program::{Run, command, finish, finish_with, notelint};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const FAX: &str = "Faxed the packet to DMV for ct, 10 min.\n";
pub(crate) const DRIVE: &str = "Drove ct to court. 20 min.\n";

/// Codes with their severities, in order, of a JSON report.
#[track_caller]
pub(crate) fn codes(run: &Run) -> Vec<(String, String)> {
    run.found().iter().map(|found| (text(found, "/code"), text(found, "/severity"))).collect()
}

/// A text at a place of a document.
#[track_caller]
pub(crate) fn text(value: &Value, place: &str) -> String {
    value.pointer(place).and_then(Value::as_str).unwrap_or_else(|| panic!("{place} in {value}")).to_owned()
}

/// A number at a place of a document.
#[track_caller]
pub(crate) fn number(value: &Value, place: &str) -> usize {
    let number = value.pointer(place).and_then(Value::as_u64);
    usize::try_from(number.unwrap_or_else(|| panic!("{place} in {value}"))).unwrap()
}

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        write(dir.path(), name, text);
    }
    dir
}

pub(crate) fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
