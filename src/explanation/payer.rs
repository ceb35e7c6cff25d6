//! An act → the payers' cells that decided: verdict, the condition that applied, and the citation.

use super::Explanation;
use crate::diagnostic::Citation;
use crate::ledger::LineKind;
use crate::lexicon::EntryKind;
use crate::reading::{Activity, Status};
use crate::ruleset::{Ruleset, Ruling, Verdict};

/// What a ruleset makes of an act.
#[derive(Debug)]
pub struct Payer<'a> {
    /// The ruleset.
    pub ruleset: &'a Ruleset,
    /// The verdict.
    pub verdict: Verdict,
    /// The cells that decided: the ruleset's own, or those of which it is the strictest reading. None for what belongs to
    /// another service, of which a rule speaks.
    pub cells: Vec<Cell<'a>>,
    /// What the rule cites, for what belongs to another service.
    pub citations: Vec<Cited<'a>>,
    /// Other payers that bar what this one is silent on.
    pub disallowed_by: Vec<String>,
    /// What it is to the ledger.
    pub counts_as: Option<(LineKind, &'a str)>,
    /// Its minutes have no place in the claim.
    pub against_claim: bool,
}

/// One payer's cell.
#[derive(Debug)]
pub struct Cell<'a> {
    /// The payer's ruleset.
    pub ruleset: &'a Ruleset,
    /// Its verdict.
    pub verdict: Verdict,
    /// The case that decided, or those that the note leaves open; none where the ruleset has no cell.
    pub cases: Vec<Weighed<'a>>,
}

/// A case of a cell that decided, or might have.
#[derive(Debug)]
pub struct Weighed<'a> {
    /// Its verdict.
    pub verdict: Verdict,
    /// Its condition, as a clause that follows "if".
    pub condition: Option<String>,
    /// The note does not tell whether the condition holds.
    pub open: bool,
    /// It has no condition, and holds for what other cases leave.
    pub otherwise: bool,
    /// The intervention that the act is credited as.
    pub credited_as: Option<&'a str>,
    /// Where the payer says so.
    pub citations: Vec<Cited<'a>>,
}

/// A citation, with its document.
#[derive(Debug, Clone)]
pub struct Cited<'a> {
    /// The place and what is said there.
    pub citation: Citation,
    /// The title of the document.
    pub document: Option<&'a str>,
}

impl Explanation<'_> {
    /// What the payer makes of an act; `None` where the payer is not asked.
    pub(super) fn payer(&self, place: usize, act: &Activity) -> Option<Payer<'_>> {
        let entry = self.entry(act.entry)?;
        let kind = entry.kind();
        let in_force = self.case.ruleset;
        if !act.is_staffs(self.lexicon(), kind) {
            return None;
        }
        let line = self.line(place);
        let mut payer = Payer {
            ruleset: in_force.ruleset,
            verdict: Verdict::Silent,
            cells: Vec::new(),
            citations: Vec::new(),
            disallowed_by: Vec::new(),
            counts_as: line.map(|line| (line.kind, line.name)),
            against_claim: line.is_some_and(|line| line.against_claim),
        };
        let (judgement, rulings) = match kind {
            EntryKind::Activity => (
                in_force.judge(&entry.name, &act.circumstances),
                in_force.rulings(&entry.name, &act.circumstances),
            ),
            EntryKind::Intervention if act.status == Status::Done => (
                in_force.judge_intervention(&entry.name, &act.circumstances),
                in_force.rulings_on_intervention(&entry.name, &act.circumstances),
            ),
            EntryKind::Service => {
                let citations = in_force.rule(&entry.code).citations;
                payer.citations = citations.into_iter().map(|citation| self.cited(citation)).collect();
                return Some(payer);
            }
            _ => return None,
        };
        payer.verdict = judgement.verdict;
        payer.cells = rulings.into_iter().map(|ruling| self.cell(&ruling)).collect();
        if judgement.verdict == Verdict::Silent {
            payer.disallowed_by = judgement.disallowed_by.iter().map(ToString::to_string).collect();
            let cited = |citation: &Citation| {
                let cases = payer.cells.iter().flat_map(|cell| &cell.cases);
                cases.flat_map(|case| &case.citations).any(|cited| cited.citation == *citation)
            };
            let others = judgement.citations.into_iter().filter(|citation| !cited(citation));
            payer.citations = others.map(|citation| self.cited(citation)).collect();
        }
        Some(payer)
    }

    fn cell<'r>(&'r self, ruling: &Ruling<'r>) -> Cell<'r> {
        let open = ruling.cases.len() > 1;
        let weighed = |case: &&'r crate::ruleset::Case| {
            let condition = case.words();
            Weighed {
                verdict: case.verdict,
                open: open && condition.is_some(),
                otherwise: condition.is_none() && ruling.has_others,
                condition,
                credited_as: case.credited_as.as_deref(),
                citations: case.citations.iter().map(|citation| self.cited(citation.clone())).collect(),
            }
        };
        Cell {
            ruleset: ruling.ruleset,
            verdict: ruling.verdict,
            cases: ruling.cases.iter().map(weighed).collect(),
        }
    }

    fn cited(&self, citation: Citation) -> Cited<'_> {
        let of = self.linter.rulesets().get(&citation.ruleset);
        Cited { document: of.map(|of| of.ruleset.document.as_ref()), citation }
    }
}
