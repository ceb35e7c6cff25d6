//! What was considered at a place → JSON. Its keys are added to, never changed.

use serde::Serialize;

use super::Asked;
use crate::explanation::{
    Act, Cell, Cited, Clause, Considered, Cue, Fate, Named, Payer, Phrase, Read, TimeHere, Timing, Told,
    Weighed, usage_name,
};
use crate::lexicon::Entry;
use crate::reading::evidence::Weight;
use crate::report::json::{Position, Record, Span, number, record};
use crate::span;

/// The document: the places, each as [`json`] writes it.
pub fn document(ruleset: &str, places: &[String]) -> String {
    // A text is written without an error.
    let ruleset = serde_json::to_string(ruleset).unwrap_or_default();
    let list: String = places.iter().map(|place| format!("\n{place}")).collect::<Vec<_>>().join(",");
    let end = if places.is_empty() { "" } else { "\n" };
    format!("{{\"version\":1,\"ruleset\":{ruleset},\"places\":[{list}{end}]}}\n")
}

/// One place of the document. `quote` says whether the note's words may be repeated.
pub fn json(asked: &Asked<'_>, quote: bool) -> String {
    let writer = Writer { asked, quote };
    let findings = asked.findings();
    let reported = findings.iter().filter(|(_, why)| why.is_none());
    let left_out = findings.iter().filter_map(|(finding, why)| Some((finding, (*why)?)));
    let place = Place {
        path: &asked.document.path,
        line: asked.at.line,
        column: asked.has_column.then_some(asked.at.column),
        note: asked.note.map(|note| note.note),
        considered: writer.considered(&asked.considered),
        diagnostics: reported.map(|(finding, _)| record(&asked.document.path, None, finding, true)).collect(),
        left_out: left_out
            .map(|(finding, why)| LeftOut {
                diagnostic: record(&asked.document.path, None, finding, true),
                because: why.name(),
            })
            .collect(),
    };
    // Strings and numbers always serialize.
    serde_json::to_string(&place).unwrap_or_default()
}

struct Writer<'a> {
    asked: &'a Asked<'a>,
    quote: bool,
}

impl<'a> Writer<'a> {
    fn words(&self, span: span::Span) -> Words {
        let at = |offset| Position::from(self.asked.position(offset));
        Words {
            span: self.asked.in_file(span).into(),
            start: at(span.start),
            end: at(span.end),
            words: self.quote.then(|| self.asked.words(span)),
        }
    }

    fn named(&self, named: &Named<'a>) -> Other<'a> {
        Other { kind: named.entry.kind().name(), act: act_name(named.entry), at: self.words(named.span) }
    }

    fn considered(&self, considered: &'a Considered<'a>) -> ConsideredRecord<'a> {
        ConsideredRecord {
            at: self.words(considered.span),
            stage: considered.stage.name(),
            phrases: considered.phrases.iter().map(|phrase| self.phrase(phrase)).collect(),
            times: considered.times.iter().map(|time| self.time(time)).collect(),
            header: considered
                .header
                .iter()
                .map(|&(field, span)| Labelled { name: field.name(), at: self.words(span) })
                .collect(),
            labels: considered
                .labels
                .iter()
                .map(|&(section, span)| Labelled { name: section.name(), at: self.words(span) })
                .collect(),
            clauses: considered.clauses.iter().map(|clause| self.clause(clause)).collect(),
            unknown: considered.unknown.iter().map(|&span| self.words(span)).collect(),
        }
    }

    fn phrase(&self, phrase: &'a Phrase<'a>) -> PhraseRecord<'a> {
        let (because, with) = match &phrase.fate {
            Fate::Part { because, of } => (Some(because.name()), of.as_ref()),
            Fate::Covered { by, .. } => (None, Some(by)),
            Fate::Act(_) | Fate::LookAlike => (None, None),
        };
        PhraseRecord {
            kind: phrase.entry.kind().name(),
            act: act_name(phrase.entry),
            phrase: phrase.written.filter(|_| self.quote),
            usage: usage_name(phrase.usage),
            at: self.words(phrase.span),
            stage: phrase.stage().name(),
            fate: phrase.fate.name(),
            because,
            with: with.map(|named| self.named(named)),
            read: phrase.read.as_ref().map(|read| self.read(read)),
            judged: match &phrase.fate {
                Fate::Act(act) => Some(self.act(act)),
                _ => None,
            },
        }
    }

    fn read(&self, read: &'a Read<'a>) -> ReadRecord<'a> {
        ReadRecord {
            act: act_name(read.entry),
            at: self.words(read.span),
            actor: read.actor.name(),
            status: read.status.name(),
            confidence: read.confidence.name(),
            evidence: read.evidence.iter().map(|told| self.told(told)).collect(),
        }
    }

    fn told(&self, told: &Told) -> Evidence {
        Evidence {
            reason: told.reason,
            sentence: told.sentence,
            weight: match told.weight {
                Weight::Cue => "cue",
                Weight::Default => "default",
                Weight::Overruled => "overruled",
            },
            at: told.span.map(|span| self.words(span)),
        }
    }

    fn act(&self, act: &'a Act<'a>) -> Judged<'a> {
        Judged {
            within: act.within.as_ref().map(|lead| self.named(lead)),
            minutes: self.minutes(&act.timing),
            payer: act.payer.as_ref().map(|payer| self.payer(payer)),
            codes: act.outcome.codes(),
            because: act.outcome.words(),
        }
    }

    fn minutes(&self, timing: &'a Timing<'a>) -> MinutesRecord<'a> {
        let none = MinutesRecord {
            how: "none",
            minutes: None,
            units: None,
            at: None,
            with: Vec::new(),
            because: None,
        };
        match timing {
            Timing::Own { minutes, units, span } => MinutesRecord {
                how: "own",
                minutes: minutes.map(number),
                units: *units,
                at: span.map(|span| self.words(span)),
                ..none
            },
            Timing::Shared { minutes, span, with } => MinutesRecord {
                how: "shared",
                minutes: Some(number(*minutes)),
                at: Some(self.words(*span)),
                with: with.iter().map(|act| self.named(act)).collect(),
                ..none
            },
            Timing::PartOf(lead) => MinutesRecord { how: "part", with: vec![self.named(lead)], ..none },
            Timing::None(why) => MinutesRecord { because: Some(why.name()), ..none },
        }
    }

    fn payer(&self, payer: &'a Payer<'a>) -> PayerRecord<'a> {
        PayerRecord {
            ruleset: &payer.ruleset.id,
            verdict: payer.verdict.name(),
            cells: payer.cells.iter().map(cell).collect(),
            citations: payer.citations.iter().map(cited).collect(),
            disallowed_by: &payer.disallowed_by,
            ledger_kind: payer.counts_as.map(|(kind, _)| kind.name()),
            ledger_name: payer.counts_as.map(|(_, name)| name),
            against_claim: payer.against_claim,
        }
    }

    fn time(&self, here: &'a TimeHere<'a>) -> TimeRecord<'a> {
        TimeRecord {
            at: self.words(here.time.span),
            minutes: here.time.minutes.map(number),
            units: here.time.units,
            belongs: here.owner(),
            acts: here.acts.iter().map(|act| self.named(act)).collect(),
        }
    }

    fn clause(&self, clause: &Clause) -> ClauseRecord {
        let cue = |cue: Cue| CueRecord { class: cue.class.name(), at: self.words(cue.span) };
        ClauseRecord {
            at: self.words(clause.span),
            section: clause.section.map(crate::lexicon::Section::name),
            actor: clause.actor.name(),
            subject: clause.subject.map(|span| self.words(span)),
            thing: clause.thing,
            governor: clause.governor.map(cue),
            scope: clause.scope.map(cue),
            quoted: clause.quoted,
        }
    }
}

fn act_name(entry: &Entry) -> ActName<'_> {
    ActName { code: Some(&*entry.code).filter(|code| !code.is_empty()), name: &entry.name }
}

fn cell<'a>(cell: &'a Cell<'a>) -> CellRecord<'a> {
    CellRecord {
        ruleset: &cell.ruleset.id,
        verdict: cell.verdict.name(),
        cases: cell.cases.iter().map(case).collect(),
    }
}

fn case<'a>(case: &'a Weighed<'a>) -> CaseRecord<'a> {
    CaseRecord {
        verdict: case.verdict.name(),
        condition: case.condition.as_deref(),
        open: case.open,
        credited_as: case.credited_as,
        citations: case.citations.iter().map(cited).collect(),
    }
}

fn cited<'a>(cited: &'a Cited<'a>) -> CitationRecord<'a> {
    let citation = &cited.citation;
    CitationRecord {
        ruleset: &citation.ruleset,
        document: cited.document,
        place: &citation.place,
        text: &citation.text,
    }
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: Option<usize>,
    note: Option<usize>,
    #[serde(flatten)]
    considered: ConsideredRecord<'a>,
    diagnostics: Vec<Record<'a>>,
    left_out: Vec<LeftOut<'a>>,
}

#[derive(Serialize)]
struct ConsideredRecord<'a> {
    #[serde(flatten)]
    at: Words,
    stage: &'a str,
    phrases: Vec<PhraseRecord<'a>>,
    times: Vec<TimeRecord<'a>>,
    header: Vec<Labelled<'a>>,
    labels: Vec<Labelled<'a>>,
    clauses: Vec<ClauseRecord>,
    unknown: Vec<Words>,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    diagnostic: Record<'a>,
    because: &'a str,
}

#[derive(Serialize)]
struct Words {
    span: Span,
    start: Position,
    end: Position,
    /// Null where the note's words are not to be repeated.
    words: Option<String>,
}

#[derive(Serialize)]
struct ActName<'a> {
    code: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct Other<'a> {
    kind: &'a str,
    #[serde(flatten)]
    act: ActName<'a>,
    #[serde(flatten)]
    at: Words,
}

#[derive(Serialize)]
struct Labelled<'a> {
    name: &'a str,
    #[serde(flatten)]
    at: Words,
}

#[derive(Serialize)]
struct PhraseRecord<'a> {
    kind: &'a str,
    #[serde(flatten)]
    act: ActName<'a>,
    phrase: Option<&'a str>,
    usage: &'a str,
    #[serde(flatten)]
    at: Words,
    stage: &'a str,
    fate: &'a str,
    because: Option<&'a str>,
    with: Option<Other<'a>>,
    read: Option<ReadRecord<'a>>,
    judged: Option<Judged<'a>>,
}

#[derive(Serialize)]
struct ReadRecord<'a> {
    #[serde(flatten)]
    act: ActName<'a>,
    #[serde(flatten)]
    at: Words,
    actor: &'a str,
    status: &'a str,
    confidence: &'a str,
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Evidence {
    reason: &'static str,
    sentence: &'static str,
    weight: &'static str,
    at: Option<Words>,
}

#[derive(Serialize)]
struct Judged<'a> {
    within: Option<Other<'a>>,
    minutes: MinutesRecord<'a>,
    payer: Option<PayerRecord<'a>>,
    codes: &'a [String],
    because: String,
}

#[derive(Serialize)]
struct MinutesRecord<'a> {
    how: &'a str,
    minutes: Option<serde_json::Value>,
    units: Option<f64>,
    at: Option<Words>,
    with: Vec<Other<'a>>,
    because: Option<&'a str>,
}

#[derive(Serialize)]
struct PayerRecord<'a> {
    ruleset: &'a str,
    verdict: &'a str,
    cells: Vec<CellRecord<'a>>,
    citations: Vec<CitationRecord<'a>>,
    disallowed_by: &'a [String],
    ledger_kind: Option<&'a str>,
    ledger_name: Option<&'a str>,
    against_claim: bool,
}

#[derive(Serialize)]
struct CellRecord<'a> {
    ruleset: &'a str,
    verdict: &'a str,
    cases: Vec<CaseRecord<'a>>,
}

#[derive(Serialize)]
struct CaseRecord<'a> {
    verdict: &'a str,
    condition: Option<&'a str>,
    open: bool,
    credited_as: Option<&'a str>,
    citations: Vec<CitationRecord<'a>>,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    ruleset: &'a str,
    document: Option<&'a str>,
    place: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    #[serde(flatten)]
    at: Words,
    minutes: Option<serde_json::Value>,
    units: Option<f64>,
    belongs: &'a str,
    acts: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct ClauseRecord {
    #[serde(flatten)]
    at: Words,
    section: Option<&'static str>,
    actor: &'static str,
    subject: Option<Words>,
    thing: bool,
    governor: Option<CueRecord>,
    scope: Option<CueRecord>,
    quoted: bool,
}

#[derive(Serialize)]
struct CueRecord {
    class: &'static str,
    #[serde(flatten)]
    at: Words,
}
