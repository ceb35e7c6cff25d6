//! The command line: arguments as typed → settings as loaded → one file per subcommand.

use std::process::ExitCode;

/// Runs the program on this process's arguments.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
