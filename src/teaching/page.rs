//! A code or a name → the whole of its page: what it flags, why, examples with their marks, every payer's verdict.

use serde::Serialize;

use crate::catalogue;
use crate::evaluation::published::Published;
use crate::linter::Linter;
use crate::rules::pages::{Page, page};
use crate::ruleset::show::{Opinion, opinions};
use crate::span::Span;

/// What the figures' names mean.
const WORDS: &str = "Precision is the share of flags that are right. Recall is the share of cases that are flagged. \
    The lexicon is the list of wordings that notelint knows.";

/// The page of a rule, an activity or an intervention. Texts are Markdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RulePage {
    /// The code, as "NB201"; `None` for an intervention.
    pub code: Option<String>,
    /// The name, as "voicemail-left".
    pub name: String,
    /// What it is, in one line.
    pub summary: String,
    /// Whether notelint looks for it.
    pub looked_for: bool,
    /// What it flags; empty where the summary says all.
    pub flags: String,
    /// Why.
    pub why: String,
    /// What to document if real work took place.
    pub instead: String,
    /// Notes that are flagged or not.
    pub examples: Vec<Example>,
    /// What each payer makes of it.
    pub payers: Vec<Opinion>,
    /// How often it is right on labelled notes; `None` for an intervention.
    pub accuracy: Option<String>,
}

/// A note of a rule's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The note.
    pub note: String,
    /// The words that are flagged, in bytes of the note, in order; empty where it passes.
    pub marks: Vec<Mark>,
}

/// Words of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl RulePage {
    /// The code, or the name of what has none.
    pub fn key(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.name)
    }

    /// The examples that are flagged.
    pub fn flagged(&self) -> impl Iterator<Item = &Example> {
        self.examples.iter().filter(|example| !example.marks.is_empty())
    }

    /// The examples that pass.
    pub fn passing(&self) -> impl Iterator<Item = &Example> {
        self.examples.iter().filter(|example| example.marks.is_empty())
    }

    /// Whether its examples are of help that is credited, and no warning.
    pub fn is_help(&self) -> bool {
        self.code.is_none()
    }
}

impl Example {
    /// The note's lines with their bytes in the note.
    pub fn lines(&self) -> impl Iterator<Item = (Span, &str)> {
        let mut start = 0;
        self.note.split('\n').map(move |line| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            (span, line)
        })
    }
}

/// The page of a rule, an activity or an intervention, by code or name, whatever their case; `None` if there is none.
///
/// # Errors
/// When the published figures cannot be read, which a test rules out.
pub fn rule_page(linter: &Linter, code_or_name: &str) -> Result<Option<RulePage>, serde_yaml::Error> {
    Ok(match page(linter.lexicon(), code_or_name) {
        Some(page) => Some(whole(linter, &Published::read()?, &page)),
        None => None,
    })
}

/// Every page: activities by code, then the other rules, then interventions.
///
/// # Errors
/// As [`rule_page`].
pub fn rule_pages(linter: &Linter) -> Result<Vec<RulePage>, serde_yaml::Error> {
    let published = Published::read()?;
    let mut codes: Vec<&str> = linter.names().map(|(code, _)| code).collect();
    codes.sort_unstable_by_key(|code| (!code.starts_with("NB"), *code));
    codes.dedup();
    let own =
        linter.lexicon().entries.iter().filter(|entry| entry.code.is_empty() && !entry.summary.is_empty());
    let mut help: Vec<&str> = catalogue::INTERVENTIONS.iter().map(|act| act.name).collect();
    help.extend(own.map(|entry| entry.name.as_ref()));
    help.sort_unstable();
    help.dedup();
    let pages = codes.into_iter().chain(help).filter_map(|key| page(linter.lexicon(), key));
    Ok(pages.map(|page| whole(linter, &published, &page)).collect())
}

fn whole(linter: &Linter, published: &Published, page: &Page) -> RulePage {
    let section = |heading| page.section(heading).unwrap_or_default().to_owned();
    RulePage {
        code: (!page.code.is_empty()).then(|| page.code.clone()),
        name: page.name.clone(),
        summary: page.summary.clone(),
        looked_for: page.text.is_some(),
        flags: page.lead().to_owned(),
        why: section("Why"),
        instead: section("Instead"),
        examples: examples(page.section("Example").unwrap_or_default()),
        payers: opinions(linter.rulesets(), linter.lexicon(), &page.name),
        accuracy: (!page.code.is_empty() && page.text.is_some())
            .then(|| format!("{}\n{WORDS}\n", published.tell(&page.code))),
    }
}

/// The fenced notes of a page. A line of carets marks the words above it.
fn examples(section: &str) -> Vec<Example> {
    let fenced = section.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| Some(example(block.split_once('\n')?.1))).collect()
}

fn example(block: &str) -> Example {
    let (mut note, mut marks) = (String::new(), Vec::new());
    let mut above = 0;
    for line in block.lines() {
        if line.contains('^') && line.trim_matches([' ', '^']).is_empty() {
            marks.extend(carets(line).map(|(from, to)| {
                let byte = |column: usize| {
                    let line = &note[above..];
                    above + line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte)
                };
                Mark { start: byte(from), end: byte(to) }
            }));
            continue;
        }
        if !note.is_empty() {
            note.push('\n');
        }
        above = note.len();
        note.push_str(line);
    }
    Example { note, marks }
}

/// The columns of each run of carets.
fn carets(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let runs = line.split_inclusive(' ').scan(0, |start, part| {
        let from = *start;
        *start += part.len();
        Some((from, from + part.trim_end().len()))
    });
    runs.filter(|(from, to)| from < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_bytes_of_the_note() {
        let section = "```note\nSeñor: faxed it, drove ct.\n       ^^^^^     ^^^^^\nThen left.\n```\n\n```note\nCt waited.\n```";
        let examples = examples(section);
        assert_eq!(examples.len(), 2);
        let Example { note, marks } = &examples[0];
        let words: Vec<&str> = marks.iter().map(|mark| &note[mark.start..mark.end]).collect();
        assert_eq!(
            (note.as_str(), words),
            ("Señor: faxed it, drove ct.\nThen left.", vec!["faxed", "drove"])
        );
        assert_eq!(examples[1], Example { note: "Ct waited.".to_owned(), marks: vec![] });
        let lines: Vec<&str> = examples[0].lines().map(|(span, _)| &note[span.start..span.end]).collect();
        assert_eq!(lines, ["Señor: faxed it, drove ct.", "Then left."]);
    }
}
