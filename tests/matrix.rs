//! The matrix as the program prints it, cell by cell, against a table written by hand from the documents; `explain` has to
//! say the same.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

const RULESETS: [&str; 6] = ["la-sapc", "sd-bhs", "cm-2009", "il-rule132", "ca-dmc-ods", "common"];

/// N not billable, B billable, - silent; * where the document makes it turn on a circumstance.
const TABLE: &str = "
    NB101 N* N  -  N  - N
    NB102 N* N* -  N  - N
    NB103 N* -  -  N  - N
    NB104 -  N  -  N  - N
    NB105 -  N  -  N  - N
    NB106 -  N  -  -  - N
    NB107 -  N  -  -  - N
    NB108 -  -  -  N  - N
    NB201 N* N* N* N  - N
    NB202 -  -  N  N  - N
    NB203 N* N* -  N  - N
    NB204 B* N* -  N* - N*
    NB205 -  -  N* N  - N
    NB206 -  -  N  -  - N
    NB207 -  -  -  N  - N
    NB301 B* B* -  N  - N*
    NB302 -  -  -  N  - N
    NB303 B* N* B* N  - N*
    NB304 N  N* -  N  - N
    NB305 N* N* -  -  - N*
    NB306 -  -  -  N  - N
    NB307 -  -  -  N  - N
    NB308 -  -  -  N* - N*
    NB309 -  -  -  N* - N*
    NB310 -  -  N  -  - N
    NB401 -  -  -  N* - N*
    NB402 -  -  -  N* - N*
    NB501 -  -  N  N  - N
    NB502 -  -  N  N* - N*
    NB503 -  -  -  N  - N
    NB601 -  -  -  N  - N
    NB602 -  -  -  N  - N
";

/// The table's rows: the code and a cell for each ruleset.
fn table() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = TABLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).map(|row| (row[0], row[1..].to_vec())).collect()
}

fn notelint(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let output = command.args(args).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_cell_is_the_documents() {
    let matrix: Value =
        serde_json::from_str(&notelint(&["matrix", "--no-config", "--format", "json"])).expect("JSON");
    let columns: Vec<&str> =
        matrix["rulesets"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(columns, RULESETS);
    let printed: Vec<(String, Vec<String>)> = matrix["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let cells = row["cells"].as_array().expect("cells").iter().map(|cell| {
                let letter = match cell["verdict"].as_str() {
                    Some("non-billable") => "N",
                    Some("billable") => "B",
                    Some("silent") => "-",
                    other => panic!("{other:?}"),
                };
                format!("{letter}{}", if cell["depends"] == true { "*" } else { "" })
            });
            (row["code"].as_str().expect("a code").to_owned(), cells.collect())
        })
        .collect();
    let expected: Vec<(String, Vec<String>)> = table()
        .into_iter()
        .map(|(code, cells)| (code.to_owned(), cells.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(printed, expected);
}

#[test]
fn explain_says_what_the_matrix_says() {
    for (code, cells) in table() {
        let page: Value =
            serde_json::from_str(&notelint(&["explain", code, "--format", "json"])).expect("JSON");
        for (ruleset, cell) in RULESETS.iter().zip(cells).take(5) {
            let payers = page["payers"].as_array().expect("a list");
            let own = payers.iter().find(|payer| payer["ruleset"] == *ruleset);
            let cases =
                own.unwrap_or_else(|| panic!("{code}: no {ruleset}"))["cases"].as_array().expect("a list");
            let verdicts: BTreeSet<&str> =
                cases.iter().map(|case| case["verdict"].as_str().expect("a verdict")).collect();
            let word = match cell.trim_end_matches('*') {
                "N" => "non-billable",
                "B" => "billable",
                _ => "silent",
            };
            assert!(verdicts.contains(word), "{code} under {ruleset} is {cell}, and explain says: {cases:?}");
            assert_eq!(
                verdicts.len() > 1,
                cell.ends_with('*'),
                "{code} under {ruleset} is {cell}: {cases:?}"
            );
            let words = cases.iter().map(|case| case["words"].as_str().expect("words"));
            assert!(
                words.zip(cases).all(|(words, case)| words.contains(case["verdict"].as_str().expect("one")))
            );
        }
    }
}
