//! `notelint lexicon`: what is wrong with lexicon files, whether their examples hold, and their schema.

use super::args::{LexiconArgs, LexiconCommand, LexiconDirs};
use super::settings::read_lexicons;
use super::{Status, console};

/// Runs the command.
///
/// # Errors
/// When a folder cannot be read or holds no lexicon file.
pub(super) fn run(args: &LexiconArgs) -> anyhow::Result<Status> {
    let (text, fine) = match &args.command {
        LexiconCommand::Check(dirs) => check(&files(dirs)?)?,
        LexiconCommand::Test(dirs) => test(&files(dirs)?)?,
        LexiconCommand::Schema => (schema()?, true),
    };
    console::print(&text)?;
    Ok(if fine { Status::Clean } else { Status::Findings })
}

/// The files of the folders named, as name and YAML text; none where the built-in ones are meant.
fn files(dirs: &LexiconDirs) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for dir in &dirs.dirs {
        files.extend(read_lexicons(dir).map_err(anyhow::Error::msg)?);
    }
    Ok(files)
}

/// SEAM: what is wrong with the files, and whether nothing is. No files: the built-in ones.
fn check(_files: &[(String, String)]) -> anyhow::Result<(String, bool)> {
    anyhow::bail!("lexicon files cannot be checked yet")
}

/// SEAM: the outcome of each example (validated, reported, missing, noisy), and whether all are as expected.
fn test(_files: &[(String, String)]) -> anyhow::Result<(String, bool)> {
    anyhow::bail!("lexicon files cannot be tested yet")
}

/// SEAM: the JSON Schema of lexicon files.
fn schema() -> anyhow::Result<String> {
    anyhow::bail!("there is no schema of lexicon files yet")
}
