//! `notelint matrix`: activities down, payers across, verdicts in the cells.

use std::fmt::Write;

use serde::Serialize;

use super::args::{MatrixArgs, MatrixFormat};
use super::catalogue::{Case, cases, rules, rulesets};
use super::{Status, console};

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(args: &MatrixArgs) -> anyhow::Result<Status> {
    let rulesets: Vec<String> = rulesets().iter().map(|ruleset| ruleset.id.to_string()).collect();
    let rows: Vec<Row> = rules()
        .iter()
        .map(|rule| Row {
            code: rule.code.to_string(),
            name: rule.name.to_string(),
            cells: rulesets.iter().map(|ruleset| cases(ruleset, &rule.code)).collect(),
        })
        .filter(|row| row.cells.iter().any(|cases| !cases.is_empty()))
        .collect();
    console::print(&match args.format {
        MatrixFormat::Table => table(&rulesets, &rows),
        MatrixFormat::Markdown => markdown(&rulesets, &rows),
        MatrixFormat::Csv => csv(&rulesets, &rows),
        MatrixFormat::Json => json(&rulesets, &rows)?,
    })?;
    Ok(Status::Clean)
}

/// An activity and what each ruleset makes of it.
#[derive(Debug)]
struct Row {
    code: String,
    name: String,
    cells: Vec<Vec<Case>>,
}

/// The verdicts of a cell, each once.
fn cell(cases: &[Case]) -> String {
    let mut verdicts: Vec<&str> = Vec::new();
    for case in cases {
        if !verdicts.contains(&case.verdict) {
            verdicts.push(case.verdict);
        }
    }
    if verdicts.is_empty() { "-".to_owned() } else { verdicts.join(", else ") }
}

fn table(rulesets: &[String], rows: &[Row]) -> String {
    let mut head = vec!["code", "name"];
    head.extend(rulesets.iter().map(String::as_str));
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            [row.code.clone(), row.name.clone()]
                .into_iter()
                .chain(row.cells.iter().map(|c| cell(c)))
                .collect()
        })
        .collect();
    aligned(&head, &rows)
}

/// Columns padded to their widest cell; nothing after the last.
pub(super) fn aligned(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&name| name.to_owned()).collect();
    let mut widths = vec![0; head.len()];
    for row in std::iter::once(&head).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in std::iter::once(&head).chain(rows) {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths) {
            // Writing to a string does not fail.
            let _ = write!(line, "{cell:<width$}  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn markdown(rulesets: &[String], rows: &[Row]) -> String {
    let mut out = String::from("| code | name |");
    for ruleset in rulesets {
        let _ = write!(out, " {ruleset} |");
    }
    let _ = write!(out, "\n|---|---|{}\n", "---|".repeat(rulesets.len()));
    for row in rows {
        let _ = write!(out, "| {} | `{}` |", row.code, row.name);
        for cases in &row.cells {
            let places: Vec<&str> =
                cases.iter().map(|case| &*case.place).filter(|place| !place.is_empty()).collect();
            let places = if places.is_empty() { String::new() } else { format!(" ({})", places.join("; ")) };
            let _ = write!(out, " {}{} |", cell(cases), places.replace('|', "\\|"));
        }
        out.push('\n');
    }
    out
}

fn csv(rulesets: &[String], rows: &[Row]) -> String {
    let mut out = String::from("code,name,ruleset,verdict,when,place,says\r\n");
    for row in rows {
        for (ruleset, cases) in rulesets.iter().zip(&row.cells) {
            for case in cases {
                let fields =
                    [&row.code, &row.name, ruleset, case.verdict, &case.when, &case.place, &case.says];
                let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
                let _ = write!(out, "{}\r\n", fields.join(","));
            }
        }
    }
    out
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

fn json(rulesets: &[String], rows: &[Row]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Document<'a> {
        version: u8,
        activities: Vec<Activity<'a>>,
    }
    #[derive(Serialize)]
    struct Activity<'a> {
        code: &'a str,
        name: &'a str,
        verdicts: Vec<Verdict<'a>>,
    }
    #[derive(Serialize)]
    struct Verdict<'a> {
        ruleset: &'a str,
        verdict: &'a str,
        when: &'a str,
        place: &'a str,
        text: &'a str,
    }
    let activities = rows
        .iter()
        .map(|row| Activity {
            code: &row.code,
            name: &row.name,
            verdicts: rulesets
                .iter()
                .zip(&row.cells)
                .flat_map(|(ruleset, cases)| cases.iter().map(move |case| (ruleset, case)))
                .map(|(ruleset, case)| Verdict {
                    ruleset,
                    verdict: case.verdict,
                    when: &case.when,
                    place: &case.place,
                    text: &case.says,
                })
                .collect(),
        })
        .collect();
    Ok(serde_json::to_string_pretty(&Document { version: 1, activities })? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> (Vec<String>, Vec<Row>) {
        let case = |verdict, when: &'static str, place: &'static str| Case {
            when: when.into(),
            verdict,
            place: place.into(),
            says: "faxing, \"as such\"".into(),
        };
        let row = Row {
            code: "NB301".to_owned(),
            name: "fax".to_owned(),
            cells: vec![
                vec![case("billable", "in a transition", "Scenarios 5"), case("silent", "", "")],
                vec![case("non-billable", "", "Q10.3")],
            ],
        };
        (vec!["la-sapc".to_owned(), "il-rule132".to_owned()], vec![row])
    }

    #[test]
    fn each_format_holds_every_cell() {
        let (rulesets, rows) = example();
        assert_eq!(
            table(&rulesets, &rows),
            "code   name  la-sapc                il-rule132\nNB301  fax   billable, else silent  non-billable\n"
        );
        assert_eq!(
            markdown(&rulesets, &rows),
            "| code | name | la-sapc | il-rule132 |\n|---|---|---|---|\n\
             | NB301 | `fax` | billable, else silent (Scenarios 5) | non-billable (Q10.3) |\n"
        );
        assert_eq!(
            csv(&rulesets, &rows),
            "code,name,ruleset,verdict,when,place,says\r\n\
             NB301,fax,la-sapc,billable,in a transition,Scenarios 5,\"faxing, \"\"as such\"\"\"\r\n\
             NB301,fax,la-sapc,silent,,,\"faxing, \"\"as such\"\"\"\r\n\
             NB301,fax,il-rule132,non-billable,,Q10.3,\"faxing, \"\"as such\"\"\"\r\n"
        );
        let document: serde_json::Value = serde_json::from_str(&json(&rulesets, &rows).unwrap()).unwrap();
        assert_eq!(document["activities"][0]["verdicts"][2]["place"], "Q10.3");
    }
}
