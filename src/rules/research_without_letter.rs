//! RE006: research for the client with no letter to her that says how it meets her need.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;

/// RE006, `research-without-letter`.
#[derive(Debug)]
pub(super) struct ResearchWithoutLetter;

impl Rule for ResearchWithoutLetter {
    fn code(&self) -> &'static str {
        "RE006"
    }

    fn page(&self) -> &'static str {
        include_str!("research_without_letter.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(act) = case.named("client-research").next() else { return };
        if case.named("client-letter").next().is_some() {
            return;
        }
        let message = "research for the client, and no letter to her about it".to_owned();
        found.extend(case.finding(self.code(), message, act.span, "the research"));
    }
}
