//! DU007: "a while", "most of the morning" as the only time.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::reading::{Belongs, TimeKind};

/// DU007, `vague-duration`.
#[derive(Debug)]
pub(super) struct VagueDuration;

impl Rule for VagueDuration {
    fn code(&self) -> &'static str {
        "DU007"
    }

    fn page(&self) -> &'static str {
        include_str!("vague_duration.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let times = &case.reading.times.found;
        let Some(vague) =
            times.iter().find(|time| time.kind == TimeKind::Vague && time.belongs != Belongs::Nobody)
        else {
            return;
        };
        if times.iter().any(|time| time.kind != TimeKind::Vague) {
            return;
        }
        let message = "the only time that is given is no number".to_owned();
        found.extend(case.finding(self.code(), message, vague.span, "how many minutes?").map(
            |mut finding| {
                finding
                    .help
                    .insert(0, "state the minutes, or the start and the end, as they were".to_owned());
                finding
            },
        ));
    }
}
