//! XN003: il-rule132 Q3, Q13, Q25, Q26, Q46 and Q66.

use crate::program::{Checked, HELP, checked, note};

/// Notes of one client under a ruleset: date, service, hours.
fn year(ruleset: &str, notes: &[(&str, &str, u32)]) -> Checked {
    let notes: Vec<String> = notes
        .iter()
        .map(|(date, service, hours)| {
            note("A. Diaz", "J. Soto", date, &format!("Service: {service} | Duration: {hours} hours"), HELP)
        })
        .collect();
    checked(ruleset, &notes)
}

fn il(notes: &[(&str, &str, u32)]) -> Checked {
    year("il-rule132", notes)
}

#[test]
fn il_q13_past_forty_hours() {
    il(&[("2/5/2024", "CM-TLA", 20), ("3/5/2024", "CM-TLA", 19), ("4/5/2024", "CM-TLA", 2)])
        .finds("XN003", &[(3, &[2])])
        .cites("XN003", "Q13")
        .says("XN003", "2024 comes to 41 h of cm-tla; a year holds 40 h");
}

#[test]
fn il_q13_forty_hours_are_within() {
    il(&[("2/5/2024", "CM-TLA", 20), ("3/5/2024", "CM-TLA", 20)]).passes("XN003");
}

#[test]
fn il_q26_a_calendar_year_begins_anew() {
    il(&[("12/30/2023", "CM-TLA", 21), ("12/31/2023", "CM-TLA", 19), ("1/1/2024", "CM-TLA", 20)])
        .passes("XN003");
}

#[test]
fn il_q13_by_date_and_not_by_place() {
    il(&[("4/5/2024", "CM-TLA", 21), ("2/5/2024", "CM-TLA", 20)]).finds("XN003", &[(1, &[2])]);
}

#[test]
fn il_q13_the_line_is_crossed_once() {
    il(&[
        ("2/5/2024", "CM-TLA", 22),
        ("3/5/2024", "CM-TLA", 22),
        ("4/5/2024", "CM-TLA", 2),
        ("5/5/2024", "CM-TLA", 2),
    ])
    .finds("XN003", &[(2, &[1])]);
}

#[test]
fn il_q13_one_note_alone() {
    il(&[("2/5/2024", "CM-TLA", 24)]).passes("XN003");
}

#[test]
fn il_q3_each_client_has_a_year() {
    let of = |client: &str| note(client, "J. Soto", "2/5/2024", "Service: CM-TLA | Duration: 21 hours", HELP);
    checked("il-rule132", &[of("A. Diaz"), of("B. Wells")]).passes("XN003");
    checked("il-rule132", &[of("A. Diaz"), of("a. diaz")]).finds("XN003", &[(2, &[1])]);
}

#[test]
fn il_q3_across_staff() {
    let of =
        |staff: &str, date: &str| note("A. Diaz", staff, date, "Service: CM-TLA | Duration: 21 hours", HELP);
    checked("il-rule132", &[of("J. Soto", "2/5/2024"), of("P. Marsh", "2/6/2024")])
        .finds("XN003", &[(2, &[1])]);
}

/// Ten notes of 24 hours, and one more.
fn eleven<'a>(first: &'a str, last: &'a str) -> Vec<(&'static str, &'a str, u32)> {
    let dates = [
        "1/2/2024",
        "1/3/2024",
        "1/4/2024",
        "1/5/2024",
        "1/8/2024",
        "1/9/2024",
        "1/10/2024",
        "1/11/2024",
        "1/12/2024",
        "1/15/2024",
    ];
    let mut notes: Vec<_> = dates.map(|date| (date, first, 24)).to_vec();
    notes.push(("1/16/2024", last, 1));
    notes
}

#[test]
fn il_q66_past_240_hours() {
    il(&eleven("CM-MH", "CM-MH")).finds("XN003", &[(11, &[10])]).cites("XN003", "Q66").says("XN003", "241 h");
    il(&eleven("CM-MH", "CM-MH")[..10]).passes("XN003");
}

#[test]
fn il_q25_consultations_count_with_the_others() {
    il(&eleven("CM-MH", "CM-CCC")).finds("XN003", &[(11, &[10])]).cites("XN003", "Q25");
}

#[test]
fn il_q46_transition_has_a_cap_of_its_own() {
    il(&eleven("CM-MH", "CM-TLA")).passes("XN003");
}

#[test]
fn il_q13_what_names_no_service_or_no_date_is_not_counted() {
    il(&[("2/5/2024", "CM-TLA", 22), ("3/5/2024", "T1016", 22)]).passes("XN003");
    il(&[("2/5/2024", "CM-TLA", 22), ("2/5", "CM-TLA", 22)]).passes("XN003");
}

#[test]
fn payers_without_a_cap() {
    let notes = [("2/5/2024", "CM-TLA", 22), ("3/5/2024", "CM-TLA", 22)];
    for ruleset in ["la-sapc", "sd-bhs", "cm-2009", "ca-dmc-ods"] {
        year(ruleset, &notes).passes("XN003");
    }
    year("common", &notes).finds("XN003", &[(2, &[1])]);
}
