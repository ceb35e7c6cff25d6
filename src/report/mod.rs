//! Diagnostics → bytes: one file per output format, and the place of every finding in its file.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use codespan_reporting::term::termcolor::WriteColor;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::Sums;
use crate::rules::pages::Page;
use crate::span::{Lines, Position, Span, Sweep};

mod checkstyle;
pub mod evaluation;
mod excerpt;
pub mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
pub mod ledger;
mod pretty;
mod rdjson;
mod sarif;
mod short;
mod summary;
pub mod why;
mod xml;

pub use summary::{Statistics, Summary};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with the words marked, for people.
    Pretty,
    /// One line each, for editors and `grep`.
    Short,
    /// One JSON document.
    Json,
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
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Pretty,
        Self::Short,
        Self::Json,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Junit,
        Self::Rdjson,
    ];

    /// The name used on the command line and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Short => "short",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
        }
    }

    /// Whether the format is read by lines, with the summary beside it on standard error.
    pub const fn is_lines(self) -> bool {
        matches!(self, Self::Pretty | Self::Short | Self::Github)
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
    /// The sums.
    pub sums: Sums,
}

/// The findings of one file, in order, with their places.
#[derive(Debug)]
pub struct Findings {
    /// The file's name.
    pub path: Arc<str>,
    /// The decoded file.
    pub text: Arc<str>,
    /// The findings, sorted by note, span and code.
    pub found: Vec<Finding>,
    lines: Lines,
    /// The positions of all ends of spans, by their bytes.
    places: Vec<(usize, Position)>,
}

/// One finding in its file.
#[derive(Debug)]
pub struct Finding {
    /// The note's number in the file, from 1.
    pub note: usize,
    /// The finding; its spans count bytes of the decoded file.
    pub diagnostic: Diagnostic,
    /// Where its primary span begins.
    pub start: Position,
    /// Where its primary span ends.
    pub end: Position,
    /// How many findings of the same code and phrase stand before it in its note.
    pub ordinal: usize,
}

impl Findings {
    /// Places the diagnostics of a file's notes. Each note comes with its number and its bytes in `text`; the spans of
    /// its diagnostics count bytes of the note. A span that leaves the note is cut to it.
    pub fn locate(
        path: Arc<str>,
        text: Arc<str>,
        notes: impl IntoIterator<Item = (usize, Span, Vec<Diagnostic>)>,
    ) -> Self {
        let mut placed = Vec::new();
        for (note, within, diagnostics) in notes {
            for mut diagnostic in diagnostics {
                diagnostic.span = place(&text, within, diagnostic.span);
                for label in &mut diagnostic.labels {
                    label.span = place(&text, within, label.span);
                }
                placed.push((note, diagnostic));
            }
        }
        placed.sort_by(|(a_note, a), (b_note, b)| {
            (a_note, a.span, &a.code, &a.message).cmp(&(b_note, b.span, &b.code, &b.message))
        });
        let lines = Lines::new(if placed.is_empty() { "" } else { &text });
        let places = positions(&text, &lines, &placed);
        let at = |offset: usize| at(&places, &lines, &text, offset);
        let mut told: HashMap<(usize, String, String), usize> = HashMap::new();
        let found = placed
            .into_iter()
            .map(|(note, diagnostic)| {
                let (code, phrase) = (diagnostic.code.to_string(), diagnostic.phrase.clone());
                let count = told.entry((note, code, phrase)).or_default();
                *count += 1;
                Finding {
                    note,
                    start: at(diagnostic.span.start),
                    end: at(diagnostic.span.end),
                    diagnostic,
                    ordinal: *count - 1,
                }
            })
            .collect();
        Self { path, found, lines, places, text }
    }

    /// Line and column of an end of a span of a finding or label.
    fn at(&self, offset: usize) -> Position {
        at(&self.places, &self.lines, &self.text, offset)
    }
}

fn at(places: &[(usize, Position)], lines: &Lines, text: &str, offset: usize) -> Position {
    match places.binary_search_by_key(&offset, |&(at, _)| at) {
        Ok(i) => places[i].1,
        Err(_) => lines.position(text, offset),
    }
}

/// The positions of all ends of spans, in one sweep over the text.
fn positions(text: &str, lines: &Lines, placed: &[(usize, Diagnostic)]) -> Vec<(usize, Position)> {
    let spans = placed.iter().flat_map(|(_, diagnostic)| {
        std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span))
    });
    let mut offsets: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut sweep = Sweep::new(text, lines);
    offsets.into_iter().map(|offset| (offset, sweep.position(offset))).collect()
}

/// A note's span as a span of its file.
fn place(text: &str, note: Span, span: Span) -> Span {
    let within = |offset: usize| text.floor_char_boundary((note.start + offset).min(note.end));
    let start = within(span.start);
    Span::new(start, within(span.end).max(start))
}

/// What a report is to be.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    /// How findings are printed.
    pub format: Format,
    /// Print no line of a note.
    pub redact: bool,
    /// Print why the rule exists and what to write instead under each finding, where the format is for people.
    pub explain: bool,
    /// Put the words of findings into formats that have a place for them and leave it empty otherwise.
    pub snippets: bool,
    /// The ruleset that the command has in force.
    pub ruleset: &'a str,
    /// The page of a rule, by its code.
    pub page: &'a dyn Fn(&str) -> Option<Page>,
}

/// Prints findings, file by file.
pub struct Printer<'a, W> {
    out: W,
    setup: Setup<'a>,
    empty: bool,
    /// The codes and names found, in order, for formats that list rules.
    rules: Rules,
}

impl<'a, W: WriteColor> Printer<'a, W> {
    /// Starts a report.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn start(mut out: W, setup: Setup<'a>) -> io::Result<Self> {
        match setup.format {
            Format::Json => json::start(&mut out, setup.ruleset)?,
            Format::Sarif => sarif::start(&mut out)?,
            Format::Gitlab => gitlab::start(&mut out)?,
            Format::Checkstyle => checkstyle::start(&mut out)?,
            Format::Junit => junit::start(&mut out)?,
            Format::Rdjson => rdjson::start(&mut out)?,
            Format::Pretty | Format::Short | Format::Github => {}
        }
        Ok(Self { out, setup, empty: true, rules: Rules::default() })
    }

    /// Prints the findings of the next file.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn file(&mut self, findings: &Findings) -> io::Result<()> {
        let path = crate::source::visible(&findings.path);
        let out = &mut self.out;
        match self.setup.format {
            Format::Checkstyle => checkstyle::file(out, &path, findings)?,
            Format::Junit => junit::file(out, &path, findings)?,
            _ => {}
        }
        for finding in &findings.found {
            let explained = self.setup.explain.then(|| (self.setup.page)(&finding.diagnostic.code)).flatten();
            let explained = explained.as_ref();
            match self.setup.format {
                Format::Pretty if self.setup.redact => pretty::redacted(out, &path, finding, explained)?,
                Format::Pretty => {
                    let file = pretty::Text { path: &path, text: &findings.text, lines: &findings.lines };
                    pretty::finding(out, file, finding, explained)?;
                }
                Format::Short => short::finding(out, &path, finding)?,
                Format::Json => json::finding(out, &findings.path, finding, self.empty)?,
                Format::Sarif => {
                    let rule = self.rules.place(finding);
                    let snippet = self.setup.snippets && !self.setup.redact;
                    sarif::finding(out, findings, finding, rule, snippet, self.empty)?;
                }
                Format::Github => github::finding(out, &findings.path, finding)?,
                Format::Gitlab => gitlab::finding(out, &findings.path, finding, self.empty)?,
                Format::Rdjson => rdjson::finding(out, findings, finding, self.empty)?,
                Format::Checkstyle | Format::Junit => {}
            }
            self.empty = false;
        }
        Ok(())
    }

    /// Ends the report, with the minutes of every note where they are given, and hands the writer back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self, summary: &Summary, ledger: Option<&Vec<NoteSums>>) -> io::Result<W> {
        let out = &mut self.out;
        match self.setup.format {
            Format::Json => json::finish(out, summary, self.empty, ledger)?,
            Format::Sarif => sarif::finish(out, summary, &self.rules.list, self.setup.page)?,
            Format::Gitlab => gitlab::finish(out, self.empty)?,
            Format::Checkstyle => checkstyle::finish(out)?,
            Format::Junit => junit::finish(out, summary)?,
            Format::Rdjson => rdjson::finish(out, self.empty)?,
            Format::Pretty | Format::Short | Format::Github => {
                for note in ledger.into_iter().flatten() {
                    let path = crate::source::visible(&note.path);
                    writeln!(out, "{path}: note {}: {}", note.note, note.sums)?;
                }
            }
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The rules that spoke, each once, in the order in which they first did.
#[derive(Debug, Default)]
struct Rules {
    list: Vec<(String, String)>,
    places: HashMap<String, usize>,
}

impl Rules {
    /// The place of a finding's rule in the list.
    fn place(&mut self, finding: &Finding) -> usize {
        let Diagnostic { code, name, .. } = &finding.diagnostic;
        if let Some(&place) = self.places.get(&**code) {
            return place;
        }
        self.list.push((code.to_string(), name.to_string()));
        self.places.insert(code.to_string(), self.list.len() - 1);
        self.list.len() - 1
    }
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

#[cfg(test)]
mod testing {
    //! Findings for the formats' tests.

    use super::*;
    use crate::diagnostic::{Citation, Confidence, Label};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move_from_note_to_file_and_are_sorted() {
        let text = "Señor\r\n---\r\n😕 faxed, faxed";
        let note = Span::new(13, text.len());
        let mut later = testing::findings(&text[13..], "faxed", "").found.remove(0).diagnostic;
        later.span = Span::new(12, 17);
        let earlier = Diagnostic { span: Span::new(5, 10), ..later.clone() };
        let wild = Diagnostic { span: Span::new(900, 901), ..later.clone() };
        let findings = Findings::locate("a".into(), text.into(), [(2, note, vec![later, wild, earlier])]);
        let seen: Vec<_> = findings
            .found
            .iter()
            .map(|f| (&text[f.diagnostic.span.start..f.diagnostic.span.end], f.start))
            .collect();
        assert_eq!(
            seen,
            [
                ("faxed", Position { line: 3, column: 3 }),
                ("faxed", Position { line: 3, column: 10 }),
                ("", Position { line: 3, column: 15 }),
            ]
        );
    }
}
