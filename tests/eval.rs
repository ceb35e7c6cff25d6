//! `notelint eval` from outside: figures worked out by hand, lines of each kind, bad lines.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    #[track_caller]
    fn status(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("one JSON document")
    }

    /// By code, its true positives, false positives and false negatives.
    #[track_caller]
    fn codes(&self) -> Vec<(String, [u64; 3])> {
        let document = self.json();
        let count = |code: &Value, key: &str| code[key].as_u64().expect("a count");
        let codes = document["codes"].as_array().expect("a list").iter();
        codes
            .map(|c| (c["code"].as_str().unwrap().to_owned(), ["tp", "fp", "fn"].map(|key| count(c, key))))
            .collect()
    }
}

fn eval(dir: &Path, args: &[&str]) -> Run {
    eval_with(dir, args, "")
}

fn eval_with(dir: &Path, args: &[&str], stdin: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(dir).arg("eval").args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let mut child = command.spawn().expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(stdin.as_bytes()).expect("it is read");
    let output = child.wait_with_output().expect("the program ends");
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A labelled note under il-rule132 with no labels, but for the keys given.
fn note(id: &str, text: &str, keys: Value) -> String {
    let mut note = json!({
        "id": id, "ruleset": "il-rule132", "text": text, "activities": [], "interventions": [], "traps": [],
        "note_codes": [], "note_codes_any": ["DU004", "DU005", "IV001"], "claimed_minutes": null,
    });
    for (key, value) in keys.as_object().expect("an object") {
        note[key] = value.clone();
    }
    note.to_string()
}

/// An activity that has to be warned about.
fn activity(words: &str, code: &str, name: &str) -> Value {
    json!({"span": words, "code": code, "name": name, "flag": "warning"})
}

fn with(mut label: Value, key: &str, value: Value) -> Value {
    label[key] = value;
    label
}

fn folder(lines: &[String]) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("a.jsonl"), lines.join("\n")).unwrap();
    dir
}

const FAX: &str = "Faxed the packet to DMV. 10 min.";
const DRIVE: &str = "Drove ct to court. 20 min.";
const HELP: &str = "Helped ct fill out her CalFresh application with the county worker. 30 min.";

/// A note for each kind of line. By hand, note by note:
///
/// | note | activities | note codes | interventions | claim | minutes of acts |
/// |---|---|---|---|---|---|
/// | found | NB301 found | DU005 found | | right | right |
/// | missed | NB104, NB301, NB402 missed | IV001 missed | | right, none | |
/// | false | NB101 noisy, clean note that is not silent | | | right | |
/// | twice | NB301 found and noisy, twice | | | right | not invented: one of its two acts has none |
/// | code | NB302 missed, NB301 noisy, twice | | | right | missed |
/// | may | nothing, either way | | | right | invented |
/// | named | clean | | found and named | right | right |
/// | unnamed | clean | | found | right | right |
/// | no-help | clean | | one missed, one false | wrong | |
/// | silent | clean | IV001 noisy | | right | |
fn every_kind() -> Vec<String> {
    let fax = |code: &str, name: &str| activity("Faxed the packet to DMV", code, name);
    vec![
        note(
            "found",
            FAX,
            json!({"activities": [with(fax("NB301", "fax"), "minutes", json!(10))], "note_codes": ["DU005"],
                   "claimed_minutes": 10}),
        ),
        note(
            "missed",
            "Ct waited in the lobby. Will fax the packet to DMV. Sorted the cups.",
            json!({"activities": [activity("Ct waited", "NB104", "waiting"), activity("fax the packet", "NB301", "fax"),
                                  activity("Sorted the cups", "NB402", "errand")],
                   "note_codes": ["IV001"], "note_codes_any": ["DU001"]}),
        ),
        note(
            "false",
            DRIVE,
            json!({"traps": [{"span": "Drove ct", "why": "her sister drove"}], "claimed_minutes": 20}),
        ),
        note(
            "twice",
            "Faxed the packet to DMV. Faxed the letter to SSA. 10 min.",
            json!({"activities": [activity("Faxed the packet to DMV. Faxed the letter", "NB301", "fax")],
                   "claimed_minutes": 10}),
        ),
        note(
            "code",
            FAX,
            json!({"activities": [with(fax("NB302", "copying"), "minutes", json!(15))], "claimed_minutes": 10}),
        ),
        note(
            "may",
            DRIVE,
            json!({"activities": [with(activity("Drove ct", "NB101", "transport"), "flag", json!("any"))],
                   "claimed_minutes": 20}),
        ),
        note(
            "named",
            HELP,
            json!({"interventions": [{"span": "Helped ct", "name": "advocacy", "alt": ["benefits"], "minutes": 30}],
                   "claimed_minutes": 30}),
        ),
        note(
            "unnamed",
            HELP,
            json!({"interventions": [{"span": "Helped ct", "name": "advocacy", "minutes": 30}],
                   "claimed_minutes": 30}),
        ),
        note(
            "no-help",
            HELP,
            json!({"interventions": [{"span": "30 min", "name": "linkage"}], "traps": [{"span": "CalFresh"}],
                   "claimed_minutes": 45}),
        ),
        note(
            "silent",
            "Ct said the bus was late. 15 min.",
            json!({"note_codes_any": ["DU004"], "claimed_minutes": 15}),
        ),
    ]
}

// Figures

#[test]
fn figures_are_those_worked_out_by_hand() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl", "--format", "json"]);
    let counts: Vec<(String, [u64; 3])> = [
        ("DU005", [1, 0, 0]),
        ("IV001", [0, 1, 1]),
        ("NB101", [0, 1, 0]),
        ("NB104", [0, 0, 1]),
        ("NB301", [2, 2, 1]),
        ("NB302", [0, 0, 1]),
        ("NB402", [0, 0, 1]),
    ]
    .map(|(code, counts)| (code.to_owned(), counts))
    .into();
    assert_eq!(run.status(0).codes(), counts);

    let mut figures = run.json();
    let fax = figures["codes"][4].clone();
    let figures = figures.as_object_mut().unwrap();
    figures.remove("codes");
    let figures = Value::Object(figures.clone());
    let expected = json!({
        "version": 1, "notes": 10, "failed": 0,
        "activity_precision": 0.4, "activity_recall": 0.3333, "activity_f1": 0.3636,
        "activities": {"tp": 2, "fp": 3, "fn": 4, "precision": 0.4, "precision_interval": [0.1176, 0.7693],
                       "recall": 0.3333, "recall_interval": [0.0968, 0.7], "f1": 0.3636},
        "reported_twice": 2, "clean_notes": 5, "clean_notes_silent": 4,
        "note_precision": 0.5, "note_recall": 0.5, "note_f1": 0.5,
        "note_codes": {"tp": 1, "fp": 1, "fn": 1, "precision": 0.5, "precision_interval": [0.0945, 0.9055],
                       "recall": 0.5, "recall_interval": [0.0945, 0.9055], "f1": 0.5},
        "interventions": 3, "interventions_found": 0.6667, "interventions_named": 0.3333,
        "interventions_false": 1,
        "claimed_minutes_right": 0.9, "activity_minutes_right": 0.75, "minutes_invented": 0.5,
    });
    assert_eq!(figures, expected);
    let expected = json!({
        "code": "NB301", "name": "fax", "tp": 2, "fp": 2, "fn": 1, "precision": 0.5,
        "precision_interval": [0.15, 0.85], "recall": 0.6667, "recall_interval": [0.2077, 0.9385], "f1": 0.5714,
    });
    assert_eq!(fax, expected);
}

#[test]
fn the_text_has_a_line_for_each_code_and_the_totals() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl"]);
    let lines: Vec<&str> = run.status(0).stdout.lines().collect();
    let code = "NB301  fax                        tp    2  fp    2  fn    1  precision 0.50 [0.15–0.85]  \
                recall 0.67 [0.21–0.94]  F1 0.57";
    assert_eq!(lines[4], code);
    let totals = [
        "",
        "notes                   10",
        "activities              precision 0.4000 [0.12–0.77]  recall 0.3333 [0.10–0.70]  F1 0.3636  tp 2  fp 3  fn 4",
        "reported twice          2",
        "clean notes silent      4 of 5",
        "note codes              precision 0.5000 [0.09–0.91]  recall 0.5000 [0.09–0.91]  F1 0.5000  tp 1  fp 1  fn 1",
        "interventions found     0.6667 (2 of 3)",
        "interventions named     0.3333 (1 of 3)",
        "interventions false     1",
        "claimed minutes right   0.9000 (9 of 10)",
        "activity minutes right  0.7500 (3 of 4)",
        "minutes invented        0.5000 (1 of 2)",
    ];
    assert_eq!(&lines[7..], totals);
    assert_eq!(run.stderr, "");
}

#[test]
fn what_is_not_asked_for_is_left_out_of_every_figure() {
    let dir = folder(&every_kind());
    let run =
        eval(dir.path(), &["a.jsonl", "--format", "json", "--activities", "NB301,NB402", "--codes", "IV001"]);
    let expected = [("IV001", [0, 1, 1]), ("NB301", [2, 2, 1]), ("NB402", [0, 0, 1])];
    assert_eq!(run.status(0).codes(), expected.map(|(code, counts)| (code.to_owned(), counts)));
    let figures = run.json();
    assert_eq!(figures["activities"]["tp"], 2);
    assert_eq!((&figures["clean_notes_silent"], &figures["clean_notes"]), (&json!(5), &json!(5)));
    assert_eq!((&figures["note_precision"], &figures["note_recall"]), (&json!(0.0), &json!(0.0)));
    // The words of an activity that is left out belong to no labelled one.
    assert_eq!(figures["reported_twice"], 1);

    let run = eval(dir.path(), &["a.jsonl", "--no-ledger"]);
    assert!(run.status(0).stdout.ends_with("tp 1  fp 1  fn 1\n"), "{}", run.stdout);
    let figures = eval(dir.path(), &["a.jsonl", "--no-ledger", "--format", "json"]).json();
    assert_eq!(figures["interventions_false"], Value::Null);
    assert_eq!(figures["claimed_minutes_right"], Value::Null);
}

#[test]
fn a_finding_answers_one_label_and_makes_way_for_another() {
    let text = "Faxed the packet to DMV. Faxed the letter to SSA. 10 min.";
    // The first label would take the first finding, which is the only one for the second.
    let wide = activity("Faxed the packet to DMV. Faxed the letter", "NB301", "fax");
    let narrow = activity("Faxed the packet", "NB302", "copying");
    let narrow = with(narrow, "alt", json!(["NB301"]));
    let dir = folder(&[note("a", text, json!({"activities": [wide, narrow], "claimed_minutes": 10}))]);
    let run = eval(dir.path(), &["a.jsonl", "--format", "json"]);
    let expected = [("NB301", [1, 0, 0]), ("NB302", [1, 0, 0])];
    assert_eq!(run.status(0).codes(), expected.map(|(code, counts)| (code.to_owned(), counts)));
}

#[test]
fn the_example_of_the_readme_is_right_in_every_figure() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let example = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let dir = folder(&[example.replace('\n', " ")]);
    let run = eval(dir.path(), &["a.jsonl", "--format", "json", "--verbose"]);
    assert_eq!(run.status(0).json()["differences"], json!([]));
    let expected = ["DU005", "IV001", "NB201"].map(|code| (code.to_owned(), [1, 0, 0]));
    assert_eq!((run.codes(), run.stderr.as_str()), (expected.into(), ""));
}

// Differences

/// The lines of the notes of [`every_kind`], in two halves: what may be printed of any note, and the words.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "missed a.jsonl:2 missed il-rule132 NB104 waiting",
        "Ct waited",
        "actor (waiting, done by client: actor.subject)",
    ),
    (
        "missed a.jsonl:2 missed il-rule132 NB301 fax",
        "fax the packet",
        "status (fax, planned by staff: actor.no-subject, status.future)",
    ),
    ("missed a.jsonl:2 missed il-rule132 NB402 errand", "Sorted the cups", "no mention"),
    (
        "missed a.jsonl:2 missed il-rule132 IV001 no-intervention",
        "",
        "rule (no help was read, but work in words that no phrase knows)",
    ),
    (
        "false-alarm a.jsonl:3 false il-rule132 NB101 transport",
        "Drove ct to court",
        "phrase (transport, done by staff: actor.no-subject; non-billable under il-rule132), a trap: her sister drove",
    ),
    (
        "twice a.jsonl:4 twice il-rule132 NB301 fax",
        "Faxed the letter to SSA",
        "joined (a second finding for one label; fax, done by staff: actor.no-subject; non-billable under il-rule132)",
    ),
    (
        "missed a.jsonl:5 code il-rule132 NB302 copying",
        "Faxed the packet to DMV",
        "code (reported as NB301 fax)",
    ),
    (
        "twice a.jsonl:5 code il-rule132 NB301 fax",
        "Faxed the packet to DMV",
        "code (labelled NB302 copying; fax, done by staff: actor.no-subject; non-billable under il-rule132)",
    ),
    (
        "minutes-missed a.jsonl:5 code il-rule132 NB302 copying",
        "Faxed the packet to DMV",
        "time (labelled 15; fax 10 min)",
    ),
    (
        "minutes-invented a.jsonl:6 may il-rule132 NB101 transport",
        "Drove ct",
        "time (labelled none; transport 20 min)",
    ),
    ("intervention-missed a.jsonl:9 no-help il-rule132 linkage", "30 min", "no mention"),
    (
        "false-intervention a.jsonl:9 no-help il-rule132 benefits",
        "Helped ct fill out her CalFresh application with the county worker",
        "phrase (benefits, done by staff: actor.no-subject), a trap",
    ),
    (
        "claim a.jsonl:9 no-help il-rule132",
        "",
        "time (claimed 30, labelled 45; 1 time read, 30 min as the sum of its parts)",
    ),
    (
        "false-alarm a.jsonl:10 silent il-rule132 IV001 no-intervention",
        "",
        "rule (no intervention by staff is described)",
    ),
];

#[test]
fn each_difference_is_told_with_its_place_and_what_decided_it() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl", "--verbose"]);
    let expected: Vec<String> = DIFFERENCES
        .iter()
        .map(|(place, words, decided)| match *words {
            "" => format!("{place}: {decided}"),
            words => format!("{place} \"{words}\": {decided}"),
        })
        .collect();
    let told: Vec<&str> = run.status(0).stdout.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(told, expected);
}

#[test]
fn redacted_differences_hold_no_words_of_the_notes() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl", "--verbose", "--redact"]);
    let expected = DIFFERENCES.iter().map(|(place, _, decided)| {
        format!("{place}: {}", decided.strip_suffix(": her sister drove").unwrap_or(decided))
    });
    let told: Vec<&str> = run.status(0).stdout.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(told, expected.collect::<Vec<_>>());

    let document = eval(dir.path(), &["a.jsonl", "--verbose", "--redact", "--format", "json"]).stdout;
    let open = eval(dir.path(), &["a.jsonl", "--verbose", "--format", "json"]).stdout;
    for words in ["Faxed the", "Drove ct", "Sorted", "CalFresh", "her sister"] {
        assert!(open.contains(words), "{words}");
        assert!(!document.contains(words), "{words}");
    }
}

#[test]
fn differences_in_json_have_place_span_and_stage() {
    let dir = folder(&every_kind());
    let document = eval(dir.path(), &["a.jsonl", "--verbose", "--format", "json"]).json();
    let differences = document["differences"].as_array().unwrap();
    assert_eq!(differences.len(), DIFFERENCES.len());
    let expected = json!({
        "kind": "false-alarm", "path": "a.jsonl", "line": 3, "id": "false", "ruleset": "il-rule132",
        "code": "NB101", "name": "transport", "span": {"start": 0, "end": 17}, "words": "Drove ct to court",
        "stage": "phrase", "because": "transport, done by staff: actor.no-subject; non-billable under il-rule132",
        "trap": true, "why_trap": "her sister drove",
    });
    assert_eq!(differences[4], expected);
    let quiet = eval(dir.path(), &["a.jsonl", "--format", "json"]).json();
    assert_eq!(quiet.get("differences"), None);
}

/// Where an act is lost, and the ruleset, the note, the words and the code that show it.
#[test]
fn the_stage_that_lost_an_act_is_told() {
    for (stage, ruleset, text, words, code, name) in [
        ("no mention", "il-rule132", "Sorted the cups. 10 min.", "Sorted the cups", "NB402", "errand"),
        ("swallowed", "il-rule132", "Ct is on the waiting list. 10 min.", "waiting list", "NB104", "waiting"),
        (
            "swallowed",
            "il-rule132",
            "Linked ct to the food bank. 10 min.",
            "Linked ct",
            "NB310",
            "general-research",
        ),
        ("actor", "il-rule132", "Her sister drove her to court. 10 min.", "drove her", "NB101", "transport"),
        ("status", "il-rule132", "Did not fax the packet. 10 min.", "fax the packet", "NB301", "fax"),
        (
            "joined",
            "il-rule132",
            "Called PO, no answer, left a voicemail. 10 min.",
            "Called PO, no answer",
            "NB203",
            "unsuccessful-contact",
        ),
        ("payer", "sd-bhs", "Drove out to Chula Vista to see ct. 10 min.", "Drove out", "NB102", "travel"),
        ("code", "il-rule132", "Faxed the packet to DMV. 10 min.", "Faxed the packet", "NB302", "copying"),
        (
            "span",
            "il-rule132",
            "Sorted the cups, faxed the packet. 10 min.",
            "Sorted the cups",
            "NB301",
            "fax",
        ),
    ] {
        let keys =
            json!({"ruleset": ruleset, "activities": [activity(words, code, name)], "claimed_minutes": 10});
        let dir = folder(&[note("a", text, keys)]);
        let run = eval(
            dir.path(),
            &["a.jsonl", "--verbose", "--format", "json", "--codes", "DU001", "--no-ledger"],
        );
        let differences = run.status(0).json()["differences"].clone();
        let told = (&differences[0]["kind"], &differences[0]["stage"]);
        assert_eq!(told, (&json!("missed"), &json!(stage)), "{text}: {differences}");
    }
}

// Files

#[test]
fn notes_are_scored_in_the_order_given() {
    let line = |id: &str| note(id, FAX, json!({"claimed_minutes": 10}));
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("b.jsonl"), format!("{}\n\n{}\n", line("one"), line("two"))).unwrap();
    fs::write(dir.path().join("a.jsonl"), line("three")).unwrap();
    let run = eval_with(dir.path(), &["b.jsonl", "-", "a.jsonl", "--verbose"], &line("piped"));
    let places: Vec<&str> =
        run.status(0).stdout.lines().filter_map(|line| line.strip_prefix("false-alarm ")).collect();
    let places: Vec<&str> = places.iter().filter_map(|line| line.split(" il-rule132").next()).collect();
    assert_eq!(places, ["b.jsonl:1 one", "b.jsonl:3 two", "<stdin>:1 piped", "a.jsonl:1 three"]);
}

#[test]
fn bad_lines_are_told_and_the_others_scored() {
    let fine = note("fine", FAX, json!({"claimed_minutes": 10}));
    let with = |key: &str, value: Value| note("x", "secret Faxed it.", json!({key: value}));
    let lines = [
        "{\"text\": \"secret".to_owned(),
        fine.clone(),
        with("ruleset", json!("il-rule123")),
        with("activities", json!([activity("secret", "NB3O1", "fax")])),
        with("interventions", json!([{"span": "secret", "name": "linkge"}])),
        with("note_codes", json!(["DU051"])),
        with("traps", json!([{"span": "Secret"}])),
        with("claimed_minutes", json!("secret")),
        with("id", json!("fine")),
        "{\"id\": \"\\u001b[2J\"}".to_owned(),
    ];
    let dir = folder(&lines);
    let run = eval(dir.path(), &["a.jsonl", "--format", "json"]);
    let expected = [
        "error: a.jsonl:1: no JSON: EOF while parsing a string at column 16; write one JSON object a line",
        "error: a.jsonl:3: unknown ruleset `il-rule123`; did you mean `il-rule132`?",
        "error: a.jsonl:4: unknown activity `NB3O1`; did you mean `NB301`?",
        "error: a.jsonl:5: unknown intervention `linkge`; did you mean `linkage`?",
        "error: a.jsonl:6: `note_codes`: unknown rule `DU051`; did you mean `DU001`?",
        "error: a.jsonl:7: trap 1: the words of `span` do not stand in `text`; copy them from `text`, letter by letter",
        "error: a.jsonl:8: `claimed_minutes` is not understood; write a number of minutes, or null where none are stated",
        "error: a.jsonl:10: `text` is missing; write the note in quotes",
        "note: a.jsonl:9: the id `fine` stands also at a.jsonl:2; both are scored",
    ];
    assert_eq!(run.stderr.lines().collect::<Vec<_>>(), expected);
    let figures = run.status(2).json();
    assert_eq!((&figures["notes"], &figures["failed"]), (&json!(2), &json!(8)));
    assert_eq!(figures["activities"]["fp"], 2);
}

#[test]
fn files_without_a_note_are_errors() {
    let dir = folder(&["".to_owned(), " ".to_owned()]);
    fs::create_dir(dir.path().join("folder")).unwrap();
    fs::write(dir.path().join("b.jsonl"), b"\0\0").unwrap();
    for (path, expected) in [
        ("a.jsonl", "error: a.jsonl: no labelled note in it; write one JSON object a line\n"),
        ("folder", "error: folder: a folder; name the files in it\n"),
        ("none.jsonl", "error: none.jsonl: no such file or folder; check the path\n"),
        ("b.jsonl", "error: b.jsonl: not text: it has NUL bytes"),
    ] {
        let run = eval(dir.path(), &[path]);
        assert!(run.status(2).stderr.starts_with(expected), "{}", run.stderr);
        assert_eq!(run.stdout, "notes                   0\n");
    }
    eval(dir.path(), &[]).status(2);
}

#[test]
fn nothing_is_passed_over_silently() {
    let keys = json!({"note_codes": ["DU002"], "labeller": 1, "traps": [{"span": "Faxed", "way": "x"}],
                      "activities": [activity("Faxed", "NB301", "fax")], "claimed_minutes": 10});
    let lines =
        [note("a", FAX, keys.clone()), note("a", FAX, keys), note("b", "Met ct.\n---\nMet PO.", json!({}))];
    let dir = folder(&lines);
    let run = eval(dir.path(), &["a.jsonl"]);
    let expected = [
        "note: a.jsonl:1: unknown key `labeller` of a note is passed over, 2 times in this file",
        "note: a.jsonl:1: unknown key `way` of a trap is passed over, 2 times in this file; did you mean `why`?",
        "note: a.jsonl:2: the id `a` stands also at a.jsonl:1; both are scored",
        "note: a.jsonl:3: read as 2 notes, as `check` reads it; minutes are those of the last",
        "note: DU002 is not scored, and 2 of the notes are labelled with it",
    ];
    assert_eq!(run.status(0).stderr.lines().collect::<Vec<_>>(), expected);
    assert_eq!(eval(dir.path(), &["a.jsonl", "--quiet"]).status(0).stderr, "");
}

#[test]
fn control_characters_are_never_printed() {
    let keys = json!({"id": "\u{1b}[2J", "ruleset": "common", "traps": [{"span": "\u{1b}[2J Faxed", "why": "\u{7}"}],
                      "\u{1b}key": 1});
    let lines = [
        note("", "\u{1b}[2J Faxed the \u{7}packet to DMV.", keys),
        note("b", "", json!({"ruleset": "\u{1b}[2J"})),
    ];
    let dir = folder(&lines);
    let run = eval(dir.path(), &["a.jsonl", "--verbose"]);
    assert!(run.stderr.contains("unknown ruleset `\\u{1b}[2J`"), "{}", run.stderr);
    assert!(
        run.stdout.contains(r#"\u{1b}[2J common NB301 fax "Faxed the \u{7}packet to DMV""#),
        "{}",
        run.stdout
    );
    assert!(!format!("{}{}", run.stdout, run.stderr).contains(['\u{1b}', '\u{7}']));
}

#[test]
fn the_report_goes_where_it_is_wanted_and_over_no_input() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl", "--output", "figures.txt"]);
    assert_eq!(run.status(0).stdout, "");
    let figures = fs::read_to_string(dir.path().join("figures.txt")).unwrap();
    assert_eq!(figures, eval(dir.path(), &["a.jsonl"]).stdout);
    let run = eval(dir.path(), &["a.jsonl", "--output", "a.jsonl"]);
    assert!(
        run.status(2).stderr.contains("--output would overwrite a file that is to be read"),
        "{}",
        run.stderr
    );
    assert_eq!(fs::read_to_string(dir.path().join("a.jsonl")).unwrap(), every_kind().join("\n"));
}

// What is in force

#[test]
fn codes_that_do_not_exist_are_told_with_the_nearest() {
    let dir = folder(&every_kind());
    let run = eval(dir.path(), &["a.jsonl", "--activities", "NB3O1"]);
    assert_eq!(
        run.status(2).stderr,
        "error: --activities: unknown activity `NB3O1`; did you mean `NB301`?\n"
    );
    let run = eval(dir.path(), &["a.jsonl", "--codes", "DU051"]);
    assert!(run.status(2).stderr.contains("possible values: DU001"), "{}", run.stderr);
}

#[test]
fn a_configuration_counts_only_where_it_is_named() {
    let dir = folder(&[note("a", FAX, json!({"claimed_minutes": 10}))]);
    fs::write(dir.path().join("notelint.yaml"), "ignore: NB301\nruleset: la-sapc\n").unwrap();
    let noisy = |args: &[&str]| {
        let run = eval(dir.path(), &[&["a.jsonl", "--format", "json"], args].concat());
        run.status(0).json()["activities"]["fp"].clone()
    };
    assert_eq!(noisy(&[]), 1);
    assert_eq!(noisy(&["--config", "notelint.yaml"]), 0);
    assert_eq!(noisy(&["--config", "notelint.yaml", "--no-config"]), 1);
}

#[test]
fn own_activities_and_rulesets_are_scored_as_the_built_in_ones() {
    let ironing = json!({"span": "Ironed", "code": "ZZ001", "name": "ironing", "flag": "warning"});
    let dir = folder(&[note(
        "a",
        "Ironed the curtains. 10 min.",
        json!({"ruleset": "ours", "activities": [ironing], "claimed_minutes": 10, "note_codes_any": ["IV001", "DU005"]}),
    )]);
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "ours/activities/ironing.yaml",
        "name: ironing\ncode: ZZ001\nsummary: ironing\nphrases:\n  - \"~iron the curtains\"\n\
         examples:\n  flag: [Ironed the curtains.]\n  pass: [Ct ironed the curtains.]\nwhy: no service\n",
    );
    write(
        "ours/rulesets/ours.yaml",
        "id: ours\ndocument: Handbook\nissuer: us\nprogram: case management\ninherits: il-rule132\nactivities:\n  \
         ironing:\n    - { verdict: non-billable, place: p. 1, says: ironing is not paid }\n",
    );
    let run = eval(dir.path(), &["a.jsonl", "--lexicons", "ours", "--format", "json"]);
    assert_eq!(run.status(0).codes(), [("ZZ001".to_owned(), [1, 0, 0])], "{}", run.stderr);
    assert_eq!(run.json()["codes"][0]["name"], "ironing");
    let run = eval(dir.path(), &["a.jsonl"]);
    assert!(run.status(2).stderr.contains("a.jsonl:1: unknown ruleset `ours`"), "{}", run.stderr);
}
