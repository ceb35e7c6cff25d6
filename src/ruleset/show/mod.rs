//! Rulesets → what a person reads of them: the matrix, the list, what no note can show, a rule's verdicts.

mod matrix;
mod verdicts;

use std::fmt::Write as _;

use serde::Serialize;

use super::{Case, Cell, Importance, InForce, List, Ruleset, Rulesets, Text, Units, Verdict};
use crate::catalogue::{self, Act};
use crate::circumstances::Circumstances;
use crate::diagnostic::Severity;
use crate::lexicon::{Entry, EntryKind, Lexicon};

pub use matrix::{Matrix, MatrixCell, MatrixRow, matrix};
pub use verdicts::{CitedPlace, Holding, Opinion, explain_verdicts, opinions};

/// The rulesets to choose from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listing {
    /// One entry for each.
    pub rulesets: Vec<Listed>,
}

/// One ruleset's facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// The name it is chosen by.
    pub id: Text,
    /// The title of the payer's document.
    pub document: Text,
    /// Who issued it.
    pub issuer: Text,
    /// Its date, as the document writes it.
    pub date: Option<Text>,
    /// What it is for.
    pub program: Text,
    /// The ruleset whose cells it takes over.
    pub inherits: Option<Text>,
    /// The rulesets of which it is the strictest reading.
    pub strictest_of: Vec<Text>,
    /// How minutes become units, in words; `None` if the document does not say.
    pub units: Option<String>,
    /// The minutes of the shortest service that is paid.
    pub minimum_minutes: Option<f64>,
    /// Hours that a client's year may hold, by service.
    pub annual_caps: Vec<String>,
    /// How many activities it pays for, disallows and does not speak of.
    pub activities: Count,
    /// The same of interventions.
    pub interventions: Count,
}

/// How many acts a ruleset speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The document speaks of the act.
    pub decided: usize,
    /// The document does not.
    pub silent: usize,
}

/// The rulesets and their facts.
pub fn list(rulesets: &Rulesets) -> Listing {
    Listing { rulesets: rulesets.iter().map(|one| listed(&one)).collect() }
}

fn listed(one: &InForce<'_>) -> Listed {
    let ruleset = one.ruleset;
    let units = |units: &Units| {
        let sizes: Vec<String> = units.sizes.iter().map(f64::to_string).collect();
        format!("units of {} minutes, the first from {}", sizes.join(" or "), units.first_from)
    };
    let count = |acts: &[Act], verdicts: &dyn Fn(&str) -> bool| {
        let decided = acts.iter().filter(|act| verdicts(act.name)).count();
        Count { decided, silent: acts.len() - decided }
    };
    let speaks = |cells: fn(&Ruleset) -> &List<Cell>, name: &str| {
        let decides = |cell: &Cell| cell.cases.iter().any(|case| case.verdict != Verdict::Silent);
        let own = find(cells(ruleset), name).into_iter();
        own.chain(one.members().filter_map(|member| find(cells(member), name))).any(decides)
    };
    Listed {
        id: ruleset.id.clone(),
        document: ruleset.document.clone(),
        issuer: ruleset.issuer.clone(),
        date: ruleset.date.clone(),
        program: ruleset.program.clone(),
        inherits: ruleset.inherits.clone(),
        strictest_of: ruleset.strictest_of.to_vec(),
        units: match ruleset.units.as_ref() {
            [] => None,
            all => Some(all.iter().map(units).collect::<Vec<_>>().join("; or ")),
        },
        minimum_minutes: ruleset.minimum.as_ref().map(|minimum| minimum.minutes),
        annual_caps: ruleset
            .caps
            .iter()
            .map(|cap| {
                let services: Vec<&str> = cap.services.iter().map(|service| service.name()).collect();
                format!("{} hours of {}", cap.hours, services.join(", "))
            })
            .collect(),
        activities: count(catalogue::ACTIVITIES, &|name| speaks(|ruleset| &ruleset.activities, name)),
        interventions: count(catalogue::INTERVENTIONS, &|name| {
            speaks(|ruleset| &ruleset.interventions, name)
        }),
    }
}

impl Listing {
    /// For the terminal.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for one in &self.rulesets {
            let _ = writeln!(out, "{}\n  {}", one.id, one.document);
            let _ = writeln!(out, "  issued by: {}", one.issuer);
            let _ = writeln!(out, "  date: {}", one.date.as_deref().unwrap_or("the document gives none"));
            let _ = writeln!(out, "  for: {}", one.program);
            if let Some(parent) = &one.inherits {
                let _ = writeln!(out, "  inherits: {parent}");
            }
            if !one.strictest_of.is_empty() {
                let _ = writeln!(out, "  strictest of: {}", one.strictest_of.join(", "));
            }
            let _ = writeln!(out, "  units: {}", one.units.as_deref().unwrap_or("not stated"));
            let minimum =
                one.minimum_minutes.map_or("not stated".into(), |minutes| format!("{minutes} minutes"));
            let _ = writeln!(out, "  minimum: {minimum}");
            if !one.annual_caps.is_empty() {
                let _ = writeln!(out, "  a year: {}", one.annual_caps.join("; "));
            }
            let (acts, help) = (one.activities, one.interventions);
            let _ = writeln!(
                out,
                "  speaks of {} of {} activities and {} of {} interventions\n",
                acts.decided,
                acts.decided + acts.silent,
                help.decided,
                help.decided + help.silent,
            );
        }
        out
    }

    /// As one JSON document.
    #[cfg(feature = "cli")]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// What the documents ask that no note can show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutOfReach {
    /// In the order of the rulesets and of their documents.
    pub uncovered: Vec<UncoveredPlace>,
}

/// Something that a document asks and no note can show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UncoveredPlace {
    /// The ruleset whose document it is.
    pub ruleset: Text,
    /// Where it speaks of it.
    pub place: Text,
    /// What it is about.
    pub topic: Text,
}

/// What the documents ask that no note can show.
pub fn uncovered(rulesets: &Rulesets) -> OutOfReach {
    let places = rulesets.iter().flat_map(|one| {
        one.ruleset.uncovered.iter().map(|place| UncoveredPlace {
            ruleset: one.ruleset.id.clone(),
            place: place.place.clone(),
            topic: place.topic.clone(),
        })
    });
    OutOfReach { uncovered: places.collect() }
}

impl OutOfReach {
    /// For the terminal.
    pub fn to_text(&self) -> String {
        let line = |one: &UncoveredPlace| {
            vec![one.ruleset.to_string(), one.place.to_string(), one.topic.to_string()]
        };
        columns(&self.uncovered.iter().map(line).collect::<Vec<_>>())
    }

    /// As one JSON document.
    #[cfg(feature = "cli")]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// The rules under one ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleTable {
    /// The ruleset's id.
    pub ruleset: Text,
    /// Every activity and rule, by family and code.
    pub rules: Vec<RuleRow>,
}

/// A rule under one ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleRow {
    /// The code.
    pub code: Text,
    /// The name.
    pub name: Text,
    /// `error`, `warning`, `note` or `off`: what its findings are unless a condition or a ruling changes that.
    pub severity: &'static str,
    /// When it fires.
    pub summary: Text,
}

/// How much the findings of each activity of the lexicon, and of those rules whose codes are `implemented`, matter
/// under a ruleset; `None` if no ruleset has this id.
pub fn rules(rulesets: &Rulesets, id: &str, lexicon: &Lexicon, implemented: &[&str]) -> Option<RuleTable> {
    let ruleset = rulesets.get(id)?;
    let named = |severity: Option<Severity>| severity.map_or("off", Severity::name);
    let activity = |entry: &Entry| {
        let disallowed = matrix::matrix_cell(&ruleset, &entry.name).verdict.disallows();
        let silent = ruleset.judge(&entry.name, &Circumstances::default()).severity;
        RuleRow {
            code: entry.code.clone(),
            name: entry.name.clone(),
            severity: if disallowed { Severity::Warning.name() } else { named(silent) },
            summary: entry.summary.clone(),
        }
    };
    let activities = lexicon.entries.iter().filter(|entry| entry.kind() == EntryKind::Activity);
    let mut rows: Vec<RuleRow> = activities.map(activity).collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    let known = catalogue::RULES.iter().filter(|rule| implemented.contains(&rule.code));
    rows.extend(known.map(|rule| RuleRow {
        code: rule.code.into(),
        name: rule.name.into(),
        severity: named(ruleset.rule(rule.code).severity),
        summary: rule.summary.into(),
    }));
    Some(RuleTable { ruleset: ruleset.ruleset.id.clone(), rules: rows })
}

impl RuleTable {
    /// For the terminal.
    pub fn to_text(&self) -> String {
        let line = |row: &RuleRow| {
            [&*row.code, row.severity, &*row.name, &*row.summary].map(str::to_string).to_vec()
        };
        columns(&self.rules.iter().map(line).collect::<Vec<_>>())
    }

    /// As one JSON document.
    #[cfg(feature = "cli")]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

fn find<'a>(cells: &'a List<Cell>, name: &str) -> Option<&'a Cell> {
    cells.iter().find(|cell| cell.name == name)
}

fn verdict_words(case: &Case) -> String {
    let mut words = case.verdict.name().to_string();
    if let Some(credit) = &case.credited_as {
        let _ = write!(words, " as {credit}");
    }
    if let Importance::Ruled(severity) = case.importance {
        let _ = write!(words, " ({})", severity.map_or("no finding", Severity::name));
    }
    words
}

/// Lines of fields → text with the fields aligned; the last field of a line is not padded.
fn columns(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|field| field.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for line in lines {
        let padded: String =
            line.iter().zip(&widths).map(|(field, width)| format!("{field:<width$}  ")).collect();
        let _ = writeln!(out, "{}", padded.trim_end());
    }
    out
}

/// A JSON document, with the version that its schema in `docs/schemas/` describes.
#[cfg(feature = "cli")]
pub fn json(document: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Versioned<'a, T> {
        version: u32,
        #[serde(flatten)]
        document: &'a T,
    }
    // None of these types holds a map with keys that are not text, the one thing that could fail.
    serde_json::to_string_pretty(&Versioned { version: 1, document }).unwrap_or_default() + "\n"
}
