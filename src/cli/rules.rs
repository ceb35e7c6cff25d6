//! `notelint rules`: the rules, one a line.

use super::args::RulesArgs;
use super::catalogue::rules;
use super::matrix::aligned;
use super::{Status, console};

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(_args: &RulesArgs) -> anyhow::Result<Status> {
    let rows = rules()
        .iter()
        .map(|rule| {
            vec![
                rule.code.to_string(),
                rule.name.to_string(),
                rule.default.to_owned(),
                rule.summary.to_string(),
            ]
        })
        .collect::<Vec<_>>();
    console::print(&aligned(&["code", "name", "default", "what it finds"], &rows))?;
    Ok(Status::Clean)
}
