//! Known findings are left out, new ones are not, and those that are gone are told.

use std::fs;

use serde_json::Value;

use super::{DRIVE, FAX, folder, notelint, write};

const RULES: [&str; 5] = ["check", "--ruleset", "il-rule132", "--select", "NB"];

#[test]
fn known_findings_are_left_out_and_new_ones_are_not() {
    let dir = folder(&[("notes/a.txt", &format!("{FAX}---\n{DRIVE}")), ("notes/b.txt", DRIVE)]);
    let run = notelint(dir.path(), &[&RULES[..], &["notes", "--write-baseline", "known.json"]].concat());
    run.status(0)
        .says("known.json: findings written: 3")
        .says("found 0 errors, 0 warnings, 0 notices; 3 known");
    assert_eq!(run.stdout, "");

    let again = |args: &[&str]| {
        notelint(dir.path(), &[&RULES[..], &["--baseline", "known.json", "--format", "short"], args].concat())
    };
    again(&["notes"]).status(0).says("3 known, 0 no longer found");

    // An edit elsewhere in the note keeps them, and a finding like a known one is new.
    write(
        dir.path(),
        "notes/a.txt",
        &format!("Met ct; she is well.\n\n{FAX}Then home.\n---\nHi. {DRIVE}{DRIVE}"),
    );
    let run = again(&["notes"]);
    run.status(1).says("3 known, 0 no longer found");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{}", run.stdout);
    assert!(lines[0].starts_with("notes/a.txt:7:1: warning[NB101]"), "{}", lines[0]);
}

#[test]
fn findings_are_known_from_whichever_folder_notelint_is_started() {
    let dir = folder(&[("notes/a.txt", FAX), ("ci/x.txt", "")]);
    notelint(dir.path(), &[&RULES[..], &["notes/a.txt", "--write-baseline", "ci/known.json"]].concat())
        .status(0);
    let text = fs::read_to_string(dir.path().join("ci/known.json")).unwrap();
    assert!(text.contains("\"path\":\"../notes/a.txt\""), "{text}");
    let inside = dir.path().join("notes");
    for (from, args) in [
        (dir.path(), ["./notes", "ci/known.json"]),
        (inside.as_path(), ["a.txt", "../ci/known.json"]),
        (inside.as_path(), ["../notes/a.txt", "../ci/known.json"]),
    ] {
        let run = notelint(from, &[&RULES[..], &[args[0], "--baseline", args[1]]].concat());
        run.status(0).says("1 known, 0 no longer found");
    }
}

#[test]
fn entries_that_are_gone_are_told() {
    let dir = folder(&[("a.txt", &format!("{FAX}{DRIVE}")), ("b.txt", FAX), ("c.txt", FAX)]);
    notelint(dir.path(), &[&RULES[..], &["--write-baseline", "known.json"]].concat()).status(0);
    write(dir.path(), "a.txt", DRIVE);
    fs::remove_file(dir.path().join("b.txt")).unwrap();
    let run = notelint(dir.path(), &[&RULES[..], &["--baseline", "known.json", "--format", "json"]].concat());
    run.status(0).says("known.json: a.txt: note 1: NB301 is no longer found");
    run.says("known.json: b.txt: note 1: NB301 is no longer found")
        .says("write it again with --write-baseline");
    assert_eq!((&run.json()["summary"]["known"], &run.json()["summary"]["stale"]), (&2.into(), &2.into()));
    // What was not looked for is not gone.
    let part = notelint(
        dir.path(),
        &[&RULES[..], &["c.txt", "--ignore", "NB301", "--baseline", "known.json"]].concat(),
    );
    part.status(0).says("0 known, 1 no longer found");
    assert!(!part.stderr.contains("c.txt: note"), "{}", part.stderr);
    let quiet = notelint(dir.path(), &[&RULES[..], &["--baseline", "known.json", "-q"]].concat());
    assert_eq!(quiet.status(0).stderr, "");
}

#[test]
fn the_file_is_sorted_holds_no_words_and_is_the_same_every_time() {
    let dir = folder(&[("b.txt", &format!("{FAX}{DRIVE}")), ("a.txt", FAX)]);
    let text = || {
        notelint(dir.path(), &[&RULES[..], &["--write-baseline", "known.json"]].concat()).status(0);
        fs::read_to_string(dir.path().join("known.json")).unwrap()
    };
    let first = text();
    assert_eq!(first, text());
    let file: Value = serde_json::from_str(&first).unwrap();
    let paths: Vec<&str> =
        file["findings"].as_array().unwrap().iter().map(|known| known["path"].as_str().unwrap()).collect();
    assert_eq!((file["version"].as_u64(), paths), (Some(1), vec!["a.txt", "b.txt", "b.txt"]));
    for known in file["findings"].as_array().unwrap() {
        let keys: Vec<&String> = known.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["code", "fingerprint", "note", "path"]);
    }
}

#[test]
fn mistakes_are_told_and_nothing_is_lost() {
    let dir = folder(&[("a.txt", FAX), ("note.md", "A note, and no baseline.\n")]);
    let run = |args: &[&str]| notelint(dir.path(), &[&RULES[..], &["a.txt"], args].concat());
    run(&["--baseline", "gone.json"])
        .status(2)
        .says("gone.json: no such baseline; write it with --write-baseline");
    run(&["--baseline", "note.md"]).status(2).says("note.md:1: no baseline of notelint");
    run(&["--write-baseline", "note.md"]).status(2).says("note.md:1: no baseline of notelint");
    run(&["--write-baseline", "a.txt"]).status(2).says("overwrite");
    run(&["--write-baseline", "no/such/folder"]).status(2).says("cannot be written");
    run(&["--write-baseline", "x.json", "--baseline", "x.json"]).status(2).says("cannot be used with");
    assert_eq!(fs::read_to_string(dir.path().join("note.md")).unwrap(), "A note, and no baseline.\n");
    assert_eq!(fs::read_to_string(dir.path().join("a.txt")).unwrap(), FAX);
}
