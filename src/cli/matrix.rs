//! `notelint matrix`: activities down, payers across, verdicts in the cells.

use super::args::{MatrixArgs, MatrixFormat};
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::ruleset::show;

/// Runs the command.
///
/// # Errors
/// When the configuration is wrong, or standard output cannot be written.
pub(super) fn run(args: &MatrixArgs) -> anyhow::Result<Status> {
    let (_, linter) = here(Overrides::from(&args.own))?;
    let matrix = show::matrix(linter.rulesets(), linter.lexicon());
    console::print(&match args.format {
        MatrixFormat::Table => matrix.to_table(),
        MatrixFormat::Markdown => matrix.to_markdown(),
        MatrixFormat::Csv => matrix.to_csv(),
        MatrixFormat::Json => matrix.to_json(),
    })?;
    Ok(Status::Clean)
}
