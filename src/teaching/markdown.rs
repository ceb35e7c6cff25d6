//! A rule's page → Markdown.

use std::fmt::Write as _;

use super::INSTEAD;
use super::page::{Example, RulePage};

/// The page.
pub fn page(page: &RulePage) -> String {
    let title = page.code.as_deref().unwrap_or("intervention");
    // Writing to a string does not fail.
    let mut out = format!("# {title} {}\n\n{}\n", page.name, page.summary);
    if !page.looked_for {
        out.push_str("\nnotelint does not look for this yet.\n");
    }
    let mut section = |heading: &str, body: &str| {
        if !body.trim().is_empty() {
            let _ = write!(out, "\n## {heading}\n\n{}\n", body.trim());
        }
    };
    section("What it flags", &page.flags);
    section("Why", &page.why);
    section("Example", &page.examples.iter().map(example).collect::<Vec<_>>().join("\n\n"));
    section(INSTEAD, &page.instead);
    section("How often it is right", page.accuracy.as_deref().unwrap_or_default());
    section("What the payers say", &payers(page));
    out
}

/// A note, its marked words between `**`.
fn example(example: &Example) -> String {
    let mut note = String::new();
    let mut done = 0;
    for mark in &example.marks {
        let _ = write!(
            note,
            "{}**{}**",
            escaped(&example.note[done..mark.start]),
            escaped(&example.note[mark.start..mark.end])
        );
        done = mark.end;
    }
    note.push_str(&escaped(&example.note[done..]));
    let kind = if example.marks.is_empty() { "Passes" } else { "Marked" };
    format!("{kind}:\n\n> {}", note.replace('\n', "  \n> "))
}

fn payers(page: &RulePage) -> String {
    let mut out = String::from("| payer | verdict | where | what it says there |\n|---|---|---|---|\n");
    for opinion in &page.payers {
        for (index, case) in opinion.cases.iter().enumerate() {
            let (mut at, mut says) = (Vec::new(), Vec::new());
            for place in &case.places {
                let other = if place.ruleset == opinion.ruleset {
                    String::new()
                } else {
                    format!("{} ", place.ruleset)
                };
                at.push(cell(&format!("{other}{}", place.place)));
                says.push(cell(&place.text));
            }
            let payer = if index == 0 { opinion.ruleset.as_ref() } else { "" };
            let (at, says) = (at.join("<br>"), says.join("<br>"));
            let _ = writeln!(out, "| {} | {} | {at} | {says} |", cell(payer), cell(&case.words));
        }
    }
    out
}

fn cell(text: &str) -> String {
    escaped(text).replace('|', "\\|").replace('\n', " ")
}

/// A text in which Markdown's marks stand for themselves.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
