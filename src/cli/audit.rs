//! Versions and fingerprints of what a run rests on.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::inputs::Inputs;
use crate::lexicon::FINGERPRINT;
use crate::linter::Linter;
use crate::report::{Edition, Run, Sampled, Summary};
use crate::sha256::sha256;
use crate::source::Tally;

/// The version of the program, which is the edition of the lexicon that is built in.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The bytes of the files that were read.
#[derive(Debug, Default)]
pub(super) struct Read {
    files: usize,
    bytes: u64,
    /// As `sha256sum` prints them.
    sums: String,
    only: Option<String>,
}

impl Read {
    pub(super) fn file(&mut self, path: &str, tally: &Tally) {
        self.files += 1;
        self.bytes += tally.bytes;
        if let Some(sum) = &tally.sha256 {
            // Writing to a string does not fail.
            let _ = writeln!(self.sums, "{sum}  {path}");
            self.only = Some(sum.clone());
        }
    }
}

/// What a report opens with.
pub(super) fn run(inputs: &Inputs, read: &Read, summary: &Summary, sample: Option<Sampled>) -> Run {
    let linters = || inputs.jobs.iter().map(|job| &*job.linter);
    let lexicon = linters().next();
    let rulesets: BTreeSet<Edition> = linters().filter_map(ruleset).collect();
    let all = if read.files == 1 { read.only.clone() } else { Some(sha256(&read.sums)) };
    Run {
        notelint: VERSION,
        ruleset: inputs.command.ruleset().to_owned(),
        lexicon: lexicon.map_or_else(|| edition("built-in", FINGERPRINT), lexicon_of),
        rulesets: rulesets.into_iter().collect(),
        input: crate::report::Input {
            files: read.files,
            bytes: read.bytes,
            sha256: all.filter(|_| !read.sums.is_empty()),
        },
        notes: crate::report::Notes {
            read: summary.notes,
            blank: summary.blank,
            skipped: sample.map_or(0, |sample| sample.of - sample.size),
            failed: summary.failed,
        },
        sample,
    }
}

fn edition(id: &str, sha256: &str) -> Edition {
    Edition { id: id.to_owned(), edition: Some(VERSION.to_owned()), sha256: sha256.to_owned() }
}

/// The lexicon that is built in, or that with the agency's own files.
fn lexicon_of(linter: &Linter) -> Edition {
    let own = linter.own_files();
    if own.is_empty() {
        return edition("built-in", FINGERPRINT);
    }
    let mut text = FINGERPRINT.to_owned();
    for (path, file) in own {
        // Writing to a string does not fail.
        let _ = write!(text, "\n{path}\n{}\n{file}", file.len());
    }
    edition("built-in and own", &sha256(&text))
}

/// The ruleset in force.
fn ruleset(linter: &Linter) -> Option<Edition> {
    let ruleset = linter.in_force()?.ruleset;
    Some(Edition {
        id: ruleset.id.to_string(),
        edition: ruleset.date.as_ref().map(ToString::to_string),
        sha256: ruleset.sha256.to_string(),
    })
}
