//! The outline of a document: notes, their sections, the acts in them. Names are notelint's own; no words of a note.

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::lenses::{about, minutes, told};
use super::view::View;
use crate::span::Span;

/// The outline, nested where the client can show that.
pub(super) fn symbols(view: &View<'_>) -> DocumentSymbolResponse {
    let mut notes = Vec::new();
    view.notes(|number, span, note, ledger| {
        let labels: Vec<(Span, &str)> = note
            .labels
            .iter()
            .map(|(tokens, section)| (note.span(tokens.clone()).shifted(span.start), section.name()))
            .collect();
        let mut acts: Vec<DocumentSymbol> = ledger
            .lines
            .iter()
            .map(|line| {
                let words = line.span.shifted(span.start);
                let detail = format!("{}, {}", line.verdict.name(), minutes(line));
                let name = about(line).split(':').next().unwrap_or_default().to_owned();
                symbol(view, name, Some(detail), SymbolKind::EVENT, (words, words), Vec::new())
            })
            .collect();
        let mut children = Vec::new();
        for (place, &(label, name)) in labels.iter().enumerate() {
            let end = labels.get(place + 1).map_or(span.end, |&(next, _)| next.start);
            let whole = Span::new(label.start, end.max(label.end));
            let range = view.places.range(whole);
            let within = |act: &DocumentSymbol| range.start <= act.range.start && act.range.end <= range.end;
            let (inside, rest) = acts.into_iter().partition(within);
            acts = rest;
            let kind = SymbolKind::NAMESPACE;
            children.push(symbol(view, name.to_owned(), None, kind, (whole, label), inside));
        }
        children.append(&mut acts);
        children.sort_by_key(|child| child.range.start);
        let first = Span::new(span.start, view.places.line(span.start).end.min(span.end).max(span.start));
        let detail = Some(told(&ledger.sums()));
        let name = format!("Note {number}");
        notes.push(symbol(view, name, detail, SymbolKind::FILE, (span, first), children));
    });
    if view.client.nested_symbols {
        return DocumentSymbolResponse::Nested(notes);
    }
    let mut flat = Vec::new();
    for note in notes {
        flatten(view, note, None, &mut flat);
    }
    DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "a field of the protocol that has to be given")]
fn symbol(
    view: &View<'_>,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (whole, words): (Span, Span),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: view.places.range(whole),
        selection_range: view.places.range(words),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "a field of the protocol that has to be given")]
fn flatten(view: &View<'_>, symbol: DocumentSymbol, within: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let DocumentSymbol { name, kind, range, children, .. } = symbol;
    flat.push(SymbolInformation {
        name: name.clone(),
        kind,
        tags: None,
        deprecated: None,
        location: Location::new(view.uri.clone(), range),
        container_name: within.map(str::to_owned),
    });
    for child in children.into_iter().flatten() {
        flatten(view, child, Some(&name), flat);
    }
}
