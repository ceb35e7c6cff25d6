//! Illinois Rule 132, case management: the answers that a note can show, by their numbers.
//!
//! What only an export shows (overlaps, yearly caps, two staff on one consultation: Q1, Q3, Q13, Q25, Q26, Q46, Q54, Q56, Q66) and
//! what only a header or a plan shows (credentials, goals: Q9, Q15, Q23, Q61, Q65, Q82) is left to the rules on those.
//! `rulesets --uncovered` lists the answers that no note shows.

use crate::program::{Judged, judged};

fn il(note: &str) -> Judged {
    judged("il-rule132", note)
}

#[test]
fn q2_requests_for_additional_hours() {
    il("Completed and submitted the request for authorization of additional community support hours for Marcus, 30 min.")
        .credits("prior-authorization");
    il("Marcus wants more hours next quarter.").credits_no("prior-authorization");
}

#[test]
fn q4_a_deposit_by_staff() {
    il("Made a deposit into Sue's account at the bank, 20 min.").warns("NB401", "Q4");
    il("Sue made a deposit into her account.").passes("NB401");
}

#[test]
fn q4_watching_and_doing_at_the_bank() {
    il("Went to the bank with Sue; she watched while I made the withdrawal and asked what each slip was for, 25 min.")
        .passes("NB401")
        .credits("support");
    il("At the bank with Sue, coached her as she filled in the deposit slip herself, 25 min.")
        .passes("NB401")
        .warns("SC101", "Q4");
}

#[test]
fn q5_leaving_a_nursing_home_and_entering_it_for_surgery() {
    il("Service: CM-TLA\n\nPlanned Mr. Bohn's move from the nursing home back to his apartment with the social worker there, 40 min.")
        .passes("SC104")
        .credits("transition");
    il("Service: CM-TLA\n\nArranged Mr. Bohn's move from the hospital to the nursing home for post-op care after his hip surgery, 40 min.")
        .warns("SC104", "Q5");
}

#[test]
fn q6_a_locus_without_the_client() {
    il("Completed the LOCUS for Denise from Monday's interview; she was not present. Composite 19, level 3.")
        .passes("IV003")
        .credits("assessment");
    il("Made up Denise's chore schedule; client not present. 20 min.").warns("IV003", "Q37.2");
}

#[test]
fn q7_handing_over_the_rent_check() {
    il("Met with Louis' mother, gave her the rent check and took her receipt, 20 min.").warns("NB401", "Q7");
    il("Louis gave his mother the rent check.").passes("NB401");
}

#[test]
fn q8_forms_for_entitlements() {
    il("Completed the SSI application for Denise, who cannot hold a pen since the stroke, 45 min.")
        .credits("benefits");
    il("Denise completed her SSI application at home.").credits_no("benefits");
}

#[test]
fn q8_general_paperwork() {
    for (code, note) in [
        ("NB308", "Scored the PHQ-9 and the GAF, 10 min."),
        ("NB205", "Rescheduled Denise's Tuesday appointment, 5 min."),
        ("NB204", "Read two emails from her probation officer, 5 min."),
        ("NB202", "Listened to voicemail from her sister, 5 min."),
        ("NB401", "Wrote checks for rent and electric, 15 min."),
        ("NB302", "Made copies of her award letter, 10 min."),
        ("NB304", "Wrote up client information for the chart, 20 min."),
        ("NB101", "Transported Denise to her doctor, 25 min."),
        ("NB104", "Waited for Denise in the clinic lobby, 30 min."),
    ] {
        il(note).warns(code, "Q8");
    }
    il("Completed Denise's treatment summary, 40 min.").warns("NB303", "Q8");
    il("Denise made copies, read her email and waited for the doctor.")
        .passes("NB302")
        .passes("NB204")
        .passes("NB104");
}

#[test]
fn q10_1_a_staffing_about_many_patients() {
    il("Sat through the unit staffing, where six patients were discussed, 60 min.").warns("NB502", "Q10.1");
    il("Consulted with the unit's psychologist about Denise alone: he sees no delusions now and recommends day treatment. 20 min.")
        .passes("NB502")
        .credits("consultation");
}

#[test]
fn q10_2_a_visit_to_nobody() {
    il("Went to Denise's apartment for the post-discharge visit; she was not home. 35 min.")
        .warns("NB105", "Q10.2");
    il("Went to Denise's apartment for the post-discharge visit; she showed me the letter from SSA and we filled out the answer. 35 min.")
        .passes("NB105")
        .credits_one_of(&["benefits", "support"]);
}

#[test]
fn q10_3_faxing_and_securing_an_appointment() {
    il("Faxed the discharge documents to the clinic, 10 min.").warns("NB301", "Q10.3");
    il("Secured an appointment with the psychiatrist for Denise, who could not make the call herself, 10 min.")
        .passes("NB205")
        .credits("referral");
}

#[test]
fn q10_4_on_the_way_to_an_appointment() {
    il("Rode the bus with Denise to her dental appointment, 40 min.").warns("NB103", "Q10.4");
    il("Denise's aunt rode the bus with her to the dentist.").passes("NB103");
}

#[test]
fn q10_summary_time_without_an_intervention() {
    const PLACE: &str = "Q10, summary";
    il("Drove to the hospital for the 2:00 meeting, 30 min.").warns("NB102", PLACE);
    il("Left Denise a voicemail, 2 min.").warns("NB201", PLACE);
    il("Attended an in-service on trauma, 90 min.").warns("NB503", PLACE);
    il("Watched TV with Denise in her living room, 45 min.").warns("IV001", PLACE);
    il("Denise drove to the hospital and left me a voicemail.").passes("NB102").passes("NB201");
}

#[test]
fn q12_a_meeting_with_the_caseworker_and_the_client() {
    il("Service: CM-CCC\n\nConsulted with DCFS caseworker Ms. Ames, Jaylen present, on his progress; she recommends weekly visits. 30 min.")
        .passes("SC103")
        .credits("consultation");
    il("Service: CM-CCC\n\nTalked with Jaylen's grandmother about how he sleeps and eats, 30 min.")
        .warns("SC103", "Q68");
}

#[test]
fn q14_leaving_a_nursing_home_for_an_apartment() {
    il("Worked with Mr. Bohn on his Bridge application and found him an apartment to leave the nursing home for, 60 min.").credits("transition");
    il("Bought sheets and dishes for Mr. Bohn's apartment on my own, 60 min.").warns("NB402", "Q14");
}

#[test]
fn q16_work_with_dcfs_and_courts() {
    il("Called the DCFS investigator for Denise, who is frightened by the case; he expects to close it. 15 min.").credits("contact");
    il("Spoke with Jaylen's teacher and the court about changes since therapy began, 20 min.")
        .credits("contact");
    il("The DCFS investigator called Denise.").credits_no("contact");
}

#[test]
fn q17_planning_with_the_facility() {
    il("Service: CM-TLA\n\nPlanned with the nursing facility staff which providers will see Mr. Bohn after his move home, 40 min.")
        .passes("SC104")
        .credits_one_of(&["transition", "coordination"]);
    il("Service: CM-TLA\n\nHelped Mr. Bohn renew his bus card, 40 min.").warns("SC104", "Q57");
}

#[test]
fn q17_whether_the_client_sees_the_psychiatrist() {
    il("Followed up with the clinic that Denise kept her appointment with the psychiatrist; she did. 10 min.").credits("follow-up");
    il("Denise says she kept her appointment.").credits_no("follow-up");
}

#[test]
fn q18_a_linkage_visit_after_discharge() {
    il("Met Denise a day after discharge to link her with the new clinic and settle her back at her mother's home, 45 min.").credits("transition");
    il("Denise was discharged yesterday.").credits_no("transition");
}

#[test]
fn q19_in_the_room_with_the_doctor() {
    il("Sat in on Denise's appointment with Dr. Wu, 30 min.").warns("NB103", "Q19");
    il("In the room with Denise and Dr. Wu, I advocated for a lower dose because she falls asleep at work; he agreed. 20 min.")
        .passes("NB103")
        .credits("advocacy");
    il("In the room with Dr. Wu, prompted Denise to speak up for herself about the side effects, 20 min.")
        .warns("SC101", "Q19");
}

#[test]
fn q20_a_treatment_summary_for_dcfs() {
    il("Wrote the quarterly summary of treatment that DCFS requested, 50 min.").warns("NB303", "Q20");
    il("DCFS wrote a summary of the case.").passes("NB303");
}

#[test]
fn q21_records_for_social_security() {
    il("Collected Denise's records and sent them to SSA, 40 min.").warns("NB306", "Q21");
    il("Went over with Denise what SSA still needs from her and filled out the work history form with her, 40 min.")
        .passes("NB306")
        .credits_one_of(&["benefits", "support"]);
}

#[test]
fn q22_court_reports() {
    il("Wrote Denise's court report, 60 min.").warns("NB303", "Q22");
    il("Told the judge how Denise has done in treatment and asked for time served, 15 min.")
        .passes("NB303")
        .credits("advocacy");
}

#[test]
fn q27_to_and_from_the_hospital() {
    il("Service: CM-TLA\n\nPlanned Denise's discharge from the hospital to a supervised apartment with the ward's social worker, 30 min.")
        .passes("SC104")
        .credits("transition");
    il("Service: CM-TLA\n\nVisited Denise on the ward and helped her complete the SNAP form, 30 min.")
        .warns("SC104", "Q57");
}

#[test]
fn q28_advocating_at_a_psychiatric_evaluation() {
    il("During Kiara's psychiatric evaluation I spoke up for her when her mother talked over her, 30 min.")
        .credits("advocacy");
    il("Prompted Kiara to speak for herself during the psychiatric evaluation, 30 min.")
        .warns("SC101", "Q28");
}

#[test]
fn q29_supervision() {
    il("Discussed Denise in supervision, 30 min.").warns("NB501", "Q29");
    il("Denise's supervisor at the bakery discussed her hours with her.").passes("NB501");
}

#[test]
fn q31_medication_for_several_clients() {
    il("Picked up meds at the pharmacy for several consumers, 45 min.").warns("NB402", "Q31");
    il("Went to the pharmacy with Denise and helped her ask for blister packs, 25 min.")
        .passes("NB402")
        .credits_one_of(&["benefits", "support"]);
}

#[test]
fn q35_copying_an_application() {
    il("Copied the ICG application and its supporting papers, 30 min.").warns("NB302", "Q35");
    il("Explained the ICG options to Denise's mother and Denise and completed the application with them, 30 min.")
        .passes("NB302")
        .credits("support");
}

#[test]
fn q36_shopping_for_the_client() {
    il("Bought groceries for Denise and dropped them at her door, 50 min.").warns("NB402", "Q36");
    il("Went to Aldi with Denise and helped her shop within her SNAP budget, 50 min.")
        .passes("NB402")
        .credits_one_of(&["benefits", "support"]);
}

#[test]
fn q37_1_landlord_teacher_employer() {
    for (party, about) in [
        ("landlord", "the late rent"),
        ("teacher", "a class schedule"),
        ("employer", "special accommodations"),
    ] {
        il(&format!("With Denise present, advocated with her {party} about {about}, 20 min."))
            .credits("advocacy")
            .passes("IV003");
    }
    il("Denise talked to her landlord about the rent.").credits_no("advocacy");
}

#[test]
fn q37_2_help_needs_the_client() {
    il("Made up a savings plan for Denise at my desk; client not present. 25 min.").warns("IV003", "Q37.2");
    il("Put together a weekly budget for Denise; she'll see it when she's back from dialysis. 25 min.")
        .warns("IV003", "Q37.2");
    il("Did Denise's store job application online while she was at work. 25 min.").warns("IV003", "Q37.2");
    il("Made up a savings plan together with Denise, 25 min.").passes("IV003");
}

#[test]
fn q37_3_a_budget_with_the_client() {
    il("Helped Denise prepare a budget with her SSI, 30 min.").credits("support").passes("IV003");
    il("Made up Denise's budget at my desk; client not present. 30 min.").warns("IV003", "Q37.2");
}

#[test]
fn q38_only_the_described_part_is_paid() {
    il("Total: 60 min, 1:00-2:00 PM\n\nDrove client to the lab and the pharmacy, 45 min. Helped him obtain his weekly Clozaril at the counter, 15 min.")
        .warns("NB101", "Q38")
        .warns("DU005", "Q38")
        .credits("support");
    il("1:00-1:15 PM, 15 min\n\nHelped client obtain his weekly Clozaril at the counter.")
        .passes("NB101")
        .passes("DU005");
}

#[test]
fn q38_time_and_duration() {
    il("Helped Denise apply for LIHEAP.").warns("DU001", "Q38");
    il("Helped Denise apply for LIHEAP, 20 min.").passes("DU001").warns("DU002", "Q38");
    il("1:00-1:20 PM, 20 min\n\nHelped Denise apply for LIHEAP.").passes("DU001").passes("DU002");
}

#[test]
fn q38_seven_and_a_half_minutes() {
    il("1:00-1:07 PM, 7 min\n\nHelped Denise apply for LIHEAP.").warns("DU004", "Q38");
    il("1:00-1:08 PM, 8 min\n\nHelped Denise apply for LIHEAP.").passes("DU004");
}

#[test]
fn q39_a_question_for_the_supervisor() {
    il("Asked my supervisor whether to call DCFS, 10 min.").warns("NB501", "Q39");
    il("Denise asked her supervisor at work about Friday.").passes("NB501");
}

#[test]
fn q40_two_colleagues_on_one_client() {
    il("Consulted with our job coach about Denise's panic on the line; he recommends shorter shifts. 20 min.").credits("consultation");
    il("Our job coach consulted with Dr. Wu about Denise.").credits_no("consultation");
}

#[test]
fn q41_applying_for_entitlements() {
    il("Applied for Medicaid for Denise with her on ABE, 35 min.").credits("benefits");
    il("Denise applied for Medicaid by herself.").credits_no("benefits");
}

#[test]
fn q43_an_act_client() {
    il("Program: ACT\n\nCompleted the LOCUS with Denise, composite 21.").warns("SC106", "Q43");
    il("Program: Outpatient\n\nCompleted the LOCUS with Denise, composite 21.").passes("SC106");
}

#[test]
fn q44_gathering_information_for_an_assessment() {
    il("At the hospital staffing, gathered information for the mental health assessment from Kiara, 40 min.")
        .warns("SC105", "Q44");
    il("At the hospital staffing, found Kiara a bed at the youth shelter, 40 min.").passes("SC105");
}

#[test]
fn q45_check_requests_and_budgeting_skills() {
    il("Processed check requests for Denise, 15 min.").warns("NB401", "Q45");
    il("Taught Denise budgeting skills with her envelopes, 30 min.").passes("NB401").warns("SC101", "Q45");
}

#[test]
fn q48_an_intake_screening() {
    il("Intake screening by phone: collected social history and assessed needs, 30 min.")
        .warns("SC105", "Q48");
    il("Helped a new caller apply for Medicaid by phone, 30 min.").passes("SC105");
}

#[test]
fn q49_support_between_sessions() {
    il("Denise called in a panic after a fight with her sister; I calmed her down and supported her, 25 min.").warns("SC102", "Q49");
    il("Denise called about her SSI letter; I explained it and called SSA with her, 25 min.").passes("SC102");
}

#[test]
fn q50_out_of_detention() {
    il("Service: CM-TLA\n\nPlanned Jaylen's return home from detention with his aunt and the detention counselor, 40 min.").passes("SC104");
    il("Service: CM-TLA\n\nHelped Jaylen get his state ID, 40 min.").warns("SC104", "Q57");
}

#[test]
fn q51_decreasing_stressors_by_phone() {
    il("Talked Marcus through his panic attack on the phone, 20 min.").warns("SC102", "Q51");
    il("Talked with Marcus's doctor about his panic attacks, 20 min.").passes("SC102");
}

#[test]
fn q53_for_and_with_the_client() {
    il("Found Denise a room at the YWCA and got her benefits reinstated, 40 min.").passes("SC101");
    il("Taught Denise how to search for rooms by herself, 40 min.").warns("SC101", "Q53");
}

#[test]
fn q55_a_consultation_with_family_present() {
    il("Service: CM-CCC\n\nConsulted with Dr. Wu about treatment, Denise and her mother present; he recommends a slower taper. 20 min.")
        .passes("SC103")
        .credits("consultation");
    il("Service: CM-CCC\n\nConsulted with Denise's mother about treatment, 20 min.").warns("SC103", "Q68");
}

#[test]
fn q57_deflected_from_the_hospital() {
    il("Service: CM-TLA\n\nLinked Kiara to a therapist and a clinic after the ER sent her home, 30 min.")
        .warns("SC104", "Q57");
    il("Service: CM-TLA\n\nLinked Kiara to a therapist near the foster home that she moves to on Friday, 30 min.").passes("SC104");
}

#[test]
fn q59_finding_housing_and_teaching_to_find_it() {
    il("Located two subsidized apartments for Marcus and called both managers, 30 min.")
        .passes("SC101")
        .credits("linkage");
    il("Coached Marcus on calling landlords himself, 30 min.").warns("SC101", "Q59");
}

#[test]
fn q60_conflict_and_anger() {
    il("Worked on anger management with Marcus, who refused to go to PSR, 30 min.").warns("SC102", "Q60");
    il("Marcus refused PSR; I got his session moved to a smaller group with the director, 30 min.")
        .passes("SC102");
}

#[test]
fn q62_the_locus_is_an_event() {
    il("Administered the LOCUS with Denise. Composite score 18, level 3.")
        .passes("DU001")
        .passes("RE007")
        .credits("assessment");
    il("Administered the LOCUS with Denise.").warns("RE007", "Q62");
}

#[test]
fn q64_patient_assistance_forms() {
    il("Completed the patient assistance forms for Denise's Abilify, 20 min.").credits("benefits");
    il("1:00-1:15 PM, 15 min\n\nCompleted patient assistance forms for four clients.").warns("DU010", "Q64");
}

#[test]
fn q67_vital_signs() {
    il("Took Denise's vitals before she saw the psychiatrist, 10 min.").warns("NB601", "Q67");
    il("The clinic's nurse took Denise's vitals.").passes("NB601");
}

#[test]
fn q68_family_is_no_professional() {
    il("Service: CM-CCC\n\nSpoke with Jaylen's foster parents about his sleep, 20 min.")
        .warns("SC103", "Q68");
    il("Service: CM-CCC\n\nSpoke with Jaylen's therapist about his sleep; she recommends a later bedtime. 20 min.").passes("SC103");
}

#[test]
fn q69_imperative_and_absent() {
    il("Denise is in the ICU and could not be present; made up her budget, which was imperative to keep her unit. 30 min.")
        .passes("IV003");
    il("Denise was at work; made up her weekly budget without her. 30 min.").warns("IV003", "Q69");
}

#[test]
fn q70_a_locus_inside_a_crisis_note() {
    il("Crisis intervention note. Denise threatened to jump. Completed the LOCUS, composite 24.")
        .warns("RE007", "Q70");
    il("Completed the LOCUS with Denise, composite 24, level 5.").passes("RE007");
}

#[test]
fn q71_consents_from_the_family() {
    il("Had Jaylen's mother sign the consent for treatment and the rights statement, 20 min.")
        .warns("NB307", "Q71");
    il("The school had Jaylen's mother sign its consent for the trip.").passes("NB307");
}

#[test]
fn q72_family_visits() {
    il("Supervised Jaylen's visit with his father, 60 min.").warns("NB108", "Q72");
    il("Jaylen had a visit with his father; his foster mother supervised.").passes("NB108");
}

#[test]
fn q73_a_legal_guardian() {
    il("Service: CM-CCC\n\nUpdated Marcus's legal guardian on his status, 15 min.").warns("SC103", "Q73");
    il("Service: CM-CCC\n\nUpdated Marcus's psychiatrist on his status; he recommends no change. 15 min.")
        .passes("SC103");
}

#[test]
fn q74_the_rights_statement() {
    il("Met with Denise to update her client rights statement, 20 min.").warns("NB307", "Q74");
    il("Explained to Denise her rights as a tenant and called the housing authority with her, 20 min.")
        .passes("NB307");
}

#[test]
fn q75_foster_parents() {
    il("Service: CM-CCC\n\nMet with the foster parents about Jaylen's tantrums, 30 min.")
        .warns("SC103", "Q75");
    il("Service: CM-CCC\n\nMet with the school social worker about Jaylen's tantrums; she recommends a quiet corner. 30 min.").passes("SC103");
}

#[test]
fn q76_a_past_provider() {
    il("Service: CM-CCC\n\nConsulted with Denise's former therapist about her earlier treatment, 20 min.")
        .warns("SC103", "Q76");
    il("Service: CM-CCC\n\nConsulted with Denise's current therapist about her treatment; she recommends DBT. 20 min.").passes("SC103");
}

#[test]
fn q77_advice_from_a_supervisor() {
    il("Service: CM-CCC\n\nConsulted with my supervisor about how to approach Denise, 15 min.")
        .warns("NB501", "Q77")
        .warns("SC103", "Q77");
    il("Service: CM-CCC\n\nConsulted with the day program's nurse about how Denise eats; she recommends a food log. 15 min.")
        .passes("NB501")
        .passes("SC103");
}

#[test]
fn q78_living_arrangements() {
    il("Service: CM-TLA\n\nToured the group home with Denise ahead of her move there, 60 min.")
        .passes("SC104")
        .credits("transition");
    il("Service: CM-TLA\n\nHelped Denise enroll in GED classes, 60 min.").warns("SC104", "Q78");
}

#[test]
fn q79_demographics_and_consents_at_the_door() {
    il("Gathered demographic and insurance information and had the consent forms signed, 30 min.")
        .warns("NB307", "Q79");
    il("Found a new caller a bed at the shelter before his assessment, 30 min.").passes("NB307");
}

#[test]
fn q80_linking_to_community_services() {
    for service in
        ["a dentist", "a primary care doctor", "the GED program", "the senior center's social hour"]
    {
        il(&format!("Linked Denise to {service}, 20 min.")).credits("linkage");
    }
    il("Denise found a dentist through her cousin.").credits_no("linkage");
}

#[test]
fn q80_vitals_for_the_physician() {
    il("Obtained vitals for the physician visit, 10 min.").warns("NB601", "Q80");
    il("Physician reviewed her vitals with her.").passes("NB601");
}

#[test]
fn q81_calling_in_a_new_script() {
    il("Pulled the chart, talked to the doctor and faxed the new script to the pharmacy, 20 min.")
        .warns("NB602", "Q81");
    il("Denise's doctor faxed the new script to the pharmacy.").passes("NB602");
}

#[test]
fn q83_lab_orders() {
    il("Reviewed the chart and prepared the lab order for Denise, who was not present, 15 min.")
        .warns("NB309", "Q83");
    il("Denise took her lab order to Quest.").passes("NB309");
}

#[test]
fn q85_the_results_of_a_locus() {
    il("Readministered the LOCUS with Marcus after his relapse. Result: level 4.").passes("RE007");
    il("Readministered the LOCUS with Marcus after his relapse.").warns("RE007", "Q85");
}

#[test]
fn q86_lab_results_and_authorizations() {
    il("Reviewed Denise's lithium level at my desk, 10 min.").warns("NB309", "Q86");
    il("Obtained prior authorization for Denise's Invega from her plan, 25 min.")
        .credits("prior-authorization");
}

#[test]
fn q87_prior_authorization() {
    il("Submitted the prior auth form for Marcus's Vivitrol to his insurance, 20 min.")
        .credits("prior-authorization");
    il("Marcus's prior auth was denied.").credits_no("prior-authorization");
}

#[test]
fn q88_the_adjudicator() {
    il("Spoke with the Social Security adjudicator about Denise's claim and what records would help, 20 min.").credits("contact");
    il("Denise spoke with the adjudicator.").credits_no("contact");
}

#[test]
fn q88_what_a_consultation_note_holds() {
    il("Service: CM-CCC\n\nConsulted with Dr. Wu, staff psychiatrist, about Denise's sleep since the change; he recommends moving the dose to morning. 20 min.")
        .passes("RE005")
        .credits("consultation");
    il("Service: CM-CCC\n\nConsulted with Dr. Wu. 20 min.").warns("RE005", "Q88");
}

#[test]
fn q89_into_the_hospital() {
    il("Service: CM-TLA\n\nPlanned Marcus's admission from home to the residential facility with its intake worker, 40 min.").passes("SC104");
    il("Service: CM-TLA\n\nVisited Marcus at home and went over his medication list, 40 min.")
        .warns("SC104", "Q57");
}

#[test]
fn q91_calling_the_insurance() {
    il("Called the insurance company and obtained prior authorization for his prescribed Latuda, 25 min.")
        .credits("prior-authorization");
    il("His mother called the insurance company about Latuda.").credits_no("prior-authorization");
}

#[test]
fn q92_calling_in_a_refill() {
    il("Called in Denise's sertraline refill to Walgreens, 5 min.").warns("NB602", "Q92");
    il("Denise called in her own refill.").passes("NB602");
}

#[test]
fn q93_mandated_reports() {
    il("Called the DCFS hotline and made a mandated report, 25 min.").warns("NB207", "Q93");
    il("The school made a mandated report last month.").passes("NB207");
}
