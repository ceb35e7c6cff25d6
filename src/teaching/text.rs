//! A rule's page → lines for the terminal.

use std::fmt::Write as _;

use super::INSTEAD;
use super::page::{Example, RulePage};
use crate::ruleset::show::Opinion;

/// Columns that lines may fill.
const WIDTH: usize = 100;

/// The page.
pub fn page(page: &RulePage) -> String {
    let mut out = paragraphs(&format!("{} {}: {}", page.key_or("intervention"), page.name, page.summary), "");
    // Writing to a string does not fail.
    if !page.looked_for {
        out.push_str("\nnotelint does not look for this yet.\n");
    }
    let mut section = |title: &str, body: String| {
        if !body.is_empty() {
            let _ = write!(out, "\n{title}\n\n{body}");
        }
    };
    let indented = |text: &str| paragraphs(text, "  ");
    section("What it flags", indented(&page.flags));
    section("Why", indented(&page.why));
    let found = if page.is_help() { "Found" } else { "Flagged" };
    section(found, page.flagged().map(example).collect::<Vec<_>>().join("\n"));
    section("Passes", page.passing().map(example).collect::<Vec<_>>().join("\n"));
    section(INSTEAD, indented(&page.instead));
    section("How often it is right", indented(page.accuracy.as_deref().unwrap_or_default()));
    section("What the payers say", payers(&page.payers));
    out
}

impl RulePage {
    fn key_or<'a>(&'a self, other: &'a str) -> &'a str {
        self.code.as_deref().unwrap_or(other)
    }
}

/// Paragraphs and the lines of lists, each filled anew to a terminal's width, behind an indent.
pub fn paragraphs(text: &str, indent: &str) -> String {
    let mut out = String::new();
    for (index, paragraph) in text.trim().split("\n\n").filter(|paragraph| !paragraph.is_empty()).enumerate()
    {
        if index > 0 {
            out.push('\n');
        }
        let items = paragraph.replace("\n- ", "\n\n- ");
        for item in items.split("\n\n") {
            let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
            // What leads the first line, a sign or a dash, is not said again.
            let lead = indent.chars().count() + if item.starts_with("- ") { 2 } else { 0 };
            let hanging = " ".repeat(lead);
            out.push_str(&fill(&item, indent, &hanging));
        }
    }
    out
}

fn fill(text: &str, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The lines of a note, carets below the words that are marked.
fn example(example: &Example) -> String {
    let mut out = String::new();
    for (span, line) in example.lines() {
        let _ = writeln!(out, "  {line}");
        let mut marks = String::new();
        for mark in example.marks.iter().filter(|mark| span.start <= mark.start && mark.start < span.end) {
            let column = |byte: usize| line[..byte.min(span.end) - span.start].chars().count();
            let before = column(mark.start).saturating_sub(marks.len());
            let length = column(mark.end) - column(mark.start);
            let _ = write!(marks, "{}{}", " ".repeat(before), "^".repeat(length));
        }
        if !marks.is_empty() {
            let _ = writeln!(out, "  {marks}");
        }
    }
    out
}

/// Widths of the table's first three columns; the last takes the rest.
const COLUMNS: [usize; 3] = [11, 30, 22];

/// A table: payer, verdict, place, what stands there. A cell fills as many lines as it needs.
fn payers(opinions: &[Opinion]) -> String {
    let mut out = row(["payer", "verdict", "where", "what it says there"]);
    let rule: Vec<String> = widths().iter().map(|&width| "─".repeat(width)).collect();
    let _ = writeln!(out, "  {}", rule.join("  "));
    for Opinion { ruleset, cases } in opinions {
        for (index, case) in cases.iter().enumerate() {
            let payer = if index == 0 { ruleset } else { "" };
            let mut places = case.places.iter();
            let place = |place: &crate::ruleset::show::CitedPlace| {
                let other =
                    if place.ruleset == *ruleset { String::new() } else { format!("{} ", place.ruleset) };
                (format!("{other}{}", place.place), place.text.to_string())
            };
            let (at, says) = places.next().map(place).unwrap_or_default();
            out.push_str(&row([payer, &case.words, &at, &says]));
            for (at, says) in places.map(place) {
                out.push_str(&row(["", "", &at, &says]));
            }
        }
    }
    out
}

fn widths() -> [usize; 4] {
    let [payer, verdict, place] = COLUMNS;
    // Two columns of space before each.
    [payer, verdict, place, WIDTH - COLUMNS.iter().sum::<usize>() - 8]
}

fn row(cells: [&str; 4]) -> String {
    let widths = widths();
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
            textwrap::wrap(cell, options).into_iter().map(|line| line.into_owned()).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for line in 0..height {
        let cell = |(cell, width): (&Vec<String>, usize)| {
            let text = cell.get(line).map_or("", String::as_str);
            format!("{text}{}", " ".repeat(width.saturating_sub(textwrap::core::display_width(text))))
        };
        let cells: Vec<String> = wrapped.iter().zip(widths).map(cell).collect();
        let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
    }
    out
}
