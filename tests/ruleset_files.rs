//! A user's ruleset file: what it may leave out, and what is said of its mistakes.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use notelint::circumstances::Circumstances;
use notelint::ruleset::schema::RulesetFile;
use notelint::ruleset::{Problem, Rulesets, Verdict};

/// The problems of a ruleset that builds on la-sapc and says `yaml`.
fn problems(yaml: &str) -> Vec<String> {
    let file = ("our.yaml".to_string(), format!("id: our\ninherits: la-sapc\n{yaml}"));
    told(file)
}

fn told(file: (String, String)) -> Vec<String> {
    let wrong = Rulesets::with_user(&[file], &[]).err().unwrap_or_default();
    wrong.into_iter().map(|problem| Problem { line: None, ..problem }.to_string()).collect()
}

#[test]
fn mistakes_name_their_line() {
    for (yaml, line) in [
        ("id: our\ninherits: la-sapc\nactivities:\n  waitng: [{ verdict: silent }]\n", Some(4)),
        ("id: our\ninherits: la-sapc\nactivities:\n  fax:\n    - { verdict: billable }\n", Some(4)),
        ("id: our\ninherits: la-sapc\nsilent: [comon]\n", Some(3)),
        ("id: our\ninherits: la-scap\n", Some(2)),
        ("id: our\ninherits: la-sapc\nrules: { DU02: { severity: note } }\n", Some(3)),
        ("id: our\ninherits: la-sapc\nactivites: {}\n", Some(3)),
        ("id: our\nissuer: us\n", None),
    ] {
        let wrong = Rulesets::with_user(&[("our.yaml".to_string(), yaml.to_string())], &[]).expect_err(yaml);
        assert_eq!(wrong[0].line, line, "{}", wrong[0]);
    }
}

#[test]
fn a_child_overrides_cells_and_keeps_the_rest() {
    let yaml = "
id: our
inherits: la-sapc
activities:
  our-act: [{ verdict: non-billable, place: Handbook 3, says: our agency does not bill this }]
  waiting: [{ verdict: non-billable, place: Handbook 4, says: our agency does not bill waiting }]
";
    let files = [("our.yaml".to_string(), yaml.to_string())];
    let all = Rulesets::with_user(&files, &["our-act".to_string()]).expect("a sound file");
    let our = all.get("our").expect("just read");
    assert_eq!(
        our.ruleset.document,
        "Case Management References: Case Management Scenarios, Case Management Checklist"
    );
    let verdict = |name: &str| our.judge(name, &Circumstances::default()).verdict;
    assert_eq!(verdict("waiting"), Verdict::NonBillable);
    assert_eq!(verdict("our-act"), Verdict::NonBillable);
    assert_eq!(verdict("travel"), Verdict::NonBillable);
    let travel = our.judge("travel", &Circumstances::default());
    assert_eq!(travel.citations.iter().map(|one| one.ruleset.as_ref()).collect::<Vec<_>>(), ["la-sapc"]);
    let unknown_elsewhere = all.get("la-sapc").expect("built in").judge("our-act", &Circumstances::default());
    assert_eq!((unknown_elsewhere.verdict, unknown_elsewhere.severity), (Verdict::Silent, None));
}

#[test]
fn mistakes_are_told_with_what_to_write() {
    for (yaml, expected) in [
        (
            "activities:\n  waitng: [{ verdict: silent }]",
            "our.yaml: activities.waitng: no activity is named `waitng`; did you mean `waiting`?",
        ),
        ("silent: [comon]", "our.yaml: silent: no activity or intervention is named `comon`"),
        (
            "activities:\n  waiting: [{ verdict: non-billable }]",
            "our.yaml: activities.waiting[0]: is non-billable without a citation; add `place` and `says`",
        ),
        (
            "activities:\n  waiting: [{ when: { visit-failed: true }, verdict: silent }]",
            "our.yaml: activities.waiting[0]: is the last case and has a condition; end with one that has none: \
                 `- { verdict: silent }`",
        ),
        (
            "activities:\n  waiting: [{ verdict: silent }, { verdict: silent }]",
            "our.yaml: activities.waiting[0]: has no condition, so the cases after it are never reached",
        ),
        (
            "activities:\n  waiting: []",
            "our.yaml: activities.waiting: has no case; give one, or list the name under `silent`",
        ),
        (
            "activities:\n  waiting: [{ verdict: silent }]\nsilent: [waiting]",
            "our.yaml: silent: `waiting` stands here and has cases, or stands here twice; keep one",
        ),
        (
            "activities:\n  waiting: [{ verdict: silent }]\n  waiting: [{ verdict: silent }]",
            "our.yaml: activities.waiting: stands twice; put all its cases in one list",
        ),
        (
            "activities:\n  fax: [{ verdict: billable, as: transitions, place: p, says: s }]",
            "our.yaml: activities.fax[0].as: no intervention is named `transitions`; did you mean `transition`?",
        ),
        (
            "rules:\n  DU02: { severity: note }",
            "our.yaml: rules.DU02: no rule is named `DU02`; did you mean `DU002`?",
        ),
        (
            "rules:\n  DU002: { place: p, says: s }",
            "our.yaml: rules.DU002: is off by default; add `severity: warning` or `severity: none`",
        ),
        (
            "rules:\n  DU001: { place: p }",
            "our.yaml: rules.DU001: has `place` without `says`: tell in your own words what the document says there",
        ),
        (
            "combine-contacts: true\nnever-combined: [voicemail]",
            "our.yaml: never-combined: no activity is named `voicemail`; did you mean \
             `voicemail-left` or `voicemail-heard`?",
        ),
        (
            "never-combined: [voicemail-left]",
            "our.yaml: never-combined: is an exception to `combine-contacts: true`; write that too",
        ),
    ] {
        assert_eq!(problems(yaml), [expected], "{yaml}");
    }
}

#[test]
fn the_parser_names_key_place_and_alternatives() {
    let all = |yaml: &str| problems(yaml).join("\n");
    let key = all("activities:\n  waiting: [{ wen: {}, verdict: silent }]");
    assert!(key.contains("activities.waiting[0]: unknown field `wen`, expected one of `when`"), "{key}");
    let value = all("activities:\n  waiting: [{ when: { recipient: judge }, verdict: silent }]");
    assert!(value.contains("unknown variant `judge`") && value.contains("`court`"), "{value}");
}

#[test]
fn a_file_stands_alone_only_if_it_says_everything() {
    let compile = |yaml: &str| told(("our.yaml".to_string(), yaml.to_string()));
    assert_eq!(
        compile("id: our\ninherits: la-scap"),
        [
            "our.yaml: inherits: no ruleset `la-scap` to build on, or it is itself wrong; did you mean `la-sapc`?"
        ]
    );
    assert_eq!(
        compile("id: la-sapc\ninherits: la-sapc"),
        ["our.yaml: id: `la-sapc` is taken; choose another id and write `inherits: la-sapc`"]
    );
    let bare = compile("id: our\nissuer: us\nprogram: ours");
    assert_eq!(bare.len(), 3, "{bare:?}");
    assert!(bare[0].starts_with("our.yaml: document: is missing"), "{bare:?}");
    assert!(
        bare[1].starts_with("our.yaml: activities: nothing is said of `transport`, `travel`"),
        "{bare:?}"
    );
}

#[test]
fn the_example_of_the_readme_is_sound() {
    let readme = include_str!("../lexicons/rulesets/README.md");
    let yaml: String =
        readme.lines().filter_map(|line| line.strip_prefix("    ")).map(|line| format!("{line}\n")).collect();
    assert_eq!(told(("README.md".to_string(), yaml)), Vec::<String>::new());
}

#[test]
fn the_schema_knows_the_keys() {
    let schema = schemars::schema_for!(RulesetFile);
    let text = serde_json::to_string(&schema).expect("JSON");
    for key in ["when-told", "strictest-of", "minutes-at-least", "never-combined", "level-of-care-transition"]
    {
        assert!(text.contains(&format!("\"{key}\"")), "{key}");
    }
}
