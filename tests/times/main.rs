//! Times as people write them: a table of expressions with kind and minutes, and one of look-alikes that are no time of
//! the service. Both were written by hand, before the program read them.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod bad_input;
mod claims;
mod properties;
mod stretches;
mod sums;

use notelint::lexicon::LEXICON;
use notelint::reading::{Time, TimeKind, Times, read};

fn times(text: &str) -> Times {
    read(&text.replace("\\n", "\n"), &LEXICON, &[], &[]).times
}

fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    table.lines().enumerate().map(|(number, line)| (number + 1, line.split('\t').collect()))
}

/// What the only time of a fragment is: its kind and its number.
fn told(times: &Times) -> (&'static str, Option<f64>) {
    let distinct: Vec<&Time> = times.found.iter().filter(|time| !time.again).collect();
    let impossible =
        |time: &&&Time| time.impossible || time.kind == TimeKind::Range && time.minutes.is_none();
    if distinct.iter().any(|time| impossible(&time)) {
        return ("impossible", None);
    }
    match distinct[..] {
        [] => ("none", None),
        [time] => match time.kind {
            TimeKind::Length => ("length", time.minutes.map(|minutes| minutes.get())),
            TimeKind::Range => ("range", time.minutes.map(|minutes| minutes.get())),
            TimeKind::Units => ("units", time.units),
            TimeKind::Vague => ("vague", None),
        },
        _ => ("several", None),
    }
}

#[test]
fn expressions_are_read_as_written() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (line, row) in rows(include_str!("expressions.tsv")) {
        let [text, kind, minutes] = row[..] else { panic!("line {line}: three columns, got {row:?}") };
        let expected: Option<f64> = (!minutes.is_empty()).then(|| minutes.parse().unwrap());
        let (found, number) = told(&times(text));
        count += 1;
        if (found, number) != (kind, expected) {
            wrong.push(format!("{line}: {text:?}: {kind} {expected:?}, read as {found} {number:?}"));
        }
    }
    assert!(count >= 250, "{count} expressions");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn look_alikes_are_no_time() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (line, row) in rows(include_str!("lookalikes.tsv")) {
        let [text, why] = row[..] else { panic!("line {line}: two columns, got {row:?}") };
        count += 1;
        let found = times(text).found;
        if !found.is_empty() {
            let words: Vec<_> = found.iter().map(|time| &text[time.span.start..time.span.end]).collect();
            wrong.push(format!("{line}: {text:?} ({why}): {words:?}"));
        }
    }
    assert!(count >= 120, "{count} look-alikes");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
