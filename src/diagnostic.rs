//! What the linter says: a finding at a span, with its labels, help and citations.

use std::borrow::Cow;
use std::sync::Arc;

use crate::span::{Position, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, databake::Bake)]
#[databake(path = notelint::diagnostic)]
pub enum Severity {
    /// Shown, and never fails a run.
    Note,
    /// The payer does not pay for this as it is written.
    Warning,
    /// The note contradicts itself.
    Error,
}

impl Severity {
    /// Every value, the gravest first.
    pub const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Note];

    /// `note`, `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure the reading is: low where the actor or the status rests on a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Rests on a default.
    Low,
    /// Rests on a cue that can mean something else.
    Medium,
    /// Rests on the words.
    High,
}

impl Confidence {
    /// Every value, the surest first.
    pub const ALL: &'static [Self] = &[Self::High, Self::Medium, Self::Low];

    /// `low`, `medium` or `high`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A place in a payer's document, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, databake::Bake)]
#[databake(path = notelint::diagnostic)]
pub struct Citation {
    /// The ruleset whose document is cited.
    pub ruleset: Cow<'static, str>,
    /// Where in the document: "Q10", "Scenarios, Connection, non-billable 1".
    pub place: Cow<'static, str>,
    /// What the payer says there, paraphrased.
    pub text: Cow<'static, str>,
}

/// A second span that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words it points at.
    pub span: Span,
    /// What is at those words.
    pub message: String,
}

/// Another note that a finding is about as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its file.
    pub path: Arc<str>,
    /// Its number in the file, from 1.
    pub note: usize,
    /// Its row, in an export.
    pub row: Option<usize>,
    /// The words to look at, in bytes of the file, or of a record's note field.
    pub span: Span,
    /// Where they begin.
    pub start: Position,
    /// What it is to the finding.
    pub message: String,
}

/// One finding about one note. Spans count bytes of the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, as "NB201".
    pub code: Cow<'static, str>,
    /// The rule's name, as "voicemail-left".
    pub name: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, in lower case and without a full stop; it never quotes the note.
    pub message: String,
    /// The words it is about.
    pub span: Span,
    /// What stands at those words, shown beside the primary span.
    pub label: String,
    /// Other words that matter: the cue, the outcome, the duration.
    pub labels: Vec<Label>,
    /// The other notes that it is about, where it is about several.
    pub related: Vec<Related>,
    /// What to do about it honestly.
    pub help: Vec<String>,
    /// The payers' words.
    pub citations: Vec<Citation>,
    /// The ruleset in force.
    pub ruleset: Cow<'static, str>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// The lexicon's phrase that matched, as its file writes it; empty for a finding that rests on none. It holds no
    /// words of the note, and stays the same while the note around it changes.
    pub phrase: String,
}
