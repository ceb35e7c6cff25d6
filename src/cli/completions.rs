//! `notelint completions`: a script that completes the command line in a shell.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs};
use super::{Status, console};

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "notelint", &mut script);
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Clean)
}
