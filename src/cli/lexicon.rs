//! `notelint lexicon`: what is wrong with lexicon files, whether their examples hold, and their schema.

use std::fmt::Write as _;
use std::path::PathBuf;

use schemars::generate::SchemaSettings;
use serde_json::json;

use super::args::{LexiconArgs, LexiconCommand, LexiconDirs};
use super::settings::read_lexicons;
use super::{Status, console};
use crate::evaluation::labels::parse;
use crate::examples::{self, Example, Outcome};
use crate::lexicon::schema::{ActFile, Lists, OutcomesFile, TimeFile, VagueFile, VerbsFile};
use crate::linter::files;
use crate::ruleset::schema::RulesetFile;
use crate::source::{path_name, visible};

/// Runs the command.
///
/// # Errors
/// When a folder cannot be read or holds no lexicon file, or examples cannot be run because a file is wrong.
pub(super) fn run(args: &LexiconArgs) -> anyhow::Result<Status> {
    let (text, fine) = match &args.command {
        LexiconCommand::Check(check) if check.unused => unused(&read(&check.dirs)?, &check.notes)?,
        LexiconCommand::Check(of) => check(&read(&of.dirs)?),
        LexiconCommand::Test(dirs) => test(&read(dirs)?)?,
        LexiconCommand::Schema => (schema(), true),
    };
    console::print(&text)?;
    Ok(if fine { Status::Clean } else { Status::Findings })
}

/// The files of the folders named, as name and YAML text; none where the built-in ones are meant.
fn read(dirs: &LexiconDirs) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for dir in &dirs.dirs {
        files.extend(read_lexicons(dir).map_err(anyhow::Error::msg)?);
    }
    Ok(files)
}

/// What is wrong with the files, a line each, and whether nothing is. No files: the built-in ones.
fn check(own: &[(String, String)]) -> (String, bool) {
    let problems = files::problems(own);
    (problems.iter().map(|problem| format!("{}\n", visible(problem))).collect(), problems.is_empty())
}

/// The phrases that neither an example nor a labelled note of these files needs, a line each, and whether there is none.
fn unused(own: &[(String, String)], notes: &[PathBuf]) -> anyhow::Result<(String, bool)> {
    let mut texts = Vec::new();
    for path in notes {
        let name = path_name(path);
        let text = std::fs::read_to_string(path)
            .map_err(|error| anyhow::anyhow!("{}: cannot be read: {error}", visible(&name)))?;
        for (line, note) in parse(&text).lines {
            let note = note.map_err(|wrong| anyhow::anyhow!("{}:{line}: {wrong}", visible(&name)))?;
            texts.push(note.text);
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let unused =
        files::unused(own, &texts).map_err(|error| anyhow::anyhow!("{}", visible(&error.to_string())))?;
    Ok((
        unused.iter().map(|phrase| format!("{}\n", visible(&phrase.to_string()))).collect(),
        unused.is_empty(),
    ))
}

/// The examples that are not read as their file says and how many are, and whether all are.
fn test(own: &[(String, String)]) -> anyhow::Result<(String, bool)> {
    let (acts, lexicon) =
        files::acts(own).map_err(|error| anyhow::anyhow!("{}", visible(&error.to_string())))?;
    let examples = examples::run(&acts, &lexicon);
    let wrong = |example: &&Example| example.outcome.is_wrong();
    let mut out = String::new();
    for Example { path, sentence, outcome } in examples.iter().filter(wrong) {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}: {}: {}", visible(path), outcome.name(), visible(sentence));
    }
    let count = |outcome| examples.iter().filter(|example| example.outcome == outcome).count();
    let counts: Vec<String> =
        Outcome::ALL.iter().map(|&outcome| format!("{} {}", count(outcome), outcome.name())).collect();
    let _ = writeln!(out, "{} examples: {}", examples.len(), counts.join(", "));
    Ok((out, !examples.iter().any(|example| example.outcome.is_wrong())))
}

/// The JSON Schema of lexicon and ruleset files, in one document: a definition for each kind of file.
fn schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let kinds = [
        generator.subschema_for::<ActFile>(),
        generator.subschema_for::<VerbsFile>(),
        generator.subschema_for::<OutcomesFile>(),
        generator.subschema_for::<VagueFile>(),
        generator.subschema_for::<TimeFile>(),
        generator.subschema_for::<RulesetFile>(),
        generator.subschema_for::<Lists>(),
    ];
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "notelint lexicon files",
        "description": "activities/ and interventions/: ActFile; rulesets/: RulesetFile; context/: VerbsFile, \
                        OutcomesFile, VagueFile, TimeFile, each in the file of its name, else named lists",
        "anyOf": kinds,
        "$defs": generator.take_definitions(true),
    });
    format!("{document:#}\n")
}
