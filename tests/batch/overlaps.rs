//! XN001, XN002 and XN006: il-rule132 Q1, Q40, Q56, Q64 and Q88.

use crate::program::{Checked, HELP, checked, note};

const A: &str = "A. Diaz";
const B: &str = "B. Wells";
const SOTO: &str = "J. Soto";
const MARSH: &str = "P. Marsh";
const DAY: &str = "5/6/2024";

/// Notes of il-rule132: client, staff, date, hours.
fn il(notes: &[(&str, &str, &str, &str)]) -> Checked {
    let notes: Vec<String> = notes
        .iter()
        .map(|&(client, staff, date, time)| note(client, staff, date, &format!("Time: {time}"), HELP))
        .collect();
    checked("il-rule132", &notes)
}

/// Notes of one client and day: staff, service, hours.
fn services(notes: &[(&str, &str, &str)]) -> Checked {
    let notes: Vec<String> = notes
        .iter()
        .map(|&(staff, service, time)| {
            note(A, staff, DAY, &format!("Service: {service} | Time: {time}"), HELP)
        })
        .collect();
    checked("il-rule132", &notes)
}

#[test]
fn il_q64_two_clients_in_one_stretch() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (B, SOTO, DAY, "10:30-11:00")])
        .finds("XN001", &[(2, &[1])])
        .cites("XN001", "Q64")
        .says("XN001", "15 min are in both notes")
        .passes("XN002");
}

#[test]
fn il_q64_whatever_their_order() {
    il(&[(B, SOTO, DAY, "10:30-11:00"), (A, SOTO, DAY, "10:00-10:45")]).finds("XN001", &[(1, &[2])]);
}

#[test]
fn il_q64_times_that_touch() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (B, SOTO, DAY, "10:45-11:00")]).passes("XN001");
}

#[test]
fn il_q64_a_single_minute() {
    il(&[(A, SOTO, DAY, "10:00-10:46"), (B, SOTO, DAY, "10:45-11:00")]).says("XN001", "1 min are in both");
}

#[test]
fn il_q64_another_day() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (B, SOTO, "5/7/2024", "10:00-10:45")]).passes("XN001");
}

#[test]
fn il_q64_another_worker() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (B, MARSH, DAY, "10:00-10:45")]).passes("XN001");
}

#[test]
fn il_q64_over_midnight() {
    il(&[(A, SOTO, DAY, "11:30 pm - 12:30 am"), (B, SOTO, "5/7/2024", "12:15 am - 12:45 am")])
        .finds("XN001", &[(2, &[1])])
        .says("XN001", "15 min");
}

#[test]
fn il_q64_up_to_midnight() {
    il(&[(A, SOTO, DAY, "11:30 pm - 12:00 am"), (B, SOTO, "5/7/2024", "12:00 am - 12:30 am")])
        .passes("XN001");
}

#[test]
fn il_q64_over_the_end_of_a_year() {
    il(&[(A, SOTO, "12/31/2023", "11:30 pm - 1:00 am"), (B, SOTO, "2024-01-01", "12:30 am - 12:45 am")])
        .finds("XN001", &[(2, &[1])]);
}

#[test]
fn il_q64_dates_written_in_two_ways() {
    il(&[(A, SOTO, "May 6, 2024", "10:00-10:45"), (B, SOTO, "2024-05-06", "10:30-11:00")])
        .finds("XN001", &[(2, &[1])]);
}

#[test]
fn il_q64_a_credential_makes_no_second_person() {
    il(&[(A, "J. Soto, QMHP", DAY, "10:00-10:45"), (B, "j. soto", DAY, "10:30-11:00")])
        .finds("XN001", &[(2, &[1])]);
}

#[test]
fn il_q64_one_note_within_another() {
    il(&[(A, SOTO, DAY, "9:00-12:00"), (B, SOTO, DAY, "10:00-10:20")]).says("XN001", "20 min");
}

#[test]
fn il_q64_two_within_a_long_one() {
    il(&[(A, SOTO, DAY, "9:00-12:00"), (B, SOTO, DAY, "9:30-9:45"), ("C. Roe", SOTO, DAY, "11:00-11:30")])
        .finds("XN001", &[(2, &[1]), (3, &[1])]);
}

#[test]
fn il_q64_three_at_once() {
    il(&[(A, SOTO, DAY, "9:00-9:30"), (B, SOTO, DAY, "9:10-9:40"), ("C. Roe", SOTO, DAY, "9:20-9:50")])
        .finds("XN001", &[(2, &[1]), (3, &[2])]);
}

#[test]
fn il_q64_hours_after_noon() {
    il(&[(A, SOTO, DAY, "11:30-1:15"), (B, SOTO, DAY, "1:00-1:30")]).says("XN001", "15 min");
    il(&[(A, SOTO, DAY, "1:00-1:30"), (B, SOTO, DAY, "13:15-13:45")]).says("XN001", "15 min");
    il(&[(A, SOTO, DAY, "01:00-01:30"), (B, SOTO, DAY, "13:15-13:45")]).passes("XN001");
}

#[test]
fn il_q64_start_and_end_in_fields_of_their_own() {
    let one = note(A, SOTO, DAY, "Start: 10:00 AM | End: 10:45 AM", HELP);
    let other = note(B, SOTO, DAY, "Start: 10:30 AM | End: 11:00 AM", HELP);
    checked("il-rule132", &[one, other]).finds("XN001", &[(2, &[1])]);
}

#[test]
fn il_q64_lines_of_a_log() {
    let log = "9:00-9:20 Helped ct with the SNAP form.\n2:00 pm-2:30 pm Advocated with the landlord for ct.";
    let log = format!("Client: {A}\nStaff: {SOTO}\nDate: {DAY}\n\n{log}\n");
    let between = note(B, SOTO, DAY, "Time: 11:00-11:30", HELP);
    let beside = note(B, SOTO, DAY, "Time: 2:15 pm-2:45 pm", HELP);
    checked("il-rule132", &[log.clone(), between]).passes("XN001");
    checked("il-rule132", &[log, beside]).finds("XN001", &[(2, &[1])]);
}

#[test]
fn il_q64_without_hours_staff_or_date() {
    let timed = || note(A, SOTO, DAY, "Time: 10:00-10:45", HELP);
    for other in [
        note(B, SOTO, DAY, "Duration: 45 min", HELP),
        note(B, "", DAY, "Time: 10:00-10:45", HELP),
        note(B, SOTO, "", "Time: 10:00-10:45", HELP),
    ] {
        checked("il-rule132", &[timed(), other]).passes("XN001");
    }
}

#[test]
fn il_q1_two_workers_one_client() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (A, MARSH, DAY, "10:30-11:00")])
        .finds("XN002", &[(2, &[1])])
        .cites("XN002", "Q1")
        .passes("XN001");
}

#[test]
fn il_q1_one_worker_twice() {
    il(&[(A, SOTO, DAY, "10:00-10:45"), (A, SOTO, DAY, "10:30-11:00")])
        .finds("XN002", &[(2, &[1])])
        .passes("XN001");
}

#[test]
fn il_q1_one_after_the_other() {
    il(&[(A, SOTO, DAY, "10:00-10:30"), (A, MARSH, DAY, "10:30-11:00")]).passes("XN002");
}

#[test]
fn il_q1_over_months_is_allowed() {
    il(&[(A, SOTO, "3/4/2024", "10:00-10:45"), (A, MARSH, DAY, "10:00-10:45")]).passes("XN002");
}

#[test]
fn il_q1_two_clients_of_one_name() {
    let one = note(A, SOTO, DAY, "MRN: 4411 | Time: 10:00-10:45", HELP);
    let other = note(A, MARSH, DAY, "MRN: 4412 | Time: 10:30-11:00", HELP);
    checked("il-rule132", &[one, other]).passes("XN002");
}

#[test]
fn il_q56_a_consultation_beside_direct_service() {
    services(&[(SOTO, "CM-MH", "10:00-10:45"), (MARSH, "CM-CCC", "10:30-11:00")])
        .passes("XN002")
        .passes("XN006");
}

#[test]
fn il_q56_not_by_the_same_worker() {
    services(&[(SOTO, "CM-MH", "10:00-10:45"), (SOTO, "CM-CCC", "10:30-11:00")]).finds("XN002", &[(2, &[1])]);
}

#[test]
fn il_q56_two_direct_services() {
    services(&[(SOTO, "CM-MH", "10:00-10:45"), (MARSH, "CM-TLA", "10:30-11:00")])
        .finds("XN002", &[(2, &[1])])
        .cites("XN002", "Q56");
}

#[test]
fn il_q40_two_staff_one_consultation() {
    services(&[(SOTO, "CM-CCC", "10:00-10:30"), (MARSH, "CM-CCC", "10:00-10:30")])
        .finds("XN006", &[(2, &[1])])
        .cites("XN006", "Q40")
        .cites("XN006", "Q88")
        .passes("XN002");
}

#[test]
fn il_q88_two_consultations_apart() {
    services(&[(SOTO, "CM-CCC", "10:00-10:30"), (MARSH, "CM-CCC", "10:30-11:00")]).passes("XN006");
}

#[test]
fn il_q88_consultations_on_two_clients() {
    let of =
        |client: &str, staff: &str| note(client, staff, DAY, "Service: CM-CCC | Time: 10:00-10:30", HELP);
    checked("il-rule132", &[of(A, SOTO), of(B, MARSH)]).passes("XN006");
}

#[test]
fn payers_that_say_nothing_of_overlaps() {
    let notes = [
        note(A, SOTO, DAY, "Time: 10:00-10:45", HELP),
        note(B, SOTO, DAY, "Time: 10:30-11:00", HELP),
        note(A, MARSH, DAY, "Time: 10:30-11:00", HELP),
    ];
    for ruleset in ["la-sapc", "sd-bhs", "cm-2009", "ca-dmc-ods"] {
        checked(ruleset, &notes).passes("XN001").passes("XN002").passes("XN006");
    }
    checked("common", &notes).finds("XN001", &[(2, &[1])]).finds("XN002", &[(3, &[1])]);
}
