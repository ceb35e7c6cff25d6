//! Flags, environment and `notelint.yaml` → the settings in force for a folder, and a linter for each distinct setting.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ConfigArgs, OwnArgs, PayerArgs};
use super::config_file;
use crate::circumstances::Program;
use crate::diagnostic::Severity;
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

    fn part(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// What is in force for a folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) fail_on: Option<FailOn>,
    pub(super) format: Option<Format>,
    pub(super) linter: Recipe,
    pub(super) origin: Origin,
}

/// What a linter is made from; folders with equal recipes share one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Recipe {
    pub(super) ruleset: Option<String>,
    pub(super) programs: Vec<Program>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) lexicons: Vec<PathBuf>,
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
}

/// Where the linter's settings were said, for messages: "--ruleset", "notes/notelint.yaml:3".
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    pub(super) ruleset: String,
    pub(super) select: String,
    pub(super) ignore: String,
    pub(super) lexicons: String,
}

/// What the command line and the environment say; they go before any file.
#[derive(Debug, Clone, Default)]
pub(super) struct Overrides {
    pub(super) fail_on: Option<FailOn>,
    pub(super) format: Option<Format>,
    pub(super) select: Option<Vec<String>>,
    pub(super) ignore: Option<Vec<String>>,
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
    folders: HashMap<PathBuf, Result<Arc<Settings>, String>>,
    files: HashMap<PathBuf, Result<Arc<Settings>, String>>,
    linters: HashMap<Recipe, Result<Arc<Linter>, String>>,
}

impl Loader {
    /// Starts with what goes before any file.
    pub(super) fn new(overrides: Overrides) -> Self {
        Self { overrides, folders: HashMap::new(), files: HashMap::new(), linters: HashMap::new() }
    }

    /// The settings for files that stand in `folder`.
    ///
    /// # Errors
    /// When the configuration file in force is wrong: a message that names it, its line, and what to write.
    pub(super) fn settings(&mut self, folder: &Path) -> Result<Arc<Settings>, String> {
        match self.overrides.file.clone() {
            Search::None => self.file(None),
            Search::File(path) => self.file(Some(&path)),
            Search::Upward => {
                let folder =
                    std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
                        .unwrap_or_else(|_| folder.to_owned());
                self.upward(&folder)
            }
        }
    }

    /// What is in force where the configuration file is wrong, for the report that says so.
    pub(super) fn without_file(&self) -> Arc<Settings> {
        let mut settings = Settings::default();
        self.overrides.apply(&mut settings);
        Arc::new(settings)
    }

    fn upward(&mut self, folder: &Path) -> Result<Arc<Settings>, String> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let path = folder.join(CONFIG_NAME);
        let result = if path.is_file() {
            self.file(Some(&path))
        } else if let Some(parent) = folder.parent() {
            self.upward(parent)
        } else {
            self.file(None)
        };
        self.folders.insert(folder.to_owned(), result.clone());
        result
    }

    fn file(&mut self, path: Option<&Path>) -> Result<Arc<Settings>, String> {
        let key = path.unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.files.get(&key) {
            return known.clone();
        }
        let result = path.map_or_else(|| Ok(Settings::default()), config_file::read).map(|mut settings| {
            self.overrides.apply(&mut settings);
            Arc::new(settings)
        });
        self.files.insert(key, result.clone());
        result
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
        let from = |flag: &str| format!("{flag} or {}", env_name(flag));
        if let Some(ruleset) = &self.ruleset {
            linter.ruleset = Some(ruleset.clone());
            origin.ruleset = from("--ruleset");
        }
        if let Some(programs) = &self.programs {
            linter.programs.clone_from(programs);
        }
        if let Some(lexicons) = &self.lexicons {
            linter.lexicons.clone_from(lexicons);
            origin.lexicons = from("--lexicons");
        }
        let listed = |names: &[String]| names.iter().filter(|name| !name.is_empty()).cloned().collect();
        if let Some(select) = &self.select {
            linter.select = listed(select);
            origin.select = from("--select");
        }
        if let Some(ignore) = &self.ignore {
            linter.ignore = listed(ignore);
            origin.ignore = from("--ignore");
        }
        linter.likeness = self.likeness.or(linter.likeness);
        settings.fail_on = self.fail_on.or(settings.fail_on);
        settings.format = self.format.or(settings.format);
    }
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
    let config = Config {
        ruleset: recipe.ruleset.clone().unwrap_or_default(),
        programs: recipe.programs.clone(),
        select: recipe.select.clone(),
        ignore: recipe.ignore.clone(),
        lexicons,
        staff_names: recipe.staff_names.clone(),
        likeness: recipe.likeness.map(Likeness::part),
    };
    Linter::new(config).map_err(|error| {
        let from = match &error {
            ConfigError::UnknownRuleset { .. } => &origin.ruleset,
            ConfigError::UnknownRule { given, .. } if recipe.select.contains(given) => &origin.select,
            ConfigError::UnknownRule { .. } => &origin.ignore,
            ConfigError::Lexicon(_) | ConfigError::Ruleset(_) => &origin.lexicons,
        };
        let error = error.to_string();
        if from.is_empty() { visible(&error).into_owned() } else { format!("{from}: {}", visible(&error)) }
    })
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
