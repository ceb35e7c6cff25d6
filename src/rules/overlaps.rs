//! XN001, XN002, XN006: services at one time, of one member of staff, of one client, and of one consultation.

use super::across::{Across, Finding, Sighting};
use super::{Rule, minutes};
use crate::batch::{Batch, Overlap};

/// A rule about notes that share minutes.
#[derive(Debug)]
pub(super) struct Overlapping {
    code: &'static str,
    page: &'static str,
    find: fn(&Batch) -> Vec<Overlap>,
    what: &'static str,
    other: &'static str,
    help: &'static str,
}

/// XN001, `staff-overlap`.
pub(super) static STAFF_OVERLAP: Overlapping = Overlapping {
    code: "XN001",
    page: include_str!("staff_overlap.md"),
    find: Batch::staff_overlaps,
    what: "one member of staff, two services at one time",
    other: "the same member of staff, another client",
    help: "claim for each client the minutes that were hers alone; correct the times only where they are wrong",
};

/// XN002, `client-overlap`.
pub(super) static CLIENT_OVERLAP: Overlapping = Overlapping {
    code: "XN002",
    page: include_str!("client_overlap.md"),
    find: Batch::client_overlaps,
    what: "one client, two services at one time",
    other: "the same client at that time",
    help: "claim the shared minutes once; correct the times only where they are wrong",
};

/// XN006, `two-staff-one-consultation`.
pub(super) static TWO_STAFF_ONE_CONSULTATION: Overlapping = Overlapping {
    code: "XN006",
    page: include_str!("two_staff_one_consultation.md"),
    find: Batch::double_consultations,
    what: "two members of staff bill a consultation on one client at one time",
    other: "the other one's note",
    help: "one of the two bills; the other's note may stay, without a claim",
};

impl Rule for Overlapping {
    fn code(&self) -> &'static str {
        self.code
    }

    fn page(&self) -> &'static str {
        self.page
    }

    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        if across.rule(self.code).is_none() {
            return;
        }
        let pairs = (self.find)(across.batch).into_iter();
        seen.extend(pairs.map(|pair| Sighting::new(pair.note, move || self.tell(across, pair))));
    }
}

impl Overlapping {
    fn tell(&self, across: &Across<'_>, pair: Overlap) -> Option<Finding> {
        let hours = |note| across.batch.hours(note).unwrap_or_default();
        let shared = minutes(f64::from(pair.minutes));
        let several =
            if pair.count > 1 { format!(", with {} notes in all", pair.count) } else { String::new() };
        let message = format!("{}: {shared} are in both notes{several}", self.what);
        let related = across.related(pair.other, format!("{}: {}", self.other, hours(pair.other)));
        let finding = across.finding(self.code, pair.note, message, hours(pair.note))?;
        Some(finding.with(related).helped(self.help))
    }
}
