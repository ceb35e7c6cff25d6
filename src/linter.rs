//! Compiled lexicon + ruleset + note → diagnostics.

pub mod files;

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::OnceLock;

use crate::batch::clones::USUAL_LIKENESS;
use crate::batch::{Batch, Facts};
use crate::catalogue;
use crate::circumstances::Program;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::ledger::{self, Ledger, Sums};
use crate::lexicon::{Lexicon, LexiconError};
use crate::nearest::{did_you_mean, nearest};
use crate::reading::{self, Mention, Reading};
use crate::record::{Clocking, Composed, Record};
use crate::rules::{self, Across, Case, Finding, RulesInForce, Sighting};
use crate::ruleset::{self, InForce, Rulesets};
use crate::span::Span;

/// What a linter is made from.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The ruleset's id; `common` if empty.
    pub ruleset: String,
    /// Programs named on the command line or in the configuration.
    pub programs: Vec<Program>,
    /// Codes, code prefixes or names that replace the default set of rules.
    pub select: Vec<String>,
    /// Codes, code prefixes or names to leave out.
    pub ignore: Vec<String>,
    /// How much findings matter, by code, code prefix or name, whatever the ruleset says; the most particular decides.
    pub severity: Vec<(String, Severity)>,
    /// The least confidence of a finding; all findings if none.
    pub min_confidence: Option<Confidence>,
    /// The agency's own files, lexicons and rulesets: a path as messages name it, and the YAML.
    pub lexicons: Vec<(String, String)>,
    /// Names of the agency's staff: "Dana called DPSS" is staff's act.
    pub staff_names: Vec<String>,
    /// From which likeness a note is a copy of another, from 0 to 1; 0.8 if `None`.
    pub likeness: Option<f64>,
}

/// Why a linter cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// No ruleset has this id.
    #[error("unknown ruleset `{given}`{}", did_you_mean(&borrowed(near)))]
    UnknownRuleset {
        /// What was asked for.
        given: String,
        /// The nearest ids.
        near: Vec<String>,
    },
    /// No rule has this code, prefix or name.
    #[error("unknown rule `{given}`{}", did_you_mean(&borrowed(near)))]
    UnknownRule {
        /// What was asked for.
        given: String,
        /// The nearest codes or names.
        near: Vec<String>,
    },
    /// The agency's lexicon files are wrong.
    #[error("{}", lines(.0))]
    Lexicon(Vec<LexiconError>),
    /// The agency's ruleset files are wrong.
    #[error("{}", lines(.0))]
    Ruleset(Vec<ruleset::Problem>),
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn lines(problems: &[impl std::fmt::Display]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A linter: made once, shared by threads.
#[derive(Debug)]
pub struct Linter {
    lexicon: Cow<'static, Lexicon>,
    rulesets: Rulesets,
    config: Config,
    /// Once a note was judged.
    rules: OnceLock<RulesInForce>,
}

impl Linter {
    /// Compiles the configuration.
    ///
    /// # Errors
    /// When the ruleset or a rule is unknown, or a lexicon or ruleset file is wrong.
    pub fn new(mut config: Config) -> Result<Self, ConfigError> {
        if config.ruleset.is_empty() {
            "common".clone_into(&mut config.ruleset);
        }
        let (lexicon, rulesets) = files::compile(&config.lexicons)?;
        if rulesets.get(&config.ruleset).is_none() {
            let near = rulesets.near(&config.ruleset).into_iter().map(str::to_owned).collect();
            return Err(ConfigError::UnknownRuleset { given: config.ruleset, near });
        }
        let linter = Self { lexicon, rulesets, config, rules: OnceLock::new() };
        let weighed = linter.config.severity.iter().map(|(given, _)| given);
        for given in linter.config.select.iter().chain(&linter.config.ignore).chain(weighed) {
            linter.check_rule_name(given)?;
        }
        Ok(linter)
    }

    /// Codes and names of every rule, those of the agency's own activities included.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let activities = self.lexicon.entries.iter().filter(|entry| !entry.code.is_empty());
        let activities = activities.map(|entry| (entry.code.as_ref(), entry.name.as_ref()));
        let listed = catalogue::ACTIVITIES.iter().filter_map(|act| Some((act.code?, act.name)));
        let rules = catalogue::RULES.iter().map(|rule| (rule.code, rule.name));
        activities.chain(listed).chain(rules)
    }

    fn check_rule_name(&self, given: &str) -> Result<(), ConfigError> {
        if self.names().any(|(code, name)| catalogue::means(given, code, name)) {
            return Ok(());
        }
        let names = self.names().flat_map(|(code, name)| [code, name]);
        let near = nearest(given, names).into_iter().map(str::to_owned).collect();
        Err(ConfigError::UnknownRule { given: given.to_owned(), near })
    }

    /// The lexicon in force.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The rulesets, the agency's own included.
    pub fn rulesets(&self) -> &Rulesets {
        &self.rulesets
    }

    /// The agency's own files: path and text.
    pub fn own_files(&self) -> &[(String, String)] {
        &self.config.lexicons
    }

    /// The ruleset in force.
    pub fn in_force(&self) -> Option<InForce<'_>> {
        self.rulesets.get(&self.config.ruleset)
    }

    /// Reads one note: its acts with actor, status and minutes.
    pub fn read<'t>(&self, note: &'t str) -> Reading<'t> {
        reading::read(note, &self.lexicon, &self.config.programs, &self.config.staff_names)
    }

    /// Adds up the minutes of a note that [`Linter::read`] has read.
    pub fn ledger<'a>(&'a self, reading: &'a Reading<'_>) -> Option<Ledger<'a>> {
        Some(ledger::ledger(reading, &self.lexicon, self.in_force()?))
    }

    /// Reads one record; spans of the reading count bytes of the composed text.
    pub fn read_record<'t>(&self, record: &'t Composed) -> Reading<'t> {
        reading::read_record(record, &self.lexicon, &self.config.programs, &self.config.staff_names)
    }

    /// Lints one record: its fields are the note's header. Spans in the result count bytes of the note field; what is
    /// found in a field stands at the start of the note and names the column. A blank note has no findings.
    pub fn lint_record(
        &self,
        record: &Record,
        clocking: Clocking,
        wanted: bool,
    ) -> (Vec<Diagnostic>, Option<Sums>) {
        let composed = record.compose(clocking, &self.lexicon);
        let (found, sums) = self.judge(&self.read_record(&composed), wanted);
        (settled(record, &composed, found), sums)
    }

    /// The same for a record whose facts join a batch.
    pub fn lint_record_for_batch(&self, record: &Record, clocking: Clocking) -> (Vec<Diagnostic>, Facts) {
        let composed = record.compose(clocking, &self.lexicon);
        let (found, facts) = self.judge_for_batch(&self.read_record(&composed));
        let found = settled(record, &composed, found);
        let facts = Facts { findings: found.len(), span: Span::default(), ..facts };
        (found, facts)
    }

    /// Lints one note. Spans in the result count bytes of `note`; they ascend.
    pub fn lint(&self, note: &str) -> Vec<Diagnostic> {
        self.lint_and_add_up(note, false).0
    }

    /// The same, and the sums of the note's ledger where they are wanted.
    pub fn lint_and_add_up(&self, note: &str, wanted: bool) -> (Vec<Diagnostic>, Option<Sums>) {
        self.judge(&self.read(note), wanted)
    }

    /// The same for a note that [`Linter::read`] has read.
    pub fn judge(&self, reading: &Reading<'_>, wanted: bool) -> (Vec<Diagnostic>, Option<Sums>) {
        let Some(case) = self.case(reading) else { return (Vec::new(), None) };
        let found = self.found(&case, reading);
        (found, wanted.then(|| case.ledger().sums()))
    }

    /// The same for a note whose facts join a batch: what its whole day decides is left to [`Linter::lint_batch`].
    pub fn judge_for_batch(&self, reading: &Reading<'_>) -> (Vec<Diagnostic>, Facts) {
        let Some(case) = self.case(reading) else { return (Vec::new(), Facts::default()) };
        let case = case.in_batch();
        let found = self.found(&case, reading);
        let facts = Facts { findings: found.len(), ..case.facts() };
        (found, facts)
    }

    /// What is reported of a note, in order.
    fn found(&self, case: &Case<'_>, reading: &Reading<'_>) -> Vec<Diagnostic> {
        let mut found = findings(case);
        found.retain(|diagnostic| self.left_out(diagnostic).is_none());
        for diagnostic in &mut found {
            say_once(diagnostic);
            self.weigh(diagnostic);
            self.name_phrase(diagnostic, reading);
        }
        found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
        found
    }

    /// Whether anything is looked for across notes.
    pub fn looks_across(&self) -> bool {
        let Some(ruleset) = self.in_force() else { return false };
        let across = catalogue::RULES.iter().filter(|rule| rule.code.starts_with("XN"));
        ruleset.ruleset.combine_contacts
            || across
                .filter(|rule| self.deselected(rule.code, rule.name).is_none())
                .any(|rule| ruleset.severity(rule.code).is_some() || !self.config.select.is_empty())
    }

    /// Holds notes against each other. What is found does not depend on the order in which they were added; it is sorted
    /// by file, note and code.
    pub fn lint_batch(&self, batch: &Batch) -> Vec<Finding> {
        let mut all = Vec::new();
        let Ok(()) = self.lint_batch_by_note(batch, |mut found| {
            all.append(&mut found);
            Ok::<(), Infallible>(())
        });
        all
    }

    /// The same note by note: only one note's findings are there at a time.
    ///
    /// # Errors
    /// What `take` fails with; nothing more is handed over then.
    pub fn lint_batch_by_note<E>(
        &self,
        batch: &Batch,
        mut take: impl FnMut(Vec<Finding>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(ruleset) = self.in_force() else { return Ok(()) };
        let likeness = self.config.likeness.unwrap_or(USUAL_LIKENESS);
        let across = Across { batch, ruleset, likeness, select: &self.config.select };
        let mut seen = Vec::new();
        for rule in rules::RULES {
            rule.check_across(&across, &mut seen);
        }
        let places = batch.places();
        seen.sort_by_key(|sighting| places[sighting.note as usize]);
        drop(places);
        let mut seen = seen.into_iter().peekable();
        while let Some(first) = seen.next() {
            let note = first.note;
            let of_note = std::iter::from_fn(|| seen.next_if(|sighting| sighting.note == note));
            let told = std::iter::once(first).chain(of_note).filter_map(Sighting::told);
            let mut found: Vec<Finding> =
                told.filter(|finding| self.left_out(&finding.diagnostic).is_none()).collect();
            for Finding { diagnostic, .. } in &mut found {
                say_once(diagnostic);
                self.weigh(diagnostic);
            }
            found.sort_by(|a, b| {
                (&a.diagnostic.code, &a.diagnostic.message).cmp(&(&b.diagnostic.code, &b.diagnostic.message))
            });
            if !found.is_empty() {
                take(found)?;
            }
        }
        Ok(())
    }

    /// Gives a finding the severity that the configuration has for it.
    fn weigh(&self, diagnostic: &mut Diagnostic) {
        let Diagnostic { code, name, .. } = &*diagnostic;
        let fits = self.config.severity.iter().filter(|(given, _)| catalogue::means(given, code, name));
        let nearness = |given: &str| if given.eq_ignore_ascii_case(name) { usize::MAX } else { given.len() };
        if let Some((_, severity)) = fits.max_by_key(|(given, _)| nearness(given)) {
            diagnostic.severity = *severity;
        }
    }

    /// Notes the phrase that a finding rests on: the first in its words that is of its own kind, else the first.
    fn name_phrase(&self, diagnostic: &mut Diagnostic, reading: &Reading<'_>) {
        let span = |mention: &Mention| reading.note.span(mention.tokens.clone());
        let first = reading.mentions.partition_point(|mention| span(mention).start < diagnostic.span.start);
        let within = || {
            let begins_in = |mention: &&Mention| span(mention).start < diagnostic.span.end;
            reading.mentions[first..].iter().take_while(begins_in)
        };
        let is_own = |mention: &&Mention| {
            self.lexicon.entry(mention.phrase).is_some_and(|entry| entry.name == diagnostic.name)
        };
        if let Some(mention) = within().find(is_own).or_else(|| within().next()) {
            self.lexicon.phrase(mention.phrase).clone_into(&mut diagnostic.phrase);
        }
    }

    /// Whether findings of this code are reported.
    pub fn reports(&self, code: &str) -> bool {
        let name = self.names().find(|(known, _)| *known == code).map_or("", |(_, name)| name);
        self.deselected(code, name).is_none()
    }

    /// What rules look at in a note that [`Linter::read`] has read.
    pub fn case<'a>(&'a self, reading: &'a Reading<'a>) -> Option<Case<'a>> {
        let ruleset = self.in_force()?;
        let rules = self.rules.get_or_init(|| RulesInForce::new(ruleset, &self.config.select));
        Some(Case::new(reading, &self.lexicon, ruleset, rules))
    }

    /// Why the configuration leaves a finding out; `None` where it is reported.
    pub fn left_out(&self, diagnostic: &Diagnostic) -> Option<LeftOut> {
        let unsure = self.config.min_confidence > Some(diagnostic.confidence);
        let deselected = self.deselected(&diagnostic.code, &diagnostic.name);
        deselected.or_else(|| unsure.then_some(LeftOut::Unsure))
    }

    fn deselected(&self, code: &str, name: &str) -> Option<LeftOut> {
        let fits = |names: &[String]| names.iter().any(|given| catalogue::means(given, code, name));
        if !self.config.select.is_empty() && !fits(&self.config.select) {
            Some(LeftOut::NotSelected)
        } else {
            fits(&self.config.ignore).then_some(LeftOut::Ignored)
        }
    }
}

/// Findings of a record, with spans that count bytes of its note field.
fn settled(record: &Record, composed: &Composed, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if record.is_blank() {
        found.clear();
    }
    for diagnostic in &mut found {
        composed.settle(diagnostic);
    }
    found.sort_by(|a, b| (a.span, &a.code, &a.message).cmp(&(b.span, &b.code, &b.message)));
    found
}

/// Why a finding is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its rule is not among the selected ones.
    NotSelected,
    /// Its rule is ignored.
    Ignored,
    /// It is less sure than asked for.
    Unsure,
}

impl LeftOut {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::NotSelected, Self::Ignored, Self::Unsure];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSelected => "not-selected",
            Self::Ignored => "ignored",
            Self::Unsure => "unsure",
        }
    }

    /// The same in words that follow the rule's code.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSelected => "is not among the rules of `select`",
            Self::Ignored => "is among the rules of `ignore`",
            Self::Unsure => "is less sure than `min-confidence` asks for",
        }
    }
}

/// What every rule finds in a note, rule by rule, what the configuration leaves out included.
pub fn findings(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules::RULES {
        rule.check(case, &mut found);
    }
    found
}

/// Leaves out help that is given twice.
fn say_once(diagnostic: &mut Diagnostic) {
    let mut said = Vec::with_capacity(diagnostic.help.len());
    for help in diagnostic.help.drain(..) {
        if !said.contains(&help) {
            said.push(help);
        }
    }
    diagnostic.help = said;
}
