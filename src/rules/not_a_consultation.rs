//! SC103: the service is a client-centered consultation and the other party is no professional now serving the client.

use super::{Case, Rule};
use crate::circumstances::{Recipient, Service};
use crate::diagnostic::Diagnostic;
use crate::lexicon::{CircumstanceCue, EntryKind};

/// SC103, `not-a-consultation`.
#[derive(Debug)]
pub(super) struct NotAConsultation;

impl Rule for NotAConsultation {
    fn code(&self) -> &'static str {
        "SC103"
    }

    fn page(&self) -> &'static str {
        include_str!("not_a_consultation.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let consults = |act: &&crate::reading::Activity| act.circumstances.service == Some(Service::CmCcc);
        let professional = case.interventions().filter(consults).any(|act| {
            matches!(
                act.circumstances.recipient,
                Some(
                    Recipient::ServiceProvider
                        | Recipient::CountyPartner
                        | Recipient::School
                        | Recipient::Court
                )
            )
        });
        let family = case
            .interventions()
            .filter(consults)
            .find(|act| act.circumstances.recipient == Some(Recipient::Family));
        let any = case.interventions().find(consults);
        let supervisor = case
            .staffs(EntryKind::Activity)
            .filter(consults)
            .find(|act| act.entry(case.lexicon).is_some_and(|entry| entry.name == "supervision"));
        let reason = match (family, any) {
            (Some(act), _) if !professional => {
                Some((act, "family, guardians and foster parents are no professionals"))
            }
            _ if supervisor.is_some_and(|_| !professional) => {
                supervisor.map(|act| (act, "a supervisor's advice is no consultation"))
            }
            (_, Some(act)) if case.tells(CircumstanceCue::PastProvider) => {
                Some((act, "a past provider no longer serves the client"))
            }
            (_, Some(act)) if case.tells(CircumstanceCue::ReviewOccasion) => {
                Some((act, "treatment planning and utilization review are no consultation"))
            }
            _ => None,
        };
        let Some((act, label)) = reason else { return };
        let message = "billed as a consultation between professionals, and it is none".to_owned();
        found.extend(case.finding(self.code(), message, act.span, label));
    }
}
