//! A finding → a workflow command, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::Finding;
use crate::diagnostic::Severity;
use crate::source::visible;

/// Prints one finding.
pub(super) fn finding(out: &mut impl Write, path: &str, finding: &Finding) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (finding.start, finding.end);
    write!(out, "::{command} file={},line={},endLine={}", property(path), start.line, end.line)?;
    // Columns of different lines are refused.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let title = format!("{} {}", diagnostic.code, diagnostic.name);
    writeln!(out, ",title={}::{}", property(&title), data(&visible(&diagnostic.message)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
