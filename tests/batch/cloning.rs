//! XN005, in every ruleset: copies, whatever names, dates and minutes were put in.

use crate::program::{checked, checked_with};

fn visit(name: &str, she: &str, her: &str, day: &str, minutes: u32) -> String {
    format!(
        "Met with {name} at the apartment on {day}. Reviewed the housing list, called the landlord about the deposit, and \
         helped {her} fill out the voucher form. {name} signed it and {she} will hand it in. {minutes} min.\n"
    )
}

const OTHER: &str = "Went through the letter from Medi-Cal with ct, wrote down what proof of income is missing, and advocated \
                     with the county worker for a later date, which was granted. 60 min.\n";

#[test]
fn names_dates_minutes_and_pronouns_changed() {
    let notes = [visit("Maria", "she", "her", "Monday 5/6", 45), visit("Tyrone", "he", "him", "June 13", 60)];
    checked("il-rule132", &notes).finds("XN005", &[(2, &[1])]).says("XN005", "100 % alike");
}

#[test]
fn in_every_ruleset() {
    let notes =
        [visit("Maria", "she", "her", "Monday 5/6", 45), visit("Dolores", "she", "her", "Friday", 30)];
    for ruleset in ["la-sapc", "sd-bhs", "cm-2009", "il-rule132", "ca-dmc-ods", "common"] {
        checked(ruleset, &notes).finds("XN005", &[(2, &[1])]);
    }
}

#[test]
fn the_same_note_twice() {
    let note = visit("Maria", "she", "her", "Monday 5/6", 45);
    checked("common", &[note.clone(), note]).finds("XN005", &[(2, &[1])]);
}

#[test]
fn three_copies_are_held_against_the_first() {
    let of = |name: &str, minutes: u32| visit(name, "she", "her", "Monday 5/6", minutes);
    checked("common", &[of("Maria", 45), OTHER.to_owned(), of("Dolores", 30), of("Ines", 20)])
        .finds("XN005", &[(3, &[1]), (4, &[1])]);
}

#[test]
fn the_first_is_the_earlier_day() {
    let dated = |date: &str, name: &str| {
        format!("Client: {name}\nDate: {date}\n\n{}", visit(name, "she", "her", "Monday", 45))
    };
    checked("common", &[dated("5/8/2024", "Maria"), dated("5/6/2024", "Ines")]).finds("XN005", &[(1, &[2])]);
}

#[test]
fn another_note() {
    checked("common", &[visit("Maria", "she", "her", "Monday 5/6", 45), OTHER.to_owned()]).passes("XN005");
}

#[test]
fn a_note_too_short_to_be_told_from_others() {
    let note = || "Called ct, no answer, left a voicemail. 5 min.\n".to_owned();
    checked("common", &[note(), note()]).passes("XN005");
}

#[test]
fn one_that_grew_is_another_note() {
    let grown = format!("{} {OTHER}", visit("Maria", "she", "her", "Friday 5/10", 45).trim_end());
    checked("common", &[visit("Maria", "she", "her", "Monday 5/6", 45), grown]).passes("XN005");
}

#[test]
fn a_changed_word_is_a_copy_until_the_likeness_says_otherwise() {
    let one = visit("Maria", "she", "her", "Monday 5/6", 45);
    let other = one.replace("deposit", "refund");
    let notes = [one, other];
    checked_with(&["--likeness", "0.6"], &notes).finds("XN005", &[(2, &[1])]);
    checked_with(&["--likeness", "1"], &notes).passes("XN005");
}

#[test]
fn turned_off_by_name() {
    let note = visit("Maria", "she", "her", "Monday 5/6", 45);
    checked_with(&["--ignore", "cloned-note"], &[note.clone(), note]).passes("XN005");
}
