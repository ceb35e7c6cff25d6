//! The records of an export are held against each other as notes of a text are.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{HELP, run};

const HEAD: &str = "Note ID,Client ID,Staff,Service Date,Start Time,End Time,Duration,Service,Narrative\n";

/// Records that overlap, short contacts of one day, a copy, and some that are fine.
fn records() -> Vec<String> {
    let mut rows = vec![
        format!("n01,17,J. Soto,5/6/2024,10:00,10:45,,CM-MH,{HELP}"),
        "n02,18,J. Soto,5/6/2024,10:30,11:00,,CM-MH,Worked with ct on the list of papers for DPSS."
            .to_owned(),
        "n03,19,P. Marsh,5/6/2024,,,6 min,CM-MH,Called the landlord for ct and asked about the deposit."
            .to_owned(),
        "n04,19,P. Marsh,5/6/2024,,,9 min,CM-MH,Called the landlord again for ct; he agreed to two payments."
            .to_owned(),
    ];
    let copied = "Went over the budget sheet with ct line by line and marked every bill that was late. Practiced the \
                  call to the utility company and the words for asking about a payment plan.";
    for (at, day) in ["7", "8"].iter().enumerate() {
        rows.push(format!("n{:02},{},K. Ode,5/{day}/2024,9:00,9:45,,CM-MH,{copied}", 5 + at, 20 + at));
    }
    for at in 7..20 {
        rows.push(format!(
            "n{at:02},{at},K. Ode,5/{at}/2024,13:00,13:30,,CM-MH,\"{HELP} Visit {at},\nat home.\""
        ));
    }
    rows
}

/// Findings across notes: the record's id and the code, and the other records' ids.
fn across(ruleset: &str, files: &[Vec<String>]) -> BTreeSet<(String, String, Vec<String>)> {
    let dir = TempDir::new().unwrap();
    let mut ids = Vec::new();
    for (at, rows) in files.iter().enumerate() {
        let text = format!("{HEAD}{}\n", rows.join("\n"));
        fs::write(dir.path().join(format!("{at}.csv")), text).unwrap();
        ids.push(rows.iter().map(|row| row[..3].to_owned()).collect::<Vec<_>>());
    }
    let folder = dir.path().to_str().unwrap();
    let args =
        ["check", folder, "--no-config", "--ruleset", ruleset, "--format", "json", "--select", "XN,DU004"];
    let document: Value = serde_json::from_slice(&run(&args, "").stdout).expect("one JSON document");
    assert_eq!(document["summary"]["notes"], records().len());
    let id = |place: &Value| {
        let path = place["path"].as_str().unwrap();
        let file: usize = path[folder.len() + 1..path.len() - 4].parse().unwrap();
        ids[file][place["row"].as_u64().unwrap() as usize - 2].clone()
    };
    let found = document["diagnostics"].as_array().unwrap().iter().map(|found| {
        let others = found["related"].as_array().into_iter().flatten().map(id).collect();
        (id(found), found["code"].as_str().unwrap().to_owned(), others)
    });
    found.collect()
}

#[test]
fn records_overlap_copy_each_other_and_add_up() {
    let found = across("il-rule132", &[records()]);
    let codes: Vec<(&str, &str)> = found.iter().map(|(id, code, _)| (&**id, &**code)).collect();
    assert!(codes.contains(&("n02", "XN001")), "{found:?}");
    assert!(codes.contains(&("n06", "XN005")), "{found:?}");
    // What the payer adds up over the day is long enough; where it does not, either call is too short.
    let found = across("cm-2009", &[records()]);
    assert!(
        found.iter().all(|(id, code, _)| code != "DU004" || !["n03", "n04"].contains(&&**id)),
        "{found:?}"
    );
    let one_short: Vec<String> = records().into_iter().filter(|row| !row.starts_with("n04")).collect();
    let extra =
        "n04,77,P. Marsh,5/6/2024,8:00,8:30,,CM-MH,Sat with ct and practiced the bus route.".to_owned();
    let found = across("cm-2009", &[[one_short, vec![extra]].concat()]);
    assert!(found.iter().any(|(id, code, _)| code == "DU004" && id == "n03"), "{found:?}");
}

#[test]
fn shuffled_rows_and_split_files_have_the_same_findings() {
    for ruleset in ["il-rule132", "cm-2009", "common"] {
        let expected = across(ruleset, &[records()]);
        assert!(!expected.is_empty());
        let mut reversed = records();
        reversed.reverse();
        assert_eq!(across(ruleset, &[reversed]), expected, "{ruleset}, reversed");
        for step in [5, 7, 8] {
            let rows = records();
            // 19 is prime: every step leads through all of them.
            let shuffled = (0..rows.len()).map(|at| rows[at * step % rows.len()].clone()).collect();
            assert_eq!(across(ruleset, &[shuffled]), expected, "{ruleset}, by {step}");
        }
        for at in [1, 4, 9] {
            let mut first = records();
            let second = first.split_off(at);
            assert_eq!(across(ruleset, &[first, second]), expected, "{ruleset}, split at {at}");
        }
    }
}

#[test]
fn a_page_tells_below_the_notes_what_several_show() {
    let text = format!("{HEAD}{}\n", records().join("\n"));
    let args = ["check", "-", "--input", "csv", "--no-config", "--ruleset", "il-rule132", "--format", "html"];
    let page = String::from_utf8(run(&args, &text).stdout).unwrap();
    let notes = page.matches("<div class=\"note\">").count();
    assert_eq!(notes, records().len());
    let (_, below) = page.rsplit_once("<div class=\"note\">").unwrap();
    assert!(below.contains("XN001") && below.contains("row 2"), "{below}");
}

#[test]
fn a_sample_is_not_held_against_itself() {
    let text = format!("{HEAD}{}\n", records().join("\n"));
    let args =
        ["check", "-", "--input", "csv", "--no-config", "--ruleset", "il-rule132", "--format", "short"];
    let all = String::from_utf8(run(&args, &text).stdout).unwrap();
    assert!(all.contains("XN001"), "{all}");
    let sample = run(&[&args[..], &["--sample", "19"]].concat(), &text);
    let sample = String::from_utf8(sample.stdout).unwrap();
    assert!(!sample.contains("XN0") && !sample.is_empty(), "{sample}");
}
