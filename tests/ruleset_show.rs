//! What `matrix`, `rulesets`, `rules` and `explain` print of the rulesets.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use notelint::catalogue;
use notelint::lexicon::LEXICON;
use notelint::ruleset::Rulesets;
use notelint::ruleset::show::{explain_verdicts, list, matrix, rules, uncovered};

#[test]
fn the_matrix() {
    insta::assert_snapshot!(matrix(&Rulesets::builtin(), &LEXICON).to_table());
}

#[test]
fn the_list() {
    insta::assert_snapshot!(list(&Rulesets::builtin()).to_text());
}

#[test]
fn what_is_out_of_reach() {
    insta::assert_snapshot!(uncovered(&Rulesets::builtin()).to_text());
}

#[test]
fn an_explanation() {
    let explained: Vec<String> = ["NB301", "email", "internal-staffing", "prior-authorization", "DU004"]
        .iter()
        .map(|name| format!("== {name}\n{}", explain_verdicts(&Rulesets::builtin(), &LEXICON, name)))
        .collect();
    insta::assert_snapshot!(explained.concat());
}

#[test]
fn everything_is_explained() {
    let rulesets = Rulesets::builtin();
    let acts = catalogue::ACTIVITIES.iter().chain(catalogue::INTERVENTIONS).map(|act| act.name);
    for name in acts.chain(catalogue::RULES.iter().map(|rule| rule.code)) {
        let explained = explain_verdicts(&rulesets, &LEXICON, name);
        for ruleset in rulesets.iter() {
            assert!(explained.contains(&format!("{}:", ruleset.ruleset.id)), "{name}: {explained}");
        }
    }
    assert_eq!(explain_verdicts(&rulesets, &LEXICON, "NB999"), "");
}

#[test]
fn the_matrix_in_every_format() {
    let matrix = matrix(&Rulesets::builtin(), &LEXICON);
    let rows = catalogue::ACTIVITIES.len();
    let markdown = matrix.to_markdown();
    assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), rows + 2);
    assert!(markdown.contains("| NB102 | travel | N\\* | N\\* | - | N | - | N |"), "{markdown}");
    let csv = matrix.to_csv();
    assert_eq!(csv.lines().count(), rows + 1);
    let scheduling = csv.lines().find(|line| line.starts_with("NB205")).expect("a row");
    let expected = "NB205,scheduling,silent,silent,silent if the service lasted 15 minutes or more; \
                    otherwise non-billable,non-billable,silent,\"non-billable; not paid by cm-2009, il-rule132\"";
    assert_eq!(scheduling, expected);
    let json: serde_json::Value = serde_json::from_str(&matrix.to_json()).expect("JSON");
    assert_eq!(json["rulesets"][3], "il-rule132");
    assert_eq!(json["rows"][0]["cells"][0]["verdict"], "non-billable");
    assert_eq!(json["rows"][0]["cells"][0]["depends"], true);
}

#[test]
fn the_rules_of_a_ruleset() {
    let rulesets = Rulesets::builtin();
    let table = rules(&rulesets, "la-sapc", &LEXICON, &["DU001", "DU004"]).expect("built in");
    let severity = |code: &str| table.rules.iter().find(|row| row.code == code).map(|row| row.severity);
    assert_eq!(severity("NB102"), Some("warning"));
    assert_eq!(severity("NB104"), Some("note"));
    assert_eq!(severity("DU004"), Some("off"));
    assert_eq!(severity("DU009"), None, "not implemented");
    assert!(table.rules.is_sorted_by(|a, b| a.code[..2] != b.code[..2] || a.code < b.code));
    assert!(rules(&rulesets, "medicare", &LEXICON, &[]).is_none());
}
