//! San Diego County, substance-use case management: the table of billable activities, then the scenarios.

use crate::program::{Judged, judged};

fn sd(note: &str) -> Judged {
    judged("sd-bhs", note)
}

// Billable Activities. The note on who may provide (place "Note") is RE003's.

#[test]
fn billable_activities_establishing_benefits_public_and_health() {
    sd("Helped Ms. Arce apply for Healthy San Diego at the kiosk, 30 min.").credits("benefits");
    sd("Assisted ct with her CalFresh recertification, 25 min; still eligible.").credits("benefits");
    sd("Ct filed her own CalFresh recert and it went through.").credits_no("benefits");
}

#[test]
fn billable_activities_establishing_benefits_transfer() {
    sd("Worked w/ ct to move his Medi-Cal from Imperial County to San Diego, 25 min.").credits("benefits");
    sd("Ct's Medi-Cal is still in Imperial County.").credits_no("benefits");
}

#[test]
fn billable_activities_community_resources() {
    for resource in [
        "the trolley pass program",
        "the food bank and a clothing closet",
        "a family planning clinic",
        "legal aid for the custody case",
        "GED classes at the library",
        "a job training program",
    ] {
        sd(&format!("Connected client with {resource}, 15 min.")).credits("linkage");
    }
    sd("Client connected with an old friend at the food bank.").credits_no("linkage");
}

#[test]
fn billable_activities_transitions_referral() {
    sd("Started the referral to the next level of care, 3.1 at Crossroads, 15 min.").credits_one_of(&[
        "linkage",
        "referral",
        "transition",
    ]);
    sd("Client was told that a referral will follow.").credits_no("referral");
}

#[test]
fn billable_activities_transitions_forwarding_documentation() {
    sd("Faxed the assessment and TB clearance to Crossroads, the accepting program, for her transfer on the 4th, 10 min.")
        .passes("NB301")
        .credits("transition");
    sd("Emailed the discharge packet to the accepting agency, 5 min.").notes("NB204").credits("transition");
    sd("Faxed ct's ID to the DMV, 5 min.").notes("NB301").credits_no("transition");
}

#[test]
fn billable_activities_health_services() {
    sd("Coordinated with the Family Health Centers nurse so the wound checks fall on non-group days, 15 min.").credits("coordination");
    sd("Nurse at Family Health Centers coordinates his wound care.").credits_no("coordination");
}

#[test]
fn billable_activities_social_services() {
    sd("Coordinated with Probation and the housing provider on the curfew so he can keep the night shift, 20 min.").credits("coordination");
    sd("Ct has to see Probation and HHSA this week.").credits_no("coordination");
}

#[test]
fn billable_activities_other_health_providers() {
    sd("Talked with her OB's nurse by phone re: buprenorphine dosing, 10 min.").credits("contact");
    sd("Her OB's nurse was out; will try again.").credits_no("contact");
}

#[test]
fn billable_activities_service_partners() {
    for partner in ["the HHS social worker", "her BHS worker", "PO Lindqvist", "the sober living manager"] {
        sd(&format!("Met in person with {partner} about ct's plan, 15 min.")).credits("contact");
    }
    sd("Client met with the HHS social worker.").credits_no("contact");
}

#[test]
fn billable_activities_advocacy() {
    sd("Advocated with the shelter director to hold ct's bed during detox; she agreed. 15 min.")
        .credits("advocacy");
    sd("The shelter director advocated for ct.").credits_no("advocacy");
}

// Scenarios, Connection

#[test]
fn scenarios_connection_billable_1_housing_resources() {
    sd("Linked client to a rapid rehousing program, 20 min.").credits("linkage");
    sd("Client will link up with rapid rehousing on his own.").credits_no("linkage");
}

#[test]
fn scenarios_connection_billable_2_applying_for_medi_cal() {
    sd("Assisted client in applying for Medi-Cal over the phone, 35 min.").credits("benefits");
    sd("Client's mother applied for Medi-Cal for him.").credits_no("benefits");
}

#[test]
fn scenarios_connection_billable_3_transferring_medi_cal() {
    sd("Transferred client's Medi-Cal from Riverside County to San Diego County with her on the line, 30 min.").credits("benefits");
    sd("Client asked about transferring her Medi-Cal.").credits_no("benefits");
}

#[test]
fn scenarios_connection_billable_4_food_and_clothing() {
    sd("Linked ct with the food distribution at the mosque and a clothing voucher, 15 min.")
        .credits("linkage");
    sd("Ct got food at the mosque.").credits_no("linkage");
}

#[test]
fn scenarios_connection_billable_5_warm_hand_off() {
    sd("Did a warm handoff to the counselor at the new outpatient program, three of us on the call, 20 min.")
        .credits("transition");
    sd("Warm hand-off is set for Monday.").credits_no("transition");
}

#[test]
fn scenarios_connection_non_billable_1_driving_the_client() {
    const PLACE: &str = "Scenarios, Connection, non-billable 1";
    sd("Took ct to the DMV in my car to get her ID, 1 hr.").warns("NB101", PLACE);
    sd("Transported client to and from the dentist, 40 min.").warns("NB101", PLACE);
    sd("Ct took the trolley to the DMV to get her ID.").passes("NB101");
    sd("Set up a MTS Access ride for ct's dentist visit, 10 min.").passes("NB101");
}

#[test]
fn scenarios_connection_non_billable_2_helping_the_client_move() {
    const PLACE: &str = "Scenarios, Connection, non-billable 2";
    sd("Helped ct move her things into the new studio, 2 hrs.").warns("NB107", PLACE);
    sd("Packed and carried boxes for client's move, 90 min.").warns("NB107", PLACE);
    sd("Ct's brothers helped her move her things.").passes("NB107");
    sd("Found ct a room in a sober living and worked out the move-in date with the manager, 25 min.")
        .passes("NB107");
}

#[test]
fn scenarios_connection_non_billable_3_looking_for_the_client() {
    const PLACE: &str = "Scenarios, Connection, non-billable 3";
    sd("Drove around Barrio Logan looking for ct, who went AWOL last night, 45 min.").warns("NB106", PLACE);
    sd("Searched the riverbed camps for client, no luck. 30 min.").warns("NB106", PLACE);
    sd("Ct is looking for a job in Barrio Logan.").passes("NB106");
}

#[test]
fn scenarios_connection_non_billable_4_a_visit_that_failed() {
    const PLACE: &str = "Scenarios, Connection, non-billable 4";
    sd("Drove to the park to meet ct, 20 min, and waited 25 min. He never came.")
        .warns("NB102", PLACE)
        .warns("NB104", PLACE)
        .warns("NB105", PLACE);
    sd("Drove to the park to meet ct, 20 min. We filled out his bus pass application at a picnic table, 25 min.")
        .notes("NB102")
        .passes("NB105");
}

#[test]
fn scenarios_connection_non_billable_5_waiting_in_the_lobby() {
    const PLACE: &str = "Scenarios, Connection, non-billable 5";
    sd("Sat in the waiting room while ct was in with Dr. Amari, 45 min.").warns("NB104", PLACE);
    sd("Ct waited 45 min in the lobby for Dr. Amari.").passes("NB104");
    sd("Went in with ct to see Dr. Amari and asked about the rash; new cream ordered. 20 min.")
        .passes("NB104")
        .credits("contact");
}

// Scenarios, Coordination

#[test]
fn scenarios_coordination_billable_1_referral_agency_and_appointment() {
    sd("Found a program with a 3.1 bed and scheduled ct's intake there for Friday, 20 min.")
        .credits_one_of(&["linkage", "referral", "transition"]);
    sd("Ct scheduled her own intake for Friday.").credits_no("referral");
}

#[test]
fn scenarios_coordination_billable_2_physical_and_mental_health() {
    sd("Coordinated care with ct's psychiatrist and PCP about the blood pressure med, 20 min.")
        .credits("coordination");
    sd("Ct's psychiatrist and PCP coordinate by fax.").credits_no("coordination");
}

#[test]
fn scenarios_coordination_non_billable_1_documenting_outside_a_note() {
    const PLACE: &str = "Scenarios, Coordination, non-billable 1";
    sd("Wrote up ct's ER visit and dialysis schedule for the chart, 20 min.").warns("NB304", PLACE);
    sd("Caught up on paperwork for ct's file, 30 min.").warns("NB304", PLACE);
    sd("Wrote the progress note for this session, 5 min.").notes("NB304");
}

// Scenarios, Communication

#[test]
fn scenarios_communication_billable_1_talking_with_providers_and_judges() {
    sd("Met with ct and Dr. Villaseñor at the primary care visit; agreed to taper the lorazepam. 25 min.")
        .credits("contact");
    sd("Phoned the county worker, who released the hold on ct's EBT card. 10 min.").credits("contact");
    sd("Phoned the county worker, no answer. 2 min.").credits_no("contact");
}

#[test]
fn scenarios_communication_billable_1_discussing_progress_with_partners() {
    sd("Discussed ct's treatment progress with PO Lindqvist by phone, 10 min.").credits("status-report");
    sd("Ct discussed her progress with PO Lindqvist.").credits_no("status-report");
}

#[test]
fn scenarios_communication_billable_2_following_up_with_agencies() {
    sd("Followed up with the food stamp office on ct's pending application; approved yesterday. 10 min.")
        .credits("follow-up");
    sd("Need to follow up with the food stamp office.").credits_no("follow-up");
}

#[test]
fn scenarios_communication_non_billable_1_entering_into_sanwits() {
    const PLACE: &str = "Scenarios, Communication, non-billable 1";
    sd("Input the authorization into SanWITS, 15 min.").warns("NB305", PLACE);
    sd("Progress note typed into SanWITS, 10 min.").warns("NB305", PLACE);
    sd("SanWITS training is next week.").passes("NB305");
}

#[test]
fn scenarios_communication_non_billable_2_unsuccessful_contacts() {
    const PLACE: &str = "Scenarios, Communication, non-billable 2";
    sd("Called Dr. Amari's office, stayed on hold 10 min, nobody picked up.").warns("NB203", PLACE);
    sd("Left a voicemail for the CFWB social worker, 2 min.").warns("NB201", PLACE);
    sd("Went to the probation office to see PO Lindqvist; not in. 15 min.").warns("NB203", PLACE);
    sd("Left ct a voicemail about group, 2 min.").notes("NB201");
    sd("Called Dr. Amari's office and spoke with the nurse about the refill, 8 min.")
        .passes("NB203")
        .credits("contact");
}

#[test]
fn scenarios_communication_non_billable_3_written_reports_and_email() {
    const PLACE: &str = "Scenarios, Communication, non-billable 3";
    sd("Wrote ct's progress report for Probation, 30 min.").warns("NB303", PLACE);
    sd("E-mailed the CFWB social worker about ct's clean tests, 5 min.").warns("NB204", PLACE);
    sd("E-mailed ct's landlord about the rent date, 5 min.").passes("NB204");
    sd("Gave PO Lindqvist a verbal report on ct's progress, 10 min.")
        .passes("NB303")
        .credits("status-report");
}
