//! `notelint rulesets`: the payers, and what of their documents no note can show.

use super::args::RulesetsArgs;
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::ruleset::show;

/// Runs the command.
///
/// # Errors
/// When the configuration is wrong, or standard output cannot be written.
pub(super) fn run(args: &RulesetsArgs) -> anyhow::Result<Status> {
    let (_, linter) = here(Overrides::from(&args.own))?;
    let rulesets = linter.rulesets();
    console::print(&match args.uncovered {
        true => show::uncovered(rulesets).to_text(),
        false => show::list(rulesets).to_text(),
    })?;
    Ok(Status::Clean)
}
