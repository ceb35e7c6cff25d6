//! SC101, SC102, SC105: what staff did belongs to another service than case management. The wordings are the lexicon's.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::EntryKind;

/// A rule that finds the acts of one entry of `services/`.
#[derive(Debug)]
pub(super) struct OtherService {
    code: &'static str,
    page: &'static str,
    label: &'static str,
    service: &'static str,
}

/// SC101, `skills-teaching`.
pub(super) static SKILLS_TEACHING: OtherService = OtherService {
    code: "SC101",
    page: include_str!("skills_teaching.md"),
    label: "staff taught, coached or prompted here",
    service: "community support",
};

/// SC102, `therapeutic-support`.
pub(super) static THERAPEUTIC_SUPPORT: OtherService = OtherService {
    code: "SC102",
    page: include_str!("therapeutic_support.md"),
    label: "staff calmed or comforted here",
    service: "community support or therapy",
};

/// SC105, `assessment-intake`.
pub(super) static ASSESSMENT_INTAKE: OtherService = OtherService {
    code: "SC105",
    page: include_str!("assessment_intake.md"),
    label: "staff assessed or collected history here",
    service: "mental health assessment",
};

impl Rule for OtherService {
    fn code(&self) -> &'static str {
        self.code
    }

    fn page(&self) -> &'static str {
        self.page
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        // "Coached her through the call, prompted her twice": one lesson, told in one sentence.
        let mut told = None;
        for act in case.staffs(EntryKind::Service) {
            let Some(entry) = act.entry(case.lexicon).filter(|entry| entry.code == self.code) else {
                continue;
            };
            if told.replace(act.sentence) == Some(act.sentence) {
                continue;
            }
            let message = format!("{}, not case management: {}", self.service, entry.summary);
            found.extend(case.finding_of(act, self.code, message, self.label).map(|mut finding| {
                if !entry.instead.is_empty() {
                    finding.help.push(entry.instead.to_string());
                }
                finding
            }));
        }
    }
}
