//! `notelint summary`: the same sums as a table, CSV and JSON.

use serde_json::{Value, json};

use crate::program::{HELP, note, run};

fn notes() -> String {
    let soto = note("A. Diaz", "J. Soto", "5/6/2024", "Service: CM-MH | Time: 10:00-10:45", HELP);
    let drive = note(
        "B. Wells",
        "Lee, \"Pat\"",
        "5/14/2024",
        "Service: T1016 | Duration: 60 min",
        "Drove ct to DPSS, 25 min. Advocated with the worker there for her GR, 35 min.",
    );
    let overlapping = note("C. Roe", "J. Soto", "5/6/2024", "Service: CM-MH | Time: 10:30-11:00", HELP);
    [soto, drive, overlapping, format!("{HELP} 20 min.\n")].join("---\n")
}

fn summary(format: &str) -> String {
    let args = ["summary", "-", "--no-config", "--ruleset", "il-rule132", "--format", format];
    let output = run(&args, &notes());
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn json_by_staff_code_and_week() {
    let document: Value = serde_json::from_str(&summary("json")).unwrap();
    let sums = |key: &str| {
        let rows = document[format!("by_{key}")].as_array().unwrap();
        let row = |row: &Value| {
            let minutes = ["claimed_minutes", "supported_minutes", "unsupported_minutes"];
            json!([row[key], row["notes"], minutes.map(|minutes| &row[minutes])])
        };
        rows.iter().map(row).collect::<Value>()
    };
    assert_eq!(
        sums("staff"),
        json!([["J. Soto", 2, [75, 75, 0]], ["Lee, \"Pat\"", 1, [60, 35, 25]], [null, 1, [20, 20, 0]]])
    );
    assert_eq!(
        sums("code"),
        json!([["CM-MH", 2, [75, 75, 0]], ["T1016", 1, [60, 35, 25]], [null, 1, [20, 20, 0]]])
    );
    assert_eq!(
        sums("week"),
        json!([["2024-W19", 2, [75, 75, 0]], ["2024-W20", 1, [60, 35, 25]], [null, 1, [20, 20, 0]]])
    );
    assert_eq!(document["total"]["notes"], 4);
    assert_eq!(document["total"]["claimed_minutes"], 155);
    assert_eq!((&document["version"], &document["ruleset"]), (&json!(1), &json!("il-rule132")));
}

#[test]
fn findings_across_notes_are_counted() {
    let findings = |notes: &str| {
        let args = ["summary", "-", "--no-config", "--format", "json", "--ruleset", "il-rule132"];
        let document: Value = serde_json::from_slice(&run(&args, notes).stdout).unwrap();
        let staff = document["by_staff"].as_array().unwrap();
        let soto = staff.iter().find(|row| row["staff"] == "J. Soto");
        soto.map_or(0, |row| row["findings"].as_u64().unwrap())
    };
    let apart: u64 = notes().split("---\n").map(findings).sum();
    assert!(apart > 0);
    // The overlap is seen where both notes are.
    assert_eq!(findings(&notes()), apart + 1);
}

#[test]
fn csv_quotes_names() {
    let csv = summary("csv");
    let mut lines = csv.lines();
    let head = "by,of,notes,findings,claimed_minutes,supported_minutes,unsupported_minutes";
    assert_eq!(lines.next(), Some(head));
    assert!(lines.next().unwrap().starts_with("run,\"notelint "), "{csv}");
    assert!(csv.contains("\nstaff,\"Lee, \"\"Pat\"\"\",1,"), "{csv}");
    assert!(csv.contains("\nweek,2024-W19,2,"), "{csv}");
    assert!(csv.contains("\nall,,4,"), "{csv}");
}

#[test]
fn a_table_for_people() {
    let table = summary("table");
    let soto = table.lines().find(|line| line.starts_with("J. Soto")).unwrap();
    assert_eq!(soto.split_whitespace().nth(2), Some("2"), "{soto}");
    assert!(soto.ends_with("75          75            0"), "{soto}");
    assert!(table.contains("(not told)"), "{table}");
}

#[test]
fn nothing_to_read_is_no_summary() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    assert_eq!(run(&["summary", &path, "--no-config"], "").status.code(), Some(2));
}
