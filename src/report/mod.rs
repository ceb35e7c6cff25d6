//! Diagnostics → bytes: one file per output format, and the place of every finding in its file.

use std::io;
use std::sync::Arc;

use codespan_reporting::term::termcolor::WriteColor;

use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::ledger::Sums;
use crate::span::{Lines, Position, Span, Sweep};

pub mod evaluation;
mod excerpt;
mod json;
pub mod ledger;
mod pretty;
mod short;
mod summary;
pub mod totals;

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
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Pretty, Self::Short, Self::Json];

    /// The name used on the command line and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Short => "short",
            Self::Json => "json",
        }
    }

    /// Whether the format is read by lines, with the summary beside it on standard error.
    pub const fn is_lines(self) -> bool {
        matches!(self, Self::Pretty | Self::Short)
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
}

impl Findings {
    /// Findings across notes, found when the file's text is gone: they are printed without it.
    pub fn apart(path: Arc<str>, found: Vec<Finding>) -> Self {
        Self { path, text: "".into(), found, lines: Lines::new("") }
    }

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
        let at = |offset: usize| match places.binary_search_by_key(&offset, |&(at, _)| at) {
            Ok(i) => places[i].1,
            Err(_) => lines.position(&text, offset),
        };
        let found = placed
            .into_iter()
            .map(|(note, diagnostic)| Finding {
                note,
                start: at(diagnostic.span.start),
                end: at(diagnostic.span.end),
                diagnostic,
            })
            .collect();
        Self { path, found, lines, text }
    }
}

/// "a.txt:3:8, note 2: the earlier note"
fn related(other: &Related) -> String {
    let Related { path, note, row, start, message, .. } = other;
    let path = crate::source::visible(path);
    let message = crate::source::visible(message);
    match row {
        Some(row) => format!("{path}:row {row}: {message}"),
        None => format!("{path}:{}:{}, note {note}: {message}", start.line, start.column),
    }
}

/// The positions of all ends of spans, in one sweep over the text.
fn positions(text: &str, lines: &Lines, placed: &[(usize, Diagnostic)]) -> Vec<(usize, Position)> {
    let mut offsets: Vec<usize> =
        placed.iter().flat_map(|(_, diagnostic)| [diagnostic.span.start, diagnostic.span.end]).collect();
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

/// Prints findings, file by file.
#[derive(Debug)]
pub struct Printer<W> {
    out: W,
    format: Format,
    redact: bool,
    empty: bool,
}

impl<W: WriteColor> Printer<W> {
    /// Starts a report under the ruleset that the command has in force. With `redact` no line of a note is printed.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn start(mut out: W, format: Format, redact: bool, ruleset: &str) -> io::Result<Self> {
        if format == Format::Json {
            json::start(&mut out, ruleset)?;
        }
        Ok(Self { out, format, redact, empty: true })
    }

    /// Prints the findings of the next file.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn file(&mut self, findings: &Findings) -> io::Result<()> {
        let path = crate::source::visible(&findings.path);
        for finding in &findings.found {
            match self.format {
                Format::Pretty if self.redact || findings.text.is_empty() => {
                    pretty::redacted(&mut self.out, &path, finding)?
                }
                Format::Pretty => {
                    pretty::finding(&mut self.out, &path, &findings.text, &findings.lines, finding)?;
                }
                Format::Short => short::finding(&mut self.out, &path, finding)?,
                Format::Json => json::finding(&mut self.out, &findings.path, finding, self.empty)?,
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
        if self.format == Format::Json {
            json::finish(&mut self.out, summary, self.empty, ledger)?;
        } else {
            for note in ledger.into_iter().flatten() {
                writeln!(
                    self.out,
                    "{}: note {}: {}",
                    crate::source::visible(&note.path),
                    note.note,
                    note.sums
                )?;
            }
        }
        self.out.flush()?;
        Ok(self.out)
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
            related: Vec::new(),
            help: vec!["leave it out of the claim".to_owned()],
            citations: vec![Citation {
                ruleset: "il-rule132".into(),
                place: "Q10.3".into(),
                text: "faxing is no direct intervention".into(),
            }],
            ruleset: "il-rule132".into(),
            confidence: Confidence::High,
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
