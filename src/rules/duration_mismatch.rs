//! DU003: the stated times do not agree: start and end against the duration, or the parts against the total.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Label};
use crate::reading::{Belongs, Minutes, TimeKind};

/// DU003, `duration-mismatch`.
#[derive(Debug)]
pub(super) struct DurationMismatch;

impl Rule for DurationMismatch {
    fn code(&self) -> &'static str {
        "DU003"
    }

    fn page(&self) -> &'static str {
        include_str!("duration_mismatch.md")
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let times = &case.reading.times;
        let own = |kind: TimeKind| {
            times.of_the_note().filter(move |time| time.kind == kind && time.minutes.is_some())
        };
        let mut ranges = own(TimeKind::Range);
        let range = ranges.next().filter(|_| ranges.next().is_none());
        let total = own(TimeKind::Length).find(|time| time.is_total() || time.again);
        // A length right beside its range, the note's or an act's, has to agree with it as well.
        let beside = times.found.windows(2).filter_map(|pair| {
            let [range, length] = pair else { return None };
            (range.kind == TimeKind::Range && length.again).then_some((range, length))
        });
        let beside = beside.filter(|(_, length)| length.belongs != Belongs::Billed);
        self.record_against_note(case, found);
        for (range, stated) in range.zip(total).into_iter().chain(beside) {
            let (Some(clock), Some(minutes)) = (range.minutes, stated.minutes) else { continue };
            if apart(clock, minutes) <= tolerance(stated.approximate) {
                continue;
            }
            let message = format!("{} min from start to end, {} min stated", clock.get(), minutes.get());
            found.extend(case.finding(self.code(), message, stated.span, "the stated duration").map(
                |mut finding| {
                    let read = if range.inferred { ", the half of the day inferred" } else { "" };
                    let message = format!("start and end are {} min apart{read}", clock.get());
                    match range.ends {
                        Some([start, end]) => {
                            finding.labels.push(Label { span: start, message: "the start".to_owned() });
                            finding.labels.push(Label { span: end, message });
                        }
                        None => finding.labels.push(Label { span: range.span, message }),
                    }
                    finding
                },
            ));
            return;
        }
        // Two totals: the header's duration and what the text calls its total.
        let mut totals = own(TimeKind::Length).filter(|time| time.belongs == Belongs::Total);
        if let (Some(first), Some(second)) = (totals.next(), totals.next())
            && let (Some(one), Some(other)) = (first.minutes, second.minutes)
            && apart(one, other) > tolerance(first.approximate || second.approximate)
        {
            let message = format!("the note states two totals, {} and {} min", one.get(), other.get());
            found.extend(case.finding(self.code(), message, second.span, "the one").map(|mut finding| {
                finding.labels.push(Label { span: first.span, message: "the other".to_owned() });
                finding
            }));
            return;
        }
        let Some(claim) = times.stated() else { return };
        let Some(claimed) = claim.minutes else { return };
        let claimed_act = |place: &usize| {
            let act = case.reading.activities.get(*place);
            act.is_some_and(|act| !act.circumstances.time_not_claimed)
        };
        let parts: Vec<_> = times
            .parts()
            .filter(|part| {
                let theirs = part.belongs == Belongs::Part || part.acts().iter().any(claimed_act);
                theirs && part.tokens != claim.tokens
            })
            .collect();
        let sum = parts.iter().filter_map(|part| part.minutes).fold(Minutes::default(), Minutes::plus);
        let billed = claim.belongs == Belongs::Billed;
        if sum > claimed && !billed && apart(sum, claimed) > tolerance(claim.approximate) {
            let message =
                format!("the parts add up to {} min, the total is {} min", sum.get(), claimed.get());
            found.extend(case.finding(self.code(), message, claim.span, "the total").map(|mut finding| {
                let label = |part: &&crate::reading::Time| Label {
                    span: part.span,
                    message: format!("{} min of it", part.minutes.unwrap_or_default().get()),
                };
                finding.labels.extend(parts.iter().map(label));
                finding
            }));
        }
    }
}

impl DurationMismatch {
    /// The record's start and end, against those that the note states for itself.
    fn record_against_note(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let body = case.reading.note.body;
        let ranges = || case.reading.times.of_the_note().filter(|time| time.kind == TimeKind::Range);
        let record = ranges().find(|time| time.span.start < body);
        let own = ranges().find(|time| time.span.start >= body);
        let Some((record, own)) = record.zip(own) else { return };
        let (Some(there), Some(here)) = (record.minutes, own.minutes) else { return };
        if apart(there, here) <= tolerance(false) {
            return;
        }
        let message = format!("{} min in the record, {} min in the note", there.get(), here.get());
        found.extend(case.finding(self.code(), message, own.span, "the note's start and end").map(
            |mut finding| {
                let message = format!("{} min", there.get());
                finding.labels.push(Label { span: record.span, message });
                finding
            },
        ));
    }
}

/// Minutes between two times.
fn apart(a: Minutes, b: Minutes) -> f64 {
    (a.get() - b.get()).abs()
}

/// Minutes that a time may be off: none, five where the note says "about".
const fn tolerance(approximate: bool) -> f64 {
    if approximate { 5.0 } else { 0.01 }
}
