//! `notelint explain`: a rule's page, and what each payer says.

use anyhow::Context;

use super::args::{ExplainArgs, ExplainFormat};
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::nearest::{did_you_mean, nearest};
use crate::rules::pages::names;
use crate::ruleset::show::json;
use crate::source::visible;
use crate::teaching::{page_html, page_markdown, page_text, rule_page};

/// Runs the command.
///
/// # Errors
/// When nothing has the code or name.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Status> {
    let (_, linter) = here(Overrides::from(&args.own))?;
    let Some(page) = rule_page(&linter, &args.rule).context("the published figures cannot be read")? else {
        let near = did_you_mean(&nearest(&args.rule, names(linter.lexicon())));
        anyhow::bail!("unknown rule `{}`{near}; `notelint rules` lists them", visible(&args.rule));
    };
    let unmade = "the page cannot be made";
    console::print(&match args.format {
        ExplainFormat::Text => page_text(&page),
        ExplainFormat::Markdown => page_markdown(&page),
        ExplainFormat::Html => page_html(&page).context(unmade)?,
        ExplainFormat::Json => json(&page),
    })?;
    Ok(Status::Clean)
}
