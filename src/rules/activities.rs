//! NB101 to NB602: an activity of staff that the ruleset in force does not pay for. The codes are the lexicon's.

use super::{Case, Rule, assumed};
use crate::diagnostic::{Confidence, Diagnostic, Label, Severity};
use crate::lexicon::{Entry, EntryKind};
use crate::reading::{Activity, Status};
use crate::ruleset::{Judgement, Verdict};

/// The family of activities.
#[derive(Debug)]
pub(super) struct Activities;

impl Rule for Activities {
    fn code(&self) -> &'static str {
        "NB"
    }

    fn page(&self) -> &'static str {
        ""
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        for activity in case.staffs(EntryKind::Activity) {
            let Some(entry) = activity.entry(case.lexicon) else { continue };
            let judgement = case.ruleset.judge(&entry.name, &activity.circumstances);
            if let Some(severity) = judgement.severity {
                found.push(finding(case, activity, entry, judgement, severity));
            }
        }
    }
}

fn finding(
    case: &Case<'_>,
    activity: &Activity,
    entry: &Entry,
    judgement: Judgement,
    severity: Severity,
) -> Diagnostic {
    let mut help: Vec<String> = judgement.help.iter().map(ToString::to_string).collect();
    if !entry.advice.is_empty() && severity > Severity::Note {
        help.push(entry.advice.to_string());
    }
    Diagnostic {
        code: entry.code.clone(),
        name: entry.name.clone(),
        severity,
        message: message(case, activity, entry, &judgement),
        span: activity.span,
        label: label(activity),
        related: Vec::new(),
        labels: labels(activity),
        help,
        citations: judgement.citations,
        ruleset: case.ruleset.ruleset.id.clone(),
        confidence: activity.confidence,
        phrase: String::new(),
    }
}

/// What the ruleset makes of it, in one line.
fn message(case: &Case<'_>, activity: &Activity, entry: &Entry, judgement: &Judgement) -> String {
    let what = &entry.summary;
    if activity.circumstances.time_not_claimed {
        return format!("not billable, and not claimed: {what}");
    }
    match judgement.verdict {
        Verdict::NonBillable if judgement.paid_by.is_empty() => format!("not billable: {what}"),
        Verdict::NonBillable | Verdict::Conditional if !judgement.paid_by.is_empty() => {
            let verb = if judgement.paid_by.len() == 1 { "pays" } else { "pay" };
            format!("not billable with every payer: {what} ({} {verb})", judgement.paid_by.join(", "))
        }
        Verdict::NonBillable => format!("not billable: {what}"),
        Verdict::Conditional => match &judgement.open {
            Some(open) => format!("perhaps not billable: {what}; it turns on whether {open}"),
            None => format!("perhaps not billable: {what}"),
        },
        Verdict::Silent if !judgement.disallowed_by.is_empty() => {
            let others = judgement.disallowed_by.join(", ");
            let verb = if judgement.disallowed_by.len() == 1 { "does" } else { "do" };
            format!("{} is silent on this, and {others} {verb} not pay: {what}", case.ruleset.ruleset.id)
        }
        Verdict::Silent => format!("{} is silent on this: {what}", case.ruleset.ruleset.id),
        Verdict::Billable => format!("billable, with a caution: {what}"),
    }
}

fn label(activity: &Activity) -> String {
    let act = match activity.status {
        Status::Attempted => "tried",
        _ => "done",
    };
    match assumed(activity) {
        _ if activity.confidence == Confidence::High => format!("{act} by staff"),
        Some(assumed) => format!("{act}; {assumed}"),
        None => format!("{act}; read as staff"),
    }
}

/// The outcome, the minutes, and the cue that decided.
fn labels(activity: &Activity) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut add = |span: Option<crate::span::Span>, message: String| {
        if let Some(span) = span.filter(|span| !activity.span.contains(*span)) {
            labels.push(Label { span, message });
        }
    };
    add(activity.outcome, "how it ended".to_owned());
    if let Some(minutes) = activity.minutes {
        add(activity.minutes_span, format!("{} min of it", minutes.get()));
    }
    let cue = activity.evidence.iter().find(|evidence| {
        matches!(
            evidence.reason,
            "actor.subject" | "actor.by" | "status.attempt" | "status.unable" | "status.achieve"
        )
    });
    if let Some(cue) = cue {
        let message = if cue.reason.starts_with("actor") { "who did it" } else { "whether it succeeded" };
        add(cue.span, message.to_owned());
    }
    labels
}
