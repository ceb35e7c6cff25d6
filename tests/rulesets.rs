//! The payers' verdicts, cell by cell, against tables written by hand from the documents.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::borrow::Cow;
use std::collections::BTreeSet;

use notelint::catalogue;
use notelint::circumstances::{Circumstances, Manner, Program, Purpose, Recipient, Service};
use notelint::diagnostic::{Citation, Severity};
use notelint::ruleset::{Judgement, Rulesets, Verdict};

/// The columns of the tables.
const RULESETS: [&str; 6] = ["la-sapc", "sd-bhs", "cm-2009", "il-rule132", "ca-dmc-ods", "common"];

// N non-billable, ? conditional, - silent, B billable. A capital or `?` comes with its usual severity (a warning; none
// where billable), a small letter with a note. `-` is a note because another payer disallows the act, `=` is silence
// without a finding. `B:transition` is billable as that intervention.

/// Where the note tells nothing. The last two columns are always silence in ca-dmc-ods and a warning in common.
const UNTOLD: &str = "
    NB101 N N - N   - N
    NB102 N - - N   - N
    NB103 - - - N   - N
    NB104 - N - N   - N
    NB105 - N - N   - N
    NB106 - N - -   - N
    NB107 - N - -   - N
    NB108 - - - N   - N
    NB201 ? ? N N   - N
    NB202 - - N N   - N
    NB203 ? ? - N   - N
    NB204 - ? - ?   - ?
    NB205 - - N N   - N
    NB206 - - N -   - N
    NB207 - - - N   - N
    NB301 - - - N   - N
    NB302 - - - N   - N
    NB303 - ? - N   - N
    NB304 N ? - N   - N
    NB305 ? ? - -   - ?
    NB306 - - - N   - N
    NB307 - - - N   - N
    NB308 - - - N   - N
    NB309 - - - N   - N
    NB310 - - N -   - N
    NB401 - - - N   - N
    NB402 - - - N   - N
    NB501 - - N N   - N
    NB502 - - N ?   - N
    NB503 - - - N   - N
    NB601 - - - N   - N
    NB602 - - - N   - N
";

/// Where the note tells what the payers ask.
const TOLD: &str = "
    transport program=residential                           n N - N   - N
    transport program=perinatal                             = N - N   - N
    transport program=act                                   N N - N   - N
    transport not-claimed                                   n n - n   - n
    travel program=residential                              n - - N   - N
    travel program=perinatal                                = - - N   - N
    travel visit-failed=true                                N N - N   - N
    travel visit-failed=false                               N - - N   - N
    accompany manner=en-route                               N - - N   - N
    accompany manner=en-route program=residential           n - - N   - N
    accompany manner=en-route program=perinatal             = - - N   - N
    accompany program=residential                           - - - N   - N

    voicemail-left recipient=service-provider               N N N N   - N
    voicemail-left recipient=county-partner                 N N N N   - N
    voicemail-left recipient=court                          N N N N   - N
    voicemail-left recipient=client                         - - N N   - N
    voicemail-left recipient=family                         - - N N   - N
    voicemail-left recipient=attorney                       - - N N   - N
    voicemail-left recipient=landlord                       - - N N   - N
    voicemail-left recipient=school                         - - N N   - N
    voicemail-left recipient=employer                       - - N N   - N
    voicemail-left recipient=public                         ? ? N N   - N
    voicemail-left manner=machine                           ? ? N N   - N
    voicemail-left manner=person                            ? ? - N   - N
    voicemail-left manner=person recipient=court            N N - N   - N
    voicemail-left not-claimed                              ? ? n n   - n
    unsuccessful-contact recipient=service-provider         N N - N   - N
    unsuccessful-contact recipient=county-partner           N N - N   - N
    unsuccessful-contact recipient=court                    N N - N   - N
    unsuccessful-contact recipient=client                   - - - N   - N
    unsuccessful-contact recipient=family                   - - - N   - N
    unsuccessful-contact recipient=landlord                 - - - N   - N
    unsuccessful-contact recipient=public                   ? ? - N   - N
    email recipient=service-provider manner=writing         - N - -   - N
    email recipient=county-partner manner=writing           - N - -   - N
    email recipient=client manner=writing                   = = = =   = =
    email recipient=client manner=reading                   - - - N   - N
    email recipient=landlord                                - - - ?   - ?
    email manner=text                                       - - - -   - -
    email manner=text recipient=county-partner              - - - -   - -
    email purpose=level-of-care-transition manner=writing   B:transition b:transition = =   = b:transition
    scheduling minutes=10                                   - - N N   - N
    scheduling minutes=15                                   - - - N   - N
    scheduling minutes=60                                   - - - N   - N

    fax purpose=level-of-care-transition                    B:transition B:transition - N   - N
    fax purpose=this-client-only                            - - - N   - N
    report-writing purpose=status recipient=court           B:status-report N B:client-letter N   - N
    report-writing purpose=status recipient=county-partner  B:status-report N B:client-letter N   - N
    report-writing purpose=status recipient=attorney        - - B:client-letter N   - N
    report-writing purpose=this-client-only recipient=court - N B:client-letter N   - N
    report-writing purpose=several-people recipient=public  - - - N   - N
    documentation own-session-note=true                     N - - N   - N
    documentation own-session-note=false                    N N - N   - N
    data-entry system=sage                                  N - - -   - N
    data-entry system=sanwits                               - N - -   - N
    data-entry system=hmis                                  B:partner-data =:partner-data = =   = B:partner-data
    data-entry system=tcpx                                  B:partner-data =:partner-data = =   = B:partner-data
    data-entry system=dcmis                                 B:partner-data =:partner-data = =   = B:partner-data
    data-entry system=jjcpa                                 B:partner-data =:partner-data = =   = B:partner-data
    data-entry system=rems                                  = = = =   = =
    scoring service=cm-locus                                = = = B:assessment   = B:assessment
    financial client-present=true                           = = = B:support   = B:support
    financial client-present=false                          - - - N   - N
    errand client-present=true                              = = = B:support   = B:support
    errand client-present=false                             - - - N   - N
    lab-paperwork client-present=true                       = = = =   = =
    lab-paperwork client-present=false                      - - - N   - N
    internal-staffing several-clients=true                  - - N N   - N
    internal-staffing several-clients=false                 - - N B:consultation   - N
";

/// Interventions: no finding, except a note where a ruling asks for one.
const INTERVENTIONS: &str = "
    benefits                                                B B = B   = B
    linkage                                                 B B B B   B B
    referral                                                B B = B   B B
    transition                                              B B = B   B B
    coordination                                            B B B B   B B
    contact                                                 B B B B   B B
    contact recipient=service-provider                      B B B B   B B
    contact recipient=landlord                              B B B B   B B
    contact recipient=family                                = = B ?   = ?
    contact recipient=family service=cm-tla                 = = B B   = B
    contact recipient=landlord client-present=false         B B B b   B b
    follow-up                                               B B B B   B B
    advocacy                                                B B = B   B B
    advocacy recipient=employer client-present=false        B B = b   B b
    status-report                                           B B = =   = B
    assessment                                              B B B =   B B
    assessment service=cm-locus                             B B B B   B B
    planning                                                B B B =   B B
    consultation                                            = = = B   = B
    prior-authorization                                     = = = B   = B
    client-letter                                           = = B =   = B
    client-research                                         = = B =   = B
    partner-data                                            B = = =   = B
    support                                                 = = = B   = B
    support client-present=true                             = = = B   = B
    support client-present=false                            = = = =   = =
";

/// Rules: E error, W warning, N note, - off.
const RULES: &str = "
    DU001 W W W W   W W
    DU002 - - - W   - -
    DU003 W W W W   W W
    DU004 - - W W   - W
    DU005 W W W W   W W
    DU006 W W W W   W W
    DU007 W W W W   W W
    DU008 - - W W   - W
    DU009 E E E E   E E
    DU010 - - - W   - W
    IV001 W W W W   W W
    IV002 W W W W   W W
    IV003 - - - W   - N
    RE001 N N N N   N N
    RE002 N N - -   N N
    RE003 W W - W   W W
    RE004 - - - W   - W
    RE005 - - - W   - W
    RE006 - - W -   - W
    RE007 - - - W   - W
    SC101 - - - W   - N
    SC102 - - - W   - N
    SC103 - - - W   - N
    SC104 - - - W   - N
    SC105 - - - W   - N
    SC106 - - - W   - N
    XN001 - - - W   - W
    XN002 - - - W   - W
    XN003 - - - W   - W
    XN004 - - W W   - W
    XN005 W W W W   W W
    XN006 - - - W   - W
    PR001 - - - -   - -
";

#[test]
fn every_activity_where_the_note_tells_nothing() {
    let names = check(UNTOLD, |ruleset, name, circumstances| {
        let name = catalogue::activity(name).expect("a code of the catalogue").name;
        activity_sign(&Rulesets::builtin().get(ruleset).expect("built in").judge(name, circumstances))
    });
    assert_eq!(names.len(), catalogue::ACTIVITIES.len());
}

#[test]
fn every_condition_on_an_activity() {
    let conditional: BTreeSet<String> = Rulesets::builtin()
        .iter()
        .flat_map(|one| one.ruleset.activities.to_vec())
        .filter(|cell| cell.cases.len() > 1)
        .map(|cell| cell.name.into_owned())
        .collect();
    let told = check(TOLD, |ruleset, name, circumstances| {
        activity_sign(&Rulesets::builtin().get(ruleset).expect("built in").judge(name, circumstances))
    });
    assert!(conditional.is_subset(&told), "without a row: {:?}", conditional.difference(&told));
}

#[test]
fn every_intervention() {
    let names = check(INTERVENTIONS, |ruleset, name, circumstances| {
        let judgement =
            Rulesets::builtin().get(ruleset).expect("built in").judge_intervention(name, circumstances);
        match (judgement.verdict, judgement.severity) {
            (Verdict::Billable, Some(Severity::Note)) => "b",
            (Verdict::Billable, None) => "B",
            (Verdict::Silent, None) => "=",
            (Verdict::Conditional, None) => "?",
            other => panic!("{ruleset} {name}: {other:?}"),
        }
        .to_string()
    });
    assert_eq!(names.len(), catalogue::INTERVENTIONS.len());
}

#[test]
fn every_rule() {
    let codes = check(RULES, |ruleset, code, _| {
        match Rulesets::builtin().get(ruleset).expect("built in").rule(code).severity {
            None => "-",
            Some(Severity::Note) => "N",
            Some(Severity::Warning) => "W",
            Some(Severity::Error) => "E",
        }
        .to_string()
    });
    assert_eq!(codes.len(), catalogue::RULES.len());
}

/// Compares every row of a table with `sign`; returns the names in its first column.
fn check(table: &str, sign: impl Fn(&str, &str, &Circumstances) -> String) -> BTreeSet<String> {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for row in table.lines().filter(|row| !row.trim().is_empty()) {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let (told, expected) = fields.split_at(fields.len() - RULESETS.len());
        let circumstances = circumstances(&told[1..]);
        for (ruleset, expected) in RULESETS.iter().zip(expected) {
            let found = sign(ruleset, told[0], &circumstances);
            if found != *expected {
                wrong.push(format!("{} in {ruleset}: expected {expected}, found {found}", told.join(" ")));
            }
        }
        names.insert(told[0].to_string());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    names
}

fn activity_sign(judgement: &Judgement) -> String {
    use Severity::{Note, Warning};
    let sign = match (judgement.verdict, judgement.severity) {
        (Verdict::NonBillable, Some(Warning)) => "N",
        (Verdict::NonBillable, Some(Note)) => "n",
        (Verdict::Conditional, Some(Warning | Note)) => "?",
        (Verdict::Silent, Some(Note)) => "-",
        (Verdict::Silent, None) => "=",
        (Verdict::Billable, None) => "B",
        (Verdict::Billable, Some(Note)) => "b",
        other => panic!("{other:?}"),
    };
    match &judgement.as_intervention {
        Some(name) => format!("{sign}:{name}"),
        None => sign.to_string(),
    }
}

fn circumstances(told: &[&str]) -> Circumstances {
    let mut all = Circumstances::default();
    for fact in told {
        let (key, value) = fact.split_once('=').unwrap_or((fact, ""));
        match key {
            "program" => all.programs.push(of(Program::ALL, Program::name, value)),
            "service" => all.service = Some(of(Service::ALL, Service::name, value)),
            "recipient" => all.recipient = Some(of(Recipient::ALL, Recipient::name, value)),
            "purpose" => all.purpose = Some(of(Purpose::ALL, Purpose::name, value)),
            "manner" => all.manner = Some(of(Manner::ALL, Manner::name, value)),
            "client-present" => all.client_present = Some(value == "true"),
            "several-clients" => all.several_clients = Some(value == "true"),
            "visit-failed" => all.visit_failed = Some(value == "true"),
            "own-session-note" => all.own_session_note = Some(value == "true"),
            "not-claimed" => all.time_not_claimed = true,
            "minutes" => all.service_minutes = Some(value.parse().expect("a number of minutes")),
            "system" => all.system = Some(Cow::Owned(value.to_string())),
            _ => panic!("no circumstance `{key}`"),
        }
    }
    all
}

fn of<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> T {
    all.iter().copied().find(|one| name(*one) == wanted).unwrap_or_else(|| panic!("no value `{wanted}`"))
}

#[test]
fn silence_says_who_disallows() {
    let rulesets = Rulesets::builtin();
    let judgement = rulesets.get("la-sapc").expect("built in").judge("waiting", &Circumstances::default());
    assert_eq!(judgement.disallowed_by, ["sd-bhs", "il-rule132"]);
    let cited: Vec<(&str, &str)> =
        judgement.citations.iter().map(|one| (one.ruleset.as_ref(), one.place.as_ref())).collect();
    assert_eq!(cited, [("sd-bhs", "Scenarios, Connection, non-billable 5"), ("il-rule132", "Q8")]);
}

#[test]
fn common_says_who_pays() {
    let rulesets = Rulesets::builtin();
    let told = circumstances(&["purpose=level-of-care-transition"]);
    let judgement = rulesets.get("common").expect("built in").judge("fax", &told);
    assert_eq!(judgement.disallowed_by, ["il-rule132"]);
    assert_eq!(judgement.paid_by, ["la-sapc", "sd-bhs"]);
    assert_eq!(judgement.help, ["paid by la-sapc, sd-bhs: choose your payer's ruleset"]);
    assert_eq!(judgement.as_intervention, None);
}

#[test]
fn common_cites_a_shared_parent_once() {
    let rulesets = Rulesets::builtin();
    let mode = rulesets.get("common").expect("built in").rule("RE002");
    assert_eq!(mode.citations.iter().map(|one| one.ruleset.as_ref()).collect::<Vec<_>>(), ["ca-dmc-ods"]);
}

#[test]
fn an_open_case_names_its_condition() {
    let rulesets = Rulesets::builtin();
    let judge =
        |id: &str, name: &str| rulesets.get(id).expect("built in").judge(name, &Circumstances::default());
    let letter = judge("la-sapc", "report-writing");
    let asked =
        "it was meant for a service provider, a county partner or a court and it gave the client's status";
    assert_eq!(letter.open.as_deref(), Some(asked));
    assert_eq!(
        letter.help,
        [format!("billable as status-report in la-sapc if {asked}; the note does not tell")]
    );
    let message = judge("sd-bhs", "voicemail-left");
    assert_eq!(
        message.open.as_deref(),
        Some("it was meant for a service provider, a county partner or a court")
    );
    assert_eq!(message.citations.len(), 1);
    assert_eq!(judge("sd-bhs", "no-show").open, None);
}

#[test]
fn a_day_rate_and_unclaimed_time_leave_the_claim_alone() {
    let rulesets = Rulesets::builtin();
    let counts = |told: &[&str]| {
        rulesets
            .get("la-sapc")
            .expect("built in")
            .judge("transport", &circumstances(told))
            .counts_against_claim()
    };
    assert!(counts(&[]));
    assert!(!counts(&["program=residential"]));
    assert!(!counts(&["program=perinatal"]));
    assert!(!counts(&["not-claimed"]));
}

#[test]
fn disagreements_cite_both_sides() {
    let rulesets = Rulesets::builtin();
    let il = rulesets.get("il-rule132").expect("built in");
    let untold = Circumstances::default();
    let absent = circumstances(&["recipient=landlord", "client-present=false"]);
    let places =
        |citations: &[Citation]| citations.iter().map(|one| one.place.to_string()).collect::<Vec<_>>();
    for (cited, both) in [
        (il.judge("errand", &untold).citations, ["Q14", "Q36"]),
        (il.judge_intervention("contact", &absent).citations, ["Q37.2", "Q8"]),
        (il.rule("IV003").citations, ["Q37.2", "Q69"]),
        (il.judge_intervention("prior-authorization", &untold).citations, ["Q86", "Q91"]),
        (il.judge("financial", &untold).citations, ["Q4", "Q45"]),
        (il.judge("documentation", &untold).citations, ["Q74", "Q64"]),
        (il.rule("XN002").citations, ["Q1", "Q56"]),
        (il.rule("SC104").citations, ["Q5", "Q27"]),
        (il.rule("RE004").citations, ["Q9", "Q65"]),
    ] {
        let places = places(&cited);
        assert!(both.iter().all(|place| places.iter().any(|one| one == place)), "{both:?} in {places:?}");
    }
}

#[test]
fn every_citation_has_a_place_and_a_paraphrase() {
    for citation in all_citations() {
        assert!(!citation.place.is_empty(), "{citation:?}");
        assert!(citation.text.chars().count() >= 20, "{citation:?}");
        assert!(!citation.text.ends_with('.'), "{citation:?}");
    }
}

#[test]
fn every_question_of_il_rule132_is_used_or_out_of_reach() {
    let rulesets = Rulesets::builtin();
    let il = rulesets.get("il-rule132").expect("built in").ruleset;
    let cited = all_citations().into_iter().filter(|one| one.ruleset == "il-rule132").map(|one| one.place);
    let places: Vec<String> =
        cited.chain(il.uncovered.iter().map(|one| one.place.clone())).map(Cow::into_owned).collect();
    let questions: BTreeSet<u32> = places
        .iter()
        .map(|place| {
            let number: String = place.chars().skip(1).take_while(char::is_ascii_digit).collect();
            number.parse().unwrap_or_else(|_| panic!("{place} is no question"))
        })
        .collect();
    assert_eq!(questions, (1..=94).collect());
}

fn all_citations() -> Vec<Citation> {
    let rulesets = Rulesets::builtin();
    let mut all = Vec::new();
    for ruleset in rulesets.iter().map(|one| one.ruleset) {
        let cells = ruleset.activities.iter().chain(ruleset.interventions.iter());
        all.extend(cells.flat_map(|cell| cell.cases.iter()).flat_map(|case| case.citations.to_vec()));
        all.extend(ruleset.rules.iter().flat_map(|rule| rule.citations.to_vec()));
        all.extend(ruleset.units.iter().flat_map(|units| units.citations.to_vec()));
        all.extend(ruleset.minimum.iter().flat_map(|minimum| minimum.citations.to_vec()));
        all.extend(ruleset.caps.iter().map(|cap| cap.citation.clone()));
    }
    all
}

#[test]
fn limits() {
    let rulesets = Rulesets::builtin();
    let of = |id: &str| rulesets.get(id).expect("built in").ruleset;
    let minimum = |id: &str| of(id).minimum.as_ref().map(|minimum| minimum.minutes);
    assert_eq!(RULESETS.map(minimum), [None, None, Some(15.0), Some(7.5), None, Some(15.0)]);
    let combines = |id: &str| of(id).combine_contacts;
    assert_eq!(RULESETS.map(combines), [false, false, true, false, false, false]);
    let never = |id: &str| of(id).never_combined.to_vec();
    assert_eq!(never("cm-2009"), ["voicemail-heard", "voicemail-left"]);
    assert!(never("il-rule132").is_empty());
    let alone = |id: &str| of(id).units.iter().find_map(|units| units.alone);
    assert_eq!(RULESETS.map(alone), [None, None, None, Some(15.0), None, Some(15.0)]);
    let caps = |id: &str| of(id).caps.iter().map(|cap| cap.hours).collect::<Vec<_>>();
    assert_eq!(caps("il-rule132"), [40.0, 240.0]);
    assert_eq!(caps("common"), [40.0, 240.0]);
    assert!(caps("cm-2009").is_empty());
}

#[test]
fn units_follow_from_minutes() {
    let rulesets = Rulesets::builtin();
    let fit = |id: &str, minutes: f64, units: f64| {
        rulesets.get(id).expect("built in").ruleset.units.iter().any(|way| way.fit(minutes, units))
    };
    for (id, minutes, units, fits) in [
        ("cm-2009", 14.0, 1.0, false),
        ("cm-2009", 14.0, 0.0, true),
        ("cm-2009", 15.0, 1.0, true),
        ("cm-2009", 15.0, 0.25, true),
        ("cm-2009", 50.0, 3.0, true),
        ("cm-2009", 50.0, 0.75, true),
        ("cm-2009", 50.0, 4.0, false),
        ("cm-2009", 60.0, 1.0, true),
        ("il-rule132", 7.0, 1.0, false),
        ("il-rule132", 7.5, 1.0, true),
        ("il-rule132", 20.0, 1.0, true),
        ("il-rule132", 20.0, 2.0, true),
        ("il-rule132", 20.0, 3.0, false),
        ("il-rule132", 60.0, 4.0, true),
        ("il-rule132", 60.0, 1.0, false),
        ("common", 60.0, 1.0, true),
        ("common", 60.0, 4.0, true),
        ("common", 60.0, 3.0, false),
    ] {
        assert_eq!(fit(id, minutes, units), fits, "{id}: {minutes} minutes, {units} units");
    }
}
