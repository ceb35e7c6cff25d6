//! DU002: a duration, but no start and end.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::reading::TimeKind;

/// DU002, `missing-clock-time`.
#[derive(Debug)]
pub(super) struct MissingClockTime;

impl Rule for MissingClockTime {
    fn code(&self) -> &'static str {
        "DU002"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_clock_time.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let times = &case.reading.times.found;
        let length = times.iter().find(|time| matches!(time.kind, TimeKind::Length | TimeKind::Units));
        let range = times.iter().any(|time| time.kind == TimeKind::Range);
        let Some(length) = length.filter(|_| !range) else { return };
        let message = "a duration is given, but no start and end".to_owned();
        found.extend(case.finding(self.code(), message, length.span, "a duration only"));
    }
}
