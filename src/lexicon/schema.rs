//! What the lexicon's files say: the YAML as it is written, unknown keys refused.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// `activities/*.yaml` and `interventions/*.yaml`: one kind of act and its wordings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActFile {
    /// The act's name, as `voicemail-left`.
    pub name: String,
    /// The activity's code, as `NB201`; interventions have none. A file that adds to an activity may leave it out, as
    /// it may all the other texts.
    #[serde(default)]
    pub code: Option<String>,
    /// What it is, in one line.
    #[serde(default)]
    pub summary: Option<String>,
    /// Wordings led by a verb: somebody does it.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Names of the act: they count at the head of a line without a verb, or after "made", "did", "30 min of".
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Statements that show the act whoever their subject is.
    #[serde(default)]
    pub states: Vec<String>,
    /// Means and places that show what the verb of their clause was for: "by fax", "in the agency van".
    #[serde(default)]
    pub means: Vec<String>,
    /// The act that a noun of this one, standing after it, is a part of: travel time is part of a transport. An act that
    /// names itself counts once a sentence: "picked her up and drove her home".
    #[serde(default)]
    pub within: Option<String>,
    /// The act that is no more than the way to this one where this one follows as a participle: "drove around looking".
    #[serde(default)]
    pub way: Option<String>,
    /// Words with which a telling of this act begins where the act is no more than being there: it is not told beside
    /// help in the same sentence, which fills that time.
    #[serde(default)]
    pub presence: Vec<String>,
    /// Look-alikes, which swallow a shorter phrase.
    #[serde(default)]
    pub not: Vec<String>,
    /// Sentences that `notelint lexicon test` runs.
    #[serde(default)]
    pub examples: Examples,
    /// Why payers treat it as they do.
    #[serde(default)]
    pub why: Option<String>,
    /// What to document, if real work took place.
    #[serde(default)]
    pub instead: Option<String>,
}

impl ActFile {
    /// Every wording, whatever its list.
    pub fn wordings(&self) -> impl Iterator<Item = &String> {
        let lists = [&self.phrases, &self.nouns, &self.states, &self.means, &self.not];
        lists.into_iter().flatten()
    }
}

/// Sentences with a known outcome.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Sentences that hold the activity.
    #[serde(default)]
    pub flag: Vec<String>,
    /// Sentences that hold the intervention.
    #[serde(default)]
    pub credit: Vec<String>,
    /// Sentences that look like it and do not hold it.
    #[serde(default)]
    pub pass: Vec<String>,
}

impl Examples {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.flag.iter().chain(&self.credit).chain(&self.pass)
    }
}

/// `context/verbs.yaml`: how verbs are inflected.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerbsFile {
    /// Base form → past, or past and participle.
    pub irregular: BTreeMap<String, String>,
    /// Base form → short spellings of its past: "asst'd".
    #[serde(default)]
    pub clipped: BTreeMap<String, Vec<String>>,
    /// Verbs whose last consonant doubles or may double.
    pub doubling: Vec<String>,
    /// Abbreviations that stand as a past form.
    pub past: Vec<String>,
    /// Regular verbs.
    pub regular: Vec<String>,
}

/// `context/outcomes.yaml`: how a call or a visit ended.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomesFile {
    /// Ways to try to reach somebody, whoever it is.
    #[serde(default)]
    pub attempt: Vec<String>,
    /// Nobody was reached.
    pub failed: Vec<String>,
    /// Nobody was there.
    pub absent: Vec<String>,
    /// Somebody was reached.
    pub reached: Vec<String>,
    /// A message was left.
    pub message: Vec<String>,
}

/// `context/vague.yaml`: service language that names no service.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VagueFile {
    /// The wordings.
    pub phrases: Vec<String>,
}

/// `context/time.yaml`: words of time.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TimeFile {
    /// Hours.
    pub hour: Vec<String>,
    /// Minutes.
    pub minute: Vec<String>,
    /// Billing units.
    pub unit: Vec<String>,
    /// Words before a duration that is not exact.
    pub about: Vec<String>,
    /// Durations without a number.
    pub vague: Vec<String>,
    /// Words before a number of minutes or hours that make it no service time.
    pub not_before: Vec<String>,
    /// Words after a number of minutes or hours that make it no service time.
    pub not_after: Vec<String>,
    /// Words on either side of a time that make it no service time.
    pub not_beside: Vec<String>,
    /// Words before a number that is a name and no count of minutes: "bus 10", "unit 25".
    pub numbered: Vec<String>,
    /// Words beside a length that call it the note's total.
    pub total: Vec<String>,
    /// The same, only before the length.
    pub total_before: Vec<String>,
    /// The same, only after it.
    pub total_after: Vec<String>,
    /// What is billed of the note's time, before or after the length.
    pub billed: Vec<String>,
    /// Words before a length that opens what comes after it.
    pub opener: Vec<String>,
    /// Words that speak of the act told just before.
    pub same_act: Vec<String>,
    /// Words before a length that tell how long the client was with the author: "came in for 25 min".
    pub visit: Vec<String>,
    /// Words before a clock time at which something began.
    pub start: Vec<String>,
    /// Words before a clock time at which it ended.
    pub stop: Vec<String>,
}

/// A file of named lists: people, classes, words, cues, headers, sections, programs.
pub type Lists = BTreeMap<String, Vec<String>>;
