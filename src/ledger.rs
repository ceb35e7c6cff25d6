//! Reading + ruleset → the minutes of one note: claimed, supported, non-billable, unaccounted, act by act.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::lexicon::{EntryKind, Lexicon};
use crate::reading::{Activity, Belongs, Minutes, Reading, Status};
use crate::ruleset::{InForce, Verdict};
use crate::span::Span;

/// Bytes that an act may point at; where an act and those within it are longer, the act itself does.
const LONGEST_SPAN: usize = 160;

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
    /// The bytes of the act, and of those within it.
    pub span: Span,
    /// What the note states for this act alone; units count what the payer lets a unit stand for.
    pub minutes: Option<Minutes>,
    /// The minutes that it shares with other lines.
    pub shared: Option<Shared>,
    /// Whether its minutes have no place in the claim.
    pub against_claim: bool,
}

/// One stretch of time for several acts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// The same number in each of their lines, from 1.
    pub group: usize,
    /// The minutes of all of them together.
    pub minutes: Minutes,
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
    /// The claim has no room for unpaid minutes: the paid acts fill it, or the note says what of its time is billed.
    pub left_out: bool,
    /// The acts, in order.
    pub lines: Vec<Line<'a>>,
}

/// Adds up a note under a ruleset.
pub fn ledger<'a>(reading: &'a Reading<'_>, lexicon: &'a Lexicon, ruleset: InForce<'a>) -> Ledger<'a> {
    let unit = ruleset.ruleset.units.iter().find_map(|units| units.alone);
    let of_units = |units: Option<f64>| Some(Minutes::new(units? * unit?));
    let mut lines: Vec<Line<'a>> = reading
        .activities
        .iter()
        .filter(|activity| activity.within.is_none())
        .filter_map(|activity| line(activity, lexicon, ruleset))
        .map(|line| Line { minutes: line.activity.minutes.or_else(|| of_units(line.activity.units)), ..line })
        .collect();
    share(&mut lines, reading);
    let claimed = reading.times.claimed().or_else(|| of_units(reading.times.units()));
    // Without a stated total the claim is the sum of the parts, but for those that the note leaves out.
    let unclaimed = |line: &Line<'_>| line.activity.circumstances.time_not_claimed && line.minutes.is_some();
    let claimed = match reading.times.stated() {
        None => claimed.map(|claimed| claimed.minus(sum(&lines, unclaimed))),
        Some(_) => claimed,
    };
    let claim = claimed.unwrap_or_default();
    let unpaid = sum(&lines, |line| line.against_claim);
    let left_out = is_left_out(&lines, reading, claim);
    let non_billable = if left_out { Minutes::default() } else { unpaid.min(claim) };
    let credited = |line: &Line<'_>| line.kind == LineKind::Intervention;
    let other = sum(&lines, |line| {
        line.kind == LineKind::OtherService
            || (line.kind == LineKind::Activity
                && !line.against_claim
                && !line.activity.circumstances.time_not_claimed
                && line.verdict != Verdict::Billable)
    });
    let rest = claim.minus(non_billable);
    let pure = pure_groups(&lines, credited);
    let all_timed = lines.iter().filter(|line| credited(line)).all(|line| is_timed(line, &pure));
    let supported = if !lines.iter().any(credited) {
        Minutes::default()
    } else if all_timed {
        sum(&lines, credited).min(rest)
    } else {
        rest.minus(other)
    };
    Ledger { claimed, supported, non_billable, unaccounted: rest.minus(supported), left_out, lines }
}

/// The sums of a note's ledger, which may be kept when the note is gone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sums {
    /// As in [`Ledger`].
    pub claimed: Option<Minutes>,
    /// As in [`Ledger`].
    pub supported: Minutes,
    /// As in [`Ledger`].
    pub non_billable: Minutes,
    /// As in [`Ledger`].
    pub unaccounted: Minutes,
}

impl std::fmt::Display for Sums {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(claimed) = self.claimed else { return f.write_str("no time is claimed") };
        write!(
            f,
            "{} min claimed: {} supported, {} non-billable, {} unaccounted",
            claimed.get(),
            self.supported.get(),
            self.non_billable.get(),
            self.unaccounted.get()
        )
    }
}

impl Ledger<'_> {
    /// The sums without the lines.
    pub fn sums(&self) -> Sums {
        let Self { claimed, supported, non_billable, unaccounted, .. } = *self;
        Sums { claimed, supported, non_billable, unaccounted }
    }

    /// Unpaid lines whose minutes are not stated, neither one by one nor for unpaid lines together.
    pub fn untimed(&self) -> impl Iterator<Item = &Line<'_>> {
        let unpaid = |line: &Line<'_>| line.against_claim;
        let pure = pure_groups(&self.lines, unpaid);
        self.lines.iter().filter(move |line| unpaid(line) && !is_timed(line, &pure))
    }

    /// Whether each intervention, and what belongs to another service, has minutes of its own or among themselves.
    pub fn help_is_timed(&self) -> bool {
        let help = |line: &Line<'_>| line.kind != LineKind::Activity;
        let pure = pure_groups(&self.lines, help);
        self.lines.iter().filter(|line| help(line)).all(|line| is_timed(line, &pure))
    }
}

/// Numbers the groups of lines that share a time; a line whose partners have no place in the ledger has it alone.
fn share(lines: &mut [Line<'_>], reading: &Reading<'_>) {
    let mut sharing: BTreeMap<usize, usize> = BTreeMap::new();
    for time in lines.iter().filter_map(|line| line.activity.shared) {
        *sharing.entry(time).or_default() += 1;
    }
    let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        let Some(time) = line.activity.shared else { continue };
        let Some(minutes) = reading.times.found.get(time).and_then(|time| time.minutes) else { continue };
        if sharing[&time] < 2 {
            line.minutes = Some(minutes);
            continue;
        }
        let next = groups.len() + 1;
        line.shared = Some(Shared { group: *groups.entry(time).or_insert(next), minutes });
    }
}

/// By its number, whether a group has only lines of a kind.
fn pure_groups(lines: &[Line<'_>], pick: impl Fn(&Line<'_>) -> bool) -> Vec<bool> {
    let groups = lines.iter().filter_map(Line::group).max().unwrap_or_default();
    let mut pure = vec![true; groups + 1];
    for line in lines {
        if let Some(group) = line.group() {
            pure[group] &= pick(line);
        }
    }
    pure
}

/// Whether a line has minutes that are its own, or shared only with lines of its kind.
fn is_timed(line: &Line<'_>, pure: &[bool]) -> bool {
    line.minutes.is_some() || line.group().is_some_and(|group| pure[group])
}

/// The minutes of some lines: their own, and those that they share among themselves.
fn sum(lines: &[Line<'_>], pick: impl Fn(&Line<'_>) -> bool) -> Minutes {
    let mut pure = pure_groups(lines, &pick);
    let mut minutes = Minutes::default();
    for line in lines.iter().filter(|line| pick(line)) {
        minutes = minutes.plus(line.minutes.unwrap_or_default());
        if let Some(shared) = line.shared.filter(|shared| pure[shared.group]) {
            pure[shared.group] = false;
            minutes = minutes.plus(shared.minutes);
        }
    }
    minutes
}

/// Whether the claim has no room for the unpaid minutes: "on site 2 hrs, billing 35 min", or the other acts fill it.
fn is_left_out(lines: &[Line<'_>], reading: &Reading<'_>, claim: Minutes) -> bool {
    let paid = |line: &Line<'_>| !line.against_claim;
    let helped = lines.iter().any(|line| line.kind == LineKind::Intervention);
    let billed = reading.times.stated().is_some_and(|time| time.belongs == Belongs::Billed);
    let parts = reading.times.parts().filter(|part| !part.is_total()).filter_map(|part| part.minutes);
    helped && sum(lines, paid) == claim || billed && parts.fold(Minutes::default(), Minutes::plus) > claim
}

impl Line<'_> {
    /// The number of its group, where it shares its time.
    fn group(&self) -> Option<usize> {
        self.shared.map(|shared| shared.group)
    }
}

/// The act's line, if staff did it or tried to.
fn line<'a>(activity: &'a Activity, lexicon: &'a Lexicon, ruleset: InForce<'a>) -> Option<Line<'a>> {
    let entry = activity.entry(lexicon)?;
    let kind = entry.kind();
    let span = activity.episode.filter(|whole| whole.len() <= LONGEST_SPAN).unwrap_or(activity.span);
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
                    span,
                    minutes: None,
                    shared: None,
                    code: None,
                    name: act.name,
                    verdict: judgement.verdict,
                    against_claim: false,
                },
                None => Line {
                    kind: LineKind::Activity,
                    activity,
                    span,
                    minutes: None,
                    shared: None,
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
            span,
            minutes: None,
            shared: None,
            code: None,
            name: &entry.name,
            verdict: ruleset.verdict_on_intervention(&entry.name, &activity.circumstances),
            against_claim: false,
        }),
        EntryKind::Service => {
            // Outside the ruleset that warns of it, another service is named `support` (ruling 12).
            let apart = ruleset.severity(&entry.code) >= Some(Severity::Warning);
            Some(Line {
                kind: if apart { LineKind::OtherService } else { LineKind::Intervention },
                activity,
                span,
                minutes: None,
                shared: None,
                code: apart.then_some(entry.code.as_ref()),
                name: if apart { &entry.name } else { "support" },
                verdict: Verdict::Silent,
                against_claim: false,
            })
        }
        _ => None,
    }
}
