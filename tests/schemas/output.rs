//! What the program prints, held against its schemas: nothing but what they describe, and everything that they describe.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::program::{Run, command, finish, folder, notelint};
use super::{parsed, root, schemas, validator, wrong};

const CSV: &[u8] = b"Note ID,Client,Case Manager,Service Date,Start Time,End Time,Duration,Service,Note\n\
    N1,C1,\"J. Soto, MHP\",5/6/2024,10:00,10:30,30,CM-MH,\"Called PO, 10 min. Drove ct to court, 20 min.\"\n\
    N2,C2,\"J. Soto, MHP\",5/6/2024,10:15,10:45,30,CM-MH,\"Helped ct fill out the CalFresh form.\"\n";

/// One document of the program, the schema that it has to keep to, and how it came about.
struct Printed {
    schema: &'static str,
    by: String,
    document: Value,
}

/// Runs of every command that has a machine format, over the samples, the export, and notes that bring out what is rare.
fn printed() -> &'static [Printed] {
    static PRINTED: OnceLock<Vec<Printed>> = OnceLock::new();
    PRINTED.get_or_init(|| {
        let mut all = Vec::new();
        check(&mut all);
        minutes(&mut all);
        scored(&mut all);
        why(&mut all);
        pages(&mut all);
        kept(&mut all);
        all
    })
}

fn whole(schema: &'static str, dir: &Path, args: &[&str], all: &mut Vec<Printed>) {
    let run = ran(dir, args);
    all.push(Printed { schema, by: args.join(" "), document: run.json() });
}

#[track_caller]
fn ran(dir: &Path, args: &[&str]) -> Run {
    let run = notelint(dir, args);
    assert!(matches!(run.status, Some(0 | 1)), "{args:?}: {}", run.stderr);
    run
}

fn lines(schema: &'static str, dir: &Path, args: &[&str], all: &mut Vec<Printed>) {
    for line in ran(dir, args).stdout.lines() {
        all.push(Printed { schema, by: args.join(" "), document: parsed(line) });
    }
}

fn rows(schema: &'static str, dir: &Path, args: &[&str], all: &mut Vec<Printed>) {
    let run = ran(dir, args);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let names = reader.headers().expect("names of columns").clone();
    for row in reader.records() {
        let row = row.expect("a row");
        let cells = names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), json!(cell)));
        all.push(Printed { schema, by: args.join(" "), document: Value::Object(cells.collect()) });
    }
}

fn check(all: &mut Vec<Printed>) {
    let dir = folder(&[
        ("notes.csv", CSV),
        ("a.txt", b"Faxed the packet to DMV for ct, 10 min.\n---\nStart: 10:00 | End: 9:00\nCalled PO.\n"),
    ]);
    let dir = dir.path();
    ran(dir, &["check", ".", "--write-baseline", "known.json"]);
    all.push(Printed {
        schema: "baseline",
        by: "check --write-baseline".to_owned(),
        document: parsed(&fs::read_to_string(dir.join("known.json")).unwrap()),
    });
    for more in [
        &[][..],
        &["--ledger"],
        &["--redact", "--ledger"],
        &["--baseline", "known.json"],
        &["--sample", "2", "--seed", "7"],
    ] {
        whole("check", dir, &[&["check", ".", "--format", "json"], more].concat(), all);
        if !more.contains(&"--ledger") {
            lines("check-lines", dir, &[&["check", ".", "--format", "jsonl"], more].concat(), all);
        }
    }
    whole("check", root(), &["check", "samples", "--format", "json", "--ledger"], all);
    lines("check-lines", root(), &["check", "samples", "--format", "jsonl"], all);
    rows("check-row", root(), &["check", "samples", "--format", "csv"], all);
}

fn minutes(all: &mut Vec<Printed>) {
    let dir = folder(&[("notes.csv", CSV)]);
    for (dir, at) in [(root(), "samples"), (dir.path(), "notes.csv")] {
        whole("ledger", dir, &["ledger", at, "--format", "json"], all);
        whole("summary", dir, &["summary", at, "--format", "json"], all);
        rows("summary-row", dir, &["summary", at, "--format", "csv"], all);
    }
}

fn scored(all: &mut Vec<Printed>) {
    for more in [&[][..], &["--verbose"], &["--verbose", "--redact"], &["--no-ledger"]] {
        let args = ["eval", "tests/corpus/a.jsonl", "tests/corpus/c.jsonl", "--format", "json"];
        whole("eval", root(), &[&args, more].concat(), all);
    }
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        let by = format!("tests/corpus/{name}.jsonl");
        let notes = fs::read_to_string(root().join(&by)).unwrap();
        for line in notes.lines().filter(|line| !line.trim().is_empty()) {
            all.push(Printed { schema: "labelled-note", by: by.clone(), document: parsed(line) });
        }
    }
}

/// Asks about every line of every sample.
fn why(all: &mut Vec<Printed>) {
    for payer in ["la-sapc", "sd-bhs", "cm-2009", "il-rule132", "common"] {
        let mut places = Vec::new();
        for entry in fs::read_dir(root().join("samples").join(payer)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("samples/{payer}/{name}");
            if !name.ends_with(".yaml") {
                // Some are no UTF-8.
                let lines =
                    fs::read(root().join(&path)).unwrap().iter().filter(|byte| **byte == b'\n').count();
                places.extend((1..=lines).map(|line| format!("{path}:{line}")));
                places.push(format!("{path}:1:1"));
            }
        }
        let mut args = vec!["why", "--format", "json", "--ignore", "NB1"];
        args.extend(places.iter().map(String::as_str));
        whole("why", root(), &args, all);
        args.insert(1, "--redact");
        whole("why", root(), &args, all);
    }
}

fn pages(all: &mut Vec<Printed>) {
    let dir = folder(&[]);
    let matrix = ran(dir.path(), &["matrix", "--format", "json"]).json();
    let codes = matrix["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap());
    for key in codes.chain(["DU001", "XN005", "PR001", "advocacy"]) {
        whole("explain", dir.path(), &["explain", key, "--format", "json"], all);
    }
    all.push(Printed { schema: "matrix", by: "matrix".to_owned(), document: matrix.clone() });
}

/// The score that `learn` keeps.
fn kept(all: &mut Vec<Printed>) {
    let dir = folder(&[("answers", b"n\nn\nn\nn\nq\n")]);
    let mut learn = command(dir.path(), &["learn", "--level", "1"]);
    learn.env("XDG_STATE_HOME", dir.path()).stdin(fs::File::open(dir.path().join("answers")).unwrap());
    finish(learn);
    let document = parsed(&fs::read_to_string(dir.path().join("notelint/learn.json")).unwrap());
    all.push(Printed { schema: "learn", by: "learn".to_owned(), document });
}

#[test]
fn what_is_printed_keeps_to_its_schema() {
    let schemas = schemas();
    for (name, schema) in &schemas {
        let validator = validator(schema);
        let mut count = 0;
        for Printed { by, document, .. } in printed().iter().filter(|printed| printed.schema == name) {
            count += 1;
            assert_eq!(wrong(&validator, document), Vec::<String>::new(), "{name}: {by}");
        }
        assert!(count > 0, "nothing is printed for {name}");
    }
    assert!(printed().iter().all(|printed| schemas.contains_key(printed.schema)));
}

/// Puts a key into the `nth` object of a document; whether there was one.
fn with_a_key(document: &mut Value, nth: &mut usize) -> bool {
    match document {
        Value::Object(map) => {
            if *nth == 0 {
                map.insert("brand-new".to_owned(), json!(1));
                return true;
            }
            *nth -= 1;
            map.values_mut().any(|value| with_a_key(value, nth))
        }
        Value::Array(list) => list.iter_mut().any(|value| with_a_key(value, nth)),
        _ => false,
    }
}

#[test]
fn a_key_that_no_schema_describes_is_noticed() {
    for (name, schema) in schemas() {
        let validator = validator(&schema);
        let printed = printed().iter().find(|printed| printed.schema == name).unwrap();
        for nth in 0..200 {
            let (mut document, mut left) = (printed.document.clone(), nth);
            if !with_a_key(&mut document, &mut left) {
                assert!(nth > 0, "{name}");
                break;
            }
            assert!(!validator.is_valid(&document), "{name}, object {nth}: {}", printed.by);
        }
    }
}

/// All keys that a schema describes, and all that a document has.
fn keys(value: &Value, described: bool, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            let own = if described { map.get("properties").and_then(Value::as_object) } else { Some(map) };
            found.extend(own.into_iter().flat_map(|own| own.keys().cloned()));
            map.values().for_each(|value| keys(value, described, found));
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, described, found)),
        _ => {}
    }
}

/// Parts that several schemas share count as printed where one of them is.
#[test]
fn no_schema_describes_a_key_that_is_never_printed() {
    let mut everywhere = BTreeSet::new();
    printed().iter().for_each(|printed| keys(&printed.document, false, &mut everywhere));
    for (name, mut schema) in schemas() {
        let (mut own, mut shared, mut seen) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        keys(&schema["$defs"].take(), true, &mut shared);
        keys(&schema, true, &mut own);
        for printed in printed().iter().filter(|printed| printed.schema == name) {
            keys(&printed.document, false, &mut seen);
        }
        let missing: Vec<&String> = own.difference(&seen).chain(shared.difference(&everywhere)).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}
