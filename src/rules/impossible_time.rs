//! DU009: end before start with no midnight crossing stated, 25:00, more than 24 hours.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Label};
use crate::lexicon::Field;
use crate::reading::{TimeKind, is_clock};

/// DU009, `impossible-time`.
#[derive(Debug)]
pub(super) struct ImpossibleTime;

impl Rule for ImpossibleTime {
    fn code(&self) -> &'static str {
        "DU009"
    }

    fn page(&self) -> &'static str {
        include_str!("impossible_time.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        for time in &case.reading.times.found {
            let (message, label) = match time.kind {
                TimeKind::Range if time.minutes.is_none() => {
                    ("this stretch of time cannot be", "no such time, or it is before the start")
                }
                TimeKind::Length if time.impossible => {
                    ("no service has this length", "more than 24 hours, or less than nothing")
                }
                _ => continue,
            };
            let span = time.ends.map_or(time.span, |[_, end]| end);
            found.extend(case.finding(self.code(), message.to_owned(), span, label).map(|mut finding| {
                let start = time.ends.map(|[span, _]| Label { span, message: "the start".to_owned() });
                finding.labels.extend(start);
                finding
            }));
        }
        self.unreadable(case, found);
    }
}

impl ImpossibleTime {
    /// A start or an end that a record's column holds and that is no time of day. In a note of its own such a line may be
    /// anything.
    fn unreadable(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let note = &case.reading.note;
        let fields = case.fields(Field::Start).chain(case.fields(Field::End));
        for field in fields.filter(|field| note.is_given(field)) {
            let read = || is_clock(note, case.lexicon, &field.value);
            let span = case.field_span(field);
            let told = || found.iter().any(|finding| finding.code == "DU009" && span.overlaps(finding.span));
            if case.said(field).is_none() || read() || told() {
                continue;
            }
            let message = "this is no time of day".to_owned();
            found.extend(case.finding(self.code(), message, span, "no time is read here"));
        }
    }
}
