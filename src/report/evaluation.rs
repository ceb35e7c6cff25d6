//! How labelled notes fared → lines for people, or one JSON document.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use crate::evaluation::figures::{Counts, LedgerCounts, Tally, share};
use crate::evaluation::labels::Labelled;
use crate::evaluation::{Difference, Outcome};
use crate::source::visible;

/// What a run scored.
pub struct Run<'a> {
    /// Everything added up.
    pub counts: &'a Counts,
    /// The notes in order: the file, the note, how it fared. Left empty where differences are not wanted.
    pub notes: &'a [(&'a str, &'a Labelled, &'a Outcome)],
    /// Lines and notes that could not be scored.
    pub failed: usize,
    /// The name of a code.
    pub name: &'a dyn Fn(&str) -> String,
    /// Whether the notes' words may be repeated.
    pub quote: bool,
}

/// A line for each difference, a line for each code, then all in all.
pub fn text(run: &Run<'_>) -> String {
    let mut out = String::new();
    for (path, note, outcome) in run.notes {
        for difference in &outcome.differences {
            out.push_str(&line(path, note, difference, run.quote));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for (code, tally) in &run.counts.codes {
        let Tally { found, noisy, missed } = tally;
        let name = (run.name)(code);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{code}  {name:<25}  tp {found:4}  fp {noisy:4}  fn {missed:4}  {}",
            figures(*tally, 2)
        );
    }
    if !run.counts.codes.is_empty() {
        out.push('\n');
    }
    out.push_str(&totals(run.counts));
    out
}

/// "missed a.jsonl:3 a-003 common NB301 fax "faxed it": status (fax, planned by staff: status.future)"
fn line(path: &str, note: &Labelled, difference: &Difference, quote: bool) -> String {
    let id = visible(&note.id);
    let mut line =
        format!("{} {}:{} {id} {}", difference.kind.name(), visible(path), note.line, visible(&note.ruleset));
    for named in [&difference.code, &difference.name].into_iter().flatten() {
        let _ = write!(line, " {}", visible(named));
    }
    if let Some(words) = words(note, difference).filter(|_| quote) {
        let _ = write!(line, " \"{}\"", visible(&words.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let decided = &difference.decided;
    let _ = write!(line, ": {}", decided.stage.name());
    if !decided.because.is_empty() {
        let _ = write!(line, " ({})", visible(&decided.because));
    }
    match &difference.trap {
        Some(why) if quote && !why.is_empty() => {
            let _ = write!(line, ", a trap: {}", visible(why));
        }
        Some(_) => line.push_str(", a trap"),
        None => {}
    }
    line.push('\n');
    line
}

fn words<'n>(note: &'n Labelled, difference: &Difference) -> Option<&'n str> {
    let span = difference.span?;
    note.text.get(span.start..span.end)
}

/// "precision 0.98 [0.91–1.00]  recall …  F1 …"
fn figures(tally: Tally, digits: usize) -> String {
    let with = |value: f64, [low, high]: [f64; 2]| format!("{value:.digits$} [{low:.2}–{high:.2}]");
    format!(
        "precision {}  recall {}  F1 {:.digits$}",
        with(tally.precision(), tally.precision_interval()),
        with(tally.recall(), tally.recall_interval()),
        tally.f1()
    )
}

fn totals(counts: &Counts) -> String {
    let of = |part: usize, whole: usize| match share(part, whole) {
        Some(share) => format!("{share:.4} ({part} of {whole})"),
        None => "- (none)".to_owned(),
    };
    let tally = |tally: Tally| {
        let Tally { found, noisy, missed } = tally;
        format!("{}  tp {found}  fp {noisy}  fn {missed}", figures(tally, 4))
    };
    let mut rows = vec![("notes", counts.notes.to_string())];
    // Figures of nothing would look perfect.
    if counts.notes > 0 {
        rows.extend([
            ("activities", tally(counts.activities)),
            ("reported twice", counts.twice.to_string()),
            ("clean notes silent", format!("{} of {}", counts.clean_silent, counts.clean)),
            ("note codes", tally(counts.note_codes)),
        ]);
    }
    if let Some(ledger) = counts.ledger {
        rows.extend([
            ("interventions found", of(ledger.found, ledger.interventions)),
            ("interventions named", of(ledger.named, ledger.interventions)),
            ("interventions false", ledger.noisy.to_string()),
            ("claimed minutes right", of(ledger.claims_right, ledger.notes)),
            ("activity minutes right", of(ledger.timed_right, ledger.timed)),
            ("minutes invented", of(ledger.invented, ledger.untimed)),
        ]);
    }
    rows.iter().map(|(what, figure)| format!("{what:<24}{figure}\n")).collect()
}

/// One JSON document. Figures have four decimals; `null` where there is nothing to measure. `differences` stands in it
/// where `verbose` asks for them.
pub fn json(run: &Run<'_>, verbose: bool) -> String {
    let Counts { activities, note_codes, .. } = run.counts;
    let ledger = run.counts.ledger;
    let part = |part: fn(LedgerCounts) -> usize| ledger.map(part);
    let of = |part: fn(LedgerCounts) -> (usize, usize)| {
        let (part, whole) = part(ledger?);
        Some(rounded(share(part, whole)?))
    };
    let mut document = json!({
        "version": 1,
        "notes": run.counts.notes,
        "failed": run.failed,
        "activity_precision": rounded(activities.precision()),
        "activity_recall": rounded(activities.recall()),
        "activity_f1": rounded(activities.f1()),
        "activities": Row::from(*activities),
        "reported_twice": run.counts.twice,
        "clean_notes": run.counts.clean,
        "clean_notes_silent": run.counts.clean_silent,
        "note_precision": rounded(note_codes.precision()),
        "note_recall": rounded(note_codes.recall()),
        "note_f1": rounded(note_codes.f1()),
        "note_codes": Row::from(*note_codes),
        "interventions": part(|ledger| ledger.interventions),
        "interventions_found": of(|ledger| (ledger.found, ledger.interventions)),
        "interventions_named": of(|ledger| (ledger.named, ledger.interventions)),
        "interventions_false": part(|ledger| ledger.noisy),
        "claimed_minutes_right": of(|ledger| (ledger.claims_right, ledger.notes)),
        "activity_minutes_right": of(|ledger| (ledger.timed_right, ledger.timed)),
        "minutes_invented": of(|ledger| (ledger.invented, ledger.untimed)),
        "codes": run.counts.codes.iter().map(|(code, tally)| Code {
            code,
            name: (run.name)(code),
            row: Row::from(*tally),
        }).collect::<Vec<_>>(),
    });
    if let Value::Object(fields) = &mut document
        && verbose
    {
        let differences = run.notes.iter().flat_map(|(path, note, outcome)| {
            outcome.differences.iter().map(|difference| record(path, note, difference, run.quote))
        });
        fields.insert("differences".to_owned(), differences.collect());
    }
    format!("{document}\n")
}

fn record(path: &str, note: &Labelled, difference: &Difference, quote: bool) -> Value {
    let span = difference.span.map(|span| json!({"start": span.start, "end": span.end}));
    let mut record = json!({
        "kind": difference.kind.name(),
        "path": path,
        "line": note.line,
        "id": note.id,
        "ruleset": note.ruleset,
        "code": difference.code,
        "name": difference.name,
        "span": span,
        "stage": difference.decided.stage.name(),
        "because": difference.decided.because,
        "trap": difference.trap.is_some(),
    });
    if let Value::Object(fields) = &mut record
        && quote
    {
        fields.insert("words".to_owned(), words(note, difference).into());
        fields.insert("why_trap".to_owned(), difference.trap.clone().into());
    }
    record
}

/// To four decimals.
fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    name: String,
    #[serde(flatten)]
    row: Row,
}

#[derive(Serialize)]
struct Row {
    tp: usize,
    fp: usize,
    #[serde(rename = "fn")]
    missed: usize,
    precision: f64,
    precision_interval: [f64; 2],
    recall: f64,
    recall_interval: [f64; 2],
    f1: f64,
}

impl From<Tally> for Row {
    fn from(tally: Tally) -> Self {
        Self {
            tp: tally.found,
            fp: tally.noisy,
            missed: tally.missed,
            precision: rounded(tally.precision()),
            precision_interval: tally.precision_interval().map(rounded),
            recall: rounded(tally.recall()),
            recall_interval: tally.recall_interval().map(rounded),
            f1: rounded(tally.f1()),
        }
    }
}
