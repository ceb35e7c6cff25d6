//! An act → who did it and whether it happened, with every cue and default that decided.

use super::{Explanation, Named, Outcome, Payer, Timing};
use crate::diagnostic::Confidence;
use crate::lexicon::{Entry, Forms, WordClass};
use crate::reading::evidence::{Evidence, Weight};
use crate::reading::{Activity, Actor, Status};
use crate::span::Span;

/// Tokens of a subject that are looked at for where its verb begins.
const LONGEST_SUBJECT: usize = 6;

/// How a phrase was read.
#[derive(Debug)]
pub struct Read<'a> {
    /// What it counts as, once its outcome and its other side are known.
    pub entry: &'a Entry,
    /// Its words with its object, or with how it ended.
    pub span: Span,
    /// Who did it.
    pub actor: Actor,
    /// Whether it happened.
    pub status: Status,
    /// How sure that is.
    pub confidence: Confidence,
    /// What decided, and what was overruled, in order.
    pub evidence: Vec<Told>,
}

/// A piece of evidence in words.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Its name, as `actor.subject`.
    pub reason: &'static str,
    /// What it means.
    pub sentence: &'static str,
    /// Whether it decided, and whether by a default.
    pub weight: Weight,
    /// The deciding words.
    pub span: Option<Span>,
}

/// An act, judged.
#[derive(Debug)]
pub struct Act<'a> {
    /// Its minutes.
    pub timing: Timing<'a>,
    /// The act whose time and telling it is a part of.
    pub within: Option<Named<'a>>,
    /// What the payer makes of it; nothing where the payer is not asked.
    pub payer: Option<Payer<'a>>,
    /// What came of it.
    pub outcome: Outcome,
}

impl Explanation<'_> {
    pub(super) fn read(&self, act: &Activity) -> Option<Read<'_>> {
        let told = |(evidence, weight): (&Evidence, Weight)| {
            Some(Told {
                reason: evidence.reason,
                sentence: evidence.meaning()?.sentence,
                weight,
                span: evidence.span.map(|span| self.whole(evidence.reason, span)),
            })
        };
        Some(Read {
            entry: self.entry(act.entry)?,
            span: act.span,
            actor: act.actor,
            status: act.status,
            confidence: act.confidence,
            evidence: act.weighed().filter_map(told).collect(),
        })
    }

    /// An act by its place.
    pub(super) fn act(&self, place: usize, act: &Activity) -> Act<'_> {
        let lead = act.within.and_then(|lead| self.reading.activities.get(lead));
        Act {
            timing: self.timing(place, act),
            within: lead.and_then(|lead| self.named(lead)),
            payer: self.payer(place, act),
            outcome: self.outcome(act),
        }
    }

    /// The words of a subject up to its verb: "His mother", where the evidence points at "His".
    fn whole(&self, reason: &str, span: Span) -> Span {
        let (note, words) = (&self.reading.note, &self.lexicon().words);
        if reason != "actor.subject" {
            return span;
        }
        let first = note.tokens.partition_point(|token| (token.start as usize) < span.start);
        let is_verb = |&token: &usize| {
            let auxiliary = [WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal];
            let word = note.words[token];
            let finite = words.forms(word).has(Forms::PAST) || words.forms(word).has(Forms::THIRD);
            finite || note.classes(words, token).any(&auxiliary)
        };
        let last = note.tokens.len().min(first + LONGEST_SUBJECT);
        (first + 1..last).find(is_verb).map_or(span, |verb| note.span(first..verb))
    }
}
