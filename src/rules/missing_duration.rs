//! DU001: the note gives no time for the service.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::EntryKind;
use crate::reading::{Activity, Belongs, TimeKind};

/// DU001, `missing-duration`.
#[derive(Debug)]
pub(super) struct MissingDuration;

impl Rule for MissingDuration {
    fn code(&self) -> &'static str {
        "DU001"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_duration.md")
    }

    /// Without a total, a start and end, and minutes on an intervention; minutes on non-billable activities alone count
    /// only where there is no intervention. A LOCUS is an event and needs none (ruling 15).
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let times = &case.reading.times;
        let interventions: Vec<_> = case.interventions().collect();
        let event = !interventions.is_empty() && interventions.iter().all(|act| act.circumstances.is_locus());
        let shared = |act: &Activity| times.found.get(act.shared?)?.minutes;
        let timed_act = case.reading.activities.iter().any(|act| {
            let activity = act.entry(case.lexicon).is_some_and(|entry| entry.kind() == EntryKind::Activity);
            (act.minutes.or(shared(act)).is_some() || act.units.is_some())
                && (interventions.is_empty() || !activity)
        });
        let parts = times.found.iter().any(|time| {
            // What cannot be is told by DU009.
            time.is_notes()
                || time.belongs == Belongs::Part
                || time.impossible
                || time.kind == TimeKind::Range
        });
        if case.is_blank() || event || timed_act || parts {
            return;
        }
        let message = "no time is given for this service".to_owned();
        let finding =
            case.finding(self.code(), message, case.note_span(), "no duration, and no start and end");
        found.extend(finding.map(|mut finding| {
            let help = "state the minutes of the service, or its start and end, as they were";
            finding.help.insert(0, help.to_owned());
            finding
        }));
    }
}
