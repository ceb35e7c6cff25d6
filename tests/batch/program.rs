//! What the program finds across the notes of one file.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Help that every payer knows, in a few words.
pub(crate) const HELP: &str = "Helped ct fill out the SNAP renewal at the kiosk.";

/// A note with a header: client, staff, date, and what follows it.
pub(crate) fn note(client: &str, staff: &str, date: &str, more: &str, text: &str) -> String {
    format!("Client: {client} | Staff: {staff} | Date: {date} | {more}\n{text}\n")
}

/// Notes under a ruleset.
pub(crate) struct Checked {
    ruleset: String,
    findings: Vec<Value>,
}

/// Checks notes as one file, numbered from 1.
pub(crate) fn checked(ruleset: &str, notes: &[String]) -> Checked {
    checked_with(&["--ruleset", ruleset], notes)
}

/// The same with further arguments.
pub(crate) fn checked_with(args: &[&str], notes: &[String]) -> Checked {
    let mut all = vec!["check", "-", "--no-config", "--format", "json"];
    all.extend(args);
    let output = run(&all, &notes.join("---\n"));
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    assert_eq!(document["summary"]["notes"], notes.len(), "the notes are told apart");
    Checked {
        ruleset: args.join(" "),
        findings: document["diagnostics"].as_array().expect("findings").clone(),
    }
}

/// Runs the program on standard input.
pub(crate) fn run(args: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

impl Checked {
    /// The findings with this code stand at exactly these notes, and show these other notes.
    #[track_caller]
    pub(crate) fn finds(&self, code: &str, expected: &[(u64, &[u64])]) -> &Self {
        let found: Vec<(u64, Vec<u64>)> = self.with(code).map(|one| (number(one), related(one))).collect();
        let expected: Vec<(u64, Vec<u64>)> = expected.iter().map(|(at, with)| (*at, with.to_vec())).collect();
        assert_eq!(found, expected, "{code} under {}", self.ruleset);
        self
    }

    /// No finding with this code.
    #[track_caller]
    pub(crate) fn passes(&self, code: &str) -> &Self {
        self.finds(code, &[])
    }

    /// Every finding with this code cites this place, and there is one.
    #[track_caller]
    pub(crate) fn cites(&self, code: &str, place: &str) -> &Self {
        let mut places = self.with(code).map(|one| one["citations"].as_array().expect("citations").clone());
        assert!(self.with(code).next().is_some(), "no {code}");
        assert!(places.all(|all| all.iter().any(|one| one["place"] == place)), "{code} without {place}");
        self
    }

    /// The first finding with this code says this.
    #[track_caller]
    pub(crate) fn says(&self, code: &str, words: &str) -> &Self {
        let message =
            self.with(code).next().map(|one| one["message"].as_str().unwrap_or_default().to_owned());
        assert!(message.as_ref().is_some_and(|message| message.contains(words)), "{code}: {message:?}");
        self
    }

    fn with(&self, code: &str) -> impl Iterator<Item = &Value> {
        self.findings.iter().filter(move |one| one["code"] == code)
    }
}

fn number(finding: &Value) -> u64 {
    finding["note"].as_u64().expect("a note")
}

fn related(finding: &Value) -> Vec<u64> {
    finding["related"].as_array().map(|all| all.iter().map(number).collect()).unwrap_or_default()
}
