//! `notelint explain`: a rule's page, and what each payer says.

use std::fmt::Write;

use super::args::ExplainArgs;
use super::catalogue::{Case, Rule, cases, rules, rulesets};
use super::nearest::{did_you_mean, nearest};
use super::{Status, console};
use crate::source::visible;

/// Runs the command.
///
/// # Errors
/// When no rule has the code or name.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Status> {
    let rules = rules();
    let given = &args.rule;
    let rule = rules
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(given) || rule.name.eq_ignore_ascii_case(given));
    let Some(rule) = rule else {
        let names = rules.iter().flat_map(|rule| [&*rule.code, &*rule.name]);
        let near = did_you_mean(&nearest(given, names));
        anyhow::bail!("unknown rule `{}`{near}; `notelint rules` lists them", visible(given));
    };
    let verdicts: Vec<(String, Vec<Case>)> = rulesets()
        .iter()
        .map(|ruleset| (ruleset.id.to_string(), cases(&ruleset.id, &rule.code)))
        .filter(|(_, cases)| !cases.is_empty())
        .collect();
    console::print(&page(rule, &verdicts))?;
    Ok(Status::Clean)
}

fn page(rule: &Rule, verdicts: &[(String, Vec<Case>)]) -> String {
    let mut out = format!("{} {}: {}\n\n{}\n", rule.code, rule.name, rule.summary, rule.page.trim());
    if verdicts.is_empty() {
        return out;
    }
    out.push_str("\n## What the payers say\n");
    for (ruleset, cases) in verdicts {
        // Writing to a string does not fail.
        let _ = writeln!(out, "\n{ruleset}");
        for case in cases {
            let when = if case.when.is_empty() { String::new() } else { format!(" when {}", case.when) };
            let _ = writeln!(out, "  {}{when}", case.verdict);
            if !case.place.is_empty() {
                let _ = writeln!(out, "    {}: {}", case.place, case.says);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_with_what_each_payer_says() {
        let rule = Rule {
            code: "NB301".into(),
            name: "fax".into(),
            summary: "faxing".into(),
            default: "warning",
            page: "Why.\n".into(),
        };
        let case = Case {
            when: "".into(),
            verdict: "non-billable",
            place: "Q10.3".into(),
            says: "no faxing".into(),
        };
        let silent = Case { when: "not in a transition".into(), verdict: "silent", ..Case::default() };
        let verdicts = [("il-rule132".to_owned(), vec![case]), ("la-sapc".to_owned(), vec![silent])];
        assert_eq!(
            page(&rule, &verdicts),
            "NB301 fax: faxing\n\nWhy.\n\n## What the payers say\n\nil-rule132\n  non-billable\n    Q10.3: no faxing\n\
             \nla-sapc\n  silent when not in a transition\n"
        );
    }
}
