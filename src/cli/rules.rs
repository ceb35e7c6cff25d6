//! `notelint rules`: what is looked for, one rule a line.

use super::args::RulesArgs;
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::rules::RULES;
use crate::ruleset::show;

/// Runs the command.
///
/// # Errors
/// When the configuration is wrong, or standard output cannot be written.
pub(super) fn run(args: &RulesArgs) -> anyhow::Result<Status> {
    let (settings, linter) = here(Overrides::from(&args.own).with_payer(&args.payer))?;
    let implemented: Vec<&str> = RULES.iter().map(|rule| rule.code()).collect();
    let table = show::rules(linter.rulesets(), settings.ruleset(), linter.lexicon(), &implemented);
    console::print(&table.map(|table| table.to_text()).unwrap_or_default())?;
    Ok(Status::Clean)
}
