//! Times that cannot be, or can be read in two ways: a diagnostic, or a reading that stands here.

use notelint::linter::{Config, Linter};

/// A note, the finding on its time, and the minutes that it claims.
const NOTES: [(&str, Option<&str>, Option<f64>); 21] = [
    ("Start: 25:00  End: 26:00\nCalled SSA with ct.", Some("DU009"), None),
    ("Start: 10:75  End: 11:30\nCalled SSA with ct.", Some("DU009"), None),
    ("Called SSA with ct, 10:75-11:30.", Some("DU009"), None),
    // The end before the start: no midnight is assumed, nor a half of the day where both are written.
    ("Start: 3:15 PM   End: 2:05 PM\nCalled SSA with ct.", Some("DU009"), None),
    ("Called SSA with ct, 3:15 pm-2:05 pm.", Some("DU009"), None),
    ("Called SSA with ct. 11:40-10:55.", Some("DU009"), None),
    // Half a day earlier the start would make a stretch of eleven hours and a half, which nobody writes so.
    ("Start: 2:40   End: 2:10 PM\nCalled SSA with ct.", Some("DU009"), None),
    ("2:40-2:10 pm. Called SSA with ct.", Some("DU009"), None),
    ("Called SSA with ct, 0950-0900.", Some("DU009"), None),
    ("10:00 pm - 6:00 am. Sat with ct at the ER and spoke for her with each doctor.", None, Some(480.0)),
    ("Duration: 900 hours\nCalled SSA with ct.", Some("DU009"), None),
    ("Duration: -5 min\nCalled SSA with ct.", Some("DU009"), None),
    // A dash in a sentence sets the time off.
    ("Called SSA with ct, -25 min.", None, Some(25.0)),
    // A time of day as soldiers say it.
    ("Called SSA with ct at 900 hours.", Some("DU001"), None),
    ("Called SSA with ct, 1,5 hrs.", None, Some(90.0)),
    ("Called SSA with ct, \u{bd} hr.", None, Some(30.0)),
    ("Called SSA with ct, 1\u{bd} hrs.", None, Some(90.0)),
    ("Called SSA with ct, 1 1/2 hrs.", None, Some(90.0)),
    // Two totals: the first is the claim.
    ("Duration: 45 min\nCalled SSA with ct. Total 60 min.", Some("DU003"), Some(45.0)),
    ("Start: 1:00 PM   End: 2:30 PM   Total: 60 min\nCalled SSA with ct.", Some("DU003"), Some(60.0)),
    // The missing half of the day is the one that makes the stretch short.
    ("11:30-1:15. Called SSA with ct and got it waived.", None, Some(105.0)),
];

#[test]
fn what_cannot_be_is_told_and_what_can_be_is_read() {
    let linter = Linter::new(Config::default()).unwrap();
    let mut wrong = Vec::new();
    for (note, code, claimed) in NOTES {
        let found = linter.lint(note);
        let times = ["DU001", "DU003", "DU009"];
        let told: Vec<&str> =
            found.iter().map(|finding| &*finding.code).filter(|code| times.contains(code)).collect();
        let minutes = linter.ledger(&linter.read(note)).unwrap().claimed.map(|minutes| minutes.get());
        if told != code.into_iter().collect::<Vec<_>>() || minutes != claimed {
            wrong.push(format!("{note:?}: {told:?}, {minutes:?} claimed"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_inferred_half_of_the_day_is_told() {
    let linter = Linter::new(Config::default()).unwrap();
    let found = linter.lint("Start: 8:00   End: 1:30 PM\nDuration: 90 min\nCalled SSA with ct.");
    let labels = found.iter().flat_map(|finding| &finding.labels);
    assert!(labels.clone().any(|label| label.message.contains("the half of the day inferred")), "{found:?}");
}
