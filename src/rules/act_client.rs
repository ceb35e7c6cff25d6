//! SC106: the header or the program says ACT: everything is billed as ACT.

use super::{Case, Rule};
use crate::circumstances::Program;
use crate::diagnostic::Diagnostic;

/// SC106, `act-client`.
#[derive(Debug)]
pub(super) struct ActClient;

impl Rule for ActClient {
    fn code(&self) -> &'static str {
        "SC106"
    }

    fn page(&self) -> &'static str {
        include_str!("act_client.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let act =
            case.reading.activities.iter().find(|act| act.circumstances.programs.contains(&Program::Act));
        if act.is_none() {
            return;
        }
        let message = "the client is an ACT client, whose services are billed as ACT".to_owned();
        found.extend(case.finding(self.code(), message, case.note_span(), "this service"));
    }
}
