//! `notelint learn`: piped answers, marks, scores, worksheets.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::notelint;

#[test]
fn answers_are_marked_and_explained_with_the_place() {
    let dir = TempDir::new().unwrap();
    let run = notelint(dir.path(), &["learn", "--level", "1"], "n\nwhat\nx\nn\nq\n");
    run.status(0)
        .prints("Left a voicemail for PO Diaz")
        .prints("Payer: il-rule132")
        .prints("Right.\n  Nobody was spoken to.")
        .prints("il-rule132 Q10, summary: ")
        .prints("That is none of the answers. (b = billable")
        .prints("Not quite: billable.")
        .prints("3 of 13 exercises done")
        .prints("messages       2 of   2 right")
        .prints("all            2 of   3 right");
}

#[test]
fn it_goes_on_where_one_left_and_starts_again_if_asked() {
    let dir = TempDir::new().unwrap();
    notelint(dir.path(), &["learn", "--level", "4"], "25\n?\n").status(0).prints("2 of 12 exercises done");
    let kept = dir.path().join("state/notelint/learn.json");
    let json: Value = serde_json::from_str(&fs::read_to_string(&kept).unwrap()).unwrap();
    assert_eq!(json["done"]["time-01"], serde_json::json!({"right": 1, "asked": 1}));
    let run = notelint(dir.path(), &["learn", "--level", "4"], "50\n");
    run.status(0).prints("Exercise 3 of 12").prints("3 of 12 exercises done").prints("goes on from here");
    assert!(!run.stdout.contains("Exercise 1 of 12"), "{}", run.stdout);
    notelint(dir.path(), &["learn", "--level", "4", "--fresh"], "").status(0).prints("Exercise 1 of 12");
    // Nothing was answered, so nothing was written over.
    notelint(dir.path(), &["learn", "--level", "4", "--fresh"], "1\n").status(0).prints("0 of   1 right");
    notelint(dir.path(), &["learn", "--level", "4"], "").status(0).prints("Exercise 2 of 12");
    fs::write(&kept, "{").unwrap();
    notelint(dir.path(), &["learn"], "").status(2).says("learn.json").says("--fresh");
}

#[test]
fn an_exercise_that_was_left_half_way_is_asked_again() {
    let dir = TempDir::new().unwrap();
    notelint(dir.path(), &["learn", "--level", "2"], "n\n").status(0).prints("0 of 9 exercises done");
    notelint(dir.path(), &["learn", "--level", "2"], "n\nb\nx\n35\n")
        .status(0)
        .prints("1 of 9 exercises done");
}

#[test]
fn all_of_them_can_be_answered() {
    let dir = TempDir::new().unwrap();
    let run = notelint(dir.path(), &["learn", "--level", "5"], "B\nc\nb\nB\nC\na\n");
    run.status(0).prints("6 of 6 exercises done").prints("5 of   6 right").prints("That is all of them");
    run.prints("A: It tells").prints("The program: The linter warns of none");
    notelint(dir.path(), &["learn", "--level", "5"], "").status(0).prints("That is all of them");
}

#[test]
fn filters_choose_and_what_is_unknown_is_told() {
    let dir = TempDir::new().unwrap();
    notelint(dir.path(), &["learn", "--topic", "money"], "").status(0).prints("exercises done");
    let run = notelint(dir.path(), &["learn", "--ruleset", "ca-dmc-ods"], "");
    run.status(0).prints("Exercise 1 of 1 ").prints("client's mother");
    notelint(dir.path(), &["learn", "--topic", "drivin"], "").status(2).says("`driving`").says("messages");
    notelint(dir.path(), &["learn", "--ruleset", "la-scap"], "").status(2).says("`la-sapc`");
    notelint(dir.path(), &["learn", "--level", "1", "--topic", "units"], "")
        .status(2)
        .says("no exercise fits");
    notelint(dir.path(), &["learn", "--format", "html"], "").status(2).says("--sheet");
}

#[test]
fn a_sheet_has_every_exercise_and_its_key() {
    let dir = TempDir::new().unwrap();
    let run = notelint(dir.path(), &["learn", "--sheet"], "");
    run.status(0)
        .prints("## Level 5")
        .prints("## Answer key")
        .prints("**tells something that did not happen.**");
    assert_eq!(run.stdout.matches("### 48. ").count(), 2, "{}", run.stdout);
    let (sheet, key) = run.stdout.split_once("## Answer key").unwrap();
    assert!(!sheet.contains("**non-billable**") && key.contains("**non-billable**"), "{sheet}");
    let args = ["learn", "--sheet", "--level", "3", "--format", "html", "--output", "sheet.html"];
    notelint(dir.path(), &args, "").status(0);
    let html = fs::read_to_string(dir.path().join("sheet.html")).unwrap();
    assert_eq!(html.matches("<h3>").count(), 16);
    assert!(html.contains("default-src 'none'") && html.contains("class=\"sheet-key\""), "{html}");
}
