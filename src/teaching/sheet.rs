//! Exercises → a worksheet for a class, and its answer key.

use askama::Template;

use super::exercise::{Exercise, Level, Rewriting, Task};
use super::html::Shell;
use super::markdown::escaped;
use super::question::{Expected, Question, letter, questions};
use crate::lexicon::Lexicon;
use crate::ruleset::Rulesets;

/// An exercise on the sheet.
struct Item<'a> {
    number: usize,
    exercise: &'a Exercise,
    /// Questions, parted by payer.
    payers: Vec<Payer>,
    rewriting: Option<&'a Rewriting>,
    /// What the program finds and why it differs from the key.
    differs: Vec<&'a str>,
}

struct Payer {
    ruleset: String,
    parts: Vec<Question>,
    minutes: Option<Question>,
}

struct Section<'a> {
    level: &'a Level,
    items: Vec<Item<'a>>,
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Html<'a> {
    shell: Shell,
    sections: Vec<Section<'a>>,
}

#[derive(Template)]
#[template(path = "sheet.md")]
struct Markdown<'a> {
    sections: Vec<Section<'a>>,
}

impl Html<'_> {
    fn letter(&self, place: &usize) -> String {
        letter(*place)
    }
}

impl Markdown<'_> {
    fn plain(&self, text: &str) -> String {
        escaped(text)
    }

    fn quoted(&self, text: &str) -> String {
        escaped(text).replace('\n', "\n> ")
    }

    fn letter(&self, place: &usize) -> String {
        letter(*place)
    }
}

/// The sheet and its key as one HTML page.
///
/// # Errors
/// When the template fails, which it does not where writing succeeds.
pub fn sheet_html(levels: &[Level], rulesets: &Rulesets, lexicon: &Lexicon) -> askama::Result<String> {
    let shell = Shell::new("Exercises: what can be billed?", None);
    Html { shell, sections: sections(levels, rulesets, lexicon) }.render()
}

/// The sheet and its key as Markdown.
///
/// # Errors
/// As [`sheet_html`].
pub fn sheet_markdown(levels: &[Level], rulesets: &Rulesets, lexicon: &Lexicon) -> askama::Result<String> {
    Markdown { sections: sections(levels, rulesets, lexicon) }.render()
}

fn sections<'a>(levels: &'a [Level], rulesets: &Rulesets, lexicon: &Lexicon) -> Vec<Section<'a>> {
    let mut number = 0;
    let mut item = |exercise: &'a Exercise| {
        number += 1;
        let (rewriting, differs) = match &exercise.task {
            Task::Judge(keys) => (None, keys.iter().filter_map(|key| key.differs.as_deref()).collect()),
            Task::Rewrite(rewriting) => (Some(rewriting), rewriting.differs.as_deref().into_iter().collect()),
        };
        Item { number, exercise, payers: payers(questions(exercise, rulesets, lexicon)), rewriting, differs }
    };
    let with_exercises = levels.iter().filter(|level| !level.exercises.is_empty());
    with_exercises
        .map(|level| Section { level, items: level.exercises.iter().map(&mut item).collect() })
        .collect()
}

fn payers(questions: Vec<Question>) -> Vec<Payer> {
    let mut payers: Vec<Payer> = Vec::new();
    for question in questions {
        if payers.last().is_none_or(|payer| payer.ruleset != question.ruleset) {
            payers.push(Payer { ruleset: question.ruleset.clone(), parts: Vec::new(), minutes: None });
        }
        let Some(payer) = payers.last_mut() else { continue };
        match question.expected {
            Expected::Verdict(_) => payer.parts.push(question),
            Expected::Minutes(_) | Expected::Rewrite(..) => payer.minutes = Some(question),
        }
    }
    payers
}
