//! Whatever acts and times a note is put together from, its minutes add up.

use notelint::ledger::{Ledger, Line};
use notelint::linter::{Config, Linter};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A linter for each payer.
static LINTERS: LazyLock<Vec<Linter>> = LazyLock::new(|| {
    ["common", "la-sapc", "sd-bhs", "cm-2009", "il-rule132"]
        .map(|name| {
            let config = Config { ruleset: name.to_owned(), ..Config::default() };
            Linter::new(config).expect("a built-in ruleset")
        })
        .into()
});

/// What staff tell, without its time.
const ACTS: [&str; 16] = [
    "Drove ct to court",
    "Waited in the lobby",
    "Left a voicemail for her PO",
    "Called SSA with ct and got the overpayment waived",
    "Went over the lease with client line by line",
    "Faxed the packet to DHS",
    "Linked pt to the food pantry on 5th",
    "Spoke w/ Dr. Lee about the tremor and asked for a lower dose",
    "Tried the landlord, no answer",
    "Wrote the quarterly court report",
    "Ct's sister drove her home",
    "Will call the clinic on Monday",
    "Completed the housing application with him",
    "Knocked at ct's door, nobody home",
    "Charted",
    "Supervision with my lead",
];

/// A time as it stands behind an act, before it, or in a header.
fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        (0u32..200).prop_map(|n| format!("{n} min")),
        (0u32..30).prop_map(|n| format!("0.{n} hr")),
        (0u32..5).prop_map(|n| format!("{n} hrs")),
        (1u32..3, 1u32..60).prop_map(|(h, m)| format!("{h}h {m}m")),
        (1u32..13, 0u32..60, 1u32..13, 0u32..60).prop_map(|(a, b, c, d)| format!("{a}:{b:02}-{c}:{d:02}")),
        (0u32..26, 0u32..70, 0u32..26).prop_map(|(a, b, c)| format!("from {a}:{b:02} to {c}:00")),
        (1u32..60).prop_map(|n| format!("{n} min each way")),
        (1u32..9).prop_map(|n| format!("{n} units")),
        Just("half an hour".to_owned()),
        Just("a few minutes".to_owned()),
        Just("most of the afternoon".to_owned()),
    ]
}

/// A sentence, its first letter a capital: without one, an abbreviation's point before it ends no sentence.
fn sentence() -> impl Strategy<Value = String> {
    let act = (0..ACTS.len()).prop_map(|place| ACTS[place]);
    let sentence = prop_oneof![
        (act.clone(), time()).prop_map(|(act, time)| format!("{act}, {time}.")),
        (act.clone(), time()).prop_map(|(act, time)| format!("{act} ({time}).")),
        (act.clone(), time()).prop_map(|(act, time)| format!("{time}: {act}.")),
        (act.clone(), time()).prop_map(|(act, time)| format!("{time} {act}.")),
        (act.clone(), act.clone(), time()).prop_map(|(one, other, time)| format!("{one}; {other}, {time}.")),
        act.prop_map(|act| format!("{act}.")),
        time().prop_map(|time| format!("{time}.")),
        time().prop_map(|time| format!("Total {time}.")),
    ];
    sentence.prop_map(|mut sentence| {
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence
    })
}

/// A note: a header or none, then sentences, each with what stands behind it.
#[derive(Debug, Clone)]
struct Note {
    header: String,
    body: Vec<(String, &'static str)>,
}

impl Note {
    fn written(&self, write: impl Fn(&str) -> String) -> String {
        let body = self.body.iter().map(|(sentence, end)| write(sentence) + end);
        write(&self.header) + &body.collect::<String>()
    }

    fn text(&self) -> String {
        self.written(str::to_owned)
    }
}

fn note() -> impl Strategy<Value = Note> {
    let header = prop_oneof![
        Just(String::new()),
        (0u32..300).prop_map(|n| format!("Duration: {n} min\n")),
        (0u32..24, 0u32..60, 0u32..24, 0u32..60)
            .prop_map(|(a, b, c, d)| format!("Start: {a}:{b:02}   End: {c}:{d:02}\n")),
        (0u32..12).prop_map(|n| format!("Units: {n}\n")),
    ];
    let body = proptest::collection::vec((sentence(), prop_oneof![Just(" "), Just("\n")]), 1..7);
    (header, body).prop_map(|(header, body)| Note { header, body })
}

/// All in lower case but the first letter, which shows where a sentence begins.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().into_iter().chain(chars.as_str().to_lowercase().chars()).collect()
}

/// Claimed minutes, and of each act its own minutes or those that it shares.
fn minutes(linter: &Linter, note: &str) -> (Option<f64>, Vec<Option<f64>>) {
    let reading = linter.read(note);
    let ledger = linter.ledger(&reading).expect("a built-in ruleset");
    let of_line =
        |line: &Line<'_>| line.minutes.or(line.shared.map(|shared| shared.minutes)).map(|m| m.get());
    (ledger.claimed.map(|claimed| claimed.get()), ledger.lines.iter().map(of_line).collect())
}

/// Minutes are whole seconds at best: what is added up may be off by less.
const NOTHING: f64 = 1e-6;

fn adds_up(ledger: &Ledger<'_>) -> Result<(), TestCaseError> {
    let sums = ledger.sums();
    let parts = [sums.supported, sums.non_billable, sums.unaccounted].map(|minutes| minutes.get());
    for minutes in parts {
        prop_assert!(minutes >= 0.0, "{sums}");
    }
    let claimed = sums.claimed.unwrap_or_default().get();
    prop_assert!(claimed >= 0.0, "{sums}");
    prop_assert!((parts.iter().sum::<f64>() - claimed).abs() < NOTHING, "{sums}");
    for line in &ledger.lines {
        prop_assert!(line.minutes.is_none_or(|minutes| minutes.get() >= 0.0), "{}", line.name);
        prop_assert!(line.minutes.is_none() || line.shared.is_none(), "{} has and shares a time", line.name);
    }
    // A group is what at least two lines share, and they tell the same minutes.
    for line in ledger.lines.iter().filter_map(|line| line.shared) {
        let same =
            ledger.lines.iter().filter_map(|other| other.shared).filter(|other| other.group == line.group);
        prop_assert!(same.clone().count() > 1);
        prop_assert!(same.clone().all(|other| other.minutes == line.minutes));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_sums_of_a_ledger_agree(note in note()) {
        for linter in LINTERS.iter() {
            adds_up(&linter.ledger(&linter.read(&note.text())).unwrap())?;
        }
    }

    #[test]
    fn parts_exceed_the_total_only_under_du003(note in note()) {
        let (linter, note) = (&LINTERS[0], note.text());
        let reading = linter.read(&note);
        let (Some(stated), ledger) = (reading.times.stated(), linter.ledger(&reading).unwrap()) else {
            return Ok(());
        };
        let own: f64 = ledger.lines.iter().filter_map(|line| line.minutes).map(|minutes| minutes.get()).sum();
        let mut groups = std::collections::BTreeMap::new();
        for shared in ledger.lines.iter().filter_map(|line| line.shared) {
            groups.insert(shared.group, shared.minutes.get());
        }
        let parts = own + groups.values().sum::<f64>();
        // "About 30 min" may be five off; units are a payer's measure of the same time; an act's stated time that the note
        // bills apart from the rest is no part of the claim.
        let plain = !stated.approximate
            && stated.belongs != notelint::reading::Belongs::Billed
            && reading.times.units().is_none();
        if let Some(claimed) = stated.minutes && plain && parts > claimed.get() + NOTHING {
            let codes: Vec<_> = linter.lint(&note).into_iter().map(|finding| finding.code).collect();
            prop_assert!(
                codes.iter().any(|code| matches!(code.as_ref(), "DU003" | "DU009")),
                "{parts} of {} and only {codes:?}", claimed.get()
            );
        }
    }

    #[test]
    fn blank_lines_line_ends_and_case_change_no_minute(note in note()) {
        let linter = &LINTERS[0];
        let text = note.text();
        let here = minutes(linter, &text);
        prop_assert_eq!(&here, &minutes(linter, &text.replace('\n', "\r\n")), "line ends");
        prop_assert_eq!(&here, &minutes(linter, &format!("\n\n{text}\n\n\n")), "blank lines around");
        prop_assert_eq!(&here, &minutes(linter, &note.written(str::to_uppercase)), "upper case");
        prop_assert_eq!(&here, &minutes(linter, &note.written(lower)), "lower case");
    }
}
