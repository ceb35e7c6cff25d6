//! What a ruleset file says, as it is written; `compile` makes a `Ruleset` of it.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::value::StrDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Rounding, Verdict};
use crate::circumstances::{Manner, Program, Purpose, Recipient, Service};
use crate::diagnostic::Severity;

/// A payer's ruleset: one file of `lexicons/rulesets/`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RulesetFile {
    /// The name it is chosen by.
    pub id: String,
    /// The title of the payer's document. May be left out, as the next two, where another ruleset is inherited.
    pub document: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its date, as the document writes it.
    pub date: Option<String>,
    /// What it is for.
    pub program: Option<String>,
    /// The ruleset whose cells hold where this one has none.
    pub inherits: Option<String>,
    /// The rulesets of which this one is the strictest reading; what stands in this file is an exception.
    #[serde(default)]
    pub strictest_of: Vec<String>,
    /// How minutes become units.
    pub units: Option<UnitsFile>,
    /// The shortest service that is paid.
    pub minimum: Option<MinimumFile>,
    /// Hours that a client's year may hold.
    #[serde(default)]
    pub caps: Vec<CapFile>,
    /// Who may provide which service.
    #[serde(default)]
    pub providers: Vec<ProvidersFile>,
    /// Whether short contacts of one client and day may be added up.
    pub combine_contacts: Option<bool>,
    /// Activities whose time is never added up with that of other contacts.
    #[serde(default)]
    pub never_combined: Vec<String>,
    /// For each activity its cases; the first that holds decides, and the last has no condition.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<CaseFile>>")]
    pub activities: Entries<Vec<CaseFile>>,
    /// For each intervention its cases.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<CaseFile>>")]
    pub interventions: Entries<Vec<CaseFile>>,
    /// The activities and interventions that the document does not speak of.
    #[serde(default)]
    pub silent: Vec<String>,
    /// For each other rule, by code, its severity and citation here.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleFile>")]
    pub rules: Entries<RuleFile>,
    /// What the document asks that no note can show.
    #[serde(default)]
    pub uncovered: Vec<UncoveredFile>,
}

/// What the payer makes of an act under a condition.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseFile {
    /// All of this has to hold; where the note does not tell, the case is open.
    #[serde(default)]
    pub when: When,
    /// All of this has to hold; where the note does not tell, it does not.
    #[serde(default)]
    pub when_told: When,
    /// What the payer makes of it.
    pub verdict: Verdict,
    /// How much the finding matters, where a ruling departs from what follows from the verdict.
    pub severity: Option<Level>,
    /// The intervention that the act is credited as.
    #[serde(rename = "as")]
    pub credited_as: Option<String>,
    /// Where the document says so.
    pub place: Option<String>,
    /// What it says there, in our own words.
    pub says: Option<String>,
    /// Further places.
    #[serde(default)]
    pub also: Vec<CiteFile>,
    /// What to do about it honestly.
    pub help: Option<String>,
}

/// Conditions on the circumstances of an act.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct When {
    /// The program is one of these. A note that names no program is in none.
    #[schemars(with = "OneOrMany<Program>")]
    pub program: Many<Program>,
    /// The service is one of these.
    #[schemars(with = "OneOrMany<Service>")]
    pub service: Many<Service>,
    /// It was meant for one of these.
    #[schemars(with = "OneOrMany<Recipient>")]
    pub recipient: Many<Recipient>,
    /// It had one of these purposes.
    #[schemars(with = "OneOrMany<Purpose>")]
    pub purpose: Many<Purpose>,
    /// It was done in one of these ways.
    #[schemars(with = "OneOrMany<Manner>")]
    pub manner: Many<Manner>,
    /// The record system is one of these, in lower case.
    #[schemars(with = "OneOrMany<String>")]
    pub system: Many<String>,
    /// Whether the client was there.
    pub client_present: Option<bool>,
    /// Whether it served several clients.
    pub several_clients: Option<bool>,
    /// Whether the visit that it belongs to failed.
    pub visit_failed: Option<bool>,
    /// Whether what was written is the note of this very service.
    pub own_session_note: Option<bool>,
    /// Whether the note says that its time is not claimed.
    pub time_not_claimed: Option<bool>,
    /// The note's service minutes are stated and are these or more.
    pub minutes_at_least: Option<f64>,
}

/// A place in the document and what it says.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CiteFile {
    /// Where the document says so.
    pub place: String,
    /// What it says there, in our own words.
    pub says: String,
}

/// How minutes become units.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnitsFile {
    /// The minutes by which the count goes up.
    pub step: f64,
    /// The minutes of one unit; several where the claim may count in either.
    pub sizes: Vec<f64>,
    /// The minutes from which the first step counts.
    pub first_from: f64,
    /// How a part of a step may be rounded.
    pub rounding: Vec<Rounding>,
    /// The minutes that one unit stands for where it is the only time that the note gives.
    pub alone: Option<f64>,
    /// Where the document says so.
    pub place: String,
    /// What it says there, in our own words.
    pub says: String,
    /// Further places.
    #[serde(default)]
    pub also: Vec<CiteFile>,
}

/// The shortest service that is paid.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinimumFile {
    /// Its minutes.
    pub minutes: f64,
    /// Where the document says so.
    pub place: String,
    /// What it says there, in our own words.
    pub says: String,
    /// Further places.
    #[serde(default)]
    pub also: Vec<CiteFile>,
    /// What to do about it honestly.
    pub help: Option<String>,
}

/// Hours that a client's year may hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CapFile {
    /// The services that count together.
    pub services: Vec<Service>,
    /// Hours in a year.
    pub hours: f64,
    /// Where the document says so.
    pub place: String,
    /// What it says there, in our own words.
    pub says: String,
}

/// Who may provide a service.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProvidersFile {
    /// The services; none is every service.
    #[serde(default)]
    pub services: Vec<Service>,
    /// The credentials, one of which is enough: lists of `context/elements.yaml`.
    pub credentials: Vec<String>,
}

/// A rule's severity and citation under this payer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// How much its findings matter; `none` turns it off.
    pub severity: Option<Level>,
    /// Where the document says so.
    pub place: Option<String>,
    /// What it says there, in our own words.
    pub says: Option<String>,
    /// Further places.
    #[serde(default)]
    pub also: Vec<CiteFile>,
    /// What to do about it honestly.
    pub help: Option<String>,
}

/// Something the document asks that no note can show.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UncoveredFile {
    /// Where the document speaks of it.
    pub place: String,
    /// What it is about.
    pub topic: String,
}

/// A severity, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// No finding.
    None,
    /// Shown, and never fails a run.
    Note,
    /// The payer does not pay for this as it is written.
    Warning,
    /// The note contradicts itself.
    Error,
}

impl Level {
    /// As a severity; `None` is no finding.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::None => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// A value, or a list of values.
#[derive(Debug, Clone)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ManyVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
            type Value = Many<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Many(vec![T::deserialize(StrDeserializer::new(name))?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = seq.next_element()? {
                    all.push(one);
                }
                Ok(Many(all))
            }
        }

        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

/// How `Many` looks to the JSON Schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// A mapping with its keys in the order of the file, a key that stands twice included.
#[derive(Debug)]
pub struct Entries<V>(pub Vec<(String, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for EntriesVisitor<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Entries(all))
            }
        }

        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}
