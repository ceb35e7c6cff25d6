//! Findings → one JSON document, written as it goes: a finding is a line.

use std::io;

use serde::Serialize;

use super::{Finding, Findings, NoteSums, Run, Summary};
use crate::reading::Minutes;
use crate::source::records::Place;
use crate::span;

/// Opens the document: what was run and read, then the list of findings.
pub(super) fn start(run: &Run) -> io::Result<Vec<u8>> {
    let (ruleset, run) = (serde_json::to_string(&run.ruleset)?, serde_json::to_string(run)?);
    Ok(format!("{{\"version\":1,\"ruleset\":{ruleset},\"run\":{run},\"diagnostics\":[").into_bytes())
}

/// What was run, read and found, as the first of the lines.
pub(super) fn head_line(run: &Run, summary: &Summary) -> io::Result<Vec<u8>> {
    let (ruleset, run) = (serde_json::to_string(&run.ruleset)?, serde_json::to_string(run)?);
    let summary = serde_json::to_string(&Totals::from(summary))?;
    let line = format!("{{\"version\":1,\"ruleset\":{ruleset},\"run\":{run},\"summary\":{summary}}}\n");
    Ok(line.into_bytes())
}

/// Writes one finding. Without `id` the value of the id's column is left out.
pub(super) fn finding(out: &mut Vec<u8>, findings: &Findings, finding: &Finding, id: bool) -> io::Result<()> {
    let record = record(&findings.path, findings.place.as_ref(), finding, id);
    serde_json::to_writer(out, &record).map_err(io::Error::from)
}

/// One finding. Without `id` the value of the id's column is left out.
pub(super) fn record<'a>(
    path: &'a str,
    place: Option<&'a Place>,
    finding: &'a Finding,
    id: bool,
) -> Record<'a> {
    let diagnostic = &finding.diagnostic;
    Record {
        code: &diagnostic.code,
        name: &diagnostic.name,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        label: &diagnostic.label,
        path,
        note: finding.note,
        row: place.map(|place| place.row),
        id: id_of(place, id),
        span: Span::from(diagnostic.span),
        start: Position::from(finding.start),
        end: Position::from(finding.end),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| Label { span: label.span.into(), message: &label.message })
            .collect(),
        related: diagnostic
            .related
            .iter()
            .map(|other| Related {
                path: &other.path,
                note: other.note,
                row: other.row,
                span: other.span.into(),
                start: other.start.into(),
                message: &other.message,
            })
            .collect(),
        help: &diagnostic.help,
        ruleset: &diagnostic.ruleset,
        confidence: diagnostic.confidence.name(),
        citations: diagnostic
            .citations
            .iter()
            .map(|citation| Citation {
                ruleset: &citation.ruleset,
                place: &citation.place,
                text: &citation.text,
            })
            .collect(),
    }
}

fn id_of(place: Option<&Place>, shown: bool) -> Option<&str> {
    place.and_then(|place| place.id.as_ref()).filter(|_| shown).map(|id| id.value.as_str())
}

/// What comes after the findings: before the minutes of the notes, where they are wanted, and after them.
pub(super) fn finish(summary: &Summary, empty: bool, ledger: bool) -> io::Result<[Vec<u8>; 2]> {
    let mut before = if empty { b"],".to_vec() } else { b"\n],".to_vec() };
    if ledger {
        before.extend_from_slice(b"\"ledger\":[");
    }
    let close = if ledger { "]," } else { "" };
    let summary = serde_json::to_string(&Totals::from(summary))?;
    Ok([before, format!("{close}\"summary\":{summary}}}\n").into_bytes()])
}

impl From<&Summary> for Totals {
    fn from(summary: &Summary) -> Self {
        Self {
            notes: summary.notes,
            blank: summary.blank,
            skipped: summary.skipped + summary.hidden,
            failed: summary.failed,
            errors: summary.errors,
            warnings: summary.warnings,
            notices: summary.notices,
            known: summary.known,
            stale: summary.known.map(|_| summary.stale),
        }
    }
}

/// A note's place and the sums of its ledger.
pub(super) fn sums(note: &NoteSums, id: bool) -> SumsRecord<'_> {
    SumsRecord {
        path: &note.path,
        note: note.note,
        row: note.place.as_ref().map(|place| place.row),
        id: id_of(note.place.as_ref(), id),
        claimed_minutes: note.sums.claimed.map(number),
        supported_minutes: number(note.sums.supported),
        non_billable_minutes: number(note.sums.non_billable),
        unaccounted_minutes: number(note.sums.unaccounted),
    }
}

/// Minutes; a whole number of them as an integer.
pub(super) fn number(minutes: Minutes) -> serde_json::Value {
    let minutes = minutes.get();
    if minutes.fract() == 0.0 { (minutes as u64).into() } else { minutes.into() }
}

#[derive(Serialize)]
pub(super) struct SumsRecord<'a> {
    path: &'a str,
    note: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    claimed_minutes: Option<serde_json::Value>,
    supported_minutes: serde_json::Value,
    non_billable_minutes: serde_json::Value,
    unaccounted_minutes: serde_json::Value,
}

#[derive(Serialize)]
pub(super) struct Record<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    label: &'a str,
    path: &'a str,
    note: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    span: Span,
    start: Position,
    end: Position,
    labels: Vec<Label<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    help: &'a [String],
    ruleset: &'a str,
    confidence: &'a str,
    citations: Vec<Citation<'a>>,
}

#[derive(Serialize)]
pub(super) struct Span {
    start: usize,
    end: usize,
}

impl From<span::Span> for Span {
    fn from(span: span::Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

#[derive(Serialize)]
pub(super) struct Position {
    line: usize,
    column: usize,
}

impl From<span::Position> for Position {
    fn from(position: span::Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

#[derive(Serialize)]
struct Label<'a> {
    span: Span,
    message: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    note: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    span: Span,
    start: Position,
    message: &'a str,
}

#[derive(Serialize)]
struct Citation<'a> {
    ruleset: &'a str,
    place: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Totals {
    notes: usize,
    blank: usize,
    skipped: usize,
    failed: usize,
    errors: usize,
    warnings: usize,
    notices: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<usize>,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::findings;
    use super::super::{Edition, Input, Notes};
    use super::*;
    use crate::source::records::Id;
    use std::sync::Arc;

    fn run(ruleset: &str) -> Run {
        let edition = Edition { id: "built-in".to_owned(), edition: None, sha256: "ab".to_owned() };
        Run {
            notelint: "1.2.3",
            ruleset: ruleset.to_owned(),
            lexicon: edition.clone(),
            rulesets: vec![edition],
            input: Input { files: 1, bytes: 9, sha256: None },
            notes: Notes { read: 1, ..Notes::default() },
            sample: None,
        }
    }

    #[test]
    fn the_document_has_the_fields_of_the_contract() {
        let findings = findings("Met ct.\r\n😕 faxed it, 10 min", "faxed", "10 min");
        let mut out = start(&run("il-rule132")).unwrap();
        finding(&mut out, &findings, &findings.found[0], true).unwrap();
        out.push(b',');
        let id = Id { column: "MRN".into(), value: "0042".to_owned() };
        let findings = findings.at(Place { row: 17, id: Some(Arc::new(id)) });
        finding(&mut out, &findings, &findings.found[0], true).unwrap();
        out.push(b',');
        finding(&mut out, &findings, &findings.found[0], false).unwrap();
        let summary = Summary { notes: 1, skipped: 1, hidden: 2, warnings: 2, ..Summary::default() };
        out.extend(finish(&summary, false, false).unwrap().concat());
        let document: Value = serde_json::from_slice(&out).unwrap();
        let expected = json!({
            "code": "NB301", "name": "fax", "severity": "warning", "message": "faxing is not billable",
            "label": "staff sent a fax", "path": "notes/a.txt", "note": 1, "span": {"start": 14, "end": 19},
            "start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 8},
            "labels": [{"span": {"start": 24, "end": 30}, "message": "its time"}],
            "help": ["leave it out of the claim"], "ruleset": "il-rule132", "confidence": "high",
            "citations": [{"ruleset": "il-rule132", "place": "Q10.3", "text": "faxing is no direct intervention"}],
        });
        let (mut named, mut redacted) = (expected.clone(), expected.clone());
        named["row"] = json!(17);
        named["id"] = json!("0042");
        redacted["row"] = json!(17);
        let summary = json!({"notes": 1, "blank": 0, "skipped": 3, "failed": 0, "errors": 0, "warnings": 2, "notices": 0});
        let edition = json!({"id": "built-in", "edition": null, "sha256": "ab"});
        let run = json!({
            "notelint": "1.2.3", "lexicon": edition, "rulesets": [edition],
            "input": {"files": 1, "bytes": 9, "sha256": null},
            "notes": {"read": 1, "blank": 0, "skipped": 0, "failed": 0},
        });
        assert_eq!(
            document,
            json!({
                "version": 1, "ruleset": "il-rule132", "run": run, "diagnostics": [expected, named, redacted],
                "summary": summary,
            })
        );
    }

    #[test]
    fn a_document_without_findings_is_whole() {
        let mut out = start(&run("odd \"name\"")).unwrap();
        out.extend(finish(&Summary::default(), true, true).unwrap().concat());
        let document: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(document["diagnostics"], json!([]));
        assert_eq!(document["ledger"], json!([]));
        assert_eq!(document["ruleset"], json!("odd \"name\""));
    }
}
