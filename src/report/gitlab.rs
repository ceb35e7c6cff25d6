//! Findings → GitLab's code quality report, a list in JSON.

use std::io;

use serde_json::json;

use super::fingerprint::fingerprint;
use super::{Finding, Findings, told};
use crate::diagnostic::Severity;

/// Opens the list.
pub(super) const START: &[u8] = b"[";

/// Writes one finding.
pub(super) fn finding(out: &mut Vec<u8>, findings: &Findings, finding: &Finding) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    let path = &*findings.path;
    let begin = findings.line(finding);
    let end = if findings.place.is_some() { begin } else { finding.end.line };
    let record = json!({
        "description": told(diagnostic),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint(path, finding),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    });
    serde_json::to_writer(out, &record).map_err(io::Error::from)
}
