//! Conditions over the circumstances of an act: whether they hold, and how to say them.

use databake::Bake;

use super::{List, Text};
use crate::circumstances::{Circumstances, Manner, Program, Purpose, Recipient, Service};

/// One condition of a case.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Condition {
    /// What has to be so.
    pub test: Test,
    /// Whether it fails where the note does not tell; else the case is open then.
    pub only_if_told: bool,
}

impl Condition {
    /// Whether it holds; `None` where that turns on what the note does not tell.
    pub fn holds(&self, circumstances: &Circumstances) -> Option<bool> {
        match self.test.holds(circumstances) {
            None if self.only_if_told => Some(false),
            held => held,
        }
    }
}

/// What has to be so; of a list, one.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub enum Test {
    /// The program. A note that names none is in none: this is never unknown.
    Program(List<Program>),
    /// The service.
    Service(List<Service>),
    /// Whom it was meant for.
    Recipient(List<Recipient>),
    /// What it was for.
    Purpose(List<Purpose>),
    /// How it was done.
    Manner(List<Manner>),
    /// The record system, in lower case.
    System(List<Text>),
    /// Whether the client was there.
    ClientPresent(bool),
    /// Whether it served several clients.
    SeveralClients(bool),
    /// Whether the visit failed.
    VisitFailed(bool),
    /// Whether it is the note of this very service.
    OwnSessionNote(bool),
    /// Whether its time is not claimed.
    TimeNotClaimed(bool),
    /// The service minutes are these or more.
    MinutesAtLeast(f64),
}

impl Test {
    /// Whether it holds; `None` where the note does not tell.
    pub fn holds(&self, circumstances: &Circumstances) -> Option<bool> {
        let is = |known: Option<bool>, wanted: &bool| known.map(|known| known == *wanted);
        match self {
            Self::Program(any) => Some(any.iter().any(|one| circumstances.programs.contains(one))),
            Self::Service(any) => circumstances.service.map(|one| any.contains(&one)),
            Self::Recipient(any) => circumstances.recipient.map(|one| any.contains(&one)),
            Self::Purpose(any) => circumstances.purpose.map(|one| any.contains(&one)),
            Self::Manner(any) => circumstances.manner.map(|one| any.contains(&one)),
            Self::System(any) => circumstances.system.as_ref().map(|one| any.contains(one)),
            Self::ClientPresent(wanted) => is(circumstances.client_present, wanted),
            Self::SeveralClients(wanted) => is(circumstances.several_clients, wanted),
            Self::VisitFailed(wanted) => is(circumstances.visit_failed, wanted),
            Self::OwnSessionNote(wanted) => is(circumstances.own_session_note, wanted),
            Self::TimeNotClaimed(wanted) => Some(circumstances.time_not_claimed == *wanted),
            Self::MinutesAtLeast(least) => circumstances.service_minutes.map(|minutes| minutes >= *least),
        }
    }

    /// The condition as a clause that follows "if".
    pub fn words(&self) -> String {
        let either = |holds: bool, yes: &str, no: &str| if holds { yes } else { no }.to_string();
        match self {
            Self::Program(any) => format!("the program is {}", or(any.iter().map(|one| one.name()))),
            Self::Service(any) => format!("the service is {}", or(any.iter().map(|one| one.name()))),
            Self::Recipient(any) => format!("it was meant for {}", or(any.iter().map(|one| whom(*one)))),
            Self::Purpose(any) => or(any.iter().map(|one| match one {
                Purpose::LevelOfCareTransition => "it served a change of the level of care",
                Purpose::Status => "it gave the client's status",
                Purpose::ThisClientOnly => "it concerned this client only",
                Purpose::SeveralPeople => "it served several people",
            })),
            Self::Manner(any) => or(any.iter().map(|one| match one {
                Manner::EnRoute => "it was the way there or back",
                Manner::Machine => "a machine took the message",
                Manner::Person => "a person took the message",
                Manner::Reading => "staff read",
                Manner::Writing => "staff wrote",
                Manner::Text => "it was a text message",
            })),
            Self::System(any) => format!("the record system is {}", or(any.iter().map(|one| one.as_ref()))),
            Self::ClientPresent(held) => either(*held, "the client was there", "the client was not there"),
            Self::SeveralClients(held) => either(*held, "it served several clients", "it served one client"),
            Self::VisitFailed(held) => either(*held, "the visit failed", "the visit took place"),
            Self::OwnSessionNote(held) => {
                either(*held, "it is the session's own note", "it is not the session's own note")
            }
            Self::TimeNotClaimed(held) => either(*held, "its time is not claimed", "its time is claimed"),
            Self::MinutesAtLeast(least) => format!("the service lasted {least} minutes or more"),
        }
    }
}

fn whom(recipient: Recipient) -> &'static str {
    match recipient {
        Recipient::Client => "the client",
        Recipient::Family => "family",
        Recipient::ServiceProvider => "a service provider",
        Recipient::CountyPartner => "a county partner",
        Recipient::Court => "a court",
        Recipient::Attorney => "an attorney",
        Recipient::Landlord => "a landlord",
        Recipient::School => "a school",
        Recipient::Employer => "an employer",
        Recipient::Public => "someone else",
    }
}

fn or<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = all.collect();
    match all.as_slice() {
        [many @ .., last] if !many.is_empty() => format!("{} or {last}", many.join(", ")),
        few => few.concat(),
    }
}
