//! What pipelines and agencies build on: reports for other programs, configuration, baselines, watching.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod baseline;
mod configuration;
mod editors;
mod exports;
mod formats;
mod redaction;
mod watch;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const FAX: &str = "Faxed the packet to DMV for ct, 10 min.\n";
pub(crate) const DRIVE: &str = "Drove ct to court. 20 min.\n";

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    #[track_caller]
    pub(crate) fn status(&self, status: i32) -> &Self {
        assert_eq!(self.status, status, "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.stderr.contains(words), "`{words}` is missing in:\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("one JSON document")
    }

    /// Codes with their severities, in order, of a JSON report.
    #[track_caller]
    pub(crate) fn found(&self) -> Vec<(String, String)> {
        let json = self.json();
        let found = json["diagnostics"].as_array().expect("a list").iter();
        found.map(|found| (text(found, "/code"), text(found, "/severity"))).collect()
    }
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

pub(crate) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(dir).args(args).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    command
}

pub(crate) fn finish(mut command: Command) -> Run {
    let output = command.output().expect("the program runs");
    Run {
        status: output.status.code().expect("a status"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub(crate) fn notelint(dir: &Path, args: &[&str]) -> Run {
    finish(command(dir, args))
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
