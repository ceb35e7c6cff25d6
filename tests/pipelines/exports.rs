//! Findings in an export: every format names the row, and none a line that the file does not have.

use serde_json::Value;
use tempfile::TempDir;

use super::{folder, notelint, number, text};

/// The second record overlaps the first one; the second note has two lines.
fn export() -> TempDir {
    folder(&[
        ("notelint.yaml", "ruleset: il-rule132\nselect: [NB301, XN001]\n"),
        (
            "export.csv",
            "Note ID,Client,Staff,Service Date,Start Time,End Time,Narrative\n\
             7001,A. Diaz,J. Soto,5/6/2024,10:00,10:45,Helped ct fill out the SNAP renewal at the kiosk.\n\
             7002,B. Wells,J. Soto,5/6/2024,10:30,11:00,\"Met ct.\nFaxed the packet to DMV for ct, 10 min.\"\n",
        ),
    ])
}

/// The report, with the rows and codes that `--format json` has.
fn report(format: &str) -> (String, Vec<(usize, String)>) {
    let dir = export();
    let json = notelint(dir.path(), &["check", "--format", "json"]);
    let document = json.status(1).json();
    let found = document["diagnostics"].as_array().unwrap().iter();
    let found: Vec<_> = found.map(|found| (number(found, "/row"), text(found, "/code"))).collect();
    assert_eq!(found, [(3, "NB301".to_owned()), (3, "XN001".to_owned())]);
    let run = notelint(dir.path(), &["check", "--format", format]);
    (run.status(1).stdout.clone(), found)
}

#[test]
fn sarif_names_the_row_and_no_line() {
    let (report, expected) = report("sarif");
    let sarif: Value = serde_json::from_str(&report).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-schema-2.1.0.json")).unwrap();
    assert!(jsonschema::options().build(&schema).unwrap().is_valid(&sarif), "{report}");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let found: Vec<_> = results
        .iter()
        .map(|result| {
            let place = &result["locations"][0];
            assert!(place["physicalLocation"].get("region").is_none(), "{place}");
            assert_eq!(text(place, "/physicalLocation/artifactLocation/uri"), "export.csv");
            let row = text(place, "/logicalLocations/0/name");
            (row.strip_prefix("row ").unwrap().parse().unwrap(), text(result, "/ruleId"))
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(number(&sarif, "/runs/0/properties/run/notes/read"), 2);
    // The other note of the overlap.
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(text(related, "/physicalLocation/artifactLocation/uri"), "export.csv");
}

#[test]
fn gitlab_and_reviewdog_name_the_row() {
    let (gitlab, expected) = report("gitlab");
    let list: Vec<Value> = serde_json::from_str(&gitlab).unwrap();
    let found: Vec<_> = list
        .iter()
        .map(|one| {
            assert_eq!(number(one, "/location/lines/begin"), number(one, "/location/lines/end"));
            (number(one, "/location/lines/begin"), text(one, "/check_name"))
        })
        .collect();
    assert_eq!(found, expected);
    let (rdjson, _) = report("rdjson");
    let rdjson: Value = serde_json::from_str(&rdjson).unwrap();
    for one in rdjson["diagnostics"].as_array().unwrap() {
        assert!(text(one, "/message").starts_with("row 3: "), "{one}");
        assert!(one["location"].get("range").is_none(), "{one}");
    }
    assert!(text(&rdjson, "/diagnostics/1/message").contains("see export.csv:row 2"), "{rdjson}");
}

#[test]
fn checkstyle_junit_and_github_tell_the_row_as_the_line() {
    let (checkstyle, expected) = report("checkstyle");
    let document = roxmltree::Document::parse(&checkstyle).unwrap();
    let errors = document.descendants().filter(|node| node.has_tag_name("error"));
    let found: Vec<_> = errors
        .map(|error| {
            assert!(error.attribute("column").is_none(), "{checkstyle}");
            let code = error.attribute("source").unwrap().strip_prefix("notelint.").unwrap();
            (error.attribute("line").unwrap().parse().unwrap(), code.to_owned())
        })
        .collect();
    assert_eq!(found, expected);
    let (junit, _) = report("junit");
    let document = roxmltree::Document::parse(&junit).unwrap();
    let cases = document.descendants().filter(|node| node.attribute("line").is_some());
    let names: Vec<&str> = cases.map(|case| case.attribute("name").unwrap()).collect();
    assert!(names.len() == 2 && names.iter().all(|name| name.ends_with("row 3")), "{names:?}");
    let (github, _) = report("github");
    assert!(github.lines().all(|line| line.contains(" file=export.csv,line=3,title=")), "{github}");
}
