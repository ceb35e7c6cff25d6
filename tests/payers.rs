//! One act, one row: what each ruleset makes of it, written by hand from the payers' documents, through the program.
//!
//! `warning` where the payer does not pay, `note` where it is silent and another one does not pay, `none` where it pays.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const RULESETS: [&str; 6] = ["la-sapc", "sd-bhs", "cm-2009", "il-rule132", "ca-dmc-ods", "common"];

/// The code asked about, the note, and a verdict for each of [`RULESETS`]; `?` where the documents leave it open.
#[rustfmt::skip]
const ROWS: &[(&str, &str, [&str; 6])] = &[
    // The same sentence, opposite verdicts.
    ("NB303", "Wrote a status report to DCFS on ct's attendance, 20 min.",
        ["none", "warning", "?", "warning", "note", "warning"]),
    ("NB303", "Wrote and mailed a letter to DCFS just for Maria, 20 min.",
        ["note", "warning", "none", "warning", "note", "warning"]),
    ("NB303", "Wrote a letter to ct's attorney about his progress in treatment, 20 min.",
        ["note", "note", "?", "warning", "note", "warning"]),
    ("NB204", "Emailed ct's therapist about his missed group, 5 min.",
        ["note", "warning", "note", "note", "note", "warning"]),
    ("NB204", "Emailed ct's PO about his missed group, 5 min.",
        ["note", "warning", "note", "note", "note", "warning"]),
    ("NB204", "Read an email from ct's mother, 5 min.",
        ["note", "note", "note", "warning", "note", "warning"]),
    ("NB204", "Texted ct about his missed group, 5 min.",
        ["note", "note", "note", "note", "note", "note"]),
    ("NB102", "Drove to ct's home for our 10:00 visit, 25 min. Went over his budget with him there, 30 min.",
        ["warning", "note", "note", "warning", "note", "warning"]),
    ("NB102", "Drove to ct's home for our 10:00 visit, 25 min. Ct was not home.",
        ["warning", "warning", "note", "warning", "note", "warning"]),
    ("NB104", "Waited in the lobby with ct, 30 min.",
        ["note", "warning", "note", "warning", "note", "warning"]),
    ("NB201", "Left ct a voicemail, 2 min.",
        ["note", "note", "warning", "warning", "note", "warning"]),
    ("NB201", "Left ct's mother a voicemail, 2 min.",
        ["note", "note", "warning", "warning", "note", "warning"]),
    ("NB201", "Left a voicemail for ct's therapist, 2 min.",
        ["warning", "warning", "warning", "warning", "note", "warning"]),
    ("NB201", "Left a voicemail for ct's PO, 2 min.",
        ["warning", "warning", "warning", "warning", "note", "warning"]),
    ("NB201", "Left a message for ct's therapist with the receptionist, 2 min.",
        ["warning", "warning", "note", "warning", "note", "warning"]),
    ("NB301", "Faxed the discharge packet to the accepting agency, 5 min.",
        ["none", "none", "note", "warning", "note", "warning"]),
    ("NB301", "Faxed ct's pay stubs to his landlord, 5 min.",
        ["note", "note", "note", "warning", "note", "warning"]),
    ("NB204", "Emailed the discharge packet to the accepting agency, 5 min.",
        ["none", "note", "?", "?", "?", "note"]),
    ("NB205", "Confirmed ct's Friday appointment with the clinic, 3 min.",
        ["note", "note", "warning", "warning", "note", "warning"]),
    ("NB205", "Duration: 40 min\n\nHelped ct fill out his CalFresh application. Confirmed his Friday appointment.",
        ["note", "note", "note", "warning", "note", "warning"]),
    ("NB203", "Called ct's PO, no answer, 2 min.",
        ["warning", "warning", "note", "warning", "note", "warning"]),
    ("NB203", "Called ct, no answer, 2 min.",
        ["note", "note", "note", "warning", "note", "warning"]),
    ("NB201", "Called ct, no answer, LVM. 2 min.",
        ["note", "note", "warning", "warning", "note", "warning"]),
    ("NB201", "Called ct's PO, no answer, LVM. 2 min.",
        ["warning", "warning", "warning", "warning", "note", "warning"]),
    ("NB103", "Walked with ct to his clinic appointment, 15 min.",
        ["warning", "note", "note", "warning", "note", "warning"]),
    ("NB105", "Ct no-showed for his 10:00 visit, 15 min.",
        ["note", "warning", "note", "warning", "note", "warning"]),
    ("NB304", "Wrote the progress note for this session, 5 min.",
        ["warning", "note", "note", "warning", "note", "warning"]),
    ("NB304", "Caught up on charting for ct, 30 min.",
        ["warning", "warning", "note", "warning", "note", "warning"]),
    // Ruling 10: in Los Angeles the program decides.
    ("NB101", "Drove ct to his appointment at the clinic, 20 min.",
        ["warning", "warning", "note", "warning", "note", "warning"]),
    ("NB101", "Program: Residential\n\nDrove ct to his appointment at the clinic, 20 min.",
        ["note", "warning", "note", "warning", "note", "warning"]),
    ("NB101", "Program: Perinatal\n\nDrove ct to her appointment at the clinic, 20 min.",
        ["none", "warning", "note", "warning", "note", "warning"]),
    // Ruling 11: time that is not claimed.
    ("NB104", "Waited in the lobby with ct, 30 min, not billed.",
        ["note", "note", "note", "note", "note", "note"]),
];

/// The program's report on the notes of a folder.
fn check(dir: &TempDir, ruleset: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(["check", ".", "--no-config", "--ruleset", ruleset, "--select", "NB", "--format", "json"]);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let output = command.current_dir(dir.path()).output().expect("the program runs");
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// What every ruleset makes of every row: "none", or the severities of the findings with the row's code.
fn verdicts() -> BTreeMap<(usize, &'static str), String> {
    let dir = TempDir::new().unwrap();
    for (row, (_, text, _)) in ROWS.iter().enumerate() {
        fs::write(dir.path().join(format!("{row:02}.txt")), text).unwrap();
    }
    let mut verdicts = BTreeMap::new();
    for ruleset in RULESETS {
        let report = check(&dir, ruleset);
        let found = report["diagnostics"].as_array().unwrap();
        for (row, (code, ..)) in ROWS.iter().enumerate() {
            let path = format!("{row:02}.txt");
            let severities: Vec<&str> = found
                .iter()
                .filter(|one| one["path"] == *path && one["code"] == *code)
                .map(|one| one["severity"].as_str().unwrap())
                .collect();
            let verdict = if severities.is_empty() { "none".to_owned() } else { severities.join("+") };
            verdicts.insert((row, ruleset), verdict);
        }
    }
    verdicts
}

#[test]
fn every_payer_judges_by_its_own_document() {
    let mut wrong = Vec::new();
    for ((row, ruleset), verdict) in verdicts() {
        let (code, text, expected) = ROWS[row];
        let place = RULESETS.iter().position(|&id| id == ruleset).unwrap();
        if expected[place] == "?" {
            continue;
        }
        if verdict != expected[place] {
            wrong.push(format!("{ruleset}: {text}\n    {code}: {verdict}, should be {}", expected[place]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where one payer pays and another does not, the findings say so.
#[test]
fn the_strictest_reading_names_who_pays() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("a.txt"), "Faxed the discharge packet to the accepting agency, 5 min.")
        .unwrap();
    let report = check(&dir, "common");
    let message = report["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("la-sapc, sd-bhs"), "{message}");
}
