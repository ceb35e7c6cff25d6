//! IV001: the note describes no intervention by staff at all.

use super::{Case, Rule};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::lexicon::EntryKind;

/// IV001, `no-intervention`.
#[derive(Debug)]
pub(super) struct NoIntervention;

impl Rule for NoIntervention {
    fn code(&self) -> &'static str {
        "IV001"
    }

    fn page(&self) -> &'static str {
        include_str!("no_intervention.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let vague = case.staffs(EntryKind::Vague).next().is_some();
        if case.is_blank() || vague || case.interventions().next().is_some() {
            return;
        }
        let credited = case.staffs(EntryKind::Activity).any(|activity| {
            let name = activity.entry(case.lexicon).map(|entry| entry.name.clone()).unwrap_or_default();
            case.ruleset.judge(&name, &activity.circumstances).as_intervention.is_some()
        });
        let other = case.reading.tells_of_other_work(case.lexicon);
        if credited || other {
            return;
        }
        let activities = case.staffs(EntryKind::Activity).count();
        let message = match activities {
            0 => "no intervention by staff is described".to_owned(),
            1 => "no intervention by staff is described, only an activity that is none".to_owned(),
            n => format!("no intervention by staff is described, only {n} activities that are none"),
        };
        let label = "nothing here says what was done for the client";
        found.extend(case.finding(self.code(), message, case.note_span(), label).map(|mut finding| {
            let help = "if staff helped, spoke for, linked or coordinated for the client, say with whom, what was done \
                        and what came of it; if not, there is no service to claim";
            finding.help.insert(0, help.to_owned());
            finding.confidence = if activities > 0 { Confidence::High } else { Confidence::Medium };
            finding
        }));
    }
}
