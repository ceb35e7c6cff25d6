//! Numbers without a unit that close sentences are minutes where they add up to the note's time, and nothing else is.

use notelint::lexicon::LEXICON;
use notelint::reading::read;

/// The minutes of the note's acts, in order; 0 where an act has none of its own.
fn minutes(note: &str) -> Vec<f64> {
    let reading = read(note, &LEXICON, &[], &[]);
    reading.activities.iter().map(|act| act.minutes.map_or(0.0, |minutes| minutes.get())).collect()
}

#[track_caller]
fn holds(note: &str, expected: &[f64]) {
    let found = minutes(note);
    let mut left = found.iter();
    assert!(
        expected.iter().all(|one| left.any(|other| other == one)),
        "{note:?}: {expected:?}, read {found:?}"
    );
}

#[test]
fn numbers_that_add_up_are_minutes() {
    for (note, expected) in [
        ("Called DPSS about her GR 15. Faxed the packet to DMV 10. Total 25 min.", &[15.0, 10.0][..]),
        ("Wrote up the visit note 20\nLeft vm for PO 5\nTotal 25 min", &[20.0, 5.0]),
        ("Drove ct to court 40. Advocated with the clerk for ct, 20. 60 min total.", &[40.0, 20.0]),
        ("10:00-10:45. Helped ct fill out the SNAP renewal 30. Typed the progress note 15.", &[30.0, 15.0]),
        (
            "Duration: 50 min\nSupervision w/ my lead re ct, 20.\nCalled the landlord about her deposit 30.",
            &[20.0, 30.0],
        ),
        ("- waited w/ ct at the clinic 35\n- faxed ROI to Dr. Lam 5\n= 40 min", &[35.0, 5.0]),
        ("Emailed the school about ct 8. Listened to voicemail from mom 2. Total time 10 min.", &[8.0, 2.0]),
        (
            "Drove ct to DPSS, 25 min. Filled out the GR form with ct 20. Left message for EW 5. Total 50 min.",
            &[25.0, 20.0, 5.0],
        ),
        (
            "Staff drove to client's home, 30. Client not home, left door hanger. Wrote the note, 15. Total: 45 minutes",
            &[30.0, 15.0],
        ),
        ("Start: 10:00 | End: 10:45\nDrove ct to DMV 20. Helped her fill out the ID form 25.", &[20.0, 25.0]),
        ("CM-MH 1 hr. Helped ct complete the Section 8 application 45. Copied his ID 15.", &[45.0, 15.0]),
    ] {
        holds(note, expected);
    }
}

#[test]
fn numbers_that_do_not_add_up_or_count_something_else_are_none() {
    for note in [
        "Helped ct find a studio, apt 15. Took her to bus 10. Total 25 min.",
        "Called DPSS about her GR 15. Faxed the packet to DMV 10. Total 40 min.",
        "Met ct at court, dept 30. Drove her to bay 15. 45 min.",
        "Ct turns 18 in June. Called the school about ct, room 12. Total 30 min.",
        "Called the landlord about unit 20. Faxed the form to ext 10. Total 30 min.",
        "Ct was calm 15. Ct slept 10. Total 25 min.",
        "Called PO on May 20. Left vm for EW at 10. 30 min.",
        "Drove ct to court, line 40. 40 min.",
    ] {
        let found = minutes(note);
        let told = |one: &f64| [10.0, 12.0, 15.0, 18.0, 20.0].contains(one);
        assert!(!found.iter().any(told), "{note:?}: {found:?}");
    }
}

#[test]
fn round_numbers_beside_minutes_are_minutes() {
    for (note, expected) in [
        ("Called SSA with ct about his overpayment, 25 min. Copied the letter 5.", &[25.0, 5.0][..]),
        ("Drove out to ct's, 30, and did the VI-SPDAT with him, 45 min.", &[30.0, 45.0]),
        ("Wrote the court letter: 25. Called the landlord about the lease, 15 min.", &[25.0, 15.0]),
        ("Waited with ct 35 min. Spoke for her at intake 20.", &[35.0, 20.0]),
        ("Called DPSS with ct, 30 min, the other 20 I drove back to the office.", &[30.0, 20.0]),
    ] {
        holds(note, expected);
    }
    for note in [
        "Called SSA with ct, 25 min. Copied page 5.",
        "Called SSA with ct, 25 min. Gave her 10.",
        "Called SSA with ct about her GR 15. Total 40 min.",
    ] {
        let found = minutes(note);
        assert!(!found.iter().any(|one| [5.0, 10.0, 15.0].contains(one)), "{note:?}: {found:?}");
    }
}
