//! DU008: units billed do not follow from the minutes under the payer's unit.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Label};
use crate::reading::TimeKind;

/// DU008, `units-mismatch`.
#[derive(Debug)]
pub(super) struct UnitsMismatch;

impl Rule for UnitsMismatch {
    fn code(&self) -> &'static str {
        "DU008"
    }

    fn page(&self) -> &'static str {
        include_str!("units_mismatch.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let ways = &case.ruleset.ruleset.units;
        let times = &case.reading.times;
        let stated = times.found.iter().rfind(|time| time.kind == TimeKind::Units && time.is_notes());
        let (Some(stated), Some(units), Some(minutes)) = (stated, times.units(), times.claimed()) else {
            return;
        };
        if ways.is_empty() || ways.iter().any(|way| way.fit(minutes.get(), units)) {
            return;
        }
        let message = format!("{units} units do not follow from {} min", minutes.get());
        found.extend(case.finding(self.code(), message, stated.span, "the units").map(|mut finding| {
            let label = |span| Label { span, message: format!("{} min", minutes.get()) };
            let timed = times.found.iter().find(|time| time.is_notes() && time.minutes.is_some());
            finding.labels.extend(times.stated().or(timed).map(|time| label(time.span)));
            if finding.citations.is_empty() {
                finding.citations.extend(ways.iter().flat_map(|way| way.citations.iter().cloned()));
            }
            finding
        }));
    }
}
