//! Los Angeles County, substance-use case management: the table of scenarios row by row, then the checklist.

use crate::program::{Judged, judged};

fn la(note: &str) -> Judged {
    judged("la-sapc", note)
}

// Scenarios, Connection

#[test]
fn scenarios_connection_billable_1_applying_for_medi_cal() {
    la("Sat down with pt and completed her Medi-Cal application on BenefitsCal, 40 min.").credits("benefits");
    la("Walked pt through each page of the Medi-Cal application and uploaded her proof of income, 35 min.")
        .credits("benefits");
    la("Pt applied for Medi-Cal on her own last week. Drove to the office for supplies, 20 min.")
        .credits_no("benefits");
    la("Will help pt apply for Medi-Cal on Thursday.").credits_no("benefits");
}

#[test]
fn scenarios_connection_billable_2_coordinated_entry_survey() {
    la("Completed the CES survey packet w/ pt, incl. the VI-SPDAT; score 11. 50 min.").credits("assessment");
    la("Administered the VI-FSPDAT to Ms. Duarte and her two kids at the motel, 45 min.")
        .credits("assessment");
    la("Did the Next Step Tool with Andre, 17, at the drop-in, 30 min.").credits("assessment");
    la("Pt said outreach did a VI-SPDAT with him in March.").credits_no("assessment");
}

#[test]
fn scenarios_connection_billable_2_linking_to_housing_resources() {
    la("Linked pt to the rapid rehousing program at St. Joseph Center, 25 min.").credits("linkage");
    la("Connected Mr. Ybarra with a housing navigator at PATH, 20 min.").credits("linkage");
    la("Pt linked up with a friend who has a couch. Waited for her in the lobby, 20 min.")
        .credits_no("linkage");
}

#[test]
fn scenarios_connection_billable_3_transferring_medi_cal_from_another_county() {
    la("Helped pt transfer his Medi-Cal from Fresno County to LA County, on the phone with DPSS, 35 min.")
        .credits("benefits");
    la("Pt transferred her Medi-Cal from Kern herself before intake.").credits_no("benefits");
}

#[test]
fn scenarios_connection_billable_4_food_and_clothing() {
    la("Linked pt to the food pantry at Our Lady Queen of Angels and the clothing closet on 6th, 20 min.")
        .credits("linkage");
    la("Connected pt to a food bank near her new place, 15 min.").credits("linkage");
    la("Pt's sister linked her to a food pantry.").credits_no("linkage");
}

#[test]
fn scenarios_connection_non_billable_1_travel_to_and_from_appointments() {
    const PLACE: &str = "Scenarios, Connection, non-billable 1";
    la("Drove pt to her dental appt and back, 50 min.").warns("NB101", PLACE);
    la("Drove to pt's home for our 10:00 visit, 25 min. Went over his budget with him there, 30 min.")
        .warns("NB102", PLACE);
    la("Walked with pt to his 2:00 appt at the clinic, 15 min.").warns("NB103", PLACE);
    la("Arranged a Medi-Cal ride for pt's Tuesday dental appt, 10 min.").passes("NB101").credits("linkage");
    la("Pt drove herself to her dental appt.").passes("NB101").passes("NB102");
}

#[test]
fn scenarios_connection_non_billable_1_attending_the_appointment() {
    la("Attended pt's appointment with Dr. Nakamura and asked about the tremor; dose lowered, 30 min.")
        .passes("NB103")
        .credits("contact");
}

#[test]
fn scenarios_connection_non_billable_1_residential_and_perinatal() {
    let drove =
        "Drove pt to her prenatal appointment, 25 min. Completed her WIC application with her there, 20 min.";
    la(&format!("Program: Residential\nTotal: 45 min\n\n{drove}")).notes("NB101").passes("DU005");
    la(&format!("Program: Perinatal\nTotal: 45 min\n\n{drove}")).passes("NB101").passes("DU005");
    la(&format!("Program: Outpatient\nTotal: 45 min\n\n{drove}"))
        .warns("NB101", "Scenarios, Connection, non-billable 1")
        .warns("DU005", "Scenarios, Connection, non-billable 1");
}

// Scenarios, Coordination

#[test]
fn scenarios_coordination_billable_1_finding_an_agency_in_the_sbat() {
    la("Searched the SBAT for a 3.1 bed; two agencies have openings. 15 min.").credits("referral");
    la("Used the Service and Bed Availability Tool to find a residential program for pt, 20 min.")
        .credits("referral");
    la("Pt looked for programs on the SBAT at home.").credits_no("referral");
}

#[test]
fn scenarios_coordination_billable_1_booking_a_level_of_care_transition() {
    la("Scheduled pt's intake at Prototypes for his step down from 3.1 to IOP, 15 min.")
        .credits_one_of(&["referral", "transition"]);
    la("Booked her admission appointment at the residential program, moving her from IOP to 3.1, 20 min.")
        .credits_one_of(&["referral", "transition"]);
    la("Pt rescheduled his own intake at Prototypes.").credits_no("transition").credits_no("referral");
}

#[test]
fn scenarios_coordination_billable_2_action_plans_with_mental_health() {
    la("Coordinated pt's action plan with her DMH therapist so groups and therapy don't collide, 25 min.")
        .credits("coordination");
    la("Worked out a joint plan with the psychiatrist at Hollywood Mental Health for pt's taper, 20 min.")
        .credits("coordination");
    la("Left a message for her DMH therapist about the action plan, 2 min.").credits_no("coordination");
}

#[test]
fn scenarios_coordination_non_billable_1_miscellaneous_notes() {
    const PLACE: &str = "Scenarios, Coordination, non-billable 1";
    la("Entered a misc note about pt's ER visit and dialysis schedule, 15 min.").warns("NB304", PLACE);
    la("Wrote up her recent PCP visit in Miscellaneous Notes, 10 min.").warns("NB304", PLACE);
    la("Pt wrote in her journal about the ER visit.").passes("NB304");
    la("Called the ER social worker about pt's visit and got the discharge instructions, 10 min.")
        .passes("NB304")
        .credits("contact");
}

// Scenarios, Communication

#[test]
fn scenarios_communication_billable_1_tcpx_dcmis_and_hmis() {
    la("Updated pt's record in TCPX for Thursday's progress hearing, 15 min.")
        .passes("NB305")
        .credits("partner-data");
    la("Entered pt's enrollment in DCMIS, 10 min.").passes("NB305").credits("partner-data");
    la("Keyed the family's shelter entry into Clarity HMIS, 15 min.").passes("NB305").credits("partner-data");
    la("Entered pt's enrollment in Sage, 10 min.").warns("NB305", "Scenarios, Communication, non-billable 1");
}

#[test]
fn scenarios_communication_billable_2_jjcpa_referrals() {
    la("Entered Marisol's JJCPA referral into Probation's web-based system, 15 min.")
        .passes("NB305")
        .credits("partner-data");
    la("Entered Marisol's referral into our EHR, 15 min.").credits_no("partner-data");
}

#[test]
fn scenarios_communication_billable_3_talking_with_providers_workers_judges() {
    la("Spoke with pt's doctor during her primary care visit about the seizures, 20 min.").credits("contact");
    la("Called the DPSS eligibility worker, Mr. Sarkisian; pt's case is active again. 12 min.")
        .credits("contact");
    la("Talked to Judge Okoye in chambers about pt's relapse plan, 10 min.").credits("contact");
    la("Pt spoke with her doctor about the seizures.").credits_no("contact");
    la("Called the DPSS eligibility worker, no answer. 2 min.").credits_no("contact");
}

#[test]
fn scenarios_communication_billable_4_following_up_with_agencies() {
    la("Followed up with Clinica Romero on whether pt kept her mammogram appt; she did. 8 min.")
        .credits("follow-up");
    la("Checked with the dental school that pt's dentures are ready, 6 min.").credits("follow-up");
    la("Will follow up with Clinica Romero next week.").credits_no("follow-up");
}

#[test]
fn scenarios_communication_billable_5_status_reports() {
    la("Wrote and sent pt's monthly progress report to DPO Avila, 25 min.")
        .passes("NB303")
        .credits("status-report");
    la("Gave the CSW at DCFS a verbal status report: 4 of 4 tests clean, 10 min.").credits("status-report");
    la("Wrote a letter to pt's landlord about her income, 15 min.")
        .credits_no("status-report")
        .notes("NB303");
    la("DPO Avila sent us her status report on pt.").credits_no("status-report");
}

#[test]
fn scenarios_communication_non_billable_1_entering_into_sage() {
    const PLACE: &str = "Scenarios, Communication, non-billable 1";
    la("Entered the pre-auth for residential in Sage, 20 min.").warns("NB305", PLACE);
    la("Typed today's progress note into Sage, 15 min.").warns("NB305", PLACE);
    la("Sage outage: could not enter anything today.").passes("NB305");
    la("Updated her address in HMIS, 5 min.").passes("NB305");
}

#[test]
fn scenarios_communication_non_billable_2_unsuccessful_contacts() {
    const PLACE: &str = "Scenarios, Communication, non-billable 2";
    la("Tried pt's methadone clinic twice, line busy both times. 5 min.").warns("NB203", PLACE);
    la("Stopped by Dr. Petrosyan's office to discuss the labs; she was out. 20 min.").warns("NB203", PLACE);
    la("LVM for pt's PO re: Monday's UA, 2 min.").warns("NB201", PLACE);
    la("Called pt twice, no answer. 4 min.").notes("NB203");
    la("Tried pt's methadone clinic and got the charge nurse; dose confirmed at 80 mg. 5 min.")
        .passes("NB203")
        .credits("contact");
}

// Checklist

#[test]
fn checklist_establishing_benefits_public_and_health() {
    la("Helped pt complete the General Relief application at the DPSS kiosk, 45 min.").credits("benefits");
    la("Filled out the My Health LA renewal with pt, 25 min.").credits("benefits");
    la("Assisted Ms. Tran in keeping her Medi-Cal: we answered the renewal packet together, 30 min.")
        .credits("benefits");
    la("Pt got a GR denial letter in the mail.").credits_no("benefits");
}

#[test]
fn checklist_establishing_benefits_transfer() {
    la("Initiated the inter-county transfer of pt's Medi-Cal from San Bernardino, 20 min.")
        .credits("benefits");
    la("Pt's Medi-Cal transfer from San Bernardino came through.").credits_no("benefits");
}

#[test]
fn checklist_community_resources() {
    for resource in [
        "transportation through Access Services",
        "a food pantry and a clothing closet",
        "family planning services at Planned Parenthood",
        "legal aid for his eviction",
        "GED classes at the adult school",
        "vocational training at Goodwill",
    ] {
        la(&format!("Linked pt to {resource}, 20 min.")).credits("linkage");
    }
    la("Pt found GED classes on her own.").credits_no("linkage");
    la("Plan: link pt to legal aid.").credits_no("linkage");
}

#[test]
fn checklist_transitions_initiating_the_referral() {
    la("Initiated a referral to the next level of care (2.1) at Tarzana, 20 min.")
        .credits_one_of(&["referral", "transition"]);
    la("Pt asked about the next level of care.").credits_no("transition");
}

#[test]
fn checklist_transitions_forwarding_documentation() {
    la("Faxed pt's discharge packet to Tarzana, the accepting agency, for his step down, 10 min.")
        .passes("NB301")
        .credits("transition");
    la("Faxed pt's pay stubs to his landlord, 5 min.").notes("NB301").credits_no("transition");
}

#[test]
fn checklist_health_services() {
    la("Coordinated care with the nurse at the community clinic re: pt's insulin and group times, 20 min.")
        .credits("coordination");
    la("Pt has a clinic appointment on Friday.").credits_no("coordination");
}

#[test]
fn checklist_social_services() {
    la("Coordinated with DPSS and the superior court so pt's GAIN hours count toward her court order, 25 min.").credits("coordination");
    la("Coordinated the reunification plan with DCFS and the housing provider, 30 min.")
        .credits_one_of(&["coordination", "transition"]);
    la("Pt has court and DPSS on the same day.").credits_no("coordination");
}

#[test]
fn checklist_other_health_providers() {
    la("Spoke by phone with pt's cardiologist about her clearance for residential, 10 min.")
        .credits("contact");
    la("Met face to face with the RN at the community health clinic about his wound care, 20 min.")
        .credits("contact");
    la("LVM for pt's cardiologist, 2 min.").credits_no("contact");
}

#[test]
fn checklist_service_partners() {
    for partner in [
        "the DPSS worker",
        "the DCFS social worker",
        "her DMH case worker",
        "DPO Reyes",
        "the manager of the sober living",
    ] {
        la(&format!("Spoke with {partner} by phone about pt's next steps, 12 min.")).credits("contact");
    }
    la("Pt will call the DPSS worker.").credits_no("contact");
}

#[test]
fn checklist_advocacy() {
    la("Advocated with the DPSS supervisor to lift pt's sanction; lifted as of today. 20 min.")
        .credits("advocacy");
    la("Asked the intake desk to make an exception to the two-week wait given pt's withdrawal, and they will see him tomorrow. 15 min.")
        .credits("advocacy");
    la("Pt advocated for herself with the DPSS supervisor.").credits_no("advocacy");
}
