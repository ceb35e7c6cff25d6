//! XN004 and the DU004 of a day: cm-2009 2 and 3, il-rule132 Q54.

use crate::program::{Checked, checked, note};

const CALL: &str = "Spoke with the assistant principal at Palm Grove about Tasha's absences.";
const TALK: &str = "Talked with Tasha's therapist about the plan for Tasha.";
const VOICEMAIL: &str = "Left a voicemail for the school.";

/// Notes of one day: client, date, minutes, text.
fn day(ruleset: &str, notes: &[(&str, &str, u32, &str)]) -> Checked {
    let notes: Vec<String> = notes
        .iter()
        .map(|(client, date, minutes, text)| {
            note(client, "J. Soto", date, &format!("Duration: {minutes} min"), text)
        })
        .collect();
    checked(ruleset, &notes)
}

/// Notes of one client and day: minutes, text.
fn of(ruleset: &str, notes: &[(u32, &str)]) -> Checked {
    let notes: Vec<_> =
        notes.iter().map(|&(minutes, text)| ("Tasha P.", "5/6/2024", minutes, text)).collect();
    day(ruleset, &notes)
}

#[test]
fn cm_2_short_contacts_reach_the_minimum_together() {
    of("cm-2009", &[(6, CALL), (9, TALK)]).passes("DU004").passes("XN004");
}

#[test]
fn cm_2_the_day_stays_under() {
    of("cm-2009", &[(6, CALL), (8, TALK)])
        .finds("DU004", &[(1, &[2]), (2, &[1])])
        .cites("DU004", "2")
        .says(
            "DU004",
            "6 min of service, the least that is paid is 15 min, and the day's contacts come to 14 min",
        )
        .passes("XN004");
}

#[test]
fn cm_2_a_single_short_contact() {
    of("cm-2009", &[(6, CALL)]).finds("DU004", &[(1, &[])]).cites("DU004", "2");
}

#[test]
fn cm_2_beside_a_long_contact() {
    of("cm-2009", &[(20, TALK), (6, CALL)]).passes("DU004");
}

#[test]
fn cm_3_three_calls() {
    of("cm-2009", &[(5, CALL), (5, TALK), (5, CALL)]).passes("DU004");
}

#[test]
fn cm_3_for_a_specific_client() {
    day("cm-2009", &[("Tasha P.", "5/6/2024", 6, CALL), ("Andre L.", "5/6/2024", 9, CALL)])
        .finds("DU004", &[(1, &[]), (2, &[])]);
}

#[test]
fn cm_3_within_the_same_day() {
    day("cm-2009", &[("Tasha P.", "5/6/2024", 6, CALL), ("Tasha P.", "5/7/2024", 9, CALL)])
        .finds("DU004", &[(1, &[]), (2, &[])]);
}

#[test]
fn cm_3_voice_messages_never_count() {
    of("cm-2009", &[(9, CALL), (8, VOICEMAIL)])
        .finds("XN004", &[(2, &[1])])
        .cites("XN004", "3")
        .says(
            "XN004",
            "voice messages are never added up with contacts of the day: of 17 min only 9 min count",
        )
        .finds("DU004", &[(1, &[]), (2, &[])]);
}

#[test]
fn cm_3_a_voice_message_beside_enough() {
    of("cm-2009", &[(9, CALL), (7, TALK), (5, VOICEMAIL)]).finds("DU004", &[(3, &[])]).passes("XN004");
}

#[test]
fn cm_3_voice_messages_regardless_of_their_number() {
    of("cm-2009", &[(8, VOICEMAIL), (8, VOICEMAIL)])
        .finds("DU004", &[(1, &[]), (2, &[])])
        .finds("XN004", &[(1, &[2])]);
}

#[test]
fn cm_2_by_two_members_of_staff() {
    let of = |staff: &str| note("Tasha P.", staff, "5/6/2024", "Duration: 8 min", CALL);
    checked("cm-2009", &[of("J. Soto"), of("P. Marsh")]).passes("DU004");
}

#[test]
fn cm_2_without_client_or_date_each_note_stands_alone() {
    let bare = |text: &str| format!("{text} 8 min.\n");
    checked("cm-2009", &[bare(CALL), bare(TALK)]).finds("DU004", &[(1, &[]), (2, &[])]);
    let undated = |text: &str| format!("Client: Tasha P.\nDuration: 8 min\n\n{text}\n");
    checked("cm-2009", &[undated(CALL), undated(TALK)]).finds("DU004", &[(1, &[]), (2, &[])]);
}

#[test]
fn il_q54_five_minutes_on_three_occasions() {
    of("il-rule132", &[(5, CALL), (5, TALK), (5, CALL)])
        .finds("XN004", &[(3, &[1, 2])])
        .cites("XN004", "Q54")
        .says(
            "XN004",
            "3 short contacts of one client and day may not be added up: 15 min together, each under 7.5 min",
        )
        .finds("DU004", &[(1, &[]), (2, &[]), (3, &[])]);
}

#[test]
fn il_q54_units_of_their_own() {
    of("il-rule132", &[(8, CALL), (8, TALK)]).passes("XN004").passes("DU004");
}

#[test]
fn il_q54_less_than_a_unit_together() {
    of("il-rule132", &[(3, CALL), (3, TALK)]).passes("XN004");
}

#[test]
fn il_q54_a_short_contact_beside_a_unit() {
    of("il-rule132", &[(30, CALL), (5, TALK)]).passes("XN004").finds("DU004", &[(2, &[])]);
}

#[test]
fn il_q54_on_two_days() {
    day("il-rule132", &[("Tasha P.", "5/6/2024", 5, CALL), ("Tasha P.", "5/7/2024", 5, TALK)])
        .passes("XN004");
}

#[test]
fn common_never_combines() {
    of("common", &[(6, CALL), (9, TALK)]).finds("XN004", &[(2, &[1])]).finds("DU004", &[(1, &[]), (2, &[])]);
}

#[test]
fn payers_without_a_minimum() {
    for ruleset in ["la-sapc", "sd-bhs", "ca-dmc-ods"] {
        of(ruleset, &[(5, CALL), (5, TALK), (5, CALL)]).passes("XN004").passes("DU004");
    }
}
