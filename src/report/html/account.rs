//! A note as read → its acts with their verdicts, and its minutes: what is kept of it for showing it.

use crate::diagnostic::Citation;
use crate::ledger::{Line, LineKind, Sums};
use crate::lexicon::Field;
use crate::linter::Linter;
use crate::reading::Reading;
use crate::record::{Clocking, Record};
use crate::ruleset::Verdict;
use crate::span::Span;

/// Characters of a staff member's name that are kept: a header field is no prose.
const LONGEST_NAME: usize = 60;

/// The acts and minutes of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The note's number in its file, from 1.
    pub(super) number: usize,
    /// Who wrote it, as its header or record says.
    pub(crate) staff: Option<String>,
    /// The acts of staff, in order.
    pub(super) acts: Vec<Act>,
    /// The minutes.
    pub(crate) sums: Sums,
}

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Act {
    /// Bytes of the note.
    pub(super) span: Span,
    /// What the ruleset makes of it.
    pub(super) verdict: Verdict,
    /// The code; none for an intervention.
    pub(super) code: Option<String>,
    /// The name.
    pub(super) name: String,
    /// The minutes that the note states for it alone.
    pub(super) minutes: Option<f64>,
    /// Where the payer says so.
    pub(super) citations: Vec<Citation>,
}

impl Account {
    /// Of the note with this number in its file; `None` if the ruleset in force does not exist, which making the linter rules out.
    pub fn of_text(linter: &Linter, note: &str, number: usize) -> Option<Self> {
        Self::of(linter, &linter.read(note), 0, number)
    }

    /// The same of a record.
    pub fn of_record(linter: &Linter, record: &Record, clocking: Clocking, number: usize) -> Option<Self> {
        let composed = record.compose(clocking, linter.lexicon());
        Self::of(linter, &linter.read_record(&composed), composed.body, number)
    }

    fn of(linter: &Linter, reading: &Reading<'_>, body: usize, number: usize) -> Option<Self> {
        let ledger = linter.ledger(reading)?;
        let staff = reading.note.field(Field::Staff).map(|field| reading.note.value(field).trim());
        let staff = staff.filter(|name| !name.is_empty());
        Some(Self {
            number,
            staff: staff.map(|name| name.chars().take(LONGEST_NAME).collect()),
            acts: ledger.lines.iter().filter_map(|line| act(linter, line, body)).collect(),
            sums: ledger.sums(),
        })
    }
}

fn act(linter: &Linter, line: &Line<'_>, body: usize) -> Option<Act> {
    let circumstances = &line.activity.circumstances;
    let in_force = linter.in_force()?;
    let citations = match line.kind {
        LineKind::Intervention => in_force.judge_intervention(line.name, circumstances).citations,
        LineKind::Activity => in_force.judge(line.name, circumstances).citations,
        LineKind::OtherService => Vec::new(),
    };
    let within = |byte: usize| byte.saturating_sub(body);
    Some(Act {
        span: Span::new(within(line.span.start), within(line.span.end)),
        verdict: line.verdict,
        code: line.code.map(str::to_owned),
        name: line.name.to_owned(),
        minutes: line.minutes.map(|minutes| minutes.get()),
        citations,
    })
}
