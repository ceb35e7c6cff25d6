//! Minutes beside the text: the note's in a line above it, each act's behind its words.

use lsp_types::{CodeLens, Command, InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::view::View;
use crate::ledger::{Line, Sums};

/// A line above each note: "35 of 60 min supported".
pub(super) fn lenses(view: &View<'_>) -> Vec<CodeLens> {
    let notes = view.checked.notes.iter().filter_map(|note| {
        let sums = (*note.sums.as_ref().ok()?)?;
        let text = &view.document.text[note.span.start..note.span.end];
        let first = text.find(|c: char| !c.is_whitespace())?;
        let at = view.places.position(note.span.start + first);
        // A lens that does nothing has a command without a name.
        let command = Command::new(told(&sums), String::new(), None);
        Some(CodeLens { range: Range::new(at, at), command: Some(command), data: None })
    });
    notes.collect()
}

/// "35 of 60 min supported, 20 non-billable, 5 unaccounted".
pub(super) fn told(sums: &Sums) -> String {
    let Some(claimed) = sums.claimed else { return "no time is claimed".to_owned() };
    let mut told = format!("{} of {} min supported", sums.supported.get(), claimed.get());
    for (minutes, what) in [(sums.non_billable, "non-billable"), (sums.unaccounted, "unaccounted")] {
        if minutes.get() > 0.0 {
            told.push_str(&format!(", {} {what}", minutes.get()));
        }
    }
    told
}

/// Behind each act of staff in a range, its minutes.
pub(super) fn hints(view: &View<'_>, range: Range) -> Vec<InlayHint> {
    let wanted = view.places.span(range);
    let mut hints = Vec::new();
    view.notes(|_, span, _, ledger| {
        for line in &ledger.lines {
            let words = line.span.shifted(span.start);
            if words.end < wanted.start || wanted.end < words.end {
                continue;
            }
            hints.push(InlayHint {
                position: view.places.position(words.end),
                label: InlayHintLabel::String(minutes(line)),
                kind: None,
                text_edits: None,
                tooltip: Some(InlayHintTooltip::String(about(line))),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            });
        }
    });
    hints
}

/// "20 min", "20 min shared", "no min".
pub(super) fn minutes(line: &Line<'_>) -> String {
    match (line.minutes, line.shared) {
        (Some(minutes), _) => format!("{} min", minutes.get()),
        (None, Some(shared)) => format!("{} min shared", shared.minutes.get()),
        (None, None) => "no min".to_owned(),
    }
}

/// "NB101 transport: non-billable".
pub(super) fn about(line: &Line<'_>) -> String {
    let code = line.code.map(|code| format!("{code} ")).unwrap_or_default();
    format!("{code}{}: {}", line.name, line.verdict.name())
}
