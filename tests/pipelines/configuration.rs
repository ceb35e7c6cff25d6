//! `notelint.yaml`: what may stand in it, what is in force, and where that was said.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{DRIVE, FAX, Run, codes, command, finish, finish_with, folder, notelint, write};

fn init(dir: &Path, args: &[&str], answers: &str) -> Run {
    finish_with(command(dir, &[&["init"], args].concat()), answers.as_bytes())
}

#[test]
fn init_writes_what_check_reads() {
    let dir = folder(&[]);
    init(dir.path(), &["--ruleset", "la-sapc"], "").status(0).says("wrote notelint.yaml for la-sapc");
    write(dir.path(), "notes/a.txt", FAX);
    let run = notelint(dir.path(), &["check", "--format", "json", "--select", "NB301"]);
    assert_eq!(run.json()["ruleset"], "la-sapc");
    init(dir.path(), &["--ruleset", "sd-bhs"], "").status(2).says("stands here already");
    init(dir.path(), &["--ruleset", "sd-bhs", "--force"], "").status(0);
    notelint(dir.path(), &["config", "show"]).status(0);
    // Its commented lines are right as well.
    let path = dir.path().join("notelint.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let all: String =
        text.lines().skip(2).map(|line| format!("{}\n", line.trim_start_matches("# "))).collect();
    fs::write(&path, all.replace("- {", "  - {")).unwrap();
    let shown = notelint(dir.path(), &["config", "show"]);
    assert!(shown.status(0).stdout.contains("DU002: warning"), "{}", shown.stdout);
}

#[test]
fn init_asks_for_the_payer() {
    for (answers, ruleset) in [("il-rule132\n", "il-rule132"), ("la-scap\n0\nla-sapc\n", "la-sapc")] {
        let dir = folder(&[]);
        let run = init(dir.path(), &[], answers);
        run.status(0).says("Who pays for the service?").says("Los Angeles");
        assert_eq!(answers.contains("scap"), run.stderr.contains("did you mean `la-sapc`"));
        let text = fs::read_to_string(dir.path().join("notelint.yaml")).unwrap();
        assert!(text.contains(&format!("\nruleset: {ruleset}\n")), "{text}");
    }
    let dir = folder(&[]);
    init(dir.path(), &[], "1\n").status(0);
    let shown = notelint(dir.path(), &["rulesets"]).stdout;
    let text = fs::read_to_string(dir.path().join("notelint.yaml")).unwrap();
    let chosen = text.lines().find_map(|line| line.strip_prefix("ruleset: ")).unwrap();
    assert!(shown.contains(chosen), "{chosen}");
    let dir = folder(&[]);
    init(dir.path(), &[], "").status(2).says("--ruleset");
    init(dir.path(), &[], "a\nb\nc\nd\n").status(2).says("no payer was chosen");
    init(dir.path(), &["--ruleset", "la-scap"], "").status(2).says("did you mean `la-sapc`");
    assert!(!dir.path().join("notelint.yaml").exists());
}

#[test]
fn overrides_are_in_force_for_their_paths() {
    let dir = folder(&[
        (
            "notelint.yaml",
            "ruleset: il-rule132\nselect: NB301\noverrides:\n  - paths: [\"la/**\"]\n    ruleset: la-sapc\n  \
             - paths: \"**/old/*.txt\"\n    ignore: NB\n    fail-on: never\n",
        ),
        ("a.txt", FAX),
        ("la/a.txt", FAX),
        ("la/deep/b.txt", FAX),
        ("la/old/c.txt", FAX),
        ("xla/d.txt", FAX),
    ]);
    let seen = |from: &Path, args: &[&str]| -> Vec<(String, String)> {
        let run = notelint(from, &[&["check", "--format", "json"], args].concat());
        let json = run.json();
        let found = json["diagnostics"].as_array().unwrap().iter();
        found.map(|found| (super::text(found, "/path"), super::text(found, "/ruleset"))).collect()
    };
    let pair = |path: &str, ruleset: &str| (path.to_owned(), ruleset.to_owned());
    let expected = [
        pair("a.txt", "il-rule132"),
        pair("la/a.txt", "la-sapc"),
        pair("la/deep/b.txt", "la-sapc"),
        pair("xla/d.txt", "il-rule132"),
    ];
    assert_eq!(seen(dir.path(), &[]), expected);
    // They hold from wherever notelint is started, and under what the command line says.
    assert_eq!(seen(&dir.path().join("la"), &["a.txt"]), [pair("a.txt", "la-sapc")]);
    assert_eq!(seen(&dir.path().join("xla"), &["../la/a.txt"]), [pair("../la/a.txt", "la-sapc")]);
    let forced = seen(dir.path(), &["--ruleset", "sd-bhs", "la/a.txt", "a.txt"]);
    assert_eq!(forced, [pair("a.txt", "sd-bhs"), pair("la/a.txt", "sd-bhs")]);
}

#[test]
fn the_configuration_is_looked_for_above_the_file_and_not_above_where_we_are() {
    let dir = folder(&[
        ("one/notelint.yaml", "ruleset: la-sapc\n"),
        ("two/notelint.yaml", "ruleset: il-rule132\n"),
        ("two/a.txt", FAX),
    ]);
    let run = notelint(&dir.path().join("one"), &["check", "--format", "json", "../two/a.txt"]);
    assert_eq!(run.json()["ruleset"], "il-rule132");
}

#[test]
fn severities_are_those_of_the_most_particular_key() {
    let dir = folder(&[
        (
            "notelint.yaml",
            "ruleset: il-rule132\nselect: NB\nseverity: {NB: note, NB3: warning, fax: error}\n",
        ),
        ("a.txt", &format!("{FAX}{DRIVE}Copied her ID, 5 min.\n")),
    ]);
    let run = notelint(dir.path(), &["check", "--format", "json"]);
    let found = codes(run.status(1));
    let found: Vec<(&str, &str)> = found.iter().map(|(code, severity)| (&**code, &**severity)).collect();
    assert_eq!(found, [("NB301", "error"), ("NB101", "note"), ("NB302", "warning")]);
    assert_eq!(run.json()["summary"]["errors"], 1);
    write(dir.path(), "notelint.yaml", "severity:\n  NB30l: error\n");
    notelint(dir.path(), &["check"]).status(2).says("notelint.yaml:1: unknown rule `NB30l`").says("NB301");
}

#[test]
fn header_fields_go_by_the_agencys_names() {
    let note =
        "Hora de inicio: 10:00 am\nHora de fin: 10:45 am\n\nHelped ct fill out her CalFresh application.\n";
    let dir = folder(&[("a.txt", note), ("notelint.yaml", "ruleset: il-rule132\n")]);
    let claimed = || {
        notelint(dir.path(), &["ledger", "--format", "json"]).json()["notes"][0]["claimed_minutes"].clone()
    };
    assert_eq!(claimed(), Value::Null);
    write(dir.path(), "notelint.yaml", "header-aliases:\n  start: Hora de inicio\n  end: [Hora de fin]\n");
    assert_eq!(claimed(), 45);
    write(dir.path(), "notelint.yaml", "header-aliases:\n  strat: Hora\n");
    notelint(dir.path(), &["check"])
        .status(2)
        .says("notelint.yaml:1: unknown value `strat`; did you mean `start`?");
    write(dir.path(), "notelint.yaml", "\nheader-aliases:\n  start: [start time, end time]\n");
    let run = notelint(dir.path(), &["check"]);
    run.status(2).says("notelint.yaml:2: `end time` is a name of `end` already; leave it out");
}

#[test]
fn show_tells_every_value_and_where_it_was_said() {
    let dir = folder(&[(
        "notelint.yaml",
        "ruleset: la-sapc\nignore: NB2\nseverity: {NB: note}\noverrides:\n  - {paths: \"sd/**\", ruleset: sd-bhs}\n",
    )]);
    let show = |path: &str, variable: Option<(&str, &str)>, args: &[&str]| {
        let mut command = command(dir.path(), &[&["config", "show", path], args].concat());
        command.envs(variable);
        let run = finish(command);
        run.status(0);
        run.stdout
    };
    let row = |shown: &str, key: &str| {
        let line = shown.lines().find(|line| line.starts_with(key)).expect("a line").to_owned();
        line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    let plain = show(".", None, &[]);
    for (key, expected) in [
        ("configuration", "file: notelint.yaml"),
        ("ruleset", "la-sapc notelint.yaml:1"),
        ("ignore", "NB2 notelint.yaml:2"),
        ("severity", "NB: note notelint.yaml:3"),
        ("fail-on", "warning default"),
        ("format", "pretty default"),
        ("overrides", "sd/** notelint.yaml:5 for other files"),
    ] {
        assert_eq!(row(&plain, key), expected, "{plain}");
    }
    let below = show("sd/new.txt", None, &[]);
    assert_eq!(row(&below, "ruleset"), "sd-bhs notelint.yaml:5");
    assert_eq!(row(&below, "overrides"), "sd/** notelint.yaml:5 in force");
    let set = Some(("NOTELINT_RULESET", "cm-2009"));
    assert_eq!(row(&show(".", set, &[]), "ruleset"), "cm-2009 NOTELINT_RULESET");
    assert_eq!(row(&show("sd/a.txt", set, &["--ruleset=common"]), "ruleset"), "common --ruleset");
    let format = Some(("NOTELINT_FORMAT", "short"));
    assert_eq!(row(&show(".", format, &["--fail-on", "note"]), "format"), "short NOTELINT_FORMAT");
    assert_eq!(row(&show(".", format, &["--fail-on", "note"]), "fail-on"), "note --fail-on");
    assert_eq!(row(&show(".", None, &["--no-config"]), "ruleset"), "common default");
    notelint(dir.path(), &["config", "show", "--ruleset", "la-scap"])
        .status(2)
        .says("--ruleset: unknown ruleset");
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let dir = folder(&[]);
    let schema = notelint(dir.path(), &["schema", "config"]).status(0).json();
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for (yaml, good) in [
        ("ruleset: la-sapc\nprogram: residential\nselect: [NB]\nignore: NB2\n", true),
        ("severity: {NB: note}\nfail-on: never\nformat: sarif\nlexicons: ours\nstaff-names: [Dana]\n", true),
        ("header-aliases: {start: Hora, end: [Fin, Final]}\n", true),
        ("overrides: [{paths: [\"la/**\"], ruleset: la-sapc}]\n", true),
        ("select:\n", true),
        ("rulset: la-sapc\n", false),
        ("program: [residental]\n", false),
        ("fail-on: warn\n", false),
        ("format: xml\n", false),
        ("severity: {NB: off}\n", false),
        ("header-aliases: {strat: Hora}\n", false),
        ("overrides: [{ruleset: la-sapc}]\n", false),
        ("overrides: [{paths: a, format: json}]\n", false),
    ] {
        let yaml = yaml.replace("lexicons: ours\n", "");
        write(dir.path(), "notelint.yaml", &yaml);
        let takes = notelint(dir.path(), &["config", "show"]).status == Some(0);
        let value: Value = serde_yaml::from_str(&yaml).unwrap();
        assert_eq!((takes, schema.is_valid(&value)), (good, good), "{yaml}");
    }
}
