//! `notelint lsp`: the language server, with the settings of each folder that is open.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::Status;
use super::args::LspArgs;
use super::baseline::Baseline;
use super::config_file;
use super::settings::{Loader, Overrides, absolute};
use crate::linter::Linter;
use crate::report::Finding;
use crate::report::fingerprint::fingerprint;
use crate::server::{Ended, Root, Workplace, run as serve};
use crate::teaching::{page_markdown, rule_page};

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(args: &LspArgs) -> anyhow::Result<Status> {
    let overrides = Overrides::from(&args.config).with_wanted(&args.wanted);
    let mut workplace = Folders { overrides, baseline: args.baseline.clone(), folders: Vec::new() };
    let ended = serve(io::stdin(), io::stdout().lock(), &mut workplace);
    match ended.context("the editor no longer listens")? {
        Ended::Orderly => Ok(Status::Clean),
        Ended::Abruptly => Ok(Status::Findings),
    }
}

/// The folders that are open, and last what stands outside of them.
struct Folders {
    overrides: Overrides,
    baseline: Option<PathBuf>,
    folders: Vec<Folder>,
}

/// A folder that is open.
struct Folder {
    root: Option<PathBuf>,
    loader: Loader,
    baseline: Option<Baseline>,
    /// Where the baseline is, also where there is none yet.
    baseline_file: Option<PathBuf>,
    /// The files that decide over the notes that were open.
    rules: Vec<PathBuf>,
}

impl Folders {
    /// The place of the innermost folder that a file lies in.
    fn place_of(folders: &[Folder], file: Option<&Path>) -> Option<usize> {
        let depth = |folder: &Folder| match (&folder.root, file) {
            (Some(root), Some(file)) => file.starts_with(root).then(|| root.components().count()),
            (Some(_), None) => None,
            (None, _) => Some(0),
        };
        let within = folders.iter().enumerate().filter_map(|(place, folder)| Some((depth(folder)?, place)));
        within.max().map(|(_, place)| place)
    }

    fn of(&self, file: &Path) -> Option<&Folder> {
        self.folders.get(Self::place_of(&self.folders, Some(file))?)
    }

    /// A folder as it is now.
    fn read(&self, root: &Root, files: &[&PathBuf]) -> Result<Folder, String> {
        let (said, baseline) = config_file::editor(root.settings.clone())?;
        let mut loader = Loader::new(self.overrides.clone().with_editor(said));
        let mut rules = Vec::new();
        let folder = root.folder.as_deref();
        let own = folder.map(|folder| loader.settings(folder));
        let settings: Vec<_> = own
            .into_iter()
            .chain(files.iter().map(|file| loader.settings_of(file)))
            .collect::<Result<_, _>>()?;
        for settings in settings {
            loader.linter(&settings)?;
            let paths = settings.file.iter().chain(&settings.linter.lexicons);
            rules.extend(paths.map(|path| absolute(path)));
        }
        let file = baseline.as_ref().or(self.baseline.as_ref());
        let file = file.map(|file| absolute(&folder.unwrap_or(Path::new("")).join(file)));
        let baseline = file.as_deref().map(Baseline::of_file).transpose()?;
        rules.extend(file.clone());
        rules.sort();
        rules.dedup();
        Ok(Folder { root: root.folder.clone(), loader, baseline, baseline_file: file, rules })
    }
}

impl Workplace for Folders {
    fn reload(&mut self, roots: &[Root], files: &[PathBuf]) -> Vec<String> {
        let (mut errors, mut folders) = (Vec::new(), Vec::<Folder>::new());
        // Which files belong to which folder is known once all folders are.
        let bare = |root: &Root| Folder {
            root: root.folder.clone(),
            loader: Loader::new(self.overrides.clone()),
            baseline: None,
            baseline_file: None,
            rules: Vec::new(),
        };
        let places: Vec<Folder> = roots.iter().map(bare).collect();
        for (place, (root, bare)) in roots.iter().zip(places.iter()).enumerate() {
            let own = |file: &&PathBuf| Self::place_of(&places, Some(file)) == Some(place);
            let own: Vec<&PathBuf> = files.iter().filter(own).collect();
            match self.read(root, &own) {
                Ok(folder) => folders.push(folder),
                Err(error) => {
                    errors.push(error);
                    let old = self.folders.iter().position(|old| old.root == bare.root);
                    folders.extend(old.map(|old| self.folders.swap_remove(old)));
                }
            }
        }
        self.folders = folders;
        errors
    }

    fn linter(&mut self, file: Option<&Path>) -> Result<Arc<Linter>, String> {
        let place = Self::place_of(&self.folders, file);
        let Some(folder) = place.and_then(|place| self.folders.get_mut(place)) else {
            return Err("nothing is checked before the configuration is right".to_owned());
        };
        let settings = match file {
            Some(file) => folder.loader.settings_of(file)?,
            None => folder.loader.settings(Path::new("."))?,
        };
        folder.loader.linter(&settings)
    }

    fn rules(&self) -> Vec<PathBuf> {
        self.folders.iter().flat_map(|folder| folder.rules.iter().cloned()).collect()
    }

    fn page(&self, linter: &Linter, code: &str) -> Option<String> {
        Some(page_markdown(&rule_page(linter, code).ok()??))
    }

    fn fingerprint(&self, file: &Path, finding: &Finding) -> Option<String> {
        let baseline = self.of(file)?.baseline.as_ref()?;
        Some(fingerprint(&baseline.name_of(file), finding))
    }

    fn knows(&self, file: &Path, finding: &Finding) -> bool {
        let baseline = self.of(file).and_then(|folder| folder.baseline.as_ref());
        baseline.is_some_and(|baseline| baseline.knows(file, finding))
    }

    fn add(&mut self, file: &Path, finding: &Finding) -> Result<(), String> {
        let path = self.of(file).and_then(|folder| folder.baseline_file.as_deref());
        let path = path.ok_or("there is no baseline; name one in the editor's setting notelint.baseline")?;
        // Others may have written it since it was read.
        Baseline::of_file(path)?.add(file, finding)
    }
}
