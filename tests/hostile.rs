//! Input that nobody means well with: how the program ends, and what it says.
//!
//! Every row is run through the program. Whatever the input, nothing printed holds a control character, and no message
//! repeats a note's words.

#![cfg(all(feature = "cli", unix))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "helpers of tests are tests")]

mod program;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use program::{Run, command, finish_with};
use tempfile::TempDir;

/// A word that stands in notes and in nothing that may be repeated.
const SECRET: &str = "Quuxly";

/// What is given to the program, and what has to come of it.
struct Row {
    what: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    args: &'static str,
    stdin: Vec<u8>,
    status: i32,
    /// What standard error says.
    says: &'static str,
}

/// A row of files that are checked.
fn row(
    what: &'static str,
    files: Vec<(&'static str, impl Into<Vec<u8>>)>,
    args: &'static str,
    status: i32,
    says: &'static str,
) -> Row {
    let files = files.into_iter().map(|(name, bytes)| (name, bytes.into())).collect();
    Row { what, files, args, stdin: Vec::new(), status, says }
}

/// A note with nothing to find under `common` but what no row asks for.
fn note() -> String {
    format!("Met {SECRET} at the shelter.\n")
}

fn run(dir: &Path, row: &Row) -> Run {
    // A name may hold a blank, an escape or a line end: `\s`, `\e`, `\n` in the table.
    let args = row.args.split(' ').filter(|arg| !arg.is_empty());
    let args: Vec<String> =
        args.map(|arg| arg.replace("\\s", " ").replace("\\e", "\u{1b}").replace("\\n", "\n")).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    finish_with(command(dir, &args), &row.stdin)
}

#[track_caller]
fn check(rows: Vec<Row>, least: usize) {
    assert!(rows.len() >= least, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let dir = TempDir::new().unwrap();
        for (name, bytes) in &row.files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        symlink("ring", dir.path().join("ring")).unwrap();
        let Run { status, stdout, stderr: said } = run(dir.path(), &row);
        if status != Some(row.status) || !said.contains(row.says) {
            let said: String = said.chars().take(600).collect();
            wrong.push(format!("{}: status {status:?}, not {}; said: {said}", row.what, row.status));
        }
        let control = |text: &str| {
            text.chars().any(|c| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c)))
        };
        if control(&stdout) || control(&said) {
            wrong.push(format!("{}: a control character is printed", row.what));
        }
        if said.contains(SECRET) {
            wrong.push(format!("{}: a message repeats the note: {said}", row.what));
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn paths() {
    let ok = || vec![("ok.txt", note())];
    let mut rows = vec![
        row("no file", ok(), "check nofile.txt", 2, "nofile.txt: no such file or folder"),
        row("a path with an escape", ok(), "check no\\e[31m.txt", 2, "no\\u{1b}[31m.txt: no such file"),
        row("a path with a line end", ok(), "check no\\nfile.txt", 2, "no\\nfile.txt: no such file"),
        row(
            "a file with a line end in its name",
            vec![("a\nb.txt", "\0")],
            "check .",
            2,
            "a\\nb.txt: not text",
        ),
        row(
            "a file with an escape in its name",
            vec![("a\u{1b}[2J.txt", "\0")],
            "check .",
            2,
            "a\\u{1b}[2J.txt: not text",
        ),
        row(
            "a name that reads backwards",
            vec![("a\u{202e}txt.txt", "\0")],
            "check .",
            2,
            "a\\u{202e}txt.txt: not text",
        ),
        row(
            "a name that begins with a dash",
            vec![("--x.txt", note())],
            "check --fail-on never -- --x.txt",
            0,
            "read 1 note",
        ),
        row("an empty folder", vec![("notes/.keep", "")], "check notes", 2, "nothing was read"),
        row("a link to itself, named", ok(), "check ring ok.txt", 2, "ring: cannot be read"),
        row("a link to itself, in the folder", ok(), "check . --fail-on never", 2, "ring"),
        row(
            "a folder with a note's name",
            vec![("a.txt/b.txt", note())],
            "check a.txt --fail-on never",
            0,
            "read 1 note",
        ),
        row(
            "a device without end that is no text",
            ok(),
            "check ok.txt /dev/null --fail-on never",
            0,
            "read 2 notes",
        ),
        row("the same file twice", ok(), "check ok.txt ok.txt --fail-on never", 0, "read 1 note"),
        row("standard input twice", ok(), "check - - --fail-on never", 0, "read 1 note (1 blank)"),
        row("a report on a full disk", ok(), "check ok.txt --output /dev/full", 2, "No space left on device"),
        row(
            "a document on a full disk",
            ok(),
            "check ok.txt --format json --output /dev/full",
            2,
            "No space left",
        ),
        row(
            "a report into a folder that is not there",
            ok(),
            "check ok.txt --output no/x",
            2,
            "no/x: cannot be written",
        ),
        row("a report over a folder", ok(), "check ok.txt --output .", 2, "cannot be written"),
        row(
            "a report over its note",
            ok(),
            "check ok.txt --output ok.txt",
            2,
            "would overwrite a file that is to be read",
        ),
        row(
            "a baseline over its note",
            ok(),
            "check ok.txt --write-baseline ok.txt",
            2,
            "would overwrite a file",
        ),
        row("a summary over its note", ok(), "summary ok.txt --output ok.txt", 2, "would overwrite a file"),
    ];
    rows.push(Row {
        stdin: note().into_bytes(),
        ..row("a name without input", ok(), "check ok.txt --stdin-filename x", 2, "add `-`")
    });
    check(rows, 20);
}

#[test]
fn bytes_and_texts() {
    let one = |bytes: Vec<u8>| vec![("a.txt", bytes)];
    let secret = |end: &str| format!("{SECRET} {end}").into_bytes();
    let quiet = "check a.txt --format short --fail-on never";
    check(
        vec![
            row("nothing", one(Vec::new()), quiet, 0, "read 1 note (1 blank)"),
            row("a byte order mark alone", one(vec![0xef, 0xbb, 0xbf]), quiet, 0, "(1 blank)"),
            row("separators alone", one(b"---\n===\n---\n".to_vec()), "check a.txt", 0, "found 0 errors, 0 warnings, 0 notices"),
            row("blanks alone", one(b" \t\r\n\x0c \xc2\xa0\n".to_vec()), "check a.txt", 0, "found 0 errors, 0 warnings, 0 notices"),
            row("NUL bytes", one(secret("\0")), quiet, 2, "a.txt: not text: it has NUL bytes"),
            row("UTF-32", one(b"\xff\xfe\0\0a\0\0\0".to_vec()), quiet, 2, "UTF-32 is not read"),
            row("UTF-16 cut in a character", one(b"\xff\xfea\0b".to_vec()), quiet, 2, "ends inside a character"),
            row("UTF-16 with half a pair", one(b"\xff\xfe\0\xd8a\0".to_vec()), quiet, 2, "1 broken character"),
            row("bytes that are no UTF-8", one(b"Se\xf1or met.\n".to_vec()), quiet, 0, "1 byte read as Windows-1252"),
            row("escapes and marks of direction", one("Drove ct \u{1b}[31mto court\u{1b}[0m \u{202e}20 min.\n".into()), "check a.txt --color never --fail-on never", 0, "read 1 note"),
            row("a bell and a backspace", one("Drove ct\u{7}\u{8} to court.\n".into()), "check a.txt --fail-on never", 0, "read 1 note"),
            row("a line of 3 MB", one("x".repeat(3_000_000).into()), quiet, 0, "read 1 note"),
            row("a sentence of 100,000 words", one("met ct and ".repeat(33_334).into()), quiet, 0, "read 1 note"),
            row("initials without end", one("A. ".repeat(100_000).into()), quiet, 0, "read 1 note"),
            row("brackets that never close", one("(".repeat(200_000).into()), quiet, 0, "read 1 note"),
            row("quotes that never close", one("\"".repeat(200_001).into()), quiet, 0, "read 1 note"),
            row("a number of 200,000 digits", one(format!("{} min", "9".repeat(200_000)).into()), quiet, 0, "read 1 note"),
            row("clock times without end", one("1:".repeat(100_000).into()), quiet, 0, "read 1 note"),
            row("a letter with 200,000 accents", one(format!("e{}", "\u{301}".repeat(200_000)).into()), quiet, 0, "read 1 note"),
            row("a million lines", one("\n".repeat(1_000_000).into()), quiet, 0, "(1 blank)"),
            row("old line ends", one(format!("{}Met ct.", "\r".repeat(100_000)).into()), quiet, 0, "read 1 note"),
            row("100,000 notes", one("Met ct.\n---\n".repeat(100_000).into()), "check a.txt --format short --select NB --fail-on never", 0, "read 100000 notes"),
            row("100,000 findings in one note", one("Faxed it. ".repeat(100_000).into()), "check a.txt --format jsonl --select NB301", 1, ""),
            row("times and dates that are none", one(b"Date: 99/99/9999\nDuration: 999999 hours\nMet ct. 9999999999999999999999 min. -5 min. 25:61-26:99.\n".to_vec()), quiet, 0, "read 1 note"),
            row("digits of another script", one("Met ct. \u{665}\u{660} min. \u{ff15}\u{ff10} min.\n".into()), quiet, 0, "read 1 note"),
        ],
        25,
    );
}

#[test]
fn configurations() {
    let with = |yaml: &str| vec![("notelint.yaml", yaml.as_bytes().to_vec()), ("a.txt", note().into_bytes())];
    let bomb: String = (1..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, at| {
        let each = vec![format!("*a{}", at - 1); 9].join(", ");
        format!("{text}a{at}: &a{at} [{each}]\n")
    });
    let quiet = "check a.txt --fail-on never";
    check(
        vec![
            row("an unclosed list", with("ruleset: ["), quiet, 2, "notelint.yaml:1"),
            row(
                "a list 20,000 deep",
                with(&format!("ruleset: {}", "[".repeat(20_000))),
                quiet,
                2,
                "notelint.yaml:1",
            ),
            row("anchors that explode", with(&bomb), quiet, 2, "notelint.yaml"),
            row("an anchor within itself", with("ruleset: &a *a"), quiet, 2, "notelint.yaml:1"),
            row("a tab", with("ruleset: common\n\tselect: x\n"), quiet, 2, "notelint.yaml:2: found a tab"),
            row("a NUL byte", with("ruleset: \0"), quiet, 2, "notelint.yaml:1: control characters"),
            row("a list", with("- a\n"), quiet, 2, "not a configuration"),
            row("a text", with("hello\n"), quiet, 2, "not a configuration"),
            row("nothing", with(""), quiet, 0, "read 1 note"),
            row("a number for a name", with("ruleset: 5"), quiet, 2, "unknown ruleset `5`"),
            row(
                "a number without end",
                with("select: 99999999999999999999999999"),
                quiet,
                2,
                "notelint.yaml:1: select",
            ),
            row("no number", with("likeness: .nan"), quiet, 2, "write a number from 0.5 to 1"),
            row("a key twice", with("ruleset: common\nruleset: common\n"), quiet, 2, "written twice"),
            row("a key that is mistyped", with("rulset: common\n"), quiet, 2, "did you mean `ruleset`?"),
            row("a note for a configuration", with(&note()), quiet, 2, "not a configuration"),
            row("a folder for a configuration", with(""), "check a.txt --config .", 2, "cannot be read"),
            row(
                "no such configuration",
                with(""),
                "check a.txt --config no.yaml",
                2,
                "no.yaml: no such configuration file",
            ),
            row(
                "bytes that are no UTF-8",
                vec![("notelint.yaml", vec![0xff, 0xfe]), ("a.txt", note().into_bytes())],
                quiet,
                2,
                "not UTF-8",
            ),
        ],
        15,
    );
}

#[test]
fn lexicons() {
    let with = |yaml: &str| {
        vec![("lex/activities/x.yaml", yaml.as_bytes().to_vec()), ("a.txt", note().into_bytes())]
    };
    let phrases = |phrase: &str| with(&format!("name: transport\ncode: NB101\nphrases: [\"{phrase}\"]\n"));
    let choices: Vec<String> = (0..30).map(|at| format!("(aa{at}|bb{at}|cc{at}|dd{at})")).collect();
    let quiet = "check a.txt --lexicons lex --fail-on never";
    check(
        vec![
            row("no such folder", with("a"), "check a.txt --lexicons no", 2, "--lexicons: no: No such file"),
            row("nothing in it", vec![("lex/a.txt", "x"), ("a.txt", "x")], quiet, 2, "no .yaml file in it"),
            row("an empty file", with(""), quiet, 2, "lex/activities/x.yaml:1: `name` is missing"),
            row("a text", with("hello"), quiet, 2, "lex/activities/x.yaml:1"),
            row("lists 20,000 deep", with(&"[".repeat(20_000)), quiet, 2, "lex/activities/x.yaml:1"),
            row("a bracket that stays open", phrases("(a|b"), quiet, 2, "`(` has no partner"),
            row("a gap alone", phrases(".."), quiet, 2, "a phrase begins with a word"),
            row("four to the thirtieth phrases", phrases(&choices.join(" ")), quiet, 0, "read 1 note"),
            row(
                "brackets 200,000 deep",
                phrases(&format!("{}a{}", "(".repeat(200_000), ")".repeat(200_000))),
                quiet,
                2,
                "brackets stand in each other more than 16 deep",
            ),
            row(
                "a ruleset with a key that is none",
                vec![("lex/rulesets/x.yaml", "id: x\nextends: x\n"), ("a.txt", "x")],
                quiet,
                2,
                "lex/rulesets/x.yaml:2: unknown field `extends`",
            ),
            row(
                "a ruleset that inherits from itself",
                vec![
                    ("lex/rulesets/x.yaml", "id: x\ndocument: X\nissuer: X\nprogram: X\ninherits: x\n"),
                    ("a.txt", "x"),
                ],
                quiet,
                2,
                "lex/rulesets/x.yaml",
            ),
        ],
        10,
    );
}

#[test]
fn exports() {
    let csv = |text: &str| vec![("e.csv", text.as_bytes().to_vec())];
    let lines = |text: &str| vec![("e.ndjson", text.as_bytes().to_vec())];
    let quiet = "check e.csv --fail-on never --format short";
    let json = "check e.ndjson --fail-on never --format short";
    check(
        vec![
            row("nothing", csv(""), quiet, 2, "e.csv: it is empty"),
            row("names alone", csv("Note\n"), quiet, 2, "no record below the names"),
            row("no note", csv(&format!("a,b\n{SECRET},2\n")), quiet, 2, "no column holds the note"),
            row(
                "a quote that stays open",
                csv("Note\n\"Met ct.\nMet ct.\n"),
                quiet,
                2,
                "e.csv:row 2: a quote is opened and never closed",
            ),
            row("a NUL byte", csv("Note\nMet\0 ct\n"), quiet, 2, "e.csv:row 2: NUL bytes"),
            row(
                "two columns of one name",
                csv("Note,Note\nMet ct,x\n"),
                quiet,
                0,
                "choose with --columns note=COLUMN",
            ),
            row(
                "too few and too many columns",
                csv("Note,Date\nMet ct\nMet ct,1/1/2024,x\n"),
                quiet,
                2,
                "e.csv:row 3: 3 columns where the first row names 2",
            ),
            row(
                "a row of 9 MB",
                csv(&format!("Note\n\"{}\"\nMet ct.\n", "Met ct. ".repeat(1_150_000))),
                quiet,
                2,
                "e.csv:row 2: longer than 8 MB",
            ),
            row(
                "dates and times that are none",
                csv("Note,Date,Start\nMet ct.,2/31/2024,99:99\n"),
                quiet,
                0,
                "found 1 error",
            ),
            row("a name that is an escape", csv("\u{1b}[31m,b\nx,y\n"), quiet, 2, "`\\u{1b}[31m`"),
            row(
                "an unknown column",
                csv("Note\nMet ct\n"),
                "check e.csv --columns note=Nite",
                2,
                "did you mean `Note`?",
            ),
            row(
                "an unknown field",
                csv("Note\nMet ct\n"),
                "check e.csv --columns nite=Note",
                2,
                "unknown field `nite`",
            ),
            row(
                "lists 20,000 deep",
                lines(&format!("{{\"note\":{}\n{{\"note\":\"Met ct.\"}}\n", "[".repeat(20_000))),
                json,
                2,
                "e.ndjson:row 1: no valid JSON",
            ),
            row(
                "numbers past the end",
                lines("{\"note\":\"Met ct.\",\"minutes\":1e999}\n{\"note\":\"Met ct.\"}\n"),
                json,
                2,
                "e.ndjson:row 1: no valid JSON",
            ),
            row(
                "no objects",
                lines("[1]\nnull\n{\"note\":\"Met ct.\"}\n"),
                json,
                2,
                "e.ndjson:row 2: no JSON object",
            ),
            row(
                "a note that is a number",
                lines("{\"note\":\"Met ct.\"}\n{\"note\":5}\n"),
                json,
                0,
                "read 2 notes",
            ),
            row(
                "half a pair of surrogates",
                lines("{\"note\":\"Met ct.\"}\n{\"note\":\"Met \\ud800 ct.\"}\n"),
                json,
                2,
                "e.ndjson:row 2: no valid JSON",
            ),
        ],
        15,
    );
}

#[test]
fn other_commands() {
    let ok = || vec![("a.txt", note())];
    check(
        vec![
            row("no command", ok(), "", 2, "Usage: notelint"),
            row("an unknown command", ok(), "chekc", 2, "unrecognized subcommand"),
            row("no jobs", ok(), "check a.txt --jobs 0", 2, "1..=512"),
            row("no sample", ok(), "check a.txt --sample 0", 2, "--sample"),
            row("an unknown ruleset", ok(), "check a.txt --ruleset la-sapk", 2, "did you mean `la-sapc`?"),
            row("an unknown rule", ok(), "check a.txt --select NB999", 2, "unknown rule `NB999`"),
            row("words and none", ok(), "check a.txt --snippets --redact", 2, "cannot be used with"),
            row(
                "a baseline that is not there",
                ok(),
                "check a.txt --baseline no.json",
                2,
                "no.json: no such baseline",
            ),
            row("a note for a baseline", ok(), "check a.txt --baseline a.txt", 2, "no baseline of notelint"),
            row("why without a line", ok(), "why a.txt", 2, "names no line"),
            row("why at line 0", ok(), "why a.txt:0", 2, "count from 1"),
            row("why past the end", ok(), "why a.txt:99", 2, "no such line; the file has 1 line"),
            row("why past the line", ok(), "why a.txt:1:999", 2, "no such column"),
            row(
                "why of an export",
                vec![("e.csv", "Note\nMet ct.\n".to_owned())],
                "why e.csv:2",
                2,
                "an export of records",
            ),
            row(
                "labels that are none",
                vec![("e.jsonl", format!("{{}}\n[]\n{SECRET}\n"))],
                "eval e.jsonl",
                2,
                "e.jsonl:3",
            ),
            row("labels in a folder", ok(), "eval .", 2, "a folder"),
            row("an unknown code", ok(), "explain NB999", 2, "unknown rule `NB999`"),
            row("a stage that is none", ok(), "show --stage mention a.txt", 2, "mentions"),
            row("an unknown shell", ok(), "completions tcsh", 2, "possible values"),
            row("the ledger of nothing", ok(), "ledger no.txt", 2, "no.txt: no such file"),
        ],
        20,
    );
}
