//! Findings → columns parted by commas: one row each, joined to the record by path, row and id.
//!
//! The first row after the names tells what was run and read: its `name` is `run`, its `code` empty.

use std::io;

use csv::{Writer, WriterBuilder};

use super::{Finding, Findings, Run, Summary, told};

/// The names of the columns.
const COLUMNS: [&str; 19] = [
    "path",
    "row",
    "id",
    "note",
    "code",
    "name",
    "severity",
    "line",
    "column",
    "end_line",
    "end_column",
    "start",
    "end",
    "confidence",
    "ruleset",
    "message",
    "label",
    "help",
    "citations",
];

/// The names of the columns, and what was run and read.
pub(super) fn head(run: &Run, summary: &Summary) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = writer(&mut out);
    writer.write_record(COLUMNS)?;
    let mut row = [""; COLUMNS.len()];
    let line = format!(
        "{}; found {} errors, {} warnings, {} notices",
        run.line(),
        summary.errors,
        summary.warnings,
        summary.notices
    );
    for (cell, column) in row.iter_mut().zip(COLUMNS) {
        *cell = match column {
            "name" => "run",
            "ruleset" => &run.ruleset,
            "message" => &line,
            _ => "",
        };
    }
    writer.write_record(row)?;
    writer.flush()?;
    drop(writer);
    Ok(out)
}

/// The findings of a file or a record.
pub(super) fn findings(out: &mut Vec<u8>, findings: &Findings, id: bool) -> io::Result<()> {
    let mut writer = writer(out);
    for finding in &findings.found {
        writer.write_record(cells(findings, finding, id))?;
    }
    writer.flush()
}

fn cells(findings: &Findings, finding: &Finding, id: bool) -> [String; COLUMNS.len()] {
    let diagnostic = &finding.diagnostic;
    let place = findings.place.as_ref();
    let id = place.and_then(|place| place.id.as_ref()).filter(|_| id);
    let citations: Vec<String> = diagnostic
        .citations
        .iter()
        .map(|citation| format!("{} {}: {}", citation.ruleset, citation.place, citation.text))
        .collect();
    [
        findings.path.to_string(),
        place.map(|place| place.row.to_string()).unwrap_or_default(),
        id.map(|id| id.value.clone()).unwrap_or_default(),
        finding.note.to_string(),
        diagnostic.code.to_string(),
        diagnostic.name.to_string(),
        diagnostic.severity.name().to_owned(),
        finding.start.line.to_string(),
        finding.start.column.to_string(),
        finding.end.line.to_string(),
        finding.end.column.to_string(),
        diagnostic.span.start.to_string(),
        diagnostic.span.end.to_string(),
        diagnostic.confidence.name().to_owned(),
        diagnostic.ruleset.to_string(),
        told(diagnostic),
        diagnostic.label.clone(),
        diagnostic.help.join("\n"),
        citations.join("\n"),
    ]
}

fn writer(out: &mut Vec<u8>) -> Writer<&mut Vec<u8>> {
    WriterBuilder::new().buffer_capacity(1024).from_writer(out)
}
