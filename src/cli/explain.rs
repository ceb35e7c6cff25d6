//! `notelint explain`: a rule's page, and what each payer says.

use anyhow::Context;

use super::args::ExplainArgs;
use super::settings::{Overrides, here};
use super::{Status, console};
use crate::evaluation::published::Published;
use crate::linter::Linter;
use crate::nearest::{did_you_mean, nearest};
use crate::rules::pages::{Page, names, page};
use crate::ruleset::show::explain_verdicts;
use crate::source::visible;

/// Runs the command.
///
/// # Errors
/// When nothing has the code or name.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Status> {
    let (_, linter) = here(Overrides::from(&args.own))?;
    let Some(page) = page(linter.lexicon(), &args.rule) else {
        let near = did_you_mean(&nearest(&args.rule, names(linter.lexicon())));
        anyhow::bail!("unknown rule `{}`{near}; `notelint rules` lists them", visible(&args.rule));
    };
    console::print(&told(&page, &linter)?)?;
    Ok(Status::Clean)
}

/// A page with how often it is right and what each payer says.
///
/// # Errors
/// When the published figures cannot be read.
pub(super) fn told(page: &Page, linter: &Linter) -> anyhow::Result<String> {
    let verdicts = explain_verdicts(linter.rulesets(), linter.lexicon(), &page.name);
    let accuracy = match page.code.as_str() {
        "" => None,
        code => Some(Published::read().context("the published figures cannot be read")?.tell(code)),
    };
    Ok(explained(page, accuracy.as_deref(), &verdicts))
}

fn explained(page: &Page, accuracy: Option<&str>, verdicts: &str) -> String {
    let code = if page.code.is_empty() { "intervention" } else { &page.code };
    let text = page.text.as_deref().unwrap_or("notelint does not look for this yet.");
    let title = format!("{code} {}: {}", page.name, page.summary);
    let accuracy = accuracy
        .map_or_else(String::new, |told| format!("\n\n## How often it is right\n\n{}", told.trim_end()));
    format!("{title}\n\n{}{accuracy}\n\n## What the payers say\n\n{}\n", text.trim(), verdicts.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_with_what_each_payer_says() {
        let page = |text: Option<&str>| Page {
            code: "NB301".to_owned(),
            name: "fax".to_owned(),
            summary: "faxing".to_owned(),
            text: text.map(str::to_owned),
        };
        assert_eq!(
            explained(&page(Some("## Why\n\nIt is.\n")), Some("- 20 cases.\n"), "il-rule132: non-billable\n"),
            "NB301 fax: faxing\n\n## Why\n\nIt is.\n\n## How often it is right\n\n- 20 cases.\n\n## What the payers say\n\nil-rule132: non-billable\n"
        );
        assert!(explained(&page(None), None, "").contains("does not look for this yet"));
    }
}
