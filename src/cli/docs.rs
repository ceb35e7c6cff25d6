//! `notelint docs`: the catalogue as a site.

use std::fs;

use anyhow::Context;

use super::args::DocsArgs;
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::source::{path_name, visible};
use crate::teaching::site;

/// Runs the command.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn run(args: &DocsArgs) -> anyhow::Result<Status> {
    let (_, linter) = here(Overrides::from(&args.own))?;
    let files = site(&linter).context("the site cannot be made")?;
    let shown = || visible(&path_name(&args.output)).into_owned();
    for file in &files {
        let path = args.output.join(&file.path);
        let written =
            path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, &file.text));
        written.with_context(|| {
            format!("{}: {} cannot be written; choose another --output", shown(), file.path)
        })?;
    }
    console::note(&format!("wrote {} pages; open {}/index.html", files.len(), shown()));
    Ok(Status::Clean)
}
