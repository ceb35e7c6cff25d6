//! A finding → one line: `path:line:column: severity[CODE]: message`.

use std::io::{self, Write};

use super::{Finding, told};

/// Prints one finding.
pub(super) fn finding(out: &mut impl Write, path: &str, finding: &Finding) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    writeln!(
        out,
        "{path}:{}:{}: {}[{}]: {}",
        finding.start.line,
        finding.start.column,
        diagnostic.severity.name(),
        diagnostic.code,
        told(diagnostic)
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn a_finding_is_one_line() {
        let findings = findings("Met ct.\n😕 faxed it", "faxed", "");
        let mut out = Vec::new();
        finding(&mut out, "notes/a.txt", &findings.found[0]).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(line, "notes/a.txt:2:3: warning[NB301]: faxing is not billable\n");
    }
}
