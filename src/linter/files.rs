//! An agency's own files, with those built in → lexicon and rulesets, or everything that is wrong with them.

use std::borrow::Cow;

use super::ConfigError;
use crate::examples;
use crate::lexicon::compile;
use crate::lexicon::files::{self, Act, line_of};
use crate::lexicon::{self, LEXICON, Lexicon, LexiconError, Source, check};
use crate::ruleset::Rulesets;

/// A file: its path as messages name it, and its YAML.
pub type File = (String, String);

/// The built-in lexicon and rulesets with these files added. Those in a folder `rulesets` are rulesets.
///
/// # Errors
/// When a file is wrong: all that is wrong with the lexicon, or with the rulesets.
pub fn compile(files: &[File]) -> Result<(Cow<'static, Lexicon>, Rulesets), ConfigError> {
    let (rulesets, lexicons) = parted(files);
    let lexicon = if lexicons.is_empty() {
        Cow::Borrowed(&LEXICON)
    } else {
        Cow::Owned(lexicon::with_user(&lexicons).map_err(ConfigError::Lexicon)?)
    };
    let rulesets = if rulesets.is_empty() {
        Rulesets::builtin()
    } else {
        let names: Vec<String> = lexicon.entries.iter().map(|entry| entry.name.to_string()).collect();
        Rulesets::with_user(&rulesets, &names).map_err(ConfigError::Ruleset)?
    };
    Ok((lexicon, rulesets))
}

/// Everything that is wrong with these files, each with its place: with no files, with the built-in ones. Also what
/// the program would accept and the rules of the house do not: lists out of order, acts without examples.
pub fn problems(files: &[File]) -> Vec<String> {
    let (rulesets, lexicons) = parted(files);
    let own: Vec<Source> = lexicons.iter().map(source).collect();
    let errors = lexicon::with_user(&lexicons).err().unwrap_or_default();
    let names: Vec<String> = files::acts(&own).into_iter().map(|act| act.file.name).collect();
    let wrong_rulesets = Rulesets::with_user(&rulesets, &names).err().unwrap_or_default();
    let sources = if files.is_empty() { lexicon::builtin_sources().collect() } else { own };
    let told = |found: &LexiconError| errors.iter().any(|e| e.file == found.file && e.line == found.line);
    let untidy: Vec<LexiconError> =
        check::hygiene(&sources).into_iter().filter(|found| !told(found)).collect();
    let problems = errors.iter().chain(&untidy).map(ToString::to_string);
    problems.chain(wrong_rulesets.iter().map(ToString::to_string)).collect()
}

/// The phrases of these files, or of the built-in ones where there are none, that neither an example nor one of these
/// notes needs, each with its place.
///
/// # Errors
/// When a lexicon file is wrong: all that is wrong.
pub fn unused(files: &[File], notes: &[&str]) -> Result<Vec<LexiconError>, ConfigError> {
    let (acts, lexicon) = acts(files)?;
    let own: Vec<Source> = files.iter().map(source).collect();
    let sources = if own.is_empty() { lexicon::builtin_sources().collect() } else { own };
    let unused = examples::unused(&acts, &lexicon, notes.iter().copied());
    let place = |unused: &examples::Unused<'_>| {
        let source = sources.iter().find(|source| source.path == unused.path)?;
        let message = format!("`{}`: no example and no note given needs this phrase", unused.phrase);
        Some(LexiconError { file: source.path.clone(), line: line_of(source, unused.phrase, 1), message })
    };
    Ok(unused.iter().filter_map(place).collect())
}

/// The files of activities and interventions, built-in ones first, and the lexicon made of them.
///
/// # Errors
/// When a lexicon file is wrong: all that is wrong.
pub fn acts(files: &[File]) -> Result<(Vec<Act>, Lexicon), ConfigError> {
    let (_, lexicons) = parted(files);
    let sources: Vec<Source> = lexicon::builtin_sources().chain(lexicons.iter().map(source)).collect();
    let lexicon = compile::compile(&sources).map_err(ConfigError::Lexicon)?;
    Ok((files::acts(&sources), lexicon))
}

fn source((path, text): &File) -> Source {
    Source { path: path.clone(), text: text.clone() }
}

/// Rulesets, and lexicons.
fn parted(files: &[File]) -> (Vec<File>, Vec<File>) {
    let in_rulesets = |path: &str| path.rsplit(['/', '\\']).nth(1) == Some("rulesets");
    files.iter().cloned().partition(|(path, _)| in_rulesets(path))
}
