//! What editors and shells are given: problem matcher, hook, completions, manual pages.

use regex::Regex;
use serde_json::Value;

use super::{DRIVE, FAX, folder, notelint, number, text};

#[test]
fn the_problem_matcher_reads_every_line_of_short() {
    let matchers: Value = serde_json::from_str(include_str!("../../editors/github/notelint.json")).unwrap();
    let matchers: Vec<(Regex, Value, Value)> = matchers["problemMatcher"]
        .as_array()
        .unwrap()
        .iter()
        .map(|matcher| {
            let pattern = matcher["pattern"][0].clone();
            (Regex::new(&text(&pattern, "/regexp")).unwrap(), pattern, matcher["severity"].clone())
        })
        .collect();
    let dir = folder(&[
        ("notelint.yaml", "ruleset: il-rule132\nselect: NB\nseverity: {NB101: error, NB302: note}\n"),
        ("a b.txt", &format!("😕 {FAX}{DRIVE}Copied her ID, 5 min.\n")),
    ]);
    let found = notelint(dir.path(), &["check", "--format", "json"]).json();
    let found = found["diagnostics"].as_array().unwrap();
    let short = notelint(dir.path(), &["check", "--format", "short"]);
    assert_eq!((found.len(), short.stdout.lines().count()), (3, 3));
    for (line, found) in short.stdout.lines().zip(found) {
        let matching: Vec<_> = matchers.iter().filter(|(regex, ..)| regex.is_match(line)).collect();
        assert_eq!(matching.len(), 1, "{line}");
        let (regex, pattern, severity) = matching[0];
        let captures = regex.captures(line).unwrap();
        let group = |name: &str| captures[number(pattern, &format!("/{name}"))].to_owned();
        assert_eq!(group("file"), text(found, "/path"));
        assert_eq!(group("line"), number(found, "/start/line").to_string());
        assert_eq!(group("column"), number(found, "/start/column").to_string());
        assert_eq!(group("code"), text(found, "/code"));
        assert_eq!(group("message"), text(found, "/message"));
        match severity {
            Value::String(severity) => {
                assert_eq!((&**severity, &*text(found, "/severity")), ("notice", "note"))
            }
            _ => assert_eq!(group("severity"), text(found, "/severity")),
        }
    }
    assert!(short.stderr.lines().all(|line| matchers.iter().all(|(regex, ..)| !regex.is_match(line))));
}

#[test]
fn the_hook_runs_a_command_that_exists() {
    let hooks: Value = serde_yaml::from_str(include_str!("../../.pre-commit-hooks.yaml")).unwrap();
    let hook = &hooks[0];
    let entry = text(hook, "/entry");
    let args: Vec<&str> = entry.split(' ').skip(1).collect();
    let dir = folder(&[("a.txt", FAX), ("b.md", FAX)]);
    let run = notelint(dir.path(), &[&args[..], &["a.txt", "b.md"]].concat());
    assert!(run.status(1).stdout.contains("a.txt:1:1") && run.stdout.contains("b.md:1:1"));
    let files = Regex::new(&text(hook, "/files")).unwrap();
    for (name, read) in
        [("x/a.txt", true), ("a.md", true), ("a.note", true), ("a.csv", false), ("atxt", false)]
    {
        assert_eq!(files.is_match(name), read, "{name}");
    }
}

#[test]
fn completions_know_the_commands_and_the_formats() {
    let dir = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = notelint(dir.path(), &["completions", shell]).status(0).stdout.clone();
        for word in ["baseline", "watch", "init", "config", "man"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // PowerShell and elvish complete names of options and commands alone.
        assert!(script.contains("checkstyle") || matches!(shell, "powershell" | "elvish"), "{shell}");
    }
    notelint(dir.path(), &["completions", "csh"]).status(2).says("powershell");
}

#[test]
fn manual_pages_are_printed_and_written() {
    let dir = folder(&[]);
    let page = notelint(dir.path(), &["man"]).status(0).stdout.clone();
    assert!(page.contains(".TH notelint 1") && page.contains("notelint\\-check(1)"), "{page}");
    notelint(dir.path(), &["man", "--dir", "man"]).status(0);
    let check = std::fs::read_to_string(dir.path().join("man/notelint-check.1")).unwrap();
    assert!(check.contains("\\-\\-baseline") && check.contains("NOTELINT_RULESET"), "{check}");
    notelint(dir.path(), &["man", "--dir", "man/notelint.1"]).status(2).says("cannot be written");
}
