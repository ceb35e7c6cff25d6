//! RE002: not said whether face to face, by telephone, by telehealth or in the community.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::{Element, Field};

/// RE002, `missing-contact-mode`.
#[derive(Debug)]
pub(super) struct MissingContactMode;

impl Rule for MissingContactMode {
    fn code(&self) -> &'static str {
        "RE002"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_contact_mode.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        if !case.has_header() {
            return;
        }
        let tells = |text: &str| case.lexicon.element(text, |element| element == Element::Mode).is_some();
        let mode = case.fields(Field::Mode).any(|field| case.said(field).is_some());
        let place = || {
            let mut places = case.fields(Field::Location).chain(case.fields(Field::Service));
            places.any(|field| case.said(field).is_some_and(tells))
        };
        if mode || place() || tells(case.words()) {
            return;
        }
        let empty = case.fields(Field::Mode).next();
        let span = empty.map_or_else(|| case.note_span(), |field| case.field_span(field));
        let message = "not said how the contact was made".to_owned();
        let label = "in person, by telephone, by telehealth or in the community?";
        found.extend(case.finding(self.code(), message, span, label));
    }
}
