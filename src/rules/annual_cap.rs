//! XN003: a client's year passes the payer's cap.

use super::across::{Across, Finding, Sighting};
use super::{Rule, listed};
use crate::batch::Crossing;
use crate::ruleset::Cap;

/// XN003, `annual-cap`.
#[derive(Debug)]
pub(super) struct AnnualCap;

impl Rule for AnnualCap {
    fn code(&self) -> &'static str {
        "XN003"
    }

    fn page(&self) -> &'static str {
        include_str!("annual_cap.md")
    }

    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        if across.rule(self.code()).is_none() {
            return;
        }
        for cap in across.ruleset.ruleset.caps.iter() {
            let crossings = across.batch.crossings(cap).into_iter();
            seen.extend(
                crossings
                    .map(|crossing| Sighting::new(crossing.note, move || self.tell(across, cap, &crossing))),
            );
        }
    }
}

impl AnnualCap {
    fn tell(&self, across: &Across<'_>, cap: &Cap, crossing: &Crossing) -> Option<Finding> {
        let services: Vec<&str> = cap.services.iter().map(|service| service.name()).collect();
        let hours = (crossing.minutes / 60.0 * 100.0).round() / 100.0;
        let message = format!(
            "with this note the client's {} comes to {hours} h of {}; a year holds {} h",
            crossing.year,
            listed(&services),
            cap.hours
        );
        let label = match crossing.after {
            0 => "the hours of the year end here".to_owned(),
            1 => "the hours of the year end here; 1 later note is over them as well".to_owned(),
            after => format!("the hours of the year end here; {after} later notes are over them as well"),
        };
        let before =
            crossing.before.and_then(|note| across.related(note, "the last note within the cap".to_owned()));
        let mut finding = across.finding(self.code(), crossing.note, message, label)?.with(before).helped(
            "the cap runs across providers and this counts only the notes given, so the year may have ended before; \
             ask the payer what is left",
        );
        let cited = &mut finding.diagnostic.citations;
        cited.retain(|citation| *citation != cap.citation);
        cited.insert(0, cap.citation.clone());
        Some(finding)
    }
}
