//! Every format holds the findings of `--format json`, as a parser reads it that is not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

use super::{DRIVE, FAX, folder, notelint, number, text, write};

/// A finding as far as every format tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    path: String,
    line: usize,
    code: String,
    severity: String,
    message: String,
}

/// Notes with letters of several bytes, both line ends, several notes in a file, names that every format has to escape,
/// findings of all three severities, labels.
fn notes() -> TempDir {
    let dir = folder(&[
        ("notelint.yaml", "ruleset: il-rule132\nseverity: {NB101: error, NB201: note}\n"),
        ("clean.txt", "Helped ct fill out her CalFresh application with the county worker. 30 min.\n"),
        (
            "a.txt",
            &format!("Señora 😕 called back. {FAX}-----\n{DRIVE}Called PO; left\r\na voicemail for him.\r\n"),
        ),
        (
            "b/time.txt",
            "Start: 10:00 am | End: 10:45 am | Total: 60 min\nSat with ct in the lobby while she waited, 20 min.\n",
        ),
    ]);
    if cfg!(unix) {
        write(dir.path(), "b/100%: a, <b> & \"c\".txt", &format!("😕😕 {DRIVE}"));
    }
    dir
}

fn report(dir: &Path, format: &str) -> String {
    let run = notelint(dir, &["check", "--format", format]);
    run.status(1);
    run.stdout
}

fn expected(dir: &Path) -> (Value, Vec<Found>) {
    let json: Value = serde_json::from_str(&report(dir, "json")).unwrap();
    let found = json["diagnostics"].as_array().unwrap().iter().map(|found| Found {
        path: text(found, "/path"),
        line: number(found, "/start/line"),
        code: text(found, "/code"),
        severity: text(found, "/severity"),
        message: text(found, "/message"),
    });
    let found: Vec<Found> = found.collect();
    let severities: BTreeSet<&str> = found.iter().map(|found| found.severity.as_str()).collect();
    assert_eq!(severities, BTreeSet::from(["error", "note", "warning"]));
    assert!(found.len() > 6, "{found:?}");
    (json.clone(), found)
}

/// What every format calls the severities of ours.
fn ours(severity: &str, names: [&str; 3]) -> String {
    let place = names.iter().position(|name| *name == severity);
    ["error", "warning", "note"][place.unwrap_or_else(|| panic!("{severity}"))].to_owned()
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-schema-2.1.0.json")).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

#[track_caller]
fn valid(schema: &jsonschema::Validator, document: &Value) {
    let errors: Vec<String> =
        schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn sarif_is_valid_and_holds_the_findings() {
    let dir = notes();
    let (json, expected) = expected(dir.path());
    let sarif: Value = serde_json::from_str(&report(dir.path(), "sarif")).unwrap();
    valid(&schema(), &sarif);
    let run = &sarif["runs"][0];
    assert_eq!(text(run, "/columnKind"), "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let found = results.iter().map(|result| {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]).expect("its rule");
        assert!(text(rule, "/help/text").len() > 100 && !text(rule, "/shortDescription/text").is_empty());
        let place = "/locations/0/physicalLocation";
        let uri = text(result, &format!("{place}/artifactLocation/uri"));
        Found {
            path: decoded(&uri),
            line: number(result, &format!("{place}/region/startLine")),
            code: text(result, "/ruleId"),
            severity: text(result, "/level"),
            message: text(result, "/message/text"),
        }
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    for (result, found) in results.iter().zip(json["diagnostics"].as_array().unwrap()) {
        let region = |field: &str| number(result, &format!("/locations/0/physicalLocation/region/{field}"));
        for (ours, theirs) in
            [("/start/column", "startColumn"), ("/end/line", "endLine"), ("/end/column", "endColumn")]
        {
            assert_eq!(number(found, ours), region(theirs), "{ours}");
        }
        let labels = found["labels"].as_array().unwrap();
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        assert_eq!(labels.len(), related);
    }
    let prints: BTreeSet<String> =
        results.iter().map(|result| text(result, "/partialFingerprints/notelint~1v1")).collect();
    assert_eq!(prints.len(), results.len(), "fingerprints tell findings apart");
}

/// A reference with its escapes undone.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn sarif_points_at_labels_and_holds_words_only_where_they_are_asked_for() {
    let dir =
        folder(&[("a.txt", "Señora 😕 came.\r\nSat with ct in the lobby while she waited, 20 min.\r\n")]);
    let args = ["check", "--ruleset", "sd-bhs", "--select", "NB104", "--format", "sarif"];
    let without = notelint(dir.path(), &args).status(1).stdout.clone();
    for words in ["Señora", "she waited", "snippet"] {
        assert!(!without.contains(words), "{words}: {without}");
    }
    let run = notelint(dir.path(), &[&args[..], &["--snippets"]].concat());
    valid(&schema(), &run.json());
    let result = &run.json()["runs"][0]["results"][0];
    let region = |place: &str| result.pointer(place).unwrap().clone();
    let words = region("/locations/0/physicalLocation/region");
    assert_eq!(words["snippet"]["text"], "Sat with ct in the lobby while she");
    assert_eq!((number(&words, "/startLine"), number(&words, "/startColumn")), (2, 1));
    let time = region("/relatedLocations/0/physicalLocation/region");
    assert_eq!(time["snippet"]["text"], "20 min");
    assert_eq!((number(&time, "/startLine"), number(&time, "/startColumn")), (2, 44));
    assert_eq!((number(&time, "/endLine"), number(&time, "/endColumn")), (2, 50));
    notelint(dir.path(), &[&args[..], &["--snippets", "--redact"]].concat()).status(2).says("--redact");
}

#[test]
fn sarif_without_findings_and_with_failures_is_valid() {
    let dir = folder(&[("a.txt", "Helped ct fill out her CalFresh application. 30 min.\n"), ("b.txt", "\0")]);
    let clean = notelint(dir.path(), &["check", "a.txt", "--format", "sarif"]);
    valid(&schema(), &clean.status(0).json());
    assert_eq!(clean.json()["runs"][0]["results"].as_array().unwrap().len(), 0);
    let failed = notelint(dir.path(), &["check", "--format", "sarif"]);
    valid(&schema(), &failed.status(2).json());
    assert_eq!(failed.json()["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn fingerprints_stay_while_the_note_is_edited_elsewhere() {
    let prints = |note: &str| -> Vec<String> {
        let dir = folder(&[("a.txt", note)]);
        let args = ["check", "--ruleset", "il-rule132", "--select", "NB", "--format", "sarif"];
        let json = notelint(dir.path(), &args).json();
        let results = json["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| text(result, "/partialFingerprints/notelint~1v1")).collect()
    };
    let before = prints(&format!("{FAX}{DRIVE}{FAX}"));
    assert_eq!(before.len(), 3);
    let after =
        prints(&format!("DOS: 5/4/09\n\nMet Jo at home; she is well.\n{FAX}\n{DRIVE}Jo left.\n{FAX}"));
    assert_eq!(before, after);
    let more = prints(&format!("{DRIVE}{FAX}{DRIVE}{FAX}"));
    assert_eq!(before.iter().filter(|print| more.contains(print)).count(), 3);
}

/// A workflow command.
#[derive(Debug)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

/// Reads a command as the runner's `ActionCommand.TryParseV2` does: split at `::`, the first space, `,` and `=`.
fn workflow_command(line: &str) -> Option<Command> {
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.trim().split(',').filter_map(|pair| pair.split_once('='));
    Some(Command {
        name: name.to_owned(),
        properties: properties.map(|(key, value)| (key.to_owned(), plain(value))).collect(),
        data: data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"),
    })
}

#[test]
fn github_commands_hold_the_findings() {
    let dir = notes();
    let (json, expected) = expected(dir.path());
    let github = report(dir.path(), "github");
    let parsed: Vec<Command> =
        github.lines().map(|line| workflow_command(line).unwrap_or_else(|| panic!("{line}"))).collect();
    let found = parsed.iter().map(|Command { name, properties, data }| Found {
        path: properties["file"].clone(),
        line: properties["line"].parse().unwrap(),
        code: properties["title"].split(' ').next().unwrap().to_owned(),
        severity: ours(name, ["error", "warning", "notice"]),
        message: data.clone(),
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    for (Command { properties, .. }, found) in parsed.iter().zip(json["diagnostics"].as_array().unwrap()) {
        for (key, place) in [("endLine", "/end/line"), ("col", "/start/column"), ("endColumn", "/end/column")]
        {
            assert_eq!(properties[key], number(found, place).to_string(), "{key}");
        }
    }
}

/// A finding in GitLab's code quality report; anything else in it is an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeQuality {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: String,
    location: CodeQualityLocation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeQualityLocation {
    path: String,
    lines: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    begin: usize,
    end: usize,
}

#[test]
fn gitlab_reports_hold_the_findings() {
    let dir = notes();
    let (_, expected) = expected(dir.path());
    let report: Vec<CodeQuality> = serde_json::from_str(&report(dir.path(), "gitlab")).unwrap();
    let prints: BTreeSet<&str> = report.iter().map(|found| found.fingerprint.as_str()).collect();
    assert_eq!(prints.len(), report.len());
    assert!(report.iter().all(|found| found.location.lines.begin <= found.location.lines.end));
    let found = report.into_iter().map(|found| Found {
        path: found.location.path,
        line: found.location.lines.begin,
        code: found.check_name,
        severity: ours(&found.severity, ["major", "minor", "info"]),
        message: found.description,
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn checkstyle_holds_the_findings() {
    let dir = notes();
    let (json, expected) = expected(dir.path());
    let xml = report(dir.path(), "checkstyle");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    assert_eq!(document.root_element().tag_name().name(), "checkstyle");
    let errors = || document.descendants().filter(|node| node.has_tag_name("error"));
    let found = errors().map(|error| Found {
        path: error.parent().unwrap().attribute("name").unwrap().to_owned(),
        line: error.attribute("line").unwrap().parse().unwrap(),
        code: error.attribute("source").unwrap().trim_start_matches("notelint.").to_owned(),
        severity: ours(error.attribute("severity").unwrap(), ["error", "warning", "info"]),
        message: error.attribute("message").unwrap().to_owned(),
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    let columns = errors().map(|error| error.attribute("column").unwrap().parse::<usize>().unwrap());
    let ours = json["diagnostics"].as_array().unwrap().iter().map(|found| number(found, "/start/column"));
    assert_eq!(columns.collect::<Vec<_>>(), ours.collect::<Vec<_>>());
}

#[test]
fn junit_holds_the_findings_and_counts_them() {
    let dir = notes();
    let (_, expected) = expected(dir.path());
    let xml = report(dir.path(), "junit");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let mut found = Vec::new();
    for suite in document.root_element().children().filter(|node| node.has_tag_name("testsuite")) {
        let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
        let count = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count();
        let told = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
        assert_eq!(
            [told("tests"), told("failures"), told("skipped"), told("errors")],
            [cases.len(), count("failure"), count("skipped"), count("error")]
        );
        for case in cases.iter().filter(|case| case.attribute("file").is_some()) {
            let outcome = case.children().find(roxmltree::Node::is_element).expect("an outcome");
            found.push(Found {
                path: case.attribute("file").unwrap().to_owned(),
                line: case.attribute("line").unwrap().parse().unwrap(),
                code: case.attribute("name").unwrap().split(' ').next().unwrap().to_owned(),
                severity: outcome.attribute("type").unwrap_or("note").to_owned(),
                message: outcome.attribute("message").unwrap().to_owned(),
            });
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn junit_tells_whether_every_note_was_read() {
    let dir = folder(&[("a.txt", "Helped ct fill out her CalFresh application. 30 min.\n"), ("b.txt", "\0")]);
    for (paths, status, errors) in [(&["a.txt"][..], 0, "0"), (&["a.txt", "b.txt"], 2, "1")] {
        let run = notelint(dir.path(), &[&["check", "--format", "junit"], paths].concat());
        let document = roxmltree::Document::parse(&run.status(status).stdout).expect("XML");
        let suites: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
        assert_eq!(suites.len(), 1);
        assert_eq!(suites[0].attribute("errors"), Some(errors));
    }
}

/// A finding in reviewdog's format, after its `reviewdog.proto`; anything else in it is an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rdf {
    source: RdfSource,
    diagnostics: Vec<RdfDiagnostic>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfSource {
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfDiagnostic {
    message: String,
    location: RdfLocation,
    severity: String,
    code: RdfCode,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfCode {
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfLocation {
    path: String,
    range: RdfRange,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfRange {
    start: RdfPosition,
    end: RdfPosition,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RdfPosition {
    line: usize,
    column: usize,
}

#[test]
fn rdjson_holds_the_findings_with_columns_in_bytes() {
    let dir = notes();
    let (json, expected) = expected(dir.path());
    let report: Rdf = serde_json::from_str(&report(dir.path(), "rdjson")).unwrap();
    assert_eq!(report.source.name, "notelint");
    for (found, ours) in report.diagnostics.iter().zip(json["diagnostics"].as_array().unwrap()) {
        let file = std::fs::read_to_string(dir.path().join(&found.location.path)).unwrap();
        let offset = |at: &RdfPosition| {
            let lines = file.split_inclusive('\n').take(at.line - 1);
            lines.map(str::len).sum::<usize>() + at.column - 1
        };
        assert_eq!(offset(&found.location.range.start), number(ours, "/span/start"));
        assert_eq!(offset(&found.location.range.end), number(ours, "/span/end"));
    }
    let found = report.diagnostics.into_iter().map(|found| Found {
        path: found.location.path,
        line: found.location.range.start.line,
        code: found.code.value,
        severity: ours(&found.severity, ["ERROR", "WARNING", "INFO"]),
        message: found.message,
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn reports_without_findings_are_whole_documents() {
    let dir = folder(&[("a.txt", "Helped ct fill out her CalFresh application. 30 min.\n")]);
    let report = |format: &str| notelint(dir.path(), &["check", "--format", format]).status(0).stdout.clone();
    assert_eq!(serde_json::from_str::<Vec<CodeQuality>>(&report("gitlab")).unwrap().len(), 0);
    assert_eq!(serde_json::from_str::<Rdf>(&report("rdjson")).unwrap().diagnostics.len(), 0);
    let checkstyle = report("checkstyle");
    let document = roxmltree::Document::parse(&checkstyle).expect("XML");
    assert_eq!(document.root_element().tag_name().name(), "checkstyle");
    assert_eq!(report("github"), "");
}

#[cfg(unix)]
#[test]
fn names_with_control_characters_do_not_break_a_report() {
    let dir = folder(&[("a\u{1b}\n\u{1}.txt", FAX)]);
    for format in ["checkstyle", "junit"] {
        let xml = report(dir.path(), format);
        let document = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{format}: {error}"));
        assert!(document.descendants().any(|node| node.attribute("message").is_some()));
    }
    assert_eq!(report(dir.path(), "github").lines().filter(|line| line.contains("NB301")).count(), 1);
    let sarif: Value = serde_json::from_str(&report(dir.path(), "sarif")).unwrap();
    valid(&schema(), &sarif);
}

#[test]
fn the_ledger_stands_only_in_formats_that_have_a_place_for_it() {
    let dir = folder(&[("a.txt", FAX)]);
    for format in ["sarif", "github", "gitlab", "checkstyle", "junit", "rdjson"] {
        let run = notelint(dir.path(), &["check", "--ledger", "--format", format]);
        run.status(2).says("--ledger is printed by the formats pretty, short and json");
        assert_eq!(run.stdout, "");
    }
}
