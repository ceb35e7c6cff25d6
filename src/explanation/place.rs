//! A place → what stands there besides phrases: header fields, section labels, clauses, words that nobody knows.

use super::Explanation;
use crate::lexicon::{CueClass, Field, Section};
use crate::reading::{Actor, Frame};
use crate::span::Span;

/// A clause, and who acts in it.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its words at the place.
    pub span: Span,
    /// The section it stands in.
    pub section: Option<Section>,
    /// Who acts.
    pub actor: Actor,
    /// The subject's first word; `None` where the subject was dropped.
    pub subject: Option<Span>,
    /// The subject is a thing.
    pub thing: bool,
    /// What governs its verb.
    pub governor: Option<Cue>,
    /// The condition that covers it.
    pub scope: Option<Cue>,
    /// It stands within quotation marks.
    pub quoted: bool,
}

/// A cue, where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// What it does.
    pub class: CueClass,
    /// Its words.
    pub span: Span,
}

impl Explanation<'_> {
    pub(super) fn header(&self, span: Span) -> Vec<(Field, Span)> {
        let note = &self.reading.note;
        let fields = note.header.iter().map(|field| {
            // A value may be missing.
            let end = field.value.end.max(field.name.end);
            (field.field, note.span(field.name.start..end))
        });
        fields.filter(|(_, at)| at.overlaps(span)).collect()
    }

    pub(super) fn labels(&self, span: Span) -> Vec<(Section, Span)> {
        let note = &self.reading.note;
        let labels = note.labels.iter().map(|(tokens, section)| (*section, note.span(tokens.clone())));
        labels.filter(|(_, at)| at.overlaps(span)).collect()
    }

    /// The clauses of the sentences that touch a place.
    pub(super) fn clauses(&self, span: Span) -> Vec<Clause> {
        let (note, frames) = (&self.reading.note, &self.reading.frames);
        let here = |token: &usize| note.span(*token..*token + 1).overlaps(span);
        let mut clauses = Vec::new();
        for sentence in &note.sentences {
            let tokens: Vec<usize> = sentence.tokens.clone().filter(here).collect();
            let clause = |token: usize| frames.get(token).map(|frame| frame.clause);
            for run in tokens.chunk_by(|one, next| clause(*one) == clause(*next)) {
                let [first, .., last] = run else {
                    clauses.extend(run.first().and_then(|&only| self.clause(only, only, sentence.section)));
                    continue;
                };
                clauses.extend(self.clause(*first, *last, sentence.section));
            }
        }
        clauses
    }

    fn clause(&self, first: usize, last: usize, section: Option<Section>) -> Option<Clause> {
        let (note, frames) = (&self.reading.note, self.reading.frames.get(first..=last)?);
        // The subject is known behind its words, a governor until its verb.
        let Frame { actor, subject, thing, quoted, .. } = *frames.last()?;
        let cue = |governor: crate::reading::Governor| Cue {
            class: governor.class,
            span: note.span(governor.token as usize..governor.end as usize),
        };
        Some(Clause {
            span: note.span(first..last + 1),
            section,
            actor,
            subject: subject.map(|token| note.span(token as usize..token as usize + 1)),
            thing,
            governor: frames.iter().find_map(|frame| frame.governor).map(cue),
            scope: frames.iter().find_map(|frame| frame.scope).map(cue),
            quoted,
        })
    }

    /// Words of the place that the lexicon does not know, also where they are mistyped.
    pub(super) fn unknown(&self, span: Span) -> Vec<Span> {
        let note = &self.reading.note;
        let first = note.tokens.partition_point(|token| token.end as usize <= span.start);
        let here =
            (first..note.tokens.len()).take_while(|&token| (note.tokens[token].start as usize) < span.end);
        here.filter(|&token| note.tokens[token].is_word() && note.words[token] == 0)
            .map(|token| note.span(token..token + 1))
            .collect()
    }
}
