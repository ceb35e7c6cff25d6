//! IV003: help that needs the client is described, and the client was absent.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::CircumstanceCue;

/// IV003, `client-not-present`.
#[derive(Debug)]
pub(super) struct ClientNotPresent;

impl Rule for ClientNotPresent {
    fn code(&self) -> &'static str {
        "IV003"
    }

    fn page(&self) -> &'static str {
        include_str!("client_not_present.md")
    }

    /// Explaining, budgeting and planning are help *with* the client. Forms for benefits, appointments, authorizations,
    /// consultations, moves, LOCUS and contacts with agencies are done for her and need her not (ruling 13).
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        if case.tells(CircumstanceCue::Imperative) {
            return;
        }
        for act in case.interventions().filter(|act| act.circumstances.client_present == Some(false)) {
            let Some(entry) = act.entry(case.lexicon) else { continue };
            let ruled = case.ruleset.judge_intervention(&entry.name, &act.circumstances);
            // Forms for a job or a flat are filled in with her; a call to the landlord about them is a contact.
            let needs_client = matches!(entry.name.as_ref(), "support" | "planning")
                || entry.name == "linkage" && !act.dials;
            if !needs_client && ruled.severity.is_none() {
                continue;
            }
            let message = "help that needs the client, and the client was not there".to_owned();
            let label = "the client has to be there for this";
            found.extend(case.finding_of(act, self.code(), message, label).map(|mut finding| {
                if !needs_client {
                    finding.severity = ruled.severity.unwrap_or(finding.severity).min(finding.severity);
                }
                let help = "if the client took part, say how; if it was imperative and she could not be there, say that and why";
                finding.help.insert(0, help.to_owned());
                finding
            }));
        }
    }
}
