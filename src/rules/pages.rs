//! A code or a name → its page: what it finds, why, an example, what to write instead.

use std::fmt::Write as _;

use super::RULES;
use crate::catalogue;
use crate::lexicon::{Entry, Lexicon};
use crate::reading;

/// What is told of a rule, an activity or an intervention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code, as "NB201"; empty for an intervention.
    pub code: String,
    /// The name, as "voicemail-left".
    pub name: String,
    /// What it is, in one line.
    pub summary: String,
    /// The page in Markdown, without a title. `None` if notelint knows the name and does not look for it yet.
    pub text: Option<String>,
}

impl Page {
    /// What stands under a heading, as "Why"; `None` if the page has no such heading.
    pub fn section(&self, heading: &str) -> Option<&str> {
        let mut parts = self.text.as_deref().unwrap_or_default().split("## ");
        let own = |part: &&str| part.split_once('\n').is_some_and(|(first, _)| first.trim() == heading);
        let (_, text) = parts.find(own)?.split_once('\n')?;
        Some(text.trim())
    }

    /// What stands before the first heading.
    pub fn lead(&self) -> &str {
        self.text.as_deref().unwrap_or_default().split("## ").next().unwrap_or_default().trim()
    }

    /// The first paragraph of what stands under a heading, in one line; empty if there is none.
    pub fn in_short(&self, heading: &str) -> String {
        one_line(self.section(heading).unwrap_or_default().split("\n\n").next().unwrap_or_default())
    }
}

/// A text with its words parted by single spaces.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 1);
    for word in text.split_whitespace() {
        line.push_str(word);
        line.push(' ');
    }
    line.pop();
    line
}

/// The page of a rule, an activity or an intervention, by code or name, whatever their case; `None` if there is none.
pub fn page(lexicon: &Lexicon, code_or_name: &str) -> Option<Page> {
    let given = code_or_name.trim();
    let is = |name: &str| !name.is_empty() && name.eq_ignore_ascii_case(given);
    if let Some(entry) = acts(lexicon).find(|entry| is(&entry.code) || is(&entry.name)) {
        return Some(Page {
            code: entry.code.to_string(),
            name: entry.name.to_string(),
            summary: entry.summary.to_string(),
            text: Some(page_of_act(lexicon, entry)),
        });
    }
    let listed = catalogue::ACTIVITIES.iter().chain(catalogue::INTERVENTIONS);
    let mut listed = listed.map(|act| (act.code.unwrap_or_default(), act.name, act.summary));
    let rules = || catalogue::RULES.iter().map(|rule| (rule.code, rule.name, rule.summary));
    let (code, name, summary) = listed
        .find(|known| is(known.0) || is(known.1))
        .or_else(|| rules().find(|known| is(known.0) || is(known.1)))?;
    let rule = RULES.iter().find(|rule| rule.code() == code);
    Some(Page {
        code: code.to_owned(),
        name: name.to_owned(),
        summary: summary.to_owned(),
        text: rule.map(|rule| rule.page().to_owned()),
    })
}

/// Every code and name that has a page.
pub fn names(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let own = acts(lexicon).flat_map(|entry| [entry.code.as_ref(), entry.name.as_ref()]);
    let listed = catalogue::ACTIVITIES.iter().chain(catalogue::INTERVENTIONS);
    let listed = listed.flat_map(|act| [act.code.unwrap_or_default(), act.name]);
    let rules = catalogue::RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    own.chain(listed).chain(rules).filter(|name| !name.is_empty())
}

/// The entries that have a file of their own; outcomes of calls have none, nor words to explain them.
fn acts(lexicon: &Lexicon) -> impl Iterator<Item = &Entry> {
    lexicon.entries.iter().filter(|entry| !entry.summary.is_empty())
}

fn page_of_act(lexicon: &Lexicon, entry: &Entry) -> String {
    let mut page = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(page, "## Why\n\n{}", entry.why.trim());
    let sentences = [&entry.flagged, &entry.passing].map(|sentence| sentence.as_ref());
    if sentences != ["", ""] {
        page.push_str("\n## Example\n");
    }
    for sentence in sentences.into_iter().filter(|sentence| !sentence.is_empty()) {
        let _ = writeln!(page, "\n```note\n{}```", marked(lexicon, entry, sentence));
    }
    if !entry.instead.is_empty() {
        let _ = writeln!(page, "\n## Instead\n\n{}", entry.instead.trim());
    }
    page
}

/// A sentence, and carets under the words that hold the act.
fn marked(lexicon: &Lexicon, entry: &Entry, sentence: &str) -> String {
    let reading = reading::read(sentence, lexicon, &[], &[]);
    let staffs = |act: &&reading::Activity| act.is_staffs(lexicon, entry.kind());
    let named = |act: &&reading::Activity| act.entry(lexicon).is_some_and(|found| found.name == entry.name);
    let mut marks = String::new();
    for act in reading.activities.iter().filter(staffs).filter(named) {
        let column = |byte: usize| sentence[..byte].chars().count();
        let (start, end) = (column(act.span.start), column(act.span.end));
        let indent = start.saturating_sub(marks.chars().count());
        let _ = write!(marks, "{}{}", " ".repeat(indent), "^".repeat(end - start));
    }
    if marks.is_empty() { format!("{sentence}\n") } else { format!("{sentence}\n{marks}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LEXICON;

    #[test]
    fn a_page_by_code_or_name_in_any_case() {
        for given in ["NB301", "nb301", "fax", "FAX"] {
            assert_eq!(page(&LEXICON, given).unwrap().code, "NB301", "{given}");
        }
        assert_eq!(page(&LEXICON, "Advocacy").unwrap().code, "");
        assert_eq!(page(&LEXICON, "du001").unwrap().name, "missing-duration");
        assert_eq!(page(&LEXICON, ""), None);
        assert_eq!(page(&LEXICON, "nothing"), None);
    }

    #[test]
    fn every_act_of_the_lexicon_and_every_rule_has_a_page() {
        for entry in acts(&LEXICON) {
            let text = page(&LEXICON, &entry.name).unwrap().text.unwrap();
            assert!(text.starts_with("## Why\n\n") && text.matches("```note").count() == 2, "{}", entry.name);
        }
        for rule in RULES.iter().filter(|rule| rule.code() != "NB") {
            assert!(!page(&LEXICON, rule.code()).unwrap().text.unwrap().is_empty(), "{}", rule.code());
        }
    }

    #[test]
    fn what_is_not_looked_for_yet_has_a_name_and_no_text() {
        let known =
            catalogue::RULES.iter().filter(|known| RULES.iter().all(|rule| rule.code() != known.code));
        for rule in known {
            assert_eq!(page(&LEXICON, rule.code).unwrap().text, None, "{}", rule.code);
        }
    }

    #[test]
    fn marks_stand_under_the_words() {
        let fax = LEXICON.find("fax").unwrap();
        let expected = "Señora Nuñez: faxed the packet to DMV.\n              ^^^^^";
        assert!(marked(&LEXICON, fax, "Señora Nuñez: faxed the packet to DMV.").starts_with(expected));
        assert_eq!(marked(&LEXICON, fax, "Ct waited."), "Ct waited.\n");
    }
}
