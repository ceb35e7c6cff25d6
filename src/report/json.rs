//! Findings → one JSON document, written as it goes: a finding is a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{Finding, NoteSums, Summary};
use crate::ledger::Sums;
use crate::reading::Minutes;
use crate::span;

/// Opens the document.
pub(super) fn start(out: &mut impl Write, ruleset: &str) -> io::Result<()> {
    write!(out, "{{\"version\":1,\"ruleset\":{},\"diagnostics\":[", serde_json::to_string(ruleset)?)
}

/// Writes one finding.
pub(super) fn finding(out: &mut impl Write, path: &str, finding: &Finding, first: bool) -> io::Result<()> {
    out.write_all(if first { b"\n" } else { b",\n" })?;
    let diagnostic = &finding.diagnostic;
    let record = Record {
        code: &diagnostic.code,
        name: &diagnostic.name,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        path,
        note: finding.note,
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
    };
    serde_json::to_writer(&mut *out, &record).map_err(io::Error::from)
}

/// Closes the document.
pub(super) fn finish(
    out: &mut impl Write,
    summary: &Summary,
    empty: bool,
    ledger: Option<&Vec<NoteSums>>,
) -> io::Result<()> {
    out.write_all(if empty { b"]," } else { b"\n]," })?;
    if let Some(ledger) = ledger {
        out.write_all(b"\"ledger\":[")?;
        for (place, note) in ledger.iter().enumerate() {
            out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &sums(&note.path, note.note, &note.sums))?;
        }
        out.write_all(b"],")?;
    }
    out.write_all(b"\"summary\":")?;
    serde_json::to_writer(
        &mut *out,
        &Totals {
            notes: summary.notes,
            blank: summary.blank,
            skipped: summary.skipped + summary.hidden,
            failed: summary.failed,
            errors: summary.errors,
            warnings: summary.warnings,
            notices: summary.notices,
        },
    )?;
    out.write_all(b"}\n")
}

/// A note's place and the sums of its ledger.
pub(super) fn sums<'a>(path: &'a str, note: usize, sums: &Sums) -> SumsRecord<'a> {
    SumsRecord {
        path,
        note,
        claimed_minutes: sums.claimed.map(number),
        supported_minutes: number(sums.supported),
        non_billable_minutes: number(sums.non_billable),
        unaccounted_minutes: number(sums.unaccounted),
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
    claimed_minutes: Option<serde_json::Value>,
    supported_minutes: serde_json::Value,
    non_billable_minutes: serde_json::Value,
    unaccounted_minutes: serde_json::Value,
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    note: usize,
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
struct Span {
    start: usize,
    end: usize,
}

impl From<span::Span> for Span {
    fn from(span: span::Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

#[derive(Serialize)]
struct Position {
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
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::findings;
    use super::*;

    #[test]
    fn the_document_has_the_fields_of_the_contract() {
        let findings = findings("Met ct.\r\n😕 faxed it, 10 min", "faxed", "10 min");
        let mut out = Vec::new();
        start(&mut out, "il-rule132").unwrap();
        finding(&mut out, "notes/a.txt", &findings.found[0], true).unwrap();
        finding(&mut out, "notes/a.txt", &findings.found[0], false).unwrap();
        finish(
            &mut out,
            &Summary { notes: 1, skipped: 1, hidden: 2, warnings: 2, ..Summary::default() },
            false,
            None,
        )
        .unwrap();
        let document: Value = serde_json::from_slice(&out).unwrap();
        let expected = json!({
            "code": "NB301", "name": "fax", "severity": "warning", "message": "faxing is not billable",
            "path": "notes/a.txt", "note": 1, "span": {"start": 14, "end": 19},
            "start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 8},
            "labels": [{"span": {"start": 24, "end": 30}, "message": "its time"}],
            "help": ["leave it out of the claim"], "ruleset": "il-rule132", "confidence": "high",
            "citations": [{"ruleset": "il-rule132", "place": "Q10.3", "text": "faxing is no direct intervention"}],
        });
        let summary = json!({"notes": 1, "blank": 0, "skipped": 3, "failed": 0, "errors": 0, "warnings": 2, "notices": 0});
        assert_eq!(
            document,
            json!({
                "version": 1, "ruleset": "il-rule132", "diagnostics": [expected.clone(), expected], "summary": summary,
            })
        );
    }

    #[test]
    fn a_document_without_findings_is_whole() {
        let mut out = Vec::new();
        start(&mut out, "odd \"name\"").unwrap();
        finish(&mut out, &Summary::default(), true, None).unwrap();
        let document: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(document["diagnostics"], json!([]));
    }
}
