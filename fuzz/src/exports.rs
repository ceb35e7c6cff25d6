//! An export → its records: rows in order, each with its place, and notes that read back as they were.

use std::io::{Seek, Write};
use std::path::PathBuf;

use notelint::lexicon::LEXICON;
use notelint::source::records::{Kind, Naming, Options, Row, Rows};
use notelint::source::{Entry, Input, ReadError};
use tempfile::NamedTempFile;

use super::{is_visible, lies_in, linter, reading};

pub fn csv(data: &[u8]) {
    check(data, Kind::Csv);
}

pub fn csv_work(data: &[u8]) {
    let _ = read(data, Kind::Csv);
}

pub fn ndjson(data: &[u8]) {
    check(data, Kind::Ndjson);
}

pub fn ndjson_work(data: &[u8]) {
    let _ = read(data, Kind::Ndjson);
}

fn check(data: &[u8], kind: Kind) {
    let (rows, all) = match read(data, kind) {
        Ok(read) => read,
        Err(error) => return is_visible(&error.to_string()),
    };
    assert!(all.iter().zip(1..).all(|(row, number)| row.number == number));
    assert!(all.is_sorted_by(|a, b| a.place.row < b.place.row), "each in a row of its own, in order");
    assert_eq!(rows.tally().bytes, data.len() as u64);
    rows.remarks().iter().for_each(|remark| is_visible(remark));
    let linter = linter(data);
    let mut notes = Vec::new();
    for row in &all {
        row.problems.iter().for_each(|problem| is_visible(problem));
        let Some(record) = &row.record else {
            assert!(!row.problems.is_empty(), "a row that cannot be read says why");
            continue;
        };
        notes.push(record.note.clone());
        let composed = record.compose(rows.clocking(), linter.lexicon());
        assert_eq!(composed.text.get(composed.body..), Some(record.note.as_str()));
        reading::reading(&linter.read_record(&composed));
        for found in linter.lint_record(record, rows.clocking(), true).0 {
            lies_in(found.span, &record.note);
            found.labels.iter().for_each(|label| lies_in(label.span, &record.note));
        }
    }
    let (_, again) = read(&written(&notes, kind), kind).expect("what was written can be read");
    let again: Vec<String> = again.into_iter().filter_map(|row| Some(row.record?.note)).collect();
    assert_eq!(again, notes, "notes read back as they were");
}

fn written(notes: &[String], kind: Kind) -> Vec<u8> {
    let numbered = notes.iter().enumerate();
    if kind == Kind::Ndjson {
        let lines = numbered.map(|(id, note)| serde_json::json!({"id": id, "note": note}).to_string() + "\n");
        let header = "{\"id\": \"first\", \"note\": \"\"}\n";
        return if notes.is_empty() { header.into() } else { lines.collect::<String>().into_bytes() };
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["id", "note"]).unwrap();
    numbered.for_each(|(id, note)| csv.write_record([&id.to_string(), note]).unwrap());
    csv.into_inner().unwrap()
}

/// The rows of an export, read as the program reads them: from a file.
fn read(data: &[u8], kind: Kind) -> Result<(Rows, Vec<Row>), ReadError> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(data).unwrap();
    file.rewind().unwrap();
    let input = Input::Path(PathBuf::from(file.path()));
    let entry = Entry { input, name: "export".into(), size: data.len() as u64, named: true };
    let naming = Naming::default();
    let mut rows = Rows::open(&entry, &Options { kind, naming: &naming, fingerprint: true }, &LEXICON)?;
    let mut all = Vec::new();
    loop {
        let chunk = rows.chunk(&LEXICON)?;
        if chunk.is_empty() {
            return Ok((rows, all));
        }
        all.extend(chunk);
    }
}
