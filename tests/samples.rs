//! The notes of samples/ through the program, payer by payer: what a supervisor would read.
//!
//! After a change, read the new snapshots as a supervisor would; `cargo insta review` or `INSTA_UPDATE=always` takes
//! them over.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

use std::process::{Command, Output};

/// Runs the program at the repository's root, so that paths are the same everywhere.
fn notelint(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    command.output().expect("the program runs")
}

/// Standard output, what follows on standard error, and the exit status.
fn transcript(args: &[&str]) -> String {
    let output = notelint(args);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().expect("an exit status");
    format!(
        "{}\n-- stderr\n{}\n-- status {status}",
        text(output.stdout).trim_end(),
        text(output.stderr).trim_end()
    )
}

fn check(payer: &str) {
    let folder = format!("samples/{payer}");
    let short = transcript(&["check", &folder, "--format", "short", "--color", "never"]);
    insta::assert_snapshot!(format!("{payer}-short"), short);
    let pretty = transcript(&["check", &folder, "--format", "pretty", "--color", "never"]);
    insta::assert_snapshot!(format!("{payer}-pretty"), pretty);
}

#[test]
fn la_sapc() {
    check("la-sapc");
}

#[test]
fn sd_bhs() {
    check("sd-bhs");
}

#[test]
fn cm_2009() {
    check("cm-2009");
}

#[test]
fn il_rule132() {
    check("il-rule132");
}

#[test]
fn common() {
    check("common");
}

#[test]
fn exports() {
    check("exports");
}

#[test]
fn every_folder_is_judged_by_its_own_payer() {
    let output = notelint(&["check", "samples", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    for found in report["diagnostics"].as_array().expect("a list") {
        let path = found["path"].as_str().expect("a path");
        let folder =
            path.split('/').nth(1).map(|folder| if folder == "exports" { "il-rule132" } else { folder });
        assert_eq!(folder, found["ruleset"].as_str(), "{path}");
    }
    assert_eq!(report["summary"]["notes"], 50);
    assert_eq!(report["summary"]["failed"], 0);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = include_str!("../README.md");
    let runs: Vec<&str> = readme.split("```console\n$ notelint ").skip(1).collect();
    assert_eq!(runs.len(), 3);
    for block in runs {
        let (command, shown) = block.split_once('\n').expect("a command and what it prints");
        let (shown, _) = shown.split_once("\n```").expect("the end of the block");
        let output = notelint(&command.split(' ').collect::<Vec<_>>());
        let printed =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
        let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(shown), trimmed(printed.trim_end()));
    }
}
