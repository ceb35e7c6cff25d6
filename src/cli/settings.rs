//! Flags, environment and `notelint.yaml` → the settings in force for a folder, and a linter for each distinct setting.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;

use super::args::{ConfigArgs, OwnArgs, PayerArgs, ReportArgs, WantedArgs};
use super::config_file;
use crate::circumstances::Program;
use crate::diagnostic::{Confidence, Severity};
use crate::lexicon::Field;
use crate::linter::{Config, ConfigError, Linter};
use crate::report::Format;
use crate::source::walk::CONFIG_NAME;
use crate::source::{path_name, visible};

/// The least severity that makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    pub(super) const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Note, Self::Never];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Never => "never",
        }
    }

    /// Whether a finding of this severity counts.
    pub(super) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// From which likeness a note is a copy: thousandths, so that recipes can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Likeness(u16);

impl Likeness {
    /// From a part of the whole; `None` where it is not from 0.5 to 1.
    pub(super) fn new(part: f64) -> Option<Self> {
        (0.5..=1.0).contains(&part).then(|| Self((part * 1000.0).round() as u16))
    }

    pub(super) fn part(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// What is in force for a file, or for the files of a folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) fail_on: Option<FailOn>,
    pub(super) format: Option<Format>,
    pub(super) linter: Recipe,
    pub(super) origin: Origin,
    /// What else the configuration file says for some files.
    pub(super) overrides: Arc<Vec<PathOverride>>,
    /// The folder of the configuration file.
    pub(super) folder: PathBuf,
    /// The configuration file.
    pub(super) file: Option<PathBuf>,
}

/// What a linter is made from; folders with equal recipes share one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Recipe {
    pub(super) ruleset: Option<String>,
    pub(super) programs: Vec<Program>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) min_confidence: Option<Confidence>,
    pub(super) severity: Vec<(String, Severity)>,
    pub(super) lexicons: Vec<PathBuf>,
    pub(super) header_aliases: Vec<(Field, Vec<String>)>,
    pub(super) staff_names: Vec<String>,
    pub(super) likeness: Option<Likeness>,
}

impl Settings {
    pub(super) fn ruleset(&self) -> &str {
        self.linter.ruleset.as_deref().unwrap_or("common")
    }

    pub(super) fn fail_on(&self) -> FailOn {
        self.fail_on.unwrap_or(FailOn::Warning)
    }

    /// Whether an override of the configuration file is for this file.
    pub(super) fn is_for(&self, part: &PathOverride, file: &Path) -> bool {
        let file = absolute(file);
        part.globs.is_match(file.strip_prefix(&self.folder).unwrap_or(&file))
    }

    /// Which of the overrides are for this file.
    fn overrides_of(&self, file: &Path) -> Vec<usize> {
        let overrides = self.overrides.iter().enumerate();
        overrides.filter(|(_, part)| self.is_for(part, file)).map(|(place, _)| place).collect()
    }
}

/// Where settings were said: "--ruleset", "NOTELINT_RULESET", "notes/notelint.yaml:3".
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    pub(super) ruleset: String,
    pub(super) programs: String,
    pub(super) select: String,
    pub(super) ignore: String,
    pub(super) min_confidence: String,
    pub(super) likeness: String,
    pub(super) severity: String,
    pub(super) fail_on: String,
    pub(super) format: String,
    pub(super) lexicons: String,
    pub(super) header_aliases: String,
    pub(super) staff_names: String,
}

/// What a configuration file says for some files.
#[derive(Debug)]
pub(super) struct PathOverride {
    /// The patterns of their paths.
    pub(super) paths: Vec<String>,
    pub(super) globs: GlobSet,
    pub(super) said: Said,
    /// Where it stands.
    pub(super) place: String,
}

/// What a configuration file, or an override in it, says. What it leaves out is empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) ruleset: Option<String>,
    pub(super) programs: Vec<Program>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) min_confidence: Option<Confidence>,
    pub(super) severity: Vec<(String, Severity)>,
    pub(super) fail_on: Option<FailOn>,
    pub(super) staff_names: Vec<String>,
    /// Where it says so.
    pub(super) from: Origin,
}

impl Said {
    /// Puts what is said in the place of what was in force.
    pub(super) fn apply(&self, settings: &mut Settings) {
        let Settings { linter, origin, .. } = settings;
        if self.ruleset.is_some() {
            linter.ruleset.clone_from(&self.ruleset);
            origin.ruleset.clone_from(&self.from.ruleset);
        }
        if self.min_confidence.is_some() {
            linter.min_confidence = self.min_confidence;
            origin.min_confidence.clone_from(&self.from.min_confidence);
        }
        if self.fail_on.is_some() {
            settings.fail_on = self.fail_on;
            origin.fail_on.clone_from(&self.from.fail_on);
        }
        replace(&mut linter.programs, &self.programs, &mut origin.programs, &self.from.programs);
        replace(&mut linter.select, &self.select, &mut origin.select, &self.from.select);
        replace(&mut linter.ignore, &self.ignore, &mut origin.ignore, &self.from.ignore);
        replace(&mut linter.staff_names, &self.staff_names, &mut origin.staff_names, &self.from.staff_names);
        if !self.severity.is_empty() {
            // Names stand for themselves: those of an override are added to those of the whole file.
            linter.severity.retain(|(rule, _)| !self.severity.iter().any(|(said, _)| said == rule));
            linter.severity.extend(self.severity.iter().cloned());
            origin.severity.clone_from(&self.from.severity);
        }
    }
}

/// Puts a list, and where it was said, in the place of another, unless it is empty.
fn replace<T: Clone>(list: &mut Vec<T>, said: &[T], origin: &mut String, from: &str) {
    if !said.is_empty() {
        *list = said.to_vec();
        from.clone_into(origin);
    }
}

/// A path from the root, without `..`, so that the folders above it are those it lies in.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let climbs = path.components().any(|part| part == std::path::Component::ParentDir);
    let resolved = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if climbs => folder.canonicalize().map(|folder| folder.join(name)),
        _ if climbs => path.canonicalize(),
        _ => std::path::absolute(path),
    };
    resolved.or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// What the command line and the environment say; they go before any file.
#[derive(Debug, Clone, Default)]
pub(super) struct Overrides {
    fail_on: Option<FailOn>,
    format: Option<Format>,
    select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    min_confidence: Option<Confidence>,
    likeness: Option<Likeness>,
    ruleset: Option<String>,
    programs: Option<Vec<Program>>,
    lexicons: Option<Vec<PathBuf>>,
    file: Search,
}

/// Which configuration file is read.
#[derive(Debug, Clone, Default)]
enum Search {
    #[default]
    Upward,
    File(PathBuf),
    None,
}

impl From<&OwnArgs> for Overrides {
    fn from(args: &OwnArgs) -> Self {
        let file = match &args.config {
            _ if args.no_config => Search::None,
            Some(path) if !path.as_os_str().is_empty() => Search::File(path.clone()),
            _ => Search::Upward,
        };
        let lexicons = args.lexicons.clone().map(|mut folders| {
            folders.retain(|folder| !folder.as_os_str().is_empty());
            folders
        });
        Self { lexicons, file, ..Self::default() }
    }
}

impl From<&ConfigArgs> for Overrides {
    fn from(args: &ConfigArgs) -> Self {
        Self { programs: args.program.clone(), likeness: args.likeness, ..Self::from(&args.own) }
            .with_payer(&args.payer)
    }
}

impl Overrides {
    /// With what the command line says of the findings that are wanted.
    pub(super) fn with_wanted(mut self, args: &WantedArgs) -> Self {
        self.select.clone_from(&args.select);
        self.ignore.clone_from(&args.ignore);
        self.min_confidence = args.min_confidence;
        self
    }

    /// With what the command line says of the report.
    pub(super) fn with_report(mut self, args: &ReportArgs) -> Self {
        (self.fail_on, self.format) = (args.fail_on, args.format);
        self
    }

    /// With the ruleset of the command line. A variable that is set to nothing says nothing.
    pub(super) fn with_payer(mut self, args: &PayerArgs) -> Self {
        self.ruleset = args.ruleset.clone().filter(|id| !id.is_empty());
        self
    }

    /// With no configuration file but one that is given by name.
    pub(super) fn only_given(mut self) -> Self {
        if matches!(self.file, Search::Upward) {
            self.file = Search::None;
        }
        self
    }
}

/// The settings and the linter of a command that reads no notes: those of the folder we are in.
///
/// # Errors
/// As [`Loader::settings`] and [`Loader::linter`].
pub(super) fn here(overrides: Overrides) -> anyhow::Result<(Arc<Settings>, Arc<Linter>)> {
    let mut loader = Loader::new(overrides);
    let settings = loader.settings(Path::new(".")).map_err(anyhow::Error::msg)?;
    let linter = loader.linter(&settings).map_err(anyhow::Error::msg)?;
    Ok((settings, linter))
}

/// Settings by folder and linters by settings, each made once.
#[derive(Debug)]
pub(super) struct Loader {
    overrides: Overrides,
    folders: HashMap<PathBuf, Option<PathBuf>>,
    files: HashMap<PathBuf, Result<Settings, String>>,
    /// Settings by the configuration file and its overrides that are in force.
    made: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Settings>>,
    linters: HashMap<Recipe, Result<Arc<Linter>, String>>,
}

impl Loader {
    /// Starts with what goes before any file.
    pub(super) fn new(overrides: Overrides) -> Self {
        Self {
            overrides,
            folders: HashMap::new(),
            files: HashMap::new(),
            made: HashMap::new(),
            linters: HashMap::new(),
        }
    }

    /// The settings for files that stand in `folder`, where nothing is said for some of them alone.
    ///
    /// # Errors
    /// When the configuration file in force is wrong: a message that names it, its line, and what to write.
    pub(super) fn settings(&mut self, folder: &Path) -> Result<Arc<Settings>, String> {
        let file = self.config_of(folder);
        self.in_force(file, Vec::new())
    }

    /// The settings for a file.
    ///
    /// # Errors
    /// As [`Self::settings`].
    pub(super) fn settings_of(&mut self, file: &Path) -> Result<Arc<Settings>, String> {
        let config = self.config_of(file.parent().unwrap_or(Path::new("")));
        let settings = self.in_force(config.clone(), Vec::new())?;
        match settings.overrides_of(file) {
            overrides if overrides.is_empty() => Ok(settings),
            overrides => self.in_force(config, overrides),
        }
    }

    /// What is in force where the configuration file is wrong, for the report that says so.
    pub(super) fn without_file(&self) -> Arc<Settings> {
        let mut settings = Settings::default();
        self.overrides.apply(&mut settings);
        Arc::new(settings)
    }

    /// The configuration file for a folder.
    fn config_of(&mut self, folder: &Path) -> Option<PathBuf> {
        match &self.overrides.file {
            Search::None => None,
            Search::File(path) => Some(path.clone()),
            Search::Upward => self.upward(&absolute(folder)),
        }
    }

    fn upward(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let path = folder.join(CONFIG_NAME);
        let found = if path.is_file() { Some(path) } else { folder.parent().and_then(|up| self.upward(up)) };
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }

    /// What a configuration file says, with some of its overrides, under what goes before any file.
    fn in_force(&mut self, config: Option<PathBuf>, overrides: Vec<usize>) -> Result<Arc<Settings>, String> {
        let key = (config, overrides);
        if let Some(known) = self.made.get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut settings = match &key.0 {
            None => Settings::default(),
            Some(path) => {
                self.files.entry(path.clone()).or_insert_with(|| config_file::read(path)).clone()?
            }
        };
        settings.file.clone_from(&key.0);
        let parts = Arc::clone(&settings.overrides);
        for part in key.1.iter().filter_map(|&place| parts.get(place)) {
            part.said.apply(&mut settings);
        }
        self.overrides.apply(&mut settings);
        let settings = Arc::new(settings);
        self.made.insert(key, Arc::clone(&settings));
        Ok(settings)
    }

    /// The linter for these settings.
    ///
    /// # Errors
    /// When there is no such ruleset or rule, or a lexicon folder is wrong: a message that says where it was asked for.
    pub(super) fn linter(&mut self, settings: &Settings) -> Result<Arc<Linter>, String> {
        if let Some(known) = self.linters.get(&settings.linter) {
            return known.clone();
        }
        let result = make_linter(settings).map(Arc::new);
        self.linters.insert(settings.linter.clone(), result.clone());
        result
    }
}

impl Overrides {
    fn apply(&self, settings: &mut Settings) {
        let Settings { linter, origin, .. } = settings;
        if let Some(ruleset) = &self.ruleset {
            linter.ruleset = Some(ruleset.clone());
            origin.ruleset = given_as("--ruleset");
        }
        if let Some(programs) = &self.programs {
            linter.programs.clone_from(programs);
            origin.programs = given_as("--program");
        }
        if let Some(lexicons) = &self.lexicons {
            linter.lexicons.clone_from(lexicons);
            origin.lexicons = given_as("--lexicons");
        }
        let listed = |names: &[String]| names.iter().filter(|name| !name.is_empty()).cloned().collect();
        if let Some(select) = &self.select {
            linter.select = listed(select);
            origin.select = given_as("--select");
        }
        if let Some(ignore) = &self.ignore {
            linter.ignore = listed(ignore);
            origin.ignore = given_as("--ignore");
        }
        if self.fail_on.is_some() {
            settings.fail_on = self.fail_on;
            origin.fail_on = given_as("--fail-on");
        }
        if self.format.is_some() {
            settings.format = self.format;
            origin.format = given_as("--format");
        }
        if self.min_confidence.is_some() {
            linter.min_confidence = self.min_confidence;
            origin.min_confidence = given_as("--min-confidence");
        }
        if self.likeness.is_some() {
            linter.likeness = self.likeness;
            origin.likeness = given_as("--likeness");
        }
    }
}

/// How something was said that goes before any file: with the flag, or else with its variable.
fn given_as(flag: &str) -> String {
    let is_flag =
        |arg: &str| arg.strip_prefix(flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('='));
    let mut args = std::env::args_os().take_while(|arg| arg != "--");
    if args.any(|arg| arg.to_str().is_some_and(is_flag)) { flag.to_owned() } else { env_name(flag) }
}

fn env_name(flag: &str) -> String {
    format!("NOTELINT_{}", flag.trim_start_matches('-').replace('-', "_").to_uppercase())
}

fn make_linter(settings: &Settings) -> Result<Linter, String> {
    let Settings { linter: recipe, origin, .. } = settings;
    let mut lexicons = Vec::new();
    for folder in &recipe.lexicons {
        lexicons.extend(read_lexicons(folder).map_err(|error| format!("{}: {error}", origin.lexicons))?);
    }
    if !recipe.header_aliases.is_empty() {
        lexicons.push(header_file(&recipe.header_aliases));
    }
    let config = Config {
        ruleset: recipe.ruleset.clone().unwrap_or_default(),
        programs: recipe.programs.clone(),
        select: recipe.select.clone(),
        ignore: recipe.ignore.clone(),
        severity: recipe.severity.clone(),
        min_confidence: recipe.min_confidence,
        lexicons,
        staff_names: recipe.staff_names.clone(),
        likeness: recipe.likeness.map(Likeness::part),
    };
    let linter = Linter::new(config).map_err(|error| {
        let from = match &error {
            ConfigError::UnknownRuleset { .. } => &origin.ruleset,
            ConfigError::UnknownRule { given, .. } if recipe.select.contains(given) => &origin.select,
            ConfigError::UnknownRule { given, .. } if recipe.ignore.contains(given) => &origin.ignore,
            ConfigError::UnknownRule { .. } => &origin.severity,
            ConfigError::Lexicon(_) | ConfigError::Ruleset(_) => &origin.lexicons,
        };
        let lines: Vec<String> = error.to_string().lines().map(|line| visible(line).into_owned()).collect();
        let error = lines.join("\n");
        if from.is_empty() { error } else { format!("{from}: {error}") }
    })?;
    for (field, names) in &recipe.header_aliases {
        for name in names {
            let (from, shown) = (&origin.header_aliases, visible(name));
            match linter.lexicon().field(name) {
                Some(known) if known == *field => {}
                Some(known) => {
                    return Err(format!(
                        "{from}: `{shown}` is a name of `{}` already; leave it out",
                        known.name()
                    ));
                }
                None => return Err(format!("{from}: `{shown}` cannot name a field; write it in words")),
            }
        }
    }
    Ok(linter)
}

/// Names of header fields as a lexicon file.
fn header_file(aliases: &[(Field, Vec<String>)]) -> (String, String) {
    let lists: BTreeMap<&str, &Vec<String>> =
        aliases.iter().map(|(field, names)| (field.name(), names)).collect();
    // What is text already is written without an error.
    ("header-aliases/context/headers.yaml".to_owned(), serde_yaml::to_string(&lists).unwrap_or_default())
}

/// Every `.yaml` and `.yml` file under a folder, in sorted order: its name and its text.
///
/// # Errors
/// When the folder or a file cannot be read, or there is none.
pub(super) fn read_lexicons(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let shown = |path: &Path| visible(&path_name(path)).into_owned();
    let mut files = Vec::new();
    for item in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let item = item.map_err(|error| {
            let what = error.io_error().map_or_else(|| "cannot be read".to_owned(), ToString::to_string);
            format!("{}: {what}", shown(error.path().unwrap_or(folder)))
        })?;
        let ending = item.path().extension().and_then(|ending| ending.to_str());
        if item.file_type().is_file() && matches!(ending, Some("yaml" | "yml")) {
            let text = fs::read_to_string(item.path())
                .map_err(|error| format!("{}: cannot be read: {error}", shown(item.path())))?;
            files.push((path_name(item.path()), text));
        }
    }
    if files.is_empty() {
        return Err(format!("{}: no .yaml file in it; name a folder of lexicon files", shown(folder)));
    }
    Ok(files)
}
