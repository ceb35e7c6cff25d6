//! DU006: a non-billable activity and an intervention share one total.

use super::{Case, Rule, listed};
use crate::diagnostic::{Diagnostic, Label};
use crate::ledger::LineKind;

/// DU006, `unseparated-time`.
#[derive(Debug)]
pub(super) struct UnseparatedTime;

impl Rule for UnseparatedTime {
    fn code(&self) -> &'static str {
        "DU006"
    }

    fn page(&self) -> &'static str {
        include_str!("unseparated_time.md")
    }

    /// Once, where a stated total covers an intervention and a non-billable activity without minutes of its own, and the
    /// interventions are not timed on their own (ruling 17).
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let ledger = case.ledger();
        let times = &case.reading.times;
        let stated = times.stated().is_some() || times.shared().next().is_some() || times.units().is_some();
        let untimed: Vec<_> = ledger.untimed().collect();
        let helped = ledger.lines.iter().any(|line| line.kind != LineKind::Activity);
        if ledger.claimed.is_none()
            || !stated
            || ledger.left_out
            || untimed.is_empty()
            || !helped
            || ledger.help_is_timed()
        {
            return;
        }
        let names: Vec<&str> = untimed.iter().map(|line| line.name).collect();
        let message =
            format!("one time for the service and for {}, whose minutes are not given", listed(&names));
        found.extend(case.finding(self.code(), message, case.claim_span(), "the time of all of it").map(
            |mut finding| {
                let help =
                    "give the minutes of each, as they were, and leave what is not paid out of the claim";
                finding.help.insert(0, help.to_owned());
                finding.labels.extend(untimed.iter().map(|line| Label {
                    span: line.span,
                    message: format!("how many minutes of {}?", line.name),
                }));
                finding
            },
        ));
    }
}
