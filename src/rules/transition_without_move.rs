//! SC104: the service is transition, linkage and aftercare, and no change of living arrangement is described, or one for a
//! medical need.

use super::{Case, Rule};
use crate::circumstances::Service;
use crate::diagnostic::Diagnostic;
use crate::lexicon::CircumstanceCue;

/// SC104, `transition-without-move`.
#[derive(Debug)]
pub(super) struct TransitionWithoutMove;

impl Rule for TransitionWithoutMove {
    fn code(&self) -> &'static str {
        "SC104"
    }

    fn page(&self) -> &'static str {
        include_str!("transition_without_move.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let billed = |act: &&crate::reading::Activity| act.circumstances.service == Some(Service::CmTla);
        let Some(act) = case.interventions().find(billed) else { return };
        let moves = case.named("transition").next().is_some()
            || case.tells(CircumstanceCue::Move)
            || case.tells(CircumstanceCue::LevelOfCareTransition);
        let (what, label) = if case.tells(CircumstanceCue::MedicalMove) {
            ("the move serves a medical need", "a medical move is no transition in living arrangements")
        } else if moves {
            return;
        } else {
            ("no change of living arrangement is described", "this serves no move")
        };
        let message = format!("billed as a transition, and {what}");
        found.extend(case.finding(self.code(), message, act.span, label));
    }
}
