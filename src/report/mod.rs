//! Diagnostics → bytes: one file per output format, and the place of every finding in its file.

use std::io::{self, Write};
use std::sync::Arc;

use codespan_reporting::term::termcolor::Buffer;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::Sums;
use crate::source::records::Place;
use crate::source::visible;
use crate::span::{Lines, Position, Span, Sweep};

mod csv;
mod excerpt;
mod json;
pub mod ledger;
mod pretty;
mod run;
mod short;
mod summary;

pub use run::{Edition, Input, Interval, Notes, Run, Sampled, wilson};
pub use summary::{Statistics, Summary};

/// Characters of an id that are shown to people.
const LONGEST_ID: usize = 64;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with the words marked, for people.
    Pretty,
    /// One line each, for editors and `grep`.
    Short,
    /// One JSON document.
    Json,
    /// One JSON object in each line.
    Jsonl,
    /// Columns parted by commas.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Pretty, Self::Short, Self::Json, Self::Jsonl, Self::Csv];

    /// The name used on the command line and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// Whether the format is for people, with the summary beside it on standard error. The others open with what was
    /// run and read.
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
    /// Where it stands in an export.
    pub place: Option<Place>,
    /// The sums.
    pub sums: Sums,
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

/// The findings of one file, in order, with their places.
#[derive(Debug)]
pub struct Findings {
    /// The file's name.
    pub path: Arc<str>,
    /// The decoded file.
    pub text: Arc<str>,
    /// The findings, sorted by note, span and code.
    pub found: Vec<Finding>,
    /// Where the record stands that `text` is the note of; `None` for a file of text.
    pub place: Option<Place>,
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
        Self { path, found, place: None, lines, text }
    }

    /// The same, of a record that stands there.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
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

/// How a report looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// How findings are printed.
    pub format: Format,
    /// Print no words of the notes, and no ids.
    pub redact: bool,
    /// With color.
    pub color: bool,
}

impl Style {
    /// What comes before the first finding: in the formats for programs what was run and read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn head(self, run: &Run, summary: &Summary) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Pretty | Format::Short => Ok(Vec::new()),
            Format::Json => json::start(run),
            Format::Jsonl => json::head_line(run, summary),
            Format::Csv => csv::head(run, summary),
        }
    }

    /// The findings of a file or a record. In JSON each is led by a comma; the first one's is cut off by [`Self::first`].
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn findings(self, findings: &Findings, out: &mut Vec<u8>) -> io::Result<()> {
        let path = named(&findings.path, findings.place.as_ref(), !self.redact);
        match self.format {
            Format::Pretty => {
                let mut page = if self.color { Buffer::ansi() } else { Buffer::no_color() };
                for finding in &findings.found {
                    if self.redact {
                        pretty::redacted(&mut page, &path, finding)?;
                    } else {
                        pretty::finding(&mut page, &path, &findings.text, &findings.lines, finding)?;
                    }
                }
                out.append(&mut page.into_inner());
            }
            Format::Short => {
                for finding in &findings.found {
                    short::finding(out, &path, finding)?;
                }
            }
            Format::Json | Format::Jsonl => {
                for finding in &findings.found {
                    out.extend_from_slice(if self.format == Format::Json { b",\n" } else { b"" });
                    json::finding(out, findings, finding, !self.redact)?;
                    out.extend_from_slice(if self.format == Format::Json { b"" } else { b"\n" });
                }
            }
            Format::Csv => csv::findings(out, findings, !self.redact)?,
        }
        Ok(())
    }

    /// The first findings of a report.
    pub fn first(self, findings: &[u8]) -> &[u8] {
        if self.format == Format::Json { findings.strip_prefix(b",").unwrap_or(findings) } else { findings }
    }

    /// The minutes of a note, in one line; in JSON led by a comma as findings are.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn sums(self, note: &NoteSums, out: &mut Vec<u8>) -> io::Result<()> {
        match self.format {
            Format::Pretty | Format::Short => {
                let path = named(&note.path, note.place.as_ref(), !self.redact);
                writeln!(out, "{path}: note {}: {}", note.note, note.sums)
            }
            Format::Json => {
                out.extend_from_slice(b",\n");
                serde_json::to_writer(out, &json::sums(note, !self.redact)).map_err(io::Error::from)
            }
            // A line there is a finding.
            Format::Jsonl | Format::Csv => Ok(()),
        }
    }

    /// What comes between the findings and the minutes of the notes, and after them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tail(self, summary: &Summary, empty: bool, ledger: Option<&[u8]>) -> io::Result<[Vec<u8>; 2]> {
        match self.format {
            Format::Json => json::finish(summary, empty, ledger),
            _ => Ok([Vec::new(), Vec::new()]),
        }
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
