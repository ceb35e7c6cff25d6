//! Notes of a folder: the findings name both files, in every format.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{HELP, note};

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", note("A. Diaz", "J. Soto", "5/6/2024", "Time: 10:00-10:45", HELP));
    let other = note("B. Wells", "J. Soto", "5/6/2024", "Time: 10:30-11:00", HELP);
    write("b.txt", format!("Called the clinic about ct's records.\n---\n{other}"));
    folder
}

fn check(folder: &TempDir, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder.path()).args(["check", ".", "--no-config", "--ruleset", "il-rule132"]);
    let output = command.args(["--select", "XN"]).args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn json_names_both_notes() {
    let document: Value = serde_json::from_str(&check(&folder(), &["--format", "json"])).unwrap();
    let [finding] = &document["diagnostics"].as_array().unwrap()[..] else { panic!("{document}") };
    assert_eq!((&finding["path"], &finding["note"]), (&"b.txt".into(), &2.into()));
    // The note before it, the line that parts them, and the header up to its times.
    let line = "Client: B. Wells | Staff: J. Soto | Date: 5/6/2024 | Time: ";
    let start = "Called the clinic about ct's records.\n---\n".len() + line.len();
    assert_eq!(finding["span"]["start"], start);
    assert_eq!(finding["span"]["end"], start + "10:30-11:00".len());
    assert_eq!(finding["start"]["line"], 3);
    assert_eq!(finding["start"]["column"], line.len() + 1);
    let related = &finding["related"][0];
    assert_eq!((&related["path"], &related["note"]), (&"a.txt".into(), &1.into()));
    assert_eq!(related["span"]["start"], line.len() - 1);
    assert!(related.get("row").is_none());
    assert_eq!(document["summary"]["warnings"], 1);
}

#[test]
fn lines_for_people_name_both_notes() {
    let short = check(&folder(), &["--format", "short"]);
    assert!(short.starts_with("b.txt:3:60: warning[XN001]: one member of staff"), "{short}");
    assert!(short.contains("; see a.txt:1:59, note 1: the same member of staff, another client"), "{short}");
    let pretty = check(&folder(), &["--redact"]);
    assert!(pretty.contains("  ┌─ b.txt:3:60 to 3:71\n"), "{pretty}");
    assert!(pretty.contains("  = see a.txt:1:59, note 1: "), "{pretty}");
    assert!(!pretty.contains("Wells") && !pretty.contains("Soto"), "{pretty}");
}

#[test]
fn explain_knows_the_rules() {
    for code in ["XN001", "XN002", "XN003", "XN004", "XN005", "XN006"] {
        let output = Command::new(env!("CARGO_BIN_EXE_notelint")).args(["explain", code]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("What to document") && output.status.success(), "{code}: {text}");
    }
}
