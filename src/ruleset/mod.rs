//! YAML → rulesets: what a payer makes of an activity, with its citation.

mod compile;
mod condition;
mod judge;
pub mod schema;
#[cfg(notelint_embedded)]
pub mod show;

use std::borrow::Cow;

use databake::Bake;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::{self, Act};
use crate::circumstances::Service;
use crate::diagnostic::{Citation, Severity};
use crate::nearest::nearest;

pub use compile::{Problem, compile};
pub use condition::{Condition, Test};
pub use judge::{InForce, Judgement, RuleInForce, Ruling};

/// Text that is built in, or read when the program runs.
pub type Text = Cow<'static, str>;
/// A list that is built in, or read when the program runs.
pub type List<T> = Cow<'static, [T]>;

#[cfg(notelint_embedded)]
static BUILT_IN: &[Ruleset] = include!(concat!(env!("OUT_DIR"), "/rulesets.rs"));

/// What a payer makes of an act.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Bake,
)]
#[databake(path = notelint::ruleset)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The payer pays for it.
    Billable,
    /// The document does not speak of it, which is no permission.
    Silent,
    /// It turns on something that the note does not tell.
    Conditional,
    /// The payer does not pay for it.
    NonBillable,
}

impl Verdict {
    /// The name used in YAML and in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Billable => "billable",
            Self::Silent => "silent",
            Self::Conditional => "conditional",
            Self::NonBillable => "non-billable",
        }
    }

    /// Whether the payer does not pay, or may not.
    pub const fn disallows(self) -> bool {
        matches!(self, Self::NonBillable | Self::Conditional)
    }
}

/// A payer's ruleset: every name in it is known, every cell decides, every parent exists.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Ruleset {
    /// The name it is chosen by.
    pub id: Text,
    /// The title of the payer's document.
    pub document: Text,
    /// Who issued it.
    pub issuer: Text,
    /// Its date, as the document writes it.
    pub date: Option<Text>,
    /// What it is for.
    pub program: Text,
    /// The ruleset whose cells hold where its own file has none; they are copied here.
    pub inherits: Option<Text>,
    /// The rulesets of which this one is the strictest reading, if it is no payer.
    pub strictest_of: List<Text>,
    /// How minutes become units: each payer's way, where this is the strictest of several.
    pub units: List<Units>,
    /// The shortest service that is paid.
    pub minimum: Option<Minimum>,
    /// Hours that a client's year may hold.
    pub caps: List<Cap>,
    /// Who may provide which service; of a strictest reading, what its members say. Empty where it is not said.
    pub providers: List<Providers>,
    /// Whether short contacts of one client and day may be added up to the minimum.
    pub combine_contacts: bool,
    /// Activities whose time is never added up with that of other contacts.
    pub never_combined: List<Text>,
    /// A cell for every activity, by name. Of a strictest reading, only its exceptions.
    pub activities: List<Cell>,
    /// A cell for every intervention, by name. Of a strictest reading, only its exceptions.
    pub interventions: List<Cell>,
    /// The rules that this ruleset speaks of, by code.
    pub rules: List<RuleSetting>,
    /// What its own document asks that no note can show.
    pub uncovered: List<Uncovered>,
    /// The SHA-256 of its file; where it rests on others, of its file and a line with the SHA-256 of each.
    pub sha256: Text,
}

/// The two kinds of acts that a payer speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Activity,
    Intervention,
}

impl Kind {
    fn acts(self) -> &'static [Act] {
        match self {
            Self::Activity => catalogue::ACTIVITIES,
            Self::Intervention => catalogue::INTERVENTIONS,
        }
    }

    fn cells(self, ruleset: &Ruleset) -> &List<Cell> {
        match self {
            Self::Activity => &ruleset.activities,
            Self::Intervention => &ruleset.interventions,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Intervention => "intervention",
        }
    }

    /// The key of its cells in a file.
    fn key(self) -> &'static str {
        match self {
            Self::Activity => "activities",
            Self::Intervention => "interventions",
        }
    }
}

/// What a payer makes of one act.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Cell {
    /// The activity or intervention.
    pub name: Text,
    /// In order; the first that holds decides, and the last always holds.
    pub cases: List<Case>,
}

/// What a payer makes of an act under a condition.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Case {
    /// What has to be so, all of it.
    pub conditions: List<Condition>,
    /// What the payer makes of it.
    pub verdict: Verdict,
    /// How much the finding matters.
    pub importance: Importance,
    /// The intervention that the act is credited as.
    pub credited_as: Option<Text>,
    /// Where the payer says so.
    pub citations: List<Citation>,
    /// What to do about it honestly.
    pub help: Option<Text>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Bake)]
#[databake(path = notelint::ruleset)]
pub enum Importance {
    /// As it follows from the verdict, or from the rule.
    Usual,
    /// As a ruling has it; `None` is no finding.
    Ruled(Option<Severity>),
}

/// How minutes become units.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Units {
    /// The minutes by which the count goes up.
    pub step: f64,
    /// The minutes of one unit; several where the claim may count in either.
    pub sizes: List<f64>,
    /// The minutes from which the first step counts.
    pub first_from: f64,
    /// How a part of a step may be rounded.
    pub rounding: List<Rounding>,
    /// The minutes that one unit stands for where it is the only time that the note gives.
    pub alone: Option<f64>,
    /// Where the payer says so.
    pub citations: List<Citation>,
}

/// How a part of a unit is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Bake)]
#[databake(path = notelint::ruleset)]
#[serde(rename_all = "lowercase")]
pub enum Rounding {
    /// Only whole steps count.
    Down,
    /// Half a step counts as one.
    Nearest,
    /// A step that was begun counts.
    Up,
}

impl Units {
    /// Whether `units` follow from `minutes` in one of the accepted ways.
    pub fn fit(&self, minutes: f64, units: f64) -> bool {
        self.rounding.iter().any(|rounding| {
            let steps = minutes / self.step;
            let steps = match rounding {
                Rounding::Down => steps.floor(),
                Rounding::Nearest => steps.round(),
                Rounding::Up => steps.ceil(),
            };
            let steps = if minutes < self.first_from { 0.0 } else { steps.max(1.0) };
            self.sizes.iter().any(|size| (steps * self.step / size - units).abs() < 0.001)
        })
    }
}

/// The shortest service that is paid.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Minimum {
    /// Its minutes.
    pub minutes: f64,
    /// Where the payer says so.
    pub citations: List<Citation>,
    /// What to do about it honestly.
    pub help: Option<Text>,
}

/// Hours that a client's year may hold.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Cap {
    /// The services that count together.
    pub services: List<Service>,
    /// Hours in a year.
    pub hours: f64,
    /// Where the payer says so.
    pub citation: Citation,
}

/// Who may provide a service.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Providers {
    /// The services; none is every service.
    pub services: List<Service>,
    /// The credentials, one of which is enough: names of [`crate::lexicon::Element`].
    pub credentials: List<Text>,
}

impl Ruleset {
    /// Whether the ruleset lets somebody with this credential provide the service; of a service that is not told, any.
    pub fn lets_provide(&self, credential: &str, service: Option<Service>) -> bool {
        self.providers.iter().any(|providers| {
            let meant =
                providers.services.is_empty() || service.is_none_or(|one| providers.services.contains(&one));
            meant && providers.credentials.iter().any(|known| known == credential)
        })
    }
}

/// A rule's importance and citations under a payer.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct RuleSetting {
    /// The rule's code.
    pub code: Text,
    /// How much its findings matter.
    pub importance: Importance,
    /// Where the payer says so.
    pub citations: List<Citation>,
    /// What to do about it honestly.
    pub help: Option<Text>,
}

/// Something a document asks that no note can show.
#[derive(Debug, Clone, PartialEq, Bake)]
#[databake(path = notelint::ruleset)]
pub struct Uncovered {
    /// Where the document speaks of it.
    pub place: Text,
    /// What it is about.
    pub topic: Text,
}

/// The rulesets to choose from: the built-in payers, what is made of them, then the user's.
#[derive(Debug, Clone, PartialEq)]
pub struct Rulesets {
    all: List<Ruleset>,
}

impl Rulesets {
    /// The rulesets that are built in.
    #[cfg(notelint_embedded)]
    pub fn builtin() -> Self {
        Self { all: Cow::Borrowed(BUILT_IN) }
    }

    /// The built-in rulesets and the user's: for each file a name for messages, and its YAML. `activities` names the
    /// activities that the user's lexicons add to the catalogue.
    ///
    /// # Errors
    /// When a file is wrong: everything that is wrong with it.
    #[cfg(notelint_embedded)]
    pub fn with_user(files: &[(String, String)], activities: &[String]) -> Result<Self, Vec<Problem>> {
        let mut all = BUILT_IN.to_vec();
        all.extend(compile(files, BUILT_IN, activities)?);
        Ok(Self { all: Cow::Owned(all) })
    }

    /// The ruleset of this id, among the others.
    pub fn get(&self, id: &str) -> Option<InForce<'_>> {
        let ruleset = self.all.iter().find(|ruleset| ruleset.id == id)?;
        Some(InForce::new(ruleset, &self.all))
    }

    /// Every ruleset, among the others.
    pub fn iter(&self) -> impl Iterator<Item = InForce<'_>> {
        self.all.iter().map(|ruleset| InForce::new(ruleset, &self.all))
    }

    /// The ids that `given` might have been meant for.
    pub fn near(&self, given: &str) -> Vec<&str> {
        nearest(given, self.all.iter().map(|ruleset| ruleset.id.as_ref()))
    }
}
