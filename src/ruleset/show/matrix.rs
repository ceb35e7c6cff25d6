//! Rulesets → every activity under every payer, in a letter or in words.

use std::fmt::Write as _;

use serde::Serialize;

use super::{columns, find, verdict_words};
use crate::catalogue;
use crate::lexicon::{EntryKind, Lexicon};
use crate::ruleset::{Case, Cell, InForce, Rulesets, Text, Verdict};

/// Activities × rulesets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// The columns: ids of rulesets.
    pub rulesets: Vec<Text>,
    /// One row for each activity, by code.
    pub rows: Vec<MatrixRow>,
}

/// An activity under every ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The activity's code.
    pub code: Text,
    /// The activity's name.
    pub name: Text,
    /// One cell for each ruleset, in the order of the columns.
    pub cells: Vec<MatrixCell>,
}

/// An activity under one ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixCell {
    /// The strictest verdict that the cell can come to; if none disallows, the one that pays.
    pub verdict: Verdict,
    /// Whether it comes to another one under a condition.
    pub depends: bool,
    /// The whole cell in words: "billable as transition if …; otherwise silent".
    pub words: String,
    /// Where the payer says so.
    pub places: Vec<Text>,
}

/// Every activity under every ruleset: those of the catalogue, then those that the lexicon adds.
pub fn matrix(rulesets: &Rulesets, lexicon: &Lexicon) -> Matrix {
    let row = |code: Text, name: Text| {
        let cells = rulesets.iter().map(|one| matrix_cell(&one, &name)).collect();
        MatrixRow { code, name, cells }
    };
    let known =
        catalogue::ACTIVITIES.iter().map(|act| row(act.code.unwrap_or_default().into(), act.name.into()));
    let own = lexicon
        .entries
        .iter()
        .filter(|entry| entry.kind() == EntryKind::Activity && catalogue::activity(&entry.name).is_none());
    let mut rows: Vec<MatrixRow> =
        known.chain(own.map(|entry| row(entry.code.clone(), entry.name.clone()))).collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    Matrix { rulesets: rulesets.iter().map(|one| one.ruleset.id.clone()).collect(), rows }
}

pub(super) fn matrix_cell(ruleset: &InForce<'_>, name: &str) -> MatrixCell {
    let cells: Vec<&Cell> = match find(&ruleset.ruleset.activities, name) {
        Some(own) => vec![own],
        None => ruleset.members().filter_map(|member| find(&member.activities, name)).collect(),
    };
    let verdicts = || cells.iter().flat_map(|cell| cell.cases.iter()).map(|case| case.verdict);
    let disallowed = verdicts().filter(|verdict| verdict.disallows()).max();
    let paid = verdicts().any(|verdict| verdict == Verdict::Billable);
    let verdict = disallowed.unwrap_or(if paid { Verdict::Billable } else { Verdict::Silent });
    // One member that always disallows settles a strictest reading, but not that another pays.
    let settled =
        cells.is_empty() || cells.iter().any(|cell| cell.cases.iter().all(|case| case.verdict == verdict));
    let mut places: Vec<Text> = Vec::new();
    for citation in cells.iter().flat_map(|cell| cell.cases.iter()).flat_map(|case| case.citations.iter()) {
        if !places.contains(&citation.place) {
            places.push(citation.place.clone());
        }
    }
    let derived = !ruleset.ruleset.strictest_of.is_empty() && cells.len() > 1;
    MatrixCell {
        verdict,
        depends: !settled || (derived && paid && verdict.disallows()),
        words: if derived {
            derived_words(ruleset, name, verdict)
        } else if cells.is_empty() {
            verdict.name().to_string()
        } else {
            cells.iter().map(|cell| words(cell)).collect()
        },
        places: if derived { vec![] } else { places },
    }
}

fn derived_words(ruleset: &InForce<'_>, name: &str, verdict: Verdict) -> String {
    let ids = |wanted: fn(Verdict) -> bool| -> String {
        let says = |cell: &Cell| cell.cases.iter().any(|case| wanted(case.verdict));
        let ids: Vec<&str> = ruleset
            .members()
            .filter(|member| find(&member.activities, name).is_some_and(says))
            .map(|member| member.id.as_ref())
            .collect();
        ids.join(", ")
    };
    let mut words = verdict.name().to_string();
    for (verb, ids) in
        [("not paid by", ids(Verdict::disallows)), ("paid by", ids(|verdict| verdict == Verdict::Billable))]
    {
        if !ids.is_empty() {
            let _ = write!(words, "; {verb} {ids}");
        }
    }
    words
}

fn words(cell: &Cell) -> String {
    let one = |case: &Case| {
        let mut words = verdict_words(case);
        match case.words() {
            Some(condition) => {
                let _ = write!(words, " if {condition}");
            }
            None if cell.cases.len() > 1 => words.insert_str(0, "otherwise "),
            None => {}
        }
        words
    };
    cell.cases.iter().map(one).collect::<Vec<_>>().join("; ")
}

impl MatrixCell {
    /// One letter, and `*` where it depends on a condition or on the payer.
    pub fn mark(&self) -> String {
        let letter = match self.verdict {
            Verdict::Billable => "B",
            Verdict::Silent => "-",
            Verdict::Conditional => "?",
            Verdict::NonBillable => "N",
        };
        format!("{letter}{}", if self.depends { "*" } else { "" })
    }
}

const LEGEND: &str =
    "N not billable, B billable, - the document is silent, * on a condition: see `notelint explain CODE`";

impl Matrix {
    fn lines(&self, sign: impl Fn(&MatrixCell) -> String) -> Vec<Vec<String>> {
        let mut lines = vec![vec!["code".to_string(), "name".to_string()]];
        lines[0].extend(self.rulesets.iter().map(|id| id.to_string()));
        lines.extend(self.rows.iter().map(|row| {
            let mut line = vec![row.code.to_string(), row.name.to_string()];
            line.extend(row.cells.iter().map(&sign));
            line
        }));
        lines
    }

    /// For the terminal.
    pub fn to_table(&self) -> String {
        format!("{}\n{LEGEND}\n", columns(&self.lines(MatrixCell::mark)))
    }

    /// As a Markdown table.
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        for (index, line) in self.lines(MatrixCell::mark).iter().enumerate() {
            let _ = writeln!(out, "| {} |", line.join(" | ").replace('*', "\\*"));
            if index == 0 {
                let _ = writeln!(out, "|{}", "---|".repeat(line.len()));
            }
        }
        format!("{out}\n{}\n", LEGEND.replace('*', "\\*"))
    }

    /// As comma-separated values; the cells tell their conditions.
    pub fn to_csv(&self) -> String {
        let quote = |field: &String| match field.contains([',', '"', '\n']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => field.clone(),
        };
        let lines = self.lines(|cell| cell.words.clone());
        lines.iter().map(|line| line.iter().map(quote).collect::<Vec<_>>().join(",") + "\n").collect()
    }

    /// As one JSON document.
    #[cfg(feature = "cli")]
    pub fn to_json(&self) -> String {
        super::json(self)
    }
}
