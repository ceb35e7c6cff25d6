//! A finding → a workflow command, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::{Finding, Findings, told};
use crate::diagnostic::Severity;

/// Prints one finding.
pub(super) fn finding(out: &mut Vec<u8>, findings: &Findings, finding: &Finding) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (finding.start, finding.end);
    write!(out, "::{command} file={},line={}", property(&findings.path), findings.line(finding))?;
    if findings.place.is_none() {
        write!(out, ",endLine={}", end.line)?;
        // Columns of different lines are refused.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    let title = format!("{} {}", diagnostic.code, diagnostic.name);
    writeln!(out, ",title={}::{}", property(&title), data(&told(diagnostic)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, path: &str, expected: &str) {
        let mut findings = findings(text, words, "");
        findings.path = path.into();
        let mut out = Vec::new();
        finding(&mut out, &findings, &findings.found[0]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn columns_are_told_on_one_line_alone() {
        check(
            "Met ct.\n😕 faxed it",
            "faxed",
            "a.txt",
            "::warning file=a.txt,line=2,endLine=2,col=3,endColumn=8,title=NB301 fax::faxing is not billable\n",
        );
        check(
            "Met ct.\nfaxed\nit",
            "faxed\nit",
            "a,b:c%.txt",
            "::warning file=a%2Cb%3Ac%25.txt,line=2,endLine=3,title=NB301 fax::faxing is not billable\n",
        );
    }
}
