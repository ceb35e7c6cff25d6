//! What was considered at a place → indented text, or JSON.

mod json;
mod text;

use std::borrow::Cow;
use std::sync::Arc;

pub use json::{document, json};
pub use text::text;

use super::{Finding, Findings};
use crate::explanation::Considered;
use crate::lexicon::{Entry, EntryKind};
use crate::linter::LeftOut;
use crate::source::{Document, Source, visible};
use crate::span::{Columns, Lines, Position, Span};

/// Characters of a note's words that are quoted.
const LONGEST_QUOTE: usize = 80;

/// A place that was asked about, and one of the notes that stand there.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The file.
    pub document: &'a Document,
    /// Its lines.
    pub lines: &'a Lines,
    /// Its long lines.
    pub columns: &'a Columns,
    /// The place as it was asked for; the column is 1 where none was.
    pub at: Position,
    /// Whether a column was asked for.
    pub has_column: bool,
    /// The note; nothing where the place parts notes.
    pub note: Option<&'a Source>,
    /// What was considered there. Spans count bytes of the note, or of the file where there is none.
    pub considered: Considered<'a>,
}

impl Asked<'_> {
    /// Bytes of the note as bytes of the file.
    fn in_file(&self, span: Span) -> Span {
        let start = self.note.map_or(0, |note| note.span.start);
        span.shifted(start)
    }

    fn position(&self, offset: usize) -> Position {
        let offset = self.in_file(Span::new(offset, offset)).start;
        self.columns.position(&self.document.text, self.lines, offset)
    }

    /// The note's words on one line, cut where they are long.
    fn words(&self, span: Span) -> String {
        let span = self.in_file(span);
        let text = self.document.text.get(span.start..span.end).unwrap_or_default();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = line.char_indices().nth(LONGEST_QUOTE).map(|(at, _)| format!("{}…", &line[..at]));
        visible(&cut.unwrap_or(line)).into_owned()
    }

    /// The findings with their places in the file: those that `check` reports, then those that are left out, with why.
    fn findings(&self) -> Vec<(Finding, Option<LeftOut>)> {
        let Some(note) = self.note else { return Vec::new() };
        let located = |why: Option<LeftOut>| {
            let found = self.considered.found.iter().filter(|found| found.left_out == why);
            let diagnostics: Vec<_> = found.map(|found| found.diagnostic.clone()).collect();
            let (path, text) = (Arc::clone(&self.document.path), Arc::clone(&self.document.text));
            let findings = Findings::locate(path, text, [(note.note, note.span, diagnostics)]);
            findings.found.into_iter().map(move |finding| (finding, why))
        };
        let left_out = LeftOut::ALL.iter().copied().map(Some);
        std::iter::once(None).chain(left_out).flat_map(located).collect()
    }
}

/// "NB201 voicemail-left", "advocacy", "reached (of calls and visits)"
fn title(entry: &Entry) -> Cow<'_, str> {
    match entry.kind() {
        EntryKind::Activity | EntryKind::Service if !entry.code.is_empty() => {
            Cow::Owned(format!("{} {}", entry.code, entry.name))
        }
        EntryKind::Activity | EntryKind::Service | EntryKind::Intervention | EntryKind::Vague => {
            Cow::Borrowed(&*entry.name)
        }
        EntryKind::Attempt
        | EntryKind::Failed
        | EntryKind::Absent
        | EntryKind::Reached
        | EntryKind::Message => Cow::Owned(format!("{} (of calls and visits)", entry.name)),
    }
}
