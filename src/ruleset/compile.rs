//! Ruleset files → rulesets: names checked, parents copied in, and every mistake told with what to write instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::schema::{CaseFile, CiteFile, Entries, Level, RuleFile, RulesetFile, When};
use super::{Cap, Case, Cell, Condition, Importance, Kind, List, Minimum, Providers, RuleSetting, Ruleset};
use super::{Test, Text, Uncovered, Units, Verdict};
use crate::catalogue;
use crate::diagnostic::Citation;
use crate::lexicon::Element;
use crate::nearest::{did_you_mean, nearest};
use crate::sha256::sha256;

/// A mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, by the name that it was given with.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// Where in the file, as "activities.travel"; empty for the file as a whole.
    pub key: String,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        match self.key.as_str() {
            "" => write!(f, ": {}", self.message),
            key => write!(f, ": {key}: {}", self.message),
        }
    }
}

impl std::error::Error for Problem {}

/// Makes rulesets of files, each a name for messages and its YAML: payers first, in the order of the first strictest
/// reading, and strictest readings last. `known` are rulesets that may be inherited, `activities` the names of
/// activities that are not in the catalogue.
///
/// # Errors
/// When a file is wrong: everything that is wrong.
pub fn compile(
    files: &[(String, String)],
    known: &[Ruleset],
    activities: &[String],
) -> Result<Vec<Ruleset>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut waiting: Vec<(&(String, String), RulesetFile)> = Vec::new();
    for source in files {
        match serde_yaml::from_str::<RulesetFile>(&source.1) {
            Ok(parsed) => waiting.push((source, parsed)),
            Err(error) => {
                let line = error.location().map(|at| at.line());
                let error = error.to_string();
                let message = error.split(" at line ").next().unwrap_or(&error).to_string();
                problems.push(Problem { file: source.0.clone(), line, key: String::new(), message });
            }
        }
    }
    let mut done: Vec<Ruleset> = known.to_vec();
    while !waiting.is_empty() {
        let ids: Vec<&str> = done.iter().map(|ruleset| ruleset.id.as_ref()).collect();
        let ready = waiting.iter().position(|(_, file)| needs(file).all(|id| ids.contains(&id)));
        let Some(ready) = ready else {
            problems.extend(waiting.iter().map(|(source, parsed)| unknown_parent(source, parsed, &ids)));
            break;
        };
        let (source, parsed) = waiting.remove(ready);
        let mut check = Check { source, activities, problems: &mut problems };
        done.push(ruleset(parsed, &done, &mut check));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut made = done.split_off(known.len());
    order(&mut made);
    Ok(made)
}

/// The rulesets that a file builds on.
fn needs(file: &RulesetFile) -> impl Iterator<Item = &str> {
    file.inherits.iter().chain(&file.strictest_of).map(String::as_str)
}

fn unknown_parent(source: &(String, String), parsed: &RulesetFile, ids: &[&str]) -> Problem {
    let missing = needs(parsed).find(|id| !ids.contains(id)).unwrap_or_default();
    let near = did_you_mean(&nearest(missing, ids.iter().copied()));
    let key = if parsed.inherits.as_deref() == Some(missing) { "inherits" } else { "strictest-of" };
    problem(source, key, format!("no ruleset `{missing}` to build on, or it is itself wrong{near}"))
}

fn problem((file, yaml): &(String, String), key: &str, message: String) -> Problem {
    Problem { file: file.clone(), line: line_of(yaml, key), key: key.to_string(), message }
}

/// The line, from 1, of a key as "activities.waiting[0].as": of its innermost part that begins a line.
fn line_of(yaml: &str, key: &str) -> Option<usize> {
    let mut lines = yaml.lines().enumerate();
    let mut line = None;
    for name in key.split('.').map(|part| part.split('[').next().unwrap_or(part)) {
        let begins = |text: &str| {
            let text = text.trim_start().trim_start_matches("- ").trim_start_matches(['"', '\'']);
            text.strip_prefix(name).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':'))
        };
        match lines.find(|(_, text)| begins(text)) {
            Some((index, _)) => line = Some(index + 1),
            None => break,
        }
    }
    line
}

fn order(made: &mut [Ruleset]) {
    let first: Vec<Text> = made
        .iter()
        .find(|one| !one.strictest_of.is_empty())
        .map(|one| one.strictest_of.to_vec())
        .unwrap_or_default();
    made.sort_by_key(|one| {
        let place = first.iter().position(|id| *id == one.id).unwrap_or(first.len());
        (!one.strictest_of.is_empty(), place, one.id.clone())
    });
}

/// One file's checks: what is wrong is noted, and the work goes on.
struct Check<'a> {
    source: &'a (String, String),
    activities: &'a [String],
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn wrong(&mut self, key: impl Into<String>, message: impl Into<String>) {
        self.problems.push(problem(self.source, &key.into(), message.into()));
    }

    fn knows(&self, kind: Kind, name: &str) -> bool {
        kind.acts().iter().any(|act| act.name == name)
            || kind == Kind::Activity && self.activities.iter().any(|own| own == name)
    }

    fn unknown(&mut self, key: impl Into<String>, what: &str, name: &str) {
        let own = self.activities.iter().map(String::as_str);
        let acts = catalogue::ACTIVITIES.iter().chain(catalogue::INTERVENTIONS).map(|act| act.name);
        let rules = catalogue::RULES.iter().map(|rule| rule.code);
        let near = nearest(name, acts.chain(rules).chain(own));
        let message = format!("no {what} is named `{name}`{}", did_you_mean(&near));
        self.wrong(key, message);
    }
}

fn ruleset(file: RulesetFile, done: &[Ruleset], check: &mut Check<'_>) -> Ruleset {
    let id = file.id;
    if done.iter().any(|one| one.id == id) {
        check.wrong("id", format!("`{id}` is taken; choose another id and write `inherits: {id}`"));
    }
    let by_id = |wanted: &str| done.iter().find(|one| one.id == wanted);
    let parent = file.inherits.as_deref().and_then(by_id);
    let mut own_or_inherited =
        |key: &str, own: Option<String>, inherited: Option<&Text>| match (own, inherited) {
            (Some(own), _) => own.into(),
            (None, Some(inherited)) => inherited.clone(),
            (None, None) => {
                check.wrong(key, "is missing; it may be left out only where another ruleset is inherited");
                Text::default()
            }
        };
    let document = own_or_inherited("document", file.document, parent.map(|one| &one.document));
    let issuer = own_or_inherited("issuer", file.issuer, parent.map(|one| &one.issuer));
    let program = own_or_inherited("program", file.program, parent.map(|one| &one.program));
    let date = file.date.map(Text::from);

    let strictest_of: List<Text> = match parent {
        Some(parent) if file.strictest_of.is_empty() => parent.strictest_of.clone(),
        _ => file.strictest_of.into_iter().map(Text::from).collect(),
    };
    let members: Vec<&Ruleset> = strictest_of.iter().filter_map(|one| by_id(one)).collect();

    let units = match file.units {
        Some(units) => {
            let positive = units.step > 0.0 && units.sizes.iter().all(|size| *size > 0.0);
            if !positive || units.sizes.is_empty() || units.rounding.is_empty() {
                check.wrong(
                    "units",
                    "`step` and `sizes` are minutes above 0, and `rounding` names one way at least",
                );
            }
            vec![Units {
                step: units.step,
                sizes: units.sizes.into(),
                first_from: units.first_from,
                rounding: units.rounding.into(),
                alone: units.alone,
                citations: citations(&id, Some((units.place, units.says)), units.also),
            }]
        }
        None => {
            parent.into_iter().chain(members.iter().copied()).flat_map(|one| one.units.to_vec()).collect()
        }
    };
    let minimum = match file.minimum {
        Some(minimum) => Some(Minimum {
            minutes: minimum.minutes,
            citations: citations(&id, Some((minimum.place, minimum.says)), minimum.also),
            help: minimum.help.map(Text::from),
        }),
        None => parent
            .into_iter()
            .chain(members.iter().copied())
            .filter_map(|one| one.minimum.clone())
            .max_by(|a, b| a.minutes.total_cmp(&b.minutes)),
    };
    let mut caps: Vec<Cap> =
        parent.into_iter().chain(members.iter().copied()).flat_map(|one| one.caps.to_vec()).collect();
    if !file.caps.is_empty() {
        caps = file.caps.into_iter().map(|cap| self::cap(&id, cap)).collect();
    }
    let mut providers: Vec<Providers> =
        parent.into_iter().chain(members.iter().copied()).flat_map(|one| one.providers.to_vec()).collect();
    if !file.providers.is_empty() {
        providers = file.providers.into_iter().map(|one| self::providers(one, check)).collect();
    }
    let combine_contacts = file.combine_contacts.unwrap_or_else(|| match parent {
        Some(parent) => parent.combine_contacts,
        None => !members.is_empty() && members.iter().all(|one| one.combine_contacts),
    });

    let mut never_combined: Vec<Text> = parent
        .into_iter()
        .chain(members.iter().copied())
        .flat_map(|one| one.never_combined.to_vec())
        .collect();
    if !file.never_combined.is_empty() {
        if !combine_contacts {
            check.wrong("never-combined", "is an exception to `combine-contacts: true`; write that too");
        }
        never_combined = file.never_combined.into_iter().map(Text::from).collect();
    }
    for name in
        never_combined.iter().filter(|name| !check.knows(Kind::Activity, name)).cloned().collect::<Vec<_>>()
    {
        check.unknown("never-combined", "activity", &name);
    }

    let mut spoken: Vec<Text> = Vec::new();
    let mut acts = |kind: Kind, entries, check: &mut Check<'_>| {
        let inherited = parent.into_iter().flat_map(|one| kind.cells(one).iter().cloned());
        let own = cells(&id, kind, entries, check);
        spoken.extend(own.iter().map(|cell| cell.name.clone()));
        inherited.chain(own).map(|cell| (cell.name.clone(), cell)).collect::<BTreeMap<Text, Cell>>()
    };
    let mut activities = acts(Kind::Activity, file.activities, check);
    let mut interventions = acts(Kind::Intervention, file.interventions, check);
    for name in file.silent.into_iter().map(Text::from) {
        if spoken.contains(&name) {
            check.wrong(
                "silent",
                format!("`{name}` stands here and has cases, or stands here twice; keep one"),
            );
        }
        spoken.push(name.clone());
        let cell = Cell { name: name.clone(), cases: vec![silence()].into() };
        if check.knows(Kind::Activity, &name) {
            activities.insert(name, cell);
        } else if check.knows(Kind::Intervention, &name) {
            interventions.insert(name, cell);
        } else {
            check.unknown("silent", "activity or intervention", &name);
        }
    }
    if strictest_of.is_empty() {
        is_complete(Kind::Activity, &activities, check);
        is_complete(Kind::Intervention, &interventions, check);
    }
    let mut rules = rules(&id, file.rules, check);
    for inherited in parent.into_iter().flat_map(|one| one.rules.iter()) {
        rules.entry(inherited.code.clone()).or_insert_with(|| inherited.clone());
    }

    let rests_on = parent.into_iter().chain(members).map(|one| format!("{}\n", one.sha256));
    let sha256 = sha256(format!("{}{}", check.source.1, rests_on.collect::<String>())).into();
    Ruleset {
        document,
        issuer,
        date,
        program,
        inherits: file.inherits.map(Text::from),
        strictest_of,
        units: units.into(),
        minimum,
        caps: caps.into(),
        providers: providers.into(),
        combine_contacts,
        never_combined: never_combined.into(),
        activities: activities.into_values().collect(),
        interventions: interventions.into_values().collect(),
        rules: rules.into_values().collect(),
        uncovered: file
            .uncovered
            .into_iter()
            .map(|one| Uncovered { place: one.place.into(), topic: one.topic.into() })
            .collect(),
        id: id.into(),
        sha256,
    }
}

/// A payer's ruleset says something of every act, if only that the document is silent.
fn is_complete(kind: Kind, cells: &BTreeMap<Text, Cell>, check: &mut Check<'_>) {
    let names = kind.acts().iter().map(|act| act.name);
    let missing: Vec<&str> = names.filter(|name| !cells.contains_key(*name)).collect();
    if !missing.is_empty() {
        let missing = missing.join("`, `");
        let message = format!("nothing is said of `{missing}`; give cases, or list it under `silent`");
        check.wrong(kind.key(), message);
    }
}

fn silence() -> Case {
    Case {
        conditions: Cow::default(),
        verdict: Verdict::Silent,
        importance: Importance::Usual,
        credited_as: None,
        citations: Cow::default(),
        help: None,
    }
}

fn cells(id: &str, kind: Kind, entries: Entries<Vec<CaseFile>>, check: &mut Check<'_>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (name, cases) in entries.0 {
        let key = format!("{}.{name}", kind.key());
        if !check.knows(kind, &name) {
            check.unknown(&key, kind.name(), &name);
        }
        if cells.iter().any(|cell| cell.name == name) {
            check.wrong(&key, "stands twice; put all its cases in one list");
        }
        let last = cases.len().saturating_sub(1);
        if cases.is_empty() {
            check.wrong(&key, "has no case; give one, or list the name under `silent`");
        }
        let mut made = Vec::with_capacity(cases.len());
        for (index, case) in cases.into_iter().enumerate() {
            let key = format!("{key}[{index}]");
            let case = self::case(id, &key, case, check);
            match (case.conditions.is_empty(), index == last) {
                (true, false) => {
                    check.wrong(&key, "has no condition, so the cases after it are never reached")
                }
                (false, true) => {
                    check.wrong(&key, "is the last case and has a condition; end with one that has none: `- { verdict: silent }`");
                }
                _ => {}
            }
            made.push(case);
        }
        cells.push(Cell { name: name.into(), cases: made.into() });
    }
    cells
}

fn case(id: &str, key: &str, case: CaseFile, check: &mut Check<'_>) -> Case {
    let mut conditions = conditions(case.when, false);
    conditions.extend(self::conditions(case.when_told, true));
    if let Some(name) = &case.credited_as {
        if !check.knows(Kind::Intervention, name) {
            check.unknown(format!("{key}.as"), "intervention", name);
        }
        if case.verdict.disallows() {
            check
                .wrong(format!("{key}.as"), "only what is billable or silent is credited as an intervention");
        }
    }
    let first = first_citation(key, case.place, case.says, check);
    if first.is_none() && case.verdict != Verdict::Silent {
        let verdict = case.verdict.name();
        check.wrong(key, format!("is {verdict} without a citation; add `place` and `says`"));
    }
    Case {
        conditions: conditions.into(),
        verdict: case.verdict,
        importance: importance(case.severity),
        credited_as: case.credited_as.map(Text::from),
        citations: citations(id, first, case.also),
        help: case.help.map(Text::from),
    }
}

fn conditions(when: When, only_if_told: bool) -> Vec<Condition> {
    fn any<T: Clone>(list: Vec<T>, test: fn(List<T>) -> Test) -> Option<Test> {
        if list.is_empty() { None } else { Some(test(Cow::Owned(list))) }
    }
    let tests = [
        any(when.program.0, Test::Program),
        any(when.service.0, Test::Service),
        any(when.recipient.0, Test::Recipient),
        any(when.purpose.0, Test::Purpose),
        any(when.manner.0, Test::Manner),
        any(when.system.0.into_iter().map(Text::from).collect(), Test::System),
        when.client_present.map(Test::ClientPresent),
        when.several_clients.map(Test::SeveralClients),
        when.visit_failed.map(Test::VisitFailed),
        when.own_session_note.map(Test::OwnSessionNote),
        when.time_not_claimed.map(Test::TimeNotClaimed),
        when.minutes_at_least.map(Test::MinutesAtLeast),
    ];
    tests.into_iter().flatten().map(|test| Condition { test, only_if_told }).collect()
}

fn rules(id: &str, entries: Entries<RuleFile>, check: &mut Check<'_>) -> BTreeMap<Text, RuleSetting> {
    let mut rules = BTreeMap::new();
    for (code, rule) in entries.0 {
        let key = format!("rules.{code}");
        match catalogue::RULES.iter().find(|known| known.code == code) {
            None => check.unknown(&key, "rule", &code),
            Some(known) if !known.default_on && rule.severity.is_none() => {
                check.wrong(&key, "is off by default; add `severity: warning` or `severity: none`");
            }
            Some(_) => {}
        }
        let first = first_citation(&key, rule.place, rule.says, check);
        let setting = RuleSetting {
            code: code.into(),
            importance: importance(rule.severity),
            citations: citations(id, first, rule.also),
            help: rule.help.map(Text::from),
        };
        if rules.insert(setting.code.clone(), setting).is_some() {
            check.wrong(&key, "stands twice; keep one");
        }
    }
    rules
}

fn cap(id: &str, cap: super::schema::CapFile) -> Cap {
    Cap { services: cap.services.into(), hours: cap.hours, citation: citation(id, cap.place, cap.says) }
}

fn providers(file: super::schema::ProvidersFile, check: &mut Check<'_>) -> Providers {
    for credential in &file.credentials {
        if !Element::ALL.iter().any(|element| element.name() == credential) {
            let known: Vec<&str> = Element::ALL.iter().map(|element| element.name()).collect();
            let near = did_you_mean(&nearest(credential, known));
            check.wrong("providers", format!("unknown credential `{credential}`{near}"));
        }
    }
    Providers {
        services: file.services.into(),
        credentials: file.credentials.into_iter().map(Text::from).collect(),
    }
}

fn importance(level: Option<Level>) -> Importance {
    level.map_or(Importance::Usual, |level| Importance::Ruled(level.severity()))
}

fn first_citation(
    key: &str,
    place: Option<String>,
    says: Option<String>,
    check: &mut Check<'_>,
) -> Option<(String, String)> {
    match (place, says) {
        (Some(place), Some(says)) => Some((place, says)),
        (None, None) => None,
        (Some(_), None) => {
            check.wrong(
                key,
                "has `place` without `says`: tell in your own words what the document says there",
            );
            None
        }
        (None, Some(_)) => {
            check.wrong(key, "has `says` without `place`: tell where the document says so");
            None
        }
    }
}

fn citations(id: &str, first: Option<(String, String)>, also: Vec<CiteFile>) -> List<Citation> {
    let also = also.into_iter().map(|cite| (cite.place, cite.says));
    first.into_iter().chain(also).map(|(place, says)| citation(id, place, says)).collect()
}

fn citation(id: &str, place: String, says: String) -> Citation {
    Citation { ruleset: id.to_string().into(), place: place.into(), text: says.into() }
}
