//! What decided an actor or a status: its name, the words, and what the name means in one sentence.

use super::Activity;
use crate::diagnostic::Confidence;
use crate::span::Span;

/// What decided an actor or a status: its name, and the words where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// As `actor.subject` or `status.future`.
    pub reason: &'static str,
    /// The deciding words, where there are some.
    pub span: Option<Span>,
}

impl Evidence {
    /// What the reason means; every reason of the reading stands in [`REASONS`].
    pub fn meaning(&self) -> Option<&'static Reason> {
        REASONS.iter().find(|reason| reason.name == self.reason)
    }
}

/// How much a piece of evidence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It decided, or it agrees with what did.
    Cue,
    /// It decided, and no word of the note is behind it: a default.
    Default,
    /// What was learned later goes before it.
    Overruled,
}

impl Evidence {
    /// Whether it tells who acts. Whoever was asked or taught to do something is the one who does it.
    fn is_of_actor(&self) -> bool {
        self.reason.starts_with("actor.") || matches!(self.reason, "status.directive" | "status.teaching")
    }

    fn is_of_status(&self) -> bool {
        self.reason.starts_with("status.")
    }
}

impl Activity {
    /// The evidence, in order, with how much each piece counts.
    pub fn weighed(&self) -> impl Iterator<Item = (&Evidence, Weight)> {
        let last_of = |family: fn(&Evidence) -> bool| self.evidence.iter().rposition(family);
        let (actor, status) = (last_of(Evidence::is_of_actor), last_of(Evidence::is_of_status));
        let unsure = self.confidence < Confidence::High;
        self.evidence.iter().enumerate().map(move |(place, evidence)| {
            let before = |last: Option<usize>, family: fn(&Evidence) -> bool| {
                family(evidence) && last.is_some_and(|last| place < last)
            };
            let later = before(actor, Evidence::is_of_actor) || before(status, Evidence::is_of_status);
            // A default about the status says that the act was done.
            let holds = !evidence.is_of_status() || self.status.took_place();
            let assumed = evidence.meaning().is_some_and(|reason| reason.assumed.is_some());
            let weight = match () {
                () if later => Weight::Overruled,
                () if assumed && holds && unsure => Weight::Default,
                () => Weight::Cue,
            };
            (evidence, weight)
        })
    }

    /// The defaults that actor and status rest on, in the order of the evidence; none where the words decided.
    pub fn assumptions(&self) -> impl Iterator<Item = &'static str> {
        let defaults = self.weighed().filter(|(_, weight)| *weight == Weight::Default);
        defaults.filter_map(|(evidence, _)| evidence.meaning()?.assumed)
    }
}

/// What the name of a piece of evidence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// As `actor.subject`.
    pub name: &'static str,
    /// One sentence, without its full stop.
    pub sentence: &'static str,
    /// What is taken for granted, where no word of the note decided: a default.
    pub assumed: Option<&'static str>,
}

const fn cue(name: &'static str, sentence: &'static str) -> Reason {
    Reason { name, sentence, assumed: None }
}

const fn default(name: &'static str, sentence: &'static str, assumed: &'static str) -> Reason {
    Reason { name, sentence, assumed: Some(assumed) }
}

/// Every reason that the reading gives, by name.
pub static REASONS: &[Reason] = &[
    cue("act.hearer", "the one who heard it is of the office that was spoken of before, not the client"),
    cue("actor.by", "whoever stands behind \"by\" did it"),
    cue("actor.joint", "it was done together with the author"),
    default(
        "actor.no-subject",
        "the clause has no subject, and in a staff note that is the author",
        "no subject, read as staff",
    ),
    cue("actor.object", "the person named right before the verb did it"),
    default(
        "actor.passive",
        "a passive that happened to staff names nobody who did it",
        "a passive, read as somebody else's",
    ),
    default(
        "actor.passive-subject",
        "a passive that happened to somebody names nobody who did it",
        "a passive, read as somebody else's",
    ),
    default(
        "actor.passive-thing",
        "things do not act, and in a staff note the author is behind them",
        "no doer named, read as staff",
    ),
    cue("actor.quotation", "within quotation marks the speaker is not the author"),
    default(
        "actor.section",
        "the clause has no subject, and its section or its first verb makes that the client",
        "no subject, read as the client",
    ),
    default(
        "actor.statement",
        "it is told as a statement, which counts as the author's whoever its subject is",
        "a statement, read as staff's",
    ),
    cue("actor.subject", "the subject of the clause did it"),
    cue("outcome.failed", "how the call or visit ended stands beside it"),
    cue("outcome.kind", "how the call or visit ended makes it another kind of act"),
    cue("status.achieve", "a word before it says that it succeeded"),
    cue("status.another-day", "a word for another day covers it"),
    cue("status.attempt", "a word before it says that it was tried"),
    default(
        "status.bare-form",
        "its verb has no tense, and outside of plans notes tell so what was done",
        "a verb without tense, read as done",
    ),
    cue("status.condition", "a condition covers its clause"),
    cue("status.directive", "somebody was asked to do it"),
    cue("status.future", "a word before it says that it is still to come"),
    cue("status.governed-noun", "its clause tells of what was not, or may not have been, done"),
    cue("status.historical", "a word before it says that it was so at another time"),
    cue("status.hypothetical", "a word before it says that it may or should be done"),
    cue("status.negative", "a negation covers it"),
    default(
        "status.noun",
        "it is named by a noun, which counts as done where notes list what was done",
        "named without a verb, read as staff's",
    ),
    cue("status.noun-inside", "the name of the act is a part of something else that is said"),
    default(
        "status.purpose",
        "it is told as what something else was done for; of an activity that staff set out for, that counts as done",
        "told as a purpose, read as done",
    ),
    cue("status.report", "somebody else tells of it"),
    cue("status.section", "its section, or the day that it names, is one for plans"),
    cue("status.still-to-come", "a word for a day to come covers it"),
    cue("status.teaching", "somebody was taught or helped to do it"),
    cue("status.to", "\"to\" without a verb before it is a plan"),
    cue("status.topic", "it was talked or heard about"),
    cue("status.unable", "a word before it says that it could not be done"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_in_order_and_read_as_half_a_sentence() {
        assert!(REASONS.is_sorted_by(|one, next| one.name < next.name));
        for Reason { name, sentence, .. } in REASONS {
            assert!(!sentence.ends_with('.') && !sentence.starts_with(char::is_uppercase), "{name}");
        }
    }
}
