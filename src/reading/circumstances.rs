//! The words around an act → what payers ask about it: recipient, purpose, presence, program, claim.

use std::ops::Range;

use super::symbols::Symbols;
use super::{Activity, Times};
use crate::circumstances::{Manner, Program, Purpose, Recipient, Service};
use crate::lexicon::{CircumstanceCue, Element, EntryKind, Field, Lexicon, Role, WordClass};
use crate::note::{Note, Sentence};
use crate::token::Mark;

/// Tokens after an act in which its recipient may stand.
const RECIPIENT_REACH: usize = 10;

/// Sentences before a report's in which somebody may have asked for it.
const REPORT_ASKED: usize = 3;

/// "explained that she was in the hospital that spring": what is told of her is not that she was away.
fn is_reported_absence(note: &Note<'_>, cue: CircumstanceCue, token: usize, sentence: &Range<usize>) -> bool {
    let that = |before: usize| note.word(before).eq_ignore_ascii_case("that");
    cue == CircumstanceCue::ClientAbsent
        && token.checked_sub(1).is_some_and(|before| sentence.contains(&before) && that(before))
}

/// A word that tells a circumstance, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What it tells.
    pub cue: CircumstanceCue,
    /// Its sentence.
    pub sentence: usize,
    /// Its first token.
    pub token: usize,
}

/// Fills in the circumstances of every act, and returns what the note's words tell.
pub(super) fn fill(
    note: &Note<'_>,
    lexicon: &Lexicon,
    mut symbols: Symbols,
    programs: &[Program],
    times: &Times,
    activities: &mut [Activity],
) -> Vec<Told> {
    if activities.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<Told> = Vec::new();
    let mut anywhere = Cues::default();
    let mut systems: Vec<(u32, usize, usize)> = Vec::new();
    // Told in a sentence without acts: "One hour, both clients."
    let mut apart = Cues::default();
    // Acts stand in the order of their sentences.
    let mut rest = &mut *activities;
    let mut told: Vec<Cues> = Vec::with_capacity(rest.len());
    let mut programs = programs.to_vec();
    for (number, sentence) in note.sentences.iter().enumerate() {
        symbols.turn_to(&sentence.tokens);
        let mut cues = Cues::default();
        for token in sentence.tokens.clone() {
            let longest = |trie| symbols.longest(note, lexicon, trie, token, sentence.tokens.end);
            if let Some(cue) =
                longest(&lexicon.circumstances).and_then(|hit| CircumstanceCue::at(hit.accepts))
                && !is_reported_absence(note, cue, token, &sentence.tokens)
            {
                all.push(Told { cue, sentence: number, token });
                cues.add(cue);
                // "After he left I made out the check": that he was gone then, and not before.
                let then = cue == CircumstanceCue::ClientAbsent && note.is_any(token, &["after"]);
                if !then {
                    anywhere.add(cue);
                }
            }
            if let Some(hit) = longest(&lexicon.systems) {
                systems.push((hit.accepts, number, token));
            }
            if let Some(hit) = longest(&lexicon.programs) {
                programs.extend(Program::ALL.get(hit.accepts as usize));
            }
        }
        let here = rest.iter().take_while(|activity| activity.sentence <= number).count();
        let (acts, after) = rest.split_at_mut(here);
        if acts.is_empty() {
            apart = apart.with(cues);
        }
        for activity in acts {
            let after = activity.head..activity.tokens.end + RECIPIENT_REACH;
            let attempt = activity.attempt.clone().unwrap_or_default();
            let meant = activity.circumstances.recipient;
            activity.circumstances.recipient = meant
                .or_else(|| {
                    recipient(
                        note,
                        lexicon,
                        &symbols,
                        after.start..after.end.min(sentence.tokens.end),
                        activity.tokens.end,
                    )
                })
                .or_else(|| recipient(note, lexicon, &symbols, attempt.clone(), attempt.end));
            let report = activity.entry(lexicon).is_some_and(|entry| entry.name == "report-writing");
            if report && matches!(activity.circumstances.recipient, None | Some(Recipient::Client)) {
                // "Typed up the status letter on ct & got it to CSW Brandt": whom a report is for may be told last, or first:
                // "PO wants that in writing, so did the status letter", "CSW Ibarra's status report".
                let behind = activity.tokens.end..sentence.tokens.end;
                let before = sentence.tokens.start..activity.head.max(activity.tokens.start);
                let other = |tokens: Range<usize>| {
                    let end = tokens.end;
                    recipient(note, lexicon, &symbols, tokens, end).filter(|one| *one != Recipient::Client)
                };
                let told = other(behind.clone()).or_else(|| other(before));
                let told = told.or_else(|| report_asked_for(note, lexicon, &symbols, number, behind));
                activity.circumstances.recipient = told.or(activity.circumstances.recipient);
            }
            told.push(cues);
        }
        rest = after;
    }
    // "Program: residential", "Site: 3.3 residential"
    let places = [Field::Program, Field::Location];
    for field in note.header.iter().filter(|field| places.contains(&field.field)) {
        symbols.load(note, lexicon, &field.value);
        programs.extend(field.value.clone().filter_map(|token| {
            let named =
                Program::ALL.iter().find(|program| program.name().eq_ignore_ascii_case(note.word(token)));
            let hit = || symbols.longest(note, lexicon, &lexicon.programs, token, field.value.end);
            named.or_else(|| Program::ALL.get(hit()?.accepts as usize)).copied()
        }));
    }
    for field in note.header.iter().filter(|found| found.field == Field::Service) {
        let act = lexicon.element(note.value(field), |element| element == Element::Act);
        programs.extend(act.map(|_| Program::Act));
    }
    programs.sort_unstable();
    programs.dedup();
    let service = service(note, lexicon);
    let failed = activities.iter().any(|activity| {
        activity.status.took_place() && activity.entry(lexicon).is_some_and(|entry| entry.name == "no-show")
    });
    let minutes = times.of_the_note().find_map(|time| time.minutes);
    for (activity, cues) in activities.iter_mut().zip(told) {
        let told = |cue: CircumstanceCue| cues.has(cue);
        let told_anywhere = |cue: CircumstanceCue| anywhere.has(cue);
        // The first that is named from the act on, else the last before it.
        let after = systems.partition_point(|&(_, _, token)| token < activity.tokens.start);
        let here = |system: &&(u32, usize, usize)| system.1 == activity.sentence;
        let system = systems.get(after).filter(here);
        let system = system.or_else(|| after.checked_sub(1).and_then(|last| systems.get(last)).filter(here));
        let inside = &all[all.partition_point(|told| told.token < activity.tokens.start)
            ..all.partition_point(|told| told.token < activity.tokens.end)];
        let facts = &mut activity.circumstances;
        facts.programs = programs.clone();
        facts.service = service;
        facts.visit_failed = Some(failed);
        // "He steps down Monday. Faxed his labs to the outpatient program": what is told apart is told of one move.
        let accepted =
            told(CircumstanceCue::AcceptingProgram) && told_anywhere(CircumstanceCue::LevelOfCareMove);
        facts.purpose = if told(CircumstanceCue::LevelOfCareTransition) || accepted {
            Some(Purpose::LevelOfCareTransition)
        } else if told(CircumstanceCue::SeveralPeople) {
            Some(Purpose::SeveralPeople)
        } else if told(CircumstanceCue::Status) {
            Some(Purpose::Status)
        } else if told(CircumstanceCue::ThisClientOnly) {
            Some(Purpose::ThisClientOnly)
        } else {
            None
        };
        // For what staff did for her, her presence has to be told there; for help, anywhere in the note.
        let help = activity.entry(lexicon).is_some_and(|entry| entry.kind() == EntryKind::Intervention);
        let present = [
            (told(CircumstanceCue::ClientAbsent), false),
            (told(CircumstanceCue::ClientPresent), true),
            (help && told_anywhere(CircumstanceCue::ClientPresent), true),
            (told_anywhere(CircumstanceCue::ClientAbsent), false),
        ];
        let present = present.into_iter().find_map(|(told, present)| told.then_some(present));
        let name = activity.entry(lexicon).map_or("", |entry| entry.name.as_ref());
        let facts = &mut activity.circumstances;
        facts.client_present = present;
        let within = |cue: CircumstanceCue| inside.iter().any(|told| told.cue == cue);
        if within(CircumstanceCue::Locus) {
            facts.service = Some(Service::CmLocus);
        }
        facts.manner = manners(name).iter().find(|(cue, _)| within(*cue)).map(|(_, manner)| *manner);
        let several = CircumstanceCue::SeveralClients;
        facts.several_clients = (told(several) || apart.has(several)).then_some(true);
        facts.own_session_note = told(CircumstanceCue::OwnSessionNote).then_some(true);
        facts.time_not_claimed = told(CircumstanceCue::TimeNotClaimed)
            || activity.restated.iter().any(|&sentence| {
                let from = all.partition_point(|told| told.sentence < sentence);
                let there = all[from..].iter().take_while(|told| told.sentence == sentence);
                there.clone().any(|told| told.cue == CircumstanceCue::TimeNotClaimed)
            });
        facts.service_minutes = minutes.map(super::Minutes::get);
        facts.system = system.and_then(|&(place, _, _)| lexicon.system_names.get(place as usize).cloned());
    }
    all
}

/// The ways of doing an act that payers tell apart, the telling one first.
fn manners(activity: &str) -> &'static [(CircumstanceCue, Manner)] {
    match activity {
        "accompany" => &[(CircumstanceCue::EnRoute, Manner::EnRoute)],
        "voicemail-left" => {
            &[(CircumstanceCue::ByMachine, Manner::Machine), (CircumstanceCue::ByPerson, Manner::Person)]
        }
        "email" => &[
            (CircumstanceCue::ByText, Manner::Text),
            (CircumstanceCue::ByReading, Manner::Reading),
            (CircumstanceCue::ByWriting, Manner::Writing),
        ],
        _ => &[],
    }
}

/// A set of cues.
#[derive(Debug, Clone, Copy, Default)]
struct Cues(u64);

impl Cues {
    fn add(&mut self, cue: CircumstanceCue) {
        self.0 |= 1 << cue as u32;
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, cue: CircumstanceCue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }
}

/// Whom an act is for that is told to somebody of a role; nobody for staff.
pub(super) const fn recipient_of(role: Role) -> Option<Recipient> {
    Some(match role {
        Role::Client => Recipient::Client,
        Role::Staff => return None,
        Role::Family => Recipient::Family,
        Role::ServiceProvider => Recipient::ServiceProvider,
        Role::CountyPartner => Recipient::CountyPartner,
        Role::Court => Recipient::Court,
        Role::Attorney => Recipient::Attorney,
        Role::Landlord => Recipient::Landlord,
        Role::School => Recipient::School,
        Role::Employer => Recipient::Employer,
        Role::Public => Recipient::Public,
    })
}

/// The first person or office among the tokens; past `inside`, a semicolon or dash ends the search.
fn recipient(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    tokens: Range<usize>,
    inside: usize,
) -> Option<Recipient> {
    // "Met with ct and Dr. Lee": the one who is not the client decides.
    let mut client = false;
    for token in tokens {
        let classes = note.classes(&lexicon.words, token);
        let joins = classes.any(&[
            WordClass::Coordinator,
            WordClass::Article,
            WordClass::Possessive,
            WordClass::Title,
        ]) || note.tokens[token].is(Mark::Slash);
        let whose = note.word(token).starts_with(['\'', '’']);
        if token >= inside && (note.tokens[token].is(Mark::Semicolon) || note.tokens[token].is(Mark::Dash)) {
            break;
        }
        let role = || {
            let one =
                lexicon.words.symbols(note.words[token]).iter().find_map(|&symbol| lexicon.role(symbol));
            let many = symbols.longest_class(token, |symbol| lexicon.role(symbol));
            many.map(|(role, _)| role).or(one)
        };
        let Some(role) = symbols.may_be_person(token).then(role).flatten() else {
            if client && !joins && !whose && token >= inside {
                break;
            }
            continue;
        };
        let owner = note.word(token + 1).ends_with('s') && note.word(token + 1).starts_with(['\'', '’']);
        let first_person = note.classes(&lexicon.words, token).has(WordClass::FirstPerson);
        if owner || first_person {
            continue;
        }
        if role == Role::Client {
            client = true;
            continue;
        }
        if let Some(recipient) = recipient_of(role) {
            return Some(recipient);
        }
    }
    client.then_some(Recipient::Client)
}

/// "PO Hale wants it in writing, so I wrote the report and sent it to him", "PO needs a report. Counselor wrote it": the office that
/// was spoken of shortly before, where the report is for "him" or was asked for.
fn report_asked_for(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    mut behind: Range<usize>,
) -> Option<Recipient> {
    let wanted = |sentence: &Sentence| {
        let holds = |words: &[&str]| sentence.tokens.clone().any(|token| note.is_any(token, words));
        holds(&["asked", "asks", "needs", "needed", "requested", "wanted", "wants", "like"])
            && holds(&["letter", "report", "summary", "update", "writing", "written"])
    };
    let pronoun = behind.any(|token| {
        note.is_any(token, &["him", "her", "them"])
            && note.is_any(token - 1, &["to", "for", "gave", "handed", "sent"])
    });
    let asked = note.sentences.get(number.saturating_sub(1)..=number)?.iter().any(wanted);
    let first = note.sentences.get(number.saturating_sub(REPORT_ASKED))?.tokens.start;
    let before = first..note.sentences.get(number)?.tokens.start;
    let role = before
        .rev()
        .filter_map(|token| symbols.role(note, lexicon, token))
        .find(|role| matches!(role, Role::CountyPartner | Role::Court | Role::ServiceProvider));
    role.filter(|_| pronoun || asked).and_then(recipient_of)
}

/// The service that the header or the first words name: "CM-MH".
pub(crate) fn service(note: &Note<'_>, lexicon: &Lexicon) -> Option<Service> {
    let of = |element| match element {
        Element::CmCcc => Some(Service::CmCcc),
        Element::CmTla => Some(Service::CmTla),
        Element::CmLocus => Some(Service::CmLocus),
        Element::CmMh => Some(Service::CmMh),
        _ => None,
    };
    let mut fields = note.header.iter().filter(|found| found.field == Field::Service);
    let told = fields.find_map(|field| lexicon.element(note.value(field), |element| of(element).is_some()));
    told.and_then(of).or_else(|| service_of_head(note))
}

fn service_of_head(note: &Note<'_>) -> Option<Service> {
    let text = note.text.get(note.body..).unwrap_or_default();
    let head = text.char_indices().nth(300).map_or(text, |(end, _)| &text[..end]);
    let head = head.to_ascii_lowercase();
    let named = |codes: &[&str]| codes.iter().any(|code| head.contains(code));
    if named(&["cm-ccc", "client-centered consultation", "client centered consultation"]) {
        Some(Service::CmCcc)
    } else if named(&["cm-tla", "transition linkage"]) {
        Some(Service::CmTla)
    } else if named(&["cm-locus"]) {
        Some(Service::CmLocus)
    } else {
        named(&["cm-mh", "case management - mental health"]).then_some(Service::CmMh)
    }
}
