//! Case management under the Drug Medi-Cal Organized Delivery System, February 2016. Q3, Q5, Q7 and Q8 ask for facts that
//! no note shows; Q4 and Q6 are header rules.

use crate::program::{Judged, judged};

fn ca(note: &str) -> Judged {
    judged("ca-dmc-ods", note)
}

#[test]
fn q1_access_to_community_services() {
    for service in [
        "a dental clinic",
        "a GED program",
        "a food pantry",
        "a job training program",
        "a rehabilitation program",
    ] {
        ca(&format!("Linked the beneficiary to {service}, 20 min.")).credits("linkage");
    }
    ca("Beneficiary got himself into a GED program.").credits_no("linkage");
}

#[test]
fn q2_assessment_and_reassessment() {
    ca("Completed a comprehensive needs assessment w/ client, 60 min.").credits("assessment");
    ca("Reassessed client's needs at 90 days; case management to continue. 30 min.").credits("assessment");
    ca("Client is due for a reassessment.").credits_no("assessment");
}

#[test]
fn q2_transition_to_a_higher_or_lower_level() {
    ca("Arranged client's step-up from outpatient to residential with the intake coordinator, 25 min.")
        .credits("transition");
    ca("Client thinks about stepping down to outpatient.").credits_no("transition");
}

#[test]
fn q2_developing_and_revising_the_plan() {
    ca("Developed the client plan with Mr. Bright: housing, dental, court. 40 min.").credits("planning");
    ca("Client made plans with her sister.").credits_no("planning");
}

#[test]
fn q2_communication_and_coordination() {
    ca("Coordinated with the methadone clinic and the shelter so his dosing hours fit the bed rules, 15 min.").credits("coordination");
    ca("Spoke with the shelter director about the bed, 10 min.").credits("contact");
    ca("Left the shelter director a voicemail about the bed, 2 min.").credits_no("contact");
}

#[test]
fn q2_referral() {
    ca("Referred client to a sober living in Chico and sent the intake form with her, 15 min.")
        .credits("referral");
    ca("Client's aunt referred her to a sober living.").credits_no("referral");
}

#[test]
fn q2_monitoring_delivery_and_progress() {
    ca("Checked with the outpatient program that client attends all her groups, 10 min.")
        .credits("follow-up");
    ca("Will monitor attendance.").credits_no("follow-up");
}

#[test]
fn q2_advocacy() {
    ca("Advocated with the clinic manager so client is not dropped for one missed visit, 15 min.")
        .credits("advocacy");
    ca("Client stood up for herself at the clinic.").credits_no("advocacy");
}

#[test]
fn q2_linkage_to_health_care_and_transportation() {
    ca("Linked client to a primary care doctor and a ride service for the visits, 20 min.")
        .credits("linkage");
    ca("Drove client to the primary care doctor, 20 min.").finds("transport", "silent").credits_no("linkage");
}
