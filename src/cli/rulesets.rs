//! `notelint rulesets`: the payers, and what of their documents no note can show.

use super::args::RulesetsArgs;
use super::catalogue::rulesets;
use super::matrix::aligned;
use super::{Status, console};

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(args: &RulesetsArgs) -> anyhow::Result<Status> {
    let rulesets = rulesets();
    let table = if args.uncovered {
        let rows = rulesets.iter().flat_map(|ruleset| {
            ruleset
                .uncovered
                .iter()
                .map(|(place, what)| vec![ruleset.id.to_string(), place.to_string(), what.to_string()])
        });
        aligned(&["ruleset", "place", "what no note can show"], &rows.collect::<Vec<_>>())
    } else {
        let rows = rulesets.iter().map(|ruleset| {
            let inherits = ruleset.inherits.as_deref().unwrap_or("-");
            vec![ruleset.id.to_string(), inherits.to_owned(), ruleset.title.to_string()]
        });
        aligned(&["ruleset", "inherits", "whose document"], &rows.collect::<Vec<_>>())
    };
    console::print(&table)?;
    Ok(Status::Clean)
}
