//! Diagnostics → bytes: one file per output format, and the place of every finding in its file.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Related};
use crate::ledger::Sums;
use crate::source::records::Place;
use crate::source::visible;

mod checkstyle;
mod csv;
pub mod evaluation;
mod excerpt;
mod findings;
pub mod fingerprint;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
pub mod ledger;
mod pretty;
mod rdjson;
mod run;
mod sarif;
mod short;
mod style;
mod summary;
pub mod totals;
pub mod why;
mod xml;

pub use findings::{Finding, Findings};
pub use html::Account;
pub use run::{Edition, Input, Interval, Notes, Run, Sampled};
pub use style::{End, Style};
pub use summary::{Statistics, Summary};

/// Characters of an id that are shown to people.
const LONGEST_ID: usize = 64;

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with the words marked, for people.
    #[default]
    Pretty,
    /// One line each, for editors and `grep`.
    Short,
    /// One JSON document.
    Json,
    /// One JSON object in each line.
    Jsonl,
    /// Columns parted by commas.
    Csv,
    /// SARIF 2.1.0, for code scanning and its viewers.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
    /// A code quality report, for GitLab's merge requests.
    Gitlab,
    /// Checkstyle's XML, for Jenkins and its like.
    Checkstyle,
    /// JUnit's XML, for whatever shows the results of tests.
    Junit,
    /// reviewdog's diagnostic format.
    Rdjson,
    /// One page with the notes, their words marked, for a browser.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Pretty,
        Self::Short,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Junit,
        Self::Rdjson,
        Self::Html,
    ];

    /// The name used on the command line and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
            Self::Html => "html",
        }
    }

    /// Whether the format is for people, with the summary beside it on standard error. The others open with what was
    /// run and read.
    pub const fn is_lines(self) -> bool {
        matches!(self, Self::Pretty | Self::Short | Self::Github)
    }

    /// Whether the report shows whole notes, those without findings as well.
    pub const fn shows_notes(self) -> bool {
        matches!(self, Self::Html)
    }

    /// Whether the report can end with the minutes of each note.
    pub const fn has_ledger(self) -> bool {
        matches!(self, Self::Pretty | Self::Short | Self::Json)
    }
}

/// The sums of a note's ledger, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteSums {
    /// The file.
    pub path: Arc<str>,
    /// The note's number in it, from 1.
    pub note: usize,
    /// Where it stands in an export.
    pub place: Option<Place>,
    /// The sums.
    pub sums: Sums,
}

/// "a.txt:3:8, note 2: the earlier note"
fn related(other: &Related) -> String {
    let Related { path, note, row, start, message, .. } = other;
    let (path, message) = (visible(path), visible(message));
    match row {
        Some(row) => format!("{path}:row {row}: {message}"),
        None => format!("{path}:{}:{}, note {note}: {message}", start.line, start.column),
    }
}

/// A finding in one line: its message, and the first of the other notes that it is about.
fn told(diagnostic: &Diagnostic) -> String {
    let message = visible(&diagnostic.message);
    match diagnostic.related.first() {
        Some(other) => format!("{message}; see {}", related(other)),
        None => message.into_owned(),
    }
}

/// A file as it is named, and where a record stands in it: "export.csv:row 17 (MRN 0042)". Without `id` the value of the
/// id's column is left out.
pub fn named(path: &str, place: Option<&Place>, id: bool) -> String {
    let path = visible(path);
    let Some(place) = place else { return path.into_owned() };
    match place.id.as_ref().filter(|_| id) {
        Some(id) => {
            let value: String = id.value.chars().take(LONGEST_ID).collect();
            format!("{path}:row {} ({} {})", place.row, visible(&id.column), visible(&value))
        }
        None => format!("{path}:row {}", place.row),
    }
}

#[cfg(test)]
mod testing {
    //! Findings for the formats' tests.

    use super::Findings;
    use crate::diagnostic::{Citation, Confidence, Diagnostic, Label, Severity};
    use crate::span::Span;

    /// A finding at the first occurrence of `words` in `text`, with a label at the first of `other`.
    pub(super) fn findings(text: &str, words: &str, other: &str) -> Findings {
        let span = |words: &str| {
            let start = text.find(words).unwrap_or_default();
            Span::new(start, start + words.len())
        };
        let diagnostic = Diagnostic {
            code: "NB301".into(),
            name: "fax".into(),
            severity: Severity::Warning,
            message: "faxing is not billable".to_owned(),
            span: span(words),
            label: "staff sent a fax".to_owned(),
            labels: if other.is_empty() {
                Vec::new()
            } else {
                vec![Label { span: span(other), message: "its time".to_owned() }]
            },
            related: Vec::new(),
            help: vec!["leave it out of the claim".to_owned()],
            citations: vec![Citation {
                ruleset: "il-rule132".into(),
                place: "Q10.3".into(),
                text: "faxing is no direct intervention".into(),
            }],
            ruleset: "il-rule132".into(),
            confidence: Confidence::High,
            phrase: "~fax".to_owned(),
        };
        Findings::locate("notes/a.txt".into(), text.into(), [(1, Span::new(0, text.len()), vec![diagnostic])])
    }
}
