//! What notes claim, in the words in which they say so: whole notes, as their sentences hold each other's times in place.

use notelint::linter::{Config, Linter};

/// Minutes claimed and supported under `common`.
fn sums(note: &str) -> (Option<f64>, f64) {
    let linter = Linter::new(Config::default()).expect("the default configuration");
    let (_, sums) = linter.lint_and_add_up(note, true);
    let sums = sums.expect("sums were wanted");
    (sums.claimed.map(|minutes| minutes.get()), sums.supported.get())
}

fn holds(note: &str, claimed: f64, supported: f64) {
    assert_eq!(sums(note), (Some(claimed), supported), "{note}");
}

#[test]
fn clock_times_are_read_in_words() {
    holds("Met with ct and reviewed his budget from ten to ten-forty.", 40.0, 40.0);
    holds("Met ct at the library, quarter past two to ten of three, went over the lease.", 35.0, 35.0);
    holds("From 2 o'clock to 2:50 went over the lease with ct.", 50.0, 50.0);
    assert_eq!(sums("Went over the lease with ct for ten to fifteen minutes."), (Some(15.0), 15.0));
}

#[test]
fn units_stand_behind_a_word_or_a_bracket() {
    holds("Helped ct fill out the LIHEAP form. One (1) hour.", 60.0, 60.0);
    holds("Helped ct fill out the LIHEAP form, one full hour.", 60.0, 60.0);
    holds("Helped ct fill out the LIHEAP form. 45 billable minutes.", 45.0, 45.0);
    holds("Helped ct fill out the LIHEAP form. 3/4 of an hour", 45.0, 45.0);
}

#[test]
fn a_total_may_be_told_as_part_of_a_whole_or_as_a_difference() {
    holds("Drove ct to the courthouse (20 of the 70 min). At the window I spoke up for him.", 70.0, 50.0);
    holds("75 min with ct minus the 30 min drive. Helped him with the voucher.", 45.0, 45.0);
    holds("75 min less 30. Helped ct with the voucher.", 45.0, 45.0);
    holds("Helped ct with the voucher 60 min more or less. Ct has 30 days.", 60.0, 60.0);
}

#[test]
fn what_is_billed_is_the_claim_whatever_else_took_time() {
    let note = "Sat with ct in waiting room for an hour, then spoke with the clerk for ct. Only billing the part with the \
                clerk, 2:40-2:55pm.";
    holds(note, 15.0, 15.0);
    holds(
        "Drove ct to court 40 minutes; spoke to the judge for ct about the bed, 10 minutes. Elapsed 50 minutes, of which \
         10 minutes are claimed.",
        10.0,
        10.0,
    );
    let note = "Billed 40 min for the visit with ct, explained her lease, 20 min of driving.";
    assert_eq!(sums(note).0, Some(40.0), "{note}");
    holds("Helped ct with her lease. My time was 10:00 to 11:15, the pharmacy too.", 75.0, 75.0);
}

#[test]
fn a_sentence_that_tells_an_arrival_is_no_header() {
    holds("Arrived 10:00, helped ct fill out the LIHEAP form, left 10:45.", 45.0, 45.0);
    holds("In: 1:15p Out: 2:00p. Helped ct enroll in LIHEAP.", 45.0, 45.0);
    holds("Service commenced: 1600   Service concluded: 1620\nHelped ct with her lease.", 20.0, 20.0);
}

#[test]
fn a_verb_of_talking_takes_minutes_without_a_unit() {
    holds("Ct called and we talked for 20. Helped him plan his day.", 20.0, 20.0);
    assert_eq!(sums("Cooked with ct for 20. Helped him plan his day."), (None, 0.0));
}

#[test]
fn an_age_is_no_length() {
    holds("Called the school about Luis (16) and his credits, 20 min.", 20.0, 20.0);
    holds("Explained the letter to Mr. Salas (72). 25 min", 25.0, 25.0);
    holds("- called PO Strand (10)\n- called Ana (9)\nTotal 19", 19.0, 19.0);
}

#[test]
fn a_number_takes_its_unit_from_the_times_beside_it() {
    holds("Explained the letter to ct 30 min. Plus 15 on the phone with SSA.", 45.0, 45.0);
    holds("Explained the letter to ct, 30 min start to finish, of which 10 went to faxing it.", 30.0, 20.0);
}

#[test]
fn what_is_billed_may_be_said_behind_it() {
    holds(
        "Met with ct and her worker, forty minutes, which is all I'm billing; the drive was 65 min.",
        40.0,
        40.0,
    );
    holds(
        "It took 50 minutes to get there. Billing only the 40 in between, when I called SSA with ct.",
        40.0,
        40.0,
    );
}

#[test]
fn a_stretch_over_midnight_needs_one_half_of_the_day() {
    holds("12:40-1:30 a.m. Helped ct fill out the LIHEAP form.", 50.0, 50.0);
    holds("11:40-1:10 am, helped ct fill out the LIHEAP form.", 90.0, 90.0);
    holds("11-1 pm helped ct fill out the LIHEAP form.", 120.0, 120.0);
}

#[test]
fn minutes_stand_behind_a_colon_without_an_hour() {
    holds("CM-MH :35. Helped ct fill out the LIHEAP form.", 35.0, 35.0);
    holds("TC to PO about ct's UA :10. Helped ct fill out the LIHEAP form :25", 35.0, 35.0);
}

#[test]
fn cells_of_a_line_say_a_stretch_again() {
    holds("7/19 | 13:05-14:20 | 90 min | office\nHelped ct fill out the LIHEAP form.", 90.0, 90.0);
}

#[test]
fn a_part_may_be_told_of_a_stretch() {
    let note = "11:35a-1:10p. The drive from the office took 25 of it. Helped ct fill out the LIHEAP form.";
    holds(note, 95.0, 70.0);
}

#[test]
fn what_looks_like_a_claim_is_none() {
    // A club's name, a light bill, a day that is not the line's.
    holds("Talked with ct's grandpa from 6:35 to 7:05 about the 4-H club.", 30.0, 30.0);
    holds("2:10 to 2:40. Went over her bills with her, light bill first (20 min).", 30.0, 20.0);
    let list = "0840 Called Kaiser about ct's O2, 15 min\n0900 O2 vendor, delivery tomorrow, 10 min";
    assert_eq!(sums(list).0, Some(25.0), "{list}");
}

#[test]
fn a_time_belongs_to_what_it_closes() {
    // A stop before "then" ends what the time closes.
    holds("Dropped off ct's meds at the home, 35 min. then called her PO about the UA, 10 min", 45.0, 10.0);
    // A relative clause tells of the act before it.
    holds(
        "Drove ct to the annex, which is 20 minutes by car, and helped him with the form. Total 1 hour.",
        60.0,
        40.0,
    );
    // A comma parts a time from the act that follows.
    holds(
        "Helped ct with the form. Face to face 40 min, plus faxing his packet 5 min. 45 min total.",
        45.0,
        40.0,
    );
}

#[test]
fn how_long_the_client_was_there_is_the_visits() {
    holds("Called PO about ct, 10 min. Ct came in for 25 min and we filled out the LIHEAP form.", 35.0, 35.0);
    assert_eq!(sums("Ct went to group for 25 min."), (None, 0.0));
}

#[test]
fn a_note_claims_what_it_ends_with() {
    holds("I: From 2:10 to 2:50 explained the lease to ct.\nP: Ct will sign it. 60 min", 60.0, 60.0);
    let wrapped = "Called his cousin and then his PO about the missed UA, no time for more of it today\n8:50 to 9:20. thx";
    assert_eq!(sums(wrapped).0, Some(30.0), "{wrapped}");
}

#[test]
fn a_stretch_behind_in_and_a_length_behind_an_abbreviation_are_the_notes() {
    assert_eq!(sums("Met ct at the drop in 2:00-2:40, he wants detox.").0, Some(40.0));
    assert_eq!(sums("PO will set up a visit for next wk. 15 min").0, Some(15.0));
    // What is due is no service time.
    assert_eq!(sums("Ct will be back in 20 min.").0, None);
}

#[test]
fn the_time_of_an_appointment_is_no_length() {
    holds("Client came to his 1:00 session late, and we went over the lease. 30 min.", 30.0, 30.0);
    holds("Went over the lease with ct. 1:00 total.", 60.0, 60.0);
}

#[test]
fn a_time_of_another_day_is_no_part() {
    holds(
        "Says the line kept him on hold 50 minutes yesterday. Helped him renew his card. 1:00-1:45, 45 min.",
        45.0,
        45.0,
    );
}

#[test]
fn a_part_of_the_time_is_told_with_what_filled_it() {
    holds(
        "60 min. First 25 min went over the lease with him. For the rest of the hour we worked on his application.",
        60.0,
        60.0,
    );
    holds(
        "2:00-3:10 p.m. The first half hour was my supervision. Then helped ct write the letter.",
        70.0,
        40.0,
    );
    holds(
        "Helped ct with the lease, 30 min. Copied it, 10 min, and took 5 more to jot the log. Billed 45.",
        45.0,
        30.0,
    );
}
