//! What was considered at a place → the marked line, and indented text below it.

use std::fmt::Write as _;
use std::io;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::term::termcolor::{NoColor, WriteColor};

use super::{Asked, title};
use crate::explanation::{
    Act, Cell, Cited, Clause, Considered, Fate, Named, Payer, Phrase, Read, Timing, Weighed, usage_name,
};
use crate::ledger::LineKind;
use crate::reading::evidence::Weight;
use crate::reading::{Actor, Status};
use crate::report::pretty;
use crate::source::{Source, visible};
use crate::span::Span;

/// Phrases that are marked in their line; more of them are told below it, and cannot be drawn legibly.
const MOST_MARKS: usize = 24;

/// What was considered at a place, in lines. `quote` says whether the note's words may be repeated.
///
/// # Errors
/// When the lines of the note cannot be drawn.
pub fn text(asked: &Asked<'_>, quote: bool) -> io::Result<String> {
    let path = visible(&asked.document.path);
    let Some(note) = asked.note else {
        return Ok(format!("{path}:{}: it parts notes, and belongs to none\n\n", asked.at.line));
    };
    let considered = &asked.considered;
    let titles: Vec<_> = considered.phrases.iter().map(|phrase| title(phrase.entry)).collect();
    let heading = match titles.as_slice() {
        [] => "no phrase of the lexicon matches here".to_owned(),
        titles => format!("considered here: {}", titles.join(", ")),
    };
    let mut out = if quote {
        let mut lines = NoColor::new(Vec::new());
        excerpt(&mut lines, asked, considered, heading)?;
        String::from_utf8_lossy(&lines.into_inner()).into_owned()
    } else {
        format!("note: {heading}\n  ┌─ {path}:{}:{}\n\n", asked.at.line, asked.at.column)
    };
    let mut printer = Printer { asked, quote, out: String::new() };
    printer.considered(note, considered);
    out.push_str(printer.out.trim_end());
    out.push_str("\n\n");
    Ok(out)
}

/// The line with the words of its phrases marked, or the word that was asked about.
fn excerpt(
    out: &mut impl WriteColor,
    asked: &Asked<'_>,
    considered: &Considered<'_>,
    heading: String,
) -> io::Result<()> {
    let titles: Vec<_> = considered.phrases.iter().map(|phrase| title(phrase.entry)).collect();
    let phrases = considered.phrases.iter().zip(&titles);
    let mut marks: Vec<(Span, &str)> =
        phrases.take(MOST_MARKS).map(|(phrase, title)| (asked.in_file(phrase.span), &**title)).collect();
    if asked.has_column || marks.is_empty() {
        marks.insert(0, (asked.in_file(considered.span), ""));
    }
    let file =
        pretty::Text { path: &visible(&asked.document.path), text: &asked.document.text, lines: asked.lines };
    let printed = codespan::Diagnostic::new(codespan::Severity::Note).with_message(heading);
    pretty::marked(out, file, asked.at, printed, &marks)
}

struct Printer<'a> {
    asked: &'a Asked<'a>,
    quote: bool,
    out: String,
}

impl Printer<'_> {
    /// Writes a line, two blanks deeper for each level.
    fn line(&mut self, level: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:1$}{2}", "", 2 * level, visible(text));
    }

    /// "\"His mother\" (3:13)", or the place alone.
    fn at(&self, span: Span) -> String {
        let place = self.asked.position(span.start);
        if self.quote {
            format!("\"{}\" ({}:{})", self.asked.words(span), place.line, place.column)
        } else {
            format!("{}:{}", place.line, place.column)
        }
    }

    /// "NB101 transport (3:20)"
    fn named(&self, named: &Named<'_>) -> String {
        let place = self.asked.position(named.span.start);
        format!("{} ({}:{})", title(named.entry), place.line, place.column)
    }

    fn considered(&mut self, note: &Source, considered: &Considered<'_>) {
        for phrase in &considered.phrases {
            self.phrase(phrase);
        }
        for &(field, span) in &considered.header {
            self.line(0, &format!("header field `{}`: {}", field.name(), self.at(span)));
        }
        for &(section, span) in &considered.labels {
            self.line(0, &format!("label of the section `{}`: {}", section.name(), self.at(span)));
        }
        for here in &considered.times {
            let minutes = match (here.time.minutes, here.time.units) {
                (Some(minutes), _) => format!("{} min", minutes.get()),
                (None, Some(units)) => format!("units: {units}"),
                (None, None) => "no number of minutes".to_owned(),
            };
            let of: Vec<String> = here.acts.iter().map(|act| self.named(act)).collect();
            let line =
                format!("time: {}, {minutes}, {} {}", self.at(here.time.span), here.words(), of.join(", "));
            self.line(0, line.trim_end());
        }
        for (finding, left_out) in self.asked.findings() {
            let (start, diagnostic) = (finding.start, &finding.diagnostic);
            let severity = diagnostic.severity.name();
            let left_out = left_out.map(|why| format!(", left out: it {}", why.words()));
            self.line(
                0,
                &format!(
                    "check: {severity}[{}] at {}:{}{}: {}",
                    diagnostic.code,
                    start.line,
                    start.column,
                    left_out.unwrap_or_default(),
                    diagnostic.message
                ),
            );
        }
        if considered.phrases.is_empty() {
            self.nothing(note, considered);
        }
    }

    /// How a place without phrases was read, and what can be done about it.
    fn nothing(&mut self, note: &Source, considered: &Considered<'_>) {
        for clause in &considered.clauses {
            let line = format!("read there: {}", self.clause(clause));
            self.line(0, &line);
        }
        if considered.clauses.is_empty() && considered.header.is_empty() && considered.labels.is_empty() {
            self.line(0, &format!("read there: nothing; no sentence of note {} stands here", note.note));
        }
        if !considered.unknown.is_empty() {
            let words: Vec<String> = considered.unknown.iter().map(|&span| self.at(span)).collect();
            self.line(0, &format!("not in the lexicon: {}", words.join(", ")));
        }
        // No phrase is looked for in headers and labels.
        if considered.clauses.is_empty() {
            return;
        }
        self.line(
            0,
            "to have more found: a phrase of your own in a folder of lexicon files, named with --lexicons or in \
             notelint.yaml; see \"Your own words and payers\" in README.md",
        );
    }

    fn clause(&self, clause: &Clause) -> String {
        let who = match clause.actor {
            Actor::Staff => "staff",
            Actor::Client => "the client",
            Actor::Other if clause.thing => "a thing",
            Actor::Other => "somebody else",
        };
        let mut told = match clause.subject {
            Some(subject) => format!("{who} acts; the subject is {}", self.at(subject)),
            None => format!("{who} acts; no subject is named"),
        };
        let cues = [("governed by", clause.governor), ("under", clause.scope)];
        for (how, cue) in cues {
            if let Some(cue) = cue {
                let _ = write!(told, "; {how} the {} cue {}", cue.class.name(), self.at(cue.span));
            }
        }
        if clause.quoted {
            told.push_str("; within quotation marks");
        }
        if let Some(section) = clause.section {
            let _ = write!(told, "; section `{}`", section.name());
        }
        let place = self.asked.position(clause.span.start);
        format!("from {}:{} on, {told}", place.line, place.column)
    }

    fn phrase(&mut self, phrase: &Phrase<'_>) {
        let head = format!("{}: {}", title(phrase.entry), self.at(phrase.span));
        self.line(0, &head);
        let usage = usage_name(phrase.usage);
        match phrase.written {
            Some(written) if self.quote => self.line(1, &format!("phrase: `{written}`, a {usage}")),
            Some(_) => self.line(1, &format!("phrase: a {usage}")),
            None => {
                self.line(1, "phrase: none; the grammar of the sentence or the line of a call log tells it")
            }
        }
        if let Some(read) = &phrase.read {
            self.read(phrase, read);
        }
        match &phrase.fate {
            Fate::LookAlike => self.line(1, "look-alike: its words tell no act of this kind"),
            Fate::Covered { by, look_alike } => {
                let how = if *look_alike { "a look-alike" } else { "a fuller phrase" };
                let line = format!("lost: {how} of {} has its words", self.named(by));
                self.line(1, &line);
            }
            Fate::Part { because, of } => {
                let line = match of {
                    Some(act) => format!("part of {}: {}", self.named(act), because.words()),
                    None => format!("no act by itself: {}", because.words()),
                };
                self.line(1, &line);
                if let Some(outcome) = phrase.lost_by_reading() {
                    self.line(1, &outcome.words());
                }
            }
            Fate::Act(act) => self.act(act),
        }
        self.out.push('\n');
    }

    fn read(&mut self, phrase: &Phrase<'_>, read: &Read<'_>) {
        let (status, actor) = (read.status.name(), read.actor.name());
        self.line(1, &format!("read as: {status}, by {actor}; confidence {}", read.confidence.name()));
        for told in &read.evidence {
            let words = told.span.map(|span| format!(": {}", self.at(span))).unwrap_or_default();
            let how = match told.weight {
                Weight::Cue => "because",
                Weight::Default => "assumed",
                Weight::Overruled => "at first",
            };
            self.line(2, &format!("{how}: {}{words}", told.sentence));
        }
        let has_status = read.evidence.iter().any(|told| told.reason.starts_with("status."));
        if read.status == Status::Done && !has_status {
            self.line(2, "because: no word around it says that it was not done");
        }
        if read.entry.name != phrase.entry.name || read.entry.kind() != phrase.entry.kind() {
            self.line(1, &format!("counts as: {}", title(read.entry)));
        }
    }

    fn act(&mut self, act: &Act<'_>) {
        if let Some(lead) = &act.within {
            let line = format!("told together with: {}", self.named(lead));
            self.line(1, &line);
        }
        let minutes = self.minutes(&act.timing);
        self.line(1, &format!("minutes: {minutes}"));
        match &act.payer {
            Some(payer) => self.payer(payer),
            None => self.line(1, "payer: not asked"),
        }
        self.line(1, &act.outcome.words());
    }

    fn minutes(&self, timing: &Timing<'_>) -> String {
        match timing {
            Timing::Own { minutes, units, span } => {
                let minutes = minutes.map(|minutes| format!("{}", minutes.get()));
                let units = units.map(|units| format!("units: {units}"));
                let told: Vec<String> = minutes.into_iter().chain(units).collect();
                let at = span.map(|span| format!(" at {}", self.at(span))).unwrap_or_default();
                format!("{}, its own{at}", told.join(", "))
            }
            Timing::Shared { minutes, span, with } => {
                let with: Vec<String> = with.iter().map(|act| self.named(act)).collect();
                format!("{}, shared with {}, at {}", minutes.get(), with.join(", "), self.at(*span))
            }
            Timing::PartOf(lead) => format!("those of {}", self.named(lead)),
            Timing::None(why) => format!("none: {}", why.words()),
        }
    }

    fn payer(&mut self, payer: &Payer<'_>) {
        let id = &payer.ruleset.id;
        match (payer.counts_as, payer.cells.as_slice()) {
            (Some((LineKind::OtherService, _)), _) => {
                self.line(1, &format!("payer: {id} tells it apart from case management"));
            }
            (_, []) => self.line(1, &format!("payer: {id} tells no such service apart")),
            (_, [own]) if own.ruleset.id == *id => self.cell(1, "payer: ", own),
            (_, cells) => {
                self.line(1, &format!("payer: {id}: {}, the strictest of these", payer.verdict.name()));
                cells.iter().for_each(|cell| self.cell(2, "", cell));
            }
        }
        if !payer.disallowed_by.is_empty() {
            self.line(2, &format!("not paid by {}", payer.disallowed_by.join(", ")));
        }
        self.citations(2, &payer.citations);
        if let Some((kind, name)) = payer.counts_as {
            let claim = if payer.against_claim { ", with no place in the claim" } else { "" };
            self.line(2, &format!("in the ledger: {} {name}{claim}", kind.name()));
        }
    }

    fn cell(&mut self, level: usize, before: &str, cell: &Cell<'_>) {
        let id = &cell.ruleset.id;
        match cell.cases.as_slice() {
            [] => self.line(level, &format!("{before}{id}: silent, it has no cell for this act")),
            [only] => {
                self.line(level, &format!("{before}{id}: {}", weighed(only)));
                self.citations(level + 1, &only.citations);
            }
            many => {
                let verdict = cell.verdict.name();
                self.line(
                    level,
                    &format!("{before}{id}: {verdict}, the note leaves open which of these holds"),
                );
                for case in many {
                    self.line(level + 1, &weighed(case));
                    self.citations(level + 2, &case.citations);
                }
            }
        }
    }

    fn citations(&mut self, level: usize, citations: &[Cited<'_>]) {
        for Cited { citation, document } in citations {
            let document = document.map(|title| format!(" [{title}]")).unwrap_or_default();
            let line = format!("{} {}: {}{document}", citation.ruleset, citation.place, citation.text);
            self.line(level, &line);
        }
    }
}

/// "non-billable, because the client was not there"
fn weighed(case: &Weighed<'_>) -> String {
    let credit = case.credited_as.map(|name| format!(" as {name}")).unwrap_or_default();
    let condition = match &case.condition {
        Some(words) if case.open => format!(" if {words}"),
        Some(words) => format!(", because {words}"),
        None if case.otherwise => ", where no other case of its cell holds".to_owned(),
        None => String::new(),
    };
    format!("{}{credit}{condition}", case.verdict.name())
}
