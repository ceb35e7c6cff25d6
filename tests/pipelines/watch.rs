//! `check --watch` checks again what changed, and nothing else.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::{DRIVE, FAX, command, folder, notelint, write};

/// A run that goes on until it is dropped, and its lines.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn start(dir: &Path, args: &[&str]) -> Self {
        let mut child = command(dir, &[&["check", "--watch", "--format", "short"], args].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let send = |lines: Box<dyn BufRead + Send>| {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in lines.lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        break;
                    }
                }
            });
        };
        send(Box::new(BufReader::new(stdout)));
        send(Box::new(BufReader::new(stderr)));
        Self { child, lines }
    }

    /// The findings up to the next summary, and the summary.
    #[track_caller]
    fn round(&self, last: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|error| panic!("{error} after {seen:#?}"));
            let done = line.contains(last);
            seen.push(line);
            if done {
                // The report and the summary come by two pipes.
                while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(300)) {
                    seen.push(line);
                }
                return seen;
            }
        }
    }
}

fn findings(lines: &[String]) -> Vec<&str> {
    let mut found: Vec<&str> = lines
        .iter()
        .filter(|line| line.contains("[NB"))
        .filter_map(|line| line.split("]: ").next())
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn what_changes_is_checked_again() {
    let dir = folder(&[
        ("notelint.yaml", "ruleset: il-rule132\nselect: NB\n"),
        ("a.txt", FAX),
        ("sub/b.txt", DRIVE),
    ]);
    let watching = Watching::start(dir.path(), &[]);
    let first = watching.round("watching for changes");
    assert_eq!(findings(&first), ["a.txt:1:1: warning[NB301", "sub/b.txt:1:1: warning[NB101"]);

    write(dir.path(), "sub/b.txt", &format!("\n{FAX}"));
    let second = watching.round("read 1 note");
    assert_eq!(findings(&second), ["sub/b.txt:2:1: warning[NB301"]);

    // As editors do: another file takes the place of the old one.
    write(dir.path(), "a.tmp", &format!("\n\n{DRIVE}"));
    std::fs::rename(dir.path().join("a.tmp"), dir.path().join("a.txt")).unwrap();
    let third = watching.round("read 1 note");
    assert_eq!(findings(&third), ["a.txt:3:1: warning[NB101"]);

    // The configuration decides over every note; a mistake in it is told, and does not end the run.
    write(dir.path(), "notelint.yaml", "ruleset: il-rule13\n");
    watching.round("unknown ruleset `il-rule13`");
    write(dir.path(), "notelint.yaml", "ruleset: il-rule132\nselect: NB301\n");
    let last = watching.round("read 2 notes");
    assert_eq!(findings(&last), ["sub/b.txt:2:1: warning[NB301"]);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let dir = folder(&[("a.txt", FAX)]);
    for (args, words) in [
        (&["-"][..], "standard input"),
        (&["--output", "report.txt"], "--output"),
        (&["--format", "json"], "pretty, short and github"),
        (&["--write-baseline", "x.json"], "--write-baseline"),
    ] {
        notelint(dir.path(), &[&["check", "--watch"], args].concat()).status(2).says(words);
    }
}
