//! RE005: a consultation without the professional consulted, what was discussed, or the recommendation.

use super::{Case, Rule};
use crate::circumstances::Recipient;
use crate::diagnostic::Diagnostic;
use crate::lexicon::CircumstanceCue;

/// RE005, `consultation-elements`.
#[derive(Debug)]
pub(super) struct ConsultationElements;

impl Rule for ConsultationElements {
    fn code(&self) -> &'static str {
        "RE005"
    }

    fn page(&self) -> &'static str {
        include_str!("consultation_elements.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(act) = case.named("consultation").next() else { return };
        let professional = case.named("consultation").any(|act| {
            act.circumstances
                .recipient
                .is_some_and(|whom| whom != Recipient::Client && whom != Recipient::Family)
        });
        let missing: Vec<&str> = [
            (professional, "the professional who was consulted"),
            (case.tells(CircumstanceCue::Topic), "what was discussed"),
            (case.tells(CircumstanceCue::Recommendation), "the recommendation"),
        ]
        .into_iter()
        .filter_map(|(there, what)| (!there).then_some(what))
        .collect();
        if missing.is_empty() {
            return;
        }
        let message = format!("a consultation without {}", missing.join(" and "));
        found.extend(case.finding(self.code(), message, act.span, "the consultation"));
    }
}
