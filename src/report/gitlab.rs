//! Findings → GitLab's code quality report, a list in JSON.

use std::io::{self, Write};

use serde_json::json;

use super::Finding;
use super::fingerprint::fingerprint;
use crate::diagnostic::Severity;

/// Opens the list.
pub(super) fn start(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"[")
}

/// Writes one finding.
pub(super) fn finding(out: &mut impl Write, path: &str, finding: &Finding, first: bool) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    out.write_all(if first { b"\n" } else { b",\n" })?;
    let record = json!({
        "description": diagnostic.message,
        "check_name": diagnostic.code,
        "fingerprint": fingerprint(path, finding),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    });
    serde_json::to_writer(out, &record).map_err(io::Error::from)
}

/// Closes the list.
pub(super) fn finish(out: &mut impl Write, empty: bool) -> io::Result<()> {
    out.write_all(if empty { b"]\n" } else { b"\n]\n" })
}
