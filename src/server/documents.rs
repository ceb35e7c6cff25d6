//! A document as the editor has it: its text, changed piece by piece, and what was found in it.

use std::collections::HashMap;

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::positions::{Encoding, Places};
use crate::diagnostic::Diagnostic;
use crate::guard::guarded;
use crate::ledger::Sums;
use crate::linter::Linter;
use crate::report::Findings;
use crate::source::text::{self, Kind};
use crate::span::Span;

/// A document that is open.
#[derive(Debug)]
pub(super) struct Document {
    /// The editor's number of this state of the text.
    pub(super) version: i32,
    /// The text.
    pub(super) text: String,
    kind: Kind,
    /// What was found in this state of the text; `None` before it is checked.
    pub(super) checked: Option<Checked>,
    /// Whether the client knows what was found in this state.
    pub(super) published: bool,
    /// What was found in notes as they stood when the document was last checked: of many notes, one is written at a time.
    known: HashMap<String, Linted>,
}

/// What the linter says of a note.
type Linted = (Vec<Diagnostic>, Option<Sums>);

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Checked {
    /// Findings; spans count bytes of the document.
    pub(super) findings: Findings,
    /// The notes, in order.
    pub(super) notes: Vec<Note>,
}

/// One note of a document.
#[derive(Debug)]
pub(super) struct Note {
    /// Its bytes.
    pub(super) span: Span,
    /// Its minutes; or what was at fault, where it could not be read.
    pub(super) sums: Result<Option<Sums>, String>,
}

impl Document {
    /// A document that was opened.
    pub(super) fn new(uri: &Url, item: TextDocumentItem) -> Self {
        let kind = match item.language_id.as_str() {
            "markdown" => Kind::Markdown,
            _ => Kind::of(std::path::Path::new(uri.path())),
        };
        Self {
            version: item.version,
            text: item.text,
            kind,
            checked: None,
            published: false,
            known: HashMap::new(),
        }
    }

    /// Applies changes, each to the text that the one before it left.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for TextDocumentContentChangeEvent { range, text, .. } in changes {
            match range {
                Some(range) => {
                    let span = Places::new(&self.text, encoding).span(range);
                    self.text.replace_range(span.start..span.end, &text);
                }
                None => self.text = text,
            }
        }
        self.version = version;
        self.checked = None;
        self.published = false;
    }

    /// What was found no longer holds, whatever the text.
    pub(super) fn forget(&mut self) {
        self.checked = None;
        self.published = false;
        self.known.clear();
    }

    /// Lints the notes, each by itself: one that makes the linter fail leaves the others alone.
    pub(super) fn check(&mut self, name: &str, linter: &Linter) -> Checked {
        let (mut notes, mut found) = (Vec::new(), Vec::new());
        let mut known = HashMap::new();
        for (place, span) in text::split(&self.text, self.kind).into_iter().enumerate() {
            let text = &self.text[span.start..span.end];
            let linted = match self.known.remove(text) {
                Some(linted) => Ok(linted),
                None => guarded(|| linter.lint_and_add_up(text, true)),
            };
            let sums = match linted {
                Ok((diagnostics, sums)) => {
                    known.insert(text.to_owned(), (diagnostics.clone(), sums));
                    found.push((place + 1, span, diagnostics));
                    Ok(sums)
                }
                Err(crash) => Err(crash.to_string()),
            };
            notes.push(Note { span, sums });
        }
        self.known = known;
        Checked { findings: Findings::locate(name.into(), self.text.as_str().into(), found), notes }
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    fn change(text: &str, range: Option<(u32, u32, u32, u32)>) -> TextDocumentContentChangeEvent {
        let range =
            range.map(|(line, from, end, to)| Range::new(Position::new(line, from), Position::new(end, to)));
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_are_applied_one_after_the_other() {
        let uri = Url::parse("file:///a.txt").unwrap();
        let item = TextDocumentItem::new(uri.clone(), "text".to_owned(), 1, "a😕b\r\nc".to_owned());
        let mut document = Document::new(&uri, item);
        let changes = vec![
            change("X\n", Some((0, 3, 0, 4))),
            change("", Some((1, 0, 2, 0))),
            change("!", Some((9, 0, 9, 0))),
        ];
        document.change(2, changes, Encoding::Utf16);
        assert_eq!((document.version, document.text.as_str()), (2, "a😕X\nc!"));
        document.change(3, vec![change("new", None)], Encoding::Utf16);
        assert_eq!(document.text, "new");
    }
}
