//! Compiled lexicon + ruleset + note → diagnostics.

use crate::circumstances::Program;
use crate::diagnostic::Diagnostic;

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
    /// The agency's own lexicon files: a name for messages, and the YAML text.
    pub lexicons: Vec<(String, String)>,
}

/// Why a linter cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// No ruleset has this id.
    #[error("unknown ruleset `{given}`{}", nearest(near))]
    UnknownRuleset {
        /// What was asked for.
        given: String,
        /// The nearest ids.
        near: Vec<String>,
    },
    /// No rule has this code, prefix or name.
    #[error("unknown rule `{given}`{}", nearest(near))]
    UnknownRule {
        /// What was asked for.
        given: String,
        /// The nearest codes or names.
        near: Vec<String>,
    },
}

fn nearest(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}

/// A linter: made once, shared by threads.
#[derive(Debug)]
pub struct Linter;

impl Linter {
    /// Compiles the configuration.
    ///
    /// # Errors
    /// When the ruleset or a rule is unknown, or a lexicon file is wrong.
    pub fn new(_config: Config) -> Result<Self, ConfigError> {
        Ok(Self)
    }

    /// Lints one note. Spans in the result count bytes of `note`; they ascend.
    pub fn lint(&self, _note: &str) -> Vec<Diagnostic> {
        Vec::new()
    }
}
