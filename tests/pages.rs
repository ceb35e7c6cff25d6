//! Every rule's page: the marked notes on it are flagged at the marks, the others are not.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use notelint::linter::{Config, Linter};
use notelint::rules::RULES;

/// A fenced note of a page, and what is marked in it.
struct Example {
    note: String,
    marked: Option<String>,
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    for block in page.split("```note\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let mut note: Vec<&str> = Vec::new();
        let mut marked = None;
        for line in block.lines() {
            if line.contains('^') && line.trim_matches([' ', '^']).is_empty() {
                let above: Vec<char> = note.last().expect("marks stand under a line").chars().collect();
                let (from, to) = (line.find('^').expect("a mark"), line.len());
                marked = Some(above[from..to].iter().collect());
            } else {
                note.push(line);
            }
        }
        examples.push(Example { note: note.join("\n"), marked });
    }
    examples
}

#[test]
fn every_page_shows_a_flagged_and_a_silent_note_that_hold() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !rule.page().is_empty()) {
        let code = rule.code();
        let ruleset = match code {
            "RE002" => "ca-dmc-ods",
            "RE006" => "cm-2009",
            _ => "il-rule132",
        };
        let config = Config { ruleset: ruleset.to_owned(), ..Config::default() };
        let linter = Linter::new(config).expect("a built-in ruleset");
        let examples = examples(rule.page());
        assert!(examples.iter().any(|e| e.marked.is_some()), "{code}: no flagged note");
        assert!(examples.iter().any(|e| e.marked.is_none()), "{code}: no silent note");
        for Example { note, marked } in examples {
            let found: Vec<String> = linter
                .lint(&note)
                .iter()
                .filter(|finding| finding.code == code)
                .map(|finding| note[finding.span.start..finding.span.end].to_owned())
                .collect();
            if found != marked.clone().into_iter().collect::<Vec<_>>() {
                wrong.push(format!("{code}: {note:?}\n  marked {marked:?}, found {found:?}"));
            }
        }
        for heading in ["## Why", "## Example", "## Instead"] {
            assert!(rule.page().contains(heading), "{code}: no {heading}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
