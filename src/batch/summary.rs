//! Digests → sums by staff, by service code and by week.

use std::collections::BTreeMap;

use super::digest::told;
use super::{Batch, Number};

/// Sums of some notes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sum {
    /// What the notes have in common; `None` where they do not tell it.
    pub of: Option<String>,
    /// How many notes.
    pub notes: usize,
    /// How many findings, those across notes included.
    pub findings: usize,
    /// Seconds claimed.
    claimed: u64,
    /// Seconds that interventions support.
    supported: u64,
}

impl Sum {
    /// Minutes claimed.
    pub fn claimed(&self) -> f64 {
        self.claimed as f64 / 60.0
    }

    /// Minutes of the claim that interventions support.
    pub fn supported(&self) -> f64 {
        self.supported as f64 / 60.0
    }

    /// The rest of the claim: stated for what is not paid, or for nothing that was told.
    pub fn unsupported(&self) -> f64 {
        self.claimed.saturating_sub(self.supported) as f64 / 60.0
    }

    fn add(&mut self, findings: usize, claimed: u64, supported: u64) {
        self.notes += 1;
        self.findings += findings;
        self.claimed += claimed;
        self.supported += supported;
    }
}

/// Sums of all notes, each list sorted by what its rows have in common; what is not told comes last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// All notes.
    pub total: Sum,
    /// By member of staff.
    pub by_staff: Vec<Sum>,
    /// By service code.
    pub by_code: Vec<Sum>,
    /// By week, as ISO 8601 counts.
    pub by_week: Vec<Sum>,
}

impl Batch {
    /// Adds up the notes. `across` are the notes with findings across notes, once for each.
    pub fn summary(&self, across: impl IntoIterator<Item = Number>) -> Summary {
        let mut more = vec![0usize; self.digests.len()];
        for note in across {
            if let Some(count) = more.get_mut(note as usize) {
                *count += 1;
            }
        }
        let mut total = Sum::default();
        let mut lists: [BTreeMap<Key, Sum>; 3] = Default::default();
        for (digest, more) in self.digests.iter().zip(more) {
            let findings = usize::from(digest.findings) + more;
            let claimed = u64::from(told(digest.claimed).unwrap_or_default());
            let supported = u64::from(told(digest.supported).unwrap_or_default());
            total.add(findings, claimed, supported);
            let keys = [
                told(digest.staff).and_then(|number| self.people.shown(number)).map(str::to_owned),
                told(digest.code).and_then(|number| self.codes.shown(number)).map(str::to_owned),
                digest.day().map(|day| day.week()),
            ];
            for (list, key) in lists.iter_mut().zip(keys) {
                list.entry((key.is_none(), key)).or_default().add(findings, claimed, supported);
            }
        }
        let [by_staff, by_code, by_week] =
            lists.map(|list| list.into_iter().map(|((_, of), sum)| Sum { of, ..sum }).collect());
        Summary { total, by_staff, by_code, by_week }
    }
}

/// What is told sorts before what is not.
type Key = (bool, Option<String>);
