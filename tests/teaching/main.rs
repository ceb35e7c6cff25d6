//! What trainers and new staff are given: pages, the site, exercises, worksheets.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod browser;
mod exercises;
mod learn;
mod pages;
#[path = "../program/mod.rs"]
mod program;
mod site;

use std::path::Path;

use program::{Run, command, finish_with};

/// Runs the program in a folder, which holds its state as well, with these answers on standard input.
pub(crate) fn notelint(dir: &Path, args: &[&str], answers: &str) -> Run {
    let mut command = command(dir, args);
    command.env("XDG_STATE_HOME", dir.join("state"));
    finish_with(command, answers.as_bytes())
}
