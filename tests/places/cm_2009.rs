//! Case Management Billing Guidelines of 5/4/09: the preamble, then the points.

use crate::program::{Judged, judged};

fn cm(note: &str) -> Judged {
    judged("cm-2009", note)
}

#[test]
fn preamble_contact_with_family_school_and_providers() {
    for party in [
        "Tasha's mother",
        "the assistant principal at Palm Grove",
        "Tasha's speech therapist",
        "the landlord",
    ] {
        cm(&format!("Spoke by phone with {party} about the plan for Tasha, 20 min.")).credits("contact");
    }
    cm("Tasha's mother spoke with the assistant principal.").credits_no("contact");
}

#[test]
fn preamble_assessing() {
    cm("Reassessed the family's needs with Mom in the home, 40 min.").credits("assessment");
    cm("The school will reassess Tasha in March.").credits_no("assessment");
}

#[test]
fn preamble_planning() {
    cm("Revised Tasha's service plan with her and Mom; added tutoring twice a week. 30 min.")
        .credits("planning");
    cm("Mom has plans for the summer.").credits_no("planning");
}

#[test]
fn preamble_monitoring() {
    cm("Checked with the after-school program on Tasha's attendance and behavior this week, 15 min.")
        .credits("follow-up");
    cm("Will check on Tasha's attendance next week.").credits_no("follow-up");
}

#[test]
fn preamble_linking() {
    cm("Linked the family to a diaper bank and the summer meals site, 20 min.").credits("linkage");
    cm("Grandma linked the family to a diaper bank.").credits_no("linkage");
}

#[test]
fn point_1_the_note_supports_the_activity() {
    cm("Case management provided. 30 min.").warns("IV002", "1");
    cm("Waited for Mom in the car, 30 min.").warns("IV001", "1");
    cm("Linked Mom to the Lauderhill food pantry, 30 min.").passes("IV001").passes("IV002");
}

#[test]
fn point_1_the_note_supports_the_time() {
    cm("Linked Mom to the Lauderhill food pantry.").warns("DU001", "1");
    cm("Linked Mom to the Lauderhill food pantry. Took a while.").warns("DU007", "1");
    cm("Start: 2:00 PM\nEnd: 2:45 PM\nDuration: 60 min\n\nLinked Mom to the Lauderhill food pantry.")
        .warns("DU003", "1");
    cm("Total: 45 min\n\nLinked Mom to the Lauderhill food pantry, 25 min. Left the school a voicemail, 20 min.").warns("DU005", "1");
    cm("Total: 45 min\n\nLinked Mom to the Lauderhill food pantry. Left the school a voicemail.")
        .warns("DU006", "1");
    cm("Linked Mom to the Lauderhill food pantry, 25 min.")
        .passes("DU001")
        .passes("DU003")
        .passes("DU005")
        .passes("DU006");
}

#[test]
fn point_2_units() {
    cm("Duration: 60 min\nUnits: 4\n\nRevised the service plan with Mom.").passes("DU008");
    cm("Duration: 60 min\nUnits: 1\n\nRevised the service plan with Mom.").passes("DU008");
    cm("Duration: 60 min\nUnits: 6\n\nRevised the service plan with Mom.").warns("DU008", "2");
}

#[test]
fn point_2_fifteen_minutes() {
    cm("Talked with Tasha's teacher about the fights at recess, 14 min.").warns("DU004", "2");
    cm("Talked with Tasha's teacher about the fights at recess, 15 min.").passes("DU004");
}

#[test]
fn point_2_confirming_and_rescheduling() {
    cm("Called to confirm Tasha's Tuesday dental appointment, 5 min.").warns("NB205", "2");
    cm("Rescheduled Tasha's therapy from Monday to Wednesday, 4 min.").warns("NB205", "2");
    cm("Duration: 40 min\n\nRevised the service plan with Mom. Confirmed Tasha's Tuesday dental appointment.").notes("NB205");
}

#[test]
fn point_2_several_significant_services_of_a_day() {
    cm("Talked with Tasha's teacher, 8 min. Talked with her counselor about the same, 9 min.")
        .passes("DU004");
    cm("Talked with Tasha's teacher, 8 min. Left her counselor a voicemail, 9 min.").warns("DU004", "2");
}

#[test]
fn point_3_calls_that_carry_a_service() {
    cm("Phone call with the truancy officer about Tasha's absences; he will hold the petition. 20 min.")
        .passes("NB203")
        .credits("contact");
    cm("Phone call to the truancy officer, no answer. 20 min.").credits_no("contact");
}

#[test]
fn point_3_leaving_voice_messages() {
    cm("Left voicemails for the school, the clinic and the landlord, 15 min.").warns("NB201", "3");
    cm("Left a message for the truancy officer with his secretary, 3 min.").notes("NB201");
    cm("Mom left me a voicemail.").passes("NB201");
}

#[test]
fn point_3_listening_to_voice_messages() {
    cm("Listened to three voicemails from Mom, 10 min.").warns("NB202", "3");
    cm("Checked my messages first thing, 5 min.").warns("NB202", "3");
    cm("Mom checked her messages while I was there.").passes("NB202");
}

#[test]
fn point_4_a_letter_for_one_client() {
    cm("Wrote and mailed Ms. Pierre a letter that explains her daughter's IEP rights step by step, 30 min.")
        .credits("client-letter");
    cm("Wrote a letter to the judge about Tasha's progress only, 30 min.")
        .credits("client-letter")
        .passes("NB303");
    cm("Ms. Pierre wrote the school a letter.").credits_no("client-letter");
}

#[test]
fn point_4_flyers_and_calendars() {
    cm("Mailed the summer camp flyer to all families, 40 min.").warns("NB206", "4");
    cm("Stuffed envelopes with the June activity calendar for the caseload, 30 min.").warns("NB206", "4");
    cm("Gave Mom a flyer for the summer camp and went through which week fits her shifts, 20 min.")
        .passes("NB206");
}

#[test]
fn point_5_research_for_a_client() {
    let research = "Researched preschools near the family that take a child with a feeding tube, 40 min.";
    cm(research).warns("RE006", "5");
    cm(&format!("{research} Mailed Mom a letter with the two that fit and why, 15 min."))
        .passes("RE006")
        .credits("client-research");
}

#[test]
fn point_5_research_for_several_clients_is_preparation() {
    cm("Researched summer camps to make a list for all our families, 1 hr.").warns("NB310", "5");
    cm("Mom researched summer camps.").passes("NB310");
}

#[test]
fn point_6_staffings_beyond_the_agency() {
    cm("Took part in the staffing at the school with the psychologist, the teacher and ChildNet; agreed on a safety plan. 45 min.")
        .passes("NB502")
        .credits("coordination");
    cm("Case staffing with my team about Tasha, 45 min.").warns("NB502", "6");
    cm("Staffed the case with my supervisor, 20 min.").warns("NB501", "6");
}
