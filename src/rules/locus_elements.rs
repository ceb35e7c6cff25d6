//! RE007: a LOCUS without its result, or inside a crisis note.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::CircumstanceCue;

/// RE007, `locus-elements`.
#[derive(Debug)]
pub(super) struct LocusElements;

impl Rule for LocusElements {
    fn code(&self) -> &'static str {
        "RE007"
    }

    fn page(&self) -> &'static str {
        include_str!("locus_elements.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let Some(act) = case.interventions().find(|act| act.circumstances.is_locus()) else { return };
        if case.tells(CircumstanceCue::Result) {
            return;
        }
        let message = "a LOCUS without its result".to_owned();
        found.extend(case.finding(self.code(), message, act.span, "the LOCUS"));
    }
}
