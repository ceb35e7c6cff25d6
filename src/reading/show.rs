//! A reading → one stage of it as text, so that a wrong warning is explained by one command.

use std::fmt::Write as _;

use super::{Belongs, Reading};
use crate::lexicon::{Lexicon, Section};
use crate::span::{Lines, Span, Sweep};

/// What `notelint show` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Tokens, sentences, header and sections.
    Tokens,
    /// Phrases of the lexicon.
    Mentions,
    /// Who acts at each phrase, and what governs it.
    Context,
    /// Acts with actor, status, minutes, circumstances and evidence.
    Activities,
}

/// Prints a stage, one item a line. `quote` says whether the note's words may be repeated.
pub fn show(stage: Stage, reading: &Reading<'_>, lexicon: &Lexicon, quote: bool) -> String {
    let lines = Lines::new(reading.note.text);
    let mut printer =
        Printer { reading, lexicon, quote, sweep: Sweep::new(reading.note.text, &lines), out: String::new() };
    match stage {
        Stage::Tokens => printer.tokens(),
        Stage::Mentions => printer.mentions(false),
        Stage::Context => printer.mentions(true),
        Stage::Activities => printer.activities(),
    }
    printer.out
}

struct Printer<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    quote: bool,
    sweep: Sweep<'a>,
    out: String,
}

impl Printer<'_, '_> {
    fn line(&mut self, span: Span, what: &str) {
        let at = self.sweep.position(span.start);
        let text = self.reading.note.text.get(span.start..span.end).unwrap_or_default();
        let quoted = if self.quote { format!(" {text:?}") } else { String::new() };
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}:{}{quoted} {what}", at.line, at.column);
    }

    fn tokens(&mut self) {
        let note = &self.reading.note;
        for field in &note.header {
            self.line(
                note.span(field.name.start..field.value.end),
                &format!("header {}", field.field.name()),
            );
        }
        for (label, section) in &note.labels {
            self.line(note.span(label.clone()), &format!("section {}", section.name()));
        }
        for sentence in &note.sentences {
            let section = sentence.section.map_or("none", Section::name);
            self.line(note.span(sentence.tokens.clone()), &format!("sentence, section {section}"));
            for token in sentence.tokens.clone() {
                let word = note.words[token];
                let known = if word == 0 { "unknown" } else { "known" };
                let found = note.tokens[token];
                self.line(
                    Span::new(found.start as usize, found.end as usize),
                    &format!("  {:?}, {known}", found.kind),
                );
            }
        }
    }

    fn mentions(&mut self, context: bool) {
        let note = &self.reading.note;
        for mention in &self.reading.mentions {
            let entry = self.lexicon.entry(mention.phrase);
            let name = entry.map_or("", |entry| entry.name.as_ref());
            let mut what =
                format!("{name} {} {:?}", mention.usage.name(), self.lexicon.phrase(mention.phrase));
            if context {
                let frame = &self.reading.frames[mention.head];
                let subject = match frame.subject {
                    Some(_) if frame.thing => "a thing",
                    Some(_) => "named",
                    None => "dropped",
                };
                let governor = frame.governor.map_or("nothing", |governor| governor.class.name());
                let scope = frame.scope.map_or("nothing", |scope| scope.class.name());
                let _ = write!(
                    what,
                    ": clause {}, actor {}, subject {subject}, governed by {governor}, within {scope}",
                    frame.clause,
                    frame.actor.name()
                );
            }
            self.line(note.span(mention.tokens.clone()), &what);
        }
    }

    fn activities(&mut self) {
        for activity in &self.reading.activities {
            let name = activity.entry(self.lexicon).map_or("", |entry| entry.name.as_ref());
            let minutes =
                activity.minutes.map_or_else(|| "no".to_owned(), |minutes| minutes.get().to_string());
            let recipient = activity.circumstances.recipient.map_or("unknown", |recipient| recipient.name());
            let evidence: Vec<&str> = activity.evidence.iter().map(|evidence| evidence.reason).collect();
            let what = format!(
                "{name}: {} {}, {} minutes, recipient {recipient}, confidence {}, because {}",
                activity.actor.name(),
                activity.status.name(),
                minutes,
                activity.confidence.name(),
                evidence.join(", ")
            );
            self.line(activity.span, &what);
        }
        for time in &self.reading.times.found {
            let minutes = time.minutes.map_or_else(|| "no".to_owned(), |minutes| minutes.get().to_string());
            let owner = match &time.belongs {
                Belongs::Note => "the note's",
                Belongs::Total => "the note's total",
                Belongs::Billed => "what is billed",
                Belongs::Acts(acts) if acts.len() == 1 => "an act's",
                Belongs::Acts(_) => "shared by several acts",
                Belongs::Part | Belongs::Nobody => "a part of the note's",
            };
            self.line(time.span, &format!("time: {:?}, {minutes} minutes, {owner}", time.kind));
        }
    }
}
