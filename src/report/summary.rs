//! What a run read and found, in a line, and how often each rule spoke, in a table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::Findings;
use crate::diagnostic::Severity;

/// What a run read and found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Notes that were read, blank ones included.
    pub notes: usize,
    /// Notes without a letter or a digit.
    pub blank: usize,
    /// Files in folders that were left out and are not hidden.
    pub skipped: usize,
    /// Hidden files and folders.
    pub hidden: usize,
    /// Files and notes that could not be read or linted, or only in part.
    pub failed: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notices: usize,
    /// Findings that were left out because a baseline lists them; `None` where there is none.
    pub known: Option<usize>,
    /// Findings that a baseline lists and that are no longer found.
    pub stale: usize,
}

impl Summary {
    /// Counts the findings of a file.
    pub fn count(&mut self, findings: &Findings) {
        for finding in &findings.found {
            match finding.diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notices += 1,
            }
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read {} ({} blank)", counted(self.notes, "note"), self.blank)?;
        write!(f, ", skipped {} ({} hidden)", counted(self.skipped + self.hidden, "file"), self.hidden)?;
        write!(f, ", {} failed", self.failed)?;
        write!(
            f,
            "; found {}, {}, {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notices, "notice")
        )?;
        match self.known {
            Some(known) => write!(f, "; {known} known, {} no longer found", self.stale),
            None => Ok(()),
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// How often each rule spoke.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    by_code: BTreeMap<(Cow<'static, str>, Cow<'static, str>, Severity), usize>,
    /// Of the notes whose acts and minutes are given.
    by_staff: BTreeMap<String, OfStaff>,
}

/// The notes of one staff member.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct OfStaff {
    pub(super) notes: usize,
    pub(super) findings: usize,
    /// Minutes.
    pub(super) supported: f64,
    /// Minutes.
    pub(super) non_billable: f64,
    /// Minutes.
    pub(super) unaccounted: f64,
}

impl OfStaff {
    fn add(&mut self, other: &Self) {
        self.notes += other.notes;
        self.findings += other.findings;
        self.supported += other.supported;
        self.non_billable += other.non_billable;
        self.unaccounted += other.unaccounted;
    }
}

impl Statistics {
    /// Counts the findings of a file.
    pub fn count(&mut self, findings: &Findings) {
        for finding in &findings.found {
            let diagnostic = &finding.diagnostic;
            let key = (diagnostic.code.clone(), diagnostic.name.clone(), diagnostic.severity);
            *self.by_code.entry(key).or_default() += 1;
        }
        if let Some(account) = &findings.account {
            let sums = &account.sums;
            let one = OfStaff {
                notes: 1,
                findings: findings.found.len(),
                supported: sums.supported.get(),
                non_billable: sums.non_billable.get(),
                unaccounted: sums.unaccounted.get(),
            };
            self.by_staff.entry(account.staff.clone().unwrap_or_default()).or_default().add(&one);
        }
    }

    /// How often each rule spoke with each severity: code, name, severity, count.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&str, &str, Severity, usize)> {
        self.by_code.iter().map(|((code, name, severity), &count)| (&**code, &**name, *severity, count))
    }

    /// The notes of each staff member, by name; without a name, of those that name none.
    pub(super) fn by_staff(&self) -> impl Iterator<Item = (&str, &OfStaff)> {
        self.by_staff.iter().map(|(name, one)| (name.as_str(), one))
    }

    /// The rules that spoke: code and name, by code.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut last = "";
        self.by_code.keys().filter_map(move |(code, name, _)| {
            let new = last != code;
            last = code;
            new.then_some((&**code, &**name))
        })
    }

    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        for (key, count) in &other.by_code {
            *self.by_code.entry(key.clone()).or_default() += count;
        }
        for (name, one) in &other.by_staff {
            self.by_staff.entry(name.clone()).or_default().add(one);
        }
    }
}

impl fmt::Display for Statistics {
    /// A table sorted by code, each line ended by a line feed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  count  severity  code   name")?;
        for ((code, name, severity), count) in &self.by_code {
            writeln!(f, "{count:>7}  {:<8}  {code:<5}  {name}", severity.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn the_line_always_says_everything() {
        assert_eq!(
            Summary::default().to_string(),
            "read 0 notes (0 blank), skipped 0 files (0 hidden), 0 failed; found 0 errors, 0 warnings, 0 notices"
        );
        let summary = Summary { notes: 1, skipped: 2, hidden: 1, warnings: 1, ..Summary::default() };
        assert_eq!(
            summary.to_string(),
            "read 1 note (0 blank), skipped 3 files (1 hidden), 0 failed; found 0 errors, 1 warning, 0 notices"
        );
    }

    #[test]
    fn the_table_counts_by_code() {
        let mut statistics = Statistics::default();
        statistics.count(&findings("faxed it", "faxed", ""));
        statistics.count(&findings("faxed it", "faxed", ""));
        assert_eq!(statistics.to_string(), "  count  severity  code   name\n      2  warning   NB301  fax\n");
    }
}
