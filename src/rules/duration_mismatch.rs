//! DU003: the stated times do not agree: start and end against the duration, or the parts against the total.

use super::{Case, Rule};
use crate::diagnostic::{Diagnostic, Label};
use crate::reading::{Minutes, TimeKind};

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
        let total = own(TimeKind::Length).find(|time| time.total || time.beside_range);
        if let (Some(range), Some(total)) = (range, total)
            && let (Some(clock), Some(stated)) = (range.minutes, total.minutes)
            && apart(clock, stated) > tolerance(total.approximate)
        {
            let message = format!("{} min from start to end, {} min stated", clock.get(), stated.get());
            found.extend(case.finding(self.code(), message, total.span, "the stated duration").map(
                |mut finding| {
                    let message = format!("start and end are {} min apart", clock.get());
                    finding.labels.push(Label { span: range.span, message });
                    finding
                },
            ));
            return;
        }
        let Some(claim) = times.stated() else { return };
        let Some(claimed) = claim.minutes else { return };
        let claimed_act = |place: usize| {
            let act = case.reading.activities.get(place);
            act.is_some_and(|act| !act.circumstances.time_not_claimed)
        };
        let parts: Vec<_> = times
            .parts()
            .filter(|part| part.activity.is_some_and(claimed_act) && part.tokens != claim.tokens)
            .collect();
        let sum = parts.iter().filter_map(|part| part.minutes).fold(Minutes::default(), Minutes::plus);
        if sum > claimed && !claim.billed && apart(sum, claimed) > tolerance(claim.approximate) {
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

/// Minutes between two times.
fn apart(a: Minutes, b: Minutes) -> f64 {
    (a.get() - b.get()).abs()
}

/// Minutes that a time may be off: none, five where the note says "about".
const fn tolerance(approximate: bool) -> f64 {
    if approximate { 5.0 } else { 0.01 }
}
