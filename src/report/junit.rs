//! Findings → JUnit's XML: a suite for each file, in it a failed test for each finding.
//!
//! A finding that is a note is a skipped test, so that it is seen and fails nothing. The last suite tells whether every note
//! could be read; a run without findings has it alone.

use std::io::{self, Write};

use super::xml::escape;
use super::{Findings, Summary, told};
use crate::diagnostic::Severity;

/// Opens the document.
pub(super) const START: &[u8] =
    b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"notelint\">\n";

/// Writes the findings of a file.
pub(super) fn file(out: &mut impl Write, path: &str, findings: &Findings) -> io::Result<()> {
    let path = escape(path);
    let notes = findings.found.iter().filter(|found| found.diagnostic.severity == Severity::Note).count();
    let tests = findings.found.len();
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\" skipped=\"{notes}\">",
        tests - notes
    )?;
    for finding in &findings.found {
        let diagnostic = &finding.diagnostic;
        let line = findings.line(finding);
        let place = match findings.place {
            Some(_) => format!("row {line}"),
            None => format!("{line}:{}", finding.start.column),
        };
        let (code, name) = (escape(&diagnostic.code), escape(&diagnostic.name));
        let message = told(diagnostic);
        let message = escape(&message);
        writeln!(
            out,
            "    <testcase name=\"{code} {name}, note {}, {place}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">",
            finding.note
        )?;
        let severity = diagnostic.severity.name();
        match diagnostic.severity {
            Severity::Note => writeln!(out, "      <skipped message=\"{message}\"/>")?,
            _ => writeln!(
                out,
                "      <failure message=\"{message}\" type=\"{severity}\">{path}:{place}</failure>"
            )?,
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Closes the document.
pub(super) fn finish(summary: &Summary) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let errors = usize::from(summary.failed > 0 || summary.notes == 0);
    writeln!(
        out,
        "  <testsuite name=\"notelint\" tests=\"1\" failures=\"0\" errors=\"{errors}\" skipped=\"0\">\n    \
         <testcase name=\"every note was read\" classname=\"notelint\">"
    )?;
    if errors > 0 {
        let (notes, failed) = (summary.notes, summary.failed);
        writeln!(out, "      <error message=\"read {notes}, {failed} failed\" type=\"unread\"/>")?;
    }
    writeln!(out, "    </testcase>\n  </testsuite>\n</testsuites>")?;
    Ok(out)
}
