//! What an editor offers to do about a finding: open the rule's page, put a placeholder for a missing time, add it to the
//! known findings. Nothing writes a time: only who was there knows it.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use serde_json::json;

use super::diagnostics::diagnostic;
use super::view::View;
use crate::report::Finding;
use crate::span::Span;

/// Opens a rule's page.
pub(super) const OPEN_PAGE: &str = "notelint.openPage";
/// Adds a finding to the baseline.
pub(super) const ADD_TO_BASELINE: &str = "notelint.addToBaseline";

/// What stands where a time is missing.
const PLACEHOLDERS: [&str; 2] = ["Duration: __ min", "Start: __ End: __"];

/// What can be done about the findings in a range. `print` gives a finding's fingerprint where there is a baseline.
pub(super) fn actions(
    view: &View<'_>,
    params: &CodeActionParams,
    print: impl Fn(&Finding) -> Option<String>,
) -> Vec<CodeActionOrCommand> {
    let kind = CodeActionKind::QUICKFIX;
    let asked = |asked: &CodeActionKind| asked.as_str().is_empty() || asked.as_str() == kind.as_str();
    if params.context.only.as_ref().is_some_and(|only| !only.iter().any(asked)) {
        return Vec::new();
    }
    let mut actions = Vec::new();
    for found in view.findings(view.places.span(params.range)) {
        let print = print(found);
        let about = CodeAction {
            kind: Some(kind.clone()),
            diagnostics: Some(vec![diagnostic(view, found)]),
            ..CodeAction::default()
        };
        let code = &found.diagnostic.code;
        if code == "DU001" {
            actions.extend(PLACEHOLDERS.iter().map(|placeholder| CodeAction {
                title: format!("Insert `{placeholder}`, to be filled in"),
                edit: Some(insert(view, found.note, placeholder)),
                ..about.clone()
            }));
        }
        let command = |title: &str, name: &str, last: &str| CodeAction {
            title: title.to_owned(),
            command: Some(Command::new(
                title.to_owned(),
                name.to_owned(),
                Some(vec![json!(view.uri), json!(last)]),
            )),
            ..about.clone()
        };
        actions.push(command(&format!("Open the page of {code} {}", found.diagnostic.name), OPEN_PAGE, code));
        if let Some(print) = print {
            let title = format!("Add this {code} to the known findings");
            actions.push(command(&title, ADD_TO_BASELINE, &print));
        }
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The edit that puts a line into a note: below its header, or at its top.
fn insert(view: &View<'_>, note: usize, line: &str) -> WorkspaceEdit {
    let text = &view.document.text;
    let span = view.checked.notes.get(note.saturating_sub(1)).map_or(Span::default(), |note| note.span);
    let reading = view.linter.read(&text[span.start..span.end]);
    // Fields further down belong to no header.
    let prose = reading.note.sentences.first().map_or(usize::MAX, |first| first.tokens.start);
    let last = reading.note.header.iter().take_while(|field| field.name.start < prose).last();
    let below = last.map(|field| span.start + reading.note.span(field.name.clone()).start);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (offset, words) = match below.map(|field| (view.places.line(field).end, view.places.next_line(field)))
    {
        Some((_, Some(next))) if next <= span.end => (next, format!("{line}{end}")),
        Some((after, _)) => (after, format!("{end}{line}")),
        None => (span.start, format!("{line}{end}")),
    };
    let at: Position = view.places.position(offset);
    let edit = TextEdit::new(Range::new(at, at), words);
    if view.client.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            uri: view.uri.clone(),
            version: Some(view.document.version),
        };
        let edits = vec![OneOf::Left(edit)];
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit {
        changes: Some(HashMap::from([(view.uri.clone(), vec![edit])])),
        ..WorkspaceEdit::default()
    }
}
