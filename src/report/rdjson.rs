//! Findings → reviewdog's diagnostic format, one JSON document. Its columns count bytes.

use std::io;

use serde_json::{Value, json};

use super::{Finding, Findings, told};
use crate::diagnostic::Severity;
use crate::span::Position;

/// Opens the document.
pub(super) const START: &[u8] = br#"{"source":{"name":"notelint"},"diagnostics":["#;

/// Writes one finding.
pub(super) fn finding(out: &mut Vec<u8>, findings: &Findings, finding: &Finding) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let position = |at: Position, offset: usize| -> Value {
        let line = findings.lines.start_of(at.line - 1).unwrap_or_default();
        json!({"line": at.line, "column": offset - line + 1})
    };
    let mut location = json!({"path": &*findings.path});
    // Lines and columns of a record are those of its note, and no place of the file.
    let message = match &findings.place {
        Some(place) => format!("row {}: {}", place.row, told(diagnostic)),
        None => {
            location["range"] = json!({
                "start": position(finding.start, diagnostic.span.start),
                "end": position(finding.end, diagnostic.span.end),
            });
            told(diagnostic)
        }
    };
    let record = json!({
        "message": message,
        "location": location,
        "severity": severity,
        "code": {"value": diagnostic.code},
    });
    serde_json::to_writer(out, &record).map_err(io::Error::from)
}
