//! Sums of many notes → tables, CSV, or one JSON document.

use std::fmt::Write as _;
use std::io;

use serde_json::{Map, Value, json};

use super::Run;
use crate::batch::summary::{Sum, Summary};
use crate::source::visible;

/// What stands for what no note tells.
const UNTOLD: &str = "(not told)";
/// Characters of a name that are shown in a table.
const LONGEST: usize = 32;

/// The lists of a summary: the column's name, and the rows.
fn lists(summary: &Summary) -> [(&'static str, &[Sum]); 4] {
    [
        ("staff", &summary.by_staff),
        ("code", &summary.by_code),
        ("week", &summary.by_week),
        ("all", std::slice::from_ref(&summary.total)),
    ]
}

/// What was run and read, then a table for each list.
pub fn table(run: &Run, summary: &Summary) -> String {
    let mut out = format!("{}\n\n", run.line());
    for (name, rows) in lists(summary) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{name:<LONGEST$}  {:>9}  {:>9}  {:>10}  {:>10}  {:>11}",
            "notes", "findings", "claimed", "supported", "unsupported"
        );
        for sum in rows {
            let of = if name == "all" { "" } else { sum.of.as_deref().unwrap_or(UNTOLD) };
            let of: String = visible(of).chars().take(LONGEST).collect();
            let [claimed, supported, unsupported] = figures(sum);
            let _ = writeln!(
                out,
                "{of:<LONGEST$}  {:>9}  {:>9}  {claimed:>10}  {supported:>10}  {unsupported:>11}",
                sum.notes, sum.findings
            );
        }
        out.push('\n');
    }
    out.push_str("claimed, supported and unsupported are minutes\n");
    out
}

/// One table with the list's name in the first column; its first row tells what was run and read.
///
/// # Errors
/// When a row cannot be written.
pub fn csv(run: &Run, summary: &Summary) -> io::Result<String> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "by",
        "of",
        "notes",
        "findings",
        "claimed_minutes",
        "supported_minutes",
        "unsupported_minutes",
    ])?;
    rows.write_record(["run", &run.line(), "", "", "", "", ""])?;
    for (name, sums) in lists(summary) {
        for sum in sums {
            let [claimed, supported, unsupported] = figures(sum);
            let of = no_formula(sum.of.as_deref().unwrap_or_default());
            let (notes, findings) = (sum.notes.to_string(), sum.findings.to_string());
            rows.write_record([name, &of, &notes, &findings, &claimed, &supported, &unsupported])?;
        }
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// A text that is never a formula to a spreadsheet.
fn no_formula(text: &str) -> String {
    let text = visible(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.into_owned() }
}

/// One JSON document.
pub fn json(run: &Run, summary: &Summary) -> String {
    let mut document = json!({ "version": 1, "ruleset": run.ruleset, "run": run });
    if let Value::Object(fields) = &mut document {
        for (name, rows) in lists(summary) {
            let rows = rows.iter().map(|sum| record(name, sum));
            if name == "all" {
                fields.extend(rows.map(|row| ("total".to_owned(), row)));
            } else {
                fields.insert(format!("by_{name}"), rows.collect());
            }
        }
    }
    format!("{document}\n")
}

fn record(name: &str, sum: &Sum) -> Value {
    let mut row = Map::new();
    if name != "all" {
        row.insert(name.to_owned(), sum.of.clone().into());
    }
    row.insert("notes".to_owned(), sum.notes.into());
    row.insert("findings".to_owned(), sum.findings.into());
    let minutes = [
        ("claimed_minutes", sum.claimed()),
        ("supported_minutes", sum.supported()),
        ("unsupported_minutes", sum.unsupported()),
    ];
    row.extend(minutes.map(|(name, minutes)| {
        let minutes = hundredths(minutes);
        (name.to_owned(), if minutes.fract() == 0.0 { json!(minutes as u64) } else { json!(minutes) })
    }));
    Value::Object(row)
}

fn figures(sum: &Sum) -> [String; 3] {
    [sum.claimed(), sum.supported(), sum.unsupported()].map(|minutes| hundredths(minutes).to_string())
}

fn hundredths(minutes: f64) -> f64 {
    (minutes * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(no_formula("Soto"), "Soto");
        assert_eq!(no_formula("=1+1"), "'=1+1");
    }
}
