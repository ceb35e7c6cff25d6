//! The built-in lexicon is tidy, an agency's own files work at run time, and their mistakes are told with a remedy.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use notelint::lexicon::{builtin_sources, check::hygiene};
use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program left: status, standard output, standard error.
type Run = (Option<i32>, String, String);

fn notelint(dir: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(dir).args(args);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let output = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

/// Codes and rulesets of what is found in `note.txt` with the agency's own files in `ours`.
fn found(dir: &Path, args: &[&str]) -> Vec<String> {
    let args = [&["check", "--lexicons", "ours", "--format", "json", "note.txt"], args].concat();
    let (_, stdout, stderr) = notelint(dir, &args);
    let report: Value = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stderr}"));
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    report["diagnostics"].as_array().unwrap().iter().map(code).collect()
}

// The built-in files

fn untidy(wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let sources: Vec<_> = builtin_sources().collect();
    hygiene(&sources).iter().map(ToString::to_string).filter(|problem| wanted(problem)).collect()
}

#[test]
fn built_in_lists_are_free_of_duplicates_and_acts_have_examples() {
    assert_eq!(untidy(|problem| !problem.contains("is not sorted")), Vec::<String>::new());
}

#[test]
fn built_in_acts_are_sorted() {
    assert_eq!(untidy(|problem| !problem.starts_with("context/")), Vec::<String>::new());
}

#[test]
fn built_in_context_is_sorted() {
    assert_eq!(untidy(|problem| problem.starts_with("context/")), Vec::<String>::new());
}

// Mistakes

#[test]
fn mistakes_name_file_line_and_remedy() {
    let act = |rest: &str| {
        (
            "activities/pager.yaml",
            format!("name: pager#\ncode: ZZ00#\nsummary: paging\nwhy: a page is no talk\n{rest}"),
        )
    };
    let cases = [
        (act("phrase: [\"~page {party}\"]\n"), 5, &["unknown key `phrase`; did you mean `phrases`?"][..]),
        (
            act("phrases: [\"[a] .. page\"]\n"),
            5,
            &["phrase `[a] .. page` may begin with `..`; put a word before it"],
        ),
        (act("phrases: [a b]\nexamples:\n  flg: [a b]\n"), 7, &["unknown key `flg`", "did you mean `flag`?"]),
        (
            ("context/words.yaml", "preposition: [a]\nadverbs: [soon]\n".into()),
            2,
            &["unknown word class `adverbs`; did you mean `adverb`?"],
        ),
        (
            ("context/words.yaml", "zzz: [soon]\n".into()),
            1,
            &["unknown word class `zzz`; write one of abbreviation, adverb"],
        ),
        (
            ("context/cues.yaml", "futur: [soon]\n".into()),
            1,
            &["unknown cue class `futur`; did you mean `future`?"],
        ),
        (
            ("context/people.yaml", "cleint: [soon]\n".into()),
            1,
            &["unknown role `cleint`; did you mean `client`?"],
        ),
        (
            ("context/headers.yaml", "unit: [soon]\n".into()),
            1,
            &["unknown header field `unit`; did you mean `units`?"],
        ),
        (
            act("phrases:\n  - \"~page {party}\"\n  - \"~page {voicemial}\"\n"),
            7,
            &["unknown class `voicemial`; did you mean `voicemail`?"],
        ),
        (
            act("phrases:\n  - \"~page {zzzzzzzz}\"\n"),
            6,
            &["unknown class `zzzzzzzz`; write one that `context/people.yaml`"],
        ),
        (
            act("phrases:\n  - \"paged\"\n  - [a|the] page\n"),
            7,
            &["stands in quotes, as \"left [a] message\""],
        ),
        (act("phrases:\n  - \"paged\"\n  - {party} paged\n"), 7, &["stands in quotes"]),
        (act("phrases:\n  - \"paged\"\n  - [a page]\n"), 7, &["stands in quotes"]),
        (
            act("phrases:\n  - paged\n  - repaged\n  - paged\n"),
            8,
            &["duplicate phrase `paged`; write it once"],
        ),
        (act("phrases: \"paged\"\n"), 5, &["expected a sequence; write a list, as [\"left [a] message\"]"]),
        (act("phrases:\n  - \"~page [a\"\n"), 6, &["`[` has no partner; write `[a|b]`"]),
        (act("phrases: [paged]\nphrases: [repaged]\n"), 6, &["duplicate", "join the two"]),
        (
            ("context/people.yaml", "client: [a]\nstaff: [b]\nclient: [c]\n".into()),
            3,
            &["duplicate", "join the two"],
        ),
        (
            ("activities/a.yaml", "name: pager#\nphrases: [paged]\n".into()),
            1,
            &["no `code`; write", "no `summary`; add", "no `why`; add"],
        ),
        (("activities/a.yaml", "phrases: [paged]\n".into()), 1, &["`name` is missing; add a line `name: …`"]),
        (
            ("activities/a.yaml", "name: fax\ncode: ZZ001\nphrases: [paged]\n".into()),
            2,
            &["NB301", "leave it out"],
        ),
    ];
    // All in one run, each in a folder and under a name of its own.
    let place = |number: usize, path: &str| format!("ours/{number}/{path}");
    let files: Vec<(String, String)> = cases
        .iter()
        .enumerate()
        .map(|(number, ((path, text), ..))| (place(number, path), text.replacen('#', &number.to_string(), 2)))
        .collect();
    let mut files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("note.txt", "Faxed it.\n"));
    let dir = folder(&files);
    let (status, _, stderr) = notelint(dir.path(), &["check", "--lexicons", "ours", "note.txt"]);
    assert_eq!(status, Some(2), "{stderr}");
    let (status, stdout, _) = notelint(dir.path(), &["lexicon", "check", "ours"]);
    assert_eq!(status, Some(1), "{stdout}");
    for (number, ((path, text), line, remedies)) in cases.iter().enumerate() {
        let place = format!("{}:{line}: ", place(number, path));
        for told in [&stderr, &stdout] {
            let told: Vec<&str> = told.lines().filter(|told| told.contains(&place)).collect();
            for remedy in *remedies {
                assert!(
                    told.iter().any(|told| told.contains(remedy)),
                    "`{remedy}` is missing in {told:?}\n{text}\n{stderr}"
                );
            }
        }
    }
}

#[test]
fn the_wrong_folder_is_told() {
    let dir =
        folder(&[("ours/pager.yaml", "name: pager\n"), ("note.txt", "Faxed it.\n"), ("empty/a.txt", "")]);
    let (status, _, stderr) = notelint(dir.path(), &["check", "--lexicons", "ours", "note.txt"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("ours/pager.yaml: ") && stderr.contains("`activities/`"), "{stderr}");
    for args in [["lexicon", "check", "empty"], ["lexicon", "test", "empty"]] {
        let (status, _, stderr) = notelint(dir.path(), &args);
        assert_eq!(status, Some(2));
        assert!(stderr.contains("no .yaml file"), "{stderr}");
    }
}

// Files of one's own

const PAGER: &str = "name: pager
code: ZZ001
summary: paging people
phrases: [\"~page {party}\"]
examples:
  flag: [\"Paged the PO.\"]
  pass: [\"Ct paged the PO.\"]
why: A page is no talk.
instead: Document the talk that followed, if one did.
";
const OURS: &str = "id: ours
inherits: il-rule132
activities:
  pager: [{ verdict: non-billable, place: Handbook 3, says: pages are not billed }]
";

#[test]
fn an_activity_and_a_ruleset_of_ones_own() {
    let note = "Paged the PO, 5 min.\nCt paged the PO.\nFaxed the packet to DMV for ct, 10 min.\n";
    let dir = folder(&[
        ("ours/activities/pager.yaml", PAGER),
        ("ours/rulesets/ours.yaml", OURS),
        ("note.txt", note),
    ]);
    let dir = dir.path();
    let nb = ["--select", "NB,ZZ", "--ruleset"];
    assert_eq!(found(dir, &[&nb[..], &["ours"]].concat()), ["ZZ001", "NB301"]);
    assert_eq!(found(dir, &[&nb[..], &["il-rule132"]].concat()), ["NB301"]);
    assert_eq!(found(dir, &["--ruleset", "ours", "--select", "ZZ001"]), ["ZZ001"]);

    let own = ["--lexicons", "ours"];
    for (command, words) in [
        (&["lexicon", "check", "ours"][..], &[][..]),
        (
            &["explain", "zz001", own[0], own[1]],
            &[
                "ZZ001 pager: paging people",
                "  ours         non-billable",
                "Handbook 3",
                "  la-sapc      silent",
            ],
        ),
        (&["rules", "--ruleset", "ours", own[0], own[1]], &["ZZ001  warning  pager"]),
        (&["rulesets", own[0], own[1]], &["inherits: il-rule132"]),
        (&["matrix", "--format", "csv", own[0], own[1]], &["ZZ001,pager,silent"]),
    ] {
        let (status, stdout, stderr) = notelint(dir, command);
        assert_eq!(status, Some(0), "{command:?}\n{stdout}{stderr}");
        for word in words {
            assert!(stdout.contains(word), "`{word}` is missing in:\n{stdout}");
        }
    }
    let (_, stdout, _) = notelint(dir, &["lexicon", "test", "ours"]);
    assert!(!stdout.contains("pager.yaml"), "{stdout}");
}

#[test]
fn the_configuration_brings_its_own_files() {
    let dir = folder(&[
        ("notelint.yaml", "ruleset: ours\nlexicons: own\n"),
        ("own/activities/pager.yaml", PAGER),
        ("own/rulesets/ours.yaml", OURS),
    ]);
    let (status, stdout, stderr) = notelint(dir.path(), &["rules"]);
    assert!(status == Some(0) && stdout.contains("ZZ001  warning  pager"), "{stdout}{stderr}");
    let (_, stdout, _) = notelint(dir.path(), &["rules", "--no-config"]);
    assert!(!stdout.contains("ZZ001"), "{stdout}");
}

#[test]
fn phrases_are_added_to_a_built_in_activity() {
    let dir = folder(&[
        ("ours/activities/fax.yaml", "name: fax\nphrases: [\"~telecopy [{det}] {document}\"]\n"),
        ("note.txt", "Telecopied the packet to DMV, 10 min.\nFaxed the packet to DMV, 5 min.\n"),
    ]);
    let args = ["--ruleset", "il-rule132", "--select", "NB"];
    assert_eq!(found(dir.path(), &args), ["NB301", "NB301"]);
    let (status, stdout, _) = notelint(dir.path(), &["lexicon", "check", "ours"]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    // The texts stay.
    let (_, stdout, _) = notelint(dir.path(), &["explain", "fax", "--lexicons", "ours"]);
    assert!(stdout.starts_with("NB301 fax: faxing") && stdout.contains("What to document"), "{stdout}");
}

#[test]
fn phrases_that_nothing_needs_are_named() {
    let pager = PAGER.replacen("phrases: [", "phrases: [\"~buzz {party}\", ", 1);
    assert_ne!(pager, PAGER);
    let note = r#"{"id": "n-1", "ruleset": "common", "text": "Buzzed the PO.", "activities": [], "interventions": [],
        "traps": [], "note_codes": [], "note_codes_any": [], "claimed_minutes": null}"#;
    let dir = folder(&[
        ("ours/activities/pager.yaml", &pager),
        ("notes.jsonl", &note.replace('\n', " ")),
        ("broken.jsonl", "{\n"),
    ]);
    let check = ["lexicon", "check", "ours", "--unused"];
    let (status, stdout, stderr) = notelint(dir.path(), &check);
    let line = pager.lines().position(|line| line.contains("~buzz")).unwrap() + 1;
    let expected = format!(
        "ours/activities/pager.yaml:{line}: `~buzz {{party}}`: no example and no note given needs this phrase\n"
    );
    assert_eq!((status, stdout), (Some(1), expected), "{stderr}");
    let (status, stdout, stderr) = notelint(dir.path(), &[&check[..], &["--notes", "notes.jsonl"]].concat());
    assert_eq!((status, stdout.as_str()), (Some(0), ""), "{stderr}");
    for (file, told) in [("broken.jsonl", "broken.jsonl:1: "), ("none.jsonl", "none.jsonl: ")] {
        let (status, _, stderr) = notelint(dir.path(), &[&check[..], &["--notes", file]].concat());
        assert!(status == Some(2) && stderr.contains(told), "{stderr}");
    }
}

#[test]
fn examples_that_fail_are_named() {
    let wrong = PAGER
        .replace("Paged the PO.", "Ct waited.")
        .replace("[\"Ct paged the PO.\"]", "[\"Paged the judge.\"]");
    let dir = folder(&[("ours/activities/pager.yaml", &wrong)]);
    let (status, stdout, _) = notelint(dir.path(), &["lexicon", "test", "ours"]);
    assert_eq!(status, Some(1));
    assert!(stdout.contains("ours/activities/pager.yaml: missing: Ct waited.\n"), "{stdout}");
    assert!(stdout.contains("ours/activities/pager.yaml: noisy: Paged the judge.\n"), "{stdout}");
    assert!(stdout.trim_end().lines().last().unwrap().contains(" missing, "), "{stdout}");
}

#[test]
fn the_schema_is_one_document_with_every_kind_of_file() {
    let dir = TempDir::new().unwrap();
    let (status, stdout, _) = notelint(dir.path(), &["lexicon", "schema"]);
    assert_eq!(status, Some(0));
    let schema: Value = serde_json::from_str(&stdout).unwrap();
    for name in ["ActFile", "VerbsFile", "OutcomesFile", "VagueFile", "TimeFile", "RulesetFile"] {
        assert_eq!(schema["$defs"][name]["additionalProperties"], false, "{name}");
    }
    for kind in schema["anyOf"].as_array().unwrap() {
        if let Some(name) = kind["$ref"].as_str() {
            assert!(schema.pointer(name.trim_start_matches('#')).is_some(), "{name}");
        }
    }
}

/// Every sentence that a lexicon file gives as an example is read as the file says.
#[test]
fn built_in_examples_hold() {
    let dir = tempfile::TempDir::new().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_notelint"));
    let output = command.args(["lexicon", "test"]).current_dir(dir.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("0 missing, 0 noisy"), "{text}");
}
