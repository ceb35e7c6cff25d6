//! YAML of `samples/exercises/` → exercises: a note, questions on it, and the answers with their reasons.

use serde::Deserialize;

/// The files that are built in, level by level.
const FILES: &[(&str, &str)] = &[
    ("1-sentences.yaml", include_str!("../../samples/exercises/1-sentences.yaml")),
    ("2-notes.yaml", include_str!("../../samples/exercises/2-notes.yaml")),
    ("3-payers.yaml", include_str!("../../samples/exercises/3-payers.yaml")),
    ("4-time.yaml", include_str!("../../samples/exercises/4-time.yaml")),
    ("5-rewriting.yaml", include_str!("../../samples/exercises/5-rewriting.yaml")),
];

/// A level: exercises of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its number, from 1.
    pub number: u8,
    /// What it is called.
    pub title: String,
    /// What is asked.
    pub about: String,
    /// The exercises, in order.
    pub exercises: Vec<Exercise>,
}

/// A note and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// The name under which the score is kept.
    pub id: String,
    /// What it is about: "driving", "messages".
    pub topic: String,
    /// The note.
    pub note: String,
    /// What is asked.
    pub task: Task,
}

/// What is asked of a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// What each payer makes of it; one key or more.
    Judge(Vec<Key>),
    /// Which rewrite adds what did not happen.
    Rewrite(Rewriting),
}

/// The answers under one payer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The payer's ruleset.
    pub ruleset: String,
    /// Words of the note, in order, and what they are.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// The minutes that can be claimed; `None` if that is not asked.
    pub minutes: Option<Claim>,
    /// Why so many minutes.
    pub because: Option<String>,
    /// The rule that the minutes rest on, if not those of the parts.
    pub rule: Option<String>,
    /// The place in the payer's document that says so.
    pub place: Option<String>,
    /// Where the program finds something else, and why.
    pub differs: Option<String>,
}

/// Words of a note and what they are.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The words as they stand in the note.
    pub words: String,
    /// What they are.
    pub is: Answer,
    /// The activity, intervention or rule that says so.
    pub rule: Option<String>,
    /// The place in the payer's document.
    pub place: Option<String>,
    /// Why.
    pub why: String,
}

/// What words of a note are to a payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The payer pays for it.
    Billable,
    /// The payer's document says that it does not.
    NonBillable,
    /// No act of staff that took place, or the document does not speak of it.
    Neither,
}

impl Answer {
    /// Every answer.
    pub const ALL: &'static [Self] = &[Self::Billable, Self::NonBillable, Self::Neither];

    /// The name used in questions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Billable => "billable",
            Self::NonBillable => "non-billable",
            Self::Neither => "neither",
        }
    }
}

/// Minutes that can be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Claim {
    /// So many.
    Minutes(f64),
    /// The note does not tell.
    Untold(Unclear),
}

/// The word for what a note does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unclear {
    /// The only one.
    Unclear,
}

/// A poor note, the day behind it, and rewrites.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewriting {
    /// The payer's ruleset.
    pub ruleset: String,
    /// What is poor about the note.
    pub poor: String,
    /// What took place.
    pub day: String,
    /// Three rewrites, of which one invents something.
    pub rewrites: Vec<Rewrite>,
    /// Where the program finds something else, and why.
    pub differs: Option<String>,
}

/// A rewrite.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewrite {
    /// The note.
    pub text: String,
    /// Whether it tells something that did not happen.
    pub invents: bool,
    /// Why it is honest, or what it adds.
    pub why: String,
}

/// A file as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    level: u8,
    title: String,
    about: String,
    exercises: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    topic: String,
    note: String,
    keys: Option<Vec<Key>>,
    rewriting: Option<Rewriting>,
}

/// Why the exercises cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("samples/exercises/{file}: {what}")]
pub struct ExerciseError {
    /// The file.
    file: &'static str,
    /// What is wrong with it.
    what: String,
}

/// The exercises that are built in, level by level.
///
/// # Errors
/// When a file is not what it should be, which a test rules out.
pub fn levels() -> Result<Vec<Level>, ExerciseError> {
    FILES.iter().map(|&(file, text)| level(text).map_err(|what| ExerciseError { file, what })).collect()
}

fn level(text: &str) -> Result<Level, String> {
    let file: File = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let exercises = file.exercises.into_iter().map(exercise).collect::<Result<_, _>>()?;
    Ok(Level { number: file.level, title: file.title, about: file.about, exercises })
}

fn exercise(entry: Entry) -> Result<Exercise, String> {
    let Entry { id, topic, note, keys, rewriting } = entry;
    let note = note.trim_end().to_owned();
    let task = match (keys, rewriting) {
        (Some(keys), None) if !keys.is_empty() => Task::Judge(keys),
        (None, Some(rewriting)) => Task::Rewrite(rewriting),
        _ => return Err(format!("{id}: give either `keys` or `rewriting`")),
    };
    match &task {
        Task::Judge(keys) => {
            for Part { words, .. } in keys.iter().flat_map(|key| &key.parts) {
                if note.matches(words.as_str()).count() != 1 {
                    return Err(format!("{id}: `{words}` has to stand once in the note, in one line"));
                }
            }
        }
        Task::Rewrite(rewriting) => {
            if rewriting.rewrites.iter().filter(|rewrite| rewrite.invents).count() != 1 {
                return Err(format!("{id}: one rewrite, and one alone, has to have `invents: true`"));
            }
        }
    }
    Ok(Exercise { id, topic, note, task })
}

impl Exercise {
    /// The payers that it asks about.
    pub fn rulesets(&self) -> Vec<&str> {
        match &self.task {
            Task::Judge(keys) => keys.iter().map(|key| key.ruleset.as_str()).collect(),
            Task::Rewrite(rewriting) => vec![&rewriting.ruleset],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_in_the_note_is_told() {
        let text = "level: 1\ntitle: t\nabout: a\nexercises:\n- id: x\n  topic: t\n  note: Ct waited.\n";
        let with = |rest: &str| level(&format!("{text}{rest}")).unwrap_err();
        assert_eq!(with(""), "x: give either `keys` or `rewriting`");
        let part = "  keys: [{ruleset: common, parts: [{words: She, is: neither, why: w}]}]\n";
        assert_eq!(with(part), "x: `She` has to stand once in the note, in one line");
        assert!(with("  kees: []\n").contains("kees"));
        let rewrite = "  rewriting: {ruleset: common, poor: p, day: d, rewrites: [{text: t, invents: false, why: w}]}\n";
        assert!(with(rewrite).contains("invents"));
    }
}
