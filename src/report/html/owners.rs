//! The findings of a note → the one that an act's words belong to.

use std::collections::HashMap;

use crate::report::Finding;
use crate::span::Span;

/// The findings by code, in order, each with its place and the end of the furthest so far.
pub(super) struct Owners<'f>(HashMap<&'f str, Vec<(usize, Span, usize)>>);

impl<'f> Owners<'f> {
    /// Of findings that are sorted by their spans.
    pub(super) fn of(found: &'f [Finding]) -> Self {
        let mut by_code: HashMap<&str, Vec<(usize, Span, usize)>> = HashMap::new();
        for (place, finding) in found.iter().enumerate() {
            let span = finding.diagnostic.span;
            let list = by_code.entry(&finding.diagnostic.code).or_default();
            let furthest = list.last().map_or(span.end, |&(.., furthest)| furthest.max(span.end));
            list.push((place, span, furthest));
        }
        Self(by_code)
    }

    /// The place of the first finding with this code whose words overlap these.
    pub(super) fn of_act(&self, code: &str, words: Span) -> Option<usize> {
        let list = self.0.get(code)?;
        // Those before it all end before the words begin, and it is the first that does not.
        let first = list.partition_point(|&(.., furthest)| furthest <= words.start);
        list.get(first).filter(|(_, span, _)| span.overlaps(words)).map(|&(place, ..)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::findings;

    #[test]
    fn the_first_that_overlaps() {
        let mut found = Vec::new();
        for (start, end) in [(0, 20), (2, 4), (6, 8), (30, 34)] {
            let mut finding = findings("faxed it", "faxed", "").found.remove(0);
            finding.diagnostic.span = Span::new(start, end);
            found.push(finding);
        }
        let owners = Owners::of(&found);
        let of = |start, end| owners.of_act("NB301", Span::new(start, end));
        assert_eq!(
            [of(3, 4), of(19, 31), of(20, 30), of(25, 31), of(34, 40)],
            [Some(0), Some(0), None, Some(3), None]
        );
        assert_eq!(owners.of_act("NB101", Span::new(0, 40)), None);
    }
}
