//! Whatever the order of the notes, and however they are parted, the findings are the same.

use std::sync::Arc;

use notelint::batch::day::Day;
use notelint::batch::sketch::Sketch;
use notelint::batch::{BYTES_PER_NOTE, Batch, Facts, Place, Stretch};
use notelint::circumstances::Service;
use notelint::ledger::Sums;
use notelint::linter::{Config, Linter};
use notelint::reading::Minutes;
use notelint::span::{Position, Span};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn facts() -> impl Strategy<Value = Facts> {
    let people =
        |of: [&'static str; 4]| select(of.map(|name| (!name.is_empty()).then(|| name.to_owned())).to_vec());
    let who = (people(["J. Soto", "j. soto, LCSW", "P. Marsh", ""]), people(["A", "B", "C", ""]));
    let when = (0..4i32, prop::collection::vec((0..1440u16, 1..200u16), 0..3));
    let what = (
        select(vec![None, Some(Service::CmCcc), Some(Service::CmTla), Some(Service::CmMh)]),
        select(vec![3.0, 6.0, 9.0, 2000.0, 2000.0]),
        any::<[bool; 3]>(),
        subsequence((0..40u32).collect::<Vec<_>>(), 36..=40),
    );
    (who, when, what).prop_map(|((staff, client), (day, stretches), (service, minutes, flags, words))| {
        let minutes = Minutes::new(minutes);
        let nothing = Minutes::new(0.0);
        let stretch = |(starts, lasts)| Stretch { starts, lasts };
        Facts {
            waits: minutes.get() < 15.0 && client.is_some(),
            staff,
            client,
            service,
            day: Some(Day(19_722 + day)),
            stretches: stretches.into_iter().map(stretch).collect(),
            sums: Some(Sums {
                claimed: Some(minutes),
                supported: minutes,
                non_billable: nothing,
                unaccounted: nothing,
            }),
            served: Some(minutes),
            significant: flags[0],
            never_combined: flags[1],
            consults: flags[2],
            sketch: Some(Sketch::of(&words)),
            ..Facts::default()
        }
    })
}

fn place(at: usize) -> Place {
    let path: Arc<str> = if at.is_multiple_of(2) { "a.txt".into() } else { "b.txt".into() };
    let position = Position { line: at + 1, column: 1 };
    Place { path, note: at / 2 + 1, row: None, span: Span::new(at, at + 1), start: position, end: position }
}

/// Everything found, without the numbers that notes have in a batch.
fn found(ruleset: &str, batch: &Batch) -> Vec<String> {
    let linter = Linter::new(Config { ruleset: ruleset.to_owned(), ..Config::default() }).unwrap();
    linter.lint_batch(batch).iter().map(|one| format!("{:?} {:?}", one.place, one.diagnostic)).collect()
}

fn batch<'a>(notes: impl IntoIterator<Item = &'a (usize, Facts)>) -> Batch {
    let mut batch = Batch::default();
    notes.into_iter().for_each(|(at, facts)| batch.add(&place(*at), facts));
    batch
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_order_nor_parting_matters(
        facts in prop::collection::vec(facts(), 1..24),
        keys in prop::collection::vec(any::<u32>(), 24),
        cut in 0..24usize,
    ) {
        let notes: Vec<(usize, Facts)> = facts.into_iter().enumerate().collect();
        let mut shuffled = notes.clone();
        shuffled.sort_by_key(|(at, _)| keys[*at]);
        let (one, other) = shuffled.split_at(cut.min(shuffled.len()));
        let mut parted = batch(one);
        parted.extend(&batch(other));
        let whole = batch(&notes);
        for ruleset in ["il-rule132", "cm-2009", "common"] {
            let expected = found(ruleset, &whole);
            prop_assert_eq!(&found(ruleset, &batch(&shuffled)), &expected);
            prop_assert_eq!(&found(ruleset, &parted), &expected);
        }
        prop_assert_eq!(batch(&shuffled).summary([]), whole.summary([]));
        prop_assert_eq!(parted.summary([]), whole.summary([]));
    }
}

#[test]
fn the_notes_that_are_generated_are_found_something_in() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut codes = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let facts = prop::collection::vec(facts(), 24).new_tree(&mut runner).unwrap().current();
        let notes: Vec<(usize, Facts)> = facts.into_iter().enumerate().collect();
        for ruleset in ["il-rule132", "cm-2009"] {
            let linter = Linter::new(Config { ruleset: ruleset.to_owned(), ..Config::default() }).unwrap();
            codes.extend(linter.lint_batch(&batch(&notes)).iter().map(|one| one.diagnostic.code.to_string()));
        }
    }
    let codes: Vec<String> = codes.into_iter().collect();
    assert_eq!(codes, ["DU004", "XN001", "XN002", "XN003", "XN004", "XN005", "XN006"]);
}

#[test]
fn a_note_takes_no_more_than_200_bytes() {
    assert_eq!(BYTES_PER_NOTE, 198);
}
