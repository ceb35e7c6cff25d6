//! Diagnostics of a file or a record → findings, sorted, with lines and columns.

use std::collections::HashMap;
use std::sync::Arc;

use super::html::Account;
use crate::diagnostic::Diagnostic;
use crate::source::records::Place;
use crate::span::{Lines, Position, Span, Sweep};

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
    /// The acts and minutes of the one note that `text` is; for formats that show whole notes.
    pub account: Option<Account>,
    pub(super) lines: Lines,
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
    /// Findings about several notes, found when the texts are gone: they are printed without an excerpt. Each comes with the
    /// number of its note and the positions of its span.
    pub fn apart(
        path: Arc<str>,
        found: impl IntoIterator<Item = (usize, Diagnostic, [Position; 2])>,
    ) -> Self {
        let mut told = Ordinals::default();
        let (mut places, mut placed) = (Vec::new(), Vec::new());
        for (note, diagnostic, [start, end]) in found {
            places.extend([(diagnostic.span.start, start), (diagnostic.span.end, end)]);
            placed.push(Finding { note, start, end, ordinal: told.next(note, &diagnostic), diagnostic });
        }
        places.sort_unstable();
        places.dedup();
        Self {
            path,
            text: "".into(),
            found: placed,
            place: None,
            account: None,
            lines: Lines::new(""),
            places,
        }
    }

    /// Whether there is no text to show.
    pub(super) fn is_apart(&self) -> bool {
        self.text.is_empty()
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
        let at = |offset: usize| at(&places, &lines, &text, offset);
        let mut told = Ordinals::default();
        let found = placed
            .into_iter()
            .map(|(note, diagnostic)| Finding {
                note,
                start: at(diagnostic.span.start),
                end: at(diagnostic.span.end),
                ordinal: told.next(note, &diagnostic),
                diagnostic,
            })
            .collect();
        Self { path, found, place: None, account: None, lines, places, text }
    }

    /// The same, of a record that stands there.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, of one note whose acts and minutes are given.
    #[must_use]
    pub fn with(mut self, account: Account) -> Self {
        self.account = Some(account);
        self
    }

    /// The line of a finding for programs that know of lines alone: of a record, its row.
    pub(super) fn line(&self, finding: &Finding) -> usize {
        self.place.as_ref().map_or(finding.start.line, |place| place.row)
    }

    /// Line and column of an end of a span of a finding or label.
    pub(super) fn position(&self, offset: usize) -> Position {
        at(&self.places, &self.lines, &self.text, offset)
    }
}

/// How many findings of each code and phrase a note has so far.
#[derive(Debug, Default)]
struct Ordinals(HashMap<(usize, String, String), usize>);

impl Ordinals {
    fn next(&mut self, note: usize, diagnostic: &Diagnostic) -> usize {
        let key = (note, diagnostic.code.to_string(), diagnostic.phrase.clone());
        let count = self.0.entry(key).or_default();
        *count += 1;
        *count - 1
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

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn spans_move_from_note_to_file_and_are_sorted() {
        let text = "Señor\r\n---\r\n😕 faxed, faxed";
        let note = Span::new(13, text.len());
        let mut later = findings(&text[13..], "faxed", "").found.remove(0).diagnostic;
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
