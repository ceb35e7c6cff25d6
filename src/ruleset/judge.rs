//! A ruleset + an act and its circumstances → a verdict, how much it matters, and why.

use super::{Case, Cell, Importance, Kind, RuleSetting, Ruleset, Text, Verdict};
use crate::catalogue;
use crate::circumstances::Circumstances;
use crate::diagnostic::{Citation, Severity};

/// A ruleset among the others, which it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct InForce<'a> {
    /// The ruleset.
    pub ruleset: &'a Ruleset,
    all: &'a [Ruleset],
}

/// What a ruleset makes of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// How much it matters; `None` is no finding.
    pub severity: Option<Severity>,
    /// Where the payer says so; where it is silent, where the others do.
    pub citations: Vec<Citation>,
    /// The other rulesets that pay for the act. Only filled in by a strictest reading.
    pub paid_by: Vec<Text>,
    /// The other rulesets that do not pay for it, or may not. Only filled in by a strictest reading and on silence.
    pub disallowed_by: Vec<Text>,
    /// The intervention that the act is credited as.
    pub as_intervention: Option<Text>,
    /// What to do about it honestly.
    pub help: Vec<Text>,
    /// What the verdict turns on and the note does not tell, as a clause that follows "if".
    pub open: Option<String>,
}

impl Judgement {
    /// Whether the act's minutes have no place in the claim: what DU005 and DU006 look at. An act that is only a
    /// `note` (time not claimed, or part of a day rate) is left out.
    pub fn counts_against_claim(&self) -> bool {
        self.verdict.disallows() && self.severity > Some(Severity::Note)
    }
}

/// How one payer came to its verdict on an act.
#[derive(Debug, Clone)]
pub struct Ruling<'a> {
    /// The payer's ruleset.
    pub ruleset: &'a Ruleset,
    /// Its verdict.
    pub verdict: Verdict,
    /// The case that decided; several where the note leaves open which does, none where the ruleset has no cell.
    pub cases: Vec<&'a Case>,
    /// Whether the cell has other cases, so that one without a condition holds for all that is left.
    pub has_others: bool,
}

/// A rule under a ruleset.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleInForce {
    /// How much its findings matter; `None` if it is off.
    pub severity: Option<Severity>,
    /// Where the payer asks for it.
    pub citations: Vec<Citation>,
    /// What to do about it honestly.
    pub help: Vec<Text>,
}

impl<'a> InForce<'a> {
    pub(super) fn new(ruleset: &'a Ruleset, all: &'a [Ruleset]) -> Self {
        Self { ruleset, all }
    }

    /// What the ruleset makes of an activity. A name without a cell is silence.
    pub fn judge(&self, activity: &str, circumstances: &Circumstances) -> Judgement {
        let mut judgement = match self.ruleset.decide(Kind::Activity, activity, circumstances) {
            None => self.strictest(Kind::Activity, activity, circumstances),
            Some(decision) => {
                let mut judgement = decision.judgement(&self.ruleset.id);
                if judgement.verdict == Verdict::Silent {
                    self.compare(&mut judgement, activity, circumstances, decision.ruled().is_none());
                }
                judgement
            }
        };
        if circumstances.time_not_claimed {
            judgement.severity = judgement.severity.map(|severity| severity.min(Severity::Note));
        }
        judgement
    }

    /// What the ruleset makes of an intervention. Only a ruling gives it a severity: a `note` there is IV003's.
    pub fn judge_intervention(&self, name: &str, circumstances: &Circumstances) -> Judgement {
        match self.ruleset.decide(Kind::Intervention, name, circumstances) {
            None => self.strictest(Kind::Intervention, name, circumstances),
            Some(decision) => {
                let severity = decision.ruled().flatten();
                Judgement { severity, ..decision.judgement(&self.ruleset.id) }
            }
        }
    }

    /// The verdict of [`Self::judge_intervention`] alone.
    pub fn verdict_on_intervention(&self, name: &str, circumstances: &Circumstances) -> Verdict {
        let verdict = |ruleset: &Ruleset| {
            ruleset.decide(Kind::Intervention, name, circumstances).map(|decision| decision.verdict)
        };
        verdict(self.ruleset)
            .unwrap_or_else(|| self.members().filter_map(verdict).fold(Verdict::Silent, Verdict::strictest))
    }

    /// How [`Self::judge`] comes to its verdict: by the ruleset's own cell, or by those of which it is the strictest reading.
    pub fn rulings(&self, activity: &str, circumstances: &Circumstances) -> Vec<Ruling<'a>> {
        self.rulings_on(Kind::Activity, activity, circumstances)
    }

    /// The same for [`Self::judge_intervention`].
    pub fn rulings_on_intervention(&self, name: &str, circumstances: &Circumstances) -> Vec<Ruling<'a>> {
        self.rulings_on(Kind::Intervention, name, circumstances)
    }

    fn rulings_on(&self, kind: Kind, name: &str, circumstances: &Circumstances) -> Vec<Ruling<'a>> {
        let ruling = |ruleset: &'a Ruleset| {
            let Decision { verdict, candidates } = ruleset.decide(kind, name, circumstances)?;
            let has_others = ruleset.cell(kind, name).is_some_and(|cell| cell.cases.len() > 1);
            Some(Ruling { ruleset, verdict, cases: candidates, has_others })
        };
        match ruling(self.ruleset) {
            Some(own) => vec![own],
            None => self.members().filter_map(ruling).collect(),
        }
    }

    /// What the ruleset makes of a rule, by its code. A code that is no rule's is off.
    pub fn rule(&self, code: &str) -> RuleInForce {
        let own = self.ruleset.rule_setting(code);
        let mut rule = RuleInForce { severity: self.severity(code), citations: vec![], help: vec![] };
        let mut cite = |setting: &RuleSetting| {
            // Two members may have a setting from one parent.
            extend_with_new(&mut rule.citations, setting.citations.iter());
            extend_with_new(&mut rule.help, setting.help.iter());
        };
        own.into_iter().for_each(&mut cite);
        self.members().filter_map(|member| member.rule_setting(code)).for_each(&mut cite);
        rule
    }

    /// How much a rule's findings matter; `None` if it is off, or no rule's code.
    pub fn severity(self, code: &str) -> Option<Severity> {
        let own = self.ruleset.rule_setting(code);
        let ruled = own.is_some_and(|setting| setting.importance != Importance::Usual);
        if ruled || self.members().next().is_none() {
            return self.ruleset.rule_severity(code);
        }
        self.members().filter_map(|member| member.rule_severity(code)).max()
    }

    /// The rulesets of which this one is the strictest reading.
    pub fn members(self) -> impl Iterator<Item = &'a Ruleset> + use<'a> {
        let Self { ruleset, all } = self;
        ruleset.strictest_of.iter().filter_map(move |id| all.iter().find(|one| one.id == *id))
    }

    /// The payers that a silent one is compared with: those of the first strictest reading.
    fn payers(self) -> impl Iterator<Item = &'a Ruleset> {
        let strictest = self.all.iter().find(|one| !one.strictest_of.is_empty());
        strictest.into_iter().flat_map(move |ruleset| Self::new(ruleset, self.all).members())
    }

    /// Silence that another payer's rule makes worth a `note`.
    fn compare(&self, judgement: &mut Judgement, activity: &str, circumstances: &Circumstances, usual: bool) {
        for other in self.payers().filter(|other| other.id != self.ruleset.id) {
            let Some(decision) = other.decide(Kind::Activity, activity, circumstances) else { continue };
            if decision.verdict.disallows() {
                judgement.disallowed_by.push(other.id.clone());
                judgement.citations.extend(decision.citations().next().cloned());
            }
        }
        if usual && !judgement.disallowed_by.is_empty() {
            judgement.severity = Some(Severity::Note);
        }
    }

    /// The strictest of the members' judgements, and who pays.
    fn strictest(&self, kind: Kind, name: &str, circumstances: &Circumstances) -> Judgement {
        let mut judgement = Judgement {
            verdict: Verdict::Silent,
            severity: None,
            citations: vec![],
            paid_by: vec![],
            disallowed_by: vec![],
            as_intervention: None,
            help: vec![],
            open: None,
        };
        let mut paying = vec![];
        let mut silent_help = vec![];
        for member in self.members() {
            let Some(decision) = member.decide(kind, name, circumstances) else { continue };
            let severity =
                if kind == Kind::Activity { decision.severity() } else { decision.ruled().flatten() };
            judgement.severity = judgement.severity.max(severity);
            match decision.verdict {
                Verdict::NonBillable | Verdict::Conditional => {
                    judgement.disallowed_by.push(member.id.clone());
                    judgement.citations.extend(decision.citations().next().cloned());
                    judgement.open = judgement.open.or_else(|| decision.open());
                }
                Verdict::Billable => {
                    judgement.paid_by.push(member.id.clone());
                    judgement.as_intervention =
                        judgement.as_intervention.or_else(|| decision.credited_as().cloned());
                    paying.extend(decision.citations().next().cloned());
                }
                Verdict::Silent => silent_help.extend(decision.help(&member.id)),
            }
            judgement.verdict = judgement.verdict.strictest(decision.verdict);
        }
        judgement.citations.extend(paying);
        if judgement.verdict.disallows() {
            judgement.as_intervention = None;
            if !judgement.paid_by.is_empty() {
                let payers = judgement.paid_by.join(", ");
                judgement.help.push(format!("paid by {payers}: choose your payer's ruleset").into());
            }
        } else if judgement.severity.is_some() {
            silent_help.dedup();
            judgement.help = silent_help;
        }
        if judgement.verdict != Verdict::Conditional {
            judgement.open = None;
        }
        judgement
    }
}

impl Verdict {
    /// Of two payers' verdicts the one that a cautious biller goes by: any "no" counts, and silence adds nothing.
    fn strictest(self, other: Self) -> Self {
        match (self, other) {
            (Self::Silent, known) | (known, Self::Silent) => known,
            (one, two) => one.max(two),
        }
    }
}

/// The cases that may decide: one, or those that the note leaves open and the one that holds if they do not.
#[derive(Debug)]
struct Decision<'a> {
    verdict: Verdict,
    candidates: Vec<&'a Case>,
}

impl Ruleset {
    /// The cell of an activity or intervention.
    fn cell(&self, kind: Kind, name: &str) -> Option<&Cell> {
        let cells = kind.cells(self);
        let at = cells.binary_search_by(|cell| cell.name.as_ref().cmp(name)).ok()?;
        cells.get(at)
    }

    /// What decides; `None` where a strictest reading has no exception of its own.
    fn decide(&self, kind: Kind, name: &str, circumstances: &Circumstances) -> Option<Decision<'_>> {
        let Some(cell) = self.cell(kind, name) else {
            let silent = Decision { verdict: Verdict::Silent, candidates: vec![] };
            return self.strictest_of.is_empty().then_some(silent);
        };
        let mut candidates = Vec::with_capacity(1);
        for case in cell.cases.iter() {
            let held = case.holds(circumstances);
            if held != Some(false) {
                candidates.push(case);
            }
            if held == Some(true) {
                break;
            }
        }
        let verdict = match candidates.as_slice() {
            [] => Verdict::Silent,
            [first, rest @ ..] if rest.iter().all(|case| case.verdict == first.verdict) => first.verdict,
            many if many.iter().any(|case| case.verdict.disallows()) => Verdict::Conditional,
            _ => Verdict::Silent,
        };
        Some(Decision { verdict, candidates })
    }

    fn rule_setting(&self, code: &str) -> Option<&RuleSetting> {
        let at = self.rules.binary_search_by(|setting| setting.code.as_ref().cmp(code)).ok()?;
        self.rules.get(at)
    }

    fn rule_severity(&self, code: &str) -> Option<Severity> {
        match self.rule_setting(code).map(|setting| setting.importance) {
            Some(Importance::Ruled(severity)) => severity,
            Some(Importance::Usual) | None => {
                catalogue::rule(code).filter(|rule| rule.default_on).map(|rule| rule.severity)
            }
        }
    }
}

impl Case {
    fn holds(&self, circumstances: &Circumstances) -> Option<bool> {
        let mut all = Some(true);
        for condition in self.conditions.iter() {
            match condition.holds(circumstances) {
                Some(false) => return Some(false),
                None => all = None,
                Some(true) => {}
            }
        }
        all
    }

    /// The case's conditions as a clause that follows "if"; `None` if it has none.
    pub fn words(&self) -> Option<String> {
        let words: Vec<String> = self.conditions.iter().map(|condition| condition.test.words()).collect();
        if words.is_empty() { None } else { Some(words.join(" and ")) }
    }
}

impl Decision<'_> {
    /// Whether a ruling gives the severity, and which.
    fn ruled(&self) -> Option<Option<Severity>> {
        match self.candidates.as_slice() {
            [only] => match only.importance {
                Importance::Ruled(severity) => Some(severity),
                Importance::Usual => None,
            },
            _ => None,
        }
    }

    /// The cases that tell why: of an open decision, those that disallow, else those that pay.
    fn telling(&self) -> impl Iterator<Item = &Case> {
        let worst = self.candidates.iter().map(|case| case.verdict.disallows()).max();
        let alone = self.candidates.len() == 1;
        self.candidates.iter().copied().filter(move |case| {
            alone || Some(case.verdict.disallows()) == worst && case.verdict != Verdict::Silent
        })
    }

    fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.telling().flat_map(|case| case.citations.iter())
    }

    fn severity(&self) -> Option<Severity> {
        let usual = if self.verdict.disallows() { Some(Severity::Warning) } else { None };
        self.ruled().unwrap_or(usual)
    }

    fn credited_as(&self) -> Option<&Text> {
        match self.candidates.as_slice() {
            [only] => only.credited_as.as_ref(),
            _ => None,
        }
    }

    /// The case on which an open decision turns.
    fn turning(&self) -> Option<&Case> {
        if self.candidates.len() < 2 {
            return None;
        }
        self.telling().find(|case| !case.conditions.is_empty())
    }

    /// What the decision turns on and the note does not tell.
    fn open(&self) -> Option<String> {
        self.turning()?.words()
    }

    fn help(&self, id: &str) -> Vec<Text> {
        let mut help: Vec<Text> = self.telling().filter_map(|case| case.help.clone()).collect();
        if help.is_empty()
            && let Some(case) = self.turning()
            && let Some(words) = case.words()
        {
            let credit = case.credited_as.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
            let verdict = case.verdict.name();
            help.push(format!("{verdict}{credit} in {id} if {words}; the note does not tell").into());
        }
        help
    }

    /// By itself, without the other payers.
    fn judgement(&self, id: &str) -> Judgement {
        let mut citations = Vec::new();
        extend_with_new(&mut citations, self.citations());
        Judgement {
            verdict: self.verdict,
            severity: self.severity(),
            citations,
            paid_by: vec![],
            disallowed_by: vec![],
            as_intervention: self.credited_as().cloned(),
            help: self.help(id),
            open: self.open(),
        }
    }
}

fn extend_with_new<'a, T: Clone + PartialEq + 'a>(list: &mut Vec<T>, more: impl Iterator<Item = &'a T>) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}
