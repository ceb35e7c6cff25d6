//! Reading + ruleset → the minutes of one note: claimed, supported, non-billable, unaccounted, act by act.

use crate::lexicon::{EntryKind, Lexicon};
use crate::reading::{Activity, Minutes, Reading, Status};
use crate::ruleset::{InForce, Verdict};

/// What an act is to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// An activity of the catalogue's `NB` codes.
    Activity,
    /// An intervention.
    Intervention,
    /// What belongs to another service: an `SC` finding.
    OtherService,
}

impl LineKind {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Intervention => "intervention",
            Self::OtherService => "other-service",
        }
    }
}

/// One act of staff, done or attempted, and what the ruleset makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// What it is.
    pub kind: LineKind,
    /// The act as read.
    pub activity: &'a Activity,
    /// The code of an activity or service.
    pub code: Option<&'a str>,
    /// Its name: for an act that the ruleset credits as an intervention, that intervention's.
    pub name: &'a str,
    /// What the ruleset makes of it.
    pub verdict: Verdict,
    /// What the note states for this act alone; units count what the payer lets a unit stand for.
    pub minutes: Option<Minutes>,
    /// Whether its minutes have no place in the claim.
    pub against_claim: bool,
}

/// The minutes of one note.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<'a> {
    /// The stated total, else the clock range, else the sum of the parts (ruling 18).
    pub claimed: Option<Minutes>,
    /// Minutes that interventions support.
    pub supported: Minutes,
    /// Minutes stated for activities that are not paid, or may not be.
    pub non_billable: Minutes,
    /// What is left of the claim.
    pub unaccounted: Minutes,
    /// The acts, in order.
    pub lines: Vec<Line<'a>>,
}

/// Adds up a note under a ruleset.
pub fn ledger<'a>(reading: &'a Reading<'_>, lexicon: &'a Lexicon, ruleset: InForce<'a>) -> Ledger<'a> {
    let unit = ruleset.ruleset.units.iter().find_map(|units| units.alone);
    let of_units = |units: Option<f64>| Some(Minutes::new(units? * unit?));
    let lines: Vec<Line<'a>> = reading
        .activities
        .iter()
        .filter_map(|activity| line(activity, lexicon, ruleset))
        .map(|line| Line { minutes: line.activity.minutes.or_else(|| of_units(line.activity.units)), ..line })
        .collect();
    let claimed = reading.times.claimed().or_else(|| of_units(reading.times.units()));
    let sum = |pick: &dyn Fn(&Line<'_>) -> bool| {
        let minutes = lines.iter().filter(|line| pick(line)).filter_map(|line| line.minutes);
        minutes.fold(Minutes::default(), Minutes::plus)
    };
    let claim = claimed.unwrap_or_default();
    let non_billable = sum(&|line| line.against_claim).min(claim);
    let credited = |line: &Line<'_>| line.kind == LineKind::Intervention;
    let interventions = lines.iter().filter(|line| credited(line)).count();
    let all_timed = lines.iter().filter(|line| credited(line)).all(|line| line.minutes.is_some());
    let other = sum(&|line| {
        line.kind == LineKind::OtherService
            || (line.kind == LineKind::Activity && !line.against_claim && line.verdict != Verdict::Billable)
    });
    let rest = claim.minus(non_billable);
    let supported = match interventions {
        0 => Minutes::default(),
        _ if all_timed => sum(&credited).min(rest),
        _ => rest.minus(other),
    };
    Ledger { claimed, supported, non_billable, unaccounted: rest.minus(supported), lines }
}

/// The act's line, if staff did it or tried to.
fn line<'a>(activity: &'a Activity, lexicon: &'a Lexicon, ruleset: InForce<'a>) -> Option<Line<'a>> {
    let entry = activity.entry(lexicon)?;
    let kind = entry.kind();
    if !activity.is_staffs(lexicon, kind) {
        return None;
    }
    match kind {
        EntryKind::Activity => {
            let judgement = ruleset.judge(&entry.name, &activity.circumstances);
            let code = Some(entry.code.as_ref());
            let against_claim = judgement.counts_against_claim();
            let credited = judgement.as_intervention.as_deref().and_then(crate::catalogue::intervention);
            Some(match credited {
                Some(act) => Line {
                    kind: LineKind::Intervention,
                    activity,
                    minutes: None,
                    code: None,
                    name: act.name,
                    verdict: judgement.verdict,
                    against_claim: false,
                },
                None => Line {
                    kind: LineKind::Activity,
                    activity,
                    minutes: None,
                    code,
                    name: &entry.name,
                    verdict: judgement.verdict,
                    against_claim,
                },
            })
        }
        EntryKind::Intervention if activity.status == Status::Done => Some(Line {
            kind: LineKind::Intervention,
            activity,
            minutes: None,
            code: None,
            name: &entry.name,
            verdict: ruleset.judge_intervention(&entry.name, &activity.circumstances).verdict,
            against_claim: false,
        }),
        EntryKind::Service => {
            // Outside the ruleset that tells it apart, another service is named `support` (ruling 12).
            let apart = ruleset.rule(&entry.code).severity.is_some();
            Some(Line {
                kind: if apart { LineKind::OtherService } else { LineKind::Intervention },
                activity,
                minutes: None,
                code: apart.then_some(entry.code.as_ref()),
                name: if apart { &entry.name } else { "support" },
                verdict: Verdict::Silent,
                against_claim: false,
            })
        }
        _ => None,
    }
}
