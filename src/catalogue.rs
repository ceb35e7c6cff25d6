//! The public names: every activity, intervention and rule with its code, and one line on what it is.
//!
//! Codes and names are an interface (output, configuration, suppressions): they are added to, never changed.

use crate::diagnostic::Severity;
use Severity::{Error, Note, Warning};

/// An act of staff that a payer is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The code, as "NB201"; `None` for an intervention.
    pub code: Option<&'static str>,
    /// The name, as "voicemail-left".
    pub name: &'static str,
    /// What it is.
    pub summary: &'static str,
}

/// A rule about the note as a whole: its time, its language, its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The code, as "DU001".
    pub code: &'static str,
    /// The name, as "missing-duration".
    pub name: &'static str,
    /// When it fires.
    pub summary: &'static str,
    /// How much its findings matter where no ruleset says otherwise.
    pub severity: Severity,
    /// Whether it is on where a ruleset does not mention it.
    pub default_on: bool,
}

/// The activity of this code or name.
pub fn activity(code_or_name: &str) -> Option<&'static Act> {
    ACTIVITIES.iter().find(|act| act.name == code_or_name || act.code == Some(code_or_name))
}

/// The intervention of this name.
pub fn intervention(name: &str) -> Option<&'static Act> {
    INTERVENTIONS.iter().find(|act| act.name == name)
}

/// The rule of this code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == code_or_name || rule.code == code_or_name)
}

/// Whether `given` means the rule of this code and name: it is the code, the beginning of it, or the name.
pub fn means(given: &str, code: &str, name: &str) -> bool {
    let begins = code.get(..given.len()).is_some_and(|start| start.eq_ignore_ascii_case(given));
    !given.is_empty() && (begins || name.eq_ignore_ascii_case(given))
}

const fn nb(code: &'static str, name: &'static str, summary: &'static str) -> Act {
    Act { code: Some(code), name, summary }
}

const fn help(name: &'static str, summary: &'static str) -> Act {
    Act { code: None, name, summary }
}

const fn on(code: &'static str, name: &'static str, severity: Severity, summary: &'static str) -> Rule {
    Rule { code, name, summary, severity, default_on: true }
}

const fn off(code: &'static str, name: &'static str, severity: Severity, summary: &'static str) -> Rule {
    Rule { code, name, summary, severity, default_on: false }
}

/// What staff do that some payer does not pay for, by code.
pub const ACTIVITIES: &[Act] = &[
    nb("NB101", "transport", "driving or transporting the client"),
    nb("NB102", "travel", "staff's own travel, time on the way"),
    nb(
        "NB103",
        "accompany",
        "going along, sitting in or being present, with no intervention described there",
    ),
    nb("NB104", "waiting", "staff waiting for or with the client"),
    nb("NB105", "no-show", "the client absent from a visit or an appointment, or not at home"),
    nb("NB106", "search", "looking for a client who cannot be found"),
    nb("NB107", "moving", "helping the client to move household"),
    nb("NB108", "family-visit", "supervising family visits"),
    nb("NB201", "voicemail-left", "leaving a voice message, or a message with whoever answered"),
    nb("NB202", "voicemail-heard", "listening to or checking voice messages"),
    nb("NB203", "unsuccessful-contact", "trying to reach someone without success"),
    nb("NB204", "email", "reading or writing e-mail, secure, portal or text messages"),
    nb("NB205", "scheduling", "confirming, reminding of, rescheduling or cancelling appointments"),
    nb("NB206", "mass-mailing", "flyers, calendars and mailings for several people"),
    nb("NB207", "mandated-report", "calling in a mandated report"),
    nb("NB301", "fax", "faxing, and sending papers by fax or scan"),
    nb("NB302", "copying", "copying, printing or scanning papers"),
    nb("NB303", "report-writing", "writing reports, letters of status, treatment or discharge summaries"),
    nb("NB304", "documentation", "writing notes, charting, writing up client information, other paperwork"),
    nb("NB305", "data-entry", "entering data in a record system"),
    nb("NB306", "records", "collecting, filing or sending records as clerical work"),
    nb("NB307", "consent-paperwork", "consents, releases, rights statements, intake and demographic forms"),
    nb("NB308", "scoring", "scoring tests"),
    nb("NB309", "lab-paperwork", "preparing lab orders, or reviewing lab results without the client"),
    nb("NB310", "general-research", "research that serves several people, and preparation for services"),
    nb(
        "NB401",
        "financial",
        "staff alone handling the client's money: deposits, checks, payments, payee duties",
    ),
    nb(
        "NB402",
        "errand",
        "doing things for the client without the client there: pick-ups, groceries, purchases",
    ),
    nb("NB501", "supervision", "supervision of staff, and asking one's supervisor"),
    nb(
        "NB502",
        "internal-staffing",
        "a staffing or team meeting inside the agency, or about several clients",
    ),
    nb("NB503", "training", "in-service or other training of staff"),
    nb("NB601", "vitals", "taking vital signs before a visit"),
    nb("NB602", "refill", "calling or faxing in a refill or a prescription"),
];

/// The kinds of help that are a service.
pub const INTERVENTIONS: &[Act] = &[
    help("benefits", "helping to apply for, keep or transfer public benefits"),
    help(
        "linkage",
        "linking the client to community resources, housing, food, school, work or transportation",
    ),
    help("referral", "finding a referral agency, making the referral, securing an appointment"),
    help(
        "transition",
        "moving between levels of care or living arrangements, discharge and aftercare planning",
    ),
    help("coordination", "coordinating care or action plans with partners outside the agency"),
    help("contact", "a successful talk with a provider, partner, court, landlord or school about the client"),
    help("follow-up", "following up on scheduled or received services, monitoring delivery and progress"),
    help("advocacy", "speaking for the client"),
    help("status-report", "giving a verbal status report, discussing progress with partners"),
    help("assessment", "assessing or reassessing needs, housing assessments, LOCUS"),
    help("planning", "developing or revising the client's plan"),
    help("consultation", "client-centered consultation between professionals now serving the client"),
    help("prior-authorization", "obtaining a prior authorization for the client"),
    help("client-letter", "writing and mailing a letter whose content is for this one client"),
    help("client-research", "research for this client's need, followed by a letter to the client"),
    help("partner-data", "entering data in a partner's system"),
    help("support", "working with the client: explaining options, budgeting, helping at the counter"),
];

/// Every other rule, by family and code.
pub const RULES: &[Rule] = &[
    on("DU001", "missing-duration", Warning, "the note gives no time for the service"),
    off("DU002", "missing-clock-time", Warning, "a duration, but no start and end time"),
    on("DU003", "duration-mismatch", Warning, "start, end, parts and total do not agree"),
    off("DU004", "below-minimum", Warning, "the service's minutes are under the payer's minimum"),
    on("DU005", "non-billable-time-claimed", Warning, "the claimed total contains non-billable minutes"),
    on("DU006", "unseparated-time", Warning, "service and non-billable activity share one total"),
    on("DU007", "vague-duration", Warning, "the only time is no number"),
    off("DU008", "units-mismatch", Warning, "the units billed do not follow from the minutes"),
    on("DU009", "impossible-time", Error, "a time that cannot be"),
    off("DU010", "shared-time", Warning, "one stretch of time served several clients"),
    on("IV001", "no-intervention", Warning, "the note describes no intervention by staff"),
    on("IV002", "vague-intervention", Warning, "the only service language is empty"),
    off("IV003", "client-not-present", Warning, "help that needs the client, and the client was absent"),
    on("RE001", "missing-date", Note, "no date of service"),
    off(
        "RE002",
        "missing-contact-mode",
        Note,
        "not said whether in person, by telephone, telehealth or in the community",
    ),
    off("RE003", "missing-provider", Warning, "no staff name with a credential that may bill"),
    off("RE004", "missing-goal", Warning, "no link to a goal or objective of the plan"),
    off("RE005", "consultation-elements", Warning, "a consultation without whom, what or the recommendation"),
    off("RE006", "research-without-letter", Warning, "research for the client with no letter mailed to her"),
    off("RE007", "locus-elements", Warning, "a LOCUS without its result, or inside a crisis note"),
    off("SC101", "skills-teaching", Warning, "teaching the client to do it herself: community support"),
    off(
        "SC102",
        "therapeutic-support",
        Warning,
        "emotional support or conflict management: support or therapy",
    ),
    off(
        "SC103",
        "not-a-consultation",
        Warning,
        "billed as a consultation, with someone or on an occasion that is none",
    ),
    off(
        "SC104",
        "transition-without-move",
        Warning,
        "billed as a transition, with no move that counts as one",
    ),
    off(
        "SC105",
        "assessment-intake",
        Warning,
        "intake screening or history taking: mental health assessment",
    ),
    off("SC106", "act-client", Warning, "an ACT client: everything is billed as ACT"),
    off("XN001", "staff-overlap", Warning, "one staff member, two services at one time"),
    off("XN002", "client-overlap", Warning, "one client, two services at one time"),
    off("XN003", "annual-cap", Warning, "a client's year passes the payer's cap"),
    off("XN004", "combine-contacts", Warning, "short contacts of one client and day"),
    on("XN005", "cloned-note", Warning, "a note (almost) the same as another of the export"),
    off("XN006", "two-staff-one-consultation", Warning, "two staff of one agency bill one consultation"),
    off(
        "PR001",
        "identifier",
        Warning,
        "an identifier in the free text of a note that will leave the record system",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_codes_ascend() {
        let codes: Vec<&str> = ACTIVITIES.iter().filter_map(|act| act.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let mut names: Vec<&str> = ACTIVITIES.iter().chain(INTERVENTIONS).map(|act| act.name).collect();
        names.extend(RULES.iter().flat_map(|rule| [rule.name, rule.code]));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn found_by_code_and_by_name() {
        assert_eq!(activity("NB201"), activity("voicemail-left"));
        assert_eq!(rule("DU001"), rule("missing-duration"));
        assert!(intervention("advocacy").is_some());
        assert!(activity("advocacy").is_none());
    }

    #[test]
    fn named_by_code_prefix_or_name() {
        for given in ["NB301", "nb301", "NB3", "NB", "fax", "Fax"] {
            assert!(means(given, "NB301", "fax"), "{given}");
        }
        for given in ["", "NB3011", "NB302", "fa", "é"] {
            assert!(!means(given, "NB301", "fax"), "{given}");
        }
    }
}
