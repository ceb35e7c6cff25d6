//! What a request looks at: one document, checked, and the client that asks.

use lsp_types::{MarkupContent, MarkupKind, Url};

use super::documents::{Checked, Document};
use super::positions::Places;
use crate::ledger::Ledger;
use crate::linter::Linter;
use crate::note::Note;
use crate::report::Finding;
use crate::span::Span;

/// A document with what was found in it.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) uri: &'a Url,
    pub(super) document: &'a Document,
    pub(super) checked: &'a Checked,
    pub(super) places: Places<'a>,
    pub(super) linter: &'a Linter,
    pub(super) client: Client,
}

/// What a client can do with answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Client {
    /// It renders Markdown in hovers.
    pub(super) markdown: bool,
    /// It shows places that belong to a diagnostic.
    pub(super) related: bool,
    /// It takes edits for a version of a document.
    pub(super) versioned_edits: bool,
    /// It shows symbols within symbols.
    pub(super) nested_symbols: bool,
    /// It shows a document when asked.
    pub(super) show_document: bool,
    /// It tells of changed files.
    pub(super) watches: bool,
    /// It can be asked for its settings.
    pub(super) configuration: bool,
    /// It wants to be told that it should ask again for lenses and hints.
    pub(super) refreshes: (bool, bool),
    /// It sends changed settings only to those who register for them.
    pub(super) registers_settings: bool,
}

impl View<'_> {
    /// The findings whose words touch a span, those of the fewest words first.
    pub(super) fn findings(&self, span: Span) -> Vec<&Finding> {
        let touches = |found: &&Finding| {
            let words = found.diagnostic.span;
            words.start <= span.end && span.start <= words.end
        };
        let mut found: Vec<&Finding> = self.checked.findings.found.iter().filter(touches).collect();
        found.sort_by_key(|found| found.diagnostic.span.len());
        found
    }

    /// Hands each note that could be read, with its number from 1, its bytes, structure and ledger, to `work`.
    pub(super) fn notes(&self, mut work: impl FnMut(usize, Span, &Note<'_>, &Ledger<'_>)) {
        for (place, note) in self.checked.notes.iter().enumerate().filter(|(_, note)| note.sums.is_ok()) {
            let reading = self.linter.read(&self.document.text[note.span.start..note.span.end]);
            if let Some(ledger) = self.linter.ledger(&reading) {
                work(place + 1, note.span, &reading.note, &ledger);
            }
        }
    }
}

/// A text for people, as the client can show it.
pub(super) fn markup(markdown: bool, value: String) -> MarkupContent {
    MarkupContent { kind: if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText }, value }
}
