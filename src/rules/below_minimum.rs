//! DU004: the service's minutes are under the payer's minimum.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Label};

/// DU004, `below-minimum`.
#[derive(Debug)]
pub(super) struct BelowMinimum;

impl Rule for BelowMinimum {
    fn code(&self) -> &'static str {
        "DU004"
    }

    fn page(&self) -> &'static str {
        include_str!("below_minimum.md")
    }

    /// Service minutes are the claim less the minutes stated for non-billable activities; without any intervention, the
    /// claim alone (ruling 18).
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(minimum) = &case.ruleset.ruleset.minimum else { return };
        let ledger = case.ledger();
        let event = case.interventions().next().is_some()
            && case.interventions().all(|act| act.circumstances.is_locus());
        let Some(claimed) = ledger.claimed.filter(|_| !event) else { return };
        let helped = case.interventions().next().is_some();
        let service = if helped { claimed.minus(ledger.non_billable) } else { claimed };
        if service.get() >= minimum.minutes || service.get() <= 0.0 {
            return;
        }
        let message =
            format!("{} min of service, the least that is paid is {} min", service.get(), minimum.minutes);
        found.extend(case.finding(self.code(), message, case.claim_span(), "the time of the service").map(
            |mut finding| {
                let unpaid = ledger.lines.iter().filter(|line| helped && line.against_claim);
                finding.labels.extend(unpaid.filter_map(|line| {
                    let message = format!("less {} min of {}", line.minutes?.get(), line.name);
                    Some(Label { span: line.span, message })
                }));
                if finding.citations.is_empty() {
                    finding.citations.extend_from_slice(&minimum.citations);
                }
                finding.help.extend(minimum.help.as_ref().map(ToString::to_string));
                finding
            },
        ));
    }
}
