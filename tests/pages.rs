//! Every rule's page: the marked notes on it are flagged at the marks, the others are not.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use notelint::batch::{Batch, Place};
use notelint::linter::{Config, Linter};
use notelint::rules::RULES;
use notelint::span::{Position, Span};

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

/// Where a block has findings with this code. A line of `---` parts notes that are held against each other.
fn spans(linter: &Linter, block: &str, code: &str) -> Vec<Span> {
    let mut batch = Batch::default();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, note) in block.split("---\n").enumerate() {
        let (alone, facts) = linter.judge_for_batch(&linter.read(note));
        let alone = alone.iter().filter(|finding| finding.code == code);
        found.extend(alone.map(|finding| finding.span.shifted(start)));
        let nowhere = Position { line: 1, column: 1 };
        let span = facts.span.shifted(start);
        let place = Place { path: "a".into(), note: at + 1, row: None, span, start: nowhere, end: nowhere };
        batch.add(&place, &facts);
        start += note.len() + "---\n".len();
    }
    let across = linter.lint_batch(&batch);
    let across = across.iter().filter(|finding| finding.diagnostic.code == code);
    found.extend(across.map(|finding| finding.diagnostic.span));
    found
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
            let found: Vec<String> = spans(&linter, &note, code)
                .into_iter()
                .map(|span| note[span.start..span.end].to_owned())
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
