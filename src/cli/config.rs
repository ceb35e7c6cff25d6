//! `notelint config show`: what is in force, and where each value was said; `notelint schema config`: what may stand there.

use std::fmt::Write as _;
use std::path::Path;

use super::args::{ConfigCommand, ConfigShowArgs, SchemaArgs, SchemaKind, ShowConfigArgs};
use super::settings::{Likeness, Loader, Overrides, Settings};
use super::{Status, config_file, console};
use crate::batch::clones::USUAL_LIKENESS;
use crate::circumstances::Program;
use crate::diagnostic::{Confidence, Severity};
use crate::lexicon::Field;
use crate::report::Format;
use crate::source::visible;

/// Runs the command.
///
/// # Errors
/// When the configuration is wrong, or standard output cannot be written.
pub(super) fn run(args: &ShowConfigArgs) -> anyhow::Result<Status> {
    match &args.command {
        ConfigCommand::Show(args) => show(args),
    }
}

/// Prints a schema.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn schema(args: &SchemaArgs) -> anyhow::Result<Status> {
    match args.kind {
        SchemaKind::Config => console::print(&config_file::schema())?,
    }
    Ok(Status::Clean)
}

fn show(args: &ConfigShowArgs) -> anyhow::Result<Status> {
    let overrides = Overrides::from(&args.config).with_wanted(&args.wanted).with_report(&args.report);
    let mut loader = Loader::new(overrides);
    let path = args.path.as_deref().unwrap_or(Path::new("."));
    let settings = if path.is_dir() { loader.settings(path) } else { loader.settings_of(path) };
    let settings = settings.map_err(anyhow::Error::msg)?;
    // Names of rulesets and rules are looked up here as everywhere.
    loader.linter(&settings).map_err(anyhow::Error::msg)?;
    console::print(&table(&settings, path))?;
    Ok(Status::Clean)
}

/// A line for each key: its value, and where it was said.
fn table(settings: &Settings, path: &Path) -> String {
    let Settings { linter, origin, .. } = settings;
    let said = |is_said: bool, from: &str| if is_said { from.to_owned() } else { "default".to_owned() };
    let list = |names: Vec<&str>, none: &str, from: &str| {
        let value = if names.is_empty() { none.to_owned() } else { names.join(", ") };
        (value, said(!names.is_empty(), from))
    };
    let texts = |names: &[String], none: &str, from: &str| {
        list(names.iter().map(String::as_str).collect(), none, from)
    };
    let weights: Vec<String> = linter
        .severity
        .iter()
        .map(|(rule, severity): &(_, Severity)| format!("{rule}: {}", severity.name()))
        .collect();
    let aliases: Vec<String> = linter
        .header_aliases
        .iter()
        .map(|(field, names): &(Field, _)| format!("{}: {}", field.name(), names.join(", ")))
        .collect();
    let folders: Vec<String> = linter.lexicons.iter().map(|folder| config_file::here(folder)).collect();
    let programs = linter.programs.iter().copied().map(Program::name).collect();
    let rows = [
        ("ruleset", (settings.ruleset().to_owned(), said(linter.ruleset.is_some(), &origin.ruleset))),
        ("program", list(programs, "none", &origin.programs)),
        ("select", texts(&linter.select, "what the ruleset has on", &origin.select)),
        ("ignore", texts(&linter.ignore, "none", &origin.ignore)),
        (
            "min-confidence",
            (
                linter.min_confidence.unwrap_or(Confidence::Low).name().to_owned(),
                said(linter.min_confidence.is_some(), &origin.min_confidence),
            ),
        ),
        (
            "likeness",
            (
                linter.likeness.map_or(USUAL_LIKENESS, Likeness::part).to_string(),
                said(linter.likeness.is_some(), &origin.likeness),
            ),
        ),
        ("severity", texts(&weights, "the ruleset's", &origin.severity)),
        (
            "fail-on",
            (settings.fail_on().name().to_owned(), said(settings.fail_on.is_some(), &origin.fail_on)),
        ),
        (
            "format",
            (
                settings.format.unwrap_or(Format::Pretty).name().to_owned(),
                said(settings.format.is_some(), &origin.format),
            ),
        ),
        ("lexicons", texts(&folders, "those built in", &origin.lexicons)),
        ("header-aliases", texts(&aliases, "none", &origin.header_aliases)),
        ("staff-names", texts(&linter.staff_names, "none", &origin.staff_names)),
    ];
    let width = rows.iter().map(|(_, (value, _))| visible(value).chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    let file = settings.file.as_deref().map_or_else(|| "none".to_owned(), config_file::here);
    // Writing to a string does not fail.
    let _ = writeln!(out, "configuration file: {file}\n");
    for (key, (value, from)) in &rows {
        let _ = writeln!(out, "{key:<14}  {:<width$}  {}", visible(value), visible(from));
    }
    for part in &*settings.overrides {
        let holds = if settings.is_for(part, path) { "in force" } else { "for other files" };
        let _ = writeln!(
            out,
            "overrides       {}  {}  {}",
            visible(&part.paths.join(", ")),
            visible(&part.place),
            holds
        );
    }
    out
}
