//! XN004: short contacts of one client and day that may not be added up to the payer's minimum.

use super::across::{Across, Finding, Sighting};
use super::{Rule, minutes};
use crate::batch::Refusal;
use crate::ruleset::Minimum;

/// XN004, `combine-contacts`.
#[derive(Debug)]
pub(super) struct CombineContacts;

impl Rule for CombineContacts {
    fn code(&self) -> &'static str {
        "XN004"
    }

    fn page(&self) -> &'static str {
        include_str!("combine_contacts.md")
    }

    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        let Some(minimum) = &across.ruleset.ruleset.minimum else { return };
        if across.rule(self.code()).is_none() {
            return;
        }
        let days =
            across.batch.refusals(minimum.minutes, across.ruleset.ruleset.combine_contacts).into_iter();
        seen.extend(days.map(|day| Sighting::new(day.note, move || self.tell(across, minimum, &day))));
    }
}

impl CombineContacts {
    fn tell(&self, across: &Across<'_>, minimum: &Minimum, day: &Refusal) -> Option<Finding> {
        let all = minutes(day.minutes);
        let message = match day.significant {
            None => format!(
                "{} short contacts of one client and day may not be added up: {all} together, each under {}",
                day.others.len() + 1,
                minutes(minimum.minutes)
            ),
            Some(significant) => {
                let what = if across.batch.is_never_combined(day.note) {
                    "voice messages are never added up with contacts of the day"
                } else {
                    "only significant contacts of the day are added up"
                };
                format!(
                    "{what}: of {all} only {} count, under {}",
                    minutes(significant),
                    minutes(minimum.minutes)
                )
            }
        };
        let of = |note| across.batch.served(note).unwrap_or_default();
        let related =
            |&note: &_| across.related(note, format!("a contact of the same day, {}", minutes(of(note))));
        let help = if across.ruleset.ruleset.combine_contacts {
            "leave it out of the day's claim"
        } else {
            "each contact is claimed by itself or not at all"
        };
        let finding = across.finding(self.code(), day.note, message, minutes(of(day.note)))?;
        Some(finding.with(day.others.iter().filter_map(related)).helped(help))
    }
}
