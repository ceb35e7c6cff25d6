//! An activity, an intervention or a rule → what each ruleset makes of it, with conditions and citations.

use std::fmt::Write as _;

use serde::Serialize;

use super::{find, verdict_words};
use crate::catalogue;
use crate::diagnostic::{Citation, Severity};
use crate::lexicon::{EntryKind, Lexicon};
use crate::ruleset::{InForce, Kind, Rulesets, Text, Verdict};

/// What one ruleset makes of an act or a rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opinion {
    /// The ruleset.
    pub ruleset: Text,
    /// Its cases; the first that holds decides. Never empty.
    pub cases: Vec<Holding>,
}

/// One case of a ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holding {
    /// The verdict on an act; `None` for a rule, and for a ruleset that is the strictest of others.
    pub verdict: Option<Verdict>,
    /// The case in words: "billable as transition if …", "otherwise silent", "warning", "off".
    pub words: String,
    /// Where the payer says so.
    pub places: Vec<CitedPlace>,
}

impl Holding {
    /// The verdict's name, "none" where there is none.
    pub fn verdict_name(&self) -> &'static str {
        self.verdict.map_or("none", Verdict::name)
    }
}

/// A place in a payer's document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitedPlace {
    /// The ruleset whose document it is.
    pub ruleset: Text,
    /// Where in it.
    pub place: Text,
    /// What the payer says there, in our words.
    pub text: Text,
}

/// What each ruleset makes of an activity, an intervention or another rule; empty if neither the catalogue nor the
/// lexicon has this code or name.
pub fn opinions(rulesets: &Rulesets, lexicon: &Lexicon, code_or_name: &str) -> Vec<Opinion> {
    let known = catalogue::activity(code_or_name).map(|act| (Kind::Activity, act.name));
    let known = known.or_else(|| Some((Kind::Intervention, catalogue::intervention(code_or_name)?.name)));
    let own = || {
        let entry = lexicon.find(code_or_name)?;
        match entry.kind() {
            EntryKind::Activity => Some((Kind::Activity, entry.name.as_ref())),
            EntryKind::Intervention => Some((Kind::Intervention, entry.name.as_ref())),
            _ => None,
        }
    };
    if let Some((kind, name)) = known.or_else(own) {
        rulesets.iter().map(|one| on_act(&one, kind, name)).collect()
    } else if let Some(rule) = catalogue::rule(code_or_name) {
        rulesets.iter().map(|one| on_rule(&one, rule.code)).collect()
    } else {
        Vec::new()
    }
}

fn on_act(one: &InForce<'_>, kind: Kind, name: &str) -> Opinion {
    let ruleset = one.ruleset.id.clone();
    let Some(cell) = find(kind.cells(one.ruleset), name) else {
        let members: Vec<&str> = one.members().map(|member| member.id.as_ref()).collect();
        let (verdict, words) = match members.as_slice() {
            [] => (Some(Verdict::Silent), Verdict::Silent.name().to_owned()),
            members => (None, format!("the strictest of {}", members.join(", "))),
        };
        return Opinion { ruleset, cases: vec![Holding { verdict, words, places: Vec::new() }] };
    };
    let holding = |(index, case): (usize, &crate::ruleset::Case)| {
        let verdict = verdict_words(case);
        let words = match case.words() {
            Some(condition) => format!("{verdict} if {condition}"),
            None if index > 0 => format!("otherwise {verdict}"),
            None => verdict,
        };
        Holding { verdict: Some(case.verdict), words, places: places(&case.citations) }
    };
    Opinion { ruleset, cases: cell.cases.iter().enumerate().map(holding).collect() }
}

fn on_rule(one: &InForce<'_>, code: &str) -> Opinion {
    let rule = one.rule(code);
    let words = rule.severity.map_or("off", Severity::name).to_owned();
    let cited = one.ruleset.strictest_of.is_empty();
    let places = if cited { places(&rule.citations) } else { Vec::new() };
    Opinion { ruleset: one.ruleset.id.clone(), cases: vec![Holding { verdict: None, words, places }] }
}

fn places(citations: &[Citation]) -> Vec<CitedPlace> {
    let place = |citation: &Citation| CitedPlace {
        ruleset: citation.ruleset.clone(),
        place: citation.place.clone(),
        text: citation.text.clone(),
    };
    citations.iter().map(place).collect()
}

/// The same as lines of text.
pub fn explain_verdicts(rulesets: &Rulesets, lexicon: &Lexicon, code_or_name: &str) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    for Opinion { ruleset, cases } in opinions(rulesets, lexicon, code_or_name) {
        for (index, case) in cases.iter().enumerate() {
            let _ = match index {
                0 => writeln!(out, "{ruleset}: {}", case.words),
                _ => writeln!(out, "  {}", case.words),
            };
            for place in &case.places {
                let from =
                    if place.ruleset == ruleset { String::new() } else { format!("{} ", place.ruleset) };
                let _ = writeln!(out, "    {from}{}: {}", place.place, place.text);
            }
        }
    }
    out
}
