//! Exports through the program: their shapes, what is wrong with them, the rules that look at record fields, reports for
//! programs. Every note is invented.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

#[path = "../benches/corpus/mod.rs"]
#[allow(dead_code, reason = "the bench uses the rest")]
mod corpus;
mod program;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use program::{Run, command, field, folder, notelint};
use serde_json::Value;

const FAX: &str = "Faxed the packet to DMV for ct (10 min).";
const FINE: &str = "Helped ct fill out her CalFresh application with the county worker.";

/// `notelint check` for the billing rules of il-rule132, as JSON.
fn check(dir: &Path, args: &[&str]) -> Run {
    let fixed = ["check", "--ruleset", "il-rule132", "--select", "NB", "--format", "json"];
    notelint(dir, &[&fixed, args].concat())
}

/// Only these rules of a ruleset, as "row code severity: message".
#[track_caller]
fn found(export: &str, ruleset: &str, select: &str) -> Vec<String> {
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let args = ["check", "--ruleset", ruleset, "--select", select, "--format", "json", "export.csv"];
    let run = notelint(dir.path(), &args);
    assert!(run.status < Some(2), "{}", run.stderr);
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    run.found()
        .iter()
        .map(|f| format!("{} {} {}: {}", f["row"], text(f, "code"), text(f, "severity"), text(f, "message")))
        .collect()
}

/// One export as bytes of UTF-16.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Row, id and the words of each finding.
fn words(run: &Run, note: &str) -> Vec<(usize, String, String)> {
    let of = |f: &Value| {
        let (start, end) = (field(f, "/span/start"), field(f, "/span/end"));
        (field(f, "/row"), f["id"].as_str().unwrap_or("-").to_owned(), note[start..end].to_owned())
    };
    run.found().iter().map(of).collect()
}

// Shapes

#[test]
fn every_shape_of_one_export_yields_the_same_findings() {
    let rows =
        [["MRN", "Narrative"], ["0041", FINE], ["0042", "Señor’s note.\n\"Faxed\" it; to DMV, 10 min."]];
    let with = |mark: &str| {
        let cell = |text: &str| {
            let quoted = text.contains(['"', '\n', ';', ',', '\t', '|']);
            if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
        };
        rows.iter().map(|row| row.map(cell).join(mark) + "\r\n").collect::<String>()
    };
    let json = |keys: [&str; 2]| {
        let line =
            |row: &[&str; 2]| serde_json::json!({keys[0]: row[0], keys[1]: row[1], "nested": {"a": [1]}});
        rows[1..].iter().map(|row| format!("{}\n", line(row))).collect::<String>()
    };
    let legacy: Vec<u8> = with(",")
        .chars()
        .map(|c| match c {
            'ñ' => 0xF1,
            '’' => 0x92,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let shapes: Vec<(&str, Vec<u8>)> = vec![
        ("comma.csv", with(",").into()),
        ("semicolon.csv", with(";").into()),
        ("told.csv", format!("sep=;\r\n{}", with(";")).into()),
        ("tab.tsv", with("\t").into()),
        ("bar.csv", with("|").into()),
        ("mark.csv", format!("\u{feff}{}", with(",")).into()),
        ("utf16.csv", utf16(&with("\t"))),
        ("legacy.csv", legacy),
        ("blank-lines.csv", with(",").replace("0041", "\r\n0041").into()),
        ("spare-columns.csv", with(",").replacen("\r\n", ",,\r\n", 2).into()),
        ("no-line-end.csv", with(",").trim_end().into()),
        ("lines.ndjson", json(["mrn", "progressNote"]).into()),
        ("lines.jsonl", json(["Client Id", "Note Text"]).replace('\n', "\r\n\r\n").into()),
    ];
    for (name, bytes) in shapes {
        let dir = folder(&[(name, &bytes)]);
        let run = check(dir.path(), &[name]);
        let found = words(run.status(1), "Señor’s note.\n\"Faxed\" it; to DMV, 10 min.");
        let [(row, id, words)] = &found[..] else { panic!("{name}: {found:?}") };
        let expected = match name {
            "told.csv" => 4,
            "lines.ndjson" => 2,
            "lines.jsonl" => 3,
            _ => 3,
        };
        assert_eq!((*row, id.as_str()), (expected, "0042"), "{name}");
        assert!(words.starts_with("Faxed"), "{name}: {words}");
        assert_eq!(run.json()["summary"]["notes"], 2, "{name}");
        assert_eq!(run.json()["summary"]["failed"], 0, "{name}: {}", run.stderr);
        let start = run.found()[0]["start"].clone();
        assert_eq!((field(&start, "/line"), field(&start, "/column")), (2, 2), "{name}");
    }
}

#[test]
fn columns_are_found_by_name_or_named() {
    let export = format!("Ref;Text1;Svc Dt\n7;{FAX};5/4/24\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(2).says("export.csv: no column holds the note; name it with --columns note=COLUMN");
    run.says("did you mean `Text1`?").says("the columns are `Ref`, `Text1`, `Svc Dt`");
    let run = check(dir.path(), &["export.csv", "--columns", "note=Text1", "--id-column", "ref"]);
    assert_eq!(words(run.status(1), FAX), [(2, "7".to_owned(), "Faxed the packet to DMV for ct".to_owned())]);
    let run = check(dir.path(), &["export.csv", "--columns", "note=Tekst1"]);
    run.status(2).says("no column `Tekst1`; did you mean `Text1`?").says("`Svc Dt`");
    let run = check(dir.path(), &["export.csv", "--columns", "nota=Text1"]);
    run.status(2).says("unknown field `nota`; did you mean `note`").says("credential");
    check(dir.path(), &["export.csv", "--columns", "Text1"]).status(2).says("write field=column");
    check(dir.path(), &["export.csv", "--columns", "note=Text1", "--id-column", "Reff"])
        .status(2)
        .says("no column `Reff`; did you mean `Ref`?");
    // A client named by a number is an id, one named by her name is not repeated.
    let export = format!("Person,Member Name,Note\n0042,Ann Invented,{FAX}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv", "--columns", "client=Person"]);
    assert_eq!(run.found()[0]["id"], "0042");
    assert_eq!(check(dir.path(), &["export.csv"]).found()[0].get("id"), None);
}

#[test]
fn of_two_columns_that_may_hold_the_note_one_is_read_and_told() {
    let export = format!("Comments,Progress Note\nnothing,{FAX}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(1).says("the note is read from `Progress Note`; `Comments` may hold one as well");
    let run = check(dir.path(), &["export.csv", "--columns", "note=Comments"]);
    assert_eq!(run.status(0).stderr, "");
}

#[test]
fn exports_in_a_folder_and_on_standard_input_are_read() {
    let export = format!("note\n{FAX}\n");
    let dir = folder(&[
        ("a/export.csv", export.as_bytes()),
        ("a/note.txt", FAX.as_bytes()),
        ("a/staff.csv", b"name,phone\nA. Invented,1\n"),
    ]);
    let run = check(dir.path(), &["a"]);
    run.status(1).says("a/staff.csv: no column holds the note").says("; skipped");
    let paths: Vec<_> = run.found().iter().map(|f| f["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths, ["a/export.csv", "a/note.txt"]);
    assert_eq!(run.json()["summary"]["skipped"], 1);
    check(dir.path(), &["a/staff.csv"]).status(2);
    for args in [["-", "--input", "csv"], ["-", "--stdin-filename", "x.csv"]] {
        let run = piped(dir.path(), &args, export.as_bytes());
        assert_eq!(field(&run.status(1).found()[0], "/row"), 2);
    }
    let run = check(dir.path(), &["a/export.csv", "--input", "text"]);
    assert_eq!(run.status(1).found()[0].get("row"), None);
}

fn piped(dir: &Path, args: &[&str], input: &[u8]) -> Run {
    let fixed = ["check", "--ruleset", "il-rule132", "--select", "NB", "--format", "json"];
    let mut command = command(dir, &[&fixed, args].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

// Record fields as the note's header

#[test]
fn durations_in_hours_and_in_minutes_agree() {
    for (column, values) in [
        ("Duration", ["0.75", "1.5"]),
        ("Duration", ["45", "90"]),
        ("Duration", ["0:45", "1 hr 30 min"]),
        ("Duration (hours)", ["0.75", "1.5"]),
        ("duration_min", ["45", "90"]),
        ("Total Time", [".75 hr", "90 mins"]),
    ] {
        let export = format!(
            "Start Time,End Time,{column},Note\n10:00,10:45,{},{FINE}\n10:00,11:30,{},{FINE}\n",
            values[0], values[1]
        );
        assert_eq!(found(&export, "il-rule132", "DU"), [""; 0], "{column}: {values:?}");
    }
    // A column in hours says so by a fraction somewhere; a whole number in it is hours as well.
    let export = format!("Duration,Note\n0.75,{FINE}\n1,{FINE}\n");
    assert_eq!(found(&export, "cm-2009", "DU004"), [""; 0]);
    let export = format!("Duration,Note\n45,{FINE}\n1,{FINE}\n");
    let expected = "3 DU004 warning: 1 min of service, the payer's minimum is 15";
    assert_eq!(found(&export, "cm-2009", "DU004").len(), 1, "{expected}");
}

#[test]
fn fields_and_header_disagree_where_both_stand() {
    let export = "Date,Start,End,Duration,Note\n\
         5/4/2024,10:00,10:45,45,\"Date: 5/6/2024\nDuration: 60 min\nHelped ct with her lease.\"\n\
         5/4/2024,10:00,10:45,45,\"Date: 05/04/24\nTime: 2:00-3:00 pm\nHelped ct with her lease.\"\n\
         5/4/2024,10:00,10:45,45,\"Date: May 4, 2024\nTime: 10:00-10:45 am\nHelped ct with her lease.\"\n";
    let found = found(export, "common", "DU003,RE001");
    assert_eq!(
        found,
        [
            "2 RE001 note: two dates of service, and they are not the same day",
            "2 DU003 warning: the note states two totals, 45 and 60 min",
            "3 DU003 warning: 45 min in the record, 60 min in the note",
        ]
    );
}

#[test]
fn what_is_found_in_a_field_names_its_column_and_stands_at_the_start_of_the_note() {
    let export = format!("Start Time,End Time,Minutes,Note\n10:00,10:30,45,{FINE}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let args = ["check", "export.csv", "--select", "DU003", "--ruleset", "il-rule132"];
    let run = notelint(dir.path(), &[&args[..], &["--format", "json"]].concat());
    let found = &run.status(1).found()[0];
    assert_eq!(found["message"], "30 min from start to end, 45 min stated (column `Minutes`)");
    assert_eq!((field(found, "/span/start"), field(found, "/span/end")), (0, 0));
    let labels: Vec<_> =
        found["labels"].as_array().unwrap().iter().map(|label| label["message"].as_str().unwrap()).collect();
    assert_eq!(
        labels,
        ["column `Start Time`: the start", "column `End Time`: start and end are 30 min apart"]
    );
    let pretty = notelint(dir.path(), &args);
    assert!(pretty.stdout.contains("┌─ export.csv:row 2:1:1"), "{}", pretty.stdout);
    assert!(pretty.stdout.contains(FINE) && !pretty.stdout.contains("10:30"), "{}", pretty.stdout);
}

#[test]
fn a_bad_date_or_time_is_told_in_its_row_and_the_others_are_read() {
    let export = format!(
        "Service Date,Start Time,End Time,Note\n\
         2024-02-30,10:00,10:45,{FINE}\n\
         soon,10:00,10:45,{FINE}\n\
         2024-02-28,banana,10:45,{FINE}\n\
         2024-02-28,10:00,25:99,{FINE}\n\
         2024-02-28,14:00,13:00,{FINE}\n\
         2024-02-28,2024-02-28T23:30,2024-02-29T00:15,{FINE}\n\
         2024-02-28,23:30,00:15,{FINE}\n\
         02/28/2024,10:00 AM,10:45 AM,{FINE}\n"
    );
    assert_eq!(
        found(&export, "il-rule132", "RE001,DU009"),
        [
            "2 RE001 note: the date of service is no day of the calendar (column `Service Date`)",
            "3 RE001 note: the date of service cannot be read as a date (column `Service Date`)",
            "4 DU009 error: this is no time of day (column `Start Time`)",
            "5 DU009 error: this stretch of time cannot be (column `End Time`)",
            "6 DU009 error: this stretch of time cannot be (column `End Time`)",
            "8 DU009 error: this stretch of time cannot be (column `End Time`)",
        ]
    );
}

// RE001 to RE004, SC103, SC104, SC106

#[test]
fn re001_asks_for_a_date_of_service() {
    let export = format!("DOS,Staff,Note\n5/4/24,R. Soto,{FINE}\n,R. Soto,{FINE}\nN/A,R. Soto,{FINE}\n");
    let missing = "RE001 note: no date of service is given (column `DOS`)";
    assert_eq!(found(&export, "cm-2009", "RE001"), [format!("3 {missing}"), format!("4 {missing}")]);
    // A day beside the start is one; an entry date is none.
    let export = format!("Start,Date Signed,Note\n2024-05-04 10:00,,{FINE}\n10:00,5/4/24,{FINE}\n");
    assert_eq!(found(&export, "cm-2009", "RE001"), ["3 RE001 note: no date of service is given"]);
}

#[test]
fn re002_asks_how_the_contact_was_made() {
    let quiet = "Reviewed the lease with ct.";
    let export = format!(
        "Date,Contact Type,Location,Note\n5/4/24,Telephone,,{quiet}\n5/4/24,,,{quiet}\n5/4/24,,Community,{quiet}\n\
         5/4/24,,Office,{quiet}\n5/4/24,,,Called the landlord about the lease.\n"
    );
    let missing = "RE002 note: not said how the contact was made (column `Contact Type`)";
    for ruleset in ["ca-dmc-ods", "la-sapc", "sd-bhs"] {
        assert_eq!(
            found(&export, ruleset, "RE002"),
            [format!("3 {missing}"), format!("5 {missing}")],
            "{ruleset}"
        );
    }
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let off = notelint(dir.path(), &["check", "--ruleset", "il-rule132", "--format", "json"]);
    assert!(off.found().iter().all(|found| found["code"] != "RE002"));
}

#[test]
fn re003_asks_for_a_credential_that_may_bill() {
    let export = |rows: &[[&str; 3]]| {
        let rows: String = rows.iter().map(|[a, b, c]| format!("{a},{b},{c},{FINE}\n")).collect();
        format!("Staff,Credential,Service,Note\n{rows}")
    };
    let rows = export(&[
        ["R. Soto", "RADT-II", ""],
        ["\"R. Soto, LCSW\"", "", ""],
        ["R. Soto", "", ""],
        ["", "", ""],
        ["R. Soto", "MSW", ""],
    ]);
    let expected = [
        "4 RE003 warning: a staff member without a credential that may provide the service (column `Staff`)",
        "5 RE003 warning: no staff member is named who may provide the service (column `Staff`)",
        "6 RE003 warning: the credential does not allow this service (column `Credential`)",
    ];
    for ruleset in ["ca-dmc-ods", "la-sapc", "sd-bhs"] {
        assert_eq!(found(&rows, ruleset, "RE003"), expected, "{ruleset}");
    }
    let rows = export(&[
        ["R. Soto", "RSA", "CM-MH"],
        ["R. Soto", "RSA", "CM-TLA"],
        ["R. Soto", "MHP", "CM-TLA"],
        ["R. Soto", "RADT", "CM-MH"],
    ]);
    assert_eq!(
        found(&rows, "il-rule132", "RE003"),
        [
            "3 RE003 warning: the credential does not allow this service (column `Credential`)",
            "5 RE003 warning: the credential does not allow this service (column `Credential`)",
        ]
    );
    // A signature in the note names her.
    let export = format!("Staff,Note\nSoto,\"{FINE}\nR. Soto, MHP\"\nSoto,{FINE}\n");
    assert_eq!(found(&export, "il-rule132", "RE003").len(), 1);
}

#[test]
fn re004_asks_for_a_goal_of_the_plan() {
    let export = format!(
        "Date,Goal,Note\n5/4/24,2,{FINE}\n5/4/24,,{FINE}\n5/4/24,,{FINE} ITP objective 2.\n\
         5/4/24,,{FINE} The MHA is pending.\n5/4/24,,{FINE} Assessment not yet completed.\n"
    );
    let missing = "no link to a goal or objective of the plan (column `Goal`)";
    let expected = ["3 RE004 warning", "5 RE004 note", "6 RE004 note"].map(|of| format!("{of}: {missing}"));
    assert_eq!(found(&export, "il-rule132", "RE004"), expected);
    assert_eq!(found(&export, "cm-2009", "NB"), [""; 0], "off elsewhere");
}

#[test]
fn a_note_without_fields_is_not_asked_for_them() {
    let export = format!("id,note\n1,{FINE} 20 min.\n");
    assert_eq!(found(&export, "il-rule132", "RE"), [""; 0]);
    for (text, expected) in [
        (format!("{FINE} 20 min.\n"), vec![]),
        (format!("Staff: R. Soto, MHP\nGoal: 2\n{FINE} 20 min.\n"), vec!["RE001"]),
        (format!("Date: 5/4/24 | Staff: R. Soto\n{FINE} 20 min.\n"), vec!["RE003", "RE004"]),
        (format!("5/4/24 10:00a-10:45a Goal: 2 | Staff: R. Soto, LCPC\n{FINE}\n"), vec![]),
    ] {
        let dir = folder(&[("a.txt", text.as_bytes())]);
        let run = notelint(
            dir.path(),
            &["check", "--ruleset", "il-rule132", "--select", "RE001,RE003,RE004", "--format", "json"],
        );
        let codes: Vec<String> =
            run.found().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect();
        let mut codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        codes.sort_unstable();
        assert_eq!(codes, expected, "{text}");
    }
}

#[test]
fn the_service_column_tells_the_services_apart() {
    let export = "Service Code,Note\n\
         CM-CCC,Consulted with ct's mother about his mood.\n\
         CM-MH,Consulted with ct's mother about his mood.\n\
         T1016 CM_TLA,Reviewed the grocery budget with ct.\n\
         CM-TLA,Planned the move from the hospital to her new apartment with the discharge nurse.\n\
         ACT,Spoke with the landlord about the leak.\n\
         H0039,Spoke with the landlord about the leak.\n";
    let found = found(export, "il-rule132", "SC103,SC104,SC106");
    let codes: Vec<String> =
        found.iter().map(|found| found.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(codes, ["2 SC103", "4 SC104", "6 SC106", "7 SC106"]);
}

// Bad input

#[test]
fn ragged_rows_are_told_and_read_as_far_as_they_go() {
    let export =
        format!("MRN,Note,Mode\n1,{FAX},phone\n2\n3,{FAX}\n4,Faxed it, 10 min.,phone\n5,{FAX},phone,,\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(2).says("export.csv:row 3: 1 column where the first row names 3");
    run.says("export.csv:row 4: 2 columns where the first row names 3");
    run.says(
        "export.csv:row 5: 4 columns where the first row names 3; a text with a separator in it needs quotes",
    );
    let rows: Vec<usize> = run.found().iter().map(|found| field(found, "/row")).collect();
    assert_eq!(rows, [2, 4, 5, 6]);
    assert_eq!(run.json()["summary"]["failed"], 3);
    assert!(!run.stderr.contains("Faxed"), "{}", run.stderr);
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_row() {
    let export = format!("MRN,Note\n1,{FAX}\n2,\"Faxed it\n3,{FAX}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(2).says("export.csv:row 3: a quote is opened and never closed");
    assert_eq!(run.found().len(), 1);
    assert!(!run.stderr.contains("Faxed"), "{}", run.stderr);
    // Closed by the file's last byte.
    let dir = folder(&[("export.csv", b"MRN,Note\n1,\"Faxed it to DMV.\"")]);
    assert_eq!(check(dir.path(), &["export.csv"]).status(1).found().len(), 1);
}

#[test]
fn nul_bytes_are_told_and_read_as_spaces() {
    let dir = folder(&[("export.csv", b"MRN,Note\n1,Faxed\0it to DMV.\n2,Faxed it to DMV.\n")]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(2).says("export.csv:row 2: NUL bytes");
    assert_eq!(run.found().len(), 2);
    let dir = folder(&[("export.csv", b"PK\x03\x04\0\0note\n1,Faxed\n")]);
    check(dir.path(), &["export.csv"]).status(2).says("export.csv: not text");
}

#[test]
fn a_row_of_fifty_megabytes_is_told_and_the_others_are_read() {
    let mut export = format!("MRN,Note\n1,\"{FAX}\"\n2,\"").into_bytes();
    export.extend(b"Ct is doing well. ".repeat(50_000_000 / 18));
    export.extend(format!("\"\n3,\"{FAX}\"\n").bytes());
    let line = format!("{{\"note\": \"{FAX}\"}}\n");
    let json =
        [line.as_bytes(), b"{\"note\": \"", &b"x".repeat(50_000_000), b"\"}\n", line.as_bytes()].concat();
    let dir = folder(&[("export.csv", &export), ("export.ndjson", &json)]);
    for (name, rows) in [("export.csv", [2, 4]), ("export.ndjson", [1, 3])] {
        let run = check(dir.path(), &[name]);
        run.status(2).says(&format!("{name}:row {}: longer than 8 MB", rows[0] + 1));
        let found: Vec<usize> = run.found().iter().map(|found| field(found, "/row")).collect();
        assert_eq!(found, rows);
    }
}

#[test]
fn json_lines_that_are_none_are_told_without_their_words() {
    let export = format!(
        "{{\"note\": \"{FAX}\"}}\nFaxed secret\n[1, 2]\n\"secret\"\n{{\"note\": \"secret\n{{\"note\": null}}\n{{\"other\": 1, \"note\": \"{FAX}\"}}\n"
    );
    let dir = folder(&[("export.ndjson", export.as_bytes())]);
    let run = check(dir.path(), &["export.ndjson"]);
    run.status(2);
    for (row, what) in
        [(2, "no valid JSON"), (3, "no JSON object"), (4, "no JSON object"), (5, "no valid JSON")]
    {
        assert!(run.stderr.contains(&format!("export.ndjson:row {row}: ")), "{row} {what}: {}", run.stderr);
    }
    run.says("export.ndjson:row 6: the note is empty");
    assert!(!run.stderr.contains("secret"), "{}", run.stderr);
    let rows: Vec<usize> = run.found().iter().map(|found| field(found, "/row")).collect();
    assert_eq!(rows, [1, 7]);
    assert_eq!(run.json()["summary"]["blank"], 1);
    let dir = folder(&[("export.ndjson", b"Date: today\nFaxed it.\n")]);
    check(dir.path(), &["export.ndjson"]).status(2).says("no JSON object in its first lines");
}

#[test]
fn an_id_that_stands_twice_is_told() {
    let export = format!("Note ID,MRN,Note\nN1,7,{FINE}\nN2,7,{FINE}\nN1,8,{FINE}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(0).says("export.csv:row 4: its id stands in a row above as well");
    assert!(!run.stderr.contains("row 3"), "{}", run.stderr);
    // A client has many notes.
    let run = check(dir.path(), &["export.csv", "--id-column", "MRN"]);
    assert_eq!(run.status(0).stderr, "");
}

#[test]
fn empty_exports_and_empty_notes_are_told() {
    let dir = folder(&[
        ("none.csv", b"MRN,Note\n"),
        ("empty.csv", b""),
        ("blank.csv", b"MRN,Note\n1,\n2, \n3,Met ct.\n"),
    ]);
    check(dir.path(), &["none.csv"]).status(2).says("no record below").says("nothing was read");
    check(dir.path(), &["empty.csv"]).status(2).says("empty.csv: it is empty");
    let run = check(dir.path(), &["blank.csv"]);
    run.status(0).says("blank.csv:row 2: the note is empty").says("blank.csv:row 3: the note is empty");
    assert_eq!(run.json()["summary"]["blank"], 2);
}

#[test]
fn many_bad_rows_are_counted_and_not_all_told() {
    let export = format!("MRN,Note,Mode\n{}5,{FINE},phone\n", "1,x\n".repeat(5000));
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    run.status(2).says("export.csv: 4950 more rows with something wrong");
    assert_eq!(run.stderr.lines().count(), 51);
    assert_eq!(run.json()["run"]["notes"]["failed"], 5000);
}

#[test]
fn a_file_that_grows_while_it_is_read_is_told() {
    let rows = format!("1,{FAX}\n").repeat(20_000);
    let dir = folder(&[("export.csv", format!("MRN,Note\n{rows}").as_bytes())]);
    let args = ["check", "--ruleset", "il-rule132", "--select", "NB", "--format", "short", "export.csv"];
    let mut command = command(dir.path(), &args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut file = fs::File::options().append(true).open(dir.path().join("export.csv")).unwrap();
    while child.try_wait().unwrap().is_none() {
        file.write_all(b"2,Faxed it to DMV.\n").unwrap();
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("export.csv: it changed while it was read"), "{stderr}");
    assert_eq!(output.status.code(), Some(2));
}

// Reports for programs

/// An export of generated records.
fn generated(count: usize) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(corpus::COLUMNS).unwrap();
    for record in corpus::Records::new(7).take(count) {
        writer.write_record(&record).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn lines_and_columns_hold_what_the_document_holds() {
    let export = String::from_utf8(generated(60)).unwrap() + "N-0000061,1,x\n";
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = |format| {
        notelint(dir.path(), &["check", "--ruleset", "il-rule132", "--format", format, "--no-config"])
    };
    let document = run("json");
    let expected = document.status(2).found();
    assert!(expected.len() > 60);
    let lines = run("jsonl");
    let mut lines = lines.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    assert_eq!(head["run"], document.json()["run"]);
    assert_eq!(head["summary"], document.json()["summary"]);
    assert_eq!((&head["version"], &head["ruleset"]), (&Value::from(1), &Value::from("il-rule132")));
    assert_eq!(lines.collect::<Vec<_>>(), expected);

    let table = run("csv");
    let mut reader = csv::Reader::from_reader(table.stdout.as_bytes());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        row[names.iter().position(|known| known == name).unwrap()].to_owned()
    };
    assert_eq!((cell(&rows[0], "name").as_str(), cell(&rows[0], "code").as_str()), ("run", ""));
    let sum = document.json()["run"]["input"]["sha256"].as_str().unwrap().to_owned();
    assert!(cell(&rows[0], "message").contains(&sum), "{:?}", rows[0]);
    assert_eq!(rows.len(), expected.len() + 1);
    for (row, found) in rows[1..].iter().zip(&expected) {
        for (column, pointer) in [
            ("path", "/path"),
            ("row", "/row"),
            ("id", "/id"),
            ("note", "/note"),
            ("code", "/code"),
            ("severity", "/severity"),
            ("line", "/start/line"),
            ("column", "/start/column"),
            ("start", "/span/start"),
            ("end", "/span/end"),
            ("message", "/message"),
        ] {
            let value = found.pointer(pointer).unwrap();
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(cell(row, column), text, "{column}");
        }
    }
    // Joined to the records by their ids.
    let ids: Vec<String> =
        export.lines().filter_map(|line| line.split(',').next().map(str::to_owned)).collect();
    assert!(expected.iter().all(|found| ids.iter().any(|id| found["id"] == **id)));
}

#[test]
fn a_report_opens_with_what_was_run_and_read() {
    let export = format!("MRN,Note\n1,{FINE}\n2,\n3\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = check(dir.path(), &["export.csv"]);
    let told = run.status(2).json()["run"].clone();
    assert!(
        run.stdout.starts_with("{\"version\":1,\"ruleset\":\"il-rule132\",\"run\":{\"notelint\":"),
        "{}",
        run.stdout
    );
    assert_eq!(told["notelint"], env!("CARGO_PKG_VERSION"));
    assert_eq!(told["notes"], serde_json::json!({"read": 2, "blank": 1, "skipped": 0, "failed": 1}));
    // printf 'MRN,Note\n1,Helped…\n2,\n3\n' | sha256sum
    assert_eq!(told["input"], serde_json::json!({"files": 1, "bytes": export.len(), "sha256": SUM}));
    assert_eq!(told["rulesets"][0]["id"], "il-rule132");
    assert_eq!(told["rulesets"][0]["edition"], "updated 07/25/17");
    let file = fs::read("lexicons/rulesets/il-rule132.yaml").unwrap();
    assert_eq!(told["rulesets"][0]["sha256"], notelint::sha256::sha256(file));
    let sums = |run: &Run| {
        let run = run.json()["run"].clone();
        [
            run["lexicon"]["sha256"].to_string(),
            run["rulesets"][0]["sha256"].to_string(),
            run["input"]["sha256"].to_string(),
        ]
    };
    let before = sums(&run);
    assert!(before.iter().all(|sum| sum.len() == 66), "{before:?}");
    assert_eq!(sums(&check(dir.path(), &["export.csv"])), before);
    // Each follows what it is of.
    let own = folder(&[("activities/fax.yaml", b"name: fax\nphrases: [\"~telecopy the form\"]\n")]);
    let own = own.path().to_str().unwrap();
    let other = sums(&check(dir.path(), &["export.csv", "--lexicons", own]));
    assert!(other[0] != before[0] && other[1..] == before[1..], "{other:?}");
    fs::write(dir.path().join("export.csv"), export + "4,Met ct.\n").unwrap();
    let other = sums(&check(dir.path(), &["export.csv"]));
    assert!(other[2] != before[2] && other[..2] == before[..2], "{other:?}");
}

/// The SHA-256 of the export above, as `sha256sum` prints it.
const SUM: &str = "677e59cda191acc4f977bbc6fd2ebc91b4a4e819b93ce70de88813b23a5d4cdd";

#[test]
fn a_sample_is_told_with_its_interval() {
    let dir = folder(&[("export.csv", &generated(400)), ("note.txt", FINE.as_bytes())]);
    let args = ["check", "--ruleset", "il-rule132", "--select", "NB2", "--sample", "50"];
    let run = |more: &[&str]| notelint(dir.path(), &[&args[..], more].concat());
    let one = run(&["--format", "json", "--seed", "3", "--jobs", "1"]);
    assert_eq!(one, run(&["--format", "json", "--seed", "3", "--jobs", "2"]));
    let told = one.json()["run"]["sample"].clone();
    assert_eq!((field(&told, "/size"), field(&told, "/of"), field(&told, "/seed")), (50, 401, 3));
    assert_eq!(one.json()["run"]["notes"]["skipped"], 351);
    let rows: std::collections::BTreeSet<usize> =
        one.found().iter().map(|found| field(found, "/note")).collect();
    assert_eq!(field(&told, "/with_findings"), rows.len());
    let share = told["share"].as_f64().unwrap();
    assert!((share - rows.len() as f64 / 50.0).abs() < 1e-9);
    assert!(told["low"].as_f64().unwrap() < share && share < told["high"].as_f64().unwrap());
    let other = run(&["--format", "json", "--seed", "4"]);
    assert_ne!(one.found(), other.found());
    // The findings are those of the full run.
    let all =
        notelint(dir.path(), &["check", "--ruleset", "il-rule132", "--select", "NB2", "--format", "json"]);
    assert!(one.found().iter().all(|found| all.found().contains(found)));
    run(&["--format", "short", "--seed", "3"])
        .says("sample of 50 of 401 notes (seed 3): ")
        .says("95 % interval");
    notelint(dir.path(), &["check", "--seed", "3"]).status(2).says("--sample");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let mut export = generated(3000);
    export.extend(b"N-0000001,1\n,,,\n");
    let dir = folder(&[("a/export.csv", &export), ("a/note.txt", FAX.as_bytes()), ("b.csv", &generated(40))]);
    for format in ["pretty", "short", "json", "jsonl", "csv"] {
        let run = |jobs| {
            notelint(
                dir.path(),
                &["check", "--ruleset", "common", "--format", format, "--jobs", jobs, "--statistics"],
            )
        };
        let one = run("1");
        assert!(one.stdout.len() > 10_000);
        assert!(one == run("2") && one == run("5"), "{format}");
    }
}

#[test]
fn redacted_reports_hold_no_words_and_no_ids() {
    let export = format!("MRN,Staff,Note\n0042,Ann Invented,{FAX}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    for format in ["pretty", "short", "json", "jsonl", "csv"] {
        let args = ["check", "--ruleset", "il-rule132", "--format", format, "export.csv"];
        let open = notelint(dir.path(), &args);
        assert!(open.stdout.contains("0042"), "{format}");
        let run = notelint(dir.path(), &[&args[..], &["--redact"]].concat());
        assert!(run.status(1).stdout.contains("NB301"), "{format}");
        for secret in ["0042", "packet", "DMV", "Ann"] {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{format}: {}", run.stdout);
        }
    }
}

#[test]
fn a_report_is_put_in_its_place_as_a_whole() {
    let dir = folder(&[("export.csv", &generated(200)), ("report.json", b"the old one")]);
    let args = ["check", "--ruleset", "il-rule132", "--format", "json", "export.csv"];
    let direct = notelint(dir.path(), &args);
    let run = notelint(dir.path(), &[&args[..], &["--output", "report.json"]].concat());
    assert_eq!(run.status(1).stdout, "");
    assert_eq!(fs::read_to_string(dir.path().join("report.json")).unwrap(), direct.stdout);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left beside it");
}

/// A run that is broken off leaves the old report as it was, and nothing beside it.
#[cfg(unix)]
#[test]
fn a_run_that_is_broken_off_leaves_no_half_of_a_report() {
    for format in ["json", "short"] {
        let dir = folder(&[("report", b"the old one")]);
        let args = ["check", "-", "--input", "csv", "--format", format, "--output", "report"];
        let mut command = command(dir.path(), &args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&generated(2500)).unwrap();
        stdin.flush().unwrap();
        // What was written has been read, and the program waits for more.
        std::thread::sleep(Duration::from_millis(300));
        let stopped =
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        let ended = (0..300).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            child.try_wait().unwrap().is_some()
        });
        if !ended {
            child.kill().unwrap();
            panic!(
                "SIGINT does not end it; is it ignored here, as in what a shell starts in the background?"
            );
        }
        assert!(!child.wait().unwrap().success());
        assert_eq!(fs::read_to_string(dir.path().join("report")).unwrap(), "the old one");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}

/// Memory does not grow with the input: 300 MB go through, most of it in a column that is not read.
#[cfg(target_os = "linux")]
#[test]
fn an_export_is_never_held_whole() {
    let dir = folder(&[]);
    let args = ["check", "-", "--input", "csv", "--select", "NB", "--format", "jsonl", "--jobs", "2"];
    let mut command = command(dir.path(), &args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"Attachment,Note\n").unwrap();
    let row = format!("{},\"{FAX}\"\n", "x".repeat(300_000));
    for _ in 0..1000 {
        stdin.write_all(row.as_bytes()).unwrap();
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: u64 = peak.split_whitespace().next().unwrap().parse().unwrap();
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(peak < 150_000, "{peak} kB");
}

// Other commands

#[test]
fn ledgers_and_stages_of_records_are_shown() {
    let export = format!("MRN,Duration,Note\n0042,45,{FINE} {FAX}\n0043,30,{FINE}\n");
    let dir = folder(&[("export.csv", export.as_bytes())]);
    let run = notelint(dir.path(), &["ledger", "export.csv", "--ruleset", "il-rule132", "--format", "json"]);
    let notes = run.status(0).json()["notes"].clone();
    assert_eq!((&notes[0]["row"], &notes[0]["id"]), (&Value::from(2), &Value::from("0042")));
    assert_eq!(
        (&notes[0]["claimed_minutes"], &notes[0]["non_billable_minutes"]),
        (&Value::from(45), &Value::from(10))
    );
    let words = format!("{FINE} {FAX}");
    let fax = &notes[0]["activities"][1];
    assert_eq!(&words[field(fax, "/span/start")..field(fax, "/span/end")], "Faxed the packet to DMV for ct");
    let run = notelint(dir.path(), &["ledger", "export.csv", "--ruleset", "il-rule132"]);
    assert!(run.status(0).stdout.contains("export.csv:row 2 (MRN 0042), note 1\n"), "{}", run.stdout);
    let run = notelint(dir.path(), &["show", "--stage", "activities", "export.csv", "--redact"]);
    assert!(run.status(0).stdout.contains("== export.csv:row 3, note 2\n"), "{}", run.stdout);
    let run = check(dir.path(), &["--ledger"]);
    assert_eq!(run.json()["ledger"][1]["claimed_minutes"], 30);
    assert_eq!(run.json()["ledger"][1]["row"], 3);
    let run = notelint(dir.path(), &["check", "--format", "jsonl", "--ledger"]);
    run.status(2).says("--ledger").says("pretty, short and json");
}
