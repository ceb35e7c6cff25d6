//! `notelint man`: the command line → manual pages.

use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;

use super::args::{Cli, ManArgs};
use super::{Status, console};
use crate::source::{path_name, visible};

/// Runs the command.
///
/// # Errors
/// When the pages cannot be written.
pub(super) fn run(args: &ManArgs) -> anyhow::Result<Status> {
    match &args.dir {
        Some(dir) => pages(dir)?,
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page).context("the page cannot be made")?;
            console::print(&String::from_utf8_lossy(&page))?;
        }
    }
    Ok(Status::Clean)
}

/// Writes a page for the program and one for each command.
fn pages(dir: &Path) -> anyhow::Result<()> {
    let shown = visible(&path_name(dir)).into_owned();
    std::fs::create_dir_all(dir)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), dir))
        .with_context(|| format!("{shown}: cannot be written; choose another --dir"))
}
