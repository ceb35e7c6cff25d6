//! Sentences and the acts that must be read from them: actor and status of each, in order.

use super::{Reading, read};
use crate::lexicon::{EntryKind, LEXICON};

/// The acts of a kind.
fn acts(text: &str, kind: EntryKind) -> Vec<String> {
    let Reading { activities, .. } = read(text, &LEXICON, &[], &[]);
    let name = |entry: &crate::lexicon::Entry| {
        if entry.code.is_empty() { entry.name.to_string() } else { entry.code.to_string() }
    };
    activities
        .iter()
        .filter_map(|act| Some((act, act.entry(&LEXICON).filter(|entry| entry.kind() == kind)?)))
        .map(|(act, entry)| format!("{} {} {}", name(entry), act.actor.name(), act.status.name()))
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(acts(text, EntryKind::Activity), expected, "{text}");
}

#[track_caller]
fn check_help(text: &str, expected: &[&str]) {
    assert_eq!(acts(text, EntryKind::Intervention), expected, "{text}");
}

#[test]
fn a_dropped_subject_is_the_author() {
    check("Faxed the ROI to DMV.", &["NB301 staff done"]);
    check("Left vm for PO. Drove ct to DMV.", &["NB201 staff done", "NB101 staff done"]);
    check("FAXED THE ROI TO DMV", &["NB301 staff done"]);
}

#[test]
fn a_named_subject_acts() {
    check("Ct faxed the ROI to DMV.", &["NB301 client done"]);
    check("PO faxed the order to DMV.", &["NB301 other done"]);
    check("Her sister drove her to court.", &["NB101 other done"]);
    check("Ms. Okafor faxed the form to SSA.", &["NB301 other done"]);
    check("This writer faxed the form to SSA.", &["NB301 staff done"]);
    check("CM and ct faxed the form to SSA.", &["NB301 staff done"]);
    check("Someone from her church is driving her home.", &["NB101 other done"]);
    check("CWS is faxing the form to SSA.", &["NB301 other done"]);
}

#[test]
fn a_subject_carries_over_a_list_of_verbs_and_by_pronoun() {
    check("PO called CM and faxed the order to SSA.", &["NB301 other done"]);
    check("Spoke w/ PO. He faxed the order to SSA.", &["NB301 other done"]);
    check("CM met with ct at the office, then faxed the form to SSA.", &["NB301 staff done"]);
    check("Spoke w/ the clerk, who faxed the form to SSA.", &["NB301 other done"]);
    check("Drove ct to DMV, waited w/ ct.", &["NB101 staff done", "NB104 staff done"]);
}

#[test]
fn a_clause_that_names_its_subject_again_is_the_authors() {
    check("Landlord mad about the noise, faxed the lease to landlord.", &["NB301 staff done"]);
    check("Pt could not sign, copied the form for pt.", &["NB302 staff done"]);
    check("The nurse was busy, faxed the ROI to the charge nurse.", &["NB301 staff done"]);
    check("Ct called his sister, faxed the form to SSA.", &["NB301 client done"]);
}

#[test]
fn the_staff_fields_name_is_the_author() {
    check("Staff: T. Halloran, MHP\nMs. Halloran faxed the form to SSA.", &["NB301 staff done"]);
    check("Staff: T. Halloran, MHP\nMs. Okafor faxed the form to SSA.", &["NB301 other done"]);
}

#[test]
fn verbs_that_share_an_object_are_an_act_each() {
    check("Copied and faxed the stubs to SSA.", &["NB302 staff done", "NB301 staff done"]);
    check("Signed, scanned, and faxed the ROI to Kaiser.", &["NB307 staff done", "NB301 staff done"]);
    check("Ct copied and faxed the stubs to SSA.", &["NB302 client done", "NB301 client done"]);
    check("Will copy and fax the stubs to SSA.", &["NB302 staff planned", "NB301 staff planned"]);
}

#[test]
fn words_of_the_language_may_be_names() {
    check("Drove June to the clinic.", &["NB101 staff done"]);
    check("June drove herself to the clinic.", &["NB102 other done"]);
    check("Grace faxed the forms to SSA.", &["NB301 other done"]);
    check("Faxed the June forms to SSA.", &["NB301 staff done"]);
    check("Will fax the forms to SSA.", &["NB301 staff planned"]);
}

#[test]
fn it_took_time_to_do_something() {
    check("It took me half an hour to fax the forms to SSA.", &["NB301 staff done"]);
    check("It took an hour to print and fax it all.", &["NB302 staff done", "NB301 staff done"]);
}

#[test]
fn a_clause_without_a_verb_leaves_the_next_one_to_the_author() {
    check("Ct not ready, waited 10 min in the hallway.", &["NB104 staff done"]);
    check("T/C to the clinic - scheduler out, LM.", &["NB201 staff done"]);
    check("Ct tearful, drove her home.", &["NB101 staff done"]);
    check("Ct and her sister, waited in the lobby.", &["NB104 client done"]);
}

#[test]
fn a_comma_may_end_a_note() {
    check("Ct tearful,", &[]);
    check("Drove ct to DMV. Scheduler out,", &["NB101 staff done"]);
}

#[test]
fn what_the_family_says_of_a_talk_is_no_contact() {
    let contacts = |text: &str| {
        let reading = read(text, &LEXICON, &[], &[]);
        reading.activities.iter().filter(|act| act.is_staffs(&LEXICON, EntryKind::Intervention)).count()
    };
    assert_eq!(contacts("The landlord will wait until the 15th."), 1);
    assert_eq!(contacts("Mom says the landlord will wait until the 15th."), 0);
}

#[test]
fn an_embedded_clause_ends_at_its_comma() {
    check("Told PO that ct moved, then faxed the form to SSA.", &["NB301 staff done"]);
    check("When ct arrived, faxed the form to SSA.", &["NB301 staff done"]);
    check("Because PO asked for it, faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn a_semicolon_or_full_stop_drops_the_subject() {
    check("Ct cancelled; faxed the form to SSA.", &["NB301 staff done"]);
    check("Ct cancelled. Faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn plans_are_planned() {
    check("CM will fax the form to SSA.", &["NB301 staff planned"]);
    check("CM plans to fax the form to SSA.", &["NB301 staff planned"]);
    check("CM to fax the form to SSA.", &["NB301 staff planned"]);
    check("I'll fax the form to SSA.", &["NB301 staff planned"]);
    check("Will call PO and transport ct to court.", &["NB101 staff planned"]);
}

#[test]
fn a_plan_section_plans_what_is_not_past() {
    check("P: Fax the form to SSA.", &["NB301 staff planned"]);
    check("P: Faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn conditions_and_wishes_are_hypothetical() {
    check("If ct asks, CM may fax the form to SSA.", &["NB301 staff hypothetical"]);
    check("Ct wants to fax the form to SSA.", &["NB301 client hypothetical"]);
    check("CM should fax the form to SSA.", &["NB301 staff hypothetical"]);
}

#[test]
fn negations_end_at_the_next_finite_verb() {
    check("Did not fax the form to SSA.", &["NB301 staff negated"]);
    check("CM never faxed the form to SSA.", &["NB301 staff negated"]);
    check(
        "Didn't reach the clerk and faxed the form to SSA.",
        &["NB203 staff attempted", "NB301 staff done"],
    );
}

#[test]
fn what_somebody_is_asked_to_do_is_hers_and_planned() {
    check("Asked PO to fax the form to SSA.", &["NB301 other planned"]);
    check("Told ct to fax the form to SSA.", &["NB301 client planned"]);
    check("Ct asked CM to fax the form to SSA.", &["NB301 staff planned"]);
}

#[test]
fn what_is_taught_is_the_clients() {
    check("Showed ct how to fax the form to SSA.", &["NB301 client taught"]);
    check("Helped ct fax the form to SSA.", &["NB301 client taught"]);
    check("Reviewed how to fax the form to SSA.", &["NB301 client taught"]);
}

#[test]
fn tried_and_managed() {
    check("Was able to fax the form to SSA.", &["NB301 staff done"]);
    check("Managed to fax the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn another_day_is_history() {
    check("Last week CM faxed the form to SSA.", &["NB301 staff historical"]);
    check("CM faxed the form to SSA yesterday.", &["NB301 staff historical"]);
    check("Ct brought up that last month writer drove her to the DMV.", &["NB101 staff historical"]);
}

#[test]
fn quotations_are_the_speakers() {
    check("Ct said \"I faxed the form to SSA myself.\"", &["NB301 client done"]);
    check("Ct’s PO “faxed the form” for him.", &["NB301 other done"]);
}

#[test]
fn passives_have_an_agent_or_the_author() {
    check("The form was faxed to SSA by the clinic.", &["NB301 other done"]);
    check("The form was faxed to SSA by staff.", &["NB301 staff done"]);
    check("Client was driven to court by CM.", &["NB101 staff done"]);
}

#[test]
fn a_call_and_its_end_are_one_act() {
    check("Called PO, no answer.", &["NB203 staff attempted"]);
    check("Called PO, no answer, LVM.", &["NB201 staff done"]);
    check("Called PO. No answer.", &["NB203 staff attempted"]);
    check("Ct did not answer, left vm.", &["NB201 staff done"]);
    check("Called PO and he approved the travel request.", &[]);
    check("Called PO, no answer. Called again later and PO picked up.", &["NB203 staff attempted"]);
    check("Ct called PO and got no answer.", &["NB203 client done"]);
}

#[test]
fn look_alikes_are_swallowed() {
    check("Ct is on the waiting list for housing.", &[]);
    check("Gave ct the clinic's fax number.", &[]);
    check("Client reported feeling less nervous.", &[]);
}

#[test]
fn one_slip_of_the_pen_is_read_and_a_real_word_stands_for_itself() {
    check("Transproted ct to DMV.", &["NB101 staff done"]);
    check("Faxxed the ROI to DMV.", &["NB301 staff done"]);
    check("TRASNPORTED CT TO DMV.", &["NB101 staff done"]);
    check("Left a voicmail for PO.", &["NB201 staff done"]);
    check("Reminded ct of his apointment on Friday.", &["NB205 staff done"]);
    check("Faced the ROI to DMV.", &[]);
    check("Fixed the ROI for DMV.", &[]);
    check("Transposed ct to DMV.", &[]);
}

#[test]
fn minutes_on_what_no_list_knows_are_work() {
    let other = |text: &str| read(text, &LEXICON, &[], &[]).tells_of_other_work(&LEXICON);
    assert!(other("Drove ct to the lab, 20 min. Then 15 min over whose shoes pinch."));
    assert!(!other("Drove ct to the lab, 20 min. Waited with her, 15 min."));
    assert!(!other("Watched a film with ct in her living room, 45 min."));
    assert!(!other("Duration: 45 min\n\nDrove ct to the lab, 20 min."));
}

#[test]
fn case_line_ends_and_unrelated_sentences_change_nothing() {
    for text in ["Drove ct to court. Ct waited.", "PO will fax it; faxed the ROI to DMV, 10 min."] {
        let expected = acts(text, EntryKind::Activity);
        assert_eq!(acts(&text.to_uppercase(), EntryKind::Activity), expected, "{text}");
        assert_eq!(acts(&format!("{text}\r\n\r\nCt was calm."), EntryKind::Activity), expected, "{text}");
        assert_eq!(acts(&format!("Ct was calm.\n{text}"), EntryKind::Activity), expected, "{text}");
    }
}

#[test]
fn a_sentence_may_end_where_a_person_would_be_named() {
    for text in ["If her misses the bank again,", "If her", "while his", "so the", "Fax it after her misses."]
    {
        let _ = read(text, &LEXICON, &[], &[]);
    }
    check("If her misses the bank again, faxed the ROI to DMV.", &["NB301 staff done"]);
}

#[test]
fn what_was_not_done_or_somebody_else_did_is_not_the_authors() {
    check("Helped ct with her lease. No driving involved.", &["NB102 staff negated"]);
    check("No further waiting.", &["NB104 staff negated"]);
    check("We settled who takes him to the clinic.", &["NB101 other done"]);
    check("Ct tells me the van guy of the other agency gave her a ride to DMV.", &["NB101 other done"]);
    check("I had a supervisor & he faxed over a new one.", &["NB301 other done"]);
    check("Called SSA and got nobody.", &["NB203 staff attempted"]);
}

#[test]
fn what_follows_a_state_of_somebody_else_is_the_authors() {
    check("Doctor running behind, waited with ct.", &["NB104 staff done"]);
    check("Pt needed labs, drove her there and back.", &["NB101 staff done"]);
    check("Ct missed the bus, waited at the stop.", &["NB104 client done"]);
    check("Case was reviewed with my supervisor.", &["NB501 staff done"]);
}

#[test]
fn they_may_be_the_author_and_the_client() {
    check("CM and Vernon sat down. They faxed the form to SSA.", &["NB301 staff done"]);
    check("CM and Vernon called SSA. They faxed the form back.", &["NB301 other done"]);
    check("Ct came in at 2. Together they faxed the form to SSA.", &["NB301 staff done"]);
    check("Ct's sons came in. They faxed the form to SSA.", &["NB301 other done"]);
    check("Me and Manny faxed the form to SSA.", &["NB301 staff done"]);
    check("Ct wants a bed, so the two of us faxed the form to SSA.", &["NB301 staff done"]);
    check("Staff read it to him and the two of them faxed it to SSA.", &["NB301 staff done"]);
    check("Ct's brother and his wife came. The two of them faxed it to SSA.", &["NB301 other done"]);
}

#[test]
fn who_sat_with_the_visitor_is_not_the_visitor() {
    check("Alvin came to the window, sat w/ him and faxed the form to SSA.", &["NB301 staff done"]);
    check("Ms. Okafor came to the window, faxed the form to SSA.", &["NB301 other done"]);
    check("Pt w/ me next 30m, faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn nothing_was_done() {
    check("Nothing was faxed.", &["NB301 staff negated"]);
    check("None of it got faxed to SSA today.", &["NB301 staff negated"]);
    check("Nothing new, faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn time_that_went_by_was_spent() {
    check("Another 4 min to leave a message for the dean.", &["NB201 staff done"]);
    check("It took 20 min to fax the packet to SSA.", &["NB301 staff done"]);
    check("She has 10 days to fax the packet to SSA.", &["NB301 client hypothetical"]);
}

#[test]
fn a_failure_that_names_somebody_else_is_another_call() {
    let both = ["NB203 staff attempted", "NB203 staff attempted"];
    check("- Tried DMH worker Oyelaran, rang out\n- Her supervisor's line: mailbox full", &both);
    check("Called PO, no answer. Mailbox full.", &["NB203 staff attempted"]);
}

#[test]
fn a_thing_that_a_phrase_begins_with_does_nothing() {
    check_help("An appointment booked with the VA for ct.", &["referral staff done"]);
    check_help("Ct booked an appointment with the VA.", &["referral client done"]);
}

#[test]
fn what_is_asked_may_be_a_passive() {
    check_help("Asked the manager whether the deposit could be split.", &["advocacy staff done"]);
    check_help("The manager asked whether the deposit could be split.", &["advocacy other done"]);
}

#[test]
fn a_slot_for_tomorrow_is_got_today() {
    check_help("Set her up w/ a shower slot at Lava Mae for tomorrow.", &["referral staff done"]);
    check_help("Set her up w/ a slot at Lava Mae tomorrow.", &["referral staff planned"]);
}

#[test]
fn what_was_not_answered_is_no_act() {
    check("Did not return her email about the lease.", &["NB204 staff hypothetical"]);
}

#[test]
fn a_topic_has_a_day_of_its_own() {
    check("Text to ct re her appt tomorrow.", &["NB204 staff done"]);
    check("Transport for ct to court tomorrow.", &["NB101 staff planned"]);
}

#[test]
fn who_stayed_away_did_nothing() {
    check("No-show by ct for the 2 pm.", &["NB105 staff attempted"]);
    check("Form faxed to SSA by ct.", &["NB301 client done"]);
}

#[test]
fn each_verb_that_is_joined_has_its_act() {
    check("Copied and faxed the lease.", &["NB302 staff done", "NB301 staff done"]);
    check("Ct copied and faxed the lease.", &["NB302 client done", "NB301 client done"]);
}

#[test]
fn a_line_that_opens_with_an_act_names_no_party() {
    check("Sup w/ Dana 30 min", &["NB501 staff done"]);
    check_help("Sup w/ Dana 30 min", &[]);
    check_help("8:50 Officer Rowe 7 min, hours done", &["contact staff done"]);
}

#[test]
fn words_of_the_language_are_names_where_they_stand_as_names() {
    check("Took Jewel in my car to the oral surgeon.", &["NB101 staff done"]);
    check("Took the jewel in my car to the surgeon.", &[]);
}

#[test]
fn talk_in_a_meeting_of_staff_is_what_the_meeting_was_about() {
    for note in [
        "Met with my supervisor for supervision, 1 hour. We reviewed this case and talked about closing it.",
        "Staff meeting, 9-10 am. Talked about his attendance and decided to wait.",
        "Individual supervision with T. Brandt. Reviewed her work. Discussed how she writes.",
    ] {
        check_help(note, &[]);
    }
    check_help("Team meeting 15 min. Then reviewed the lease with ct.", &["support staff done"]);
    check_help("Team meeting 15 min. Called PO and explained the missed test.", &["contact staff done"]);
}

#[test]
fn a_call_is_answered_by_what_follows_it() {
    check_help("Called ct and she will be there.", &["contact staff done"]);
    check_help("Called ct, he missed group.", &[]);
    check_help(
        "Called the shelter with her and explained the rules.",
        &["contact staff done", "support staff done"],
    );
}

#[test]
fn a_message_for_people_of_another_circle_does_not_end_the_call_before_it() {
    check("Called mom re: tutoring. LVM for tutor.", &["NB201 staff done"]);
    check_help("Called the clinic nurse w/ the same. Left a message for her aunt.", &["contact staff done"]);
    check_help("Called DPSS. Worker did not answer.", &[]);
}

#[test]
fn what_was_asked_about_is_not_how_the_call_ended() {
    check("Called the school counselor to discuss how client is doing in class.", &[]);
    check("Called the school counselor, in a meeting.", &["NB203 staff attempted"]);
}

#[test]
fn a_call_only_to_confirm_is_scheduling() {
    check_help("Called mom, coach & school to confirm tomorrow's mtg.", &[]);
    check("Called mom, coach & school to confirm tomorrow's mtg.", &["NB205 staff done"]);
}

#[test]
fn what_was_heard_is_what_others_did() {
    check("CM heard that the church drove him home.", &["NB101 other done"]);
    check("CM learned his aunt drove him home.", &["NB101 other done"]);
    check("Writer was told the church drove him home.", &["NB101 other done"]);
    check("CM noticed that the van driver drove him home.", &["NB101 other done"]);
    check("Client recalled that a former case manager drove her there.", &["NB101 other done"]);
    check_help("Heard the mission gave him a bed & set him up w/ a doctor.", &["linkage other done"]);
    check("CM heard the bell and drove him home.", &["NB101 staff done"]);
}

#[test]
fn a_statement_and_the_verb_for_it_are_one_act() {
    check("There was a long line at the ID office and I waited with her.", &["NB104 staff done"]);
    check(
        "Transported client to her intake, 20 minutes each way. 1 hour 45 minutes total including the drive.",
        &["NB101 staff done"],
    );
    check("1 hour 45 minutes total including the drive.", &["NB102 staff done"]);
}

#[test]
fn help_that_a_verb_of_helping_governs_is_staffs() {
    check_help("Helped her go through her medications with the intake worker.", &["contact staff done"]);
    check_help("Did walk thru w/ ct & mgr.", &["transition staff done"]);
}

#[test]
fn one_initial_is_a_name_where_a_name_stands() {
    check("Drove J. to the Y to sign up.", &["NB101 staff done"]);
    check("A.G. faxed the form to SSA.", &["NB301 other done"]);
    check("May's SW faxed the form to SSA.", &["NB301 other done"]);
}

#[test]
fn the_line_of_a_log_names_with_whom_and_then_what_was_done() {
    check_help("Parent Center, 10 min, signed mom up for the class.", &["linkage staff done"]);
    check_help("Her aunt signed mom up for the class.", &["linkage other done"]);
}

#[test]
fn words_too_vague_give_way_to_those_that_say_more() {
    check_help("QMHP and client met with her building manager about the leak.", &["contact staff done"]);
}

#[test]
fn what_the_client_was_taken_for_is_hers() {
    check("Took ct to the store to buy food.", &["NB101 staff done", "NB402 client hypothetical"]);
    check("Drove him to the bank to deposit his check.", &["NB101 staff done", "NB401 client hypothetical"]);
    check("Went to the bank to cash his check.", &["NB401 staff done"]);
    check("Drove to the clinic to drop off her forms.", &["NB402 staff done"]);
    check("Picked up her meds and took them to her.", &["NB402 staff done"]);
}

#[test]
fn a_thing_that_is_told_of_is_no_act() {
    check("Lab order is at the front desk for him to collect.", &["NB402 staff hypothetical"]);
    check("Adding my note late for Tues.", &[]);
    check("My supervisor asked me to call the landlord.", &[]);
}

#[test]
fn what_somebody_is_told_is_a_clause_of_its_own() {
    check("Told her the shelter faxed the form.", &["NB301 other done"]);
    check("Told him the church keeps paying for the motel.", &["NB401 other done"]);
    check_help(
        "I told him Ty's sleep is better and pushed for respite hours for grandma.",
        &["contact staff done", "advocacy staff done"],
    );
    check("Gave her the bus pass and faxed the form.", &["NB301 staff done"]);
}

#[test]
fn a_bare_verb_goes_with_the_infinitive_that_it_is_joined_to() {
    check("Her brother used to drive her & sit outside for hours.", &["NB104 other hypothetical"]);
    check("Came by to copy his ID and fax it to SSA.", &["NB302 staff done", "NB301 staff done"]);
    check("Please don't fax them anything til she signs.", &["NB301 staff negated"]);
}

#[test]
fn what_an_office_had_or_where_it_is_is_no_deed_of_its_own() {
    check("The intake worker had two people ahead of us, waited 20 min.", &["NB104 staff done"]);
    check("The nurse had drawn his blood, faxed the result to us.", &["NB301 other done"]);
    check("1:35 OP program in Pomona, left vm for intake.", &["NB201 staff done"]);
    check(
        "Meeting on all 5 residents 30 min, then drove him to court.",
        &["NB502 staff done", "NB101 staff done"],
    );
}

#[test]
fn the_way_there_and_back_is_one_with_the_ride() {
    check("Drove him to court, 15 min there and 15 back.", &["NB101 staff done"]);
}

#[test]
fn initials_own_what_follows_them() {
    check("Entered J.T.'s new address in Sage.", &["NB305 staff done"]);
    check("R.J.'s mom drove him to court.", &["NB101 other done"]);
}

#[test]
fn a_thing_of_a_day_is_not_planned_for_it() {
    check("Huddle with the unit re Monday's intake list, 15 min.", &["NB502 staff done"]);
    check("Mar and Feb notes caught up.", &["NB304 staff done"]);
    check("Composed the progress note.", &["NB304 staff done"]);
}

#[test]
fn they_are_the_author_and_whom_she_sat_with() {
    check("CM sat with him and they faxed the form together.", &["NB301 staff done"]);
    check("PO met with mom and they faxed the form together.", &["NB301 other done"]);
}

#[test]
fn an_absence_that_somebody_explains_is_told_once() {
    check(
        "Client was not there for our session, and house staff said that he had left the building.",
        &["NB105 staff attempted"],
    );
    check(
        "Client was not home. Called his cell; staff said that he had left the building.",
        &["NB105 staff attempted", "NB203 staff attempted"],
    );
}

#[test]
fn a_list_of_failed_calls_is_told_call_by_call() {
    check(
        "Vm left for dad in turn, vm box at the DHS office full.",
        &["NB201 staff done", "NB203 staff attempted"],
    );
    check(
        "18 min dialing: DMH Hollywood rang out, CSW Park's mailbox isn't accepting any more.",
        &["NB203 staff attempted", "NB203 staff attempted"],
    );
    check("Called PO Diaz, no answer, mailbox full.", &["NB203 staff attempted"]);
}

#[test]
fn a_place_is_no_part_of_who_acts_there() {
    check("In the lobby mom faxed the form.", &["NB301 other done"]);
    check("In court his PO faxed the order.", &["NB301 other done"]);
    check("At the office I faxed the form.", &["NB301 staff done"]);
    check_help(
        "I explained to the team that client's medication was changed and asked for extra time on tests.",
        &["contact staff done", "advocacy staff done"],
    );
}

#[test]
fn the_day_of_an_appointment_is_not_the_day_of_the_act() {
    check("resched ct's ua to fri", &["NB205 staff done"]);
    check("Let mom know the visit is off tomorrow.", &["NB205 staff done"]);
    check("Wrote a misc note about his ER visit last week.", &["NB304 staff done"]);
    check(
        "Drove out, 25 min. Met with ct 30 min. Drive home 25 min.",
        &["NB102 staff done", "NB102 staff done"],
    );
}

#[test]
fn what_was_done_together_is_named_by_its_verb() {
    check_help("Ct and I did the renewal on BenefitsCal.", &["benefits staff done"]);
    check_help("She and I did the no-fee DMV form.", &["linkage staff done"]);
    check_help("The two of us went over the lease.", &["support staff done"]);
}

#[test]
fn the_author_may_be_named_by_her_office() {
    check("Liaison: D. Nuñez\n\nLiaison faxed the order to DCFS.", &["NB301 staff done"]);
    check("The liaison faxed the order to us.", &["NB301 other done"]);
}

#[test]
fn who_was_found_somewhere_did_not_do_it_with_herself() {
    check_help("Ct at window, figured out w/ him what's left for the month.", &["support staff done"]);
    check_help("Dr. Faheem by ph 9:10-9:25, asked him about her dose.", &["contact staff done"]);
    check_help("P: CES survey done w/ ct on the tablet.", &["assessment staff done"]);
}

#[test]
fn what_stands_behind_the_colon_of_a_call_was_said_in_it() {
    check_help("Called her: works nights now, nobody for Teo til 11p.", &["contact staff done"]);
    check("Called SSA: no answer.", &["NB203 staff attempted"]);
    check("School SW Ms. Renner 5 min, grades up; JPO, spoke to her machine 1 min.", &["NB201 staff done"]);
}

#[test]
fn a_name_may_be_a_word_of_the_language() {
    check("Her aunt Hope drove her to court.", &["NB101 other done"]);
    check("PO Grant faxed the order.", &["NB301 other done"]);
    check("Client Grace faxed the form to SSA.", &["NB301 client done"]);
    check("CM Faith faxed the form to SSA.", &["NB301 staff done"]);
    check("His PO, Ms. Diaz, drove him to court.", &["NB101 other done"]);
    check("By myself I faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn they_beside_themselves_are_nobody_known() {
    check("Sat with her they faxed it together.", &["NB301 staff done"]);
    check("With they faxed it together.", &["NB301 staff done"]);
}

#[test]
fn one_more_is_a_message_and_a_talk_over_the_phone_takes_nobody_along() {
    check(
        "Left mom a voicemail. Left another one for the school nurse.",
        &["NB201 staff done", "NB201 staff done"],
    );
    check("Went over with client on the phone which ones she needs.", &[]);
    check("I told her about the new dialysis schedule.", &[]);
    check_help("We went over the safety plan.", &["planning staff done"]);
}

#[test]
fn they_are_the_author_beside_whom_the_author_named() {
    check("Worker sat w/ Mr. Bell. They faxed the form to SSA.", &["NB301 staff done"]);
    check(
        "CM drove Mr. Bell to his hearing. They waited in the lobby 30 min.",
        &["NB101 staff done", "NB104 staff done"],
    );
    // One who is called "they" may be meant.
    check(
        "Worker sat w/ Mr. Bell. They stated a cousin moved. They faxed the form to SSA.",
        &["NB301 other done"],
    );
    check("Worker spoke w/ Mr. Bell. They faxed the form to SSA.", &["NB301 other done"]);
    check("CM read it to her and the two of them faxed the form to SSA.", &["NB301 staff done"]);
}

#[test]
fn lists_of_persons_hold_the_author() {
    check("Case manager and both parents faxed the form to SSA.", &["NB301 staff done"]);
    check("With ct, mom and the PO, faxed the form to SSA.", &["NB301 staff done"]);
    check_help(
        "Then w/ pt, her son and the ward SW set out the discharge steps.",
        &["transition staff done"],
    );
    check_help("Ana, me and the county benefits unit on video.", &["contact staff done"]);
}

#[test]
fn a_verb_with_an_object_of_its_own_leaves_the_relative_clause() {
    check("Went over what the judge told him and faxed the form to SSA.", &["NB301 staff done"]);
    check("I gave Del the letter she was missing and faxed the form to SSA.", &["NB301 staff done"]);
    check("I explained that he cannot drive and faxed the form to SSA.", &["NB301 staff done"]);
    check("I heard that he lost his job and faxed the form to SSA.", &["NB301 client done"]);
}

#[test]
fn a_bare_role_that_opens_a_note_without_an_author_is_hers() {
    check("Liaison faxed the form to SSA.", &["NB301 staff done"]);
    check("I met with ct. Liaison faxed the form to SSA.", &["NB301 other done"]);
}

#[test]
fn what_an_office_is_told_of_the_client_is_a_contact() {
    check_help(
        "Called his PO. Told her that ct has been to every group.",
        &["contact staff done", "contact staff done"],
    );
    check_help("Met with ct and PO Grant re: the violation.", &["contact staff done"]);
    check_help("Spoke to Tyrell's swim teacher re his shoes.", &["contact staff done"]);
    check_help("Told her that ct has a choice of two clinics.", &["support staff done"]);
    check_help(
        "Called his PO, no answer. Told her that ct has a choice of two clinics.",
        &["support staff done"],
    );
}

#[test]
fn what_the_author_tells_of_a_call_is_none_of_hers() {
    check("I told her the phone was shut off on the 1st.", &["NB203 staff hypothetical"]);
    check("I was told the phone was shut off on the 1st.", &["NB203 staff attempted"]);
}

#[test]
fn what_the_author_is_told_goes_on_behind_a_comma() {
    check(
        "Ofelia told me the van guy drove her to DMV, stood in line with her 2 hours.",
        &["NB101 other done", "NB104 other done"],
    );
}

#[test]
fn a_statement_may_name_its_doer_afterwards() {
    check("The newsletter went out to all the families, the front desk did that.", &["NB206 other done"]);
    check("The newsletter went out to all the families.", &["NB206 staff done"]);
}

#[test]
fn words_of_a_paper_are_nobodys_act() {
    check(
        "The first draft said \"CM faxed the form to SSA\", which is a slip.",
        &["NB301 staff hypothetical"],
    );
    check("PO said \"CM faxed the form to SSA\".", &["NB301 staff done"]);
}

#[test]
fn marks_that_were_dictated_part_sentences() {
    check("ct left early comma so I faxed the form to SSA period PO was out period", &["NB301 staff done"]);
}

#[test]
fn things_dropped_off_are_the_errand_and_a_drive_goes_on_with_the_ride() {
    check("Bought diapers at Target for ct and dropped them off.", &["NB402 staff done"]);
    check("Picked ct up at the sober house and drove to DMV.", &["NB101 staff done"]);
}

#[test]
fn who_hands_over_the_telephone_says_no_more() {
    check_help(
        "Called his sister and she put him on, went over what the judge wants from him.",
        &["contact staff done", "support staff done"],
    );
}

#[test]
fn what_the_client_is_told_stays_the_clients() {
    let told = |text| acts(text, EntryKind::Intervention).pop().unwrap_or_default();
    assert_eq!(
        told("Spoke with his PO. Then drove to see ct. Told her the PO wants her to call him."),
        "support staff done"
    );
    assert_eq!(told("Explained to ct the court process and what PO expects."), "support staff done");
    assert_eq!(told("Discussed with ct her landlord and the lease."), "support staff done");
}

#[test]
fn a_ride_of_persons_is_no_errand() {
    check(
        "Bought groceries for ct and her kids and took them to the park.",
        &["NB402 staff done", "NB101 staff done"],
    );
    check("Dropped ct off at home and drove back to the office.", &["NB101 staff done", "NB102 staff done"]);
}

#[test]
fn nobody_looks_for_himself() {
    check("Ct slipped out of the ER, checked the bus stops looking for her, 40 min.", &["NB106 staff done"]);
    check(
        "Youth ran from the group home, drove up and down Main trying to spot him.",
        &["NB106 staff attempted"],
    );
}

#[test]
fn whom_the_client_missed_missed_no_appointment() {
    let told = "Ct says he got up early for the nurse and she did not come.";
    check(told, &["NB105 staff hypothetical"]);
    check("Mr. Abara says he sat home for the nurse and she never came.", &["NB105 staff hypothetical"]);
    check("Went by ct's home, she did not come to the door.", &["NB105 staff attempted"]);
}

#[test]
fn what_is_left_once_more_needs_no_verb() {
    check("LVM for his dentist, and one for the pharmacy.", &["NB201 staff done", "NB201 staff done"]);
    check("Left word with the clerk, then another with the desk.", &["NB201 staff done", "NB201 staff done"]);
    check("LVM for PO, one for mom and another for the school.", &["NB201 staff done"; 3]);
    check("Msg left at the clinic, a second one for the sister.", &["NB201 staff done", "NB201 staff done"]);
    check("LVM for PO, then one of the neighbors came out.", &["NB201 staff done"]);
}

#[test]
fn contacts_with_minutes_of_their_own_are_told_one_by_one() {
    check_help(
        "10 min w/ ct's nurse re: meds, 6 min w/ aunt.",
        &["contact staff done", "contact staff done"],
    );
}

#[test]
fn who_stood_by_did_not_wait() {
    check("His aunt signed the lease while CM stood there.", &[]);
    check("Stood there 20 min until the clerk came.", &["NB104 staff done"]);
}

#[test]
fn the_day_of_a_topic_is_not_the_calls() {
    check_help("Called the school with mom about the fight on the bus last week.", &["contact staff done"]);
}

#[test]
fn a_note_left_at_the_door_tells_of_the_same_visit() {
    check("Went by to see Ana, she was not home. Left a note on her door.", &["NB105 staff attempted"]);
}

#[test]
fn what_two_did_is_done_in_a_plan_as_well() {
    check_help("P: CC & pt filled out the fee waiver.", &["support staff done"]);
    check_help("P: CC and pt to fill out the fee waiver.", &["benefits staff planned"]);
}

#[test]
fn a_visitor_does_nothing_with_herself() {
    check_help(
        "Aunt stopped in, filled out the guardianship papers and the school form with her.",
        &["linkage staff done"],
    );
}

#[test]
fn what_several_sat_down_for_was_done() {
    let text =
        "Sat down in the day room with Inez, the RN and her sister to plan her move to the group home.";
    check_help(text, &["contact staff done", "transition staff done"]);
}

#[test]
fn no_contact_is_none() {
    check_help("No contact with ct's family this week.", &["contact staff negated"]);
    check_help("No calls to the landlord yet.", &["contact staff negated"]);
}

#[test]
fn what_is_handed_to_a_visitor_is_the_authors() {
    check_help("Sister stopped by, showed her the lease.", &["support staff done"]);
    check_help(
        "Gave mom the clinic's number and signed her up for the class.",
        &["linkage staff done", "linkage staff done"],
    );
}

#[test]
fn a_name_that_is_a_word_or_in_capitals_acts() {
    check("Hall faxes the form to SSA and mails the copies.", &["NB301 other done"]);
    check("Keon B. faxed the form to SSA.", &["NB301 other done"]);
    check(
        "MARISOL HAD FAXED IT TO SSA. WRITER FAXED THE FORM TO SSA.",
        &["NB301 other done", "NB301 staff done"],
    );
    check("Wanda told her she waits two hours for the bus.", &["NB104 other done"]);
}

#[test]
fn things_are_loaded_and_carried_in_one_move() {
    check("Loaded the truck and carried his boxes up to the unit.", &["NB107 staff done"]);
}

#[test]
fn whose_teacher_it_is_is_no_rider() {
    check("Was there with her teacher and her dad.", &[]);
    check("Sat with her in court.", &["NB103 staff done"]);
}

#[test]
fn how_a_call_ended_is_not_what_was_asked() {
    check("Called her DPSS worker to see if she had been there, no answer.", &["NB203 staff attempted"]);
}

#[test]
fn what_the_author_will_pass_on_is_no_message() {
    check("I see her point and will pass it on to the owner.", &["NB201 staff planned"]);
}

#[test]
fn what_is_asked_of_an_office_is_advocacy() {
    let asked = ["contact staff done", "advocacy staff done"];
    check_help("Spoke with the psychiatrist. Asked for a liquid form, he will order it.", &asked);
    check_help("Called the landlord's agent and asked that the late fee come off.", &asked);
    check_help("Talked with the apartment manager and asked if she could move in early.", &asked);
    check_help("Asked the ward clerk for a bed by the window.", &["advocacy staff done"]);
    check_help("Asked the upholsterer could she pay in two parts.", &["advocacy staff done"]);
    // Somebody else's question, one that is for the author, and what is only to be told.
    check_help(
        "Spoke with the psychiatrist. Ct asked for a liquid form.",
        &["contact staff done", "advocacy client done"],
    );
    check_help("Spoke with the psychiatrist. Asked for her direct number.", &["contact staff done"]);
    check_help("Spoke with the psychiatrist. Asked her can I park in back.", &["contact staff done"]);
    check_help("Asked the upholsterer to pass it on.", &[]);
    check_help("Asked the same for her sister.", &[]);
    check_help("Met with ct at the shelter. Asked if he had eaten.", &[]);
}

#[test]
fn who_told_an_office_something_asks_for_more() {
    check_help(
        "Told the parole agent about the job he lost in May and asked for a later curfew.",
        &["contact staff done", "advocacy staff done"],
    );
    check_help(
        "Ct told the parole agent about the job he lost and asked for a later curfew.",
        &["contact client done", "advocacy client done"],
    );
}

#[test]
fn what_is_gone_over_is_help() {
    check_help("Went over the two motels that take vouchers.", &["support staff done"]);
    check_help("Ct went over the two motels that take vouchers.", &["support client done"]);
    check_help("Went over to the motel.", &[]);
}

#[test]
fn one_person_read_with_the_author_makes_them_both() {
    check_help(
        "CM read the letter with her and they rang the legal aid hotline.",
        &["support staff done", "contact staff done"],
    );
    // The office that was called did the rest.
    check_help("CM called the rent line with her and they faxed the form.", &["contact staff done"]);
    check("CM called the rent line with her and they faxed the form.", &["NB301 other done"]);
}

#[test]
fn the_author_stands_behind_a_place() {
    check("At the kitchen table CM and ct faxed the form.", &["NB301 staff done"]);
    check("In the lobby writer and client faxed the form.", &["NB301 staff done"]);
    check("At the front desk ct and her aunt faxed the form.", &["NB301 client done"]);
}

#[test]
fn her_line_by_line_is_nobodys_line() {
    check("Ct brought the lease, faxed it w/ her page by page.", &["NB301 staff done"]);
}

#[test]
fn what_is_asked_to_become_of_a_thing_is_no_deed() {
    check(
        "Met with the nurse. I asked that a month of inhalers go along with him.",
        &["NB103 other planned"],
    );
    check(
        "Met with the nurse. I asked that the wheelchair come back to the office.",
        &["NB102 other planned"],
    );
    check("Called the clerk and then drove to the new clinic.", &["NB102 staff done"]);
}

#[test]
fn an_occasion_is_nobody() {
    check("After court faxed the order to SSA.", &["NB301 staff done"]);
    check("Before school copied her records.", &["NB302 staff done"]);
    check("After court PO faxed the order to SSA.", &["NB301 other done"]);
    check("After the court faxed the order she called SSA.", &["NB301 other done"]);
}

#[test]
fn a_second_verb_leaves_the_clause_of_when() {
    check("When the nurse came faxed her the list.", &["NB301 staff done"]);
    check("Once the pharmacy called back faxed them the script.", &["NB301 staff done"]);
    check("When mom called in and faxed the form, the case was open.", &["NB301 other done"]);
}

#[test]
fn who_comes_by_is_helped() {
    check_help("Mom stopped by, helped her fill out the CalFresh form.", &["benefits staff done"]);
    let told = "Ms. Paley dropped in, went over what the class costs with her.";
    check_help(told, &["support staff done"]);
    check("Mom came by, faxed the form for him.", &["NB301 other done"]);
    check("Her sister stopped by, took her to the store.", &["NB101 other done"]);
    check("When her uncle came drove her to the airport.", &["NB101 other done"]);
}

#[test]
fn what_is_done_for_somebody_another_does() {
    check_help(
        "She wants her son on the lease, wrote out for her what they ask for.",
        &["support staff done"],
    );
    check("She faxed the form for him.", &["NB301 client done"]);
}

#[test]
fn what_somebody_has_is_no_verb() {
    check("CM gave the clerk the doctor's orders and faxed the form to SSA.", &["NB301 staff done"]);
    check("Her mom's been driving her to dialysis.", &["NB101 other done"]);
}

#[test]
fn who_is_joined_to_an_object_does_not_act() {
    check("20 min w/ Marta & dad in the lobby, faxed the form to SSA.", &["NB301 staff done"]);
    check("Met w/ Marta and dad faxed the form to SSA.", &["NB301 other done"]);
}

#[test]
fn the_author_and_whom_she_talked_to_agree() {
    check_help(
        "Talked with the coach about his lunch. They agreed he will eat in the gym.",
        &["contact staff done", "planning staff done"],
    );
    check_help("Talked with the coach. They agreed to call back.", &["contact staff done"]);
}

#[test]
fn who_else_somebody_is_stands_before_the_call() {
    check_help("Mr. Duong, probation intake, by phone: the date is set.", &["contact staff done"]);
    check_help("Ms. Paley, school nurse at Lowell, by phone 5 min.", &["contact staff done"]);
}

#[test]
fn who_was_called_and_how_it_ended_is_a_line_of_a_log() {
    check("County clinic, \"all agents are busy\", gave up.", &["NB203 staff attempted"]);
    check("The agents at the clinic are all busy people.", &[]);
}
