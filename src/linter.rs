//! Compiled lexicon + ruleset + note → diagnostics.

pub mod files;

use std::borrow::Cow;

use crate::batch::clones::USUAL_LIKENESS;
use crate::batch::{Batch, Facts};
use crate::catalogue;
use crate::circumstances::Program;
use crate::diagnostic::Diagnostic;
use crate::ledger::{self, Ledger, Sums};
use crate::lexicon::{Lexicon, LexiconError};
use crate::nearest::{did_you_mean, nearest};
use crate::reading::{self, Reading};
use crate::rules::{self, Across, Case, Finding};
use crate::ruleset::{self, InForce, Rulesets};

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
        let linter = Self { lexicon, rulesets, config };
        for given in linter.config.select.iter().chain(&linter.config.ignore) {
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
        let Some(ruleset) = self.in_force() else { return (Vec::new(), None) };
        let case = Case::new(reading, &self.lexicon, ruleset, &self.config.select);
        let found = self.check(&case);
        (found, wanted.then(|| case.ledger().sums()))
    }

    /// The same for a note whose facts join a batch: what its whole day decides is left to [`Linter::lint_batch`].
    pub fn judge_for_batch(&self, reading: &Reading<'_>) -> (Vec<Diagnostic>, Facts) {
        let Some(ruleset) = self.in_force() else { return (Vec::new(), Facts::default()) };
        let case = Case::new(reading, &self.lexicon, ruleset, &self.config.select).in_batch();
        let found = self.check(&case);
        let facts = Facts { findings: found.len(), ..case.facts() };
        (found, facts)
    }

    /// Whether anything is looked for across notes.
    pub fn looks_across(&self) -> bool {
        let Some(ruleset) = self.in_force() else { return false };
        let across = catalogue::RULES.iter().filter(|rule| rule.code.starts_with("XN"));
        ruleset.ruleset.combine_contacts
            || across
                .filter(|rule| self.enabled(rule.code, rule.name))
                .any(|rule| ruleset.rule(rule.code).severity.is_some() || !self.config.select.is_empty())
    }

    /// Holds notes against each other. What is found does not depend on the order in which they were added; it is sorted
    /// by file, note and code.
    pub fn lint_batch(&self, batch: &Batch) -> Vec<Finding> {
        let Some(ruleset) = self.in_force() else { return Vec::new() };
        let likeness = self.config.likeness.unwrap_or(USUAL_LIKENESS);
        let across = Across { batch, ruleset, likeness, select: &self.config.select };
        let mut found = Vec::new();
        for rule in rules::RULES {
            rule.check_across(&across, &mut found);
        }
        found.retain(|finding| self.enabled(&finding.diagnostic.code, &finding.diagnostic.name));
        for finding in &mut found {
            say_once(&mut finding.diagnostic.help);
        }
        found.sort_by(|a, b| {
            let key = |one: &Finding| (one.place.note, one.place.row);
            (&a.place.path, key(a), &a.diagnostic.code, &a.diagnostic.message).cmp(&(
                &b.place.path,
                key(b),
                &b.diagnostic.code,
                &b.diagnostic.message,
            ))
        });
        found
    }

    /// What the rules find in one note, in order.
    fn check(&self, case: &Case<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in rules::RULES {
            rule.check(case, &mut found);
        }
        found.retain(|diagnostic| self.enabled(&diagnostic.code, &diagnostic.name));
        for diagnostic in &mut found {
            say_once(&mut diagnostic.help);
        }
        found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
        found
    }

    fn enabled(&self, code: &str, name: &str) -> bool {
        let fits = |names: &[String]| names.iter().any(|given| catalogue::means(given, code, name));
        (self.config.select.is_empty() || fits(&self.config.select)) && !fits(&self.config.ignore)
    }
}

/// Leaves out help that was given before.
fn say_once(help: &mut Vec<String>) {
    let mut said: Vec<String> = Vec::new();
    help.retain(|one| {
        let new = !said.contains(one);
        said.push(one.clone());
        new
    });
}
