//! Reading + findings → the stage that lost an act, or that made a finding of something else.

use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::lexicon::{Entry, EntryKind, Lexicon, Usage};
use crate::reading::{Activity, Actor, Mention, Reading, Status};
use crate::ruleset::{InForce, Verdict};
use crate::span::Span;

use super::matching::near;

/// A note as it was read and judged. Spans count its bytes.
#[derive(Debug)]
pub struct Case<'a> {
    /// The note as read.
    pub reading: &'a Reading<'a>,
    /// The lexicon in force.
    pub lexicon: &'a Lexicon,
    /// The ruleset in force.
    pub ruleset: InForce<'a>,
    /// What was found in it.
    pub found: &'a [Diagnostic],
}

/// A stage at which an act is lost, or a finding made of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No phrase of the act stands at its words.
    NoMention,
    /// Only a look-alike, or phrases of other acts, stand at its words.
    Swallowed,
    /// It was read as somebody else's.
    Actor,
    /// It was read as not done in this service.
    Status,
    /// It was read as part of another act, or the other way round.
    Joined,
    /// The ruleset pays for it, or is silent.
    Payer,
    /// It was found at other words, or at too many.
    Span,
    /// It was found under another code.
    Code,
    /// A phrase means something else here.
    Phrase,
    /// A time was not read, or given to another act.
    Time,
    /// The rule's own check.
    Rule,
}

impl Stage {
    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoMention => "no mention",
            Self::Swallowed => "swallowed",
            Self::Actor => "actor",
            Self::Status => "status",
            Self::Joined => "joined",
            Self::Payer => "payer",
            Self::Span => "span",
            Self::Code => "code",
            Self::Phrase => "phrase",
            Self::Time => "time",
            Self::Rule => "rule",
        }
    }
}

/// What decided, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The stage.
    pub stage: Stage,
    /// Entries, evidence and verdicts by their names; never the note's words. May be empty.
    pub because: String,
}

impl Decided {
    /// A stage and why.
    pub fn new(stage: Stage, because: impl Into<String>) -> Self {
        Self { stage, because: because.into() }
    }
}

/// Which entries of the lexicon are meant.
pub type Wanted<'a> = &'a dyn Fn(&Entry) -> bool;

impl<'a> Case<'a> {
    /// Where an act at these words was lost. `free` are the words of acts that were found and answer no label.
    pub fn missed(&self, span: Span, wanted: Wanted<'_>, free: &[Span]) -> Decided {
        self.lost(span, wanted).or_else(|| self.elsewhere(span, wanted, free)).unwrap_or_else(nothing)
    }

    /// Why an activity, or the act of another service, was found.
    pub fn reported(&self, found: &Diagnostic) -> Decided {
        let here = |act: &&Activity| {
            act.span == found.span && self.entry(act).is_some_and(|entry| entry.code == found.code)
        };
        match self.reading.activities.iter().find(here) {
            Some(act) => self.made(act),
            None => Decided::new(Stage::Rule, found.message.clone()),
        }
    }

    /// Why an act was taken for one of staff that the payer judges: the first of these that is in doubt.
    pub fn made(&self, act: &Activity) -> Decided {
        let told = self.told(act);
        let judged = self.entry(act).filter(|entry| entry.kind() == EntryKind::Activity);
        let verdict = judged.map(|entry| self.ruleset.judge(&entry.name, &act.circumstances).verdict);
        let says = |what: &str| act.evidence.iter().any(|evidence| evidence.reason.starts_with(what));
        let stage = if verdict == Some(Verdict::Conditional) {
            Stage::Payer
        } else if says("status.") {
            Stage::Status
        } else if act.confidence == Confidence::Low {
            Stage::Actor
        } else {
            Stage::Phrase
        };
        match verdict {
            Some(verdict) => Decided::new(stage, format!("{told}; {}", self.verdict(verdict))),
            None => Decided::new(stage, told),
        }
    }

    /// Why a code about the note as a whole was not reported.
    pub fn code_missed(&self, code: &str) -> Decided {
        let id = &self.ruleset.ruleset.id;
        if self.found.iter().any(|found| found.code == code) {
            return Decided::new(Stage::Payer, format!("only a note under {id}"));
        }
        if self.ruleset.severity(code).is_none() {
            return Decided::new(Stage::Payer, format!("off under {id}"));
        }
        match code.get(..2) {
            Some("DU") => self.times(),
            Some("IV") => Decided::new(Stage::Rule, self.help()),
            _ => {
                let whole = Span::new(0, self.reading.note.text.len());
                self.lost(whole, &|entry| entry.code == code).unwrap_or_else(nothing)
            }
        }
    }

    /// Why a code about the note as a whole was reported.
    pub fn code_reported(&self, found: &Diagnostic) -> Decided {
        match found.code.get(..2) {
            Some("DU") => Decided::new(Stage::Time, found.message.clone()),
            Some("IV") => Decided::new(Stage::Rule, found.message.clone()),
            _ => self.reported(found),
        }
    }

    /// How the note's times were read.
    pub fn times(&self) -> Decided {
        let times = &self.reading.times;
        let claim = match (times.stated(), times.claimed()) {
            (Some(_), Some(minutes)) => format!("{} min stated as the note's", minutes.get()),
            (None, Some(minutes)) => format!("{} min as the sum of its parts", minutes.get()),
            (_, None) => "no claim".to_owned(),
        };
        let count = times.found.len();
        Decided::new(Stage::Time, format!("{count} time{} read, {claim}", if count == 1 { "" } else { "s" }))
    }

    fn entry(&self, act: &Activity) -> Option<&'a Entry> {
        act.entry(self.lexicon)
    }

    /// Where an act was lost of which at least a phrase was found.
    fn lost(&self, span: Span, wanted: Wanted<'_>) -> Option<Decided> {
        let is_here = |act: &&Activity| {
            self.entry(act).is_some_and(wanted)
                && [Some(act.span), act.episode, act.outcome]
                    .into_iter()
                    .flatten()
                    .any(|at| at.overlaps(span))
        };
        let from_staff = |act: &&Activity| (act.actor != Actor::Staff, !act.status.took_place());
        match self.reading.activities.iter().filter(is_here).min_by_key(from_staff) {
            Some(act) => Some(self.held_back(act, span)),
            None => self.dropped(span, wanted),
        }
    }

    /// Why an act that was read answers no label.
    fn held_back(&self, act: &Activity, span: Span) -> Decided {
        let told = self.told(act);
        if act.actor != Actor::Staff {
            return Decided::new(Stage::Actor, told);
        }
        let kind = self.entry(act).map(Entry::kind);
        if !act.status.took_place() || kind == Some(EntryKind::Intervention) && act.status != Status::Done {
            return Decided::new(Stage::Status, told);
        }
        if let Some(entry) = self.entry(act).filter(|_| kind == Some(EntryKind::Activity)) {
            let judgement = self.ruleset.judge(&entry.name, &act.circumstances);
            if judgement.severity <= Some(Severity::Note) {
                let why = match act.circumstances.time_not_claimed {
                    true => "its time is not claimed".to_owned(),
                    false => self.verdict(judgement.verdict),
                };
                return Decided::new(Stage::Payer, format!("{told}; {why}"));
            }
            if !self.found.iter().any(|found| found.span == act.span && found.code == entry.code) {
                return Decided::new(Stage::Payer, format!("{told}; left out by the configuration"));
            }
        } else if let Some(whole) = act.within.and_then(|whole| self.reading.activities.get(whole)) {
            return Decided::new(Stage::Joined, format!("{told}; a part of {}", self.name(whole)));
        }
        if near(act.episode.unwrap_or(act.span), span) || near(act.span, span) {
            Decided::new(Stage::Joined, format!("{told}; it answers another label"))
        } else {
            Decided::new(Stage::Span, format!("{told}; it points at {} bytes", act.span.len()))
        }
    }

    /// What became of a phrase that is no act.
    fn dropped(&self, span: Span, wanted: Wanted<'_>) -> Option<Decided> {
        let mentions = || self.mentions(span).filter(|(_, entry)| wanted(entry));
        if let Some((mention, entry)) = mentions().find(|(mention, _)| mention.usage != Usage::Not) {
            let because = match self.whole(mention) {
                Some(whole) => format!("{} became a part of {}", entry.name, self.name(whole)),
                None => format!("{} says nothing by itself here", entry.name),
            };
            return Some(Decided::new(Stage::Joined, because));
        }
        let (_, entry) = mentions().next()?;
        Some(Decided::new(Stage::Swallowed, format!("a look-alike of {}", entry.name)))
    }

    /// The act that took a phrase in: at its words, by naming it again, or beside it in the sentence.
    fn whole(&self, mention: &Mention) -> Option<&'a Activity> {
        let covers = |act: &Activity| {
            let attempt = act.attempt.clone().unwrap_or_default();
            [&act.tokens, &attempt]
                .iter()
                .any(|tokens| tokens.start < mention.tokens.end && mention.tokens.start < tokens.end)
        };
        let again = |act: &Activity| act.restated.contains(&mention.sentence);
        let beside = |act: &Activity| act.sentence == mention.sentence;
        let acts = || self.reading.activities.iter();
        acts()
            .find(|act| covers(act))
            .or_else(|| acts().find(|act| again(act)))
            .or_else(|| acts().find(|act| beside(act)))
    }

    /// What was read at the words instead, or of the act at other words of the sentence.
    fn elsewhere(&self, span: Span, wanted: Wanted<'_>, free: &[Span]) -> Option<Decided> {
        let loud = |found: &&Diagnostic| found.severity > Severity::Note && found.span.overlaps(span);
        let of_activity = |found: &&Diagnostic| {
            let of = |entry: &Entry| entry.kind() == EntryKind::Activity && entry.code == found.code;
            self.lexicon.entries.iter().any(of)
        };
        if let Some(found) = self.found.iter().filter(loud).find(of_activity) {
            return Some(Decided::new(Stage::Code, format!("reported as {} {}", found.code, found.name)));
        }
        if let Some((mention, entry)) = self.mentions(span).next() {
            let act = self.reading.activities.iter().find(|act| act.span.overlaps(span));
            return Some(Decided::new(
                Stage::Swallowed,
                match act {
                    Some(act) => format!("read as {}", self.told(act)),
                    None if mention.usage == Usage::Not => format!("a look-alike of {}", entry.name),
                    None => format!("a phrase of {}", entry.name),
                },
            ));
        }
        let note = &self.reading.note;
        let here = |act: &&Activity| {
            let sentence = note.sentences.get(act.sentence);
            self.entry(act).is_some_and(wanted)
                && free.contains(&act.span)
                && sentence.is_some_and(|sentence| note.span(sentence.tokens.clone()).overlaps(span))
        };
        let act = self.reading.activities.iter().find(here)?;
        Some(Decided::new(Stage::Span, format!("{}, at other words of the sentence", self.told(act))))
    }

    fn mentions(&self, span: Span) -> impl Iterator<Item = (&'a Mention, &'a Entry)> {
        let (reading, lexicon) = (self.reading, self.lexicon);
        let here = move |mention: &&Mention| reading.note.span(mention.tokens.clone()).overlaps(span);
        let mentions = reading.mentions.iter().filter(here);
        mentions.filter_map(|mention| Some((mention, lexicon.entries.get(mention.entry as usize)?)))
    }

    fn name(&self, act: &Activity) -> &'a str {
        self.entry(act).map_or("", |entry| &entry.name)
    }

    /// "waiting, done by client: actor.subject"
    fn told(&self, act: &Activity) -> String {
        let mut reasons: Vec<&str> = act.evidence.iter().map(|evidence| evidence.reason).collect();
        reasons.dedup();
        let (name, status, actor) = (self.name(act), act.status.name(), act.actor.name());
        format!("{name}, {status} by {actor}: {}", reasons.join(", "))
    }

    /// "conditional under common"
    fn verdict(&self, verdict: Verdict) -> String {
        format!("{} under {}", verdict.name(), self.ruleset.ruleset.id)
    }

    /// The help that a note has, by name.
    fn help(&self) -> String {
        let is_help = |act: &&Activity| {
            [EntryKind::Intervention, EntryKind::Service]
                .into_iter()
                .any(|kind| act.is_staffs(self.lexicon, kind))
        };
        let mut names: Vec<&str> =
            self.reading.activities.iter().filter(is_help).map(|act| self.name(act)).collect();
        names.dedup();
        if !names.is_empty() {
            format!("read as help: {}", names.join(", "))
        } else if self.reading.tells_of_other_work(self.lexicon) {
            "no help was read, but work in words that no phrase knows".to_owned()
        } else {
            "no help was read".to_owned()
        }
    }
}

fn nothing() -> Decided {
    Decided::new(Stage::NoMention, "")
}
