//! Reading + ruleset → diagnostics, rule by rule.

mod across;
mod act_client;
mod activities;
mod annual_cap;
mod below_minimum;
mod client_not_present;
mod cloned_note;
mod combine_contacts;
mod consultation_elements;
mod duration_mismatch;
mod impossible_time;
mod locus_elements;
mod missing_clock_time;
mod missing_contact_mode;
mod missing_date;
mod missing_duration;
mod missing_goal;
mod missing_provider;
mod no_intervention;
mod non_billable_time_claimed;
mod not_a_consultation;
mod other_services;
mod overlaps;
pub mod pages;
mod research_without_letter;
mod shared_time;
mod transition_without_move;
mod units_mismatch;
mod unseparated_time;
mod vague_duration;
mod vague_intervention;

use std::cell::OnceCell;

use crate::batch::Facts;
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::ledger::{self, Ledger};
use crate::lexicon::names::plain;
use crate::lexicon::{CircumstanceCue, Element, EntryKind, Field, Lexicon};
use crate::note::HeaderField;
use crate::reading::{Activity, Actor, Minutes, Reading, Status};
use crate::ruleset::{InForce, RuleInForce};
use crate::span::Span;

pub use across::{Across, Finding, Sighting};

/// A rule: what it is called, its page, and its check.
pub trait Rule: Sync {
    /// Its code in the catalogue, as "DU001"; "NB" for the family of activities.
    fn code(&self) -> &'static str;

    /// Its page for `explain`, in Markdown; empty for the family, whose pages are made from the lexicon.
    fn page(&self) -> &'static str;

    /// Adds what it finds in one note.
    fn check(&self, case: &Case<'_>, found: &mut Vec<Diagnostic>) {
        let _ = (case, found);
    }

    /// Adds what it sees across notes.
    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        let _ = (across, seen);
    }
}

/// Every rule, in the order of its code.
pub static RULES: &[&dyn Rule] = &[
    &missing_duration::MissingDuration,
    &missing_clock_time::MissingClockTime,
    &duration_mismatch::DurationMismatch,
    &below_minimum::BelowMinimum,
    &non_billable_time_claimed::NonBillableTimeClaimed,
    &unseparated_time::UnseparatedTime,
    &vague_duration::VagueDuration,
    &units_mismatch::UnitsMismatch,
    &impossible_time::ImpossibleTime,
    &shared_time::SharedTime,
    &no_intervention::NoIntervention,
    &vague_intervention::VagueIntervention,
    &client_not_present::ClientNotPresent,
    &activities::Activities,
    &missing_date::MissingDate,
    &missing_contact_mode::MissingContactMode,
    &missing_provider::MissingProvider,
    &missing_goal::MissingGoal,
    &consultation_elements::ConsultationElements,
    &research_without_letter::ResearchWithoutLetter,
    &locus_elements::LocusElements,
    &other_services::SKILLS_TEACHING,
    &other_services::THERAPEUTIC_SUPPORT,
    &not_a_consultation::NotAConsultation,
    &transition_without_move::TransitionWithoutMove,
    &other_services::ASSESSMENT_INTAKE,
    &act_client::ActClient,
    &overlaps::STAFF_OVERLAP,
    &overlaps::CLIENT_OVERLAP,
    &annual_cap::AnnualCap,
    &combine_contacts::CombineContacts,
    &cloned_note::ClonedNote,
    &overlaps::TWO_STAFF_ONE_CONSULTATION,
];

/// "transport and waiting", each name once.
fn listed(names: &[&str]) -> String {
    let mut unique: Vec<&str> = Vec::new();
    for name in names {
        if !unique.contains(name) {
            unique.push(name);
        }
    }
    match unique.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// "assumed: no subject, read as staff": the defaults that an act's actor and status rest on.
fn assumed(act: &Activity) -> Option<String> {
    let assumed: Vec<&str> = act.assumptions().collect();
    (!assumed.is_empty()).then(|| format!("assumed: {}", assumed.join("; ")))
}

/// "15 min", a fraction of one with one decimal.
fn minutes(minutes: f64) -> String {
    format!("{} min", (minutes * 10.0).round() / 10.0)
}

/// What rules look at.
#[derive(Debug)]
pub struct Case<'a> {
    /// The note as read.
    pub reading: &'a Reading<'a>,
    /// The lexicon in force.
    pub lexicon: &'a Lexicon,
    /// The ruleset in force.
    pub ruleset: InForce<'a>,
    rules: &'a RulesInForce,
    in_batch: bool,
    ledger: OnceCell<Ledger<'a>>,
}

impl<'a> Case<'a> {
    /// A note under a ruleset and its rules.
    pub fn new(
        reading: &'a Reading<'a>,
        lexicon: &'a Lexicon,
        ruleset: InForce<'a>,
        rules: &'a RulesInForce,
    ) -> Self {
        Self { reading, lexicon, ruleset, rules, in_batch: false, ledger: OnceCell::new() }
    }

    /// The same for a note whose facts join others: what the whole day decides is left to them.
    pub fn in_batch(self) -> Self {
        Self { in_batch: true, ..self }
    }

    /// The minutes that a payer's minimum is held against: the claim less the minutes stated for non-billable
    /// activities; without any intervention, the claim alone (ruling 18). `None` of an event, which needs no minutes.
    pub fn served(&self) -> Option<Minutes> {
        let helped = self.interventions().next().is_some();
        let event = helped && self.interventions().all(|act| act.circumstances.is_locus());
        let claimed = self.ledger().claimed.filter(|_| !event)?;
        Some(if helped { claimed.minus(self.ledger().non_billable) } else { claimed })
    }

    /// Whether the note's minutes are to be added up with others of its client and day before they are judged.
    fn waits_for_day(&self) -> bool {
        self.in_batch
            && self.ruleset.ruleset.combine_contacts
            && Facts::of_header(self.reading, self.claim_span()).has_day_of_client()
    }

    /// What is kept of the note when it is gone.
    pub fn facts(&self) -> Facts {
        let ruleset = self.ruleset.ruleset;
        let served = self.served();
        let short = || {
            ruleset
                .minimum
                .as_ref()
                .zip(served)
                .is_some_and(|(minimum, served)| below_minimum::is_short(served.get(), minimum))
        };
        let mut acts = self
            .reading
            .activities
            .iter()
            .filter(|act| act.actor == Actor::Staff && act.status.took_place() && act.within.is_none())
            .filter_map(|act| act.entry(self.lexicon))
            .peekable();
        let never_combined =
            acts.peek().is_some() && acts.all(|act| ruleset.never_combined.contains(&act.name));
        Facts {
            sums: Some(self.ledger().sums()),
            served,
            significant: self.interventions().next().is_some(),
            never_combined,
            consults: self.named("consultation").next().is_some(),
            waits: short() && self.waits_for_day(),
            ..Facts::read(self.reading, self.lexicon, self.claim_span())
        }
    }

    /// Acts of that kind that staff did or tried to do, in order.
    pub fn staffs(&self, kind: EntryKind) -> impl Iterator<Item = &'a Activity> {
        let lexicon = self.lexicon;
        self.reading.activities.iter().filter(move |activity| activity.is_staffs(lexicon, kind))
    }

    /// The interventions that staff did; what belongs to another service is one as well (ruling 12).
    pub fn interventions(&self) -> impl Iterator<Item = &'a Activity> {
        let service = self.staffs(EntryKind::Service);
        self.staffs(EntryKind::Intervention).filter(|act| act.status == Status::Done).chain(service)
    }

    /// The interventions of that name that staff did.
    pub fn named(&self, name: &'static str) -> impl Iterator<Item = &'a Activity> {
        let lexicon = self.lexicon;
        self.interventions().filter(move |act| act.entry(lexicon).is_some_and(|entry| entry.name == name))
    }

    /// Whether the note's words tell this circumstance anywhere.
    pub fn tells(&self, cue: CircumstanceCue) -> bool {
        self.reading.told.iter().any(|told| told.cue == cue)
    }

    /// The note's minutes, act by act.
    pub fn ledger(&self) -> &Ledger<'a> {
        self.ledger.get_or_init(|| ledger::ledger(self.reading, self.lexicon, self.ruleset))
    }

    /// The words of the claim, else those that a finding about the whole note points at.
    pub fn claim_span(&self) -> Span {
        let times = &self.reading.times;
        times.stated().or_else(|| times.found.first()).map_or_else(|| self.note_span(), |time| time.span)
    }

    /// Whether the note says nothing at all.
    pub fn is_blank(&self) -> bool {
        let note = &self.reading.note;
        let mut body = note.tokens.iter().rev().take_while(|token| token.start as usize >= note.body);
        !body.any(|token| token.is_word() || token.is_number())
    }

    /// Whether the note comes with a header, its own or a record's: it opens with a field, or has two of them. A bare
    /// paragraph is not asked for what the record system holds, nor is one with its length or the client's name above it.
    pub fn has_header(&self) -> bool {
        let note = &self.reading.note;
        // A name alone tells of no contact.
        let names = |field: Field| matches!(field, Field::Client | Field::ClientId);
        let fields: Vec<&HeaderField> = note.header.iter().filter(|found| !names(found.field)).collect();
        let given = fields.iter().any(|field| note.is_given(field));
        let opens = note.header.first().is_some_and(|first| first.name.start == 0);
        let tells = |found: &&HeaderField| !matches!(found.field, Field::Duration | Field::Units);
        let several = fields.windows(2).any(|pair| pair[0].field != pair[1].field);
        !self.is_blank() && (given || several || (opens && fields.iter().any(tells)))
    }

    /// The fields of that kind, in order.
    pub fn fields(&self, field: Field) -> impl Iterator<Item = &'a HeaderField> {
        self.reading.note.header.iter().filter(move |found| found.field == field)
    }

    /// What a field says; `None` where it says nothing, or that it has nothing to say.
    pub fn said(&self, field: &HeaderField) -> Option<&'a str> {
        let value = self.reading.note.value(field).trim();
        let nothing = self.lexicon.elements.get(&plain(value)) == Some(Element::Nothing as u32);
        (value.contains(char::is_alphanumeric) && !nothing).then_some(value)
    }

    /// The note's own words, without the fields of a record.
    pub fn words(&self) -> &'a str {
        self.reading.note.text.get(self.reading.note.body..).unwrap_or_default()
    }

    /// The words of a field's name and value.
    pub fn field_span(&self, field: &HeaderField) -> Span {
        let tokens = field.name.start..field.value.end.max(field.name.end);
        self.reading.note.span(tokens)
    }

    /// How a rule stands under the ruleset: `None` where it is off.
    pub fn rule(&self, code: &str) -> Option<&'a (Severity, RuleInForce)> {
        self.rules.get(code)
    }

    /// A finding about the note as a whole: at the header's time where there is one, else at the first words.
    pub fn note_span(&self) -> Span {
        let note = &self.reading.note;
        if let Some(time) = self
            .reading
            .times
            .of_the_note()
            .find(|time| time.sentence.is_none() && time.span.start >= note.body)
        {
            return time.span;
        }
        let own = || note.tokens.partition_point(|token| (token.start as usize) < note.body);
        let first = note
            .sentences
            .first()
            .map_or_else(|| own()..note.tokens.len(), |sentence| sentence.tokens.clone());
        note.span(first.start..first.end.min(first.start + 6))
    }

    /// A finding of a rule of the catalogue, to be completed.
    pub fn finding(
        &self,
        code: &'static str,
        message: String,
        span: Span,
        label: &str,
    ) -> Option<Diagnostic> {
        let (severity, rule) = self.rule(code)?.clone();
        made(code, severity, rule, self.ruleset, message, span, label.to_owned())
    }
    /// The same about an act, whose actor and status may rest on a default.
    pub fn finding_of(
        &self,
        act: &Activity,
        code: &'static str,
        message: String,
        label: &str,
    ) -> Option<Diagnostic> {
        let label = match assumed(act) {
            Some(assumed) => format!("{label}; {assumed}"),
            None => label.to_owned(),
        };
        let finding = self.finding(code, message, act.span, &label)?;
        Some(Diagnostic { confidence: act.confidence, ..finding })
    }
}

/// The rules that a ruleset has on, worked out once for all notes.
#[derive(Debug)]
pub struct RulesInForce(Vec<(&'static str, (Severity, RuleInForce))>);

impl RulesInForce {
    /// The rules of a ruleset. `select` turns on those that it leaves off.
    pub fn new(ruleset: InForce<'_>, select: &[String]) -> Self {
        let rules = catalogue::RULES.iter();
        Self(rules.filter_map(|rule| Some((rule.code, in_force(ruleset, select, rule.code)?))).collect())
    }

    fn get(&self, code: &str) -> Option<&(Severity, RuleInForce)> {
        self.0.iter().find(|(known, _)| *known == code).map(|(_, rule)| rule)
    }
}

/// How a rule stands under a ruleset: `None` where it is off.
fn in_force(ruleset: InForce<'_>, select: &[String], code: &str) -> Option<(Severity, RuleInForce)> {
    let rule = ruleset.rule(code);
    let known = catalogue::rule(code)?;
    let selected = select.iter().any(|given| catalogue::means(given, known.code, known.name));
    let severity = rule.severity.or(selected.then_some(known.severity))?;
    Some((severity, rule))
}

fn made(
    code: &str,
    severity: Severity,
    rule: RuleInForce,
    ruleset: InForce<'_>,
    message: String,
    span: Span,
    label: String,
) -> Option<Diagnostic> {
    let known = catalogue::rule(code)?;
    Some(Diagnostic {
        code: known.code.into(),
        name: known.name.into(),
        severity,
        message,
        span,
        label,
        labels: Vec::new(),
        related: Vec::new(),
        help: rule.help.iter().map(ToString::to_string).collect(),
        citations: rule.citations,
        ruleset: ruleset.ruleset.id.clone(),
        confidence: Confidence::High,
        phrase: String::new(),
    })
}
