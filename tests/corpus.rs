//! The labelled notes of tests/corpus/: how many activities are found, and how many findings are false alarms.
//!
//! `cargo test --test corpus -- --nocapture` prints the figures. A label is found when a warning of its code, or of one
//! of its alternatives, overlaps its words; every warning is used once. The floors hold the figures from falling.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and prints its figures"
)]

use notelint::diagnostic::{Diagnostic, Severity};
use notelint::linter::{Config, Linter};
use serde_json::Value;

#[derive(Default)]
struct Counts {
    found: usize,
    missed: usize,
    noisy: usize,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.noisy) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / (self.found + self.missed) as f64
    }
}

/// The bytes of a label's words.
fn span(text: &str, label: &Value) -> (usize, usize) {
    let words = label["span"].as_str().expect("a label has words");
    let nth = label["nth"].as_u64().unwrap_or(1) as usize;
    let start = text.match_indices(words).nth(nth - 1).expect("the words stand in the note").0;
    (start, start + words.len())
}

fn fits(diagnostic: &Diagnostic, text: &str, label: &Value) -> bool {
    let (start, end) = span(text, label);
    let codes = [&label["code"]].into_iter().chain(label["alt"].as_array().into_iter().flatten());
    codes.into_iter().any(|code| code.as_str() == Some(&diagnostic.code))
        && diagnostic.span.start < end
        && start < diagnostic.span.end
}

fn measure(file: &str) -> Counts {
    let mut counts = Counts::default();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let note: Value = serde_json::from_str(line).expect("a line is a note");
        let text = note["text"].as_str().expect("a note has a text");
        let ruleset = note["ruleset"].as_str().expect("a note has a ruleset").to_owned();
        let linter = Linter::new(Config { ruleset, ..Config::default() }).expect("a built-in ruleset");
        let mut warnings: Vec<Diagnostic> = linter.lint(text);
        warnings.retain(|found| found.code.starts_with("NB") && found.severity > Severity::Note);
        let labels = note["activities"].as_array().expect("a note has activities");
        for label in labels.iter().filter(|label| label["flag"] == "warning") {
            match warnings.iter().position(|found| fits(found, text, label)) {
                Some(place) => {
                    warnings.remove(place);
                    counts.found += 1;
                }
                None => counts.missed += 1,
            }
        }
        warnings
            .retain(|found| !labels.iter().any(|label| label["flag"] == "any" && fits(found, text, label)));
        counts.noisy += warnings.len();
    }
    counts
}

#[test]
fn the_figures_do_not_fall() {
    let corpora = [
        ("a", include_str!("corpus/a.jsonl"), 0.93, 0.83),
        ("b", include_str!("corpus/b.jsonl"), 0.89, 0.74),
        ("c", include_str!("corpus/c.jsonl"), 0.88, 0.80),
        ("d", include_str!("corpus/d.jsonl"), 0.91, 0.83),
        ("e", include_str!("corpus/e.jsonl"), 0.94, 0.92),
        ("f", include_str!("corpus/f.jsonl"), 0.86, 0.89),
        ("g", include_str!("corpus/g.jsonl"), 0.86, 0.74),
        ("h", include_str!("corpus/h.jsonl"), 0.96, 0.90),
    ];
    for (name, file, precision, recall) in corpora {
        let counts = measure(file);
        println!(
            "{name}.jsonl: {} of {} activities found ({:.2}), {} false alarms (precision {:.2})",
            counts.found,
            counts.found + counts.missed,
            counts.recall(),
            counts.noisy,
            counts.precision()
        );
        assert!(counts.precision() >= precision, "{name}: precision {:.3}", counts.precision());
        assert!(counts.recall() >= recall, "{name}: recall {:.3}", counts.recall());
    }
}
