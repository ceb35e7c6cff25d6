//! Sums of many notes → tables, CSV, or one JSON document.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

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

/// A table for each list.
pub fn table(summary: &Summary) -> String {
    let mut out = String::new();
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

/// One table with the list's name in the first column.
pub fn csv(summary: &Summary) -> String {
    let mut out = "by,of,notes,findings,claimed_minutes,supported_minutes,unsupported_minutes\r\n".to_owned();
    for (name, rows) in lists(summary) {
        for sum in rows {
            let [claimed, supported, unsupported] = figures(sum);
            let of = cell(sum.of.as_deref().unwrap_or_default());
            let _ = write!(
                out,
                "{name},{of},{},{},{claimed},{supported},{unsupported}\r\n",
                sum.notes, sum.findings
            );
        }
    }
    out
}

/// A cell: quoted where it has to be, and never a formula to a spreadsheet.
fn cell(text: &str) -> String {
    let text = visible(text);
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.into_owned() };
    if text.contains([',', '"', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// One JSON document.
pub fn json(summary: &Summary, ruleset: &str) -> String {
    let mut document = json!({ "version": 1, "ruleset": ruleset });
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
    fn a_cell_is_quoted_where_it_has_to_be_and_is_no_formula() {
        assert_eq!(cell("Soto"), "Soto");
        assert_eq!(cell("Soto, \"Jane\""), "\"Soto, \"\"Jane\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
    }
}
