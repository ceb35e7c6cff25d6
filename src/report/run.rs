//! What was run and read, so that a report can be held against its input: version, fingerprints, counts, sample.

use std::fmt;

use serde::Serialize;

use crate::evaluation::figures::{share, wilson};

/// What a report opens with in the formats for programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// The version of the program.
    pub notelint: &'static str,
    /// The ruleset that the command has in force; a finding names its own.
    #[serde(skip)]
    pub ruleset: String,
    /// The lexicon: its edition, and the SHA-256 of its files.
    pub lexicon: Edition,
    /// Each ruleset in force.
    pub rulesets: Vec<Edition>,
    /// What was read.
    pub input: Input,
    /// How many notes were read, and how many not.
    pub notes: Notes,
    /// The sample, where one was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sampled>,
}

/// One text that findings rest on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edition {
    /// Its name.
    pub id: String,
    /// Its edition: a version, or the date that a payer's document bears; `null` where it bears none.
    pub edition: Option<String>,
    /// Its SHA-256.
    pub sha256: String,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Input {
    /// How many files.
    pub files: usize,
    /// How many bytes.
    pub bytes: u64,
    /// The SHA-256 of the one file; of several the SHA-256 of what `sha256sum` prints for them.
    pub sha256: Option<String>,
}

/// How many notes were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// Read and checked, blank ones included.
    pub read: usize,
    /// Blank ones among them.
    pub blank: usize,
    /// Passed over because they are not in the sample.
    pub skipped: usize,
    /// Files, rows and notes in error, wholly or in part.
    pub failed: usize,
}

/// A sample and what it tells of all notes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sampled {
    /// How many notes were checked.
    pub size: usize,
    /// How many there are.
    pub of: usize,
    /// What it was drawn with.
    pub seed: u64,
    /// Notes with findings.
    pub with_findings: usize,
    /// Their share, from 0 to 1, and where it lies for all notes with a confidence of 95 %.
    #[serde(flatten)]
    pub interval: Interval,
}

/// A share and the interval around it, from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The share.
    pub share: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The share of `hits` in `size`, with its interval of 95 % after Wilson.
    pub fn of(hits: usize, size: usize) -> Self {
        let [low, high] = wilson(hits, size);
        Self { share: share(hits, size).unwrap_or_default(), low, high }
    }
}

impl fmt::Display for Sampled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Interval { share, low, high } = self.interval;
        write!(
            f,
            "sample of {} of {} notes (seed {}): {} with findings, {:.1} % (95 % interval: {:.1} % to {:.1} %)",
            self.size,
            self.of,
            self.seed,
            self.with_findings,
            100.0 * share,
            100.0 * low,
            100.0 * high
        )
    }
}

impl Run {
    /// In one line, for a format without objects.
    pub fn line(&self) -> String {
        let sum = |edition: &Edition| {
            let date = edition.edition.as_deref().map(|edition| format!(" ({edition})")).unwrap_or_default();
            format!("{}{date} sha256 {}", edition.id, edition.sha256)
        };
        let rulesets: Vec<String> = self.rulesets.iter().map(sum).collect();
        let mut line = format!(
            "notelint {}; lexicon {}; ruleset {}; input {} files, {} bytes, sha256 {}; notes {} read, {} blank, {} \
             skipped, {} failed",
            self.notelint,
            sum(&self.lexicon),
            rulesets.join(", "),
            self.input.files,
            self.input.bytes,
            self.input.sha256.as_deref().unwrap_or("-"),
            self.notes.read,
            self.notes.blank,
            self.notes.skipped,
            self.notes.failed
        );
        if let Some(sample) = &self.sample {
            line.push_str(&format!("; {sample}"));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To four places, worked out apart from the program.
    #[test]
    fn wilsons_interval() {
        for (hits, size, low, high) in
            [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (63, 200, 0.2546, 0.3823)]
        {
            let interval = Interval::of(hits, size);
            assert!((interval.low - low).abs() < 5e-5, "{hits} of {size}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{hits} of {size}: {interval:?}");
        }
        assert_eq!(Interval::of(0, 0), Interval { share: 0.0, low: 0.0, high: 1.0 });
    }
}
