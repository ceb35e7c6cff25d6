//! Findings → the diagnostics of the protocol.

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
};

use super::view::View;
use crate::diagnostic::Severity;
use crate::report::Finding;

/// Every finding that `wanted` lets through, and a fault of notelint's own for each note that could not be read.
pub(super) fn diagnostics(view: &View<'_>, mut wanted: impl FnMut(&Finding) -> bool) -> Vec<Diagnostic> {
    let found = view.checked.findings.found.iter().filter(|found| wanted(found));
    let found = found.map(|found| diagnostic(view, found));
    let faults = view.checked.notes.iter().filter_map(|note| {
        let fault = note.sums.as_ref().err()?;
        Some(self::fault(fault.clone(), view.places.position(note.span.start)))
    });
    found.chain(faults).collect()
}

/// A fault of notelint's own, at the beginning of what could not be read.
pub(super) fn fault(message: String, at: Position) -> Diagnostic {
    Diagnostic {
        range: Range::new(at, at),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

/// One finding.
pub(super) fn diagnostic(view: &View<'_>, found: &Finding) -> Diagnostic {
    let finding = &found.diagnostic;
    let related = view.client.related && !finding.labels.is_empty();
    let related = related.then(|| {
        let labels = finding.labels.iter().map(|label| DiagnosticRelatedInformation {
            location: Location::new(view.uri.clone(), view.places.range(label.span)),
            message: label.message.clone(),
        });
        labels.collect()
    });
    Diagnostic {
        range: view.places.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.to_string())),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: related,
        ..Diagnostic::default()
    }
}

/// Who says so.
const SOURCE: &str = "notelint";
