//! The lexicon's files → what they say, kind by kind, and what is wrong with them, by file and line.

use std::fmt;

use serde::de::DeserializeOwned;

use super::EntryKind;
use super::schema::{ActFile, Lists, OutcomesFile, TimeFile, VagueFile, VerbsFile};
use crate::nearest::{did_you_mean, nearest};

/// A lexicon file: its path below the lexicon's folder, as `activities/fax.yaml`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path, with `/` between its parts.
    pub path: String,
    /// The YAML.
    pub text: String,
}

/// What is wrong with a lexicon file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for LexiconError {}

/// A file of an activity or an intervention.
#[derive(Debug, Clone)]
pub struct Act {
    /// The file's path.
    pub path: String,
    /// Which of the two, by its folder.
    pub kind: EntryKind,
    /// What it says.
    pub file: ActFile,
}

/// The files of activities and interventions that can be read, in order.
pub fn acts(sources: &[Source]) -> Vec<Act> {
    let files = Files::read(sources, &mut Vec::new());
    let act = |(source, kind, file): (&Source, _, _)| Act { path: source.path.clone(), kind, file };
    files.acts.into_iter().map(act).collect()
}

/// One list of one file: whose phrases they are, and where to find them for messages.
pub(super) struct Listed<'f> {
    pub(super) source: &'f Source,
    pub(super) phrases: &'f [String],
}

/// What the files say, kind by kind, in their order.
#[derive(Default)]
pub(super) struct Files<'s> {
    pub(super) acts: Vec<(&'s Source, EntryKind, ActFile)>,
    pub(super) outcomes: Vec<(&'s Source, OutcomesFile)>,
    pub(super) vague: Vec<(&'s Source, VagueFile)>,
    pub(super) verbs: Vec<(&'s Source, VerbsFile)>,
    pub(super) times: Vec<(&'s Source, TimeFile)>,
    pub(super) people: Vec<(&'s Source, Lists)>,
    pub(super) classes: Vec<(&'s Source, Lists)>,
    pub(super) words: Vec<(&'s Source, Lists)>,
    pub(super) groups: Vec<(&'s Source, Lists)>,
    pub(super) cues: Vec<(&'s Source, Lists)>,
    pub(super) headers: Vec<(&'s Source, Lists)>,
    pub(super) sections: Vec<(&'s Source, Lists)>,
    pub(super) programs: Vec<(&'s Source, Lists)>,
    pub(super) circumstances: Vec<(&'s Source, Lists)>,
    pub(super) systems: Vec<(&'s Source, Lists)>,
    pub(super) columns: Vec<(&'s Source, Lists)>,
    pub(super) elements: Vec<(&'s Source, Lists)>,
    pub(super) english: Vec<&'s Source>,
}

/// Reads a file as `T`; a key that stands twice is an error at every depth.
fn parse<T: DeserializeOwned>(source: &Source, errors: &mut Vec<LexiconError>) -> Option<T> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let read = serde_yaml::from_str(text).and_then(|value| {
        // Maps of lists would keep the last of two lists of one name, and lose the other.
        serde_yaml::from_str::<serde_yaml::Value>(text).map(|_| value)
    });
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            let message = what_to_write(&error.to_string());
            // A key that stands twice is told without its place.
            let twice = ["duplicate field `", "duplicate entry with key \""].iter();
            let mut twice = twice.filter_map(|before| message.split_once(before)?.1.split(['`', '"']).next());
            let line = match twice.next() {
                Some(key) => line_of(source, &format!("{key}:"), 2),
                None => error.location().map(|at| at.line()),
            };
            errors.push(LexiconError { file: source.path.clone(), line, message });
            None
        }
    }
}

/// The parser's message, and what to write instead.
fn what_to_write(error: &str) -> String {
    let error = error.split(" at line ").next().unwrap_or(error);
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    if let Some((path, rest)) = error.split_once("unknown field ") {
        let names = quoted(rest);
        let Some((given, keys)) = names.split_first() else { return error.to_owned() };
        let near = did_you_mean(&nearest(given, keys.iter().map(String::as_str)));
        return format!("{path}unknown key `{given}`{near}; the keys are {}", keys.join(", "));
    }
    if let Some((path, rest)) = error.split_once("missing field ") {
        let name = quoted(rest).into_iter().next().unwrap_or_default();
        return format!("{path}`{name}` is missing; add a line `{name}: …`");
    }
    let hint = if error.contains("duplicate") {
        "; a name stands once in a file, join the two"
    } else if error.contains("expected a sequence") {
        "; write a list, as [\"left [a] message\"]"
    } else if error.contains("expected a map") || error.contains("expected struct") {
        "; write `name: …` lines"
    } else {
        "; a phrase with `[`, `{`, `#`, `*`, `&`, `:` or `|` stands in quotes, as \"left [a] message\""
    };
    // serde writes values in quotes, and what was taken for a lexicon file may be a note.
    let shown = match error.contains("invalid type: ") || error.contains("invalid value: ") {
        true => error.split('"').step_by(2).collect::<Vec<_>>().join("…"),
        false => error.to_owned(),
    };
    format!("{shown}{hint}")
}

impl<'s> Files<'s> {
    pub(super) fn read(sources: &'s [Source], errors: &mut Vec<LexiconError>) -> Self {
        let mut files = Self::default();
        for source in sources {
            let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
            let folder = folder.rsplit('/').next().unwrap_or_default();
            let stem = name.trim_end_matches(".yaml").trim_end_matches(".yml");
            let kind = match (folder, stem) {
                ("activities", _) => Some(EntryKind::Activity),
                ("interventions", _) => Some(EntryKind::Intervention),
                ("services", _) => Some(EntryKind::Service),
                _ => None,
            };
            if let Some(kind) = kind {
                if let Some(act) = parse::<ActFile>(source, errors) {
                    files.check_act(source, kind, &act, errors);
                    files.acts.push((source, kind, act));
                }
                continue;
            }
            if name == ENGLISH {
                files.english.push(source);
                continue;
            }
            match stem.split_once('-').map_or(stem, |(first, _)| first) {
                "outcomes" => files.outcomes.extend(parse(source, errors).map(|file| (source, file))),
                "vague" => files.vague.extend(parse(source, errors).map(|file| (source, file))),
                "verbs" => files.verbs.extend(parse(source, errors).map(|file| (source, file))),
                "time" => files.times.extend(parse(source, errors).map(|file| (source, file))),
                "people" => files.people.extend(parse(source, errors).map(|file| (source, file))),
                "classes" => files.classes.extend(parse(source, errors).map(|file| (source, file))),
                "words" => files.words.extend(parse(source, errors).map(|file| (source, file))),
                "groups" => files.groups.extend(parse(source, errors).map(|file| (source, file))),
                "cues" => files.cues.extend(parse(source, errors).map(|file| (source, file))),
                "headers" => files.headers.extend(parse(source, errors).map(|file| (source, file))),
                "sections" => files.sections.extend(parse(source, errors).map(|file| (source, file))),
                "circumstances" => files.circumstances.extend(parse(source, errors).map(|file| (source, file))),
                "systems" => files.systems.extend(parse(source, errors).map(|file| (source, file))),
                "programs" => files.programs.extend(parse(source, errors).map(|file| (source, file))),
                "columns" => files.columns.extend(parse(source, errors).map(|file| (source, file))),
                "elements" => files.elements.extend(parse(source, errors).map(|file| (source, file))),
                _ => errors.push(LexiconError {
                    file: source.path.clone(),
                    line: None,
                    message: "not a file that notelint knows; activities stand in `activities/`, interventions in \
                              `interventions/`, other services in `services/`, payers in `rulesets/`, and `context/` holds \
                              circumstances, classes, columns, cues, elements, groups, headers, outcomes, people, programs, sections, \
                              systems, time, vague, verbs, words"
                        .to_owned(),
                }),
            }
        }
        files
    }

    /// Checks an act's file. One that adds to an act of an earlier file may leave out all but the name.
    fn check_act(&self, source: &Source, kind: EntryKind, act: &ActFile, errors: &mut Vec<LexiconError>) {
        let mut wrong = |needle: &str, message: String| {
            errors.push(LexiconError {
                file: source.path.clone(),
                line: line_of(source, needle, 1),
                message,
            });
        };
        let name = &act.name;
        let earlier = self.acts.iter().find(|(_, other, file)| *other == kind && file.name == *name);
        if let Some((first, ..)) = earlier {
            let code = self
                .acts
                .iter()
                .find(|(_, _, file)| file.name == *name)
                .and_then(|(.., file)| file.code.as_ref());
            if let (Some(given), Some(code)) = (&act.code, code)
                && given != code
            {
                wrong(
                    "code:",
                    format!("`{name}` has the code {code} in {}; write that or leave it out", first.path),
                );
            }
        } else {
            match (kind == EntryKind::Intervention, &act.code) {
                (false, None) => wrong("name:", format!("`{name}` has no `code`; write `code: ZZ001`")),
                (true, Some(_)) => {
                    wrong("code:", "an intervention has no `code`; leave the line out".to_owned());
                }
                _ => {}
            }
            for (key, text) in [("summary", &act.summary), ("why", &act.why)] {
                if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                    wrong("name:", format!("`{name}` has no `{key}`; add a line `{key}: …`"));
                }
            }
        }
        let lists = [&act.phrases, &act.nouns, &act.states, &act.means, &act.not];
        if lists.iter().all(|list| list.is_empty()) {
            wrong("name:", format!("`{name}` has no phrases; write them under `phrases:`"));
        }
    }

    /// Every list that is written in the phrase language.
    pub(super) fn all_lists(&self) -> Vec<Listed<'_>> {
        let mut lists: Vec<Listed<'_>> = Vec::new();
        for (source, _, act) in &self.acts {
            for phrases in [&act.phrases, &act.nouns, &act.states, &act.means, &act.not] {
                lists.push(Listed { source, phrases });
            }
        }
        for (source, file) in &self.outcomes {
            for phrases in [&file.attempt, &file.failed, &file.absent, &file.reached, &file.message] {
                lists.push(Listed { source, phrases });
            }
        }
        lists.extend(self.vague.iter().map(|(source, file)| Listed { source, phrases: &file.phrases }));
        for (source, file) in &self.times {
            for phrases in [&file.vague, &file.not_before, &file.not_after] {
                lists.push(Listed { source, phrases });
            }
        }
        for (source, file) in self
            .people
            .iter()
            .chain(&self.classes)
            .chain(&self.cues)
            .chain(&self.programs)
            .chain(&self.circumstances)
            .chain(&self.systems)
        {
            lists.extend(file.values().map(|phrases| Listed { source, phrases }));
        }
        lists
    }
}

/// The line, from 1, of the `nth` item or key that is `needle`, else of the last line that holds it.
pub fn line_of(source: &Source, needle: &str, nth: usize) -> Option<usize> {
    let is_it = |line: &str| {
        let item = line.trim().trim_start_matches("- ").trim_start();
        let item = item.strip_prefix(['"', '\'']).unwrap_or(item);
        item.strip_prefix(needle).is_some_and(|rest| needle.ends_with(':') || matches!(rest, "" | "\"" | "'"))
    };
    let numbered = || source.text.lines().enumerate().map(|(i, line)| (i + 1, line));
    let exact = numbered().filter(|(_, line)| is_it(line)).nth(nth.saturating_sub(1));
    let found = exact.or_else(|| numbered().filter(|(_, line)| line.contains(needle)).take(nth).last());
    found.map(|(line, _)| line)
}

/// The file of English words, one a line, that are never another word mistyped.
pub const ENGLISH: &str = "english.txt";

pub(super) fn english_words(source: &Source) -> impl Iterator<Item = &str> {
    source.text.lines().map(str::trim).filter(|line| !line.starts_with('#'))
}
