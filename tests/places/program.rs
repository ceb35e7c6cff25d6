//! What the program makes of one note under one ruleset.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A note as a payer judges it: the findings of `check`, the acts of `ledger`.
pub(crate) struct Judged {
    text: String,
    ruleset: &'static str,
    findings: Vec<Value>,
    acts: Vec<Value>,
}

/// Reads a note under a ruleset.
pub(crate) fn judged(ruleset: &'static str, text: &str) -> Judged {
    let check = run("check", ruleset, text);
    let ledger = run("ledger", ruleset, text);
    Judged {
        text: text.to_owned(),
        ruleset,
        findings: check["diagnostics"].as_array().expect("diagnostics").clone(),
        acts: ledger["notes"][0]["activities"].as_array().expect("activities").clone(),
    }
}

fn run(subcommand: &str, ruleset: &str, text: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args([subcommand, "-", "--no-config", "--ruleset", ruleset, "--format", "json"]);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("NOTELINT_") {
            command.env_remove(name);
        }
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("an input").write_all(text.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

impl Judged {
    /// A warning with this code, which cites this place of the ruleset's document.
    #[track_caller]
    pub(crate) fn warns(&self, code: &str, place: &str) -> &Self {
        assert!(self.cites("warning", code, place), "no {code} warning citing {place:?}: {self}");
        self
    }

    /// A note (a finding that never fails the run) with this code.
    #[track_caller]
    pub(crate) fn notes(&self, code: &str) -> &Self {
        assert!(self.has("note", code), "no {code} note: {self}");
        assert!(!self.has("warning", code), "a {code} warning: {self}");
        self
    }

    /// No finding with this code.
    #[track_caller]
    pub(crate) fn passes(&self, code: &str) -> &Self {
        assert!(self.findings.iter().all(|one| one["code"] != code), "{code} was found: {self}");
        self
    }

    /// An act of staff by this name that the payer pays for.
    #[track_caller]
    pub(crate) fn credits(&self, name: &str) -> &Self {
        self.finds(name, "billable")
    }

    /// An act of staff by one of these names that the payer pays for: the document itself does not tell them apart.
    #[track_caller]
    pub(crate) fn credits_one_of(&self, names: &[&str]) -> &Self {
        assert!(names.iter().any(|name| self.has_act(name, "billable")), "no billable {names:?}: {self}");
        self
    }

    /// An act of staff by this name with this verdict: billable, non-billable, silent, conditional.
    #[track_caller]
    pub(crate) fn finds(&self, name: &str, verdict: &str) -> &Self {
        assert!(self.has_act(name, verdict), "no {verdict} {name}: {self}");
        self
    }

    /// No act of staff by this name that the payer pays for.
    #[track_caller]
    pub(crate) fn credits_no(&self, name: &str) -> &Self {
        assert!(!self.has_act(name, "billable"), "a billable {name}: {self}");
        self
    }

    fn has_act(&self, name: &str, verdict: &str) -> bool {
        self.acts.iter().any(|act| took_place(act) && act["name"] == name && act["verdict"] == verdict)
    }

    fn has(&self, severity: &str, code: &str) -> bool {
        self.findings.iter().any(|one| one["code"] == code && one["severity"] == severity)
    }

    fn cites(&self, severity: &str, code: &str, place: &str) -> bool {
        self.findings.iter().filter(|one| one["code"] == code && one["severity"] == severity).any(|one| {
            one["citations"]
                .as_array()
                .is_some_and(|all| all.iter().any(|citation| citation["place"] == place))
        })
    }
}

fn took_place(act: &Value) -> bool {
    act["actor"] == "staff" && (act["status"] == "done" || act["status"] == "attempted")
}

impl std::fmt::Display for Judged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "\n{}: {:?}", self.ruleset, self.text)?;
        for one in &self.findings {
            let places: Vec<&str> = one["citations"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|c| c["place"].as_str())
                .collect();
            writeln!(
                f,
                "  {} {} {places:?}",
                one["severity"].as_str().unwrap_or("?"),
                one["code"].as_str().unwrap_or("?")
            )?;
        }
        for act in &self.acts {
            let field = |name: &str| act[name].as_str().unwrap_or("-").to_owned();
            let (kind, name, verdict) = (field("kind"), field("name"), field("verdict"));
            writeln!(f, "  {kind} {name}: {verdict}, {} {}", field("actor"), field("status"))?;
        }
        Ok(())
    }
}
