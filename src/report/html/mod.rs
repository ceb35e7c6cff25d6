//! Notes with their findings, acts and minutes → one HTML page that needs nothing else.
//!
//! A note is an article that threads make by themselves; what stands around them is made at the end.

mod account;
mod owners;
mod pieces;

use std::io;

use askama::Template;

pub use account::Account;
use account::Act;
use owners::Owners;
use pieces::{Mark, pieces};

use super::fingerprint::{digest, fingerprint};
use super::{Finding, Findings, Run, Statistics, Summary, named};
use crate::diagnostic::{Citation, Severity};
use crate::ledger::Sums;
use crate::ruleset::Verdict;
use crate::source::visible;
use crate::span::{Lines, Sweep};
use crate::teaching::Shell;

const SCRIPT: &str = include_str!("../../../templates/report.js");
/// What stands in the frame where the notes go.
const HERE: &str = "<!-- notes -->";

/// A piece of a note as it is shown.
struct Shown {
    /// The words, or the place where they are left out.
    text: String,
    /// How the mark looks; empty where nothing is marked.
    class: &'static str,
    /// The entry that explains it.
    entry: usize,
}

/// What explains marks: a finding, or an act that is none.
struct Entry {
    /// "error", "warning" or "note"; "act" for an act without a finding.
    severity: &'static str,
    /// What the act comes to; empty for a finding about the note as a whole.
    verdict: &'static str,
    code: String,
    name: String,
    message: String,
    help: Vec<String>,
    citations: Vec<String>,
}

/// The parts of the minutes bar, in hundredths of its width.
struct Bar {
    supported: f64,
    non_billable: f64,
    unaccounted: f64,
}

#[derive(Template)]
#[template(path = "report_note.html")]
struct Note {
    id: String,
    title: String,
    staff: String,
    codes: String,
    severities: String,
    shown: Vec<Shown>,
    redact: bool,
    entries: Vec<Entry>,
    bar: Option<Bar>,
    minutes: String,
}

/// Adds the article of one note.
///
/// # Errors
/// When it cannot be made.
pub(super) fn note(out: &mut Vec<u8>, findings: &Findings, redact: bool) -> io::Result<()> {
    let Some(account) = &findings.account else { return across(out, findings, redact) };
    let title = named(&findings.path, findings.place.as_ref(), !redact);
    let number = account.number;
    let mut entries: Vec<Entry> = findings.found.iter().map(of_finding).collect();
    let mut marks: Vec<Mark> = Vec::new();
    let owners = Owners::of(&findings.found);
    for act in &account.acts {
        let class = act.verdict.name();
        let entry = match act.code.as_deref().and_then(|code| owners.of_act(code, act.span)) {
            Some(entry) => {
                entries[entry].verdict = class;
                entry
            }
            None => {
                entries.push(of_act(act));
                entries.len() - 1
            }
        };
        marks.push(Mark { span: act.span, entry, class });
    }
    for (entry, finding) in findings.found.iter().enumerate() {
        let class = match entries[entry].verdict {
            "" => "finding",
            verdict => verdict,
        };
        marks.push(Mark { span: finding.diagnostic.span, entry, class });
    }
    let mut codes: Vec<&str> = findings.found.iter().map(|finding| &*finding.diagnostic.code).collect();
    let mut severities: Vec<&str> =
        findings.found.iter().map(|finding| finding.diagnostic.severity.name()).collect();
    codes.dedup();
    severities.sort_unstable();
    severities.dedup();
    let staff = account.staff.as_deref().filter(|_| !redact).unwrap_or_default();
    let article = Note {
        id: digest(&["note", &findings.path, &number.to_string()]),
        title: if findings.place.is_some() { title } else { format!("{title}: note {number}") },
        staff: visible(staff).into_owned(),
        codes: codes.join(" "),
        severities: severities.join(" "),
        shown: shown(&findings.text, &marks, redact),
        redact,
        entries,
        bar: bar(&account.sums),
        minutes: account.sums.to_string(),
    };
    out.extend_from_slice(article.render().map_err(io::Error::other)?.as_bytes());
    Ok(())
}

/// Adds an article of what was found across notes, without their words: they stand in articles of their own.
fn across(out: &mut Vec<u8>, findings: &Findings, redact: bool) -> io::Result<()> {
    for finding in &findings.found {
        let article = Note {
            id: digest(&["across", &fingerprint(&findings.path, finding)]),
            title: format!(
                "{}: note {}, beside others",
                named(&findings.path, findings.place.as_ref(), !redact),
                finding.note
            ),
            staff: String::new(),
            codes: finding.diagnostic.code.to_string(),
            severities: finding.diagnostic.severity.name().to_owned(),
            shown: Vec::new(),
            redact: false,
            entries: vec![of_finding(finding)],
            bar: None,
            minutes: String::new(),
        };
        out.extend_from_slice(article.render().map_err(io::Error::other)?.as_bytes());
    }
    Ok(())
}

fn of_finding(finding: &Finding) -> Entry {
    let diagnostic = &finding.diagnostic;
    let related = diagnostic.related.iter().map(|other| format!("see {}", super::related(other)));
    Entry {
        severity: diagnostic.severity.name(),
        verdict: "",
        code: diagnostic.code.to_string(),
        name: diagnostic.name.to_string(),
        message: visible(&diagnostic.message).into_owned(),
        help: related.chain(diagnostic.help.iter().map(|help| visible(help).into_owned())).collect(),
        citations: cited(&diagnostic.citations),
    }
}

fn of_act(act: &Act) -> Entry {
    let minutes = act.minutes.map_or_else(String::new, |minutes| format!(", {minutes} min"));
    Entry {
        severity: "act",
        verdict: act.verdict.name(),
        code: act.code.clone().unwrap_or_default(),
        name: act.name.clone(),
        message: format!("{}{minutes}", act.verdict.name()),
        help: Vec::new(),
        citations: cited(&act.citations),
    }
}

fn cited(citations: &[Citation]) -> Vec<String> {
    let line = |citation: &Citation| format!("{} {}: {}", citation.ruleset, citation.place, citation.text);
    citations.iter().map(|citation| visible(&line(citation)).into_owned()).collect()
}

fn shown(text: &str, marks: &[Mark], redact: bool) -> Vec<Shown> {
    let lines = Lines::new(if redact { text } else { "" });
    let mut sweep = Sweep::new(text, &lines);
    let mut at = |byte: usize| {
        let position = sweep.position(byte);
        format!("{}:{}", position.line, position.column)
    };
    let pieces = pieces(text.len(), marks).into_iter().filter(|piece| !redact || piece.mark.is_some());
    pieces
        .map(|piece| Shown {
            text: if redact {
                format!("{} to {}", at(piece.span.start), at(piece.span.end))
            } else {
                shown_words(text.get(piece.span.start..piece.span.end).unwrap_or_default())
            },
            class: piece.mark.map_or("", |mark| mark.class),
            entry: piece.mark.map_or(0, |mark| mark.entry),
        })
        .collect()
}

/// Words with their line ends as they are, and pictures for other control characters.
fn shown_words(words: &str) -> String {
    let lines = words.split('\n').map(|line| visible(line.trim_end_matches('\r')).replace('␉', "\t"));
    lines.collect::<Vec<_>>().join("\n")
}

fn bar(sums: &Sums) -> Option<Bar> {
    let claimed = sums.claimed?.get();
    let share = |minutes: f64| (minutes / claimed * 1000.0).round() / 10.0;
    (claimed > 0.0).then(|| Bar {
        supported: share(sums.supported.get()),
        non_billable: share(sums.non_billable.get()),
        unaccounted: share(sums.unaccounted.get()),
    })
}

/// A line of the table by staff.
struct Staff {
    name: String,
    notes: usize,
    findings: usize,
    minutes: [f64; 3],
}

/// A line of the table by code.
struct Code {
    code: String,
    name: String,
    severity: &'static str,
    count: usize,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Frame<'a> {
    shell: Shell,
    ruleset: &'a str,
    common: bool,
    summary: String,
    run: String,
    codes: Vec<Code>,
    rules: Vec<(String, String)>,
    staff: Vec<Staff>,
    verdicts: [&'static str; 4],
    here: &'static str,
}

/// What was run and read. A hash of short notes could tell their words, so a page without words goes without it.
fn told(run: &Run, redact: bool) -> String {
    let mut run = run.clone();
    run.input.sha256 = run.input.sha256.filter(|_| !redact);
    run.line()
}

/// What stands before the notes and after them.
///
/// # Errors
/// When it cannot be made.
pub(super) fn frame(
    run: &Run,
    summary: &Summary,
    statistics: &Statistics,
    redact: bool,
) -> io::Result<[Vec<u8>; 2]> {
    let count = |(code, name, severity, count): (&str, &str, Severity, usize)| Code {
        code: code.to_owned(),
        name: name.to_owned(),
        severity: severity.name(),
        count,
    };
    let round = |minutes: f64| (minutes * 10.0).round() / 10.0;
    let member = |(name, one): (&str, &super::summary::OfStaff)| Staff {
        name: if name.is_empty() { "not named".to_owned() } else { visible(name).into_owned() },
        notes: one.notes,
        findings: one.findings,
        minutes: [one.supported, one.non_billable, one.unaccounted].map(round),
    };
    let frame = Frame {
        shell: Shell::new("notelint report", Some(("report.js", SCRIPT))),
        ruleset: &run.ruleset,
        common: run.ruleset == "common",
        summary: summary.to_string(),
        run: told(run, redact),
        codes: statistics.counts().map(count).collect(),
        rules: statistics.rules().map(|(code, name)| (code.to_owned(), name.to_owned())).collect(),
        staff: if redact { Vec::new() } else { statistics.by_staff().map(member).collect() },
        verdicts: [Verdict::Billable, Verdict::NonBillable, Verdict::Conditional, Verdict::Silent]
            .map(Verdict::name),
        here: HERE,
    };
    let text = frame.render().map_err(io::Error::other)?;
    let (head, tail) = text.split_once(HERE).unwrap_or((&text, ""));
    Ok([head.as_bytes().to_vec(), tail.as_bytes().to_vec()])
}
