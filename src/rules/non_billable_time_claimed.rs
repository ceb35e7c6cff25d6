//! DU005: the claimed total contains minutes of activities that are not paid.

use super::{Case, Rule, listed};
use crate::diagnostic::{Diagnostic, Label};
use crate::ledger::{Line, LineKind};

/// DU005, `non-billable-time-claimed`.
#[derive(Debug)]
pub(super) struct NonBillableTimeClaimed;

impl Rule for NonBillableTimeClaimed {
    fn code(&self) -> &'static str {
        "DU005"
    }

    fn page(&self) -> &'static str {
        include_str!("non_billable_time_claimed.md")
    }

    /// A stated total that covers minutes stated for a non-billable activity, or a note of nothing but such activities with
    /// a claimed time (ruling 16).
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let ledger = case.ledger();
        let Some(claimed) = ledger.claimed.filter(|claimed| claimed.get() > 0.0) else { return };
        let against: Vec<_> = ledger.lines.iter().filter(|line| line.against_claim).collect();
        let timed =
            against.iter().any(|line| line.minutes.or(line.shared.map(|shared| shared.minutes)).is_some());
        let helped = case.interventions().next().is_some()
            || ledger.lines.iter().any(|line| line.kind == LineKind::Intervention);
        let stated = case.reading.times.stated().is_some() || case.reading.times.units().is_some();
        let covered = stated && ledger.non_billable.get() > 0.0;
        let only = !helped && !against.is_empty();
        if !covered && !only {
            return;
        }
        let message = if !timed {
            format!("{} min claimed, and only activities that are not paid are described", claimed.get())
        } else {
            let with_minutes = |line: &&&Line<'_>| line.minutes.is_some() || line.shared.is_some();
            let names: Vec<&str> = against.iter().filter(with_minutes).map(|line| line.name).collect();
            format!(
                "{} min claimed, {} of them {}: {} supported",
                claimed.get(),
                ledger.non_billable.get(),
                listed(&names),
                ledger.supported.get()
            )
        };
        found.extend(case.finding(self.code(), message, case.claim_span(), "the claim").map(
            |mut finding| {
                finding.labels.extend(against.iter().map(|line| Label {
                    span: line.span,
                    message: match line.minutes {
                        Some(minutes) => format!("{} min of {}", minutes.get(), line.name),
                        None => line.name.to_owned(),
                    },
                }));
                finding
            },
        ));
    }
}
