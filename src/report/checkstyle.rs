//! Findings → Checkstyle's XML: an element for each file, in it one for each finding.

use std::io::{self, Write};

use super::xml::escape;
use super::{Findings, told};
use crate::diagnostic::Severity;

/// Opens the document.
pub(super) const START: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// Closes it.
pub(super) const END: &[u8] = b"</checkstyle>\n";

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
        // A column of a record would be one of its note, and no place of the file.
        let column = match findings.place {
            Some(_) => String::new(),
            None => format!(" column=\"{}\"", finding.start.column),
        };
        writeln!(
            out,
            "    <error line=\"{}\"{column} severity=\"{severity}\" message=\"{}\" source=\"notelint.{}\"/>",
            findings.line(finding),
            escape(&told(diagnostic)),
            escape(&diagnostic.code)
        )?;
    }
    writeln!(out, "  </file>")
}
