//! Findings → Checkstyle's XML: an element for each file, in it one for each finding.

use std::io::{self, Write};

use super::Findings;
use super::xml::escape;
use crate::diagnostic::Severity;

/// Opens the document.
pub(super) fn start(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")
}

/// Writes the findings of a file.
pub(super) fn file(out: &mut impl Write, path: &str, findings: &Findings) -> io::Result<()> {
    writeln!(out, "  <file name=\"{}\">", escape(path))?;
    for finding in &findings.found {
        let diagnostic = &finding.diagnostic;
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "info",
        };
        writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"notelint.{}\"/>",
            finding.start.line,
            finding.start.column,
            escape(&diagnostic.message),
            escape(&diagnostic.code)
        )?;
    }
    writeln!(out, "  </file>")
}

/// Closes the document.
pub(super) fn finish(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</checkstyle>")
}
