//! No word of a note leaves a redacted run, in whatever format, nor any message.

use super::{folder, notelint, write};

const FORMATS: [&str; 10] =
    ["pretty", "short", "json", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "html"];

/// A note with these words in the place of names, places and what was said.
fn note([client, office, thing, said]: [&str; 4]) -> String {
    format!(
        "Client: {client}\nStart: 10:00 am | End: 10:45 am | Total: 60 min\n\
         Faxed the {thing} to {office} for {client}, 10 min. Drove {client} to {office}; {said}.\n\
         Called {office}, no answer, left a voicemail about the {thing}. Sat in the lobby while {client} waited.\n"
    )
}

#[test]
fn notes_that_differ_in_words_alone_have_the_same_redacted_report() {
    let one = note(["Zebulon", "Quixbury", "gramophone", "brindle oxen"]);
    let other = note(["Ottolie", "Marblexa", "harmoniums", "violets figs"]);
    let (one, other) = (folder(&[("a.txt", &one)]), folder(&[("a.txt", &other)]));
    let commands: Vec<Vec<&str>> = FORMATS
        .iter()
        .map(|format| vec!["check", "--ruleset", "il-rule132", "--format", format])
        .chain([
            vec!["check", "--ledger", "--statistics"],
            vec!["ledger"],
            vec!["ledger", "--format", "json"],
            vec!["show", "--stage", "tokens"],
            vec!["show", "--stage", "mentions"],
            vec!["show", "--stage", "context"],
            vec!["show", "--stage", "activities"],
        ])
        .collect();
    for command in commands {
        let redacted = [&command[..], &["--redact"]].concat();
        let run = notelint(one.path(), &redacted);
        assert!(!run.stdout.is_empty(), "{command:?}");
        let same = notelint(other.path(), &redacted);
        assert_eq!((&run.stdout, &run.stderr), (&same.stdout, &same.stderr), "{command:?}");
        for word in ["Zebulon", "Quixbury", "gramophone", "brindle"] {
            let all = format!("{}{}", run.stdout, run.stderr).to_lowercase();
            assert!(!all.contains(&word.to_lowercase()), "{command:?}: {word}");
        }
    }
    let open = notelint(one.path(), &["check", "--ruleset", "il-rule132"]);
    assert!(open.stdout.contains("gramophone"), "the words are there to be left out");
}

#[test]
fn codes_and_places_stay() {
    let dir = folder(&[("a.txt", &note(["Zebulon", "Quixbury", "gramophone", "brindle oxen"]))]);
    for format in FORMATS {
        let run = notelint(dir.path(), &["check", "--ruleset", "il-rule132", "--redact", "--format", format]);
        for words in ["NB301", "a.txt", "3"] {
            assert!(run.status(1).stdout.contains(words), "{format}: {words}");
        }
    }
}

#[test]
fn messages_hold_no_words_of_a_file_that_is_taken_for_another() {
    let text = "Drove Zebulon to Quixbury: \"brindle\" oxen\nZebulon: {brindle: oxen}\n";
    let dir =
        folder(&[("a.txt", text), ("lx/activities/a.yaml", "Drove Zebulon to Quixbury; brindle oxen.\n")]);
    write(dir.path(), "cut.txt", "\0Zebulon");
    for args in [
        &["check", "--config", "a.txt"][..],
        &["check", "--baseline", "a.txt"],
        &["check", "--write-baseline", "cut.txt", "a.txt"],
        &["check", "--lexicons", "lx"],
        &["check", "cut.txt"],
        &["config", "show", "--config", "a.txt"],
        &["ledger", "--config", "a.txt"],
    ] {
        let run = notelint(dir.path(), args);
        run.status(2);
        for word in ["Zebulon", "Quixbury", "brindle", "oxen"] {
            assert!(!run.stderr.contains(word) && !run.stdout.contains(word), "{args:?}: {}", run.stderr);
        }
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("cut.txt")).unwrap(), "\0Zebulon");
}
