//! DU009: end before start with no midnight crossing stated, 25:00, more than 24 hours.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::reading::TimeKind;

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
            if time.kind == TimeKind::Range && time.minutes.is_none() {
                let message = "this stretch of time cannot be".to_owned();
                found.extend(case.finding(
                    self.code(),
                    message,
                    time.span,
                    "no such time, or the end is before the start",
                ));
            }
        }
    }
}
