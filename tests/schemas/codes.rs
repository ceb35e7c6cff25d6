//! A code means one thing for good: `codes.tsv` lists all that were ever given.

use std::collections::BTreeMap;

use notelint::catalogue::{ACTIVITIES, RULES};

/// Codes with their names; those that no rule has any more are `retired`.
fn given() -> Vec<(&'static str, &'static str, &'static str)> {
    let rows = include_str!("codes.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        <[&str; 3]>::try_from(cells).map(Into::into).unwrap_or_else(|_| panic!("three cells: {line}"))
    };
    rows.map(cells).collect()
}

#[test]
fn a_code_is_given_once_and_never_to_something_else() {
    let given = given();
    let codes: Vec<&str> = given.iter().map(|(code, ..)| *code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "sorted, and none twice: {codes:?}");
    let acts = ACTIVITIES.iter().filter_map(|act| Some((act.code?, act.name)));
    let known: BTreeMap<&str, &str> = acts.chain(RULES.iter().map(|rule| (rule.code, rule.name))).collect();
    for (code, name, state) in &given {
        match *state {
            "given" => assert_eq!(known.get(code), Some(name), "{code}: retire it, do not change it"),
            "retired" => assert_eq!(known.get(code), None, "{code} was retired and is never given again"),
            other => panic!("{code}: `{other}` is neither `given` nor `retired`"),
        }
    }
    for (code, name) in known {
        assert!(codes.contains(&code), "add {code} {name} to tests/schemas/codes.tsv, for good");
    }
}
