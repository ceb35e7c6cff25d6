//! Runs of the program, for tests that look at it from outside.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program left.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("one JSON document")
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.stderr.contains(words), "`{words}` is missing in:\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub fn prints(&self, words: &str) -> &Self {
        assert!(self.stdout.contains(words), "`{words}` is missing in:\n{}", self.stdout);
        self
    }

    #[track_caller]
    pub fn status(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The findings of a JSON report.
    #[track_caller]
    pub fn found(&self) -> Vec<Value> {
        self.json()["diagnostics"].as_array().expect("a list").clone()
    }
}

pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(dir).args(args).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    command
}

pub fn finish(mut command: Command) -> Run {
    told(command.output().expect("the program runs"))
}

/// The same with an input, of which the program need not read all.
pub fn finish_with(mut command: Command, input: &[u8]) -> Run {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("an input");
    let bytes = input.to_owned();
    let writer = thread::spawn(move || drop(pipe.write_all(&bytes)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written or refused");
    told(output)
}

fn told(output: Output) -> Run {
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub fn notelint(dir: &Path, args: &[&str]) -> Run {
    finish(command(dir, args))
}

pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

pub fn field(value: &Value, path: &str) -> usize {
    usize::try_from(value.pointer(path).and_then(Value::as_u64).expect(path)).unwrap()
}
