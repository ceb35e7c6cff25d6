//! Findings → reviewdog's diagnostic format, one JSON document. Its columns count bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Finding, Findings};
use crate::diagnostic::Severity;
use crate::span::Position;

/// Opens the document.
pub(super) fn start(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"source\":{\"name\":\"notelint\"},\"diagnostics\":[")
}

/// Writes one finding.
pub(super) fn finding(
    out: &mut impl Write,
    findings: &Findings,
    finding: &Finding,
    first: bool,
) -> io::Result<()> {
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
    out.write_all(if first { b"\n" } else { b",\n" })?;
    let record = json!({
        "message": diagnostic.message,
        "location": {
            "path": &*findings.path,
            "range": {
                "start": position(finding.start, diagnostic.span.start),
                "end": position(finding.end, diagnostic.span.end),
            },
        },
        "severity": severity,
        "code": {"value": diagnostic.code},
    });
    serde_json::to_writer(out, &record).map_err(io::Error::from)
}

/// Closes the document.
pub(super) fn finish(out: &mut impl Write, empty: bool) -> io::Result<()> {
    out.write_all(if empty { b"]}\n" } else { b"\n]}\n" })
}
