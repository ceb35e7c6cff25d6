//! What is told of the words under the pointer: the rule, the payer's place, what to write instead.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverContents, Position};

use super::view::{View, markup};
use crate::report::Finding;
use crate::rules::pages;
use crate::span::Span;

/// What is told at a place; nothing where nothing was found.
pub(super) fn hover(view: &View<'_>, position: Position) -> Option<Hover> {
    let offset = view.places.offset(position);
    let found = view.findings(Span::new(offset, offset));
    let first = found.first()?;
    let parts: Vec<String> = found.iter().map(|found| tell(view, found)).collect();
    Some(Hover {
        contents: HoverContents::Markup(markup(view.client.markdown, parts.join("\n---\n\n"))),
        range: Some(view.places.range(first.diagnostic.span)),
    })
}

fn tell(view: &View<'_>, found: &Finding) -> String {
    let finding = &found.diagnostic;
    let page = pages::page(view.linter.lexicon(), &finding.code);
    let bold = |words: &str| if view.client.markdown { format!("**{words}**") } else { words.to_owned() };
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{}: {}\n\n{} ({}; {})\n",
        bold(&format!("{} {}", finding.code, finding.name)),
        finding.message,
        finding.label,
        finding.severity.name(),
        finding.ruleset
    );
    for cited in &finding.citations {
        let _ = writeln!(text, "- {}, {}: {}", bold(&cited.ruleset), cited.place, cited.text);
    }
    if !finding.citations.is_empty() {
        text.push('\n');
    }
    for help in &finding.help {
        let _ = writeln!(text, "{help}\n");
    }
    let instead = page.and_then(|page| instead(&page.text?).map(str::to_owned));
    if let Some(instead) = instead.filter(|instead| !finding.help.contains(instead)) {
        let _ = writeln!(text, "{}: {instead}", bold("Instead"));
    }
    text
}

/// What a page says to write instead.
fn instead(page: &str) -> Option<&str> {
    let (_, instead) = page.split_once("## Instead\n")?;
    Some(instead.split("\n## ").next().unwrap_or(instead).trim()).filter(|instead| !instead.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_write_instead_ends_with_its_section() {
        assert_eq!(instead("## Why\n\nx\n\n## Instead\n\nWrite it.\n\n## More\n\ny\n"), Some("Write it."));
        assert_eq!(instead("## Why\n\nx\n"), None);
        assert_eq!(instead("## Instead\n\n"), None);
    }
}
