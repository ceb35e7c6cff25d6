//! Stretches whose start and end stand apart, and logs in which each line lasts until the next.

use notelint::lexicon::LEXICON;
use notelint::reading::read;

fn claimed(note: &str) -> Option<f64> {
    read(note, &LEXICON, &[], &[]).times.claimed().map(|minutes| minutes.get())
}

#[test]
fn a_start_and_an_end_told_apart_are_a_stretch() {
    for (note, minutes) in [
        ("Met up with ct by the river 8:30. Did her renewal on my phone. Wrapped up 9:15.", 45.0),
        ("From 0820 on the phone with ct's PO til 0950.", 90.0),
        ("Waited at the clinic w/ ct from 0820 til they called her at 0950.", 90.0),
        ("Sat with ct and the housing list from 3:05 until around 3:50.", 45.0),
        ("In the room by 10:15; til 11:00 argued for her bed with the discharge team.", 45.0),
        ("Explained the house rules to ct; 2:00 in, 2:35 out.", 35.0),
        ("9:30 sharp: phoned probation about ct's terms. We were done by 9:55.", 25.0),
        ("Went over the lease with ct. 4:00pm hasta 5:00pm.", 60.0),
        ("Start 9:00 am, stop 9:40 am. Explained the lease to ct.", 40.0),
        ("Name: C.R.   Start 9:40 am   Stop 10:10 am   Mode: office\nWent over the listings with ct.", 30.0),
    ] {
        assert_eq!(claimed(note), Some(minutes), "{note:?}");
    }
}

#[test]
fn a_clock_time_with_no_end_is_no_stretch() {
    for note in [
        "Ct has court at 8:30. Helped her with the form.",
        "Ct must be there by 10:15. Faxed the form.",
        "Called at 9:05. Ct left us two messages.",
    ] {
        assert_eq!(claimed(note), None, "{note:?}");
    }
}

#[test]
fn a_line_of_a_log_lasts_until_the_next() {
    let log = "0900 met ct, did the CalFresh form\n0945 called PO w/ ct re: travel\n1000 typed it up in SanWITS\n1020 end";
    let reading = read(log, &LEXICON, &[], &[]);
    assert_eq!(reading.times.claimed().map(|minutes| minutes.get()), Some(80.0));
    let parts: Vec<f64> =
        reading.times.parts().filter_map(|time| time.minutes).map(|one| one.get()).collect();
    assert_eq!(parts, [45.0, 15.0, 20.0]);
    // Two stamps may be anything, and lines that have times of their own need no stamps.
    for note in [
        "9:00 called PO about ct\n9:45 called the landlord",
        "1:05 LVM for PO, 2 min\n1:20 rang the clinic, 6 min\n2:40 faxed the ROI, 5 min",
    ] {
        let reading = read(note, &LEXICON, &[], &[]);
        let ranges = reading.times.found.iter().filter(|time| time.ends.is_some()).count();
        assert_eq!(ranges, 0, "{note:?}");
    }
}
