//! DU004: the service's minutes are under the payer's minimum.

use super::across::{Across, Finding, Sighting};
use super::{Case, Rule, minutes};
use crate::batch::Contact;
use crate::diagnostic::{Citation, Diagnostic, Label};
use crate::ruleset::Minimum;

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

    /// Where the day decides, [`BelowMinimum::check_across`] does when all notes are known.
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(minimum) = &case.ruleset.ruleset.minimum else { return };
        let Some(served) =
            case.served().filter(|served| is_short(served.get(), minimum) && !case.waits_for_day())
        else {
            return;
        };
        let message = told(served.get(), minimum);
        let helped = case.interventions().next().is_some();
        found.extend(case.finding(self.code(), message, case.claim_span(), "the time of the service").map(
            |mut finding| {
                let unpaid = case.ledger().lines.iter().filter(|line| helped && line.against_claim);
                finding.labels.extend(unpaid.filter_map(|line| {
                    let message = format!("less {} min of {}", line.minutes?.get(), line.name);
                    Some(Label { span: line.span, message })
                }));
                finish(&mut finding.citations, &mut finding.help, minimum);
                finding
            },
        ));
    }

    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        let ruleset = across.ruleset.ruleset;
        let Some(minimum) = ruleset.minimum.as_ref().filter(|_| ruleset.combine_contacts) else { return };
        let contacts = across.batch.under_minimum(minimum.minutes).into_iter();
        seen.extend(
            contacts.map(|contact| {
                Sighting::new(contact.note, move || self.tell_across(across, minimum, &contact))
            }),
        );
    }
}

impl BelowMinimum {
    fn tell_across(&self, across: &Across<'_>, minimum: &Minimum, contact: &Contact) -> Option<Finding> {
        let of = |note| across.batch.served(note).unwrap_or_default();
        let mut message = told(of(contact.note), minimum);
        if !contact.others.is_empty() && contact.counts {
            message.push_str(&format!(", and the day's contacts come to {}", minutes(contact.day)));
        }
        let label =
            if contact.counts { "the time of the service" } else { "not added up with other contacts" };
        let related =
            |&note: &_| across.related(note, format!("a contact of the same day, {}", minutes(of(note))));
        let others = contact.others.iter().filter(|_| contact.counts).filter_map(related);
        let mut finding = across.finding(self.code(), contact.note, message, label.to_owned())?.with(others);
        finish(&mut finding.diagnostic.citations, &mut finding.diagnostic.help, minimum);
        Some(finding)
    }
}

/// Whether so many minutes are under the minimum. None at all are none to claim.
pub(super) fn is_short(minutes: f64, minimum: &Minimum) -> bool {
    minutes < minimum.minutes && minutes > 0.0
}

fn told(served: f64, minimum: &Minimum) -> String {
    format!("{served} min of service, the least that is paid is {} min", minimum.minutes)
}

fn finish(citations: &mut Vec<Citation>, help: &mut Vec<String>, minimum: &Minimum) {
    if citations.is_empty() {
        citations.extend_from_slice(&minimum.citations);
    }
    help.extend(minimum.help.as_ref().map(ToString::to_string));
}
