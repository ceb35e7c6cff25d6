//! Labelled notes + linter → what is found, missed and noisy, and the stage that decided it.
//!
//! [`labels`] reads the notes, [`score`] holds one of them against what the linter makes of it, [`matching`] says which
//! finding answers which label, [`stage`] tells what decided a difference, [`figures`] adds up,
//! [`published`] tells what came of it for the project's own notes.

pub mod figures;
pub mod labels;
pub mod matching;
pub mod published;
mod score;
pub mod stage;

use crate::lexicon::EntryKind;
use crate::linter::Linter;
use crate::nearest::{did_you_mean, nearest};
use crate::span::Span;

use figures::Counts;
use labels::Labelled;
pub use score::evaluate;
use stage::Decided;

/// Codes about a note as a whole that labels tell of.
pub const NOTE_CODES: &[&str] = &[
    "DU001", "DU003", "DU004", "DU005", "DU006", "DU007", "DU008", "DU009", "IV001", "IV002", "IV003",
    "SC101", "SC102",
];

/// What is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// These codes about the note as a whole.
    pub codes: Vec<&'static str>,
    /// These codes of activities, all where none are named.
    pub activities: Option<Vec<String>>,
    /// Whether interventions and minutes are scored.
    pub ledger: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { codes: NOTE_CODES.to_vec(), activities: None, ledger: true }
    }
}

/// How one note fared.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The counts of the one note.
    pub counts: Counts,
    /// Where labels and linter differ: activities, codes, interventions, minutes.
    pub differences: Vec<Difference>,
    /// How many notes the text was read as. More than one where a line of dashes parts it; the ledger is the last one's.
    pub parts: usize,
}

/// A place where labels and linter differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// The code that was labelled or reported.
    pub code: Option<String>,
    /// The name of the act or rule.
    pub name: Option<String>,
    /// The words, in bytes of the note; `None` where it is about the note as a whole.
    pub span: Option<Span>,
    /// Why the words are labelled as no act, where they are.
    pub trap: Option<String>,
    /// What decided it.
    pub decided: Decided,
}

/// How labels and linter differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A labelled activity or code that was not reported.
    Missed,
    /// A report that no label asks for.
    FalseAlarm,
    /// A false alarm at the words of a labelled activity.
    Twice,
    /// A labelled intervention that is not in the ledger.
    InterventionMissed,
    /// An intervention in the ledger at the words of an activity or a trap.
    FalseIntervention,
    /// Other claimed minutes than labelled.
    Claim,
    /// A labelled act without the minutes that the note states for it.
    MinutesMissed,
    /// A labelled act with minutes that the note does not state.
    MinutesInvented,
}

impl Kind {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::FalseAlarm => "false-alarm",
            Self::Twice => "twice",
            Self::InterventionMissed => "intervention-missed",
            Self::FalseIntervention => "false-intervention",
            Self::Claim => "claim",
            Self::MinutesMissed => "minutes-missed",
            Self::MinutesInvented => "minutes-invented",
        }
    }
}

/// What labels name that no lexicon knows, and so could never be found.
pub fn unknown_name(note: &Labelled, linter: &Linter) -> Option<String> {
    let alternatives = note.activities.iter().flat_map(|label| label.act.alt.iter());
    let mut codes = note.activities.iter().map(|label| &label.code).chain(alternatives);
    let names = note.interventions.iter().flat_map(|label| label.alt.iter().chain([&label.name]));
    codes.find_map(|code| unknown_activity(code, linter)).or_else(|| {
        let known = || {
            let entries = linter.lexicon().entries.iter();
            entries.filter(|entry| entry.kind() == EntryKind::Intervention).map(|entry| entry.name.as_ref())
        };
        names.into_iter().find(|name| !known().any(|known| known == *name)).map(|name| {
            format!("{}{}", labels::unknown(name, "intervention"), did_you_mean(&nearest(name, known())))
        })
    })
}

/// What is wrong with the code of an activity, if no lexicon knows it.
pub fn unknown_activity(code: &str, linter: &Linter) -> Option<String> {
    let known = || {
        let entries = linter.lexicon().entries.iter();
        entries.filter(|entry| entry.kind() == EntryKind::Activity).map(|entry| entry.code.as_ref())
    };
    let is_known = known().any(|known| known == code);
    (!is_known)
        .then(|| format!("{}{}", labels::unknown(code, "activity"), did_you_mean(&nearest(code, known()))))
}
