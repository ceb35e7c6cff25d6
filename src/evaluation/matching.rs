//! Labels and findings → pairs, one finding for one label.

use std::collections::{HashMap, HashSet};

use crate::span::Span;

/// Bytes that a finding may point at and still answer a label; twice the label's where that is more.
const LONGEST_SPAN: usize = 160;

/// Whether a finding's words answer a label's: they share a byte and are not most of the note.
pub fn near(found: Span, label: Span) -> bool {
    found.overlaps(label) && found.len() <= LONGEST_SPAN.max(2 * label.len())
}

/// Which finding answers which label.
#[derive(Debug, Default)]
pub struct Pairs {
    by_finding: HashMap<usize, usize>,
    by_label: HashMap<usize, usize>,
}

impl Pairs {
    /// The finding that answers a label.
    pub fn finding(&self, label: usize) -> Option<usize> {
        self.by_label.get(&label).copied()
    }

    /// Whether a finding answers a label.
    pub fn is_paired(&self, finding: usize) -> bool {
        self.by_finding.contains_key(&finding)
    }
}

/// The largest set of pairs; `fits[k]` lists the findings that would answer label `k`.
///
/// Labels are taken in order, each by the first finding that is free or whose label has another to go to. Where there
/// are several largest sets, this order says which one it is.
pub fn pair(fits: &[Vec<usize>]) -> Pairs {
    let mut by_finding: HashMap<usize, usize> = HashMap::new();
    for label in 0..fits.len() {
        place(label, fits, &mut by_finding);
    }
    let by_label = by_finding.iter().map(|(&finding, &label)| (label, finding)).collect();
    Pairs { by_finding, by_label }
}

/// Finds a finding for a label, moving those placed before where that helps. A list and no recursion: a line may hold
/// any number of labels.
fn place(label: usize, fits: &[Vec<usize>], owner: &mut HashMap<usize, usize>) {
    let mut seen = HashSet::new();
    // A label, and how many of its findings were tried; each is to take over what the one before it tried last.
    let mut chain = vec![(label, 0)];
    while let Some((label, tried)) = chain.last_mut() {
        let Some(&finding) = fits[*label].get(*tried) else {
            chain.pop();
            continue;
        };
        *tried += 1;
        if !seen.insert(finding) {
            continue;
        }
        if let Some(&other) = owner.get(&finding) {
            chain.push((other, 0));
            continue;
        }
        owner.extend(chain.iter().map(|&(label, tried)| (fits[label][tried - 1], label)));
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fits: &[&[usize]], expected: &[Option<usize>]) {
        let fits: Vec<Vec<usize>> = fits.iter().map(|fit| fit.to_vec()).collect();
        let pairs = pair(&fits);
        let found: Vec<_> = (0..fits.len()).map(|label| pairs.finding(label)).collect();
        assert_eq!(found, expected, "{fits:?}");
        for finding in 0..9 {
            assert_eq!(pairs.is_paired(finding), expected.contains(&Some(finding)), "{fits:?}");
        }
    }

    #[test]
    fn the_first_finding_that_is_free_answers() {
        check(&[&[0, 1], &[1, 2]], &[Some(0), Some(1)]);
        check(&[&[], &[1]], &[None, Some(1)]);
        check(&[&[0], &[0]], &[Some(0), None]);
    }

    #[test]
    fn a_label_makes_way_for_one_that_has_no_other() {
        check(&[&[0, 1], &[0]], &[Some(1), Some(0)]);
        check(&[&[0, 1], &[1, 2], &[0]], &[Some(1), Some(2), Some(0)]);
        check(&[&[0, 1], &[0, 1], &[0, 1]], &[Some(1), Some(0), None]);
    }

    #[test]
    fn a_long_chain_of_labels_moves_without_recursion() {
        let count = 100_000;
        let mut fits: Vec<Vec<usize>> = (0..count).map(|label| vec![label, label + 1]).collect();
        fits.push(vec![0]);
        let pairs = pair(&fits);
        assert_eq!((pairs.finding(count), pairs.finding(0)), (Some(0), Some(1)));
        assert_eq!(pairs.finding(count - 1), Some(count));
    }

    #[test]
    fn a_span_that_is_most_of_the_note_answers_nothing() {
        let span = |start, len| Span::new(start, start + len);
        assert!(near(span(0, 160), span(159, 4)));
        assert!(!near(span(0, 161), span(100, 4)));
        assert!(near(span(0, 200), span(0, 100)));
        assert!(!near(span(0, 201), span(0, 100)));
        assert!(!near(span(0, 4), span(4, 4)));
    }
}
