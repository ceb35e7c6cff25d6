//! The command line: arguments as typed → settings as loaded → one file per subcommand.

use std::process::ExitCode;

use clap::Parser;

use crate::guard;

mod args;
mod audit;
mod baseline;
mod batches;
mod check;
mod completions;
mod config;
mod config_file;
mod console;
mod docs;
mod eval;
mod explain;
mod init;
mod inputs;
mod learn;
mod ledger;
mod lexicon;
mod lsp;
mod man;
mod matrix;
mod notes;
mod outcome;
mod output;
mod pass;
mod progress;
mod records;
mod rules;
mod rulesets;
mod sample;
mod settings;
mod show;
mod summary;
mod watch;
mod why;

/// How a run ended; the number is the program's exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The job, or part of it, could not be done.
    Failed = 2,
}

/// Runs the program on this process's arguments.
pub fn run() -> ExitCode {
    guard::quiet_panics();
    let cli = match args::Cli::try_parse_from(why::stdin_last(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => {
            // A pipe closed on the help text is no error.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() {
                Status::Failed as u8
            } else {
                Status::Clean as u8
            });
        }
    };
    let result = guard::guarded(|| match cli.command {
        args::Command::Check(args) => check::run(&args),
        args::Command::Ledger(args) => ledger::run(&args),
        args::Command::Summary(args) => summary::run(&args),
        args::Command::Eval(args) => eval::run(&args),
        args::Command::Show(args) => show::run(&args),
        args::Command::Why(args) => why::run(&args),
        args::Command::Explain(args) => explain::run(&args),
        args::Command::Docs(args) => docs::run(&args),
        args::Command::Learn(args) => learn::run(&args),
        args::Command::Rules(args) => rules::run(&args),
        args::Command::Rulesets(args) => rulesets::run(&args),
        args::Command::Matrix(args) => matrix::run(&args),
        args::Command::Lexicon(args) => lexicon::run(&args),
        args::Command::Lsp(args) => lsp::run(&args),
        args::Command::Init(args) => init::run(&args),
        args::Command::Config(args) => config::run(&args),
        args::Command::Schema(args) => config::schema(&args),
        args::Command::Completions(args) => completions::run(&args),
        args::Command::Man(args) => man::run(&args),
    });
    let status = match result {
        Ok(Ok(status)) => status,
        Ok(Err(error)) => {
            console::error(&format!("{error:#}"));
            Status::Failed
        }
        Err(crash) => {
            console::error(&crash.to_string());
            Status::Failed
        }
    };
    ExitCode::from(status as u8)
}
