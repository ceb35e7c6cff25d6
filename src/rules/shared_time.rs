//! DU010: one stretch of time served several clients.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;

/// DU010, `shared-time`.
#[derive(Debug)]
pub(super) struct SharedTime;

impl Rule for SharedTime {
    fn code(&self) -> &'static str {
        "DU010"
    }

    fn page(&self) -> &'static str {
        include_str!("shared_time.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let act = case.interventions().find(|act| act.circumstances.several_clients == Some(true));
        let Some(act) = act.filter(|_| case.reading.times.claimed().is_some()) else { return };
        let message = "one stretch of time for several clients".to_owned();
        found.extend(case.finding(self.code(), message, act.span, "whose minutes are these?"));
    }
}
