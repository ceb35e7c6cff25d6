//! IV002: the only service language is empty.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::EntryKind;

/// IV002, `vague-intervention`.
#[derive(Debug)]
pub(super) struct VagueIntervention;

impl Rule for VagueIntervention {
    fn code(&self) -> &'static str {
        "IV002"
    }

    fn page(&self) -> &'static str {
        include_str!("vague_intervention.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(vague) = case.staffs(EntryKind::Vague).next() else { return };
        if case.interventions().next().is_some() {
            return;
        }
        let message = "the only words about the service say nothing about it".to_owned();
        let label = "what was done, with whom, and what came of it?";
        found.extend(case.finding_of(vague, self.code(), message, label).map(|mut finding| {
            let help = "name the need, what staff did about it, with whom, and the result, if it took place";
            finding.help.insert(0, help.to_owned());
            finding
        }));
    }
}
