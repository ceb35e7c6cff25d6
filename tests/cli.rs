//! The program from outside: bad input, exit statuses, formats, configuration. Nothing is ever silently green.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod program;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use program::{Run, command, field, finish, folder, notelint};
use tempfile::TempDir;

const FAX: &str = "Faxed the packet to DMV for ct, 10 min.\n";
const DRIVE: &str = "Drove ct to court. 20 min.\n";
const FINE: &str = "Helped ct fill out her CalFresh application with the county worker. 30 min.\n";

/// `notelint check` for the billing rules of il-rule132 with these arguments.
fn check(dir: &Path, args: &[&str]) -> Run {
    notelint(dir, &[&["check", "--ruleset", "il-rule132", "--select", "NB"], args].concat())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

// Bad input

#[test]
fn an_empty_or_blank_file_is_a_blank_note() {
    let blank = "\n".repeat(1_000_000);
    let dir = folder(&[
        ("empty.txt", b""),
        ("space.txt", b" \t\r\n\xEF\xBB\xBF\n"),
        ("lines.txt", blank.as_bytes()),
    ]);
    for name in ["empty.txt", "space.txt", "lines.txt"] {
        check(dir.path(), &[name]).status(0).says("read 1 note (1 blank)");
    }
    let run = check(dir.path(), &["--format", "json", "."]);
    assert_eq!(run.status(0).json()["summary"]["blank"], 3);
}

#[test]
fn binary_files_are_named_and_the_rest_is_read() {
    let dir = folder(&[
        ("a.txt", b"MZ\0\0\x01"),
        ("b.txt", FAX.as_bytes()),
        ("c.txt", &utf16(FAX, u16::to_le_bytes)[2..]),
    ]);
    let run = check(dir.path(), &["--format", "json", "."]);
    run.status(2).says("a.txt: not text").says("c.txt: not text").says("byte order mark");
    assert_eq!(run.found().len(), 1);
    assert_eq!(run.json()["summary"]["failed"], 2);
}

#[test]
fn nul_characters_behind_a_mark_do_not_stop_the_reading() {
    let dir = folder(&[("a.txt", format!("\u{feff}\0\0 x\n{FAX}").as_bytes())]);
    let run = check(dir.path(), &["a.txt"]);
    run.status(1);
    assert!(!run.stdout.contains('\0'));
}

#[test]
fn broken_utf16_is_named_with_its_line_and_the_rest_is_read() {
    let mut cut = utf16(&format!("{FAX}x"), u16::to_le_bytes);
    cut.pop();
    let mut lone = utf16(FAX, u16::to_be_bytes);
    lone.extend([0xD8, 0x00, 0x00, b'x']);
    let dir = folder(&[("cut.txt", &cut), ("lone.txt", &lone)]);
    let run = check(dir.path(), &["--format", "json", "."]);
    run.status(2).says("cut.txt:2: ").says("lone.txt:2: ");
    assert_eq!(run.found().len(), 2);
}

#[test]
fn a_very_long_line_is_linted_and_cut_in_print() {
    // Unoptimized code is slow.
    let size = if cfg!(debug_assertions) { 5_000_000 } else { 50_000_000 };
    let mut text = "Ct is doing well today. ".repeat(size / 24);
    text.push_str("Faxed the packet to DMV for ct, 10 min.");
    let dir = folder(&[("long.txt", text.as_bytes())]);
    let run = check(dir.path(), &["long.txt"]);
    run.status(1);
    assert!(run.stdout.contains("Faxed the packet"));
    assert!(run.stdout.len() < 5_000, "{}", run.stdout.len());
    let run = check(dir.path(), &["long.txt", "--format", "json"]);
    assert_eq!(field(&run.found()[0], "/start/column"), text.find("Faxed").unwrap() + 1);
}

#[test]
fn a_finding_after_a_million_blank_lines_has_its_line() {
    let text = format!("{}{FAX}", "\r\n".repeat(1_000_000));
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let run = check(dir.path(), &["--format", "short", "a.txt"]);
    assert!(run.status(1).stdout.starts_with("a.txt:1000001:1: warning[NB301]: "), "{}", run.stdout);
}

#[test]
fn a_missing_path_is_an_error_and_the_rest_is_read() {
    let dir = folder(&[("a.txt", FAX.as_bytes())]);
    let run = check(dir.path(), &["gone.txt", "a.txt", "--format", "short"]);
    run.status(2).says("gone.txt: no such file or folder").says("read 1 note").says("1 failed");
    assert_eq!(run.stdout.lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_named_and_the_rest_is_read() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("a.txt", FAX.as_bytes()), ("sub/b.txt", DRIVE.as_bytes())]);
    symlink("nowhere", dir.path().join("dangling.txt")).unwrap();
    symlink("..", dir.path().join("sub/loop")).unwrap();
    let run = check(dir.path(), &["--format", "short"]);
    run.status(2).says("dangling.txt: a link to a file that does not exist").says("sub/loop: a link back");
    run.says("read 2 notes").says("2 failed");
    assert_eq!(run.stdout.lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn control_characters_of_a_path_never_reach_the_terminal() {
    let dir = folder(&[("a\u{1b}[2J\n.txt", FAX.as_bytes())]);
    for args in [&["."][..], &["--format", "short"], &["gone\u{1b}[2J"], &["a\u{1b}[2J\n.txt", "--redact"]] {
        let run = check(dir.path(), args);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn a_folder_without_notes_says_that_nothing_was_read() {
    let dir =
        folder(&[("a.pdf", b"%PDF"), ("staff.csv", b"name,phone\nA,1\n"), (".hidden.txt", FAX.as_bytes())]);
    let run = check(dir.path(), &["."]);
    run.status(2)
        .says("nothing was read")
        .says("a.pdf: skipped")
        .says("staff.csv: no column holds the note")
        .says("; skipped");
    run.says("read 0 notes (0 blank), skipped 3 files (1 hidden), 0 failed");
    let empty = TempDir::new().unwrap();
    let run = check(empty.path(), &["--format", "json"]);
    run.status(2).says("nothing was read");
    assert!(run.found().is_empty());
}

// Never silently green

#[test]
fn every_encoding_yields_the_same_findings() {
    let text = format!("Señor Nuñez’s case — update:\r\n{FAX}");
    let (utf8, bom) = (text.as_bytes(), format!("\u{feff}{text}"));
    let legacy: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'ñ' => 0xF1,
            '’' => 0x92,
            '—' => 0x97,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let dir = folder(&[
        ("utf8.txt", utf8),
        ("bom.txt", bom.as_bytes()),
        ("le.txt", &utf16(&text, u16::to_le_bytes)),
        ("be.txt", &utf16(&text, u16::to_be_bytes)),
        ("legacy.txt", &legacy),
    ]);
    let found = |name: &str| {
        let run = check(dir.path(), &["--format", "json", name]);
        let mut found = run.status(1).found();
        for finding in &mut found {
            finding["path"].take();
        }
        assert!(!found.is_empty());
        found
    };
    let expected = found("utf8.txt");
    for name in ["bom.txt", "le.txt", "be.txt", "legacy.txt"] {
        assert_eq!(found(name), expected, "{name}");
    }
    check(dir.path(), &["legacy.txt"]).says("legacy.txt: not UTF-8: 4 bytes read as Windows-1252");
}

#[test]
fn many_findings_neither_wrap_the_status_nor_are_cut() {
    for count in [256, 1_500] {
        let dir = folder(&[("a.txt", FAX.repeat(count).as_bytes())]);
        for format in ["short", "json", "pretty"] {
            let run = check(dir.path(), &["--format", format, "a.txt"]);
            assert_eq!(run.status(1).stdout.matches("NB301").count(), count, "{format}");
        }
        check(dir.path(), &["a.txt"]).says(&format!("{count} warnings"));
    }
}

#[test]
fn the_same_sentence_twice_is_found_twice() {
    let dir = folder(&[("a.txt", format!("{FAX}{DRIVE}{FAX}").as_bytes())]);
    let run = check(dir.path(), &["--format", "json", "a.txt"]);
    let seen: Vec<_> = run
        .found()
        .iter()
        .map(|f| (f["code"].as_str().unwrap().to_owned(), field(f, "/start/line")))
        .collect();
    assert_eq!(seen, [("NB301".to_owned(), 1), ("NB101".to_owned(), 2), ("NB301".to_owned(), 3)]);
}

#[test]
fn the_summary_always_says_what_was_read() {
    let dir = folder(&[("a.txt", format!("{FAX}---\n{FINE}").as_bytes())]);
    for format in ["pretty", "short"] {
        check(dir.path(), &["--format", format])
            .says("read 2 notes (0 blank), skipped 0 files (0 hidden), 0 failed; found");
    }
    let run = check(dir.path(), &["--format", "json"]);
    assert_eq!(run.json()["summary"]["notes"], 2);
    assert_eq!(run.stderr, "");
    assert_eq!(check(dir.path(), &["--quiet"]).stderr, "");
    notelint(dir.path(), &["check"]).says("choose a ruleset");
}

#[test]
fn a_path_given_by_name_is_read_whatever_its_ending() {
    let dir = folder(&[("note", FAX.as_bytes()), ("b.dat", FAX.as_bytes()), (".h/x.txt", FAX.as_bytes())]);
    for name in ["note", "b.dat", ".h"] {
        check(dir.path(), &[name]).status(1).says("read 1 note");
    }
    check(dir.path(), &[]).status(2).says("nothing was read").says("note: skipped: no .txt");
    check(dir.path(), &["note", "./note", "note"]).says("read 1 note");
}

#[test]
fn standard_input_is_read_where_it_is_asked_for() {
    let dir = folder(&[("il/notelint.yaml", b"ruleset: il-rule132\n")]);
    let run = |args: &[&str]| {
        let mut command = command(dir.path(), args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A run that does not read it closes it.
        let _ = child.stdin.take().unwrap().write_all(FAX.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    };
    let short = ["check", "--select", "NB301", "--format", "short"];
    assert!(run(&[&short[..], &["-"]].concat()).status(1).stdout.starts_with("<stdin>:1:1: "));
    let named = run(&[&short[..], &["-", "--stdin-filename", "il/a.txt"]].concat());
    assert!(named.status(1).stdout.starts_with("il/a.txt:1:1: "));
    assert!(!named.stderr.contains("choose a ruleset"), "the configuration beside the name is in force");
    run(&["check"]).status(2).says("nothing was read").says("`-`");
    run(&["check", "--stdin-filename", "a.txt", "."]).status(2).says("add `-`");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let dir = folder(&[("a.txt", FAX.repeat(3_000).as_bytes())]);
    for format in ["pretty", "short", "json"] {
        let mut command = command(dir.path(), &["check", "--select", "NB", "--format", format, "a.txt"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(!String::from_utf8_lossy(&output.stderr).contains("error:"), "{format}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let dir = TempDir::new().unwrap();
    for i in 0..60 {
        let text = format!("{}---\n{FINE}---\n{}", FAX.repeat(i % 4), DRIVE.repeat(i % 3));
        let name = dir.path().join(format!("{}", i % 7));
        fs::create_dir_all(&name).unwrap();
        fs::write(name.join(format!("{i}.txt")), text).unwrap();
    }
    fs::write(dir.path().join("0/bad.txt"), b"\0").unwrap();
    for format in ["pretty", "short", "json"] {
        let run = |jobs| check(dir.path(), &["--format", format, "--jobs", jobs, "--statistics"]);
        let one = run("1");
        assert!(one.stdout.contains("NB101"));
        assert_eq!(one, run("8"), "{format}");
        assert_eq!(one, run("3"), "{format}");
    }
}

// Exit statuses

#[test]
fn fail_on_decides_between_0_and_1() {
    let dir = folder(&[("a.txt", FAX.as_bytes()), ("fine.txt", FINE.as_bytes())]);
    for (ruleset, severity, statuses) in
        [("il-rule132", "warning", [0, 1, 1, 0]), ("ca-dmc-ods", "note", [0, 0, 1, 0])]
    {
        for (fail_on, status) in ["error", "warning", "note", "never"].into_iter().zip(statuses) {
            let args = [
                "check",
                "--ruleset",
                ruleset,
                "--select",
                "NB301",
                "--fail-on",
                fail_on,
                "--format",
                "json",
            ];
            let run = notelint(dir.path(), &args);
            assert_eq!(run.status(status).found()[0]["severity"], severity, "{ruleset} {fail_on}");
        }
    }
    check(dir.path(), &["fine.txt", "--fail-on", "note"]).status(0);
}

#[test]
fn mistakes_on_the_command_line_are_status_2_and_name_what_was_meant() {
    let dir = folder(&[("a.txt", FAX.as_bytes())]);
    notelint(dir.path(), &["check", "--rulset", "common"]).status(2).says("--ruleset");
    notelint(dir.path(), &["check", "--ruleset", "il-rule13"]).status(2).says("--ruleset").says("il-rule132");
    notelint(dir.path(), &["check", "--select", "NB30l"]).status(2).says("--select").says("NB301");
    notelint(dir.path(), &["check", "--program", "residental"]).status(2).says("residential");
    notelint(dir.path(), &["check", "--fail-on", "warn"]).status(2).says("warning");
    notelint(dir.path(), &["check", "--config", "gone.yaml"])
        .status(2)
        .says("gone.yaml: no such configuration file");
    notelint(dir.path(), &["check", "--lexicons", "gone"]).status(2).says("gone");
    notelint(dir.path(), &["explain", "nothing-at-all"]).status(2).says("unknown rule `nothing-at-all`");
    notelint(dir.path(), &["chekc"]).status(2).says("check");
    let empty = TempDir::new().unwrap();
    notelint(empty.path(), &["check", "--ruleset", "il-rule13"]).status(2).says("il-rule132");
}

// Places

#[test]
fn places_agree_with_independent_counting() {
    let body =
        format!("Señora 😕 called.\r\n\r\n\t😕😕 {FAX}{DRIVE}Then, “later”: {DRIVE}").replace('\n', "\r\n");
    let body = body.replace("\r\r", "\r");
    for text in [body.clone(), body.replace("\r\n", "\n")] {
        let dir = folder(&[("a.txt", format!("\u{feff}{text}").as_bytes())]);
        let run = check(dir.path(), &["--format", "json", "a.txt"]);
        let found = run.status(1).found();
        assert_eq!(found.len(), 3);
        for (finding, word) in found.iter().zip(["Faxed", "Drove", "Drove"]) {
            let (start, end) = (field(finding, "/span/start"), field(finding, "/span/end"));
            assert!(text[start..end].starts_with(word), "{:?}", &text[start..end]);
            for (offset, place) in [(start, "start"), (end, "end")] {
                let before: Vec<&str> = text[..offset].split('\n').collect();
                assert_eq!(field(finding, &format!("/{place}/line")), before.len());
                assert_eq!(
                    field(finding, &format!("/{place}/column")),
                    before.last().unwrap().chars().count() + 1
                );
            }
        }
    }
}

#[test]
fn several_notes_in_a_file_have_numbers_and_places_of_their_own() {
    let text = format!(
        "Client: A\nDOS: 5/4/09\n\n{FAX}=====\n{FINE}\x0cClient: B\n\n{DRIVE}-----\nSigned: J. Doe\n"
    );
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let run = check(dir.path(), &["--format", "json", "a.txt"]);
    let seen: Vec<_> = run.found().iter().map(|f| (field(f, "/note"), field(f, "/start/line"))).collect();
    assert_eq!(seen, [(1, 4), (3, 9)]);
    assert_eq!(run.json()["summary"]["notes"], 3);
    for finding in run.found() {
        let word = &text[field(&finding, "/span/start")..][..5];
        assert!(word == "Faxed" || word == "Drove", "{word}");
    }
}

// Formats

#[test]
fn pretty_shows_the_words_the_help_and_the_citation() {
    let dir = folder(&[("a.txt", FAX.as_bytes())]);
    let run = check(dir.path(), &["a.txt", "--select", "NB301"]);
    for words in ["warning[NB301]: ", "a.txt:1:1", "Faxed the packet", "^^^^^", "= il-rule132 Q10"] {
        assert!(run.stdout.contains(words), "`{words}` is missing in:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "no color where nobody looks");
    assert!(check(dir.path(), &["a.txt", "--color", "always"]).stdout.contains("\u{1b}["));
}

#[test]
fn redacted_reports_hold_no_words_of_the_note() {
    let dir = folder(&[("a.txt", FAX.as_bytes())]);
    for format in ["pretty", "short", "json"] {
        let run = check(dir.path(), &["a.txt", "--redact", "--format", format]);
        assert!(run.status(1).stdout.contains("NB301"));
        assert!(!run.stdout.contains("packet") && !run.stdout.contains("DMV"), "{}", run.stdout);
    }
}

#[test]
fn the_report_can_go_to_a_file_which_is_not_read_back() {
    let dir = folder(&[("a.txt", FAX.as_bytes())]);
    let direct = check(dir.path(), &["--format", "short"]);
    for _ in 0..2 {
        let run = check(dir.path(), &["--format", "short", "--output", "report.txt"]);
        run.status(1).says("read 1 note");
        assert_eq!(run.stdout, "");
        assert_eq!(fs::read_to_string(dir.path().join("report.txt")).unwrap(), direct.stdout);
    }
    check(dir.path(), &["--output", "report.txt"])
        .says("report.txt: skipped: it is the --output of this run");
    check(dir.path(), &["a.txt", "--output", "a.txt"]).status(2).says("overwrite");
    assert_eq!(fs::read_to_string(dir.path().join("a.txt")).unwrap(), FAX);
    check(dir.path(), &["a.txt", "--output", "no/such/folder"]).status(2).says("cannot be written");
}

#[test]
fn statistics_count_by_code() {
    let dir = folder(&[("a.txt", format!("{FAX}{FAX}{DRIVE}").as_bytes())]);
    let run = check(dir.path(), &["--statistics", "--quiet"]);
    assert!(run.says("NB301").stderr.contains("      2  warning   NB301  fax\n"), "{}", run.stderr);
}

// Configuration

#[test]
fn configuration_is_found_upward_from_each_file() {
    let dir = folder(&[
        ("notelint.yaml", b"ruleset: il-rule132\nselect: [NB]\n"),
        ("a.txt", FAX.as_bytes()),
        ("deep/er/b.txt", FAX.as_bytes()),
        ("other/notelint.yaml", b"ruleset: ca-dmc-ods\nselect: NB\nfail-on: note\n"),
        ("other/c.txt", FAX.as_bytes()),
    ]);
    let run = notelint(dir.path(), &["check", "--format", "json"]);
    let seen: Vec<_> = run
        .status(1)
        .found()
        .iter()
        .map(|f| format!("{} {}", f["path"].as_str().unwrap(), f["ruleset"].as_str().unwrap()))
        .collect();
    assert_eq!(seen, ["a.txt il-rule132", "deep/er/b.txt il-rule132", "other/c.txt ca-dmc-ods"]);
    assert_eq!(run.json()["ruleset"], "il-rule132");
    // Each file's own `fail-on` decides.
    notelint(dir.path(), &["check", "other", "--quiet"]).status(1);
    notelint(dir.path(), &["check", "other", "--fail-on", "warning"]).status(0);
    let run = notelint(dir.path(), &["check", "other", "--no-config", "--select", "NB", "--format", "json"]);
    assert_eq!(run.found()[0]["ruleset"], "common");
}

#[test]
fn flags_go_before_the_environment_and_that_before_files() {
    let dir = folder(&[
        ("notelint.yaml", b"ruleset: ca-dmc-ods\nselect: NB\nformat: json\n"),
        ("a.txt", FAX.as_bytes()),
        ("named.yaml", b"ruleset: cm-2009\nselect: NB\nformat: json\n"),
    ]);
    let ruleset = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = command(dir.path(), &[&["check"], args].concat());
        command.envs(env.iter().copied());
        finish(command).json()["ruleset"].as_str().unwrap().to_owned()
    };
    let (env, named) = (("NOTELINT_RULESET", "la-sapc"), ("NOTELINT_CONFIG", "named.yaml"));
    assert_eq!(ruleset(&[], &[]), "ca-dmc-ods");
    assert_eq!(ruleset(&[], &[env]), "la-sapc");
    assert_eq!(ruleset(&["--ruleset", "sd-bhs"], &[env]), "sd-bhs");
    assert_eq!(ruleset(&["--config", "named.yaml"], &[]), "cm-2009");
    assert_eq!(ruleset(&[], &[named]), "cm-2009");
    assert_eq!(ruleset(&["--no-config", "--format", "json"], &[named]), "common");
}

/// A finding of each confidence, the surest first.
const SURE_TO_UNSURE: &str =
    "CM faxed the packet to DMV for ct.\nMailed it. Faxed the ROI to SSA, 5 min.\nFax forms to SSI 10 min.\n";

#[test]
fn a_finding_says_how_sure_it_is_and_on_what_default_it_rests() {
    let dir = folder(&[("a.txt", SURE_TO_UNSURE.as_bytes())]);
    let found = check(dir.path(), &["a.txt", "--format", "json"]).found();
    let told: Vec<_> =
        found.iter().map(|f| [&f["confidence"], &f["label"]].map(|v| v.as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            ["high", "done by staff"],
            ["medium", "done; assumed: no subject, read as staff"],
            ["low", "done; assumed: no subject, read as staff; a verb without tense, read as done"],
        ]
    );
    let pretty = check(dir.path(), &["a.txt"]).stdout;
    assert!(pretty.contains("done; assumed: no subject, read as staff\n"), "{pretty}");
    let redacted = check(dir.path(), &["a.txt", "--redact"]).stdout;
    assert!(redacted.contains("= done; assumed: no subject, read as staff\n"), "{redacted}");
    // So do findings of other families that rest on one act.
    let vague = folder(&[("a.txt", b"Checked in with ct.\n")]);
    let vague = notelint(vague.path(), &["check", "a.txt", "--select", "IV002", "--format", "json"]).found();
    let label = "what was done, with whom, and what came of it?; assumed: no subject, read as staff";
    assert_eq!([&vague[0]["label"], &vague[0]["confidence"]], [label, "medium"]);
}

#[test]
fn findings_that_are_less_sure_than_asked_for_are_left_out() {
    let dir = folder(&[
        ("notelint.yaml", b"select: NB\nruleset: il-rule132\nmin-confidence: high\n"),
        ("a.txt", SURE_TO_UNSURE.as_bytes()),
        ("unsure/a.txt", b"Fax forms to SSI 10 min.\n"),
    ]);
    let lines = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = command(dir.path(), &[&["check", "a.txt", "--format", "json"], args].concat());
        command.envs(env.iter().copied());
        finish(command).found().iter().map(|f| field(f, "/start/line")).collect::<Vec<_>>()
    };
    let env = ("NOTELINT_MIN_CONFIDENCE", "medium");
    assert_eq!(lines(&[], &[]), [1], "the file's");
    assert_eq!(lines(&[], &[env]), [1, 2], "the environment's before the file's");
    assert_eq!(lines(&["--min-confidence", "low"], &[env]), [1, 2, 3], "the flag's before both");
    let all = ["--no-config", "--select", "NB", "--ruleset", "il-rule132"];
    assert_eq!(lines(&all, &[]), [1, 2, 3], "all by default");
    // What is left out does not fail the run.
    notelint(dir.path(), &["check", "unsure"]).status(0);
    notelint(dir.path(), &["check", "unsure", "--min-confidence", "low"]).status(1);
    notelint(dir.path(), &["check", "--min-confidence", "sure"]).status(2).says("high, medium, low");
    fs::write(dir.path().join("notelint.yaml"), "min-confidence: sure\n").unwrap();
    notelint(dir.path(), &["check", "a.txt"])
        .status(2)
        .says("notelint.yaml:1: unknown value `sure`; write one of high, medium, low");
}

#[test]
fn mistakes_in_a_configuration_name_file_line_and_remedy() {
    let dir = folder(&[
        ("bad/notelint.yaml", b"select: NB\nrulset: il-rule132\n"),
        ("bad/a.txt", FAX.as_bytes()),
        ("bad/b.txt", FAX.as_bytes()),
        ("worse/notelint.yaml", b"\nruleset: il-rule13\n"),
        ("worse/a.txt", FAX.as_bytes()),
        ("fine/a.txt", FAX.as_bytes()),
    ]);
    let run = check(dir.path(), &["--format", "short", "bad", "fine"]);
    run.status(2).says("bad/notelint.yaml:2: unknown key `rulset`; did you mean `ruleset`?").says("2 failed");
    assert_eq!(run.stderr.matches("rulset").count(), 1, "told once");
    assert_eq!(run.stdout.lines().count(), 1, "the rest is read");
    let run = notelint(dir.path(), &["check", "worse"]);
    run.status(2).says("worse/notelint.yaml:2: unknown ruleset `il-rule13`").says("il-rule132");
    // A note named by mistake is not quoted.
    let run = notelint(dir.path(), &["check", "--config", "fine/a.txt", "fine"]);
    assert!(!run.status(2).stderr.contains("Faxed"), "{}", run.stderr);
}

// Other commands

#[test]
fn every_stage_is_shown_with_words_or_without() {
    let dir = folder(&[("a.txt", format!("{FAX}---\n{FINE}").as_bytes()), ("bad.txt", b"\0")]);
    for (stage, words) in [
        ("tokens", "1:1 \"Faxed\""),
        ("mentions", "fax phrases"),
        ("context", "actor staff"),
        ("activities", "fax: staff done, 10 minutes"),
    ] {
        let run = notelint(dir.path(), &["show", "--stage", stage, "a.txt"]);
        assert!(run.status(0).stdout.starts_with("== a.txt, note 1\n1:1 "), "{}", run.stdout);
        assert!(run.stdout.contains(words) && run.stdout.contains("== a.txt, note 2"), "{}", run.stdout);
        assert!(run.stdout.contains("Faxed"), "{}", run.stdout);
        let run = notelint(dir.path(), &["show", "--stage", stage, "--redact", "a.txt"]);
        assert!(!run.status(0).stdout.contains("Faxed") && !run.stdout.contains("packet"), "{}", run.stdout);
    }
    notelint(dir.path(), &["show", "--stage", "tokens"]).status(2).says("bad.txt: not text");
}

#[test]
fn rules_that_are_not_looked_for_are_not_listed() {
    let dir = TempDir::new().unwrap();
    let listed = notelint(dir.path(), &["rules"]).stdout;
    for known in notelint::catalogue::RULES {
        let code = known.code;
        let run = notelint(dir.path(), &["explain", code]);
        let looked_for = !run.status(0).stdout.contains("does not look for this yet");
        assert_eq!(listed.contains(code), looked_for, "{code}");
        assert!(run.stdout.contains("\n  il-rule132  "), "{code}");
    }
}

#[test]
fn lists_name_every_rule_and_ruleset() {
    let dir = TempDir::new().unwrap();
    assert!(notelint(dir.path(), &["rules"]).status(0).stdout.contains("NB301"));
    let warned = notelint(dir.path(), &["rules", "--ruleset", "la-sapc"]);
    assert!(warned.status(0).stdout.contains("NB104  note     waiting"), "{}", warned.stdout);
    notelint(dir.path(), &["rules", "--ruleset", "la-scap"]).status(2).says("`la-sapc`");
    assert!(notelint(dir.path(), &["rulesets"]).status(0).stdout.contains("il-rule132"));
    notelint(dir.path(), &["rulesets", "--uncovered"]).status(0);
    for format in ["table", "markdown", "csv", "json"] {
        let run = notelint(dir.path(), &["matrix", "--format", format]);
        assert!(run.status(0).stdout.contains("NB301"), "{format}");
    }
    for given in ["NB301", "nb301", "fax"] {
        let run = notelint(dir.path(), &["explain", given]);
        assert!(run.status(0).stdout.starts_with("NB301 fax: "), "{}", run.stdout);
        for words in ["Q10.3", "\nWhy\n", "\nFlagged\n", "^^^^^", "\nPasses\n", "What to document"] {
            assert!(run.stdout.contains(words), "`{words}` is missing in:\n{}", run.stdout);
        }
    }
    let run = notelint(dir.path(), &["explain", "Advocacy"]);
    assert!(run.status(0).stdout.starts_with("intervention advocacy: "), "{}", run.stdout);
    assert!(run.stdout.contains("  la-sapc      billable "), "{}", run.stdout);
    notelint(dir.path(), &["explain", "fxa"]).status(2).says("`fax`");
    assert!(notelint(dir.path(), &["completions", "bash"]).status(0).stdout.contains("notelint"));
}
