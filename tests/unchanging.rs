//! What must change no verdict: line ends, a byte order mark, blank lines, the order of notes, how they stand in files, how
//! many threads read them, and the format that tells of them. The notes are the labelled ones of `tests/corpus`.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod program;

use std::fs;
use std::path::Path;

use notelint::linter::{Config, Linter};
use program::notelint;
use serde_json::Value;
use tempfile::TempDir;

/// Notes of the corpus that stand in no header line of their own separator.
fn notes() -> Vec<String> {
    let mut notes = Vec::new();
    for name in ["a", "c", "e", "g"] {
        let text = fs::read_to_string(format!("tests/corpus/{name}.jsonl")).unwrap();
        for line in text.lines() {
            let note: Value = serde_json::from_str(line).unwrap();
            let text = note["text"].as_str().unwrap();
            let parted =
                text.lines().any(|line| line.trim_start().starts_with(['-', '=']) && line.trim().len() > 2);
            if !parted && !text.contains('\r') {
                notes.push(text.trim().to_owned());
            }
        }
    }
    assert!(notes.len() > 200, "{}", notes.len());
    notes
}

/// What is found in a note: codes, severities and words, whatever the blanks between them.
fn found(linter: &Linter, note: &str) -> Vec<(String, &'static str, String)> {
    let words = |start: usize, end: usize| note[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    linter
        .lint(note)
        .into_iter()
        .map(|one| (one.code.to_string(), one.severity.name(), words(one.span.start, one.span.end)))
        .collect()
}

#[test]
fn line_ends_and_blank_lines_change_nothing() {
    let linter = Linter::new(Config::default()).unwrap();
    let mut findings = 0;
    for note in notes() {
        let expected = found(&linter, &note);
        findings += expected.len();
        for changed in [
            note.replace('\n', "\r\n"),
            note.replace('\n', "\r"),
            format!("{note}\n"),
            format!("\n\n{note}"),
            format!("{note}\r\n\r\n \t\r\n"),
        ] {
            assert_eq!(found(&linter, &changed), expected, "{changed:?}");
        }
    }
    assert!(findings > 500, "{findings}");
}

/// Runs `check` without what is found across notes.
fn check(dir: &Path, args: &[&str]) -> String {
    let common = ["check", "--no-config", "--ruleset", "il-rule132", "--ignore", "XN"];
    notelint(dir, &[&common, args].concat()).status(1).stdout.clone()
}

/// Findings with the line and column within their note; notes are told by where they begin.
fn by_note(
    report: &str,
    begins: impl Fn(&str, usize) -> (usize, usize),
) -> Vec<(usize, usize, usize, String)> {
    let document: Value = serde_json::from_str(report).unwrap();
    let number = |value: &Value| value.as_u64().unwrap() as usize;
    let mut found: Vec<_> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let (note, line) = begins(one["path"].as_str().unwrap(), number(&one["note"]));
            let at = &one["start"];
            (
                note,
                number(&at["line"]) - line,
                number(&at["column"]),
                format!("{} {}", one["code"], one["message"]),
            )
        })
        .collect();
    found.sort();
    found
}

/// A file of notes, and the line before each.
fn joined<'n>(notes: impl Iterator<Item = &'n String>) -> (String, Vec<usize>) {
    let (mut text, mut lines) = (String::new(), Vec::new());
    for note in notes {
        if !text.is_empty() {
            text.push_str("\n---\n");
        }
        lines.push(text.matches('\n').count());
        text.push_str(note);
    }
    (text, lines)
}

#[test]
fn notes_have_the_same_findings_alone_together_and_in_any_order() {
    let (notes, dir) = (notes(), TempDir::new().unwrap());
    for (at, note) in notes.iter().enumerate() {
        fs::write(dir.path().join(format!("{at}.txt")), note).unwrap();
    }
    let alone = check(dir.path(), &["--format", "json"]);
    let alone = by_note(&alone, |path, _| (path.trim_end_matches(".txt").parse().unwrap(), 0));
    assert!(alone.len() > 500, "{}", alone.len());

    let together = TempDir::new().unwrap();
    let (text, lines) = joined(notes.iter());
    fs::write(together.path().join("all.txt"), text).unwrap();
    let report = check(together.path(), &["--format", "json"]);
    assert_eq!(by_note(&report, |_, note| (note - 1, lines[note - 1])), alone);

    let backwards = TempDir::new().unwrap();
    let (text, lines) = joined(notes.iter().rev());
    // A byte order mark is no letter of the first note.
    fs::write(backwards.path().join("all.txt"), format!("\u{feff}{text}")).unwrap();
    let report = check(backwards.path(), &["--format", "json"]);
    assert_eq!(by_note(&report, |_, note| (notes.len() - note, lines[note - 1])), alone);
}

#[test]
fn threads_change_no_byte_of_any_format() {
    let (notes, dir) = (notes(), TempDir::new().unwrap());
    for (at, some) in notes.chunks(7).enumerate() {
        fs::write(dir.path().join(format!("{at}.txt")), joined(some.iter()).0).unwrap();
    }
    let formats = [
        "pretty",
        "short",
        "json",
        "jsonl",
        "csv",
        "sarif",
        "github",
        "gitlab",
        "checkstyle",
        "junit",
        "rdjson",
    ];
    for format in formats {
        let one = check(dir.path(), &["--format", format, "--jobs", "1"]);
        assert!(one.len() > 10_000, "{format}");
        assert!(check(dir.path(), &["--format", format, "--jobs", "7"]) == one, "{format}");
    }
}
