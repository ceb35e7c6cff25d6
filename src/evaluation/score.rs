//! A labelled note + linter → counts and differences.

use super::figures::{Counts, LedgerCounts, Mark};
use super::labels::{ActLabel, ActivityLabel, Labelled};
use super::matching::{near, pair};
use super::stage::{Case, Decided, Stage, Wanted};
use super::{Difference, Kind, Options, Outcome};
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::{Ledger, Line, LineKind};
use crate::lexicon::{Entry, EntryKind};
use crate::linter::Linter;
use crate::reading::Reading;
use crate::ruleset::InForce;
use crate::source::text;
use crate::span::Span;

/// Two numbers of minutes are the same where they differ by less than this.
const SAME_MINUTES: f64 = 0.51;

/// Holds a labelled note against what the linter makes of its text, which is read as `check` reads a text file.
///
/// Activities are those that are warned about: one answers a label where its code is the label's or one of its
/// alternatives and its span, or that of one of its labels, is near the label's words; each answers one label at most.
pub fn evaluate(linter: &Linter, note: &Labelled, options: &Options) -> Outcome {
    let parts: Vec<Part<'_>> = text::split(&note.text, text::Kind::Plain)
        .into_iter()
        .filter_map(|span| {
            let reading = linter.read(note.text.get(span.start..span.end)?);
            let (mut found, _) = linter.judge(&reading, false);
            found.sort_by(|a, b| (a.span, &a.code, &a.message).cmp(&(b.span, &b.code, &b.message)));
            Some(Part { start: span.start, reading, found })
        })
        .collect();
    let mut outcome = Outcome {
        counts: Counts { notes: 1, ..Counts::default() },
        differences: Vec::new(),
        parts: parts.len(),
    };
    let Some(ruleset) = linter.in_force() else { return outcome };
    let mut scorer = Scorer { linter, ruleset, note, options, parts: &parts, outcome: &mut outcome };
    scorer.activities();
    scorer.note_codes();
    if let Some(part) = parts.last().filter(|_| options.ledger)
        && let Some(ledger) = linter.ledger(&part.reading)
    {
        scorer.ledger(part, &ledger);
    }
    outcome
}

/// One of the notes that the text was read as.
struct Part<'t> {
    /// Its first byte in the text.
    start: usize,
    reading: Reading<'t>,
    /// What was found, in the order of reports.
    found: Vec<Diagnostic>,
}

impl Part<'_> {
    /// The bytes of the text.
    fn outer(&self, span: Span) -> Span {
        span.shifted(self.start)
    }

    /// The bytes of this part.
    fn inner(&self, span: Span) -> Span {
        Span::new(span.start.saturating_sub(self.start), span.end.saturating_sub(self.start))
    }
}

struct Scorer<'a, 't> {
    linter: &'a Linter,
    ruleset: InForce<'a>,
    note: &'a Labelled,
    options: &'a Options,
    parts: &'a [Part<'t>],
    outcome: &'a mut Outcome,
}

impl<'a, 't> Scorer<'a, 't> {
    fn activities(&mut self) {
        let warned: Vec<(&Part<'t>, &Diagnostic)> = self.warned().collect();
        let fits = |label: &ActivityLabel| -> Vec<usize> {
            let answers = |(part, found): &(&Part<'_>, &Diagnostic)| {
                let mut spans = found.labels.iter().map(|label| label.span).chain([found.span]);
                label.allows(&found.code) && spans.any(|span| near(part.outer(span), label.act.span))
            };
            (0..warned.len()).filter(|&place| answers(&warned[place])).collect()
        };
        let must: Vec<&ActivityLabel> = self.musts().collect();
        let pairs = pair(&must.iter().map(|label| fits(label)).collect::<Vec<_>>());
        let may: Vec<usize> =
            self.note.activities.iter().filter(|label| !self.is_must(label)).flat_map(fits).collect();

        let free = warned.iter().enumerate().filter(|(place, _)| !pairs.is_paired(*place));
        let free: Vec<Span> = free.map(|(_, (part, found))| part.outer(found.span)).collect();
        for (place, label) in must.iter().enumerate() {
            if pairs.finding(place).is_some() {
                self.outcome.counts.activity(&label.code, Mark::Found);
                continue;
            }
            self.outcome.counts.activity(&label.code, Mark::Missed);
            let decided = self.lost(label.act.span, &|entry| label.allows(&entry.code), &free);
            self.differ(Difference {
                code: Some(label.code.clone()),
                name: Some(label.act.name.clone()),
                span: Some(label.act.span),
                ..difference(Kind::Missed, decided)
            });
        }
        for (place, (part, found)) in warned.iter().enumerate() {
            if pairs.is_paired(place) || may.contains(&place) {
                continue;
            }
            let span = part.outer(found.span);
            let twice = must.iter().any(|label| span.overlaps(label.act.span));
            self.outcome.counts.activity(&found.code, Mark::Noisy);
            self.outcome.counts.twice += usize::from(twice);
            let decided = self.noisy(part, found);
            self.differ(Difference {
                code: Some(found.code.to_string()),
                name: Some(found.name.to_string()),
                span: Some(span),
                trap: self.trap(span),
                ..difference(if twice { Kind::Twice } else { Kind::FalseAlarm }, decided)
            });
        }
        if self.note.activities.is_empty() {
            self.outcome.counts.clean += 1;
            self.outcome.counts.clean_silent += usize::from(warned.is_empty());
        }
    }

    /// What was found, in the order of reports, with the part that it was found in.
    fn loud(&self) -> impl Iterator<Item = (&'a Part<'t>, &'a Diagnostic)> {
        let all = self.parts.iter().flat_map(|part| part.found.iter().map(move |found| (part, found)));
        all.filter(|(_, found)| found.severity > Severity::Note)
    }

    /// Activities that are warned about.
    fn warned(&self) -> impl Iterator<Item = (&'a Part<'t>, &'a Diagnostic)> {
        let (lexicon, options) = (self.linter.lexicon(), self.options);
        let is_activity = |code: &str| {
            lexicon.entries.iter().any(|entry| entry.kind() == EntryKind::Activity && entry.code == code)
        };
        self.loud().filter(move |(_, found)| is_activity(&found.code) && options.takes(&found.code))
    }

    fn is_must(&self, label: &ActivityLabel) -> bool {
        label.must && self.options.takes(&label.code)
    }

    /// Labels that have to be warned about.
    fn musts(&self) -> impl Iterator<Item = &'a ActivityLabel> {
        self.note.activities.iter().filter(|label| self.is_must(label))
    }

    fn note_codes(&mut self) {
        for &code in &self.options.codes {
            let listed = |codes: &[String]| codes.iter().any(|listed| listed == code);
            let (must, may) = (listed(&self.note.note_codes), listed(&self.note.note_codes_any));
            let report = self.loud().find(|(_, found)| found.code == code);
            let (kind, decided) = match report {
                Some(_) if must => {
                    self.outcome.counts.note_code(code, Mark::Found);
                    continue;
                }
                Some((part, found)) if !may => {
                    self.outcome.counts.note_code(code, Mark::Noisy);
                    (Kind::FalseAlarm, Some(self.case(part).code_reported(found)))
                }
                None if must => {
                    self.outcome.counts.note_code(code, Mark::Missed);
                    (Kind::Missed, self.parts.last().map(|part| self.case(part).code_missed(code)))
                }
                _ => continue,
            };
            let Some(decided) = decided else { continue };
            self.differ(Difference {
                code: Some(code.to_owned()),
                name: catalogue::rule(code).map(|rule| rule.name.to_owned()),
                ..difference(kind, decided)
            });
        }
    }

    fn ledger(&mut self, part: &Part<'_>, ledger: &Ledger<'_>) {
        let mut counts = LedgerCounts { notes: 1, ..LedgerCounts::default() };
        self.interventions(part, ledger, &mut counts);
        self.claim(part, ledger, &mut counts);
        self.minutes(part, ledger, &mut counts);
        self.outcome.counts.ledger = Some(counts);
    }

    fn interventions(&mut self, part: &Part<'_>, ledger: &Ledger<'_>, counts: &mut LedgerCounts) {
        let lines: Vec<&Line<'_>> =
            ledger.lines.iter().filter(|line| line.kind == LineKind::Intervention).collect();
        let labels = &self.note.interventions;
        let fits = |label: &ActLabel| -> Vec<usize> {
            (0..lines.len()).filter(|&place| near(part.outer(lines[place].span), label.span)).collect()
        };
        let pairs = pair(&labels.iter().map(fits).collect::<Vec<_>>());
        let free = lines.iter().enumerate().filter(|(place, _)| !pairs.is_paired(*place));
        let free: Vec<Span> = free.map(|(_, line)| part.outer(line.activity.span)).collect();
        counts.interventions = labels.len();
        for (place, label) in labels.iter().enumerate() {
            if let Some(line) = pairs.finding(place) {
                counts.found += 1;
                counts.named += usize::from(label.allows(lines[line].name));
                continue;
            }
            let wanted = |entry: &Entry| match entry.kind() {
                EntryKind::Intervention => label.allows(&entry.name),
                EntryKind::Service => label.allows("support"),
                _ => false,
            };
            let decided = self.lost(label.span, &wanted, &free);
            self.differ(Difference {
                name: Some(label.name.clone()),
                span: Some(label.span),
                ..difference(Kind::InterventionMissed, decided)
            });
        }
        for (place, line) in lines.iter().enumerate() {
            let span = part.outer(line.span);
            if pairs.is_paired(place) || labels.iter().any(|label| label.span.overlaps(span)) {
                continue;
            }
            let trap = self.trap(span);
            let activity = self.musts().any(|label| label.act.span.overlaps(span));
            if activity || trap.is_some() {
                counts.noisy += 1;
                let decided = self.case(part).made(line.activity);
                self.differ(Difference {
                    name: Some(line.name.to_owned()),
                    span: Some(span),
                    trap,
                    ..difference(Kind::FalseIntervention, decided)
                });
            }
        }
    }

    fn claim(&mut self, part: &Part<'_>, ledger: &Ledger<'_>, counts: &mut LedgerCounts) {
        let read = ledger.claimed.map(|minutes| minutes.get());
        let labelled = self.note.claimed_minutes;
        let same = match (read, labelled) {
            (Some(read), Some(labelled)) => same(read, labelled),
            (read, labelled) => read.is_none() && labelled.is_none(),
        };
        counts.claims_right += usize::from(same);
        if !same {
            let Decided { stage, because } = self.case(part).times();
            let words =
                |minutes: Option<f64>| minutes.map_or("none".to_owned(), |minutes| minutes.to_string());
            let because = format!("claimed {}, labelled {}; {because}", words(read), words(labelled));
            self.differ(difference(Kind::Claim, Decided::new(stage, because)));
        }
    }

    fn minutes(&mut self, part: &Part<'_>, ledger: &Ledger<'_>, counts: &mut LedgerCounts) {
        let activities = self.note.activities.iter().map(|label| (Some(&label.code), &label.act));
        let interventions = self.note.interventions.iter().map(|label| (None, label));
        for (code, label) in activities.chain(interventions) {
            let there: Vec<&Line<'_>> =
                ledger.lines.iter().filter(|line| near(part.outer(line.span), label.span)).collect();
            let named = |kind, because| Difference {
                code: code.cloned(),
                name: Some(label.name.clone()),
                span: Some(label.span),
                ..difference(kind, Decided::new(Stage::Time, because))
            };
            let read = || there.iter().map(|line| timed(line)).collect::<Vec<_>>().join(", ");
            if let Some(labelled) = label.minutes {
                let right = |line: &&Line<'_>| line.minutes.is_some_and(|read| same(read.get(), labelled));
                counts.timed += 1;
                if there.iter().any(right) {
                    counts.timed_right += 1;
                } else {
                    let read = if there.is_empty() { "no act is in the ledger".to_owned() } else { read() };
                    self.differ(named(Kind::MinutesMissed, format!("labelled {labelled}; {read}")));
                }
            } else if !there.is_empty() {
                counts.untimed += 1;
                if there.iter().all(|line| line.minutes.is_some()) {
                    counts.invented += 1;
                    self.differ(named(Kind::MinutesInvented, format!("labelled none; {}", read())));
                }
            }
        }
    }

    /// The stage that lost an act at these words.
    fn lost(&self, span: Span, wanted: Wanted<'_>, free: &[Span]) -> Decided {
        let after = self.parts.partition_point(|part| part.start <= span.start);
        let part = after.checked_sub(1).and_then(|last| self.parts.get(last)).or(self.parts.first());
        part.map_or(Decided::new(Stage::NoMention, ""), |part| {
            let free: Vec<Span> = free.iter().map(|&span| part.inner(span)).collect();
            self.case(part).missed(part.inner(span), wanted, &free)
        })
    }

    /// The stage that made a false alarm: what is labelled at its words tells more than its own evidence.
    fn noisy(&self, part: &Part<'_>, found: &Diagnostic) -> Decided {
        let decided = self.case(part).reported(found);
        let span = part.outer(found.span);
        let here = || self.note.activities.iter().filter(|label| span.overlaps(label.act.span));
        let (stage, labelled) = match here().find(|label| label.allows(&found.code)).or_else(|| here().next())
        {
            Some(label) if label.allows(&found.code) => {
                (Stage::Joined, "a second finding for one label".to_owned())
            }
            Some(label) => (Stage::Code, format!("labelled {} {}", label.code, label.act.name)),
            None => return decided,
        };
        Decided::new(stage, format!("{labelled}; {}", decided.because))
    }

    fn case<'p>(&self, part: &'p Part<'_>) -> Case<'p>
    where
        'a: 'p,
    {
        let lexicon = self.linter.lexicon();
        Case { reading: &part.reading, lexicon, ruleset: self.ruleset, found: &part.found }
    }

    fn trap(&self, span: Span) -> Option<String> {
        let trap = self.note.traps.iter().find(|trap| trap.span.overlaps(span))?;
        Some(trap.why.clone().unwrap_or_default())
    }

    fn differ(&mut self, difference: Difference) {
        self.outcome.differences.push(difference);
    }
}

impl Options {
    fn takes(&self, code: &str) -> bool {
        self.activities.as_ref().is_none_or(|codes| codes.iter().any(|taken| taken == code))
    }
}

fn difference(kind: Kind, decided: Decided) -> Difference {
    Difference { kind, code: None, name: None, span: None, trap: None, decided }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < SAME_MINUTES
}

/// "waiting 20 min", "fax without minutes", "travel shares 25 min"
fn timed(line: &Line<'_>) -> String {
    match (line.minutes, line.shared) {
        (Some(minutes), _) => format!("{} {} min", line.name, minutes.get()),
        (None, Some(shared)) => format!("{} shares {} min", line.name, shared.minutes.get()),
        (None, None) => format!("{} without minutes", line.name),
    }
}
