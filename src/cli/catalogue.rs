//! SEAM: what `explain`, `rules`, `rulesets` and `matrix` print. To be filled from the registry of rules and the rulesets.

use std::borrow::Cow;

/// A rule as it is listed and explained.
#[derive(Debug, Clone, Default)]
pub(super) struct Rule {
    /// "NB201"
    pub(super) code: Cow<'static, str>,
    /// "voicemail-left"
    pub(super) name: Cow<'static, str>,
    /// One line, in lower case, without a full stop.
    pub(super) summary: Cow<'static, str>,
    /// "error", "warning", "note" or "off": what it is by default.
    pub(super) default: &'static str,
    /// Its page, Markdown: what, why, examples, what to write instead.
    pub(super) page: Cow<'static, str>,
}

/// A ruleset as it is listed.
#[derive(Debug, Clone, Default)]
pub(super) struct Ruleset {
    /// "il-rule132"
    pub(super) id: Cow<'static, str>,
    /// Whose document it is, in one line.
    pub(super) title: Cow<'static, str>,
    /// The ruleset it inherits from.
    pub(super) inherits: Option<Cow<'static, str>>,
    /// What its document says and no note can show: the place, and what it is.
    pub(super) uncovered: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

/// One case of what a ruleset makes of an activity.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    /// When the case holds, in words; empty if always.
    pub(super) when: Cow<'static, str>,
    /// "billable", "non-billable", "conditional" or "silent".
    pub(super) verdict: &'static str,
    /// Where in the payer's document; empty if it is silent.
    pub(super) place: Cow<'static, str>,
    /// What the payer says there, paraphrased.
    pub(super) says: Cow<'static, str>,
}

/// Every rule, sorted by code.
pub(super) fn rules() -> Vec<Rule> {
    Vec::new()
}

/// Every built-in ruleset, `common` first.
pub(super) fn rulesets() -> Vec<Ruleset> {
    Vec::new()
}

/// What a ruleset makes of the activity with this code; nothing where the rule is not about billing.
pub(super) fn cases(_ruleset: &str, _code: &str) -> Vec<Case> {
    Vec::new()
}
