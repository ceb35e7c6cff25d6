//! An act → the codes that came of it, or why none did.

use super::Explanation;
use crate::lexicon::EntryKind;
use crate::linter::LeftOut;
use crate::reading::{Activity, Actor, Status};
use crate::ruleset::Verdict;

/// The stage that decided what came of some words of a note, in the order of the stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// No phrase of the lexicon stands there.
    NoPhrase,
    /// A look-alike, or a longer phrase of another entry, covers it.
    LookAlike,
    /// It is a part of another act.
    Joined,
    /// Somebody else did it.
    Actor,
    /// It was not done in this service.
    Status,
    /// The payer pays for it, is silent, or is not asked.
    Payer,
    /// The configuration leaves it out.
    Disabled,
    /// It was reported.
    Reported,
}

impl Stage {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoPhrase => "no-phrase",
            Self::LookAlike => "look-alike",
            Self::Joined => "joined",
            Self::Actor => "actor",
            Self::Status => "status",
            Self::Payer => "payer",
            Self::Disabled => "disabled",
            Self::Reported => "reported",
        }
    }
}

/// What came of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Findings with these codes.
    Reported(Vec<String>),
    /// A finding that the configuration leaves out.
    LeftOut {
        /// Its code.
        code: String,
        /// Why.
        why: LeftOut,
    },
    /// Nothing: somebody else did it.
    NotStaffs(Actor),
    /// Nothing: it was not done in this service, or help was only tried.
    NotDone(Status),
    /// Nothing: the words say no more than that there was a service.
    Vague,
    /// Nothing: it is help, of which the payer makes this.
    Help(Verdict),
    /// Nothing: the ruleset tells no such service apart, and counts it as support.
    NotToldApart,
    /// Nothing of its own: a sentence tells such a service once.
    ToldOnce,
    /// Nothing: the payer pays for it.
    Paid,
    /// Nothing: the payer's document is silent, and no other payer bars it.
    Silent,
    /// Nothing: the payer does not pay, or is silent where others do not, and a ruling makes no finding of it.
    Ruled(Verdict),
}

impl Outcome {
    /// The stage that decided.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Reported(_) => Stage::Reported,
            Self::LeftOut { .. } => Stage::Disabled,
            Self::NotStaffs(_) => Stage::Actor,
            Self::NotDone(_) => Stage::Status,
            Self::ToldOnce => Stage::Joined,
            Self::Vague | Self::Help(_) | Self::NotToldApart | Self::Paid | Self::Silent | Self::Ruled(_) => {
                Stage::Payer
            }
        }
    }

    /// The codes that were reported.
    pub fn codes(&self) -> &[String] {
        match self {
            Self::Reported(codes) => codes,
            _ => &[],
        }
    }

    /// What came of it, in words that follow the act's name.
    pub fn words(&self) -> String {
        let none = |because: &str| format!("no finding: {because}");
        match self {
            Self::Reported(codes) => format!("reported as {}", codes.join(", ")),
            Self::LeftOut { code, why } => none(&format!("{code} {}", why.words())),
            Self::NotStaffs(Actor::Client) => none("it is the client's act, not staff's"),
            Self::NotStaffs(_) => none("it is somebody else's act, not staff's"),
            Self::NotDone(status) => none(match status {
                Status::Planned => "it is planned, not done",
                Status::Negated => "it was not done",
                Status::Hypothetical => "it is talked about, not done",
                Status::Historical => "it belongs to another time, not to this service",
                Status::Taught => "the client was taught or helped to do it",
                Status::Attempted | Status::Done => "it was only tried, and no help came of it",
            }),
            Self::Vague => none(
                "the words say no more than that there was a service, which IV002 tells once, without help",
            ),
            Self::Help(Verdict::Billable) => none("it is help, which the payer pays for"),
            Self::Help(verdict) => {
                none(&format!("it is help, of which the payer makes `{}`", verdict.name()))
            }
            Self::NotToldApart => {
                none("the ruleset does not tell this service apart, and counts it as support")
            }
            Self::ToldOnce => none("the sentence has one already for this service"),
            Self::Paid => none("the payer pays for it"),
            Self::Silent => none("the payer's document is silent on it, and no other payer bars it"),
            Self::Ruled(verdict) => {
                none(&format!("it is {} there, and the ruleset makes no finding of that", verdict.name()))
            }
        }
    }
}

/// Whether a code tells of the note and its times, not of an act; its finding may stand at an act's words by chance.
fn is_of_the_note(code: &str) -> bool {
    code.starts_with("DU") || ["IV001", "SC106"].contains(&code)
}

impl Explanation<'_> {
    /// What came of an act.
    pub(super) fn outcome(&self, act: &Activity) -> Outcome {
        let first = self.found.partition_point(|found| found.diagnostic.span < act.span);
        let here = self.found[first..].iter().take_while(|found| found.diagnostic.span == act.span);
        let own = || here.clone().filter(|found| !is_of_the_note(&found.diagnostic.code));
        let reported = own().filter(|found| found.left_out.is_none());
        let codes: Vec<String> = reported.map(|found| found.diagnostic.code.to_string()).collect();
        if !codes.is_empty() {
            return Outcome::Reported(codes);
        }
        if let Some((found, why)) = own().find_map(|found| Some((found, found.left_out?))) {
            return Outcome::LeftOut { code: found.diagnostic.code.to_string(), why };
        }
        let Some(entry) = self.entry(act.entry) else { return Outcome::Vague };
        let kind = entry.kind();
        if act.actor != Actor::Staff {
            return Outcome::NotStaffs(act.actor);
        }
        let tried = kind == EntryKind::Intervention && act.status == Status::Attempted;
        if !act.status.took_place() || tried {
            return Outcome::NotDone(act.status);
        }
        match kind {
            EntryKind::Intervention => {
                Outcome::Help(self.case.ruleset.judge_intervention(&entry.name, &act.circumstances).verdict)
            }
            EntryKind::Service if self.case.ruleset.severity(&entry.code).is_none() => Outcome::NotToldApart,
            EntryKind::Service => Outcome::ToldOnce,
            EntryKind::Activity => {
                let judgement = self.case.ruleset.judge(&entry.name, &act.circumstances);
                match judgement.verdict {
                    Verdict::Billable => Outcome::Paid,
                    Verdict::Silent if judgement.disallowed_by.is_empty() => Outcome::Silent,
                    verdict => Outcome::Ruled(verdict),
                }
            }
            _ => Outcome::Vague,
        }
    }
}
