//! RE001: no date of service, one that no calendar has, or two that disagree.

use super::{Case, Rule};
use crate::date;
use crate::diagnostic::{Diagnostic, Label};
use crate::lexicon::Field;

/// Lines of a note in which a date may stand without a name.
const HEAD: usize = 3;

/// RE001, `missing-date`.
#[derive(Debug)]
pub(super) struct MissingDate;

impl Rule for MissingDate {
    fn code(&self) -> &'static str {
        "RE001"
    }

    fn page(&self) -> &'static str {
        include_str!("missing_date.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        if !case.has_header() {
            return;
        }
        let note = &case.reading.note;
        let said: Vec<_> =
            case.fields(Field::Date).filter_map(|field| Some((field, case.said(field)?))).collect();
        let dated: Vec<_> =
            said.iter().filter_map(|&(field, value)| Some((field, date::find(value)?.ok()?))).collect();
        let finding = if let [(first, day), rest @ ..] = &dated[..] {
            // The record and the note's own header, or two fields of one header.
            let Some((other, _)) = rest.iter().find(|(_, other)| day.differs(*other)) else { return };
            let message = "two dates of service, and they are not the same day".to_owned();
            let span = case.field_span(other);
            let label = Label { span: case.field_span(first), message: "the other date".to_owned() };
            case.finding(self.code(), message, span, "the date").map(|mut finding| {
                finding.labels.push(label);
                finding
            })
        } else if let Some(&(field, value)) = said.first() {
            let (message, label) = match date::find(value) {
                Some(Err(_)) => ("the date of service is no day of the calendar", "there is no such day"),
                _ => ("the date of service cannot be read as a date", "no date is read here"),
            };
            case.finding(self.code(), message.to_owned(), case.field_span(field), label)
        } else {
            // "5/4/09 10:00a - 10:45a" above the note, or a day beside the time.
            let beside = note.header.iter().filter(|field| {
                !matches!(field.field, Field::EntryDate | Field::Goal | Field::Client | Field::ClientId)
            });
            let beside = beside.filter(|field| !note.is_given(field)).map(|field| note.value(field));
            let head = case.words().lines().filter(|line| !line.trim().is_empty()).take(HEAD);
            if beside.chain(head).any(|text| date::find(text).is_some_and(|date| date.is_ok())) {
                return;
            }
            let empty = case.fields(Field::Date).next();
            let span = empty.map_or_else(|| case.note_span(), |field| case.field_span(field));
            case.finding(self.code(), "no date of service is given".to_owned(), span, "no date")
        };
        found.extend(finding);
    }
}
