//! RE003: no staff member with a credential that may provide the service.

use super::{Case, Rule};
use crate::diagnostic::Diagnostic;
use crate::lexicon::{Element, Field};
use crate::reading;

/// Bytes of a note's last line in which a signature may stand.
const SIGNATURE: usize = 80;

/// RE003, `missing-provider`.
#[derive(Debug)]
pub(super) struct MissingProvider;

impl Rule for MissingProvider {
    fn code(&self) -> &'static str {
        "RE003"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_provider.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        if !case.has_header() {
            return;
        }
        let ruleset = case.ruleset.ruleset;
        let service = reading::service(&case.reading.note, case.lexicon);
        let named: Vec<_> = case
            .fields(Field::Staff)
            .chain(case.fields(Field::Credential))
            .filter(|field| case.said(field).is_some())
            .collect();
        let last = case.words().trim_end().lines().next_back().unwrap_or_default();
        let signature = &last[last.ceil_char_boundary(last.len().saturating_sub(SIGNATURE))..];
        let texts = || named.iter().filter_map(|field| case.said(field)).chain([signature]);
        let holds = |wanted: &dyn Fn(Element) -> bool| {
            texts().any(|text| {
                case.lexicon.element(text, |element| is_credential(element) && wanted(element)).is_some()
            })
        };
        // A ruleset of its own may ask for a provider and not say which.
        let any = ruleset.providers.is_empty();
        if holds(&|element| any || ruleset.lets_provide(element.name(), service)) {
            return;
        }
        let staff = case.fields(Field::Staff).next();
        let (message, label) = if holds(&|_| true) {
            ("the credential does not allow this service", "the credential")
        } else if named.iter().any(|field| field.field == Field::Staff) {
            ("a staff member without a credential that may provide the service", "no credential is read here")
        } else {
            ("no staff member is named who may provide the service", "no name with a credential")
        };
        let field = named.iter().rfind(|field| field.field == Field::Credential).copied();
        let field = field.or(named.first().copied()).or(staff);
        let span = field.map_or_else(|| case.note_span(), |field| case.field_span(field));
        found.extend(case.finding(self.code(), message.to_owned(), span, label));
    }
}

fn is_credential(element: Element) -> bool {
    matches!(
        element,
        Element::Degree | Element::Lpha | Element::Mhp | Element::Qmhp | Element::Rsa | Element::SudCounselor
    )
}
