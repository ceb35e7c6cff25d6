//! How each code fares on the project's own labelled notes, as `explain` and the rule pages tell it.
//!
//! `accuracy.yaml` holds the counts; `tests/corpus.rs` counts again and fails where the file is stale.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::figures::{Counts, Tally};

/// Codes with fewer labelled cases get no figures: the intervals would be too wide to mean anything.
pub const LEAST_CASES: usize = 20;

/// The counts of `accuracy.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Published {
    /// On the notes that were at hand while the lexicon was written.
    pub built_with: Part,
    /// On the notes that were kept apart and never learned from.
    pub kept_apart: Part,
}

/// The counts on one part of the notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Notes in it.
    pub notes: usize,
    /// All activities together.
    pub activities: Tally,
    /// By code.
    pub codes: BTreeMap<String, Tally>,
}

impl From<Counts> for Part {
    fn from(counts: Counts) -> Self {
        Self { notes: counts.notes, activities: counts.activities, codes: counts.codes }
    }
}

impl Published {
    /// The counts that were published with this version.
    ///
    /// # Errors
    /// When the built-in file is not what it should be, which a test rules out.
    pub fn read() -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(include_str!("accuracy.yaml"))
    }

    /// What the pages say of a code, as Markdown.
    pub fn tell(&self, code: &str) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        let told = [
            (&self.built_with, "the lexicon was built with"),
            (&self.kept_apart, "were kept apart from the lexicon"),
        ];
        for (part, which) in told {
            let tally = part.codes.get(code).copied().unwrap_or_default();
            let _ = if tally.cases() < LEAST_CASES {
                writeln!(
                    out,
                    "- {} in {} labelled notes that {which}: too few for figures, which take {LEAST_CASES}.",
                    cases(tally),
                    part.notes
                )
            } else {
                writeln!(
                    out,
                    "- {} in {} labelled notes that {which}: {}.",
                    cases(tally),
                    part.notes,
                    figures(tally)
                )
            };
        }
        if code.starts_with("NB") {
            let part = &self.kept_apart;
            let _ = writeln!(
                out,
                "- All activities together, {} in the notes kept apart: {}.",
                cases(part.activities),
                figures(part.activities)
            );
        }
        out.push_str("\nBrackets hold the 95 % interval. All notes are invented.\n");
        out
    }
}

fn cases(tally: Tally) -> String {
    match tally.cases() {
        1 => "1 case".to_owned(),
        cases => format!("{cases} cases"),
    }
}

/// "precision 0.98 [0.91–1.00], recall 0.95 [0.86–0.98]"
fn figures(tally: Tally) -> String {
    let figure = |name, value: f64, [low, high]: [f64; 2]| format!("{name} {value:.2} [{low:.2}–{high:.2}]");
    format!(
        "{}, {}",
        figure("precision", tally.precision(), tally.precision_interval()),
        figure("recall", tally.recall(), tally.recall_interval())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(notes: usize, tally: Tally) -> Part {
        Part { notes, activities: tally, codes: BTreeMap::from([("NB101".to_owned(), tally)]) }
    }

    #[test]
    fn few_cases_get_no_figures() {
        let many = part(400, Tally { found: 81, noisy: 0, missed: 182 });
        let few = part(100, Tally { found: 1, noisy: 3, missed: 0 });
        let published = Published { built_with: many, kept_apart: few };
        assert_eq!(
            published.tell("NB101"),
            "- 263 cases in 400 labelled notes that the lexicon was built with: precision 1.00 [0.95–1.00], \
             recall 0.31 [0.26–0.37].\n\
             - 1 case in 100 labelled notes that were kept apart from the lexicon: too few for figures, which take 20.\n\
             - All activities together, 1 case in the notes kept apart: precision 0.25 [0.05–0.70], \
             recall 1.00 [0.21–1.00].\n\n\
             Brackets hold the 95 % interval. All notes are invented.\n"
        );
        let silent = published.tell("DU001");
        assert!(silent.starts_with("- 0 cases in 400") && !silent.contains("All activities"), "{silent}");
    }
}
