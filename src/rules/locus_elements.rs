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
        let message = if case.tells(CircumstanceCue::CrisisNote) {
            "a LOCUS inside a crisis note, and it is a service of its own".to_owned()
        } else if !case.tells(CircumstanceCue::Result) {
            "a LOCUS without its result".to_owned()
        } else {
            return;
        };
        found.extend(case.finding(self.code(), message, act.span, "the LOCUS"));
    }
}
