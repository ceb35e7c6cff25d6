//! A file of notes → its report: everything that is found stands in its note, in order, the same each time, and every format
//! for programs reads back with all of it.

use std::sync::Arc;

use notelint::batch::{Batch, Place};
use notelint::catalogue::{activity, rule};
use notelint::report::{Edition, End, Findings, Format, Input, Notes, Run, Statistics, Style, Summary};
use notelint::source::{Document, decode, document};
use notelint::span::{Lines, Span};
use serde_json::Value;

use super::{lies_in, linter, reading, text};

pub fn work(data: &[u8]) {
    linter(b"").lint(&text(data));
}

pub fn check(data: &[u8]) {
    let Ok(decoded) = decode::decode(data) else { return };
    let linter = linter(data);
    let file = document(&"notes/a.txt".into(), decoded);
    let lines = Lines::new(&file.text);
    let (mut notes, mut batch) = (Vec::new(), Batch::default());
    for note in &file.notes {
        let text = note.note_text();
        let found = linter.lint(text);
        assert_eq!(found, linter.lint(text), "the same each time");
        assert!(found.is_sorted_by_key(|found| (found.span, found.code.clone())), "in order");
        for found in &found {
            assert!(activity(&found.code).is_some() || rule(&found.code).is_some(), "{}", found.code);
            lies_in(found.span, text);
            found.labels.iter().for_each(|label| lies_in(label.span, text));
        }
        let read = linter.read(text);
        reading::reading(&read);
        if let Some(ledger) = linter.ledger(&read) {
            reading::ledger(&ledger, text);
        }
        let (_, facts) = linter.judge_for_batch(&read);
        lies_in(facts.span, text);
        let span = facts.span.shifted(note.span.start);
        let at = |offset| lines.position(&file.text, offset);
        let place = Place {
            path: Arc::clone(&file.path),
            note: note.note,
            row: None,
            span,
            start: at(span.start),
            end: at(span.end),
        };
        batch.add(&place, &facts);
        notes.push((note.note, note.span, found));
    }
    for found in linter.lint_batch(&batch) {
        assert!((1..=file.notes.len()).contains(&found.place.note));
        lies_in(found.place.span, &file.text);
    }
    report(&file, notes);
}

type Found = (usize, Span, Vec<notelint::diagnostic::Diagnostic>);

fn report(file: &Document, notes: Vec<Found>) {
    let findings = Findings::locate(Arc::clone(&file.path), Arc::clone(&file.text), notes);
    for found in &findings.found {
        assert!(found.start <= found.end && found.start.line >= 1 && found.start.column >= 1);
        lies_in(found.diagnostic.span, &file.text);
    }
    let count = findings.found.len();
    let mut summary = Summary { notes: file.notes.len(), ..Summary::default() };
    summary.count(&findings);
    let mut statistics = Statistics::default();
    statistics.count(&findings);
    for &format in Format::ALL {
        for redact in [false, true] {
            let style = Style { format, redact, snippets: true, ..Style::default() };
            let printed = printed(style, &findings, &summary, &statistics);
            let lines = || printed.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
            let whole = || serde_json::from_str::<Value>(&printed).expect("JSON");
            let list = |value: &Value| value.as_array().expect("a list").len();
            match format {
                Format::Json => assert_eq!(list(&whole()["diagnostics"]), count),
                Format::Jsonl => assert_eq!(lines().count(), count + 1),
                Format::Sarif => assert_eq!(list(&whole()["runs"][0]["results"]), count),
                Format::Gitlab => assert_eq!(list(&whole()), count),
                Format::Rdjson => assert_eq!(list(&whole()["diagnostics"]), count),
                Format::Csv => {
                    let rows = csv::Reader::from_reader(printed.as_bytes()).into_records();
                    assert_eq!(rows.filter(|row| row.is_ok()).count(), count + 1);
                }
                Format::Short => assert_eq!(printed.lines().count(), count),
                Format::Pretty | Format::Github | Format::Checkstyle | Format::Junit | Format::Html => {}
            }
        }
    }
}

fn printed(style: Style, findings: &Findings, summary: &Summary, statistics: &Statistics) -> String {
    let edition = Edition { id: "built-in".to_owned(), edition: None, sha256: String::new() };
    let run = Run {
        notelint: "0",
        ruleset: "common".to_owned(),
        lexicon: edition.clone(),
        rulesets: vec![edition],
        input: Input { files: 1, bytes: 0, sha256: None },
        notes: Notes::default(),
        sample: None,
    };
    let end = End { summary, statistics, empty: findings.found.is_empty(), ledger: false };
    let mut body = Vec::new();
    style.findings(findings, None, &mut body).unwrap();
    let mut out = style.head(&run, &end).unwrap();
    out.extend_from_slice(style.first(&body));
    out.extend(style.tail(&run, &end, &|_| None).unwrap().concat());
    String::from_utf8(out).expect("UTF-8")
}
