//! What every HTML page has in common, and a rule's page as HTML.

use askama::Template;
use pulldown_cmark::{Event, Parser, html};

use super::page::{Example, RulePage};

include!(concat!(env!("OUT_DIR"), "/hashes.rs"));

const STYLE: &str = include_str!("../../templates/style.css");
const THEME: &str = include_str!("../../templates/theme.js");

/// Head and foot of a page: one style, the scripts, and the policy that lets nothing else in.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// The title.
    pub(crate) title: String,
    /// The content security policy.
    pub(crate) policy: String,
    /// The style.
    pub(crate) style: &'static str,
    /// The scripts.
    pub(crate) scripts: Vec<&'static str>,
    /// What stands before the name of a file of the site: "", or "../" in a folder. `None` outside the site.
    pub(crate) root: Option<&'static str>,
}

impl Shell {
    /// A page with that title, and with a script of its own besides the one that sets light and dark.
    pub(crate) fn new(title: &str, script: Option<(&str, &'static str)>) -> Self {
        let mut allowed = format!("'{}'", hash("theme.js"));
        let mut scripts = vec![THEME];
        if let Some((name, script)) = script {
            allowed.push_str(&format!(" '{}'", hash(name)));
            scripts.push(script);
        }
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src {allowed}; base-uri 'none'; form-action 'none'",
            hash("style.css")
        );
        Self { title: title.to_owned(), policy, style: STYLE, scripts, root: None }
    }

    /// The same in the site.
    pub(crate) fn within(self, root: &'static str) -> Self {
        Self { root: Some(root), ..self }
    }
}

fn hash(name: &str) -> &'static str {
    HASHES.iter().find(|(known, _)| *known == name).map_or("", |(_, hash)| hash)
}

/// Markdown → HTML. Tags in it are shown as they stand.
pub(crate) fn markdown_to_html(text: &str) -> String {
    let events = Parser::new(text).map(|event| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => Event::Text(tag),
        other => other,
    });
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events);
    out
}

/// Words of an example, and whether they are marked.
struct Piece<'a> {
    text: &'a str,
    marked: bool,
}

/// A rule's page.
#[derive(Template)]
#[template(path = "rule.html")]
struct Rule<'a> {
    shell: Shell,
    page: &'a RulePage,
    flags: String,
    why: String,
    instead: String,
    accuracy: String,
    flagged: Vec<Vec<Piece<'a>>>,
    passing: Vec<Vec<Piece<'a>>>,
}

/// A rule's page by itself.
///
/// # Errors
/// When the template fails, which it does not where writing succeeds.
pub fn standalone(page: &RulePage) -> askama::Result<String> {
    rule(page, Shell::new(&title(page), None))
}

pub(super) fn title(page: &RulePage) -> String {
    match &page.code {
        Some(code) => format!("{code} {}", page.name),
        None => page.name.clone(),
    }
}

pub(super) fn rule(page: &RulePage, shell: Shell) -> askama::Result<String> {
    let rule = Rule {
        shell,
        page,
        flags: markdown_to_html(&page.flags),
        why: markdown_to_html(&page.why),
        instead: markdown_to_html(&page.instead),
        accuracy: markdown_to_html(page.accuracy.as_deref().unwrap_or_default()),
        flagged: page.flagged().map(pieces).collect(),
        passing: page.passing().map(pieces).collect(),
    };
    rule.render()
}

fn pieces(example: &Example) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for mark in &example.marks {
        pieces.push(Piece { text: &example.note[done..mark.start], marked: false });
        pieces.push(Piece { text: &example.note[mark.start..mark.end], marked: true });
        done = mark.end;
    }
    pieces.push(Piece { text: &example.note[done..], marked: false });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_shown_and_not_obeyed() {
        assert_eq!(
            markdown_to_html("a *b* <script>x</script>"),
            "<p>a <em>b</em> &lt;script&gt;x&lt;/script&gt;</p>\n"
        );
    }

    #[test]
    fn the_policy_names_what_stands_in_the_page() {
        let shell = Shell::new("t", None);
        assert!(shell.policy.matches("sha256-").count() == 2, "{}", shell.policy);
    }
}
