//! `notelint why` through the program: what was considered at a place, and what came of it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use notelint::explanation::{Explanation, Fate, Stage};
use notelint::lexicon::Usage;
use notelint::linter::{Config, Linter};
use notelint::reading::evidence::REASONS;
use serde_json::Value;
use tempfile::TempDir;

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(dir).arg("why").args(args);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    command
}

/// Standard output of a run that ends with this status, and what it says on standard error.
#[track_caller]
fn run(dir: &Path, args: &[&str], status: i32) -> (String, String) {
    told(command(dir, args).output().expect("the program runs"), status)
}

#[track_caller]
fn told(output: Output, status: i32) -> (String, String) {
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(status), "{out}\n{err}");
    (out, err)
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// The places of a JSON document.
#[track_caller]
fn places(dir: &Path, args: &[&str]) -> Vec<Value> {
    let (out, _) = run(dir, &[args, &["--format", "json"]].concat(), 0);
    let document: Value = serde_json::from_str(&out).expect("one JSON document");
    assert_eq!(document["version"], 1);
    document["places"].as_array().expect("a list").clone()
}

/// What is told of the first line of a note.
#[track_caller]
fn place(text: &str, args: &[&str]) -> Value {
    let dir = folder(&[("a.txt", text)]);
    let mut found = places(dir.path(), &[&["a.txt:1"], args].concat());
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// The phrase of a place at these words.
#[track_caller]
fn at<'a>(place: &'a Value, words: &str) -> &'a Value {
    let phrases = place["phrases"].as_array().expect("a list");
    phrases.iter().find(|phrase| phrase["words"] == words).unwrap_or_else(|| panic!("{words}: {phrases:#?}"))
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    value.as_array().expect("a list").iter().map(|one| one[key].as_str().expect("a text")).collect()
}

const IL: [&str; 2] = ["--ruleset", "il-rule132"];

// Fates

#[test]
fn what_was_reported_is_told_with_its_cue_its_minutes_and_its_citation() {
    let place = place("CM faxed the packet to DMV for ct, 10 min.", &IL);
    assert_eq!(place["stage"], "reported");
    let fax = at(&place, "faxed the packet to");
    assert_eq!([&fax["code"], &fax["name"], &fax["usage"], &fax["fate"]], ["NB301", "fax", "verb", "act"]);
    assert!(fax["phrase"].as_str().unwrap().starts_with("~fax"), "{fax}");
    let read = &fax["read"];
    assert_eq!([&read["actor"], &read["status"], &read["confidence"]], ["staff", "done", "high"]);
    let evidence = &read["evidence"][0];
    assert_eq!(
        [&evidence["reason"], &evidence["weight"], &evidence["at"]["words"]],
        ["actor.subject", "cue", "CM"]
    );
    let judged = &fax["judged"];
    assert_eq!([&judged["minutes"]["how"], &judged["minutes"]["at"]["words"]], ["own", "10 min"]);
    assert_eq!(judged["minutes"]["minutes"], 10);
    assert_eq!(judged["codes"][0], "NB301");
    let payer = &judged["payer"];
    assert_eq!([&payer["verdict"], &payer["ledger_kind"]], ["non-billable", "activity"]);
    assert_eq!(payer["against_claim"], true);
    let citation = &payer["cells"][0]["cases"][0]["citations"][0];
    assert_eq!([&citation["ruleset"], &citation["place"]], ["il-rule132", "Q10.3"]);
    assert_eq!(citation["document"], "Case Management (questions and answers on Rule 132)");
    assert_eq!(list(&place["diagnostics"], "code"), ["IV001", "NB301", "DU002", "DU005"]);
}

#[test]
fn a_look_alike_and_a_fuller_phrase_swallow_what_they_cover() {
    let alike = place("Ct is on the waiting list for Section 8.", &IL);
    assert_eq!(alike["stage"], "look-alike");
    assert_eq!(at(&alike, "waiting list for")["fate"], "look-alike");
    let lost = at(&alike, "waiting");
    assert_eq!([&lost["fate"], &lost["with"]["words"]], ["covered-by-look-alike", "waiting list for"]);
    assert_eq!(lost["read"], Value::Null);
    let fuller = place("Drove around looking for him.", &IL);
    let lost = at(&fuller, "Drove");
    assert_eq!(
        [&lost["name"], &lost["fate"], &lost["with"]["name"]],
        ["travel", "covered-by-phrase", "search"]
    );
    assert_eq!(fuller["stage"], "reported", "the furthest of the place");
}

#[test]
fn acts_of_others_and_acts_that_were_not_done_say_why() {
    for (text, words, stage, (actor, status), reason, because) in [
        (
            "Ct faxed the form to SSA.",
            "faxed the form to",
            "actor",
            ("client", "done"),
            "actor.subject",
            "the client's act",
        ),
        (
            "PO faxed the form to SSA.",
            "faxed the form to",
            "actor",
            ("other", "done"),
            "actor.subject",
            "somebody else's act",
        ),
        (
            "Taught ct how to fax the form.",
            "fax the form",
            "actor",
            ("client", "taught"),
            "status.teaching",
            "the client's act",
        ),
        (
            "Will fax the form to SSA.",
            "fax the form to",
            "status",
            ("staff", "planned"),
            "status.future",
            "planned, not done",
        ),
        (
            "CM did not drive ct to court.",
            "drive ct to",
            "status",
            ("staff", "negated"),
            "status.negative",
            "it was not done",
        ),
        (
            "Discussed faxing the form.",
            "faxing the form",
            "status",
            ("staff", "hypothetical"),
            "status.topic",
            "talked about",
        ),
        (
            "Last week CM faxed the form.",
            "faxed the form",
            "status",
            ("staff", "historical"),
            "status.another-day",
            "another time",
        ),
    ] {
        let place = place(text, &IL);
        let phrase = at(&place, words);
        assert_eq!(phrase["stage"], stage, "{text}");
        assert_eq!([&phrase["read"]["actor"], &phrase["read"]["status"]], [actor, status], "{text}");
        let evidence = phrase["read"]["evidence"].as_array().unwrap().last().unwrap();
        assert_eq!([&evidence["reason"], &evidence["weight"]], [reason, "cue"], "{text}");
        assert!(evidence["at"]["words"].is_string(), "{text}: the deciding words");
        let judged = &phrase["judged"];
        assert!(judged["because"].as_str().unwrap().contains(because), "{text}: {judged}");
        assert_eq!(
            [&judged["payer"], &judged["minutes"]["because"]],
            [&Value::Null, &Value::from("not-done-by-staff")]
        );
    }
}

#[test]
fn what_was_learned_later_overrules_a_default() {
    let weights = |text: &str| -> Vec<(String, String)> {
        let place = place(text, &IL);
        let evidence = place["phrases"][0]["read"]["evidence"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        evidence.iter().map(|piece| (text(&piece["reason"]), text(&piece["weight"]))).collect()
    };
    let told = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(reason, weight)| ((*reason).to_owned(), (*weight).to_owned())).collect()
    };
    assert_eq!(weights("Faxed the form."), told(&[("actor.no-subject", "default")]));
    assert_eq!(
        weights("Fax the form to SSA."),
        told(&[("actor.no-subject", "default"), ("status.bare-form", "default")])
    );
    assert_eq!(
        weights("No supervision took place."),
        told(&[("status.noun", "overruled"), ("status.negative", "cue")])
    );
    assert_eq!(weights("The packet got faxed by ct.").last().unwrap().1, "cue");
    assert!(weights("The packet got faxed by ct.")[..1].iter().all(|(_, weight)| weight == "overruled"));
}

#[test]
fn parts_of_other_acts_name_the_act_and_why() {
    for (text, words, because, with) in [
        ("Called PO, no answer.", "no answer", "ending", Some("Called PO, no answer")),
        ("Called PO, left a message.", "Called PO", "attempt", Some("left a message")),
        (
            "Left msg for Ms. Aldana asking her to extend the stay.",
            "asking her to extend",
            "content",
            Some("Left msg for Ms. Aldana asking her to extend"),
        ),
        ("Faxed it over to DMV by e-fax.", "by e-fax", "again", Some("Faxed it over to DMV by e-fax")),
        (
            "Drove out to Compton. Travel took 35 min.",
            "Travel took 35 min",
            "restated",
            Some("Drove out to Compton"),
        ),
        (
            "Moving day. Loaded ct's boxes into the van.",
            "Moving day",
            "heading",
            Some("Loaded ct's boxes into the van"),
        ),
        (
            "Picked ct up and drove her to court.",
            "drove her to",
            "once",
            Some("Picked ct up and drove her to court"),
        ),
        (
            "In the room with Dr. Wu, asked for a lower dose.",
            "In the room with Dr. Wu",
            "presence",
            Some("asked for a lower dose"),
        ),
        ("Called.", "Called", "open", None),
    ] {
        let place = place(text, &IL);
        let phrase = at(&place, words);
        assert_eq!(
            [&phrase["fate"], &phrase["because"], &phrase["stage"]],
            ["part", because, "joined"],
            "{text}"
        );
        assert_eq!(phrase["with"]["words"].as_str(), with, "{text}");
        assert_eq!(phrase["judged"], Value::Null, "{text}");
    }
    // What would have been an ending belongs to somebody else.
    let lost = place("Ct stated \"I was on hold all day\".", &IL);
    assert_eq!([&at(&lost, "on hold")["because"], &lost["stage"]], ["alone", "actor"]);
    // One talk in two acts: the time is of the one that came of it.
    let talk = place("Called SSA and got the benefits reinstated, 22 min.", &IL);
    let call = at(&talk, "Called SSA");
    assert_eq!(call["judged"]["minutes"]["how"], "part");
    assert_eq!(call["judged"]["within"]["words"], call["judged"]["minutes"]["with"][0]["words"]);
}

#[test]
fn payers_who_pay_are_silent_or_leave_it_open_say_so() {
    let packet = "Faxed the discharge packet to the accepting agency.";
    let paid = place(packet, &["--ruleset", "la-sapc"]);
    let judged = &at(&paid, "Faxed the discharge packet to the accepting agency")["judged"];
    assert_eq!([&paid["stage"], &judged["because"]], ["payer", "no finding: the payer pays for it"]);
    let case = &judged["payer"]["cells"][0]["cases"][0];
    assert_eq!([&case["verdict"], &case["credited_as"]], ["billable", "transition"]);
    assert_eq!(case["condition"], "it served a change of the level of care");
    assert_eq!(
        [&judged["payer"]["ledger_kind"], &judged["payer"]["ledger_name"]],
        ["intervention", "transition"]
    );
    // The same under a payer that does not, and under the strictest of all.
    assert_eq!(place(packet, &IL)["stage"], "reported");
    let common = place(packet, &[]);
    let payer = &at(&common, "Faxed the discharge packet to the accepting agency")["judged"]["payer"];
    assert_eq!(list(&payer["cells"], "ruleset"), ["la-sapc", "sd-bhs", "cm-2009", "il-rule132"]);
    let silent = place("Emailed the GAL.", &["--ruleset", "cm-2009"]);
    assert!(silent["phrases"][0]["judged"]["because"].as_str().unwrap().contains("silent"), "{silent}");
    // The note does not tell which case holds.
    let open = place("CM faxed the packet to DMV.", &["--ruleset", "la-sapc"]);
    let cases = open["phrases"][0]["judged"]["payer"]["cells"][0]["cases"].as_array().unwrap();
    assert_eq!([&cases[0]["open"], &cases[1]["open"]], [true, false]);
    let help = place("Advocated with the landlord for more time.", &IL);
    assert_eq!(help["phrases"][0]["judged"]["because"], "no finding: it is help, which the payer pays for");
}

#[test]
fn rules_that_the_configuration_leaves_out_say_so() {
    let text = "Faxed the packet to DMV for ct, 10 min.";
    for (args, because, key) in [
        (["--ignore", "NB301"], "NB301 is among the rules of `ignore`", "ignored"),
        (["--select", "NB2"], "NB301 is not among the rules of `select`", "not-selected"),
        (["--min-confidence", "high"], "NB301 is less sure than `min-confidence` asks for", "unsure"),
    ] {
        let place = place(text, &[&IL[..], &args].concat());
        assert_eq!(place["stage"], "disabled");
        assert_eq!(place["phrases"][0]["judged"]["because"], format!("no finding: {because}"));
        let left_out = place["left_out"].as_array().unwrap();
        let fax = left_out.iter().find(|found| found["diagnostic"]["code"] == "NB301").unwrap();
        assert_eq!(fax["because"], key);
        assert!(!list(&place["diagnostics"], "code").contains(&"NB301"));
    }
    // From the file beside the note, too.
    let dir = folder(&[("a.txt", text), ("notelint.yaml", "ignore: NB301\n")]);
    assert_eq!(places(dir.path(), &["a.txt:1"])[0]["stage"], "disabled");
    assert_eq!(places(dir.path(), &["a.txt:1", "--no-config"])[0]["stage"], "reported");
}

#[test]
fn where_nothing_matches_the_reading_is_told_and_where_to_add_a_phrase() {
    let dir = folder(&[("a.txt", "Staff: A. Writer\n\nCt gazed at the ambulant sky.\nP: will gaze at it\n")]);
    let (out, _) = run(dir.path(), &["a.txt:3"], 0);
    insta::assert_snapshot!(out.trim_end(), @r#"
    note: no phrase of the lexicon matches here
      ┌─ a.txt:3:1
      │
    3 │ Ct gazed at the ambulant sky.
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    check: warning[DU001] at 3:1: no time is given for this service
    check: warning[IV001] at 3:1: no intervention by staff is described
    check: note[RE001] at 3:1: no date of service is given
    check: note[RE002] at 3:1: not said how the contact was made
    check: warning[RE004] at 3:1: no link to a goal or objective of the plan
    read there: from 3:1 on, the client acts; the subject is "Ct" (3:1)
    not in the lexicon: "gazed" (3:4), "ambulant" (3:17)
    to have more found: a phrase of your own in a folder of lexicon files, named with --lexicons or in notelint.yaml; see "Your own words and payers" in README.md
    "#);
    let found = places(dir.path(), &["a.txt:3", "a.txt:4:5", "a.txt:2", "a.txt:1"]);
    assert!(found.iter().all(|place| place["stage"] == "no-phrase"));
    let clause = &found[0]["clauses"][0];
    assert_eq!([&clause["actor"], &clause["subject"]["words"]], ["client", "Ct"]);
    let plan = &found[1]["clauses"][0];
    assert_eq!([&plan["section"], &plan["actor"]], ["plan", "staff"]);
    assert_eq!(found[2]["clauses"], Value::Array(vec![]), "a blank line");
    assert_eq!(list(&found[3]["header"], "name"), ["staff"]);
}

// Places

#[test]
fn header_lines_and_labels_are_told_as_such() {
    let dir = folder(&[("a.txt", "DOS: 5/4/24 | Start: 10:00 | End: 10:45\n\nP: Will call PO.\n")]);
    let found = places(dir.path(), &["a.txt:1", "a.txt:1:16", "a.txt:3:1", "a.txt:3"]);
    assert_eq!(list(&found[0]["header"], "name"), ["date", "start", "end"]);
    assert_eq!(
        [&found[0]["times"][0]["belongs"], &found[0]["times"][0]["minutes"]],
        [&Value::from("note"), &Value::from(45)]
    );
    assert_eq!(list(&found[1]["header"], "name"), ["start"]);
    assert_eq!(list(&found[2]["labels"], "name"), ["plan"]);
    assert_eq!(found[3]["stage"], "status");
    let (out, _) = run(dir.path(), &["a.txt:1"], 0);
    assert!(out.contains("header field `date`: \"DOS: 5/4/24\" (1:1)\n"), "{out}");
    assert!(!out.contains("--lexicons"), "no phrase is looked for there: {out}");
}

#[test]
fn a_place_is_found_in_its_note_by_its_line() {
    let text = "Faxed it to DMV.\n---\nCt: J\n\nDrove ct to court, 20 min.\n---\nDrove ct to court, 30 min.\n\x0cLVM for PO.\n";
    let dir = folder(&[("a.txt", text)]);
    let given = ["a.txt:5", "a.txt:7", "a.txt:1", "a.txt:8", "a.txt:2"];
    let found = places(dir.path(), &given);
    let notes: Vec<_> = found.iter().map(|place| place["note"].as_u64()).collect();
    assert_eq!(notes, [Some(2), Some(3), Some(1), Some(4), None], "in the order they were asked for");
    let minutes = |place: &Value| at(place, "Drove ct to")["judged"]["minutes"]["minutes"].as_u64();
    assert_eq!([minutes(&found[0]), minutes(&found[1])], [Some(20), Some(30)]);
    assert_eq!(found[1]["phrases"][0]["start"]["line"], 7);
    assert_eq!(found[4]["phrases"], Value::Array(vec![]), "every key is there");
    let (out, _) = run(dir.path(), &["a.txt:2"], 0);
    assert_eq!(out, "a.txt:2: it parts notes, and belongs to none\n\n");
    // Two notes on one line.
    let dir = folder(&[("a.txt", "Faxed it to DMV.\x0cLVM for PO.")]);
    let found = places(dir.path(), &["a.txt:1"]);
    assert_eq!(found.iter().map(|place| place["note"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let found = places(dir.path(), &["a.txt:1:20"]);
    assert_eq!([&found[0]["note"], &found[0]["words"]], [&Value::from(2), &Value::from("LVM")]);
}

#[test]
fn columns_are_those_that_check_prints() {
    let text = "Met Señor Díaz.\r\n😕😕 ok, CM drove ct to court. Faxed it to DMV.\r\n";
    let dir = folder(&[("a.txt", text)]);
    let mut check = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let check = check.current_dir(dir.path()).args(["check", "a.txt", "--select", "NB", "--format", "json"]);
    let report: Value = serde_json::from_slice(&check.output().unwrap().stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 2);
    for diagnostic in found {
        let (line, column) = (&diagnostic["start"]["line"], &diagnostic["start"]["column"]);
        let place = &places(dir.path(), &[&format!("a.txt:{line}:{column}")])[0];
        assert_eq!(place["stage"], "reported");
        assert_eq!([&place["start"]["line"], &place["start"]["column"]], [line, column]);
        assert_eq!(place["phrases"].as_array().unwrap().last().unwrap()["code"], diagnostic["code"]);
    }
    // 😕😕 ok, CM drove: the verb is at the tenth character's word, whatever its bytes.
    let words = |column: usize| places(dir.path(), &[&format!("a.txt:2:{column}")])[0]["words"].clone();
    assert_eq!([words(8), words(11), words(15)], ["CM", "drove", "drove"]);
    assert_eq!(words(10), "drove", "between words the next one");
    assert_eq!(words(45), ".", "behind the last word, the last of the line");
}

#[test]
fn standard_input_is_read_once_for_several_places() {
    let dir = folder(&[("notelint.yaml", "ruleset: il-rule132\n")]);
    let mut command =
        command(dir.path(), &["-:1", "-:2:1", "--stdin-filename", "x/note.txt", "--format", "json"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Faxed it to DMV.\nDrove ct to court.\n").unwrap();
    let (out, _) = told(child.wait_with_output().unwrap(), 0);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["ruleset"], "il-rule132", "the configuration of the name's folder");
    let found = document["places"].as_array().unwrap();
    assert_eq!(list(&document["places"], "path"), ["x/note.txt", "x/note.txt"]);
    assert_eq!(found[0]["phrases"][0]["code"], "NB301");
    assert_eq!(at(&found[1], "Drove ct to")["code"], "NB101");
}

#[test]
fn mistakes_say_what_to_write_and_spare_the_rest() {
    let dir = folder(&[("a.txt", "Faxed it to DMV.\nLVM.\n"), ("bad.txt", "\0\0")]);
    for (given, expected) in [
        ("a.txt", "`a.txt`: it names no line; write `a.txt:LINE` or `a.txt:LINE:COLUMN`"),
        ("a.txt:two", "`a.txt:two`: `two` is no number; write FILE:LINE or FILE:LINE:COLUMN"),
        ("a.txt:0", "`a.txt:0`: lines and columns count from 1"),
        ("a.txt:3", "a.txt:3: no such line; the file has 2 lines"),
        ("a.txt:99999999999999999999999", "no such line; the file has 2 lines"),
        ("a.txt:2:6", "a.txt:2:6: no such column; line 2 has 4 characters"),
        ("b.txt:1", "b.txt: no such file or folder; check the path"),
        (".:1", "`.:1`: `.` is a folder; name a file in it"),
        ("bad.txt:1", "bad.txt: not text"),
    ] {
        let (out, err) = run(dir.path(), &[given], 2);
        assert!(err.starts_with("error: ") && err.contains(expected), "{given}: {err}");
        assert_eq!(out, "", "{given}");
        let (out, _) = run(dir.path(), &[given, "a.txt:1"], 2);
        assert!(out.contains("reported as NB301"), "{given}: {out}");
    }
    run(dir.path(), &[], 2);
    run(dir.path(), &["a.txt:2:5"], 0);
    let (_, err) = run(dir.path(), &["a.txt:1", "--ruleset", "il"], 2);
    assert!(err.contains("unknown ruleset `il`"), "{err}");
    let (_, err) = run(dir.path(), &["a.txt:1", "--output", "a.txt"], 2);
    assert!(
        err.contains("--output would overwrite") && dir.path().join("a.txt").metadata().unwrap().len() > 20
    );
    run(dir.path(), &["a.txt:1", "--output", "out.txt"], 0);
    assert!(fs::read_to_string(dir.path().join("out.txt")).unwrap().contains("reported as NB301"));
    let (_, err) = run(dir.path(), &["a.txt:two", "a.txt:1", "--format", "json"], 2);
    assert!(!err.contains("Faxed"));
}

#[test]
fn redacted_answers_hold_no_words_of_the_note() {
    let text = "Staff: Zelda Quux\n\nCalled Officer Grimble, no answer, left a voicemail, 10 min.\nZorked the blimp.\nP: Will fax it.\n";
    let dir = folder(&[("a.txt", text)]);
    let given = ["a.txt:1", "a.txt:3", "a.txt:3:8", "a.txt:4", "a.txt:5", "--redact"];
    for format in ["text", "json"] {
        let (out, err) = run(dir.path(), &[&given[..], &["--format", format]].concat(), 0);
        for word in ["Zelda", "Quux", "Officer", "Grimble", "Called", "orked", "blimp", "Will"] {
            assert!(!out.contains(word) && !err.contains(word), "{format}: `{word}` in\n{out}{err}");
        }
        assert!(out.contains("NB201"), "{out}");
    }
    let (out, _) = run(dir.path(), &["a.txt:3", "--redact", "--ruleset", "il-rule132"], 0);
    insta::assert_snapshot!(out.trim_end(), @r#"
    note: considered here: attempt (of calls and visits), contact, NB203 unsuccessful-contact, message (of calls and visits)
      ┌─ a.txt:3:1

    attempt (of calls and visits): 3:1
      phrase: a verb
      lost: a fuller phrase of contact (3:1) has its words

    contact: 3:1
      phrase: a verb
      read as: attempted, by staff; confidence medium
        assumed: the clause has no subject, and in a staff note that is the author
        because: how the call or visit ended stands beside it: 3:25
        because: how the call or visit ended makes it another kind of act
      counts as: NB203 unsuccessful-contact
      part of NB201 voicemail-left (3:36): it is the attempt that ended in the other act

    NB203 unsuccessful-contact: 3:25
      phrase: a statement
      read as: done, by staff; confidence medium
        assumed: it is told as a statement, which counts as the author's whoever its subject is
        because: no word around it says that it was not done
      part of NB201 voicemail-left (3:36): it says how the call or visit ended

    message (of calls and visits): 3:36
      phrase: a statement
      read as: done, by staff; confidence medium
        assumed: the clause has no subject, and in a staff note that is the author
        because: how the call or visit ended makes it another kind of act
        because: no word around it says that it was not done
      counts as: NB201 voicemail-left
      minutes: 10, its own at 3:54
      payer: il-rule132: non-billable
        il-rule132 Q10, summary: staff may bill only while they intervene directly for the client, and a message is no such thing [Case Management (questions and answers on Rule 132)]
        in the ledger: activity voicemail-left, with no place in the claim
      reported as NB201

    time: 3:54, 10 min, the time of NB201 voicemail-left (3:36)
    check: warning[IV001] at 3:1: no intervention by staff is described, only an activity that is none
    check: note[RE001] at 3:1: no date of service is given
    check: warning[RE004] at 3:1: no link to a goal or objective of the plan
    check: warning[NB201] at 3:36: not billable: leaving a voice message, or a message with whoever answered
    check: warning[DU002] at 3:54: a duration is given, but no start and end
    check: warning[DU005] at 3:54: 10 min claimed, 10 of them voicemail-left: 0 supported
    "#);
}

#[test]
fn an_answer_for_people() {
    let dir = folder(&[("a.txt", "Drafted the discharge summary and faxed it to Mercy, 20 min.\n")]);
    let (out, _) = run(dir.path(), &["a.txt:1", "--ruleset", "il-rule132"], 0);
    insta::assert_snapshot!(out.trim_end(), @r#"
    note: considered here: NB303 report-writing, NB301 fax
      ┌─ a.txt:1:1
      │
    1 │ Drafted the discharge summary and faxed it to Mercy, 20 min.
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^     ----------------- NB301 fax
      │ │                                  
      │ NB303 report-writing

    NB303 report-writing: "Drafted the discharge summary" (1:1)
      phrase: `{v-write} {some-report}`, a verb
      read as: done, by staff; confidence medium
        assumed: the clause has no subject, and in a staff note that is the author
        because: no word around it says that it was not done
      minutes: 20, shared with NB301 fax (1:35), at "20 min" (1:54)
      payer: il-rule132: non-billable
        il-rule132 Q22: writing reports is not paid, those to a court included [Case Management (questions and answers on Rule 132)]
        il-rule132 Q8: reports and treatment summaries are overhead that the rate already covers [Case Management (questions and answers on Rule 132)]
        il-rule132 Q20: a treatment summary in place of testimony, or for child welfare, is paperwork [Case Management (questions and answers on Rule 132)]
        il-rule132 Q35: report writing is an indirect cost [Case Management (questions and answers on Rule 132)]
        in the ledger: activity report-writing, with no place in the claim
      reported as NB303

    NB301 fax: "faxed it to Mercy" (1:35)
      phrase: `~fax .. to {party}`, a verb
      read as: done, by staff; confidence medium
        assumed: the clause has no subject, and in a staff note that is the author
        because: no word around it says that it was not done
      minutes: 20, shared with NB303 report-writing (1:1), at "20 min" (1:54)
      payer: il-rule132: non-billable
        il-rule132 Q10.3: faxing papers is not paid, discharge documents included [Case Management (questions and answers on Rule 132)]
        in the ledger: activity fax, with no place in the claim
      reported as NB301

    time: "20 min" (1:54), 20 min, the time of NB303 report-writing (1:1), NB301 fax (1:35)
    check: warning[NB303] at 1:1: not billable: writing reports, court reports, letters of status, treatment or discharge summaries
    check: warning[IV001] at 1:1: no intervention by staff is described, only 2 activities that are none
    check: warning[NB301] at 1:35: not billable: faxing, also sending papers by fax or scan
    check: warning[DU002] at 1:54: a duration is given, but no start and end
    check: warning[DU005] at 1:54: 20 min claimed, 20 of them report-writing and fax: 0 supported
    "#);
}

#[test]
fn strange_characters_do_not_reach_the_terminal() {
    let dir = folder(&[("a.txt", "Faxed \u{1b}[2J the packet\u{202e} to DMV.\n")]);
    let (out, _) = run(dir.path(), &["a.txt:1", "a.txt:1:9"], 0);
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{out}");
}

// The library

#[test]
fn every_reason_of_the_reading_has_a_sentence() {
    let mut given = BTreeSet::new();
    for entry in walkdir::WalkDir::new("src/reading") {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("evidence.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for literal in text.split('"').skip(1).step_by(2) {
            let named =
                ["act.", "actor.", "status.", "outcome."].iter().any(|family| literal.starts_with(family));
            let whole = literal.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '-');
            // "actor.passive" is also the beginning that others share.
            if named && whole && literal.len() > 7 {
                given.insert(literal.to_owned());
            }
        }
    }
    let told: BTreeSet<String> = REASONS.iter().map(|reason| reason.name.to_owned()).collect();
    assert!(given.len() > 20, "{given:?}");
    assert_eq!(given, told);
}

/// Notes of the corpus, with their payers.
fn corpus() -> Vec<(String, String)> {
    let text = fs::read_to_string("tests/corpus/a.jsonl").unwrap();
    let notes: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let field = |note: &Value, key: &str| note[key].as_str().expect(key).to_owned();
    notes.iter().map(|note| (field(note, "ruleset"), field(note, "text"))).collect()
}

#[test]
fn explanations_agree_with_check_on_labelled_notes() {
    let mut reported = 0;
    for (ruleset, text) in corpus() {
        let linter = Linter::new(Config { ruleset, ..Config::default() }).unwrap();
        let reading = linter.read(&text);
        let explanation = Explanation::new(&linter, &reading).unwrap();
        let mut found = linter.lint(&text);
        found.retain(|found| found.code.starts_with("NB"));
        for found in &found {
            let considered = explanation.at(found.span);
            assert_eq!(considered.stage, Stage::Reported, "{} in {text}", found.code);
            let told = considered.phrases.iter().any(|phrase| match &phrase.fate {
                Fate::Act(act) => act.outcome.codes().iter().any(|code| *code == found.code),
                _ => false,
            });
            assert!(told, "{} in {text}", found.code);
            reported += 1;
        }
        for token in 0..reading.note.tokens.len() {
            let span = reading.note.span(token..token + 1);
            let considered = explanation.at(span);
            let here = found.iter().any(|found| found.span.overlaps(span));
            assert!(!here || considered.stage == Stage::Reported, "{span:?} in {text}");
            for phrase in &considered.phrases {
                let alike = matches!(phrase.fate, Fate::LookAlike);
                assert_eq!(alike, phrase.usage == Usage::Not, "{} in {text}", phrase.entry.name);
            }
        }
    }
    assert!(reported > 50, "{reported}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = include_str!("../README.md");
    let (_, block) = readme.split_once("```console\n$ notelint why ").expect("a run of the program");
    let (command, shown) = block.split_once('\n').expect("a command and what it prints");
    let (shown, _) = shown.split_once("\n```").expect("the end of the block");
    let (printed, _) = run(Path::new("."), &command.split(' ').collect::<Vec<_>>(), 0);
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(shown), trimmed(printed.trim_end()));
}
