//! Every rule page, every payer and the matrix → the files of a site that works without a network.

use askama::Template;

use super::html::{Shell, rule, title};
use super::page::{RulePage, rule_pages};
use crate::linter::Linter;
use crate::rules::pages::one_line;
use crate::ruleset::Verdict;
use crate::ruleset::show::{self, Holding, Listed, Matrix, Opinion, UncoveredPlace};

const SEARCH: &str = include_str!("../../templates/search.js");

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path below the site's folder, with `/` between folders.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Why the site cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The figures that are built in are not what they should be.
    #[error("the published figures cannot be read: {0}")]
    Figures(#[from] serde_yaml::Error),
    /// A template fails.
    #[error("a page cannot be made: {0}")]
    Template(#[from] askama::Error),
}

/// A page as lists name it.
struct Entry<'a> {
    page: &'a RulePage,
    href: String,
    /// Its words in lower case, for the search.
    words: String,
}

/// A family of codes.
struct Family {
    prefix: &'static str,
    title: &'static str,
    about: &'static str,
}

const FAMILIES: &[Family] = &[
    Family {
        prefix: "NB",
        title: "Activities that a payer may not pay for",
        about: "Something that staff did: driving, waiting, messages, paperwork.",
    },
    Family { prefix: "DU", title: "Time", about: "The minutes that a note claims, and whether they add up." },
    Family { prefix: "IV", title: "What staff did", about: "Whether the note describes help at all." },
    Family { prefix: "RE", title: "What a note must hold", about: "Dates, names, goals and the like." },
    Family { prefix: "SC", title: "Another service", about: "Real work that belongs under another service." },
    Family { prefix: "XN", title: "Across notes", about: "What only several notes together can show." },
    Family { prefix: "PR", title: "Privacy", about: "Details that should not leave the record system." },
];

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    shell: Shell,
    entries: &'a [Entry<'a>],
    payers: &'a [Listed],
}

struct Group<'a> {
    title: &'a str,
    about: &'a str,
    entries: Vec<&'a Entry<'a>>,
}

#[derive(Template)]
#[template(path = "codes.html")]
struct Codes<'a> {
    shell: Shell,
    groups: Vec<Group<'a>>,
}

#[derive(Template)]
#[template(path = "matrix.html")]
struct MatrixPage<'a> {
    shell: Shell,
    matrix: &'a Matrix,
    entries: &'a [Entry<'a>],
}

impl MatrixPage<'_> {
    fn href(&self, code: &str) -> &str {
        let own = self.entries.iter().find(|entry| entry.page.code.as_deref() == Some(code));
        own.map_or("", |entry| &entry.href)
    }

    fn mark(&self, verdict: &Verdict) -> &'static str {
        match verdict {
            Verdict::Billable => "pays",
            Verdict::Silent => "silent",
            Verdict::Conditional => "depends",
            Verdict::NonBillable => "does not pay",
        }
    }
}

/// A page under one payer.
struct Judged<'a> {
    entry: &'a Entry<'a>,
    cases: &'a [Holding],
}

struct Section<'a> {
    title: &'static str,
    about: &'static str,
    class: &'static str,
    judged: Vec<Judged<'a>>,
}

#[derive(Template)]
#[template(path = "payer.html")]
struct Payer<'a> {
    shell: Shell,
    listed: &'a Listed,
    sections: Vec<Section<'a>>,
    uncovered: Vec<&'a UncoveredPlace>,
}

/// The files of the site.
///
/// # Errors
/// When a page cannot be made, which is a fault in notelint.
pub fn site(linter: &Linter) -> Result<Vec<SiteFile>, SiteError> {
    let pages = rule_pages(linter)?;
    let entries: Vec<Entry<'_>> = pages.iter().map(entry).collect();
    let listing = show::list(linter.rulesets());
    let uncovered = show::uncovered(linter.rulesets());
    let matrix = show::matrix(linter.rulesets(), linter.lexicon());
    let mut files = Vec::new();
    let mut add = |path: String, text: String| files.push(SiteFile { path, text });

    let shell = Shell::new("notelint: what payers pay for", Some(("search.js", SEARCH))).within("");
    add("index.html".to_owned(), Index { shell, entries: &entries, payers: &listing.rulesets }.render()?);
    let shell = Shell::new("Rules by code", None).within("");
    add("codes.html".to_owned(), Codes { shell, groups: groups(&entries) }.render()?);
    let shell = Shell::new("Activities and payers", None).within("");
    add("matrix.html".to_owned(), MatrixPage { shell, matrix: &matrix, entries: &entries }.render()?);
    for listed in &listing.rulesets {
        let shell = Shell::new(&format!("Payer {}", listed.id), None).within("../");
        let uncovered = uncovered.uncovered.iter().filter(|place| place.ruleset == listed.id).collect();
        let page = Payer { shell, listed, sections: sections(&entries, &listed.id), uncovered };
        add(format!("payers/{}.html", listed.id), page.render()?);
    }
    for (entry, page) in entries.iter().zip(&pages) {
        let shell = Shell::new(&title(page), None).within("../");
        add(entry.href.clone(), rule(page, shell)?);
    }
    Ok(files)
}

fn entry(page: &RulePage) -> Entry<'_> {
    let words = [page.key(), &page.name, &page.summary, &page.flags, &page.why].join(" ").to_lowercase();
    // Lexicon files may bring names of their own; a file's name holds no more than these.
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = page.key().chars().map(safe).collect();
    Entry { page, href: format!("rules/{name}.html"), words: one_line(&words) }
}

fn groups<'a>(entries: &'a [Entry<'a>]) -> Vec<Group<'a>> {
    let code = |entry: &Entry<'_>| entry.page.code.clone().unwrap_or_default();
    let known = |entry: &Entry<'_>| FAMILIES.iter().any(|family| code(entry).starts_with(family.prefix));
    let group = |title, about, wanted: &dyn Fn(&Entry<'_>) -> bool| Group {
        title,
        about,
        entries: entries.iter().filter(|entry| wanted(entry)).collect(),
    };
    let mut groups: Vec<Group<'a>> = FAMILIES
        .iter()
        .map(|family| group(family.title, family.about, &|entry| code(entry).starts_with(family.prefix)))
        .collect();
    groups.push(group("Your own", "What your own lexicon files add.", &|entry| {
        entry.page.code.is_some() && !known(entry)
    }));
    groups.push(group("Help that is credited", "Work that payers pay for. It is never flagged.", &|entry| {
        entry.page.code.is_none()
    }));
    groups.retain(|group| !group.entries.is_empty());
    groups
}

/// Acts by what the payer makes of them: those that it does not pay for first.
fn sections<'a>(entries: &'a [Entry<'a>], ruleset: &str) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = [
        ("Does not pay for", "The document says that this time cannot be billed.", "non-billable"),
        ("Depends", "The document pays in some cases and not in others.", "conditional"),
        ("Pays for", "The document names this as a service.", "billable"),
        ("Checks", "What is looked at in the note as a whole, and how much a finding matters.", "none"),
        ("Silent", "The document does not speak of it. That is not a yes.", "silent"),
    ]
    .into_iter()
    .map(|(title, about, class)| Section { title, about, class, judged: Vec::new() })
    .collect();
    for entry in entries {
        let own = |opinion: &&Opinion| opinion.ruleset == ruleset;
        let Some(opinion) = entry.page.payers.iter().find(own) else { continue };
        let class = of_cases(&opinion.cases);
        if let Some(section) = sections.iter_mut().find(|section| section.class == class) {
            section.judged.push(Judged { entry, cases: &opinion.cases });
        }
    }
    sections.retain(|section| !section.judged.is_empty());
    sections
}

fn of_cases(cases: &[Holding]) -> &'static str {
    let mut verdicts = cases.iter().map(Holding::verdict_name);
    let first = verdicts.next().unwrap_or("none");
    if verdicts.all(|verdict| verdict == first) { first } else { Verdict::Conditional.name() }
}
