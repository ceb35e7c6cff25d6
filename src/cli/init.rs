//! `notelint init`: a payer, asked for or given → a `notelint.yaml`.

use std::io::{self, BufRead};
use std::path::Path;

use anyhow::Context;

use super::args::InitArgs;
use super::{Status, console};
use crate::nearest::{did_you_mean, nearest};
use crate::ruleset::{Ruleset, Rulesets};
use crate::source::visible;
use crate::source::walk::CONFIG_NAME;

/// How often a payer is asked for.
const TIMES: usize = 3;

/// Runs the command.
///
/// # Errors
/// When there is no such payer, none is chosen, or the file is there already or cannot be written.
pub(super) fn run(args: &InitArgs) -> anyhow::Result<Status> {
    let path = Path::new(CONFIG_NAME);
    anyhow::ensure!(
        args.force || !path.exists(),
        "{CONFIG_NAME} stands here already; edit it, or write over it with --force"
    );
    let rulesets = Rulesets::builtin();
    let payers: Vec<&Ruleset> = rulesets.iter().map(|payer| payer.ruleset).collect();
    let ruleset = match &args.ruleset {
        Some(given) => chosen(&payers, given).map_err(|error| anyhow::anyhow!("--ruleset: {error}"))?,
        None => ask(&payers)?,
    };
    std::fs::write(path, text(ruleset)).with_context(|| format!("{CONFIG_NAME}: cannot be written"))?;
    console::note(&format!("wrote {CONFIG_NAME} for {ruleset}; `notelint check` reads it here and below"));
    Ok(Status::Clean)
}

/// Asks for a payer on standard input.
fn ask<'p>(payers: &[&'p Ruleset]) -> anyhow::Result<&'p str> {
    console::plain("Who pays for the service?\n\n");
    for (number, Ruleset { id, issuer, document, .. }) in (1..).zip(payers) {
        console::plain(&format!("  {number}  {id:<10}  {issuer}\n                 {document}\n"));
    }
    for _ in 0..TIMES {
        console::plain("\nNumber or name: ");
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer).context("the answer cannot be read")?;
        anyhow::ensure!(read > 0, "no payer was chosen; answer the question, or give --ruleset");
        match chosen(payers, answer.trim()) {
            Ok(id) => return Ok(id),
            Err(error) => console::plain(&format!("{error}\n")),
        }
    }
    anyhow::bail!("no payer was chosen; see `notelint rulesets`, or give --ruleset")
}

/// The payer of that number or name.
fn chosen<'p>(payers: &[&'p Ruleset], given: &str) -> Result<&'p str, String> {
    let numbered = given.parse::<usize>().ok().and_then(|number| payers.get(number.checked_sub(1)?));
    let named = payers.iter().find(|payer| payer.id == given);
    numbered.or(named).map(|payer| &*payer.id).ok_or_else(|| {
        let ids = payers.iter().map(|payer| &*payer.id);
        let near = did_you_mean(&nearest(given, ids.clone()));
        let given: String = given.chars().take(40).collect();
        let ids: Vec<&str> = ids.collect();
        format!("unknown ruleset `{}`{near}; the rulesets are {}", visible(&given), ids.join(", "))
    })
}

fn text(ruleset: &str) -> String {
    format!(
        "# Read by notelint for the notes in this folder and below it. `notelint config show` tells what is in force,\n\
         # `notelint schema config` what may stand here.\n\
         ruleset: {ruleset}\n\
         # program: residential\n\
         # ignore: [NB204]\n\
         # severity: {{ DU002: warning }}\n\
         # staff-names: [Dana, Luis]\n\
         # overrides:\n\
         #   - {{ paths: [\"la/**\"], ruleset: la-sapc }}\n"
    )
}
