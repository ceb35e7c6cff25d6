//! Compiled lexicon + ruleset + note → diagnostics.

pub mod files;

use std::borrow::Cow;

use crate::catalogue;
use crate::circumstances::Program;
use crate::diagnostic::Diagnostic;
use crate::ledger::{self, Ledger, Sums};
use crate::lexicon::{Lexicon, LexiconError};
use crate::nearest::{did_you_mean, nearest};
use crate::reading::{self, Reading};
use crate::record::{Clocking, Composed, Record};
use crate::rules::{self, Case};
use crate::ruleset::{self, Rulesets};

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
    fn names(&self) -> impl Iterator<Item = (&str, &str)> {
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

    /// The id of the ruleset in force.
    pub fn ruleset(&self) -> &str {
        &self.config.ruleset
    }

    /// Reads one note: its acts with actor, status and minutes.
    pub fn read<'t>(&self, note: &'t str) -> Reading<'t> {
        reading::read(note, &self.lexicon, &self.config.programs, &self.config.staff_names)
    }

    /// Adds up the minutes of a note that [`Linter::read`] has read.
    pub fn ledger<'a>(&'a self, reading: &'a Reading<'_>) -> Option<Ledger<'a>> {
        Some(ledger::ledger(reading, &self.lexicon, self.rulesets.get(&self.config.ruleset)?))
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
        let (mut found, sums) = self.judge(&self.read_record(&composed), wanted);
        if record.is_blank() {
            found.clear();
        }
        for diagnostic in &mut found {
            composed.settle(diagnostic);
        }
        found.sort_by(|a, b| (a.span, &a.code, &a.message).cmp(&(b.span, &b.code, &b.message)));
        (found, sums)
    }

    /// Lints one note. Spans in the result count bytes of `note`; they ascend.
    pub fn lint(&self, note: &str) -> Vec<Diagnostic> {
        self.lint_and_add_up(note, false).0
    }

    /// The same, and the sums of the note's ledger where they are wanted.
    pub fn lint_and_add_up(&self, note: &str, wanted: bool) -> (Vec<Diagnostic>, Option<Sums>) {
        self.judge(&self.read(note), wanted)
    }

    fn judge(&self, reading: &Reading<'_>, wanted: bool) -> (Vec<Diagnostic>, Option<Sums>) {
        let Some(ruleset) = self.rulesets.get(&self.config.ruleset) else { return (Vec::new(), None) };
        let case = Case::new(reading, &self.lexicon, ruleset, &self.config.select);
        let mut found = Vec::new();
        for rule in rules::RULES {
            rule.check(&case, &mut found);
        }
        found.retain(|diagnostic| self.enabled(diagnostic));
        for diagnostic in &mut found {
            let mut said = Vec::new();
            diagnostic.help.retain(|help| {
                let new = !said.contains(help);
                said.push(help.clone());
                new
            });
        }
        found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
        (found, wanted.then(|| case.ledger().sums()))
    }

    fn enabled(&self, diagnostic: &Diagnostic) -> bool {
        let fits = |names: &[String]| {
            names.iter().any(|given| catalogue::means(given, &diagnostic.code, &diagnostic.name))
        };
        (self.config.select.is_empty() || fits(&self.config.select)) && !fits(&self.config.ignore)
    }
}
