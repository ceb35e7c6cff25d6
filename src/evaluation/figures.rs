//! Counts → precision, recall, F1 and how sure they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The normal deviate that leaves 2.5 % on either side.
const DEVIATE: f64 = 1.959_963_984_540_054;

/// How labels of one kind fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Labels that were found.
    pub found: usize,
    /// Findings that no label asks for.
    pub noisy: usize,
    /// Labels that were not found.
    pub missed: usize,
}

/// What came of a label, or of a finding without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A label that was found.
    Found,
    /// A finding that no label asks for.
    Noisy,
    /// A label that was not found.
    Missed,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, mark: Mark) {
        match mark {
            Mark::Found => self.found += 1,
            Mark::Noisy => self.noisy += 1,
            Mark::Missed => self.missed += 1,
        }
    }

    /// How many labels there are.
    pub fn cases(self) -> usize {
        self.found + self.missed
    }

    /// The share of findings that a label asks for; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.found, self.found + self.noisy).unwrap_or(1.0)
    }

    /// The share of labels that were found; 1 where there are none.
    pub fn recall(self) -> f64 {
        share(self.found, self.cases()).unwrap_or(1.0)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Between which bounds precision lies, with a chance of 95 %.
    pub fn precision_interval(self) -> [f64; 2] {
        wilson(self.found, self.found + self.noisy)
    }

    /// Between which bounds recall lies, with a chance of 95 %.
    pub fn recall_interval(self) -> [f64; 2] {
        wilson(self.found, self.cases())
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.noisy += other.noisy;
        self.missed += other.missed;
    }
}

/// All counts of a run, or of one note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes that were scored.
    pub notes: usize,
    /// Activities that have to be warned about.
    pub activities: Tally,
    /// False alarms at the words of a labelled activity.
    pub twice: usize,
    /// Notes without a labelled activity.
    pub clean: usize,
    /// Those of them in which no activity was warned about.
    pub clean_silent: usize,
    /// Codes about the note as a whole.
    pub note_codes: Tally,
    /// By code, how it fared; codes that were neither labelled nor found are left out.
    pub codes: BTreeMap<String, Tally>,
    /// What the ledger has; `None` where no ledger was made.
    pub ledger: Option<LedgerCounts>,
}

/// How the ledgers fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerCounts {
    /// Notes whose ledger was looked at.
    pub notes: usize,
    /// Notes whose claimed minutes are right.
    pub claims_right: usize,
    /// Labelled interventions.
    pub interventions: usize,
    /// Those that were found.
    pub found: usize,
    /// Those that were found under a name that the label allows.
    pub named: usize,
    /// Interventions at the words of a labelled activity or a trap.
    pub noisy: usize,
    /// Labelled acts for which the note states minutes.
    pub timed: usize,
    /// Those of them that have these minutes.
    pub timed_right: usize,
    /// Labelled acts that were found and for which the note states no minutes.
    pub untimed: usize,
    /// Those of them that were given minutes.
    pub invented: usize,
}

impl Counts {
    /// Adds the counts of another note.
    pub fn add(&mut self, other: &Self) {
        self.notes += other.notes;
        self.activities.add(other.activities);
        self.twice += other.twice;
        self.clean += other.clean;
        self.clean_silent += other.clean_silent;
        self.note_codes.add(other.note_codes);
        for (code, &tally) in &other.codes {
            self.codes.entry(code.clone()).or_default().add(tally);
        }
        if let Some(theirs) = other.ledger {
            let ours = self.ledger.get_or_insert_default();
            ours.notes += theirs.notes;
            ours.claims_right += theirs.claims_right;
            ours.interventions += theirs.interventions;
            ours.found += theirs.found;
            ours.named += theirs.named;
            ours.noisy += theirs.noisy;
            ours.timed += theirs.timed;
            ours.timed_right += theirs.timed_right;
            ours.untimed += theirs.untimed;
            ours.invented += theirs.invented;
        }
    }

    /// Counts what came of an activity.
    pub(super) fn activity(&mut self, code: &str, mark: Mark) {
        self.activities.count(mark);
        self.codes.entry(code.to_owned()).or_default().count(mark);
    }

    /// Counts what came of a code about the note as a whole.
    pub(super) fn note_code(&mut self, code: &str, mark: Mark) {
        self.note_codes.count(mark);
        self.codes.entry(code.to_owned()).or_default().count(mark);
    }
}

/// A part of a whole, from 0 to 1; `None` of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The 95 % interval of a share after Wilson, "Probable inference", 1927; the whole range where there are no cases.
pub fn wilson(part: usize, whole: usize) -> [f64; 2] {
    let Some(share) = share(part, whole) else { return [0.0, 1.0] };
    let (n, z2) = (whole as f64, DEVIATE * DEVIATE);
    let middle = share + z2 / (2.0 * n);
    let spread = DEVIATE * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let bound = |value: f64| (value / (1.0 + z2 / n)).clamp(0.0, 1.0);
    [bound(middle - spread), bound(middle + spread)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(found: usize, noisy: usize, missed: usize) -> Tally {
        Tally { found, noisy, missed }
    }

    #[test]
    fn figures_of_a_tally() {
        let figures = |tally: Tally| [tally.precision(), tally.recall(), tally.f1()];
        assert_eq!(figures(tally(3, 1, 1)), [0.75, 0.75, 0.75]);
        assert_eq!(figures(tally(1, 0, 1)), [1.0, 0.5, 2.0 / 3.0]);
        assert_eq!(figures(tally(0, 0, 0)), [1.0, 1.0, 1.0]);
        assert_eq!(figures(tally(0, 2, 0)), [0.0, 1.0, 0.0]);
        assert_eq!(figures(tally(0, 1, 1)), [0.0, 0.0, 0.0]);
    }

    /// Against the tables of Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3.
    #[test]
    fn intervals_are_those_of_the_literature() {
        for (part, whole, expected) in [
            (81, 263, [0.2553, 0.3662]),
            (15, 148, [0.0624, 0.1605]),
            (0, 20, [0.0, 0.1611]),
            (1, 29, [0.0061, 0.1718]),
        ] {
            let interval = wilson(part, whole);
            let rounded = interval.map(|bound| (bound * 10_000.0).round() / 10_000.0);
            assert_eq!(rounded, expected, "{part} of {whole}");
        }
        assert_eq!(wilson(0, 0), [0.0, 1.0]);
        assert_eq!(wilson(5, 5)[1], 1.0);
    }

    #[test]
    fn counts_add_up() {
        let mut one = Counts { notes: 1, ..Counts::default() };
        one.activity("NB101", Mark::Found);
        one.activity("NB101", Mark::Missed);
        one.activity("NB102", Mark::Noisy);
        one.note_code("DU001", Mark::Missed);
        let ledger = LedgerCounts { notes: 1, interventions: 2, found: 1, ..LedgerCounts::default() };
        let other = Counts { ledger: Some(ledger), ..one.clone() };
        let mut sum = Counts::default();
        sum.add(&one);
        assert_eq!(sum.ledger, None);
        sum.add(&other);
        assert_eq!((sum.notes, sum.activities, sum.note_codes), (2, tally(2, 2, 2), tally(0, 0, 2)));
        assert_eq!((sum.codes["NB101"], sum.codes["NB102"]), (tally(2, 0, 2), tally(0, 2, 0)));
        assert_eq!(sum.ledger, Some(ledger));
    }
}
