//! Ledger → a table with a proportional bar, or JSON.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use super::json::{SumsRecord, number, sums};
use super::{NoteSums, named};
use crate::ledger::{Ledger, Line};
use crate::reading::Minutes;
use crate::source::{records, visible};
use crate::span::{Lines, Span};

/// Columns of the bar.
const BAR: usize = 40;

/// Where a note stands.
#[derive(Debug)]
pub struct Place<'a> {
    /// The file.
    pub path: &'a str,
    /// The note's number in it, from 1.
    pub note: usize,
    /// The file's text.
    pub text: &'a str,
    /// The note's bytes in it.
    pub span: Span,
    /// Where a record stands in its export; then `text` is its note.
    pub record: Option<&'a records::Place>,
    /// Whether the note's words and the record's id may be repeated.
    pub quote: bool,
}

/// Opens the JSON document.
///
/// # Errors
/// When the name cannot be written.
pub fn start(ruleset: &str) -> io::Result<Vec<u8>> {
    let ruleset = serde_json::to_string(ruleset)?;
    Ok(format!("{{\"version\":1,\"ruleset\":{ruleset},\"notes\":[").into_bytes())
}

/// One note of the JSON document.
pub fn json(ledger: &Ledger<'_>, place: &Place<'_>) -> String {
    let lines = Lines::new(place.text);
    let note = NoteSums {
        path: place.path.into(),
        note: place.note,
        place: place.record.cloned(),
        sums: ledger.sums(),
    };
    let record = Record {
        sums: sums(&note, place.quote),
        activities: ledger
            .lines
            .iter()
            .map(|line| {
                let span = line.span.shifted(place.span.start);
                let start = lines.position(place.text, span.start);
                Act {
                    kind: line.kind.name(),
                    code: line.code,
                    name: line.name,
                    verdict: line.verdict.name(),
                    actor: line.activity.actor.name(),
                    status: line.activity.status.name(),
                    minutes: line.minutes.map(number),
                    shared: line
                        .shared
                        .map(|shared| Group { group: shared.group, minutes: number(shared.minutes) }),
                    span: Bytes { start: span.start, end: span.end },
                    start: At { line: start.line, column: start.column },
                }
            })
            .collect(),
    };
    // Strings and numbers always serialize.
    serde_json::to_string(&record).unwrap_or_default()
}

/// One note as a table.
pub fn table(ledger: &Ledger<'_>, place: &Place<'_>) -> String {
    let quote = place.quote;
    let mut out = format!("{}, note {}\n", named(place.path, place.record, quote), place.note);
    let Ledger { claimed, supported, non_billable, lines, .. } = ledger;
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  {}", ledger.sums());
    if let Some(claimed) = claimed.filter(|claimed| claimed.get() > 0.0) {
        let part = |minutes: &Minutes| (minutes.get() / claimed.get() * BAR as f64).round() as usize;
        let (s, n) = (part(supported).min(BAR), part(non_billable));
        let n = n.min(BAR - s);
        let _ = writeln!(out, "  [{}{}{}]", "#".repeat(s), "x".repeat(n), ".".repeat(BAR - s - n));
    }
    let text = place.text.get(place.span.start..place.span.end).unwrap_or_default();
    for line in lines {
        let _ = writeln!(out, "  {}", row(line, quote.then_some(text)));
    }
    out.push('\n');
    out
}

fn row(line: &Line<'_>, text: Option<&str>) -> String {
    let minutes = match (line.minutes, line.shared) {
        (Some(minutes), _) => minutes.get().to_string(),
        // The letter of the group stands beside the minutes that its acts share.
        (None, Some(shared)) => format!("{}{}", shared.minutes.get(), letter(shared.group)),
        (None, None) => "-".to_owned(),
    };
    let words = text
        .and_then(|text| text.get(line.span.start..line.span.end))
        .map(|words| format!("  {}", visible(&words.split_whitespace().collect::<Vec<_>>().join(" "))))
        .unwrap_or_default();
    format!(
        "{minutes:>5} min  {:<12} {:<5} {:<20} {}{words}",
        line.verdict.name(),
        line.code.unwrap_or(""),
        line.name,
        line.activity.status.name()
    )
}

/// "a" for the first group, "b" for the second; past the alphabet, "z".
fn letter(group: usize) -> char {
    char::from(b'a' + u8::try_from(group.saturating_sub(1)).unwrap_or(u8::MAX).min(25))
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    sums: SumsRecord<'a>,
    activities: Vec<Act<'a>>,
}

#[derive(Serialize)]
struct Act<'a> {
    kind: &'a str,
    code: Option<&'a str>,
    name: &'a str,
    verdict: &'a str,
    actor: &'a str,
    status: &'a str,
    minutes: Option<serde_json::Value>,
    shared: Option<Group>,
    span: Bytes,
    start: At,
}

#[derive(Serialize)]
struct Group {
    group: usize,
    minutes: serde_json::Value,
}

#[derive(Serialize)]
struct Bytes {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
}
