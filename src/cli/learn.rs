//! `notelint learn`: exercises on the terminal, or as a sheet for a class.

use std::fs;
use std::io::{self, BufRead};
use std::path::PathBuf;

use anyhow::Context;

use super::args::{LearnArgs, SheetFormat};
use super::{Status, console, output};
use crate::lexicon::LEXICON;
use crate::nearest::{did_you_mean, nearest};
use crate::ruleset::Rulesets;
use crate::source::{path_name, visible};
use crate::teaching::{
    Exercise, Expected, Level, Progress, Question, Rewriting, Score, Task, levels, paragraphs, questions,
    sheet_html, sheet_markdown,
};

/// Runs the command.
///
/// # Errors
/// When there is no such topic or payer, nothing fits, or what was kept cannot be read or written.
pub(super) fn run(args: &LearnArgs) -> anyhow::Result<Status> {
    let rulesets = Rulesets::builtin();
    let all = levels().context("the exercises cannot be read")?;
    let chosen = choose(args, &all, &rulesets)?;
    if args.sheet {
        return sheet(args, &chosen, &rulesets);
    }
    let kept = Kept::at(state_file());
    let mut progress = if args.fresh { Progress::new() } else { kept.read()? };
    let exercises: Vec<(&Level, &Exercise)> = chosen
        .iter()
        .flat_map(|level| level.exercises.iter().map(move |exercise| (level, exercise)))
        .collect();
    let count = exercises.len();
    let mut input = io::stdin().lock();
    let (mut ended, mut told_of) = (false, 0);
    for (place, (level, exercise)) in exercises.iter().enumerate() {
        if progress.done.contains_key(&exercise.id) {
            continue;
        }
        let title = format!(
            "Exercise {} of {count} · level {}, {} · {}",
            place + 1,
            level.number,
            level.title.to_lowercase(),
            exercise.topic
        );
        console::print(&format!("\n{title}\n{}\n", "─".repeat(title.chars().count())))?;
        if told_of != level.number {
            told_of = level.number;
            console::print(&format!("\n{}", paragraphs(&level.about, "")))?;
        }
        let Some(score) = ask(exercise, &rulesets, &mut input)? else {
            ended = true;
            break;
        };
        progress.done.insert(exercise.id.clone(), score);
        kept.write(&progress)?;
    }
    let all = exercises.iter().map(|(_, exercise)| *exercise);
    let done = all.clone().filter(|exercise| progress.done.contains_key(&exercise.id)).count();
    console::print(&told(&progress, all, done, count))?;
    if ended && kept.path.is_some() {
        console::print("`notelint learn` goes on from here.\n")?;
    } else if !ended {
        console::print("That is all of them. `notelint learn --fresh` starts again.\n")?;
    }
    Ok(Status::Clean)
}

/// The exercises that are wanted, level by level.
fn choose(args: &LearnArgs, all: &[Level], rulesets: &Rulesets) -> anyhow::Result<Vec<Level>> {
    if let Some(given) = &args.ruleset
        && rulesets.get(given).is_none()
    {
        anyhow::bail!("unknown ruleset `{}`{}", visible(given), did_you_mean(&rulesets.near(given)));
    }
    let mut topics: Vec<&str> =
        all.iter().flat_map(|level| &level.exercises).map(|exercise| exercise.topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    if let Some(given) = args.topic.as_deref().filter(|given| !topics.contains(given)) {
        let near = did_you_mean(&nearest(given, topics.iter().copied()));
        anyhow::bail!("unknown topic `{}`{near}; there are {}", visible(given), topics.join(", "));
    }
    let wanted = |exercise: &&Exercise| {
        args.topic.as_ref().is_none_or(|topic| *topic == exercise.topic)
            && args.ruleset.as_ref().is_none_or(|id| exercise.rulesets().contains(&id.as_str()))
    };
    let chosen: Vec<Level> = all
        .iter()
        .filter(|level| args.level.is_none_or(|number| number == level.number))
        .map(|level| Level {
            exercises: level.exercises.iter().filter(wanted).cloned().collect(),
            ..level.clone()
        })
        .filter(|level| !level.exercises.is_empty())
        .collect();
    anyhow::ensure!(!chosen.is_empty(), "no exercise fits; leave out --level, --topic or --ruleset");
    Ok(chosen)
}

fn sheet(args: &LearnArgs, chosen: &[Level], rulesets: &Rulesets) -> anyhow::Result<Status> {
    let text = match args.format.unwrap_or(SheetFormat::Markdown) {
        SheetFormat::Markdown => sheet_markdown(chosen, rulesets, &LEXICON),
        SheetFormat::Html => sheet_html(chosen, rulesets, &LEXICON),
    };
    let text = text.context("the sheet cannot be made")?;
    output::write(args.output.as_deref(), &text)?;
    Ok(Status::Clean)
}

/// Asks the questions of an exercise; `None` if the answers end before it does.
fn ask(exercise: &Exercise, rulesets: &Rulesets, input: &mut impl BufRead) -> anyhow::Result<Option<Score>> {
    console::print(&note(&exercise.note))?;
    if let Task::Rewrite(rewriting) = &exercise.task {
        console::print(&rewrites(rewriting))?;
    }
    let mut score = Score::default();
    let mut payer = "";
    let questions = questions(exercise, rulesets, &LEXICON);
    for question in &questions {
        if question.ruleset != payer {
            payer = &question.ruleset;
            console::print(&format!("\nPayer: {payer}\n"))?;
        }
        let hint = question.expected.hint();
        let about = match question.expected {
            Expected::Verdict(_) => format!("“{}”", question.words),
            Expected::Minutes(_) => "How many minutes can be claimed?".to_owned(),
            Expected::Rewrite(..) => "Which one tells something that did not happen?".to_owned(),
        };
        console::print(&format!("\n{}", paragraphs(&about, "")))?;
        let right = loop {
            console::print(&format!("({hint}; q = stop) > "))?;
            let mut typed = Vec::new();
            let read = input.read_until(b'\n', &mut typed).context("the answer cannot be read")?;
            let typed = String::from_utf8_lossy(&typed);
            if read == 0 || matches!(typed.trim(), "q" | "Q") {
                console::print("\n")?;
                return Ok(None);
            }
            if let Some(right) = question.expected.mark(&typed) {
                break right;
            }
            console::print("That is none of the answers. ")?;
        };
        score.asked += 1;
        score.right += usize::from(right);
        console::print(&answered(question, right))?;
    }
    for differs in differences(exercise) {
        console::print(&format!("\n{}", paragraphs(&format!("The program: {differs}"), "  ")))?;
    }
    Ok(Some(score))
}

fn note(note: &str) -> String {
    let lines: String = note.lines().map(|line| format!("  │ {line}\n")).collect();
    format!("\n{lines}")
}

fn rewrites(rewriting: &Rewriting) -> String {
    let mut out = format!(
        "\n{}\n{}",
        paragraphs(&format!("What is poor about it: {}", rewriting.poor), ""),
        paragraphs(&format!("The day: {}", rewriting.day), "")
    );
    for (letter, rewrite) in ('A'..).zip(&rewriting.rewrites) {
        out.push_str(&format!("\n{}", paragraphs(&format!("{letter}  {}", rewrite.text), "  ")));
    }
    out
}

fn answered(question: &Question, right: bool) -> String {
    let first =
        if right { "Right.".to_owned() } else { format!("Not quite: {}.", question.expected.words()) };
    let place = question.place.as_ref().map_or_else(String::new, |place| {
        paragraphs(&format!("{} {}: {}", place.ruleset, place.place, place.text), "  = ")
    });
    format!("{first}\n{}{place}", paragraphs(&question.why, "  "))
}

fn differences(exercise: &Exercise) -> impl Iterator<Item = &str> {
    let (keys, rewriting) = match &exercise.task {
        Task::Judge(keys) => (keys.as_slice(), None),
        Task::Rewrite(rewriting) => (&[][..], rewriting.differs.as_deref()),
    };
    keys.iter().filter_map(|key| key.differs.as_deref()).chain(rewriting)
}

/// The score by topic.
fn told<'e>(
    progress: &Progress,
    exercises: impl Iterator<Item = &'e Exercise>,
    done: usize,
    count: usize,
) -> String {
    let topics = progress.by_topic(exercises);
    let mut out = format!("\n{done} of {count} exercises done\n");
    if topics.is_empty() {
        return out;
    }
    let mut line = |topic: &str, score: Score| {
        out.push_str(&format!("  {topic:<12} {:>3} of {:>3} right\n", score.right, score.asked));
    };
    let mut total = Score::default();
    for (topic, score) in topics {
        line(topic, score);
        total = Score { right: total.right + score.right, asked: total.asked + score.asked };
    }
    line("all", total);
    out
}

/// Where the score is kept.
struct Kept {
    path: Option<PathBuf>,
}

impl Kept {
    fn at(path: Option<PathBuf>) -> Self {
        if path.is_none() {
            console::note("no folder for the score is known; set XDG_STATE_HOME to have it kept");
        }
        Self { path }
    }

    fn read(&self) -> anyhow::Result<Progress> {
        let Some(path) = self.path.as_ref().filter(|path| path.exists()) else { return Ok(Progress::new()) };
        let shown = || visible(&path_name(path)).into_owned();
        let text = fs::read(path).with_context(|| format!("{}: cannot be read", shown()))?;
        let progress: Option<Progress> = serde_json::from_slice(&text).ok();
        progress.filter(|progress| progress.version == 1).with_context(|| {
            format!("{}: not a score that this version can read; start again with --fresh", shown())
        })
    }

    fn write(&self, progress: &Progress) -> anyhow::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let text = serde_json::to_vec_pretty(progress).context("the score cannot be kept")?;
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
        written.with_context(|| format!("{}: the score cannot be kept", visible(&path_name(path))))
    }
}

/// The file of the user's state folder.
fn state_file() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || Some(set("HOME")?.join(".local").join("state"));
    let folder = set("XDG_STATE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home)?;
    Some(folder.join("notelint").join("learn.json"))
}
