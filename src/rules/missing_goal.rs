//! RE004: no link to a goal or objective of the plan.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lexicon::{Element, Field};

/// RE004, `missing-goal`.
#[derive(Debug)]
pub(super) struct MissingGoal;

impl Rule for MissingGoal {
    fn code(&self) -> &'static str {
        "RE004"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_goal.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        if !case.has_header() {
            return;
        }
        let tells = |wanted| case.lexicon.element(case.words(), |element| element == wanted).is_some();
        if case.fields(Field::Goal).any(|field| case.said(field).is_some()) || tells(Element::Goal) {
            return;
        }
        let empty = case.fields(Field::Goal).next();
        let span = empty.map_or_else(|| case.note_span(), |field| case.field_span(field));
        let message = "no link to a goal or objective of the plan".to_owned();
        found.extend(case.finding(self.code(), message, span, "which goal does this serve?").map(
            |mut finding| {
                // Before there is a plan the service may serve a need that the assessment names (Q9, Q65).
                if tells(Element::AssessmentOpen) {
                    finding.severity = Severity::Note.min(finding.severity);
                    finding
                        .help
                        .push("say which need the assessment names, while there is no plan".to_owned());
                }
                finding
            },
        ));
    }
}
